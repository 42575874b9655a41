# Кейінге қалдырылған немесе берілген жұмыс.

task-title = Кейінге қалдыру немесе беру
task-step = Мұны не істейміз
task_step-put_off = Басқа күнге дейін күтеді
task_step-hand_over = Әріптес орындайды
task-until = Қай күнге дейін
task-until-hint = Сол күні жұмыс қайта кезекке тұрады. Заңдағы соңғы күннен ары күтпейді; мерзімі өткені бірнеше күн ғана күтеді.
task-to = Қай әріптес
task-words = Неліктен және нені білу керек
task-words-hint = Мұны бөлімше басшысы мен орындаушы оқиды
task-button = Жазу
task-done = Жазылды. Кейінге қалдырылғаны мен берілгені кезектің соңында тұрады.
task_kind-clock = Заң мерзіміне талап ететін жұмыс
task_kind-outcome = Кездесудің нәтижесі
task_kind-absence = Келмей қалуды бағалау
task_kind-approval = Ұсынуды бекіту
task_kind-contest = Адамның қарсылығына жауап
task_kind-countersignature = Қол қою сұрауына жауап беру
today-afterwards = Кейінірек
today-aside = Кейінге қалдырылғаны мен берілгені
today-aside-until = { $day_to } дейін
today-aside-to = әріптесте: { $name }
today-from = берген: { $name }
today-later = Қалдыру немесе беру
refusal-task-not-open = Бұл жұмыс орындалған немесе болмаған. Кезекті қайта қараңыз
refusal-task-not-ahead = { $until } келіп қалды. Бүгіннен кейінгі күнді көрсетіңіз
refusal-task-beyond-law = Заң бойынша мұны { $due_on } күніне дейін орындау керек. Сол күннен ары қалдырмаңыз немесе әріптеске беріңіз
refusal-task-too-far = Бұл ең көбі { $latest } күніне дейін күте алады
refusal-task-colleague-left = Бұл әріптес { $left_on } күні кеткен. Басқасын таңдаңыз
refusal-task-other-office = Мұны істі жүргізетін бөлімшенің әріптесі ғана орындай алады
refusal-task-same-colleague = Бұл онсыз да осы әріптесте
refusal-no-task-setting = { $on } күніне жұмысты қанша уақытқа қалдыруға болатыны белгіленбеген; әкімшіге хабарлаңыз
done-title = Бүгін орындалғаны
done-lead =
    { $count ->
       [0] Бүгін әзірге ештеңе жазылған жоқ.
      *[other] Бүгін сіз { $count } жазба енгіздіңіз, жаңасы жоғарыда.
    }
today-message = Хабарламаны оқу: { $kind }
action-read = Оқу
today-age-begins = Адамның жасы бойынша енді қолданылады: { $law }
today-age-ends = Адамның жасы бойынша енді қолданылмайды: { $law }
today-attribute-will-end = Бірнеше күннен кейін аяқталады: { $what }
today-attribute-ended = Енді күшінде емес: { $what }
today-risk-changed = Тәуекел өзгерді: { $before } → { $risk }.
today-law-asked = Заң жолы екінші заңгерді күтіп тұр: { $code }
today-law-returned = Екінші заңгер заң жолын қайтарды: { $code }
task_kind-referral = Қызметке жолдама бойынша жауап немесе қадам
task_kind-lawyer = Адвокат туралы өтінішке жауап
task_kind-job = Жұмыс берушінің жауабы немесе жұмысты тексеру
task_kind-programme = Бағдарлама сабағы
task_kind-prompt = Күн ескертпесі
task_prompt-early_end = Мерзімінен бұрын аяқтауды сұрауға болады
task_prompt-milestone = Марапаттауға негіз бар
task_prompt-age_turned = Клиент жасына қарай басқа топқа өтті
task_prompt-attribute_ends = Клиенттің мән-жайы аяқталуда
task_prompt-risk_changed = Тәуекел басқаша бағаланды
task_prompt-extension_beyond = Сот мерзімді заң рұқсат бергеннен асыра ұзартты
