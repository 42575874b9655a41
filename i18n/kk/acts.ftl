### Acts in a case that change what was arranged or written before.

## Moving and cancelling an appointment
change-title = Кездесуді ауыстыру немесе болдырмау
change-link = ауыстыру немесе болдырмау
change-about = Кездесу: { $moment }, { $kind }
change-move-title = Басқа уақытқа ауыстыру
change-move-lead = Бұрынғы кездесу ауыстырылғаны белгіленіп, істе қалады.
change-move-button = Кездесуді ауыстыру
change-cancel-title = Кездесуді болдырмау
change-reason = Неге болдырылмайды
change-why = Не болды
change-why-hint = Іс үшін; адам оқуды сұрай алады.
change-cancel-button = Кездесуді болдырмау
change-over = Кездесудің нәтижесі бұрын белгіленген, оны өзгертуге болмайды.
appointment-moved-done = Кездесу ауыстырылды. Адамға жаңа уақытты айтыңыз.
appointment-cancelled-done = Кездесу болдырылмады. Бұл туралы адамға айтыңыз.

## An entry: taking it back, correcting it
entry-title = Істегі жазба
entry-mend = түзету немесе кері алу
entry-mend-or-contest = түзету немесе дауласу
entry-answer = жауап беру
entry-contested = даулы
entry-contested-since = Адам бұл жазбаға { $day_from } бері дау айтады. Жауап берілгенше оған сүйенуге болмайды.
entry-number = № { $number } жазба
withdraw-title = Жазбаны кері алу
withdraw-lead = Жазба сызылған күйінде көрініп тұрады, бірақ бұдан былай есепке алынбайды.
withdraw-button = Жазбаны кері алу
withdrawn-done = Жазба кері алынды. Ол істе көрінеді, бірақ есепке алынбайды.
mending-reason = Неге
mending-words = Не дұрыс болмады
mending-words-hint = Өз сөзіңізбен. Бұл сөздер істе қалады.
correct-title = Жазбаны түзету
correct-lead = Бұрынғы мазмұны көрініп тұрады; жаңасы есепке алынады.
correct-button = Түзетуді жазу
corrected-done = Түзету жазылды.

## The client contests an entry
contest-title = Адамның қарсылығын жазу
contest-lead = Адам жазба дұрыс емес деп айтуға құқылы. Басшы жауап бергенше сотқа ұсынуда оған сүйенуге болмайды.
contest-limit = Заң бойынша адам { $day_to } дейін қарсылық білдіре алады.
contest-limit-passed = Заң бойынша адам { $day_to } дейін қарсылық білдіре алатын еді; бұл күн өтті. Адамның сөзі бәрібір жазылады, шешімді басшы қабылдайды.
contest-words = Адамның айтқаны
contest-words-hint = Айтылған немесе жазылған күйінде. Олар сотқа ұсынуға енеді.
contest-on = Қарсылық білдірілген күн
contest-button = Қарсылықты жазу
contested-done = Қарсылық жазылды. Оған басшы жауап береді.
answer-title = Қарсылыққа жауап беру
answer-about = Сөз қай жазба туралы
answer-said = Адамның сөзі
answer-upheld = Кімдікі дұрыс?
contest_upheld-true = Адамдікі дұрыс
contest_upheld-false = Жазба дұрыс
answer-true-hint = Жазба мен оған сүйенгеннің бәрі кері алынады.
answer-false-hint = Жазба қалады; оған қайта сүйенуге болады.
answer-words = Адамға жауап
answer-words-hint = Бұл сөздерді адам алады; олар сотқа ұсынуға енеді.
answer-on = Жауап берілген күн
answer-check-title = Жауапты тексеріңіз
answer-button = Жауапты беру
answered-done = Жауап жазылды. Оны адамға беріңіз.
today-contest = Адам жазбаға дау айтады
submission-ground-contested = Адам бұған { $day_from } бері дау айтады; жауапсыз сүйенуге болмайды.

