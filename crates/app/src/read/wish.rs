//! Victims' wishes to be told: read by those alone who may keep them.
//!
//! No other reading of a case reads a wish. What waits to be told stands in the day of whoever
//! recorded it; where they hold no post in the office any more, in that of its heads.

use bagyt_casework::codes::{WishMatter, WishMeans};
use bagyt_casework::wish::{RecordWish, TellVictim, Tidings, Told, Wish, WithdrawWish};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, WishId};
use bagyt_store::query::{self, WishRow};
use jiff::civil::Date;

use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::command::{Command, WishAct};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::user::User;

/// A wish with what waits to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishItem {
    /// The wish.
    pub wish: WishId,
    /// From which day.
    pub from_on: Date,
    /// The last day.
    pub until_on: Option<Date>,
    /// From which day it is taken back.
    pub withdrawn_on: Option<Date>,
    /// Of what.
    pub matters: Vec<WishMatter>,
    /// How.
    pub means: WishMeans,
    /// Who wants it.
    pub name: String,
    /// Where they are reached.
    pub contact: String,
    /// Of what the victim was told.
    pub told: Vec<Told>,
    /// What waits to be told.
    pub tidings: Vec<Tidings>,
}

impl App {
    /// Returns the wishes about the client of a case, the earliest first.
    ///
    /// # Errors
    ///
    /// As [`App::case`]; [`Failure::Denied`] for whoever may not keep wishes.
    pub fn wishes(&self, user: &User, case: CaseId) -> Result<Vec<WishItem>, Failure> {
        let mut online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::KeepWishes, &read.case)?;
        let rows = query::wishes_of(&online.reader, case).map_err(Failure::outage)?;
        let mut items = Vec::new();
        for row in rows {
            let wish = online.wish(row.wish_id)?;
            let tidings = wish.tidings(&read.holding);
            items.extend(item(wish, tidings));
        }
        drop(online);
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "wishes", subjects)?;
        Ok(items)
    }

    /// Records what a victim wants to be told of.
    ///
    /// # Errors
    ///
    /// As [`App::wishes`], then the words of the wing.
    pub fn record_wish(
        &self,
        user: &User,
        id: CommandId,
        record: RecordWish,
    ) -> Result<Answer, Failure> {
        let case = record.case;
        // A new one takes the command's number, so that a form sent twice is one wish.
        self.of_wish(user, id, (case, WishId(id.0), WishAct::Record(record)))
    }

    /// Records that a victim was told.
    ///
    /// # Errors
    ///
    /// As [`App::wishes`]; [`Failure::NotFound`] for a wish of another case; then the words of the
    /// wing.
    pub fn tell_victim(
        &self,
        user: &User,
        id: CommandId,
        (case, wish, tell): (CaseId, WishId, TellVictim),
    ) -> Result<Answer, Failure> {
        self.of_wish(user, id, (case, wish, WishAct::Tell(tell)))
    }

    /// Records that a victim does not want to be told any more.
    ///
    /// # Errors
    ///
    /// As [`App::tell_victim`].
    pub fn withdraw_wish(
        &self,
        user: &User,
        id: CommandId,
        (case, wish, withdraw): (CaseId, WishId, WithdrawWish),
    ) -> Result<Answer, Failure> {
        self.of_wish(user, id, (case, wish, WishAct::Withdraw(withdraw)))
    }

    fn of_wish(
        &self,
        user: &User,
        id: CommandId,
        (case, wish, act): (CaseId, WishId, WishAct),
    ) -> Result<Answer, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::KeepWishes, &read.case)?;
        let known = query::wishes_of(&online.reader, case).map_err(Failure::outage)?;
        drop(online);
        let is_new = matches!(act, WishAct::Record(_));
        if !is_new && !known.iter().any(|row| row.wish_id == wish) {
            return Err(Failure::NotFound);
        }
        let meta = self.meta(user, id, Purpose::Supervision);
        self.execute(&meta, &Command::OfWish { wish, act })
    }

    /// What victims wait to be told of, in the day of whoever answers for telling them.
    pub(super) fn add_wishes(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let user = asked.user;
        if !self.may(user, Action::KeepWishes) {
            return Ok(());
        }
        let rows = query::wishes_in(&asked.online.reader, &user.office);
        let rows = rows.map_err(Failure::outage)?.into_iter();
        for row in rows.filter(|row| row.withdrawn_on.is_none()) {
            if self.answers_for(user, asked.online, &row)? {
                self.add_tidings(user, &row, items)?;
            }
        }
        Ok(())
    }

    /// Whether somebody answers for telling a victim.
    fn answers_for(
        &self,
        user: &User,
        online: &Online<'_>,
        row: &WishRow,
    ) -> Result<bool, Failure> {
        if row.keeper == Some(user.staff) || !App::leads(user.role) {
            return Ok(row.keeper == Some(user.staff));
        }
        let Some(keeper) = row.keeper else { return Ok(true) };
        let today = self.today();
        let posts = query::staff_by_id(&online.reader, keeper).map_err(Failure::outage)?;
        let is_here = |post: &query::StaffRow| {
            post.office == user.office
                && post.from_on <= today
                && post.until_on.is_none_or(|until_on| today < until_on)
        };
        Ok(!posts.iter().any(is_here))
    }

    fn add_tidings(
        &self,
        user: &User,
        row: &WishRow,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let mut online = Online::new(self)?;
        let found = query::case_by_id(&online.reader, row.case_id).map_err(Failure::outage)?;
        let Some(found) = found else { return Ok(()) };
        let relation =
            user.relation_to(found.case_id, &found.office.0, found.officer, found.restricted);
        if !self.policy().allows(user.role, Action::KeepWishes, relation) {
            return Ok(());
        }
        let facts = online.holding(row.case_id)?;
        for one in online.wish(row.wish_id)?.tidings(&facts) {
            let at = self.zone().start_of(one.on);
            let item = self.item_without_case(TodayKind::VictimToTell, at, one.on);
            items.push(TodayItem {
                case: Some(row.case_id),
                name: found.name.clone().unwrap_or_default(),
                detail: one.matter.code().to_owned(),
                version: one.version,
                subject: Some(row.wish_id.0),
                ..item
            });
        }
        Ok(())
    }
}

fn item(wish: Wish, tidings: Vec<Tidings>) -> Option<WishItem> {
    let standing = wish.standing?;
    Some(WishItem {
        wish: wish.id,
        from_on: standing.from_on,
        until_on: standing.until_on,
        withdrawn_on: wish.withdrawn_on,
        matters: standing.matters,
        means: standing.means,
        name: standing.words.name,
        contact: standing.words.contact,
        told: wish.told,
        tidings,
    })
}
