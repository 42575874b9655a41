### Looking for a person
search-title = Адамды іздеу
search-query = Аты-жөні, ЖСН, іс нөмірі, телефон, мекенжай немесе жазбалардағы сөз
search-hint = Кириллица немесе латын әріптерімен, кез келген ретпен; есімнің басы жеткілікті, бір әріп қате болуы мүмкін.
search-found = { $count } адам табылды
search-more = Алғашқы { $count } адам көрсетілді. Тағы бір есімді немесе туған жылды қосыңыз.
search-nobody = Ешкім табылмады. Азырақ әріп немесе басқаша жазып көріңіз.
search-no-cases = Сізге ашық іс жоқ.
search-born = туған күні { $day }
search-found-by = не бойынша табылды: { $what }
search-masked = Қолжетімділігі шектелген іс
hit_by-name = аты-жөні ({ $spelling })
hit_by-former-name = бұрынғы аты { $name } ({ $spelling })
hit_by-national-number = жеке нөмірі
hit_by-number = сот актісінің немесе істің нөмірі
hit_by-phone = телефоны
hit_by-address = мекенжайы
hit_by-words = жазбалардағы сөз: { $places }
hit_spelling-written = дәл осылай жазылған
hit_spelling-folded = басқаша жазылуы
hit_spelling-beginning = есімнің басы
hit_spelling-without-patronymic = әкесінің аты жазылмаған
hit_spelling-form = тегінің немесе әкесінің атының басқа түрі
hit_spelling-one-letter = бір әрпі басқа
hit_source-notes = қызметкерлердің жазбалары
hit_source-client = клиенттің сөзі
hit_source-papers = соттың және сотқа арналған қағаздар
hit_source-file = жеке іс, бағалау, жоспар

## Incoming messages
inbox-title = Кіріс хабарламалар
inbox-lead = Басқа мекемелер не жібергені өзгертілмей сақталады және оның тағдыры.
inbox-tabs = Күйі бойынша
inbox-all = Барлығы
inbox-none = Хабарлама жоқ.
column-message = Хабарлама
column-counterpart = Кімнен немесе кімге
column-received = Алынған
column-action = Келесі қадам
message-size = Көлемі, байт
message-digest = Ізі (SHA-256)
message-faults = Неге оны орындауға болмайды
message-who-mends = Оны жіберуші түзетіп, қайта жібереді; келгені сақталды.
message-content = Хабарлама мазмұны
message-content-hint = Бұл байттар сақталады және ешқашан өзгермейді.
message-open-case = Істі ашу
message-open-review = Бұл кім екенін шешу

## A paper act
paper-title = Қағаз актіні қабылдау
paper-lead = Қағазда келген үкім: қысқа нысан, алынғаны туралы белгі және скан-көшірме.
paper-act = Сот актісі
paper-court = Сот
paper-number = Қылмыстық іс нөмірі
paper-number-hint = Актіде жазылғандай
paper-received-on = Алынған күні
paper-received-hint = Бөлім мөрі бойынша.
paper-decided-on = Үкім шыққан күн
paper-in-force-on = Күшіне енген күні
paper-article = Бап және бөлік
paper-article-hint = Мысалы, 205(2)
paper-months = Мерзімі, ай
paper-months-hint = Мысалы, 24
paper-person = Сотталған адам
person-surname = Тегі
person-given-name = Аты
person-patronymic = Әкесінің аты
person-patronymic-hint = Сондай-ақ ұлы, қызы; бос болуы мүмкін
person-birth-on = Туған күні
person-sex = Жынысы
person-national-no = ЖСН
person-national-no-hint = Бос болуы мүмкін; онда адам шешеді
person-language = Тілі
person-residence = Тұрғылықты жері
paper-scan-title = Актінің скан-көшірмесі
paper-scan = Файл
paper-scan-hint = PDF, JPEG немесе PNG, 10 МБ-қа дейін. Скан-көшірме өзгертілмей сақталады.
paper-button = Қабылдау
paper-done = Акт қабылданды.
wrong-scan = Скан-көшірме PDF, JPEG немесе PNG емес; солардың бірі етіп сақтаңыз
wrong-scan-missing = Скан-көшірме жоқ; оның файлын қайта таңдаңыз

