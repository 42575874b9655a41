//! A group session as its holder sees it: the clients with how each stands, and whom one could ask.
//!
//! A client whose case is restricted to others, or from which the reader is excluded, does not
//! stand in it. Of restricted cases it is told how many there are, because they are no secret; of
//! the others nothing.

use bagyt_casework::appointment::{AppointmentArranged, Holder};
use bagyt_casework::case::Case;
use bagyt_casework::codes::{AppointmentStatus, ContactPlace, Role};
use bagyt_casework::contact::Outcome;
use bagyt_casework::entries::Appointment;
use bagyt_casework::fact::{AppointmentId, CaseFact};
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use bagyt_store::query::{self, Scope};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::series::HOLDING;
use super::timeline::outcome;
use super::{CaseFilter, CaseRow, DayLine, Hit, HolderItem, Sort};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::role::Action;
use crate::user::User;

/// Every status of an appointment: who was taken out of a session stands in it as such.
const STATUSES: [&str; 4] = ["planned", "held", "missed", "cancelled"];

/// A client of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLine {
    /// The case.
    pub case: CaseId,
    /// The client's names.
    pub name: String,
    /// The appointment.
    pub appointment: Uuid,
    /// How it stands.
    pub status: AppointmentStatus,
    /// What came of it, once that is recorded.
    pub outcome: Option<Outcome>,
}

/// A session with the clients whose cases the reader may write in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRegister {
    /// Its identifier.
    pub session: Uuid,
    /// Code of what it is about.
    pub topic: String,
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it is to last, in minutes.
    pub minutes: u16,
    /// Where.
    pub place: ContactPlace,
    /// Who holds it.
    pub holder: Holder,
    /// The name of whoever holds it.
    pub holder_name: String,
    /// Language of the meeting; `None` means that of each client.
    pub language: Option<String>,
    /// The clients.
    pub lines: Vec<GroupLine>,
    /// Number of awaited clients whose restricted cases are closed to the reader.
    pub closed: usize,
}

/// Those whom the reader may ask to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupChoices {
    /// Their cases.
    pub rows: Vec<CaseRow>,
    /// How many more there are than are shown: they are found by name.
    pub more: u64,
}

impl GroupLine {
    /// The line as the screen of a day takes its outcome.
    pub fn day_line(&self, at: Timestamp) -> DayLine {
        DayLine {
            case: self.case,
            name: self.name.clone(),
            appointment: self.appointment,
            at,
            kind: "group".to_owned(),
        }
    }
}

impl App {
    /// Returns those of the reader's office who may hold a session.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for a role that arranges nothing; outages.
    pub fn group_holders(&self, user: &User) -> Result<Vec<HolderItem>, Failure> {
        self.require_somewhere(user, Action::ArrangeAppointment)?;
        let reader = self.store.read().map_err(Failure::outage)?;
        let rows = query::staff(&reader, Some(&user.office), self.today());
        let item = |row: query::StaffRow| {
            let role = Role::find(&row.role).filter(|role| HOLDING.contains(role))?;
            Some(HolderItem { holder: Holder { staff: row.staff_id, role }, name: row.name })
        };
        Ok(rows.map_err(Failure::outage)?.into_iter().filter_map(item).collect())
    }

    /// Returns whom the reader may ask to a session: those who were chosen already, then whoever is
    /// found by a name, else the reader's own clients, or the first of the office if there are none.
    ///
    /// # Errors
    ///
    /// As [`App::group_holders`].
    pub fn group_choices(
        &self,
        user: &User,
        find: &str,
        chosen: &[CaseId],
        language: &str,
    ) -> Result<GroupChoices, Failure> {
        self.require_somewhere(user, Action::ArrangeAppointment)?;
        let (found, more) = match find {
            "" => self.usual_choices(user, language)?,
            name => {
                let hits = self.search_people(user, name)?;
                let named = hits.into_iter().filter(Hit::is_by_name);
                (named.flat_map(|hit| hit.cases).collect(), 0)
            }
        };
        let mut rows = Vec::new();
        let reader = self.store.read().map_err(Failure::outage)?;
        for case in chosen {
            let row = query::case_by_id(&reader, *case).map_err(Failure::outage)?;
            rows.extend(row.and_then(|row| self.shown(user, &row)));
        }
        drop(reader);
        rows.extend(found.into_iter().filter(|row| !chosen.contains(&row.case)));
        let may = |row: &CaseRow| {
            let relation = user.relation_to(row.case, &row.office, row.officer, row.restricted);
            let is_open = !matches!(row.status.as_str(), "closed" | "erased");
            is_open && self.policy().allows(user.role, Action::ArrangeAppointment, relation)
        };
        rows.retain(|row| !row.stub && may(row));
        let subjects = rows.iter().map(|row| row.case.stream());
        self.log_access(user, Purpose::Supervision, "group-session", subjects)?;
        Ok(GroupChoices { rows, more })
    }

