### Monthly tables
statistics-title = Айлык таблицалар
statistics-lead = Ар бир сан эсептелген жазууларына чейин ачылат.
statistics-indicator = Көрсөткүч
statistics-country = Бүт өлкө
statistics-total = Бардыгы
statistics-counted-at = журналдын { $position } ордунда эсептелди
statistics-cell-hint = Жазууларын көрүү үчүн санды тандаңыз.
dimension-office = Бөлүм
dimension-domain = Пробациянын түрү
dimension-measure = Жаза же чара
dimension-article_group = Беренелердин тобу
dimension-sex = Жынысы
dimension-age_group = Жашы
chart-title = { $name }, айлар боюнча
chart-description = { $from } – { $until } айлары боюнча сызыктар; ошол эле сандар төмөнкү таблицада.
chart-figures = Диаграмманын сандары

## Entries behind a number
cell-title = Сандын артындагы жазуулар
cell-entries = Эсептелген жазуулар
cell-entry = Журналдын жазуусу
cell-none = Бир да жазуу эсептелген жок.
cell-definition = Аныктама
cell-position = Эсептелген орду
cell-hidden-names = Ысымдар бөлүмдөрдө калат; сан адамдарга эмес, жазууларга чейин ачылат.

## Law against practice
practice-title = Мыйзам жана практика
practice-lead = Эртеңки милдеттерди түзгөн мыйзам ченемдери артка окулганда: мыйзам сакталдыбы?
practice-row = Мыйзам ченеми
practice-shares = Үлүштөр
practice-kept = Мөөнөтү келгендерден мөөнөтүндө
practice-none = Бул айларда мөөнөт келген жок.
practice-definition = Мөөнөт келген айына таандык. Үлүш: аткарылган жана аткарылбагандардын ичинен мөөнөтүндө аткарылганы; жүрүп жаткандары кирбейт.
practice-chart = Мөөнөтүндө аткарылганы, айлар боюнча

## Survival
survival-title = Жаңы укук бузуусуз өткөн убакыт
survival-lead = Бошогондон кийин адамдар канча убакыт жаңы укук бузуусуз же камоосуз жүрөт, жумалар боюнча (Каплан — Мейер).
survival-none = Бул журналда азырынча эч ким бошотулган эмес. Реестрди «bagyt import» буйругу менен импорттоого болот.
survival-week = Жума
survival-week-hint = 0дөн байкоонун аягына чейин
survival-people = Когортада { $count } адам
survival-curve = Жаңы укук бузуусуз калгандардын үлүшү
survival-axis = бошогондон кийинки жумалар
survival-definition = Каплан — Мейер баасы, Гринвуд стандарттык катасы менен; тилке — log−log шкаласындагы 95 пайыздык интервал. Байкоодон чыккандар чыкканга чейин эсептелет.
survival-steps = Ийри сызыктын ар бир тепкичи
survival-at-risk = Байкоодо
survival-events = Жаңы укук бузуулар же камоолор
survival-share = Аларсыз үлүш
survival-error = Стандарттык ката
survival-interval = 95 пайыздык интервал
survival-members = Бошогондон кийинки { $week }-жумадагы жаңы укук бузуулар

