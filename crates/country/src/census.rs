//! Counting what the country does: whether the figures came out as they were meant.
//!
//! The census reads the commands on their way into the journal and keeps counts. Its table stands
//! in the documents; its tests hold the calibration.

use std::collections::BTreeMap;
use std::fmt;

use bagyt_app::command::{CaseAct, Command, JobAct, ProgrammeAct, SpecialistAct, SupportAct};
use bagyt_casework::codes::CloseReason;
use bagyt_casework::contact::Outcome;

use crate::country::{Country, InventedCommand};

/// Counts of what was done.
#[derive(Clone, Debug, Default)]
pub struct Census {
    counts: BTreeMap<&'static str, u64>,
}

impl Census {
    /// Counts a command.
    pub fn count(&mut self, invented: &InventedCommand) {
        self.add("commands", 1);
        match &invented.command {
            Command::Receive(receive) => {
                self.add("messages", 1);
                self.add("acts on paper", u64::from(receive.paper.is_some()));
                self.add("bytes of messages", receive.bytes.len() as u64);
            }
            Command::DecideReview { .. } => self.add("reviews decided", 1),
            Command::BringIn(_) => self.add("cases brought in", 1),
            Command::AppointStaff { .. } => self.add("staff appointed", 1),
            Command::StaffLeaves { .. } => self.add("staff who left", 1),
            Command::InCase { act, .. } => self.count_act(act),
            Command::InService { .. } => self.add("services entered", 1),
            Command::InEmployer { .. } => self.add("employers and vacancies entered", 1),
            _ => {}
        }
    }

    fn count_act(&mut self, act: &CaseAct) {
        let what = match act {
            CaseAct::Allocate { .. } => "allocations",
            CaseAct::Register(_) => "registrations",
            CaseAct::Assess(_) => "assessments",
            CaseAct::AgreePlan(_) => "plans",
            CaseAct::SendReport(_) => "reports sent",
            CaseAct::PlaceAtWork(_) => "placements at work",
            CaseAct::RecordWork(_) => "sessions of work",
            CaseAct::Arrange(_) => "appointments",
            CaseAct::CancelAppointment(_) => "appointments cancelled",
            CaseAct::RecordContact(contact) if contact.outcome == Outcome::Absent => "absences",
            CaseAct::RecordContact(contact) => {
                if !contact.note.is_empty() {
                    self.add("contacts with a note", 1);
                }
                "contacts"
            }
            CaseAct::ReceiveExplanation(_) => "explanations",
            CaseAct::AcceptReason(_) => "reasons accepted",
            CaseAct::EstablishViolation { warn, .. } => {
                self.add("warnings", u64::from(*warn));
                "violations"
            }
            CaseAct::Warn { .. } => "warnings",
            CaseAct::DraftSubmission { .. } => "submissions drafted",
            CaseAct::ApproveSubmission(_) => "submissions approved and sent",
            CaseAct::RecordReoffence(_) => "new offences recorded by officers",
            CaseAct::Transfer(_) => "transfers",
            CaseAct::Close(close) => match close.reason {
                CloseReason::Completed => "closed: completed",
                CloseReason::Died => "closed: died",
                _ => "closed: other",
            },
            CaseAct::Withdraw(_) => "entries taken back",
            CaseAct::Contest(_) => "entries contested",
            CaseAct::AnswerContest(_) => "contests answered",
            CaseAct::Uphold(_) => "acts upheld",
            CaseAct::Restrict(_) => "cases restricted",
            CaseAct::Support(act) => of_support(act),
            _ => "other",
        };
        self.add(what, 1);
    }

    /// Counts what became of a message.
    pub(crate) fn answered(&mut self, invented: &InventedCommand, outcome: &str) {
        if !matches!(invented.command, Command::Receive(_)) {
            return;
        }
        self.add(
            match outcome {
                "opened" => "messages: a case opened",
                "applied" => "messages: written into a case",
                "review" => "messages: left to a person",
                "rejected" => "messages: rejected",
                _ => "messages: understood",
            },
            1,
        );
    }

    /// Adds to a count.
    pub fn add(&mut self, what: &'static str, count: u64) {
        *self.counts.entry(what).or_default() += count;
    }

    /// Adds what only the country itself knows: how it stands on the last day.
    pub fn close(&mut self, country: &Country) {
        for (what, count) in country.standing() {
            self.add(what, count);
        }
    }

