//! Court acts that arrive: whose, for what, how late, and what becomes of them.
//!
//! Each year brings exactly as many acts as the service reports. Some come late, some are about
//! somebody who is known under another spelling, a few cannot be read and are sent again. Whether
//! a record is linked, opens a question or makes a new person is not decided here: the product's
//! own matching is asked, because what happens next depends on it.

use bagyt_app::command::{CaseAct, Command, PaperAct, ReceiveMessage};
use bagyt_casework::codes::{AllocationReason, Domain, Risk};
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::command::{Actor, Purpose};
use bagyt_core::identity::{CaseId, MessageId, PersonId};
use bagyt_exchange::fact::Identity;
use bagyt_exchange::linkage::Match;
use bagyt_exchange::review::DecideReview;

use crate::calibration::{
    ARRIVAL, DOMAINS, DUPLICATES, DUPLICATES_WITH_NUMBER, FAULTY_MESSAGES, ON_PAPER, RESTRICTED,
    RISKS, absence,
};
use crate::chance::Chance;
use crate::country::{Country, Step};
use crate::diary::{Day, Millis, day_of, instant, timestamp};
use crate::identity::Bearer;
use crate::letters::Letter;
use crate::meetings::Errand;
use crate::names::spelling::Spelling;
use crate::population::Wanted;
use crate::supervision::{FileNumber, Standing, Supervision};
use crate::territory::OfficeNumber;
use crate::words::{self, Topic};

/// Days of a year, for spreading its acts.
const YEAR: Day = 365;

/// How much likelier an act arrives on a working day than on another.
const WORKING_WEIGHT: u32 = 15;

/// The longest part of a short term that may pass before the act arrives.
const LATE_PART: i32 = 3;

/// The way by which an act comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As a message.
    Message = 0,
    /// On paper.
    Paper = 1,
    /// As a message that replaces a faulty one.
    Again = 2,
}

/// What a court ordered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    pub(crate) domain: Domain,
    pub(crate) sentence: u8,
    pub(crate) months: i32,
    pub(crate) offence: Day,
    pub(crate) passed: Day,
    pub(crate) in_force: Day,
    /// Last day of the term.
    pub(crate) until: Day,
}

impl Country {
    /// Spreads the acts of each year over its days, most of them over working days.
    pub(crate) fn plan_arrivals(&mut self, go_live: Day) {
        let after_the_last_day = self.plan_weekend();
        let mut from = go_live;
        while from < self.end {
            let until = (from + YEAR).min(self.end);
            let days = until - from;
            let mut count = self.extent.entries_per_year.saturating_mul(days.unsigned_abs())
                / YEAR.unsigned_abs();
            if until == self.end {
                count = count.saturating_sub(after_the_last_day);
            }
            let weights: Vec<u32> = (from..until)
                .map(|day| if self.diary.is_working(day) { WORKING_WEIGHT } else { 1 })
                .collect();
            for _ in 0..count {
                let day = from + self.chance.weighted(&weights) as Day;
                let second = self.message_second(day);
                self.put(instant(day, second), Step::Arrival, FileNumber::default(), 0);
            }
            from = until;
        }
    }

    /// Draws the second of the day at which a machine of a court sends.
    pub(crate) fn message_second(&mut self, day: Day) -> i32 {
        if self.diary.is_working(day) && self.chance.permille(850) {
            self.chance.between(8 * 3600, 19 * 3600)
        } else {
            self.chance.between(7 * 3600, 23 * 3600)
        }
    }

    /// A court act arrives: as a message, or on paper, which is entered when an office is open.
    pub(crate) fn arrive(&mut self, at: Millis, way: u32) {
        let on = day_of(at);
        if way == Way::Message as u32 && self.chance.permille(ON_PAPER) {
            let entered = self.minutes_later(at, 5, 300);
            self.put(entered, Step::Arrival, FileNumber::default(), Way::Paper as u32);
            return;
        }
        let is_paper = way == Way::Paper as u32;
        let mut order = self.draw_order(on);
        let (bearer, offence) = self.draw_bearer(at, order.domain);
        // A new act about somebody who was convicted again is about that offence.
        order.offence = offence.filter(|&day| day < order.passed).unwrap_or(order.offence);
        if !is_paper && self.chance.permille(FAULTY_MESSAGES) {
            self.send_faulty(at, bearer, order);
            return;
        }
        self.receive(at, bearer, order, is_paper);
    }

