//! Choosing entries of a case: what was asked stands in the address, so that it can be kept, sent
//! on and gone back to.

use bagyt_app::read::{CasePage, ENTRY_GROUPS, EntryFilter};

use crate::form::{Choice, Form};
use crate::texts::{Argument, Texts};
use crate::visit::Seen;

/// Value of the field by which the system's own entries are left out.
const HIDDEN: &str = "no";

/// Value of the field by which an entry shows its words when it is opened.
const SHORT: &str = "short";

/// The choice as the page offers it.
pub(crate) struct TimelineFilter {
    pub(crate) action: String,
    pub(crate) reset: String,
    /// The position as of which the case is shown; empty for the present.
    pub(crate) at: String,
    pub(crate) is_set: bool,
    pub(crate) is_short: bool,
    pub(crate) summary: String,
    pub(crate) groups: Vec<Choice>,
    pub(crate) actors: Vec<Choice>,
    pub(crate) system: Vec<Choice>,
    pub(crate) views: Vec<Choice>,
}

/// Reads what was asked; a day that cannot be read is said at its field and chooses nothing.
pub(crate) fn read(t: Texts, form: &mut Form) -> EntryFilter {
    let some = |form: &Form, name: &str| {
        Some(form.value(name).trim().to_owned()).filter(|one| !one.is_empty())
    };
    EntryFilter {
        group: some(form, "kinds").filter(|group| ENTRY_GROUPS.contains(&group.as_str())),
        from: form.optional_day(t, "from", "timeline-from"),
        until: form.optional_day(t, "until", "timeline-until"),
        actor: some(form, "by"),
        words: some(form, "word").unwrap_or_default(),
        without_system: form.value("system") == HIDDEN,
    }
}

impl TimelineFilter {
    /// The choices of a case and what they have led to: `shown` entries.
    pub(crate) fn of(
        seen: &Seen<'_>,
        page: &CasePage,
        wanted: &EntryFilter,
        form: &Form,
        shown: usize,
    ) -> TimelineFilter {
        let t = seen.t;
        let path = format!("/cases/{}", page.row.case);
        let at = page.earlier.map(|earlier| earlier.position.to_string()).unwrap_or_default();
        let reset = if at.is_empty() { path.clone() } else { format!("{path}?at={at}") };
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let counts: [(&str, Argument); 2] =
            [("shown", number(shown).into()), ("count", number(page.timeline.len()).into())];
        let is_short = form.value("view") == SHORT;
        TimelineFilter {
            action: format!("{path}#timeline"),
            reset: format!("{reset}#timeline"),
            at,
            is_set: !wanted.is_open() || is_short || !form.is_right(),
            is_short,
            summary: t.fill("timeline-shown", &counts),
            groups: any(t, Choice::codes(t, "entry_group", &ENTRY_GROUPS), "any"),
            actors: any(t, actors(seen, page), "timeline-by-anybody"),
            system: vec![
                Choice::new("", t.say("timeline-system-shown")),
                Choice::new(HIDDEN, t.say("timeline-system-hidden")),
            ],
            views: vec![
                Choice::new("", t.say("timeline-view-full")),
                Choice::new(SHORT, t.say("timeline-view-short")),
            ],
        }
    }
}

fn any(t: Texts, choices: Vec<Choice>, key: &str) -> Vec<Choice> {
    let mut all = vec![Choice::new("", t.say(key))];
    all.extend(choices);
    all
}

/// Who wrote entries of the case, by name.
fn actors(seen: &Seen<'_>, page: &CasePage) -> Vec<Choice> {
    let mut names: Vec<&str> = page.timeline.iter().map(|item| item.actor.as_str()).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| Choice::new(name, seen.words().counterpart(name))).collect()
}
