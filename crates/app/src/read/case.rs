//! One case: header, clocks, plan, papers; the client's page; a submission. Its entries stand in
//! [`super::timeline`].

use bagyt_casework::case::Case;
use bagyt_casework::clocks;
use bagyt_casework::codes::SubmissionStatus;
use bagyt_casework::entries::Submission;
use bagyt_casework::fact::{CaseFact, SubmissionId};
use bagyt_casework::review::Review;
use bagyt_casework::submission::contest_of;
use bagyt_core::command::Purpose;
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{CaseId, PersonId};
use bagyt_core::law::ClockState;
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::abroad::{AbroadItem, abroad};
use super::absence::{AbsenceItem, absences};
use super::age::AgeTurn;
use super::appointment::{AppointmentItem, appointments};
use super::court::BeforeCourt;
use super::device::{DeviceBox, devices};
use super::duty::{DutyItem, duties};
use super::job::{JobItem, jobs};
use super::lawyer::{LawyerItem, lawyers};
use super::messages::{MessageItem, item};
use super::payment::PaymentBox;
use super::programme::{ProgrammeItem, programmes};
use super::reading::{Earlier, Read, earlier};
use super::referral::{NeedLine, ReferralItem, needs, referrals};
use super::request::{RequestItem, requests};
use super::reward::{RewardBox, rewards};
use super::specialist::{SpecialistItem, specialists};
use super::timeline::{MeetingItem, TimelineItem, meetings};
use super::wanted::{WantedBox, wanted};
use super::work::WorkBox;
use super::{CaseRow, RowWords, SecondLookItem, last_day};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::tables::Tables;
use crate::user::User;

/// Who the client is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonBox {
    /// The person.
    pub person: Option<PersonId>,
    /// Names as in papers.
    pub names: String,
    /// Birth date.
    pub birth_on: Option<Date>,
    /// National number.
    pub national_no: String,
    /// `f` or `m`.
    pub sex: String,
    /// The language in which the client is spoken to.
    pub language: String,
    /// Address as written.
    pub address: String,
    /// Telephone.
    pub phone: String,
}

/// A clock of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockItem {
    /// Its row.
    pub row: RowWords,
    /// Version of the entry that opened the matter to which it belongs.
    pub about: u32,
    /// Who bears the duty.
    pub bearer: String,
    /// First day.
    pub from_on: Date,
    /// Exclusive end.
    pub due_at: Timestamp,
    /// Last day on which it is still in time.
    pub due_on: Date,
    /// When it was met.
    pub met_on: Option<Date>,
    /// `open`, `in_time`, `late`, `never` or `void`.
    pub state: String,
    /// Days for which the term stood still.
    pub suspended_days: u32,
    /// Days from today to the last day.
    pub days_left: i64,
}

/// A submission of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionItem {
    /// Its identifier.
    pub submission: Uuid,
    /// What it asks for.
    pub kind: String,
    /// Status.
    pub status: String,
    /// When it was drafted.
    pub drafted_on: Date,
    /// When it was approved.
    pub approved_on: Option<Date>,
    /// Digest of its paper.
    pub digest: Option<String>,
    /// When the court decided.
    pub decided_on: Option<Date>,
}

/// A violation that a submission may rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViolationItem {
    /// Its version in the case.
    pub version: u32,
    /// Day.
    pub on: Date,
    /// What was done.
    pub ground: String,
    /// Article relied on.
    pub article: String,
    /// Whether a warning was issued for it.
    pub warned: bool,
    /// Since when the client has contested it, its absence or its warning without an answer.
    pub contested_on: Option<Date>,
}

