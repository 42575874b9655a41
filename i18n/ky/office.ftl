### Looking for a person
search-title = Адамды издөө
search-query = Аты-жөнү, ПИН, иштин номери, телефон, дарек же жазуулардагы сөз
search-hint = Кириллица же латын тамгалары менен, каалаган тартипте; аттын башталышы жетиштүү, бир тамга ката болушу мүмкүн.
search-found = { $count } адам табылды
search-more = Алгачкы { $count } адам көрсөтүлдү. Дагы бир ысымды же туулган жылды кошуңуз.
search-nobody = Эч ким табылган жок. Азыраак тамга же башкача жазып көрүңүз.
search-no-cases = Сизге ачык иш жок.
search-born = туулган күнү { $day }
search-found-by = эмнеси боюнча табылды: { $what }
search-masked = Кирүү чектелген иш
hit_by-name = аты-жөнү ({ $spelling })
hit_by-former-name = мурунку аты { $name } ({ $spelling })
hit_by-national-number = жеке номери
hit_by-number = соттук актынын же иштин номери
hit_by-phone = телефону
hit_by-address = дареги
hit_by-words = жазуулардагы сөз: { $places }
hit_spelling-written = дал ушундай жазылган
hit_spelling-folded = башкача жазылышы
hit_spelling-beginning = аттын башталышы
hit_spelling-without-patronymic = атасынын аты жазылган эмес
hit_spelling-form = фамилиянын же атасынын атынын башка түрү
hit_spelling-one-letter = бир тамгасы башка
hit_source-notes = кызматкерлердин белгилөөлөрү
hit_source-client = кардардын сөзү
hit_source-papers = соттун жана сотко кагаздар
hit_source-file = жеке иш, баалоо, план

## Incoming messages
inbox-title = Келген билдирүүлөр
inbox-lead = Башка мекемелер эмне жөнөткөнү өзгөртүлбөй сакталат жана анын тагдыры.
inbox-tabs = Абалы боюнча
inbox-all = Баары
inbox-none = Билдирүү жок.
column-message = Билдирүү
column-counterpart = Кимден же кимге
column-received = Алынган
column-action = Кийинки кадам
message-size = Өлчөмү, байт
message-digest = Изи (SHA-256)
message-faults = Эмне үчүн аны аткарууга болбойт
message-who-mends = Аны жөнөтүүчү оңдоп, кайра жөнөтөт; келгени сакталды.
message-content = Билдирүүнүн мазмуну
message-content-hint = Бул байттар сакталат жана эч качан өзгөрбөйт.
message-open-case = Ишти ачуу
message-open-review = Бул ким экенин чечүү

## A paper act
paper-title = Кагаз актыны кабыл алуу
paper-lead = Кагазда келген өкүм: кыска форма, алынгандыгы жөнүндө белги жана скан-көчүрмө.
paper-act = Сот актысы
paper-court = Сот
paper-number = Кылмыш ишинин номери
paper-number-hint = Актыда жазылгандай
paper-received-on = Алынган күнү
paper-received-hint = Бөлүмдүн мөөрү боюнча.
paper-decided-on = Өкүм чыгарылган күн
paper-in-force-on = Күчүнө кирген күнү
paper-article = Берене жана бөлүк
paper-article-hint = Мисалы, 205(2)
paper-months = Мөөнөтү, ай
paper-months-hint = Мисалы, 24
paper-person = Соттолгон адам
person-surname = Фамилиясы
person-given-name = Аты
person-patronymic = Атасынын аты
person-patronymic-hint = Ошондой эле уулу, кызы; бош болушу мүмкүн
person-birth-on = Туулган күнү
person-sex = Жынысы
person-national-no = ПИН
person-national-no-hint = Бош болушу мүмкүн; анда адам чечет
person-language = Тили
person-residence = Жашаган жери
paper-scan-title = Актынын скан-көчүрмөсү
paper-scan = Файл
paper-scan-hint = PDF, JPEG же PNG, 10 МБга чейин. Скан-көчүрмө өзгөртүлбөй сакталат.
paper-button = Кабыл алуу
paper-done = Акт кабыл алынды.
wrong-scan = Скан-көчүрмө PDF, JPEG же PNG эмес; ошолордун бири кылып сактаңыз
wrong-scan-missing = Скан-көчүрмө жок; анын файлын кайра тандаңыз

