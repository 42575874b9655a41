### Kinds of probation work
domain-pre_sentence = Досудебная пробация
domain-non_custodial = Наказания без изоляции от общества
domain-penitentiary = Пенитенциарная пробация
domain-post_release = Постпенитенциарная пробация

## Person
sex-f = Женский
sex-m = Мужской
age_group-under_18 = До 18 лет
age_group-18_24 = 18–24 года
age_group-25_34 = 25–34 года
age_group-35_44 = 35–44 года
age_group-45_59 = 45–59 лет
age_group-60_over = 60 лет и старше
language-ky = Кыргызский
language-kk = Казахский
language-ru = Русский
language-en = Английский
language-uz = Узбекский
language-tg = Таджикский

## Risk and needs
risk-low = Низкий
risk-medium = Средний
risk-high = Высокий
need-accommodation = Жильё
need-documents = Документы и пособия
need-employment = Работа и доход
need-education = Учёба и профессия
need-finances = Долги и деньги
need-family = Семья и дети
need-health = Физическое здоровье
need-mental_health = Психическое здоровье
need-alcohol = Алкоголь
need-drugs = Наркотики
need-thinking = Мышление и установки
need-company = Окружение
need-violence = Гнев и насилие

## Meetings
contact_kind-registration = Явка на регистрацию
contact_kind-interview = Беседа
contact_kind-home = Посещение на дому
contact_kind-workplace = Посещение по месту работы или учёбы
contact_kind-phone = Телефонный разговор
contact_kind-video = Видеосвязь
contact_kind-group = Групповое занятие
contact_kind-community_work = Общественные работы
contact_kind-prison = Посещение в учреждении
contact_place-office = В отделе пробации
contact_place-home = Дома у клиента
contact_place-work = На работе или учёбе
contact_place-prison = В исправительном учреждении
contact_place-agency = В другом ведомстве
contact_place-remote = Дистанционно
contact_place-elsewhere = В другом месте
attendance-attended = Явка, договорённости выполнены
attendance-failed_to_comply = Явка, договорённости не выполнены
attendance-sent_home_behaviour = Встреча прекращена из-за поведения клиента
attendance-sent_home_service = Встреча не проведена по вине службы
appointment_status-planned = Назначена
appointment_status-held = Состоялась
appointment_status-missed = Клиент не явился
appointment_status-cancelled = Отменена
cancel_reason-rescheduled = Перенесена на другое время
cancel_reason-client = По просьбе клиента
cancel_reason-officer = Сотрудник отсутствовал
cancel_reason-case_ended = Дело закончено или передано

## Absences and violations
explanation_form-written = Письменное
explanation_form-spoken = Устное, записано сотрудником
explanation_form-refused = Объяснение запрошено, но не дано
absence_reason-court_or_legal = Вызов в суд или другое ведомство
absence_reason-employment = Работа
absence_reason-family = Уход за семьёй или ребёнком
absence_reason-medical = Болезнь
absence_reason-religious = Религиозная обязанность
absence_reason-custody = Задержание
absence_reason-force_majeure = Дорога, погода, стихийное бедствие
absence_reason-service_fault = Вина самой службы
absence_reason-judgement = Решение сотрудника, с объяснением
absence_status-awaiting_reason = Ждёт оценки
absence_status-accepted = Причина признана уважительной
absence_status-violation = Нарушение установлено
absence_status-warned = Вынесено предупреждение
violation_ground-no_show = Неявка на встречу или регистрацию
violation_ground-moved_without_notice = Смена места жительства без уведомления
violation_ground-left_work_without_notice = Смена работы или учёбы без уведомления
violation_ground-duty_not_done = Неисполнение обязанности, установленной судом
violation_ground-forbidden_place_or_hour = Запрещённое место или время
violation_ground-tracking_damaged = Повреждение или снятие средства слежения
violation_ground-work_evaded = Уклонение от общественных или исправительных работ
violation_ground-administrative_offence = Административное правонарушение с взысканием

## Submissions and rulings
submission_kind-extend = Продлить срок
submission_kind-add_duty = Добавить обязанность
submission_kind-lift_duty = Снять обязанность
submission_kind-replace = Заменить наказание или меру
submission_kind-cancel = Отменить условное осуждение или освобождение
submission_kind-end_early = Досрочно прекратить надзор
submission_kind-search = Объявить розыск и приостановить срок
submission_status-drafted = Проект
submission_status-approved = Утверждено
submission_status-sent = Отправлено в суд
submission_status-received = Получено судом
submission_status-decided = Суд решил

