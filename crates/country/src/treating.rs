//! Programmes with their sessions, and the work of psychologists and social workers.

use bagyt_app::command::{ProgrammeAct, SpecialistAct, SupportAct};
use bagyt_casework::codes::{
    ContactPlace, Need, ProgrammeAttendance, ProgrammeEnd, Role, SessionForm, SessionOutcome,
    SpecialistAnswer, SpecialistEnd, SpecialistTask,
};
use bagyt_casework::programme::{AttendProgramme, EndProgramme, EnrolClient};
use bagyt_casework::specialist::{
    AnswerSpecialist, ArrangeSession, AskSpecialist, EndSpecialist, RecordSession,
};

use crate::country::Country;
use crate::diary::{CLOSING, Day, Millis, day_of, instant, timestamp};
use crate::helping::Help;
use crate::meetings::moment;
use crate::staffing::WorkerNumber;
use crate::supervision::FileNumber;
use crate::words::Topic;

/// The programmes that are offered, with their sessions and the needs that they are for; the last
/// one is for everybody else.
const PROGRAMMES: [(&str, u16, &[Need]); 3] = [
    ("without_violence", 16, &[Need::Family, Need::Violence]),
    ("sober_life", 8, &[Need::Alcohol, Need::Drugs]),
    ("thinking_skills", 12, &[]),
];

/// Days from one session of a programme to the next.
const WEEK: Day = 7;
/// Minutes of a specialist's session.
const SESSION: u16 = 50;
/// Hours of the day at which specialists hold sessions.
const HOURS: (i32, i32) = (9, 15);

impl Country {
    /// The client is enrolled in the programme that fits the needs.
    pub(crate) fn enrol(&mut self, at: Millis, file: FileNumber, needs: &[Need]) {
        let fits = |of: &[Need]| of.is_empty() || of.iter().any(|need| needs.contains(need));
        let Some((code, sessions, _)) = PROGRAMMES.into_iter().find(|(_, _, of)| fits(of)) else {
            return;
        };
        let next = self.diary.working_from(day_of(at) + WEEK);
        let enrol = EnrolClient {
            enrolled: moment(at),
            programme: code.to_owned(),
            next_on: Some(self.diary.date(next)),
            words: self.words_of_help(file, Topic::Referral),
        };
        let act = SupportAct::Programme(ProgrammeAct::Enrol(enrol));
        if let Some(version) = self.support(at, None, file, act) {
            self.plan_help(next, file, Help::Attend { version, left: sessions });
        }
    }

    /// A session of the programme is held; after the last one the programme is completed.
    pub(crate) fn attend(&mut self, at: Millis, file: FileNumber, (programme, left): (u32, u16)) {
        let attendance = match self.helping.chance.below(100) {
            0..86 => ProgrammeAttendance::Attended,
            86..94 => ProgrammeAttendance::Missed,
            _ => ProgrammeAttendance::Excused,
        };
        let left = left - u16::from(attendance == ProgrammeAttendance::Attended);
        let next = self.diary.working_from(day_of(at) + WEEK);
        let attend = AttendProgramme {
            programme,
            held: moment(at),
            attendance,
            next_on: (left > 0).then(|| self.diary.date(next)),
            words: String::new(),
        };
        self.support(at, None, file, SupportAct::Programme(ProgrammeAct::Attend(attend)));
        if left > 0 {
            return self.plan_help(next, file, Help::Attend { version: programme, left });
        }
        let words = self.words_of_help(file, Topic::Progress);
        let (ended, reason) = (moment(at), ProgrammeEnd::Completed);
        let end = EndProgramme { programme, ended, reason, words };
        self.support(at, None, file, SupportAct::Programme(ProgrammeAct::End(end)));
    }

