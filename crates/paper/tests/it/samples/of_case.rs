//! Values of an invented client for the papers of a case.

use bagyt_paper::Value;

use super::{complaint, day, each, law, legal_aid, office};

const CLIENT: &str = "Жумабекова Өрүкан Өмүрбек кызы";

/// Returns what fills the paper of that name.
pub(super) fn values(form: &str) -> Vec<(&'static str, Value)> {
    let mut pairs = vec![
        office(),
        ("number", Value::text("12/2025")),
        ("drawn_on", day("2025-03-05")),
        ("client", Value::text(CLIENT)),
        ("case_number", Value::text("7F3A90C1D2E4")),
        ("officer", Value::text("Асанов Бакыт")),
        ("officer_phone", Value::text("0 700 000 012")),
    ];
    pairs.extend(match form {
        "registration_card" => registration_card(),
        "rights_memo" => rights_memo(),
        "appearance_schedule" => appearance_schedule(),
        "individual_plan" => individual_plan(),
        "service_notice" => service_notice(),
        "search_materials" => search_materials(),
        "removal_certificate" => removal_certificate(),
        "request_answer" => request_answer(),
        "pretrial_application" => pretrial_application(),
        "correction_conclusion" => correction_conclusion(),
        "monitoring_protocol" => monitoring_protocol(),
        _ => hearing_notice(),
    });
    pairs
}

fn court() -> Value {
    each(
        "Көк-Жар райондук соту",
        "Көк-Жар аудандық соты",
        "Кок-Жарский районный суд",
        "Kok-Zhar District Court",
    )
}

fn measure() -> Vec<(&'static str, Value)> {
    let named = each(
        "Пробациялык көзөмөл",
        "Пробациялық бақылау",
        "Пробационный надзор",
        "Probation supervision",
    );
    vec![("measure", named), ("term_from", day("2025-01-15")), ("term_until", day("2027-01-14"))]
}

fn act() -> Vec<(&'static str, Value)> {
    let article = each("205-берене: уурулук", "205-бап: ұрлық", "статья 205: кража", "205: theft");
    let mut pairs = measure();
    pairs.extend([
        ("birth_on", day("1990-05-12")),
        ("court", court()),
        ("act_number", Value::text("1-212/24")),
        ("passed_on", day("2024-12-20")),
        ("article", article),
    ]);
    pairs
}

fn obligations() -> (&'static str, Value) {
    let residence = each(
        "Кызматтын макулдугусуз жашаган жерин өзгөртпөө",
        "Қызметтің келісімінсіз тұрғылықты жерін өзгертпеу",
        "Не менять место жительства без согласия службы",
        "Not to change residence without the consent of the service",
    );
    let treatment = each("Дарылануу", "Емделу", "Пройти лечение", "To be treated");
    ("obligations", Value::List(vec![residence, treatment]))
}

fn visit() -> Value {
    each("Каттоого келүү", "Тіркелуге келу", "Регистрация", "Registration")
}

fn came() -> Value {
    each("Келди", "Келді", "Состоялась", "Attended")
}

fn registration_card() -> Vec<(&'static str, Value)> {
    let spoken = each("кыргызча", "қырғызша", "кыргызский", "Kyrgyz");
    let marks = ["2025-01-20", "2025-02-03", "2025-02-17", "2025-03-03"];
    let marks = marks.map(|on| vec![day(on), visit(), came()]);
    let mut pairs = act();
    pairs.extend([
        ("national_no", Value::text("21205199000017")),
        ("address", Value::text("Көк-Жар, Манас көчөсү 12, 4-батир")),
        ("phone", Value::text("0 555 010 203")),
        ("language", spoken),
        ("in_force_on", day("2025-01-05")),
        ("received_on", day("2025-01-14")),
        ("registered_on", day("2025-01-16")),
        ("hours", Value::text("120")),
        obligations(),
        ("appearances", Value::Rows(marks.into())),
    ]);
    pairs
}

