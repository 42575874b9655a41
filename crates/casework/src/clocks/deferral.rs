//! When the condition of a deferral of punishment is lost: the child has come of the age of the law,
//! or the client does not bring it up any more.

use bagyt_core::effective::Effective;
use bagyt_core::law::{Happening, Pack};
use jiff::civil::Date;

use crate::attribute::AttributeSpan;
use crate::case::Case;
use crate::codes::SubmissionKind;
use crate::fact::Change;

/// The measure that puts a punishment off.
pub const DEFERRAL: &str = "deferral";

/// The row that says for whom; its groups are the condition.
const FOR_WHOM: &str = "deferral_for";

/// Returns the loss of the condition with what followed, apart: the last day may be still to come,
/// and what is to come ends and repeats no other limit.
pub(super) fn losses(case: &Case, pack: &Pack) -> Vec<Vec<Happening<'static>>> {
    if case.opening.measure != DEFERRAL {
        return Vec::new();
    }
    let on = case.opening.in_force_on;
    let Some(row) = pack.rows_of(FOR_WHOM).find(|row| row.is_in_force(on)) else {
        return Vec::new();
    };
    let spans = case.attribute_spans();
    let own: Vec<&AttributeSpan> =
        spans.iter().filter(|span| row.for_groups.contains(&span.attribute)).collect();
    let is_lost = |on: &Date| own.iter().all(|span| !span.holds_on(*on));
    let ends = own.iter().filter_map(|span| Some((span.until?, span.version)));
    let lost = ends.filter(|(on, _)| is_lost(on) && case.closed_before(*on).is_none()).max();
    let Some((on, version)) = lost else { return Vec::new() };
    let version = version.unwrap_or(case.opened.version);
    let at = Effective::day(on, case.zone);
    let mut told = vec![Happening { name: "deferral_condition_lost", at, version, about: None }];
    for sent in requests(case) {
        // Whoever asked before need not ask again.
        let at = if sent.at.on() < on { Effective::day(on, case.zone) } else { sent.at };
        told.push(Happening { at, version: sent.version.max(version + 1), ..sent });
    }
    if let Some(closing) = case.closing() {
        let (at, version) = (closing.mark.effective(case.zone), closing.mark.version);
        told.push(Happening { name: "case_closed", at, version, about: None });
    }
    told.sort_by_key(|happening| (happening.at.on(), happening.version));
    vec![told]
}

/// Returns that the court was asked what follows a deferral; what it refused to decide is asked again.
pub(super) fn requests(case: &Case) -> Vec<Happening<'static>> {
    let asked = case.submissions.iter().filter(|one| one.kind == SubmissionKind::EndDeferral);
    let answered = asked
        .filter(|one| case.decision(one).is_none_or(|ruling| ruling.change != Change::Refused));
    answered
        .filter_map(|one| one.sent)
        .map(|(mark, _)| Happening {
            name: "deferral_end_requested",
            at: mark.effective(case.zone),
            version: mark.version,
            about: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::{EndAttribute, EstablishAttribute, end, establish};
    use crate::clocks::clocks;
    use crate::codes::{Evidence, Sex};
    use crate::invented::{Story, calendar, day, on, pack};

    const CONDITION: &str = "parent_of_child_under_14";

    fn deferred() -> Story {
        let mut sentence = crate::invented::sentence();
        sentence.measure = DEFERRAL.to_owned();
        sentence.sex = Sex::Female;
        Story::of(&sentence)
    }

    /// The child is born on the 5th of May 2011 and comes of age in 2025.
    fn established(story: Story, until: Option<&str>) -> Story {
        let command = EstablishAttribute {
            attribute: CONDITION.to_owned(),
            from: on("2025-03-01"),
            until: until.map(day),
            evidence: Evidence::IdentityDocument,
            words: "birth certificate 44".to_owned(),
        };
        let pack = pack();
        let known = pack.attributes(day("2025-03-12"));
        let facts = establish(&story.case, &command, &known, day("2025-03-12")).unwrap();
        story.then("2025-03-12", facts)
    }

    #[track_caller]
    fn check(story: &Story, row: &str, expected: &[&str]) {
        let pack = pack();
        let told: Vec<String> = clocks(&story.case, &pack, &calendar())
            .unwrap()
            .iter()
            .filter(|clock| clock.code() == row)
            .map(|clock| format!("{} to {} {}", clock.from_on, clock.due_on, clock.state().name()))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn the_court_is_asked_before_the_deferral_ends() {
        let until = deferred().case.term().until;
        let row = "deferral_end_request";
        let pack = pack();
        let clocks = clocks(&deferred().case, &pack, &calendar()).unwrap();
        let clock = clocks.iter().find(|clock| clock.code() == row).unwrap();
        assert!(clock.due_on < until, "{} is not before {until}", clock.due_on);
        check(&Story::opened(), row, &[]);
    }

    #[test]
    fn a_child_that_comes_of_age_and_one_that_went_away_end_the_condition() {
        let row = "deferral_condition";
        check(&established(deferred(), None), row, &[]);
        let story = established(deferred(), Some("2025-05-04"));
        check(&story, row, &["2025-05-05 to 2025-05-15 open"]);
        let story = established(deferred(), None);
        let command = EndAttribute {
            attribute: CONDITION.to_owned(),
            ended: on("2025-05-05"),
            evidence: Evidence::CourtAct,
            words: "custody went to the father".to_owned(),
        };
        let pack = pack();
        let known = pack.attributes(day("2025-05-12"));
        let facts = end(&story.case, &command, &known, day("2025-05-12")).unwrap();
        let story = story.then("2025-05-12", facts);
        check(&story, row, &["2025-05-05 to 2025-05-15 open"]);
        check(&established(Story::opened(), Some("2025-05-04")), row, &[]);
    }
}