## An act that needs a second look
second-look-title = Қайта қарау қажет
second-look-kept = { $day_of } { $act } { $relied_in } біткен мерзімге сүйенеді ({ $law }). Кейін енгізілген жазба мерзімнің { $kept_in } сақталғанын көрсетеді.
second-look-moved = { $day_of } { $act } { $relied_in } біткен мерзімге сүйенеді ({ $law }). Кейін енгізілген жазбадан соң ол { $due_in } бітеді.
second-look-gone = { $day_of } { $act } { $relied_in } біткен мерзімге сүйенеді ({ $law }). Кейін енгізілген жазбадан соң мұндай мерзім жоқ.
second-look-lost = { $day_of } { $act } кері алынған бұзушылыққа сүйенеді.
act_kind-violation = бұзушылық
act_kind-warning = ескерту
act_kind-submission = ұсыну
moved-due_moved = мерзім жылжыды
moved-kept_after_all = мерзім сақталған екен
moved-ground_lost = негізі кері алынды
today-second-look = Қайта қараңыз. { $what }
action-second-look = Қайта қарау
uphold-title = Күшінде қалдыру
uphold-lead = Жазба кері алынғанша күшінде тұрады. Негізі өзгерсе де күшінде қалатын болса, себебін жазыңыз.
uphold-words = Неге күшінде қалады
uphold-words-hint = Өз сөзіңізбен. Олар істе қалады.
uphold-what = Не өзгерді
uphold-check-title = Жазбаның неге күшінде қалатынын тексеріңіз
uphold-until = Кейін тағы бірдеңе өзгерсе, қайта қарау қажет болады.
uphold-button = Күшінде қалады
upheld-done = Негіздеме жазылды. Тағы бірдеңе өзгергенше жазба күшінде қалады.
submission-doubts = Бұл ұсыну сүйенген нәрсе өзгерді, оның күшінде екенін ешкім растаған жоқ. Жалғастырмас бұрын қарап шығыңыз.
submission-ground-moved = Қайта қарау қажет: негізі өзгерді.

## Check your answers
check-lead = Жазбас бұрын тексеріңіз. Жазылғанды өшіруге болмайды.
check-change = Өзгерту
check-button = Тексеру
check-appointments =
    { $count ->
       [one] Белгіленген { $count } кездесу болдырылмайды.
      *[other] Белгіленген { $count } кездесу болдырылмайды.
    }
check-withdrawn =
    { $count ->
       [one] { $count } жазба кері алынады.
      *[other] { $count } жазба кері алынады.
    }

