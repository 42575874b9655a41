//! Forgetting who a person was: asked by one person, decided by another, when the law no longer
//! wants the record kept.
//!
//! What goes are the keys of the sealed parts (names, numbers, addresses, what somebody said) and
//! the kept contents (messages, scans, papers). What stays are the entries themselves, so that
//! counts stay and proofs still verify. Nothing is forgotten while something holds the record: an
//! open case, a contest without answer, a submission that no court has decided, a message on its
//! way, the retention that a row of law sets.
//!
//! Who may ask and who may decide is policy. What a case still holds is counted in casework and
//! comes in as [`Holds`]; destroying the keys is the store's.

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::{CaseId, MessageId, PersonId, StaffId, StreamId};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::fact::{ErasureApproved, ErasureAsked, ErasureRefused, PersonFact, Retention};
use crate::person::{Erasure, ErasureOutcome, Person};

/// The longest reason of a refusal, in characters; the field of the form says so.
pub const REASON_LENGTH_MAX: usize = 2000;

/// What holds a record: as long as one of these stands, nothing of it is forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Cases that are not closed.
    pub open_cases: u32,
    /// Contests that nobody has answered.
    pub open_contests: u32,
    /// Submissions that no court has decided.
    pub open_submissions: u32,
    /// Messages that wait for a decision of identity or for their receipt.
    pub open_messages: u32,
    /// The day on which the last case was closed; absent where there is none.
    pub closed_on: Option<Date>,
}

/// The row of law that says how long a record is kept, in the edition of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionRow {
    /// The row, with the last day on which this record is to be kept.
    pub retention: Retention,
    /// Whether the row is sure enough to support an act by itself.
    pub verified: bool,
}

/// What is to be forgotten besides the person's own stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// The person's cases.
    pub cases: Vec<CaseId>,
    /// The messages that speak of the person alone.
    pub messages: Vec<MessageId>,
    /// Other records about the person: a specialist's notebooks.
    pub beside: Vec<StreamId>,
    /// Digests of the kept contents that no other record shares.
    pub contents: Vec<String>,
}

/// Another person's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecideErasure {
    /// Who decides.
    pub decided_by: StaffId,
    /// Whether it is approved.
    pub approved: bool,
    /// Why not; needed where it is refused.
    pub words: String,
}

bagyt_core::refusals! {
    /// Why it is not forgotten who a person was.
    pub enum ErasureRefusal {
        /// It is forgotten already.
        #[error("who this person was is erased already")]
        AlreadyErased = "erasure-done",
        /// Somebody asked before, and nobody has decided.
        #[error("the erasure was asked for already and waits for another person's decision")]
        AlreadyAsked = "erasure-waits",
        /// Nobody asked.
        #[error("no erasure of this record waits for a decision")]
        NotAsked = "erasure-not-asked",
        /// Whoever asked does not decide.
        #[error("whoever asked for an erasure does not decide it; another person must")]
        OwnRequest = "erasure-own-request",
        /// The record is joined with another one, or may be.
        #[error("the record is joined with another one, or that was proposed; settle that first")]
        Joined = "erasure-joined",
        /// A case is open.
        #[error("the person has open cases ({cases}); nothing is erased before they are closed")]
        CaseOpen {
            /// How many.
            cases: u32,
        } = "erasure-case-open",
        /// No case of the person was ever closed.
        #[error("the person has no closed case, so that no retention has begun")]
        NoCase = "erasure-no-case",
        /// The client contests an entry.
        #[error("contests of the client wait for an answer ({contests}); answer them first")]
        ContestOpen {
            /// How many.
            contests: u32,
        } = "erasure-contest-open",
        /// A submission is not decided.
        #[error("submissions have not been decided by the court ({submissions})")]
        SubmissionOpen {
            /// How many.
            submissions: u32,
        } = "erasure-submission-open",
        /// A message is on its way or under review.
        #[error("messages wait for a decision or for their receipt ({messages})")]
        MessageOpen {
            /// How many.
            messages: u32,
        } = "erasure-message-open",
        /// The law tables say nothing of retention.
        #[error("no row of law says how long a record is kept; a lawyer must add it first")]
        NoRow = "erasure-no-row",
        /// The row is not verified.
        #[error("row `{row}` is not verified; no record is erased by it")]
        RowUnverified {
            /// Its code.
            row: String,
        } = "erasure-row-unverified",
        /// The law wants the record kept.
        #[error("the record is to be kept until {until}")]
        Retained {
            /// The last day.
            until: Date,
        } = "erasure-retained",
        /// A refusal needs words.
        #[error("a refusal needs its reason in words")]
        WordsMissing = "words-missing" @ "words",
        /// The words are too long.
        #[error("the words have {characters} characters; the most is {most}")]
        WordsTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "words-too-long" @ "words",
    }
}

