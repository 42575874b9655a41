//! What a message says of a case that stands: a ruling, a hearing, a receipt, a conviction,
//! an alert.

use bagyt_casework::alert::{self, AlertKind, NoteAlert, TriageRefusal};
use bagyt_casework::case::Case;
use bagyt_casework::fact::{CaseFact, HearingId, SubmissionId};
use bagyt_casework::hearing::{self, CancelHearing, FixHearing, HearingRefusal, MoveHearing};
use bagyt_casework::reoffence::{self, RecordReoffence};
use bagyt_casework::ruling::{self, Change, RecordRuling, RulingRefusal};
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CaseId, MessageId, PersonId};
use bagyt_core::refusal::Refusal;
use bagyt_exchange::fact::{MessageApplied, MessageFact};
use bagyt_exchange::message::Direction;
use bagyt_exchange::message::alert::DeviceAlert;
use bagyt_exchange::message::conviction::Conviction;
use bagyt_exchange::message::hearing::{HearingNotice, Said};
use bagyt_exchange::message::police::PoliceNotice;
use bagyt_exchange::message::receipt::Receipt;
use bagyt_exchange::message::ruling::Ruling;
use bagyt_exchange::message::subject::Subject;
use jiff::civil::Date;

use super::{Intake, digest};
use crate::conduct::reply;
use crate::inbox::derived;
use crate::outcome::{Failure, Refused};
use crate::records::{AnyFact, Records, Write};

/// The punishment behind a measure, executed when the measure is cancelled.
const EXECUTED: &str = "imprisonment";

