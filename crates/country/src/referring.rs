//! Referrals to services and sendings to employers, from the first day to what came of them.

use bagyt_app::command::{JobAct, SupportAct};
use bagyt_casework::codes::{
    JobAnswer, JobEvidence, JobOutcome, Need, ReferralAnswer, ReferralEnd, ReferralProgress,
    ReferralResult,
};
use bagyt_casework::job::{AnswerJob, CheckJob, SendToJob};
use bagyt_casework::referral::{AnswerReferral, EndReferral, FollowReferral, Refer};
use jiff::ToSpan;

use crate::country::Country;
use crate::diary::{Day, Millis, day_of, number};
use crate::helping::Help;
use crate::meetings::moment;
use crate::supervision::FileNumber;
use crate::words::Topic;

/// The months after which somebody looks whether a job was kept, as house policy has them.
const LOOKS: [u16; 3] = [3, 6, 12];

impl Country {
    /// The client is referred to a service of the office that answers one of the needs.
    pub(crate) fn refer(&mut self, at: Millis, file: FileNumber, needs: &[Need]) {
        let office = self.files.find(file).map(|supervision| supervision.office);
        let services = office.and_then(|office| self.helping.services.get(&office));
        let fitting = needs.iter().find_map(|need| {
            let answers = |(_, answered): &&(_, &[Need])| answered.contains(need);
            services.into_iter().flatten().find(answers).map(|(service, _)| (*service, *need))
        });
        let Some((service, need)) = fitting else { return };
        let words = self.words_of_help(file, Topic::Referral);
        let refer = Refer { referred: moment(at), service, need, consented: true, words };
        let version = self.support(at, None, file, SupportAct::Refer(refer));
        let days = self.helping.chance.between(3, 13);
        if let Some(version) = version {
            self.plan_help(day_of(at) + days, file, Help::Answer { version });
        }
    }

    /// The service answers.
    pub(crate) fn answer_referral(&mut self, at: Millis, file: FileNumber, referral: u32) {
        let outcome = match self.helping.chance.permille(860) {
            true => ReferralAnswer::Accepted,
            false => ReferralAnswer::Refused,
        };
        let words = self.words_of_help(file, Topic::ServiceAnswer);
        let answer = AnswerReferral { referral, answered: moment(at), outcome, words };
        self.support(at, None, file, SupportAct::AnswerReferral(answer));
        if outcome == ReferralAnswer::Accepted {
            let days = self.helping.chance.between(3, 16);
            self.plan_help(day_of(at) + days, file, Help::Start { version: referral });
        }
    }

    /// The client begins at the service, or will not.
    pub(crate) fn start_at_service(&mut self, at: Millis, file: FileNumber, referral: u32) {
        if self.helping.chance.permille(140) {
            let (reason, result) = (ReferralEnd::Declined, ReferralResult::NotMet);
            return self.close_referral(at, file, referral, (reason, result));
        }
        self.follow(at, file, referral, ReferralProgress::Started);
        let days = self.helping.chance.between(22, 34);
        self.plan_help(day_of(at) + days, file, Help::Review { version: referral });
    }

    /// The referral is looked at again.
    pub(crate) fn review_referral(&mut self, at: Millis, file: FileNumber, referral: u32) {
        self.follow(at, file, referral, ReferralProgress::Reviewed);
        let days = self.helping.chance.between(10, 60);
        self.plan_help(day_of(at) + days, file, Help::End { version: referral });
    }

    /// The referral ends, most often with the need met.
    pub(crate) fn end_referral(&mut self, at: Millis, file: FileNumber, referral: u32) {
        let end = match self.helping.chance.below(100) {
            0..58 => (ReferralEnd::Done, ReferralResult::Met),
            58..84 => (ReferralEnd::Done, ReferralResult::PartlyMet),
            _ => (ReferralEnd::Left, ReferralResult::NotMet),
        };
        self.close_referral(at, file, referral, end);
    }

