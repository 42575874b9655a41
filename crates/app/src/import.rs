//! Importing releases from a register kept outside, by a mapping file.
//!
//! Each line becomes one command whose number is made from the mapping's code and the line's
//! number. A line that is in the journal already is passed over, so that an import that was cut
//! short, or a file in which refused lines were mended, is simply imported again; a line that
//! stands in the journal with another content is refused. Nothing of a line is kept but what the
//! mapping names, and of that what a case has a place for.

use std::collections::BTreeMap;

use bagyt_casework::closing::CloseCase;
use bagyt_casework::codes::{CloseReason, Domain, Sex};
use bagyt_casework::intake::{Age, OpenCase};
use bagyt_casework::reoffence::RecordReoffence;
use bagyt_core::command::{CommandMeta, Purpose};
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CaseId, CommandId, MessageId, PersonId};
use bagyt_core::refusal::Refusal;
use bagyt_core::table::{InstallationFact, RegisterImported};
use bagyt_exchange::fact::{PersonCreated, Sex as PaperSex};
use bagyt_measure::import::{ImportMap, ImportSex, ImportedRelease, Reader, Role};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::App;
use crate::command::{Command, ImportRelease};
use crate::conduct::{Desk, conduct, refused};
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::read_stream::facts;

/// What stands in a code's place where a register says nothing.
const UNKNOWN: &str = "unknown";
/// The group of articles of an offence of which nothing is known.
const GROUP: &str = "other";
/// What stands in a court's place: the case comes from a register.
const COURT: &str = "import";
/// The measure of a release where the country's table has none of post-release work.
const MEASURE: &str = "release";

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// Lines that were taken, or in a dry run would be.
    pub taken: u32,
    /// What was refused, in the order of the lines; a line may have several.
    pub refused: Vec<ImportRefused>,
    /// Lines that were in the journal already.
    pub resumed: u32,
}

/// A line that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRefused {
    /// The line of the file, the header being line 1.
    pub line: u64,
    /// The column's name; empty where it is the line as a whole.
    pub field: String,
    /// Stable code of the reason.
    pub code: String,
    /// The reason in English words.
    pub text: String,
}

impl ImportOutcome {
    /// Returns how many lines were refused.
    pub fn refused_lines(&self) -> u32 {
        let mut lines: Vec<u64> = self.refused.iter().map(|refused| refused.line).collect();
        lines.dedup();
        u32::try_from(lines.len()).unwrap_or(u32::MAX)
    }
}

/// Returns the digest by which the journal names an imported file.
pub fn import_digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Holds a file against its mapping without any record: what an import would refuse.
///
/// # Errors
///
/// [`Failure::Refused`] for a mapping or header that cannot be used.
pub fn check_releases(
    map_text: &str,
    header: &[String],
    lines: impl Iterator<Item = (u64, Vec<String>)>,
) -> Result<ImportOutcome, Failure> {
    let map = parse(map_text)?;
    let reader = Reader::try_new(&map, header).map_err(refused)?;
    let mut outcome = ImportOutcome::default();
    for (line, fields) in lines {
        match reader.read(line, &fields) {
            Ok(_) => outcome.taken += 1,
            Err(reasons) => outcome.refuse(&reasons),
        }
    }
    Ok(outcome)
}

impl App {
    /// Imports releases. In a dry run nothing is written; the answer is the same.
    ///
    /// `map_text` is the mapping, `digest` the SHA-256 of the file, `lines` its lines with their numbers, the header being
    /// line 1. `progress` is told the number of lines done.
    ///
    /// # Errors
    ///
    /// [`Failure::Refused`] for a mapping or header that cannot be used; an outage, after which
    /// the same import goes on where it ended.
    pub fn import_releases(
        &self,
        (map_text, digest): (&str, [u8; 32]),
        (header, lines): (&[String], impl Iterator<Item = (u64, Vec<String>)>),
        dry_run: bool,
        progress: &dyn Fn(u64),
    ) -> Result<ImportOutcome, Failure> {
        let map = parse(map_text)?;
        let reader = Reader::try_new(&map, header).map_err(refused)?;
        let mut outcome = ImportOutcome::default();
        for (done, (line, fields)) in (1_u64..).zip(lines) {
            match reader.read(line, &fields) {
                Err(reasons) => outcome.refuse(&reasons),
                Ok(release) => {
                    let command = self.import_command(&map, &release, &fields)?;
                    match self.take_release(&map, line, command, dry_run) {
                        Ok(Taken::Now) => outcome.taken += 1,
                        Ok(Taken::Before) => outcome.resumed += 1,
                        Err(Failure::Refused(refusal)) => outcome.refused.push(ImportRefused {
                            line,
                            field: refusal.field.unwrap_or_default(),
                            code: refusal.code,
                            text: refusal.text,
                        }),
                        Err(other) => return Err(other),
                    }
                }
            }
            progress(done);
        }
        if !dry_run && outcome.taken + outcome.resumed > 0 {
            self.close_import(map_text, digest, &outcome)?;
        }
        Ok(outcome)
    }

