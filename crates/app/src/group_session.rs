//! One meeting of several clients: arranged, moved, cancelled and joined in all of their cases or in
//! none.
//!
//! Each case keeps its own appointment, so that its outcome, its moving and its cancelling stay what
//! they are for a single meeting; the identifier of the session ties them together. All appointments
//! of one command are written in one transaction. Whoever acts reaches the clients in whose cases
//! they may write: a client whose case is closed to them keeps the appointment as it is, until
//! somebody acts who may open that case. Who belongs to a session is read in
//! [`crate::read::group_session`].

use bagyt_casework::appointment::{
    ArrangeAppointment, CancelAppointment, GroupSession, Holder, Particulars, RescheduleAppointment,
};
use bagyt_casework::codes::{AppointmentStatus, CancelReason, ContactKind, ContactPlace};
use bagyt_casework::fact::AppointmentId;
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, StaffId};
use bagyt_store::query;
use jiff::Timestamp;
use uuid::Uuid;

use crate::App;
use crate::acting::purpose_of;
use crate::command::{CaseAct, Command};
use crate::conduct::{Desk, conduct};
use crate::execute::Online;
use crate::inbox::derived;
use crate::outcome::{Failure, Refused};
use crate::read::GroupRegister;
use crate::records::Records;
use crate::user::User;

/// The fewest clients of one session.
pub const GROUP_CLIENTS_LEAST: usize = 2;

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
    /// Who holds it, also when a case goes to another officer.
    pub holder: Holder,
    /// Language of the meeting; `None` means that of each client.
    pub language: Option<String>,
    /// The cases of the clients.
    pub cases: Vec<CaseId>,
}

/// What is to be done in the case of one client, and why it is not possible, if it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupProspect {
    /// The case.
    pub case: CaseId,
    /// The client's names.
    pub name: String,
    /// Why it is not possible.
    pub refused: Option<Refused>,
}

impl App {
    /// Says of each client whether the session can be arranged in the case; nothing is written.
    ///
    /// # Errors
    ///
    /// Refused with `group-size` or `unknown-topic`; [`Failure::NotFound`] and [`Failure::Denied`] if
    /// one of the cases is not for the person to write in.
    pub fn group_outlook(
        &self,
        user: &User,
        wanted: &ArrangeGroup,
    ) -> Result<Vec<GroupProspect>, Failure> {
        self.check_group(&wanted.topic, wanted.cases.len())?;
        let acts = arranging(wanted, CommandId(wanted.session), &wanted.cases);
        self.prospects(user, &acts, Some(wanted.holder.staff))
    }

    /// Arranges a session in the cases of all its clients, or in none if one of them cannot be
    /// asked; returns who cannot.
    ///
    /// # Errors
    ///
    /// As [`App::group_outlook`].
    pub fn arrange_group(
        &self,
        user: &User,
        wanted: &ArrangeGroup,
    ) -> Result<Vec<GroupProspect>, Failure> {
        self.check_group(&wanted.topic, wanted.cases.len())?;
        let id = CommandId(wanted.session);
        let acts = arranging(wanted, id, &wanted.cases);
        self.act_in_group(user, id, acts, Some(wanted.holder.staff))
    }

    /// Asks further clients to a session that was arranged, all or none; returns who cannot be.
    ///
    /// # Errors
    ///
    /// As [`App::group_outlook`]; refused with `group-over` once nobody is awaited any more.
    pub fn join_group(
        &self,
        user: &User,
        id: CommandId,
        session: &GroupRegister,
        cases: &[CaseId],
    ) -> Result<Vec<GroupProspect>, Failure> {
        let planned = session.planned().count();
        if planned == 0 {
            return Err(over());
        }
        if cases.is_empty() {
            return Err(self.wrong_size(&session.topic, 0));
        }
        self.check_group(&session.topic, planned + session.closed + cases.len())?;
        let wanted = ArrangeGroup {
            session: session.session,
            topic: session.topic.clone(),
            begins_at: session.begins_at,
            minutes: session.minutes,
            place: session.place,
            holder: session.holder,
            language: session.language.clone(),
            cases: cases.to_vec(),
        };
        let acts = arranging(&wanted, id, cases);
        self.act_in_group(user, id, acts, Some(wanted.holder.staff))
    }

