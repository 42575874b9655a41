## Нагрузка сотрудника
staff-title = Нагрузка: { $name }
staff-left = Оставил(а) должность { $on }
workload-points = Баллы
workload-of = { $points } из { $available }
workload-share = Загрузка
workload-none = не несёт дел
workload-left = Остаётся от нормы
workload-target = Норма полной ставки
workload-in-hand = Что в работе
workload-nothing = В работе ничего нет.
workload-kind = Вид работы
workload-domain = Направление
workload-risk = Риск
workload-count = Сколько
workload-each = Баллов за одно
workload-all = Всего баллов
workload-invented = Баллы и нормы здесь вымышлены: служба устанавливает их своим приказом.
work_kind-supervision = Надзор
work_kind-report = Изучение личности и доклад
work_kind-suspended = Надзор приостановлен
work_kind-submission = Представление готовится
risk-unassessed = Ещё не оценён

## Снижение нормы
reduction-title = Снижение нормы
reduction-none = Норма не снижалась.
reduction-new = Снизить норму на время
reduction-kind = Почему
reduction-percent = На сколько процентов
reduction-percent-hint = От нормы полной ставки
reduction-most = не более { $most } %
reduction-most-days = не более { $most } %, не дольше { $days } дн.
reduction-from = С какого дня
reduction-until = До какого дня (в этот день уже полная норма)
reduction-until-hint = Оставьте пустым, если срок неизвестен.
reduction-words = На чём основано: приказ, документ
reduction-button = Снизить норму
reduction-done = Норма снижена; загрузка пересчитана.
reduction-term = { $percent } % с { $from }
reduction-term-until = { $percent } % с { $from } до { $until }
reduction-holds = действует
reduction-later = ещё не началось
reduction-over = закончилось
reduction-end = Закончить
reduction-end-title = Закончить снижение нормы
reduction-end-on = С какого дня норма снова полная
reduction-end-hint = Если снижение записано по ошибке, укажите его первый день: оно не будет действовать вовсе.
reduction-end-button = Закончить снижение
reduction-ended-done = Снижение закончено.
reduction_kind-trainee = Стажировка
reduction_kind-newly_qualified = Новый сотрудник
reduction_kind-part_time = Неполный день
reduction_kind-sickness = Длительная болезнь
reduction_kind-parental = Отпуск по уходу за ребёнком
reduction_kind-union = Работа в профсоюзе
reduction_kind-specialist = Ведёт направление для всей службы
reduction_kind-other_duties = Другие обязанности по приказу

## Отказы
refusal-no-post-then = { $on } у этого человека не было должности
refusal-reduction-no-rule = Политика, действующая { $on }, не знает такого снижения: «{ $reduction }»
refusal-reduction-out-of-bounds = «{ $reduction }»: от 1 до { $most } %, а не { $percent } %
refusal-reduction-ends-first = Снижение с { $from_on } не может закончиться { $until_on }
refusal-reduction-too-long = «{ $reduction }» с { $from_on }: последний возможный день конца – { $latest_on }
refusal-reduction-overlaps = «{ $reduction }» уже действует с { $since_on }; сначала закончите его
refusal-no-reduction = Такого снижения нет, или оно уже закончено
refusal-reduction-end-outside = Снижение действует с { $from_on }; закончить его { $ended_on } нельзя

## Отсутствие и замена
leave-title = Отсутствие
leave-none = Отсутствие не записано.
leave-new = Записать отсутствие
leave-lead = В эти дни работа стоит в дне того, кто замещает; дела остаются за сотрудником.
leave-kind = Почему
leave-from = Первый день отсутствия
leave-until = Первый день на работе
leave-cover = Кто замещает
leave-cover-hint = Сотрудник того же отдела, который в эти дни на месте.
leave-words = Приказ, примечание
leave-button = Записать отсутствие сотрудника
leave-done = Отсутствие записано; работа стоит у того, кто замещает.
leave-term = с { $from } до { $until }, замещает { $name }
leave-holds = отсутствует сейчас
leave-end = Закончить раньше
leave-end-title = Сотрудник вернулся раньше
leave-end-on = Первый день снова на работе
leave-end-hint = Если отсутствие записано по ошибке, укажите его первый день.
leave-end-button = Записать возвращение
leave-ended-done = Возвращение записано.
leaving-title = Сотрудник оставляет должность
leaving-on = Первый день не в должности
leaving-hint = Дела останутся записаны за этим сотрудником, пока вы не передадите их другим; до того их сроки стоят в вашем дне.
leaving-button = Записать уход
leaving-done = Уход записан; передайте дела другим сотрудникам.
leaving-cases =
    { $count ->
      [one] { $count } открытое дело
      [few] { $count } открытых дела
      *[other] { $count } открытых дел
    }
