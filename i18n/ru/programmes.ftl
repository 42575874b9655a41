# Программы: занятия по перечню, посещаемость, завершение.

programmes-title = Программы
programmes-lead = В каких программах участвует клиент, сколько занятий посетил и чем они закончились. Пропуск занятия — не нарушение.
programmes-none = Клиент ещё не участвовал в программах.
programme-new = Записать в программу
programme-which = Какая программа
programme-on = Когда записан
programme-first-on = День первого занятия, если известен
programme-words = Почему эта программа подходит
programme-button = Записать в программу
programme-done = Записано. Следующее занятие стоит в списке дня.
programme-progress = Посещено занятий
programme-attended-of = { $attended } из { $sessions }
programme-sessions = { $count ->
    [one] { $count } занятие
    [few] { $count } занятия
   *[other] { $count } занятий
    }
programme-held-title = Записать занятие
programme-attendance = Пришёл ли клиент на занятие
programme-held-on = День занятия
programme-next-on = Следующее занятие
programme-held-words = Как прошло занятие
programme-held-button = Записать занятие
programme-end-title = Завершить программу
programme-reason = Чем закончилось
programme-ended-on = День завершения
programme-end-words = Итог или причина
programme-end-button = Завершить программу

programme_attendance-attended = Был на занятии
programme_attendance-missed = Занятие пропустил
programme_attendance-excused = Пропустил по уважительной причине
programme_end-completed = Прошёл все занятия
programme_end-left = Клиент прекратил сам
programme_end-removed = Клиент отстранён
programme_end-stopped = Программа больше не проводится
programme_status-running = Идёт
programme_status-completed = Пройдена
programme_status-broken_off = Прервана
programme_status-lapsed = Дело закрыто раньше конца программы
programme_standing-validated = проверена исследованиями
programme_standing-own = разработана службой
programme_standing-not_validated = не проверена

today-programme = Занятие программы: { $name }

fact-casework-programme-enrolled = Клиент записан в программу
fact-casework-programme-attended = Занятие программы
fact-casework-programme-ended = Программа завершена

refusal-programme-none = В перечне на этот день нет такой программы
refusal-programme-still-running = Клиент участвует в этой программе с { $since }
refusal-programme-unknown = В деле нет такой записи в программу
refusal-programme-over = Эта программа уже закончилась
refusal-programme-before-step = Предыдущая запись была { $before_on }; { $on } раньше неё
refusal-programme-next-before = Следующее занятие { $next_on } должно быть позже { $on }
refusal-programme-sessions-left = Посещено { $attended } из { $sessions } занятий; сначала запишите остальные
