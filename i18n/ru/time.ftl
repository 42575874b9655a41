### Days, months, distances
day-long = { $day } { $month } { $year } г.
day-short = { $day } { $month }
day-with-weekday = { $weekday }, { $day }
moment-long = { $day }, { $time }
month-long = { $month } { $year } г.
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
