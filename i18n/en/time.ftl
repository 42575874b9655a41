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

## Days with the endings of Kyrgyz and Kazakh: to a day, from a day, on a day, of a day
day-to = { $day } { $month } { $year }
day-from = { $day } { $month } { $year }
day-in = { $day } { $month } { $year }
day-of = { $day } { $month } { $year }
month_to-1 = January
month_to-2 = February
month_to-3 = March
month_to-4 = April
month_to-5 = May
month_to-6 = June
month_to-7 = July
month_to-8 = August
month_to-9 = September
month_to-10 = October
month_to-11 = November
month_to-12 = December
month_from-1 = January
month_from-2 = February
month_from-3 = March
month_from-4 = April
month_from-5 = May
month_from-6 = June
month_from-7 = July
month_from-8 = August
month_from-9 = September
month_from-10 = October
month_from-11 = November
month_from-12 = December
month_in-1 = January
month_in-2 = February
month_in-3 = March
month_in-4 = April
month_in-5 = May
month_in-6 = June
month_in-7 = July
month_in-8 = August
month_in-9 = September
month_in-10 = October
month_in-11 = November
month_in-12 = December
month_of-1 = January
month_of-2 = February
month_of-3 = March
month_of-4 = April
month_of-5 = May
month_of-6 = June
month_of-7 = July
month_of-8 = August
month_of-9 = September
month_of-10 = October
month_of-11 = November
month_of-12 = December
