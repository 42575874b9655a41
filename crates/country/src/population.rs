//! The people of the invented country who come before its courts.
//!
//! Nobody here lives: names are drawn from lists, numbers have the structure of Kyrgyz ones (sex,
//! birth date, five digits) and telephone numbers a country code that is given to nobody. Ages,
//! sexes and languages follow shares that are assumed, with 12 per cent of women and 2 of minors.
//!
//! Invariant: two people with the same birth date share neither given name nor surname, nor has one
//! the given name that stands in the other's surname; so a record is like another only where
//! [`Spelling`] makes it so on purpose.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use bagyt_casework::codes::Sex;
use bagyt_core::identity::PersonId;
use bagyt_exchange::name as exchange;
use bagyt_exchange::number::is_one_digit_off;
use jiff::civil::Date;

use crate::chance::{Chance, Permille};
use crate::diary::{Day, Diary, Millis};
use crate::identifier::Identifiers;
use crate::identity::names_of;
use crate::names::spelling::Spelling;
use crate::names::{Custom, Name, NameKey};

/// Women among clients.
const WOMEN: Permille = 120;

/// People without a national number: foreigners, stateless people, papers never made.
const WITHOUT_NUMBER: Permille = 35;

/// Years of age with their weights: from, to (both included), weight in permille. About 2 per
/// cent are minors.
const AGES: [(i32, i32, u32); 7] = [
    (15, 17, 20),
    (18, 20, 90),
    (21, 24, 130),
    (25, 34, 330),
    (35, 44, 250),
    (45, 59, 145),
    (60, 74, 35),
];

/// The ages of people who leave prison or are supervised after it: no minors.
const ADULTS: std::ops::Range<usize> = 1..7;

/// A person, as compact as fifty thousand of them ask for.
#[derive(Clone, Debug)]
pub(crate) struct Resident {
    /// The identifier under which the person's record is kept.
    pub id: PersonId,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub born: Day,
    /// Name in the population register.
    pub key: NameKey,
    /// The language in which the person is spoken to.
    pub language: &'static str,
    /// Citizenship, two letters.
    pub citizenship: &'static str,
    /// Position of the home settlement in the list of the territory.
    pub settlement: u16,
    /// How many cases of the person the service has or had.
    pub cases: u8,
    /// House and street, drawn once; the telephone number too.
    home: u32,
    /// The last five digits of the national number; none where there is no number.
    serial: Option<u32>,
}

impl Resident {
    /// Returns the national number: sex, day, month and year of birth, five digits.
    pub(crate) fn national_number(&self, diary: &Diary) -> Option<String> {
        let born = diary.date(self.born);
        let sex = match self.sex {
            Sex::Female => 1,
            Sex::Male => 2,
        };
        let serial = self.serial?;
        let (day, month, year) = (born.day(), born.month(), born.year());
        Some(format!("{sex}{day:02}{month:02}{year:04}{serial:05}"))
    }

    /// Says whether the person has a national number.
    pub(crate) fn has_number(&self) -> bool {
        self.serial.is_some()
    }

    /// Returns the name in a spelling.
    pub(crate) fn name(&self, spelling: Spelling) -> Name {
        spelling.write(self.key, self.sex)
    }

    /// Returns street and house.
    pub(crate) fn address(&self) -> String {
        let street = STREETS.get(self.home as usize % STREETS.len()).copied().unwrap_or_default();
        let house = self.home / 64 % 140 + 1;
        match self.home % 5 {
            0 | 1 => format!("{street}, {house}"),
            _ => format!("{street}, {house}, кв. {}", self.home / 8192 % 90 + 1),
        }
    }

    /// Returns the telephone number, under a country code that is given to nobody.
    pub(crate) fn phone(&self) -> Option<String> {
        let number = self.home.wrapping_mul(2_654_435_761) % 10_000_000;
        (!self.home.is_multiple_of(9)).then(|| format!("+999 {number:07}"))
    }
}

/// Streets that stand in every town of the country.
const STREETS: [&str; 16] = [
    "Абрикосовая улица",
    "Базарная улица",
    "Библиотечная улица",
    "Вокзальная улица",
    "Заречная улица",
    "Мельничная улица",
    "Ореховая улица",
    "Садовая улица",
    "Тополиная улица",
    "Школьная улица",
    "Алма көчөсү",
    "Булак көчөсү",
    "Достук көчөсү",
    "Жаштык көчөсү",
    "Тегирмен көчөсү",
    "Чынар көчөсү",
];

