//! An invented case for tests, growing entry by entry.
//!
//! Every step is taken into the state at once and folded anew from the stream, and the two must
//! agree; so each test of a decision also tests the state that it leads to.

mod staff;
mod whole;

use bagyt_core::command::Actor;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::fact::{Fact, Recorded};
use bagyt_core::identity::{CaseId, CommandId, MessageId, OfficeCode, PersonId, StaffId};
use bagyt_core::law::{Calendar, Pack};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::allocation::{AllocateCase, Candidate, allocate};
use crate::appointment::{ArrangeAppointment, Particulars, arrange};
use crate::approval::{ApproveSubmission, SendSubmission, approve, send};
use crate::assessment::{MakeAssessment, assess};
use crate::breach::{Breach, BreachEvidence};
use crate::case::{Applied, Case};
use crate::codes::*;
use crate::compliance::{
    AcceptReason, EstablishViolation, ReceiveExplanation, accept_reason, establish_violation,
    receive_explanation,
};
use crate::contact::{Outcome, RecordContact, record};
use crate::fact::{AppointmentId, CaseFact, SubmissionId};
use crate::intake::{ActRules, Age, OpenCase, open};
use crate::registration::{RegisterClient, register};
use crate::reliance::{GroundRules, Reliance, ReliedLaw};
use crate::ruling::{Change, RecordRuling};
use crate::submission::{DraftSubmission, draft};
use crate::workload::Workload;

pub(crate) use staff::{after, appointed};

/// The officer of the invented case.
pub(crate) const OFFICER: StaffId = StaffId(Uuid::from_u128(0xA1));
/// The head of the invented office.
pub(crate) const HEAD: StaffId = StaffId(Uuid::from_u128(0xA2));
/// The invented case.
pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(0xC1));

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A day in the office's zone.
pub(crate) fn on(text: &str) -> Effective {
    Effective::day(day(text), Zone::Bishkek)
}

/// An hour of the office: `2025-06-10T10:00`.
pub(crate) fn at(text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    local.to_zoned(Zone::Bishkek.time_zone()).unwrap().timestamp()
}

pub(crate) fn office(code: &str) -> OfficeCode {
    OfficeCode(code.to_owned())
}

pub(crate) fn appointment_id(number: u128) -> AppointmentId {
    AppointmentId(Uuid::from_u128(number))
}

pub(crate) fn submission_id(number: u128) -> SubmissionId {
    SubmissionId(Uuid::from_u128(number))
}

/// Kinds of the facts, or the refusal's words.
pub(crate) fn told<E: std::fmt::Display>(
    outcome: Result<Vec<CaseFact>, E>,
) -> Result<String, String> {
    use bagyt_core::fact::FactCodec;
    let kinds = |facts: Vec<CaseFact>| {
        let kinds: Vec<_> = facts.iter().map(|fact| fact.kind().0).collect();
        kinds.join(" ").replace("casework.", "")
    };
    outcome.map(kinds).map_err(|refusal| refusal.to_string())
}

pub(crate) fn law(row: &str) -> ReliedLaw {
    ReliedLaw {
        reliance: Reliance {
            row: row.to_owned(),
            edition_from: day("2021-07-01"),
            article: "Probation Act 31(2)".to_owned(),
            due_at: None,
        },
        verified: true,
        countersigned: None,
    }
}

/// A sentence of one year from 1 March 2025, received on the 10th.
pub(crate) fn sentence() -> OpenCase {
    OpenCase {
        opened: on("2025-03-11"),
        person: PersonId(Uuid::from_u128(0xB1)),
        message: MessageId(Uuid::from_u128(0xD1)),
        court: "ZZ-COURT-03".to_owned(),
        number: "17-218/25".to_owned(),
        office: office("ZZ-03-02"),
        domain: Domain::NonCustodial,
        measure: "probation_supervision".to_owned(),
        article: "205(1)".to_owned(),
        article_group: "theft".to_owned(),
        groups: vec![],
        sex: Sex::Male,
        age: Age::Born(day("1990-05-20")),
        language: "ky".to_owned(),
        offence_on: Some(day("2024-11-02")),
        passed_on: day("2025-02-18"),
        in_force_on: day("2025-03-01"),
        received_on: day("2025-03-10"),
        released_on: None,
        term_from: day("2025-03-01"),
        term_until: day("2026-02-28"),
        hours: None,
        obligations: vec!["residence_notice".to_owned(), "no_alcohol".to_owned()],
        words: String::new(),
    }
}

