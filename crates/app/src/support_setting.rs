//! How the help that a client gets is followed, with its dates (`policy/support.toml`).

use std::collections::BTreeMap;

use bagyt_casework::codes::Need;
use bagyt_casework::programme::ProgrammeRules;
use bagyt_casework::reward::{MilestoneKind, MilestoneRow, RewardRow};
use jiff::civil::Date;
use serde::Deserialize;

use crate::read::CatalogueItem;

/// Most days that a setting may give one step: a referral that waits longer is forgotten.
const DAYS_MAX: u32 = 366;

/// The settings, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SupportSettings {
    referral: Vec<ReferralSetting>,
    numbers: Vec<NumbersSetting>,
    reward: Vec<RewardRow>,
    milestone: Vec<MilestoneRow>,
    lawyer: Vec<LawyerSetting>,
    /// Absent from tables that were published before there was a catalogue of programmes.
    #[serde(default)]
    programme: Vec<ProgrammeRow>,
    /// Absent from tables that were published before jobs were followed.
    #[serde(default)]
    job: Vec<JobSetting>,
    /// Absent from tables that were published before specialists had clients of their own.
    #[serde(default)]
    specialist: Vec<SpecialistSetting>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LawyerSetting {
    in_force_from: Date,
    answer_working_days: u32,
}

/// A programme of the catalogue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeRow {
    code: String,
    in_force_from: Date,
    /// The first day on which nobody is enrolled any more.
    in_force_until: Option<Date>,
    sessions: u16,
    needs: Vec<String>,
    standing: String,
    /// Where it comes from, with its licence; for those who keep the table.
    #[serde(rename = "source")]
    _source: String,
    name: BTreeMap<String, String>,
}

/// How far a programme can have been validated.
const STANDINGS: [&str; 3] = ["validated", "own", "not_validated"];
/// Most sessions of a programme.
const SESSIONS_MAX: u16 = 200;

impl ProgrammeRow {
    /// Says what is wrong with it, if anything is.
    fn fault(&self) -> Option<String> {
        let code = &self.code;
        if !(1..=SESSIONS_MAX).contains(&self.sessions) {
            return Some(format!(
                "programme {code}: from 1 to {SESSIONS_MAX} sessions are possible"
            ));
        }
        if let Some(need) = self.needs.iter().find(|need| Need::find(need).is_none()) {
            return Some(format!("programme {code}: `{need}` is no need"));
        }
        if !STANDINGS.contains(&self.standing.as_str()) {
            return Some(format!("programme {code}: `{}` is no standing", self.standing));
        }
        let missing =
            ["ky", "kk", "ru", "en"].into_iter().find(|one| !self.name.contains_key(*one));
        missing.map(|language| format!("programme {code}: no name in `{language}`"))
    }

    fn item(&self) -> CatalogueItem {
        CatalogueItem {
            code: self.code.clone(),
            name: self.name.clone(),
            sessions: self.sessions,
            needs: self.needs.clone(),
            standing: self.standing.clone(),
        }
    }

    fn holds_on(&self, on: Date) -> bool {
        self.in_force_from <= on && self.in_force_until.is_none_or(|until| on < until)
    }
}

/// How a client's work is followed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JobSetting {
    in_force_from: Date,
    /// Working days for the answer of the employer.
    pub(crate) answer_working_days: u32,
    /// After how many months somebody looks whether a job was kept, the fewest first.
    pub(crate) check_months: Vec<u16>,
}

/// How the work of specialists is followed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpecialistSetting {
    in_force_from: Date,
    answer_working_days: u32,
    notebook_hours: u32,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumbersSetting {
    in_force_from: Date,
    below: u64,
}

/// In how many days the steps of a referral are awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferralSetting {
    in_force_from: Date,
    /// Working days for the answer of the service.
    pub(crate) answer_working_days: u32,
    /// Days for the client's first time there, from the answer.
    pub(crate) attendance_days: u32,
    /// Days until it is looked at again.
    pub(crate) review_days: u32,
}

