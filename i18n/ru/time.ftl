### Days, months, distances
day-long = { $day } { $month } { $year }{"\u00A0"}г.
day-short = { $day } { $month }
day-with-weekday = { $weekday }, { $day }
moment-long = { $day }, { $time }
month-long = { $month } { $year }{"\u00A0"}г.
share = { $whole },{ $tenth } %
distance-today = сегодня
distance-tomorrow = завтра
distance-yesterday = вчера
distance-ahead =
    { $count ->
       [one] через { $count } день
       [few] через { $count } дня
      *[many] через { $count } дней
    }
distance-ago =
    { $count ->
       [one] { $count } день назад
       [few] { $count } дня назад
      *[many] { $count } дней назад
    }
late-days =
    { $count ->
       [one] просрочено на { $count } день
       [few] просрочено на { $count } дня
      *[many] просрочено на { $count } дней
    }
weekday-1 = понедельник
weekday-2 = вторник
weekday-3 = среда
weekday-4 = четверг
weekday-5 = пятница
weekday-6 = суббота
weekday-7 = воскресенье
month-1 = январь
month-2 = февраль
month-3 = март
month-4 = апрель
month-5 = май
month-6 = июнь
month-7 = июль
month-8 = август
month-9 = сентябрь
month-10 = октябрь
month-11 = ноябрь
month-12 = декабрь
month-of-1 = января
month-of-2 = февраля
month-of-3 = марта
month-of-4 = апреля
month-of-5 = мая
month-of-6 = июня
month-of-7 = июля
month-of-8 = августа
month-of-9 = сентября
month-of-10 = октября
month-of-11 = ноября
month-of-12 = декабря
days =
    { $count ->
       [one] { $count } день
       [few] { $count } дня
      *[many] { $count } дней
    }

## Days with the endings of Kyrgyz and Kazakh: to a day, from a day, on a day, of a day
day-to = { $day } { $month } { $year }{"\u00A0"}г.
day-from = { $day } { $month } { $year }{"\u00A0"}г.
day-in = { $day } { $month } { $year }{"\u00A0"}г.
day-of = { $day } { $month } { $year }{"\u00A0"}г.
month_to-1 = января
month_to-2 = февраля
month_to-3 = марта
month_to-4 = апреля
month_to-5 = мая
month_to-6 = июня
month_to-7 = июля
month_to-8 = августа
month_to-9 = сентября
month_to-10 = октября
month_to-11 = ноября
month_to-12 = декабря
month_from-1 = января
month_from-2 = февраля
month_from-3 = марта
month_from-4 = апреля
month_from-5 = мая
month_from-6 = июня
month_from-7 = июля
month_from-8 = августа
month_from-9 = сентября
month_from-10 = октября
month_from-11 = ноября
month_from-12 = декабря
month_in-1 = января
month_in-2 = февраля
month_in-3 = марта
month_in-4 = апреля
month_in-5 = мая
month_in-6 = июня
month_in-7 = июля
month_in-8 = августа
month_in-9 = сентября
month_in-10 = октября
month_in-11 = ноября
month_in-12 = декабря
month_of-1 = января
month_of-2 = февраля
month_of-3 = марта
month_of-4 = апреля
month_of-5 = мая
month_of-6 = июня
month_of-7 = июля
month_of-8 = августа
month_of-9 = сентября
month_of-10 = октября
month_of-11 = ноября
month_of-12 = декабря