fn rights_memo() -> Vec<(&'static str, Value)> {
    let cited = each(
        "«Пробация жөнүндө» мыйзамдын 27-беренеси",
        "«Пробация туралы» заңның 27-бабы",
        "статья 27 закона «О пробации»",
        "Probation Act art. 27",
    );
    let mut pairs = measure();
    pairs.extend([
        obligations(),
        ("duties", Value::Rows(vec![vec![visit(), day("2025-03-17"), cited]])),
        ("law", Value::List(vec![law()])),
        ("complaint", complaint()),
        ("legal_aid", legal_aid()),
        ("office_phone", Value::text("0 700 000 010")),
    ]);
    pairs
}

fn appearance_schedule() -> Vec<(&'static str, Value)> {
    let at = each("Пробация бөлүмүндө", "Пробация бөлімінде", "В отделе пробации", "At the office");
    let days = ["2025-03-17", "2025-03-31", "2025-04-14", "2025-04-28"];
    let rows = days.map(|on| vec![day(on), Value::text("10:00"), visit(), at.clone()]);
    let street = each(
        "Көк-Жар, Достук көчөсү 3",
        "Көк-Жар, Достық көшесі 3",
        "Кок-Жар, улица Достук, 3",
        "3 Dostuk Street, Kok-Zhar",
    );
    vec![("appointments", Value::Rows(rows.into())), ("office_address", street)]
}

fn work() -> Value {
    each("Жумуш жана киреше", "Жұмыс және табыс", "Работа и доход", "Work and income")
}

fn individual_plan() -> Vec<(&'static str, Value)> {
    let goes = each("Барып жатат", "Барып жүр", "Ходит", "Goes there");
    let centre = Value::text("Эмгек борбору");
    let mut pairs = measure();
    pairs.extend([
        ("birth_on", day("1990-05-12")),
        ("agreed_on", day("2025-01-30")),
        ("needs", Value::List(vec![work()])),
        (
            "goals",
            Value::List(vec![
                Value::text("Майга чейин тигүүчү курсун бүтүрүү"),
                Value::text("Апрелде эмгек борборуна катталуу"),
            ]),
        ),
        ("helps", Value::Rows(vec![vec![centre, work(), goes]])),
    ]);
    pairs
}

fn service_notice() -> Vec<(&'static str, Value)> {
    vec![
        ("service", Value::text("Көк-Жар эмгек борбору")),
        ("service_place", Value::text("Көк-Жар, Мельничная көчөсү 7")),
        ("service_contact", Value::text("Төлөгөнова Жылдыз, 0 555 040 506")),
        ("birth_on", day("1990-05-12")),
        ("phone", Value::text("0 555 010 203")),
        ("need", work()),
        ("asked", Value::text("Тигүүчү курсунан орун жана андан кийин жумуш табууга жардам.")),
        ("referred_on", day("2025-03-05")),
        ("answer_by", day("2025-03-12")),
    ]
}

fn search_materials() -> Vec<(&'static str, Value)> {
    let asked =
        each("Жашаган жери боюнча", "Тұрғылықты жері бойынша", "По месту жительства", "Home");
    let nothing = each("билишпейт", "білмейді", "ничего не знают", "know nothing");
    let said = Value::text("Кошунасы: эки жумадан бери көргөн жок.");
    let mut pairs = act();
    pairs.extend([
        ("national_no", Value::text("21205199000017")),
        ("address", Value::text("Көк-Жар, Манас көчөсү 12, 4-батир")),
        ("phone", Value::text("0 555 010 203")),
        ("sought_since", day("2025-02-20")),
        ("last_contact_on", day("2025-02-03")),
        ("measures", Value::Rows(vec![vec![day("2025-02-20"), asked, nothing, said]])),
    ]);
    pairs
}

fn removal_certificate() -> Vec<(&'static str, Value)> {
    let served = each("Мөөнөтү толук өттү", "Мерзімі толық өтті", "Срок отбыт полностью", "Served");
    let mut pairs = act();
    pairs.extend([
        ("registered_on", day("2025-01-16")),
        ("closed_on", day("2027-01-15")),
        ("reason", served),
    ]);
    pairs
}

fn request_answer() -> Vec<(&'static str, Value)> {
    let travel = each("Райондон чыгуу", "Ауданнан шығу", "Выехать за пределы района", "To travel");
    let granted = each(
        "Өтүнүчүңүз канааттандырылды.",
        "Өтінішіңіз қанағаттандырылды.",
        "Ваша просьба удовлетворена.",
        "Your request is granted.",
    );
    vec![
        ("asked_on", day("2025-03-03")),
        ("request", travel),
        ("place", Value::text("Нарын, энесинин үйү")),
        ("outcome", granted),
        ("granted_from", day("2025-03-08")),
        ("granted_until", day("2025-03-12")),
        ("back_by", day("2025-03-13")),
        ("words", Value::text("Билеттерин көрсөтөт.")),
        ("complaint", complaint()),
    ]
}