## Training needs
needs-title = Окутуу муктаждыктары
needs-lead = Мыйзам тийиштүүдөн начар сакталган жерлер жана жамаат эмнени үйрөнө алары. Муктаждыкты сан эмес, адам билдирет.
needs-weak = Алсыз көрсөткүчтөр
needs-none-weak = Бир да көрсөткүч босогодон төмөн эмес.
needs-raise = Муктаждык билдирүү
needs-raised = Билдирилген муктаждыктар
needs-none-raised = Муктаждык азырынча билдирилген эмес.
needs-competence = Компетенция
needs-value = Маани жана босого
needs-value-of = { $count } мөөнөттүн ичинен { $value } сакталды, талап кылынганы { $threshold }
needs-raised-on = Билдирилген
need-raise-title = Окутуу муктаждыгын билдирүү
need-raise-button = Билдирүү
need-done = Муктаждык билдирилди; академия аны көрөт.
need-indicator = Көрсөткүч
need-entries = Кайсы жазуулар боюнча эсептелген
need-title = Окутуу муктаждыгы
need-moved = Ошондон бери маани өзгөрдү
need-count = Жаңы маанини жазуу
need-answer = Ал эмне менен жабылат?
need-words = Сөз менен
need-words-hint = Кайсы курс, ким насаатчы, же окутуу болбосо эмне жетишпейт.
need-answer-button = Жооп берүү
need-answered-done = Жооп жазылды.
need-counted-done = Жаңы маани жазылды.
need_answer-course = Курс менен
need_answer-coaching = Жумуш ордунда насаатчылык менен
need_answer-placement = Башка бөлүмдө тажрыйба алмашуу менен
need_answer-guidance = Бөлүм башчысынын көрсөтмөлөрү менен
need_answer-no_training = Жетишпегени окутуу эмес

## Evidence
evidence-title = Өнөктөштөр үчүн далилдер
evidence-lead = Стандарттын эрежеси, ага жооп берген жарыяланган сан жана сандын артындагы жазуулар.
evidence-publish = Натыйжаны жарыялоо
evidence-published = { $day_in } жарыяланды: { $value }, { $position } ордунда эсептелген
evidence-done = Натыйжа жарыяланды.

## Tables, figures, periods
statistics-rows = Саптар
statistics-columns = Мамычалар
statistics-nothing = Бул айда эч нерсе болгон жок.
statistics-withheld = жашырылган
statistics-hidden = { $count } сан жашырылды: алардын артында аз адам турат.
cell-number = Саны
cell-scope = Камтуусу
cell-case = Иш
cell-met = { $entry }-жазуу менен аткарылды
practice-delay = Кечигүүлөрдүн жарымы
practice-indicators = Кайсы көрсөткүчтөр окуйт
practice-offices = Бөлүмдөр боюнча
survival-at = { $count } жумадан кийин
wrong-week = Мынчалык узак эч ким байкалган эмес; эртерээк жуманы тандаңыз
needs-has = муктаждык билдирилген
needs-now = азыр { $value }
need-raise-lead = Сиз бул жамаатка окутуу керек деп билдиресиз. Сан өзү эч нерсени чечпейт.
evidence-period = { $from } – { $until } аралыгындагы сандар
evidence-rule = { $rule }-эреже
evidence-all = Бардык эрежелерди көрсөтүү
evidence-only-spoken = Саны бар эрежелер гана
evidence-silent = Бул эреже жөнүндө журналдын бир да саны айтпайт.
evidence-no-figure = сан жок
evidence-cases = { $count } мөөнөттүн ичинен

known-title = Мурда кандай белгилүү болгон
known-lead = Таблица күндүн аягында же журналдын ордунда кандай басып чыгарылмак болсо, ошондой көрсөтүлөт. Бүгүнкү сан башка болсо, ал жанында турат.
known-on = Күндүн аягында белгилүү болгондой
known-at = же журналдын ордунда
known-at-hint = Ар бир таблицанын жанында турган сан
known-standing = Журналдын { $position } ордунда, { $moment } белгилүү болгондой.
known-rights = Андан бери өзгөргөн сандардын жанында бүгүнкүлөрү турат; укуктар бүгүнкү.
known-present = Бүгүнкү сандарды көрсөтүү
known-now = азыр { $number }
known-total-now = Бардыгы, азыр
known-wait-title = { $position } ордунда белгилүү болгон таблицалар түзүлүүдө
known-wait-lead = Бул бир нече секундга, чоң журналда бир мүнөткө чейин созулат. Барак өзү жаңырат.
known-wait-percent = Даяр: { $percent } %
known-wait-others = Азырынча баштала элек; мурун суралган таблицалар биринчи түзүлөт
known-wait-again = Азыр текшерүү
cell-now = Бүгүн
