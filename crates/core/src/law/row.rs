//! One row of the law: an obligation, limit, ratio, group rule or eligibility, with its interval,
//! source and words.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::group::{Groups, Sex};
use super::limit::Limit;
use super::reading::{Place, words};

words! {
    /// The field of probation work, or the time before trial, to which a row belongs.
    #[derive(PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Domain {
        /// Before the sentence: study of the person and a report.
        PreSentence = "pre_sentence",
        /// Sanctions without isolation from society.
        NonCustodial = "non_custodial",
        /// In prison: preparation for release.
        Penitentiary = "penitentiary",
        /// After release.
        PostRelease = "post_release",
        /// Rights of suspects in detention and custody.
        PreTrial = "pre_trial",
    }
}

words! {
    /// What a row says.
    pub enum Kind {
        /// Something must be done within a time after an event.
        Deadline = "deadline",
        /// Something must be done a time before an expiry.
        Lead = "lead",
        /// Something must be done again and again, at least once in each period.
        Frequency = "frequency",
        /// Something is due without a number: a right or a duty.
        Right = "right",
        /// Something is barred, or allowed, for some persons.
        Guard = "guard",
        /// Something is open after a fraction of a term.
        Fraction = "fraction",
        /// A number of times.
        Count = "count",
        /// From a least to a greatest measure.
        Range = "range",
        /// The greatest measure.
        Maximum = "maximum",
        /// The least measure.
        Minimum = "minimum",
        /// So much of one unit for so much of another.
        Ratio = "ratio",
        /// A share in hundredths.
        Share = "share",
        /// What one unit of the monthly calculation index is worth.
        Index = "index",
        /// A group of persons by age and sex.
        Group = "group",
    }
}

words! {
    /// Which edition of a row applies.
    pub enum TimeMode {
        /// The one in force on the day of the offence.
        Offence = "offence",
        /// The one in force when the act is done; for a time limit, on the day on which it starts.
        Act = "act",
        /// The one in force at the moment of execution; for something repeated, each time anew.
        Execution = "execution",
    }
}

words! {
    /// What happens when the last day is not a working day.
    pub enum OnHoliday {
        /// It stays the last day.
        Stays = "stays",
        /// The next working day is the last day.
        NextWorkingDay = "next_working_day",
        /// The working day before is the last day.
        PreviousWorkingDay = "previous_working_day",
    }
}

words! {
    /// From where a time is counted.
    pub enum Anchor {
        /// From the event that starts it.
        Event = "event",
        /// Back from the last day of the term.
        TermEnd = "term_end",
        /// Back from the end of another row's time, named in `expiry_of`.
        Expiry = "expiry",
    }
}

words! {
    /// How a number is compared with the limit.
    pub enum Compare {
        /// The limit or more.
        AtLeast = "at_least",
        /// More than the limit.
        MoreThan = "more_than",
        /// The limit or less.
        AtMost = "at_most",
        /// Less than the limit.
        Below = "below",
    }
}

words! {
    /// How an exact result is rounded where the law counts in whole units.
    pub enum Rounding {
        /// Towards the next greater whole unit.
        Up = "up",
        /// What is less than a whole unit is left out.
        Down = "down",
    }
}

words! {
    /// Which of two editions is milder for the person, where milder law has effect backwards.
    pub enum Milder {
        /// The one with the lower number.
        Lower = "lower",
        /// The one with the higher number.
        Higher = "higher",
    }
}

words! {
    /// Whose age a group rule asks for.
    pub enum AgeOf {
        /// The person's own.
        Person = "person",
        /// The youngest child's.
        YoungestChild = "youngest_child",
    }
}

words! {
    /// From where we know what a row says.
    pub enum Basis {
        /// Read in the text of the act.
        Read = "read",
        /// Read in an excerpt.
        Excerpt = "excerpt",
        /// Read in the press or a report.
        Press = "press",
        /// Recalled, not read.
        Recalled = "recalled",
        /// Made up for the invented country.
        Invented = "invented",
    }
}

/// A set of domains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Domains(u8);

impl Domains {
    /// Returns the set of these domains.
    pub fn of(domains: &[Domain]) -> Self {
        Domains(domains.iter().fold(0, |set, domain| set | 1 << (*domain as u8)))
    }

    /// Returns whether the domain is in the set.
    pub fn contains(self, domain: Domain) -> bool {
        self.0 & (1 << (domain as u8)) != 0
    }

