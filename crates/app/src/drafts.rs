//! Drafts: what somebody typed into a form and has not sent, kept so that it survives the end of a
//! session.
//!
//! Who may not read a case keeps nothing of it and is shown nothing of what was kept, whatever was
//! kept before; it can only be discarded. What is kept is locked with the installation's keys and
//! bound to its account and page. Which forms keep drafts, and which of their fields, is the web's
//! to say; here a page is the address of a form, off which its case is read.

use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use bagyt_store::{Draft as Kept, query};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use jiff::{SignedDuration, Timestamp};

use crate::App;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// Largest draft, in bytes of what was typed with the names of its fields.
pub const FIELDS_BYTES_MAX: usize = 64 * 1024;
/// Days for which a draft is kept.
pub const DRAFT_DAYS: i64 = 14;
/// Longest address of a form, in bytes; ours have at most two identifiers.
const PAGE_BYTES_MAX: usize = 200;

/// What was typed: names of fields and their values, in their order.
pub type Fields = Vec<(String, String)>;

/// What a draft is about, as the reader may know it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A page that is of no single case.
    NoCase,
    /// A case that the reader may read.
    Case {
        /// The client's name; empty if it was erased.
        client: String,
    },
    /// A case that the reader may not read any more.
    Closed,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftItem {
    /// Its name in addresses, which tells nothing to others.
    pub name: String,
    /// The address of its form.
    pub page: String,
    /// What it is about.
    pub about: About,
    /// When it was kept.
    pub saved_at: Timestamp,
}

/// A draft with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What stands in a list.
    pub item: DraftItem,
    /// What was typed; empty where the reader may not read the case any more.
    pub fields: Fields,
}

impl App {
    /// Keeps what somebody typed into the form at `page`, in the place of an earlier draft of that
    /// form; returns its name, or nothing if it is larger than [`FIELDS_BYTES_MAX`].
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if the page is of a case that the person may not read; outages.
    pub fn keep_draft(
        &self,
        user: &User,
        page: &str,
        fields: &Fields,
    ) -> Result<Option<String>, Failure> {
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        if size > FIELDS_BYTES_MAX || page.len() > PAGE_BYTES_MAX {
            return Ok(None);
        }
        if self.about(user, page)? == About::Closed {
            return Err(Failure::NotFound);
        }
        let plain = serde_json::to_vec(fields).map_err(Failure::defect)?;
        let bound = (user.login.as_str(), page);
        let locked = self.secrets().lock_draft(bound, &plain).map_err(Failure::outage)?;
        let (body, now) = (BASE64.encode(locked), self.now());
        let kept = self.store.put_draft(&user.login, page, &body, now).map_err(Failure::outage)?;
        Ok(kept.then(|| self.draft_name(&user.login, page)))
    }

