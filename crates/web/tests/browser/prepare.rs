//! What the invented country lacks, prepared once by people who act in the product as its users do.
//!
//! Each of these works in the house over its pages: courts' acts on paper come in and are
//! allocated, hours are worked, an entry is contested, a case is restricted, a colleague gets a
//! second factor, and years later somebody asks for an erasure. The addresses of what came of it
//! are what `pages.txt` calls `@name`.

use bagyt_app::totp::Secret;

use crate::caller::{Answer, Caller};
use crate::house::{Account, Day, House};

const SETTLEMENTS: &str = include_str!("../../../../agencies/zz/settlements.toml");
/// The day on which the demo stands.
const TODAY: &str = "02.11.2026";

/// An act that comes in on paper.
pub(crate) struct Act<'a> {
    pub(crate) name: &'a str,
    pub(crate) number: &'a str,
    pub(crate) surname: &'a str,
    pub(crate) given_name: &'a str,
    pub(crate) sex: &'a str,
    pub(crate) born: &'a str,
    pub(crate) measure: &'a str,
    pub(crate) term: (&'a str, &'a str),
    /// Codes of the duties that the court set, with commas between.
    pub(crate) duties: &'a str,
    /// The national number; empty where the act names none.
    pub(crate) national_no: &'a str,
}

const ACTS: [Act<'static>; 4] = [
    Act {
        name: "work",
        number: "УД-9001/26",
        surname: "Буркутов",
        given_name: "Бакыт",
        sex: "m",
        born: "12.05.1990",
        measure: "community_service",
        term: ("hours", "120"),
        duties: "",
        national_no: "",
    },
    Act {
        name: "study",
        number: "УД-9002/26",
        surname: "Карлыгачова",
        given_name: "Чынара",
        sex: "f",
        born: "03.03.1985",
        measure: "pre_sentence_study",
        term: ("months", "1"),
        duties: "",
        national_no: "",
    },
    Act {
        name: "restricted",
        number: "УД-9003/26",
        surname: "Тайганов",
        given_name: "Эрмек",
        sex: "m",
        born: "07.07.1980",
        measure: "restriction_of_liberty",
        term: ("months", "18"),
        duties: "",
        national_no: "",
    },
    Act {
        name: "erasure",
        number: "УД-9004/26",
        surname: "Ителгиев",
        given_name: "Самат",
        sex: "m",
        born: "09.09.1955",
        measure: "restriction_of_liberty",
        term: ("months", "12"),
        duties: "",
        national_no: "",
    },
];

/// Login, role and name of the specialists of the office.
const SPECIALISTS: [(&str, &str, &str); 2] = [
    ("psychologist", "psychologist", "Эсенова Бермет"),
    ("social", "social_worker", "Жолдошев Канат"),
];

