//! The law of one country as the engine holds it: rows, the names they use, and the look-ups.

use std::collections::{BTreeMap, HashMap};

use jiff::Span;
use jiff::civil::Date;

use super::ClockError;
use super::campaign::Campaign;
use super::group::{Groups, Person, Sex};
use super::limit::Limit;
use super::reading::{PackErrors, Place};
use super::row::{AgeOf, Compare, Kind, Milder, Row, Texts};
use crate::effective::Zone;

/// Happenings that the engine itself understands, in every pack.
pub(crate) const TERM_SUSPENDED: &str = "term_suspended";
pub(crate) const TERM_RESUMED: &str = "term_resumed";
pub(crate) const TERM_ENDED: &str = "term_ended";
pub(crate) const CASE_CLOSED: &str = "case_closed";
/// The person came into a group, or left one: repeated rows go on by the row that is meant now.
pub(crate) const GROUPS_CHANGED: &str = "groups_changed";

/// A name that a pack declares, with its words: a happening, or a flag of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The name, as rows and programs use it.
    pub name: String,
    /// Its words.
    pub text: Texts,
    /// Whether it is a flag that tells of the person and is recorded with evidence while a case
    /// runs, as pregnancy is; other flags tell of the offence or of what a court ordered.
    pub is_personal: bool,
    /// The only sex of which the flag can be true; `None` where it can be of both.
    pub sex: Option<Sex>,
}

/// An attribute of a person that changes rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'p> {
    /// Its code.
    pub code: &'p str,
    /// Its words.
    pub text: &'p Texts,
    /// The only sex of which it can be true; `None` where it can be of both.
    pub sex: Option<Sex>,
}

impl Attribute<'_> {
    /// Returns whether it can be true of a person of that sex, `f` or `m`.
    pub fn fits(&self, sex: &str) -> bool {
        self.sex.is_none_or(|only| Sex::find(sex) == Some(only))
    }
}

/// The days on which somebody belongs to a group by age; both belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeSpan {
    /// First day; `None` if since birth.
    pub first: Option<Date>,
    /// Last day; `None` if for life.
    pub last: Option<Date>,
}

/// A change of the law with its stated aim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reform {
    /// What it is called.
    pub code: String,
    /// The day on which it came into force.
    pub on: Date,
    /// Codes of the rows that it changed.
    pub rows: Vec<String>,
    /// Its stated aim.
    pub aim: Texts,
    /// Where the aim is stated.
    pub source: String,
    /// The indicator that shows whether the aim is reached.
    pub indicator: String,
    /// File and line.
    pub place: Place,
}

/// The law of one country.
///
/// Invariant: editions of one row leave no gap and no overlap; every name that a row uses is
/// declared; there are at most 128 names of happenings and 128 groups.
#[derive(Clone, Debug)]
pub struct Pack {
    pub(crate) country: String,
    pub(crate) calendar: String,
    pub(crate) zone: Zone,
    pub(crate) rows: Vec<Row>,
    pub(crate) by_code: BTreeMap<String, Vec<usize>>,
    pub(crate) happenings: Vec<Happened>,
    pub(crate) flags: Vec<Happened>,
    pub(crate) reforms: Vec<Reform>,
    pub(crate) campaigns: Vec<Campaign>,
    pub(crate) happening_numbers: HashMap<String, u8>,
    pub(crate) group_numbers: HashMap<String, u8>,
    /// For each happening, the rows that it starts; lead times last.
    pub(crate) starts: Vec<Vec<usize>>,
    pub(crate) has_conflicts: bool,
}

impl Pack {
    /// Reads the law of a country from its files, each a name and its text.
    ///
    /// # Errors
    ///
    /// All faults of all files at once, each with file, line and column name: what is not TOML,
    /// unknown and missing columns, values of another form, undeclared names, and editions of one
    /// row that leave a gap or overlap.
    ///
    /// ```
    /// use bagyt_core::law::Pack;
    /// let refused = Pack::parse("zz", &[("deadlines.toml", "[[rows]]\n")]).unwrap_err();
    /// let first = "deadlines.toml:1: `rows`: this name is not known here";
    /// assert_eq!(refused.to_string().lines().next(), Some(first));
    /// ```
    pub fn parse(country: &str, files: &[(&str, &str)]) -> Result<Pack, PackErrors> {
        super::loading::load(country, files)
    }

