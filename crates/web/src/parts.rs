//! Small parts that many pages show: figures, facts, chips, links.

use bagyt_app::read::{CaseRow, ClockItem};
use bagyt_core::identity::OfficeCode;

use crate::form::Choice;
use crate::law_here::LawHere;
use crate::visit::Seen;

/// A figure with its words; a link where it opens something.
pub(crate) struct Tile {
    pub(crate) figure: String,
    pub(crate) text: String,
    pub(crate) tone: &'static str,
    pub(crate) href: String,
}

impl Tile {
    pub(crate) fn new(figure: impl Into<String>, text: impl Into<String>) -> Tile {
        Tile { figure: figure.into(), text: text.into(), tone: "", href: String::new() }
    }

    /// A figure that means work when it is not nought.
    pub(crate) fn alarming(mut self, tone: &'static str, is_due: bool) -> Tile {
        self.tone = if is_due { tone } else { "calm" };
        self
    }

    pub(crate) fn to(mut self, href: impl Into<String>) -> Tile {
        self.href = href.into();
        self
    }
}

/// A term and its value.
pub(crate) struct Fact {
    pub(crate) term: String,
    pub(crate) value: String,
}

impl Fact {
    pub(crate) fn new(term: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact { term: term.into(), value: value.into() }
    }
}

/// A word in a colour; the colour only repeats what the word says.
pub(crate) struct Chip {
    pub(crate) text: String,
    pub(crate) tone: &'static str,
}

impl Chip {
    pub(crate) fn new(text: impl Into<String>, tone: &'static str) -> Chip {
        Chip { text: text.into(), tone }
    }
}

/// What was recorded in a case and what became of it, as a card of its own.
pub(crate) struct Record {
    pub(crate) title: String,
    pub(crate) chip: Chip,
    /// Terms and their words.
    pub(crate) lines: Vec<(String, String)>,
}

/// An address and its words.
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) current: bool,
}

impl Link {
    pub(crate) fn new(href: impl Into<String>, text: impl Into<String>) -> Link {
        Link { href: href.into(), text: text.into(), current: false }
    }
}

/// A number in a table that opens to its entries.
pub(crate) struct Figure {
    pub(crate) text: String,
    pub(crate) href: String,
    /// Today's number, beside one of an older position that is another.
    pub(crate) now: Option<Now>,
}

/// Today's number beside an older one.
pub(crate) struct Now {
    pub(crate) text: String,
    pub(crate) href: String,
}

/// A line of numbers in a table.
pub(crate) struct FigureRow {
    pub(crate) text: String,
    pub(crate) cells: Vec<Figure>,
}

/// Whose case a form is about.
pub(crate) struct Who {
    pub(crate) name: String,
    pub(crate) number: String,
    pub(crate) href: String,
    /// What the law asks of this work in this case.
    pub(crate) law: Option<LawHere>,
}

impl Who {
    /// Whose case it is, and what the law asks on the page, by the clocks where they are known.
    pub(crate) fn of(seen: &Seen<'_>, case: &CaseRow, clocks: &[ClockItem]) -> Who {
        Who {
            name: seen.name(&case.name),
            number: case.number.clone(),
            href: format!("/cases/{}", case.case),
            law: LawHere::in_case(seen, case, clocks),
        }
    }
}

/// The office that a page is about, and those that the reader may choose.
pub(crate) struct Offices {
    pub(crate) heading: String,
    pub(crate) code: String,
    pub(crate) choices: Vec<Choice>,
}

impl Offices {
    /// Names the offices in the reader's language, in the order of their names.
    pub(crate) fn of(seen: &Seen<'_>, code: &str, offices: &[OfficeCode]) -> Offices {
        let words = seen.words();
        let choice = |office: &OfficeCode| Choice::new(office.0.clone(), words.office(&office.0));
        let mut choices: Vec<Choice> = offices.iter().map(choice).collect();
        choices.sort_by(|one, other| one.text.cmp(&other.text));
        Offices { heading: words.office(code), code: code.to_owned(), choices }
    }
}

/// Returns the tone of a moment that many days away.
pub(crate) fn tone_of(days_left: i64) -> &'static str {
    match days_left {
        ..0 => "late",
        0..=2 => "soon",
        _ => "calm",
    }
}

/// Returns the tone of a standing.
pub(crate) fn tone_of_code(code: &str) -> &'static str {
    match code {
        "late" | "never" | "violation" | "warned" | "rejected" | "high" | "missed"
        | "unallocated" | "failing" => "late",
        "open" | "awaiting_reason" | "review" | "received" | "drafted" | "medium" | "suspended"
        | "delivered" => "soon",
        "in_time" | "accepted" | "opened" | "held" | "low" | "decided" | "acknowledged"
        | "applied" | "active" | "answered" | "approved" => "calm",
        _ => "",
    }
}
