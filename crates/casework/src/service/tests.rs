use super::*;
use crate::invented::{day, office, on};
use bagyt_core::command::Actor;
use bagyt_core::fact::Fact;
use bagyt_core::identity::CommandId;
use uuid::Uuid;

const TODAY: &str = "2025-06-10";

fn description() -> DescribeService {
    DescribeService {
        described: on("2025-02-01"),
        office: office("ZZ-03-02"),
        kind: ServiceKind::Housing,
        needs: vec![Need::Documents, Need::Accommodation],
        name: "Night shelter".to_owned(),
        place: "7 Mill Street".to_owned(),
        contact: " Aigul,  555 01 ".to_owned(),
    }
}

fn after(mut service: Service, facts: Vec<ServiceFact>) -> Service {
    for fact in facts {
        let version = service.version + 1;
        service.apply(&Recorded {
            seq: u64::from(version),
            version,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            effective: fact.effective().unwrap(),
            actor: Actor::System,
            cause: CommandId(Uuid::from_u128(1)),
            fact,
        });
    }
    service
}

fn known() -> Service {
    let service = Service::unknown(ServiceId(Uuid::from_u128(0x51)));
    let facts = describe(&service, &description(), day(TODAY)).unwrap();
    after(service, facts)
}

/// A shelter that answers a need of housing and of papers; closed on a day, where one is given.
pub(crate) fn shelter(closed: Option<&str>) -> Service {
    let service = known();
    let Some(closed) = closed else { return service };
    let command = CloseService { closed: on(closed), words: "moved away".to_owned() };
    let facts = close(&service, &command, day("2030-01-01")).unwrap();
    after(service, facts)
}

#[track_caller]
fn check(
    service: &Service,
    change: impl FnOnce(&mut DescribeService),
    expected: Result<usize, &str>,
) {
    let mut command = description();
    change(&mut command);
    let outcome = describe(service, &command, day(TODAY)).map(|facts| facts.len());
    assert_eq!(outcome.map_err(|refusal| refusal.to_string()), expected.map_err(str::to_owned));
}

#[track_caller]
fn check_closed(service: &Service, closed: &str, words: &str, expected: Result<usize, &str>) {
    let command = CloseService { closed: on(closed), words: words.to_owned() };
    let outcome = close(service, &command, day(TODAY)).map(|facts| facts.len());
    assert_eq!(outcome.map_err(|refusal| refusal.to_string()), expected.map_err(str::to_owned));
}

#[test]
fn a_service_has_a_name_a_place_and_needs_that_it_answers() {
    let new = Service::unknown(ServiceId(Uuid::from_u128(0x51)));
    check(&new, |_| {}, Ok(1));
    check(&new, |one| one.name = " ".to_owned(), Err("a service has a name"));
    check(&new, |one| one.place.clear(), Err("say where the service is"));
    check(&new, |one| one.needs.clear(), Err("a service answers at least one need"));
    check(&new, |one| one.contact.clear(), Ok(1));
    check(&new, |one| one.name = "a".repeat(SERVICE_LINE_MAX), Ok(1));
    let why = "name, place and contact have at most 200 characters each";
    check(&new, |one| one.contact = "a".repeat(SERVICE_LINE_MAX + 1), Err(why));
    check(&new, |one| one.described = on("2025-06-11"), Err("2025-06-11 has not come yet"));
}

#[test]
fn what_was_described_last_holds_since_the_first_day() {
    let service = known();
    let facts = describe(
        &service,
        &DescribeService {
            described: on("2025-05-01"),
            needs: vec![Need::Accommodation],
            name: "House of hope".to_owned(),
            ..description()
        },
        day(TODAY),
    );
    let standing = after(service, facts.unwrap()).standing.unwrap();
    assert_eq!((standing.since_on, standing.described_on), (day("2025-02-01"), day("2025-05-01")));
    assert_eq!(standing.words.name, "House of hope");
    assert_eq!(standing.needs, [Need::Accommodation]);
}

#[test]
fn a_change_comes_after_what_it_changes_and_stays_in_the_office() {
    let why = "the service was described on 2025-02-01, after 2025-01-31";
    check(&known(), |one| one.described = on("2025-01-31"), Err(why));
    let why = "the service stands in the register of office `ZZ-03-02`";
    check(&known(), |one| one.office = office("ZZ-03-03"), Err(why));
}

#[test]
fn needs_stand_in_the_order_of_their_list_and_lines_without_spare_spaces() {
    let standing = known().standing.unwrap();
    assert_eq!(standing.needs, [Need::Accommodation, Need::Documents]);
    assert_eq!(standing.words.contact.as_deref(), Some("Aigul, 555 01"));
}

#[test]
fn a_service_is_closed_once_with_a_reason() {
    check_closed(&known(), "2025-02-01", "moved away", Ok(1));
    let why = "the service was described on 2025-02-01, after 2025-01-31";
    check_closed(&known(), "2025-01-31", "moved away", Err(why));
    let why = "a reason in words is missing";
    check_closed(&known(), "2025-06-10", " ", Err(why));
    check_closed(&known(), "2025-06-11", "moved", Err("2025-06-11 has not come yet"));
    let nothing = Service::unknown(ServiceId(Uuid::from_u128(0x52)));
    check_closed(&nothing, "2025-06-10", "moved", Err("nothing is recorded of this service"));
    let closed = shelter(Some("2025-06-01"));
    let why = "the service was closed on 2025-06-01; describe a new one";
    check_closed(&closed, "2025-06-10", "moved", Err(why));
    check(&closed, |one| one.described = on("2025-06-05"), Err(why));
    assert_eq!(closed.closed_by(day("2025-05-31")), None);
    assert_eq!(closed.closed_by(day("2025-06-01")), Some(day("2025-06-01")));
}