fn hearing_notice() -> Vec<(&'static str, Value)> {
    let hears = each("Мөөнөттү узартуу", "Мерзімді ұзарту", "Продление срока", "A longer term");
    let called = each(
        "Сизди сот чакырат: келүүңүз милдеттүү.",
        "Сізді сот шақырады: келуіңіз міндетті.",
        "Вас вызывает суд: явка обязательна.",
        "The court calls you: you must come.",
    );
    vec![
        ("court", court()),
        ("hears", hears),
        ("hearing_on", day("2025-03-20")),
        ("hearing_time", Value::text("14:30")),
        ("room", Value::text("3-зал, Көк-Жар, Ленин көчөсү 1")),
        ("calls", called),
        ("legal_aid", legal_aid()),
    ]
}

fn pretrial_application() -> Vec<(&'static str, Value)> {
    let language = each("кыргызча", "қырғызша", "кыргызский", "Kyrgyz");
    let mut pairs = act();
    pairs.retain(|(name, _)| !matches!(*name, "measure" | "term_from" | "term_until"));
    pairs.extend([
        ("national_no", Value::text("21205199000017")),
        ("address", Value::text("Көк-Жар ш., Манас көч. 14")),
        ("phone", Value::text("0 700 000 017")),
        ("language", language),
    ]);
    pairs
}

fn correction_conclusion() -> Vec<(&'static str, Value)> {
    let kept = each("Келген жолугушуулар", "Келген кездесулер", "Явки", "Meetings kept");
    let violations = each("Бузуулар", "Бұзушылықтар", "Нарушения", "Violations");
    let ground = each("Келген жок", "Келмеді", "Не явилась", "Did not come");
    let thanks = each("Ыраазычылык", "Алғыс", "Благодарность", "Thanks");
    let early = each(
        "Көзөмөлдү мөөнөтүнөн мурда токтотуу",
        "Бақылауды мерзімінен бұрын тоқтату",
        "Досрочно прекратить надзор",
        "End supervision early",
    );
    let said = Value::text("Балам ооруп калган");
    let article = Value::text("Probation Act 27(2)");
    let mut pairs = act();
    pairs.extend([
        ("registered_on", day("2025-01-16")),
        ("asked", early),
        ("reasoning", Value::text("Бир жылдан бери бузуу жок, иштейт, окуусун бүтүрдү.")),
        ("law", Value::List(vec![law()])),
        ("rewards", Value::List(vec![thanks])),
        ("goals", Value::List(vec![Value::text("Ашпозчунун кесибин бүтүрүү")])),
        (
            "conduct",
            Value::Rows(vec![
                vec![kept, Value::text("34 / 35")],
                vec![violations, Value::text("1")],
            ]),
        ),
        ("violations", Value::Rows(vec![vec![day("2025-04-14"), ground, said, article]])),
        ("warnings", Value::Rows(Vec::new())),
    ]);
    pairs
}

fn monitoring_protocol() -> Vec<(&'static str, Value)> {
    let wear = each(
        "Электрондук байкоо каражатын тагынуу",
        "Электрондық қадағалау құралын тағып жүру",
        "Носить электронное средство слежения",
        "To wear a monitoring device",
    );
    let mut pairs = act();
    pairs.retain(|(name, _)| !matches!(*name, "article" | "term_from"));
    pairs.extend([
        ("address", Value::text("Көк-Жар ш., Манас көч. 14")),
        ("phone", Value::text("0 700 000 017")),
        ("serial", Value::text("EM-7001")),
        ("fitted_on", day("2025-01-17")),
        ("duty_since", day("2025-01-15")),
        ("considered", Value::text("Тигүү цехинде иштейт, каражат тоскоол болбойт")),
        ("obligations", Value::List(vec![wear])),
        ("law", Value::List(vec![law()])),
        ("office_phone", Value::text("0 700 000 010")),
    ]);
    pairs
}
