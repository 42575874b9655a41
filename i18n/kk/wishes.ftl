# Жәбірленушілер не туралы білгісі келеді.

wishes-title = Жәбірленушілердің тілектері
wishes-lead = Жәбірленуші не туралы білгісі келеді және оған қалай хабарлау керек. Бұл бет адамның ісіне де, қағаздарға да, іздеуге де, шығарып алуға да кірмейді; адамға ол туралы айтылмайды.
wishes-none = Жәбірленушілер ештеңе сұраған жоқ.
wish-new = Жаңа тілек
wish-name = Кім білгісі келеді
wish-contact = Қалай хабарласу керек
wish-contact-hint = Телефоны, мекенжайы немесе өкілі.
wish-matters = Не туралы хабарлау керек
wish-means = Қандай жолмен
wish-on = Қай күннен бастап қолданылады
wish-until = Қай күнге дейін, болса
wish-button = Тілекті жазу
wish-done = Тілек істен бөлек жазылды.
wish-told = Хабарланды
wish-state-holds = қолданыста
wish-state-to-tell = хабарлау керек
wish-state-withdrawn = қайтарып алынды
wish-tell-title = Жәбірленушіге хабарлау
wish-tidings = Не туралы хабарланды
wish-told-means = Қалай хабарланды
wish-told-on = Қашан хабарланды
wish-told-words = Не айтылды
wish-told-hint = Немесе неге хабарласа алмадыңыз.
wish-tell-button = Хабарланғанын жазу
wish-withdraw-title = Енді хабарламау
wish-which = Кімнің тілегі
wish-withdrawn-on = Қай күннен хабарланбайды
wish-withdraw-words = Жәбірленуші мұны қалай айтты
wish-withdraw-button = Тілекті қайтарып алу

wish_matter-end = қадағалаудың аяқталғаны немесе босатылғаны
wish_matter-change = сот үкімді өзгерткені
wish_matter-move = көшкені немесе істің берілгені
wish_matter-escape = іздеу және адамның табылғаны
wish_matter-reoffence = жаңа қылмыс
wish_tidings-end = іс жабылды
wish_tidings-change = сот жазаны немесе міндеттерді өзгертті
wish_tidings-move = көшті немесе іс берілді
wish_tidings-escape = іздестірілуде немесе адам табылды
wish_tidings-reoffence = жаңа қылмыс жасалды
wish_means-telephone = телефон арқылы
wish_means-letter = хатпен
wish_means-in_person = жеке кездесіп
wish_means-representative = өкілі арқылы

today-victim = Жәбірленушіге хабарлаңыз: { $what }

refusal-wish-unknown = Мұндай тілек жоқ
refusal-wish-withdrawn = Тілек { $withdrawn_on } қайтарып алынған
refusal-wish-before = Тілек { $from_on } жазылған; { $on } одан ерте
refusal-wish-no-matters = Жәбірленуші білгісі келетіннің кемінде бірін таңдаңыз
refusal-wish-ends-before = Соңғы күні { $until_on } біріншісінен, { $on }, ерте
refusal-wish-name-missing = Кім білгісі келетінін жазыңыз
refusal-wish-contact-missing = Жәбірленушімен қалай хабарласу керегін жазыңыз
refusal-wish-nothing-to-tell = Бұл туралы жәбірленушіге хабарланған немесе ол мұны сұраған жоқ