/// Returns the first day on which retention counts, the day after the last case was closed.
pub fn retained_from(closed_on: Date) -> Date {
    closed_on.saturating_add(1.day())
}

/// Returns the retention relied on, if nothing holds the record.
///
/// # Errors
///
/// [`ErasureRefusal::CaseOpen`], `NoCase`, `ContestOpen`, `SubmissionOpen`, `MessageOpen`, `NoRow`,
/// `RowUnverified`, `Retained`; the first that applies is returned.
pub fn free(
    holds: &Holds,
    row: Option<&RetentionRow>,
    today: Date,
) -> Result<Retention, ErasureRefusal> {
    let Holds { open_cases, open_contests, open_submissions, open_messages, .. } = *holds;
    if open_cases > 0 {
        return Err(ErasureRefusal::CaseOpen { cases: open_cases });
    }
    if holds.closed_on.is_none() {
        return Err(ErasureRefusal::NoCase);
    }
    if open_contests > 0 {
        return Err(ErasureRefusal::ContestOpen { contests: open_contests });
    }
    if open_submissions > 0 {
        return Err(ErasureRefusal::SubmissionOpen { submissions: open_submissions });
    }
    if open_messages > 0 {
        return Err(ErasureRefusal::MessageOpen { messages: open_messages });
    }
    let row = row.ok_or(ErasureRefusal::NoRow)?;
    if !row.verified {
        return Err(ErasureRefusal::RowUnverified { row: row.retention.row.clone() });
    }
    let until = row.retention.until;
    if today <= until {
        return Err(ErasureRefusal::Retained { until });
    }
    Ok(row.retention.clone())
}

/// Decides what to write when somebody asks that it be forgotten who a person was.
///
/// # Errors
///
/// [`ErasureRefusal::AlreadyErased`], [`ErasureRefusal::AlreadyAsked`],
/// [`ErasureRefusal::Joined`], then those of [`free`].
pub fn ask(
    person: &Person,
    holds: &Holds,
    row: Option<&RetentionRow>,
    today: Date,
) -> Result<Vec<PersonFact>, ErasureRefusal> {
    if person.erased().is_some() {
        return Err(ErasureRefusal::AlreadyErased);
    }
    if waiting(person).is_some() {
        return Err(ErasureRefusal::AlreadyAsked);
    }
    if is_joined(person) {
        return Err(ErasureRefusal::Joined);
    }
    let retention = free(holds, row, today)?;
    Ok(vec![ErasureAsked { retention }.into()])
}

/// Decides what to write when another person approves or refuses it. What holds the record is
/// looked at again: something may have come in since it was asked.
///
/// # Errors
///
/// [`ErasureRefusal::AlreadyErased`], [`ErasureRefusal::NotAsked`],
/// [`ErasureRefusal::OwnRequest`]; of a refusal those of the words, of an approval those of
/// [`free`].
pub fn decide(
    person: &Person,
    command: &DecideErasure,
    free: Result<Retention, ErasureRefusal>,
    forgotten: Forgotten,
) -> Result<Vec<PersonFact>, ErasureRefusal> {
    if person.erased().is_some() {
        return Err(ErasureRefusal::AlreadyErased);
    }
    let request = waiting(person).ok_or(ErasureRefusal::NotAsked)?;
    if request.asked_by == Some(command.decided_by) {
        return Err(ErasureRefusal::OwnRequest);
    }
    let asked = request.asked;
    if command.approved {
        let Forgotten { cases, messages, beside, contents } = forgotten;
        if is_joined(person) {
            return Err(ErasureRefusal::Joined);
        }
        let retention = free?;
        let approved = ErasureApproved { asked, retention, cases, messages, beside, contents };
        return Ok(vec![approved.into()]);
    }
    let words = command.words.trim();
    let characters = words.chars().count();
    if characters == 0 {
        return Err(ErasureRefusal::WordsMissing);
    }
    if characters > REASON_LENGTH_MAX {
        return Err(ErasureRefusal::WordsTooLong { characters, most: REASON_LENGTH_MAX });
    }
    let private = Some(PrivateWords { words: words.to_owned() });
    Ok(vec![ErasureRefused { asked, private }.into()])
}