impl SupportSettings {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<SupportSettings, String> {
        let settings: SupportSettings = toml::from_str(text).map_err(|error| error.to_string())?;
        for one in &settings.referral {
            let days = [one.answer_working_days, one.attendance_days, one.review_days];
            if let Some(wrong) = days.into_iter().find(|days| !(1..=DAYS_MAX).contains(days)) {
                let from = one.in_force_from;
                return Err(format!(
                    "referral of {from}: {wrong} days; from 1 to {DAYS_MAX} are possible"
                ));
            }
        }
        let follow =
            |name: &str| format!("{name}: days of `in_force_from` do not follow each other");
        let referral = settings.referral.iter().map(|one| one.in_force_from);
        if !referral.is_sorted_by(|one, next| one < next) {
            return Err(follow("referral"));
        }
        let numbers = settings.numbers.iter().map(|one| one.in_force_from);
        if !numbers.is_sorted_by(|one, next| one < next) {
            return Err(follow("numbers"));
        }
        let lawyer = settings.lawyer.iter().map(|one| one.in_force_from);
        if !lawyer.is_sorted_by(|one, next| one < next) {
            return Err(follow("lawyer"));
        }
        let days = settings.lawyer.iter().map(|one| one.answer_working_days);
        if let Some(wrong) = days.into_iter().find(|days| !(1..=DAYS_MAX).contains(days)) {
            return Err(format!("lawyer: {wrong} days; from 1 to {DAYS_MAX} are possible"));
        }
        let specialist = settings.specialist.iter().map(|one| one.in_force_from);
        if !specialist.is_sorted_by(|one, next| one < next) {
            return Err(follow("specialist"));
        }
        for one in &settings.specialist {
            let numbers = [one.answer_working_days, one.notebook_hours];
            if let Some(wrong) = numbers.into_iter().find(|one| !(1..=DAYS_MAX).contains(one)) {
                let from = one.in_force_from;
                return Err(format!(
                    "specialist of {from}: {wrong}; from 1 to {DAYS_MAX} are possible"
                ));
            }
        }
        let job = settings.job.iter().map(|one| one.in_force_from);
        if !job.is_sorted_by(|one, next| one < next) {
            return Err(follow("job"));
        }
        for one in &settings.job {
            let from = one.in_force_from;
            if !(1..=DAYS_MAX).contains(&one.answer_working_days) {
                let days = one.answer_working_days;
                return Err(format!(
                    "job of {from}: {days} days; from 1 to {DAYS_MAX} are possible"
                ));
            }
            let rises = one.check_months.is_sorted_by(|one, next| one < next);
            if !rises || one.check_months.first().is_none_or(|first| *first == 0) {
                return Err(format!("job of {from}: the months of `check_months` rise from 1 on"));
            }
        }
        if let Some(fault) = settings.programme.iter().find_map(ProgrammeRow::fault) {
            return Err(fault);
        }
        for one in &settings.milestone {
            let most = match one.kind {
                MilestoneKind::DaysWithoutAbsence => DAYS_MAX,
                MilestoneKind::ShareOfTerm | MilestoneKind::ShareOfHours => 1_000,
            };
            if !(1..=most).contains(&one.amount) {
                let (code, amount) = (&one.code, one.amount);
                return Err(format!("milestone {code}: {amount}; from 1 to {most} are possible"));
            }
        }
        Ok(settings)
    }

    /// In how many working days somebody looks after the answer to a request for a lawyer; nothing
    /// before the first setting.
    pub(crate) fn lawyer_days(&self, on: Date) -> Option<u32> {
        let setting = self.lawyer.iter().rfind(|one| one.in_force_from <= on);
        setting.map(|one| one.answer_working_days)
    }

    /// What the catalogue says of a programme on a day.
    pub(crate) fn programme(&self, code: &str, on: Date) -> Option<ProgrammeRules> {
        let found = self.programme.iter().rfind(|row| row.code == code && row.holds_on(on))?;
        Some(ProgrammeRules { sessions: found.sessions })
    }

    /// Every programme that the catalogue has or had, each as its newest row says.
    pub(crate) fn catalogue(&self) -> Vec<CatalogueItem> {
        let newest: BTreeMap<&str, &ProgrammeRow> =
            self.programme.iter().map(|row| (row.code.as_str(), row)).collect();
        newest.values().map(|row| row.item()).collect()
    }

    /// The programmes in which a client can be enrolled on a day.
    pub(crate) fn catalogue_on(&self, on: Date) -> Vec<CatalogueItem> {
        self.programme.iter().filter(|row| row.holds_on(on)).map(ProgrammeRow::item).collect()
    }

