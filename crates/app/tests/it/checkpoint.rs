//! Checkpoints name the installation whose journal they are of.

use bagyt_app::account::PasswordWork;
use bagyt_app::law::Country;
use bagyt_app::secrets::Secrets;
use bagyt_app::{App, Settings};
use bagyt_core::merkle::note::Checkpoint;
use bagyt_store::{Location, Store, StoredCheckpoint};
use jiff::Timestamp;

use crate::cluster::Place;

fn app(location: &Location, master: u8) -> App {
    let settings = Settings {
        location: location.clone(),
        country: Country::Zz,
        secrets: Secrets::new(&[master; 32]),
        clock: std::sync::Arc::new(|| Timestamp::from_second(1_750_000_000).unwrap()),
        invented: true,
        password_work: PasswordWork::Least,
    };
    App::open(settings).unwrap()
}

/// Signs the head of a record under an origin, as another program would have.
fn sign_as(location: &Location, master: u8, origin: &str) {
    let store = Store::open(location, &[], Default::default()).unwrap();
    let head = store.read().unwrap().head().unwrap();
    let checkpoint = Checkpoint { origin: origin.to_owned(), size: head.seq, root: head.root() };
    let note = checkpoint.sign(Secrets::new(&[master; 32]).signing());
    let (size, root) = (checkpoint.size, checkpoint.root);
    let made_at = Timestamp::from_second(1_750_000_000).unwrap();
    store.put_checkpoint(&StoredCheckpoint { size, root, note, made_at }).unwrap();
}

#[test]
fn each_installation_signs_under_a_name_of_its_own() {
    let places = (Place::sqlite(), Place::sqlite());
    let (one, other) = (app(&places.0.location, 1), app(&places.1.location, 2));
    let note = one.make_checkpoint().unwrap();
    assert!(one.origin().starts_with("bagyt.journal/"));
    assert_eq!(note.lines().next(), Some(one.origin().as_str()));
    assert_ne!(one.origin(), other.origin());
    let key = Secrets::new(&[1; 32]).signing().verifying_key();
    assert!(Checkpoint::open(&note, &one.origin(), &key).is_ok());
    assert!(Checkpoint::open(&note, &other.origin(), &key).is_err());
}

#[test]
fn a_checkpoint_of_an_earlier_program_is_still_checked() {
    let place = Place::sqlite();
    app(&place.location, 1).publish_tables(&|_, _| {}).unwrap();
    sign_as(&place.location, 1, "bagyt.journal");
    app(&place.location, 1).verify(&|_, _| {}).unwrap();
    sign_as(&place.location, 2, "bagyt.journal");
    let wrong = app(&place.location, 1).verify(&|_, _| {}).unwrap_err().to_string();
    assert!(wrong.contains("the checkpoint at"), "{wrong}");
}

#[test]
fn the_checkpoint_of_another_installation_is_refused() {
    let place = Place::sqlite();
    app(&place.location, 1).publish_tables(&|_, _| {}).unwrap();
    let elsewhere = Place::sqlite();
    sign_as(&place.location, 1, &app(&elsewhere.location, 2).origin());
    assert!(app(&place.location, 1).verify(&|_, _| {}).is_err());
}