    /// The officer asks a specialist of the office.
    pub(crate) fn ask_specialist(&mut self, at: Millis, file: FileNumber, worker: WorkerNumber) {
        let Some(specialist) = self.staffing.find(worker) else { return };
        let task = match specialist.role {
            Role::Psychologist => SpecialistTask::Counselling,
            _ => SpecialistTask::SocialHelp,
        };
        let specialist = specialist.id;
        let words = self.words_of_help(file, Topic::Referral);
        let ask = AskSpecialist { asked: moment(at), specialist, task, words };
        let act = SupportAct::Specialist(SpecialistAct::Ask(ask));
        let days = self.helping.chance.between(1, 5);
        if let Some(version) = self.support(at, None, file, act) {
            let answer = Help::SpecialistAnswer { version, worker };
            self.plan_help(day_of(at) + days, file, answer);
        }
    }

    /// The specialist takes the client over, or has no room.
    pub(crate) fn specialist_answers(
        &mut self,
        at: Millis,
        file: FileNumber,
        (request, worker): (u32, WorkerNumber),
    ) {
        let Some(by) = self.staffing.find(worker).map(|one| one.id) else { return };
        let outcome = match self.helping.chance.permille(920) {
            true => SpecialistAnswer::Taken,
            false => SpecialistAnswer::Declined,
        };
        let words = self.words_of_help(file, Topic::ServiceAnswer);
        let answer = AnswerSpecialist { request, answered: moment(at), by, outcome, words };
        let act = SupportAct::Specialist(SpecialistAct::Answer(answer));
        self.support(at, Some(worker), file, act);
        if outcome == SpecialistAnswer::Taken {
            let left = u16::try_from(self.helping.chance.between(2, 4)).unwrap_or(2);
            let session = Help::Session { version: request, worker, left };
            self.plan_help(day_of(at) + 1, file, session);
        }
    }

    /// The specialist arranges the next session in an hour of their own.
    pub(crate) fn arrange_session(
        &mut self,
        at: Millis,
        file: FileNumber,
        (request, worker, left): (u32, WorkerNumber, u16),
    ) {
        let Some(by) = self.staffing.find(worker).map(|one| one.id) else { return };
        let mut day = self.diary.working_from(day_of(at) + self.helping.chance.between(3, 9));
        let mut hour = self.helping.chance.between(HOURS.0, HOURS.1);
        while !self.helping.sessions.insert((worker, day, hour)) {
            hour += 1;
            if hour > HOURS.1 {
                (day, hour) = (self.diary.working_from(day + 1), HOURS.0);
            }
        }
        let begins_at = instant(day, hour * 3600);
        let arrange = ArrangeSession {
            request,
            by,
            begins_at: timestamp(begins_at),
            minutes: SESSION,
            form: SessionForm::Individual,
            place: ContactPlace::Office,
            words: String::new(),
        };
        let act = SupportAct::Specialist(SpecialistAct::Arrange(arrange));
        let Some(session) = self.support(at, Some(worker), file, act) else { return };
        let over = begins_at + i64::from(self.helping.chance.between(60, 100)) * 60_000;
        let over = over.min(instant(day, CLOSING - 1));
        let next = Help::SessionOver { version: request, worker, session, left };
        self.plan_help_at(over, file, next);
    }

    /// The specialist records what became of a session; after the last one the work ends.
    pub(crate) fn record_session(
        &mut self,
        at: Millis,
        file: FileNumber,
        (request, worker): (u32, WorkerNumber),
        (session, left): (u32, u16),
    ) {
        let by = self.staffing.find(worker).map(|one| one.id);
        let outcome = match self.helping.chance.permille(850) {
            true => SessionOutcome::Held,
            false => SessionOutcome::Missed,
        };
        let words = self.words_of_help(file, Topic::Progress);
        let record = RecordSession { session, by, outcome, words };
        let act = SupportAct::Specialist(SpecialistAct::Record(record));
        self.support(at, Some(worker), file, act);
        if left > 1 {
            let session = Help::Session { version: request, worker, left: left - 1 };
            return self.plan_help(day_of(at) + 1, file, session);
        }
        let words = self.words_of_help(file, Topic::Progress);
        let (ended, reason) = (moment(at), SpecialistEnd::Done);
        let end = EndSpecialist { request, ended, by, reason, words };
        self.support(at, Some(worker), file, SupportAct::Specialist(SpecialistAct::End(end)));
    }
}
