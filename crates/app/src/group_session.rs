//! One meeting of several clients: an appointment in each case, arranged in all of them or in none.
//!
//! Each case keeps its own appointment, so that its outcome, its moving and its cancelling stay what
//! they are for a single meeting; the identifier of the session ties them together.

use bagyt_casework::appointment::{self, ArrangeAppointment, GroupSession, Holder, Particulars};
use bagyt_casework::case::Case;
use bagyt_casework::codes::{AppointmentStatus, ContactKind, ContactPlace};
use bagyt_casework::fact::AppointmentId;
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_store::query::{self, Scope};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::App;
use crate::command::CaseAct;
use crate::conduct::busy;
use crate::execute::Online;
use crate::inbox::derived;
use crate::outcome::{Failure, Refused};
use crate::records::Records;
use crate::role::Action;
use crate::user::User;

/// The most clients of one session.
pub const GROUP_CLIENTS_MAX: usize = 30;

/// A session that somebody wants to arrange.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrangeGroup {
    /// Its identifier, made by the caller; the same one again arranges nothing twice.
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
    /// Language of the meeting; `None` means that of each client.
    pub language: Option<String>,
    /// The cases of the clients.
    pub cases: Vec<CaseId>,
}

/// A client who cannot be asked to the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRefusal {
    /// The case.
    pub case: CaseId,
    /// The client's names.
    pub name: String,
    /// Why.
    pub refused: Refused,
}

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
}

/// A session with the clients whose cases the reader may write in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRegister {
    /// Code of what it is about.
    pub topic: String,
    /// When it begins.
    pub begins_at: Timestamp,
    /// The clients.
    pub lines: Vec<GroupLine>,
}

impl App {
    /// Arranges a session in the cases of all its clients, or in none if one of them cannot be
    /// asked; returns who cannot.
    ///
    /// # Errors
    ///
    /// Refused with `group-size`, `unknown-topic`; [`Failure::NotFound`] and [`Failure::Denied`] if
    /// one of the cases is not for the person to write in. If somebody else writes into a case
    /// meanwhile, the wing's words about that case; sending the same session again goes on.
    pub fn arrange_group(
        &self,
        user: &User,
        wanted: &ArrangeGroup,
    ) -> Result<Vec<GroupRefusal>, Failure> {
        self.check_group(wanted)?;
        let mut acts = Vec::new();
        let mut refusals = Vec::new();
        for case in &wanted.cases {
            let (act, refusal) = self.consider_member(user, wanted, *case)?;
            refusals.extend(refusal);
            acts.push((*case, act));
        }
        let subjects = wanted.cases.iter().map(|case| case.stream());
        self.log_access(user, Purpose::Supervision, "group-session", subjects)?;
        if !refusals.is_empty() {
            return Ok(refusals);
        }
        for (case, act) in acts {
            let id = member_id("group session command", wanted.session, case);
            self.act(user, CommandId(id), case, act)?;
        }
        Ok(Vec::new())
    }

    /// Refuses what the policy does not allow; to an excluded person there is no such case.
    fn require_in_group(&self, user: &User, action: Action, case: &Case) -> Result<(), Failure> {
        let relation = self.relation_in(user, case);
        if relation.excluded {
            return Err(Failure::NotFound);
        }
        self.require(user, action, relation)
    }

    fn check_group(&self, wanted: &ArrangeGroup) -> Result<(), Failure> {
        let clients = wanted.cases.len();
        if clients == 0 || clients > GROUP_CLIENTS_MAX {
            let text = format!("a session has 1 to {GROUP_CLIENTS_MAX} clients, not {clients}");
            return Err(Refused::new("group-size", Some("cases"), &text)
                .with("clients", clients)
                .with("most", GROUP_CLIENTS_MAX)
                .into());
        }
        if !self.tables().codes().topics.contains_key(&wanted.topic) {
            let text = format!("the code lists have no topic `{}`", wanted.topic);
            return Err(Refused::new("unknown-topic", Some("topic"), &text)
                .with("topic", &wanted.topic)
                .into());
        }
        Ok(())
    }

