//! What the law lets follow a violation, as its page shows it: each step with its row and words.

use bagyt_casework::ladder::{Obstacle, Response, Rung, ladder};
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use jiff::civil::Date;

use super::RowWords;
use crate::App;
use crate::conduct::WARNINGS_LEAST;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// A step that may follow a violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RungItem {
    /// `warning`, or the code of what the court is asked for.
    pub response: String,
    /// The row of law, where the tables have one.
    pub row: Option<RowWords>,
    /// Warnings in force, of those that the law knows before the court.
    pub warnings: (u32, u32),
    /// Why it is not open: its code, a day and two counts where it has them.
    pub obstacle: Option<RungObstacle>,
    /// Whether it is the mildest that is open.
    pub recommended: bool,
}

/// Why a step is not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RungObstacle {
    /// Code.
    pub code: &'static str,
    /// The day that it names.
    pub on: Option<Date>,
}

impl App {
    /// Returns the steps that may follow a violation, the recommended one first.
    ///
    /// # Errors
    ///
    /// As [`App::case`]; [`Failure::NotFound`] also for a violation that does not hold.
    pub fn ladder(
        &self,
        user: &User,
        case: CaseId,
        violation: u32,
    ) -> Result<Vec<RungItem>, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewCase, &read.case)?;
        drop(online);
        let case = &read.case;
        let mut violations = case.violations.iter();
        let found = violations.find(|one| one.mark.version == violation);
        let found = found.ok_or(Failure::NotFound)?;
        let (pack, today) = (read.tables.pack(), self.today());
        // Without a row nothing is open but what needs no count.
        let least = pack.count(WARNINGS_LEAST, today).unwrap_or(u32::MAX);
        let rungs = ladder(case, found, least);
        let items = rungs.into_iter().map(|rung| self.rung_item(rung, today)).collect();
        let subjects = [case.id.stream(), case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "ladder", subjects)?;
        Ok(items)
    }

    fn rung_item(&self, rung: Rung, today: Date) -> RungItem {
        let (response, row) = match rung.response {
            Response::Warning => ("warning", crate::conduct::WARNING_ROW),
            Response::Submission(kind) => {
                let rules = crate::conduct::rules_of(kind);
                (kind.code(), rules.first().copied().unwrap_or(WARNINGS_LEAST))
            }
        };
        RungItem {
            response: response.to_owned(),
            row: self.row_words(row, today),
            warnings: rung.warnings,
            obstacle: rung.obstacle.map(told),
            recommended: rung.recommended,
        }
    }
}

fn told(obstacle: Obstacle) -> RungObstacle {
    let (code, on) = match obstacle {
        Obstacle::Closed { on } => ("closed", Some(on)),
        Obstacle::Contested { on } => ("contested", Some(on)),
        Obstacle::Waived { on } => ("waived", Some(on)),
        Obstacle::Taken => ("taken", None),
        Obstacle::WarningsReached { .. } => ("warnings_reached", None),
        Obstacle::TooFewWarnings { .. } => ("too_few_warnings", None),
        Obstacle::Undecided { on } => ("undecided", Some(on)),
    };
    RungObstacle { code, on }
}
