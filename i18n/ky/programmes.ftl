# Программалар: тизмедеги сабактар, катышуу, аяктоо.

programmes-title = Программалар тизмеги
programmes-lead = Кардар кайсы программаларга катышат, канча сабакка келди жана алар эмне менен бүттү. Сабакка келбей калуу — бузуу эмес.
programmes-none = Кардар али программаларга катышкан жок.
programme-new = Программага жаздыруу
programme-which = Кайсы программа
programme-on = Качан жаздырылды
programme-first-on = Биринчи сабактын күнү, белгилүү болсо
programme-words = Бул программа эмне үчүн ылайык
programme-button = Программага жаздыруу
programme-done = Жазып коюлду. Кийинки сабак күндүн тизмесинде турат.
programme-progress = Катышкан сабактары
programme-attended-of = { $sessions } сабактын { $attended }
programme-sessions = { $count ->
    [one] { $count } сабактан
   *[other] { $count } сабактан
    }
programme-held-title = Сабакты жазуу
programme-attendance = Кардар сабакка келдиби
programme-held-on = Сабактын күнү
programme-next-on = Кийинки сабак
programme-held-words = Сабак кандай өттү
programme-held-button = Сабакты жазуу
programme-end-title = Программаны аяктоо
programme-reason = Эмне менен бүттү
programme-ended-on = Аяктаган күнү
programme-end-words = Жыйынтыгы же себеби
programme-end-button = Программаны аяктоо

programme_attendance-attended = Сабакка келди
programme_attendance-missed = Сабакка келген жок
programme_attendance-excused = Жүйөлүү себеп менен келе алган жок
programme_end-completed = Бардык сабактарга катышты
programme_end-left = Кардар өзү таштады
programme_end-removed = Кардар четтетилди
programme_end-stopped = Программа мындан ары өткөрүлбөйт
programme_status-running = Жүрүп жатат
programme_status-completed = Өтүп бүттү
programme_status-broken_off = Үзүлдү
programme_status-lapsed = Программа бүткүчө иш жабылды
programme_standing-validated = изилдөөлөр менен текшерилген
programme_standing-own = кызмат өзү иштеп чыккан
programme_standing-not_validated = текшерилген эмес

today-programme = Программанын сабагы: { $name }

fact-casework-programme-enrolled = Кардар программага жаздырылды
fact-casework-programme-attended = Программанын сабагы
fact-casework-programme-ended = Программа аяктады

refusal-programme-none = Ал күндөгү тизмеде мындай программа жок
refusal-programme-still-running = Кардар бул программага { $since } баштап катышат
refusal-programme-unknown = Иште программага мындай жаздыруу жок
refusal-programme-over = Бул программа бүткөн
refusal-programme-before-step = Мурдагы жазуу { $before_on } болгон; { $on } андан эрте
refusal-programme-next-before = Кийинки сабак { $next_on } { $on } күнүнөн кийин болушу керек
refusal-programme-sessions-left = { $sessions } сабактын { $attended } катышты; адегенде калганын жазыңыз