    /// Returns the country's code.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Returns the name of the calendar by which the country counts working days.
    pub fn calendar(&self) -> &str {
        &self.calendar
    }

    /// Returns the zone in which the country's offices keep time.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns all rows, in the order of code, filter and day in force.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns the rows that are in force on a day, in the same order.
    pub fn rows_on(&self, day: Date) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.is_in_force(day))
    }

    /// Returns every edition and variant of a rule; none if there is no such rule.
    pub fn rows_of(&self, code: &str) -> impl Iterator<Item = &Row> {
        let positions = self.by_code.get(code).map_or(&[][..], Vec::as_slice);
        positions.iter().filter_map(|position| self.rows.get(*position))
    }

    /// Returns the names of happenings that the pack declares.
    pub fn happenings(&self) -> &[Happened] {
        &self.happenings
    }

    /// Returns the flags of persons that the pack declares.
    pub fn flags(&self) -> &[Happened] {
        &self.flags
    }

    /// Returns the attributes of a person that change rules on a day: the personal flags in the
    /// order of the pack, then the groups by age, each once.
    pub fn attributes(&self, on: Date) -> Vec<Attribute<'_>> {
        let flags = self.flags.iter().filter(|flag| flag.is_personal);
        let by_age = self.rows_on(on).filter(|row| row.kind == Kind::Group);
        flags
            .map(|flag| Attribute { code: &flag.name, text: &flag.text, sex: flag.sex })
            .chain(by_age.map(|row| Attribute { code: &row.code, text: &row.text, sex: row.sex }))
            .collect()
    }

    /// Returns the reforms with their stated aims.
    pub fn reforms(&self) -> &[Reform] {
        &self.reforms
    }

    /// Returns the campaigns: amnesties and new laws under which many cases are looked at.
    pub fn campaigns(&self) -> &[Campaign] {
        &self.campaigns
    }

    /// Returns the campaign of a code, if there is one.
    pub fn campaign(&self, code: &str) -> Option<&Campaign> {
        self.campaigns.iter().find(|campaign| campaign.code == code)
    }

    /// Returns the set of groups with these codes; a code that the pack does not know has no
    /// effect in its law and is left out.
    pub fn groups<'c>(&self, codes: impl IntoIterator<Item = &'c str>) -> Groups {
        let bits = codes.into_iter().filter_map(|code| self.group_numbers.get(code));
        Groups(bits.fold(0, |set, number| set | 1 << number))
    }

    /// Returns the groups to which a person belongs on a day, by flags and by the rows of kind
    /// `group` in force then.
    pub fn groups_of(&self, person: &Person<'_>, day: Date) -> Groups {
        let flags = self.groups(person.flags.iter().copied());
        let by_age = self.rows_on(day).filter(|row| row.kind == Kind::Group);
        let holding = by_age.filter(|row| row.takes_in(person, flags, self));
        let codes: Vec<&str> = holding.map(|row| row.code.as_str()).collect();
        flags.with(self.groups(codes))
    }

    /// Returns the row of a rule that is in force on a day for everybody.
    ///
    /// `on` is the day of the offence, of the act or of execution, as the row's time mode says.
    ///
    /// # Errors
    ///
    /// [`ClockError::NoRule`] if there is none.
    pub fn edition(&self, code: &str, on: Date) -> Result<&Row, ClockError> {
        self.edition_for(code, on, Groups::NONE, "")
    }

    /// Returns the row of a rule that is in force on a day for a person of these groups under this
    /// measure: of several the narrowest, so one limited to such persons before one that is not.
    ///
    /// # Errors
    ///
    /// [`ClockError::NoRule`] if there is none.
    pub fn edition_for(
        &self,
        code: &str,
        on: Date,
        groups: Groups,
        measure: &str,
    ) -> Result<&Row, ClockError> {
        self.rows_of(code)
            .filter(|row| row.is_in_force(on) && row.is_for(groups, measure))
            .max_by_key(|row| row.narrowness())
            .ok_or_else(|| ClockError::NoRule { code: code.to_owned(), on })
    }

    /// Returns the mildest edition of a rule in force at any time from the offence to the act, for
    /// a person of these groups under this measure; where the row does not say which is milder,
    /// the edition of the day of the offence.
    ///
    /// # Errors
    ///
    /// [`ClockError::NoRule`] if none was in force on the day of the offence.
    ///
    /// # Source
    ///
    /// A law that is milder for the person has effect backwards (KZ Criminal Code art. 6).
    pub fn mildest(
        &self,
        code: &str,
        offence_on: Date,
        act_on: Date,
        groups: Groups,
    ) -> Result<&Row, ClockError> {
        let own = self.edition_for(code, offence_on, groups, "")?;
        let number = |row: &Row| row.minimum.or(row.limit).and_then(Limit::scaled).map(|(_, n)| n);
        let between = self.rows_of(code).filter(|row| {
            row.is_for(groups, "")
                && row.narrowness() == own.narrowness()
                && row.in_force_from <= act_on
                && row.in_force_until.is_none_or(|until| offence_on < until)
        });
        let mildest = match own.milder {
            Some(Milder::Lower) => between.min_by_key(|row| number(row)),
            Some(Milder::Higher) => between.max_by_key(|row| number(row)),
            None => None,
        };
        Ok(mildest.unwrap_or(own))
    }

    /// Returns the number of a rule of kind `count` on a day, for everybody.
    ///
    /// # Errors
    ///
    /// [`ClockError::NoRule`], then [`ClockError::OtherKind`].
    pub fn count(&self, code: &str, on: Date) -> Result<u32, ClockError> {
        let row = self.edition(code, on)?;
        let limit = row.limit.filter(|_| row.kind == Kind::Count);
        limit.map(|limit| limit.number).ok_or_else(|| row.other_kind())
    }

    pub(crate) fn happening(&self, name: &str) -> Option<u8> {
        self.happening_numbers.get(name).copied()
    }
}

