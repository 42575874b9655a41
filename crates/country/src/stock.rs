//! Going live: the staff are entered, and the cases under way are brought in.
//!
//! The stock was taken over from the old register in the night before the first working day. In the
//! month before, every client had been called in for it: registered anew, told of rights and
//! duties, assessed, with a plan. So each case begins with what an officer needs to go on, and
//! nothing is invented about the years before.

use bagyt_app::command::{BringIn, CaseAct, Command};
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{AllocationReason, ContactKind, ContactPlace, Domain};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::intake::{Age, OpenCase};
use bagyt_casework::plan::AgreePlan;
use bagyt_casework::registration::{ClientWhereabouts, RegisterClient};
use bagyt_core::command::{Actor, Purpose};
use bagyt_core::identity::{CaseId, MessageId};
use bagyt_exchange::fact::{PersonCreated, PrivatePerson};

use crate::arrivals::{Order, draw_lateness};
use crate::calibration::{EVADING, EVADING_BEFORE};
use crate::country::{Country, Step};
use crate::diary::{Day, Millis, day_of};
use crate::letters::exchange_sex;
use crate::meetings::Errand;
use crate::names::spelling::Spelling;
use crate::planning::draw_needs;
use crate::population::Wanted;
use crate::supervision::{FileNumber, Supervision};
use crate::words::Topic;

/// Milliseconds between two cases that are brought in: the stock is in before offices open.
const PACE: i64 = 950;

/// The days before going live in which clients were called in.
const CALLED_IN: (Day, Day) = (1, 28);

/// A case younger than this, in days, was not called in: its own course has just begun.
const YOUNG: Day = 8;

/// Kinds of work among the cases brought in; the short ones are few at any one time.
const STOCK_DOMAINS: [(Domain, u32); 4] = [
    (Domain::PreSentence, 4),
    (Domain::NonCustodial, 914),
    (Domain::Penitentiary, 19),
    (Domain::PostRelease, 63),
];

/// The longest term in months, against which longer terms are likelier to be met under way.
const MONTHS_MAX: u32 = 60;

/// Days after which a beginning is half as likely as today: the service has grown.
const GROWTH_DAYS: u32 = 280;

/// Draws of a term; the last stands whatever it is.
const DRAWS_MAX: u32 = 200;

/// The staff were appointed in the years before: the latest and the longest ago, in days.
const APPOINTED: (Day, Day) = (2_000, 4_000);

impl Country {
    /// The system goes live: the staff are entered, and the stock begins to be brought in.
    pub(crate) fn go_live(&mut self, at: Millis) {
        let today = day_of(at);
        let houses: Vec<u16> = self.territory.houses.iter().map(|house| house.posts).collect();
        for (house, posts) in (0..).zip(houses) {
            let since = today - self.chance.between(APPOINTED.0, APPOINTED.1);
            for number in self.staffing.appoint_house(house, posts, since, &mut self.identifiers) {
                self.appoint(at, number, since);
            }
        }
        for office in 0..self.territory.offices.len() as u8 {
            let opened = self.territory.office(office).map_or(today, |office| office.since);
            if opened > today {
                continue;
            }
            let since = (today - self.chance.between(APPOINTED.0, APPOINTED.1)).max(opened);
            for number in self.staffing.appoint_office(office, since, &mut self.identifiers) {
                self.appoint(at, number, since);
            }
        }
        self.put(at + 1_200_000, Step::BringIn, FileNumber::default(), 0);
    }