    /// Moves a session to another time with all clients who are awaited, or none; returns who stands
    /// in its way. The moved session is another one, named by the command.
    ///
    /// # Errors
    ///
    /// As [`App::join_group`].
    pub fn move_group(
        &self,
        user: &User,
        id: CommandId,
        session: &GroupRegister,
        (begins_at, minutes): (Timestamp, u16),
    ) -> Result<Vec<GroupProspect>, Failure> {
        let to = ArrangeGroup {
            session: id.0,
            topic: session.topic.clone(),
            begins_at,
            minutes,
            place: session.place,
            holder: session.holder,
            language: session.language.clone(),
            cases: Vec::new(),
        };
        let moving = |(case, appointment)| {
            let to = appointment_of(&to, id, case);
            let appointment = AppointmentId(appointment);
            (case, CaseAct::Reschedule(RescheduleAppointment { appointment, to }))
        };
        self.act_on_planned(user, id, session, moving)
    }

    /// Cancels a session for all clients who are awaited.
    ///
    /// # Errors
    ///
    /// As [`App::join_group`].
    pub fn cancel_group(
        &self,
        user: &User,
        id: CommandId,
        session: &GroupRegister,
        (reason, words): (CancelReason, &str),
    ) -> Result<Vec<GroupProspect>, Failure> {
        let cancelling = |(case, appointment)| {
            let (appointment, words) = (AppointmentId(appointment), words.to_owned());
            (case, CaseAct::CancelAppointment(CancelAppointment { appointment, reason, words }))
        };
        self.act_on_planned(user, id, session, cancelling)
    }

    fn act_on_planned(
        &self,
        user: &User,
        id: CommandId,
        session: &GroupRegister,
        act: impl Fn((CaseId, Uuid)) -> (CaseId, CaseAct),
    ) -> Result<Vec<GroupProspect>, Failure> {
        let acts: Vec<_> =
            session.planned().map(|line| act((line.case, line.appointment))).collect();
        if acts.is_empty() {
            return Err(over());
        }
        self.act_in_group(user, id, acts, None)
    }

    /// Acts in all cases or in none, and says in which it is not possible.
    fn act_in_group(
        &self,
        user: &User,
        id: CommandId,
        acts: Vec<(CaseId, CaseAct)>,
        holder: Option<StaffId>,
    ) -> Result<Vec<GroupProspect>, Failure> {
        let standing_in_the_way = |acts: &[(CaseId, CaseAct)]| {
            let mut prospects = self.prospects(user, acts, holder)?;
            prospects.retain(|one| one.refused.is_some());
            Ok::<_, Failure>(prospects)
        };
        if holder.is_some_and(|holder| self.is_barred_from_any(&acts, holder).unwrap_or(true)) {
            return standing_in_the_way(&acts);
        }
        match self.act_in_all(user, id, acts.clone()) {
            Ok(_) => Ok(Vec::new()),
            Err(Failure::Refused(first)) if first.code != "command-reused" => {
                let told = standing_in_the_way(&acts)?;
                if told.is_empty() { Err(first.into()) } else { Ok(told) }
            }
            Err(other) => Err(other),
        }
    }