/// Prepares what the pages of `pages.txt` show beyond the demo's own records.
pub(crate) fn prepare(house: &mut House) {
    let (officer, head) = (signed_in(house, "officer"), signed_in(house, "head"));
    let name = name_of(&officer);
    for act in &ACTS {
        let case = taken_in(house, &head, act);
        allocated(&head, &case, &name);
        house.known.addresses.insert(act.name.to_owned(), case);
    }
    let of = |name: &str| house.known.addresses[name].clone();
    work(&officer, &of("work"));
    let session = grouped(&officer, &[of("work"), of("study")]);
    let channel = reminded(&officer, &of("work"));
    let violation = established(&officer, &of("work"));
    let request = asked(&officer, &of("work"));
    let referral = referred(&officer, &of("study"));
    sought(&officer, &of("study"));
    indebted(&officer, &of("work"));
    given(&officer, &of("work"));
    let submission = petitioned(house, (&officer, &head), &of("work"));
    let countersign = format!("{}{UNVERIFIED}", of("study"));
    let signature = countersigned(&officer, &of("work"));
    // The last of them all: what stands uppermost in the case can be corrected.
    let contested = contested(&officer, &of("work"));
    let assessed = [("on", TODAY), ("risk", "low"), ("needs", "family"), ("reason", "Работа есть")];
    officer.done(&format!("{}/assessment", of("study")), &assessed);
    let restricted = [("act", "restrict"), ("words", "Свидетель по другому делу; спросите нас")];
    head.done(&format!("{}/access", of("restricted")), &restricted);
    let died = [("step", "confirmed"), ("reason", "died"), ("on", TODAY)];
    officer.done(&format!("{}/closing", of("erasure")), &died);
    let need = raised(&head);
    let (staff, reduction) = reduced(&head, &name);
    let leave = away(&head, &staff);
    let sampled = drawn(&head);
    let act = demanded(&head);
    let abroad = asked_abroad(&head, &of("study"));
    let named = [
        ("contest", contested),
        ("countersign", countersign),
        ("signature", signature),
        ("need", need),
        ("staff", staff),
        ("reduction", reduction),
        ("leave", leave),
        ("sampled", sampled),
        ("prosecutor-act", act),
        ("abroad", abroad),
        ("channel", channel),
        ("session", session),
        ("violation", violation),
        ("request", request),
        ("referral", referral),
        ("court", submission.replace("/submissions/", "/court/")),
        ("submission", submission),
    ];
    house.known.addresses.extend(named.map(|(name, address)| (name.to_owned(), address)));
    appoint(house, "colleague", "officer", "Сагынбаева Гүлнара");
    appoint(house, "guarded", "deputy_head", "Мамытов Азамат");
    let deputy = deputised(&signed_in(house, "region"));
    house.known.addresses.insert("deputy".to_owned(), deputy);
    let study = studied(&head);
    house.known.addresses.insert("time-question".to_owned(), format!("{study}/now"));
    house.known.addresses.insert("time-study".to_owned(), study);
    for (login, role, name) in SPECIALISTS {
        appoint(house, login, role, name);
        let staff = staff_of(&officer, &house.known.addresses["work"], name);
        house.known.addresses.insert(format!("{login}-id"), staff);
    }
    let bakery =
        [("name", "Пекарня"), ("kind", "company"), ("place", "ул. Мельничная, 9"), ("on", TODAY)];
    let employer = head.done("/employers", &bakery).header("location");
    let employer = employer.split('?').next().unwrap_or_default().to_owned();
    house.known.addresses.insert("employer".to_owned(), employer);
    let court = court_of(&head);
    appoint_at(house, ("clerk", "clerk"), "Токтогулова Назира", &court);
    house.known.addresses.insert("code-of-court".to_owned(), court);
    guard(house, "guarded");
    appoint(house, "lawyer", "law_tables", "Орозбекова Чолпон");
    appoint(house, "second-lawyer", "law_tables", "Кадыров Талант");
    let draft = drafted(&signed_in(house, "lawyer"));
    house.known.addresses.insert("law-draft".to_owned(), draft);
    house.move_to(Day::Later);
    let erasure = format!("{}/erasure", house.known.addresses["erasure"]);
    signed_in(house, "head").done(&erasure, &[]);
}

pub(crate) fn signed_in(house: &House, login: &str) -> Caller {
    Caller::signed_in(&house.url, &house.known.accounts[login])
}

/// The name of somebody, as the pages of the house show it.
pub(crate) fn name_of(caller: &Caller) -> String {
    caller.get("/drafts").between("<p><strong>", "</strong>")
}

/// Under what the form by which specialists are asked names one of them.
fn staff_of(officer: &Caller, case: &str, name: &str) -> String {
    let form = officer.get(&format!("{case}/specialists"));
    let mut choices = form.text.split("name=\"specialist\"").skip(1);
    let chosen = choices.find(|choice| choice.contains(name)).unwrap();
    let (_, staff) = chosen.split_once("value=\"").unwrap();
    staff.split('"').next().unwrap().to_owned()
}

/// The code of a settlement for which the head's office is responsible.
pub(crate) fn settlement_of(house: &House) -> String {
    let office = format!("\"{}\"", house.known.accounts["head"].office);
    let settlement = SETTLEMENTS.split("[[settlement]]").find(|one| one.contains(&office)).unwrap();
    let (_, settlement) = settlement.split_once("code = \"").unwrap();
    settlement.split('"').next().unwrap().to_owned()
}

/// The code of the court whose acts come in.
fn court_of(head: &Caller) -> String {
    format!("ZZ-C-{}", head.get("/paper-act").between("<option value=\"ZZ-C-", "\""))
}