    fn take_release(
        &self,
        map: &ImportMap,
        line: u64,
        command: ImportRelease,
        dry_run: bool,
    ) -> Result<Taken, Failure> {
        let id = CommandId(derived_id("command", &map.code, line));
        let mut online = Online::new(self)?;
        let holder = online.reader.claim(&command.claim).map_err(Failure::outage)?;
        if holder == Some(command.case.stream()) {
            return Ok(Taken::Before);
        }
        if online.reader.command(id).map_err(Failure::outage)?.is_some() {
            let text = format!(
                "line {line} of register `{}` is in the journal with another content; correct \
                 the case instead",
                map.code
            );
            return Err(Refused::new("import-other-content", None, &text)
                .with("line", line)
                .into());
        }
        let meta = CommandMeta { id, purpose: Purpose::Intake, ..self.system_meta() };
        let command = Command::ImportRelease(Box::new(command));
        if dry_run {
            let signing = self.secrets().signing();
            let tables = self.tables();
            let desk = Desk { tables: &tables, meta: &meta, signing };
            conduct(&desk, &mut online, &command)?;
        } else {
            drop(online);
            self.execute(&meta, &command)?;
        }
        Ok(Taken::Now)
    }

    fn import_command(
        &self,
        map: &ImportMap,
        release: &ImportedRelease,
        fields: &[String],
    ) -> Result<ImportRelease, Failure> {
        let line = release.line;
        let observed_until = Effective::day(release.observed_until, self.zone());
        let open = self.open_imported(map, release)?;
        let is_whole = !release.rearrested && release.observed_until >= open.term_until;
        Ok(ImportRelease {
            case: CaseId(derived_id("case", &map.code, line)),
            who: PersonCreated {
                sex: match map.people.sex {
                    ImportSex::Female => PaperSex::Female,
                    ImportSex::Male => PaperSex::Male,
                },
                birth_year: None,
                language: map.people.language.clone(),
                country: map.people.country.clone(),
                private: None,
            },
            open,
            reoffence: release.rearrested.then(|| RecordReoffence {
                offence: observed_until,
                convicted_on: None,
                article: UNKNOWN.to_owned(),
                article_group: GROUP.to_owned(),
                message: None,
            }),
            close: CloseCase {
                closed: observed_until,
                reason: if is_whole { CloseReason::Completed } else { CloseReason::Other },
                words: match is_whole {
                    true => String::new(),
                    false => format!("the register follows nobody further; {}", map.source),
                },
            },
            claim: format!("import:{}:{line}:{}", map.code, content(fields)),
        })
    }

    fn open_imported(
        &self,
        map: &ImportMap,
        release: &ImportedRelease,
    ) -> Result<OpenCase, Failure> {
        let line = release.line;
        let tables = self.tables();
        let post_release = |measure: &&bagyt_exchange::codes::Measure| {
            measure.domain.code() == Domain::PostRelease.code()
        };
        let measure = tables.codes().measures.values().find(post_release);
        let office = tables.offices().first().cloned();
        let age = release.age.ok_or_else(|| Failure::defect("a release without an age"))?;
        let released_on = release.released_on;
        Ok(OpenCase {
            opened: Effective::day(released_on, tables.zone()),
            person: PersonId(derived_id("person", &map.code, line)),
            message: MessageId(derived_id("message", &map.code, line)),
            court: COURT.to_owned(),
            number: format!("{}:{line}", map.code),
            office: office.ok_or_else(|| Failure::defect("the tables have no office"))?,
            domain: Domain::PostRelease,
            measure: measure.map_or(MEASURE, |measure| measure.code.as_str()).to_owned(),
            article: UNKNOWN.to_owned(),
            article_group: GROUP.to_owned(),
            groups: Vec::new(),
            sex: match map.people.sex {
                ImportSex::Female => Sex::Female,
                ImportSex::Male => Sex::Male,
            },
            age: Age::Years(age),
            language: map.people.language.clone(),
            offence_on: None,
            passed_on: released_on,
            in_force_on: released_on,
            received_on: released_on,
            released_on: Some(released_on),
            term_from: released_on,
            term_until: map.day_after_release(map.follow_up),
            hours: None,
            obligations: Vec::new(),
            words: String::new(),
        })
    }

