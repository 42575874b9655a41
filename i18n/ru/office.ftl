### Looking for a person
search-title = Поиск человека
search-query = Имя, ПИН, номер дела, телефон, адрес или слово из записей
search-hint = Кириллицей или латиницей, в любом порядке; достаточно начала имени, одна буква может быть неверной.
search-found =
    { $count ->
       [one] Найден { $count } человек
       [few] Найдено { $count } человека
      *[many] Найдено { $count } человек
    }
search-more =
    { $count ->
       [one] Показан первый { $count } человек. Добавьте ещё имя или год рождения.
       [few] Показаны первые { $count } человека. Добавьте ещё имя или год рождения.
      *[many] Показаны первые { $count } человек. Добавьте ещё имя или год рождения.
    }
search-nobody = Никто не найден. Попробуйте меньше букв или другое написание.
search-no-cases = Нет дел, которые вам открыты.
search-born = дата рождения: { $day }
search-found-by = найдено: { $what }
search-masked = Дело с ограниченным доступом
hit_by-name = имя ({ $spelling })
hit_by-former-name = прежнее имя { $name } ({ $spelling })
hit_by-national-number = личный номер
hit_by-number = номер судебного акта или дела
hit_by-phone = телефон
hit_by-address = адрес
hit_by-words = слово в записях: { $places }
hit_spelling-written = так и записано
hit_spelling-folded = другое написание
hit_spelling-beginning = начало имени
hit_spelling-without-patronymic = отчество не записано
hit_spelling-form = другая форма фамилии или отчества
hit_spelling-one-letter = отличается одна буква
hit_source-notes = заметки сотрудников
hit_source-client = слова клиента
hit_source-papers = бумаги суда и для суда
hit_source-file = личное дело, оценка, план

## Incoming messages
inbox-title = Входящие
inbox-lead = Что прислали другие ведомства, в неизменном виде, и что с этим стало.
inbox-tabs = По состоянию
inbox-all = Все
inbox-none = Сообщений нет.
column-message = Сообщение
column-counterpart = От кого или кому
column-received = Получено
column-action = Следующий шаг
message-size = Размер в байтах
message-digest = Отпечаток (SHA-256)
message-faults = Почему по нему нельзя действовать
message-who-mends = Исправляет отправитель и присылает снова; пришедшее сохранено.
message-content = Содержание сообщения
message-content-hint = Эти байты хранятся и никогда не меняются.
message-open-case = Открыть дело
message-open-review = Решить, кто это

## A paper act
paper-title = Принять бумажный акт
paper-lead = Приговор, пришедший на бумаге: краткая форма, отметка о получении и скан.
paper-act = Судебный акт
paper-court = Суд
paper-number = Номер уголовного дела
paper-number-hint = Как стоит на акте
paper-received-on = Получен
paper-received-hint = Штамп отдела.
paper-decided-on = День приговора
paper-in-force-on = Вступил в силу
paper-article = Статья и часть
paper-article-hint = Например, 205(2)
paper-months = Срок в месяцах
paper-months-hint = Например, 24
paper-person = Осуждённый
person-surname = Фамилия
person-given-name = Имя
person-patronymic = Отчество
person-patronymic-hint = Также уулу, кызы, улы; может быть пусто
person-birth-on = Дата рождения
person-sex = Пол
person-national-no = ПИН
person-national-no-hint = Может быть пусто; тогда решает человек
person-language = Язык
person-residence = Место жительства
paper-scan-title = Скан акта
paper-scan = Файл
paper-scan-hint = { $types }, до { $megabytes } МБ. Скан хранится без изменений.
paper-button = Принять
paper-done = Акт принят.
wrong-scan-missing = Скана нет; выберите его файл снова

## Allocation
unallocated-title = Дела для распределения
unallocated-lead = Открыты в вашем отделе и ещё не переданы сотруднику. Их сроки уже идут.
unallocated-none = У каждого дела есть сотрудник.
waits-days =
    { $count ->
       [one] ждёт { $count } день
       [few] ждёт { $count } дня
      *[many] ждёт { $count } дней
    }
allocate-title = Передать дело сотруднику
allocate-officer = Какому сотруднику?
allocate-before = Баллы и загрузка до
allocate-after = Баллы и загрузка после
allocate-load = Нагрузка
allocate-points = Дело весит по виду работы, направлению и риску; загрузка — доля от того, сколько сотрудник может нести.
allocate-proposed = предлагается
allocate-reason = Почему этот сотрудник?
allocate-on = С какого дня
allocate-button = Распределить
allocate-done = Дело у сотрудника.
column-cases = Дел

