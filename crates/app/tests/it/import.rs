//! Real releases walk through the journal and come out as the curve that other programs compute.

use bagyt_app::account::PasswordWork;
use bagyt_app::law::Country;
use bagyt_app::outcome::Failure;
use bagyt_app::secrets::Secrets;
use bagyt_app::{App, ImportOutcome, Settings, import_digest};
use bagyt_store::Location;
use std::sync::Arc;
use tempfile::TempDir;

const MAP: &str = include_str!("../../../../imports/rossi.toml");
const RELEASES: &str = include_str!("../../../../tests/data/rossi.csv");

fn open(directory: &TempDir) -> App {
    let settings = Settings {
        location: Location::Sqlite { path: directory.path().to_owned() },
        country: Country::Zz,
        secrets: Secrets::new(&[7; 32]),
        clock: Arc::new(|| "2026-03-31T06:00:00Z".parse().unwrap()),
        invented: false,
        password_work: PasswordWork::Least,
    };
    App::open(settings).unwrap()
}

fn import(app: &App, table: &str, dry_run: bool) -> Result<ImportOutcome, Failure> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let lines = reader.into_records().map(|record| {
        let record = record.unwrap();
        let line = record.position().unwrap().line();
        (line, record.iter().map(str::to_owned).collect::<Vec<_>>())
    });
    let file = (MAP, import_digest(table.as_bytes()));
    app.import_releases(file, (&header, lines), dry_run, &|_| {})
}

/// Lines of the file up to and including that number.
fn lines(until: usize) -> String {
    RELEASES.lines().take(until).map(|line| format!("{line}\n")).collect()
}

#[track_caller]
fn check(outcome: ImportOutcome, taken: u32, resumed: u32, refused: &[(u64, &str, &str)]) {
    let reasons: Vec<(u64, &str, &str)> = outcome
        .refused
        .iter()
        .map(|refused| (refused.line, refused.field.as_str(), refused.code.as_str()))
        .collect();
    assert_eq!((outcome.taken, outcome.resumed, &reasons[..]), (taken, resumed, refused));
}

/// # Source
///
/// R 4.2.2, survival 3.5-3 (`survfit`, `conf.type = "log-log"`), on the same file.
#[test]
fn the_curve_of_the_432_releases_comes_out_of_the_journal_as_r_computes_it() {
    let directory = TempDir::new().unwrap();
    let app = open(&directory);
    check(import(&app, RELEASES, false).unwrap(), 432, 0, &[]);
    let follow_up = app.survival_curve().unwrap();
    let curve = follow_up.curve.as_ref().unwrap();
    assert_eq!((curve.people(), curve.events(), curve.observed_until()), (432, 114, 52));
    let expected = [
        (10, 418, 0.965_277_778, 0.008_808_217_64, (0.943_064_598, 0.978_920_997)),
        (26, 381, 0.875_000_000, 0.015_911_721_2, (0.839_975_406, 0.902_803_796)),
        (52, 322, 0.736_111_111, 0.021_205_102_0, (0.691_859_716, 0.775_063_183)),
    ];
    for (week, at_risk, survival, error, (lower, upper)) in expected {
        let at = curve.at(week).unwrap();
        assert_eq!(at.at_risk, at_risk);
        let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} {other}");
        close(at.survival, survival);
        close(at.standard_error.unwrap(), error);
        close(at.lower.unwrap(), lower);
        close(at.upper.unwrap(), upper);
    }
    assert!(follow_up.sources[0].source.starts_with("Rossi, Berk and Lenihan"));
    let events: usize = curve.steps.iter().map(|step| step.members.len()).sum();
    assert_eq!(events, 114);
    let of_step = |place: &usize| follow_up.releases[*place].offence_on.is_some();
    assert!(curve.steps.iter().flat_map(|step| &step.members).all(of_step));
}

#[test]
fn an_import_that_was_cut_short_goes_on_and_doubles_nothing() {
    let directory = TempDir::new().unwrap();
    let app = open(&directory);
    check(import(&app, &lines(21), false).unwrap(), 20, 0, &[]);
    check(import(&app, &lines(31), false).unwrap(), 10, 20, &[]);
    let position = app.position().unwrap();
    check(import(&app, &lines(31), false).unwrap(), 0, 30, &[]);
    assert_eq!(app.position().unwrap(), position);
    assert_eq!(app.survival_curve().unwrap().releases.len(), 30);
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let directory = TempDir::new().unwrap();
    let app = open(&directory);
    check(import(&app, &lines(11), true).unwrap(), 10, 0, &[]);
    assert_eq!(app.position().unwrap(), 0);
    check(import(&app, &lines(11), false).unwrap(), 10, 0, &[]);
    check(import(&app, &lines(16), true).unwrap(), 5, 10, &[]);
    assert_eq!(app.survival_curve().unwrap().releases.len(), 10);
}

#[test]
fn lines_with_faults_are_named_and_can_be_mended() {
    let directory = TempDir::new().unwrap();
    let app = open(&directory);
    let whole = lines(4);
    let mut faulty: Vec<&str> = whole.lines().collect();
    faulty[1] = "53,1,0,27,1,0,0,1,3";
    faulty[2] = "17,yes,0,118,1,0,0,1,8";
    let table = faulty.join("\n");
    let faults = [
        (2, "week", "import-out-of-range"),
        (3, "arrest", "import-no-flag"),
        (3, "age", "import-out-of-range"),
    ];
    check(import(&app, &table, false).unwrap(), 1, 0, &faults);
    check(import(&app, &whole, false).unwrap(), 2, 1, &[]);
}

#[test]
fn a_line_that_stands_in_the_journal_with_another_content_is_refused() {
    let directory = TempDir::new().unwrap();
    let app = open(&directory);
    let whole = lines(3);
    check(import(&app, &whole, false).unwrap(), 2, 0, &[]);
    let changed = whole.replace("20,1,0,27", "21,1,0,27");
    let refused = [(2, "", "import-other-content")];
    check(import(&app, &changed, false).unwrap(), 0, 1, &refused);
    assert_eq!(app.survival_curve().unwrap().releases.len(), 2);
}

#[test]
fn a_file_of_another_register_is_refused_whole() {
    let directory = TempDir::new().unwrap();
    let app = open(&directory);
    let refusal = import(&app, "week,arrest,colour\n1,1,red\n", false).unwrap_err();
    let Failure::Refused(refused) = refusal else { panic!("{refusal}") };
    assert_eq!(refused.code, "import-unknown-column");
    assert_eq!(app.position().unwrap(), 0);
}
