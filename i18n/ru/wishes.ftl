# О чём хотят знать потерпевшие.

wishes-title = Пожелания потерпевших
wishes-lead = О чём потерпевший хочет знать и как ему сообщить. Эта страница не входит ни в дело клиента, ни в бумаги, ни в поиск, ни в выгрузку; клиенту о ней не говорят.
wishes-none = Потерпевшие ни о чём не просили.
wish-new = Новое пожелание
wish-name = Кто хочет знать
wish-contact = Как связаться
wish-contact-hint = Телефон, адрес или представитель.
wish-matters = О чём сообщать
wish-means = Каким образом
wish-on = С какого дня
wish-until = До какого дня, если есть
wish-button = Записать пожелание
wish-done = Пожелание записано отдельно от дела.
wish-told = Сообщено
wish-state-holds = действует
wish-state-to-tell = надо сообщить
wish-state-withdrawn = отозвано
wish-tell-title = Сообщить потерпевшему
wish-tidings = О чём сообщено
wish-told-means = Как сообщено
wish-told-on = Когда сообщено
wish-told-words = Что сказано
wish-told-hint = Или почему связаться не удалось.
wish-tell-button = Записать, что сообщено
wish-withdraw-title = Больше не сообщать
wish-which = Чьё пожелание
wish-withdrawn-on = С какого дня не сообщать
wish-withdraw-words = Как потерпевший об этом сказал
wish-withdraw-button = Отозвать пожелание

wish_matter-end = об окончании надзора или освобождении
wish_matter-change = об изменении приговора судом
wish_matter-move = о переезде или передаче дела
wish_matter-escape = о розыске и о том, что клиент найден
wish_matter-reoffence = о новом преступлении
wish_tidings-end = дело закрыто
wish_tidings-change = суд изменил наказание или обязанности
wish_tidings-move = переезд или передача дела
wish_tidings-escape = розыск или клиент найден
wish_tidings-reoffence = новое преступление
wish_means-telephone = по телефону
wish_means-letter = письмом
wish_means-in_person = лично
wish_means-representative = через представителя

today-victim = Сообщите потерпевшему: { $what }

refusal-wish-unknown = Такого пожелания нет
refusal-wish-withdrawn = Пожелание отозвано { $withdrawn_on }
refusal-wish-before = Пожелание записано { $from_on }; { $on } раньше
refusal-wish-no-matters = Выберите хотя бы одно, о чём потерпевший хочет знать
refusal-wish-ends-before = Последний день { $until_on } раньше первого, { $on }
refusal-wish-name-missing = Напишите, кто хочет знать
refusal-wish-contact-missing = Напишите, как связаться с потерпевшим
refusal-wish-nothing-to-tell = Об этом потерпевшему уже сообщено, или он об этом не просил
