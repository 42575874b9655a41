//! Cases that another office sent back, as they stand in the day of those who have them again.

use bagyt_store::query::{self, Page};
use jiff::civil::Date;

use super::PAGE_ROWS;
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::outcome::Failure;

impl App {
    /// Cases that another office sent back to the officer: the appointments were cancelled with the
    /// transfer, so that each waits until the next one is arranged.
    pub(super) fn add_returned(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let filter = query::CaseFilter {
            statuses: vec!["active".to_owned()],
            returned: true,
            except: asked.user.unknown_cases(),
            ..query::CaseFilter::all(asked.scope.clone())
        };
        let page = Page::first(PAGE_ROWS);
        let listed = query::cases(&asked.online.reader, &filter, query::CaseOrder::NextDue, page);
        for row in listed.map_err(Failure::outage)?.rows {
            items.push(self.item_of_case(TodayKind::Returned, &row, self.today()));
        }
        Ok(())
    }

    /// An item about a case as a whole; its detail says why another office sent it back.
    pub(super) fn item_of_case(
        &self,
        kind: TodayKind,
        row: &query::CaseRow,
        on: Date,
    ) -> TodayItem {
        TodayItem {
            case: Some(row.case_id),
            name: row.name.clone().unwrap_or_default(),
            detail: row.move_reason.clone().unwrap_or_default(),
            ..self.item_without_case(kind, self.zone().start_of(on), on)
        }
    }
}
