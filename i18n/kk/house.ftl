### Law tables
law-title = Заң кестелерде
law-lead = Қызмет есептейтін әр күн осындағы өз жолын дереккөзі мен мәтінімен көрсетеді.
law-on = Қолданыста болған күн
law-none = Ол күні бірде-бір жол қолданыста болмаған.
law-summary = { $day_of } қолданыстағы { $count } жол
law-code = Коды
law-limit = Шегі
law-starts = Басталуы
law-met = Орындалуы
law-bearer = Кім міндетті
law-mode = Қай редакция қолданылады
law-mode-offence = құқық бұзушылық күніндегі
law-mode-act = әрекет жасалған күнгі
law-mode-execution = орындалған күнгі
law-in-force = Қолданыста
law-since = { $from_from } бастап
law-between = { $from_from } бастап { $until_to } дейін (оны қоспағанда)
law-source = Дереккөзі
law-confidence = Тексеру
law-verified = тексерген: { $who }
law-not-verified = тексерілмеген; ол бойынша әрекет басшының қолымен ғана жасалады
law-sure = сенімділік { $share }; заңгер әлі тексерген жоқ
law-basis = Қайдан белгілі
law-note = Құрастырушылардың ескертпесі (ағылшын тілінде)
law-conflict = Қайшы келеді

## Users
users-title = Пайдаланушылар
users-login = Пайдаланушы аты
users-login-hint = Латын әріптері, сандар және нүктелер
users-name = Аты-жөні
users-role = Лауазымы
users-active = Белсенді
users-disabled = Өшірілген
users-disable = Өшіру
users-add = Пайдаланушы қосу
users-add-button = Қосу
users-password = Құпиясөз бір рет көрсетіледі: оны өзіне беріңіз.
users-disabled-done = Тіркелгі өшірілді; оның сеанстары аяқталды.

## State of the journal
journal-title = Журналдың күйі
journal-lead = Бір рет, ештеңе өзгермеді, ештеңе жоғалмады: журнал өзі туралы не дейді.
journal-tile-entries = жазба
journal-tile-streams = ағын
journal-tile-unsigned = соңғы бақылау нүктесінен кейінгі жазбалар
journal-head = Ағаш тамыры
journal-last = Соңғы жазба
journal-checkpoints = Қол қойылған бақылау нүктелері
journal-tables = Жарияланған кестелер
journal-table = Кесте
journal-recorded = Жазылған

## About and help
about-title = Жүйе және көмек туралы
about-lead = «Бағыт» — жол көрсету. Бұл пробация қызметінің жұмыс журналы: бір журнал, көп оқу.
about-journal-title = Ештеңе екі рет терілмейді
about-journal = Болған нәрсе бір рет жазылады. Қызметкердің тізімі, басшының шолуы, сотқа құжат және айлық кестелер сол жазбалардан оқылады, сондықтан экрандар бір-біріне қайшы келмейді. Қате жаңа жазбамен түзетіледі; ештеңе жойылмайды.
about-law-title = Жол жоқ болса, мерзім жоқ
about-law = Әр мерзім қай заң жолынан алынғанын айтады: актісі, бабы және редакциясы. Заңгер тексермеген жол белгіленеді және өздігінен жазаға апармайды.
about-rights-title = Кім қарағаны жазылады
about-rights = Адамның деректері бар бет кім, қашан және не үшін қарағаны жазылғаннан кейін ғана жіберіледі. Ол адам мұны сұрай алады.
about-keys-title = Пернетақта және басып шығару
about-keys = Бәрі Tab пернесімен, тінтуірсіз және скриптсіз жұмыс істейді. Кез келген бетті басып шығаруға болады.
about-licence-title = Лицензия
about-licence = Еркін бағдарлама: Apache-2.0 немесе MIT, таңдау сізде.
users-name-hint = Тегі, аты, әкесінің аты
