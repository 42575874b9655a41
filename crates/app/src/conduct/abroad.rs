//! Requests to other states, with the days that the policy gives their steps.

use bagyt_casework::abroad::{self, AbroadRules, AskAbroad, FollowAbroad};
use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_exchange::message::subject;
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Desk, refused};
use crate::outcome::Failure;

/// Decides what asking another state writes.
pub(super) fn ask(
    desk: &Desk<'_>,
    case: &Case,
    command: &AskAbroad,
) -> Result<Vec<CaseFact>, Failure> {
    let on = command.sent.on();
    let days = desk.tables.abroad_setting(on)?.acknowledgement_days();
    let own = desk.tables.country().code().to_uppercase();
    let rules = AbroadRules {
        is_state: subject::states().any(|code| code == command.country),
        is_own: command.country == own,
        acknowledge_by: later(on, days),
    };
    abroad::ask(case, command, rules, desk.today()).map_err(refused)
}

/// Decides what is written of what becomes of a request.
pub(super) fn follow(
    desk: &Desk<'_>,
    case: &Case,
    command: &FollowAbroad,
) -> Result<Vec<CaseFact>, Failure> {
    let on = command.on.on();
    let decide_by = later(on, desk.tables.abroad_setting(on)?.decision_days());
    abroad::follow(case, command, decide_by, desk.today()).map_err(refused)
}

fn later(on: Date, days: i64) -> Date {
    on.saturating_add(days.days())
}
