//! Lawyers' work on the tables: from a drafted row and its effect to the published table.

use bagyt_app::command::CaseAct;
use bagyt_app::lawmaking::{EffectSeen, EffectState};
use bagyt_app::outcome::Failure;
use bagyt_app::read::TodayKind;
use bagyt_app::table_set::{Table, TableSet};
use bagyt_app::user::User;
use bagyt_app::{App, TableChangeKind};
use bagyt_casework::access::ExcludeStaff;
use bagyt_core::drafting::DraftStatus;
use bagyt_core::identity::{CaseId, TableId};
use bagyt_core::law::enacted::Columns;
use jiff::Timestamp;

use crate::cluster::Place;
use crate::publishing::{own, publish, two_cases};
use crate::service::{OFFICE, Service, day};

const FIRST_INTERVIEW: &str = "first_interview";

/// Two lawyers, of whom the second has a password at hand.
struct Lawyers {
    author: User,
    second: User,
    password: String,
}

impl Lawyers {
    fn of(service: &Service) -> Self {
        let (author, _) = service.staff("lawyer", "law_tables", OFFICE);
        let (second, password) = service.staff("second", "law_tables", OFFICE);
        Lawyers { author, second, password }
    }
}

/// A first interview within five working days from 10 June until July 2025.
fn five_days(app: &App, lawyer: &User) -> Columns {
    let former = app.law_row(lawyer, FIRST_INTERVIEW, day("2017-01-01")).unwrap();
    let mut columns = former.unwrap();
    assert_eq!(columns["limit"], "P10D");
    for (name, value) in
        [("limit", "P5D"), ("in_force_from", "2025-06-10"), ("in_force_until", "2025-07-01")]
    {
        columns.insert(name.to_owned(), value.to_owned());
    }
    columns
}

fn draft(service: &mut Service, lawyer: &User, columns: &Columns) -> TableId {
    let id = service.id();
    let draft = TableId(id.0);
    service.app.write_law_draft(lawyer, id, draft, columns).unwrap();
    draft
}

fn effect(app: &App, lawyer: &User, draft: TableId) -> EffectSeen {
    app.work_out_law_effect(lawyer, draft).unwrap();
    match app.law_effect(lawyer, draft).unwrap() {
        EffectState::Ready(seen) => seen,
        other => panic!("{other:?}"),
    }
}

fn code_of(failure: Failure) -> String {
    match failure {
        Failure::Refused(refused) => refused.code,
        other => format!("{other:?}"),
    }
}

/// Brings a draft to publication.
fn enact(service: &mut Service, lawyers: &Lawyers, columns: &Columns) -> TableId {
    let draft = draft(service, &lawyers.author, columns);
    effect(&service.app, &lawyers.author, draft);
    let id = service.id();
    service.app.ask_second_lawyer(&lawyers.author, id, draft).unwrap();
    let id = service.id();
    let password = lawyers.password.as_str();
    let approved = service.app.approve_law_draft(&lawyers.second, id, draft, password, &|_, _| {});
    approved.unwrap();
    draft
}

/// The end of the first interview's time on the page of a case.
fn due(app: &App, user: &User, case: CaseId) -> Timestamp {
    let page = app.case(user, case).unwrap();
    page.clocks.iter().find(|clock| clock.row.code == FIRST_INTERVIEW).unwrap().due_at
}

const IN_FIVE_DAYS: &str = "2025-06-19T17:59:59.999999Z";
const IN_TEN_DAYS: &str = "2025-06-26T17:59:59.999999Z";

fn a_row_that_two_lawyers_publish_holds_and_the_clocks_follow(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, case) = two_cases(&service);
    let lawyers = Lawyers::of(&service);
    let (author, second) = (&lawyers.author, &lawyers.second);
    let columns = five_days(&service.app, author);
    let draft = draft(&mut service, author, &columns);
    let page = service.app.law_draft(second, draft).unwrap();
    assert_eq!((page.status, page.may_write, page.may_answer), (DraftStatus::Draft, true, false));
    assert_eq!(page.former.unwrap()["limit"], "P10D");

    let id = service.id();
    let unseen = service.app.ask_second_lawyer(author, id, draft).unwrap_err();
    assert_eq!(code_of(unseen), "law-draft-no-effect");
    let position = service.app.position().unwrap();
    let seen = effect(&service.app, author, draft);
    let counted = (seen.effect.cases, seen.effect.people, seen.effect.moved, seen.open);
    assert_eq!(counted, (2, 1, 2, 2), "two cases of one person");
    assert_eq!(seen.effect.laid_from, day("2024-06-12"));
    assert_eq!(seen.examples.len(), 2);
    assert!(seen.examples.iter().all(|one| one.case.is_none()), "lawyers open no case");
    assert_eq!(service.app.position().unwrap(), position, "laying it over writes nothing");
    assert_eq!(due(&service.app, &head, case).to_string(), IN_TEN_DAYS);

    let id = service.id();
    service.app.ask_second_lawyer(author, id, draft).unwrap();
    assert_eq!(service.app.law_draft(second, draft).unwrap().effect, Some(seen.effect));
    let id = service.id();
    let own = service.app.approve_law_draft(author, id, draft, "?", &|_, _| {}).unwrap_err();
    assert!(matches!(own, Failure::Denied), "{own:?}");
    let wrong = service.app.approve_law_draft(second, id, draft, "?", &|_, _| {}).unwrap_err();
    assert_eq!(code_of(wrong), "password");
    let password = lawyers.password.as_str();
    service.app.approve_law_draft(second, id, draft, password, &|_, _| {}).unwrap();
    assert_eq!(service.app.law_draft(author, draft).unwrap().status, DraftStatus::Approved);
    assert_eq!(due(&service.app, &head, case).to_string(), IN_FIVE_DAYS);
    service.app.check_projections(&|_, _| {}).unwrap();
    service.app.verify(&|_, _| {}).unwrap();
    let listed = service.app.law_drafts(author).unwrap();
    assert_eq!((listed.len(), listed[0].status.as_str()), (1, "approved"));
}