pub(crate) fn candidate() -> Candidate {
    Candidate {
        staff: OFFICER,
        role: Role::Officer,
        office: office("ZZ-03-02"),
        left_on: None,
        load: Workload { points: 120, target: 600, share_percent: 100 },
    }
}

pub(crate) fn meeting(held: &str, outcome: Outcome) -> RecordContact {
    RecordContact {
        held: on(held),
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        outcome,
        appointment: None,
        note: "calm, on time".to_owned(),
    }
}

/// A case with its stream.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) case: Case,
    pub(crate) facts: Vec<Recorded<CaseFact>>,
}

impl Story {
    /// A case just opened from [`sentence`].
    pub(crate) fn opened() -> Story {
        Story::of(&sentence())
    }

    pub(crate) fn of(sentence: &OpenCase) -> Story {
        let facts = open(sentence, &ActRules::default(), day("2030-01-01")).unwrap();
        let opened = recorded(1, sentence.opened.on(), OFFICER, facts[0].clone());
        let case = Case::open(CASE, &opened).unwrap();
        Story { case, facts: vec![opened] }
    }

    /// Records facts on a day, by the officer.
    pub(crate) fn then(self, recorded_on: &str, facts: Vec<CaseFact>) -> Story {
        self.then_by(OFFICER, recorded_on, facts)
    }

    pub(crate) fn then_by(
        mut self,
        staff: StaffId,
        recorded_on: &str,
        facts: Vec<CaseFact>,
    ) -> Story {
        for fact in facts {
            let version = u32::try_from(self.facts.len()).unwrap() + 1;
            let recorded = recorded(version, day(recorded_on), staff, fact);
            let applied = self.case.apply(&recorded);
            self.facts.push(recorded);
            let folded = Case::fold(CASE, &self.facts).unwrap();
            match applied {
                Applied::Done => assert_eq!(self.case, folded),
                Applied::NeedsStream => self.case = folded,
            }
        }
        self
    }

    /// The version of the newest entry.
    pub(crate) fn newest(&self) -> u32 {
        self.case.version
    }

    pub(crate) fn allocated(self) -> Story {
        let command = AllocateCase {
            from: on("2025-03-12"),
            officer: candidate(),
            points: 10,
            reason: AllocationReason::LowestCaseload,
        };
        let facts = allocate(&self.case, &command, day("2025-03-12")).unwrap();
        self.then_by(HEAD, "2025-03-12", facts)
    }

    pub(crate) fn registered(self) -> Story {
        let command = RegisterClient {
            registered: on("2025-03-14"),
            rights_explained: true,
            language: "ky".to_owned(),
            whereabouts: None,
        };
        let facts = register(&self.case, &command, day("2025-03-14")).unwrap();
        self.then("2025-03-14", facts)
    }

    pub(crate) fn assessed(self, made: &str, risk: Risk) -> Story {
        let command =
            MakeAssessment { made: on(made), risk, needs: vec![], reason: "work".to_owned() };
        let facts = assess(&self.case, &command, day(made)).unwrap();
        self.then(made, facts)
    }

    pub(crate) fn appointed(self, number: u128, begins_at: &str) -> Story {
        let command = ArrangeAppointment {
            appointment: appointment_id(number),
            begins_at: at(begins_at),
            minutes: 30,
            kind: ContactKind::Registration,
            place: ContactPlace::Office,
            words: String::new(),
            particulars: Particulars::default(),
        };
        let facts = arrange(&self.case, &command, &[], at("2025-03-15T09:00")).unwrap();
        self.then("2025-03-15", facts)
    }