    /// Returns the domains in their order.
    pub fn list(self) -> Vec<Domain> {
        Domain::ALL.iter().copied().filter(|domain| self.contains(*domain)).collect()
    }
}

/// Where a row comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The act, in short (`CPC`, `Probation Act`).
    pub act: String,
    /// Article.
    pub article: String,
    /// Part, item; empty if the whole article.
    pub part: String,
    /// Edition that was read, or the law that brought it; empty if not known.
    pub edition: String,
}

/// The words of a row in the four languages of the product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Kyrgyz.
    pub ky: String,
    /// Kazakh.
    pub kk: String,
}

impl Texts {
    /// Returns the words in the language of that code (`ky`, `kk`, `ru`), English for any other.
    pub fn of(&self, language: &str) -> &str {
        match language {
            "ru" => &self.ru,
            "ky" => &self.ky,
            "kk" => &self.kk,
            _ => &self.en,
        }
    }
}

/// One row of the law. The columns are described in `law/README.md`.
///
/// Invariant: made only by [`Pack::parse`](super::Pack::parse), which refuses a row that lacks a
/// column of its kind or names something that the pack does not declare.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the rule is called; all editions and variants of a rule share it.
    pub code: String,
    /// Its name in the table of facts, for example `KZ-P24`.
    pub fact: Option<String>,
    /// Where it applies.
    pub domains: Domains,
    /// What it says.
    pub kind: Kind,
    /// Names of the happenings that start it.
    pub starts_on: Vec<String>,
    /// Names of the happenings that meet it.
    pub met_by: Vec<String>,
    /// Names of the happenings after which it no longer runs.
    pub ends_on: Vec<String>,
    /// Its main number.
    pub limit: Option<Limit>,
    /// The lower bound of a range.
    pub minimum: Option<Limit>,
    /// The period within which a count is taken.
    pub per: Option<Limit>,
    /// What happens when the last day is not a working day.
    pub on_holiday: OnHoliday,
    /// From where a time is counted.
    pub anchor: Anchor,
    /// For [`Anchor::Expiry`], the code of the other row.
    pub expiry_of: Option<String>,
    /// Whether a search for the person, declared by a court, stops the clock.
    pub suspendable: bool,
    /// Whether it is put off over days for which the person was freed from it.
    pub freeable: bool,
    /// Who must do it, who decides, or whom it binds.
    pub bearer: String,
    /// What follows when it is not kept or when it is reached, as a code.
    pub follows: Option<String>,
    /// Codes of the groups of which the person must be in at least one.
    pub for_groups: Vec<String>,
    /// Codes of the groups of all of which the person must be.
    pub with_groups: Vec<String>,
    /// Codes of the groups of which the person must be in none.
    pub not_for_groups: Vec<String>,
    /// Codes of the measures to which the row is limited; empty for all.
    pub for_measures: Vec<String>,
    /// For a guard, what it bars.
    pub bars: Option<String>,
    /// For a guard, what it allows.
    pub allows: Option<String>,
    /// How a number is compared with the limit.
    pub compare: Compare,
    /// For a count, the happening that is counted.
    pub counted: Option<String>,
    /// A count row that must be reached before this clock starts.
    pub once_reached: Option<String>,
    /// A count row after which this clock no longer starts.
    pub until_reached: Option<String>,
    /// For a ratio, the unit on its left.
    pub from_unit: Option<String>,
    /// For a ratio, the unit on its right.
    pub to_unit: Option<String>,
    /// How an exact result is rounded.
    pub rounding: Option<Rounding>,
    /// Which edition is milder, where milder law has effect backwards.
    pub milder: Option<Milder>,
    /// For a group, whose age is asked.
    pub age_of: Option<AgeOf>,
    /// For a group, the sex.
    pub sex: Option<Sex>,
    /// For a group, a recorded flag that is needed besides.
    pub flag: Option<String>,
    /// Codes of rows that contradict this one; the stricter is applied, both are shown.
    pub conflicts_with: Vec<String>,
    /// Which edition applies.
    pub time_mode: TimeMode,
    /// First day in force.
    pub in_force_from: Date,
    /// First day no longer in force (exclusive); `None` while in force.
    pub in_force_until: Option<Date>,
    /// Where it comes from.
    pub source: Source,
    /// From where we know what it says.
    pub basis: Basis,
    /// Its words.
    pub text: Texts,
    /// What a reader must know besides, in English.
    pub note: Option<String>,
    /// How sure we are, in thousandths.
    pub confidence_permille: u16,
    /// Who checked it against the act; `None` if no lawyer has.
    pub verified_by: Option<String>,
    /// When it was checked.
    pub verified_on: Option<Date>,
    /// File and line.
    pub place: Place,
    pub(crate) group_filter: Groups,
    pub(crate) group_need: Groups,
    pub(crate) group_bar: Groups,
    pub(crate) met_mask: u128,
    pub(crate) end_mask: u128,
    /// Whether another row of the code is limited to more groups or measures than this one.
    pub(crate) has_narrower: bool,
    pub(crate) index: usize,
}