    fn usual_choices(&self, user: &User, language: &str) -> Result<(Vec<CaseRow>, u64), Failure> {
        let mine = CaseFilter {
            mine: true,
            sort: Sort::Name,
            language: language.to_owned(),
            all: true,
            ..CaseFilter::default()
        };
        let own = self.cases(user, &mine)?;
        if own.total > 0 {
            return Ok((own.rows, 0));
        }
        let office = Some(user.office.0.clone());
        let listed = self.cases(user, &CaseFilter { mine: false, all: false, office, ..mine })?;
        let shown = u64::try_from(listed.rows.len()).unwrap_or(u64::MAX);
        Ok((listed.rows, listed.total.saturating_sub(shown)))
    }

    /// Returns the session to which an appointment of a case belongs, with its clients by name:
    /// those of the same office in whose cases the person may record the outcome.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if the case has no appointment of that session; as [`App::act`].
    pub fn group_register(
        &self,
        user: &User,
        case: CaseId,
        session: Uuid,
    ) -> Result<GroupRegister, Failure> {
        let online = Online::new(self)?;
        let stored = online.stored(case.stream())?.ok_or(Failure::NotFound)?;
        let known = facts::<CaseFact>(&stored.entries, None)?;
        let own = Case::fold(case, &known).map_err(Failure::defect)?;
        if self.relation_in(user, &own).excluded {
            // Who is excluded is told that there is no such case.
            return Err(Failure::NotFound);
        }
        self.require_for_case(user, Action::RecordContact, &own)?;
        let is_meant = |one: &AppointmentArranged| {
            one.group.as_ref().is_some_and(|group| group.session == session)
        };
        let meant = known.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::AppointmentArranged(fact) if is_meant(fact) => Some(fact),
            _ => None,
        });
        let meant = meant.ok_or(Failure::NotFound)?;
        let topic = meant.group.as_ref().map(|group| group.topic.clone()).unwrap_or_default();
        let holder = meant.holder.ok_or_else(|| Failure::defect("a session without a holder"))?;
        let posts = query::staff_by_id(&online.reader, holder.staff).map_err(Failure::outage)?;
        let (lines, closed) = self.group_lines(user, online, &own, (meant.begins_at, session))?;
        Ok(GroupRegister {
            session,
            topic,
            begins_at: meant.begins_at,
            minutes: meant.minutes,
            place: meant.place,
            holder,
            holder_name: posts.into_iter().next_back().map(|row| row.name).unwrap_or_default(),
            language: meant.language.clone(),
            lines,
            closed,
        })
    }

    /// Reads the clients of a session in the office of a case, by name.
    fn group_lines(
        &self,
        user: &User,
        mut online: Online<'_>,
        own: &Case,
        (begins_at, session): (Timestamp, Uuid),
    ) -> Result<(Vec<GroupLine>, usize), Failure> {
        use crate::records::Records;

        let until = begins_at.checked_add(SignedDuration::from_micros(1));
        let until = until.map_err(Failure::defect)?;
        let scope = Scope::Office(own.office().clone());
        let rows = query::appointments(&online.reader, &scope, begins_at, until, &STATUSES);
        let (mut lines, mut closed) = (Vec::new(), 0);
        for row in rows.map_err(Failure::outage)? {
            if row.session != Some(session) {
                continue;
            }
            let Some(member) = online.case(row.case.case_id)? else { continue };
            if self.require_for_case(user, Action::RecordContact, &member).is_err() {
                let is_secret = self.relation_in(user, &member).excluded;
                closed += usize::from(!is_secret && row.status == "planned");
                continue;
            }
            let Some(found) = member.find_appointment(AppointmentId(row.appointment_id)) else {
                continue;
            };
            lines.push(GroupLine {
                case: member.id,
                name: row.case.name.unwrap_or_default(),
                appointment: row.appointment_id,
                status: member.appointment_status(found),
                outcome: outcome_of(&member, found),
            });
        }
        drop(online);
        lines.sort_by(|one, other| (&one.name, one.case).cmp(&(&other.name, other.case)));
        let subjects = lines.iter().map(|line| line.case.stream());
        self.log_access(user, Purpose::Supervision, "group-session", subjects)?;
        Ok((lines, closed))
    }
}

/// What came of an appointment.
fn outcome_of(case: &Case, appointment: &Appointment) -> Option<Outcome> {
    let version = Some(appointment.mark.version);
    let held = case.contacts.iter().rev().find(|one| one.appointment == version);
    let missed = case.absences.iter().any(|one| one.appointment == version);
    held.map(|one| outcome(one.attendance)).or(missed.then_some(Outcome::Absent))
}
