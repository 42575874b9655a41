//! Taking out what a reader may see, part by part, case by case: people and cases as a register
//! that can be brought in again, and what was done in them.
//!
//! Each case is decided by itself, as in a list: a restricted one stands as a stub, one from which
//! the reader is excluded does not stand at all. Cases are read a few at a time, so that the memory
//! does not grow with the house; and each look is in the access log before its rows are handed on.

use bagyt_casework::case::Case;
use bagyt_casework::clocks::clocks;
use bagyt_core::command::Purpose;
use bagyt_core::identity::PersonId;
use bagyt_exchange::person::Person;
use bagyt_exchange::register::Field;
use bagyt_store::query::{self, CaseOrder, Page};
use jiff::Timestamp;
use jiff::Unit;
use jiff::civil::Date;
use serde_json::Value;

use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read::CaseRow;
use crate::records::Records;
use crate::role::Action;
use crate::user::User;

/// Cases that are read at once.
const CASES_AT_ONCE: u32 = 200;

/// The page that the access log names.
const PAGE: &str = "export";

macro_rules! parts {
    ($($(#[$doc:meta])* $variant:ident = $code:literal [$($column:literal),* $(,)?],)*) => {
        /// What is taken out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Part { $($(#[$doc])* $variant,)* }

        impl Part {
            /// All of them.
            pub const ALL: &'static [Part] = &[$(Part::$variant,)*];

            /// Returns the code.
            pub fn code(self) -> &'static str {
                match self { $(Part::$variant => $code,)* }
            }

            /// Returns the codes of its own columns, which stand behind those of every part.
            fn own_columns(self) -> &'static [&'static str] {
                match self { $(Part::$variant => &[$($column),*],)* }
            }
        }
    };
}

parts! {
    /// People and their cases, in the columns of a register.
    Register = "register" [],
    /// Appointments.
    Appointments = "appointments" ["on", "at", "kind", "state"],
    /// Meetings that were held or failed, and absences.
    Contacts = "contacts" ["on", "kind", "state"],
    /// Time limits.
    Clocks = "clocks" ["row", "from", "due", "state"],
    /// Duties that are in force.
    Obligations = "obligations" ["obligation"],
    /// Violations with their warnings.
    Violations = "violations" ["on", "ground", "state"],
    /// Submissions to courts.
    Submissions = "submissions" ["on", "kind", "state"],
    /// Sessions of community service.
    Hours = "hours" ["on", "minutes"],
}

/// Columns that every part begins with.
const CASE_COLUMNS: [&str; 5] = ["case", "number", "name", "office", "status"];

impl Part {
    /// Returns the part of that code, if there is one.
    pub fn find(code: &str) -> Option<Part> {
        Part::ALL.iter().copied().find(|part| part.code() == code)
    }

    /// Returns the codes of its columns: of the register those of its fields, and behind them the
    /// case and how it stands.
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Part::Register => {
                let fields = Field::ALL.iter().filter(|field| **field != Field::FullName);
                fields.map(|field| field.code()).chain(["case", "status"]).collect()
            }
            _ => CASE_COLUMNS.into_iter().chain(self.own_columns().iter().copied()).collect(),
        }
    }
}

/// A cell of what is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Words, numbers of files, codes of the country's tables.
    Text(String),
    /// A code with the family of its words.
    Code(&'static str, String),
    /// A count.
    Number(u64),
    /// A day.
    Day(Option<Date>),
    /// An instant, UTC.
    At(Timestamp),
}

impl Taken {
    fn text(text: impl Into<String>) -> Taken {
        Taken::Text(text.into())
    }
}

