use super::*;
use crate::invented::{CASE, HEAD, Story, day, on};
use bagyt_core::identity::CommandId;
use uuid::Uuid;

fn wish() -> RecordWish {
    RecordWish {
        recorded: on("2025-04-01"),
        case: CASE,
        matters: vec![WishMatter::Escape, WishMatter::End],
        means: WishMeans::Telephone,
        until_on: Some(day("2025-12-31")),
        name: " Asel ".to_owned(),
        contact: "555 07".to_owned(),
    }
}

fn after(mut wish: Wish, facts: Vec<WishFact>) -> Wish {
    for fact in facts {
        let version = wish.version + 1;
        wish.apply(&Recorded {
            seq: u64::from(version),
            version,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            effective: fact.effective().unwrap(),
            actor: Actor::Staff(HEAD),
            cause: CommandId(Uuid::from_u128(1)),
            fact,
        });
    }
    wish
}

/// Somebody wants to be told of the end and of an escape from April to December.
pub(crate) fn wished() -> Wish {
    let unknown = Wish::unknown(WishId(Uuid::from_u128(0x715)));
    after(unknown, record(&wish(), day("2025-04-01")).unwrap())
}

fn told(version: u32) -> TellVictim {
    let (told, means) = (on("2026-03-02"), WishMeans::Letter);
    TellVictim { told, version, means, words: "wrote to her".to_owned() }
}

#[test]
fn a_wish_says_of_what_whom_and_where() {
    let try_it = |change: fn(&mut RecordWish)| {
        let mut command = wish();
        change(&mut command);
        record(&command, day("2025-04-01")).err()
    };
    assert_eq!(try_it(|_| {}), None);
    let standing = wished().standing.unwrap();
    assert_eq!(standing.matters, [WishMatter::End, WishMatter::Escape]);
    assert_eq!((standing.words.name.as_str(), standing.keeper), ("Asel", Some(HEAD)));
    assert_eq!(try_it(|one| one.matters.clear()), Some(WishRefusal::NoMatters));
    assert_eq!(try_it(|one| one.name.clear()), Some(WishRefusal::NameMissing));
    assert_eq!(try_it(|one| one.contact.clear()), Some(WishRefusal::ContactMissing));
    let late = WishRefusal::NotYet { on: day("2025-04-02") };
    assert_eq!(try_it(|one| one.recorded = on("2025-04-02")), Some(late));
    let (until_on, first) = (day("2025-03-31"), day("2025-04-01"));
    let ends = WishRefusal::EndsBefore { until_on, on: first };
    assert_eq!(try_it(|one| one.until_on = Some(day("2025-03-31"))), Some(ends));
    assert_eq!(try_it(|one| one.until_on = Some(day("2025-04-01"))), None);
}

#[test]
fn the_victim_waits_for_what_was_asked_and_for_nothing_else() {
    let story = Story::whole();
    let all = |wish: &Wish| {
        let found = wish.tidings(&story.facts);
        found.into_iter().map(|one| (one.matter, one.version)).collect::<Vec<_>>()
    };
    let mut long = wished();
    long.standing.as_mut().unwrap().until_on = None;
    let found = all(&long);
    assert!(found.iter().any(|(matter, _)| *matter == WishMatter::End), "{found:?}");
    let of = [WishMatter::End, WishMatter::Escape];
    assert!(found.iter().all(|(matter, _)| of.contains(matter)), "{found:?}");
    let mut none = long.clone();
    none.standing.as_mut().unwrap().from_on = day("2099-01-01");
    assert!(all(&none).is_empty());
    let mut gone = long.clone();
    gone.withdrawn_on = Some(day("2025-01-01"));
    assert!(all(&gone).is_empty());
}

#[test]
fn a_victim_is_told_once_of_an_entry() {
    let story = Story::whole();
    let mut wish = wished();
    wish.standing.as_mut().unwrap().until_on = None;
    let today = day("2030-03-02");
    let end = wish.tidings(&story.facts).into_iter().find(|one| one.matter == WishMatter::End);
    let version = end.unwrap().version;
    let wordless = TellVictim { words: String::new(), ..told(version) };
    let outcome = tell(&wish, &wordless, &story.facts, today).err();
    assert_eq!(outcome, Some(WishRefusal::WordsMissing));
    let early = TellVictim { told: on("2025-03-31"), ..told(version) };
    let (day_on, from_on) = (day("2025-03-31"), day("2025-04-01"));
    let before = WishRefusal::BeforeWish { on: day_on, from_on };
    assert_eq!(tell(&wish, &early, &story.facts, today).err(), Some(before));
    let facts = tell(&wish, &told(version), &story.facts, today).unwrap();
    let wish = after(wish, facts);
    let again = tell(&wish, &told(version), &story.facts, today).err();
    assert_eq!(again, Some(WishRefusal::NothingToTell));
}

#[test]
fn a_wish_is_taken_back_once_and_with_words() {
    let command = WithdrawWish { withdrawn: on("2025-05-01"), words: "by telephone".to_owned() };
    let today = day("2025-05-01");
    let wordless = WithdrawWish { words: String::new(), ..command.clone() };
    assert_eq!(withdraw(&wished(), &wordless, today), Err(WishRefusal::WordsMissing));
    let facts = withdraw(&wished(), &command, today).unwrap();
    let wish = after(wished(), facts);
    let gone = WishRefusal::Gone { withdrawn_on: today };
    assert_eq!(withdraw(&wish, &command, today), Err(gone));
    let unknown = Wish::unknown(WishId(Uuid::from_u128(2)));
    assert_eq!(withdraw(&unknown, &command, today), Err(WishRefusal::Unknown));
}
