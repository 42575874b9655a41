### Kinds of probation work
domain-pre_sentence = Сотқа дейінгі пробация
domain-non_custodial = Қоғамнан оқшауламайтын жазалар
domain-penitentiary = Пенитенциарлық пробация
domain-post_release = Пенитенциарлықтан кейінгі пробация

## Person
sex-f = Әйел
sex-m = Ер
age_group-under_18 = 18 жасқа дейін
age_group-18_24 = 18–24 жас
age_group-25_34 = 25–34 жас
age_group-35_44 = 35–44 жас
age_group-45_59 = 45–59 жас
age_group-60_over = 60 жас және одан үлкен
language-ky = Қырғызша
language-kk = Қазақша
language-ru = Орысша
language-en = Ағылшынша
language-uz = Өзбекше
language-tg = Тәжікше

## Risk and needs
risk-low = Төмен
risk-medium = Орташа
risk-high = Жоғары
need-accommodation = Тұрғын үй
need-documents = Құжаттар мен жәрдемақылар
need-employment = Жұмыс және табыс
need-education = Оқу және кәсіп
need-finances = Қарыздар мен ақша
need-family = Отбасы және балалар
need-health = Дене саулығы
need-mental_health = Психикалық денсаулық
need-alcohol = Ішімдік
need-drugs = Есірткі
need-thinking = Ойлау және көзқарас
need-company = Айналасы
need-violence = Ашу және зорлық

## Meetings
contact_kind-registration = Тіркелуге келу
contact_kind-interview = Әңгімелесу
contact_kind-home = Үйіне бару
contact_kind-workplace = Жұмысына немесе оқуына бару
contact_kind-phone = Телефонмен сөйлесу
contact_kind-video = Бейнебайланыс
contact_kind-group = Топтық сабақ
contact_kind-community_work = Қоғамдық жұмыстар
contact_kind-prison = Түзеу мекемесіне бару
contact_place-office = Пробация бөлімінде
contact_place-home = Пробациядағы адамның үйінде
contact_place-work = Жұмыста немесе оқуда
contact_place-prison = Түзеу мекемесінде
contact_place-agency = Басқа мекемеде
contact_place-remote = Қашықтан
contact_place-elsewhere = Басқа жерде
attendance-attended = Келді және келісілгенді орындады
attendance-failed_to_comply = Келді, бірақ келісілгенді орындамады
attendance-sent_home_behaviour = Мінез-құлқы үшін үйіне қайтарылды
attendance-sent_home_service = Үйіне қайтарылды: қызмет кездесуді өткізе алмады
appointment_status-planned = Тағайындалған
appointment_status-held = Өтті
appointment_status-missed = Пробациядағы адам келмеді
appointment_status-cancelled = Болдырылмады
cancel_reason-rescheduled = Басқа уақытқа ауыстырылды
cancel_reason-client = Пробациядағы адамның өтініші бойынша
cancel_reason-officer = Қызметкер болмады
cancel_reason-case_ended = Іс аяқталды немесе тапсырылды

## Absences and violations
explanation_form-written = Жазбаша
explanation_form-spoken = Ауызша, қызметкер жазып алды
explanation_form-refused = Сұралды, бірақ түсініктеме бермеді
absence_reason-court_or_legal = Сотқа немесе басқа мекемеге шақырылған
absence_reason-employment = Жұмыс
absence_reason-family = Отбасын немесе баланы күту
absence_reason-medical = Ауру
absence_reason-religious = Діни парыз
absence_reason-custody = Ұсталған
absence_reason-force_majeure = Жол, ауа райы, табиғи апат
absence_reason-service_fault = Қызметтің өз кінәсі
absence_reason-judgement = Қызметкердің шешімі, түсіндірмесімен
absence_status-awaiting_reason = Бағалауды күтуде
absence_status-accepted = Себебі дәлелді деп танылды
absence_status-violation = Бұзушылық анықталды
absence_status-warned = Ескерту берілді
violation_ground-no_show = Кездесуге немесе тіркелуге келмеді
violation_ground-moved_without_notice = Тұрғылықты жерін хабарламай ауыстырды
violation_ground-left_work_without_notice = Жұмысын немесе оқуын хабарламай тастады
violation_ground-duty_not_done = Сот жүктеген міндетті орындамады
violation_ground-forbidden_place_or_hour = Тыйым салынған жерде немесе уақытта жүрді
violation_ground-tracking_damaged = Қадағалау құралын бүлдірді немесе шешті
violation_ground-work_evaded = Қоғамдық немесе түзеу жұмыстарынан жалтарды
violation_ground-administrative_offence = Жаза қолданылған әкімшілік құқық бұзушылық

