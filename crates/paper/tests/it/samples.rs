//! Values of invented people for every form.

use std::collections::BTreeMap;

use bagyt_paper::{Language, Value, Values};

mod of_case;

/// Returns what fills the form of that name.
pub(crate) fn values(form: &str) -> Values {
    let pairs = match form {
        "submission" => submission(),
        "report" => report(),
        "warning" => warning(),
        "explanation_request" => explanation_request(),
        "client_page" => client_page(),
        "officer_day" => officer_day(),
        "acknowledgement" => acknowledgement(),
        of_case => of_case::values(of_case),
    };
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn day(text: &str) -> Value {
    Value::Day(text.parse().unwrap())
}

fn each(ky: &str, kk: &str, ru: &str, en: &str) -> Value {
    let words = [
        (Language::Kyrgyz, ky),
        (Language::Kazakh, kk),
        (Language::Russian, ru),
        (Language::English, en),
    ];
    Value::Each(BTreeMap::from(words.map(|(language, words)| (language, words.to_owned()))))
}

fn office() -> (&'static str, Value) {
    let words = each(
        "Көк-Жар аймактык бөлүмү",
        "Көк-Жар аумақтық бөлімі",
        "Кок-Жарский территориальный отдел",
        "Kok-Zhar territorial office",
    );
    ("office", words)
}

fn law() -> Value {
    each(
        "«Пробация жөнүндө» мыйзамдын 27-беренесинин 2-бөлүгү, 2021-жылдын 18-июнундагы редакция",
        "«Пробация туралы» заңның 27-бабының 2-бөлігі, 2021 жылғы 18 маусымдағы редакция",
        "часть 2 статьи 27 закона «О пробации», редакция от 18 июня 2021 г.",
        "Probation Act art. 27(2), edition of 18 June 2021",
    )
}

fn absence() -> Value {
    each(
        "Каттоого келген жок, себебин билдирген жок",
        "Тіркелуге келмеді, себебін хабарламады",
        "Не явилась на регистрацию, о причине не сообщила",
        "Did not come for registration and gave no reason",
    )
}

fn silent() -> Value {
    each("Берилген жок", "Берілген жоқ", "Не дано", "None was given")
}

fn answered() -> Value {
    each(
        "«Балам ооруп калды, телефонум өчүп калган. Мындан ары келем.»",
        "«Балам ауырып қалды, телефоным өшіп қалған. Бұдан былай келемін.»",
        "«Заболел ребёнок, телефон был отключён. Впредь буду приходить.»",
        "“My child was ill and my telephone was cut off. I will come from now on.”",
    )
}

fn complaint() -> Value {
    each(
        "аймактар аралык департаментке же прокурорго, 10 күндүн ичинде",
        "өңіраралық департаментке немесе прокурорға, 10 күн ішінде",
        "в межрегиональный департамент или прокурору, в течение 10 дней",
        "to the interregional department or the prosecutor, within 10 days",
    )
}

fn legal_aid() -> Value {
    each(
        "чалуу борбору 0 800 000 01 (акысыз)",
        "байланыс орталығы 0 800 000 01 (тегін)",
        "справочный центр 0 800 000 01 (звонок бесплатный)",
        "call centre 0 800 000 01 (free of charge)",
    )
}

fn submission() -> Vec<(&'static str, Value)> {
    let obligation = each(
        "Айына эки жолу каттоого келүү",
        "Айына екі рет тіркелуге келу",
        "Являться на регистрацию два раза в месяц",
        "Come for registration twice a month",
    );
    let residence = each(
        "Кызматтын макулдугусуз жашаган жерин өзгөртпөө",
        "Қызметтің келісімінсіз тұрғылықты жерін өзгертпеу",
        "Не менять место жительства без согласия службы",
        "Not to change residence without the consent of the service",
    );
    let help = each(
        "Жумуш менен камсыз кылуу борборуна жиберилген (12.01.2025), окуу курсуна орун табылган",
        "Жұмыспен қамту орталығына жіберілді (12.01.2025), оқу курсынан орын табылды",
        "Направлена в центр занятости (12.01.2025), найдено место на учебном курсе",
        "Referred to the employment centre (12 January 2025); a place on a course was found",
    );
    let reason = each(
        "Кардар эки жолу жазуу жүзүндө эскертилгенден кийин үчүнчү жолу келген жок. Кызматкер үйүнө барып, телефон аркылуу байланышкан, бирок жүйөлүү себеп аныкталган эмес. Камакка алуу суралбайт: көзөмөлдүн мөөнөтүн узартуу жана психологдун жардамы жетиштүү деп эсептейбиз.",
        "Пробациядағы адам екі рет жазбаша ескертілгеннен кейін үшінші рет келмеді. Қызметкер үйіне барып, телефон арқылы хабарласты, бірақ дәлелді себеп анықталмады. Қамауға алу сұралмайды: қадағалау мерзімін ұзарту және психологтың көмегі жеткілікті деп санаймыз.",
        "После двух письменных предупреждений клиент не явилась в третий раз. Сотрудник посетил её дома и звонил по телефону, уважительная причина не установлена. О лишении свободы служба не просит: продления срока надзора и помощи психолога достаточно.",
        "After two written warnings the client was absent a third time. The officer called and visited her home; no good reason was found. The service does not ask for custody: a longer term of supervision and a psychologist's help are enough.",
    );
    let request = each(
        "пробациялык көзөмөлдүн мөөнөтүн үч айга узартуу.",
        "пробациялық қадағалау мерзімін үш айға ұзарту.",
        "продлить срок пробационного надзора на три месяца.",
        "to extend the term of probation supervision by three months.",
    );
    vec![
        office(),
        ("number", Value::text("05-03/118")),
        ("drawn_on", day("2025-03-05")),
        (
            "court",
            each(
                "Көк-Жар райондук соту",
                "Көк-Жар аудандық соты",
                "Кок-Жарский районный суд",
                "Kok-Zhar District Court",
            ),
        ),
        ("client", Value::text("Жумабекова Өрүкан Өмүрбек кызы")),
        ("birth_on", day("1991-08-14")),
        ("address", Value::text("Көк-Жар айылы, Ынтымак көчөсү 17")),
        ("case_number", Value::text("ZZ-03-02/2024/0417")),
        ("act_number", Value::text("1-212/24")),
        ("passed_on", day("2024-04-22")),
        ("article", Value::text("209 (2)")),
        (
            "measure",
            each(
                "пробациялык көзөмөл",
                "пробациялық қадағалау",
                "пробационный надзор",
                "probation supervision",
            ),
        ),
        ("term_from", day("2024-05-03")),
        ("term_until", day("2026-05-02")),
        ("obligations", Value::List(vec![obligation.clone(), residence])),
        (
            "violations",
            Value::Rows(vec![
                vec![day("2024-11-18"), absence(), silent(), law()],
                vec![day("2025-01-20"), absence(), silent(), law()],
                vec![day("2025-02-17"), absence(), answered(), law()],
            ]),
        ),
        (
            "warnings",
            Value::Rows(vec![
                vec![Value::text("31"), day("2024-11-21"), law()],
                vec![Value::text("4"), day("2025-01-23"), law()],
            ]),
        ),
        ("support", Value::List(vec![help, obligation])),
        ("reasoning", reason),
        ("law", Value::List(vec![law()])),
        ("request", request),
        ("in_force_on", day("2024-05-07")),
        ("received_on", day("2024-05-13")),
        ("appearances", Value::Rows((1..=100).map(appearance).collect())),
        ("kept", Value::text("97")),
        ("arranged", Value::text("100")),
        ("law_quoted", Value::Rows(vec![vec![law(), day("2021-07-01"), law()]])),
        ("head", Value::text("Сыдыкова Айнагүл")),
        ("officer", Value::text("Асанов Бакыт")),
        ("officer_phone", Value::text("0 700 000 012")),
    ]
}

fn appearance(number: u32) -> Vec<Value> {
    let visit =
        each("каттоого келүү", "тіркелуге келу", "явка на регистрацию", "registration visit");
    let came = each("келди", "келді", "состоялась", "attended");
    vec![Value::text(number.to_string()), day("2025-01-06"), visit, came, Value::text("—")]
}

fn report() -> Vec<(&'static str, Value)> {
    let kept = [
        "office",
        "number",
        "drawn_on",
        "court",
        "client",
        "birth_on",
        "address",
        "case_number",
        "act_number",
        "passed_on",
        "article",
        "law",
        "officer",
        "officer_phone",
    ];
    let conclusion = each(
        "Үй-бүлөсү колдойт, туруктуу жумушу бар. Пробациялык көзөмөл коомдон ажыратпай жетиштүү.",
        "Отбасы қолдайды, тұрақты жұмысы бар. Пробациялық қадағалау қоғамнан оқшауламай жеткілікті.",
        "Семья поддерживает, есть постоянная работа. Пробационного надзора без изоляции достаточно.",
        "The family supports her and she has steady work. Supervision in the community suffices.",
    );
    let course = each(
        "Психологиялык программадан өтүү",
        "Психологиялық бағдарламадан өту",
        "Пройти психологическую программу",
        "To complete a psychological programme",
    );
    submission()
        .into_iter()
        .filter(|(name, _)| kept.contains(name))
        .chain([("conclusion", conclusion), ("duties", Value::List(vec![course]))])
        .collect()
}

fn warning() -> Vec<(&'static str, Value)> {
    vec![
        office(),
        ("number", Value::text("4")),
        ("issued_on", day("2025-01-23")),
        ("client", Value::text("Жумабекова Өрүкан Өмүрбек кызы")),
        ("case_number", Value::text("ZZ-03-02/2024/0417")),
        ("violated_on", day("2025-01-20")),
        ("violation", absence()),
        ("law", law()),
        (
            "reason",
            each(
                "экинчи келбөө, жүйөлүү себеп жок",
                "екінші рет келмеу, дәлелді себеп жоқ",
                "вторая неявка без уважительной причины",
                "second absence without a good reason",
            ),
        ),
        (
            "next_step",
            each(
                "кызмат сотко мөөнөттү узартуу жөнүндө кайрыла алат",
                "қызмет сотқа мерзімді ұзарту туралы жүгіне алады",
                "служба может просить суд продлить срок",
                "the service may ask the court to extend the term",
            ),
        ),
        (
            "next_appointment",
            each(
                "2025-жылдын 3-февралы, саат 10:00",
                "2025 жылғы 3 ақпан, сағат 10:00",
                "3 февраля 2025 г., 10:00",
                "3 February 2025, 10:00",
            ),
        ),
        ("complaint", complaint()),
        ("legal_aid", legal_aid()),
        ("officer", Value::text("Асанов Бакыт")),
        ("officer_phone", Value::text("0 700 000 012")),
    ]
}

fn client_page() -> Vec<(&'static str, Value)> {
    let duty = |what: Value, until: &str| vec![what, day(until), law()];
    vec![
        office(),
        ("client", Value::text("Қуанышбаев Ғалымжан Әділұлы")),
        ("case_number", Value::text("ZZ-03-02/2025/0031")),
        ("printed_on", day("2025-03-05")),
        (
            "measure",
            each(
                "пробациялык көзөмөл",
                "пробациялық қадағалау",
                "пробационный надзор",
                "probation supervision",
            ),
        ),
        ("term_from", day("2025-02-01")),
        ("term_until", day("2026-01-31")),
        (
            "next_appointment",
            each(
                "2025-жылдын 17-марты, дүйшөмбү, саат 10:30, 4-бөлмө",
                "2025 жылғы 17 наурыз, дүйсенбі, сағат 10:30, 4-бөлме",
                "17 марта 2025 г., понедельник, 10:30, кабинет 4",
                "Monday 17 March 2025, 10:30, room 4",
            ),
        ),
        (
            "duties",
            Value::Rows(vec![
                duty(
                    each(
                        "Каттоого келүү",
                        "Тіркелуге келу",
                        "Явиться на регистрацию",
                        "Come for registration",
                    ),
                    "2025-03-17",
                ),
                duty(
                    each(
                        "Айып пулду төлөө: 120 000 ₸",
                        "Айыппұлды төлеу: 120 000 ₸",
                        "Уплатить штраф: 120 000 ₸",
                        "Pay the fine: ₸120,000",
                    ),
                    "2025-04-30",
                ),
            ]),
        ),
        (
            "rights",
            Value::List(vec![
                each(
                    "Өз иши менен таанышуу жана каталарды оңдотуу",
                    "Өз ісімен танысу және қателерді түзеттіру",
                    "Знакомиться со своим делом и требовать исправления ошибок",
                    "To see my file and have mistakes mended",
                ),
                each(
                    "Кызматкердин аракетине даттануу",
                    "Қызметкердің әрекетіне шағымдану",
                    "Обжаловать действия сотрудника",
                    "To complain about what the officer does",
                ),
            ]),
        ),
        ("officer", Value::text("Асанов Бакыт")),
        ("officer_phone", Value::text("0 700 000 012")),
        ("office_address", Value::text("Көк-Жар, Достук көчөсү 3")),
        ("complaint", complaint()),
        ("legal_aid", legal_aid()),
    ]
}

fn officer_day() -> Vec<(&'static str, Value)> {
    let meeting =
        || each("пландуу жолугушуу", "жоспарлы кездесу", "плановый приём", "planned contact");
    let clients = ["Абдыраева Гүлзат", "Ким Виктор Сергеевич", "Шарипов Ҳасан Ўткир ўғли"];
    let appointment = |(index, client): (usize, &&str)| {
        let (hour, case) =
            (format!("{:02}:00", 9 + index), format!("ZZ-03-02/2025/{:04}", 31 + index));
        vec![Value::text(hour), Value::text(*client), Value::text(case), meeting()]
    };
    vec![
        office(),
        ("officer", Value::text("Асанов Бакыт")),
        ("day", day("2025-03-05")),
        ("appointments", Value::Rows(clients.iter().enumerate().map(appointment).collect())),
        (
            "clocks",
            Value::Rows(vec![vec![
                day("2025-03-07"),
                each(
                    "Баалоону жүргүзүү",
                    "Бағалауды жүргізу",
                    "Провести оценку",
                    "Make the assessment",
                ),
                Value::text("Абдыраева Гүлзат"),
                law(),
            ]]),
        ),
        ("outcomes", Value::Rows(Vec::new())),
    ]
}

fn acknowledgement() -> Vec<(&'static str, Value)> {
    vec![
        office(),
        ("number", Value::text("118")),
        ("drawn_on", day("2025-03-05")),
        (
            "sender",
            each(
                "Көк-Жар райондук соту",
                "Көк-Жар аудандық соты",
                "Кок-Жарский районный суд",
                "Kok-Zhar District Court",
            ),
        ),
        ("act", each("өкүм", "үкім", "приговор", "judgment")),
        ("act_number", Value::text("1-212/24")),
        ("received_at", Value::text("05.03.2025 10:30 (UTC+6)")),
        ("digest", Value::text("4f8563870d0fca38bbc3e00b6f670cb7fa9f380ba9f26a7f7d1184a6b18b1653")),
        ("state", each("текшерүүдө", "тексеруде", "на проверке", "under review")),
        (
            "refusal",
            each(
                "«term_until» талаасы: мындай күн жок. Соттун кеңсеси оңдоп, кайра жөнөтөт.",
                "«term_until» өрісі: мұндай күн жоқ. Сот кеңсесі түзетіп, қайта жібереді.",
                "Поле «term_until»: такого дня нет. Канцелярия суда исправляет и присылает снова.",
                "Field “term_until”: there is no such day. The court's registry mends it and sends it again.",
            ),
        ),
        ("clerk", Value::text("Төлөгөнова Жылдыз")),
    ]
}

fn explanation_request() -> Vec<(&'static str, Value)> {
    let of_warning = ["number", "issued_on", "client", "case_number", "law", "next_step"];
    let common = ["complaint", "legal_aid", "officer", "officer_phone"];
    let mut pairs: Vec<_> = warning()
        .into_iter()
        .filter(|(name, _)| of_warning.contains(name) || common.contains(name))
        .collect();
    let meeting = each("каттоого келүү", "тіркелуге келу", "явка на регистрацию", "registration");
    pairs.extend([
        office(),
        ("missed_on", day("2025-01-20")),
        ("meeting", meeting),
        ("respond_by", day("2025-01-27")),
    ]);
    pairs
}