## Closing, handing over, a new offence
case-decisions = Іс бойынша шешімдер
closing-title = Істі жабу
closing-lead = Іс мерзім өтелгенде немесе бақылау басқа себеппен аяқталғанда жабылады.
closing-reason = Іс неге жабылады
closing-reason-hint = Бақылауды сот тоқтатса немесе өзгертсе, оның қаулысын жазыңыз: іс сонымен бірге жабылады.
closing-on = Аяқталған күні
closing-words = Түсіндірме
closing-words-hint = Басқа себеп болса, қажет.
closing-check-title = Тексеріңіз: іс жабылады
closing-follows = Жабылғаннан кейін мерзімдер жүрмейді және кездесулер тағайындалмайды.
closing-button = Істі жабу
closed-done = Іс жабылды.
transfer-title = Істі басқа бөлімге беру
transfer-lead = Іс барлық жазбаларымен басқа бөлімге өтеді; оның басшысы қызметкерді тағайындайды.
transfer-office = Қай бөлімге
transfer-reason = Неге беріледі
transfer-on = Қай күннен бастап
transfer-words = Жаңа бөлім ең алдымен нені білуі керек
transfer-words-hint = Бұл сөздерді істі қабылдаған адам көреді.
transfer-check-title = Тексеріңіз: іс беріледі
transfer-follows = Сіздің бөлім бұл істі бұдан былай көрмейді. Заңды мерзімдер жүре береді.
transfer-button = Істі беру
transferred-done = Іс берілді. Жаңа бөлім оны бөлінбеген істердің арасынан көреді.
return-title = Істі қайтару
return-lead = Іс мұнда ешкімге бөлінбей тұрғанда оны берген бөлімге қайтады. Жіберуші нені түзетуі керек екенін жазыңыз.
return-office = Қай бөлімге қайтарылады
return-reason = Неге қайтарылады
return-on = Қай күннен бастап
return-words = Нені түзету керек
return-words-hint = Бұл сөздерді істі берген бөлім көреді.
return-check-title = Тексеріңіз: іс қайтарылады
return-to-officer = Іс оны жүргізген қызметкерде қайта болады.
return-to-head = Іс онда қызметкер тағайындалуын күтеді.
return-follows = Сіздің бөлім бұл істі бұдан былай көрмейді. Қызметкерді тағайындау мерзімі берілген күннен бастап жүре береді.
return-button = Істі қайтару
returned-done = Іс қайтарылды. Оны берген бөлім сіздің себебіңізбен бірге көреді.
return-link = Қайтару
reoffence-title = Жаңа қылмысты жазу
reoffence-lead = Әрекет жасалған күн жазылады. Жаза үшін мәні қандай екенін сот шешеді.
reoffence-article = Бабы
reoffence-on = Әрекет жасалған күн
reoffence-convicted-on = Сотталған күні
reoffence-convicted-hint = Үкім шығарылған болса.
reoffence-not-convicted = үкім жоқ
reoffence-guard = Үкім әлі жоқ: сот үкім шығармайынша ешкім кінәлі емес.
reoffence-check-title = Жаңа қылмыс туралы жазбаны тексеріңіз
reoffence-button = Жазып қою
reoffence-done = Жазылды. Шешім соттікі.

## The report of a study
action-report = Баяндаманы жіберу
report-title = Пробациялық баяндама
report-lead = Баяндама бағалауға сүйенеді және кінә туралы ештеңе айтпайды: оны тек сот шешеді.
report-to = Кімге
report-conclusion = Қорытынды
report-conclusion-hint = Адам, оның отбасы, жұмысы, денсаулығы туралы не білдіңіз және не ұсынасыз. Бағалау ұпайлары баяндамаға кірмейді.
report-duties = Ұсынылған міндеттер
report-duties-hint = Ештеңе ұсынбасаңыз, бос қалдырыңыз.
report-check-title = Тексеріңіз: баяндама жіберіледі
report-follows = Баяндама бірден жіберіледі; бұл іс бойынша екінші баяндама жіберуге болмайды.
report-button = Баяндаманы сотқа жіберу
report-done = Баяндама жіберілді. Мерзім орындалды.
report-pdf = Сотқа жіберілген баяндама (PDF)