/// Returns the streams whose keys go with an approved erasure.
pub fn erased_streams(person: PersonId, approved: &ErasureApproved) -> Vec<StreamId> {
    let cases = approved.cases.iter().map(|case| case.stream());
    let messages = approved.messages.iter().map(|message| message.stream());
    let beside = approved.beside.iter().copied();
    std::iter::once(person.stream()).chain(cases).chain(messages).chain(beside).collect()
}

fn is_joined(person: &Person) -> bool {
    person.merge.is_some() || person.joined_to.is_some()
}

fn waiting(person: &Person) -> Option<&Erasure> {
    person.erasure.as_ref().filter(|erasure| erasure.outcome == ErasureOutcome::Waiting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bagyt_core::command::Actor;
    use bagyt_core::effective::{Effective, Zone};
    use bagyt_core::fact::Recorded;
    use bagyt_core::identity::CommandId;
    use jiff::Timestamp;
    use uuid::Uuid;

    const HEAD: StaffId = StaffId(Uuid::from_u128(1));
    const DEPUTY: StaffId = StaffId(Uuid::from_u128(2));

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn closed() -> Holds {
        Holds { closed_on: Some(day("2025-06-02")), ..Holds::default() }
    }

    fn row(verified: bool) -> RetentionRow {
        let retention = Retention {
            row: "retention_after_closing".to_owned(),
            edition_from: day("2017-01-01"),
            article: "Probation Act 48(2)".to_owned(),
            until: day("2030-06-02"),
        };
        RetentionRow { retention, verified }
    }

    fn then(mut person: Person, by: StaffId, facts: Vec<PersonFact>) -> Person {
        for fact in facts {
            let version = person.version + 1;
            person.apply(&Recorded {
                seq: u64::from(version),
                version,
                recorded_at: Timestamp::UNIX_EPOCH,
                effective: Effective::day(day("2030-06-03"), Zone::Bishkek),
                actor: Actor::Staff(by),
                cause: CommandId(Uuid::from_u128(9)),
                fact,
            });
        }
        person
    }

    fn named() -> Person {
        Person { phone: Some("+999 55 010 20 30".to_owned()), ..Person::default() }
    }

    fn asked() -> Person {
        let facts = ask(&named(), &closed(), Some(&row(true)), day("2030-06-03")).unwrap();
        then(named(), HEAD, facts)
    }

    #[track_caller]
    fn check(holds: Holds, row: Option<RetentionRow>, today: &str, expected: Result<(), &str>) {
        let outcome = ask(&named(), &holds, row.as_ref(), day(today));
        let outcome = outcome.map(|facts| assert_eq!(facts.len(), 1));
        assert_eq!(outcome.map_err(|refusal| refusal.to_string()), expected.map_err(str::to_owned));
    }

    #[track_caller]
    fn check_decided(
        person: &Person,
        by: StaffId,
        approved: bool,
        words: &str,
        expected: Result<(), &str>,
    ) {
        let command = DecideErasure { decided_by: by, approved, words: words.to_owned() };
        let free = free(&closed(), Some(&row(true)), day("2030-06-03"));
        let outcome = decide(person, &command, free, Forgotten::default());
        let outcome = outcome.map(|facts| assert_eq!(facts.len(), 1));
        assert_eq!(outcome.map_err(|refusal| refusal.to_string()), expected.map_err(str::to_owned));
    }

    #[test]
    fn a_record_is_kept_to_the_last_day_of_its_retention() {
        let why = Err("the record is to be kept until 2030-06-02");
        check(closed(), Some(row(true)), "2030-06-02", why);
        check(closed(), Some(row(true)), "2030-06-03", Ok(()));
        assert_eq!(retained_from(day("2025-06-02")), day("2025-06-03"));
    }

    #[test]
    fn without_a_verified_row_nothing_is_erased() {
        let why = "no row of law says how long a record is kept; a lawyer must add it first";
        check(closed(), None, "2030-06-03", Err(why));
        let why = "row `retention_after_closing` is not verified; no record is erased by it";
        check(closed(), Some(row(false)), "2030-06-03", Err(why));
    }

    #[test]
    fn whatever_is_open_holds_the_record() {
        let row = || Some(row(true));
        let holds = |change: fn(&mut Holds)| {
            let mut holds = closed();
            change(&mut holds);
            holds
        };
        let why = "the person has open cases (1); nothing is erased before they are closed";
        check(holds(|holds| holds.open_cases = 1), row(), "2030-06-03", Err(why));
        let why = "the person has no closed case, so that no retention has begun";
        check(holds(|holds| holds.closed_on = None), row(), "2030-06-03", Err(why));
        let why = "contests of the client wait for an answer (2); answer them first";
        check(holds(|holds| holds.open_contests = 2), row(), "2030-06-03", Err(why));
        let why = "submissions have not been decided by the court (1)";
        check(holds(|holds| holds.open_submissions = 1), row(), "2030-06-03", Err(why));
        let why = "messages wait for a decision or for their receipt (1)";
        check(holds(|holds| holds.open_messages = 1), row(), "2030-06-03", Err(why));
    }

    #[test]
    fn another_person_decides_and_not_the_one_who_asked() {
        let why = "whoever asked for an erasure does not decide it; another person must";
        check_decided(&asked(), HEAD, true, "", Err(why));
        check_decided(&asked(), HEAD, false, "no", Err(why));
        check_decided(&asked(), DEPUTY, true, "", Ok(()));
        let why = "no erasure of this record waits for a decision";
        check_decided(&named(), DEPUTY, true, "", Err(why));
    }

    #[test]
    fn a_refusal_needs_words_and_lets_it_be_asked_again() {
        check_decided(&asked(), DEPUTY, false, " ", Err("a refusal needs its reason in words"));
        let why = "the words have 2001 characters; the most is 2000";
        check_decided(&asked(), DEPUTY, false, &"я".repeat(2001), Err(why));
        let words = "A claim was announced".to_owned();
        let command = DecideErasure { decided_by: DEPUTY, approved: false, words };
        let free = free(&closed(), Some(&row(true)), day("2030-06-03"));
        let facts = decide(&asked(), &command, free, Forgotten::default()).unwrap();
        let person = then(asked(), DEPUTY, facts);
        assert!(person.erased().is_none() && person.phone.is_some());
        assert!(ask(&person, &closed(), Some(&row(true)), day("2030-06-04")).is_ok());
    }

    #[test]
    fn what_is_approved_is_forgotten_at_once_and_not_asked_for_again() {
        let again = ask(&asked(), &closed(), Some(&row(true)), day("2030-06-03"));
        assert_eq!(again, Err(ErasureRefusal::AlreadyAsked));
        let case = CaseId(Uuid::from_u128(7));
        let forgotten = Forgotten { cases: vec![case], ..Forgotten::default() };
        let command = DecideErasure { decided_by: DEPUTY, approved: true, words: String::new() };
        let free = free(&closed(), Some(&row(true)), day("2030-06-03"));
        let facts = decide(&asked(), &command, free, forgotten).unwrap();
        let person = then(asked(), DEPUTY, facts);
        assert_eq!((person.phone.as_ref(), person.version), (None, 2));
        let id = PersonId(Uuid::from_u128(8));
        let streams = erased_streams(id, person.erased().unwrap());
        assert_eq!(streams, [id.stream(), case.stream()]);
        let again = ask(&person, &closed(), Some(&row(true)), day("2030-06-03"));
        assert_eq!(again, Err(ErasureRefusal::AlreadyErased));
        check_decided(&person, HEAD, true, "", Err("who this person was is erased already"));
    }
}
