//! The conductor: who asks, may they, read, decide, append, project.
//!
//! The wings decide and know nothing of each other; here each use case stands once, from top to
//! bottom. The web asks for pages and hands in acts; the command line fills, checks and measures.
//! The clock, the secrets and the place of the record come in as [`Settings`].

mod abroad_setting;
mod access_setting;
pub mod account;
pub mod accounts;
mod acting;
mod asking;
pub mod attaching;
pub mod bench;
mod bulk;
mod bundle;
pub mod calendar_feed;
pub mod clock;
pub mod command;
mod comparison_setting;
mod conduct;
mod countersigning;
pub mod court;
mod dated;
pub mod delivery;
pub mod deputy_setting;
mod device_act;
mod documents;
pub mod drafts;
pub mod embedded;
mod encode;
mod erasing;
mod evidence;
mod execute;
pub mod group_session;
mod import;
mod in_force;
mod inbox;
pub mod issuing;
mod known;
pub mod law;
pub mod lawmaking;
pub mod letters;
mod merging;
mod monitoring_setting;
pub mod outcome;
pub mod oversight_setting;
pub mod paper_ruling;
mod paper_values;
pub mod policy;
mod presence;
mod project;
mod prosecutor_setting;
mod publishing;
pub mod read;
mod read_stream;
pub mod records;
pub mod register;
mod reminder_setting;
pub mod reminding;
pub mod report;
pub mod role;
pub mod saved_filters;
pub mod second_factor;
pub mod secrets;
mod sorting;
pub mod staffing;
mod support_act;
mod support_setting;
mod table_history;
pub mod table_set;
pub mod tables;
pub mod taking_out;
mod task_setting;
pub mod time_study_setting;
pub mod totp;
mod upload_setting;
pub mod user;
mod workload;
pub mod workload_setting;

use std::sync::Mutex;

use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::effective::Zone;
use bagyt_core::identity::{CommandId, InstallationId};
use bagyt_exchange::view::PostingKey;
use bagyt_store::{Location, OpenError, Options, Store};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

pub use bulk::Filling;
pub use documents::Words;
pub use evidence::{Confirmed, Told, Verification};
pub use import::{ImportOutcome, ImportRefused, ImportSource, check_releases, import_digest};
pub use in_force::TablesError;
pub use inbox::{PaperActForm, Receipt};
pub use known::{KNOWN_MAX, Known};
pub use publishing::{
    ClockMoved, ClocksChange, EXAMPLES_MAX, TableChange, TableChangeKind, TablesChange,
};
pub use upload_setting::{UPLOAD_BYTES_MAX, UploadRule};

use crate::account::PasswordWork;
use crate::clock::Clock;
use crate::in_force::TablesInForce;
use crate::known::Shelf;
use crate::law::Country;
use crate::outcome::Failure;
use crate::policy::{Policy, PolicyError};
use crate::secrets::Secrets;
use crate::sorting::{NoCollation, Sorting};
use crate::table_set::TableSet;
use crate::tables::Tables;

/// What an installation is told when it is opened.
pub struct Settings {
    /// Where the record stands.
    pub location: Location,
    /// Whose law is in force.
    pub country: Country,
    /// The keys.
    pub secrets: Secrets,
    /// The time of day.
    pub clock: Clock,
    /// Whether the people in it are invented.
    pub invented: bool,
    /// What its passwords cost.
    pub password_work: PasswordWork,
}

