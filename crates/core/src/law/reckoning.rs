//! What rows without a clock say about numbers: bounds, counts, fractions, conversions, shares.
//!
//! All of it is exact in whole numbers. Where the law counts in whole units the row itself says
//! how the rest is rounded.

use jiff::civil::Date;

use super::calendar::Calendar;
use super::clock::Term;
use super::day::plus_days;
use super::due::moved;
use super::limit::{Limit, Unit};
use super::pack::Pack;
use super::row::{Compare, Kind, Rounding, Row};
use super::{ClockError, Groups};
use crate::money::Money;
use crate::view::day_number;

/// Smallest units of the currency in a whole one: tyiyn in a som, tiyn in a tenge.
const SMALLEST_IN_WHOLE: i64 = 100;

impl Row {
    /// Returns whether a number is as the row asks: within a range, at most a maximum, at least a
    /// minimum; for a count, whether it is reached.
    pub fn admits_number(&self, number: u64) -> bool {
        let Some(limit) = self.limit else { return false };
        self.compares(number, u64::from(limit.number))
            && self.minimum.is_none_or(|minimum| number >= u64::from(minimum.number))
    }

    /// Returns whether an amount is as the row asks. Years compare with months, weeks with calendar
    /// days, hours with minutes; other units only with themselves.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row sets no bound, or one in units that do not compare.
    pub fn admits(&self, amount: Limit) -> Result<bool, ClockError> {
        let scaled = |limit: Limit| limit.scaled().ok_or_else(|| self.other_kind());
        let (family, number) = scaled(amount)?;
        let (own, limit) = scaled(self.bound()?)?;
        if own != family {
            return Err(self.other_kind());
        }
        let minimum = self.minimum.map(scaled).transpose()?;
        Ok(self.compares(number, limit) && minimum.is_none_or(|(_, least)| number >= least))
    }

    /// Returns whether a term of supervision, whose last day belongs to it, is as long as the row
    /// asks. Months are counted from the term's own first day.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row sets no bound in time.
    pub fn admits_term(&self, term: Term) -> Result<bool, ClockError> {
        let limit = self.bound()?;
        let days = day_number(term.until) - day_number(term.from);
        let last =
            |limit: Limit| Ok(day_number(self.last_day(term.from, limit)?) - day_number(term.from));
        let minimum = self.minimum.map(last).transpose()?;
        let compared = match (last(limit)?, self.compare_bound()) {
            (limit, Compare::AtLeast) => days >= limit,
            (limit, Compare::MoreThan) => days > limit,
            (limit, Compare::AtMost) => days <= limit,
            (limit, Compare::Below) => days < limit,
        };
        Ok(compared && minimum.is_none_or(|minimum| days >= minimum))
    }

    /// Returns the last day of a term of this length that begins on `from`: the day before the
    /// corresponding one, because the first day belongs to the term.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is not counted in days, weeks, months or years.
    pub fn term_until(&self, from: Date) -> Result<Date, ClockError> {
        self.last_day(from, self.bound()?)
    }

    /// Returns the last day on which something may still be done that the row allows for a time
    /// after a day; that day itself is not counted.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is no maximum in days, weeks, months or years;
    /// [`ClockError::CalendarTooShort`] if working days run beyond the calendar.
    pub fn open_until(&self, on: Date, calendar: &Calendar) -> Result<Date, ClockError> {
        let limit = self.limit.filter(|_| self.kind == Kind::Maximum);
        let limit = limit.ok_or_else(|| self.other_kind())?;
        if !limit.unit.is_time() || limit.unit.is_of_the_clock() {
            return Err(self.other_kind());
        }
        if limit.unit == Unit::WorkingDays {
            return calendar.plus_working_days(on, limit.number);
        }
        Ok(moved(on, limit.unit, i64::from(limit.number)))
    }

    fn last_day(&self, from: Date, limit: Limit) -> Result<Date, ClockError> {
        if !limit.unit.is_time() || limit.unit.is_of_the_clock() {
            return Err(self.other_kind());
        }
        Ok(plus_days(moved(from, limit.unit, i64::from(limit.number)), -1))
    }

