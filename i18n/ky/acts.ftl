### Acts in a case that change what was arranged or written before.

## Moving and cancelling an appointment
change-title = Жолугушууну жылдыруу же жокко чыгаруу
change-link = жылдыруу же жокко чыгаруу
change-about = Жолугушуу: { $moment }, { $kind }
change-move-title = Башка убакытка жылдыруу
change-move-lead = Мурунку жолугушуу жылдырылганы белгиленип, иште калат.
change-move-button = Жолугушууну жылдыруу
change-cancel-title = Жолугушууну жокко чыгаруу
change-reason = Эмне үчүн жокко чыгарылат
change-why = Эмне болду
change-why-hint = Иш үчүн; кардар окуп берүүнү сурана алат.
change-cancel-button = Жолугушууну жокко чыгаруу
change-over = Жолугушуунун жыйынтыгы мурда эле белгиленген, аны өзгөртүүгө болбойт.
appointment-moved-done = Жолугушуу жылдырылды. Кардарга жаңы убакытты айтыңыз.
appointment-cancelled-done = Жолугушуу жокко чыгарылды. Бул тууралуу кардарга айтыңыз.

## An entry: taking it back, correcting it
entry-title = Иштеги жазуу
entry-mend = оңдоо же кайтарып алуу
entry-mend-or-contest = оңдоо же талашуу
entry-answer = жооп берүү
entry-contested = талашылган
entry-contested-since = Кардар бул жазууну { $day_from } бери талашат. Жооп берилгенге чейин ага таянууга болбойт.
entry-number = № { $number } жазуу
withdraw-title = Жазууну кайтарып алуу
withdraw-lead = Жазуу сызылган түрүндө көрүнө берет, бирок мындан ары эсепке алынбайт.
withdraw-button = Жазууну кайтарып алуу
withdrawn-done = Жазуу кайтарып алынды. Ал иште көрүнөт, бирок эсепке алынбайт.
mending-reason = Эмне үчүн
mending-words = Эмне туура эмес эле
mending-words-hint = Өз сөзүңүз менен. Бул сөздөр иште калат.
correct-title = Жазууну оңдоо
correct-lead = Мурунку мазмуну көрүнө берет; жаңысы эсепке алынат.
correct-button = Оңдоону жазуу
corrected-done = Оңдоо жазылды.

## The client contests an entry
contest-title = Кардардын каршы пикирин жазуу
contest-lead = Кардар жазуу туура эмес деп айтууга укуктуу. Башчы жооп бергенге чейин сотко сунуштамада ага таянууга болбойт.
contest-limit = Мыйзам боюнча кардар { $day_to } чейин каршы пикирин билдире алат.
contest-limit-passed = Мыйзам боюнча кардар { $day_to } чейин каршы пикирин билдире алмак; бул күн өттү. Кардардын сөзү баары бир жазылат, чечимди жетекчи кабыл алат.
contest-words = Кардардын айтканы
contest-words-hint = Айтылган же жазылган түрүндө. Алар сотко сунуштамага кирет.
contest-on = Каршы пикир билдирилген күн
contest-button = Каршы пикирди жазуу
contested-done = Каршы пикир жазылды. Ага башчы жооп берет.
answer-title = Каршы пикирге жооп берүү
answer-about = Сөз кайсы жазуу жөнүндө
answer-said = Кардардын сөзү
answer-upheld = Ким туура айтат?
contest_upheld-true = Кардар туура айтат
contest_upheld-false = Жазуу туура
answer-true-hint = Жазуу жана ага таянгандардын баары кайтарып алынат.
answer-false-hint = Жазуу калат; ага кайра таянууга болот.
answer-words = Кардарга жооп
answer-words-hint = Бул сөздөрдү кардар алат; алар сотко сунуштамага кирет.
answer-on = Жооп берилген күн
answer-check-title = Жоопту текшериңиз
answer-button = Жоопту берүү
answered-done = Жооп жазылды. Аны кардарга бериңиз.
today-contest = Кардар жазууну талашат
submission-ground-contested = Кардар муну { $day_from } бери талашат; жоопсуз таянууга болбойт.