/// Takes an act in on paper; returns the address of the case that it opens.
pub(crate) fn taken_in(house: &House, head: &Caller, act: &Act<'_>) -> String {
    let settlement = settlement_of(house);
    let court = court_of(head);
    let waiting = || head.get("/unallocated").links("/cases/", "/allocate");
    let before = waiting();
    let mut fields = vec![
        ("court", court.as_str()),
        ("case_number", act.number),
        ("stamped_on", "01.11.2026"),
        ("passed_on", "20.10.2026"),
        ("in_force_on", "31.10.2026"),
        ("measure", act.measure),
        ("articles", "101(2)"),
        act.term,
        ("surname", act.surname),
        ("given_name", act.given_name),
        ("birth_on", act.born),
        ("sex", act.sex),
        ("language", "ky"),
        ("settlement", &settlement),
        ("citizenship", "ZZ"),
        ("national_no", act.national_no),
    ];
    // Each duty is a box of its own.
    let duties = act.duties.split(',').map(str::trim).filter(|duty| !duty.is_empty());
    fields.extend(duties.map(|duty| ("obligations", duty)));
    head.send_paper(&fields);
    let opened = waiting().into_iter().find(|address| !before.contains(address));
    let address = opened.unwrap_or_else(|| panic!("{} opened no case", act.number));
    address.trim_end_matches("/allocate").to_owned()
}

/// Gives a case to the officer of that name.
pub(crate) fn allocated(head: &Caller, case: &str, officer: &str) {
    let address = format!("{case}/allocate");
    let form = head.get(&address);
    let mut choices = form.text.split("name=\"officer\"").skip(1);
    let chosen = choices.find(|choice| choice.contains(officer)).unwrap();
    let (_, chosen) = chosen.split_once("value=\"").unwrap();
    let staff = chosen.split('"').next().unwrap();
    head.done(&address, &[("officer", staff), ("reason", "continuity"), ("on", TODAY)]);
}

/// Names the host, credits an hour, and establishes an attribute of the client.
fn work(officer: &Caller, case: &str) {
    let host = format!("{case}/work/host");
    let known = officer.get(&host).between("<option value=\"ZZ-H-", "\"");
    officer.done(&host, &[("host", &format!("ZZ-H-{known}")), ("on", TODAY)]);
    let session = [("on", TODAY), ("began", "07:00"), ("ended", "08:00")];
    officer.done(&format!("{case}/work"), &session);
    let established = [
        ("attribute", "disability_1_2"),
        ("on", "01.11.2026"),
        ("evidence", "medical_certificate"),
        ("words", "Справка медико-социальной комиссии № 118"),
        ("checked", "yes"),
    ];
    officer.done(&format!("{case}/attributes"), &established);
}

/// Gives the client the schedule of appearances, and attaches a certificate.
fn given(officer: &Caller, case: &str) {
    let schedule = [("language", "ru"), ("signing", "hand")];
    officer.done(&format!("{case}/papers/new?paper=appearance_schedule"), &schedule);
    let said = [("kind", "medical"), ("on", TODAY), ("words", "Справка поликлиники")];
    let page = "%PDF-1.7\n1 0 obj << /Type /Page >> endobj\n%%EOF";
    officer.send_file(&format!("{case}/attachments"), ("file", page), &said);
}

/// Arranges a meeting of these clients before the office opens, when nobody has another one;
/// returns its address.
fn grouped(officer: &Caller, cases: &[String]) -> String {
    let shown = officer.get("/group-sessions/new").text;
    let (_, choices) = shown.split_once("name=\"holder\"").unwrap();
    let chosen = choices.split("<option value=\"").find(|one| one.contains("\" selected>"));
    let mut answers = vec![
        ("topic", "work_search"),
        ("on", "05.11.2026"),
        ("begins_at", "06:00"),
        ("minutes", "45"),
        ("place", "office"),
        ("holder", chosen.unwrap().split('"').next().unwrap()),
        ("step", "confirmed"),
    ];
    answers.extend(cases.iter().map(|case| ("cases", case.trim_start_matches("/cases/"))));
    let arranged = officer.done("/group-sessions/new", &answers).header("location");
    arranged.split('?').next().unwrap().to_owned()
}

