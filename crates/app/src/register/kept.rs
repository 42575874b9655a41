//! Sheets that people handed in at the pages: kept locked for their owner, worked at in the
//! background, and forgotten.
//!
//! A file is its owner's alone: it tells of everybody in it before anybody's rights are known.

use bagyt_exchange::register::mapping::Mapping;
use bagyt_store::{RegisterFile, RegisterMapping};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Bearer, LineFault, LineOutcome, LineResult, Report, Sheet, guide, read_sheet};
use crate::App;
use crate::outcome::{Failure, Refused};
use crate::role::Action;
use crate::user::User;

/// Days for which a sheet is kept at most: as long as what somebody began to write.
pub const SHEET_DAYS: i64 = 30;

/// Lines between two looks at whether the work is to go on.
const LINES_AT_ONCE: u64 = 100;

/// Lines that are shown beside the columns.
const SAMPLES: usize = 3;

/// The longest name of a file or a mapping, in characters.
const NAME_LENGTH_MAX: usize = 100;

macro_rules! states {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// How far a sheet has come.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FileState { $($(#[$doc])* $variant,)* }

        impl FileState {
            /// All of them.
            pub const ALL: &'static [FileState] = &[$(FileState::$variant,)*];

            /// Returns the word.
            pub fn code(self) -> &'static str {
                match self { $(FileState::$variant => $word,)* }
            }
        }
    };
}

states! {
    /// It is handed in; somebody says which column means what.
    Uploaded = "uploaded",
    /// It is held against the record.
    Checking = "checking",
    /// What would come of it stands in its report.
    Checked = "checked",
    /// Its lines are taken in.
    Running = "running",
    /// They are; what came of them stands in its report.
    Done = "done",
    /// Somebody stopped it, or whoever began it may not go on.
    Stopped = "stopped",
}

impl FileState {
    fn find(word: &str) -> Result<FileState, Failure> {
        let found = FileState::ALL.iter().copied().find(|state| state.code() == word);
        found.ok_or_else(|| Failure::defect(format!("a file is in the state `{word}`")))
    }

    /// Whether work is going on.
    pub fn is_busy(self) -> bool {
        matches!(self, FileState::Checking | FileState::Running)
    }
}

/// A sheet that was handed in.
#[derive(Clone, Debug)]
pub struct File {
    /// Its identifier.
    pub id: Uuid,
    /// The name of the file.
    pub name: String,
    /// How far it has come.
    pub state: FileState,
    /// Lines done in this state.
    pub done: u64,
    /// Lines that it has.
    pub lines: u64,
    /// When it was handed in.
    pub uploaded_at: Timestamp,
    /// Which column means what.
    pub mapping: Mapping,
}

/// The headings of a sheet, with some of its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    /// The headings.
    pub headings: Vec<String>,
    /// The cells of the first lines.
    pub samples: Vec<Vec<String>>,
}

/// A mapping kept by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMapping {
    /// Its name.
    pub name: String,
    /// The mapping.
    pub mapping: Mapping,
}

