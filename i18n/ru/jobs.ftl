# Работа и учёба: работодатели, вакансии, курсы и то, удержался ли клиент на работе.

employers-title = Работодатели и курсы
employers-none = В отделе ещё нет ни одного работодателя.
employers-numbers = Что стало с теми, кого направили
employer-title = Работодатель
employer-new = Новый работодатель
employer-name = Название работодателя
employer-kind = Кто это
employer-place = Где находится
employer-contact = С кем говорить
employer-contact-hint = Имя и телефон.
employer-agreement = День соглашения с отделом
employer-agreement-hint = Если соглашение есть.
employer-on = В списке с какого дня
employer-button = Внести работодателя
employer-done = Записано в список работодателей.
employer-offers = Что предлагает
employer-sent = Направлено
employer-taken = Приступили
employer-change = Что изменилось у работодателя
employer-changed-on = С какого дня изменилось
employer-change-button = Сохранить изменения
employer-close = Больше никого не направлять
employer-closed-on = С какого дня
employer-close-words = Почему больше не направляем
employer-close-button = Закрыть работодателя
employer-closed = закрыт { $day }
vacancies-title = Вакансии и курсы
vacancies-none = Пока ничего не предложено.
vacancy-new = Новая вакансия или курс
vacancy-kind = Работа или учёба
vacancy-name = Профессия или чему учат
vacancy-places = Сколько мест
vacancy-wage = Оплата в месяц, если известна
vacancy-until = Последний день, если есть
vacancy-until-day = до { $day }
vacancy-on = Предложено с какого дня
vacancy-button = Внести вакансию
vacancy-close = Вакансии больше нет
vacancy-which = Какая вакансия
vacancy-close-button = Снять вакансию
vacancy-free = { $count ->
    [one] { $count } свободное место
    [few] { $count } свободных места
   *[other] { $count } свободных мест
    }
vacancy-free-of = свободно { $free } из { $places }
vacancy-state-open = открыта
vacancy-state-filled = заполнена
vacancy-state-closed = снята
vacancy-state-expired = срок прошёл
jobs-title = Работа и учёба
jobs-lead = Куда клиента направили, взяли ли его, и удержался ли он через несколько месяцев. Потеря работы — не нарушение.
jobs-none = Клиента ещё никуда не направляли.
jobs-no-vacancies = Свободных мест сейчас нет.
job-new = Направить на работу или учёбу
job-vacancy = Свободное место
job-on = Когда направлен
job-words = Почему это место подходит
job-words-hint = Что умеет клиент и что ему сказано.
job-button = Направить к работодателю
job-done = Записано. Следующий день стоит в списке дня.
job-which = О каком месте речь
job-answer-title = Взяли ли клиента
job-answer = Что ответили
job-answered-on = Когда ответили или первый день там
job-answer-words = Причина или договорённость
job-answer-hint = При отказе нужна причина.
job-answer-button = Записать, взяли ли
job-check-title = Удержался ли клиент
job-outcome = Что видно сейчас
job-evidence = Чем это подтверждается
job-checked-on = Когда проверили или последний день там
job-check-words = Подробности или причина
job-check-hint = Если работа закончилась, нужна причина.
job-check-button = Записать проверку
job-kept = { $count ->
    [one] Удержался { $count } месяц
    [few] Удержался { $count } месяца
   *[other] Удержался { $count } месяцев
    }
job-awaits-answer = ответ работодателя до { $day }
job-awaits-check = проверить, работает ли, { $day }

employer_kind-state = государственная организация
employer_kind-company = компания или предприниматель
employer_kind-farm = хозяйство
employer_kind-school = учебное заведение
employer_kind-ngo = общественная организация
offer_kind-job = работа
offer_kind-course = учёба
job_answer-taken = Взяли, приступил
job_answer-refused = Работодатель отказал
job_answer-declined = Клиент не захотел
job_outcome-kept = Продолжает или доучился
job_outcome-dismissed = Уволен или отчислен
job_outcome-changed = Перешёл на другую работу
job_outcome-left = Ушёл сам
job_evidence-employer = письмо или звонок работодателя
job_evidence-payslip = расчётный лист, пенсионный фонд
job_evidence-visit = посещение на месте
job_evidence-client = слова клиента
job_status-awaiting_answer = Ждёт ответа работодателя
job_status-working = Работает или учится
job_status-refused = Не взяли
job_status-kept = Удержался
job_status-lost = Больше не работает там
job_status-lapsed = Дело закрыто до конца проверки
today_job-answer = Узнайте, взяли ли клиента на работу
today_job-check = Проверьте, удержался ли клиент на работе

fact-casework-job-sent = Клиент направлен к работодателю
fact-casework-job-answered = Ответ работодателя
fact-casework-job-checked = Проверено, удержался ли клиент на работе

refusal-employer-unknown = В списке нет такого работодателя
refusal-employer-closed = Работодатель закрыт { $closed_on }; выберите другого
refusal-employer-before = Работодатель внесён { $described_on }; { $on } раньше
refusal-employer-other-office = Этот работодатель стоит в списке другого отдела
refusal-employer-name-missing = Напишите название
refusal-employer-place-missing = Напишите, где находится работодатель
refusal-employer-line-too-long = В строке не больше { $most } знаков
refusal-employer-agreement-not-yet = Соглашения от { $on } ещё нет: этот день не наступил
refusal-vacancy-places = У вакансии от 1 до { $most } мест
refusal-vacancy-ends-before = Последний день { $until_on } раньше первого, { $on }
refusal-vacancy-unknown = Работодатель не предлагает такой вакансии
refusal-vacancy-closed = Вакансия снята { $closed_on }; выберите другую
refusal-vacancy-expired = Последний день вакансии был { $until_on }; выберите другую
refusal-vacancy-filled = Все места заняты ({ $places }); выберите другую вакансию
refusal-job-unknown = В деле нет такого направления к работодателю
refusal-job-before-step = Предыдущий шаг был { $before_on }; { $on } раньше него
refusal-job-other-office = Этот работодатель стоит в списке другого отдела, а не того, где ведётся дело
refusal-job-still-open = Клиента направили на это место { $since }, и это не завершено
refusal-job-answered = Что из этого вышло, записано { $answered_on }
refusal-job-not-working = Клиент там не работает
refusal-job-too-early = Удержался ли клиент, видно с { $check_by }; до этого дня записывают только конец работы
