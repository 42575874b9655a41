use super::*;
use crate::closing::{CloseCase, close};
use crate::codes::{CloseReason, Risk};
use crate::invented::{Story, at, day, on, told};
use crate::mending::{WithdrawEntry, withdraw as take_back};
use crate::plan::{AgreePlan, agree};

fn order(paper: PaperKind, about: Option<u32>) -> IssuePaper {
    IssuePaper {
        paper,
        about,
        issued: on("2025-04-10"),
        number: 3,
        form: paper.code().to_owned(),
        edition_from: day("2020-01-01"),
        languages: vec!["ky".to_owned(), "ru".to_owned()],
        signing: Signing::Hand,
        signature: None,
        digest: "ab".repeat(32),
        text: "Асанов Бакыт".to_owned(),
    }
}

#[track_caller]
fn check(story: &Story, paper: PaperKind, about: Option<u32>, expected: Result<&str, &str>) {
    let outcome = told(issue(&story.case, &order(paper, about), at("2025-04-10T09:00")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

/// Assessed in one entry, planned in the next.
fn planned(story: Story) -> Story {
    let story = story.assessed("2025-04-01", Risk::Low);
    let command = AgreePlan { agreed: on("2025-04-02"), goals: vec!["find work".to_owned()] };
    let facts = agree(&story.case, &command, day("2025-04-02")).unwrap();
    story.then("2025-04-02", facts)
}

fn issued(story: Story, paper: PaperKind, about: Option<u32>) -> Story {
    let facts = issue(&story.case, &order(paper, about), at("2025-04-10T09:00")).unwrap();
    story.then("2025-04-10", facts)
}

fn closed(story: Story) -> Story {
    let command =
        CloseCase { closed: on("2025-04-09"), reason: CloseReason::Died, words: String::new() };
    let facts = close(&story.case, &command, day("2025-04-09")).unwrap();
    story.then("2025-04-09", facts)
}

#[test]
fn a_paper_says_what_is_missing_until_the_case_has_it() {
    let story = Story::opened();
    let refused = |paper, why| check(&story, paper, None, Err(why));
    let first = "the client was not registered yet; register the client first";
    refused(PaperKind::RegistrationCard, first);
    refused(PaperKind::RightsMemo, first);
    refused(PaperKind::AppearanceSchedule, "no meeting is arranged; arrange one first");
    refused(PaperKind::IndividualPlan, "no plan was agreed; agree on one first");
    refused(PaperKind::ServiceNotice, "no referral is under way; refer the client first");
    let why = "nobody looks for the client; record the first measure of the search";
    refused(PaperKind::SearchMaterials, why);
    let why = "no request of the client was granted or refused; answer one first";
    refused(PaperKind::RequestAnswer, why);
    let why = "no hearing is to come; record the one that the court fixed";
    refused(PaperKind::HearingNotice, why);
    let why = "the case is open; the certificate is made once it is closed";
    refused(PaperKind::RemovalCertificate, why);
    let why = "the person is under supervision already; the application comes before a sentence";
    refused(PaperKind::PretrialApplication, why);
    let why = "no early end is asked of the court; draft that submission first";
    refused(PaperKind::CorrectionConclusion, why);
    let why = "no device is worn; record that one was fitted first";
    refused(PaperKind::MonitoringProtocol, why);
}

#[test]
fn an_application_is_made_before_a_sentence_once() {
    let before = |mut story: Story| {
        story.case.opening.domain = crate::codes::Domain::PreSentence;
        story
    };
    let story = before(Story::opened());
    check(&story, PaperKind::PretrialApplication, None, Ok("paper.issued"));
    let command = order(PaperKind::PretrialApplication, None);
    let facts = issue(&story.case, &command, at("2025-04-10T09:00")).unwrap();
    let story = before(Story::opened().then("2025-04-10", facts));
    let why = "it was issued on 2025-04-10 under number 3; withdraw that one first";
    check(&story, PaperKind::PretrialApplication, None, Err(why));
}

#[test]
fn a_conclusion_is_drawn_from_the_submission_that_asks_for_an_early_end() {
    let story = Story::twice_warned().drafted("2025-06-01");
    let why = "no early end is asked of the court; draft that submission first";
    check(&story, PaperKind::CorrectionConclusion, None, Err(why));
    let mut story = story;
    for one in &mut story.case.submissions {
        one.kind = crate::codes::SubmissionKind::EndEarly;
    }
    check(&story, PaperKind::CorrectionConclusion, Some(story.newest()), Ok("paper.issued"));
}

#[test]
fn a_protocol_is_drawn_from_the_device_that_is_worn() {
    let story = Story::fitted();
    let fitted = story.case.devices().worn().unwrap().mark.version;
    check(&story, PaperKind::MonitoringProtocol, Some(fitted), Ok("paper.issued"));
    let why = "this paper cannot be drawn from that entry now";
    check(&story, PaperKind::MonitoringProtocol, Some(fitted + 1), Err(why));
}

#[test]
fn a_plan_is_issued_once_until_its_paper_is_withdrawn() {
    let story = planned(Story::opened());
    check(&story, PaperKind::IndividualPlan, Some(3), Ok("paper.issued"));
    let why = "this paper cannot be drawn from that entry now";
    check(&story, PaperKind::IndividualPlan, None, Err(why));
    let story = issued(story, PaperKind::IndividualPlan, Some(3));
    let why = "it was issued on 2025-04-10 under number 3; withdraw that one first";
    check(&story, PaperKind::IndividualPlan, Some(3), Err(why));
    let command = WithdrawPaper {
        paper: 4,
        withdrawn: on("2025-04-10"),
        fault: PaperFault::Mistake,
        words: "the goal is another one".to_owned(),
    };
    let facts = withdraw(&story.case, &command).unwrap();
    let story = story.then("2025-04-10", facts);
    assert!(story.case.papers().find(4).unwrap().withdrawn.is_some());
    check(&story, PaperKind::IndividualPlan, Some(3), Ok("paper.issued"));
    let again = withdraw(&story.case, &command).unwrap_err();
    assert_eq!(again.to_string(), "the paper was withdrawn on 2025-04-10");
}

#[test]
fn a_paper_is_withdrawn_with_a_reason_and_only_where_it_stands() {
    let story = issued(planned(Story::opened()), PaperKind::IndividualPlan, Some(3));
    let command = |paper, words: &str| WithdrawPaper {
        paper,
        withdrawn: on("2025-04-10"),
        fault: PaperFault::Outdated,
        words: words.to_owned(),
    };
    let refused = |command| withdraw(&story.case, &command).unwrap_err().to_string();
    assert_eq!(refused(command(2, "a slip")), "the case has no such paper");
    assert_eq!(refused(command(4, " ")), "a reason in words is missing");
}

#[test]
fn an_entry_stays_while_a_paper_drawn_from_it_holds_and_the_paper_is_an_act() {
    let story = issued(planned(Story::opened()), PaperKind::IndividualPlan, Some(3));
    let refused = |version| {
        let reason = crate::codes::MendingReason::Mistake;
        let command = WithdrawEntry { version, reason, words: "a slip".to_owned() };
        take_back(&story.case, &command).unwrap_err().to_string()
    };
    assert_eq!(refused(3), "entry 4 rests on entry 3; take that back first");
    let why = "entry 4 is an act that others rely on; it is answered by a new act";
    assert_eq!(refused(4), why);
}

#[test]
fn a_closed_case_has_its_certificate_and_its_card_and_nothing_else() {
    let story = closed(planned(Story::opened().registered()));
    check(&story, PaperKind::RemovalCertificate, Some(story.newest()), Ok("paper.issued"));
    check(&story, PaperKind::RegistrationCard, None, Ok("paper.issued"));
    let why = "the case was closed on 2025-04-09";
    check(&story, PaperKind::IndividualPlan, Some(3), Err(why));
    check(&story, PaperKind::RightsMemo, None, Err(why));
}

#[test]
fn what_tells_how_things_stand_is_issued_again() {
    let story = Story::opened().registered();
    let story = issued(story, PaperKind::RegistrationCard, None);
    check(&story, PaperKind::RegistrationCard, None, Ok("paper.issued"));
}

#[test]
fn a_number_is_named_by_office_kind_and_year() {
    let name =
        number_claim(&OfficeCode("ZZ-03-02".to_owned()), PaperKind::RemovalCertificate, 2026, 12);
    assert_eq!(name, "paper:ZZ-03-02:removal_certificate:2026:12");
}
