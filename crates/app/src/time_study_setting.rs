//! Time studies: for how long, how often and about which work people are asked, and from how many
//! answers on anything is shown, with dates (`policy/time_study.toml`).

use std::collections::BTreeMap;

use bagyt_casework::codes::{Domain, Risk, WorkKind};
use bagyt_casework::time_study::StudyRule;
use bagyt_casework::workload::Piece;
use jiff::civil::{Date, Time};
use serde::Deserialize;

use crate::dated::{self, Dated, Editions};

/// Most days of a study: four weeks.
const DAYS_MAX: u8 = 28;
/// Most moments of a day: more would be work themselves.
const MOMENTS_MAX: u8 = 12;
/// Longest time for an answer, in minutes: nobody remembers longer what a moment was spent on.
const ANSWER_MINUTES_MAX: u16 = 240;
/// Fewest people of whom a sum does not tell what one of them said.
const PEOPLE_LEAST: u16 = 3;
/// Most people or answers that can be asked for.
const COUNT_MAX: u16 = 1_000;
/// Most kinds of work: they stand as buttons.
const WORKS_MAX: usize = 24;
/// The languages of every kind of work.
const LANGUAGES: [&str; 4] = ["en", "ru", "ky", "kk"];
/// The risk before the first assessment.
const UNASSESSED: &str = "unassessed";

/// The editions, the earliest first.
pub(crate) type TimeStudySettings = Editions<TimeStudyEdition>;

/// What holds from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeStudyEdition {
    /// Its first day.
    pub in_force_from: Date,
    /// Who set it.
    pub source: String,
    days: u8,
    moments: u8,
    from: Time,
    until: Time,
    answer_minutes: u16,
    people_min: u16,
    answers_min: u16,
    work: Vec<StudyWork>,
}

/// Something that can be answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyWork {
    /// Its code.
    pub code: String,
    /// For which kind of work with points it stands; none where it has none.
    pub kind: Option<WorkKind>,
    /// In cases of which domain; of all where none is named.
    pub domain: Option<Domain>,
    /// Of which risk, or `unassessed`; of all where none is named.
    risk: Option<String>,
    /// Its words by language.
    pub text: BTreeMap<String, String>,
}

impl StudyWork {
    /// Whether a piece of work in hand is of this kind.
    pub fn holds(&self, piece: &Piece) -> bool {
        let of_domain = self.domain.is_none_or(|domain| domain == piece.domain);
        let of_risk = self.risk.as_deref().is_none_or(|risk| Risk::find(risk) == piece.risk);
        self.kind == Some(piece.kind) && of_domain && of_risk
    }

    /// By what it weighs; none of work without points.
    pub fn piece(&self) -> Option<Piece> {
        let risk = self.risk.as_deref().and_then(Risk::find);
        let domain = self.domain.unwrap_or(Domain::NonCustodial);
        self.kind.map(|kind| Piece { kind, domain, risk })
    }
}

impl TimeStudyEdition {
    /// What can be answered.
    pub fn works(&self) -> &[StudyWork] {
        &self.work
    }

    /// How many people have to have answered before anything is shown of what they said.
    pub fn people_min(&self) -> usize {
        usize::from(self.people_min)
    }

    /// How many answers there have to be before anything is shown.
    pub fn answers_min(&self) -> usize {
        usize::from(self.answers_min)
    }

    /// How many minutes a day at work has.
    pub fn minutes_a_day(&self) -> u64 {
        let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        u64::try_from(minute(self.until) - minute(self.from)).unwrap_or(0)
    }

    /// The edition as the wing reads it.
    pub(crate) fn rule(&self) -> StudyRule {
        StudyRule {
            days: self.days,
            moments: self.moments,
            from: self.from,
            until: self.until,
            answer_minutes: self.answer_minutes,
            works: self.work.iter().map(|one| one.code.clone()).collect(),
        }
    }
}

impl Dated for TimeStudyEdition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        dated::sourceless(&self.source)
            .or_else(|| dated::outside(self.days, 1, DAYS_MAX, "days"))
            .or_else(|| dated::outside(self.moments, 1, MOMENTS_MAX, "moments"))
            .or_else(|| dated::outside(self.answer_minutes, 1, ANSWER_MINUTES_MAX, "minutes"))
            .or_else(|| dated::outside(self.people_min, PEOPLE_LEAST, COUNT_MAX, "people"))
            .or_else(|| dated::outside(self.answers_min, 1, COUNT_MAX, "answers"))
            .or_else(|| {
                let (minutes, least) = (self.minutes_a_day(), u64::from(self.moments));
                (minutes < least)
                    .then(|| format!("`until` is no {least} minutes after `from`: too short a day"))
            })
            .or_else(|| works_fault(&self.work))
    }
}

