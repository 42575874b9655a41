### Monthly tables
statistics-title = Месячные таблицы
statistics-lead = Каждое число раскрывается до записей, из которых оно подсчитано.
statistics-indicator = Показатель
statistics-country = Вся страна
statistics-total = Всего
statistics-counted-at = подсчитано на позиции журнала { $position }
statistics-cell-hint = Выберите число, чтобы увидеть его записи.
dimension-office = Отдел
dimension-domain = Вид пробации
dimension-measure = Наказание или мера
dimension-article_group = Группа статей
dimension-sex = Пол
dimension-age_group = Возраст
chart-title = { $name } по месяцам
chart-description = Линии по месяцам с { $from } по { $until }; те же числа в таблице ниже.
chart-figures = Числа диаграммы

## Entries behind a number
cell-title = Записи, стоящие за числом
cell-entries = Подсчитанные записи
cell-entry = Запись журнала
cell-none = Ни одной записи не подсчитано.
cell-definition = Определение
cell-position = Подсчитано на позиции
cell-hidden-names = Имена остаются в отделах; число раскрывается до записей, а не до людей.

## Law against practice
practice-title = Закон и практика
practice-lead = Те же нормы закона, что дают завтрашние задачи, прочитанные назад: соблюдён ли закон?
practice-row = Норма закона
practice-shares = Доли
practice-kept = В срок из наступивших
practice-none = В эти месяцы сроки не наступали.
practice-definition = Срок относится к месяцу, в котором наступил. Доля: выполненные в срок из выполненных и невыполненных; идущие в неё не входят.
practice-chart = Соблюдено в срок, по месяцам

## Survival
survival-title = Время без нового правонарушения
survival-lead = Как долго люди после освобождения остаются без нового правонарушения или ареста, по неделям (Каплан — Мейер).
survival-none = В этом журнале ещё никто не освобождён. Реестр можно импортировать командой «bagyt import».
survival-week = Неделя
survival-week-hint = От 0 до конца наблюдения
survival-people =
    { $count ->
       [one] { $count } человек в когорте
       [few] { $count } человека в когорте
      *[many] { $count } человек в когорте
    }
survival-curve = Доля без нового правонарушения
survival-axis = недель после освобождения
survival-definition = Оценка Каплана — Мейера со стандартной ошибкой Гринвуда; полоса — 95-процентный интервал в логарифмической (log−log) шкале. Выбывшие из наблюдения считаются до выбытия.
survival-steps = Каждая ступень кривой
survival-at-risk = Под наблюдением
survival-events = Новых правонарушений или арестов
survival-share = Доля без них
survival-error = Стандартная ошибка
survival-interval = 95-процентный интервал
survival-members = Новые правонарушения на неделе { $week } после освобождения

## Training needs
needs-title = Потребности в обучении
needs-lead = Где закон соблюдается хуже, чем должно, и чему мог бы научиться коллектив. Потребность заявляет человек, а не число.
needs-weak = Слабые показатели
needs-none-weak = Ни один показатель не ниже порога.
needs-raise = Заявить потребность
needs-raised = Заявленные потребности
needs-none-raised = Потребности ещё не заявлены.
needs-competence = Компетенция
needs-value = Значение и порог
needs-value-of =
    { $count ->
       [one] соблюдено { $value } из { $count } срока при требуемых { $threshold }
       [few] соблюдено { $value } из { $count } сроков при требуемых { $threshold }
      *[many] соблюдено { $value } из { $count } сроков при требуемых { $threshold }
    }
needs-raised-on = Заявлена
need-raise-title = Заявить потребность в обучении
need-raise-button = Заявить
need-done = Потребность заявлена; академия её видит.
need-indicator = Показатель
need-entries = Записи, по которым подсчитано
need-title = Потребность в обучении
need-moved = С тех пор значение изменилось
need-count = Записать новое значение
need-answer = Чем она закрывается?
need-words = Словами
need-words-hint = Какой курс, кто наставник, либо чего не хватает, если дело не в обучении.
need-answer-button = Ответить
need-answered-done = Ответ записан.
need-counted-done = Новое значение записано.
need_answer-course = Курсом
need_answer-coaching = Наставничеством на рабочем месте
need_answer-placement = Стажировкой в другом отделе
need_answer-guidance = Указаниями начальника отдела
need_answer-no_training = Не хватает не обучения

## Evidence
evidence-title = Подтверждения для партнёров
evidence-lead = Правило стандарта, опубликованное число, которое ему отвечает, и записи за этим числом.
evidence-publish = Опубликовать результат
evidence-published = Опубликовано { $day }: { $value }, подсчитано на позиции { $position }
evidence-done = Результат опубликован.

## Tables, figures, periods
statistics-rows = Строки
statistics-columns = Столбцы
statistics-nothing = В этом месяце ничего не было.
statistics-withheld = скрыто
statistics-hidden =
    { $count ->
       [one] Скрыто { $count } число: за ними стоит мало людей.
       [few] Скрыто { $count } числа: за ними стоит мало людей.
      *[many] Скрыто { $count } чисел: за ними стоит мало людей.
    }
cell-number = Число
cell-scope = Охват
cell-case = Дело
cell-met = исполнено записью { $entry }
practice-delay = Половина опозданий — до
practice-indicators = Читается показателями
practice-offices = По отделам
survival-at =
    { $count ->
       [one] через { $count } неделю
       [few] через { $count } недели
      *[many] через { $count } недель
    }
wrong-week = Так долго никто не наблюдался; выберите неделю раньше
needs-has = потребность заявлена
needs-now = сейчас { $value }
need-raise-lead = Вы заявляете, что этому коллективу нужно обучение. Само число ничего не решает.
evidence-period = Числа за { $from } – { $until }
evidence-rule = Правило { $rule }
evidence-all = Показать все правила
evidence-only-spoken = Только правила с числом
evidence-silent = Ни одно число этого журнала об этом правиле не говорит.
evidence-no-figure = нет числа
evidence-cases =
    { $count ->
       [one] из { $count } срока
       [few] из { $count } сроков
      *[many] из { $count } сроков
    }

known-title = Как было известно раньше
known-lead = Таблица в том виде, в каком её можно было напечатать в конце дня или на позиции журнала. Если сегодняшнее число иное, оно стоит рядом.
known-on = Как было известно в конце дня
known-at = или на позиции журнала
known-at-hint = Число, которое стоит у каждой таблицы
known-standing = Как было известно на позиции { $position } журнала, { $moment }.
known-rights = Рядом с числами, которые с тех пор изменились, стоят сегодняшние; права — сегодняшние.
known-present = Показать сегодняшние числа
known-now = сейчас { $number }
known-total-now = Всего, сейчас
known-wait-title = Составляются таблицы, как было известно на позиции { $position }
known-wait-lead = Это занимает несколько секунд, в большом журнале — до минуты. Страница обновится сама.
known-wait-percent = Готово: { $percent } %
known-wait-others = Ещё не начато; запрошенные раньше таблицы идут первыми
known-wait-again = Проверить сейчас
cell-now = Сегодня