## My office
office-title = Отдел: { $office }
office-lead = У кого сколько дел, что просрочено и что ждёт вас.
office-tile-cases = открытых дел
office-tile-overdue = просроченных сроков
office-tile-unallocated = ждут распределения
office-tile-to-weigh = неявок ждут оценки
office-tile-to-approve = представлений на утверждение
office-tile-reviews = сверок лиц
office-officers = Сотрудники и их нагрузка
column-high-risk = Высокий риск
column-overdue = Просрочено

## Who is who
reviews-title = Сверка лиц
reviews-lead = Сообщения, чьё лицо может быть нам известно. Ничего не происходит, пока не решит человек.
reviews-none = Ни одна сверка не ждёт решения.
review-candidates =
    { $count ->
       [one] { $count } возможное лицо
       [few] { $count } возможных лица
      *[many] { $count } возможных лиц
    }
review-open = Сравнить
review-title = Это один и тот же человек?
review-guard = Сравните, прежде чем решать. Неверная связь перекладывает вину одного на другого; сомневаетесь — выбирайте новое лицо: записи можно соединить позже.
review-caption = Сообщение и люди, которыми это лицо может быть
review-field = Что сравнивается
review-message = В сообщении
review-candidate = Лицо { $number }
review-same = совпадает
review-different = отличается
review-decision = Чьё это сообщение?
review-new = Новое лицо
review-new-hint = Никто из известных нам.
review-reason = Почему
review-reason-hint = Что вы сравнили: документ, фотография, звонок в суд.
review-button = Записать решение
review-done = Решение записано; сообщение идёт дальше.
review-decided = Уже решено.

## Comparing people, points, messages
review-of = Сообщение от { $moment }
review-why = Что говорит за и против
message-faulty = В сообщении ошибка; откройте его, чтобы прочитать какая
person-citizenship = Гражданство
person-citizenship-hint = Две буквы, например KG; XX, если его нет
paper-hours = Часы работ
paper-hours-hint = Только общественные работы
paper-percent = Процент из заработка
paper-percent-hint = Только исправительные работы

## Delivery of what is sent
delivery-title = Доставка
delivery-detail = Для технического специалиста
delivery-waits = Ждёт очереди, либо путь к этому ведомству не настроен; его настраивает администратор
delivery-delivered = Передано { $at }; подтверждение ещё не пришло
delivery-failed =
    { $count ->
       [one] { $count } неудачная попытка: { $why }. Следующая: { $next }. Если это повторяется, связь исправляет администратор.
       [few] { $count } неудачные попытки: { $why }. Следующая: { $next }. Если это повторяется, связь исправляет администратор.
      *[many] { $count } неудачных попыток: { $why }. Следующая: { $next }. Если это повторяется, связь исправляет администратор.
    }
message-cut = Показано только начало; сохранено всё.

## Two records of one person
merge-title = Один человек, две записи
merge-lead = Если одного человека завели дважды, записи объединяет один руководитель и подтверждает другой. Каждая запись сохраняет своё; ошибку можно разъединить, и у каждого снова будет только своё.
merge-main = Основная запись
merge-other = Другая запись
merge-find = Найти другую запись: имя, номер, телефон
merge-likeness = Что совпадает и что нет
merge-choose = Чья запись та же
merge-words = Причина словами
merge-words-hint = По чему видно, что это один человек: документы, приметы, слова клиента.
merge-refusal-hint = Нужна, если вы отклоняете.
merge-propose-button = Предложить объединить
merge-proposed-done = Предложение записано и ждёт другого руководителя.
merge-proposed-by = Кто предложил
merge-decide-title = Решение
merge-decision = Это один человек?
merge-decide-button = Записать решение
merge-confirmed-done = Записи объединены.
merge-refused-done = Предложение отклонено.
merge-waits = Предложение ждёт решения другого руководителя.
merge-part-title = Разъединить записи
merge-part-lead = У каждого снова будет только своё. О каждом деле, которое пришло после объединения, скажите, чьё оно.
merge-whose = Чьё это дело
merge-whose-case = Чьё дело { $number }
merge-part-button = Разъединить
merge-parted-done = Записи разъединены, у каждой своё.
merge-list = Объединение записей ждёт решения
merge-item = Один ли это человек: { $main } и { $other }?
merge_state-alone = запись одна
merge_state-waiting = ждёт подтверждения
merge_state-joined = объединена с другой
merge_decision-confirm = да, объединить
merge_decision-refuse = нет, отклонить