    /// The next case of the stock is brought in.
    pub(crate) fn bring_in(&mut self, at: Millis) {
        let Some(left) = self.stock_left.checked_sub(1) else { return };
        self.stock_left = left;
        self.put(at + PACE, Step::BringIn, FileNumber::default(), 0);
        let today = day_of(at);
        let order = self.draw_order_under_way(today);
        let settlement = self.territory.draw_settlement(&mut self.chance);
        let adult = matches!(order.domain, Domain::Penitentiary | Domain::PostRelease);
        let wanted = Wanted { on: order.in_force, at, settlement, adult };
        let resident = self.population.invent(wanted, &mut self.identifiers, &self.diary);
        let order = self.fit(order, resident);
        let received = (order.in_force + draw_lateness(&mut self.chance)).min(today - 1);
        let mut supervision = self.supervise(resident, order, received);
        supervision.case = CaseId(self.identifiers.make(at));
        supervision.message = MessageId(self.identifiers.make(at));
        supervision.number = self.next_court_number();
        supervision.duties = self.draw_duties(order.domain);
        let is_free = order.domain != Domain::Penitentiary;
        if is_free && self.chance.permille(EVADING_BEFORE) {
            supervision.habit = EVADING;
        }
        if let Some(resident) = self.population.find_mut(resident) {
            supervision.identity = resident.id;
            resident.cases = 1;
        }
        let opened = (received + self.chance.between(0, 3)).min(today - 1);
        let Some(bring_in) = self.describe(&supervision, opened) else { return };
        let command = Command::BringIn(Box::new(bring_in));
        self.emit(at, Actor::System, Purpose::Intake, command);
        let file = self.files.open(supervision);
        self.plan_course(at, file);
        self.import_officer(at, file, opened);
        self.import_standing(at, file, opened);
    }

    /// Draws an order that is under way: long terms and late beginnings are the likelier.
    fn draw_order_under_way(&mut self, today: Day) -> Order {
        let shares = STOCK_DOMAINS.map(|(_, share)| share);
        let position = self.chance.weighted(&shares);
        let domain = STOCK_DOMAINS.get(position).map_or(Domain::NonCustodial, |&(one, _)| one);
        let mut order = self.order_of(domain, today);
        for _ in 0..DRAWS_MAX {
            order = self.order_of(domain, today);
            let length = order.until - order.in_force + 1;
            let age = self.chance.between(2, length - 1).unsigned_abs();
            let is_met = self.chance.below(MONTHS_MAX) < order.months.unsigned_abs();
            let weight = GROWTH_DAYS * 1000 / (GROWTH_DAYS + age);
            if length > 4 && is_met && self.chance.permille(weight) {
                let shift = order.in_force - (today - age as Day);
                order.in_force -= shift;
                order.passed -= shift;
                order.offence -= shift;
                order.until = self.months_after(order.in_force, order.months) - 1;
                if order.until > today {
                    break;
                }
            }
        }
        order
    }

    /// Describes a case as the old register has it.
    fn describe(&self, supervision: &Supervision, opened: Day) -> Option<BringIn> {
        let resident = self.population.find(supervision.resident)?;
        let name = resident.name(Spelling::Register);
        let born = self.diary.date(resident.born);
        let settlement = self.territory.settlement(resident.settlement)?;
        let sentence = self.lists.sentence(supervision.sentence)?;
        let article = self.lists.article(supervision.number)?;
        let who = PersonCreated {
            sex: exchange_sex(resident.sex),
            birth_year: Some(born.year()),
            language: resident.language.to_owned(),
            country: resident.citizenship.to_owned(),
            private: Some(PrivatePerson {
                surname: name.surname,
                given_name: name.given_name,
                patronymic: name.patronymic,
                birth_on: Some(born),
                national_no: resident.national_number(&self.diary),
                address: Some(resident.address()),
                settlement: Some(settlement.code.clone()),
                phone: resident.phone(),
            }),
        };
        let date = |day: Day| self.diary.date(day);
        let open = OpenCase {
            opened: self.on(opened),
            person: supervision.identity,
            message: supervision.message,
            court: self.territory.office(supervision.court)?.court.clone(),
            number: self.number_of(supervision),
            office: self.office_code(supervision.office),
            domain: supervision.domain,
            measure: sentence.code.to_owned(),
            article: article.code.clone(),
            article_group: article.group.clone(),
            groups: Vec::new(),
            sex: resident.sex,
            age: Age::Born(born),
            language: resident.language.to_owned(),
            offence_on: Some(date(supervision.offence_before)),
            passed_on: date(supervision.passed),
            in_force_on: date(supervision.from),
            received_on: date(supervision.received),
            released_on: None,
            term_from: date(supervision.from),
            term_until: date(supervision.until),
            hours: None,
            obligations: self.lists.duties(supervision.duties),
            words: String::new(),
        };
        let (case, person) = (supervision.case, supervision.identity);
        Some(BringIn { case, person, who: Some(who), open })
    }