impl Row {
    /// Returns whether a person belongs to the group that this row defines, given their flags.
    fn takes_in(&self, person: &Person<'_>, flags: Groups, pack: &Pack) -> bool {
        let age_years = match self.age_of {
            Some(AgeOf::YoungestChild) => person.child_age_years,
            _ => person.age_years,
        };
        let (Some(age_years), Some(limit)) = (age_years, self.limit) else { return false };
        let within = match self.compare {
            Compare::AtLeast => age_years >= limit.number,
            Compare::MoreThan => age_years > limit.number,
            Compare::AtMost => age_years <= limit.number,
            Compare::Below => age_years < limit.number,
        };
        within
            && self.minimum.is_none_or(|minimum| age_years >= minimum.number)
            && self.sex.is_none_or(|sex| person.sex == Some(sex))
            && self.flag.as_ref().is_none_or(|flag| flags.has_all(pack.groups([flag.as_str()])))
    }

    /// Returns from which day to which last day somebody of that birth date and sex belongs to the
    /// group of this row by age alone; `None` where age alone does not tell.
    ///
    /// As [`age_on`](super::age_on) says, a person is a year older from the day after the birthday.
    pub fn span_by_age(&self, born_on: Date, sex: Option<Sex>) -> Option<AgeSpan> {
        let of_person = self.kind == Kind::Group && self.age_of == Some(AgeOf::Person);
        if !of_person || self.flag.is_some() || self.sex.is_some_and(|own| Some(own) != sex) {
            return None;
        }
        let turned = |years: u32| {
            let years = i64::from(years);
            born_on.checked_add(Span::new().try_years(years).ok()?).ok()
        };
        let after = |years: u32| turned(years)?.tomorrow().ok();
        let (limit, least) = (self.limit?.number, self.minimum.map(|least| least.number));
        let span = |first, last| Some(AgeSpan { first, last });
        match self.compare {
            Compare::AtLeast => span(after(limit), None),
            Compare::MoreThan => span(after(limit + 1), None),
            Compare::AtMost => span(least.and_then(after), turned(limit + 1)),
            Compare::Below => span(least.and_then(after), turned(limit)),
        }
    }

    pub(crate) fn other_kind(&self) -> ClockError {
        ClockError::OtherKind { code: self.code.clone() }
    }
}
