//! How the open cases of the country stand to the campaigns, kept in memory.
//!
//! A page counts thousands of cases. What the campaigns ask of them is read once; after that only
//! the cases in whose streams something was written since are read anew, and a new day or other
//! tables have every answer worked out again from the facts that are kept. Whose cases a reader sees
//! is decided when they are counted: nothing here is anybody's view.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use bagyt_core::law::campaign::{Campaign, CampaignFacts, Damage, HeldAttribute, Verdict};
use bagyt_store::query::{self, CampaignCase, HeldRow, Scope};
use jiff::civil::Date;

use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::tables::Tables;
use crate::user::User;

/// Streams that are read anew one by one; after more entries everything is.
const CHANGED_MAX: usize = 2_000;

/// The register as it was last read.
#[derive(Default)]
pub(crate) struct CampaignRegister(Mutex<Option<Arc<Register>>>);

/// How the open cases stood at a position of the journal, on a day, under tables.
#[derive(Clone)]
pub(super) struct Register {
    position: u64,
    day: Date,
    tables: Arc<Tables>,
    /// By the last day of the term, then by stream: the order of the lists.
    cases: BTreeMap<(Date, i64), Arc<Standing>>,
    /// Where the case of a stream stands.
    places: HashMap<i64, Date>,
}

/// How one case stands.
pub(super) struct Standing {
    facts: CampaignCase,
    /// By campaign, in the order of the tables.
    verdicts: Vec<Verdict>,
}

impl Standing {
    fn of(facts: CampaignCase, tables: &Tables, day: Date) -> Standing {
        let of_case = facts_of(&facts);
        let campaigns = tables.pack().campaigns().iter();
        let verdicts = campaigns.map(|campaign| campaign.verdict(&of_case, day)).collect();
        Standing { facts, verdicts }
    }

    pub(super) fn case(&self) -> CaseId {
        self.facts.case_id
    }

    pub(super) fn office(&self) -> &OfficeCode {
        &self.facts.office
    }

    /// How it stands to the campaign of that place in the tables.
    pub(super) fn verdict(&self, campaign: usize) -> Option<Verdict> {
        self.verdicts.get(campaign).copied()
    }

    /// How it stands to a campaign that is in no table yet.
    pub(super) fn verdict_under(&self, campaign: &Campaign, day: Date) -> Verdict {
        campaign.verdict(&facts_of(&self.facts), day)
    }
}

/// Whose cases are counted.
pub(super) struct Seen<'s> {
    officer: Option<StaffId>,
    offices: Option<BTreeSet<&'s str>>,
    excluded: &'s BTreeSet<CaseId>,
}

impl<'s> Seen<'s> {
    /// The cases of a scope without those of which the reader may not know.
    pub(super) fn of(user: &'s User, scope: &'s Scope) -> Seen<'s> {
        let code = |office: &'s OfficeCode| office.0.as_str();
        let offices = match scope {
            Scope::Office(office) => Some(BTreeSet::from([code(office)])),
            Scope::Offices(offices) => Some(offices.iter().map(code).collect()),
            Scope::Officer(_) | Scope::Case(_) | Scope::Everything => None,
        };
        let officer = match scope {
            Scope::Officer(officer) => Some(*officer),
            _ => None,
        };
        Seen { officer, offices, excluded: &user.own_access.excluded }
    }

    fn holds(&self, case: &CampaignCase) -> bool {
        let is_own = self.officer.is_none_or(|officer| case.officer == Some(officer));
        let is_here = |offices: &BTreeSet<&str>| offices.contains(case.office.0.as_str());
        is_own
            && self.offices.as_ref().is_none_or(is_here)
            && !self.excluded.contains(&case.case_id)
    }
}

