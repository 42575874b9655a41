//! The facts of co-operation.
//!
//! A published result names the standard's rule, the indicator, the definition and the journal's
//! position of its figure, so that a partner can walk it back to the entries that were counted.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, Mending, Withdrawn};
use serde::{Deserialize, Serialize};

/// A reform project was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectOpened {
    /// Its code; the partners' papers name it.
    pub code: String,
    /// Its title, which is public.
    pub title: ProjectTitle,
    /// Codes of the standards that it works towards.
    pub standards: Vec<String>,
}

/// A project's title in the four languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectTitle {
    /// English.
    pub en: String,
    /// Kazakh.
    pub kk: String,
    /// Kyrgyz.
    pub ky: String,
    /// Russian.
    pub ru: String,
}

/// A result of a project was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultPublished {
    /// Code of the standard.
    pub standard: String,
    /// Code of its rule.
    pub rule: String,
    /// Code of the indicator.
    pub indicator: String,
    /// The figure, in thousandths; absent where nothing could be counted or it is withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_permille: Option<u32>,
    /// Of how many it is the share.
    pub cases: u64,
    /// The first month: year * 12 + month - 1.
    pub month_from: i64,
    /// The last month, which belongs to it.
    pub month_last: i64,
    /// The journal's position that it was counted at.
    pub position: u64,
    /// SHA-256 of the definition's words as they were published, lower-case hexadecimal.
    pub definition: String,
}

bagyt_core::facts! {
    /// What happens to a reform project.
    pub enum ProjectFact {
        /// It was opened.
        Opened(ProjectOpened) = "cooperation.project.opened" 1,
        /// A result was published.
        Published(ResultPublished) = "cooperation.result.published" 1,
        /// An entry no longer holds.
        Withdrawn(Withdrawn) = "cooperation.entry.withdrawn" 1,
    }
}

impl Fact for ProjectFact {
    fn effective(&self) -> Option<Effective> {
        None
    }

    fn mends(&self) -> Option<Mending<'_>> {
        match self {
            ProjectFact::Withdrawn(fact) => Some(Mending::Withdraws(fact)),
            ProjectFact::Opened(_) | ProjectFact::Published(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bagyt_core::fact::FactCodec;

    /// A stored line must be read for ever and be written again as it stands.
    #[track_caller]
    fn check(kind: &str, line: &str) {
        let fact = ProjectFact::decode(kind, 1, line).unwrap();
        assert_eq!(fact.kind(), (kind, 1));
        let (clear, private) = fact.encode().unwrap();
        assert_eq!(clear, serde_json::from_str::<serde_json::Value>(line).unwrap());
        assert_eq!(private, None);
    }

    #[test]
    fn stored_lines_are_read_and_written_the_same() {
        check(
            "cooperation.project.opened",
            r#"{"code":"P-1","standards":["tokyo_rules"],
                "title":{"en":"e","kk":"k","ky":"y","ru":"r"}}"#,
        );
        check(
            "cooperation.result.published",
            r#"{"cases":40,"definition":"00ff","indicator":"contact_in_time","month_from":24303,
                "month_last":24314,"position":1234,"rule":"10","standard":"tokyo_rules",
                "value_permille":910}"#,
        );
        check(
            "cooperation.result.published",
            r#"{"cases":0,"definition":"00ff","indicator":"contact_in_time","month_from":24303,
                "month_last":24314,"position":1234,"rule":"10","standard":"tokyo_rules"}"#,
        );
        check("cooperation.entry.withdrawn", r#"{"reason":"mistake","version":2}"#);
    }
}
