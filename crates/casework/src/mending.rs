//! Mending an entry: taking it back, or putting another content in its place.
//!
//! Nothing is changed or deleted; a further entry names the one that it mends, and both stay
//! visible. What others have already acted on is not taken back: the act that opened the case, a
//! submission that was approved or sent, a ruling. Those are answered by a new act.

use bagyt_core::fact::{Corrected, FactCodec, Withdrawn};
use bagyt_core::refusal::Refusal;
use bagyt_core::refusal::required;
use jiff::civil::Date;

use crate::case::Case;
use crate::codes::MendingReason;
use crate::contact::{self, ContactRefusal, Outcome, RecordContact};
use crate::entries::{AttributeEnd, Marked, Submission, drop_version, find_version};
use crate::fact::{CaseFact, sealed};

/// Takes an entry back.
#[derive(Clone, Debug, PartialEq)]
pub struct WithdrawEntry {
    /// Version of the entry.
    pub version: u32,
    /// Why.
    pub reason: MendingReason,
    /// In words.
    pub words: String,
}

/// Puts another content in the place of a contact or an absence.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectContact {
    /// Version of the entry.
    pub version: u32,
    /// Why.
    pub reason: MendingReason,
    /// What is to stand there.
    pub contact: RecordContact,
}

bagyt_core::refusals! {
    required words;
    /// Why an entry is not mended.
    pub enum MendingRefusal {
        /// The case has no such entry in force.
        #[error("the case has no entry {version} that can be mended, or it is mended already")]
        UnknownEntry {
            /// Version that was named.
            version: u32,
        } = "unknown-entry" @ "version",
        /// Others have acted on it.
        #[error("entry {version} is an act that others rely on; it is answered by a new act")]
        ActStands {
            /// Version that was named.
            version: u32,
        } = "act-stands" @ "version",
        /// A later entry rests on it.
        #[error("entry {by} rests on entry {version}; take that back first")]
        Relied {
            /// Version that was named.
            version: u32,
            /// Version of the entry that rests on it.
            by: u32,
        } = "entry-relied-on" @ "version",
        /// A contact would become an absence, or the other way round.
        #[error("a correction keeps the kind of entry {version}; take it back and record it anew")]
        KindChanges {
            /// Version that was named.
            version: u32,
        } = "correction-changes-kind" @ "outcome",
        /// The new content cannot be written.
        #[error("the new content of entry {version} cannot be written")]
        NotWritable {
            /// Version that was named.
            version: u32,
        } = "entry-not-writable",
    }
}

