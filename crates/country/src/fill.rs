//! Filling the empty journal of an installation with the invented country.

use bagyt_app::App;
use bagyt_app::command::{CaseAct, Command};
use bagyt_app::outcome::Failure;
use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::effective::Zone;
use bagyt_core::identity::{CommandId, MessageId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::calibration::{Size, TODAY};
use crate::census::Census;
use crate::chance::Chance;
use crate::country::{Country, Tables};

/// Commands that the service may refuse before the filling is given up.
///
/// The generator is made so that none is refused, and tests hold it to that at two sizes; a slip
/// among a million should not cost somebody the demonstration.
const REFUSED_MAX: u64 = 100;

/// Progress is told once in so many commands.
const TOLD_EVERY: u64 = 4_096;

/// The country could not be filled in.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// The journal is not empty or cannot be written.
    #[error("the journal cannot be filled")]
    Journal(#[source] Failure),
    /// More commands were refused than a slip explains; the last one is given.
    #[error("{count} commands of the invented country were refused, the last of {at}")]
    Refused {
        /// How many.
        count: u64,
        /// When the last one was taken.
        at: Timestamp,
        /// Why.
        #[source]
        source: Failure,
    },
}

/// Fills the empty journal of `app` with the country of a seed.
///
/// `progress` is told how many days are over and how many there are. Returns what was done, for the
/// documents.
///
/// # Errors
///
/// [`FillError::Journal`] for an outage; [`FillError::Refused`] if the generator and the service
/// do not fit together.
pub fn fill(
    app: &App,
    seed: u64,
    size: Size,
    progress: &dyn Fn(u64, u64),
) -> Result<Census, FillError> {
    let tables = app.tables();
    let (codes, pack, calendar) = (tables.codes(), tables.pack(), tables.calendar());
    let mut country = Country::new(seed, size, Tables { codes, pack, calendar });
    let mut filling = app.fill().map_err(FillError::Journal)?;
    let mut census = Census::default();
    let (mut taken, mut refused) = (0_u64, 0);
    while let Some(invented) = country.next_command() {
        if filling.entries() == 0 {
            let meta = publication(seed, invented.meta.recorded_at);
            filling.publish_tables(&meta).map_err(FillError::Journal)?;
        }
        census.count(&invented);
        match filling.carry_out(&invented.meta, &invented.command) {
            Ok(answer) => {
                census.answered(&invented, &answer.outcome);
                if let Some(message) = sent_by(&invented.command)
                    && let Some(digest) = filling.sent_digest(message)
                {
                    country.note_sent(message, digest);
                }
            }
            Err(source @ (Failure::Refused(_) | Failure::NotFound)) => {
                refused += 1;
                census.add("refused", 1);
                if refused > REFUSED_MAX {
                    let at = invented.meta.recorded_at;
                    return Err(FillError::Refused { count: refused, at, source });
                }
            }
            Err(failure) => return Err(FillError::Journal(failure)),
        }
        taken += 1;
        if taken.is_multiple_of(TOLD_EVERY) {
            let (done, of) = country.progress(invented.meta.recorded_at);
            progress(done, of);
        }
    }
    census.add("entries", filling.entries());
    filling.finish().map_err(FillError::Journal)?;
    census.close(&country);
    Ok(census)
}

/// The message that a command sends, if it sends one.
fn sent_by(command: &Command) -> Option<MessageId> {
    match command {
        Command::InCase { act: CaseAct::ApproveSubmission(approve), .. } => Some(approve.message),
        _ => None,
    }
}

/// What comes with the first command: the tables in force are published before anything is done.
fn publication(seed: u64, recorded_at: Timestamp) -> CommandMeta {
    CommandMeta {
        id: CommandId(Uuid::from_u128(u128::from(seed))),
        recorded_at,
        actor: Actor::System,
        purpose: Purpose::Administration,
    }
}

/// Returns the instant at which the invented country stands still: nine in the morning of today.
pub fn now() -> Timestamp {
    let nine = TODAY.at(9, 0, 0, 0).to_zoned(Zone::Bishkek.time_zone());
    nine.map_or(Timestamp::UNIX_EPOCH, |nine| nine.timestamp())
}

/// Returns the seed of the keys of an invented country: its secrets are known to everybody, so that
/// the same seed gives the same journal byte for byte.
pub fn key_seed(seed: u64) -> [u8; 32] {
    let mut chance = Chance::new(seed, 0x6b);
    let mut bytes = [0; 32];
    for part in bytes.chunks_exact_mut(8) {
        part.copy_from_slice(&chance.bits().to_be_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bagyt_app::Settings;
    use bagyt_app::account::PasswordWork;
    use bagyt_app::accounts::DemoAccount;
    use bagyt_app::law;
    use bagyt_app::read::{Today, TodayItem, TodayKind};
    use bagyt_app::second_factor::SignIn;
    use bagyt_app::secrets::Secrets;
    use bagyt_store::Location;

    use super::*;

    fn open(directory: &tempfile::TempDir) -> App {
        let settings = Settings {
            location: Location::Sqlite { path: directory.path().to_owned() },
            country: law::Country::Zz,
            secrets: Secrets::of_invented(key_seed(7)),
            clock: Arc::new(now),
            invented: true,
            password_work: PasswordWork::Least,
        };
        App::open(settings).unwrap()
    }

    /// The commands of a filling, carried out one by one as by people at work, leave the same
    /// entries in the same order: the signed state of the journal is the same.
    #[test]
    fn the_same_commands_one_by_one_give_the_same_journal() {
        let (filled, replayed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (filled, replayed) = (open(&filled), open(&replayed));
        fill(&filled, 7, Size::Tiny, &|_, _| {}).unwrap();
        filled.rebuild(&|_, _| {}).unwrap();
        let tables = replayed.tables();
        let (codes, pack, calendar) = (tables.codes(), tables.pack(), tables.calendar());
        let mut country = Country::new(7, Size::Tiny, Tables { codes, pack, calendar });
        let mut is_first = true;
        while let Some(invented) = country.next_command() {
            if std::mem::take(&mut is_first) {
                let meta = publication(7, invented.meta.recorded_at);
                replayed.execute(&meta, &replayed.first_publication()).unwrap();
            }
            replayed.execute(&invented.meta, &invented.command).unwrap();
            if let Some(message) = sent_by(&invented.command) {
                let digest = replayed.sent_digest(message).unwrap().unwrap();
                country.note_sent(message, digest);
            }
        }
        let state = filled.make_checkpoint().unwrap();
        assert_eq!(replayed.make_checkpoint().unwrap(), state);
        replayed.check_projections(&|_, _| {}).unwrap();
    }

    /// Fills an empty installation and checks that everything was accepted.
    #[track_caller]
    fn check(size: Size, (least, most): (u64, u64)) {
        let directory = tempfile::tempdir().unwrap();
        let app = open(&directory);
        let census = fill(&app, 7, size, &|_, _| {}).unwrap();
        assert_eq!(census.of("refused"), 0, "{census}");
        assert!((least..=most).contains(&census.of("entries")), "{census}");
        // Less than one of a hundred; in an office there may be one all the same.
        let faulty = census.of("messages: rejected");
        let is_rare = faulty <= 1 + census.of("messages") / 100;
        assert!(is_rare, "only messages that are faulty on purpose are rejected\n{census}");
        assert_eq!(census.of("messages: understood"), 0, "{census}");
        // An office is too small for all kinds of help, and no office of the region has specialists.
        for what in ["referrals", "sendings to work", "sessions of a programme"] {
            assert!(census.of(what) > 0 || size == Size::Tiny, "{what}\n{census}");
        }
    }

    #[test]
    fn the_service_accepts_everything_that_happens_in_an_office() {
        check(Size::Tiny, (1_500, 4_000));
    }

    #[test]
    fn the_service_accepts_everything_that_happens_in_a_region() {
        check(Size::Small, (45_000, 110_000));
    }

    /// Returns the day of one of those who can be signed in as.
    fn day_of(app: &App, account: &DemoAccount) -> Today {
        let SignIn::Done(token) = app.sign_in(&account.login, &account.password).unwrap() else {
            panic!("an account of the demo has a second factor")
        };
        app.today_page(&app.user_of(&token).unwrap().unwrap()).unwrap()
    }

    #[test]
    fn the_officer_and_the_head_of_the_demo_have_all_kinds_of_work_on_the_last_morning() {
        let directory = tempfile::tempdir().unwrap();
        let app = open(&directory);
        fill(&app, 2026, Size::Small, &|_, _| {}).unwrap();
        app.rebuild(&|_, _| {}).unwrap();
        let accounts = app.demo_accounts().unwrap();
        let account = |login: &str| accounts.iter().find(|one| one.login == login).unwrap();
        let (officer, head) = (account("officer"), account("head"));
        assert_eq!(officer.office, head.office);
        let count = |day: &Today, kind| day.items.iter().filter(|item| item.kind == kind).count();
        let day = day_of(&app, head);
        assert!(count(&day, TodayKind::ToAllocate) >= 2, "{day:?}");
        assert!(count(&day, TodayKind::Review) >= 1, "{day:?}");
        assert!(count(&day, TodayKind::ToApprove) >= 1, "{day:?}");
        // What moved under an act is rare: a meeting was entered long after it was held.
        let looks = count(&day, TodayKind::SecondLook);
        assert!((1..=3).contains(&looks), "{day:?}");
        let day = day_of(&app, officer);
        assert!(count(&day, TodayKind::Appointment) >= 1, "{day:?}");
        assert!(count(&day, TodayKind::OutcomeMissing) >= 1, "{day:?}");
        assert!(count(&day, TodayKind::AbsenceToWeigh) >= 1, "{day:?}");
        let registers =
            |item: &TodayItem| item.row.as_ref().is_some_and(|row| row.code == "registration");
        assert!(day.items.iter().any(registers), "{day:?}");
    }

    #[test]
    fn today_is_a_working_morning() {
        assert_eq!(now().to_string(), "2026-11-02T03:00:00Z");
        assert_eq!(TODAY.weekday(), jiff::civil::Weekday::Monday);
    }
}
