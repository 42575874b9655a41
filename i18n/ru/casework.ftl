### Columns of tables
column-client = Клиент
column-what = Что
column-due = До какого срока
column-basis = Основание
column-state = Состояние
column-status = Состояние дела
column-domain = Вид пробации
column-measure = Наказание или мера
column-article = Статья
column-risk = Риск
column-last-contact = Последний контакт
column-next-appointment = Следующая встреча
column-next-due = Ближайший законный срок
column-until = Срок до
column-office = Отдел
column-officer = Сотрудник
column-name = Имя
column-number = Номер дела
column-day = День
column-month = Месяц
unverified = не проверено
article-of = ст. { $article }, { $act }

## Today
today-title = Сегодня
today-summary =
    { $count ->
       [one] { $count } дело в очереди, ближайший законный срок сверху
       [few] { $count } дела в очереди, ближайший законный срок сверху
      *[many] { $count } дел в очереди, ближайший законный срок сверху
    }
today-nothing = Ничего не ждёт. Новая работа появится здесь сама.
today-on-paper = День на бумаге
today-overdue = Просрочено
today-now = Сегодня
today-week = В ближайшие семь дней
today-tile-overdue = просрочено
today-tile-today = на сегодня
today-tile-week = на ближайшие семь дней
today-tile-clients = клиентов под надзором
today-appointment = Встреча: { $kind }
today-outcome = Отметить исход встречи: { $kind }
today-absence = Оценить неявку
today-submission = Представление: { $kind }
today-approve = Проверить и утвердить представление: { $kind }
today-allocate = Передать дело сотруднику
today-returned = Возвращено другим отделом: { $reason }
today-review = Решить, чьи это записи
today-at = в { $time }
today-by = до { $day }
today-by-time = до { $day }, { $time }
action-contact = Записать контакт
action-appointment = Назначить встречу
action-registration = Поставить на учёт
action-assessment = Оценить риски и потребности
action-plan = Согласовать план
action-absence = Оценить неявку
action-submission = Подготовить представление
action-open = Открыть дело
action-allocate = Распределить
action-approve = Проверить
action-review = Решить
action-outcome = Отметить исход
day-sheet-title = День сотрудника
day-sheet-caption = Что нужно сделать, по порядку законных сроков
day-sheet-tick = Сделано
day-sheet-by-hand = отметьте от руки
day-sheet-note = На этом листе есть имена. Держите его при себе и уничтожьте в конце дня.

## Cases
cases-summary =
    { $count ->
       [one] { $count } дело
       [few] { $count } дела
      *[many] { $count } дел
    }
cases-none = Нет дел, отвечающих выбору.
cases-csv = Файлом таблицы (CSV)
export-xlsx = Книгой таблиц (XLSX)
cases-whose = Чьи
cases-mine = Мои
cases-office = Весь отдел
cases-open = Все открытые

## A case
case-clocks = Сроки
case-no-clocks = Ни один срок не идёт.
case-timeline = Что произошло
case-older = Показать все записи
case-plan = Обязанности и план
case-documents = Документы
case-about = О деле
case-term = Срок: { $from } – { $until }
case-served = Прошедшая часть срока
case-appointments = Встречи
case-no-appointments = Встреч не назначено.
case-record-outcome = отметить исход
case-obligations = Обязанности, установленные судом
case-no-obligations = Суд не установил дополнительных обязанностей.
case-goals = Цели, согласованные с клиентом
case-no-plan = План ещё не согласован.
case-client-page = Памятка клиенту, для печати
case-in-force-on = Акт вступил в силу
case-received-on = Акт получен
case-language = Язык клиента
case-birth = Дата рождения
case-national-no = ПИН
case-warnings = Действующих предупреждений
case-restricted = Доступ ограничен
case-stub = Доступ к этому делу ограничен. Если это нужно для работы, обратитесь к начальнику отдела { $office }.
clock-from = идёт с { $day }
clock-met = сделано { $day }
clock-edition = редакция, действующая с { $day }
entry-withdrawn = отозвано
entry-known = Записано { $moment } · { $actor } · № { $number }
entry-known-elsewhere = Получено { $moment } · { $actor }
actor-system = система

## Contact
contact-title = Записать контакт
contact-lead = Что произошло: встреча состоялась или клиент не явился.
contact-outcome = Как это прошло?
outcome-attended = Явка, договорённости выполнены
outcome-failed_to_comply = Явка, договорённости не выполнены
outcome-sent_home_behaviour = Встреча прекращена из-за поведения клиента
outcome-sent_home_service = Встреча не проведена по вине службы
outcome-absent = Неявка
contact-absent-hint = Это ещё не нарушение: сначала выслушивают клиента.
contact-appointment = Какая это была встреча?
contact-appointment-hint = Исход будет отмечен у этой встречи.
contact-no-appointment = Никакая, без назначения
contact-held-on = В какой день
contact-held-at = В какое время
contact-kind = Вид встречи
contact-place = Место
contact-note = Запись
contact-note-hint = Сначала факты: кто, где, о чём договорились. Клиент может попросить прочитать.
contact-button = Записать
contact-done = Контакт записан.
absence-recorded-done = Неявка записана. Теперь выслушайте клиента.