    pub(crate) fn met(self, held: &str) -> Story {
        let facts = record(&self.case, &meeting(held, Outcome::Attended), day(held)).unwrap();
        self.then(held, facts)
    }

    /// The client does not come; the newest entry is the absence.
    pub(crate) fn absent(self, missed: &str) -> Story {
        let facts = record(&self.case, &meeting(missed, Outcome::Absent), day(missed)).unwrap();
        self.then(missed, facts)
    }

    pub(crate) fn explained(self, absence: u32, received: &str) -> Story {
        let command = ReceiveExplanation {
            absence,
            received: on(received),
            form: ExplanationForm::Written,
            words: "I was at work".to_owned(),
        };
        let facts = receive_explanation(&self.case, &command, day(received)).unwrap();
        self.then(received, facts)
    }

    /// A violation with its warning; the newest entry is the warning.
    pub(crate) fn warned(self, absence: u32, established: &str) -> Story {
        let facts =
            establish_violation(&self.case, &no_show(absence, established), day(established));
        self.then(established, facts.unwrap())
    }

    pub(crate) fn contested(self, version: u32, contested: &str) -> Story {
        let words = "I was there and the door was locked".to_owned();
        let command = crate::contest::ContestEntry { version, contested: on(contested), words };
        let facts = crate::contest::contest(&self.case, &command, day(contested)).unwrap();
        self.then(contested, facts)
    }

    pub(crate) fn excused(self, absence: u32, accepted: &str) -> Story {
        let command = AcceptReason {
            absence,
            accepted: on(accepted),
            reason: AbsenceReason::Medical,
            words: "paper of the clinic".to_owned(),
        };
        let facts = accept_reason(&self.case, &command, day(accepted)).unwrap();
        self.then(accepted, facts)
    }

    /// Two absences, each explained, established as a violation and warned of.
    pub(crate) fn twice_warned() -> Story {
        let story = Story::opened().allocated().registered().absent("2025-04-07");
        let first = story.newest();
        let story = story.explained(first, "2025-04-08").warned(first, "2025-04-09");
        let story = story.absent("2025-05-05");
        let second = story.newest();
        story.explained(second, "2025-05-06").warned(second, "2025-05-07")
    }

    /// A submission to extend the term, drafted by the officer on the violations in force.
    pub(crate) fn drafted(self, drafted: &str) -> Story {
        let command = extension(&self.case);
        let rules = GroundRules { warnings_least: 2, ..GroundRules::default() };
        let facts = draft(&self.case, &command, &rules, day(drafted)).unwrap();
        self.then(drafted, facts)
    }

    pub(crate) fn approved(self, approved: &str) -> Story {
        let facts = approve(&self.case, &approval()).unwrap();
        self.then_by(HEAD, approved, facts)
    }

    pub(crate) fn sent(self, sent: &str) -> Story {
        let command = SendSubmission {
            submission: submission_id(0xE1),
            sent: on(sent),
            message: MessageId(Uuid::from_u128(0xD2)),
        };
        let facts = send(&self.case, &command, day(sent)).unwrap();
        self.then(sent, facts)
    }

    /// A violation of the monthly visit of 14 April, relied on with its due moment; entry 3.
    pub(crate) fn relied() -> Story {
        Story::relied_after(Story::opened().registered())
    }

    /// The same violation after a story whose next visit is due on 14 April.
    pub(crate) fn relied_after(story: Story) -> Story {
        let pack = pack();
        let clocks = crate::clocks::clocks(&story.case, &pack, &calendar()).unwrap();
        let clock = clocks.iter().rfind(|clock| clock.code() == "registration_visit").unwrap();
        assert_eq!(clock.due_on, day("2025-04-14"));
        let mut command = no_show(0, "2025-04-16");
        (command.absence, command.breach) = (None, Some(breach("2025-04-15")));
        command.ground = ViolationGround::DutyNotDone;
        command.law = ReliedLaw::of_clock(clock);
        command.warning = None;
        let facts = establish_violation(&story.case, &command, day("2025-04-16")).unwrap();
        story.then("2025-04-16", facts)
    }