impl App {
    /// Keeps a sheet; its columns are taken for what the newest fitting mapping of its owner says,
    /// else for what their headings say.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::Refused`] with what is wrong with the sheet.
    pub fn hand_in_register(
        &self,
        user: &User,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Uuid, Failure> {
        self.require_somewhere(user, Action::BringInRegister)?;
        self.store.remove_register_files(self.sheets_since()?).map_err(Failure::outage)?;
        let sheet = read_sheet(guide()?, &bytes).map_err(crate::conduct::refused)?;
        let mapping = self.first_mapping(user, &sheet)?;
        let id = self.new_id();
        let file = RegisterFile {
            id: id.to_string(),
            login: user.login.clone(),
            name: name.chars().take(NAME_LENGTH_MAX).collect(),
            mapping: mapping.written(),
            state: FileState::Uploaded.code().to_owned(),
            done: 0,
            lines: sheet.lines.len() as u64,
            uploaded_at: self.now(),
        };
        let head = SheetHead {
            samples: sheet.lines.iter().take(SAMPLES).map(|line| line.cells.clone()).collect(),
            headings: sheet.headings,
        };
        let head = serde_json::to_vec(&head).map_err(Failure::defect)?;
        let parts = vec![("sheet", self.locked(&bytes)?), ("head", self.locked(&head)?)];
        self.store.put_register_file(&file, parts).map_err(Failure::outage)?;
        Ok(id)
    }

    fn first_mapping(&self, user: &User, sheet: &Sheet) -> Result<Mapping, Failure> {
        let guide = guide()?;
        let kept = self.register_mappings(user)?.into_iter().map(|kept| kept.mapping);
        let mut fitting = kept.filter(|mapping| {
            mapping.fitting(&sheet.headings) == *mapping && mapping.missing(guide).is_empty()
        });
        Ok(fitting.next().unwrap_or_else(|| Mapping::guess(guide, &sheet.headings)))
    }

    /// Returns the person's own sheets, the newest first.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn registers(&self, user: &User) -> Result<Vec<File>, Failure> {
        self.require_somewhere(user, Action::BringInRegister)?;
        let since = self.sheets_since()?;
        let reader = self.store.read().map_err(Failure::outage)?;
        let files = reader.register_files(&user.login).map_err(Failure::outage)?;
        let kept = files.into_iter().filter(|file| since < file.uploaded_at);
        kept.map(as_file).collect()
    }

    /// Returns one of the person's own sheets.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], [`Failure::NotFound`]; outages.
    pub fn register(&self, user: &User, id: Uuid) -> Result<File, Failure> {
        self.registers(user)?.into_iter().find(|file| file.id == id).ok_or(Failure::NotFound)
    }

    /// Returns the headings of one of the person's own sheets, with some of its lines.
    ///
    /// # Errors
    ///
    /// As [`App::register`].
    pub fn register_head(&self, user: &User, id: Uuid) -> Result<SheetHead, Failure> {
        self.register(user, id)?;
        let head = self.part_of(id, "head")?.ok_or(Failure::NotFound)?;
        serde_json::from_slice(&head).map_err(Failure::defect)
    }

    /// Returns the lines of one of the person's own sheets.
    ///
    /// # Errors
    ///
    /// As [`App::register`].
    pub fn register_sheet(&self, user: &User, id: Uuid) -> Result<Sheet, Failure> {
        self.register(user, id)?;
        self.sheet_of(id)
    }

    /// Returns what came of one of the person's own sheets, or would; nothing where it was not
    /// looked at yet.
    ///
    /// # Errors
    ///
    /// As [`App::register`].
    pub fn register_report(&self, user: &User, id: Uuid) -> Result<Option<Report>, Failure> {
        self.register(user, id)?;
        let Some(report) = self.part_of(id, "report")? else { return Ok(None) };
        serde_json::from_slice(&report).map(Some).map_err(Failure::defect)
    }

