### Kinds of probation work
domain-pre_sentence = Сотко чейинки пробация
domain-non_custodial = Коомдон обочолонтууга байланышпаган жазалар
domain-penitentiary = Пенитенциардык пробация
domain-post_release = Постпенитенциардык пробация

## Person
sex-f = Аял
sex-m = Эркек
age_group-under_18 = 18 жашка чейин
age_group-18_24 = 18–24 жаш
age_group-25_34 = 25–34 жаш
age_group-35_44 = 35–44 жаш
age_group-45_59 = 45–59 жаш
age_group-60_over = 60 жаш жана андан улуу
language-ky = Кыргызча
language-kk = Казакча
language-ru = Орусча
language-en = Англисче
language-uz = Өзбекче
language-tg = Тажикче

## Risk and needs
risk-low = Төмөн
risk-medium = Орточо
risk-high = Жогорку
need-accommodation = Турак жай
need-documents = Документтер жана жөлөкпулдар
need-employment = Жумуш жана киреше
need-education = Окуу жана кесип
need-finances = Карыздар жана акча
need-family = Үй-бүлө жана балдар
need-health = Дене ден соолугу
need-mental_health = Психикалык ден соолук
need-alcohol = Спирт ичимдиктери
need-drugs = Баңгизат
need-thinking = Ой жүгүртүү жана көз караштар
need-company = Чөйрөсү
need-violence = Ачуу жана зомбулук

## Meetings
contact_kind-registration = Каттоого келүү
contact_kind-interview = Маек
contact_kind-home = Үйүнө баруу
contact_kind-workplace = Жумушуна же окуусуна баруу
contact_kind-phone = Телефон аркылуу сүйлөшүү
contact_kind-video = Видео байланыш
contact_kind-group = Топтук сабак
contact_kind-community_work = Коомдук жумуштар
contact_kind-prison = Түзөтүү мекемесине баруу
contact_place-office = Пробация бөлүмүндө
contact_place-home = Кардардын үйүндө
contact_place-work = Жумушта же окууда
contact_place-prison = Түзөтүү мекемесинде
contact_place-agency = Башка мекемеде
contact_place-remote = Алыстан
contact_place-elsewhere = Башка жерде
attendance-attended = Келди жана макулдашылганды аткарды
attendance-failed_to_comply = Келди, бирок макулдашылганды аткарган жок
attendance-sent_home_behaviour = Жүрүм-турумунан улам үйүнө кайтарылды
attendance-sent_home_service = Үйүнө кайтарылды: кызмат жолугушууну өткөрө алган жок
appointment_status-planned = Дайындалган
appointment_status-held = Өттү
appointment_status-missed = Кардар келген жок
appointment_status-cancelled = Жокко чыгарылды
cancel_reason-rescheduled = Башка убакытка жылдырылды
cancel_reason-client = Кардардын өтүнүчү боюнча
cancel_reason-officer = Кызматкер жок болчу
cancel_reason-case_ended = Иш бүттү же өткөрүлүп берилди

## Absences and violations
explanation_form-written = Жазуу түрүндө
explanation_form-spoken = Оозеки, кызматкер жазып алды
explanation_form-refused = Суралды, бирок түшүндүрмө берген жок
absence_reason-court_or_legal = Сотко же башка мекемеге чакырылган
absence_reason-employment = Жумуш
absence_reason-family = Үй-бүлөгө же балага кароо
absence_reason-medical = Оору
absence_reason-religious = Диний милдет
absence_reason-custody = Кармалган
absence_reason-force_majeure = Жол, аба ырайы, табигый кырсык
absence_reason-service_fault = Кызматтын өз күнөөсү
absence_reason-judgement = Кызматкердин чечими, түшүндүрмөсү менен
absence_status-awaiting_reason = Баалоону күтүүдө
absence_status-accepted = Себеп жүйөлүү деп табылды
absence_status-violation = Бузуу аныкталды
absence_status-warned = Эскертүү берилди
violation_ground-no_show = Жолугушууга же каттоого келген жок
violation_ground-moved_without_notice = Жашаган жерин кабарлабай алмаштырды
violation_ground-left_work_without_notice = Жумушун же окуусун кабарлабай таштады
violation_ground-duty_not_done = Сот койгон милдетти аткарган жок
violation_ground-forbidden_place_or_hour = Тыюу салынган жерде же убакта жүрдү
violation_ground-tracking_damaged = Байкоо каражатын бузду же чечти
violation_ground-work_evaded = Коомдук же түзөтүү жумуштарынан качты
violation_ground-administrative_offence = Жаза колдонулган административдик укук бузуу

## Submissions and rulings
submission_kind-extend = Мөөнөттү узартуу
submission_kind-add_duty = Милдет кошуу
submission_kind-lift_duty = Милдетти алып салуу
submission_kind-replace = Жазаны же чараны алмаштыруу
submission_kind-cancel = Шарттуу соттоону же бошотууну жокко чыгаруу
submission_kind-end_early = Көзөмөлдү мөөнөтүнөн мурда токтотуу
submission_kind-search = Издөө жарыялоо жана мөөнөттү токтотуу
submission_status-drafted = Долбоор
submission_status-approved = Бекитилди
submission_status-sent = Сотко жөнөтүлдү
submission_status-received = Сот алды
submission_status-decided = Сот чечти