/// The drafts that stand in a lawyer's day, each with what is asked.
fn day_of(service: &Service, lawyer: &User) -> Vec<(TodayKind, String)> {
    let today = service.app.today_page(lawyer).unwrap();
    today.items.into_iter().map(|item| (item.kind, item.name)).collect()
}

fn a_draft_stands_in_the_day_of_whoever_answers_or_mends_it(place: &Place) {
    let mut service = Service::open(&place.location);
    two_cases(&service);
    let lawyers = Lawyers::of(&service);
    let (author, second) = (&lawyers.author, &lawyers.second);
    let columns = five_days(&service.app, author);
    let draft = draft(&mut service, author, &columns);
    assert_eq!(day_of(&service, second), [], "nobody is asked yet");
    effect(&service.app, author, draft);
    let id = service.id();
    service.app.ask_second_lawyer(author, id, draft).unwrap();
    let item = |kind| [(kind, FIRST_INTERVIEW.to_owned())];
    assert_eq!(day_of(&service, second), item(TodayKind::LawDraftAsked));
    assert_eq!(day_of(&service, author), [], "nobody answers their own draft");
    let id = service.id();
    service.app.give_draft_back(second, id, draft, "Не указана часть статьи").unwrap();
    assert_eq!(day_of(&service, second), []);
    assert_eq!(day_of(&service, author), item(TodayKind::LawDraftReturned));
    let id = service.id();
    service.app.give_draft_up(author, id, draft).unwrap();
    assert_eq!(day_of(&service, author), []);
}

fn a_draft_given_back_is_written_anew_and_seen_anew(place: &Place) {
    let mut service = Service::open(&place.location);
    two_cases(&service);
    let lawyers = Lawyers::of(&service);
    let (author, second) = (&lawyers.author, &lawyers.second);
    let columns = five_days(&service.app, author);
    let draft = draft(&mut service, author, &columns);
    effect(&service.app, author, draft);
    let id = service.id();
    service.app.ask_second_lawyer(author, id, draft).unwrap();
    let id = service.id();
    let again = service.app.write_law_draft(author, id, draft, &columns).unwrap_err();
    assert_eq!(code_of(again), "law-draft-waiting");
    let id = service.id();
    service.app.give_draft_back(second, id, draft, "Не указана часть статьи").unwrap();
    let page = service.app.law_draft(author, draft).unwrap();
    assert_eq!(
        (page.status, page.reasons.as_str()),
        (DraftStatus::Returned, "Не указана часть статьи")
    );
    let id = service.id();
    service.app.write_law_draft(second, id, draft, &columns).unwrap();
    assert_eq!(service.app.law_effect(author, draft).unwrap(), EffectState::Unknown);
    // Now both wrote at it, and a third is needed.
    effect(&service.app, author, draft);
    let id = service.id();
    service.app.ask_second_lawyer(author, id, draft).unwrap();
    let id = service.id();
    let password = lawyers.password.as_str();
    let own = service.app.approve_law_draft(second, id, draft, password, &|_, _| {});
    assert!(matches!(own, Err(Failure::Denied)), "{own:?}");
}

