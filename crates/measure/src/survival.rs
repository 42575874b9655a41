//! How long people stay without the event: Kaplan–Meier survival and Nelson–Aalen hazard.
//!
//! Times are whole days or weeks since the index event (release, start of a sentence), so many
//! people share a time; ties are counted as they are and never spread by chance. A person who
//! leaves observation at a time is still at risk of the events of that time. A person who came
//! under observation late (the stock on the day the system went live) is at risk only after the
//! entry: in `(entry, exit]`.
//!
//! Estimates are floating-point numbers and live only in this wing; [`billionths`] is the one
//! place where they become published figures. What competes with the event (death, deportation)
//! is not treated here: censoring it would overstate the event's incidence.

/// The most spells that one curve takes: an order above the number of people in prison on earth.
pub const SPELLS_MAX: usize = 100_000_000;

/// The 0.975 quantile of the standard normal distribution, for intervals at 95 per cent.
const NORMAL_QUANTILE_975: f64 = 1.959_963_984_540_054;

/// One person's time under observation, counted from the index event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// When the person came under observation; `None` if that was at the index event.
    pub entry: Option<u32>,
    /// When the event happened or observation ended.
    pub exit: u32,
    /// Whether the event happened at `exit`; otherwise the person is censored there.
    pub event: bool,
}

/// On which scale the interval around the curve is symmetrical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// log(-log S): stays within 0 and 1; the one to publish.
    LogLog,
    /// log S, cut off at 1: what R's `survfit` gives when nothing is said.
    Log,
}

/// How several events at one time count in the cumulative hazard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// d/n: the Nelson–Aalen estimate as R gives it.
    Together,
    /// 1/n + 1/(n-1) + …: Fleming and Harrington's rule, as lifelines gives it.
    OneByOne,
}

/// The curve at a time at which somebody had the event or left.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Days or weeks since the index event.
    pub time: u32,
    /// People at risk just before.
    pub at_risk: u32,
    /// Events at this time.
    pub events: u32,
    /// People whose observation ended at this time without the event.
    pub censored: u32,
    /// Estimated share without the event after this time.
    pub survival: f64,
    /// Greenwood's standard error; `None` once nobody is left without the event.
    pub standard_error: Option<f64>,
    /// Lower end of the 95 per cent interval; `None` where the scale gives none.
    pub lower: Option<f64>,
    /// Upper end of the 95 per cent interval; `None` where the scale gives none.
    pub upper: Option<f64>,
    /// Whose event it was: positions in the list of spells, ascending.
    pub members: Vec<usize>,
}

/// The curve read at a chosen time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The time asked for.
    pub time: u32,
    /// People at risk just before it.
    pub at_risk: u32,
    /// The smallest number of people at risk at an event up to this time; `None` before the first
    /// event. Late entries can make it small early, and then the curve says little.
    pub at_risk_min: Option<u32>,
    /// Estimated share without the event after this time.
    pub survival: f64,
    /// As in [`Step::standard_error`].
    pub standard_error: Option<f64>,
    /// As in [`Step::lower`].
    pub lower: Option<f64>,
    /// As in [`Step::upper`].
    pub upper: Option<f64>,
}

/// The cumulative hazard after a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HazardStep {
    /// Days or weeks since the index event.
    pub time: u32,
    /// Sum of the hazards up to and with this time.
    pub hazard: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// A survival curve whose every step opens to its cases.
///
/// Invariant: `steps` are in order of time, each time once, and every spell with the event is a
/// member of exactly one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// One step for each time at which somebody had the event or left.
    pub steps: Vec<Step>,
    /// Scale of the intervals.
    pub scale: Scale,
    /// Entries later than the index event, ascending.
    late_entries: Vec<u32>,
    /// Exits, ascending.
    exits: Vec<u32>,
}