## Cases
case_status-unallocated = Без сотрудника
case_status-active = Под надзором
case_status-suspended = Приостановлено
case_status-closed = Закрыто
close_reason-completed = Срок отбыт полностью
close_reason-revoked = Заменено более строгим наказанием
close_reason-ended_early = Прекращено судом досрочно
close_reason-died = Смерть клиента
close_reason-transferred_abroad = Передано другой стране
close_reason-other = Другая причина
allocation_reason-lowest_caseload = Наименьшая нагрузка
allocation_reason-continuity = Знает клиента
allocation_reason-language = Говорит на языке клиента
allocation_reason-speciality = Подготовлен для таких дел
allocation_reason-succession = Сотрудник ушёл или отсутствует
transfer_reason-moved = Клиент переехал
transfer_reason-territory_changed = Изменилась территория отделов
transfer_reason-safety = Безопасность
transfer_reason-impartiality = Беспристрастность
return_reason-not_resident = Клиент здесь не проживает
return_reason-papers_missing = Не хватает документов
return_reason-wrong_office = Дело относится к другому отделу
return_reason-other = Другая причина
mending_reason-mistake = Записано по ошибке
mending_reason-wrong_case = Относится к другому делу
mending_reason-twice = Записано дважды
mending_reason-reason_accepted = Причина неявки признана уважительной
mending_reason-contested = Обоснованно оспорено клиентом

## Clocks
clock_state-open = Идёт
clock_state-in_time = В срок
clock_state-late = С опозданием
clock_state-never = Не сделано
clock_state-void = Больше не нужно

## Posts
role-officer = Сотрудник пробации
role-psychologist = Психолог
role-social_worker = Социальный работник
role-legal_adviser = Юрисконсульт
role-head_of_office = Начальник отдела
role-deputy_head = Заместитель начальника отдела
role-interregional_head = Начальник межрегионального управления
role-department_analyst = Аналитик департамента
role-headquarters = Центральный аппарат
role-prison_social_worker = Социальный работник учреждения
role-clerk = Секретарь суда или прокуратуры
role-trainer = Преподаватель
role-learner = Слушатель
role-academy_manager = Руководитель академии
role-project_manager = Руководитель проекта
role-law_tables = Юрист таблиц закона
role-inspector = Инспектор
role-administrator = Администратор

## What happened, as an entry behind a number
event-entry = Дело открыто
event-exit = Дело закрыто
event-contact = Встреча состоялась
event-absence = Клиент не явился
event-excuse = Причина признана уважительной
event-violation = Установлено нарушение
event-warning = Вынесено предупреждение
event-submission = Представление отправлено в суд
event-ruling = Постановление суда
event-reoffence = Новое правонарушение
event-late_act = Судебный акт пришёл с опозданием
event-transfer = Дело передано другому отделу

## Entries of the journal
fact-casework-case-opened = Дело открыто
fact-casework-case-allocated = Дело передано сотруднику
fact-casework-case-transferred = Дело передано другому отделу
fact-casework-case-returned = Дело возвращено отделом, который должен был его принять
fact-casework-case-restricted = Изменён доступ к делу
fact-casework-glass-broken = Ограниченное дело открыто с указанием причины
fact-casework-access-reviewed = Вход в ограниченное дело проверен
fact-casework-staff-excluded = Изменён круг отстранённых от дела
fact-casework-client-registered = Клиент поставлен на учёт
fact-casework-assessment-made = Оценены риски и потребности
fact-casework-plan-agreed = План согласован
fact-casework-appointment-arranged = Встреча назначена
fact-casework-appointment-cancelled = Встреча отменена
fact-casework-contact-recorded = Встреча состоялась
fact-casework-absence-recorded = Клиент не явился
fact-casework-explanation-received = Клиент дал объяснение
fact-casework-reason-accepted = Причина признана уважительной
fact-casework-violation-established = Установлено нарушение
fact-casework-warning-issued = Вынесено письменное предупреждение
fact-casework-response-waived = Решено оставить нарушение без мер
fact-casework-submission-drafted = Подготовлен проект представления
fact-casework-submission-approved = Представление утверждено
fact-casework-submission-sent = Представление отправлено в суд
fact-casework-submission-received = Суд получил представление
fact-casework-order-changed = Постановление суда
fact-casework-reoffence-recorded = Стало известно о новом преступлении
fact-casework-case-closed = Дело закрыто
fact-casework-entry-withdrawn = Запись отозвана
fact-casework-entry-corrected = Запись исправлена
fact-casework-staff-appointed = Сотрудник назначен
fact-casework-staff-left = Сотрудник освобождён от должности
fact-casework-reduction-granted = Норма сотрудника снижена на время
fact-casework-reduction-ended = Снижение нормы закончено
fact-casework-leave-recorded = Сотрудник отсутствует несколько дней
fact-casework-leave-ended = Отсутствие закончилось
fact-casework-sample-drawn = Жребий проверки дел брошен
fact-casework-sample-answered = Дело по жребию проверено
fact-core-table-published = Таблица опубликована
fact-core-register-imported = Импортирован реестр
fact-core-evidence-kept = Сохранена партия данных наблюдения
fact-core-row-drafted = Норма записана в проект
fact-core-row-review-asked = Второй юрист попрошен проверить норму
fact-core-row-returned = Проект нормы возвращён
fact-core-row-approved = Проект нормы одобрен
fact-core-row-given-up = От проекта нормы отказались

