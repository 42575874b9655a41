//! Offices, courts and settlements of the invented country, by their codes.
//!
//! The code lists are data of the exchange wing; this is what the generator needs of them.
//! People live in settlements, and a settlement belongs to one office on each day: when a
//! territory is split, its settlements go over to the new office, and with them the open cases.

use bagyt_core::identity::OfficeCode;
use bagyt_exchange::codes::Codes;

use crate::chance::Chance;
use crate::diary::{Day, number};

/// Position of an office in [`Territory::offices`].
pub(crate) type OfficeNumber = u8;

/// An office of probation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    /// Its code.
    pub code: OfficeCode,
    /// Code of its region.
    pub region: String,
    /// Position of the interregional department above it in [`Territory::houses`].
    pub department: u8,
    /// How many people work in it.
    pub posts: u16,
    /// The first day on which it exists.
    pub since: Day,
    /// The court whose acts it executes, by its code.
    pub court: String,
}

/// A place where people live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settlement {
    /// Its code.
    pub code: String,
    /// Thousands of residents.
    pub residents: u32,
    /// The offices it belongs to, each from a day on, oldest first.
    pub offices: Vec<(Day, OfficeNumber)>,
}

impl Settlement {
    /// Returns the office to which it belongs on a day.
    pub(crate) fn office(&self, on: Day) -> OfficeNumber {
        let belongs = self.offices.iter().rev().find(|&&(since, _)| since <= on);
        belongs.or(self.offices.first()).map_or(0, |&(_, office)| office)
    }
}

/// Headquarters or an interregional department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct House {
    /// Its code.
    pub code: OfficeCode,
    /// How many people work in it.
    pub posts: u16,
}

/// A settlement goes over to another office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// The first day of the new order.
    pub on: Day,
    /// Position of the settlement.
    pub settlement: u16,
}

/// The places and agencies of the country.
#[derive(Clone, Debug, Default)]
pub(crate) struct Territory {
    /// Offices of probation, by code.
    pub offices: Vec<Office>,
    /// Settlements, by code.
    pub settlements: Vec<Settlement>,
    /// Headquarters first, then the interregional departments.
    pub houses: Vec<House>,
}

impl Territory {
    /// Reads the territory off the code lists, with the offices whose code begins with `prefix`
    /// and the settlements that belonged to them all along.
    pub(crate) fn new(codes: &Codes, prefix: &str) -> Self {
        let departments: Vec<&String> = codes.departments.keys().collect();
        let department_of = |region: &str| {
            let above = codes.regions.get(region).map(|region| &region.department);
            let place = departments.iter().position(|&code| Some(code) == above);
            place.map_or(1, |place| u8::try_from(place + 1).unwrap_or(u8::MAX))
        };
        let offices: Vec<Office> = codes
            .offices
            .values()
            .filter(|office| office.code.0.starts_with(prefix))
            .enumerate()
            .map(|(place, office)| Office {
                code: office.code.clone(),
                region: office.region.clone(),
                department: department_of(&office.region),
                posts: u16::try_from(office.posts).unwrap_or(u16::MAX),
                since: number(office.opened_on),
                court: court_of(codes, &office.region, place),
            })
            .collect();
        let settlements = settlements(codes, &offices);
        let headquarters = House {
            code: OfficeCode(codes.service.code.clone()),
            posts: posts(codes.service.posts),
        };
        let departments = codes.departments.values().map(|department| House {
            code: OfficeCode(department.code.clone()),
            posts: posts(department.posts),
        });
        let houses = std::iter::once(headquarters).chain(departments).collect();
        Territory { offices, settlements, houses }
    }

    /// Returns an office.
    pub(crate) fn office(&self, number: OfficeNumber) -> Option<&Office> {
        self.offices.get(usize::from(number))
    }

    /// Returns a settlement.
    pub(crate) fn settlement(&self, number: u16) -> Option<&Settlement> {
        self.settlements.get(usize::from(number))
    }

    /// Returns the settlements that go over to another office after `after` and up to `until`.
    pub(crate) fn splits(&self, after: Day, until: Day) -> Vec<Split> {
        let mut splits = Vec::new();
        for (settlement, place) in (0..).zip(&self.settlements) {
            let later = place.offices.iter().skip(1).map(|&(on, _)| on);
            let within = later.filter(|&on| after < on && on <= until);
            splits.extend(within.map(|on| Split { on, settlement }));
        }
        splits
    }

    /// Draws a settlement, each as likely as it has residents.
    pub(crate) fn draw_settlement(&self, chance: &mut Chance) -> u16 {
        let weights: Vec<u32> = self.settlements.iter().map(|place| place.residents).collect();
        chance.weighted(&weights) as u16
    }

    /// Draws a settlement that belongs to an office on a day; none where it has none.
    pub(crate) fn draw_settlement_of(
        &self,
        office: OfficeNumber,
        on: Day,
        chance: &mut Chance,
    ) -> Option<u16> {
        let belongs = |place: &Settlement| place.office(on) == office;
        let weight = |place: &Settlement| if belongs(place) { place.residents.max(1) } else { 0 };
        let weights: Vec<u32> = self.settlements.iter().map(weight).collect();
        let drawn = chance.weighted(&weights);
        self.settlements.get(drawn).filter(|place| belongs(place)).map(|_| drawn as u16)
    }
}

fn posts(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Chooses a court of the region, so that neighbouring offices have different ones.
fn court_of(codes: &Codes, region: &str, place: usize) -> String {
    let of_region = codes.courts.values().filter(|court| court.region == region);
    let found: Vec<&String> = of_region.map(|court| &court.code).collect();
    let chosen = found.get(place % found.len().max(1)).copied();
    chosen.or(codes.courts.keys().next()).cloned().unwrap_or_default()
}

fn settlements(codes: &Codes, offices: &[Office]) -> Vec<Settlement> {
    let number_of = |code: &OfficeCode| {
        let place = offices.iter().position(|office| office.code == *code)?;
        OfficeNumber::try_from(place).ok()
    };
    let read = |settlement: &bagyt_exchange::codes::Settlement| {
        let spells = settlement.offices.iter();
        let offices: Option<Vec<_>> =
            spells.map(|spell| Some((number(spell.from), number_of(&spell.office)?))).collect();
        Some(Settlement {
            code: settlement.code.clone(),
            residents: settlement.residents_thousand,
            offices: offices?,
        })
    };
    codes.settlements.values().filter_map(read).collect()
}
