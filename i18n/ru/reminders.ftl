### Напоминания о встречах
reminders-title = Напоминания о встречах
reminders-lead = Они уходят только на проверенный номер: день, час и адрес, без упоминания службы.
reminders-none = Согласия клиента пока нет.
reminders-number = Номер
reminders-new = Записать номер для напоминаний
reminders-open = Открыть
reminders-outdated = на карточке теперь другой номер, напоминания не уходят
reminders-sent-title = Что отправлено
reminders-not-sent = Пока ничего не отправлено.
reminders-sent = { $sent }: встреча { $begins }, { $occasion }
occasion-ahead = за несколько дней
occasion-eve = накануне
channel_kind-phone = СМС
channel_kind-email = Электронная почта
channel_kind-messenger = Мессенджер
channel_status-awaited = ждём код
channel_status-lapsed = код больше не действует
channel_status-verified = проверен
channel_status-withdrawn = отозван
card_line-registered_phone = Телефон, указанный при постановке на учёт
channel-title = Номер для напоминаний
channel-lead = Номер берётся с карточки, второй раз его не вводят. На него отправляют код, клиент читает код вслух.
channel-no-numbers = На карточке пока нет ни телефона, ни электронной почты.
channel-fill-in = Заполнить контакты
channel-line = Какой номер
channel-way = Как писать на телефон
channel-language = Язык напоминаний
channel-consent = Согласие
channel-consented = Клиент согласен получать напоминания на этот номер
channel-button = Записать номер
channel-done = Номер записан. Клиент называет код.
channel-code = Код для отправки
channel-code-sent = Код отправлен на этот номер { $moment }.
channel-code-until = Его можно ввести до { $moment }.
channel-typed = Код, который прочитал клиент
channel-verify-button = Проверить номер
channel-verified-done = Номер проверен. Напоминания будут уходить на него.
channel-wrong-code =
    { $count ->
        [0] Код неверный. Больше его ввести нельзя; запишите номер заново.
        [one] Код неверный. Осталась { $count } попытка.
        [few] Код неверный. Осталось { $count } попытки.
       *[many] Код неверный. Осталось { $count } попыток.
    }
channel-withdraw-title = Больше не напоминать на этот номер
channel-withdraw-lead = Клиент может отозвать согласие в любое время и без объяснений.
channel-withdraw-button = Отозвать номер
channel-withdrawn-done = На этот номер больше ничего не отправляется.
fact-casework-channel-recorded = Записан номер для напоминаний
fact-casework-channel-code_sent = Отправлен код для проверки номера
fact-casework-channel-tried = Введён неверный код
fact-casework-channel-verified = Номер для напоминаний проверен
fact-casework-channel-withdrawn = Номер для напоминаний отозван
fact-casework-reminder-sent = Отправлено напоминание о встрече
refusal-channel-not-consented = Подтвердите согласие клиента; без согласия напоминания не отправляются
refusal-channel-language = Выберите один из предложенных языков
refusal-channel-no-number = В этой строке карточки ничего нет; сначала заполните контакты
refusal-channel-not-figures = В номере на карточке есть знак «{ $sign }»; допустимы только цифры, пробелы, скобки и дефисы
refusal-channel-country = У номера на карточке нет известного кода страны; напишите +996 и девять цифр или +7 и десять
refusal-channel-length = В номере на карточке цифр после +{ $prefix }: { $figures }; должно быть { $must }
refusal-channel-not-an-address = Адрес почты на карточке записан неверно; его вид: name@place.kg
refusal-channel-way = На адрес отправляют письма, на телефон — СМС или сообщение в мессенджер; выберите одно из них
refusal-channel-already = Этот номер уже записан; отзовите его, прежде чем записать снова
refusal-channel-unknown = В деле нет такого номера для напоминаний
refusal-channel-not-awaited = Код больше не ожидается; если номер нужен, запишите его заново
refusal-channel-code-sent = Код на этот номер уже отправлен
refusal-channel-withdrawn = Номер уже отозван
refusal-reminder-unknown = В деле нет такой встречи или такого номера
refusal-reminder-already = Это напоминание уже записано
refusal-no-reminder-setting = На { $on } напоминания не настроены; сообщите администратору