impl App {
    /// Returns who works under a login today, for the command line; nobody if it is disabled.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn user_of_login(&self, login: &str) -> Result<Option<User>, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        match reader.account(login).map_err(Failure::outage)? {
            Some(account) => self.user_of_account(&reader, &account),
            None => Ok(None),
        }
    }

    /// Takes a part out for a purpose: `each` is handed every row, in the order of the cases' numbers.
    ///
    /// Returns how many rows there were. `each` may end it with a failure of its own.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for a role that has no lists; what `each` fails with; outages.
    pub fn take_out(
        &self,
        user: &User,
        (part, purpose): (Part, Purpose),
        each: &mut dyn FnMut(Vec<Taken>) -> Result<(), Failure>,
    ) -> Result<u64, Failure> {
        let filter = query::CaseFilter {
            except: user.unknown_cases(),
            ..query::CaseFilter::all(self.scope(user, Action::ViewCase)?)
        };
        let (mut offset, mut count) = (0, 0);
        loop {
            let mut online = Online::new(self)?;
            let page = Page { offset, limit: CASES_AT_ONCE };
            let listed = query::cases(&online.reader, &filter, CaseOrder::Number, page);
            let listed = listed.map_err(Failure::outage)?;
            let (mut people, mut rows) = (Vec::new(), Vec::new());
            for row in &listed.rows {
                if let Some(shown) = self.shown(user, row) {
                    people.push(row.person_id);
                    rows.push(shown);
                }
            }
            self.name_officers(&online.reader, &mut rows)?;
            let opened = rows.iter().filter(|row| !row.stub).map(|row| row.case.stream());
            self.log_access(user, purpose, PAGE, opened)?;
            for (person, row) in people.into_iter().zip(&rows) {
                for cells in self.rows_of(&mut online, part, (person, row))? {
                    each(cells)?;
                    count += 1;
                }
            }
            offset = offset.saturating_add(CASES_AT_ONCE);
            if listed.rows.len() < CASES_AT_ONCE as usize {
                return Ok(count);
            }
        }
    }

    fn rows_of(
        &self,
        online: &mut Online<'_>,
        part: Part,
        (person, row): (PersonId, &CaseRow),
    ) -> Result<Vec<Vec<Taken>>, Failure> {
        if row.stub {
            // That there is a restricted case is no secret; whose it is and what happened is.
            return Ok(if part == Part::Register { vec![stub(part, row)] } else { Vec::new() });
        }
        let Some(case) = online.case(row.case)? else { return Ok(Vec::new()) };
        if part == Part::Register {
            return Ok(vec![self.register_row(online, (person, row), &case)?]);
        }
        let head = [
            Taken::text(row.case.to_string()),
            Taken::text(row.number.clone()),
            Taken::text(row.name.clone()),
            Taken::text(row.office.clone()),
            Taken::Code("case_status", row.status.clone()),
        ];
        let own = self.own_rows(part, &case)?;
        Ok(own.into_iter().map(|own| head.iter().cloned().chain(own).collect()).collect())
    }

    fn own_rows(&self, part: Part, case: &Case) -> Result<Vec<Vec<Taken>>, Failure> {
        let tables = self.tables();
        let mut rows = Vec::new();
        match part {
            Part::Register => {}
            Part::Appointments => rows.extend(case.appointments.iter().map(|one| {
                vec![
                    Taken::Day(Some(one.begins_on)),
                    Taken::At(one.begins_at),
                    Taken::Code("contact_kind", one.kind.code().to_owned()),
                    Taken::Code(
                        "appointment_status",
                        case.appointment_status(one).code().to_owned(),
                    ),
                ]
            })),
            Part::Contacts => {
                rows.extend(case.contacts.iter().map(|one| {
                    vec![
                        Taken::Day(Some(one.mark.on)),
                        Taken::Code("contact_kind", one.kind.code().to_owned()),
                        Taken::Code("attendance", one.attendance.code().to_owned()),
                    ]
                }));
                rows.extend(case.absences.iter().map(|one| {
                    vec![
                        Taken::Day(Some(one.mark.on)),
                        Taken::Code("contact_kind", one.kind.code().to_owned()),
                        Taken::Code("absence_status", case.absence_status(one).code().to_owned()),
                    ]
                }));
            }
            Part::Clocks => {
                let running =
                    clocks(case, tables.pack(), tables.calendar()).map_err(Failure::defect)?;
                rows.extend(running.iter().filter(|clock| clock.is_applied).map(|clock| {
                    vec![
                        Taken::text(clock.code()),
                        Taken::Day(Some(clock.from_on)),
                        Taken::Day(Some(clock.due_on)),
                        Taken::Code("clock_state", clock.state().name().to_owned()),
                    ]
                }));
            }
            Part::Obligations => {
                rows.extend(case.obligations().into_iter().map(|one| vec![Taken::text(one)]));
            }
            Part::Violations => rows.extend(case.violations.iter().map(|one| {
                let warned = case.is_warned(one.mark.version);
                let state = if warned { "warned" } else { "violation" };
                vec![
                    Taken::Day(Some(one.mark.on)),
                    Taken::Code("violation_ground", one.ground.code().to_owned()),
                    Taken::Code("absence_status", state.to_owned()),
                ]
            })),
            Part::Submissions => rows.extend(case.submissions.iter().map(|one| {
                vec![
                    Taken::Day(Some(one.mark.on)),
                    Taken::Code("submission_kind", one.kind.code().to_owned()),
                    Taken::Code("submission_status", case.submission_status(one).code().to_owned()),
                ]
            })),
            Part::Hours => rows.extend(case.work_sessions.iter().map(|one| {
                vec![Taken::Day(Some(one.mark.on)), Taken::Number(u64::from(one.credited_minutes))]
            })),
        }
        Ok(rows)
    }

    /// A case as a line of a register, so that it can be brought in again.
    fn register_row(
        &self,
        online: &mut Online<'_>,
        (person, row): (PersonId, &CaseRow),
        case: &Case,
    ) -> Result<Vec<Taken>, Failure> {
        let act = act_of(online, case)?;
        let state = online.person(person)?;
        let nobody = Person::default();
        let person = state.as_deref().unwrap_or(&nobody);
        let line = RegisterRow { case, person, act: &act, row };
        let fields = Field::ALL.iter().copied().filter(|field| *field != Field::FullName);
        let cells = fields.map(|field| line.cell(field));
        let case =
            [Taken::text(row.case.to_string()), Taken::Code("case_status", row.status.clone())];
        Ok(cells.chain(case).collect())
    }
}