## Submissions and rulings
submission_kind-extend = Мерзімді ұзарту
submission_kind-add_duty = Міндет қосу
submission_kind-lift_duty = Міндетті алып тастау
submission_kind-replace = Жазаны немесе шараны ауыстыру
submission_kind-cancel = Шартты соттаудың немесе босатудың күшін жою
submission_kind-end_early = Қадағалауды мерзімінен бұрын тоқтату
submission_kind-search = Іздеу жариялау және мерзімді тоқтата тұру
submission_status-drafted = Жоба
submission_status-approved = Бекітілді
submission_status-sent = Сотқа жіберілді
submission_status-received = Сот алды
submission_status-decided = Сот шешті

## Cases
case_status-unallocated = Қызметкерсіз
case_status-active = Қадағалауда
case_status-suspended = Тоқтатылған
case_status-closed = Жабылған
close_reason-completed = Мерзім толық өтелді
close_reason-revoked = Қатаңырақ жазаға ауыстырылды
close_reason-ended_early = Сот мерзімінен бұрын тоқтатты
close_reason-died = Пробациядағы адам қайтыс болды
close_reason-transferred_abroad = Басқа елге берілді
close_reason-other = Басқа себеп
allocation_reason-lowest_caseload = Жүктемесі ең аз
allocation_reason-continuity = Пробациядағы адамды таниды
allocation_reason-language = Пробациядағы адамның тілінде сөйлейді
allocation_reason-speciality = Мұндай істерге дайындалған
allocation_reason-succession = Қызметкер кетті немесе жоқ
transfer_reason-moved = Пробациядағы адам көшті
transfer_reason-territory_changed = Бөлімдердің аумағы өзгерді
transfer_reason-safety = Қауіпсіздік
transfer_reason-impartiality = Бейтараптық
mending_reason-mistake = Қателесіп жазылған
mending_reason-wrong_case = Басқа іске қатысты
mending_reason-twice = Екі рет жазылған
mending_reason-reason_accepted = Келмеу себебі қабылданды
mending_reason-contested = Пробациядағы адам негізді дауласты

## Clocks
clock_state-open = Жүріп жатыр
clock_state-in_time = Мерзімінде
clock_state-late = Кешігіп
clock_state-never = Жасалмады
clock_state-void = Бұдан былай қажет емес

## Posts
role-officer = Пробация қызметкері
role-psychologist = Психолог
role-social_worker = Әлеуметтік қызметкер
role-legal_adviser = Заң кеңесшісі
role-head_of_office = Бөлім басшысы
role-deputy_head = Бөлім басшысының орынбасары
role-interregional_head = Өңіраралық басқарма басшысы
role-department_analyst = Департамент талдаушысы
role-headquarters = Орталық аппарат
role-prison_social_worker = Түзеу мекемесінің әлеуметтік қызметкері
role-clerk = Сот немесе прокуратура хатшысы
role-trainer = Оқытушы
role-learner = Тыңдаушы
role-academy_manager = Академия жетекшісі
role-project_manager = Жоба жетекшісі
role-law_tables = Заң кестелерінің заңгері
role-inspector = Тексеруші
role-administrator = Әкімші

## What happened, as an entry behind a number
event-entry = Іс ашылды
event-exit = Іс жабылды
event-contact = Кездесу өтті
event-absence = Пробациядағы адам келмеді
event-excuse = Себебі дәлелді деп танылды
event-violation = Бұзушылық анықталды
event-warning = Ескерту берілді
event-submission = Ұсыну сотқа жіберілді
event-ruling = Сот қаулысы
event-reoffence = Жаңа құқық бұзушылық
event-late_act = Сот актісі кешігіп келді
event-transfer = Іс басқа бөлімге берілді

## Entries of the journal
fact-casework-case-opened = Іс ашылды
fact-casework-case-allocated = Іс қызметкерге берілді
fact-casework-case-transferred = Іс басқа бөлімге берілді
fact-casework-case-restricted = Іске қолжетімділік өзгерді
fact-casework-client-registered = Пробациядағы адам есепке қойылды
fact-casework-assessment-made = Тәуекелдер мен қажеттіліктер бағаланды
fact-casework-plan-agreed = Жоспар келісілді
fact-casework-appointment-arranged = Кездесу тағайындалды
fact-casework-appointment-cancelled = Кездесу болдырылмады
fact-casework-contact-recorded = Кездесу өтті
fact-casework-absence-recorded = Пробациядағы адам келмеді
fact-casework-explanation-received = Пробациядағы адам түсініктеме берді
fact-casework-reason-accepted = Себебі дәлелді деп танылды
fact-casework-violation-established = Бұзушылық анықталды
fact-casework-warning-issued = Жазбаша ескерту берілді
fact-casework-submission-drafted = Ұсыну жобасы дайындалды
fact-casework-submission-approved = Ұсыну бекітілді
fact-casework-submission-sent = Ұсыну сотқа жіберілді
fact-casework-submission-received = Сот ұсынуды алды
fact-casework-order-changed = Сот қаулысы
fact-casework-reoffence-recorded = Жаңа қылмыс белгілі болды
fact-casework-case-closed = Іс жабылды
fact-casework-entry-withdrawn = Жазба кері алынды
fact-casework-entry-corrected = Жазба түзетілді
fact-casework-staff-appointed = Қызметкер тағайындалды
fact-casework-staff-left = Қызметкер лауазымынан кетті
fact-core-table-published = Кесте жарияланды
fact-core-register-imported = Тізілім импортталды

