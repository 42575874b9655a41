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

## An entry: taking it back, correcting it
entry-title = Запись в деле
entry-mend = исправить или отозвать
entry-mend-or-contest = исправить или оспорить
entry-answer = ответить
entry-contested = оспорено
entry-contested-since = Клиент оспаривает эту запись с { $day }. До ответа на неё нельзя опираться.
entry-number = запись № { $number }
withdraw-title = Отозвать запись
withdraw-lead = Запись останется видна зачёркнутой, но больше не учитывается: счёт пойдёт без неё.
withdraw-button = Отозвать запись
withdrawn-done = Запись отозвана. Она видна в деле, но больше не учитывается.
mending-reason = Почему
mending-words = Что было не так
mending-words-hint = Своими словами. Эти слова останутся в деле.
correct-title = Исправить запись
correct-lead = Прежнее содержание останется видно; учитываться будет новое.
correct-button = Записать исправление
corrected-done = Исправление записано.

## The client contests an entry
contest-title = Записать возражение клиента
contest-lead = Клиент вправе сказать, что запись неверна. До ответа начальника на неё нельзя опираться в представлении в суд.
contest-limit = По закону клиент может возразить до { $day }.
contest-limit-passed = По закону клиент мог возразить до { $day }; этот день прошёл. Слова клиента записываются всё равно, решает руководитель.
contest-words = Слова клиента
contest-words-hint = Так, как сказано или написано. Они войдут в представление в суд.
contest-on = День возражения
contest-button = Записать возражение
contested-done = Возражение записано. На него ответит начальник.
answer-title = Ответить на возражение
answer-about = О какой записи речь
answer-said = Что говорит клиент
answer-upheld = Кто прав?
contest_upheld-true = Клиент прав
contest_upheld-false = Запись верна
answer-true-hint = Запись и всё, что на ней держится, будут отозваны.
answer-false-hint = Запись остаётся; на неё снова можно опираться.
answer-words = Ответ клиенту
answer-words-hint = Эти слова получит клиент; они войдут в представление в суд.
answer-on = День ответа
answer-check-title = Проверьте ответ
answer-button = Дать ответ
answered-done = Ответ записан. Передайте его клиенту.
today-contest = Клиент оспаривает запись
submission-ground-contested = Клиент оспаривает это с { $day }; до ответа опираться нельзя.

## An act that needs a second look
second-look-title = Требует повторной проверки
second-look-kept = { $act } от { $day } опирается на срок до { $relied } включительно ({ $law }). Внесённая позже запись показывает, что { $kept } этот срок соблюдён.
second-look-moved = { $act } от { $day } опирается на срок до { $relied } включительно ({ $law }). После внесённой позже записи это срок до { $due } включительно.
second-look-gone = { $act } от { $day } опирается на срок до { $relied } включительно ({ $law }). После внесённой позже записи такого срока нет.
second-look-lost = { $act } от { $day } опирается на нарушение, которое отозвано.
act_kind-violation = Нарушение
act_kind-warning = Предупреждение
act_kind-submission = Представление
moved-due_moved = срок сместился
moved-kept_after_all = срок всё же соблюдён
moved-ground_lost = основание отозвано
today-second-look = Проверьте ещё раз. { $what }
action-second-look = Проверить ещё раз
uphold-title = Оставить в силе
uphold-lead = Запись действует, пока её не отозвали. Если она остаётся в силе, хотя её основание изменилось, напишите почему.
uphold-words = Почему она остаётся в силе
uphold-words-hint = Своими словами. Они останутся в деле.
uphold-what = Что изменилось
uphold-check-title = Проверьте, почему запись остаётся в силе
uphold-until = Если позже снова что-то изменится, понадобится новая проверка.
uphold-button = Остаётся в силе
upheld-done = Обоснование записано. Запись остаётся в силе, пока снова что-то не изменится.
submission-doubts = То, на чём держится это представление, изменилось, и никто не подтвердил, что оно в силе. Проверьте это, прежде чем продолжать.
submission-ground-moved = Требует повторной проверки: основание изменилось.

