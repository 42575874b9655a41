//! Long lists: pages, columns that sort, and the address of the next view of the same list.

use crate::texts::Texts;

/// Rows on a page; a list of them stays below 60 kB compressed.
pub(crate) const ROWS_PER_PAGE: u32 = 50;

/// Writes a count with thin spaces.
pub(crate) fn grouped_u64(count: u64) -> String {
    crate::format::grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The query of an address, to be changed one part at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    path: String,
    parts: Vec<(String, String)>,
}

impl Query {
    /// A path with the parts that its reader chose; empty parts are left out.
    pub(crate) fn new(path: &str, parts: &[(&str, &str)]) -> Self {
        let kept = parts.iter().filter(|(_, value)| !value.is_empty());
        let parts = kept.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Query { path: path.to_owned(), parts }
    }

    /// Returns the address with one part put in place of what stands there.
    pub(crate) fn putting(&self, name: &str, value: &str) -> String {
        self.changed(&[(name, value)])
    }

    /// Returns the address with several parts changed; an empty value leaves its part out.
    pub(crate) fn changed(&self, changes: &[(&str, &str)]) -> String {
        let mut parts = self.parts.clone();
        for (name, value) in changes {
            parts.retain(|(known, _)| known != name);
            if !value.is_empty() {
                parts.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        let pairs: Vec<String> =
            parts.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if pairs.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, pairs.join("&"))
        }
    }
}

/// Writes a value as it may stand in an address.
pub(crate) fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// Where in a long list a page stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pages {
    /// "51–100 of 812".
    pub(crate) position: String,
    /// Address of the page before.
    pub(crate) before: Option<String>,
    /// Address of the page after.
    pub(crate) after: Option<String>,
}

impl Pages {
    /// Says where page `page` (from 1) of a list of `total` rows stands.
    pub(crate) fn new(t: Texts, query: &Query, page: u32, total: i64) -> Self {
        let size = i64::from(ROWS_PER_PAGE);
        let first = (i64::from(page) - 1) * size + 1;
        let last = (first + size - 1).min(total);
        let address = |page: u32| query.putting("page", &page.to_string());
        Pages {
            position: t.fill(
                "pager-position",
                &[("first", first.into()), ("last", last.into()), ("count", total.into())],
            ),
            before: (page > 1).then(|| address(page - 1)),
            after: (last < total).then(|| address(page + 1)),
        }
    }

    /// Says where a page of a list stands, whose rows were counted as they are stored.
    pub(crate) fn of(t: Texts, query: &Query, page: u32, total: u64) -> Self {
        Pages::new(t, query, page, i64::try_from(total).unwrap_or(i64::MAX))
    }

    /// Returns whether there is another page.
    pub(crate) fn is_needed(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// What is read.
    pub(crate) text: String,
    /// Address of the list sorted by it.
    pub(crate) href: Option<String>,
    /// `ascending` or `descending` if the list is sorted by it now.
    pub(crate) sorted: Option<&'static str>,
}

impl Column {
    /// A column by which nothing is sorted.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Column { text: text.into(), href: None, sorted: None }
    }

    /// A column by which the list can be sorted; `sort` is the present order.
    pub(crate) fn sortable(text: impl Into<String>, query: &Query, name: &str, sort: &str) -> Self {
        let sorted = (sort == name).then_some("ascending");
        let href = query.changed(&[("sort", name), ("page", "")]);
        Column { text: text.into(), href: Some(href), sorted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn an_address_keeps_what_the_reader_chose() {
        let query = Query::new("/cases", &[("status", "active"), ("q", ""), ("sort", "-due")]);
        assert_eq!(query.putting("page", "2"), "/cases?status=active&sort=-due&page=2");
        assert_eq!(query.changed(&[("sort", ""), ("status", "")]), "/cases");
        assert_eq!(
            query.putting("q", "Үсөн&1"),
            "/cases?status=active&sort=-due&q=%D2%AE%D1%81%D3%A9%D0%BD%261"
        );
    }

    #[track_caller]
    fn check(page: u32, total: i64, position: &str, before: bool, after: bool) {
        let pages = Pages::new(Texts::of(Language::En), &Query::new("/x", &[]), page, total);
        assert_eq!(pages.position, position);
        assert_eq!((pages.before.is_some(), pages.after.is_some()), (before, after));
    }

    #[test]
    fn a_page_knows_its_neighbours() {
        check(1, 50, "1–50 of 50", false, false);
        check(1, 51, "1–50 of 51", false, true);
        check(2, 51, "51–51 of 51", true, false);
        check(2, 1_200, "51–100 of 1\u{202f}200", true, true);
    }

    #[test]
    fn a_column_says_when_the_list_is_sorted_by_it() {
        let query = Query::new("/cases", &[("page", "3")]);
        let column = Column::sortable("Due", &query, "due", "due");
        assert_eq!(column.href.as_deref(), Some("/cases?sort=due"));
        assert_eq!(column.sorted, Some("ascending"));
        assert_eq!(Column::sortable("Name", &query, "name", "due").sorted, None);
    }
}