/// Notes a telephone on the card and records it for reminders; returns the address of the number,
/// whose code is still awaited.
fn reminded(officer: &Caller, case: &str) -> String {
    let phone = [("on", TODAY), ("phone", "0700 12 34 56")];
    officer.done(&format!("{case}/card/contacts"), &phone);
    let agreed = [("line", "phone"), ("way", "phone"), ("language", "ky"), ("consented", "yes")];
    let recorded = officer.done(&format!("{case}/channels"), &agreed).header("location");
    recorded.split('?').next().unwrap().to_owned()
}

/// Notes a meeting and an absence, which the client contests; returns the contest's address.
fn contested(officer: &Caller, case: &str) -> String {
    let contact = |outcome| {
        let met = [("outcome", outcome), ("held_on", TODAY), ("kind", "interview")];
        officer.done(&format!("{case}/contact"), &[met.as_slice(), &[("place", "office")]].concat())
    };
    contact("attended");
    let absence = contact("absent").header("location");
    let absence = absence.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let said = [("words", "Дверь была заперта, я ждал до девяти"), ("on", TODAY)];
    let contest = format!("{case}/entries/{absence}/contest");
    officer.done(&contest, &said);
    let version: u32 = officer.get(&format!("{case}/contact")).hidden("version").parse().unwrap();
    format!("{case}/contests/{version}")
}

/// The form that asks for a countersignature of a violation that rests on an unverified row.
const UNVERIFIED: &str = "/countersignature?act=violation&duty=keep_from_office";

/// Asks a head to countersign; returns the address of the request.
fn countersigned(officer: &Caller, case: &str) -> String {
    let asked = [
        ("act", "violation"),
        ("duty", "keep_from_office"),
        ("words", "Занял должность кассира вопреки приговору"),
    ];
    officer.done(&format!("{case}{UNVERIFIED}"), &asked);
    officer.get(case).links(&format!("{case}/countersignatures/"), "").remove(0)
}

/// Establishes that hours of work were evaded; returns the address of the violation.
fn established(officer: &Caller, case: &str) -> String {
    let found = [
        ("ground", "work_evaded"),
        ("happened_on", TODAY),
        ("evidence", "host"),
        ("evidence_words", "Письмо лесхоза"),
        ("answered", "spoken"),
        ("heard_on", TODAY),
        ("explanation", "Болел ребёнок"),
        ("on", TODAY),
        ("words", "О болезни не сообщил"),
        ("step", "confirmed"),
    ];
    officer.done(&format!("{case}/violations/new"), &found);
    officer.get(case).links(&format!("{case}/violations/"), "").remove(0)
}

/// Records that the client asks to travel; returns the address of the request, which waits.
fn asked(officer: &Caller, case: &str) -> String {
    let journey = [
        ("kind", "leave_district"),
        ("form", "written"),
        ("on", TODAY),
        ("from", "09.11.2026"),
        ("until", "13.11.2026"),
        ("place", "Нарын, у сестры"),
        ("words", "На свадьбу сестры, телефон включён"),
    ];
    officer.done(&format!("{case}/requests"), &journey);
    officer.get(&format!("{case}/requests")).links(&format!("{case}/requests/"), "").remove(0)
}

/// Appoints a deputy for the first office of a region; returns where the appointment is withdrawn.
fn deputised(region: &Caller) -> String {
    let page = region.get("/deputies");
    let office = page.text.split("name=\"office\" value=\"").nth(1).unwrap();
    let office = office.split('"').next().unwrap().to_owned();
    let staff = page.text.split("<option value=\"").find_map(|rest| {
        let value = rest.split('"').next().unwrap();
        (value.len() == 36).then(|| value.to_owned())
    });
    let (staff, words) = (staff.unwrap(), "Приказ управления 14");
    let form = [
        ("office", office.as_str()),
        ("staff", &staff),
        ("from", TODAY),
        ("until", TODAY),
        ("words", words),
    ];
    region.done("/deputies", &form);
    let page = region.get(&format!("/deputies?office={office}"));
    page.links("/deputies/", "").remove(0)
}

/// Opens a time study of the head's office from today on; returns its address.
fn studied(head: &Caller) -> String {
    let office = head.get("/time-studies").text;
    let office = office.split("name=\"office\" value=\"").nth(1).unwrap();
    let office = office.split('"').next().unwrap().to_owned();
    let address = head.done("/time-studies", &[("office", &office), ("from", TODAY)]);
    address.header("location").split('?').next().unwrap().to_owned()
}