    /// Says in the journal what was imported, once for each file and mapping.
    fn close_import(
        &self,
        map_text: &str,
        digest: [u8; 32],
        outcome: &ImportOutcome,
    ) -> Result<(), Failure> {
        let digest = bagyt_store::hexadecimal(&digest);
        let map_digest = bagyt_store::hexadecimal(&Sha256::digest(map_text.as_bytes()).into());
        let id = CommandId(derived_id("register", &format!("{digest} {map_digest}"), 0));
        let online = Online::new(self)?;
        let is_said = online.reader.command(id).map_err(Failure::outage)?.is_some();
        drop(online);
        if is_said {
            return Ok(());
        }
        let command = Command::CloseImport {
            installation: crate::INSTALLATION,
            version: self.installation_version()?,
            imported: RegisterImported {
                digest,
                map_digest,
                taken: outcome.taken + outcome.resumed,
                refused: outcome.refused_lines(),
            },
            map: map_text.as_bytes().into(),
        };
        let meta = CommandMeta { id, ..self.system_meta() };
        self.execute(&meta, &command).map(|_| ())
    }
}

/// Whose data were imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSource {
    /// The source, as it is to be cited.
    pub source: String,
    /// What a reader must know of the data, by language.
    pub text: BTreeMap<String, String>,
}

impl App {
    /// Returns whose data stand in the record beside the service's own, in the order of imports.
    pub(crate) fn import_sources(&self, online: &Online<'_>) -> Result<Vec<ImportSource>, Failure> {
        let stored = online.stored(crate::INSTALLATION.stream())?;
        let entries = stored.map(|stored| stored.entries).unwrap_or_default();
        let mut sources = Vec::new();
        for recorded in facts::<InstallationFact>(&entries, None)? {
            let InstallationFact::RegisterImported(imported) = recorded.fact else { continue };
            let Some(bytes) = self.blob(&online.reader, &imported.map_digest)? else { continue };
            let map =
                ImportMap::parse(&String::from_utf8_lossy(&bytes)).map_err(Failure::defect)?;
            let source = ImportSource { source: map.source, text: map.text };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        Ok(sources)
    }
}

/// What became of a line that the mapping lets pass.
enum Taken {
    Now,
    Before,
}

impl ImportOutcome {
    fn refuse(&mut self, reasons: &[bagyt_measure::import::Refused]) {
        self.refused.extend(reasons.iter().map(|refused| ImportRefused {
            line: refused.line,
            field: refused.field.clone(),
            code: refused.code().to_owned(),
            text: refused.reason.to_string(),
        }));
    }
}

fn parse(map_text: &str) -> Result<ImportMap, Failure> {
    let map = ImportMap::parse(map_text).map_err(refused)?;
    if map.columns.iter().all(|column| column.role != Role::Age) {
        let text = "the mapping names no column with the age, without which there is no case";
        return Err(Refused::new("import-no-age", None, text).into());
    }
    Ok(map)
}

/// The digest of a line by which it is known again; shortened, because it stands beside its number.
fn content(fields: &[String]) -> String {
    let mut hashing = Sha256::new();
    for field in fields {
        hashing.update(field.trim().as_bytes());
        hashing.update([0]);
    }
    let digest = bagyt_store::hexadecimal(&hashing.finalize().into());
    digest.chars().take(32).collect()
}

/// Makes an identifier (UUID version 8) that is the same whenever the same thing is named.
pub(crate) fn derived_id(what: &str, name: &str, line: u64) -> Uuid {
    let mut hashing = Sha256::new();
    for part in ["bagyt", what, name] {
        hashing.update(part.as_bytes());
        hashing.update([0]);
    }
    hashing.update(line.to_be_bytes());
    let digest: [u8; 32] = hashing.finalize().into();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(into, from)| *into = from);
    Uuid::new_v8(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_line_has_the_same_number_and_no_other_line_has_it() {
        let id = derived_id("case", "rossi", 2);
        assert_eq!(id, derived_id("case", "rossi", 2));
        assert_eq!(id.get_version_num(), 8);
        let others = [("case", "rossi", 3), ("person", "rossi", 2), ("cas", "erossi", 2)];
        for (what, name, line) in others {
            assert_ne!(id, derived_id(what, name, line));
        }
    }

    #[test]
    fn a_line_is_known_by_its_fields_wherever_one_ends() {
        let fields = |text: &[&str]| text.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        assert_eq!(content(&fields(&["1", " 2 "])), content(&fields(&["1", "2"])));
        assert_ne!(content(&fields(&["12", ""])), content(&fields(&["1", "2"])));
    }
}
