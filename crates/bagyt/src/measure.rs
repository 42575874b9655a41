//! Measuring from the journal.

use std::io::Write;

use bagyt_app::ImportSource;
use bagyt_app::read::{FollowUp, Release};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::failure::{Failure, Told};
use crate::opening;
use crate::settings::Place;

/// Measure from the journal.
#[derive(Subcommand)]
pub(crate) enum Measure {
    /// How long released people stay without a new offence (Kaplan–Meier).
    Survival(Survival),
}

/// How long released people stay without a new offence.
#[derive(Args)]
pub(crate) struct Survival {
    /// Print every step with its cases as JSON, in full precision.
    #[arg(long)]
    json: bool,
    /// Only the estimates at these weeks.
    #[arg(long, value_name = "WEEK", num_args = 1..)]
    at: Vec<u32>,
}

impl Measure {
    /// Measures and prints.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let Measure::Survival(survival) = self;
        let app = opening::open(place)?.app;
        let follow_up =
            app.survival_curve().told(|| "reading the releases of the journal".to_owned())?;
        if follow_up.curve.is_none() {
            return Err(Failure::usage("the journal has no case of post-release work to follow"));
        }
        survival.check_weeks(&follow_up)?;
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let printed = match survival.json {
            true => writeln!(out, "{:#}", survival.as_json(&follow_up)),
            false => survival.print(&follow_up, &mut out),
        };
        match printed.and_then(|()| out.flush()) {
            // The reader at the other end of the pipe had enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.told(|| "printing the curve".to_owned()),
        }
    }
}

/// One line of the answer.
struct Shown {
    week: u32,
    at_risk: u32,
    events: Option<u32>,
    censored: Option<u32>,
    survival: f64,
    standard_error: Option<f64>,
    bounds: (Option<f64>, Option<f64>),
    cases: Vec<String>,
}

impl Survival {
    /// Refuses a week to which nobody was followed: nothing can be said of it.
    fn check_weeks(&self, follow_up: &FollowUp) -> Result<(), Failure> {
        let last = follow_up.curve.as_ref().map_or(0, |curve| curve.observed_until());
        match self.at.iter().find(|week| **week > last) {
            Some(week) => Err(Failure::usage(&format!(
                "nobody was followed to week {week}; the last one is {last}"
            ))),
            None => Ok(()),
        }
    }

    /// The steps of the curve, or the estimates at the weeks that were asked for.
    fn shown(&self, follow_up: &FollowUp) -> Vec<Shown> {
        let Some(curve) = &follow_up.curve else { return Vec::new() };
        let case = |place: &usize| {
            follow_up.releases.get(*place).map(|release: &Release| release.case.to_string())
        };
        let steps = curve.steps.iter().map(|step| Shown {
            week: step.time,
            at_risk: step.at_risk,
            events: Some(step.events),
            censored: Some(step.censored),
            survival: step.survival,
            standard_error: step.standard_error,
            bounds: (step.lower, step.upper),
            cases: step.members.iter().filter_map(case).collect(),
        });
        let estimates = self.at.iter().filter_map(|week| curve.at(*week)).map(|at| Shown {
            week: at.time,
            at_risk: at.at_risk,
            events: None,
            censored: None,
            survival: at.survival,
            standard_error: at.standard_error,
            bounds: (at.lower, at.upper),
            cases: Vec::new(),
        });
        if self.at.is_empty() { steps.collect() } else { estimates.collect() }
    }

    fn as_json(&self, follow_up: &FollowUp) -> Value {
        let step = |shown: Shown| {
            let mut step = json!({
                "time": shown.week,
                "at_risk": shown.at_risk,
                "survival": shown.survival,
                "standard_error": shown.standard_error,
                "lower": shown.bounds.0,
                "upper": shown.bounds.1,
            });
            if let (Some(events), Some(censored)) = (shown.events, shown.censored) {
                step["events"] = events.into();
                step["censored"] = censored.into();
                step["cases"] = shown.cases.into();
            }
            step
        };
        let [name, definition, scope] = &follow_up.words;
        let source = |one: &ImportSource| json!({ "source": one.source, "text": one.text });
        let sources: Vec<Value> = follow_up.sources.iter().map(source).collect();
        let curve = follow_up.curve.as_ref();
        json!({
            "indicator": "survival_without_rearrest",
            "name": name,
            "definition": definition,
            "scope": scope,
            "sources": sources,
            "unit": "week",
            "position": follow_up.position,
            "people": curve.map(|curve| curve.people()),
            "events": curve.map(|curve| curve.events()),
            "steps": self.shown(follow_up).into_iter().map(step).collect::<Vec<_>>(),
        })
    }

    fn print(&self, follow_up: &FollowUp, out: &mut impl Write) -> std::io::Result<()> {
        let [name, definition, _] = &follow_up.words;
        let english = |words: &std::collections::BTreeMap<String, String>| {
            words.get("en").cloned().unwrap_or_default()
        };
        for words in [name, definition] {
            writeln!(out, "{}", english(words))?;
        }
        for one in &follow_up.sources {
            writeln!(out, "{} {}", one.source, english(&one.text))?;
        }
        if let Some(curve) = &follow_up.curve {
            writeln!(
                out,
                "{} releases, {} with a new offence; journal position {}",
                curve.people(),
                curve.events(),
                follow_up.position
            )?;
        }
        writeln!(
            out,
            "{:>5} {:>8} {:>7} {:>12} {:>12}  95 % interval",
            "week", "at risk", "events", "share", "error"
        )?;
        let number =
            |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.9}"));
        for shown in self.shown(follow_up) {
            let events = shown.events.map_or("-".to_owned(), |events| events.to_string());
            writeln!(
                out,
                "{:>5} {:>8} {events:>7} {:>12.9} {:>12}  {}-{}",
                shown.week,
                shown.at_risk,
                shown.survival,
                number(shown.standard_error),
                number(shown.bounds.0),
                number(shown.bounds.1),
            )?;
        }
        Ok(())
    }
}