    /// Returns a count.
    pub fn of(&self, what: &str) -> u64 {
        self.counts.get(what).copied().unwrap_or(0)
    }
}

/// What help is counted as.
fn of_support(act: &SupportAct) -> &'static str {
    match act {
        SupportAct::Refer(_) => "referrals",
        SupportAct::Job(JobAct::Send(_)) => "sendings to work",
        SupportAct::Programme(ProgrammeAct::Enrol(_)) => "enrolments in a programme",
        SupportAct::Programme(ProgrammeAct::Attend(_)) => "sessions of a programme",
        SupportAct::Specialist(SpecialistAct::Ask(_)) => "specialists asked",
        SupportAct::Specialist(SpecialistAct::Record(_)) => "sessions of specialists",
        _ => "other steps of help",
    }
}

impl fmt::Display for Census {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, count) in &self.counts {
            writeln!(f, "{count:>10}  {what}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::Size;
    use crate::country::fixture;

    /// Checks that a share, in permille, lies between two bounds.
    #[track_caller]
    fn check(part: u64, whole: u64, (least, most): (u64, u64)) {
        let permille = part * 1000 / whole.max(1);
        assert!((least..=most).contains(&permille), "{permille} permille: {part} of {whole}");
    }

    /// Invents a country of the demo's seed and counts what happens in it.
    fn census(size: Size) -> Census {
        let mut country = fixture::country(2026, size);
        let mut census = Census::default();
        while let Some(invented) = country.next_command() {
            census.count(&invented);
        }
        census.close(&country);
        census
    }

    /// Checks what is the same in a country of any size; `months` is how long it has been counted.
    #[track_caller]
    fn check_shares(census: &Census, months: u64) {
        let of = |what| census.of(what);
        let met = of("absences") + of("contacts");
        check(of("absences"), met, (80, 105));
        check(of("contacts with a note"), of("contacts"), (110, 170));
        // A year's revocations against the middle of the stock at the beginning and at the end.
        let stock = u64::midpoint(of("cases brought in"), of("open cases"));
        check(of("rulings: cancelled") * 12 / months, stock, (80, 140));
        check(of("entries: community service"), of("entries: non-custodial"), (60, 130));
        // Studies of the stock have their reports too.
        check(of("reports sent"), of("entries: pre-sentence"), (850, 1100));
    }

    #[test]
    fn a_region_comes_out_as_it_was_meant() {
        let census = census(Size::Small);
        let of = |what| census.of(what);
        let entries = of("terms to 6 months") + of("terms over 6 months");
        check(of("terms to 6 months"), entries, (360, 440));
        check(of("court acts within 10 days"), entries, (755, 845));
        check(of("entries: pre-sentence"), entries, (45, 85));
        check(of("entries: non-custodial"), entries, (790, 855));
        check_shares(&census, 7);
    }

    #[test]
    fn the_whole_country_comes_out_as_it_was_meant() {
        let census = census(Size::Full);
        let of = |what| census.of(what);
        assert!((24_000..=26_000).contains(&of("open cases")), "{census}");
        assert!((255..=258).contains(&of("staff")), "{census}");
        let entries = of("entries: pre-sentence")
            + of("entries: non-custodial")
            + of("entries: penitentiary")
            + of("entries: post-release");
        assert!((25_800..=26_200).contains(&entries), "{census}");
        check(of("entries: pre-sentence"), entries, (58, 70));
        check(of("entries: non-custodial"), entries, (815, 835));
        check(of("entries: penitentiary"), entries, (66, 78));
        check(of("entries: post-release"), entries, (35, 43));
        check(of("terms to 6 months"), entries, (380, 420));
        check(of("court acts within 10 days"), entries, (790, 810));
        check(of("court acts after 11 to 30 days"), entries, (140, 160));
        check(of("court acts after more than 30 days"), entries, (43, 57));
        let differing = of("records: differing, left to a person")
            + of("records: differing, linked by number")
            + of("records: differing, taken for somebody new");
        check(differing, of("people"), (27, 33));
        let followed = of("people followed, of those of the first year");
        let again = of("convicted of an offence within 12 months, of those of the first year");
        check(again, followed, (120, 200));
        check_shares(&census, 24);
    }
}