## Messages
message_status-received = Алынған
message_status-understood = Түсінілді
message_status-review = Адамның шешімін күтуде
message_status-rejected = Қайтарылды
message_status-opened = Іс ашылды
message_status-sent = Жіберілді
message_status-acknowledged = Алушы растады
need_status-open = Ашық
need_status-answered = Оқытумен жабылды

## Law
domain-pre_trial = Сотқа дейінгі құқықтар
act-probation_act = Пробация туралы заң
act-criminal_code = Қылмыстық кодекс
act-criminal_procedure_code = Қылмыстық-процестік кодекс
act-penal_executive_code = Қылмыстық-атқару кодексі
act-budget_act = Бюджет туралы заң
act-cc = ҚК
act-cpc = ҚПК
act-pec = ҚАК
act-probation_law = «Пробация туралы» заң
bearer-officer = пробация қызметкері
bearer-probation = пробация қызметі
bearer-court = сот
bearer-client = пробациядағы адам
bearer-convict = сотталған адам
bearer-suspect = күдікті
bearer-prosecutor = прокурор
bearer-police = полиция
bearer-head_of_office = бөлім басшысы
bearer-employer = жұмыс беруші
bearer-prison = түзеу мекемесі
bearer-parliament = парламент
bearer-head_of_detention = ұстау орнының бастығы
bearer-investigator = тергеуші
bearer-investigating_judge = тергеу судьясы
verifier-invented_country = ойдан шығарылған ел
limit-minutes = { $count } минут
limit-hours = { $count } сағат
limit-days_of_24_hours = { $count } тәулік
limit-calendar_days = { $count } күнтізбелік күн
limit-working_days = { $count } жұмыс күні
limit-weeks = { $count } апта
limit-months = { $count } ай
limit-years = { $count } жыл
limit-times = { $count } рет
limit-hours_of_work = { $count } сағат жұмыс
limit-index_units = { $count } есептік көрсеткіш
limit-percent = { $count } пайыз

## Messages in and out
message_kind-judgment = Сот актісі
message_kind-ruling = Сот қаулысы
message_kind-receipt = Түбіртек
message_kind-conviction_notice = Соттылық туралы хабарлама
message_kind-submission = Сотқа ұсыну
message_kind-acknowledgement = Растау
message_kind-unknown = Белгісіз түр
message_status-applied = Іске жазылды
mender-sender = жіберуші түзетеді
mender-administrator = әкімші түзетеді
mender-table_keeper = кестелерге жауапты адам түзетеді
value_type-text = мәтін
value_type-whole-number = бүтін сан
value_type-list = тізім
value_type-object = нысан
link_reason-same_number = Сол ұлттық нөмір
link_reason-former_number = Бұл адамның бұрынғы нөмірі
link_reason-number_one_digit_off = Нөмір бір цифрмен ерекшеленеді
link_reason-other_number = Басқа ұлттық нөмір
link_reason-number_against_its_record = Нөмір жазбадағыдан басқа туған күнді көрсетеді
link_reason-same_names = Аты-жөні бірдей
link_reason-names_in_other_order = Аты-жөні бірдей, реті басқа
link_reason-similar_names = Аты-жөні ұқсас
link_reason-other_surname = Тегі басқа
link_reason-other_patronymic = Әкесінің аты басқа
link_reason-other_names = Аты-жөні басқа
link_reason-same_birth_date = Туған күні бірдей
link_reason-day_and_month_swapped = Туған күні мен айы ауысқан
link_reason-birth_date_one_digit_off = Туған күні бір цифрмен ерекшеленеді
link_reason-birth_year_only = Тек туған жылы бірдей
link_reason-birth_date_unknown = Туған күні белгісіз
link_reason-other_birth_date = Туған күні басқа
link_reason-other_sex = Жынысы басқа

## Languages in which people are spoken to
language-ug = Ұйғырша
language-tr = Түрікше
language-de = Немісше
language-zh = Қытайша
language-ar = Арабша
language-fa = Парсыша

## Later words of casework
absence_status-lapsed = Іс жабылғанша бағаланбаған
submission_status-lapsed = Іс жабылғанша жіберілмеген
fact-casework-entry-contested = Пробациядағы адам жазбаға дау айтты
fact-casework-contest-answered = Қарсылыққа жауап берілді
fact-casework-report-sent = Баяндама сотқа жіберілді
code_list-courts = соттар
code_list-measures = жазалар мен шаралар
code_list-articles = қылмыстық кодекс баптары
code_list-obligations = міндеттер
code_list-settlements = тұрғылықты жерлер
code_list-countries = елдер (ISO 3166)
code_list-languages = тілдер
code_list-agencies = мекемелер
