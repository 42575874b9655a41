### Acts in a case that change what was arranged or written before.

## Moving and cancelling an appointment
change-title = Перенести или отменить встречу
change-link = перенести или отменить
change-about = Встреча: { $moment }, { $kind }
change-move-title = Перенести на другое время
change-move-lead = Прежняя встреча останется в деле с пометкой о переносе.
change-move-button = Перенести встречу
change-cancel-title = Отменить встречу
change-reason = Почему отменяется
change-why = Что произошло
change-why-hint = Для дела; клиент может попросить прочитать.
change-cancel-button = Отменить встречу
change-over = Встреча уже отмечена, менять её нельзя.
appointment-moved-done = Встреча перенесена. Сообщите клиенту новое время.
appointment-cancelled-done = Встреча отменена. Сообщите об этом клиенту.
