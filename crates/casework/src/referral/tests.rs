use super::*;
use crate::invented::{Story, day, on, told};
use crate::service::shelter;

fn asked(referred: &str) -> Refer {
    Refer {
        referred: on(referred),
        service: shelter(None).id,
        need: Need::Accommodation,
        consented: true,
        words: "sleeps at the station".to_owned(),
    }
}

fn answered(referral: u32, answered: &str, outcome: ReferralAnswer) -> AnswerReferral {
    let words = "a bed from Monday".to_owned();
    AnswerReferral { referral, answered: on(answered), outcome, words }
}

fn followed(referral: u32, followed: &str, progress: ReferralProgress) -> FollowReferral {
    FollowReferral { referral, followed: on(followed), progress, words: "goes well".to_owned() }
}

fn ended(referral: u32, ended: &str, reason: ReferralEnd) -> EndReferral {
    EndReferral {
        referral,
        ended: on(ended),
        reason,
        result: ReferralResult::Met,
        words: "has a room of his own".to_owned(),
    }
}

impl Story {
    fn referral(&self) -> u32 {
        self.case.support().referrals.last().unwrap().mark.version
    }

    /// The client is referred to the shelter, whose answer is awaited until 21 April 2025.
    pub(crate) fn referred(self, referred: &str) -> Story {
        let by = (&shelter(None), day("2025-04-21"));
        let facts = refer(&self.case, &asked(referred), by, day(referred)).unwrap();
        self.then(referred, facts)
    }

    pub(crate) fn accepted(self, on_day: &str) -> Story {
        let command = answered(self.referral(), on_day, ReferralAnswer::Accepted);
        let facts = answer(&self.case, &command, day("2025-04-24"), day(on_day)).unwrap();
        self.then(on_day, facts)
    }

    pub(crate) fn begun(self, on_day: &str) -> Story {
        let command = followed(self.referral(), on_day, ReferralProgress::Started);
        let facts = follow(&self.case, &command, day("2025-05-15"), day(on_day)).unwrap();
        self.then(on_day, facts)
    }

    pub(crate) fn helped(self, on_day: &str) -> Story {
        let command = ended(self.referral(), on_day, ReferralEnd::Done);
        let facts = end(&self.case, &command, day(on_day)).unwrap();
        self.then(on_day, facts)
    }
}

