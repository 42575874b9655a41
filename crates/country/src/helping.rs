//! Help for clients: the registers of services and employers that each office keeps, and who is
//! offered what after a first assessment.
//!
//! The chances of help are drawn from a stream of their own, so that a country with more or less
//! help is otherwise the same country.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_app::command::{CaseAct, Command, EmployerAct, ServiceAct, SupportAct};
use bagyt_casework::codes::{Domain, EmployerKind, Need, OfferKind, Role, ServiceKind};
use bagyt_casework::employer::{DescribeEmployer, OfferVacancy};
use bagyt_casework::service::DescribeService;
use bagyt_core::command::Purpose;
use bagyt_core::identity::{EmployerId, ServiceId};
use bagyt_core::money::Money;
use uuid::Uuid;

use crate::chance::{Chance, Permille};
use crate::country::{Country, Step};
use crate::diary::{CLOSING, Day, Millis, OPENING, day_of, instant};
use crate::identifier::Identifiers;
use crate::staffing::WorkerNumber;
use crate::supervision::{FileNumber, Standing};
use crate::territory::OfficeNumber;
use crate::words::{self, Topic};

/// First assessments after which the client is referred to a service.
const REFERRED: Permille = 150;
/// First assessments after which a client who needs work is sent to an employer.
const SENT_TO_WORK: Permille = 120;
/// First assessments after which the client is enrolled in a programme.
const ENROLLED: Permille = 25;
/// First assessments after which a specialist is asked, where the office has one.
const ASKED: Permille = 40;

/// What an office's register of services holds.
const SERVICES: [(ServiceKind, &str, &str, &[Need]); 5] = [
    (
        ServiceKind::LocalExecutive,
        "Айыл өкмөтү, социальный отдел",
        "здание айыл өкмөтү, кабинет 4",
        &[Need::Accommodation, Need::Finances, Need::Family],
    ),
    (
        ServiceKind::Employment,
        "Центр занятости населения",
        "районная администрация, первый этаж",
        &[Need::Employment, Need::Education],
    ),
    (
        ServiceKind::Health,
        "Центр семейной медицины",
        "регистратура, окно 2",
        &[Need::Health, Need::MentalHealth, Need::Alcohol, Need::Drugs],
    ),
    (ServiceKind::Papers, "Центр обслуживания населения", "зал приёма", &[Need::Documents]),
    (
        ServiceKind::Ngo,
        "Общественный фонд «Бирге»",
        "у автовокзала",
        &[Need::Family, Need::Violence, Need::Alcohol],
    ),
];

/// An employer with its vacancy: the profession, how many places, the wage of a month in soms.
struct Offer {
    kind: EmployerKind,
    name: &'static str,
    offers: OfferKind,
    profession: &'static str,
    places: u16,
    soms: Option<i64>,
}

/// What an office's register of employers holds.
const EMPLOYERS: [Offer; 3] = [
    Offer {
        kind: EmployerKind::State,
        name: "Коммунальное хозяйство",
        offers: OfferKind::Job,
        profession: "рабочий по благоустройству",
        places: 12,
        soms: Some(18_000),
    },
    Offer {
        kind: EmployerKind::Farm,
        name: "Крестьянское хозяйство «Береке»",
        offers: OfferKind::Job,
        profession: "разнорабочий",
        places: 8,
        soms: Some(21_000),
    },
    Offer {
        kind: EmployerKind::School,
        name: "Профессиональный лицей",
        offers: OfferKind::Course,
        profession: "сварщик, вечерний курс",
        places: 20,
        soms: None,
    },
];

/// A vacancy, and how many of its places nobody was promised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vacancy {
    pub(crate) employer: EmployerId,
    pub(crate) vacancy: Uuid,
    pub(crate) left: u16,
}

/// What comes next in a piece of help; `version` is that of its first entry in the case.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Help {
    Answer { version: u32 },
    Start { version: u32 },
    Review { version: u32 },
    End { version: u32 },
    JobAnswer { version: u32, vacancy: usize },
    JobCheck { version: u32, began: Day, months: u16 },
    Attend { version: u32, left: u16 },
    SpecialistAnswer { version: u32, worker: WorkerNumber },
    Session { version: u32, worker: WorkerNumber, left: u16 },
    SessionOver { version: u32, worker: WorkerNumber, session: u32, left: u16 },
}

/// What the generator remembers of help.
#[derive(Debug)]
pub(crate) struct Helping {
    pub(crate) chance: Chance,
    pub(crate) identifiers: Identifiers,
    pub(crate) plans: Vec<Help>,
    pub(crate) services: BTreeMap<OfficeNumber, Vec<(ServiceId, &'static [Need])>>,
    pub(crate) vacancies: Vec<Vacancy>,
    /// Positions in `vacancies`, by office.
    pub(crate) offers: BTreeMap<OfficeNumber, Vec<usize>>,
    /// Hours in which a specialist has a session.
    pub(crate) sessions: BTreeSet<(WorkerNumber, Day, i32)>,
}

impl Helping {
    /// Opens the registers of a seed; they are empty.
    pub(crate) fn new(seed: u64) -> Self {
        Helping {
            chance: Chance::new(seed, 0x4e),
            identifiers: Identifiers::of(seed, 0x4f),
            plans: Vec::new(),
            services: BTreeMap::new(),
            vacancies: Vec::new(),
            offers: BTreeMap::new(),
            sessions: BTreeSet::new(),
        }
    }
}

impl Country {
    /// An office enters the services and employers of its district.
    pub(crate) fn enter_services(&mut self, at: Millis, office: u32) {
        let office = OfficeNumber::try_from(office).unwrap_or_default();
        let actor = self.actor(self.staffing.head(office));
        let (described, code) = (self.on(day_of(at)), self.office_code(office));
        for (kind, name, place, needs) in SERVICES {
            let service = ServiceId(self.helping.identifiers.make(at));
            let describe = DescribeService {
                described,
                office: code.clone(),
                kind,
                needs: needs.to_vec(),
                name: name.to_owned(),
                place: place.to_owned(),
                contact: String::new(),
            };
            let act = ServiceAct::Describe(describe);
            self.emit(at, actor.clone(), Purpose::Supervision, Command::InService { service, act });
            self.helping.services.entry(office).or_default().push((service, needs));
        }
        for offer in &EMPLOYERS {
            self.enter_employer(at, office, offer);
        }
    }

