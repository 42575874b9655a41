//! Accounts, sessions, drafts, the access log, and forgetting.

use bagyt_core::command::Purpose;
use bagyt_core::identity::StaffId;
use bagyt_core::view::{ViewRows, ViewTable, text};
use bagyt_store::{
    AccessEntry, Account, Blob, Claim, DRAFT_BYTES_MAX, DRAFTS_MAX, INSIDE_BYTES_MAX, Location,
    SAVED_FILTERS_MAX, SavedFilter, Session,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::sample::{VIEWS, case, meta, noting};

/// Digest of a content that is too large for the database.
const LARGE: [u8; 32] = [0x5b; 32];

/// A personal projection for tests.
const NAME_VIEW: ViewTable = ViewTable {
    name: "name_view",
    version: 1,
    columns: &[text("name")],
    indexes: &["name"],
    personal: true,
};

static NAMES: &[&ViewTable] = &[&NAME_VIEW];

fn now() -> Timestamp {
    meta(1).recorded_at
}

fn account(login: &str) -> Account {
    Account {
        login: login.to_owned(),
        staff_id: StaffId(Uuid::from_u128(7)),
        password_hash: "$argon2id$v=19$…".to_owned(),
        totp_secret: None,
        disabled: false,
        created_at: now(),
    }
}

fn session(number: u8, login: &str) -> Session {
    Session {
        token_hash: [number; 32],
        login: login.to_owned(),
        csrf: None,
        created_at: now(),
        last_seen_at: now(),
        expires_at: now() + SignedDuration::from_hours(10),
    }
}

fn access(number: u128, page: &str) -> AccessEntry {
    AccessEntry {
        at: now(),
        login: "osmonov".to_owned(),
        staff_id: StaffId(Uuid::from_u128(7)),
        purpose: Purpose::Supervision,
        subject: case(number),
        page: page.to_owned(),
    }
}

on_both! {
    fn an_account_is_kept_replaced_and_disabled(place) {
        let store = place.open(VIEWS);
        store.put_account(&account("osmonov")).unwrap();
        let changed = Account { totp_secret: Some(vec![1, 2]), ..account("osmonov") };
        store.put_account(&changed).unwrap();
        store.put_account(&account("abdieva")).unwrap();
        let reader = store.read().unwrap();
        assert_eq!(reader.account("osmonov").unwrap(), Some(changed));
        assert_eq!(reader.account("nobody").unwrap(), None);
        let logins: Vec<String> =
            reader.accounts().unwrap().into_iter().map(|account| account.login).collect();
        assert_eq!(logins, ["abdieva", "osmonov"]);
        drop(reader);
        store.put_session(&session(1, "osmonov")).unwrap();
        assert!(store.set_disabled("osmonov", true).unwrap());
        assert!(!store.set_disabled("nobody", true).unwrap());
        let reader = store.read().unwrap();
        assert!(reader.account("osmonov").unwrap().unwrap().disabled);
        let (staff, nobody) = (account("osmonov").staff_id, StaffId(Uuid::from_u128(99)));
        let of = [staff, nobody];
        assert_eq!(reader.shut_out(&of).unwrap(), [].into(), "the second account is open");
        drop(reader);
        store.set_disabled("abdieva", true).unwrap();
        let reader = store.read().unwrap();
        assert_eq!(reader.shut_out(&of).unwrap(), [staff].into());
        assert_eq!(reader.shut_out(&[]).unwrap(), [].into());
        assert_eq!(reader.session(&[1; 32]).unwrap(), None);
    }

    fn a_code_of_the_second_factor_is_taken_once_and_never_an_older_one(place) {
        let store = place.open(VIEWS);
        store.put_account(&account("osmonov")).unwrap();
        let codes = ["aa".to_owned(), "bb".to_owned()];
        assert!(!store.use_step("osmonov", 101).unwrap());
        assert!(store.put_second_factor("osmonov", vec![7; 60], 100, &codes).unwrap());
        assert!(!store.put_second_factor("nobody", vec![7; 60], 100, &[]).unwrap());
        let kept = store.read().unwrap().account("osmonov").unwrap().unwrap();
        assert_eq!(kept.totp_secret, Some(vec![7; 60]));
        assert!(!store.use_step("osmonov", 100).unwrap());
        let taken: usize = std::thread::scope(|scope| {
            let ask = || usize::from(store.use_step("osmonov", 101).unwrap());
            let asked: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            asked.into_iter().map(|one| one.join().unwrap()).sum()
        });
        assert_eq!(taken, 1);
        assert!(!store.use_step("osmonov", 99).unwrap());
        assert!(store.use_step("osmonov", 102).unwrap());
    }

    fn a_recovery_code_is_taken_once_and_new_ones_replace_the_old(place) {
        let store = place.open(VIEWS);
        store.put_account(&account("osmonov")).unwrap();
        let codes = ["aa".to_owned(), "bb".to_owned()];
        store.put_second_factor("osmonov", vec![7; 60], 100, &codes).unwrap();
        assert!(store.use_recovery_code("osmonov", "aa").unwrap());
        assert!(!store.use_recovery_code("osmonov", "aa").unwrap());
        assert!(!store.use_recovery_code("abdieva", "bb").unwrap());
        assert_eq!(store.read().unwrap().recovery_codes_left("osmonov").unwrap(), 1);
        store.put_recovery_codes("osmonov", &["cc".to_owned()]).unwrap();
        assert!(!store.use_recovery_code("osmonov", "bb").unwrap());
        store.put_session(&session(1, "osmonov")).unwrap();
        assert!(store.remove_second_factor("osmonov").unwrap());
        let reader = store.read().unwrap();
        assert_eq!(reader.account("osmonov").unwrap().unwrap().totp_secret, None);
        assert_eq!(reader.recovery_codes_left("osmonov").unwrap(), 0);
        assert_eq!(reader.session(&[1; 32]).unwrap(), None);
        drop(reader);
        assert!(!store.use_step("osmonov", 200).unwrap());
        assert!(!store.remove_second_factor("nobody").unwrap());
    }

    fn each_renewal_of_a_calendar_counts_for_its_account_alone(place) {
        let store = place.open(VIEWS);
        let count = |login| store.read().unwrap().calendar_feed_renewals(login).unwrap();
        assert_eq!(count("osmonov"), 0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| store.renew_calendar_feed("osmonov").unwrap());
            }
        });
        assert_eq!((count("osmonov"), count("abdieva")), (4, 0));
    }

    fn a_session_lives_until_it_is_ended(place) {
        let store = place.open(VIEWS);
        for number in 1..=3 {
            store.put_session(&session(number, "osmonov")).unwrap();
        }
        let later = now() + SignedDuration::from_mins(5);
        store.touch_session(&[1; 32], later).unwrap();
        let seen = store.read().unwrap().session(&[1; 32]).unwrap().unwrap();
        assert_eq!(seen, Session { last_seen_at: later, ..session(1, "osmonov") });
        store.end_session(&[1; 32]).unwrap();
        assert_eq!(store.read().unwrap().session(&[1; 32]).unwrap(), None);
        store.remove_ended_sessions(now() + SignedDuration::from_hours(9)).unwrap();
        assert!(store.read().unwrap().session(&[2; 32]).unwrap().is_some());
        store.remove_ended_sessions(now() + SignedDuration::from_hours(10)).unwrap();
        assert_eq!(store.read().unwrap().session(&[2; 32]).unwrap(), None);
        store.put_session(&session(4, "osmonov")).unwrap();
        store.end_sessions("osmonov").unwrap();
        assert_eq!(store.read().unwrap().session(&[4; 32]).unwrap(), None);
    }

    fn a_draft_is_kept_for_one_person_and_page(place) {
        let store = place.open(VIEWS);
        assert!(store.put_draft("osmonov", "contact", "began", now()).unwrap());
        assert!(store.put_draft("osmonov", "contact", "went on", now()).unwrap());
        let too_long = "x".repeat(DRAFT_BYTES_MAX + 1);
        assert!(!store.put_draft("osmonov", "contact", &too_long, now()).unwrap());
        let reader = store.read().unwrap();
        let kept = reader.draft("osmonov", "contact").unwrap();
        assert_eq!(kept, Some(("went on".to_owned(), now())));
        assert_eq!(reader.draft("osmonov", "warning").unwrap(), None);
        assert_eq!(reader.draft("abdieva", "contact").unwrap(), None);
        drop(reader);
        store.remove_draft("osmonov", "contact").unwrap();
        assert_eq!(store.read().unwrap().draft("osmonov", "contact").unwrap(), None);
    }

    fn the_oldest_drafts_go_by_number_and_by_age_and_with_the_account(place) {
        let store = place.open(VIEWS);
        let pages = |login: &str| -> Vec<String> {
            let drafts = store.read().unwrap().drafts(login).unwrap();
            drafts.into_iter().map(|draft| draft.page).collect()
        };
        let at = |minute: usize| now() + SignedDuration::from_mins(minute as i64);
        store.put_account(&account("osmonov")).unwrap();
        store.put_draft("abdieva", "page-0", "hers", at(0)).unwrap();
        for number in 0..=DRAFTS_MAX {
            store.put_draft("osmonov", &format!("page-{number}"), "his", at(number)).unwrap();
        }
        let kept: Vec<String> = (1..=DRAFTS_MAX).rev().map(|no| format!("page-{no}")).collect();
        assert_eq!(pages("osmonov"), kept);
        assert_eq!(pages("abdieva"), ["page-0"]);
        store.remove_old_drafts(at(DRAFTS_MAX - 1)).unwrap();
        assert_eq!((pages("osmonov").len(), pages("abdieva").len()), (1, 0));
        assert_eq!(store.read().unwrap().all_drafts().unwrap().len(), 1);
        store.set_disabled("osmonov", true).unwrap();
        assert!(pages("osmonov").is_empty());
    }

    fn a_filter_is_kept_for_one_person_under_one_name(place) {
        let store = place.open(VIEWS);
        let filter = |name: &str, query: &str| SavedFilter {
            name: name.to_owned(),
            query: query.to_owned(),
        };
        let kept = |login: &str| store.read().unwrap().saved_filters(login).unwrap();
        store.put_account(&account("osmonov")).unwrap();
        assert!(store.put_saved_filter("abdieva", &filter("mine", "risk=high"), now()).unwrap());
        assert!(store.put_saved_filter("osmonov", &filter("mine", "due=week"), now()).unwrap());
        assert!(store.put_saved_filter("osmonov", &filter("mine", "due=late"), now()).unwrap());
        assert_eq!(kept("osmonov"), [filter("mine", "due=late")]);
        for number in 1..SAVED_FILTERS_MAX {
            let one = filter(&format!("filter {number}"), "risk=low");
            assert!(store.put_saved_filter("osmonov", &one, now()).unwrap());
        }
        assert!(!store.put_saved_filter("osmonov", &filter("one more", ""), now()).unwrap());
        assert!(store.put_saved_filter("osmonov", &filter("mine", "risk=low"), now()).unwrap());
        assert_eq!(kept("osmonov").len(), SAVED_FILTERS_MAX);
        store.remove_saved_filter("osmonov", "mine").unwrap();
        store.remove_saved_filter("osmonov", "never kept").unwrap();
        assert_eq!(kept("osmonov").len(), SAVED_FILTERS_MAX - 1);
        store.set_disabled("osmonov", true).unwrap();
        assert_eq!(kept("osmonov"), []);
        assert_eq!(kept("abdieva"), [filter("mine", "risk=high")]);
    }

    fn looks_at_a_record_are_logged_and_told_newest_first(place) {
        let store = place.open(VIEWS);
        store.log_access(vec![access(1, "case"), access(2, "case")]).unwrap();
        store.log_access(Vec::new()).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| store.log_access(vec![access(3, "list")]).unwrap());
            }
        });
        store.log_access(vec![access(1, "timeline")]).unwrap();
        assert_eq!(store.accesses_to(case(1)).unwrap(), [access(1, "timeline"), access(1, "case")]);
        assert_eq!(store.accesses_to(case(3)).unwrap().len(), 8);
        assert_eq!(store.accesses_to(case(9)).unwrap(), []);
        let staff = access(1, "case").staff_id;
        let of = [case(1), case(3), case(9)];
        assert_eq!(store.looked_at(staff, &of).unwrap(), [case(1), case(3)].into());
        assert_eq!(store.looked_at(staff, &[]).unwrap(), [].into());
        let other = StaffId(Uuid::from_u128(99));
        assert_eq!(store.looked_at(other, &of).unwrap(), [].into());
    }

    fn what_is_erased_is_gone_and_the_journal_still_verifies(place) {
        let store = place.open(NAMES);
        for number in [1, 2] {
            let mut commit = noting(number, case(number), 1, &["sealed"]);
            let name = if number == 1 { "Асанов Бакыт" } else { "Осмонова Айжан" };
            let rows = vec![vec![name.into()]];
            commit.views = vec![(case(number), vec![ViewRows { table: &NAME_VIEW, rows }])];
            commit.keys = vec![(case(number), vec![0xab; 64])];
            store.submit(commit).unwrap();
        }
        let content = [0x5a; 32];
        let mut kept = noting(3, case(3), 1, &["kept"]);
        kept.blobs = vec![
            Blob { digest: content, bytes: vec![7; 100] },
            Blob { digest: LARGE, bytes: vec![8; INSIDE_BYTES_MAX + 1] },
        ];
        kept.claims = vec![Claim { name: "pin:of-one".to_owned(), stream: case(1) }];
        store.submit(kept).unwrap();
        store.erase(&[case(1)], &[content, LARGE]).unwrap();
        let reader = store.read().unwrap();
        assert_eq!(reader.record_key(case(1)).unwrap(), None);
        assert_eq!(reader.record_key(case(2)).unwrap(), Some(vec![0xab; 64]));
        assert!(reader.stream(case(1)).unwrap().is_some());
        assert_eq!(reader.blob(&content).unwrap(), None);
        assert_eq!(reader.blob(&LARGE).unwrap(), None);
        assert_eq!(reader.claim("pin:of-one").unwrap(), None);
        drop(reader);
        store.verify(&mut |_| {}).unwrap();
        if let Location::Sqlite { path } = &place.location {
            for file in std::fs::read_dir(path).unwrap() {
                let file = file.unwrap().path();
                if file.is_file() {
                    let bytes = std::fs::read(&file).unwrap();
                    let name = "Асанов Бакыт".as_bytes();
                    let is_there = bytes.windows(name.len()).any(|window| window == name);
                    assert!(!is_there, "{}", file.display());
                }
            }
        }
        // A stream that was never there is no obstacle, nor is one that was erased before.
        store.erase(&[case(1), case(9)], &[content, LARGE, [1; 32]]).unwrap();
    }
}
