### Law tables
law-title = Закон в таблицах
law-lead = Каждая дата, которую считает служба, называет свою строку здесь, с источником и текстом.
law-on = Действует на день
law-none = В этот день ни одна строка не действовала.
law-summary =
    { $count ->
       [one] { $count } строка действует на { $day }
       [few] { $count } строки действуют на { $day }
      *[many] { $count } строк действует на { $day }
    }
law-code = Код
law-limit = Предел
law-starts = Начинается с
law-met = Исполняется
law-bearer = Кто обязан
law-mode = Какая редакция применяется
law-mode-offence = на день правонарушения
law-mode-act = на день действия
law-mode-execution = на день исполнения
law-in-force = Действует
law-since = с { $from }
law-between = с { $from } до { $until } (не включая)
law-source = Источник
law-confidence = Проверка
law-verified = проверено: { $who }
law-not-verified = не проверено; действие по ней — только с подписью начальника
law-conflict = Противоречит

## Users
users-title = Пользователи
users-login = Имя пользователя
users-login-hint = Латинские буквы, цифры и точки
users-name = Имя и фамилия
users-role = Должность
users-active = Действует
users-disabled = Отключён
users-disable = Отключить
users-add = Добавить пользователя
users-add-button = Добавить
users-password = Пароль показан один раз: передайте его лично.
users-disabled-done = Учётная запись отключена; её сеансы завершены.

## State of the journal
journal-title = Состояние журнала
journal-lead = Один порядок, ничего не изменено, ничего не потеряно: что журнал говорит о себе.
journal-tile-entries = записей
journal-tile-streams = потоков
journal-tile-unsigned = записей после контрольной точки
journal-head = Корень дерева
journal-last = Последняя запись
journal-checkpoints = Подписанные контрольные точки
journal-tables = Опубликованные таблицы
journal-table = Таблица
journal-recorded = Записано

## About and help
about-title = О системе и помощь
about-lead = «Багыт» значит «направление». Это рабочий журнал службы пробации: один журнал, много прочтений.
about-journal-title = Ничего не вводится дважды
about-journal = Произошедшее записывается один раз. Список сотрудника, обзор начальника, документ для суда и месячные таблицы читаются из одних и тех же записей, поэтому экраны не могут противоречить друг другу. Ошибка исправляется новой записью; ничего не удаляется.
about-law-title = Нет строки — нет срока
about-law = Каждый срок называет строку закона, из которой он взят: акт, статью и редакцию. Строка, которую не проверил юрист, отмечена и сама по себе к взысканию не ведёт.
about-rights-title = Кто смотрел — записывается
about-rights = Страница с данными человека отправляется только после записи о том, кто смотрел, когда и зачем. Этот человек может её запросить.
about-keys-title = Клавиатура и печать
about-keys = Всё работает с клавишей Tab, без мыши и без скриптов. Любую страницу можно напечатать.
about-licence-title = Лицензия
about-licence = Свободная программа: Apache-2.0 или MIT, на ваш выбор.
users-name-hint = Фамилия, имя, отчество