    /// The head says that the first act that needs a second look stands.
    pub(crate) fn upheld(self) -> Story {
        let pack = pack();
        let clocks = crate::clocks::clocks(&self.case, &pack, &calendar()).unwrap();
        let review = crate::review::reviews(&self.case, &clocks).into_iter().next().unwrap();
        let command = crate::upholding::UpholdAct {
            version: review.mark.version,
            seen: review.cause,
            words: "the client was told of the day twice".to_owned(),
        };
        let facts = crate::upholding::uphold(&self.case, &command, &clocks).unwrap();
        self.then_by(HEAD, "2025-06-10", facts)
    }

    /// Somebody takes an entry back.
    pub(crate) fn taken_back(self, version: u32) -> Story {
        let command = crate::mending::WithdrawEntry {
            version,
            reason: MendingReason::Mistake,
            words: "a slip".to_owned(),
        };
        let facts = crate::mending::withdraw(&self.case, &command).unwrap();
        self.then("2025-06-11", facts)
    }

    pub(crate) fn ruled(self, in_force: &str, change: Change) -> Story {
        let command = ruling(in_force, change);
        let facts = crate::ruling::record(&self.case, &command, day("2030-01-01")).unwrap();
        self.then(in_force, facts)
    }
}

pub(crate) fn breach(happened: &str) -> Breach {
    Breach {
        happened: on(happened),
        duty: None,
        evidence: BreachEvidence::OfficerReport,
        evidence_words: "report of the visit".to_owned(),
        heard: on(happened),
        answered: ExplanationForm::Spoken,
        explanation: "I live with my brother now".to_owned(),
    }
}

pub(crate) fn no_show(absence: u32, established: &str) -> EstablishViolation {
    EstablishViolation {
        ground: ViolationGround::NoShow,
        absence: Some(absence),
        breach: None,
        established: on(established),
        malicious: false,
        law: law("registration_duty"),
        reason: "no paper was shown".to_owned(),
        warning: Some(law("warning")),
    }
}

pub(crate) fn extension(case: &Case) -> DraftSubmission {
    DraftSubmission {
        submission: submission_id(0xE1),
        kind: SubmissionKind::Extend,
        law: law("extension_on_submission"),
        grounds: case.violations.iter().map(|violation| violation.mark.version).collect(),
        until: Some(day("2026-08-31")),
        duty: None,
        reasoning: "two absences without reason".to_owned(),
    }
}

pub(crate) fn approval() -> ApproveSubmission {
    ApproveSubmission {
        submission: submission_id(0xE1),
        approver: HEAD,
        role: Role::HeadOfOffice,
        digest: "ab".repeat(32),
        signature: "c2lnbmF0dXJl".to_owned(),
        form: "submission/2025-01-01".to_owned(),
    }
}

pub(crate) fn ruling(in_force: &str, change: Change) -> RecordRuling {
    RecordRuling {
        message: MessageId(Uuid::from_u128(0xD3)),
        number: "17-301/25".to_owned(),
        passed_on: None,
        in_force: on(in_force),
        received_on: day(in_force),
        submission: None,
        change,
    }
}

fn recorded(version: u32, on: Date, staff: StaffId, fact: CaseFact) -> Recorded<CaseFact> {
    let recorded_at = at(&format!("{on}T12:00"));
    let effective =
        fact.effective().unwrap_or_else(|| Effective::instant(recorded_at, Zone::Bishkek));
    Recorded {
        seq: u64::from(version) * 10,
        version,
        recorded_at,
        effective,
        actor: Actor::Staff(staff),
        cause: CommandId(Uuid::from_u128(u128::from(version))),
        fact,
    }
}

/// A few rows of the invented country's law.
pub(crate) fn pack() -> Pack {
    let files = [
        ("pack.toml", include_str!("../tests/fixtures/pack.toml")),
        ("rows.toml", include_str!("../tests/fixtures/rows.toml")),
    ];
    Pack::parse("zz", &files).unwrap()
}

pub(crate) fn calendar() -> Calendar {
    Calendar::parse("calendar.toml", include_str!("../tests/fixtures/calendar.toml")).unwrap()
}