    /// Returns the mappings that the person kept, the newest first.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn register_mappings(&self, user: &User) -> Result<Vec<KeptMapping>, Failure> {
        self.require_somewhere(user, Action::BringInRegister)?;
        let reader = self.store.read().map_err(Failure::outage)?;
        let kept = reader.register_mappings(&user.login).map_err(Failure::outage)?;
        kept.into_iter()
            .map(|RegisterMapping { name, body, .. }| {
                let mapping = Mapping::parse(&body).map_err(Failure::defect)?;
                Ok(KeptMapping { name, mapping })
            })
            .collect()
    }

    /// Says which column means what and has the sheet held against the record; `keep_as` is the
    /// name under which the mapping is kept for the next sheet.
    ///
    /// # Errors
    ///
    /// As [`App::register`]; [`Failure::Refused`] with `register-mapping` where a field without
    /// which there is no case is found nowhere; [`Failure::Changed`] where work is going on or the
    /// sheet is taken in.
    pub fn map_register(
        &self,
        user: &User,
        id: Uuid,
        (mapping, keep_as): (&Mapping, &str),
    ) -> Result<(), Failure> {
        let file = self.register(user, id)?;
        if let Some(field) = mapping.missing(guide()?).first() {
            let text = format!("no column and no value is named for `{}`", field.code());
            let refused = Refused::new("register-mapping", Some(field.code()), &text);
            return Err(refused.with("field", field.code()).into());
        }
        if file.state.is_busy() || file.state == FileState::Done {
            return Err(Failure::Changed);
        }
        let name: String = keep_as.trim().chars().take(NAME_LENGTH_MAX).collect();
        if !name.is_empty() {
            let kept = RegisterMapping { name, body: mapping.written(), saved_at: self.now() };
            self.store.put_register_mapping(&user.login, &kept).map_err(Failure::outage)?;
        }
        self.moved(&file, FileState::Checking, mapping)
    }

    /// Has the lines of a sheet taken in that was held against the record, or was stopped.
    ///
    /// # Errors
    ///
    /// As [`App::register`]; [`Failure::Changed`] in any other state.
    pub fn run_register(&self, user: &User, id: Uuid) -> Result<(), Failure> {
        let file = self.register(user, id)?;
        match file.state {
            FileState::Checked | FileState::Stopped => {
                self.moved(&file, FileState::Running, &file.mapping)
            }
            _ => Err(Failure::Changed),
        }
    }

    /// Stops the work at a sheet; what was taken in stands.
    ///
    /// # Errors
    ///
    /// As [`App::register`]; [`Failure::Changed`] where no work is going on.
    pub fn stop_register(&self, user: &User, id: Uuid) -> Result<(), Failure> {
        let file = self.register(user, id)?;
        match file.state {
            FileState::Running => self.moved(&file, FileState::Stopped, &file.mapping),
            FileState::Checking => self.moved(&file, FileState::Uploaded, &file.mapping),
            _ => Err(Failure::Changed),
        }
    }

    /// Forgets a sheet and its report; what was taken in stands.
    ///
    /// # Errors
    ///
    /// As [`App::register`]; [`Failure::Changed`] while work is going on.
    pub fn forget_register(&self, user: &User, id: Uuid) -> Result<(), Failure> {
        let file = self.register(user, id)?;
        if file.state.is_busy() {
            return Err(Failure::Changed);
        }
        self.store.remove_register_file(&id.to_string()).map_err(Failure::outage)
    }

    fn moved(&self, file: &File, to: FileState, mapping: &Mapping) -> Result<(), Failure> {
        let (id, states) = (file.id.to_string(), (file.state.code(), to.code()));
        let moved = self.store.move_register_file(&id, states, &mapping.written());
        if moved.map_err(Failure::outage)? { Ok(()) } else { Err(Failure::Changed) }
    }

    /// Works at one sheet that waits for it; says whether there was one. `goes_on` is asked from
    /// time to time; the work that it breaks off is gone on with by the next call.
    ///
    /// # Errors
    ///
    /// Outages, after which the next call goes on.
    pub fn work_at_registers(&self, goes_on: &dyn Fn() -> bool) -> Result<bool, Failure> {
        for (state, after) in
            [(FileState::Running, FileState::Done), (FileState::Checking, FileState::Checked)]
        {
            let reader = self.store.read().map_err(Failure::outage)?;
            let waiting = reader.register_files_in(state.code()).map_err(Failure::outage)?;
            drop(reader);
            if let Some(file) = waiting.into_iter().next() {
                self.work_at(&file, (state, after), goes_on)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn work_at(
        &self,
        file: &RegisterFile,
        (state, after): (FileState, FileState),
        goes_on: &dyn Fn() -> bool,
    ) -> Result<(), Failure> {
        let stopped = || {
            let states = (state.code(), FileState::Stopped.code());
            let moved = self.store.move_register_file(&file.id, states, &file.mapping);
            moved.map(|_| ()).map_err(Failure::outage)
        };
        let Some(bearer) = self.bearer_of(&file.login)? else { return stopped() };
        let id = Uuid::parse_str(&file.id).map_err(Failure::defect)?;
        let sheet = self.sheet_of(id)?;
        let mapping = Mapping::parse(&file.mapping).map_err(Failure::defect)?;
        let mut progress = |done: u64| -> Result<bool, Failure> {
            if !done.is_multiple_of(LINES_AT_ONCE) {
                return Ok(true);
            }
            let stands = self.store.set_register_done(&file.id, state.code(), done);
            // A right that was withdrawn meanwhile ends the work.
            let may = self.bearer_of(&file.login)?.is_some();
            if !may {
                stopped()?;
            }
            Ok(stands.map_err(Failure::outage)? && may && goes_on())
        };
        let sheet = (&sheet, &mapping);
        let outcome = match state {
            FileState::Running => self.bring_in_register(sheet, &bearer, &mut progress),
            _ => self.check_register(sheet, &bearer, &mut progress),
        };
        match outcome {
            Ok(report) => {
                let bytes = serde_json::to_vec(&report).map_err(Failure::defect)?;
                let (bytes, states) = (self.locked(&bytes)?, (state.code(), after.code()));
                let ended = self.store.end_register_work(&file.id, states, bytes);
                ended.map(|_| ()).map_err(Failure::outage)
            }
            Err(Failure::Refused(refused)) if refused.code == "register-stopped" => Ok(()),
            Err(Failure::Refused(_)) => stopped(),
            Err(other) => Err(other),
        }
    }

    /// The owner of a sheet, as long as the account is open and may bring registers in.
    fn bearer_of(&self, login: &str) -> Result<Option<Bearer>, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let Some(account) = reader.account(login).map_err(Failure::outage)? else {
            return Ok(None);
        };
        let user = self.user_of_account(&reader, &account)?;
        Ok(user
            .filter(|user| self.may(user, Action::BringInRegister))
            .map(Box::new)
            .map(Bearer::Person))
    }

    fn sheet_of(&self, id: Uuid) -> Result<Sheet, Failure> {
        let bytes = self.part_of(id, "sheet")?.ok_or(Failure::NotFound)?;
        read_sheet(guide()?, &bytes).map_err(Failure::defect)
    }

    fn part_of(&self, id: Uuid, part: &str) -> Result<Option<Vec<u8>>, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let kept = reader.register_part(&id.to_string(), part).map_err(Failure::outage)?;
        kept.map(|kept| self.unlocked(&kept)).transpose()
    }

    /// Forgets everybody's sheets: whom they name nobody can say.
    pub(crate) fn forget_sheets(&self) -> Result<(), Failure> {
        self.store.remove_register_files(self.now()).map_err(Failure::outage)
    }

    fn sheets_since(&self) -> Result<Timestamp, Failure> {
        let kept = SignedDuration::from_hours(24 * SHEET_DAYS);
        self.now().checked_sub(kept).map_err(Failure::defect)
    }

    fn locked(&self, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let locked = self.secrets().lock_blob(&digest, bytes).map_err(Failure::defect)?;
        Ok(digest.into_iter().chain(locked).collect())
    }

    fn unlocked(&self, kept: &[u8]) -> Result<Vec<u8>, Failure> {
        let (digest, locked) = kept
            .split_first_chunk::<32>()
            .ok_or_else(|| Failure::defect("a kept file is too short"))?;
        self.secrets().open_blob(digest, locked).map_err(Failure::defect)
    }
}

fn as_file(file: RegisterFile) -> Result<File, Failure> {
    Ok(File {
        id: Uuid::parse_str(&file.id).map_err(Failure::defect)?,
        name: file.name,
        state: FileState::find(&file.state)?,
        done: file.done,
        lines: file.lines,
        uploaded_at: file.uploaded_at,
        mapping: Mapping::parse(&file.mapping).map_err(Failure::defect)?,
    })
}

/// A line at fault as it stands in the sheet, with what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyLine {
    /// Its number.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong.
    pub faults: Vec<LineFault>,
}

impl Sheet {
    /// Returns the lines that were refused, with their cells.
    pub fn refused(&self, report: &Report) -> Vec<FaultyLine> {
        let refused = report.lines.iter().filter(|line| line.outcome == LineOutcome::Refused);
        refused
            .filter_map(|LineResult { line, faults, .. }| {
                let place = self.lines.binary_search_by_key(line, |known| known.number).ok()?;
                let found = self.lines.get(place)?;
                Some(FaultyLine { line: *line, cells: found.cells.clone(), faults: faults.clone() })
            })
            .collect()
    }
}