bagyt_core::refusals! {
    /// Why no curve can be drawn.
    pub enum SurvivalRefusal {
        /// Nobody was observed.
        #[error("nobody was observed; choose a cohort with at least one person")]
        NoSpells = "survival-no-spells",
        /// More spells than one curve takes.
        #[error("{count} spells are more than one curve takes ({SPELLS_MAX}); split the cohort")]
        TooManySpells {
            /// How many were given.
            count: usize,
        } = "survival-too-many-spells",
        /// A spell ends at or before its own entry.
        #[error("spell {position} ends at {exit}, not after its entry at {entry}; mend the cohort")]
        EndsBeforeEntry {
            /// Position in the list of spells.
            position: usize,
            /// Its entry.
            entry: u32,
            /// Its exit.
            exit: u32,
        } = "survival-ends-before-entry",
    }
}

/// Estimates the share of people without the event over time.
///
/// `spells` are in whole days or weeks since the index event; their positions come back as the
/// steps' members. The result does not depend on their order, except for these positions.
///
/// ```
/// use bagyt_measure::survival::{Scale, Spell, kaplan_meier};
/// let spell = |exit, event| Spell { entry: None, exit, event };
/// let curve = kaplan_meier(&[spell(1, true), spell(2, false)], Scale::LogLog)?;
/// assert_eq!(curve.steps[0].survival, 0.5);
/// assert_eq!(curve.steps[0].members, [0]);
/// # Ok::<(), bagyt_measure::survival::SurvivalRefusal>(())
/// ```
///
/// # Errors
///
/// [`SurvivalRefusal::NoSpells`], then [`SurvivalRefusal::TooManySpells`], then
/// [`SurvivalRefusal::EndsBeforeEntry`] for the first such spell.
///
/// # Source
///
/// Kaplan and Meier (1958); Greenwood (1926); intervals as in Kalbfleisch and Prentice, *The
/// Statistical Analysis of Failure Time Data*, section 1.4.
pub fn kaplan_meier(spells: &[Spell], scale: Scale) -> Result<Curve, SurvivalRefusal> {
    check_spells(spells)?;
    let mut late_entries: Vec<u32> = spells.iter().filter_map(|spell| spell.entry).collect();
    late_entries.sort_unstable();
    let placed = spells.iter().enumerate();
    let mut leaving: Vec<(u32, usize, bool)> =
        placed.map(|(position, spell)| (spell.exit, position, spell.event)).collect();
    leaving.sort_unstable();
    let exits = leaving.iter().map(|&(exit, ..)| exit).collect();
    let mut curve = Curve { steps: Vec::new(), scale, exits, late_entries };
    let (mut survival, mut greenwood) = (1.0, 0.0);
    for group in leaving.chunk_by(|left, right| left.0 == right.0) {
        let time = group.first().map_or(0, |&(exit, ..)| exit);
        let with_event = group.iter().filter(|&&(.., event)| event);
        let members: Vec<usize> = with_event.map(|&(_, position, _)| position).collect();
        let (at_risk, events) = (curve.at_risk(time), count(members.len()));
        let (n, d) = (f64::from(at_risk), f64::from(events));
        survival *= (n - d) / n;
        greenwood += d / (n * (n - d));
        let interval = interval(scale, survival, greenwood);
        curve.steps.push(Step {
            time,
            at_risk,
            events,
            censored: count(group.len()) - events,
            survival,
            standard_error: (survival > 0.0).then(|| survival * greenwood.sqrt()),
            lower: interval.map(|(lower, _)| lower),
            upper: interval.map(|(_, upper)| upper),
            members,
        });
    }
    Ok(curve)
}

impl Curve {
    /// Returns the number of people observed.
    pub fn people(&self) -> u32 {
        count(self.exits.len())
    }

    /// Returns the number of people who had the event.
    pub fn events(&self) -> u32 {
        self.steps.iter().map(|step| step.events).sum()
    }

    /// Returns the last time at which anybody was observed.
    pub fn observed_until(&self) -> u32 {
        self.exits.last().copied().unwrap_or(0)
    }