    /// Lists the person's own drafts, the newest first.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn drafts(&self, user: &User) -> Result<Vec<DraftItem>, Failure> {
        let kept = self.kept_drafts(user)?;
        let items = kept.into_iter().map(|kept| self.draft_item(user, kept));
        let items: Vec<DraftItem> = items.collect::<Result<_, _>>()?;
        self.log_drafts(user, "drafts", &items)?;
        Ok(items)
    }

    /// Counts the person's own drafts.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn count_drafts(&self, user: &User) -> Result<usize, Failure> {
        Ok(self.kept_drafts(user)?.len())
    }

    /// Returns one of the person's own drafts with what was typed.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`]; outages.
    pub fn draft(&self, user: &User, name: &str) -> Result<Draft, Failure> {
        let kept = self.find_draft(user, name)?;
        let item = self.draft_item(user, kept)?;
        let fields = match item.about {
            About::Closed => Fields::new(),
            _ => self.draft_fields(user, &item.page)?.unwrap_or_default(),
        };
        self.log_drafts(user, "draft", std::slice::from_ref(&item))?;
        Ok(Draft { item, fields })
    }

    /// Throws one of the person's own drafts away.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`]; outages.
    pub fn discard_draft(&self, user: &User, name: &str) -> Result<(), Failure> {
        let kept = self.find_draft(user, name)?;
        self.store.remove_draft(&user.login, &kept.page).map_err(Failure::outage)
    }

    /// Throws the draft of a form away that was recorded under a command. Another form of the same
    /// page, begun anew, leaves it; a draft without a command goes with whatever is recorded there.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn settle_draft(&self, user: &User, page: &str, command: &str) -> Result<(), Failure> {
        let Some(fields) = self.draft_fields(user, page)? else { return Ok(()) };
        let begun = fields.iter().find(|(name, _)| name == "command");
        match begun.is_none_or(|(_, begun)| begun == command) {
            true => self.store.remove_draft(&user.login, page).map_err(Failure::outage),
            false => Ok(()),
        }
    }

    /// Removes the drafts that were kept long enough.
    pub(crate) fn remove_old_drafts(&self) -> Result<(), Failure> {
        self.store.remove_old_drafts(self.drafts_since()?).map_err(Failure::outage)
    }

    /// Removes everybody's drafts of those cases, and those of no single case: whom they name
    /// nobody can say.
    pub(crate) fn forget_drafts(&self, cases: &[CaseId]) -> Result<(), Failure> {
        let all = self.store.read().map_err(Failure::outage)?;
        let all = all.all_drafts().map_err(Failure::outage)?;
        for kept in all {
            if case_of(&kept.page).is_none_or(|case| cases.contains(&case)) {
                self.store.remove_draft(&kept.login, &kept.page).map_err(Failure::outage)?;
            }
        }
        Ok(())
    }

    fn drafts_since(&self) -> Result<Timestamp, Failure> {
        let kept = SignedDuration::from_hours(24 * DRAFT_DAYS);
        self.now().checked_sub(kept).map_err(Failure::defect)
    }

    fn kept_drafts(&self, user: &User) -> Result<Vec<Kept>, Failure> {
        let since = self.drafts_since()?;
        let reader = self.store.read().map_err(Failure::outage)?;
        let mut kept = reader.drafts(&user.login).map_err(Failure::outage)?;
        kept.retain(|draft| since < draft.saved_at);
        Ok(kept)
    }

    fn find_draft(&self, user: &User, name: &str) -> Result<Kept, Failure> {
        let mut kept = self.kept_drafts(user)?.into_iter();
        let found = kept.find(|kept| self.draft_name(&user.login, &kept.page) == name);
        found.ok_or(Failure::NotFound)
    }

    fn draft_fields(&self, user: &User, page: &str) -> Result<Option<Fields>, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let kept = reader.draft(&user.login, page).map_err(Failure::outage)?;
        drop(reader);
        let Some((body, _)) = kept else { return Ok(None) };
        let locked = BASE64.decode(body).map_err(Failure::defect)?;
        let bound = (user.login.as_str(), page);
        let plain = self.secrets().open_draft(bound, &locked).map_err(Failure::defect)?;
        serde_json::from_slice(&plain).map(Some).map_err(Failure::defect)
    }

    fn draft_item(&self, user: &User, kept: Kept) -> Result<DraftItem, Failure> {
        let name = self.draft_name(&user.login, &kept.page);
        let about = self.about(user, &kept.page)?;
        Ok(DraftItem { name, page: kept.page, about, saved_at: kept.saved_at })
    }

    fn draft_name(&self, login: &str, page: &str) -> String {
        let hash = self.secrets().keyed_hash(&format!("draft {login} {page}"));
        hash.chars().take(32).collect()
    }

    fn about(&self, user: &User, page: &str) -> Result<About, Failure> {
        let Some(case) = case_of(page) else { return Ok(About::NoCase) };
        let reader = self.store.read().map_err(Failure::outage)?;
        let Some(row) = query::case_by_id(&reader, case).map_err(Failure::outage)? else {
            return Ok(About::Closed);
        };
        let relation = user.relation_to(case, &row.office.0, row.officer, row.restricted);
        Ok(match self.policy().allows(user.role, Action::ViewCase, relation) {
            true => About::Case { client: row.name.unwrap_or_default() },
            false => About::Closed,
        })
    }

    fn log_drafts(&self, user: &User, page: &str, items: &[DraftItem]) -> Result<(), Failure> {
        let shown = items.iter().filter(|item| matches!(item.about, About::Case { .. }));
        let subjects = shown.filter_map(|item| case_of(&item.page)).map(CaseId::stream);
        self.log_access(user, Purpose::Supervision, page, subjects)
    }
}

/// Returns the case of which a page is: addresses are fixed, for papers name them.
fn case_of(page: &str) -> Option<CaseId> {
    page.strip_prefix("/cases/")?.split('/').next()?.parse().ok()
}
