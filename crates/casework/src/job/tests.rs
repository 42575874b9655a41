use super::*;
use crate::employer::{BAKER, bakery};
use crate::invented::{Story, day, on, told};

const CHECKS: [u16; 3] = [3, 6, 12];

fn sent() -> SendToJob {
    SendToJob {
        sent: on("2025-04-07"),
        employer: bakery(1).id,
        vacancy: BAKER,
        words: "baked in the army".to_owned(),
    }
}

fn answered(outcome: JobAnswer) -> AnswerJob {
    AnswerJob { job: 2, answered: on("2025-04-10"), outcome, words: "no papers".to_owned() }
}

fn checked(on_day: &str, outcome: JobOutcome) -> CheckJob {
    let evidence = JobEvidence::Payslip;
    CheckJob { job: 2, checked: on(on_day), outcome, evidence, words: "payslip".to_owned() }
}

impl Story {
    /// The client is sent to the bakery in the second entry.
    fn job_sent() -> Story {
        let story = Story::opened();
        let facts = send(&story.case, &sent(), (&bakery(1), day("2025-04-14")), day("2025-04-07"));
        story.then("2025-04-07", facts.unwrap())
    }

    /// The client works in the bakery from 10 April on.
    pub(crate) fn working() -> Story {
        let story = Story::job_sent();
        let facts = answer(&story.case, &answered(JobAnswer::Taken), &CHECKS, day("2025-04-10"));
        story.then("2025-04-10", facts.unwrap())
    }

    fn looked(self, on_day: &str, outcome: JobOutcome) -> Story {
        let facts = check(&self.case, &checked(on_day, outcome), &CHECKS, day(on_day)).unwrap();
        self.then(on_day, facts)
    }

    fn job(&self) -> &Job {
        &self.case.support().jobs.jobs[0]
    }
}

#[track_caller]
fn refuses<E: std::fmt::Display>(outcome: Result<Vec<CaseFact>, E>, why: &str) {
    assert_eq!(told(outcome), Err(why.to_owned()));
}

fn send_again(story: &Story, employer: &Employer, on_day: &str) -> Result<Vec<CaseFact>, NoJob> {
    let command = SendToJob { sent: on(on_day), ..sent() };
    send(&story.case, &command, (employer, day("2025-12-31")), day("2025-12-01"))
}

#[test]
fn a_client_is_sent_to_a_free_place_of_the_office() {
    let story = Story::opened();
    assert!(send_again(&story, &bakery(1), "2025-06-30").is_ok());
    let expired = EmployerRefusal::Expired { until_on: day("2025-06-30") };
    let outcome = send_again(&story, &bakery(1), "2025-07-01");
    assert_eq!(outcome, Err(NoJob::Employer(expired)));
    let outcome = send_again(&Story::job_sent(), &bakery(1), "2025-04-08");
    let open = JobRefusal::StillOpen { since: day("2025-04-07") };
    assert_eq!(outcome, Err(NoJob::Case(open)));
    let wordless = SendToJob { words: String::new(), ..sent() };
    let by = (&bakery(1), day("2025-04-14"));
    let outcome = send(&story.case, &wordless, by, day("2025-04-07"));
    assert_eq!(outcome, Err(NoJob::Case(JobRefusal::WordsMissing)));
}

#[test]
fn a_refusal_has_its_reason_and_ends_it() {
    let story = Story::job_sent();
    let wordless = AnswerJob { words: String::new(), ..answered(JobAnswer::Refused) };
    let today = day("2025-04-10");
    refuses(answer(&story.case, &wordless, &CHECKS, today), "a reason in words is missing");
    let early = AnswerJob { answered: on("2025-04-06"), ..answered(JobAnswer::Refused) };
    let why = "the step before was on 2025-04-07, after 2025-04-06";
    refuses(answer(&story.case, &early, &CHECKS, today), why);
    let facts = answer(&story.case, &answered(JobAnswer::Declined), &CHECKS, today).unwrap();
    let story = story.then("2025-04-10", facts);
    assert_eq!(story.case.job_status(story.job()), JobStatus::Refused);
    assert_eq!(story.case.job_awaits(story.job()), None);
    let again = answer(&story.case, &answered(JobAnswer::Taken), &CHECKS, today);
    refuses(again, "it was recorded on 2025-04-10 what became of it");
}

#[test]
fn a_job_is_looked_at_after_three_six_and_twelve_months() {
    let story = Story::working();
    let next = |story: &Story| story.case.job_awaits(story.job());
    assert_eq!(next(&story), Some((JobAwaits::Check, day("2025-07-10"))));
    let early = checked("2025-07-09", JobOutcome::Kept);
    let why = "whether the job was kept is seen from 2025-07-10 on; until then only its end is \
               recorded";
    refuses(check(&story.case, &early, &CHECKS, day("2025-07-09")), why);
    let story = story.looked("2025-07-10", JobOutcome::Kept);
    assert_eq!(story.case.job_kept_months(story.job()), Some(3));
    assert_eq!(next(&story), Some((JobAwaits::Check, day("2025-10-10"))));
    let story = story.looked("2025-10-15", JobOutcome::Kept);
    assert_eq!(next(&story), Some((JobAwaits::Check, day("2026-04-10"))));
    let lost = checked("2025-12-01", JobOutcome::Dismissed);
    let wordless = CheckJob { words: String::new(), ..lost.clone() };
    let today = day("2025-12-01");
    refuses(check(&story.case, &wordless, &CHECKS, today), "a reason in words is missing");
    let story = story.looked("2025-12-01", JobOutcome::Dismissed);
    assert_eq!(story.case.job_status(story.job()), JobStatus::Lost);
    assert_eq!(story.case.job_kept_months(story.job()), Some(6));
    let again = check(&story.case, &lost, &CHECKS, today);
    refuses(again, "the client does not work there: `lost`");
}

#[test]
fn a_job_that_was_kept_for_a_year_is_looked_at_no_more() {
    let story = Story::working().looked("2025-07-10", JobOutcome::Kept);
    let story = story.looked("2025-10-10", JobOutcome::Kept);
    let facts =
        check(&story.case, &checked("2026-01-10", JobOutcome::Changed), &CHECKS, day("2026-01-10"));
    assert_eq!(told(facts), Ok("job.checked".to_owned()));
    // The settings may have one look less by then.
    let facts = check(
        &Story::working().case,
        &checked("2025-07-10", JobOutcome::Kept),
        &[3],
        day("2025-07-10"),
    );
    let story = Story::working().then("2025-07-10", facts.unwrap());
    assert_eq!(story.case.job_status(story.job()), JobStatus::Kept);
    assert_eq!(story.case.job_awaits(story.job()), None);
}

#[test]
fn what_a_later_step_rests_on_is_not_taken_back_alone() {
    let story = Story::working().looked("2025-07-10", JobOutcome::Kept);
    let jobs = &story.case.support().jobs;
    assert_eq!(jobs.resting_on(2), Some(3));
    assert_eq!(jobs.resting_on(3), Some(4));
    assert_eq!(jobs.resting_on(4), None);
}