## Allocation
unallocated-title = Бөлінетін істер
unallocated-lead = Сіздің бөлімде ашылған және әлі қызметкерге берілмеген істер. Олардың мерзімдері жүріп жатыр.
unallocated-none = Әр істің қызметкері бар.
waits-days = { $count } күннен бері күтуде
allocate-title = Істі қызметкерге беру
allocate-officer = Қай қызметкерге?
allocate-before = Ұпай мен жүктеме: дейін
allocate-after = Ұпай мен жүктеме: кейін
allocate-load = Жүктеме
allocate-points = Іс түрі, бағыты және тәуекелі бойынша салмақты болады; жүктеме — қызметкер көтере алатынның үлесі.
allocate-proposed = ұсынылады
allocate-reason = Неге бұл қызметкер?
allocate-on = Қай күннен бастап
allocate-button = Бөлу
allocate-done = Іс қызметкерде.
column-cases = Істер

## My office
office-title = Бөлім: { $office }
office-lead = Кімде қанша іс бар, ненің мерзімі өтті және сізді не күтіп тұр.
office-tile-cases = ашық істер
office-tile-overdue = мерзімі өткендер
office-tile-unallocated = бөлуді күтуде
office-tile-to-weigh = бағаланатын келмеулер
office-tile-to-approve = бекітілетін ұсынулар
office-tile-reviews = салыстырылатын адамдар
office-officers = Қызметкерлер және олардың жүктемесі
column-high-risk = Жоғары тәуекел
column-overdue = Мерзімі өткен

## Who is who
reviews-title = Адамдарды салыстыру
reviews-lead = Адамы бізге белгілі болуы мүмкін хабарламалар. Адам шешпейінше ештеңе болмайды.
reviews-none = Шешімді күткен салыстыру жоқ.
review-candidates = { $count } ықтимал адам
review-open = Салыстыру
review-title = Бұл бір адам ба?
review-guard = Шешпес бұрын салыстырыңыз. Қате байланыс біреудің кінәсін екіншісіне жүктейді; күмәндансаңыз, жаңа адамды таңдаңыз: жазбаларды кейін біріктіруге болады.
review-caption = Хабарлама және ол болуы мүмкін адамдар
review-field = Не салыстырылады
review-message = Хабарламада
review-candidate = { $number }-адам
review-same = сәйкес
review-different = өзгеше
review-decision = Бұл хабарлама кімдікі?
review-new = Жаңа адам
review-new-hint = Бізге белгілі адамдардың ешқайсысы емес.
review-reason = Неге
review-reason-hint = Нені салыстырдыңыз: құжат, сурет, сотқа қоңырау.
review-button = Шешімді жазу
review-done = Шешім жазылды; хабарлама әрі қарай жүреді.
review-decided = Бұрын шешілген.

## Comparing people, points, messages
review-of = { $moment } келген хабарлама
review-why = Не жақтайды және не қарсы
message-faulty = Хабарламада қате бар; қайсы екенін оқу үшін ашыңыз
person-citizenship = Азаматтығы
person-citizenship-hint = Екі әріп, мысалы KG; жоқ болса XX
paper-hours = Жұмыс сағаттары
paper-hours-hint = Тек қоғамдық жұмыстар үшін
paper-percent = Жалақы пайызы
paper-percent-hint = Тек түзеу жұмыстары үшін

## Delivery of what is sent
delivery-title = Жеткізу
delivery-detail = Техникалық маманға
delivery-waits = Кезегін күтуде немесе бұл мекемеге жол бапталмаған; оны әкімші баптайды
delivery-delivered = { $at } тапсырылды; растау әлі келген жоқ
delivery-failed = { $count } рет жеткізілмей қалды: { $why }. Келесі әрекет: { $next }. Қайталана берсе, байланысты әкімші түзетеді.
message-cut = Тек басы көрсетілді; бәрі сақталған.