## Cases
case_status-unallocated = Кызматкерсиз
case_status-active = Көзөмөлдө
case_status-suspended = Токтотулган
case_status-closed = Жабылган
close_reason-completed = Мөөнөт толук өттү
close_reason-revoked = Катуураак жазага алмаштырылды
close_reason-ended_early = Сот мөөнөтүнөн мурда токтотту
close_reason-died = Кардар каза болду
close_reason-transferred_abroad = Башка өлкөгө өткөрүлдү
close_reason-other = Башка себеп
allocation_reason-lowest_caseload = Жүктөмү эң аз
allocation_reason-continuity = Кардарды тааныйт
allocation_reason-language = Кардардын тилинде сүйлөйт
allocation_reason-speciality = Мындай иштерге даярдалган
allocation_reason-succession = Кызматкер кетти же жок
transfer_reason-moved = Кардар көчтү
transfer_reason-territory_changed = Бөлүмдөрдүн аймагы өзгөрдү
transfer_reason-safety = Коопсуздук
transfer_reason-impartiality = Калыстык
mending_reason-mistake = Жаңылыштан жазылган
mending_reason-wrong_case = Башка ишке тиешелүү
mending_reason-twice = Эки жолу жазылган
mending_reason-reason_accepted = Келбей калуунун себеби кабыл алынды
mending_reason-contested = Кардар негиздүү талашты

## Clocks
clock_state-open = Жүрүп жатат
clock_state-in_time = Мөөнөтүндө
clock_state-late = Кечигип
clock_state-never = Жасалган жок
clock_state-void = Мындан ары керек эмес

## Posts
role-officer = Пробация кызматкери
role-psychologist = Психолог
role-social_worker = Социалдык кызматкер
role-legal_adviser = Юридикалык кеңешчи
role-head_of_office = Бөлүм башчысы
role-deputy_head = Бөлүм башчысынын орун басары
role-interregional_head = Региондор аралык башкармалыктын башчысы
role-department_analyst = Департаменттин аналитиги
role-headquarters = Борбордук аппарат
role-prison_social_worker = Түзөтүү мекемесинин социалдык кызматкери
role-clerk = Соттун же прокуратуранын катчысы
role-trainer = Окутуучу
role-learner = Угуучу
role-academy_manager = Академиянын жетекчиси
role-project_manager = Долбоордун жетекчиси
role-law_tables = Мыйзам таблицаларынын юристи
role-inspector = Текшерүүчү
role-administrator = Башкаруучу (администратор)

## What happened, as an entry behind a number
event-entry = Иш ачылды
event-exit = Иш жабылды
event-contact = Жолугушуу өттү
event-absence = Кардар келген жок
event-excuse = Себеп жүйөлүү деп табылды
event-violation = Бузуу аныкталды
event-warning = Эскертүү берилди
event-submission = Сунуштама сотко жөнөтүлдү
event-ruling = Соттун токтому
event-reoffence = Жаңы укук бузуу
event-late_act = Сот актысы кечигип келди
event-transfer = Иш башка бөлүмгө өткөрүлдү

## Entries of the journal
fact-casework-case-opened = Иш ачылды
fact-casework-case-allocated = Иш кызматкерге берилди
fact-casework-case-transferred = Иш башка бөлүмгө өткөрүлдү
fact-casework-case-restricted = Ишке кирүү укугу өзгөрдү
fact-casework-client-registered = Кардар эсепке коюлду
fact-casework-assessment-made = Тобокелдиктер жана муктаждыктар бааланды
fact-casework-plan-agreed = План макулдашылды
fact-casework-appointment-arranged = Жолугушуу дайындалды
fact-casework-appointment-cancelled = Жолугушуу жокко чыгарылды
fact-casework-contact-recorded = Жолугушуу өттү
fact-casework-absence-recorded = Кардар келген жок
fact-casework-explanation-received = Кардар түшүндүрмө берди
fact-casework-reason-accepted = Себеп жүйөлүү деп табылды
fact-casework-violation-established = Бузуу аныкталды
fact-casework-warning-issued = Жазуу жүзүндө эскертүү берилди
fact-casework-submission-drafted = Сунуштаманын долбоору даярдалды
fact-casework-submission-approved = Сунуштама бекитилди
fact-casework-submission-sent = Сунуштама сотко жөнөтүлдү
fact-casework-submission-received = Сот сунуштаманы алды
fact-casework-order-changed = Соттун токтому
fact-casework-reoffence-recorded = Жаңы кылмыш белгилүү болду
fact-casework-case-closed = Иш жабылды
fact-casework-entry-withdrawn = Жазуу кайтарып алынды
fact-casework-entry-corrected = Жазуу оңдолду
fact-casework-staff-appointed = Кызматкер дайындалды
fact-casework-staff-left = Кызматкер ордунан кетти
fact-core-table-published = Таблица жарыяланды
fact-core-register-imported = Реестр импорттолду

