### Outcomes of meetings, letters, appointments
today-evidence = Құжатты күту немесе келмеуді бағалау
await-title = Құжат күтілуде
await-until = Қай күнге дейін күтеміз
await-until-hint = Шешімнің заңды мерзімінен кешіктірмей.
await-what = Қай құжат
await-what-hint = Мысалы, аурухана анықтамасы.
await-button = Құжатты күту
await-done = Күні жазылды; ол күннің тізімінде тұрады.
excuse-title = Себепті кейін қабылдау
excuse-lead = Бұзушылық пен ескерту көрінетін жазбалар арқылы жойылып, саны азаяды.
excuse-button = Себепті қабылдау
excused-done = Себеп қабылданды: бұзушылық пен ескерту кері қайтарылды.
letter-lead = Хат адамның тілінде жасалып, ісінде сақталады.
letter-about-on = Қай күнге қатысты
letter-respond-by = Адамның жауабы ең кеші
letter-law = Заң
letter-next = Заң бойынша одан кейін
letter-language = Хаттың тілі
letter-language-hint = Адам оқи алатын тіл.
letter-button = Хатты беру
letter-done = Хат дайын. Басып шығарып, адамға беріңіз.
letter-due = жауап { $day_to } дейін
letter_kind-explanation_request = Түсініктеме беруді сұрау
letter_kind-warning = Жазбаша ескерту
letter_write-explanation_request = Хатпен түсініктеме сұрау
letter_write-warning = Ескертуді қағаз түрінде беру
outcome-absent_excused = Адам дәлелді себеппен келмеді
outcome-absent_awaiting = Адам келмеді, құжат әкеледі
contact-excused-hint = Себебі мен дәлелі төменде жазылады.
contact-awaiting-hint = Күні мен құжаты төменде жазылады; келмеу шешім күтеді.
contact-no-reason = Таңдалмаған
contact-reason-hint = Келмеу бірден дәлелді деп танылса ғана.
contact-until-hint = Адам құжат әкелемін десе ғана.
contact-why = Себеп немен расталады
contact-why-hint = Себебі туралы не белгілі; адам қай құжатты әкеледі.
fact-casework-evidence-awaited = Келмеу себебі туралы құжат күтілуде
fact-casework-letter-issued = Адамға хат берілді
refusal-absence-decided = { $missed_on } келмеу бұрын бағаланған
refusal-awaiting-day-passed = { $until } өтіп кеткен; әлі келмеген күнді көрсетіңіз
refusal-awaiting-after-limit = Шешім { $due_on_to } дейін қабылдануы керек ({ $row }); { $until } тым кеш
refusal-awaited-what = Қай құжат күтілетінін жазыңыз
refusal-letter-unknown-matter = Бұл жазба бойынша мұндай хат жасалмайды
refusal-letter-answered = { $missed_on } келмеу бойынша түсініктеме енді керек емес
refusal-letter-already-issued = Мұндай хат { $issued_on_in } берілген
refusal-letter-too-late = Жауаптың заңды күні, { $respond_by }, өтіп кеткен; келмеуді бағалаңыз

## Series of appointments
appointment-holder = Кім өткізеді
appointment-holder-own = Істі жүргізетін қызметкер
appointment-language = Кездесу тілі
appointment-interpreter = Аудармашы керек
appointment-repeat = Қайталау
appointment-repeat-hint = Күндер жазылғанға дейін көрсетіледі.
appointment-repeat-none = Қайталамау
appointment-repeat-until = Қай күнге дейін қайталау
appointment-free-day = Ол күн демалыс болса
series_every-week = Апта сайын
series_every-fortnight = Екі аптада бір
series_every-month = Ай сайын қайталау
free_day-skip = Өткізіп жіберу
free_day-move = Келесі жұмыс күніне ауыстыру
series-title = Кездесу күндерін тексеріңіз
series-left-out = демалыс күні, өткізілді
series-moved = { $day_from } ауыстырылды
series-free = уақыт бос
series-clash = Барлық күн мүмкін емес. Жауаптарды түзетіңіз: кездесулердің бәрі тағайындалады немесе бірде-бірі тағайындалмайды.
series-button = Барлық кездесуді тағайындау
series-empty = Бұл аралықта кездесуге жұмыс күні жоқ
series-done = Кездесулер тағайындалды.
refusal-series-backwards = Қатар { $first_in } басталып, { $until_in } аяқтала алмайды
refusal-series-too-long = Бір қатарда ең көбі { $most } кездесу; ертерек аяқтаңыз
refusal-series-calendar = { $on } мерекелері әлі белгісіз; қатарды ертерек аяқтаңыз
series-lead =
    { $count ->
       [one] { $count } кездесу тағайындалады.
      *[other] { $count } кездесу тағайындалады.
    }

## The paper of a day
day-entry-title = Күнді қағаздан енгізу
day-entry-day = Күн
day-entry-show = Көрсету
day-entry-empty = Бұл күні нәтижесі жоқ кездесу қалмады.
day-entry-lead = Әр жол бөлек жазылады; нәтижесі жоқ жол кейінге қалады.
day-entry-none = Жазбау
day-entry-button = Белгіленген жолдарды жазу
day-entry-done = Нәтижелер жазылды.
day-entry-overtaken = Кейбір кездесулерді басқа адам белгілеп қойған; олардың істерін қараңыз.
day-entry-denied = Бұл кездесудің нәтижесін сіз жаза алмайсыз

## The calendar for a telephone
calendar-title = Телефонға арналған күнтізбе
calendar-name = Жұмыс кездесулері
calendar-lead = Кездесулеріңіз телефон күнтізбесінде көрініп, өзі жаңарып тұрады: екі апта бұрыннан жарты жыл алға дейін.
calendar-picture = Күнтізбе мекенжайы жазылған QR-код
calendar-address = Күнтізбенің мекенжайы
calendar-address-hint = Телефон камерасын суретке бағыттаңыз немесе бұл мекенжайды «Күнтізбе» қолданбасына жазылым ретінде қосыңыз.
calendar-private = Күнтізбеде есімдер де, істер де жоқ: тек кездесудің түрі, орны, уақыты және жүйеге кіргеннен кейін ғана ашылатын сілтеме бар. Мекенжай күнтізбені құпиясөзсіз ашады: оны ешкімге бермеңіз.
calendar-renew-title = Мекенжайды басқа біреу біліп қойды
calendar-renew-lead = Жаңа мекенжай ескісін жабады. Бұрынғы күнтізбені көрсеткен телефонды қайта жаздыру керек болады.
calendar-renew = Жаңа мекенжай алу
calendar-renew-done = Мекенжай ауыстырылды. Бұрынғысы енді ештеңе көрсетпейді.

## Group sessions
refusal-group-size = Топтық кездесуге кемінде бір, ең көбі { $most } клиент шақырылады; таңдалды: { $clients }
refusal-unknown-topic = { $topic } тақырыбы тізімде жоқ; басқасын таңдаңыз
