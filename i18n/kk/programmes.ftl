# Бағдарламалар: тізімдегі сабақтар, қатысу, аяқтау.

programmes-title = Бағдарламалар
programmes-lead = Адам қай бағдарламаларға қатысады, неше сабаққа келді және олар немен бітті. Сабаққа келмей қалу — бұзушылық емес.
programmes-none = Адам әлі бағдарламаларға қатысқан жоқ.
programme-new = Бағдарламаға жазу
programme-which = Қай бағдарлама
programme-on = Қашан жазылды
programme-first-on = Бірінші сабақтың күні, белгілі болса
programme-words = Бұл бағдарлама неге лайық
programme-button = Бағдарламаға жазу
programme-done = Жазып қойылды. Келесі сабақ күн тізімінде тұр.
programme-progress = Қатысқан сабақтары
programme-attended-of = { $sessions } сабақтың { $attended }
programme-sessions = { $count ->
    [one] { $count } сабақ бар
   *[other] { $count } сабақ бар
    }
programme-held-title = Сабақты жазу
programme-attendance = Адам сабаққа келді ме
programme-held-on = Сабақ күні
programme-next-on = Келесі сабақ
programme-held-words = Сабақ қалай өтті
programme-held-button = Сабақты жазу
programme-end-title = Бағдарламаны аяқтау
programme-reason = Немен бітті
programme-ended-on = Аяқталған күні
programme-end-words = Қорытындысы немесе себебі
programme-end-button = Бағдарламаны аяқтау

programme_attendance-attended = Сабаққа келді
programme_attendance-missed = Сабаққа келмеді
programme_attendance-excused = Дәлелді себеппен келе алмады
programme_end-completed = Барлық сабаққа қатысты
programme_end-left = Адам өзі тастады
programme_end-removed = Адам шеттетілді
programme_end-stopped = Бағдарлама енді өткізілмейді
programme_status-running = Жүріп жатыр
programme_status-completed = Өтіп бітті
programme_status-broken_off = Үзілді
programme_status-lapsed = Бағдарлама біткенше іс жабылды
programme_standing-validated = зерттеулермен тексерілген
programme_standing-own = қызмет өзі әзірлеген
programme_standing-not_validated = тексерілмеген

today-programme = Бағдарлама сабағы: { $name }

fact-casework-programme-enrolled = Адам бағдарламаға жазылды
fact-casework-programme-attended = Бағдарлама сабағы
fact-casework-programme-ended = Бағдарлама аяқталды

refusal-programme-none = Ол күнгі тізімде мұндай бағдарлама жоқ
refusal-programme-still-running = Адам бұл бағдарламаға { $since } бастап қатысады
refusal-programme-unknown = Істе бағдарламаға мұндай жазылу жоқ
refusal-programme-over = Бұл бағдарлама біткен
refusal-programme-before-step = Алдыңғы жазба { $before_on } болған; { $on } одан ерте
refusal-programme-next-before = Келесі сабақ { $next_on } { $on } күнінен кейін болуы керек
refusal-programme-sessions-left = { $sessions } сабақтың { $attended } қатысты; алдымен қалғанын жазыңыз