/// Everything a case's page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePage {
    /// The header.
    pub row: CaseRow,
    /// The client.
    pub person: PersonBox,
    /// The court.
    pub court: String,
    /// Codes of the obligations in force.
    pub obligations: Vec<String>,
    /// Clocks: the open ones first, by their end.
    pub clocks: Vec<ClockItem>,
    /// Entries, the newest first.
    pub timeline: Vec<TimelineItem>,
    /// Meetings and absences as they hold now.
    pub meetings: Vec<MeetingItem>,
    /// Appointments, the newest first.
    pub appointments: Vec<AppointmentItem>,
    /// Absences, the newest first.
    pub absences: Vec<AbsenceItem>,
    /// Violations in force.
    pub violations: Vec<ViolationItem>,
    /// Acts under which something has moved and nobody has said that they stand.
    pub moved: Vec<Review>,
    /// Submissions.
    pub submissions: Vec<SubmissionItem>,
    /// Goals of the plan.
    pub plan: Vec<String>,
    /// What the client asked leave for, the newest first.
    pub requests: Vec<RequestItem>,
    /// What the newest assessment names as needs, each with the referrals for it.
    pub needs: Vec<NeedLine>,
    /// Referrals to services, the newest first.
    pub referrals: Vec<ReferralItem>,
    /// Rewards and sanctions, side by side.
    pub ledger: RewardBox,
    /// Requests for a lawyer, the newest first.
    pub lawyers: Vec<LawyerItem>,
    /// Requests to other states, the newest first.
    pub abroad: Vec<AbroadItem>,
    /// Devices of electronic monitoring with what the centre said.
    pub devices: DeviceBox,
    /// Requests to psychologists and social workers, the newest first.
    pub specialists: Vec<SpecialistItem>,
    /// Work and training, the newest first.
    pub jobs: Vec<JobItem>,
    /// Programmes, the newest first.
    pub programmes: Vec<ProgrammeItem>,
    /// Each duty in force with its checks.
    pub duties: Vec<DutyItem>,
    /// What the client owes and what was paid.
    pub payments: PaymentBox,
    /// The search for the client, if there ever was one.
    pub wanted: WantedBox,
    /// Community service, of a sentence counted in hours.
    pub work: Option<WorkBox>,
    /// Groups by age that the client came into or left of late.
    pub turns: Vec<AgeTurn>,
    /// What the reader may do here.
    pub may: Vec<Action>,
    /// Until when the reader sees it because they broke its glass.
    pub opened_until: Option<Timestamp>,
    /// The position of the journal as of which it is shown, if that is not the head.
    pub earlier: Option<Earlier>,
    /// The version of the case that was read.
    pub version: u32,
}

/// What the client takes home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPage {
    /// The client.
    pub person: PersonBox,
    /// The header.
    pub row: CaseRow,
    /// The court.
    pub court: String,
    /// Codes of the obligations.
    pub obligations: Vec<String>,
    /// What the client must do by when, the earliest first.
    pub duties: Vec<ClockItem>,
    /// The next appointment.
    pub next_appointment: Option<AppointmentItem>,
    /// Code of the office.
    pub office: String,
    /// Referrals that a service accepted: where the client is helped.
    pub referrals: Vec<ReferralItem>,
    /// Rewards and sanctions, side by side.
    pub ledger: RewardBox,
}

/// A submission with its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionPage {
    /// The case.
    pub row: CaseRow,
    /// The submission.
    pub item: SubmissionItem,
    /// The court.
    pub court: String,
    /// The law relied on.
    pub law: Option<RowWords>,
    /// The violations that are its grounds.
    pub grounds: Vec<ViolationItem>,
    /// The officer's reasoning.
    pub words: String,
    /// The last day asked for.
    pub until: Option<Date>,
    /// The duty to be added or lifted.
    pub duty: Option<String>,
    /// Acts that it rests on, and the draft itself, under which something has moved and nobody has
    /// said that they stand; only while the court has not decided.
    pub doubts: Vec<SecondLookItem>,
    /// Whether the reader may approve it now.
    pub may_approve: bool,
    /// What it has met before the courts.
    pub before_court: BeforeCourt,
    /// Whether the reader may record hearings and appeals.
    pub may_record: bool,
    /// The version of the case that was read.
    pub version: u32,
    /// The message that carries it to the court, once it was sent.
    pub message: Option<MessageItem>,
}

impl App {
    /// Returns a case's page.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is none that the reader may know of; [`Failure::Denied`] if
    /// it is restricted for the reader; outages.
    pub fn case(&self, user: &User, id: CaseId) -> Result<CasePage, Failure> {
        self.case_page(user, id, None)
    }

