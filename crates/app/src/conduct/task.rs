//! Work that is put off or handed to a colleague: the law's last day, the setting, the colleague.

use bagyt_casework::case::Case;
use bagyt_casework::clocks;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::task::{self, HandOverTask};

use super::post::candidate_of;
use super::{Desk, refused};
use crate::command::CaseAct;
use crate::outcome::Failure;
use crate::records::Records;

/// Decides what putting work off or handing it over writes.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &CaseAct,
) -> Result<Vec<CaseFact>, Failure> {
    let (tables, now) = (desk.tables, desk.meta.recorded_at);
    let clocks = clocks::clocks(case, tables.pack(), tables.calendar());
    let clocks = clocks.map_err(Failure::defect)?;
    match act {
        CaseAct::PutOff(command) => {
            let days = tables.put_off_days(desk.today())?;
            task::put_off(case, command, &clocks, days, now).map_err(refused)
        }
        CaseAct::HandOver { task, to, words } => {
            let staff = records.staff(*to)?.ok_or(Failure::NotFound)?;
            let to = candidate_of(&staff).ok_or(Failure::NotFound)?;
            let command = HandOverTask { task: task.clone(), to, words: words.clone() };
            task::hand_over(case, &command, &clocks, now).map_err(refused)
        }
        _ => Ok(Vec::new()),
    }
}