    fn enter_employer(&mut self, at: Millis, office: OfficeNumber, offer: &Offer) {
        let actor = self.actor(self.staffing.head(office));
        let on = self.on(day_of(at));
        let employer = EmployerId(self.helping.identifiers.make(at));
        let vacancy = self.helping.identifiers.make(at);
        let describe = DescribeEmployer {
            described: on,
            office: self.office_code(office),
            kind: offer.kind,
            agreement_on: None,
            name: offer.name.to_owned(),
            place: "районный центр".to_owned(),
            contact: String::new(),
        };
        let vacant = OfferVacancy {
            offered: on,
            vacancy,
            kind: offer.offers,
            places: offer.places,
            wage: offer.soms.map(|soms| Money(soms * 100)),
            until_on: None,
            name: offer.profession.to_owned(),
        };
        for act in [EmployerAct::Describe(describe), EmployerAct::Offer(vacant)] {
            let command = Command::InEmployer { employer, act };
            self.emit(at, actor.clone(), Purpose::Supervision, command);
        }
        let position = self.helping.vacancies.len();
        self.helping.vacancies.push(Vacancy { employer, vacancy, left: offer.places });
        self.helping.offers.entry(office).or_default().push(position);
    }

    /// Offers help after a first assessment, most clients none.
    pub(crate) fn offer_help(&mut self, at: Millis, file: FileNumber, needs: &[Need]) {
        let Some(supervision) = self.running(file) else { return };
        let (office, domain) = (supervision.office, supervision.domain);
        if domain == Domain::Penitentiary || !self.helping.services.contains_key(&office) {
            return;
        }
        if self.helping.chance.permille(REFERRED) {
            self.refer(at, file, needs);
        }
        if needs.contains(&Need::Employment) && self.helping.chance.permille(SENT_TO_WORK) {
            self.send_to_work(at, file);
        }
        if self.helping.chance.permille(ENROLLED) {
            self.enrol(at, file, needs);
        }
        let role = match needs.contains(&Need::MentalHealth) {
            true => Role::Psychologist,
            false => Role::SocialWorker,
        };
        if let Some(worker) = self.staffing.of_role(office, role)
            && self.helping.chance.permille(ASKED)
        {
            self.ask_specialist(at, file, worker);
        }
    }

    /// Does what comes next in a piece of help, unless the case is over or stands still.
    pub(crate) fn help(&mut self, at: Millis, file: FileNumber, plan: u32) {
        let plan = self.helping.plans.get(plan as usize).copied();
        let is_open = self.running(file).is_some_and(|one| one.standing == Standing::Open);
        let (Some(plan), true) = (plan, is_open) else { return };
        match plan {
            Help::Answer { version } => self.answer_referral(at, file, version),
            Help::Start { version } => self.start_at_service(at, file, version),
            Help::Review { version } => self.review_referral(at, file, version),
            Help::End { version } => self.end_referral(at, file, version),
            Help::JobAnswer { version, vacancy } => self.answer_job(at, file, (version, vacancy)),
            Help::JobCheck { version, began, months } => {
                self.check_job(at, file, (version, began, months));
            }
            Help::Attend { version, left } => self.attend(at, file, (version, left)),
            Help::SpecialistAnswer { version, worker } => {
                self.specialist_answers(at, file, (version, worker));
            }
            Help::Session { version, worker, left } => {
                self.arrange_session(at, file, (version, worker, left));
            }
            Help::SessionOver { version, worker, session, left } => {
                self.record_session(at, file, (version, worker), (session, left));
            }
        }
    }

    /// Plans what comes next for some day on, in office hours.
    pub(crate) fn plan_help(&mut self, day: Day, file: FileNumber, help: Help) {
        let second = self.helping.chance.between(OPENING, CLOSING - 1);
        self.plan_help_at(instant(self.diary.working_from(day), second), file, help);
    }

    /// Plans what comes next for an instant.
    pub(crate) fn plan_help_at(&mut self, at: Millis, file: FileNumber, help: Help) {
        let plan = u32::try_from(self.helping.plans.len()).unwrap_or(u32::MAX);
        self.helping.plans.push(help);
        self.put(at, Step::Help, file, plan);
    }

    /// Does something to help in a case and returns its version.
    pub(crate) fn support(
        &mut self,
        at: Millis,
        worker: Option<WorkerNumber>,
        file: FileNumber,
        act: SupportAct,
    ) -> Option<u32> {
        self.act(at, worker, file, CaseAct::Support(act))
    }

    /// Writes a sentence about help in the client's language.
    pub(crate) fn words_of_help(&mut self, file: FileNumber, topic: Topic) -> String {
        let resident = self.files.find(file).map(|supervision| supervision.resident);
        let resident = resident.and_then(|number| self.population.find(number));
        let language = resident.map_or("ru", |resident| resident.language);
        words::sentence(topic, language, &mut self.helping.chance)
    }
}