impl Intake<'_> {
    /// A ruling: of the submission that it answers, else of the act that it names.
    pub(super) fn rule(
        &mut self,
        records: &mut dyn Records,
        ruling: &Ruling,
        received_on: Date,
    ) -> Result<(), Failure> {
        let case = match (self.typed_in(), ruling.submission) {
            (Some(case), _) => vec![case],
            (None, Some(submission)) => {
                match records.holder(&reply::submission_claim(SubmissionId(submission)))? {
                    Some(stream) => vec![CaseId(stream.id)],
                    None => Vec::new(),
                }
            }
            (None, None) => records.cases_numbered(&ruling.court, &ruling.case_number)?,
        };
        let number = ruling.case_number.clone();
        let case = match case[..] {
            [case] => records.case(case)?,
            [] => None,
            // Co-defendants share a number: whose order is changed must be said.
            _ => {
                self.reject_for("/body/submission", "case-number-ambiguous", &[("number", number)]);
                return Ok(());
            }
        };
        let Some(case) = case else {
            self.reject_for("/body/case_number", "no-such-case", &[("number", number)]);
            return Ok(());
        };
        let zone = self.desk.tables.zone();
        let mut facts = Vec::new();
        for (in_force_on, change) in changes_of(ruling) {
            let command = RecordRuling {
                message: self.receive.message,
                number: ruling.ruling_number.clone(),
                passed_on: Some(ruling.passed_on),
                in_force: Effective::day(in_force_on, zone),
                received_on,
                submission: ruling.submission.map(SubmissionId),
                change,
            };
            match ruling::record(&case, &command, self.desk.today()) {
                Ok(more) => facts.extend(more),
                Err(refusal) => return self.apply::<RulingRefusal>(&case, Err(refusal)),
            }
        }
        self.apply::<RulingRefusal>(&case, Ok(facts))
    }

    /// A receipt: of a message of ours that went to its sender, with the bytes that went.
    pub(super) fn note_receipt(
        &mut self,
        records: &mut dyn Records,
        receipt: &Receipt,
    ) -> Result<(), Failure> {
        let id = match receipt.of {
            Some(of) => Some(MessageId(of)),
            // A recipient that could not read our identifier names the bytes alone.
            None => {
                let holder = records.holder(&reply::sent_claim(&receipt.digest))?;
                holder.map(|stream| MessageId(stream.id))
            }
        };
        let message = id.map(|id| records.message(id)).transpose()?.flatten();
        let ours = message.filter(|message| {
            message.direction == Some(Direction::Out) && message.counterpart == self.receive.sender
        });
        let (Some(id), Some(message)) = (id, ours) else {
            self.reject_for("/body/of", "no-such-message", &[]);
            return Ok(());
        };
        if message.digest != receipt.digest {
            self.reject_for("/body/digest", "receipt-of-other-bytes", &[]);
            return Ok(());
        }
        let answered = reply::Answered { id, message: &message, receipt };
        let bytes = &self.receive.bytes;
        reply::receipt(self.desk, records, &mut self.decision, (answered, &digest(bytes)))
    }

    /// A notice of conviction: a new offence in the newest case of the person.
    pub(super) fn note_conviction(
        &mut self,
        records: &mut dyn Records,
        notice: &Conviction,
    ) -> Result<(), Failure> {
        let until = notice.offence_on;
        let Some(case) = self.newest_case(records, &notice.subject, until)? else {
            self.reject_for("/body/person", "no-client", &[]);
            return Ok(());
        };
        let article = notice.articles.first().cloned().unwrap_or_default();
        let group = self.desk.tables.codes().find_group_of(&article).unwrap_or("other").to_owned();
        let command = RecordReoffence {
            offence: Effective::day(notice.offence_on, self.desk.tables.zone()),
            convicted_on: Some(notice.convicted_on),
            article,
            article_group: group,
            message: Some(self.receive.message),
        };
        let decided = reoffence::record(&case, &command, self.desk.today());
        self.apply(&case, decided)
    }

    /// Returns the newest case of the person of that national number that began until a day.
    fn newest_case(
        &self,
        records: &mut dyn Records,
        subject: &Subject,
        until: Date,
    ) -> Result<Option<std::sync::Arc<Case>>, Failure> {
        let holder = match subject.national_no.as_ref() {
            Some(number) => records.holder(&self.desk.tables.number_claim(number.as_str()))?,
            None => None,
        };
        let cases = match holder {
            Some(stream) => records.cases_of(PersonId(stream.id))?,
            None => Vec::new(),
        };
        let mut newest: Option<std::sync::Arc<Case>> = None;
        for id in cases {
            let case = records.case(id)?;
            let opened_before = |case: &Case| case.opening.in_force_on <= until;
            if let Some(case) = case.filter(|case| opened_before(case))
                && newest.as_ref().is_none_or(|known| known.opened_on() <= case.opened_on())
            {
                newest = Some(case);
            }
        }
        Ok(newest)
    }

    /// A word of the police: filed in the newest case of the person while it is open, for its officer
    /// to read. It writes nothing into the case: a suspicion is no violation and proves none.
    pub(super) fn note_police(
        &mut self,
        records: &mut dyn Records,
        notice: &PoliceNotice,
    ) -> Result<(), Failure> {
        let case = self.newest_case(records, &notice.subject, self.desk.today())?;
        let Some(case) = case.filter(|case| case.closing().is_none()) else {
            self.reject_for("/body/person", "no-client", &[]);
            return Ok(());
        };
        self.message_facts.push(MessageFact::Applied(MessageApplied { case: case.id }));
        self.decision.answer.outcome = "applied".to_owned();
        self.decision.answer.stream = Some(case.id.stream());
        Ok(())
    }

    /// An alert of a device: in the case of whoever wore it on the day on which it began.
    pub(super) fn note_alert(
        &mut self,
        records: &mut dyn Records,
        said: &DeviceAlert,
    ) -> Result<(), Failure> {
        let tables = self.desk.tables;
        let (device, on) = (tables.device_token(&said.device), tables.zone().day_of(said.began_at));
        let kind = AlertKind::find(said.alert).ok_or_else(|| {
            Failure::defect(format!("no kind of alert is called `{}`", said.alert))
        })?;
        let mut worn = None;
        for id in records.wearers(&device)? {
            let Some(case) = records.case(id)? else { continue };
            let fitting = case.devices().worn_on(&device, on).map(|one| one.mark);
            // Where it went from one to another on that day, whoever wore it last.
            if let Some(fitting) = fitting
                && worn.as_ref().is_none_or(|(_, since)| *since <= fitting.on)
            {
                worn = Some(((case, fitting.version), fitting.on));
            }
        }
        let Some(((case, fitting), _)) = worn else {
            self.reject_for("/body/device", "no-such-device", &[]);
            return Ok(());
        };
        let command = NoteAlert {
            message: self.receive.message,
            fitting,
            kind,
            event: said.event,
            began_at: said.began_at,
            ended_at: said.ended_at,
            look: tables.monitoring().look(kind, on, (said.began_at, said.ended_at)),
            place: said.place.clone().unwrap_or_default(),
        };
        self.apply::<TriageRefusal>(&case, Ok(alert::note(&case, &command)))
    }

    /// A court's notice of a hearing: of a submission that is before that court. A later notice of
    /// the same submission moves the hearing or cancels it.
    pub(super) fn note_hearing(
        &mut self,
        records: &mut dyn Records,
        notice: &HearingNotice,
    ) -> Result<(), Failure> {
        let submission = SubmissionId(notice.submission);
        let case = match records.holder(&reply::submission_claim(submission))? {
            Some(stream) => records.case(CaseId(stream.id))?,
            None => None,
        };
        // Of what is before another court a court is not even told that it exists.
        let Some(case) = case.filter(|case| case.opening.court == self.receive.sender) else {
            self.reject_for("/body/submission", "no-such-submission", &[]);
            return Ok(());
        };
        let decided = self.heard(&case, notice);
        if let Err(refusal) = &decided {
            let is_of_day = matches!(refusal, HearingRefusal::Past { .. });
            let pointer = if is_of_day { "/body/begins_at" } else { "/body/submission" };
            self.reject_for(pointer, refusal.code(), &refusal.arguments());
            return Ok(());
        }
        self.apply(&case, decided)
    }

    /// What a notice writes: the hearing that is open is moved or cancelled, else one is fixed.
    fn heard(&self, case: &Case, notice: &HearingNotice) -> Result<Vec<CaseFact>, HearingRefusal> {
        let today = self.desk.today();
        let submission = SubmissionId(notice.submission);
        let open = case.open_hearing(submission).map(|(fixed, _)| fixed.id);
        let (begins_at, called, room) = match &notice.said {
            Said::Fixed { begins_at, called, room } => (*begins_at, called, room),
            Said::Cancelled { reason } => {
                let hearing = open.ok_or(HearingRefusal::NoSuchHearing)?;
                return hearing::cancel(case, &CancelHearing { hearing, words: reason.clone() });
            }
        };
        let words = room.clone().unwrap_or_default();
        if let Some(hearing) = open {
            return hearing::reschedule(case, &MoveHearing { hearing, begins_at, words }, today);
        }
        let is_called = |whom: &str| called.iter().any(|called| called == whom);
        let command = FixHearing {
            hearing: HearingId(derived("hearing", &[self.receive.message.0.as_bytes()])),
            submission,
            begins_at,
            officer_called: is_called("officer"),
            client_called: is_called("client"),
            words,
        };
        hearing::fix(case, &command, today)
    }

    /// Returns the case in which a paper act was typed in.
    fn typed_in(&self) -> Option<CaseId> {
        self.receive.paper.as_ref().and_then(|paper| paper.case)
    }

    /// Writes what a message says into a case that stands, or rejects the message with the words
    /// of the wing. What a person types in is refused instead, and nothing of it is kept.
    fn apply<R: Refusal + std::fmt::Display>(
        &mut self,
        case: &Case,
        decided: Result<Vec<CaseFact>, R>,
    ) -> Result<(), Failure> {
        match decided {
            Ok(facts) => {
                self.decision.writes.push(Write {
                    stream: case.id.stream(),
                    version: case.version,
                    zone: case.zone,
                    facts: facts.into_iter().map(AnyFact::Case).collect(),
                });
                self.message_facts.push(MessageFact::Applied(MessageApplied { case: case.id }));
                self.decision.answer.outcome = "applied".to_owned();
                self.decision.answer.stream = Some(case.id.stream());
            }
            Err(refusal) if self.typed_in().is_some() => return Err(Refused::of(&refusal).into()),
            Err(refusal) => {
                let field = refusal.field().map(|field| format!("/body/{field}"));
                self.reject_for(&field.unwrap_or_default(), refusal.code(), &refusal.arguments());
            }
        }
        Ok(())
    }
}

