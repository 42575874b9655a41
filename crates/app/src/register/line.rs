//! One line of a register held against the record, and taken in.

use std::collections::BTreeMap;

use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::identity::{CaseId, CommandId, MessageId, OfficeCode, PersonId, StaffId};
use bagyt_core::refusal::Refusal;
use bagyt_exchange::fault::Problem;
use bagyt_exchange::register::line::{Entry, LineFault as Wrong, Reader};
use bagyt_exchange::register::lists::plain;
use bagyt_exchange::register::problem::RegisterProblem;
use bagyt_exchange::register::twin::{Twin, Twins};
use bagyt_exchange::register::{Field, Line};
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;

use super::run::Bearer;
use super::{LineFault, LineOutcome, LineResult};
use crate::App;
use crate::command::{Command, ReceiveMessage, RegisterLine, TakeLine};
use crate::conduct::{Desk, conduct};
use crate::execute::Online;
use crate::inbox::derived;
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::tables::Tables;

/// The lines of one sheet at work.
pub(super) struct Work<'a> {
    pub(super) app: &'a App,
    pub(super) bearer: &'a Bearer,
    pub(super) tables: &'a Tables,
    /// SHA-256 of the sheet.
    pub(super) digest: &'a str,
    pub(super) reader: Reader<'a>,
    /// Whether lines are taken in; else they are only looked at.
    pub(super) takes: bool,
    pub(super) began_at: Timestamp,
    pub(super) twins: Twins,
    pub(super) officers: BTreeMap<OfficeCode, Vec<(StaffId, String)>>,
}

/// The identifiers of a line: the same line of the same sheet has the same ones.
struct Names {
    command: CommandId,
    message: MessageId,
    person: PersonId,
    case: CaseId,
}

impl Names {
    fn of(digest: &str, line: u64) -> Names {
        let number = line.to_be_bytes();
        let made = |what: &str| derived(&format!("register {what}"), &[digest.as_bytes(), &number]);
        Names {
            command: CommandId(made("command")),
            message: MessageId(made("message")),
            person: PersonId(made("person")),
            case: CaseId(made("case")),
        }
    }
}

