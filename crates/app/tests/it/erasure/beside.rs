//! What stands beside the record of a client and goes with it: papers, confidential notes, wishes.

use bagyt_app::command::{CaseAct, SpecialistAct, SupportAct};
use bagyt_app::issuing::PaperOrder;
use bagyt_app::letters::LetterOrder;
use bagyt_app::outcome::Failure;
use bagyt_app::second_factor::Confirmation;
use bagyt_casework::codes::{
    LetterKind, PaperFault, PaperKind, Signing, SpecialistAnswer, SpecialistTask, WishMatter,
    WishMeans,
};
use bagyt_casework::notebook::WriteNote;
use bagyt_casework::paper::WithdrawPaper;
use bagyt_casework::specialist::{AnswerSpecialist, AskSpecialist};
use bagyt_casework::wish::RecordWish;
use bagyt_core::identity::{NotebookId, WishId};
use bagyt_store::Location;

use super::{House, NAME, stands_in_files};
use crate::cluster::Place;
use crate::service::{OFFICE, on_day, words};

/// What a client confided to a psychologist.
const CONFIDED: &str = "Чернокрылка";
/// Who wants to be told of the client.
const VICTIM: &str = "Синеглазова";

pub(super) fn papers_that_were_issued_and_withdrawn_are_gone_with_the_person(place: &Place) {
    let mut house = House::open(place);
    house.violate();
    let officer = house.people.officer.clone();
    let warned = house.service.app.case(&officer, house.case).unwrap().absences[0].warning;
    let (letter, about) = (LetterKind::Warning, warned.unwrap());
    let order = LetterOrder { letter, about, language: "ru".to_owned() };
    let id = house.service.id();
    house.service.app.issue_letter(&officer, id, house.case, &order, &words).unwrap();
    let version = house.service.app.case(&officer, house.case).unwrap().version;
    let letter = house.service.app.letter(&officer, house.case, version).unwrap();
    assert!(letter.starts_with(b"%PDF"));
    house.close();
    let before = house.service.app.erasure(&house.people.head, house.case).unwrap().contents;
    let (paper, signing) = (PaperKind::RemovalCertificate, Signing::Hand);
    let choices = house.service.app.papers(&officer, house.case).unwrap().choices;
    let about = choices.iter().find(|one| one.paper == paper).unwrap().about;
    let order = PaperOrder { paper, about, language: "ru".to_owned(), signing };
    let id = house.service.id();
    let asked = (house.case, &order);
    house.service.app.issue_paper(&officer, id, asked, Confirmation::from(""), &words).unwrap();
    let paper = house.service.app.papers(&officer, house.case).unwrap().issued[0].version;
    let withdraw = WithdrawPaper {
        paper,
        withdrawn: on_day("2025-10-01"),
        fault: PaperFault::Mistake,
        words: NAME.to_owned(),
    };
    house.service.act(&officer, house.case, CaseAct::WithdrawPaper(withdraw));
    assert!(house.service.app.issued_paper(&officer, house.case, paper).is_ok());
    let page = house.service.app.erasure(&house.people.head, house.case).unwrap();
    assert_eq!((before, page.contents), (3, 4), "the act, its scan, the letter; the certificate");
    house.erase();
    let app = &house.service.app;
    let gone =
        [app.issued_paper(&officer, house.case, paper), app.letter(&officer, house.case, version)];
    assert!(gone.iter().all(|one| matches!(one, Err(Failure::NotFound))));
    assert!(!house.shown().contains(NAME));
    assert_eq!(app.papers(&house.people.head, house.case).unwrap().issued.len(), 1);
}

pub(super) fn notes_and_wishes_are_gone_with_the_person(place: &Place) {
    let mut house = House::open(place);
    let (psychologist, _) = house.service.staff("psychologist", "psychologist", OFFICE);
    let (social, _) = house.service.staff("social", "social_worker", OFFICE);
    let (officer, case, today) = (house.people.officer.clone(), house.case, on_day("2025-06-12"));
    let ask = AskSpecialist {
        asked: today,
        specialist: psychologist.staff,
        task: SpecialistTask::Counselling,
        words: "Не спит".to_owned(),
    };
    let specialist = |act| CaseAct::Support(SupportAct::Specialist(act));
    house.service.act(&officer, case, specialist(SpecialistAct::Ask(ask)));
    let request = house.service.app.case(&officer, case).unwrap().version;
    let (by, outcome) = (psychologist.staff, SpecialistAnswer::Taken);
    let answer = AnswerSpecialist { request, answered: today, by, outcome, words: String::new() };
    house.service.act(&psychologist, case, specialist(SpecialistAct::Answer(answer)));
    let (written, words) = (today, format!("{CONFIDED} боится"));
    let id = house.service.id();
    let write = WriteNote { written, by, words };
    let note = house.service.app.write_note(&psychologist, id, (case, write)).unwrap();
    let record = RecordWish {
        recorded: today,
        case,
        matters: vec![WishMatter::Move],
        means: WishMeans::Telephone,
        until_on: None,
        name: VICTIM.to_owned(),
        contact: "0555 07 07 07".to_owned(),
    };
    let id = house.service.id();
    let wish = house.service.app.record_wish(&social, id, record).unwrap();
    let app = &house.service.app;
    assert!(app.notes(&psychologist, case).unwrap().notes[0].words.contains(CONFIDED));
    assert_eq!(app.wishes(&social, case).unwrap()[0].name, VICTIM);
    house.close();
    house.erase();
    let app = &house.service.app;
    let notes = app.notes(&psychologist, case).unwrap().notes;
    assert!(notes.iter().all(|note| note.words.is_empty()), "{notes:?}");
    let wishes = app.wishes(&social, case).unwrap();
    assert!(wishes.iter().all(|wish| wish.name.is_empty()), "{wishes:?}");
    // The entries stay and verify; the keys of both streams are gone.
    let (note, wish) = (note.stream.unwrap(), wish.stream.unwrap());
    assert_eq!(note, NotebookId(note.id).stream());
    assert_eq!(wish, WishId(wish.id).stream());
    app.verify(&|_, _| {}).unwrap();
    app.check_projections(&|_, _| {}).unwrap();
    if let Location::Sqlite { path } = &place.location {
        for gone in [CONFIDED, VICTIM] {
            assert!(!stands_in_files(path, gone.as_bytes()), "{gone}");
        }
    }
}