    /// Makes the page of a case as it is known at a position of the journal, or at its head.
    pub(super) fn case_page(
        &self,
        user: &User,
        id: CaseId,
        at: Option<u64>,
    ) -> Result<CasePage, Failure> {
        let mut online = Online::new(self)?;
        let earlier = at.map(|position| earlier(&online, position)).transpose()?;
        let read = self.read_case_until(user, &online, id, at)?;
        let person = self.person_box_until(&online, &read.case, at)?;
        let person = person.told_at_registration(&read.holding);
        let mut timeline = self.timeline(user, &online, &read)?;
        let referrals = referrals(&online, &read)?;
        let known_at = earlier.as_ref().map(|earlier| earlier.known_at);
        self.add_notices(user, &mut online, (&read, known_at), &mut timeline)?;
        let specialists = specialists(self, &online, &read)?;
        let jobs = jobs(&online, &read)?;
        self.add_scans(user, &mut online, (&read, &mut timeline))?;
        drop(online);
        let case = &read.case;
        let looks = self.looks_of(&read)?;
        self.add_looks(user, &read, &looks, &mut timeline);
        let mut may = self.may_in(user, case);
        let opened_until = user.own_access.opened.get(&id).copied();
        let opened_until = opened_until.filter(|_| read.row.restricted);
        if earlier.is_some() {
            // What was known then is read, not gone on with.
            may.clear();
            timeline.iter_mut().for_each(TimelineItem::close);
        }
        let turns = if earlier.is_some() { Vec::new() } else { self.turns_in(&read, &person) };
        let page = CasePage {
            turns,
            person,
            court: case.opening.court.clone(),
            obligations: case.obligations().into_iter().map(str::to_owned).collect(),
            clocks: self.clock_items(&read.tables, case)?,
            timeline,
            meetings: meetings(&read),
            appointments: appointments(&read),
            absences: absences(&read),
            violations: violations(case),
            moved: looks.into_iter().map(|look| look.review).collect(),
            submissions: case.submissions.iter().map(|one| submission_item(case, one)).collect(),
            plan: plan(&read.holding),
            requests: requests(&read),
            needs: needs(&read),
            referrals,
            ledger: rewards(&read, self.today()),
            lawyers: lawyers(&read, self.today()),
            abroad: abroad(&read),
            devices: devices(&read, self.now()),
            specialists,
            jobs,
            programmes: programmes(&read),
            duties: duties(&read),
            payments: self.payment_box(&read),
            wanted: wanted(&read),
            work: self.work_box(&read),
            may,
            opened_until,
            earlier,
            version: case.version,
            row: read.row,
        };
        let subjects = [id.stream(), case.opening.person.stream()];
        let name = if page.opened_until.is_some() { "case-broken-glass" } else { "case" };
        self.log_access(user, Purpose::Supervision, name, subjects)?;
        Ok(page)
    }

