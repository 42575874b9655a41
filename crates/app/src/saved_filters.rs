//! Filters of the list of cases that somebody keeps under a name.

use bagyt_store::{SAVED_FILTERS_MAX, SavedFilter};

use crate::App;
use crate::outcome::{Failure, Refused};
use crate::role::Action;
use crate::user::User;

/// Longest name, in characters.
pub const FILTER_NAME_MAX: usize = 60;

/// Longest query, in bytes; the longest that the list of cases has is a third of it.
const QUERY_BYTES_MAX: usize = 600;

impl App {
    /// Returns the filters that the person keeps, the oldest first.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for a role that has no lists; outages.
    pub fn saved_filters(&self, user: &User) -> Result<Vec<SavedFilter>, Failure> {
        self.require_somewhere(user, Action::ViewCase)?;
        let reader = self.store.read().map_err(Failure::outage)?;
        reader.saved_filters(&user.login).map_err(Failure::outage)
    }

    /// Keeps a filter under a name, in the place of one of that name.
    ///
    /// # Errors
    ///
    /// Refused with `filter-name` if the name is missing or too long, with `filter-query` if
    /// nothing is filtered, and with `too-many-filters`; else as [`App::saved_filters`].
    pub fn keep_filter(&self, user: &User, name: &str, query: &str) -> Result<(), Failure> {
        self.require_somewhere(user, Action::ViewCase)?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > FILTER_NAME_MAX {
            let text = format!("a filter has a name of at most {FILTER_NAME_MAX} characters");
            let refused = Refused::new("filter-name", Some("name"), &text);
            return Err(refused.with("most", FILTER_NAME_MAX).into());
        }
        if query.is_empty() || query.len() > QUERY_BYTES_MAX {
            let text = "nothing is filtered: choose in the list of cases first";
            return Err(Refused::new("filter-query", None, text).into());
        }
        let filter = SavedFilter { name: name.to_owned(), query: query.to_owned() };
        let kept = self.store.put_saved_filter(&user.login, &filter, self.now());
        if kept.map_err(Failure::outage)? {
            return Ok(());
        }
        let text = format!("{SAVED_FILTERS_MAX} filters are kept; remove one first");
        let refused = Refused::new("too-many-filters", Some("name"), &text);
        Err(refused.with("most", SAVED_FILTERS_MAX).into())
    }

    /// Removes a filter; does nothing where there is none of that name.
    ///
    /// # Errors
    ///
    /// As [`App::saved_filters`].
    pub fn remove_filter(&self, user: &User, name: &str) -> Result<(), Failure> {
        self.require_somewhere(user, Action::ViewCase)?;
        self.store.remove_saved_filter(&user.login, name).map_err(Failure::outage)
    }
}
