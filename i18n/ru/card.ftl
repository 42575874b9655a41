### Registration card and attributes of the client
card-title = Регистрационная карточка
card-term = Срок
card-rights = Права и обязанности разъяснены
card-registered = { $day }, язык: { $language }
card-not-registered = клиент ещё не поставлен на учёт
card-attributes = Обстоятельства, меняющие правила
card-attributes-lead = От них зависят законные сроки. У каждого есть первый день и документ.
card-no-attributes = Ничего не записано.
card-days = Когда действует
card-basis = На чём основано
card-from = с { $day }
card-from-act = указано в судебном акте
card-until = по { $day } включительно
card-holds = действует
card-over = отпало
card-end = Отпало
card-establish = Записать обстоятельство
card-confirm = Проверить и записать
card-proposal-begins = По дате рождения: { $what }, с { $day }
card-proposal-ended = По дате рождения: { $what } — отпадает { $day }
card-nothing = Ещё не записано
card-since = по состоянию на { $day }
card-older =
    { $count ->
       [one] { $count } прежняя запись
       [few] { $count } прежние записи
      *[many] { $count } прежних записей
    }
card-edit = Изменить

attribute-title = Обстоятельство, меняющее правила
attribute-lead = Прежде чем запись будет сделана, вы увидите, как изменятся сроки.
attribute-end-title = Отпало: { $what }
attribute-end-lead = Укажите первый день, когда обстоятельство уже не действует.
attribute-what = Обстоятельство
attribute-from = С какого дня действует
attribute-ended = С какого дня не действует
attribute-until = По какой день включительно
attribute-until-hint = Если известно заранее: день рождения, окончание справки. Иначе оставьте пустым.
attribute-evidence = Чем подтверждено
attribute-paper = Документ
attribute-paper-hint = Номер, дата, кем выдан.
attribute-done = Обстоятельство записано, сроки пересчитаны.
attribute-end-done = Записано, что обстоятельство отпало; сроки пересчитаны.
evidence_kind-identity_document = Паспорт, свидетельство о рождении
evidence_kind-medical_certificate = Медицинская справка, заключение комиссии
evidence_kind-certificate = Справка другого органа или работодателя
evidence_kind-court_act = Судебный акт
evidence_kind-register_extract = Выписка из государственного реестра
evidence_kind-own_statement = Слова клиента, документа пока нет

check-title = Проверьте перед записью
check-clocks = Как изменятся сроки
check-no-clocks = Ни один срок не изменится.
check-before = Сейчас
check-after = Станет
check-go = Дальше
card-check-button = Записать
card-check-change = Исправить
clock-not-before = срока нет
clock-not-after = срок отпадает

circumstance-lead = Прежняя запись останется в истории.
circumstance-since = С какого дня так
circumstance-words = Что ещё важно
circumstance-button = Записать
circumstance-done = Карточка дополнена.
aspect-residence = Место жительства
aspect-contacts = Как связаться
aspect-family = Семья
aspect-work = Работа
aspect-education = Образование
aspect-health = Здоровье
aspect-income = Доход
aspect-documents = Документы
aspect-language_needs = Язык и понимание
aspect-other = Другое
card_line-address = Адрес
card_line-lives_with = С кем живёт
card_line-housing = Жильё (своё, наём, общежитие)
card_line-phone = Телефон
card_line-second_phone = Второй телефон
card_line-email = Электронная почта
card_line-marital_status = Семейное положение
card_line-children = Дети и их возраст
card_line-close_person = Близкий человек и как с ним связаться
card_line-employer = Место работы
card_line-position = Должность
card_line-work_hours = Часы работы
card_line-school = Учебное заведение
card_line-level = Уровень образования
card_line-conditions = Болезни и ограничения
card_line-clinic = Поликлиника, врач
card_line-source = Источник дохода
card_line-amount = Сумма в месяц
card_line-debts = Долги, алименты
card_line-passport = Паспорт
card_line-residence_registration = Прописка
card_line-missing_papers = Каких документов нет
card_line-spoken = На каком языке говорит
card_line-reading = Читает и пишет
card_line-interpreter = Нужен ли переводчик

fact-casework-attribute-established = Установлено обстоятельство, меняющее правила
fact-casework-attribute-ended = Обстоятельство отпало
fact-casework-circumstance-recorded = Дополнена карточка клиента

refusal-attribute-unknown = В законе нет такого обстоятельства: { $attribute }
refusal-attribute-other-sex = Это не может относиться к клиенту этого пола: { $attribute }. Если пол в судебном акте указан неверно, добейтесь исправления акта.
refusal-attribute-backwards = Обстоятельство не может начаться { $from } и закончиться { $until }
refusal-attribute-holds = Это обстоятельство уже действует { $on }: { $attribute }. Сначала запишите, что оно отпало
refusal-attribute-not-held = До { $on } это обстоятельство не действовало или оно уже отпало: { $attribute }
refusal-evidence-missing = Назовите документ: номер, дата, кем выдан
refusal-unknown-line = В карточке нет такой строки
refusal-line-too-long = В строке { $characters } знаков; допускается не более { $most }
refusal-nothing-said = Заполните хотя бы одну строку