    /// Does something in a case that is brought in, on the word of the old register.
    fn import(&mut self, at: Millis, file: FileNumber, act: CaseAct) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        supervision.version += 1;
        let case = supervision.case;
        let command = Command::InCase { case, act };
        self.emit(at, Actor::System, Purpose::Intake, command);
    }

    fn import_officer(&mut self, at: Millis, file: FileNumber, opened: Day) {
        let Some(office) = self.files.find(file).map(|supervision| supervision.office) else {
            return;
        };
        let Some(number) = self.staffing.lightest(office) else { return };
        let Some(officer) = self.staffing.find(number).map(|worker| worker.id) else { return };
        let from = self.on(opened + 1);
        let reason = AllocationReason::Continuity;
        self.import(at, file, CaseAct::Allocate { from, officer, reason });
        self.staffing.carry(None, Some(number));
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.officer = Some(number);
        }
    }

    /// Brings in what was done when the client was called in.
    fn import_standing(&mut self, at: Millis, file: FileNumber, opened: Day) {
        let today = day_of(at);
        if opened > today - YOUNG {
            let day = today + self.chance.between(0, 3);
            let then = self.office_hour(day);
            self.put(then, Step::Register, file, 0);
            return;
        }
        let called = today - self.chance.between(CALLED_IN.0, CALLED_IN.1);
        let called = called.max(opened + 2);
        let on = self.on(called);
        let Some(supervision) = self.files.find_mut(file) else { return };
        supervision.registered = true;
        supervision.assessed = true;
        supervision.last_met = called;
        let (resident, risk) = (supervision.resident, supervision.risk);
        let Some(resident) = self.population.find(resident) else { return };
        let register = RegisterClient {
            registered: on,
            rights_explained: true,
            language: resident.language.to_owned(),
            whereabouts: Some(ClientWhereabouts {
                address: resident.address(),
                phone: resident.phone(),
            }),
        };
        self.import(at, file, CaseAct::Register(register));
        let meeting = RecordContact {
            held: on,
            kind: ContactKind::Interview,
            place: ContactPlace::Office,
            outcome: Outcome::Attended,
            appointment: None,
            note: String::new(),
        };
        self.import(at, file, CaseAct::RecordContact(meeting));
        let needs = draw_needs(&mut self.chance);
        let reason = self.sentence(file, Topic::Assessment);
        self.import(at, file, CaseAct::Assess(MakeAssessment { made: on, risk, needs, reason }));
        let goals = vec![self.sentence(file, Topic::Goal)];
        self.import(at, file, CaseAct::AgreePlan(AgreePlan { agreed: on, goals }));
        self.go_on(at, file, called);
    }

    /// Plans the first appointment and the next assessment of a case that was brought in.
    fn go_on(&mut self, at: Millis, file: FileNumber, called: Day) {
        let today = day_of(at);
        let risk = self.files.find(file).map(|supervision| supervision.risk);
        let due = called + self.terms.visit(risk) * 60 / 100;
        let day = due.max(today + self.chance.between(0, 4));
        let then = self.office_hour(day);
        self.put(then, Step::Arrange, file, Errand::Visit as u32);
        let assessed = today + self.chance.between(60, 150);
        let then = self.office_hour(assessed);
        self.put(then, Step::Assess, file, 0);
    }
}