    /// Returns the page that the client takes home.
    ///
    /// # Errors
    ///
    /// As [`App::case`].
    pub fn client_page(&self, user: &User, id: CaseId) -> Result<ClientPage, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, id)?;
        self.require_for_case(user, Action::PrintClientPage, &read.case)?;
        let person = self.person_box(&online, &read.case)?;
        let mut referrals = referrals(&online, &read)?;
        referrals.retain(ReferralItem::is_running);
        drop(online);
        let case = &read.case;
        let duties = self
            .clock_items(&read.tables, case)?
            .into_iter()
            .filter(|clock| clock.state == "open" && clock.bearer == "client")
            .collect();
        let next_appointment = appointments(&read).into_iter().rfind(|one| one.status == "planned");
        let subjects = [id.stream(), case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "client-page", subjects)?;
        Ok(ClientPage {
            person,
            court: case.opening.court.clone(),
            obligations: case.obligations().into_iter().map(str::to_owned).collect(),
            duties,
            next_appointment,
            office: case.office().0.clone(),
            referrals,
            ledger: rewards(&read, self.today()),
            row: read.row,
        })
    }

    /// Returns a submission.
    ///
    /// # Errors
    ///
    /// As [`App::case`].
    pub fn submission(&self, user: &User, id: SubmissionId) -> Result<SubmissionPage, Failure> {
        let mut online = Online::new(self)?;
        let row = query::submission_by_id(&online.reader, id.0).map_err(Failure::outage)?;
        let case_id = row.ok_or(Failure::NotFound)?.case.case_id;
        let read = self.read_case(user, &online, case_id)?;
        let sent_by = read.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::SubmissionSent(fact) if fact.submission == id => Some(fact.message),
            _ => None,
        });
        let message = match sent_by {
            Some(message) => {
                query::message_by_id(&online.reader, message).map_err(Failure::outage)?.map(item)
            }
            None => None,
        };
        let before_court = self.before_court(&mut online, &read, id)?;
        drop(online);
        let case = &read.case;
        let submission = case.find_submission(id).ok_or(Failure::NotFound)?;
        let drafted = read.holding.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::SubmissionDrafted(fact) if fact.submission == id => Some(fact),
            _ => None,
        });
        let relation = crate::policy::Relation {
            own_act: submission.drafted_by == Some(user.staff),
            ..self.relation_in(user, case)
        };
        let is_draft = case.submission_status(submission) == SubmissionStatus::Drafted;
        let page = SubmissionPage {
            item: submission_item(case, submission),
            court: case.opening.court.clone(),
            law: self.row_words(&submission.law.row, submission.law.edition_from),
            grounds: violations(case)
                .into_iter()
                .filter(|violation| submission.grounds.contains(&violation.version))
                .collect(),
            words: drafted
                .and_then(|fact| fact.private.as_ref())
                .map(|private| private.words.clone())
                .unwrap_or_default(),
            until: drafted.and_then(|fact| fact.until),
            duty: drafted.and_then(|fact| fact.duty.clone()),
            doubts: self.doubts(&read, submission)?,
            may_approve: is_draft
                && self.policy().allows(user.role, Action::ApproveSubmission, relation),
            message,
            before_court,
            may_record: self.policy().allows(user.role, Action::RecordRuling, relation),
            version: case.version,
            row: read.row,
        };
        let subjects = [case_id.stream(), case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "submission", subjects)?;
        Ok(page)
    }

    /// What has moved under a submission and its grounds.
    fn doubts(&self, read: &Read, submission: &Submission) -> Result<Vec<SecondLookItem>, Failure> {
        let case = &read.case;
        if case.decision(submission).is_some() {
            return Ok(Vec::new());
        }
        let rests_on = |version: u32| {
            let warning = case.warnings.iter().find(|one| one.mark.version == version);
            let ground = warning.map_or(version, |warning| warning.violation);
            version == submission.mark.version || submission.grounds.contains(&ground)
        };
        let looks = self.looks_of(read)?.into_iter();
        let looks = looks.filter(|look| rests_on(look.review.mark.version));
        Ok(looks.map(|look| self.look_item(read, &look)).collect())
    }

    /// The clocks of a case under the given tables: the open ones first, by their end.
    pub(crate) fn clock_items(
        &self,
        tables: &Tables,
        case: &Case,
    ) -> Result<Vec<ClockItem>, Failure> {
        let clocks =
            clocks::clocks(case, tables.pack(), tables.calendar()).map_err(Failure::defect)?;
        let mut items: Vec<ClockItem> = clocks
            .iter()
            .filter(|clock| clock.is_applied)
            .map(|clock| {
                let due_on = last_day(case.zone, clock.due);
                ClockItem {
                    row: RowWords::of(clock.row),
                    about: clock.about,
                    bearer: clock.row.bearer.clone(),
                    from_on: clock.from_on,
                    due_at: clock.due,
                    due_on,
                    met_on: clock.met.as_ref().map(|met| met.on),
                    state: clock.state().name().to_owned(),
                    suspended_days: clock.suspended_days,
                    days_left: self.days_left(due_on),
                }
            })
            .collect();
        let open = ClockState::Open.name();
        items.sort_by_key(|item| {
            let is_open = item.state == open;
            let by_end = item.due_at.as_microsecond();
            (!is_open, if is_open { by_end } else { -by_end })
        });
        Ok(items)
    }

    pub(crate) fn may_in(&self, user: &User, case: &Case) -> Vec<Action> {
        let relation = self.relation_in(user, case);
        Action::ALL
            .iter()
            .copied()
            .filter(|action| self.policy().allows(user.role, *action, relation))
            .collect()
    }
}

pub(crate) fn violations(case: &Case) -> Vec<ViolationItem> {
    case.violations
        .iter()
        .map(|violation| ViolationItem {
            version: violation.mark.version,
            on: violation.mark.on,
            ground: violation.ground.code().to_owned(),
            article: violation.law.article.clone(),
            warned: case.is_warned(violation.mark.version),
            contested_on: contest_of(case, violation).map(|contest| contest.mark.on),
        })
        .collect()
}

fn submission_item(case: &Case, submission: &Submission) -> SubmissionItem {
    SubmissionItem {
        submission: submission.id.0,
        kind: submission.kind.code().to_owned(),
        status: case.submission_status(submission).code().to_owned(),
        drafted_on: submission.mark.on,
        approved_on: submission.approved.as_ref().map(|approval| approval.mark.on),
        digest: submission.approved.as_ref().map(|approval| approval.digest.clone()),
        decided_on: case.decision(submission).map(|ruling| ruling.mark.on),
    }
}

fn plan(holding: &[Recorded<CaseFact>]) -> Vec<String> {
    holding
        .iter()
        .rev()
        .find_map(|recorded| match &recorded.fact {
            CaseFact::PlanAgreed(fact) => fact.private.as_ref().map(|plan| plan.goals.clone()),
            _ => None,
        })
        .unwrap_or_default()
}