    fn is_barred_from_any(
        &self,
        acts: &[(CaseId, CaseAct)],
        holder: StaffId,
    ) -> Result<bool, Failure> {
        let mut online = Online::new(self)?;
        for (case, _) in acts {
            if online.case(*case)?.is_some_and(|case| case.is_excluded(holder)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Says of each act whether it is possible; nobody learns the name of a client in whose case
    /// they may not write.
    fn prospects(
        &self,
        user: &User,
        acts: &[(CaseId, CaseAct)],
        holder: Option<StaffId>,
    ) -> Result<Vec<GroupProspect>, Failure> {
        for (case, act) in acts {
            self.require_act(user, *case, act)?;
        }
        let tables = self.tables();
        let mut prospects = Vec::with_capacity(acts.len());
        let mut online = Online::new(self)?;
        for (id, act) in acts {
            let meta = self.meta(user, CommandId(Uuid::nil()), purpose_of(act));
            let desk = Desk { tables: &tables, meta: &meta, signing: self.secrets().signing() };
            let command = Command::InCase { case: *id, act: act.clone() };
            let refused = match conduct(&desk, &mut online, &command) {
                Ok(_) if self.is_barred(&mut online, *id, holder)? => Some(not_the_holder()),
                Ok(_) => None,
                Err(Failure::Refused(refused)) => Some(refused),
                Err(other) => return Err(other),
            };
            let row = query::case_by_id(&online.reader, *id).map_err(Failure::outage)?;
            let name = row.and_then(|row| row.name).unwrap_or_default();
            prospects.push(GroupProspect { case: *id, name, refused });
        }
        drop(online);
        let subjects = prospects.iter().map(|one| one.case.stream());
        self.log_access(user, Purpose::Supervision, "group-session", subjects)?;
        Ok(prospects)
    }

    fn is_barred(
        &self,
        online: &mut Online<'_>,
        case: CaseId,
        holder: Option<StaffId>,
    ) -> Result<bool, Failure> {
        let case = online.case(case)?;
        Ok(holder.is_some_and(|holder| case.is_some_and(|case| case.is_excluded(holder))))
    }

    /// Returns the most clients of a session about a topic.
    pub fn group_clients_max(&self, topic: &str) -> Option<usize> {
        let tables = self.tables();
        tables.codes().topics.get(topic).map(|topic| usize::from(topic.clients_max))
    }

    fn check_group(&self, topic: &str, clients: usize) -> Result<(), Failure> {
        let Some(most) = self.group_clients_max(topic) else {
            let text = format!("the code lists have no topic `{topic}`");
            let refused = Refused::new("unknown-topic", Some("topic"), &text);
            return Err(refused.with("topic", topic).into());
        };
        if (GROUP_CLIENTS_LEAST..=most).contains(&clients) {
            return Ok(());
        }
        Err(self.wrong_size(topic, clients))
    }

    fn wrong_size(&self, topic: &str, clients: usize) -> Failure {
        let most = self.group_clients_max(topic).unwrap_or(GROUP_CLIENTS_LEAST);
        let text = format!("a session has {GROUP_CLIENTS_LEAST} to {most} clients, not {clients}");
        let refused = Refused::new("group-size", Some("cases"), &text);
        let refused = refused.with("clients", clients).with("least", GROUP_CLIENTS_LEAST);
        refused.with("most", most).into()
    }
}

/// The acts that arrange a session's appointments in the cases.
fn arranging(wanted: &ArrangeGroup, id: CommandId, cases: &[CaseId]) -> Vec<(CaseId, CaseAct)> {
    let mut named: Vec<CaseId> = Vec::with_capacity(cases.len());
    for case in cases {
        if !named.contains(case) {
            named.push(*case);
        }
    }
    let act = |case| (case, CaseAct::ArrangeAll(vec![appointment_of(wanted, id, case)]));
    named.into_iter().map(act).collect()
}

/// The part of a session that stands in one case; a client who comes back to a session gets another
/// appointment than the former one, because another command names it.
fn appointment_of(wanted: &ArrangeGroup, id: CommandId, case: CaseId) -> ArrangeAppointment {
    let parts: [&[u8]; 3] = [id.0.as_bytes(), wanted.session.as_bytes(), case.0.as_bytes()];
    ArrangeAppointment {
        appointment: AppointmentId(derived("group session", &parts)),
        begins_at: wanted.begins_at,
        minutes: wanted.minutes,
        kind: ContactKind::Group,
        place: wanted.place,
        words: String::new(),
        particulars: Particulars {
            holder: Some(wanted.holder),
            language: wanted.language.clone(),
            interpreter: false,
            series: None,
            group: Some(GroupSession { session: wanted.session, topic: wanted.topic.clone() }),
        },
    }
}

/// Nobody learns from it who was excluded from a case, and why.
fn not_the_holder() -> Refused {
    let text = "somebody else has to hold a meeting with this client";
    Refused::new("group-holder", Some("holder"), text)
}

fn over() -> Failure {
    let text = "no client of this session is awaited any more";
    Refused::new("group-over", None, text).into()
}

impl GroupRegister {
    /// The clients who are awaited and have no outcome yet.
    pub fn planned(&self) -> impl Iterator<Item = &crate::read::GroupLine> {
        self.lines.iter().filter(|line| line.status == AppointmentStatus::Planned)
    }
}