/// The record cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store cannot.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// A table of the program, or one that the journal published, cannot be read.
    #[error(transparent)]
    Tables(#[from] TablesError),
    /// The policy of the program is broken.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// A language's order is missing.
    #[error(transparent)]
    Collation(#[from] NoCollation),
    /// The projections of an older program cannot be made anew.
    #[error("the projections cannot be made anew")]
    Projections(#[source] Failure),
    /// An erasure that was approved cannot be carried out to its end.
    #[error("an approved erasure cannot be carried out")]
    Erasure(#[source] Failure),
}

/// The application, over one record.
pub struct App {
    // First, so that nothing is made of a record that is closed.
    known: Shelf,
    store: Store,
    in_force: TablesInForce,
    publishing: Mutex<()>,
    policy: Policy,
    secrets: Secrets,
    posting_key: PostingKey,
    sorting: Sorting,
    clock: Clock,
    invented: bool,
    waives_second_factor: bool,
    password_work: PasswordWork,
    numbers: read::Cache,
    campaigns: read::CampaignRegister,
    effects: lawmaking::Effects,
}

/// The stream of the installation itself; one record has one.
const INSTALLATION: InstallationId = InstallationId(Uuid::from_u128(1));

impl App {
    /// Opens the record, or begins an empty one.
    ///
    /// The tables in force are those that the journal published; of an empty journal, those that
    /// the program carries. Projections that an older program or older tables made are made anew
    /// first, and an approved erasure that was broken off is carried out.
    ///
    /// # Errors
    ///
    /// [`AppError`], in the order of its variants.
    pub fn open(settings: Settings) -> Result<App, AppError> {
        let carried = TableSet::of_program(settings.country).map_err(TablesError::Carried)?;
        App::open_carrying(settings, carried)
    }

    /// Opens the record as a program does that carries other tables.
    ///
    /// # Errors
    ///
    /// As [`App::open`].
    pub fn open_carrying(settings: Settings, carried: TableSet) -> Result<App, AppError> {
        let app = App::begin(settings, carried)?;
        app.refresh_tables()?;
        app.put_in_order()
    }

    /// Opens the record to publish the tables that the program carries: also one whose published
    /// tables the program cannot read.
    ///
    /// # Errors
    ///
    /// As [`App::open`].
    pub fn open_to_publish(settings: Settings, carried: TableSet) -> Result<App, AppError> {
        let app = App::begin(settings, carried)?;
        app.refresh_to_publish()?;
        app.put_in_order()
    }

    fn begin(settings: Settings, carried: TableSet) -> Result<App, AppError> {
        let store = Store::open(&settings.location, project::VIEWS, Options::default())?;
        let posting_key = PostingKey::new(settings.secrets.searching());
        let tables = Tables::of(&carried, posting_key.clone()).map_err(TablesError::Carried)?;
        let folder = match store.directory() {
            Some(directory) => directory.join(known::FOLDER),
            // A server's database has no folder of its own.
            None => std::env::temp_dir().join("bagyt").join(known::FOLDER),
        };
        Ok(App {
            known: Shelf::new(folder),
            store,
            in_force: TablesInForce::new(carried, tables),
            publishing: Mutex::default(),
            policy: Policy::parse(embedded::POLICY)?,
            posting_key,
            secrets: settings.secrets,
            sorting: Sorting::try_new()?,
            clock: settings.clock,
            invented: settings.invented,
            // Nothing real can be done to an invented person.
            waives_second_factor: settings.invented,
            password_work: settings.password_work,
            numbers: read::Cache::default(),
            campaigns: read::CampaignRegister::default(),
            effects: lawmaking::Effects::default(),
        })
    }

    /// Makes the projections anew that an older program, or other tables than those in force, made,
    /// and ends what was broken off.
    fn put_in_order(self) -> Result<App, AppError> {
        if self.has_stale_rows().map_err(AppError::Projections)? {
            self.rebuild(&|_, _| {}).map_err(AppError::Projections)?;
        }
        self.finish_erasures().map_err(AppError::Erasure)?;
        Ok(self)
    }

    fn has_stale_rows(&self) -> Result<bool, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let is_empty = reader.head().map_err(Failure::outage)?.seq == 0;
        let made_with = reader.basis().map_err(Failure::outage)?;
        let is_other = !is_empty && made_with != self.in_force.current().basis.name();
        Ok(is_other || !self.store.stale_views().is_empty())
    }

    /// Whether the people in the record are invented.
    pub fn is_invented(&self) -> bool {
        self.invented
    }

    /// Whose law is in force.
    pub fn country(&self) -> Country {
        self.in_force.carried().country()
    }

    /// The instant now.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The civil day at the offices.
    pub fn today(&self) -> Date {
        self.zone().day_of(self.now())
    }

    /// The offices' zone.
    pub fn zone(&self) -> Zone {
        self.tables().zone()
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    pub(crate) fn posting_key(&self) -> &PostingKey {
        &self.posting_key
    }

    pub(crate) fn sorting(&self) -> &Sorting {
        &self.sorting
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What the installation brings to a command of its own.
    pub(crate) fn system_meta(&self) -> CommandMeta {
        CommandMeta {
            id: CommandId(self.new_id()),
            recorded_at: self.now(),
            actor: Actor::System,
            purpose: Purpose::Administration,
        }
    }

    /// Makes an identifier (UUID version 7) from the clock and chance.
    pub fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        let stamp =
            uuid::Timestamp::from_unix(uuid::timestamp::context::NoContext, seconds, nanoseconds);
        Uuid::new_v7(stamp)
    }
}