    fn follow(&mut self, at: Millis, file: FileNumber, referral: u32, progress: ReferralProgress) {
        let words = self.words_of_help(file, Topic::Progress);
        let follow = FollowReferral { referral, followed: moment(at), progress, words };
        self.support(at, None, file, SupportAct::FollowReferral(follow));
    }

    fn close_referral(
        &mut self,
        at: Millis,
        file: FileNumber,
        referral: u32,
        (reason, result): (ReferralEnd, ReferralResult),
    ) {
        let words = self.words_of_help(file, Topic::Progress);
        let end = EndReferral { referral, ended: moment(at), reason, result, words };
        self.support(at, None, file, SupportAct::EndReferral(end));
    }

    /// The client is sent to an employer of the district that has a place left.
    pub(crate) fn send_to_work(&mut self, at: Millis, file: FileNumber) {
        let office = self.files.find(file).map(|supervision| supervision.office);
        let offers = office.and_then(|office| self.helping.offers.get(&office));
        let has_place = |position: &&usize| {
            self.helping.vacancies.get(**position).is_some_and(|vacancy| vacancy.left > 0)
        };
        let open: Vec<usize> = offers.into_iter().flatten().filter(has_place).copied().collect();
        if open.is_empty() {
            return;
        }
        let position = self.helping.chance.pick(&open);
        let words = self.words_of_help(file, Topic::Referral);
        let Some(vacancy) = self.helping.vacancies.get_mut(position) else { return };
        vacancy.left -= 1;
        let (employer, vacancy) = (vacancy.employer, vacancy.vacancy);
        let send = SendToJob { sent: moment(at), employer, vacancy, words };
        let version = self.support(at, None, file, SupportAct::Job(JobAct::Send(send)));
        let days = self.helping.chance.between(2, 9);
        if let Some(version) = version {
            let answer = Help::JobAnswer { version, vacancy: position };
            self.plan_help(day_of(at) + days, file, answer);
        }
    }

    /// The employer takes the client, or does not.
    pub(crate) fn answer_job(
        &mut self,
        at: Millis,
        file: FileNumber,
        (job, vacancy): (u32, usize),
    ) {
        let outcome = match self.helping.chance.below(100) {
            0..62 => JobAnswer::Taken,
            62..86 => JobAnswer::Refused,
            _ => JobAnswer::Declined,
        };
        let words = self.words_of_help(file, Topic::ServiceAnswer);
        let answer = AnswerJob { job, answered: moment(at), outcome, words };
        self.support(at, None, file, SupportAct::Job(JobAct::Answer(answer)));
        if outcome == JobAnswer::Taken {
            self.plan_look(file, (job, day_of(at), LOOKS[0]));
        } else if let Some(vacancy) = self.helping.vacancies.get_mut(vacancy) {
            vacancy.left += 1;
        }
    }

    /// Plans when somebody looks whether the job was kept.
    fn plan_look(&mut self, file: FileNumber, (version, began, months): (u32, Day, u16)) {
        let due = self.diary.date(began).saturating_add(i64::from(months).months());
        let day = number(due) + self.helping.chance.between(0, 12);
        self.plan_help(day, file, Help::JobCheck { version, began, months });
    }

    /// Somebody looks whether the job was kept.
    pub(crate) fn check_job(
        &mut self,
        at: Millis,
        file: FileNumber,
        (job, began, months): (u32, Day, u16),
    ) {
        let outcome = match self.helping.chance.below(100) {
            0..72 => JobOutcome::Kept,
            72..90 => JobOutcome::Left,
            _ => JobOutcome::Dismissed,
        };
        let evidence = match self.helping.chance.permille(600) {
            true => JobEvidence::Employer,
            false => JobEvidence::Payslip,
        };
        let words = self.words_of_help(file, Topic::Progress);
        let check = CheckJob { job, checked: moment(at), outcome, evidence, words };
        self.support(at, None, file, SupportAct::Job(JobAct::Check(check)));
        let next = LOOKS.into_iter().find(|next| *next > months);
        if let (JobOutcome::Kept, Some(next)) = (outcome, next) {
            self.plan_look(file, (job, began, next));
        }
    }
}