/// Draws of a birth date; the last stands whatever it is.
const DRAWS_MAX: u32 = 64;

/// What is known of a person before one is invented.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// The day on which the age counts.
    pub on: Day,
    /// The instant at which the record begins.
    pub at: Millis,
    /// Position of the home settlement.
    pub settlement: u16,
    /// Whether only adults are asked for.
    pub adult: bool,
}

/// Everybody who was invented so far.
#[derive(Clone, Debug)]
pub(crate) struct Population {
    chance: Chance,
    people: Vec<Resident>,
    likenesses: Likenesses,
}

impl Population {
    /// Opens the register of a seed; nobody is in it.
    pub(crate) fn new(seed: u64) -> Self {
        Population {
            chance: Chance::new(seed, 0x90),
            people: Vec::new(),
            likenesses: Likenesses::default(),
        }
    }

    /// Returns a person by number.
    pub(crate) fn find(&self, number: u32) -> Option<&Resident> {
        self.people.get(number as usize)
    }

    /// Returns a person by number, to be changed.
    pub(crate) fn find_mut(&mut self, number: u32) -> Option<&mut Resident> {
        self.people.get_mut(number as usize)
    }

    /// Returns how many people there are.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap_or(u32::MAX)
    }

    /// Invents a person and returns their number.
    pub(crate) fn invent(
        &mut self,
        wanted: Wanted,
        identifiers: &mut Identifiers,
        diary: &Diary,
    ) -> u32 {
        let chance = &mut self.chance;
        let sex = if chance.permille(WOMEN) { Sex::Female } else { Sex::Male };
        let custom = invent_custom(chance);
        let key = NameKey::invent(custom, sex, chance);
        let foreign = chance.permille(12);
        let citizenship = match (foreign, custom) {
            (false, _) => "KG",
            (true, Custom::Kazakh) => "KZ",
            (true, Custom::Uzbek) => "UZ",
            (true, Custom::Russian) => "RU",
            (true, Custom::Kyrgyz) => "XX",
        };
        let language = invent_language(custom, chance);
        let home = chance.bits() as u32;
        let (born, serial) = self.invent_birth(wanted, (key, sex), diary);
        let without = self.chance.permille(WITHOUT_NUMBER) || foreign && self.chance.permille(600);
        let serial = (!without).then_some(serial);
        let id = PersonId(identifiers.make(wanted.at));
        let settlement = wanted.settlement;
        let number = self.count();
        self.people.push(Resident {
            id,
            sex,
            born,
            key,
            language,
            citizenship,
            settlement,
            cases: 0,
            home,
            serial,
        });
        number
    }

    /// Draws a birth date and a serial that make the person like nobody else by accident.
    fn invent_birth(
        &mut self,
        wanted: Wanted,
        person: (NameKey, Sex),
        diary: &Diary,
    ) -> (Day, u32) {
        let (key, sex) = person;
        let folded = exchange::NameKey::of(&names_of(key.name(sex)));
        let ages = if wanted.adult { AGES.get(ADULTS).unwrap_or(&AGES) } else { &AGES };
        let weights: Vec<u32> = ages.iter().map(|&(_, _, weight)| weight).collect();
        let mut drawn = (wanted.on, 0);
        for _ in 0..DRAWS_MAX {
            let (from, to, _) =
                ages.get(self.chance.weighted(&weights)).copied().unwrap_or_default();
            let years = self.chance.between(from, to);
            let born = wanted.on - years * 1461 / 4 - self.chance.between(1, 364);
            drawn = (born, self.chance.below(99_999) + 1);
            if self.likenesses.take(&folded, diary.date(born), drawn.1) {
                break;
            }
        }
        drawn
    }
}

/// What of earlier people a new one must differ from.
#[derive(Clone, Debug, Default)]
struct Likenesses {
    /// Names that somebody born on a day has, folded and hashed; day and month in either order.
    names: HashSet<(Date, u64)>,
    /// Birth dates of people with the same surname and given name.
    namesakes: HashMap<u64, Vec<Date>>,
    /// Serials of the numbers of people born on a day.
    serials: HashMap<Date, Vec<u32>>,
}