    /// Draws what a court ordered in an act that arrives on a day.
    fn draw_order(&mut self, on: Day) -> Order {
        let shares = DOMAINS.map(|(_, share)| share);
        let position = self.chance.weighted(&shares);
        let domain = DOMAINS.get(position).map_or(Domain::NonCustodial, |&(domain, _)| domain);
        self.order_of(domain, on)
    }

    /// Draws what a court ordered within a kind of work.
    pub(crate) fn order_of(&mut self, domain: Domain, on: Day) -> Order {
        let chance = &mut self.chance;
        let sentence = self.lists.draw_sentence(domain, chance);
        let range = self.lists.sentence(sentence).map_or((1, 1), |sentence| sentence.months);
        let months = chance.between(range.0, range.1);
        let late = draw_lateness(chance).min(months * 30 / LATE_PART);
        let in_force = on - late;
        let passed = in_force - chance.between(10, 32);
        let offence = passed - chance.between(30, 330);
        let until = self.months_after(in_force, months) - 1;
        Order { domain, sentence, months, offence, passed, in_force, until }
    }

    /// Returns an order as it is passed on that person.
    pub(crate) fn fit(&self, order: Order, resident: u32) -> Order {
        let born = self.population.find(resident).map_or(order.passed, |one| one.born);
        Order { sentence: self.lists.fit(order.sentence, (order.passed - born) / YEAR), ..order }
    }

    /// Draws whom an act is about, and for which offence if that is known.
    fn draw_bearer(&mut self, at: Millis, domain: Domain) -> (Bearer, Option<Day>) {
        if domain == Domain::NonCustodial
            && let Some((resident, offence)) = self.returning.pop_front()
        {
            return (Bearer::own(resident), Some(offence));
        }
        if self.chance.permille(DUPLICATES) {
            let resident = self.chance.below(self.population.count());
            let is_known = self.population.find(resident).is_some_and(|one| one.cases == 1);
            if is_known && !self.doubled.contains_key(&resident) {
                let with_number = self.chance.permille(DUPLICATES_WITH_NUMBER);
                let spelling = Spelling::vary(&mut self.chance);
                let bearer = Bearer { resident, spelling, with_number, is_duplicate: true };
                return (bearer, None);
            }
        }
        let settlement = self.territory.draw_settlement(&mut self.chance);
        let adult = matches!(domain, Domain::Penitentiary | Domain::PostRelease);
        let wanted = Wanted { on: day_of(at), at, settlement, adult };
        let resident = self.population.invent(wanted, &mut self.identifiers, &self.diary);
        (Bearer::own(resident), None)
    }

    /// A court sends a message that cannot be acted on, and a right one days later.
    fn send_faulty(&mut self, at: Millis, bearer: Bearer, order: Order) {
        let number = self.next_court_number();
        let kind = self.chance.below(3);
        if let Some(letter) = self.judgment(at, bearer, order, (number, 0)) {
            self.hand_in(at, &letter.with_fault(kind));
        }
        let days = self.chance.between(1, 4);
        let again = self.working_days_later(at, days);
        self.put(again, Step::Arrival, FileNumber::default(), Way::Again as u32);
    }

    /// Hands in a message and returns the identifiers that begin with it.
    pub(crate) fn hand_in(&mut self, at: Millis, letter: &Letter) -> (MessageId, PersonId, CaseId) {
        let actor = Actor::Agency(letter.sender.clone());
        self.take_in(at, letter, actor, None)
    }

    /// Enters an act that came on paper; the office of the person's residence does.
    fn enter_paper(
        &mut self,
        at: Millis,
        letter: &Letter,
        bearer: Bearer,
    ) -> (MessageId, PersonId, CaseId) {
        let office = self.residence(bearer.resident, day_of(at));
        let actor = self.actor(self.staffing.head(office));
        let stamped_on = self.diary.date(day_of(at));
        let paper = PaperAct { stamped_on, scan: [].into(), case: None };
        self.take_in(at, letter, actor, Some(paper))
    }

    fn take_in(
        &mut self,
        at: Millis,
        letter: &Letter,
        actor: Actor,
        paper: Option<PaperAct>,
    ) -> (MessageId, PersonId, CaseId) {
        let mut make = || self.identifiers.make(at);
        let (message, person, case) = (MessageId(make()), PersonId(make()), CaseId(make()));
        let receive = ReceiveMessage {
            message,
            sender: letter.sender.clone(),
            bytes: letter.bytes().into(),
            received_at: timestamp(at),
            paper,
            register: None,
            person,
            case,
        };
        self.emit(at, actor, Purpose::Intake, Command::Receive(receive));
        (message, person, case)
    }