    /// Returns how many of so many days are the row's fraction, rounded as the row says.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is no fraction.
    pub fn fraction_of(&self, days: u64) -> Result<u64, ClockError> {
        let fraction = self.limit.filter(|_| self.kind == Kind::Fraction);
        let fraction = fraction.ok_or_else(|| self.other_kind())?;
        Ok(self.divided(u128::from(days) * u128::from(fraction.number), fraction.per))
    }

    /// Returns the day by whose end the row's fraction of the term has been served; both the first
    /// and the last day of the term count.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is no fraction.
    pub fn reached_on(&self, term: Term) -> Result<Date, ClockError> {
        let days = u64::try_from(day_number(term.until) - day_number(term.from) + 1).unwrap_or(0);
        let served = i64::try_from(self.fraction_of(days)?).unwrap_or(i64::MAX);
        Ok(plus_days(term.from, served.saturating_sub(1)))
    }

    /// Converts an amount of the row's left unit into its right unit, rounded as the row says.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is no ratio.
    pub fn converted(&self, amount: u64) -> Result<u64, ClockError> {
        let ratio = self.ratio()?;
        Ok(self.divided(u128::from(amount) * u128::from(ratio.per), ratio.number))
    }

    /// Converts an amount of the row's right unit back into its left unit.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is no ratio.
    pub fn converted_back(&self, amount: u64) -> Result<u64, ClockError> {
        let ratio = self.ratio()?;
        Ok(self.divided(u128::from(amount) * u128::from(ratio.number), ratio.per))
    }

    fn ratio(&self) -> Result<Limit, ClockError> {
        let ratio = self.limit.filter(|limit| self.kind == Kind::Ratio && limit.number > 0);
        ratio.ok_or_else(|| self.other_kind())
    }

    /// Returns the row's share of a sum, rounded to the smallest unit of the currency.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is no share.
    pub fn share_of(&self, sum: Money) -> Result<Money, ClockError> {
        let share = self.limit.filter(|_| self.kind == Kind::Share);
        let share = share.ok_or_else(|| self.other_kind())?;
        let product = u128::from(sum.0.unsigned_abs()) * u128::from(share.number);
        Ok(Money(i64::try_from(self.divided(product, 100)).unwrap_or(i64::MAX)))
    }

    fn bound(&self) -> Result<Limit, ClockError> {
        let sets_bound =
            matches!(self.kind, Kind::Count | Kind::Range | Kind::Maximum | Kind::Minimum);
        self.limit.filter(|_| sets_bound).ok_or_else(|| self.other_kind())
    }

    fn compare_bound(&self) -> Compare {
        if self.kind == Kind::Range { Compare::AtMost } else { self.compare }
    }

    fn compares(&self, number: u64, limit: u64) -> bool {
        match self.compare_bound() {
            Compare::AtLeast => number >= limit,
            Compare::MoreThan => number > limit,
            Compare::AtMost => number <= limit,
            Compare::Below => number < limit,
        }
    }

    fn divided(&self, product: u128, by: u32) -> u64 {
        let by = u128::from(by.max(1));
        let quotient = match self.rounding {
            Some(Rounding::Up) => product.div_ceil(by),
            _ => product / by,
        };
        u64::try_from(quotient).unwrap_or(u64::MAX)
    }
}

impl Pack {
    /// Returns what so many units of an index are worth on a day.
    ///
    /// # Errors
    ///
    /// [`ClockError::NoRule`] if the index has no value for that day, [`ClockError::OtherKind`] if
    /// the row is no index.
    pub fn index_worth(&self, code: &str, units: u32, on: Date) -> Result<Money, ClockError> {
        let row = self.edition_for(code, on, Groups::NONE, "")?;
        let unit = row.limit.filter(|_| row.kind == Kind::Index).ok_or_else(|| row.other_kind())?;
        Ok(Money(i64::from(unit.number) * i64::from(units) * SMALLEST_IN_WHOLE))
    }
}