/// Below this a row is shown as unverified and supports no act by itself.
const VERIFIED_PERMILLE: u16 = 800;

impl Row {
    /// Returns whether the row is sure enough to support an act by itself.
    pub fn is_verified(&self) -> bool {
        self.confidence_permille >= VERIFIED_PERMILLE
    }

    /// Returns whether the row is in force on that day.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.in_force_from <= day && self.in_force_until.is_none_or(|until| day < until)
    }

    /// Returns whether the row makes clocks.
    pub fn is_clock(&self) -> bool {
        matches!(self.kind, Kind::Deadline | Kind::Lead | Kind::Frequency)
    }

    /// Returns whether the row is for a person of these groups under this measure.
    pub fn is_for(&self, groups: Groups, measure: &str) -> bool {
        (self.group_filter.is_empty() || groups.meets(self.group_filter))
            && groups.has_all(self.group_need)
            && !groups.meets(self.group_bar)
            && (self.for_measures.is_empty() || self.for_measures.iter().any(|own| own == measure))
    }

    /// Returns whether the row is limited to some groups or measures.
    pub fn is_filtered(&self) -> bool {
        self.narrowness() > 0
    }

    /// Returns how many groups and measures the row is limited by: of two rows of one code that
    /// are both for a person, the narrower one is meant.
    pub(crate) fn narrowness(&self) -> usize {
        let by_any = [&self.for_groups, &self.for_measures];
        self.with_groups.len() + by_any.iter().filter(|names| !names.is_empty()).count()
    }

    /// Returns the code with what tells this row from the others of its code:
    /// `detention_limit[minor] 2018-03-01`.
    pub fn label(&self) -> String {
        let mut filter = self.for_groups.clone();
        filter.extend(self.with_groups.iter().map(|group| format!("with {group}")));
        filter.extend(self.not_for_groups.iter().map(|group| format!("not {group}")));
        filter.extend(self.for_measures.iter().cloned());
        let filter =
            if filter.is_empty() { String::new() } else { format!("[{}]", filter.join(",")) };
        format!("{}{filter} {}", self.code, self.in_force_from)
    }
}

impl Row {
    /// A row of which nothing has been read yet.
    pub(crate) fn blank() -> Row {
        Row {
            code: String::new(),
            fact: None,
            domains: Domains::default(),
            kind: Kind::Right,
            starts_on: Vec::new(),
            met_by: Vec::new(),
            ends_on: Vec::new(),
            limit: None,
            minimum: None,
            per: None,
            on_holiday: OnHoliday::Stays,
            anchor: Anchor::Event,
            expiry_of: None,
            suspendable: false,
            freeable: false,
            bearer: String::new(),
            follows: None,
            for_groups: Vec::new(),
            with_groups: Vec::new(),
            not_for_groups: Vec::new(),
            for_measures: Vec::new(),
            bars: None,
            allows: None,
            compare: Compare::AtLeast,
            counted: None,
            once_reached: None,
            until_reached: None,
            from_unit: None,
            to_unit: None,
            rounding: None,
            milder: None,
            age_of: None,
            sex: None,
            flag: None,
            conflicts_with: Vec::new(),
            time_mode: TimeMode::Act,
            in_force_from: Date::MIN,
            in_force_until: None,
            source: Source::default(),
            basis: Basis::Recalled,
            text: Texts::default(),
            note: None,
            confidence_permille: 0,
            verified_by: None,
            verified_on: None,
            place: Place::default(),
            group_filter: Groups::NONE,
            group_need: Groups::NONE,
            group_bar: Groups::NONE,
            met_mask: 0,
            end_mask: 0,
            has_narrower: false,
            index: 0,
        }
    }
}