    /// Returns how many people were at risk just before a time.
    pub fn at_risk(&self, time: u32) -> u32 {
        let gone = self.exits.partition_point(|&exit| exit < time);
        let entered = self.late_entries.partition_point(|&entry| entry < time);
        let awaited = self.late_entries.len() - entered;
        count(self.exits.len() - gone - awaited)
    }

    /// Reads the curve at a time; `None` after the last time at which anybody was observed, where
    /// nothing is known.
    pub fn at(&self, time: u32) -> Option<Estimate> {
        if time > self.observed_until() {
            return None;
        }
        let past = self.steps.get(..self.steps.partition_point(|step| step.time <= time))?;
        let with_events = past.iter().filter(|step| step.events > 0);
        let start = interval(self.scale, 1.0, 0.0);
        let last = past.last();
        Some(Estimate {
            time,
            at_risk: self.at_risk(time),
            at_risk_min: with_events.map(|step| step.at_risk).min(),
            survival: last.map_or(1.0, |step| step.survival),
            standard_error: last.map_or(Some(0.0), |step| step.standard_error),
            lower: last.map_or(start.map(|(lower, _)| lower), |step| step.lower),
            upper: last.map_or(start.map(|(_, upper)| upper), |step| step.upper),
        })
    }

    /// Estimates the cumulative hazard, one step for each of the curve's steps.
    ///
    /// # Source
    ///
    /// Nelson (1972), Aalen (1978); for [`Ties::OneByOne`] Fleming and Harrington (1984).
    pub fn cumulative_hazard(&self, ties: Ties) -> Vec<HazardStep> {
        let (mut hazard, mut variance) = (0.0, 0.0);
        let steps = self.steps.iter().map(|step| {
            let n = f64::from(step.at_risk);
            match ties {
                Ties::Together => {
                    hazard += f64::from(step.events) / n;
                    variance += f64::from(step.events) / (n * n);
                }
                Ties::OneByOne => {
                    for earlier in 0..step.events {
                        let left = n - f64::from(earlier);
                        hazard += 1.0 / left;
                        variance += 1.0 / (left * left);
                    }
                }
            }
            HazardStep { time: step.time, hazard, standard_error: variance.sqrt() }
        });
        steps.collect()
    }
}

/// Rounds an estimate for publication: billionths, halves away from zero.
///
/// Machines may differ in the last bits of a logarithm; they do not differ here.
pub fn billionths(estimate: f64) -> i64 {
    (estimate * 1e9).round() as i64
}

fn check_spells(spells: &[Spell]) -> Result<(), SurvivalRefusal> {
    if spells.is_empty() {
        return Err(SurvivalRefusal::NoSpells);
    }
    if spells.len() > SPELLS_MAX {
        return Err(SurvivalRefusal::TooManySpells { count: spells.len() });
    }
    let mended = |(position, spell): (usize, &Spell)| match spell.entry {
        Some(entry) if spell.exit <= entry => {
            Err(SurvivalRefusal::EndsBeforeEntry { position, entry, exit: spell.exit })
        }
        _ => Ok(()),
    };
    spells.iter().enumerate().try_for_each(mended)
}

/// Invariant: `people` is at most [`SPELLS_MAX`], which fits.
fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

fn interval(scale: Scale, survival: f64, greenwood: f64) -> Option<(f64, f64)> {
    let reach = NORMAL_QUANTILE_975 * greenwood.sqrt();
    match scale {
        _ if survival <= 0.0 => None,
        Scale::Log => Some((survival * (-reach).exp(), (survival * reach.exp()).min(1.0))),
        Scale::LogLog if survival >= 1.0 => None,
        Scale::LogLog => {
            let reach = reach / survival.ln().abs();
            Some((survival.powf(reach.exp()), survival.powf((-reach).exp())))
        }
    }
}

#[cfg(test)]
mod tests;