/// A restricted case in a register: that it is there, and where.
fn stub(part: Part, row: &CaseRow) -> Vec<Taken> {
    let cells = part.columns().into_iter().map(|column| match column {
        "case" => Taken::text(row.case.to_string()),
        "office" => Taken::text(row.office.clone()),
        "status" => Taken::Code("case_status", row.status.clone()),
        _ => Taken::text(""),
    });
    cells.collect()
}

/// The body of the act that opened a case; nothing where none is kept.
fn act_of(online: &mut Online<'_>, case: &Case) -> Result<Value, Failure> {
    let Some(message) = online.message(case.opening.message)? else { return Ok(Value::Null) };
    let Some(bytes) = online.blob(&message.digest)? else { return Ok(Value::Null) };
    let message: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    Ok(message.get("body").cloned().unwrap_or_default())
}

/// What a line of a register is made of.
struct RegisterRow<'a> {
    case: &'a Case,
    person: &'a Person,
    act: &'a Value,
    row: &'a CaseRow,
}

impl RegisterRow<'_> {
    fn cell(&self, field: Field) -> Taken {
        let (opening, person) = (&self.case.opening, self.person);
        let names = person.names.as_ref();
        let kept = |text: &Option<String>| Taken::text(text.clone().unwrap_or_default());
        match field {
            Field::Surname => {
                Taken::text(names.map(|names| names.surname.as_str()).unwrap_or_default())
            }
            Field::GivenName => {
                Taken::text(names.map(|names| names.given_name.as_str()).unwrap_or_default())
            }
            Field::Patronymic => {
                let patronymic = names.and_then(|names| names.patronymic.as_deref());
                Taken::text(patronymic.unwrap_or_default())
            }
            Field::Sex => Taken::text(person.sex.map(|sex| sex.code()).unwrap_or_default()),
            Field::BirthOn => Taken::Day(person.birth_on),
            Field::NationalNo => kept(&person.national_no),
            Field::Citizenship => Taken::text(person.country.as_str()),
            Field::Language => Taken::text(person.language.as_str()),
            Field::Settlement => kept(&person.settlement),
            Field::Address => kept(&person.address),
            Field::Phone => kept(&person.phone),
            Field::Court => Taken::text(opening.court.as_str()),
            Field::CaseNumber => Taken::text(opening.number.as_str()),
            Field::PassedOn => Taken::Day(Some(opening.passed_on)),
            Field::InForceOn => Taken::Day(Some(opening.in_force_on)),
            Field::ReceivedOn => Taken::Day(Some(opening.received_on)),
            Field::OffenceOn => Taken::Day(opening.offence_on),
            Field::ReleasedOn => Taken::Day(opening.released_on),
            Field::TermFrom => Taken::Day(Some(opening.term_from)),
            Field::Articles => Taken::text(self.articles()),
            Field::Measure => Taken::text(opening.measure.as_str()),
            Field::Years | Field::Months | Field::Days | Field::Hours | Field::Percent => {
                Taken::text(self.part_of_term(field.code()))
            }
            Field::Obligations => Taken::text(opening.obligations.join("; ")),
            Field::Office => Taken::text(self.row.office.as_str()),
            Field::Officer => Taken::text(self.row.officer_name.as_str()),
            Field::AllocatedOn => Taken::Day(self.allocated_on()),
            Field::RegisteredOn => {
                Taken::Day(self.case.registrations.first().map(|one| one.mark.on))
            }
            Field::FullName | Field::Term => Taken::text(""),
        }
    }

    /// Since when the officer has the case; nothing where it waits for one.
    fn allocated_on(&self) -> Option<Date> {
        let post = self.case.posts.last().filter(|post| post.officer.is_some())?;
        Some(post.mark.on)
    }

    fn articles(&self) -> String {
        let listed = self.act.get("articles").and_then(Value::as_array);
        let listed: Vec<&str> = listed.into_iter().flatten().filter_map(Value::as_str).collect();
        if listed.is_empty() { self.case.opening.article.clone() } else { listed.join(", ") }
    }

    /// A part of the term as the act says it; of a case without one, as its days are apart.
    fn part_of_term(&self, name: &str) -> String {
        let opening = &self.case.opening;
        if let Some(term) = self.act.get("term") {
            let number = term.get(name).and_then(Value::as_u64).filter(|number| *number > 0);
            return number.map(|number| number.to_string()).unwrap_or_default();
        }
        if let Some(hours) = opening.hours {
            return if name == "hours" { hours.to_string() } else { String::new() };
        }
        let end = opening.term_until.tomorrow().unwrap_or(opening.term_until);
        let Ok(span) = opening.term_from.until((Unit::Year, end)) else { return String::new() };
        let number = match name {
            "years" => i64::from(span.get_years()),
            "months" => i64::from(span.get_months()),
            "days" => i64::from(span.get_weeks()) * 7 + i64::from(span.get_days()),
            _ => 0,
        };
        if number > 0 { number.to_string() } else { String::new() }
    }
}
