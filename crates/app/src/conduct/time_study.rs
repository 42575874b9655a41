//! Time studies: opened once for the days of an office, and answered moment by moment.

use bagyt_casework::time_study::{self, AnswerMoment, OpenStudy, TimeStudy};
use bagyt_core::command::Actor;
use bagyt_core::identity::{StreamId, TimeStudyId};
use jiff::civil::Date;

use super::{Desk, refused};
use crate::command::TimeStudyAction;
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::time_study_setting::TimeStudyEdition;

/// Names taken by a study, with the stream that takes them.
type Claims = Vec<(String, StreamId)>;

/// Decides what is written in a time study.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: TimeStudyId,
    action: &TimeStudyAction,
) -> Result<Decision, Failure> {
    let study = records.time_study(id)?;
    let (stream, zone) = (id.stream(), desk.tables.zone());
    let (facts, claims) = match action {
        TimeStudyAction::Open(command) => open(desk, records, stream, command)?,
        TimeStudyAction::Answer(command) => (answer(desk, &study, command)?, Vec::new()),
    };
    Ok(Decision {
        writes: vec![Write { stream, version: study.version, zone, facts }],
        claims,
        answer: Answer::done(stream),
        ..Decision::default()
    })
}

fn open(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    stream: StreamId,
    command: &OpenStudy,
) -> Result<(Vec<AnyFact>, Claims), Failure> {
    let edition = edition(desk, command.opened.on())?;
    let rule = edition.rule();
    let mut taken_on = None;
    let mut claims = Vec::new();
    for (day, claim) in time_study::claims(&command.office, command.from, &rule) {
        if records.holder(&claim)?.is_some() {
            taken_on = taken_on.or(Some(day));
        }
        claims.push((claim, stream));
    }
    let mut working_days = 0;
    for (day, _) in time_study::claims(&command.office, command.from, &rule) {
        working_days += usize::from(is_working(desk, day)?);
    }
    let people_min = edition.people_min();
    let facts = time_study::open(command, &rule, (taken_on, working_days, people_min));
    Ok((facts.map_err(refused)?.into_iter().map(AnyFact::TimeStudy).collect(), claims))
}

fn answer(
    desk: &Desk<'_>,
    study: &TimeStudy,
    command: &AnswerMoment,
) -> Result<Vec<AnyFact>, Failure> {
    let opened = study.opened.as_ref().ok_or(Failure::NotFound)?;
    let Actor::Staff(staff) = desk.meta.actor else { return Err(Failure::Denied) };
    let rule = edition(desk, opened.opened.on())?.rule();
    let (zone, now) = (desk.tables.zone(), desk.meta.recorded_at);
    let who = (staff, is_working(desk, zone.day_of(command.asked))?);
    let facts = time_study::answer(study, command, &rule, who, (zone, now)).map_err(refused)?;
    Ok(facts.into_iter().map(AnyFact::TimeStudy).collect())
}

fn is_working(desk: &Desk<'_>, day: Date) -> Result<bool, Failure> {
    desk.tables.calendar().is_working(day).map_err(Failure::defect)
}

/// What the policy said of studies on a day.
fn edition<'a>(desk: &'a Desk<'_>, on: Date) -> Result<&'a TimeStudyEdition, Failure> {
    desk.tables.time_study(on).ok_or_else(|| {
        let text = format!("policy/time_study.toml says nothing of studies on {on}");
        Refused::new("no-time-study-setting", None, &text).with("on", on).into()
    })
}