## Allocation
unallocated-title = Бөлүштүрүлө турган иштер
unallocated-lead = Сиздин бөлүмдө ачылган жана али кызматкерге бериле элек иштер. Алардын мөөнөттөрү жүрүп жатат.
unallocated-none = Ар бир иштин кызматкери бар.
waits-days = { $count } күндөн бери күтүүдө
allocate-title = Ишти кызматкерге берүү
allocate-officer = Кайсы кызматкерге?
allocate-before = Упай жана жүктөм: мурда
allocate-after = Упай жана жүктөм: кийин
allocate-load = Жүктөм
allocate-points = Иш түрү, багыты жана тобокелдиги боюнча салмакка ээ; жүктөм — кызматкер көтөрө ала турганынын үлүшү.
allocate-proposed = сунушталат
allocate-reason = Эмне үчүн бул кызматкер?
allocate-on = Кайсы күндөн тартып
allocate-button = Бөлүштүрүү
allocate-done = Иш кызматкерде.
column-cases = Иштер

## My office
office-title = Бөлүм: { $office }
office-lead = Кимде канча иш бар, эмненин мөөнөтү өттү жана сизди эмне күтүп турат.
office-tile-cases = ачык иштер
office-tile-overdue = мөөнөтү өткөндөр
office-tile-unallocated = бөлүштүрүүнү күтүүдө
office-tile-to-weigh = баалана турган келбей калуулар
office-tile-to-approve = бекитиле турган сунуштамалар
office-tile-reviews = салыштырыла турган адамдар
office-officers = Кызматкерлер жана алардын жүктөмү
column-high-risk = Жогорку тобокелдик
column-overdue = Мөөнөтү өткөн

## Who is who
reviews-title = Адамдарды салыштыруу
reviews-lead = Адамы бизге белгилүү болушу мүмкүн билдирүүлөр. Адам чечмейинче эч нерсе болбойт.
reviews-none = Чечимди күткөн салыштыруу жок.
review-candidates = { $count } ыктымал адам
review-open = Салыштыруу
review-title = Бул бир эле адамбы?
review-guard = Чечерден мурда салыштырыңыз. Туура эмес байланыш бирөөнүн күнөөсүн экинчисине жүктөйт; шек болсо, жаңы адамды тандаңыз: жазууларды кийин бириктирүүгө болот.
review-caption = Билдирүү жана ал болушу мүмкүн болгон адамдар
review-field = Эмне салыштырылат
review-message = Билдирүүдө
review-candidate = { $number }-адам
review-same = дал келет
review-different = айырмаланат
review-decision = Бул билдирүү кимдики?
review-new = Жаңы адам
review-new-hint = Бизге белгилүү адамдардын эч бири эмес.
review-reason = Эмне үчүн
review-reason-hint = Эмнени салыштырдыңыз: документ, сүрөт, сотко чалуу.
review-button = Чечимди жазуу
review-done = Чечим жазылды; билдирүү андан ары жүрөт.
review-decided = Мурда чечилген.

## Comparing people, points, messages
review-of = { $moment } келген билдирүү
review-why = Эмне жактайт жана эмне каршы
message-faulty = Билдирүүдө ката бар; кайсы экенин окуу үчүн ачыңыз
person-citizenship = Жарандыгы
person-citizenship-hint = Эки тамга, мисалы KG; жок болсо XX
paper-hours = Жумуш сааттары
paper-hours-hint = Коомдук жумуштар үчүн гана
paper-percent = Айлыктын пайызы
paper-percent-hint = Түзөтүү жумуштары үчүн гана

## Delivery of what is sent
delivery-title = Жеткирүү
delivery-detail = Техникалык адис үчүн
delivery-waits = Кезегин күтүүдө же бул мекемеге жол коюлган эмес; аны администратор коёт
delivery-delivered = { $at } тапшырылды; ырастоо келе элек
delivery-failed = { $count } жолу жеткирилбей калды: { $why }. Кийинки аракет: { $next }. Кайталана берсе, байланышты администратор оңдойт.
message-cut = Башталышы гана көрсөтүлдү; баары сакталган.