/// Reads what a ruling changes, each with the day from which it does.
fn changes_of(ruling: &Ruling) -> Vec<(Date, Change)> {
    use bagyt_exchange::message::ruling::Change as Said;
    let on = ruling.in_force_on;
    match &ruling.change {
        Said::Extend { until } => vec![(on, Change::Extended { until: *until })],
        Said::AddDuty { obligations } => {
            obligations.iter().map(|duty| (on, Change::DutyAdded { duty: duty.clone() })).collect()
        }
        Said::LiftDuty { obligations } => {
            obligations.iter().map(|duty| (on, Change::DutyLifted { duty: duty.clone() })).collect()
        }
        Said::Replace { measure, .. } => {
            vec![(on, Change::Replaced { measure: measure.clone() })]
        }
        Said::Cancel => vec![(on, Change::Replaced { measure: EXECUTED.to_owned() })],
        Said::EndEarly => vec![(on, Change::Ended)],
        Said::Suspend { from, resumed_on } => {
            let resumed = resumed_on.map(|day| (day, Change::Resumed));
            std::iter::once((*from, Change::Suspended)).chain(resumed).collect()
        }
        Said::Resume { on } => vec![(*on, Change::Resumed)],
        Said::Refused => vec![(on, Change::Refused)],
    }
}