/// Why a contact or an absence is not corrected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionRefusal {
    /// The entry cannot be mended.
    #[error(transparent)]
    Mending(#[from] MendingRefusal),
    /// The new content would be refused if it were recorded now.
    #[error(transparent)]
    Contact(#[from] ContactRefusal),
}

impl Refusal for CorrectionRefusal {
    fn code(&self) -> &'static str {
        match self {
            CorrectionRefusal::Mending(refusal) => refusal.code(),
            CorrectionRefusal::Contact(refusal) => refusal.code(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            CorrectionRefusal::Mending(refusal) => refusal.field(),
            CorrectionRefusal::Contact(refusal) => refusal.field(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            CorrectionRefusal::Mending(refusal) => refusal.arguments(),
            CorrectionRefusal::Contact(refusal) => refusal.arguments(),
        }
    }
}

/// Decides what to write when an entry is taken back.
///
/// # Errors
///
/// [`MendingRefusal`], in the order of its variants; the first that applies is returned.
pub fn withdraw(case: &Case, command: &WithdrawEntry) -> Result<Vec<CaseFact>, MendingRefusal> {
    let version = command.version;
    check_mendable(case, version)?;
    required(&command.words)?;
    Ok(vec![CaseFact::Withdrawn(Withdrawn {
        version,
        reason: command.reason.code().to_owned(),
        private: sealed(&command.words),
    })])
}

/// Decides what to write when a contact or an absence gets another content.
///
/// The new content passes the same checks as if it were recorded now.
///
/// # Errors
///
/// [`CorrectionRefusal::Mending`], then [`CorrectionRefusal::Contact`].
pub fn correct_contact(
    case: &Case,
    command: &CorrectContact,
    today: Date,
) -> Result<Vec<CaseFact>, CorrectionRefusal> {
    let version = command.version;
    check_mendable(case, version)?;
    let mut without = case.clone();
    drop_version(&mut without.contacts, version);
    drop_version(&mut without.absences, version);
    let is_contact = without.contacts.len() < case.contacts.len();
    let is_absence = without.absences.len() < case.absences.len();
    if !is_contact && !is_absence {
        return Err(MendingRefusal::UnknownEntry { version }.into());
    }
    if is_absence != (command.contact.outcome == Outcome::Absent) {
        return Err(MendingRefusal::KindChanges { version }.into());
    }
    let facts = contact::record(&without, &command.contact, today)?;
    let corrected = facts.into_iter().map(|fact| correction(version, command.reason, &fact));
    Ok(corrected.collect::<Result<_, MendingRefusal>>()?)
}

/// Checks that an entry can be taken back or corrected now: nothing in force rests on it.
///
/// # Errors
///
/// [`MendingRefusal::ActStands`], [`MendingRefusal::UnknownEntry`], [`MendingRefusal::Relied`].
pub fn check_mendable(case: &Case, version: u32) -> Result<(), MendingRefusal> {
    if is_act(case, version) {
        return Err(MendingRefusal::ActStands { version });
    }
    if !is_record(case, version) {
        return Err(MendingRefusal::UnknownEntry { version });
    }
    match resting_on(case, version) {
        Some(by) => Err(MendingRefusal::Relied { version, by }),
        None => Ok(()),
    }
}

fn is_act(case: &Case, version: u32) -> bool {
    let submitted = |submission: &Submission| {
        let approved = submission.approved.as_ref();
        approved.is_some() && submission.mark.version == version
            || approved.is_some_and(|approval| approval.mark.version == version)
            || submission.sent.is_some_and(|(mark, _)| mark.version == version)
            || submission.received.is_some_and(|mark| mark.version == version)
    };
    version == case.opened.version
        || find_version(&case.posts, version).is_some()
        || find_version(&case.reports, version).is_some()
        || find_version(&case.countersignatures().answered, version).is_some()
        || case.papers().find(version).is_some()
        || case.papers().find_attached(version).is_some()
        || case.submissions.iter().any(submitted)
}

fn is_record(case: &Case, version: u32) -> bool {
    find_version(&case.contacts, version).is_some()
        || find_version(&case.absences, version).is_some()
        || find_version(&case.explanations, version).is_some()
        || find_version(&case.awaited, version).is_some()
        || find_version(&case.letters, version).is_some()
        || find_version(&case.excuses, version).is_some()
        || find_version(&case.violations, version).is_some()
        || find_version(&case.warnings, version).is_some()
        || find_version(&case.appointments, version).is_some()
        || case.appointments.iter().any(|one| one.cancelled == Some(version))
        || find_version(&case.contests, version).is_some()
        || find_version(&case.answers, version).is_some()
        || find_version(&case.upholdings, version).is_some()
        || find_version(&case.registrations, version).is_some()
        || find_version(&case.attributes, version).is_some()
        || find_version(&case.attribute_ends, version).is_some()
        || find_version(&case.circumstances, version).is_some()
        || find_version(&case.assessments, version).is_some()
        || find_version(&case.plans, version).is_some()
        || find_version(&case.submissions, version).is_some()
        || find_version(&case.rulings, version).is_some()
        || find_version(&case.proceedings().hearings, version).is_some()
        || find_version(&case.proceedings().hearing_steps, version).is_some()
        || find_version(&case.proceedings().appeals, version).is_some()
        || find_version(&case.reoffences, version).is_some()
        || find_version(&case.restrictions, version).is_some()
        || find_version(&case.closings, version).is_some()
        || find_version(&case.countersignatures().asked, version).is_some()
        || find_version(case.waivers(), version).is_some()
        || case.duties().has(version)
        || case.abroad().has(version)
}

/// Returns the version of an entry in force that names the entry.
fn resting_on(case: &Case, version: u32) -> Option<u32> {
    let explanation = case.explanations.iter().find(|kept| kept.absence == version);
    let excuse = case.excuses.iter().find(|kept| kept.absence == version);
    let violation = case.violations.iter().find(|kept| kept.absence == Some(version));
    let warning = case.warnings.iter().find(|kept| kept.violation == version);
    let contact = case.contacts.iter().find(|kept| kept.appointment == Some(version));
    let absence = case.absences.iter().find(|kept| kept.appointment == Some(version));
    let submission = case.submissions.iter().find(|kept| kept.grounds.contains(&version));
    let answer = case.answers.iter().find(|kept| kept.contest == version);
    let ended = attribute_end(case, version);
    let awaited = case.awaited.iter().find(|kept| kept.absence == version);
    let hearing = find_version(&case.proceedings().hearings, version);
    let step = hearing.and_then(|kept| {
        case.proceedings().hearing_steps.iter().find(|step| step.hearing == kept.id)
    });
    let appeal = case.proceedings().appeals.iter().find(|kept| kept.ruling == version);
    let decided = case.proceedings().appeal_decisions.iter().find(|kept| kept.appeal == version);
    let letter = case.letters.iter().find(|kept| kept.about == version);
    let entries: [Option<&dyn Marked>; 16] = [
        case.waiver_of(version).map(|kept| kept as &dyn Marked),
        case.answer_of(version).map(|kept| kept as &dyn Marked),
        step.map(|kept| kept as &dyn Marked),
        appeal.map(|kept| kept as &dyn Marked),
        decided.map(|kept| kept as &dyn Marked),
        awaited.map(|kept| kept as &dyn Marked),
        letter.map(|kept| kept as &dyn Marked),
        ended.map(|kept| kept as &dyn Marked),
        answer.map(|kept| kept as &dyn Marked),
        explanation.map(|kept| kept as &dyn Marked),
        excuse.map(|kept| kept as &dyn Marked),
        violation.map(|kept| kept as &dyn Marked),
        warning.map(|kept| kept as &dyn Marked),
        contact.map(|kept| kept as &dyn Marked),
        absence.map(|kept| kept as &dyn Marked),
        submission.map(|kept| kept as &dyn Marked),
    ];
    let entries = entries.into_iter().flatten().map(|kept| kept.mark().version);
    let entries = entries.chain(case.duty_resting_on(version));
    let entries = entries.chain(case.abroad_resting_on(version));
    entries.chain(case.paper_resting_on(version)).min()
}

/// Returns the entry that ended the attribute established by that version.
fn attribute_end(case: &Case, version: u32) -> Option<&AttributeEnd> {
    let span = case.attribute_spans().into_iter().find(|span| span.version == Some(version))?;
    case.attribute_ends
        .iter()
        .find(|end| end.attribute == span.attribute && Some(end.mark.on) == span.until)
}

fn correction(
    version: u32,
    reason: MendingReason,
    fact: &CaseFact,
) -> Result<CaseFact, MendingRefusal> {
    let (kind, v) = fact.kind();
    let (payload, private) = fact.encode().map_err(|_| MendingRefusal::NotWritable { version })?;
    Ok(CaseFact::Corrected(Corrected {
        version,
        reason: reason.code().to_owned(),
        kind: kind.to_owned(),
        v,
        payload,
        private,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entries::find_version;
    use crate::invented::{Story, appointment_id, day, meeting, told};

    #[track_caller]
    fn check(story: &Story, version: u32, expected: Result<&str, &str>) {
        let command = WithdrawEntry {
            version,
            reason: MendingReason::WrongCase,
            words: "another client of that name".to_owned(),
        };
        let outcome = told(withdraw(&story.case, &command));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[track_caller]
    fn check_corrected(
        story: &Story,
        version: u32,
        contact: RecordContact,
        expected: Result<&str, &str>,
    ) {
        let command = CorrectContact { version, reason: MendingReason::Mistake, contact };
        let outcome = told(correct_contact(&story.case, &command, day("2025-06-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn withdrawn(story: Story, version: u32) -> Story {
        let command =
            WithdrawEntry { version, reason: MendingReason::Mistake, words: "a slip".to_owned() };
        let facts = withdraw(&story.case, &command).unwrap();
        story.then("2025-06-10", facts)
    }

    #[test]
    fn a_contact_is_taken_back_once() {
        let story = Story::opened().met("2025-04-07");
        check(&story, 2, Ok("entry.withdrawn"));
        let story = withdrawn(story, 2);
        assert_eq!(story.case.last_contact_on(), None);
        let why = "the case has no entry 2 that can be mended, or it is mended already";
        check(&story, 2, Err(why));
        let why = "the case has no entry 99 that can be mended, or it is mended already";
        check(&story, 99, Err(why));
    }

    #[test]
    fn the_opening_and_whose_case_it_was_stand() {
        let story = Story::opened().allocated();
        let why = "entry 1 is an act that others rely on; it is answered by a new act";
        check(&story, 1, Err(why));
        let why = "entry 2 is an act that others rely on; it is answered by a new act";
        check(&story, 2, Err(why));
    }

    #[test]
    fn a_draft_is_taken_back_and_what_was_approved_is_not() {
        let story = Story::twice_warned().drafted("2025-06-01");
        let draft = story.newest();
        check(&story, draft, Ok("entry.withdrawn"));
        assert!(withdrawn(story.clone(), draft).case.submissions.is_empty());
        let story = story.approved("2025-06-02");
        let stands = |version: u32| {
            format!("entry {version} is an act that others rely on; it is answered by a new act")
        };
        check(&story, draft, Err(&stands(draft)));
        check(&story, draft + 1, Err(&stands(draft + 1)));
        let story = story.sent("2025-06-03");
        check(&story, draft + 2, Err(&stands(draft + 2)));
    }

    #[test]
    fn what_others_rest_on_is_taken_back_last() {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        check(&story, 2, Err("entry 3 rests on entry 2; take that back first"));
        let story = story.warned(2, "2025-04-09");
        check(&story, 4, Err("entry 5 rests on entry 4; take that back first"));
        let story = withdrawn(withdrawn(withdrawn(story, 5), 4), 3);
        check(&story, 2, Ok("entry.withdrawn"));
    }

    #[test]
    fn an_appointment_with_an_outcome_stays_until_the_outcome_is_taken_back() {
        let story = Story::opened().appointed(1, "2025-06-09T10:00");
        let mut held = meeting("2025-06-09", Outcome::Attended);
        held.appointment = Some(appointment_id(1));
        let facts = contact::record(&story.case, &held, day("2025-06-09")).unwrap();
        let story = story.then("2025-06-09", facts);
        check(&story, 2, Err("entry 3 rests on entry 2; take that back first"));
        let story = withdrawn(withdrawn(story, 3), 2);
        assert!(story.case.appointments.is_empty());
    }

    #[test]
    fn a_closing_by_mistake_is_taken_back() {
        let story = Story::opened().ruled("2025-05-01", crate::fact::Change::Ended);
        let closing = story.newest();
        let story = withdrawn(withdrawn(story, closing), closing - 1);
        assert_eq!(story.case.closing(), None);
        assert_eq!(story.case.term().until, day("2026-02-28"));
    }

    #[test]
    fn taking_back_needs_words() {
        let story = Story::opened().met("2025-04-07");
        let outcome = |words: &str| {
            let (version, reason) = (2, MendingReason::Twice);
            told(withdraw(&story.case, &WithdrawEntry { version, reason, words: words.to_owned() }))
        };
        assert_eq!(outcome(" "), Err("a reason in words is missing".to_owned()));
        let why = "the words have 12001 characters; the most is 12000";
        assert_eq!(outcome(&"a".repeat(12_001)), Err(why.to_owned()));
    }

    #[test]
    fn a_corrected_contact_moves_to_its_day() {
        let story = Story::opened().met("2025-04-07");
        let contact = meeting("2025-04-08", Outcome::FailedToComply);
        check_corrected(&story, 2, contact.clone(), Ok("entry.corrected"));
        let command = CorrectContact { version: 2, reason: MendingReason::Mistake, contact };
        let facts = correct_contact(&story.case, &command, day("2025-06-10")).unwrap();
        let story = story.then("2025-06-10", facts);
        let corrected = find_version(&story.case.contacts, 2).unwrap();
        assert_eq!(corrected.mark.on, day("2025-04-08"));
        assert_eq!(corrected.attendance, crate::codes::Attendance::FailedToComply);
    }

    #[test]
    fn a_correction_passes_the_checks_of_a_new_contact() {
        let story = Story::opened().met("2025-04-07");
        let why = "a contact is recorded after it was held; 2025-06-11 has not come yet";
        check_corrected(&story, 2, meeting("2025-06-11", Outcome::Attended), Err(why));
        let why = "a correction keeps the kind of entry 2; take it back and record it anew";
        check_corrected(&story, 2, meeting("2025-04-07", Outcome::Absent), Err(why));
        let why = "entry 1 is an act that others rely on; it is answered by a new act";
        check_corrected(&story, 1, meeting("2025-04-07", Outcome::Attended), Err(why));
        let registered = Story::opened().registered();
        let why = "the case has no entry 2 that can be mended, or it is mended already";
        check_corrected(&registered, 2, meeting("2025-04-07", Outcome::Attended), Err(why));
    }

    #[test]
    fn a_refusal_of_a_correction_speaks_with_the_voice_of_its_cause() {
        let contact =
            CorrectionRefusal::from(ContactRefusal::NotYetHeld { held_on: day("2025-06-11") });
        assert_eq!((contact.code(), contact.field()), ("not-yet-held", Some("held_on")));
        assert_eq!(contact.arguments(), [("held_on", "2025-06-11".to_owned())]);
        let mending = CorrectionRefusal::from(MendingRefusal::WordsMissing);
        assert_eq!((mending.code(), mending.field()), ("words-missing", Some("words")));
        assert_eq!(mending.arguments(), []);
    }
}