## Appointment
appointment-title = Назначить встречу
appointment-planned = Уже назначено: { $moment }, { $kind }
appointment-on = День встречи
appointment-at = Время
appointment-minutes = Продолжительность
minutes =
    { $count ->
       [one] { $count } минута
       [few] { $count } минуты
      *[many] { $count } минут
    }
appointment-note = Что клиенту взять с собой или знать
appointment-note-hint = Будет в памятке клиенту.
appointment-button = Назначить
appointment-done = Встреча назначена.

## Registration and assessment
registration-title = Постановка на учёт
registration-lead = Клиент явился, узнал о правах и обязанностях и с этого дня состоит на учёте.
registration-on = День постановки на учёт
registration-rights = Разъяснены ли права и обязанности?
registration-rights-hint = На языке, который клиент понимает, и с правом на жалобу.
registration-language = Язык, на котором с клиентом говорят
registration-address = Адрес
registration-phone = Телефон
registration-button = Поставить на учёт
registration-done = Клиент поставлен на учёт.
assessment-title = Оценка рисков и потребностей
assessment-guard = Это суждение человека о человеке, с обоснованием, а не балл. Религия, национальность, политика и язык основанием не бывают.
assessment-on = День оценки
assessment-risk = Риск нового преступления
assessment-needs = В чём клиенту нужна помощь?
assessment-needs-hint = Отметьте всё подходящее.
assessment-reason = Обоснование
assessment-reason-hint = На каких фактах основано суждение.
assessment-button = Записать оценку
assessment-done = Оценка записана.

## Absence
absence-title = Неявка
absence-missed-on = День неявки
absence-said = Что сказал клиент
absence-explanation-title = Выслушать клиента
absence-explanation-lead = Никого не судят невыслушанным: запишите, что говорит клиент, или что объяснения он не дал.
absence-form = Как дано объяснение?
absence-received-on = День объяснения
absence-words = Слова клиента
absence-words-hint = Так, как сказано или написано. Они войдут в представление суду.
absence-explanation-button = Записать объяснение
absence-decision-title = Оценить неявку
absence-guard = Решаете вы, с обоснованием. Ничего не наступает само собой, и лишение свободы никогда не бывает первым ответом.
absence-decision = Что вы решаете?
decision-accept = Признать причину уважительной
decision-accept-hint = Неявка извинена и ни на что не влияет.
decision-violation = Установить нарушение
decision-violation-hint = Норма закона названа в записи; за этим может следовать предупреждение.
absence-reason = Уважительная причина
absence-reason-hint = Только если причина признана уважительной.
absence-ground = Основание нарушения
absence-ground-hint = Только если установлено нарушение.
absence-decided-on = День решения
absence-why = Ваше обоснование
absence-why-hint = Его могут прочитать суд и клиент.
absence-decision-button = Записать решение
absence-back = Вернуться к делу
explanation-done = Объяснение записано.
accepted-done = Причина признана уважительной; неявка ни на что не влияет.
violation-done = Нарушение установлено.
warning-title = Вынести письменное предупреждение
warning-on = День предупреждения
warning-words = Текст предупреждения
warning-words-hint = О чём предупреждён клиент и что за этим следует, по какой статье.
warning-button = Вынести предупреждение
warning-done = Предупреждение вынесено.

## Submission to the court
submission-title = Представление в суд
submission-lead = Сначала проект. Вы его проверяете, начальник отдела утверждает, затем он уходит в суд.
submission-kind = О чём просят суд?
submission-grounds = Основания
submission-grounds-hint = Нарушения в силе. Извинённых неявок среди них нет.
submission-no-grounds = В деле нет установленных нарушений; можно просить только в пользу клиента.
submission-duty = Какая обязанность
submission-duty-hint = Только чтобы добавить или снять обязанность.
submission-until = Новый последний день срока
submission-until-hint = Только чтобы продлить срок.
submission-reasons = Обоснование
submission-reasons-hint = Факты и то, чем помогали раньше. Слова клиента добавятся сами.
submission-button = Подготовить проект
submission-drafted-done = Проект готов. Проверьте его.
submission-check-title = Проверка представления
submission-pdf = Документ (PDF)
submission-court = Суд
submission-law = По какой статье
submission-approve-title = Утвердить
submission-approve-lead = Вы подтверждаете в системе, что это уходит в суд. Введите пароль ещё раз; сервер подпишет отпечаток документа.
submission-approve-button = Утвердить и отправить
submission-approved-done = Утверждено. Представление отправляется в суд.
submission-waits-head = Ждёт утверждения начальника отдела; свой проект никто не утверждает.
submission-way = Путь представления
submission-digest = Отпечаток документа
submission-digest-hint = SHA-256. Команда «bagyt verify --document ФАЙЛ» скажет, тот ли это документ.