## An act that needs a second look
second-look-title = Кайра карап чыгуу керек
second-look-kept = { $day_of } { $act } { $relied_in } бүткөн мөөнөткө таянат ({ $law }). Кийин киргизилген жазуу мөөнөт { $kept_in } сакталганын көрсөтөт.
second-look-moved = { $day_of } { $act } { $relied_in } бүткөн мөөнөткө таянат ({ $law }). Кийин киргизилген жазуудан соң ал { $due_in } бүтөт.
second-look-gone = { $day_of } { $act } { $relied_in } бүткөн мөөнөткө таянат ({ $law }). Кийин киргизилген жазуудан соң мындай мөөнөт жок.
second-look-lost = { $day_of } { $act } кайтарылып алынган бузууга таянат.
act_kind-violation = бузуу
act_kind-warning = эскертүү
act_kind-submission = сунуштама
moved-due_moved = мөөнөт жылды
moved-kept_after_all = мөөнөт сакталган экен
moved-ground_lost = негизи кайтарылып алынды
today-second-look = Кайра карап чыгыңыз. { $what }
action-second-look = Кайра карап чыгуу
uphold-title = Күчүндө калтыруу
uphold-lead = Жазуу кайтарылып алынганча күчүндө турат. Негизи өзгөрсө да күчүндө кала турган болсо, эмне үчүн экенин жазыңыз.
uphold-words = Эмне үчүн күчүндө калат
uphold-words-hint = Өз сөзүңүз менен. Ал ишкагазда калат.
uphold-what = Эмне өзгөрдү
uphold-check-title = Жазуу эмне үчүн күчүндө каларын текшериңиз
uphold-until = Кийин дагы бир нерсе өзгөрсө, кайра карап чыгуу керек болот.
uphold-button = Күчүндө калат
upheld-done = Негиздеме жазылды. Дагы бир нерсе өзгөргөнгө чейин жазуу күчүндө калат.
submission-doubts = Бул сунуштама таянган нерсе өзгөрдү, анын күчүндө экенин эч ким ырастаган жок. Улантардан мурда карап чыгыңыз.
submission-ground-moved = Кайра карап чыгуу керек: негизи өзгөрдү.

## Check your answers
check-lead = Жазардан мурда текшериңиз. Жазылганды өчүрүүгө болбойт.
check-change = Өзгөртүү
check-button = Текшерүү
check-appointments =
    { $count ->
       [one] Белгиленген { $count } жолугушуу жокко чыгарылат.
      *[other] Белгиленген { $count } жолугушуу жокко чыгарылат.
    }
check-withdrawn =
    { $count ->
       [one] { $count } жазуу кайтарып алынат.
      *[other] { $count } жазуу кайтарып алынат.
    }

