### Outcomes of meetings, letters, appointments
today-evidence = Документти күтүү же келбей калууну баалоо
await-title = Документ күтүлүүдө
await-until = Кайсы күнгө чейин күтөбүз
await-until-hint = Чечимдин мыйзамдуу мөөнөтүнөн кечикпестен.
await-what = Кайсы документ
await-what-hint = Мисалы, оорукананын маалымкаты.
await-button = Документти күтүү
await-done = Күнү жазылды; ал күндүн тизмесинде турат.
excuse-title = Себепти кийин кабыл алуу
excuse-lead = Бузуу менен эскертүү көрүнүктүү жазуулар аркылуу жоюлуп, саны азаят.
excuse-button = Себепти кабыл алуу
excused-done = Себеп кабыл алынды: бузуу жана эскертүү кайтарылып алынды.
letter-lead = Кат кардардын тилинде түзүлүп, ишинде сакталат.
letter-about-on = Кайсы күнгө тиешелүү
letter-respond-by = Кардардын жообу эң кеч дегенде
letter-law = Мыйзам
letter-next = Мыйзам боюнча андан кийин
letter-language = Каттын тили
letter-language-hint = Кардар окуй алган тил.
letter-button = Катты берүү
letter-done = Кат даяр. Басып чыгарып, кардарга бериңиз.
letter-due = жооп { $day_to } чейин
letter_kind-explanation_request = Түшүндүрмө берүүнү өтүнүү
letter_kind-warning = Жазуу жүзүндө эскертүү
letter_write-explanation_request = Кат менен түшүндүрмө суроо
letter_write-warning = Эскертүүнү кагаз түрүндө берүү
outcome-absent_excused = Кардар жүйөлүү себеп менен келген жок
outcome-absent_awaiting = Кардар келген жок, документ алып келет
contact-excused-hint = Себеби жана далили төмөндө жазылат.
contact-awaiting-hint = Күнү жана документи төмөндө жазылат; келбей калуу чечимди күтөт.
contact-no-reason = Тандалган жок
contact-reason-hint = Келбей калуу дароо жүйөлүү деп табылса гана.
contact-until-hint = Кардар документ алып келем десе гана.
contact-why = Себеп эмне менен ырасталат
contact-why-hint = Себеби тууралуу эмне белгилүү; кардар кайсы документти алып келет.
fact-casework-evidence-awaited = Келбөө себеби тууралуу документ күтүлүүдө
fact-casework-letter-issued = Кардарга кат берилди
refusal-absence-decided = { $missed_on } келбей калуу мурда эле бааланган
refusal-awaiting-day-passed = { $until } өтүп кеткен; али келе элек күндү көрсөтүңүз
refusal-awaiting-after-limit = Чечим { $due_on_to } чейин кабыл алынышы керек ({ $row }); { $until } өтө кеч
refusal-awaited-what = Кайсы документ күтүлөрүн жазыңыз
refusal-letter-unknown-matter = Бул жазуу боюнча мындай кат түзүлбөйт
refusal-letter-answered = { $missed_on } келбей калуу боюнча түшүндүрмө мындан ары керек эмес
refusal-letter-already-issued = Мындай кат { $issued_on_in } берилген
refusal-letter-too-late = Жооптун мыйзамдуу күнү, { $respond_by }, өтүп кеткен; келбей калууну баалаңыз

## Series of appointments
appointment-holder = Ким өткөрөт
appointment-holder-own = Ишти жүргүзгөн кызматкер
appointment-language = Жолугушуунун тили
appointment-interpreter = Котормочу керек
appointment-repeat = Кайталоо
appointment-repeat-hint = Күндөр жазылганга чейин көрсөтүлөт.
appointment-repeat-none = Кайталабоо
appointment-repeat-until = Кайсы күнгө чейин кайталоо
appointment-free-day = Ал күн дем алыш болсо
series_every-week = Ар жума сайын
series_every-fortnight = Эки жумада бир
series_every-month = Ай сайын
free_day-skip = Калтырып кетүү
free_day-move = Кийинки жумуш күнүнө которуу
series-title = Жолугушуу күндөрүн текшериңиз
series-left-out = дем алыш күн, калтырылды
series-moved = { $day_from } которулду
series-free = убакыт бош
series-clash = Бардык күндөр мүмкүн эмес. Жоопторду оңдоңуз: жолугушуулардын баары дайындалат же бири да дайындалбайт.
series-button = Бардык жолугушууларды дайындоо
series-empty = Бул аралыкта жолугушууга жумуш күнү жок
series-done = Жолугушуулар дайындалды.
refusal-series-backwards = Катар { $first_in } башталып, { $until_in } бүтө албайт
refusal-series-too-long = Бир катарда эң көбү { $most } жолугушуу; эртерээк бүтүрүңүз
refusal-series-calendar = { $on } майрамдары али белгисиз; катарды эртерээк бүтүрүңүз
series-lead =
    { $count ->
       [one] { $count } жолугушуу дайындалат.
      *[other] { $count } жолугушуу дайындалат.
    }

## The paper of a day
day-entry-title = Күндү кагаздан киргизүү
day-entry-day = Күнү
day-entry-show = Көрсөтүү
day-entry-empty = Бул күнү жыйынтыгы жок жолугушуу калган жок.
day-entry-lead = Ар бир сап өзүнчө жазылат; жыйынтыгы жок сап кийинкиге калат.
day-entry-none = Жазбоо
day-entry-button = Белгиленген саптарды жазуу
day-entry-done = Жыйынтыктар жазылды.
day-entry-overtaken = Айрым жолугушууларды башка адам белгилеп койгон; алардын иштерин караңыз.
day-entry-denied = Бул жолугушуунун жыйынтыгын сиз жаза албайсыз

## The calendar for a telephone
calendar-title = Телефонго календарь
calendar-name = Жумуш жолугушуулары
calendar-lead = Жолугушууларыңыз телефондун календарында көрүнүп, өзү жаңыланып турат: эки жума мурункудан жарым жыл алдыга чейин.
calendar-picture = Календардын дареги жазылган QR-код
calendar-address = Календардын дареги
calendar-address-hint = Телефондун камерасын сүрөткө каратыңыз же бул даректи «Календарь» колдонмосуна жазылуу катары кошуңуз.
calendar-private = Календарда ысымдар да, иштер да жок: жолугушуунун түрү, орду, убактысы жана системага киргенден кийин гана ачылган шилтеме бар. Дарек календарды сырсөзсүз ачат: аны эч кимге бербеңиз.
calendar-renew-title = Даректи башка бирөө билип калды
calendar-renew-lead = Жаңы дарек эскисин жабат. Мурунку календарды көрсөткөн телефонду кайра жаздыруу керек болот.
calendar-renew = Жаңы дарек алуу
calendar-renew-done = Дарек алмаштырылды. Мурункусу эми эч нерсе көрсөтпөйт.

## Group sessions
refusal-group-size = Топтук жолугушууга кеминде бир, эң көп { $most } кардар чакырылат; тандалды: { $clients }
refusal-unknown-topic = { $topic } темасы тизмеде жок; башкасын тандаңыз