    /// How a client's work is followed; nothing before the first setting.
    pub(crate) fn job(&self, on: Date) -> Option<&JobSetting> {
        self.job.iter().rfind(|one| one.in_force_from <= on)
    }

    /// In how many working days a specialist answers; nothing before the first setting.
    pub(crate) fn specialist_days(&self, on: Date) -> Option<u32> {
        self.specialist_setting(on).map(|one| one.answer_working_days)
    }

    /// For how many hours a deputy reads a notebook that was opened in an emergency; nothing
    /// before the first setting.
    pub(crate) fn notebook_hours(&self, on: Date) -> Option<u32> {
        self.specialist_setting(on).map(|one| one.notebook_hours)
    }

    fn specialist_setting(&self, on: Date) -> Option<&SpecialistSetting> {
        self.specialist.iter().rfind(|one| one.in_force_from <= on)
    }

    /// The rows of rewards.
    pub(crate) fn rewards(&self) -> &[RewardRow] {
        &self.reward
    }

    /// The rows of milestones.
    pub(crate) fn milestones(&self) -> &[MilestoneRow] {
        &self.milestone
    }

    /// Below how many a number is small; before the first setting every number is.
    pub(crate) fn small_below(&self, on: Date) -> u64 {
        self.numbers.iter().rfind(|one| one.in_force_from <= on).map_or(u64::MAX, |one| one.below)
    }

    /// In how many days the steps of a referral are awaited; nothing before the first setting.
    pub(crate) fn referral(&self, on: Date) -> Option<ReferralSetting> {
        self.referral.iter().rfind(|one| one.in_force_from <= on).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(from: &str, days: u32) -> String {
        format!(
            "[[numbers]]\nin_force_from = \"{from}\"\nbelow = {days}\n\
             [[referral]]\nin_force_from = \"{from}\"\nanswer_working_days = {days}\n\
             attendance_days = 14\nreview_days = 30\n"
        )
    }

    /// The settings with what else a table must say.
    fn parse(text: &str) -> Result<SupportSettings, String> {
        SupportSettings::parse(&format!("reward = []\nmilestone = []\nlawyer = []\n{text}"))
    }

    #[test]
    fn an_impossible_milestone_is_named() {
        let row = |kind: &str, amount: u32| {
            let milestone = format!(
                "[[milestone]]\ncode = \"m\"\nin_force_from = \"2017-01-01\"\n\
                 kind = \"{kind}\"\namount = {amount}\n"
            );
            let others = setting("2017-01-01", 5);
            SupportSettings::parse(&format!("reward = []\nlawyer = []\n{others}{milestone}"))
        };
        assert!(row("share_of_term", 1_000).is_ok());
        let wrong = row("share_of_term", 1_001).unwrap_err();
        assert_eq!(wrong, "milestone m: 1001; from 1 to 1000 are possible");
        let wrong = row("days_without_absence", 0).unwrap_err();
        assert_eq!(wrong, "milestone m: 0; from 1 to 366 are possible");
    }

    #[test]
    fn a_setting_holds_from_its_day_until_the_next() {
        let text = setting("2017-01-01", 10) + &setting("2026-01-01", 5);
        let settings = parse(&text).unwrap();
        let days = |on: &str| {
            settings.referral(on.parse().unwrap()).map(|setting| setting.answer_working_days)
        };
        assert_eq!(days("2016-12-31"), None);
        assert_eq!(days("2025-12-31"), Some(10));
        assert_eq!(days("2026-01-01"), Some(5));
        let below = |on: &str| settings.small_below(on.parse().unwrap());
        assert_eq!((below("2016-12-31"), below("2025-12-31")), (u64::MAX, 10));
    }

    #[test]
    fn an_impossible_setting_is_named() {
        for days in [0, 367] {
            let wrong = parse(&setting("2017-01-01", days)).unwrap_err();
            let told = format!("referral of 2017-01-01: {days} days; from 1 to 366 are possible");
            assert_eq!(wrong, told);
        }
        let text = setting("2026-01-01", 5) + &setting("2017-01-01", 5);
        assert!(parse(&text).unwrap_err().contains("do not follow"));
    }
}
