//! Acts, articles and limits of the law in the reader's language.

use bagyt_core::law::{Limit, Row, Unit};

use crate::format::grouped;
use crate::texts::Texts;

/// Writes a citation (`Probation Act 24(1)`) in the reader's language; an act without words stays
/// as the table has it, and of an article that was never read only the act is told.
pub(crate) fn citation(t: Texts, cited: &str) -> String {
    let acts = cited.rmatch_indices(' ').filter_map(|(at, _)| cited.split_at_checked(at));
    let mut known = acts.filter_map(|(act, article)| Some((t.find(&key_of(act))?, article.trim())));
    match known.next() {
        Some((act, article)) if article.starts_with(|first: char| first.is_ascii_digit()) => {
            t.fill("article-of", &[("article", article.into()), ("act", act.as_ref().into())])
        }
        Some((act, _)) => act.into_owned(),
        None => cited.to_owned(),
    }
}

/// The key of the words of an act: `act-probation_act` for `Probation Act`.
pub(crate) fn key_of(act: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let code: String = act.chars().map(plain).collect();
    format!("act-{code}")
}

/// The limit of a row in words, from the least to the greatest measure where it has both.
pub(crate) fn limit_of(t: Texts, row: &Row) -> Option<String> {
    let limit = limit(t, row.limit?);
    Some(match row.minimum {
        Some(least) => format!("{} — {limit}", self::limit(t, least)),
        None => limit,
    })
}

fn limit(t: Texts, limit: Limit) -> String {
    match limit.unit {
        Unit::OfTerm => t.with("limit-of_term", "part", limit.to_string()),
        Unit::ForEach => limit.to_string(),
        Unit::Currency => grouped(i64::from(limit.number)),
        unit => t.count(&format!("limit-{}", unit.name()), i64::from(limit.number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[track_caller]
    fn check(cited: &str, expected: &str) {
        assert_eq!(citation(Texts::of(Language::Ru), cited), expected);
    }

    #[test]
    fn a_citation_is_written_in_the_language_of_the_reader() {
        check("Probation Act 24(1)", "ст. 24(1), Закон о пробации");
        check("Criminal Code 43(1)", "ст. 43(1), Уголовный кодекс");
    }

    #[test]
    fn the_number_of_an_act_is_no_article() {
        check("Criminal Code No 226-V 72(3)", "ст. 72(3), Уголовный кодекс № 226-V");
    }

    #[test]
    fn an_article_that_was_never_read_is_not_told() {
        check(
            "Procedure of Cabinet Resolution No 58 items(on intake)",
            "Порядок, утверждённый постановлением Кабинета Министров № 58",
        );
    }

    #[test]
    fn an_act_without_words_stays_as_it_is_written() {
        check("Sea Act 3", "Sea Act 3");
    }

    #[test]
    fn a_part_of_a_term_is_told_as_one() {
        let half = Limit { number: 1, per: 2, unit: Unit::OfTerm };
        assert_eq!(limit(Texts::of(Language::Ru), half), "1/2 срока");
    }
}