## Messages
message_status-received = Получено
message_status-understood = Понято
message_status-review = Ждёт решения человека
message_status-rejected = Отклонено
message_status-opened = Открыто дело
message_status-sent = Отправлено
message_status-acknowledged = Подтверждено получателем
need_status-open = Открыта
need_status-answered = Закрыта обучением

## Law
domain-pre_trial = Права до суда
act-act_on_the_amnesty_of_independence = Закон об амнистии ко Дню независимости
act-act_on_clemency_for_parents = Закон о милости к родителям
act-probation_act = Закон о пробации
act-criminal_code = Уголовный кодекс
act-criminal_procedure_code = Уголовно-процессуальный кодекс
act-budget_act = Закон о бюджете
act-criminal_code_no_226_v = Уголовный кодекс № 226-V
act-criminal_procedure_code_no_231_v = Уголовно-процессуальный кодекс № 231-V
act-penal_executive_code_no_234_v = Уголовно-исполнительный кодекс № 234-V
act-law_on_probation_no_38_vi = Закон «О пробации» № 38-VI
act-order_of_the_minister_of_the_interior_no_511_of_15_08_2014 = приказ Министра внутренних дел № 511 от 15.08.2014
act-law_on_the_republican_budget = Закон «О республиканском бюджете»
act-constitution_of_1995 = Конституция 1995 года
act-criminal_code_no_127_of_28_10_2021 = Уголовный кодекс № 127 от 28.10.2021
act-criminal_code_no_19_of_2017 = Уголовный кодекс № 19 2017 года
act-criminal_procedure_code_no_129_of_28_10_2021 = Уголовно-процессуальный кодекс № 129 от 28.10.2021
act-penal_executive_code_no_17_of_31_01_2017 = Уголовно-исполнительный кодекс № 17 от 31.01.2017
act-law_on_probation_no_34 = Закон «О пробации» № 34
act-law_on_the_procedure_and_conditions_of_detention_no_85_of_28_04_2025 = Закон о порядке и условиях содержания под стражей № 85 от 28.04.2025
act-constitution_of_2021 = Конституция 2021 года
act-court_order = судебное постановление
act-procedure_of_cabinet_resolution_no_58 = Порядок, утверждённый постановлением Кабинета Министров № 58
basis-read = прочитано в тексте акта
basis-excerpt = прочитано в выдержке
basis-press = взято из печати или отчёта
basis-recalled = по памяти, текст не читан
basis-invented = придумано для вымышленной страны
bearer-officer = сотрудник пробации
bearer-probation = служба пробации
bearer-court = суд
bearer-client = клиент
bearer-suspect = подозреваемый
bearer-prosecutor = прокурор
bearer-police = полиция
bearer-head_of_office = начальник отдела
bearer-employer = работодатель
bearer-prison = исправительное учреждение
bearer-parliament = парламент
bearer-head_of_detention = начальник места содержания
bearer-investigator = следователь
bearer-judge = судья
bearer-state = государство
bearer-local_executive_body = местный исполнительный орган
bearer-supervising_body = орган надзора
bearer-volunteer = волонтёр
verifier-invented_country = вымышленная страна
limit-of_term = { $part } срока
limit-minutes =
    { $count ->
       [one] { $count } минута
       [few] { $count } минуты
      *[many] { $count } минут
    }
limit-hours =
    { $count ->
       [one] { $count } час
       [few] { $count } часа
      *[many] { $count } часов
    }