## Messages
message_status-received = Алынды
message_status-understood = Түшүнүлдү
message_status-review = Адамдын чечимин күтүүдө
message_status-rejected = Четке кагылды
message_status-opened = Иш ачылды
message_status-sent = Жөнөтүлдү
message_status-acknowledged = Алуучу ырастады
need_status-open = Ачык
need_status-answered = Окутуу менен жабылды

## Law
domain-pre_trial = Сотко чейинки укуктар
act-probation_act = Пробация жөнүндө мыйзам
act-criminal_code = Кылмыш-жаза кодекси
act-criminal_procedure_code = Кылмыш-жаза процессуалдык кодекси
act-penal_executive_code = Жазык-аткаруу кодекси
act-budget_act = Бюджет жөнүндө мыйзам
act-cc = ККК
act-cpc = КЖПК
act-pec = ЖАК
act-probation_law = «Пробация жөнүндө» мыйзам
bearer-officer = пробация кызматкери
bearer-probation = пробация кызматы
bearer-court = сот
bearer-client = кардар
bearer-convict = соттолгон адам
bearer-suspect = шектүү
bearer-prosecutor = прокурор
bearer-police = милиция
bearer-head_of_office = бөлүм башчысы
bearer-employer = иш берүүчү
bearer-prison = түзөтүү мекемеси
bearer-parliament = парламент
bearer-head_of_detention = кармоо жайынын башчысы
bearer-investigator = тергөөчү
bearer-investigating_judge = тергөө судьясы
verifier-invented_country = ойдон чыгарылган өлкө
limit-minutes = { $count } мүнөт
limit-hours = { $count } саат
limit-days_of_24_hours = { $count } сутка
limit-calendar_days = { $count } календардык күн
limit-working_days = { $count } жумуш күнү
limit-weeks = { $count } жума
limit-months = { $count } ай
limit-years = { $count } жыл
limit-times = { $count } жолу
limit-hours_of_work = { $count } саат жумуш
limit-index_units = { $count } эсептик көрсөткүч
limit-percent = { $count } пайыз

## Messages in and out
message_kind-judgment = Сот актысы
message_kind-ruling = Соттун токтому
message_kind-receipt = Дүмүрчөк
message_kind-conviction_notice = Соттолгондук жөнүндө билдирүү
message_kind-submission = Сотко сунуштама
message_kind-acknowledgement = Ырастоо
message_kind-unknown = Белгисиз түр
message_status-applied = Ишке жазылды
mender-sender = жөнөтүүчү оңдойт
mender-administrator = администратор оңдойт
mender-table_keeper = таблицаларга жооптуу адам оңдойт
value_type-text = текст
value_type-whole-number = бүтүн сан
value_type-list = тизме
value_type-object = объект
link_reason-same_number = Ошол эле улуттук номер
link_reason-former_number = Бул адамдын мурунку номери
link_reason-number_one_digit_off = Номер бир сан менен айырмаланат
link_reason-other_number = Башка улуттук номер
link_reason-number_against_its_record = Номер жазуудагыдан башка туулган күндү көрсөтөт
link_reason-same_names = Аты-жөнү бирдей
link_reason-names_in_other_order = Аты-жөнү бирдей, тартиби башка
link_reason-similar_names = Аты-жөнү окшош
link_reason-other_surname = Фамилиясы башка
link_reason-other_patronymic = Атасынын аты башка
link_reason-other_names = Аты-жөнү башка
link_reason-same_birth_date = Туулган күнү бирдей
link_reason-day_and_month_swapped = Туулган күнү менен айы алмашкан
link_reason-birth_date_one_digit_off = Туулган күнү бир сан менен айырмаланат
link_reason-birth_year_only = Туулган жылы гана бирдей
link_reason-birth_date_unknown = Туулган күнү белгисиз
link_reason-other_birth_date = Туулган күнү башка
link_reason-other_sex = Жынысы башка

## Languages in which people are spoken to
language-ug = Уйгурча
language-tr = Түркчө
language-de = Немисче
language-zh = Кытайча
language-ar = Арабча
language-fa = Фарсча

## Later words of casework
absence_status-lapsed = Иш жабылганча бааланган эмес
submission_status-lapsed = Иш жабылганча жөнөтүлгөн эмес
fact-casework-entry-contested = Кардар жазууну талашты
fact-casework-contest-answered = Каршы пикирге жооп берилди
fact-casework-report-sent = Баяндама сотко жөнөтүлдү
code_list-courts = соттор
code_list-measures = жазалар жана чаралар
code_list-articles = кылмыш-жаза кодексинин беренелери
code_list-obligations = милдеттер
code_list-settlements = жашаган жерлер
code_list-countries = өлкөлөр (ISO 3166)
code_list-languages = тилдер
code_list-agencies = мекемелер
