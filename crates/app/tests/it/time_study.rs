//! A time study of an office from the lot to the result, on both databases.

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::StudyLine;
use bagyt_app::user::User;
use bagyt_casework::codes::AllocationReason;
use bagyt_casework::time_study::AnswerMoment;
use bagyt_core::identity::TimeStudyId;

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, day, on_day};

/// A Monday.
const FIRST: &str = "2025-06-16";
/// The working days on which people answer.
const DAYS: [&str; 5] = ["2025-06-16", "2025-06-17", "2025-06-18", "2025-06-19", "2025-06-20"];

struct House {
    service: Service,
    asked: [User; 3],
    elsewhere: User,
    headquarters: User,
    _place: Place,
}

impl House {
    fn open(place: Place) -> House {
        let mut service = Service::open(&place.location);
        service.at(FIRST, 9);
        let staff = |login: &str, role: &str, office: &str| service.staff(login, role, office).0;
        let asked = [
            staff("head", "head_of_office", OFFICE),
            staff("officer", "officer", OFFICE),
            staff("colleague", "officer", OFFICE),
        ];
        let elsewhere = staff("elsewhere", "head_of_office", "ZZ-01-01");
        let headquarters = staff("headquarters", "headquarters", OFFICE);
        service.app.receive_message(None, JUDGMENT.into()).unwrap();
        let case = service.app.unallocated(&asked[0], 1).unwrap().rows[0].case;
        let reason = AllocationReason::LowestCaseload;
        let allocate = CaseAct::Allocate { from: on_day(FIRST), officer: asked[1].staff, reason };
        service.act(&asked[0], case, allocate);
        House { service, asked, elsewhere, headquarters, _place: place }
    }

    fn start(&mut self, by: &User) -> Result<TimeStudyId, Failure> {
        let id = self.service.id();
        let asked = (&self.asked[0].office, day(FIRST));
        let answer = self.service.app.open_time_study(by, id, asked)?;
        Ok(TimeStudyId(answer.stream.unwrap().id))
    }

    fn answer(&mut self, by: &User, work: Option<&str>) -> Result<(), Failure> {
        let asked = self.service.app.time_asked(by)?.ok_or(Failure::NotFound)?;
        let answer = AnswerMoment { asked: asked.asked, work: work.map(str::to_owned) };
        let id = self.service.id();
        self.service.app.answer_time_study(by, id, (asked.study, answer)).map(|_| ())
    }

    /// Everybody answers about each hour of the days; one of them did not say once.
    fn answer_all(&mut self) {
        let asked = self.asked.clone();
        for (number, on) in DAYS.iter().enumerate() {
            for hour in 8..=16 {
                // The moment of this hour has come, and that of the next one not.
                self.service.at(on, hour);
                self.service.pass(59 * 60 + 30);
                let work = match (number, hour) {
                    (0, _) => "supervision_new",
                    (1, _) => "travel",
                    _ => "office",
                };
                for user in &asked {
                    self.answer(user, Some(work)).unwrap();
                    assert_eq!(self.service.app.time_asked(user).unwrap(), None);
                }
            }
        }
        self.service.at("2025-06-23", 10);
        self.answer(&asked[1], None).unwrap();
        self.answer(&asked[2], Some("learning")).unwrap();
    }
}

fn an_office_answers_and_reads_sums_once_the_days_are_over(place: Place) {
    let mut house = House::open(place);
    let [head, officer, _] = house.asked.clone();
    let study = house.start(&head).unwrap();
    house.answer_all();
    let page = house.service.app.time_study(&head, study).unwrap();
    assert_eq!((page.item.people, page.item.answers), (3, 137));
    assert_eq!(page.result, None);
    house.service.at("2025-06-30", 9);
    assert_eq!(house.service.app.time_asked(&officer).unwrap(), None);
    let result = house.service.app.time_study(&head, study).unwrap().result.unwrap();
    assert_eq!((result.answers, result.unsaid, result.people), (136, 1, 3));
    let line = |code: &str| -> Option<StudyLine> {
        result.lines.iter().find(|line| line.work.code == code).cloned()
    };
    let new = line("supervision_new").unwrap();
    assert_eq!((new.answers, new.share.0, new.cases, new.points), (27, 199, Some(1), Some(30)));
    assert_eq!((new.points_ratio, new.time_ratio.unwrap().value), (Some(100), 100));
    // 27 of 136 parts of a week of three people, 2,700 minutes each, for one case.
    assert_eq!(new.minutes.unwrap().value, 160_809);
    assert_eq!(line("office").unwrap().answers, 81);
    assert_eq!(line("supervision_high").map(|line| line.answers), Some(0));
    // What one person named is shown with what fewest of the others named.
    let together = result.together.as_ref().unwrap();
    let codes: Vec<&str> = together.works.iter().map(|work| work.code.as_str()).collect();
    assert_eq!((codes.as_slice(), together.answers), (["learning", "travel"].as_slice(), 28));
}

fn too_few_answers_say_nothing(place: Place) {
    let mut house = House::open(place);
    let [head, officer, _] = house.asked.clone();
    let study = house.start(&head).unwrap();
    house.service.at(FIRST, 11);
    house.answer(&officer, Some("travel")).unwrap();
    house.service.at("2025-07-15", 9);
    let page = house.service.app.time_study(&head, study).unwrap();
    assert!(page.item.is_over);
    assert_eq!(page.result, None);
}

fn who_leads_opens_and_reads_and_each_answers_for_themselves(place: Place) {
    let mut house = House::open(place);
    let [head, officer, _] = house.asked.clone();
    let (elsewhere, headquarters) = (house.elsewhere.clone(), house.headquarters.clone());
    for other in [&officer, &elsewhere] {
        assert!(matches!(house.start(other), Err(Failure::Denied)));
    }
    let study = house.start(&headquarters).unwrap();
    let again = house.start(&head).unwrap_err();
    let Failure::Refused(refused) = again else { panic!("a refusal, not {again:?}") };
    assert_eq!(refused.code, "time-study-already-open");
    for reader in [&head, &headquarters] {
        assert_eq!(house.service.app.time_study(reader, study).unwrap().item.answers, 0);
    }
    for other in [&officer, &elsewhere] {
        let read = house.service.app.time_study(other, study);
        assert!(matches!(read, Err(Failure::Denied)));
    }
    house.service.at(FIRST, 10);
    assert_eq!(house.service.app.time_asked(&elsewhere).unwrap(), None);
    // Nobody answers about the moment of a colleague.
    let asked = house.service.app.time_asked(&officer).unwrap().unwrap();
    let id = house.service.id();
    let answer = AnswerMoment { asked: asked.asked, work: None };
    let told = house.service.app.answer_time_study(&elsewhere, id, (study, answer.clone()));
    assert!(matches!(told, Err(Failure::Denied)));
    house.answer(&officer, None).unwrap();
    let id = house.service.id();
    let told = house.service.app.answer_time_study(&officer, id, (study, answer)).unwrap_err();
    let Failure::Refused(refused) = told else { panic!("a refusal, not {told:?}") };
    assert_eq!(refused.code, "time-study-answered");
    // On a Sunday nobody is asked.
    house.service.at("2025-06-22", 11);
    assert_eq!(house.service.app.time_asked(&officer).unwrap(), None);
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(Place::postgresql()); })*
        }
    };
}

on_both! {
    an_office_answers_and_reads_sums_once_the_days_are_over
    too_few_answers_say_nothing
    who_leads_opens_and_reads_and_each_answers_for_themselves
}
