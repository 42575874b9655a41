//! Going through the lines of a sheet: to look at them, or to take them in.

use std::collections::BTreeMap;

use bagyt_exchange::message::TermQuestion;
use bagyt_exchange::register::line::{House, Reader};
use bagyt_exchange::register::lists::Lists;
use bagyt_exchange::register::mapping::Mapping;
use bagyt_exchange::register::twin::Twins;

use super::line::Work;
use super::{Report, Sheet, guide};
use crate::App;
use crate::outcome::{Failure, Refused};
use crate::user::User;

/// Who brings a register in.
#[derive(Clone, Debug)]
pub enum Bearer {
    /// Whoever works at the machine of the house; may do it for every office.
    House,
    /// Somebody at work, by their rights.
    Person(Box<User>),
}

impl App {
    /// Holds every line of a sheet against the record and writes nothing.
    ///
    /// `progress` is told how many lines are done and says whether to go on.
    ///
    /// # Errors
    ///
    /// [`Failure::Refused`] with `register-mapping` if a field without which there is no case is
    /// found nowhere, or with `register-stopped` if `progress` says so; outages.
    pub fn check_register(
        &self,
        (sheet, mapping): (&Sheet, &Mapping),
        bearer: &Bearer,
        progress: &mut dyn FnMut(u64) -> Result<bool, Failure>,
    ) -> Result<Report, Failure> {
        self.go_through((sheet, mapping), (bearer, false), progress)
    }

    /// Takes every line of a sheet in, each by itself; one that was taken before is passed over.
    ///
    /// # Errors
    ///
    /// As [`App::check_register`]; after an outage the same call goes on where it ended.
    pub fn bring_in_register(
        &self,
        (sheet, mapping): (&Sheet, &Mapping),
        bearer: &Bearer,
        progress: &mut dyn FnMut(u64) -> Result<bool, Failure>,
    ) -> Result<Report, Failure> {
        self.go_through((sheet, mapping), (bearer, true), progress)
    }

    fn go_through(
        &self,
        (sheet, mapping): (&Sheet, &Mapping),
        (bearer, takes): (&Bearer, bool),
        progress: &mut dyn FnMut(u64) -> Result<bool, Failure>,
    ) -> Result<Report, Failure> {
        let guide = guide()?;
        let mapping = mapping.fitting(&sheet.headings);
        if let Some(field) = mapping.missing(guide).first() {
            let text = format!("no column and no value is named for `{}`", field.code());
            let refused = Refused::new("register-mapping", Some(field.code()), &text);
            return Err(refused.with("field", field.code()).into());
        }
        let tables = self.tables();
        let lists = Lists::of(tables.codes());
        let limits = |question: &TermQuestion<'_>| tables.bounds(question);
        let house = House {
            guide,
            codes: tables.codes(),
            lists: &lists,
            limits: &limits,
            known_from: Some(tables.calendar().first_day()),
        };
        let mut work = Work {
            app: self,
            bearer,
            tables: &tables,
            digest: &sheet.digest,
            reader: Reader::new(house, &mapping, &sheet.headings),
            takes,
            began_at: self.now(),
            twins: Twins::default(),
            officers: BTreeMap::new(),
        };
        let mut report = Report::default();
        for (done, line) in (1_u64..).zip(&sheet.lines) {
            report.lines.push(work.line(line)?);
            if !progress(done)? {
                let text = "the work was stopped; begin it again to go on";
                return Err(Refused::new("register-stopped", None, text).into());
            }
        }
        Ok(report)
    }
}
