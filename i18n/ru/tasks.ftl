# Работа, которую откладывают или передают.

task-title = Отложить или передать
task-step = Что с этим делать
task_step-put_off = Подождёт до другого дня
task_step-hand_over = Сделает коллега
task-until = До какого дня
task-until-hint = В этот день дело снова встанет в очередь. Дольше последнего дня по закону ждать нельзя; просроченное ждёт лишь несколько дней.
task-to = Какой коллега
task-words = Почему и что нужно знать
task-words-hint = Прочтут руководитель отдела и тот, кто сделает
task-button = Записать
task-done = Записано. Отложенное и переданное стоит в конце очереди.
task_kind-clock = То, что закон требует к сроку
task_kind-outcome = Исход встречи
task_kind-absence = Оценка неявки
task_kind-approval = Утверждение представления
task_kind-contest = Ответ на возражение клиента
task_kind-countersignature = Ответ на просьбу о визе
today-afterwards = Позже
today-aside = Отложено и передано
today-aside-until = до { $day }
today-aside-to = у коллеги: { $name }
today-from = передано от: { $name }
today-later = Отложить или передать
refusal-task-not-open = Эта работа уже сделана, или её не было. Посмотрите очередь ещё раз
refusal-task-not-ahead = { $until } уже наступило. Укажите день позже сегодняшнего
refusal-task-beyond-law = По закону это нужно сделать до { $due_on }. Отложите не дальше этого дня или передайте коллеге
refusal-task-too-far = Это может ждать самое позднее до { $latest }
refusal-task-colleague-left = Этот коллега ушёл { $left_on }. Выберите другого
refusal-task-other-office = Это может сделать только коллега из подразделения, которое ведёт дело
refusal-task-same-colleague = Это уже у этого коллеги
refusal-no-task-setting = На { $on } не установлено, на сколько можно откладывать работу; сообщите администратору
done-title = Сделано сегодня
done-lead =
    { $count ->
       [0] Сегодня ещё ничего не записано.
       [one] Сегодня вы внесли { $count } запись, новые сверху.
       [few] Сегодня вы внесли { $count } записи, новые сверху.
      *[many] Сегодня вы внесли { $count } записей, новые сверху.
    }
today-message = Прочитать сообщение: { $kind }
action-read = Прочитать
today-age-begins = По возрасту клиента теперь действует: { $law }
today-age-ends = По возрасту клиента больше не действует: { $law }
today-attribute-will-end = Через несколько дней кончается: { $what }
today-attribute-ended = Больше не действует: { $what }
today-risk-changed = Риск изменён: { $before } → { $risk }.
today-law-asked = Строка закона ждёт второго юриста: { $code }
today-law-returned = Второй юрист вернул строку закона: { $code }
task_kind-referral = Ответ или шаг по направлению в службу
task_kind-lawyer = Ответ на просьбу об адвокате
task_kind-job = Ответ работодателя или проверка работы
task_kind-programme = Занятие программы
task_kind-prompt = Подсказка дня
task_prompt-early_end = Можно просить о досрочном окончании
task_prompt-milestone = Есть за что поощрить
task_prompt-age_turned = Клиент перешёл в другую группу по возрасту
task_prompt-attribute_ends = Кончается обстоятельство клиента
task_prompt-risk_changed = Риск оценён иначе
task_prompt-extension_beyond = Суд продлил срок дольше, чем допускает закон