/// Registers a prosecutor's act that waits for its answer; returns its address.
fn demanded(head: &Caller) -> String {
    let act = [
        ("kind", "representation"),
        ("number", "7-14/26"),
        ("dated", TODAY),
        ("signed", "Прокурор района Абдыраев"),
        ("on", TODAY),
        ("words", "В трёх делах нет плана"),
    ];
    let address = head.done("/prosecutor-acts", &act).header("location");
    address.split('?').next().unwrap().to_owned()
}

/// Asks another state to supervise the client; returns the address of the pending request.
fn asked_abroad(head: &Caller, case: &str) -> String {
    let request = [
        ("part", "ask"),
        ("country", "KZ"),
        ("authority", "Служба пробации Алматы"),
        ("ground", "family"),
        ("consented_on", TODAY),
        ("on", TODAY),
        ("number", "17-3/440"),
        ("words", "Живёт у родителей мужа; приговор приложен"),
    ];
    let address = format!("{case}/abroad");
    head.done(&address, &request);
    address
}

/// Puts a shelter into the register of the office and refers the client there; returns the address
/// of the referral, which waits for an answer.
fn referred(officer: &Caller, case: &str) -> String {
    let shelter = [
        ("name", "Приют «Үмүт»"),
        ("kind", "housing"),
        ("needs", "accommodation"),
        ("place", "ул. Мельничная, 7"),
        ("contact", "Айгүл, 0555 01 02 03"),
        ("on", TODAY),
    ];
    let known = officer.done("/services", &shelter).header("location");
    let service = known.split('?').next().unwrap().trim_start_matches("/services/");
    let referral = [
        ("need", "accommodation"),
        ("service", service),
        ("words", "Ночует на вокзале, нужна койка"),
        ("on", TODAY),
        ("consented", "yes"),
    ];
    officer.done(&format!("{case}/referrals"), &referral);
    officer.get(&format!("{case}/referrals")).links(&format!("{case}/referrals/"), "").remove(0)
}

/// Records two measures of a search, one of which waits for its answer.
fn sought(officer: &Caller, case: &str) {
    for (measure, result) in [("residence", "nothing"), ("border", "awaited")] {
        let taken = [
            ("step", "measure"),
            ("measure", measure),
            ("on", TODAY),
            ("result", result),
            ("words", "Запрос № 114 от 02.11.2026"),
        ];
        officer.done(&format!("{case}/wanted"), &taken);
    }
}

/// Records a sum that is owed and a payment of it.
fn indebted(officer: &Caller, case: &str) {
    let address = format!("{case}/payments");
    let debt = [
        ("step", "debt"),
        ("kind", "damage"),
        ("amount", "15000"),
        ("set_on", "31.10.2026"),
        ("paper", "writ"),
        ("number", "5-118"),
        ("creditor", "Лесхоз"),
    ];
    officer.done(&address, &debt);
    let version = officer.get(&address).hidden("version");
    let payment = [
        ("step", "payment"),
        ("debt", version.as_str()),
        ("paid", "4000,50"),
        ("paid_on", TODAY),
        ("proof", "receipt"),
        ("proof_number", "4471"),
    ];
    officer.done(&address, &payment);
}

/// Raises the first need of the head's office; returns its address.
fn raised(head: &Caller) -> String {
    let asked = head.get("/needs").links("/needs/raise?", "").remove(0);
    head.done_at("/needs/raise", &asked, &[]);
    head.get("/needs").links("/needs/0", "").remove(0)
}

/// Lowers what an officer is to carry; returns the addresses of the officer and of the reduction.
fn reduced(head: &Caller, officer: &str) -> (String, String) {
    let mut all = head.get("/office").links("/staff/", "").into_iter();
    let is_own = |address: &String| head.get(address).between("<h1>", "</h1>").contains(officer);
    let address = all.find(is_own).unwrap();
    let part_time =
        [("kind", "part_time"), ("percent", "20"), ("from", TODAY), ("words", "Приказ 14-к")];
    head.done(&address, &part_time);
    let reduction = head.get(&address).links("/staff/", "").pop().unwrap();
    (address, reduction)
}