limit-days_of_24_hours =
    { $count ->
       [one] { $count } сутки
       [few] { $count } суток
      *[many] { $count } суток
    }
limit-calendar_days =
    { $count ->
       [one] { $count } календарный день
       [few] { $count } календарных дня
      *[many] { $count } календарных дней
    }
limit-working_days =
    { $count ->
       [one] { $count } рабочий день
       [few] { $count } рабочих дня
      *[many] { $count } рабочих дней
    }
limit-weeks =
    { $count ->
       [one] { $count } неделя
       [few] { $count } недели
      *[many] { $count } недель
    }
limit-months =
    { $count ->
       [one] { $count } месяц
       [few] { $count } месяца
      *[many] { $count } месяцев
    }
limit-years =
    { $count ->
       [one] { $count } год
       [few] { $count } года
      *[many] { $count } лет
    }
limit-times =
    { $count ->
       [one] { $count } раз
       [few] { $count } раза
      *[many] { $count } раз
    }
limit-hours_of_work =
    { $count ->
       [one] { $count } час работ
       [few] { $count } часа работ
      *[many] { $count } часов работ
    }
limit-index_units =
    { $count ->
       [one] { $count } расчётный показатель
       [few] { $count } расчётных показателя
      *[many] { $count } расчётных показателей
    }
limit-percent =
    { $count ->
       [one] { $count } процент
       [few] { $count } процента
      *[many] { $count } процентов
    }

## Messages in and out
message_kind-judgment = Судебный акт
message_kind-ruling = Постановление суда
message_kind-receipt = Квитанция
message_kind-conviction_notice = Извещение об осуждении
message_kind-submission = Представление в суд
message_kind-report = Пробационный доклад
message_kind-acknowledgement = Подтверждение
message_kind-unknown = Неизвестный вид
message_status-applied = Записано в дело
mender-sender = исправляет отправитель
mender-administrator = исправляет администратор
mender-table_keeper = исправляет ответственный за таблицы
value_type-text = текст
value_type-whole-number = целое число
value_type-list = список
value_type-object = объект
link_reason-same_number = Тот же национальный номер
link_reason-former_number = Прежний номер этого лица
link_reason-number_one_digit_off = Номер отличается одной цифрой
link_reason-other_number = Другой национальный номер
link_reason-number_against_its_record = Номер говорит о другой дате рождения, чем запись
link_reason-same_names = Те же имена
link_reason-names_in_other_order = Те же имена в другом порядке
link_reason-similar_names = Похожие имена
link_reason-other_surname = Другая фамилия
link_reason-other_patronymic = Другое отчество
link_reason-other_names = Другие имена
link_reason-same_birth_date = Та же дата рождения
link_reason-day_and_month_swapped = День и месяц рождения переставлены
link_reason-birth_date_one_digit_off = Дата рождения отличается одной цифрой
link_reason-birth_year_only = Совпадает только год рождения
link_reason-birth_date_unknown = Дата рождения неизвестна
link_reason-other_birth_date = Другая дата рождения
link_reason-other_sex = Другой пол

## Languages in which people are spoken to
language-ug = Уйгурский
language-tr = Турецкий
language-de = Немецкий
language-zh = Китайский
language-ar = Арабский
language-fa = Персидский

## Later words of casework
absence_status-lapsed = Не оценена до закрытия дела
submission_status-lapsed = Не отправлено до закрытия дела
fact-casework-entry-contested = Клиент оспорил запись
fact-casework-contest-answered = На возражение дан ответ
fact-casework-countersignature-asked = Руководителя попросили о визе
fact-casework-countersignature-answered = Руководитель ответил на просьбу о визе
fact-casework-act-upheld = Оставлено в силе после повторной проверки
fact-casework-task-deferred = Работа отложена
fact-casework-task-handed = Работа передана коллеге
fact-casework-report-sent = Доклад направлен в суд
code_list-courts = суды
code_list-measures = наказания и меры
code_list-articles = статьи уголовного кодекса
code_list-obligations = обязанности
code_list-settlements = места жительства
code_list-countries = страны (ISO 3166)
code_list-languages = языки
code_list-agencies = ведомства

## Delivery of what is sent
message_status-delivered = Доставлено, подтверждение ожидается
message_status-failing = Пока не доставлено
delivery_fault-unreachable = система получателя недоступна
delivery_fault-timed_out = система получателя не ответила вовремя
delivery_fault-refused = система получателя не принимает сообщение
delivery_fault-no_receipt = ответ не подтверждает это сообщение
delivery_fault-directory = папка обмена недоступна