## Check your answers
check-lead = Проверьте, прежде чем записать. Записанное нельзя стереть.
check-change = Изменить
check-button = Проверить
check-appointments =
    { $count ->
       [one] Будет отменена { $count } назначенная встреча.
       [few] Будут отменены { $count } назначенные встречи.
      *[many] Будет отменено { $count } назначенных встреч.
    }
check-withdrawn =
    { $count ->
       [one] Будет отозвана { $count } запись.
       [few] Будут отозваны { $count } записи.
      *[many] Будет отозвано { $count } записей.
    }

## Closing, handing over, a new offence
case-decisions = Решения по делу
closing-title = Закрыть дело
closing-lead = Дело закрывают, когда срок отбыт или надзор окончился по другой причине.
closing-reason = Почему дело закрывается
closing-reason-hint = Если надзор прекратил или изменил суд, запишите его постановление: дело закроется с ним.
closing-on = День окончания
closing-words = Пояснение
closing-words-hint = Нужно, если причина другая.
closing-check-title = Проверьте: дело будет закрыто
closing-follows = После закрытия сроки больше не идут и встречи не назначаются.
closing-button = Закрыть дело
closed-done = Дело закрыто.
transfer-title = Передать дело другому отделу
transfer-lead = Дело со всеми записями перейдёт другому отделу; его начальник назначит сотрудника.
transfer-office = Какому отделу
transfer-reason = Почему передаётся
transfer-on = С какого дня
transfer-words = Что новому отделу знать в первую очередь
transfer-words-hint = Эти слова увидит тот, кто примет дело.
transfer-check-title = Проверьте: дело будет передано
transfer-follows = Ваш отдел больше не увидит это дело. Законные сроки продолжают идти.
transfer-button = Передать дело
transferred-done = Дело передано. Новый отдел видит его среди нераспределённых.
return-title = Вернуть дело
return-lead = Дело вернётся отделу, который его передал, пока оно здесь никому не распределено. Укажите, что отправителю исправить.
return-office = Какому отделу возвращается
return-reason = Почему возвращается
return-on = С какого дня
return-words = Что нужно исправить
return-words-hint = Эти слова увидит отдел, который передал дело.
return-check-title = Проверьте: дело будет возвращено
return-to-officer = Дело снова будет у сотрудника, который его вёл.
return-to-head = Дело будет ждать там назначения сотрудника.
return-follows = Ваш отдел больше не увидит это дело. Срок назначения сотрудника продолжает идти со дня передачи.
return-button = Вернуть дело
returned-done = Дело возвращено. Отдел, который его передал, видит его с вашей причиной.
return-link = Вернуть
reoffence-title = Записать новое преступление
reoffence-lead = Записывается день деяния. Что это значит для наказания, решает суд.
reoffence-article = Статья
reoffence-on = День деяния
reoffence-convicted-on = День осуждения
reoffence-convicted-hint = Если приговор уже есть.
reoffence-not-convicted = приговора нет
reoffence-guard = Приговора ещё нет: никто не виновен, пока не осуждён судом.
reoffence-check-title = Проверьте запись о новом преступлении
reoffence-button = Записать
reoffence-done = Записано. Решение остаётся за судом.

## The report of a study
action-report = Направить доклад
report-title = Пробационный доклад
report-lead = Доклад опирается на оценку и ничего не говорит о виновности: её устанавливает только суд.
report-to = Кому
report-conclusion = Заключение
report-conclusion-hint = Что вы узнали о человеке, его семье, работе и здоровье и что предлагаете. Баллы оценки в доклад не входят.
report-duties = Предлагаемые обязанности
report-duties-hint = Если ничего не предлагаете, оставьте пустым.
report-check-title = Проверьте: доклад будет направлен
report-follows = Доклад уйдёт сразу; второй доклад по этому делу направить нельзя.
report-button = Направить доклад
report-done = Доклад направлен. Срок исполнен.
report-pdf = Доклад, направленный в суд (PDF)