    /// Counts an entry by what the matching says, by its lateness, kind of work and length.
    fn tally_entry(&mut self, on: Day, bearer: Bearer, order: Order, found: &Match) {
        self.tally(match found {
            Match::New if bearer.is_duplicate => "records: differing, taken for somebody new",
            Match::New => "records: somebody new",
            Match::Linked { .. } if bearer.is_duplicate => "records: differing, linked by number",
            Match::Linked { .. } => "records: known, linked by number",
            Match::Review { .. } if bearer.is_duplicate => "records: differing, left to a person",
            Match::Review { .. } => "records: known, left to a person",
        });
        self.tally(match on - order.in_force {
            ..=10 => "court acts within 10 days",
            11..=30 => "court acts after 11 to 30 days",
            _ => "court acts after more than 30 days",
        });
        self.tally(match order.domain {
            Domain::PreSentence => "entries: pre-sentence",
            Domain::NonCustodial => "entries: non-custodial",
            Domain::Penitentiary => "entries: penitentiary",
            Domain::PostRelease => "entries: post-release",
        });
        if self.lists.is_community_service(order.sentence) {
            self.tally("entries: community service");
        }
        let is_followed = matches!(order.domain, Domain::NonCustodial | Domain::PostRelease);
        if is_followed && on < crate::diary::number(self.extent.go_live) + 365 {
            self.tally("people followed, of those of the first year");
        }
        self.tally(if order.months <= 6 { "terms to 6 months" } else { "terms over 6 months" });
    }

    /// Returns the office of a person's residence on a day.
    pub(crate) fn residence(&self, resident: u32, on: Day) -> OfficeNumber {
        let settlement = self.population.find(resident).map_or(0, |one| one.settlement);
        self.territory.settlement(settlement).map_or(0, |place| place.office(on))
    }

    /// Receives a judgment and plans what follows from it.
    pub(crate) fn receive(&mut self, at: Millis, bearer: Bearer, order: Order, is_paper: bool) {
        let order = self.fit(order, bearer.resident);
        let number = self.next_court_number();
        let duties = self.draw_duties(order.domain) | self.draw_watched(order);
        let Some(letter) = self.judgment(at, bearer, order, (number, duties)) else { return };
        let found = self.whose(bearer);
        self.tally_entry(day_of(at), bearer, order, &found);
        let (message, new_person, case) = if is_paper {
            self.enter_paper(at, &letter, bearer)
        } else {
            self.hand_in(at, &letter)
        };
        let (identity, standing) = match &found {
            Match::New => (new_person, Standing::Open),
            Match::Linked { person, .. } => (*person, Standing::Open),
            Match::Review { candidates } => {
                let likest = candidates.first().map(|candidate| candidate.person);
                (likest.unwrap_or(new_person), Standing::Awaited)
            }
        };
        self.remember(bearer, identity, &found);
        let mut supervision = self.supervise(bearer.resident, order, day_of(at));
        supervision.case = case;
        supervision.identity = identity;
        supervision.message = message;
        supervision.number = number;
        supervision.spelling = bearer.spelling;
        supervision.with_number = bearer.with_number;
        supervision.duties = duties;
        supervision.standing = standing;
        supervision.is_counted_in_hours = self.lists.is_community_service(order.sentence);
        supervision.version = u32::from(standing == Standing::Open);
        let file = self.files.open(supervision);
        match standing {
            Standing::Awaited => {
                let days = self.chance.between(1, 3);
                let then = self.working_days_later(at, days);
                self.put(then, Step::Review, file, 0);
            }
            _ => self.await_allocation(at, file),
        }
    }

    /// Draws the duties that a court sets; there are none before the sentence and in prison.
    pub(crate) fn draw_duties(&mut self, domain: Domain) -> u64 {
        match domain {
            Domain::PreSentence | Domain::Penitentiary => 0,
            Domain::NonCustodial | Domain::PostRelease => self.lists.draw_duties(&mut self.chance),
        }
    }