impl Work<'_> {
    /// Holds a line against the record, and takes it in if that is asked for.
    pub(super) fn line(&mut self, line: &Line) -> Result<LineResult, Failure> {
        let mut result = LineResult {
            line: line.number,
            outcome: LineOutcome::Refused,
            case: None,
            message: None,
            twin: None,
            faults: Vec::new(),
        };
        let names = Names::of(self.digest, line.number);
        let before = self.before(names.command)?;
        let entry = match self.reader.read(line, names.message.0, self.began_at) {
            Ok(entry) => entry,
            // What was taken before stands, whatever the tables say by now.
            Err(_) if before.is_some() => {
                self.repeat(&mut result, &names, before.as_ref());
                return Ok(result);
            }
            Err(faults) => {
                result.faults = faults.iter().map(|fault| self.fault(fault)).collect();
                return Ok(result);
            }
        };
        let act = self.tables.act_claim(&entry.sentence);
        let twin = self.twins.add(line.number, &entry.sentence, &act);
        if let Twin::Perhaps(line) = twin {
            result.twin = Some(line);
        }
        if before.is_some() {
            self.repeat(&mut result, &names, before.as_ref());
            return Ok(result);
        }
        if let Twin::SameAct(line) = twin {
            let given = entry.sentence.case_number.as_str();
            let wrong = Wrong::new(Field::CaseNumber, &RegisterProblem::SameAsLine { line }, given);
            result.faults = vec![self.fault(&wrong)];
            return Ok(result);
        }
        let mut online = Online::new(self.app)?;
        if let Some(holder) = online.holder(&act)? {
            result.outcome = LineOutcome::Known;
            result.case = Some(CaseId(holder.id));
            return Ok(result);
        }
        let waiting = act.replacen("act:", "line:", 1);
        if let Some(holder) = online.holder(&waiting)? {
            result.outcome = LineOutcome::Review;
            result.message = Some(MessageId(holder.id));
            return Ok(result);
        }
        match self.command(line, (&entry, waiting), &names)? {
            Ok(command) => self.take(&mut result, command, (&names, online))?,
            Err(wrong) => result.faults = vec![self.fault(&wrong)],
        }
        Ok(result)
    }

    fn take(
        &self,
        result: &mut LineResult,
        command: TakeLine,
        (names, online): (&Names, Online<'_>),
    ) -> Result<(), Failure> {
        match self.carry_out(names, &Command::TakeLine(Box::new(command)), online) {
            Ok(answer) => self.answered(result, names, &answer),
            Err(Failure::Refused(refused)) => {
                result.outcome = LineOutcome::Refused;
                result.faults = vec![self.refusal(&refused)];
            }
            Err(other) => return Err(other),
        }
        // A line that is only looked at does not find the person of an earlier one in the record.
        if !self.takes && result.outcome == LineOutcome::Taken && result.twin.is_some() {
            result.outcome = LineOutcome::Review;
        }
        Ok(())
    }

    fn carry_out(
        &self,
        names: &Names,
        command: &Command,
        mut online: Online<'_>,
    ) -> Result<Answer, Failure> {
        let app = self.app;
        let actor = match self.bearer {
            Bearer::House => Actor::System,
            Bearer::Person(user) => Actor::Staff(user.staff),
        };
        let purpose = Purpose::Intake;
        let meta = CommandMeta { id: names.command, recorded_at: app.now(), actor, purpose };
        if self.takes {
            drop(online);
            return app.execute(&meta, command);
        }
        let signing = app.secrets().signing();
        let desk = Desk { tables: self.tables, meta: &meta, signing };
        Ok(conduct(&desk, &mut online, command)?.answer)
    }

    /// What the line was answered when it was taken before.
    fn before(&self, command: CommandId) -> Result<Option<Answer>, Failure> {
        let online = Online::new(self.app)?;
        let stored = online.reader.command(command).map_err(Failure::outage)?;
        drop(online);
        stored.map(|stored| self.app.stored_answer(&stored.accepted)).transpose()
    }

    fn repeat(&self, result: &mut LineResult, names: &Names, before: Option<&Answer>) {
        if let Some(answer) = before {
            self.answered(result, names, answer);
            if !self.takes && result.outcome == LineOutcome::Taken {
                result.outcome = LineOutcome::Known;
            }
        }
    }

    fn answered(&self, result: &mut LineResult, names: &Names, answer: &Answer) {
        if answer.outcome == "review" {
            result.outcome = LineOutcome::Review;
            result.message = self.takes.then_some(names.message);
        } else {
            result.outcome = LineOutcome::Taken;
            result.case = self.takes.then_some(names.case);
        }
    }

    /// The command of a line, or what the house has against it.
    fn command(
        &mut self,
        line: &Line,
        (entry, waiting): (&Entry, String),
        names: &Names,
    ) -> Result<Result<TakeLine, Wrong>, Failure> {
        let office = entry.office.clone();
        if let Bearer::Person(user) = self.bearer {
            let relation = user.relation(&office.0, None, false);
            if !self.app.policy().allows(user.role, Action::BringInRegister, relation) {
                let problem = RegisterProblem::NotYourOffice { office };
                return Ok(Err(Wrong::new(Field::Settlement, &problem, "")));
            }
        }
        let officer = match self.officer(&office, &entry.officer)? {
            Ok(officer) => officer,
            Err(problem) => return Ok(Err(Wrong::new(Field::Officer, &problem, &entry.officer))),
        };
        let opened_on = opened_on(entry);
        let Ok(number) = u32::try_from(line.number) else {
            let problem = Problem::NumberOutside { least: 1, most: i64::from(u32::MAX) };
            return Ok(Err(Wrong::new(Field::CaseNumber, &problem, "")));
        };
        let receive = ReceiveMessage {
            message: names.message,
            sender: entry.sentence.court.clone(),
            bytes: entry.bytes.clone().into(),
            received_at: self.app.now(),
            paper: None,
            register: Some(RegisterLine {
                digest: self.digest.to_owned(),
                line: number,
                received_on: entry.received_on,
                opened_on,
            }),
            person: names.person,
            case: names.case,
        };
        let language = entry.sentence.subject.language.clone();
        let (registered_on, allocated_on) = (entry.registered_on, entry.allocated_on);
        Ok(Ok(TakeLine { receive, officer, allocated_on, registered_on, language, waiting }))
    }

    /// The officer of that name who supervises in an office; nobody where no name stands.
    fn officer(
        &mut self,
        office: &OfficeCode,
        name: &str,
    ) -> Result<Result<Option<StaffId>, RegisterProblem>, Failure> {
        if name.is_empty() {
            return Ok(Ok(None));
        }
        let known = match self.officers.get(office) {
            Some(known) => known,
            None => {
                let known = supervising(self.app, office)?;
                self.officers.entry(office.clone()).or_insert(known)
            }
        };
        let fits: Vec<StaffId> = known
            .iter()
            .filter(|(id, known)| is_called(known, name) || id.to_string() == name)
            .map(|(id, _)| *id)
            .collect();
        let office = office.clone();
        Ok(match fits.as_slice() {
            [] => Err(RegisterProblem::NoOfficer { office }),
            [one] => Ok(Some(*one)),
            several => Err(RegisterProblem::SeveralOfficers { office, count: several.len() }),
        })
    }

    fn fault(&self, wrong: &Wrong) -> LineFault {
        let arguments = wrong.fault.arguments();
        LineFault {
            column: wrong.field.and_then(|field| self.reader.column_of(field)),
            field: wrong.field.map_or("", Field::code).to_owned(),
            code: wrong.fault.code.to_owned(),
            arguments: arguments
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            given: wrong.fault.given.clone().unwrap_or_default(),
        }
    }

    fn refusal(&self, refused: &Refused) -> LineFault {
        let field = refused.field.as_deref().and_then(Field::find);
        LineFault {
            column: field.and_then(|field| self.reader.column_of(field)),
            field: field.map_or("", Field::code).to_owned(),
            code: refused.code.clone(),
            arguments: refused.arguments.iter().cloned().collect(),
            given: String::new(),
        }
    }
}