impl Likenesses {
    /// Notes a person, unless somebody is like them; says whether the person was noted.
    fn take(&mut self, key: &exchange::NameKey, born: Date, serial: u32) -> bool {
        // One kind of mark for both: a father's name stands where another has a given name.
        let marks = [hashed(&key.given_name.as_str()), hashed(&key.surname_root())];
        let swapped = Date::new(born.year(), born.day(), born.month()).unwrap_or(born);
        let days = [born, swapped];
        let name_taken =
            days.iter().any(|&day| marks.iter().any(|&mark| self.names.contains(&(day, mark))));
        let namesakes = self.namesakes.entry(hashed(&key.pair())).or_default();
        let near = |other: &Date| {
            let is_year_only = |day: Date| day.month() == 1 && day.day() == 1;
            other.year() == born.year() && (is_year_only(*other) || is_year_only(born))
                || is_one_digit_off(&other.to_string(), &born.to_string())
        };
        let serials = self.serials.entry(born).or_default();
        let text = |serial: u32| format!("{serial:05}");
        let serial_taken = serials
            .iter()
            .any(|&other| other == serial || is_one_digit_off(&text(other), &text(serial)));
        if name_taken || serial_taken || namesakes.iter().any(near) {
            return false;
        }
        self.names.extend(marks.map(|mark| (born, mark)));
        namesakes.push(born);
        serials.push(serial);
        true
    }
}

fn hashed(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn invent_custom(chance: &mut Chance) -> Custom {
    match chance.below(100) {
        0..70 => Custom::Kyrgyz,
        70..85 => Custom::Uzbek,
        85..94 => Custom::Russian,
        _ => Custom::Kazakh,
    }
}

fn invent_language(custom: Custom, chance: &mut Chance) -> &'static str {
    let first = chance.permille(750);
    match (custom, first) {
        (Custom::Kyrgyz, true) => "ky",
        (Custom::Kazakh, true) => "kk",
        (Custom::Uzbek, true) => "ky",
        _ => "ru",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::diary::{instant, number};

    fn invented(count: u32) -> (Population, Diary) {
        let mut population = Population::new(1);
        let mut identifiers = Identifiers::new(1);
        let on = number(date(2025, 3, 1));
        let diary = Diary::new(|_| true);
        let wanted = Wanted { on, at: instant(on, 0), settlement: 0, adult: false };
        for _ in 0..count {
            population.invent(wanted, &mut identifiers, &diary);
        }
        (population, diary)
    }

    #[test]
    fn a_number_says_sex_and_birth_date() {
        let (population, diary) = invented(200);
        for person in &population.people {
            let Some(number) = person.national_number(&diary) else { continue };
            let born = diary.date(person.born);
            assert_eq!(number.len(), 14);
            assert_eq!(number.starts_with('1'), person.sex == Sex::Female);
            assert_eq!(number[1..9], born.strftime("%d%m%Y").to_string());
        }
    }

    #[test]
    fn sexes_ages_and_numbers_keep_their_shares() {
        let (population, _) = invented(20_000);
        let share = |holds: &dyn Fn(&Resident) -> bool| {
            population.people.iter().filter(|person| holds(person)).count() * 1000 / 20_000
        };
        let on = number(date(2025, 3, 1));
        let age = |person: &Resident| (on - person.born) * 4 / 1461;
        assert!((110..130).contains(&share(&|person| person.sex == Sex::Female)));
        assert!((15..26).contains(&share(&|person| age(person) < 18)));
        assert!((30..55).contains(&share(&|person| person.serial.is_none())));
        assert!(population.people.iter().all(|person| age(person) >= 15));
    }

    #[test]
    fn people_born_on_one_day_share_neither_name_nor_number() {
        let (population, diary) = invented(20_000);
        let mut seen = HashSet::new();
        for person in &population.people {
            let key = exchange::NameKey::of(&names_of(person.name(Spelling::Register)));
            let (given_name, root) = (key.given_name.clone(), key.surname_root().to_owned());
            assert!(seen.insert((person.born, given_name.clone())));
            assert!(given_name == root || seen.insert((person.born, root)));
            assert!(
                person.serial.is_none_or(|serial| seen.insert((person.born, serial.to_string())))
            );
        }
        assert!(population.people.iter().any(|person| person.national_number(&diary).is_none()));
    }
}