    /// Begins to remember a case; the identifiers are still to be set.
    pub(crate) fn supervise(&mut self, resident: u32, order: Order, received: Day) -> Supervision {
        let office = self.residence(resident, received);
        let chance = &mut self.chance;
        let risk = [Risk::Low, Risk::Medium, Risk::High]
            .get(chance.weighted(&RISKS))
            .copied()
            .unwrap_or(Risk::Low);
        // A third of the clients miss three times as often as the others.
        let reliable = chance.permille(670);
        let habit = absence(risk) * if reliable { 6 } else { 18 } / 10;
        Supervision {
            case: CaseId(uuid::Uuid::nil()),
            resident,
            identity: PersonId(uuid::Uuid::nil()),
            message: MessageId(uuid::Uuid::nil()),
            number: 0,
            spelling: Spelling::Register,
            with_number: true,
            court: office,
            office,
            officer: None,
            domain: order.domain,
            sentence: order.sentence,
            offence_before: order.offence,
            passed: order.passed,
            from: order.in_force,
            until: order.until,
            received,
            risk,
            assessed: false,
            registered: false,
            habit,
            version: 1,
            planned: None,
            breaches: Vec::new(),
            pending: None,
            standing: Standing::Open,
            last_met: Day::MIN,
            duties: 0,
            is_extended: false,
            was_submitted: false,
            asked_duty: 0,
            suspended: 0,
            is_counted_in_hours: false,
            work_left: 0,
            offence: None,
        }
    }

    /// Somebody says whose the record is, and the case is opened.
    pub(crate) fn review(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        supervision.standing = Standing::Open;
        supervision.version = 1;
        supervision.received = supervision.received.min(day_of(at));
        let (message, identity, case, office) =
            (supervision.message, supervision.identity, supervision.case, supervision.office);
        let reason = words::sentence(Topic::Identity, "ru", &mut self.chance);
        let decide = DecideReview { identity: Identity::Same(identity), reason };
        let actor = self.actor(self.staffing.head(office));
        let command = Command::DecideReview { message, decide, case };
        self.emit(at, actor, Purpose::Identification, command);
        self.await_allocation(at, file);
    }

    fn await_allocation(&mut self, at: Millis, file: FileNumber) {
        let count = if self.chance.permille(820) { 0 } else { self.chance.between(1, 2) };
        let then = if count == 0 {
            self.minutes_later(at, 20, 400)
        } else {
            self.working_days_later(at, count)
        };
        self.put(then, Step::Allocate, file, 0);
        if self.chance.permille(RESTRICTED) {
            let restricted = self.minutes_later(then, 1, 60);
            self.put(restricted, Step::Restrict, file, 0);
        }
        self.plan_course(at, file);
    }

    /// A head gives the case to whoever carries least.
    pub(crate) fn allocate(&mut self, at: Millis, file: FileNumber) {
        let given = self.give(at, file, AllocationReason::LowestCaseload);
        if given.is_none() {
            return;
        }
        let Some(supervision) = self.files.find(file) else { return };
        let (received, office) = (supervision.received, supervision.office);
        if supervision.registered {
            let then = self.minutes_later(at, 15, 240);
            self.put(then, Step::Arrange, file, Errand::Again as u32);
            return;
        }
        let is_late = self.chance.permille(self.practice.of(office).interview_late);
        let days = if is_late { self.chance.between(4, 9) } else { self.chance.between(1, 3) };
        let day = self.diary.working_after(received, days);
        let soon = self.minutes_later(at, 15, 180);
        let then = self.office_hour(day).max(soon);
        self.put(then, Step::Register, file, 0);
    }

    /// A head restricts a case to those who work on it.
    pub(crate) fn restrict(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        let head = self.staffing.head(supervision.office);
        let words = "Доступ ограничен; обратитесь к начальнику отдела.".to_owned();
        let act = CaseAct::Restrict(RestrictCase { restricted: true, words });
        self.act(at, head, file, act);
    }

    pub(crate) fn next_court_number(&mut self) -> u32 {
        self.court_number += 1;
        self.court_number
    }

    /// Returns the day so many months after a day.
    pub(crate) fn months_after(&self, day: Day, months: i32) -> Day {
        let later = self.diary.date(day).checked_add(jiff::Span::new().months(months));
        later.map_or(day, crate::diary::number)
    }
}

/// Draws the days from the entry into force of an act to its arrival.
pub(crate) fn draw_lateness(chance: &mut Chance) -> i32 {
    let shares = ARRIVAL.map(|(_, _, share)| share);
    let (least, most, _) = ARRIVAL.get(chance.weighted(&shares)).copied().unwrap_or_default();
    // Long delays get rarer with their length.
    chance.between(least, most).min(chance.between(least, most))
}
