use super::*;
use crate::invented::{OFFICER, Story, at, day, on};
use bagyt_core::identity::CommandId;
use uuid::Uuid;

const WRITER: StaffId = crate::specialist::PSYCHOLOGIST;
const OTHER: StaffId = StaffId(Uuid::from_u128(0xB2));

fn after(mut notebook: Notebook, by: StaffId, moment: &str, facts: Vec<NotebookFact>) -> Notebook {
    for fact in facts {
        let version = notebook.version + 1;
        notebook.apply(&Recorded {
            seq: u64::from(version),
            version,
            recorded_at: at(moment),
            effective: fact.effective().unwrap_or_else(|| on("2025-04-16")),
            actor: Actor::Staff(by),
            cause: CommandId(Uuid::from_u128(1)),
            fact,
        });
    }
    notebook
}

fn empty() -> Notebook {
    Notebook::empty(NotebookId(Uuid::from_u128(0x0b)))
}

fn note(by: StaffId) -> WriteNote {
    WriteNote { written: on("2025-04-16"), by, words: "afraid to go home".to_owned() }
}

/// A notebook with one note.
pub(crate) fn of_one_note() -> Notebook {
    let story = Story::with_specialist();
    let facts = write(&empty(), &story.case, &note(WRITER), day("2025-04-16")).unwrap();
    after(empty(), WRITER, "2025-04-16T11:00", facts)
}

fn shared(notebook: Notebook, share: NotebookShare) -> Notebook {
    let command = ShareNotebook { shared: on("2025-04-17"), by: WRITER, with: OTHER, share };
    let role = Some(Role::SocialWorker);
    let facts = super::share(&notebook, &command, role, day("2025-04-17")).unwrap();
    after(notebook, WRITER, "2025-04-17T11:00", facts)
}

#[track_caller]
fn reads(notebook: &Notebook, staff: StaffId, moment: &str, notes: usize) {
    assert_eq!(notebook.read_by(staff, at(moment)).len(), notes);
}

#[test]
fn notes_are_written_by_who_has_the_client() {
    let story = Story::with_specialist();
    let today = day("2025-04-16");
    let outcome = write(&empty(), &story.case, &note(OTHER), today);
    assert_eq!(outcome, Err(NotebookRefusal::NotEngaged));
    let outcome = write(&empty(), &Story::opened().case, &note(WRITER), today);
    assert_eq!(outcome, Err(NotebookRefusal::NotEngaged));
    let wordless = WriteNote { words: " ".to_owned(), ..note(WRITER) };
    let outcome = write(&of_one_note(), &story.case, &wordless, today);
    assert_eq!(outcome, Err(NotebookRefusal::WordsMissing));
    let tomorrow = WriteNote { written: on("2025-04-17"), ..note(WRITER) };
    let outcome = write(&of_one_note(), &story.case, &tomorrow, today);
    assert_eq!(outcome, Err(NotebookRefusal::NotYet { on: day("2025-04-17") }));
    let kept = shared(of_one_note(), NotebookShare::Successor);
    let outcome = write(&kept, &story.case, &note(WRITER), today);
    assert_eq!(outcome, Err(NotebookRefusal::NotKeeper));
}

#[test]
fn a_note_is_read_by_its_writer_alone() {
    let notebook = of_one_note();
    reads(&notebook, WRITER, "2025-04-16T12:00", 1);
    reads(&notebook, OTHER, "2025-04-16T12:00", 0);
    reads(&notebook, OFFICER, "2025-04-16T12:00", 0);
}

#[test]
fn who_goes_on_reads_all_and_who_went_reads_what_they_wrote() {
    let notebook = shared(of_one_note(), NotebookShare::Successor);
    reads(&notebook, OTHER, "2025-04-17T12:00", 1);
    reads(&notebook, WRITER, "2025-04-17T12:00", 1);
    let facts = NoteWritten {
        case: crate::invented::CASE,
        written: on("2025-04-18"),
        private: sealed("moved to an aunt"),
    };
    let notebook = after(notebook, OTHER, "2025-04-18T11:00", vec![facts.into()]);
    reads(&notebook, OTHER, "2025-04-18T12:00", 2);
    reads(&notebook, WRITER, "2025-04-18T12:00", 1);
}

#[test]
fn a_deputy_reads_only_after_opening_with_a_reason_and_for_a_time() {
    let notebook = shared(of_one_note(), NotebookShare::Deputy);
    reads(&notebook, OTHER, "2025-04-17T12:00", 0);
    let until = at("2025-04-18T12:00");
    let wordless = OpenNotebook { by: OTHER, words: String::new() };
    assert_eq!(open(&notebook, &wordless, until), Err(NotebookRefusal::WordsMissing));
    let other = OpenNotebook { by: OFFICER, words: "wants to know".to_owned() };
    assert_eq!(open(&notebook, &other, until), Err(NotebookRefusal::NotDeputy));
    let command = OpenNotebook { by: OTHER, words: "the client threatens himself".to_owned() };
    let facts = open(&notebook, &command, until).unwrap();
    let notebook = after(notebook, OTHER, "2025-04-17T12:00", facts);
    reads(&notebook, OTHER, "2025-04-18T11:59", 1);
    reads(&notebook, OTHER, "2025-04-18T12:00", 0);
    reads(&notebook, OFFICER, "2025-04-17T13:00", 0);
    assert_eq!(notebook.openings[0].words, "the client threatens himself");
}

#[test]
fn only_the_keeper_lets_another_specialist_in() {
    let notebook = of_one_note();
    let command = |by, with| ShareNotebook {
        shared: on("2025-04-17"),
        by,
        with,
        share: NotebookShare::Successor,
    };
    let try_it =
        |by, with, role| super::share(&notebook, &command(by, with), role, day("2025-04-17")).err();
    assert_eq!(try_it(OTHER, WRITER, Some(Role::Psychologist)), Some(NotebookRefusal::NotKeeper));
    let none = Some(NotebookRefusal::NoSpecialist);
    assert_eq!(try_it(WRITER, OTHER, Some(Role::HeadOfOffice)), none);
    assert_eq!(try_it(WRITER, OTHER, None), none);
    assert_eq!(try_it(WRITER, WRITER, Some(Role::Psychologist)), none);
}
