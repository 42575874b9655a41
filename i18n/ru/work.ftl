### Community service.

work-title = Общественные работы
work-state = Как обстоит дело
work-ordered = Назначено судом
work-credited = Зачтено
work-left = Осталось отработать
work-host = Место работ
work-no-host = место ещё не назначено
work-law = Работа за день
work-converted = Если суд заменит остаток
work-host-since = { $host }, с { $day }
work-hours = { $count } ч
work-minutes = { $count } мин
work-host-link = Назначить место работ
work-record = Записать отработку
work-on = День
work-began = Начало
work-ended = Окончание
work-penalty = Снять минут
work-penalty-hint = Опоздание, перерыв, невыполненная работа.
work-travel = Минут в дороге
work-travel-hint = Засчитывается до { $time } в день.
work-words = Замечание принимающей организации
work-day-hint = За день засчитывается не более { $time } и никогда больше, чем осталось.
work-button = Записать отработку
work-sessions = Отработки
work-no-sessions = Отработок пока нет.
work-when = Когда
work-taken-off = Снято
work-way = Дорога
work-counts = Зачтено времени
work-host-title = Где выполняются работы?
work-choose-host = Выберите организацию
work-host-from = С какого дня
work-host-words = Что сказать клиенту
work-host-words-hint = Что за работа, к кому обратиться, что взять с собой.
work-host-button = Направить клиента
work-done = Отработка записана.
work-host-done = Место работ записано. Сообщите клиенту, когда прийти.
action-work = Общественные работы
work-worth =
    { $count ->
       [one] { $count } день ограничения свободы
       [few] { $count } дня ограничения свободы
      *[many] { $count } дней ограничения свободы
    }

refusal-work-no-hours = Этот приговор не исчисляется в часах работ
refusal-work-outside-term = Наказание отбывается с { $from } по { $until }, а не { $on }
refusal-work-unknown-host = Такой организации нет; выберите из списка
refusal-work-same-host = Клиент там с { $since }
refusal-work-not-placed = До { $on } место работ не назначено; сначала назначьте его
refusal-work-begin-missing = Укажите время начала
refusal-work-end-before-begin = Окончание раньше начала
refusal-work-too-long = Отработка длится { $minutes } минут; больше { $most } не бывает
refusal-work-penalty-too-long = Снимается { $penalty } минут из { $minutes }
refusal-work-travel-too-long = В дороге { $travel } минут; засчитывается не более { $most }
refusal-work-overlaps = На это время { $on } отработка уже записана
refusal-work-nothing-owed = Все часы ({ $hours }) отработаны к { $on }; больше ничего не осталось
refusal-hours-left = Не отработано ещё { $minutes } минут общественных работ

fact-casework-work-placed = Направление на общественные работы
fact-casework-work-recorded = Отработка общественных работ