impl Register {
    /// The cases that somebody sees, those with the earliest last day first.
    pub(super) fn seen<'r>(&'r self, seen: &'r Seen<'_>) -> impl Iterator<Item = &'r Standing> {
        self.cases.values().map(Arc::as_ref).filter(|case| seen.holds(&case.facts))
    }

    fn read(app: &App, online: &Online<'_>) -> Result<Register, Failure> {
        let (tables, day) = (app.tables(), app.today());
        let position = online.reader.head().map_err(Failure::outage)?.seq;
        let mut register =
            Register { position, day, tables, cases: BTreeMap::new(), places: HashMap::new() };
        register.take(query::campaign_cases(&online.reader, None).map_err(Failure::outage)?);
        Ok(register)
    }

    fn take(&mut self, cases: Vec<CampaignCase>) {
        for facts in cases {
            let place = (facts.term_until, facts.stream_no);
            self.places.insert(place.1, place.0);
            let standing = Standing::of(facts, &self.tables, self.day);
            self.cases.insert(place, Arc::new(standing));
        }
    }

    /// Reads the cases anew in whose streams something was written since; nothing where there are
    /// too many of them.
    fn caught_up(
        mut self,
        online: &Online<'_>,
        position: u64,
    ) -> Result<Option<Register>, Failure> {
        let reader = &online.reader;
        let changed = query::streams_changed_since(reader, self.position, CHANGED_MAX);
        let Some(changed) = changed.map_err(Failure::outage)? else { return Ok(None) };
        let cases = query::campaign_cases(reader, Some(&changed)).map_err(Failure::outage)?;
        for stream in changed {
            if let Some(until) = self.places.remove(&stream) {
                self.cases.remove(&(until, stream));
            }
        }
        self.take(cases);
        self.position = position;
        Ok(Some(self))
    }

    /// Works every answer out again, on another day or under other tables.
    fn judged(mut self, tables: Arc<Tables>, day: Date) -> Register {
        for standing in self.cases.values_mut() {
            *standing = Arc::new(Standing::of(standing.facts.clone(), &tables, day));
        }
        (self.tables, self.day) = (tables, day);
        self
    }
}

impl App {
    /// Returns how the open cases stand to the campaigns now.
    pub(super) fn campaign_register(&self, online: &Online<'_>) -> Result<Arc<Register>, Failure> {
        let (tables, day) = (self.tables(), self.today());
        let position = online.reader.head().map_err(Failure::outage)?.seq;
        let slot = || self.campaigns.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = slot().clone();
        let Some(kept) = kept else {
            let register = Arc::new(Register::read(self, online)?);
            *slot() = Some(Arc::clone(&register));
            return Ok(register);
        };
        let is_of_today = kept.day == day && Arc::ptr_eq(&kept.tables, &tables);
        // Another reader may have caught up further than this snapshot sees.
        if is_of_today && position <= kept.position {
            return Ok(kept);
        }
        // Worked on without the lock: nobody waits for another's catching up.
        let mut register = Register::clone(&kept);
        if register.position < position {
            register = match register.caught_up(online, position)? {
                Some(register) => register,
                None => Register::read(self, online)?,
            };
        }
        if register.day != day || !Arc::ptr_eq(&register.tables, &tables) {
            register = register.judged(tables, day);
        }
        let register = Arc::new(register);
        let mut slot = slot();
        if slot.as_ref().is_none_or(|other| other.position <= register.position) {
            *slot = Some(Arc::clone(&register));
        }
        Ok(register)
    }
}

fn facts_of(case: &CampaignCase) -> CampaignFacts<'_> {
    let number = |number: i64| u32::try_from(number).unwrap_or(0);
    let held = |(code, from, until): &HeldRow| HeldAttribute {
        code: code.clone(),
        from: *from,
        until: *until,
    };
    CampaignFacts {
        measure: &case.measure,
        article_group: &case.article_group,
        risk: case.risk.as_deref(),
        violations: number(case.violations),
        term_from: case.term_from,
        term_until: case.term_until,
        age: number(case.age),
        opened_on: case.opened_on,
        sex: &case.sex,
        attributes: case.attributes.iter().map(held).collect(),
        damage: case.damage.map(|(owed, paid)| Damage { owed, paid }),
    }
}