fn works_fault(works: &[StudyWork]) -> Option<String> {
    if !(1..=WORKS_MAX).contains(&works.len()) {
        return Some(format!("{} kinds of work; from 1 to {WORKS_MAX} are possible", works.len()));
    }
    let faulty = |(place, work): (usize, &StudyWork)| {
        let code = &work.code;
        if works.iter().take(place).any(|other| other.code == *code) {
            return Some(format!("work `{code}` stands twice"));
        }
        let risk = work.risk.as_deref().filter(|risk| *risk != UNASSESSED);
        if let Some(risk) = risk.filter(|risk| Risk::find(risk).is_none()) {
            return Some(format!("work `{code}`: there is no risk `{risk}`"));
        }
        if work.kind.is_none() && (work.domain.is_some() || work.risk.is_some()) {
            return Some(format!("work `{code}` names cases and no kind"));
        }
        let piece = work.piece();
        let again = |other: &&StudyWork| {
            piece.is_some_and(|piece| other.holds(&piece))
                || other.piece().is_some_and(|piece| work.holds(&piece))
        };
        if let Some(other) = works.iter().take(place).find(again) {
            return Some(format!("work `{code}` and `{}` are the same cases", other.code));
        }
        let lacks =
            |language: &&&str| work.text.get(**language).is_none_or(|text| text.trim().is_empty());
        let language = LANGUAGES.iter().find(lacks)?;
        Some(format!("work `{code}` has no words in `{language}`"))
    };
    works.iter().enumerate().find_map(faulty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload_setting::WorkloadSettings;

    const TEXT: &str = include_str!("../../../policy/time_study.toml");

    fn edition() -> TimeStudyEdition {
        let settings = TimeStudySettings::parse(TEXT).unwrap();
        settings.on("2026-11-02".parse().unwrap()).unwrap().clone()
    }

    #[test]
    fn an_edition_holds_from_its_day_until_the_next() {
        let later = TEXT.replace("2017-01-01", "2026-01-01").replace("= 14\n", "= 10\n");
        let settings = TimeStudySettings::parse(&format!("{TEXT}\n{later}")).unwrap();
        let days = |on: &str| settings.on(on.parse().unwrap()).map(|one| one.rule().days);
        assert_eq!(days("2016-12-31"), None);
        assert_eq!(days("2025-12-31"), Some(14));
        assert_eq!(days("2026-01-01"), Some(10));
        assert_eq!((edition().minutes_a_day(), edition().people_min()), (540, 3));
        assert!(edition().source.contains("to be set"));
    }

    #[test]
    fn every_kind_of_work_with_points_can_be_answered_once() {
        let (edition, workload) = (edition(), include_str!("../../../policy/workload.toml"));
        let workload = WorkloadSettings::parse(workload).unwrap();
        let points = workload.on("2026-11-02".parse().unwrap()).unwrap();
        let risks = [None, Some(Risk::Low), Some(Risk::Medium), Some(Risk::High)];
        for &kind in WorkKind::ALL {
            for &domain in Domain::ALL {
                for risk in risks {
                    let piece = Piece { kind, domain, risk };
                    let of: Vec<_> =
                        edition.works().iter().filter(|work| work.holds(&piece)).collect();
                    // Somebody under supervision is not in prison, and a study supervises nobody.
                    let is_real = match kind {
                        WorkKind::Supervision => {
                            matches!(domain, Domain::NonCustodial | Domain::PostRelease)
                        }
                        WorkKind::Report => {
                            matches!(domain, Domain::PreSentence | Domain::Penitentiary)
                        }
                        WorkKind::Suspended | WorkKind::Submission => true,
                    };
                    assert_eq!(of.len(), usize::from(is_real), "{piece:?}");
                    for work in of {
                        let own = work.piece().unwrap();
                        let weigh = |one: Piece| points.points(one.kind, one.domain, one.risk);
                        assert_eq!(weigh(own), weigh(piece), "{piece:?}");
                    }
                }
            }
        }
    }

    #[track_caller]
    fn check_wrong(from: &str, to: &str, expected: &str) {
        let text = TEXT.replacen(from, to, 1);
        assert_ne!(text, TEXT);
        let wrong = TimeStudySettings::parse(&text).unwrap_err();
        assert_eq!(wrong, format!("edition of 2017-01-01: {expected}"));
    }

    #[test]
    fn an_impossible_edition_is_named() {
        check_wrong("= 14\n", "= 29\n", "29 days; from 1 to 28 are possible");
        check_wrong("= 9\n", "= 13\n", "13 moments; from 1 to 12 are possible");
        check_wrong("= 120\n", "= 241\n", "241 minutes; from 1 to 240 are possible");
        check_wrong("= 3\n", "= 2\n", "2 people; from 3 to 1000 are possible");
        check_wrong("= 100\n", "= 0\n", "0 answers; from 1 to 1000 are possible");
        let short = "`until` is no 9 minutes after `from`: too short a day";
        check_wrong("\"17:00\"", "\"08:08\"", short);
        let source = "invented for the demonstration; to be set by an order of the service";
        check_wrong(source, " ", "`source` is empty; say who set these values");
        check_wrong("\"learning\"", "\"office\"", "work `office` stands twice");
        let same = "work `supervision_medium` and `supervision_low` are the same cases";
        check_wrong("risk = \"medium\"", "risk = \"low\"", same);
        let risk = "work `supervision_low`: there is no risk `none`";
        check_wrong("risk = \"low\"", "risk = \"none\"", risk);
        let kindless = "code = \"learning\"\nrisk = \"low\"";
        check_wrong("code = \"learning\"", kindless, "work `learning` names cases and no kind");
        check_wrong(
            "text.ru = \"Учёба\"",
            "text.ru = \"\"",
            "work `learning` has no words in `ru`",
        );
        let twice = format!("{TEXT}\n{TEXT}");
        assert!(TimeStudySettings::parse(&twice).unwrap_err().contains("do not follow"));
    }
}