## Violations that are no absence
violation-new-title = Установить нарушение обязанности
violation-new-lead = Не для неявок. Сначала выслушайте клиента: без его ответа нарушение не устанавливается.
violation-ground = Что произошло
violation-duty = Какая обязанность нарушена
violation-no-duty = Ни одна из установленных судом
violation-happened-on = В какой день это произошло
violation-evidence = Чем это подтверждается
violation-evidence-words = Доказательство словами
violation-evidence-hint = Какой документ, чей рапорт, что в нём сказано. Войдёт в представление в суд.
violation-heard-on = В какой день выслушали клиента
violation-warn = Предупреждение
violation-warn-now = Сразу вынести письменное предупреждение
violation-check-title = Проверьте нарушение
violation-button = Установить нарушение
violation-title = Нарушение
violation-warned = За него вынесено предупреждение.
violation-happened = произошло { $day }
violation-proof = Доказательство: { $words }
violation-said = Клиент: { $words }
breach_evidence-officer_report = Рапорт сотрудника
breach_evidence-tracking = Данные средства слежения
breach_evidence-agency = Сообщение полиции или другого органа
breach_evidence-host = Письмо работодателя, учебного заведения или места работ
breach_evidence-witness = Слова свидетеля
breach_evidence-document = Другой документ
refusal-breach-missing = Укажите, в какой день и как нарушена обязанность
refusal-absence-and-breach = Нарушение — это либо неявка, либо нарушение другой обязанности, но не то и другое
refusal-breach-later = Это произошло { $happened_on }, позже решения от { $established_on }; исправьте один из дней
refusal-breach-outside-term = Надзор идёт с { $from } по { $until }, а не { $happened_on }
refusal-duty-not-set = Обязанность «{ $duty }» по этому делу не действует; выберите другую
refusal-breach-evidence-missing = Напишите, чем подтверждается нарушение
refusal-heard-elsewhen = Клиента выслушивают между { $happened_on } и решением от { $established_on }, а не { $heard_on }
refusal-client-words-missing = Запишите слова клиента или отметьте, что он не дал объяснения

## Руководитель визирует, если норма не выверена
countersign-ask-title = Попросить визу руководителя
countersign-ask-lead = Эта норма не сверена с текстом закона. То, что на ней основано, записывается только с визой руководителя.
countersign-words = Что нужно сделать и почему
countersign-words-hint = Руководитель прочтет это рядом с нормой. Запись останется в деле.
countersign-ask-button = Попросить визу
countersign-asked-done = Руководитель получил просьбу. Ответ появится в вашем дне.
countersign-needed = Эта норма не выверена. Прежде чем записать, нужна виза руководителя.
countersign-asked = Руководителя попросили { $day }, ответа еще нет.
countersign-signed = { $head }, виза { $day }: { $words }
countersign-refused = { $head }, отказ { $day }: { $words }
countersign-submission = Представление в суд: { $kind }
signed_act-violation = Установление нарушения
signed_act-warning = Вынесение предупреждения
signed_act-submission = Представление в суд
countersign-title = Завизировать
countersign-about = Открыть, о чем речь
countersign-rows = Норма, которая не выверена
countersign-rows-hint = Виза значит, что вы прочли норму и отвечаете за действие, которое на ней основано. Она дана на одно это действие.
countersign-asked-by = Попросил
countersign-asked-on = День просьбы
countersign-answer = Ответ
countersign-answered-by = Ответил
countersign-answered-on = День ответа
countersign-decision = Ваше решение
countersign-true-hint = Офицер сможет записать действие; ваше имя будет стоять в записи.
countersign-false-hint = Офицер увидит причину и не сможет записать действие.
countersign_signed-true = Завизировать
countersign_signed-false = Отказать
countersign-answer-words = Ваша причина
countersign-answer-hint = Что вы прочли и почему решили так.
countersign-password-hint = Только для визы: подтверждает еще раз, что это вы.
countersign-button = Записать решение
countersign-answered-done = Решение записано. Офицер увидит его в своем дне.
signature_status-asked = ждет ответа
signature_status-signed = завизировано
signature_status-refused = отказано
signature_status-used = завизировано, действие записано
today-countersign = Коллега просит визу: { $kind }
today-countersigned = Руководитель дал визу, можно записать: { $kind }
today-signature-refused = Руководитель отказал в визе: { $kind }