/// The day on which the case of a line stands on the service's register: that on which the client
/// was put there, or on which an officer was given the case, if that was before.
fn opened_on(entry: &Entry) -> Date {
    let registered_on = entry.registered_on.unwrap_or(entry.received_on);
    entry.allocated_on.map_or(registered_on, |allocated_on| allocated_on.min(registered_on))
}

/// Those who supervise in an office today, with their names.
fn supervising(app: &App, office: &OfficeCode) -> Result<Vec<(StaffId, String)>, Failure> {
    let online = Online::new(app)?;
    let rows = query::staff(&online.reader, Some(office), app.today()).map_err(Failure::outage)?;
    let supervises =
        |role: &str| crate::role::Role::find(role).is_some_and(|role| role.is_supervising());
    let rows = rows.into_iter().filter(|row| supervises(&row.role));
    Ok(rows.map(|row| (row.staff_id, row.name)).collect())
}

/// Whether somebody of a full name is meant: by it, by its beginning, or by surname and initials.
fn is_called(known: &str, written: &str) -> bool {
    let (known, written) = (plain(known), plain(written));
    let mut known = known.split(' ');
    let mut written = written.split(' ');
    if known.next() != written.next() {
        return false;
    }
    let mut rest = written.peekable();
    if rest.peek().is_none() {
        return true;
    }
    rest.all(|part| {
        let is_initial = part.chars().count() == 1;
        known
            .next()
            .is_some_and(|name| if is_initial { name.starts_with(part) } else { name == part })
    })
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn an_officer_is_known_by_surname_name_and_initials() {
        let known = "Асанов Бакыт Маратович";
        for name in ["Асанов", "асанов бакыт", "Асанов Б.М.", "Асанов Б", "АСАНОВ Бакыт Маратович"]
        {
            assert!(is_called(known, name), "{name}");
        }
        for name in ["Асано", "Асанов Марат", "Асанов М.Б.", "Ким", "Асанов Бакыт Маратович Оглы"]
        {
            assert!(!is_called(known, name), "{name}");
        }
    }
}