/// Draws the month's samples of oversight; returns the address of a file.
fn drawn(head: &Caller) -> String {
    head.done("/oversight", &[]);
    head.get("/oversight").links("/oversight/", "").remove(0)
}

/// Records a leave that is to come; returns its address.
fn away(head: &Caller, staff: &str) -> String {
    let address = format!("{staff}/leave");
    let cover = head.get(&address).between("name=\"cover\" value=\"", "\"");
    let leave = [
        ("kind", "annual"),
        ("from", "01.12.2026"),
        ("until_on", "20.12.2026"),
        ("cover", cover.as_str()),
    ];
    head.done(&address, &leave);
    head.get(staff).links(&format!("{staff}/leaves/"), "").pop().unwrap()
}

/// Warns twice of hours that were evaded, and asks the court for a duty; returns the address of the
/// submission, which the head sent.
fn petitioned(house: &House, (officer, head): (&Caller, &Caller), case: &str) -> String {
    let found = [
        ("ground", "work_evaded"),
        ("happened_on", TODAY),
        ("evidence", "host"),
        ("evidence_words", "Письмо лесхоза"),
        ("answered", "refused"),
        ("heard_on", TODAY),
        ("on", TODAY),
        ("words", "Не вышел на работу"),
        ("warn", "yes"),
        ("step", "confirmed"),
    ];
    for _ in 0..2 {
        officer.done(&format!("{case}/violations/new"), &found);
    }
    let address = format!("{case}/submission");
    let ground = officer.get(&address).between("name=\"grounds\" value=\"", "\"");
    let asked = [
        ("kind", "add_duty"),
        ("grounds", ground.as_str()),
        ("duty", "treatment"),
        ("reasoning", "Нужно лечение"),
    ];
    let drafted = officer.done(&address, &asked).header("location");
    let submission = drafted.split('?').next().unwrap().to_owned();
    let password = house.known.accounts["head"].password.as_str();
    head.done_at(&format!("{submission}/approve"), &submission, &[("password", password)]);
    submission
}

/// Gives somebody a post in the head's office and an account.
fn appoint(house: &mut House, login: &str, role: &str, name: &str) {
    let office = house.known.accounts["head"].office.clone();
    appoint_at(house, (login, role), name, &office);
}

/// Gives somebody a post and an account.
fn appoint_at(house: &mut House, (login, role): (&str, &str), name: &str, office: &str) {
    let office = office.to_owned();
    let who =
        [("act", "add"), ("login", login), ("name", name), ("role", role), ("office", &office)];
    let administrator = signed_in(house, "administrator");
    let shown = administrator.send("/users", "/users", &who);
    let password = shown.between("<p class=\"mono\">", "<");
    let login = login.to_owned();
    house.known.accounts.insert(login.clone(), Account { login, password, office });
}

/// Drafts a row of law; returns the address of the draft.
fn drafted(lawyer: &Caller) -> String {
    let words = "Кеңеш берүү мөөнөтү";
    let fields = [
        ("code", "advice_given"),
        ("domain", "non_custodial"),
        ("starts_on", "client_registered"),
        ("met_by", "contact_held"),
        ("limit", "P10D"),
        ("counts", "working_days"),
        ("on_holiday", "next_working_day"),
        ("bearer", "officer"),
        ("time_mode", "execution"),
        ("in_force_from", "01.01.2028"),
        ("basis", "invented"),
        ("source_act", "Probation Act"),
        ("source_article", "24"),
        ("text_ru", words),
        ("text_ky", words),
        ("text_kk", words),
        ("text_en", words),
    ];
    let answer = lawyer.done("/law/drafts/new?kind=deadline", &fields);
    answer.header("location").split('?').next().unwrap_or_default().to_owned()
}

/// Sets up a second factor.
fn guard(house: &House, login: &str) {
    let colleague = signed_in(house, login);
    let secret = colleague.get("/second-factor").hidden("secret");
    let code = Secret::parse(&secret).unwrap().code_at(house.now());
    let password = &house.known.accounts[login].password;
    let form = [("secret", secret.as_str()), ("code", &code), ("password", password)];
    let answer: Answer = colleague.send("/second-factor", "/second-factor", &form);
    assert_eq!(answer.status, 200, "{login} has no second factor: {}", answer.text);
}