#[track_caller]
fn check(
    story: &Story,
    service: &Service,
    change: impl FnOnce(&mut Refer),
    expected: Result<&str, &str>,
) {
    let mut command = asked("2025-04-07");
    change(&mut command);
    let by = (service, day("2025-04-21"));
    let outcome = told(refer(&story.case, &command, by, day("2025-04-10")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_answer(
    story: &Story,
    change: impl FnOnce(&mut AnswerReferral),
    expected: Result<&str, &str>,
) {
    let mut command = answered(story.referral(), "2025-04-21", ReferralAnswer::Accepted);
    change(&mut command);
    let outcome = told(answer(&story.case, &command, day("2025-05-05"), day("2025-04-30")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_follow(
    story: &Story,
    (on_day, progress, words): (&str, ReferralProgress, &str),
    expected: Result<&str, &str>,
) {
    let command =
        FollowReferral { words: words.to_owned(), ..followed(story.referral(), on_day, progress) };
    let outcome = told(follow(&story.case, &command, day("2025-06-01"), day("2025-05-30")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_end(story: &Story, reason: ReferralEnd, expected: Result<&str, &str>) {
    let command = ended(story.referral(), "2025-05-20", reason);
    let outcome = told(end(&story.case, &command, day("2025-05-30")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn nobody_is_referred_without_consent_and_a_reason() {
    let (story, service) = (Story::opened(), shelter(None));
    check(&story, &service, |_| {}, Ok("referral.made"));
    let why = "nobody is referred without the client's consent";
    check(&story, &service, |one| one.consented = false, Err(why));
    check(&story, &service, |one| one.words = " ".to_owned(), Err("a reason in words is missing"));
    let long = "a".repeat(bagyt_core::refusal::WORDS_MAX + 1);
    let why = "the words have 12001 characters; the most is 12000";
    check(&story, &service, |one| one.words = long, Err(why));
}

#[test]
fn a_service_is_of_the_office_open_and_answers_the_need() {
    let story = Story::opened();
    let why = "the service does not answer the need `drugs`; choose another";
    check(&story, &shelter(None), |one| one.need = Need::Drugs, Err(why));
    let why = "nobody is referred to this service since 2025-04-07; choose another";
    check(&story, &shelter(Some("2025-04-07")), |_| {}, Err(why));
    check(&story, &shelter(Some("2025-04-08")), |_| {}, Ok("referral.made"));
    let unknown = Service::unknown(shelter(None).id);
    let why = "the service is in no register; choose one of the list";
    check(&story, &unknown, |_| {}, Err(why));
    let why = "the service stands in the register of office `ZZ-03-02`, not of the case's";
    check(&story.allocated().transferred("2025-04-01"), &shelter(None), |_| {}, Err(why));
}

#[test]
fn a_referral_is_of_a_day_within_the_case() {
    let (story, service) = (Story::opened(), shelter(None));
    let why = "a referral is recorded after it was made; 2025-04-11 has not come yet";
    check(&story, &service, |one| one.referred = on("2025-04-11"), Err(why));
    let why = "the case was opened on 2025-03-11, after 2025-03-10";
    check(&story, &service, |one| one.referred = on("2025-03-10"), Err(why));
    check(&story, &service, |one| one.referred = on("2025-03-11"), Ok("referral.made"));
}

#[test]
fn one_referral_at_a_time_for_a_need() {
    let story = Story::opened().referred("2025-04-07");
    let why = "the client is referred there since 2025-04-07; end that referral first";
    check(&story, &shelter(None), |_| {}, Err(why));
    let other = |one: &mut Refer| one.need = Need::Documents;
    check(&story, &shelter(None), other, Ok("referral.made"));
    let over = story.accepted("2025-04-08").begun("2025-04-09").helped("2025-04-10");
    check(&over, &shelter(None), |one| one.referred = on("2025-04-10"), Ok("referral.made"));
}

#[test]
fn a_service_answers_once_and_a_refusal_has_its_reason() {
    let story = Story::opened().referred("2025-04-07");
    check_answer(&story, |_| {}, Ok("referral.answered"));
    let refused = |one: &mut AnswerReferral| {
        one.outcome = ReferralAnswer::Refused;
        one.words.clear();
    };
    check_answer(&story, refused, Err("a reason in words is missing"));
    let why = "the step before was on 2025-04-07, after 2025-04-06";
    check_answer(&story, |one| one.answered = on("2025-04-06"), Err(why));
    check_answer(&story, |one| one.referral = 99, Err("the case has no referral in entry 99"));
    let accepted = story.accepted("2025-04-10");
    check_answer(&accepted, |_| {}, Err("the service answered on 2025-04-10"));
}

#[test]
fn a_service_is_silent_once_its_last_day_has_passed() {
    let story = Story::opened().referred("2025-04-07");
    let silent = |day: &'static str| {
        move |one: &mut AnswerReferral| {
            one.outcome = ReferralAnswer::Silent;
            one.answered = on(day);
        }
    };
    let why = "the service has time to answer until 2025-04-21";
    check_answer(&story, silent("2025-04-21"), Err(why));
    check_answer(&story, silent("2025-04-22"), Ok("referral.answered"));
}

#[test]
fn a_client_begins_where_the_service_accepted_and_is_looked_at_again() {
    use ReferralProgress::{Reviewed, Started};
    let story = Story::opened().referred("2025-04-07");
    let why = "the referral is `awaiting_answer`; this step does not follow";
    check_follow(&story, ("2025-04-10", Started, ""), Err(why));
    let story = story.accepted("2025-04-10");
    check_follow(&story, ("2025-04-10", Started, ""), Ok("referral.followed"));
    let why = "the referral is `accepted`; this step does not follow";
    check_follow(&story, ("2025-04-10", Reviewed, "well"), Err(why));
    let story = story.begun("2025-04-15");
    check_follow(
        &story,
        ("2025-04-16", Started, ""),
        Err("the client goes there since 2025-04-15"),
    );
    check_follow(&story, ("2025-05-15", Reviewed, "well"), Ok("referral.followed"));
    check_follow(&story, ("2025-05-15", Reviewed, ""), Err("a reason in words is missing"));
}

#[test]
fn an_end_fits_how_far_it_has_come() {
    use ReferralEnd::{Declined, Done, Left, ServiceEnded};
    let story = Story::opened().referred("2025-04-07");
    let why = "the referral is `awaiting_answer`; this step does not follow";
    for reason in [Done, Left] {
        check_end(&story, reason, Err(why));
    }
    check_end(&story, Declined, Ok("referral.ended"));
    let story = story.accepted("2025-04-10");
    check_end(&story, Declined, Ok("referral.ended"));
    let story = story.begun("2025-04-15");
    let why = "the referral is `started`; this step does not follow";
    check_end(&story, Declined, Err(why));
    for reason in [Done, Left, ServiceEnded] {
        check_end(&story, reason, Ok("referral.ended"));
    }
    let why = "the referral is `ended`; this step does not follow";
    check_end(&story.helped("2025-05-20"), ServiceEnded, Err(why));
}

#[test]
fn the_day_of_the_next_step_is_that_which_stood_in_the_step_before() {
    let awaits = |story: &Story| {
        let case = &story.case;
        case.referral_awaits(&case.support().referrals[0])
    };
    let story = Story::opened().referred("2025-04-07");
    assert_eq!(awaits(&story), Some((Awaited::Answer, day("2025-04-21"))));
    let story = story.accepted("2025-04-10");
    assert_eq!(awaits(&story), Some((Awaited::Attendance, day("2025-04-24"))));
    let story = story.begun("2025-04-15");
    assert_eq!(awaits(&story), Some((Awaited::Review, day("2025-05-15"))));
    assert_eq!(awaits(&story.helped("2025-05-20")), None);
}

#[test]
fn a_step_taken_back_leaves_the_one_before_and_is_not_taken_back_under_a_later_one() {
    let story = Story::opened().referred("2025-04-07").accepted("2025-04-10").begun("2025-04-15");
    let mendable = |version| crate::mending::check_mendable(&story.case, version);
    assert!(mendable(2).is_err() && mendable(3).is_err());
    assert_eq!(mendable(4), Ok(()));
    let story = story.taken_back(4);
    let referral = &story.case.support().referrals[0];
    assert_eq!(story.case.referral_status(referral), ReferralStatus::Accepted);
    let story = story.taken_back(3).taken_back(2);
    assert_eq!(story.case.rare, None);
}

#[test]
fn an_open_referral_lapses_with_the_case() {
    use crate::closing::{CloseCase, close};
    let story = Story::opened().allocated().referred("2025-04-07");
    let command = CloseCase {
        closed: on("2026-03-01"),
        reason: crate::codes::CloseReason::Completed,
        words: String::new(),
    };
    let facts = close(&story.case, &command, day("2026-03-01")).unwrap();
    let story = story.then("2026-03-01", facts);
    let referral = &story.case.support().referrals[0];
    assert_eq!(story.case.referral_status(referral), ReferralStatus::Lapsed);
    assert_eq!(story.case.referral_awaits(referral), None);
    let command = ended(referral.mark.version, "2026-03-02", ReferralEnd::ServiceEnded);
    let why = Err("the case was closed on 2026-03-01".to_owned());
    assert_eq!(told(end(&story.case, &command, day("2026-03-02"))), why);
}