## Closing, handing over, a new offence
case-decisions = Иш боюнча чечимдер
closing-title = Ишти жабуу
closing-lead = Иш мөөнөт өтүп бүткөндө же көзөмөл башка себептен токтогондо жабылат.
closing-reason = Иш эмне үчүн жабылат
closing-reason-hint = Көзөмөлдү сот токтотсо же өзгөртсө, анын токтомун жазыңыз: иш ошону менен жабылат.
closing-on = Аяктаган күнү
closing-words = Түшүндүрмө
closing-words-hint = Башка себеп болсо, керек.
closing-check-title = Текшериңиз: иш жабылат
closing-follows = Жабылгандан кийин мөөнөттөр жүрбөйт жана жолугушуулар белгиленбейт.
closing-button = Ишти жабуу
closed-done = Иш жабылды.
transfer-title = Ишти башка бөлүмгө өткөрүү
transfer-lead = Иш бардык жазуулары менен башка бөлүмгө өтөт; анын башчысы кызматкерди дайындайт.
transfer-office = Кайсы бөлүмгө
transfer-reason = Эмне үчүн өткөрүлөт
transfer-on = Кайсы күндөн баштап
transfer-words = Жаңы бөлүм эң оболу эмнени билиши керек
transfer-words-hint = Бул сөздөрдү ишти кабыл алган адам көрөт.
transfer-check-title = Текшериңиз: иш өткөрүлөт
transfer-follows = Сиздин бөлүм бул ишти мындан ары көрбөйт. Мыйзамдуу мөөнөттөр жүрө берет.
transfer-button = Ишти өткөрүү
transferred-done = Иш өткөрүлдү. Жаңы бөлүм аны бөлүштүрүлө элек иштердин арасынан көрөт.
return-title = Ишти кайтаруу
return-lead = Иш бул жерде эч кимге бөлүштүрүлө электе аны өткөргөн бөлүмгө кайтат. Жөнөтүүчү эмнени оңдошу керектигин жазыңыз.
return-office = Кайсы бөлүмгө кайтарылат
return-reason = Эмне үчүн кайтарылат
return-on = Кайсы күндөн баштап
return-words = Эмнени оңдоо керек
return-words-hint = Бул сөздөрдү ишти өткөргөн бөлүм көрөт.
return-check-title = Текшериңиз: иш кайтарылат
return-to-officer = Иш аны жүргүзгөн кызматкерде кайра болот.
return-to-head = Иш ал жерде кызматкер дайындалышын күтөт.
return-follows = Сиздин бөлүм бул ишти мындан ары көрбөйт. Кызматкерди дайындоо мөөнөтү өткөрүлгөн күндөн тартып жүрө берет.
return-button = Ишти кайтаруу
returned-done = Иш кайтарылды. Аны өткөргөн бөлүм сиздин себебиңиз менен көрөт.
return-link = Кайтаруу
reoffence-title = Жаңы кылмышты жазуу
reoffence-lead = Иш-аракет жасалган күн жазылат. Жаза үчүн мааниси кандай экенин сот чечет.
reoffence-article = Беренеси
reoffence-on = Иш-аракет жасалган күн
reoffence-convicted-on = Соттолгон күнү
reoffence-convicted-hint = Өкүм чыгарылган болсо.
reoffence-not-convicted = өкүм жок
reoffence-guard = Өкүм азырынча жок: сот өкүм чыгармайынча эч ким күнөөлүү эмес.
reoffence-check-title = Жаңы кылмыш жөнүндө жазууну текшериңиз
reoffence-button = Жазып коюу
reoffence-done = Жазылды. Чечим соттуку.

## The report of a study
action-report = Баяндаманы жөнөтүү
report-title = Пробациялык баяндама
report-lead = Баяндама баалоого таянат жана күнөө жөнүндө эч нерсе айтпайт: аны сот гана чечет.
report-to = Кимге
report-conclusion = Корутунду
report-conclusion-hint = Адам, анын үй-бүлөсү, жумушу, ден соолугу жөнүндө эмне билдиңиз жана эмнени сунуштайсыз. Баалоонун упайлары баяндамага кирбейт.
report-duties = Сунушталган милдеттер
report-duties-hint = Эч нерсе сунуштабасаңыз, бош калтырыңыз.
report-check-title = Текшериңиз: баяндама жөнөтүлөт
report-follows = Баяндама дароо жөнөтүлөт; бул иш боюнча экинчи баяндама жөнөтүүгө болбойт.
report-button = Баяндаманы сотко жөнөтүү
report-done = Баяндама жөнөтүлдү. Мөөнөт аткарылды.
report-pdf = Сотко жөнөтүлгөн баяндама (PDF)

