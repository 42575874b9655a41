//! Tests of the channels of a client.

use super::*;
use crate::fact::Change;
use crate::invented::{Story, at, told};

fn rules() -> VerifyingRules {
    VerifyingRules { until_at: at("2025-03-15T10:00"), tries_most: 5 }
}

pub(crate) fn channel_id(number: u128) -> ChannelId {
    ChannelId(Uuid::from_u128(number))
}

fn command(number: u128) -> RecordChannel {
    RecordChannel {
        channel: channel_id(number),
        line: ChannelLine::Phone,
        kind: ChannelKind::Phone,
        number: "0700 12-34-56".to_owned(),
        code: "123456".to_owned(),
        language: "ky".to_owned(),
        consented: true,
    }
}

#[track_caller]
fn check(story: &Story, change: impl FnOnce(&mut RecordChannel), expected: Result<&str, &str>) {
    let mut command = command(2);
    change(&mut command);
    let outcome = told(record(&story.case, &command, rules(), at("2025-03-14T10:00")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_number(line: ChannelLine, text: &str, expected: Result<&str, &str>) {
    let outcome = dialled(line, text).map_err(|refusal| refusal.to_string());
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

fn with_channel(story: Story) -> Story {
    let facts = record(&story.case, &command(1), rules(), at("2025-03-14T10:00")).unwrap();
    story.then("2025-03-14", facts)
}

fn tried(story: Story, is_right: bool) -> Story {
    let facts = verify(&story.case, channel_id(1), is_right, at("2025-03-14T10:05")).unwrap();
    story.then("2025-03-14", facts)
}

#[track_caller]
fn check_status(story: &Story, now: &str, expected: ChannelStatus) {
    let channel = story.case.find_channel(channel_id(1)).unwrap();
    assert_eq!(story.case.channel_status(channel, at(now)), expected);
}

#[test]
fn a_number_is_taken_in_the_form_in_which_it_is_dialled() {
    for text in ["0700 12-34-56", "+996 (700) 123456", "996700123456", "+996700123456"] {
        check_number(ChannelLine::Phone, text, Ok("+996700123456"));
    }
    for text in ["8 701 123 45 67", "+7 701 1234567", "7 (701) 123-45-67"] {
        check_number(ChannelLine::SecondPhone, text, Ok("+77011234567"));
    }
    check_number(ChannelLine::Email, " aida@post.example ", Ok("aida@post.example"));
}

#[test]
fn a_bad_number_is_told_what_is_wrong_with_it() {
    let line = ChannelLine::Phone;
    let why = "after +996 there are 8 figures; there must be 9";
    check_number(line, "+996 700 12345", Err(why));
    check_number(line, "0700 12345", Err(why));
    let why = "after +996 there are 10 figures; there must be 9";
    check_number(line, "+9967001234567", Err(why));
    let why = "after +7 there are 9 figures; there must be 10";
    check_number(line, "+7 701 123 456", Err(why));
    let why = "the number begins neither with +996, +7 nor with 0 or 8 before the code";
    check_number(line, "+44 20 7946 0000", Err(why));
    check_number(line, "123456", Err(why));
    let why = "a telephone number has figures, spaces, brackets and hyphens, not `o`";
    check_number(line, "o700 123456", Err(why));
    let why = "the card has nothing on the line `phone`; it is filled in there first";
    check_number(line, "  ", Err(why));
    let why = "an e-mail address is written name@place.country, in Latin letters";
    for text in ["aida", "aida@post", "@post.example", "аида@post.example", "a@b@c.example", "a@.b"]
    {
        check_number(ChannelLine::Email, text, Err(why));
    }
}

#[test]
fn a_channel_needs_consent_a_language_and_an_open_case() {
    let story = Story::opened();
    check(&story, |_| {}, Ok("channel.recorded"));
    let why = "nobody is reminded who did not agree to it";
    check(&story, |one| one.consented = false, Err(why));
    let why = "reminders are not written in `uz`";
    check(&story, |one| one.language = "uz".to_owned(), Err(why));
    let story = story.ruled("2025-03-12", Change::Ended);
    check(&story, |_| {}, Err("the case was closed on 2025-03-12"));
}

#[test]
fn a_line_of_the_card_is_one_channel_at_a_time() {
    let story = with_channel(Story::opened());
    let why = "a channel from the line `phone` stands already; withdraw it first";
    check(&story, |_| {}, Err(why));
    check(&story, |one| one.line = ChannelLine::SecondPhone, Ok("channel.recorded"));
    // The same telephone may be written to by a messenger besides.
    check(&story, |one| one.kind = ChannelKind::Messenger, Ok("channel.recorded"));
    let facts = withdraw(&story.case, channel_id(1)).unwrap();
    check(&story.then("2025-03-14", facts), |_| {}, Ok("channel.recorded"));
}

#[test]
fn an_address_takes_letters_and_a_telephone_none() {
    let story = Story::opened();
    let why = "the line `phone` does not open the way `email`";
    check(&story, |one| one.kind = ChannelKind::Email, Err(why));
    let to_address = |kind: ChannelKind| {
        move |one: &mut RecordChannel| {
            (one.line, one.kind) = (ChannelLine::Email, kind);
            one.number = "aida@post.example".to_owned();
        }
    };
    check(&story, to_address(ChannelKind::Email), Ok("channel.recorded"));
    let why = "the line `email` does not open the way `messenger`";
    check(&story, to_address(ChannelKind::Messenger), Err(why));
}

#[test]
fn a_code_goes_out_once_while_it_is_awaited() {
    let story = with_channel(Story::opened());
    let due = |story: &Story, now: &str| story.case.codes_to_send(at(now)).len();
    assert_eq!((due(&story, "2025-03-15T09:59"), due(&story, "2025-03-15T10:00")), (1, 0));
    let sent_at = at("2025-03-14T10:01");
    let facts = note_code(&story.case, channel_id(1), sent_at).unwrap();
    let sent = story.clone().then("2025-03-14", facts);
    assert_eq!(sent.case.code_sent_at(channel_id(1)), Some(sent_at));
    assert_eq!(due(&sent, "2025-03-14T10:02"), 0);
    check_status(&sent, "2025-03-14T10:02", ChannelStatus::Awaited);
    let refusal = note_code(&sent.case, channel_id(1), sent_at).unwrap_err();
    assert_eq!(refusal, ChannelRefusal::CodeAlreadySent);
    let refusal = note_code(&sent.case, channel_id(9), sent_at).unwrap_err();
    assert_eq!(refusal, ChannelRefusal::UnknownChannel);
    let closed = story.ruled("2025-03-14", Change::Ended);
    assert_eq!(due(&closed, "2025-03-14T10:02"), 0);
}

#[test]
fn the_number_and_its_code_are_sealed() {
    let story = with_channel(Story::opened());
    let CaseFact::ChannelRecorded(fact) = &story.facts[1].fact else { panic!() };
    let (clear, _) = bagyt_core::fact::FactCodec::encode(&story.facts[1].fact).unwrap();
    let clear = clear.to_string();
    assert!(!clear.contains("700123456") && !clear.contains("\"123456"), "{clear}");
    assert_eq!(fact.private.as_ref().unwrap().number, "+996700123456");
}

#[test]
fn the_right_code_verifies_and_the_fifth_wrong_one_ends_it() {
    let story = with_channel(Story::opened());
    check_status(&story, "2025-03-14T10:05", ChannelStatus::Awaited);
    check_status(&tried(story.clone(), true), "2025-03-20T10:05", ChannelStatus::Verified);
    let four = (0..4).fold(story, |story, _| tried(story, false));
    assert_eq!(four.case.channel_tries(channel_id(1)), 4);
    check_status(&tried(four.clone(), true), "2025-03-14T10:06", ChannelStatus::Verified);
    let five = tried(four, false);
    check_status(&five, "2025-03-14T10:06", ChannelStatus::Lapsed);
    let outcome = told(verify(&five.case, channel_id(1), true, at("2025-03-14T10:06")));
    let why = "the channel does not wait for a code: it is lapsed";
    assert_eq!(outcome, Err(why.to_owned()));
}

#[test]
fn a_code_is_worth_nothing_after_its_time() {
    let story = with_channel(Story::opened());
    check_status(&story, "2025-03-15T09:59", ChannelStatus::Awaited);
    check_status(&story, "2025-03-15T10:00", ChannelStatus::Lapsed);
    assert!(verify(&story.case, channel_id(1), true, at("2025-03-15T10:00")).is_err());
}

#[test]
fn a_channel_is_withdrawn_once_and_at_any_time() {
    let story = tried(with_channel(Story::opened()), true);
    let story = story.ruled("2025-04-12", Change::Ended);
    let facts = withdraw(&story.case, channel_id(1)).unwrap();
    let story = story.then("2025-04-13", facts);
    check_status(&story, "2025-04-13T10:00", ChannelStatus::Withdrawn);
    let refusal = withdraw(&story.case, channel_id(1)).unwrap_err();
    assert_eq!(refusal, ChannelRefusal::AlreadyWithdrawn);
    assert_eq!(withdraw(&story.case, channel_id(9)), Err(ChannelRefusal::UnknownChannel));
}

#[test]
fn a_wrong_try_is_not_taken_back() {
    let story = tried(with_channel(Story::opened()), false);
    let withdrawal = crate::mending::WithdrawEntry {
        version: story.newest(),
        reason: crate::codes::MendingReason::Mistake,
        words: "a slip".to_owned(),
    };
    assert!(crate::mending::withdraw(&story.case, &withdrawal).is_err());
}