staff-cases =
    { $count ->
      [one] Передать { $count } дело другим
      [few] Передать { $count } дела другим
      *[other] Передать { $count } дел другим
    }

## Передача дел другим
reallocation-title = Передать дела другим сотрудникам
reallocation-lead = Предложено так, чтобы загрузка была ровной; измените, где нужно. Всё записывается сразу.
reallocation-none = У этого сотрудника нет открытых дел.
reallocation-after = После по предложению
reallocation-to = Кому
reallocation-stays = Пока не передавать
reallocation-button = Передать дела
reallocation-nothing = Выберите хотя бы для одного дела, кому оно передаётся
reallocation-done = Дела переданы.
reallocation-more =
    { $count ->
      [one] Ещё { $count } дело останется на следующий раз.
      [few] Ещё { $count } дела останутся на следующий раз.
      *[other] Ещё { $count } дел останутся на следующий раз.
    }
today-reallocate =
    { $count ->
      [one] { $count } дело сотрудника, которого нет: передайте другому
      [few] { $count } дела сотрудника, которого нет: передайте другим
      *[other] { $count } дел сотрудника, которого нет: передайте другим
    }
action-reallocate = Передать
leave_kind-annual = Ежегодный отпуск
leave_kind-sick = Болезнь
leave_kind-family = Семейные обстоятельства
leave_kind-study = Учёба
leave_kind-journey = Командировка
leave_kind-other = Другая причина

## Отказы об отсутствии
refusal-leave-ends-first = Отсутствие с { $from_on } не может закончиться { $until_on }
refusal-leave-overlaps = Сотрудник уже отсутствует с { $since_on } до { $until_on }
refusal-leave-covers-another = Сотрудник сам замещает коллегу с { $from_on } до { $until_on }; сначала найдите другого
refusal-leave-own-cover = Никто не замещает сам себя
refusal-leave-cover-elsewhere = Замещающий работает в другом отделе: { $cover_office }
refusal-leave-cover-without-post = У замещающего нет должности { $on }
refusal-leave-cover-not-supervising = Замещающий не ведёт клиентов
refusal-leave-cover-away = Замещающий сам отсутствует с { $since_on } до { $until_on }
refusal-no-leave = Такого отсутствия нет, или оно уже закончено
refusal-leave-end-outside = Отсутствие длится с { $from_on } до { $until_on }; закончить его { $ended_on } нельзя

## Проверка дел по жребию
oversight-title = Проверка дел
oversight-lead = Каждый месяц у каждого сотрудника жребием выбирают несколько дел; никто не выбирает их сам.
oversight-to-draw =
    { $count ->
      [one] За этот месяц жребий ещё не брошен для { $count } сотрудника.
      [few] За этот месяц жребий ещё не брошен для { $count } сотрудников.
      *[other] За этот месяц жребий ещё не брошен для { $count } сотрудников.
    }
oversight-draw = Бросить жребий
sample-done = Жребий брошен; дела ждут вашей проверки.
oversight-waiting = Ждут проверки
oversight-none = Ни одно дело не ждёт проверки.
oversight-by = Проверить до
oversight-scores = Оценка ведения дел за двенадцать месяцев
oversight-scores-hint = Среднее по проверенным делам; мало дел — мало говорит и оценка. Оценивается ведение дела, а не клиент.
oversight-files = Дел проверено
oversight-score = Оценка
oversight-no-score = нет оценки
oversight-whole = Отдел в целом
oversight-looked-at = Проверены
oversight-looked = Когда проверено
oversight-file = Проверка дела: { $name }
oversight-open = Открыть дело
oversight-drawn = Жребий
oversight-lot = позиция журнала { $position }, из { $pool } дел, число { $seed }
oversight-answer = Ответ
oversight-words = Что найдено
oversight-words-hint = Что хорошо, что исправить и до какого дня; сотрудник это прочтёт.
oversight-button = Записать проверку
sampled-file-done = Проверка дела записана.
today-sample-to-draw = Жребий проверки дел за месяц ещё не брошен
today-sample = Проверить дело сотрудника: { $name }
file_answer-yes = Да
file_answer-partly = Частично
file_answer-no = Нет
file_answer-not_applicable = Не относится к этому делу

