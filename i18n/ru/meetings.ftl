### Outcomes of meetings, letters, appointments
today-evidence = Дождаться документа или оценить неявку
await-title = Ждём документ
await-until = До какого дня ждём
await-until-hint = Не позже законного срока решения.
await-what = Какой документ
await-what-hint = Например, справка из больницы.
await-button = Ждать документ
await-done = День записан; он появится в списке дел.
excuse-title = Принять причину позже
excuse-lead = Нарушение и предупреждение отпадут видимыми записями, счёт уменьшится.
excuse-button = Принять причину
excused-done = Причина принята: нарушение и предупреждение отозваны.
letter-lead = Письмо составляется на языке клиента и хранится в деле.
letter-about-on = К какому дню относится
letter-respond-by = Ответ клиента не позднее
letter-law = Закон
letter-next = Что будет дальше по закону
letter-language = Язык письма
letter-language-hint = Тот, на котором клиент читает.
letter-button = Выдать письмо
letter-done = Письмо выдано. Распечатайте его и передайте клиенту.
letter-due = ответ до { $day }
letter_kind-explanation_request = Просьба дать объяснение
letter_kind-warning = Письменное предупреждение
letter_write-explanation_request = Попросить объяснение письмом
letter_write-warning = Выдать предупреждение на бумаге
outcome-absent_excused = Клиент не пришёл, причина уважительная
outcome-absent_awaiting = Клиент не пришёл, обещает документ
contact-excused-hint = Причина и чем она подтверждена — ниже.
contact-awaiting-hint = День и документ — ниже; неявка будет ждать решения.
contact-no-reason = Не выбрана
contact-reason-hint = Только если неявка сразу признана уважительной.
contact-until-hint = Только если клиент обещает документ.
contact-why = Чем подтверждается причина
contact-why-hint = Что известно о причине; какой документ принесёт клиент.
fact-casework-evidence-awaited = Ждём документ о причине неявки
fact-casework-letter-issued = Клиенту выдано письмо
refusal-absence-decided = Неявка { $missed_on } уже оценена
refusal-awaiting-day-passed = { $until } уже прошло; укажите день, который ещё наступит
refusal-awaiting-after-limit = Решение нужно принять до { $due_on } ({ $row }); { $until } слишком поздно
refusal-awaited-what = Напишите, какой документ ждём
refusal-letter-unknown-matter = Об этой записи такое письмо не составляется
refusal-letter-answered = Объяснение по неявке { $missed_on } больше не нужно
refusal-letter-already-issued = Такое письмо уже выдано { $issued_on }
refusal-letter-too-late = Законный день ответа, { $respond_by }, уже прошёл; оцените неявку

## Series of appointments
appointment-holder = Кто проводит
appointment-holder-own = Сотрудник, который ведёт дело
appointment-language = Язык встречи
appointment-interpreter = Нужен переводчик
appointment-repeat = Повторять
appointment-repeat-hint = Дни будут показаны до записи.
appointment-repeat-none = Не повторять
appointment-repeat-until = Повторять до дня
appointment-free-day = Если день нерабочий
series_every-week = Каждую неделю
series_every-fortnight = Каждые две недели
series_every-month = Каждый месяц
free_day-skip = Пропустить
free_day-move = Перенести на следующий рабочий день
series-title = Проверьте дни встреч
series-left-out = нерабочий день, пропущен
series-moved = перенесено с { $day }
series-free = время свободно
series-clash = Не все дни возможны. Исправьте ответы: назначаются все встречи или ни одной.
series-button = Назначить все встречи
series-empty = В этом промежутке нет ни одного рабочего дня встречи
series-done = Встречи назначены.
refusal-series-backwards = Ряд встреч не может начаться { $first } и закончиться { $until }
refusal-series-too-long = В одном ряду не больше { $most } встреч; закончите раньше
refusal-series-calendar = Праздники на { $on } ещё не известны; закончите ряд раньше
series-lead =
    { $count ->
       [one] Будет назначена { $count } встреча.
       [few] Будут назначены { $count } встречи.
      *[many] Будет назначено { $count } встреч.
    }

## The paper of a day
day-entry-title = Внести день с бумаги
day-entry-day = День
day-entry-show = Показать
day-entry-empty = За этот день не осталось встреч без исхода.
day-entry-lead = Каждая строка записывается отдельно; строка без исхода останется на потом.
day-entry-none = Не записывать
day-entry-button = Записать отмеченные строки
day-entry-done = Исходы записаны.
day-entry-overtaken = Часть встреч уже отметил кто-то другой; проверьте их в делах.
day-entry-denied = Отметить исход этой встречи вы не можете