fn no_program_overwrites_what_lawyers_published(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, case) = two_cases(&service);
    let lawyers = Lawyers::of(&service);
    let columns = five_days(&service.app, &lawyers.author);
    enact(&mut service, &lawyers, &columns);
    drop(service);

    // The same program again: nothing differs.
    let service = Service::carrying(&place.location, own());
    service.at("2025-06-13", 10);
    assert_eq!(due(&service.app, &head, case).to_string(), IN_FIVE_DAYS);
    assert_eq!(publish(&service.app), None);
    drop(service);

    // A program with another edition of the whole table: it is published beside, and the row stands.
    let name = "law/zz/supervision";
    let text = own().find(name).unwrap().text.replacen("\"P10D\"", "\"P9D\"", 1);
    let service = Service::carrying(&place.location, own().with(Table::new(name, text)));
    service.at("2025-06-13", 11);
    let change = publish(&service.app).unwrap();
    assert_eq!(change.tables.len(), 1);
    assert_eq!(change.tables[0].kind, TableChangeKind::Replaced);
    assert_eq!(due(&service.app, &head, case).to_string(), IN_FIVE_DAYS);
    service.app.check_projections(&|_, _| {}).unwrap();
    drop(service);

    // A program whose own next edition begins while the enacted one is in force: refused, named.
    let text = own().find(name).unwrap().text.replacen("2025-07-01", "2025-06-20", 2);
    let contradicting: TableSet = own().with(Table::new(name, text));
    let service = Service::carrying(&place.location, contradicting);
    service.at("2025-06-13", 12);
    let refused = service.app.publish_tables(&|_, _| {}).unwrap_err();
    let Failure::Refused(refused) = refused else { panic!("{refused:?}") };
    assert_eq!(refused.code, "table-unreadable");
    let words = refused.text;
    assert!(words.contains("law/zz/enacted") && words.contains("2025-06-20"), "{words}");
    assert_eq!(due(&service.app, &head, case).to_string(), IN_FIVE_DAYS);
}

fn a_lawyer_counts_no_case_from_which_they_are_excluded(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, case) = two_cases(&service);
    let lawyers = Lawyers::of(&service);
    let words = "Родственник".to_owned();
    let exclude = ExcludeStaff { staff: lawyers.second.staff, excluded: true, words };
    service.act(&head, case, CaseAct::Exclude(exclude));
    let token = service.app.sign_in("second", &lawyers.password).unwrap();
    let bagyt_app::second_factor::SignIn::Done(token) = token else { panic!("a code") };
    let excluded = service.app.user_of(&token).unwrap().unwrap();
    let columns = five_days(&service.app, &lawyers.author);
    let draft = draft(&mut service, &lawyers.author, &columns);
    assert_eq!(effect(&service.app, &lawyers.author, draft).effect.cases, 2);
    let seen = effect(&service.app, &excluded, draft);
    assert_eq!((seen.effect.cases, seen.effect.moved, seen.open), (1, 1, 1));
    assert_eq!(seen.examples.len(), 1);
}

#[test]
fn what_is_wrong_with_a_row_is_told_at_its_columns() {
    let place = Place::sqlite();
    let service = Service::open(&place.location);
    let lawyers = Lawyers::of(&service);
    let fields = |change: &dyn Fn(&mut Columns)| {
        let mut columns = five_days(&service.app, &lawyers.author);
        change(&mut columns);
        let faults = service.app.row_faults(&lawyers.author, &columns).unwrap();
        faults.into_iter().map(|fault| fault.field).collect::<Vec<_>>()
    };
    let set = |name: &'static str, value: &'static str| {
        move |columns: &mut Columns| {
            columns.insert(name.to_owned(), value.to_owned());
        }
    };
    assert_eq!(fields(&|_| {}), Vec::<String>::new());
    assert_eq!(fields(&set("limit", "five")), ["limit"]);
    assert_eq!(fields(&set("starts_on", "act_recieved")), ["starts_on"]);
    assert_eq!(fields(&set("text_ky", "")), ["text_ky"]);
    assert_eq!(fields(&set("source_article", "")), ["source_article"]);
    assert_eq!(fields(&set("in_force_from", "")), ["in_force_from"]);
    // A day too many, a day too few before the next edition.
    assert_eq!(fields(&set("in_force_until", "2025-07-02")), ["in_force_until"]);
    assert_eq!(fields(&set("in_force_until", "2025-06-30")), ["in_force_until"]);
    assert_eq!(fields(&set("in_force_until", "2025-06-01")), ["in_force_until"]);
    assert_eq!(fields(&set("for_groups", "giants")), ["for_groups"]);
    let with_aim = |columns: &mut Columns| {
        for name in ["source", "indicator", "aim_ru", "aim_ky", "aim_en"] {
            columns.insert(format!("reform_{name}"), "x".to_owned());
        }
    };
    assert_eq!(fields(&with_aim), ["reform_aim_kk", "reform_indicator"]);
    let (head, _) = service.staff("head", "head_of_office", OFFICE);
    let columns = five_days(&service.app, &lawyers.author);
    assert!(matches!(service.app.row_faults(&head, &columns), Err(Failure::Denied)));
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(&Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(&Place::postgresql()); })*
        }
    };
}

on_both! {
    a_row_that_two_lawyers_publish_holds_and_the_clocks_follow
    a_draft_stands_in_the_day_of_whoever_answers_or_mends_it
    a_draft_given_back_is_written_anew_and_seen_anew
    no_program_overwrites_what_lawyers_published
    a_lawyer_counts_no_case_from_which_they_are_excluded
}
