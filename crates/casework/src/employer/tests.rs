use super::*;
use crate::invented::{CASE, day, office, on};
use bagyt_core::command::Actor;
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{CommandId, EmployerId};

const TODAY: &str = "2025-06-10";

/// The vacancy of the bakery.
pub(crate) const BAKER: Uuid = Uuid::from_u128(0xBA);

fn after(mut employer: Employer, facts: Vec<EmployerFact>) -> Employer {
    for fact in facts {
        let version = employer.version + 1;
        employer.apply(&Recorded {
            seq: u64::from(version),
            version,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            effective: fact.effective().unwrap(),
            actor: Actor::System,
            cause: CommandId(Uuid::from_u128(1)),
            fact,
        });
    }
    employer
}

fn description() -> DescribeEmployer {
    DescribeEmployer {
        described: on("2025-02-01"),
        office: office("ZZ-03-02"),
        kind: EmployerKind::Company,
        agreement_on: Some(day("2025-01-20")),
        name: "Bakery".to_owned(),
        place: " 7  Mill Street".to_owned(),
        contact: String::new(),
    }
}

fn offered(places: u16) -> OfferVacancy {
    OfferVacancy {
        offered: on("2025-03-01"),
        vacancy: BAKER,
        kind: OfferKind::Job,
        places,
        wage: Some(Money(2_500_000)),
        until_on: Some(day("2025-06-30")),
        name: "Baker".to_owned(),
    }
}

fn unknown() -> Employer {
    Employer::unknown(EmployerId(Uuid::from_u128(0xE1)))
}

fn known() -> Employer {
    after(unknown(), describe(&unknown(), &description(), day(TODAY)).unwrap())
}

/// A bakery that offers so many places for bakers until the end of June.
pub(crate) fn bakery(places: u16) -> Employer {
    let employer = known();
    let facts = offer(&employer, &offered(places), day(TODAY)).unwrap();
    after(employer, facts)
}

fn refused<T>(outcome: Result<T, EmployerRefusal>) -> Option<EmployerRefusal> {
    outcome.err()
}

#[test]
fn an_employer_has_a_name_and_a_place_and_an_agreement_that_was_made() {
    let try_it = |change: fn(&mut DescribeEmployer)| {
        let mut command = description();
        change(&mut command);
        refused(describe(&unknown(), &command, day(TODAY)))
    };
    assert_eq!(try_it(|_| {}), None);
    assert_eq!(known().standing.unwrap().words.place, "7 Mill Street");
    assert_eq!(try_it(|one| one.name = " ".to_owned()), Some(EmployerRefusal::NameMissing));
    assert_eq!(try_it(|one| one.place.clear()), Some(EmployerRefusal::PlaceMissing));
    let long = Some(EmployerRefusal::LineTooLong { most: EMPLOYER_LINE_MAX });
    assert_eq!(try_it(|one| one.contact = "x".repeat(201)), long);
    let future = Some(EmployerRefusal::AgreementNotYet { on: day("2025-06-11") });
    assert_eq!(try_it(|one| one.agreement_on = Some(day("2025-06-11"))), future);
    assert_eq!(try_it(|one| one.agreement_on = Some(day(TODAY))), None);
}

#[test]
fn an_employer_stands_in_the_register_of_one_office() {
    let command = DescribeEmployer { office: office("ZZ-01-01"), ..description() };
    let outcome = refused(describe(&known(), &command, day(TODAY)));
    assert_eq!(outcome, Some(EmployerRefusal::OtherOffice { office: office("ZZ-03-02") }));
}

#[test]
fn a_vacancy_has_places_and_ends_after_it_began() {
    let try_it = |change: fn(&mut OfferVacancy)| {
        let mut command = offered(2);
        change(&mut command);
        refused(offer(&known(), &command, day(TODAY)))
    };
    assert_eq!(try_it(|_| {}), None);
    assert_eq!(try_it(|one| one.places = 500), None);
    let places = Some(EmployerRefusal::Places { most: 500 });
    assert_eq!(try_it(|one| one.places = 0), places);
    assert_eq!(try_it(|one| one.places = 501), places);
    assert_eq!(try_it(|one| one.until_on = Some(day("2025-03-01"))), None);
    let (until_on, first) = (day("2025-02-28"), day("2025-03-01"));
    let ends = Some(EmployerRefusal::EndsBefore { until_on, on: first });
    assert_eq!(try_it(|one| one.until_on = Some(day("2025-02-28"))), ends);
    assert_eq!(try_it(|one| one.name.clear()), Some(EmployerRefusal::NameMissing));
    let outcome = refused(offer(&unknown(), &offered(2), day(TODAY)));
    assert_eq!(outcome, Some(EmployerRefusal::Unknown));
}

#[test]
fn no_place_is_given_twice() {
    let employer = bakery(1);
    assert_eq!(refused(free_place(&employer, BAKER, day("2025-06-30"))), None);
    let facts = take_place(&employer, (BAKER, CASE), on("2025-06-02")).unwrap();
    let employer = after(employer, facts);
    let filled = Some(EmployerRefusal::Filled { places: 1 });
    assert_eq!(refused(free_place(&employer, BAKER, day("2025-06-05"))), filled);
    let again = take_place(&employer, (BAKER, CASE), on("2025-06-05"));
    assert_eq!(refused(again), filled);
}

#[test]
fn nobody_is_sent_to_what_is_over() {
    let expired = Some(EmployerRefusal::Expired { until_on: day("2025-06-30") });
    assert_eq!(refused(free_place(&bakery(1), BAKER, day("2025-07-01"))), expired);
    let other = refused(free_place(&bakery(1), Uuid::from_u128(9), day(TODAY)));
    assert_eq!(other, Some(EmployerRefusal::UnknownVacancy));
    let command = CloseVacancy { vacancy: BAKER, closed: on("2025-06-01") };
    let employer = bakery(1);
    let facts = close_vacancy(&employer, &command, day(TODAY)).unwrap();
    let employer = after(employer, facts);
    let gone = EmployerRefusal::VacancyGone { closed_on: day("2025-06-01") };
    assert_eq!(refused(free_place(&employer, BAKER, day("2025-06-01"))), Some(gone));
    assert_eq!(refused(free_place(&employer, BAKER, day("2025-05-31"))), None);
    let command = CloseEmployer { closed: on("2025-06-05"), words: "moved away".to_owned() };
    let employer = bakery(1);
    let facts = close(&employer, &command, day(TODAY)).unwrap();
    let employer = after(employer, facts);
    let closed = EmployerRefusal::AlreadyClosed { closed_on: day("2025-06-05") };
    assert_eq!(refused(free_place(&employer, BAKER, day(TODAY))), Some(closed.clone()));
    assert_eq!(refused(offer(&employer, &offered(1), day(TODAY))), Some(closed));
    let wordless = CloseEmployer { closed: on("2025-06-05"), words: String::new() };
    let outcome = refused(close(&bakery(1), &wordless, day(TODAY)));
    assert_eq!(outcome, Some(EmployerRefusal::WordsMissing));
}