## Violations that are no absence
violation-new-title = Міндеттің бұзылғанын анықтау
violation-new-lead = Келмей қалу үшін емес. Алдымен адамды тыңдаңыз: оның жауабынсыз бұзушылық анықталмайды.
violation-ground = Не болды
violation-duty = Қай міндет бұзылды
violation-no-duty = Сот белгілегендердің бірі де емес
violation-happened-on = Қай күні болды
violation-evidence = Немен расталады
violation-evidence-words = Дәлел сөзбен
violation-evidence-hint = Қай құжат, кімнің баянаты, онда не жазылған. Сотқа ұсынымға кіреді.
violation-heard-on = Адам қай күні тыңдалды
violation-warn = Ескерту
violation-warn-now = Бірден жазбаша ескерту беру
violation-check-title = Бұзушылықты тексеріңіз
violation-button = Бұзушылықты анықтау
violation-title = Бұзушылық
violation-warned = Ол үшін ескерту берілген.
violation-happened = { $day } болды
violation-proof = Дәлел: { $words }
violation-said = Адам: { $words }
breach_evidence-officer_report = Қызметкердің баянаты
breach_evidence-tracking = Қадағалау құралының деректері
breach_evidence-agency = Полицияның немесе басқа органның хаты
breach_evidence-host = Жұмыс берушінің, оқу орнының немесе жұмыс орнының хаты
breach_evidence-witness = Куәгердің сөзі
breach_evidence-document = Басқа құжат
refusal-breach-missing = Міндеттің қай күні және қалай бұзылғанын жазыңыз
refusal-absence-and-breach = Бұзушылық — не келмеу, не басқа міндетті бұзу, екеуі бірге емес
refusal-breach-later = Бұл { $happened_on }, { $established_on_of } шешімнен кейін болған; күндердің бірін түзетіңіз
refusal-breach-outside-term = Қадағалау { $from } – { $until } аралығында, { $happened_on } емес
refusal-duty-not-set = «{ $duty }» міндеті бұл іс бойынша күшінде емес; басқасын таңдаңыз
refusal-breach-evidence-missing = Бұзушылықтың немен расталатынын жазыңыз
refusal-heard-elsewhen = Адам { $happened_on } мен { $established_on_of } шешімнің арасында тыңдалады, { $heard_on } емес
refusal-client-words-missing = Адамның сөзін жазыңыз немесе түсініктеме бермегенін белгілеңіз

## Норма тексерілмесе, басшы қол қояды
countersign-ask-title = Басшыдан қол қоюды сұрау
countersign-ask-lead = Бұл норма заңның мәтінімен салыстырылмаған. Оған негізделген нәрсе басшының қолымен ғана жазылады.
countersign-words = Не істеу керек және неге
countersign-words-hint = Басшы мұны норманың жанынан оқиды. Жазба істе қалады.
countersign-ask-button = Қол қоюды сұрау
countersign-asked-done = Басшыға сұрау жетті. Жауабы сіздің күніңізде көрінеді.
countersign-needed = Бұл норма тексерілмеген. Жазбас бұрын басшының қолы керек.
countersign-asked = Басшыдан { $day } сұралды, жауап жоқ.
countersign-signed = { $head } { $day } қол қойды: { $words }
countersign-refused = { $head } { $day } бас тартты: { $words }
countersign-submission = Сотқа ұсыныс: { $kind }
signed_act-violation = Бұзушылықты анықтау
signed_act-warning = Ескерту шығару
signed_act-submission = Сотқа ұсыныс
countersign-title = Қол қою
countersign-about = Не туралы екенін ашу
countersign-rows = Тексерілмеген норма
countersign-rows-hint = Қолыңыз норманы оқығаныңызды және оған негізделген әрекет үшін жауап беретініңізді білдіреді. Ол осы бір әрекетке ғана беріледі.
countersign-asked-by = Сұраған
countersign-asked-on = Сұралған күн
countersign-answer = Жауап
countersign-answered-by = Жауап берген
countersign-answered-on = Жауап күні
countersign-decision = Сіздің шешіміңіз
countersign-true-hint = Офицер әрекетті жаза алады; жазбада сіздің атыңыз тұрады.
countersign-false-hint = Офицер себебін көреді және әрекетті жаза алмайды.
countersign_signed-true = Қол қою
countersign_signed-false = Бас тарту
countersign-answer-words = Сіздің себебіңіз
countersign-answer-hint = Нені оқыдыңыз және неге осылай шештіңіз.
countersign-password-hint = Қол қою үшін ғана: бұл сіз екеніңізді тағы бір рет көрсетеді.
countersign-button = Шешімді жазу
countersign-answered-done = Шешім жазылды. Офицер оны өз күнінде көреді.
signature_status-asked = жауап күтуде
signature_status-signed = қол қойылды
signature_status-refused = бас тартылды
signature_status-used = қол қойылды, әрекет жазылды
today-countersign = Әріптес қол қоюды сұрайды: { $kind }
today-countersigned = Басшы қол қойды, жазуға болады: { $kind }
today-signature-refused = Басшы қол қоюдан бас тартты: { $kind }