    /// Makes the act in the case of one client, and says why it is not possible, if it is not.
    fn consider_member(
        &self,
        user: &User,
        wanted: &ArrangeGroup,
        id: CaseId,
    ) -> Result<(CaseAct, Option<GroupRefusal>), Failure> {
        let mut online = Online::new(self)?;
        let case = online.case(id)?.ok_or(Failure::NotFound)?;
        // Nobody learns the name of a client in whose case they may not write.
        self.require_in_group(user, Action::ArrangeAppointment, &case)?;
        let holder = Some(wanted.holder).filter(|holder| Some(holder.staff) != case.officer());
        let group = GroupSession { session: wanted.session, topic: wanted.topic.clone() };
        let command = ArrangeAppointment {
            appointment: AppointmentId(member_id("group session", wanted.session, id)),
            begins_at: wanted.begins_at,
            minutes: wanted.minutes,
            kind: ContactKind::Group,
            place: wanted.place,
            words: String::new(),
            particulars: Particulars {
                holder,
                language: wanted.language.clone(),
                interpreter: false,
                series: None,
                group: Some(group),
            },
        };
        let act = CaseAct::ArrangeAll(vec![command.clone()]);
        if case.find_appointment(command.appointment).is_some() {
            return Ok((act, None));
        }
        let busy = busy(&mut online, &case, std::slice::from_ref(&command))?;
        let found = appointment::arrange_all(&case, &[command], &busy, self.now());
        let refused = match found {
            Ok(_) if case.is_excluded(wanted.holder.staff) => {
                let text = "this member of staff is excluded from the case";
                Some(Refused::new("access-excluded", Some("holder"), text))
            }
            Ok(_) => None,
            Err(refusal) => Some(Refused::of(&refusal)),
        };
        let Some(refused) = refused else { return Ok((act, None)) };
        let row = query::case_by_id(&online.reader, id).map_err(Failure::outage)?;
        let name = row.and_then(|row| row.name).unwrap_or_default();
        Ok((act, Some(GroupRefusal { case: id, name, refused })))
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
        let mut online = Online::new(self)?;
        let own = online.case(case)?.ok_or(Failure::NotFound)?;
        self.require_in_group(user, Action::RecordContact, &own)?;
        let meant = own.appointments.iter().find(|one| one.session() == Some(session));
        let meant = meant.ok_or(Failure::NotFound)?;
        let group = meant.particulars.as_ref().and_then(|own| own.group.as_ref());
        let topic = group.map(|group| group.topic.clone()).unwrap_or_default();
        let begins_at = meant.begins_at;
        let until = begins_at.checked_add(SignedDuration::from_micros(1));
        let until = until.map_err(Failure::defect)?;
        let scope = Scope::Office(own.office().clone());
        let statuses = ["planned", "held", "missed", "cancelled"];
        let rows = query::appointments(&online.reader, &scope, begins_at, until, &statuses);
        let mut lines = Vec::new();
        for row in rows.map_err(Failure::outage)? {
            let id = AppointmentId(row.appointment_id);
            let Some(member) = online.case(row.case.case_id)? else { continue };
            let Some(found) = member.find_appointment(id) else { continue };
            let may = self.require_for_case(user, Action::RecordContact, &member).is_ok();
            if found.session() != Some(session) || !may {
                continue;
            }
            lines.push(GroupLine {
                case: member.id,
                name: row.case.name.unwrap_or_default(),
                appointment: row.appointment_id,
                status: member.appointment_status(found),
            });
        }
        drop(online);
        lines.sort_by(|one, other| (&one.name, one.case).cmp(&(&other.name, other.case)));
        let subjects = lines.iter().map(|line| line.case.stream());
        self.log_access(user, Purpose::Supervision, "group-session", subjects)?;
        Ok(GroupRegister { topic, begins_at, lines })
    }
}

fn member_id(purpose: &str, session: Uuid, case: CaseId) -> Uuid {
    derived(purpose, &[session.as_bytes(), case.0.as_bytes()])
}