## The client's page
client-page-title = Что мне нужно сделать
client-page-date = На { $day }
client-page-must = К какому сроку
client-page-by = День и время
client-page-article = Статья
client-page-nothing = Сейчас ничего не требуется. Приходите на встречи.
client-page-appointment = Прийти в отдел пробации: { $kind }
client-page-obligations = Что возложил на меня суд
client-page-help = К кому обратиться и куда пожаловаться
client-page-officer = Мой сотрудник
client-page-office = Отдел пробации
client-page-complaint = Жалоба
client-page-complaint-text = Начальнику отдела, прокурору или в суд. Жалоба не может ухудшить моё положение.
client-page-legal-aid = Юридическая помощь
client-page-legal-aid-text = Бесплатно для тех, кто имеет на неё право: спросите сотрудника или адвокатуру.
client-page-rights = Если я не могу прийти, я звоню до встречи и приношу документ о причине. Я могу прочитать, что обо мне записано, и оспорить это.
client-page-back = Вернуться к делу

## Plan, timeline, papers
today-more =
    { $count ->
       [one] Ещё { $count } дело позже; здесь показаны ближайшие.
       [few] Ещё { $count } дела позже; здесь показаны ближайшие.
      *[many] Ещё { $count } дел позже; здесь показаны ближайшие.
    }
plan-title = Согласовать план
plan-lead = Чего вы с клиентом хотите достичь вместе. Эти слова получит клиент.
plan-on = День согласования
plan-goals = Цели
plan-goals-hint = Одна цель в строке, простыми словами.
plan-button = Записать план
plan-done = План записан.
entry-open = открыть
entry-corrected = исправлено
court_paper-invented-paper = Вымышленная страна: этот документ не имеет юридической силы.
court_paper-not-explained = объяснения не дано
court_paper-request-extend = Просим суд продлить срок до
court_paper-request-add-duty = Просим суд добавить обязанность
court_paper-request-lift-duty = Просим суд снять обязанность
court_paper-request-replace = Просим суд заменить наказание или меру
court_paper-request-cancel = Просим суд отменить условное осуждение или освобождение
court_paper-request-end-early = Просим суд досрочно прекратить надзор
court_paper-request-search = Просим суд объявить розыск и приостановить срок
article-short = ст. { $article }

## Choosing entries of a case
timeline-filter = Выбрать записи
timeline-kinds = О чём
timeline-by = Кто записал
timeline-from = С дня
timeline-until = По день
timeline-word = Слово в записи
timeline-system = Записи системы
timeline-system-shown = показывать
timeline-system-hidden = скрывать
timeline-view = Вид
timeline-view-full = полный
timeline-view-short = краткий, раскрывается на месте
timeline-reset = Показать всё
timeline-expand = Подробнее
timeline-by-anybody = кто угодно
timeline-shown = Показано записей: { $shown } из { $count }.
entry_group-meetings = встречи, письма, работы
entry_group-breaches = неявки и нарушения
entry_group-court = суд и розыск
entry_group-support = помощь, план, выплаты
entry_group-file = личное дело и оценка
entry_group-way = движение дела и доступ
entry_group-other = исправления и другое
fact-casework-client-changed = Дело отнесено к другому человеку

## Filters of the list of cases
cases-more = Ещё условия
cases-keep-filter = Сохранить этот отбор
cases-due-late = Просрочен
filters-title = Сохранённые отборы
filters-lead = Отбор хранится только для вас и всегда показывает сегодняшние дела.
filters-nothing = Отбор ещё не выбран. Выберите условия в списке дел.
filters-new = Сохранить отбор
filters-kept = Ваши отборы
filter-name = Название отбора
filter-name-hint = Без имён людей. То же название заменит прежний отбор.
filter-keep = Сохранить
filter-remove = Удалить
filter-kept-done = Отбор сохранён.
filter-removed-done = Отбор удалён.
cases-due-days =
    { $count ->
       [one] в ближайший { $count } день
       [few] в ближайшие { $count } дня
      *[many] в ближайшие { $count } дней
    }
cases-ending-days =
    { $count ->
       [one] заканчивается в течение { $count } дня
       [few] заканчивается в течение { $count } дней
      *[many] заканчивается в течение { $count } дней
    }
cases-quiet-days =
    { $count ->
       [one] без встреч { $count } день
       [few] без встреч { $count } дня
      *[many] без встреч { $count } дней
    }