## The calendar for a telephone
calendar-title = Календарь для телефона
calendar-name = Рабочие встречи
calendar-lead = Ваши встречи появятся в календаре телефона и будут обновляться сами: две недели назад и полгода вперёд.
calendar-picture = QR-код с адресом календаря
calendar-address = Адрес календаря
calendar-address-hint = Наведите камеру телефона на картинку или добавьте этот адрес в приложение «Календарь» как подписку.
calendar-private = В календаре нет имён и дел — только вид, место и время встречи и ссылка, которая открывается после входа. Адрес открывает календарь без пароля: не передавайте его никому.
calendar-renew-title = Адрес узнал кто-то другой
calendar-renew-lead = Новый адрес закроет старый. Телефон, который показывал прежний календарь, придётся подписать заново.
calendar-renew = Получить новый адрес
calendar-renew-done = Адрес заменён. Прежний больше ничего не показывает.

## Group sessions
refusal-unknown-topic = Темы { $topic } нет в списке; выберите другую
today-session = Групповое занятие: { $topic }
today-session-outcome = Отметить исходы группового занятия: { $topic }
action-session = Открыть занятие
group-link = всё занятие
group-title = Групповое занятие
group-new-title = Назначить групповое занятие
group-new-lead = В деле каждого клиента появится своя встреча; назначаются все или ни одной.
group-topic = Тема
group-topic-choose = Выберите тему
group-on = День занятия
group-language = Язык занятия
group-language-own = Язык каждого клиента
group-clients = Клиенты
group-clients-hint = Показаны ваши клиенты. Других клиентов отдела найдите по имени; выбранные останутся выбранными.
group-find = Найти клиента по имени
group-find-button = Найти
group-nobody = Никого, кого вы можете позвать, не нашлось.
group-check-button = Проверить занятие
group-check-title = Проверьте групповое занятие
group-clash = Прийти смогут не все. Исправьте ответы: занятие назначается всем или никому.
group-arrange-button = Назначить занятие
group-arranged-done = Занятие назначено в делах всех клиентов. Сообщите им время.
group-not-begun = Исходы записывают, когда занятие началось.
group-nothing = Выберите исход хотя бы для одного клиента
group-nobody-awaited = Исходы всех клиентов записаны или занятие отменено.
group-register-button = Записать исходы
group-register-done = Исходы записаны в дела.
group-sheet-title = Лист явки
group-sheet-signature = Подпись
group-sheet-outcome = Исход
group-sheet-note = На листе есть имена: он остаётся у того, кто проводит занятие. Потом внесите исходы с него на странице занятия.
group-change-title = Перенести или отменить занятие
group-move-title = Перенести для всех
group-move-lead = Переносится для всех, кого ждут, или ни для кого. Прежние встречи останутся в делах с пометкой о переносе.
group-move-button = Перенести занятие
group-moved-done = Занятие перенесено. Сообщите клиентам новое время.
group-cancel-title = Отменить для всех
group-cancel-button = Отменить занятие
group-cancelled-done = Занятие отменено. Сообщите об этом клиентам.
group-join-title = Добавить клиентов
group-join-button = Добавить в занятие
group-joined-done = Клиенты добавлены в занятие. Сообщите им время.
line-reason = Причина неявки, обещанный документ
line-note-hint = при неявке с причиной — чем она подтверждается
refusal-group-size = На занятие по этой теме зовут от { $least } до { $most } клиентов; выбрано: { $clients }
refusal-group-holder = С этим клиентом занятие должен провести кто-то другой
refusal-group-over = На этом занятии больше никого не ждут; назначьте другое
group-topic-choice =
    { $count ->
       [one] { $topic } (до { $count } клиента)
       [few] { $topic } (до { $count } клиентов)
      *[many] { $topic } (до { $count } клиентов)
    }
group-size =
    { $count ->
       [one] { $count } клиент
       [few] { $count } клиента
      *[many] { $count } клиентов
    }
group-more =
    { $count ->
       [one] Ещё { $count } клиента отдела можно найти по имени.
       [few] Ещё { $count } клиентов отдела можно найти по имени.
      *[many] Ещё { $count } клиентов отдела можно найти по имени.
    }
group-closed =
    { $count ->
       [one] Ждут ещё { $count } клиента, дело которого ограничено; его встречу меняет и отмечает тот, кому дело открыто.
       [few] Ждут ещё { $count } клиентов, дела которых ограничены; их встречи меняет и отмечает тот, кому дела открыты.
      *[many] Ждут ещё { $count } клиентов, дела которых ограничены; их встречи меняет и отмечает тот, кому дела открыты.
    }