## Отказы о проверке дел
refusal-sample-drawn-already = Жребий за { $month } брошен { $drawn_on }; второй раз его не бросают
refusal-sample-nothing-to-draw = У сотрудника нет открытых дел
refusal-sample-all-drawn = За этот месяц жребий уже брошен для всех
refusal-not-in-sample = Этого дела нет в проверке
refusal-sample-answered-already = Дело проверено { $answered_on }
refusal-sample-outside-days = Проверку записывают с { $drawn_on } по сегодняшний день, а не { $on }
refusal-sample-unanswered = Есть вопрос без ответа
refusal-sample-unknown-question = Такого вопроса в политике нет
refusal-no-oversight-setting = Политика проверки дел не действует { $on }

## Сводка за неделю
brief-title = Сводка за неделю: { $office }
brief-crumb = Сводка за неделю
brief-country = вся служба
brief-all = Все отделы
brief-week = с { $from } по { $until }
brief-earlier = Предыдущая неделя
brief-later = Следующая неделя
brief-happened = Что произошло за неделю
brief-this = За неделю
brief-before = Неделей раньше
brief-returned = Возвращены другим отделом и ждут сегодня
brief-overdue = Просрочено сегодня, по срокам
brief-nothing-overdue = Ничего не просрочено.
brief-today = На сегодня
brief-note = Числа — события и сроки, а не люди; каждое число ведёт к записям за ним.
brief-cut = Показаны первые 500.

## Сравнение отделов
practice-interval = Доверительный интервал 95 %
practice-interval-hint = Если интервалы двух отделов перекрываются, этот месяц их не различает. Малые отделы посчитаны вместе.
practice-small =
    { $count ->
      [one] { $count } малый отдел вместе
      [few] { $count } малых отдела вместе
     *[other] { $count } малых отделов вместе
    }

## Акты прокурора
prosecutor-title = Акты прокурорского надзора
prosecutor-act = Акт прокурора
prosecutor-what = { $kind } № { $number } от { $day }
prosecutor-none = Актов прокурора не поступало.
prosecutor-new = Записать поступивший акт
prosecutor-kind = Вид акта
prosecutor-number = Номер акта
prosecutor-dated = Дата акта
prosecutor-signed = Кто подписал
prosecutor-signed-hint = Должность и фамилия прокурора
prosecutor-on = Поступил
prosecutor-answer-by = Ответить до
prosecutor-answer-by-hint = Если срок указан в акте; иначе действует срок службы.
prosecutor-words = Что установлено и чего требует прокурор
prosecutor-button = Записать акт
prosecutor-answer = Ответ
prosecutor-answer-new = Записать ответ
prosecutor-answer-button = Ответить прокурору
prosecutor-outcome = Что отвечено
prosecutor-answer-number = Исходящий номер
prosecutor-answered-on = Дата ответа
prosecutor-answer-words = Что сделано или почему отказано
prosecutor-by-act = { $day } – так указано в акте
prosecutor-by-policy = { $day } – по правилам службы
prosecutor-answered-in-time = Отвечено в срок
prosecutor-act-done = Акт записан. Срок ответа стоит в дне руководителя.
prosecutor-answer-done = Ответ записан.
today-prosecutor = Ответить прокурору: { $kind }
prosecutor_act_kind-representation = Представление
prosecutor_act_kind-order = Предписание
prosecutor_act_kind-protest = Протест
prosecutor_act_kind-caution = Предостережение
prosecutor_act_outcome-satisfied = Удовлетворён
prosecutor_act_outcome-partly_satisfied = Удовлетворён частично
prosecutor_act_outcome-refused = Отклонён с обоснованием
refusal-prosecutor-act-registered = Акт № { $number } от { $dated } уже записан
refusal-prosecutor-number-missing = Укажите номер, который стоит на бумаге
refusal-prosecutor-signed-missing = Укажите, кто подписал акт
refusal-prosecutor-line-too-long = Номер и подпись – не больше { $most } знаков
refusal-prosecutor-act-before-its-day = Акт от { $dated } не мог поступить { $on }
refusal-prosecutor-answer-before-receipt = Акт поступил { $on }; ответить до { $answer_by } нельзя
refusal-prosecutor-act-unknown = Такого акта нет
refusal-prosecutor-act-answered = На акт уже ответили { $answered_on }
refusal-prosecutor-before-receipt = Акт поступил { $received_on }, позже { $on }
refusal-no-prosecutor-setting = Правила службы не говорят об актах, поступивших { $on }
fact-casework-prosecutor-act-received = Поступил акт прокурора
fact-casework-prosecutor-act-answered = На акт прокурора отвечено
prosecutor-answered-late =
    { $count ->
       [one] Отвечено на { $count } день позже
       [few] Отвечено на { $count } дня позже
      *[many] Отвечено на { $count } дней позже
    }
prosecutor-left =
    { $count ->
       [one] Остался { $count } день
       [few] Осталось { $count } дня
      *[many] Осталось { $count } дней
    }