## Violations that are no absence
violation-new-title = Милдеттин бузулганын аныктоо
violation-new-lead = Келбей калуу үчүн эмес. Адегенде кардарды угуңуз: анын жообусуз бузуу аныкталбайт.
violation-ground = Эмне болду
violation-duty = Кайсы милдет бузулду
violation-no-duty = Сот белгилегендердин бири да эмес
violation-happened-on = Кайсы күнү болду
violation-evidence = Эмне менен далилденет
violation-evidence-words = Далил сөз менен
violation-evidence-hint = Кайсы документ, кимдин рапорту, анда эмне жазылган. Сотко сунуштамага кирет.
violation-heard-on = Кардар кайсы күнү угулду
violation-warn = Эскертүү
violation-warn-now = Дароо жазуу жүзүндө эскертүү берүү
violation-check-title = Бузууну текшериңиз
violation-button = Бузууну аныктоо
violation-title = Бузуу
violation-warned = Ал үчүн эскертүү берилген.
violation-happened = { $day } болгон
violation-proof = Далил: { $words }
violation-said = Кардар: { $words }
breach_evidence-officer_report = Кызматкердин рапорту
breach_evidence-tracking = Байкоо каражатынын маалыматы
breach_evidence-agency = Милициянын же башка органдын каты
breach_evidence-host = Жумуш берүүчүнүн, окуу жайынын же иш жайынын каты
breach_evidence-witness = Күбөнүн сөзү
breach_evidence-document = Башка документ
refusal-breach-missing = Милдет кайсы күнү жана кандай бузулганын жазыңыз
refusal-absence-and-breach = Бузуу — же келбей калуу, же башка милдетти бузуу, экөө чогуу эмес
refusal-breach-later = Бул { $happened_on }, { $established_on_of } чечимден кийин болгон; күндөрдүн бирин оңдоңуз
refusal-breach-outside-term = Көзөмөл { $from } – { $until } аралыгында, { $happened_on } эмес
refusal-duty-not-set = «{ $duty }» милдети бул иш боюнча күчүндө эмес; башкасын тандаңыз
refusal-breach-evidence-missing = Бузуу эмне менен далилденерин жазыңыз
refusal-heard-elsewhen = Кардар { $happened_on } менен { $established_on_of } чечимдин ортосунда угулат, { $heard_on } эмес
refusal-client-words-missing = Кардардын сөзүн жазыңыз же түшүндүрмө бербегенин белгилеңиз

## Норма текшерилбесе, жетекчи кол коёт
countersign-ask-title = Жетекчиден кол коюуну суроо
countersign-ask-lead = Бул норма мыйзамдын тексти менен салыштырыла элек. Ага негизделген нерсе жетекчинин колу менен гана жазылат.
countersign-words = Эмне кылуу керек жана эмне үчүн
countersign-words-hint = Жетекчи муну норманын жанынан окуйт. Жазуу иште калат.
countersign-ask-button = Кол коюуну суроо
countersign-asked-done = Жетекчиге суроо жетти. Жообу сиздин күнүңүздө көрүнөт.
countersign-needed = Бул норма текшериле элек. Жазуудан мурда жетекчинин колу керек.
countersign-asked = Жетекчиден { $day } суралды, жооп жок.
countersign-signed = { $head } { $day } кол койду: { $words }
countersign-refused = { $head } { $day } баш тартты: { $words }
countersign-submission = Сотко сунуштама: { $kind }
signed_act-violation = Бузууну аныктоо
signed_act-warning = Эскертүү чыгаруу
signed_act-submission = Сотко сунуштама
countersign-title = Кол коюу
countersign-about = Эмне жөнүндө экенин ачуу
countersign-rows = Текшериле элек норма
countersign-rows-hint = Колуңуз норманы окуганыңызды жана ага негизделген аракет үчүн жооп берериңизди билдирет. Ал ушул бир аракетке гана берилет.
countersign-asked-by = Сураган
countersign-asked-on = Суралган күн
countersign-answer = Жооп
countersign-answered-by = Жооп берген
countersign-answered-on = Жооп күнү
countersign-decision = Сиздин чечимиңиз
countersign-true-hint = Офицер аракетти жаза алат; жазууда сиздин атыңыз турат.
countersign-false-hint = Офицер себебин көрөт жана аракетти жаза албайт.
countersign_signed-true = Кол коюу
countersign_signed-false = Баш тартуу
countersign-answer-words = Сиздин себебиңиз
countersign-answer-hint = Эмнени окудуңуз жана эмне үчүн ушундай чечтиңиз.
countersign-password-hint = Кол коюу үчүн гана: бул сиз экениңизди дагы бир жолу көрсөтөт.
countersign-button = Чечимди жазуу
countersign-answered-done = Чечим жазылды. Офицер аны өз күнүндө көрөт.
signature_status-asked = жооп күтүүдө
signature_status-signed = кол коюлду
signature_status-refused = баш тартылды
signature_status-used = кол коюлду, аракет жазылды
today-countersign = Кесиптеш кол коюуну сурайт: { $kind }
today-countersigned = Жетекчи кол койду, жазса болот: { $kind }
today-signature-refused = Жетекчи кол коюудан баш тартты: { $kind }
