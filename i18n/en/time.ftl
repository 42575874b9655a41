### Days, months, distances
day-long = { $day } { $month } { $year }
day-short = { $day } { $month }
day-with-weekday = { $weekday }, { $day }
moment-long = { $day }, { $time }
month-long = { $month } { $year }
share = { $whole }.{ $tenth }%
distance-today = today
distance-tomorrow = tomorrow
distance-yesterday = yesterday
distance-ahead =
    { $count ->
       [one] in { $count } day
      *[other] in { $count } days
    }
distance-ago =
    { $count ->
       [one] { $count } day ago
      *[other] { $count } days ago
    }
late-days =
    { $count ->
       [one] { $count } day late
      *[other] { $count } days late
    }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-of-1 = January
month-of-2 = February
month-of-3 = March
month-of-4 = April
month-of-5 = May
month-of-6 = June
month-of-7 = July
month-of-8 = August
month-of-9 = September
month-of-10 = October
month-of-11 = November
month-of-12 = December
days =
    { $count ->
       [one] { $count } day
      *[other] { $count } days
    }
