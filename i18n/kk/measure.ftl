### Monthly tables
statistics-title = Айлық кестелер
statistics-lead = Әр сан есептелген жазбаларына дейін ашылады.
statistics-indicator = Көрсеткіш
statistics-country = Бүкіл ел
statistics-total = Барлығы
statistics-counted-at = журналдың { $position } орнында есептелді
statistics-cell-hint = Жазбаларын көру үшін санды таңдаңыз.
dimension-office = Бөлім
dimension-domain = Пробация түрі
dimension-measure = Жаза немесе шара
dimension-article_group = Баптар тобы
dimension-sex = Жынысы
dimension-age_group = Жасы
chart-title = { $name }, айлар бойынша
chart-description = { $from } – { $until } айлары бойынша сызықтар; сол сандар төмендегі кестеде.
chart-figures = Диаграмма сандары

## Entries behind a number
cell-title = Санның артындағы жазбалар
cell-entries = Есептелген жазбалар
cell-entry = Журнал жазбасы
cell-none = Бірде-бір жазба есептелмеді.
cell-definition = Анықтама
cell-position = Есептелген орны
cell-hidden-names = Есімдер бөлімдерде қалады; сан адамдарға емес, жазбаларға дейін ашылады.

## Law against practice
practice-title = Заң және практика
practice-lead = Ертеңгі міндеттерді құрайтын заң нормалары кері оқылғанда: заң сақталды ма?
practice-row = Заң нормасы
practice-shares = Үлестер
practice-kept = Мерзімі келгендерден мерзімінде
practice-none = Бұл айларда мерзім келген жоқ.
practice-definition = Мерзім келген айына жатады. Үлес: орындалған және орындалмағандардың ішінен мерзімінде орындалғаны; жүріп жатқандары кірмейді.
practice-chart = Мерзімінде орындалғаны, айлар бойынша

## Survival
survival-title = Жаңа құқық бұзушылықсыз өткен уақыт
survival-lead = Босағаннан кейін адамдар қанша уақыт жаңа құқық бұзушылықсыз немесе қамаусыз жүреді, апталар бойынша (Каплан — Мейер).
survival-none = Бұл журналда әзірге ешкім босатылмаған. Тізілімді «bagyt import» пәрменімен импорттауға болады.
survival-week = Апта
survival-week-hint = 0-ден бақылау соңына дейін
survival-people = Когортада { $count } адам
survival-curve = Жаңа құқық бұзушылықсыз қалғандар үлесі
survival-axis = босағаннан кейінгі апталар
survival-definition = Каплан — Мейер бағасы, Гринвуд стандарттық қатесімен; жолақ — log−log шкаласындағы 95 пайыздық аралық. Бақылаудан шыққандар шыққанға дейін есептеледі.
survival-steps = Қисықтың әр сатысы
survival-at-risk = Бақылауда
survival-events = Жаңа құқық бұзушылықтар немесе қамаулар
survival-share = Оларсыз үлес
survival-error = Стандарттық қате
survival-interval = 95 пайыздық аралық
survival-members = Босағаннан кейінгі { $week }-аптадағы жаңа құқық бұзушылықтар

## Training needs
needs-title = Оқыту қажеттіліктері
needs-lead = Заң тиістіден нашар сақталған жерлер және ұжым нені үйрене алатыны. Қажеттілікті сан емес, адам білдіреді.
needs-weak = Әлсіз көрсеткіштер
needs-none-weak = Бірде-бір көрсеткіш шектен төмен емес.
needs-raise = Қажеттілік білдіру
needs-raised = Білдірілген қажеттіліктер
needs-none-raised = Қажеттілік әзірге білдірілмеген.
needs-competence = Құзырет
needs-value = Мән және шек
needs-value-of = { $count } мерзім ішінен { $value } сақталды, талап етілгені { $threshold }
needs-raised-on = Білдірілген
need-raise-title = Оқыту қажеттілігін білдіру
need-raise-button = Білдіру
need-done = Қажеттілік білдірілді; академия оны көреді.
need-indicator = Көрсеткіш
need-entries = Қай жазбалар бойынша есептелген
need-title = Оқыту қажеттілігі
need-moved = Содан бері мән өзгерді
need-count = Жаңа мәнді жазу
need-answer = Ол немен жабылады?
need-words = Сөзбен
need-words-hint = Қандай курс, кім тәлімгер, немесе оқыту болмаса не жетіспейді.
need-answer-button = Жауап беру
need-answered-done = Жауап жазылды.
need-counted-done = Жаңа мән жазылды.
need_answer-course = Курспен
need_answer-coaching = Жұмыс орнындағы тәлімгерлікпен
need_answer-placement = Басқа бөлімшеде тағылымдамамен
need_answer-guidance = Бөлімше басшысының нұсқауларымен
need_answer-no_training = Жетіспейтіні оқыту емес

## Evidence
evidence-title = Серіктестерге арналған дәлелдер
evidence-lead = Стандарт ережесі, оған жауап беретін жарияланған сан және санның артындағы жазбалар.
evidence-publish = Нәтижені жариялау
evidence-published = { $day_in } жарияланды: { $value }, { $position } орнында есептелген
evidence-done = Нәтиже жарияланды.

## Tables, figures, periods
statistics-rows = Жолдар
statistics-columns = Бағандар
statistics-nothing = Бұл айда ештеңе болған жоқ.
statistics-withheld = жасырылған
statistics-hidden = { $count } сан жасырылды: олардың артында аз адам тұр.
cell-number = Саны
cell-scope = Қамтуы
cell-case = Іс
cell-met = { $entry }-жазбамен орындалды
practice-delay = Кешігулердің жартысы
practice-indicators = Қай көрсеткіштер оқиды
practice-offices = Бөлімдер бойынша
survival-at = { $count } аптадан кейін
wrong-week = Мұнша ұзақ ешкім бақыланбаған; ертерек аптаны таңдаңыз
needs-has = қажеттілік білдірілген
needs-now = қазір { $value }
need-raise-lead = Сіз бұл ұжымға оқыту қажет деп білдіресіз. Санның өзі ештеңе шешпейді.
evidence-period = { $from } – { $until } аралығындағы сандар
evidence-rule = { $rule }-ереже
evidence-all = Барлық ережелерді көрсету
evidence-only-spoken = Тек саны бар ережелер
evidence-silent = Бұл ереже туралы журналдың бірде-бір саны айтпайды.
evidence-no-figure = сан жоқ
evidence-cases = { $count } мерзім ішінен

known-title = Бұрын қалай белгілі болған
known-lead = Кесте күннің соңында немесе журналдың орнында қалай басып шығарылар болса, солай көрсетіледі. Бүгінгі сан басқа болса, ол қасында тұрады.
known-on = Күннің соңында белгілі болғандай
known-at = немесе журналдың орнында
known-at-hint = Әр кестенің қасында тұрған сан
known-standing = Журналдың { $position } орнында, { $moment } белгілі болғандай.
known-rights = Содан бері өзгерген сандардың қасында бүгінгілері тұр; құқықтар бүгінгі.
known-present = Бүгінгі сандарды көрсету
known-now = қазір { $number }
known-total-now = Барлығы, қазір
known-wait-title = { $position } орнында белгілі болған кестелер жасалуда
known-wait-lead = Бұл бірнеше секунд, үлкен журналда бір минутқа дейін созылады. Бет өзі жаңарады.
known-wait-percent = Дайын: { $percent } %
known-wait-others = Әлі басталған жоқ; бұрын сұралған кестелер бірінші жасалады
known-wait-again = Қазір тексеру
cell-now = Бүгін
