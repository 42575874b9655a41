//! What victims want to be told of a client. Nothing of what is typed here is kept as a draft.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, WishItem};
use bagyt_app::records::Answer;
use bagyt_app::role::Action;
use bagyt_casework::codes::{WishMatter, WishMeans};
use bagyt_casework::wish::{RecordWish, TellVictim, WithdrawWish};
use bagyt_core::identity::{CaseId, WishId};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::parts::{Chip, Record, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;
/// Longest name or address, in characters.
const LINE_MAX: usize = 200;

#[derive(Template)]
#[template(path = "wishes.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rows: Vec<Record>,
    matters: Vec<Choice>,
    means: Vec<Choice>,
    /// What waits to be told.
    tidings: Vec<Choice>,
    /// Wishes that can be taken back.
    open: Vec<Choice>,
}

/// Shows the wishes about a client.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::KeepWishes)?;
            let today = seen.t.figures(seen.today());
            let mut form = Form::fresh();
            for name in ["on", "told_on", "withdrawn_on"] {
                form = form.preset(name, today.clone());
            }
            shown(seen, &page, form)
        })
        .await
}

/// Records a wish, that a victim was told, or that a wish is taken back.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::KeepWishes)?;
            let id: CaseId = named(&case)?;
            let done = match form.value("step") {
                "tell" => tell(seen, &mut form, id)?,
                "withdraw" => withdraw(seen, &mut form, id)?,
                _ => record(seen, &mut form, id)?,
            };
            match done {
                Some(_) => Ok(Sent::To(format!("/cases/{case}/wishes?done=wish"))),
                None => Ok(Sent::Again(shown(seen, &page, form)?)),
            }
        })
        .await
}

fn record(seen: &Seen<'_>, form: &mut Form, case: CaseId) -> Result<Option<Answer>, Failure> {
    let t = seen.t;
    let name = form.required(t, "name", "wish-name");
    form.limited(t, "name", "wish-name", LINE_MAX);
    let contact = form.required(t, "contact", "wish-contact");
    form.limited(t, "contact", "wish-contact", LINE_MAX);
    let matters = form.values("matters").into_iter().filter_map(WishMatter::find);
    let matters: Vec<WishMatter> = matters.collect();
    // Boxes of which none is ticked are not sent, so that what is refused later finds no field.
    if matters.is_empty() {
        form.refuse("matters", t.say("refusal-wish-no-matters"));
    }
    let means = form.code(t, "means", "wish-means", WishMeans::find);
    let on = form.day(t, "on", "wish-on");
    let until_on = form.optional_day(t, "until_on", "wish-until");
    let (Some(on), Some(means), true) = (on, means, form.is_right()) else { return Ok(None) };
    let recorded = seen.effective(on, None);
    let record = RecordWish { recorded, case, matters, means, until_on, name, contact };
    seen.record(form, |id| seen.app.record_wish(seen.user, id, record))
}

fn tell(seen: &Seen<'_>, form: &mut Form, case: CaseId) -> Result<Option<Answer>, Failure> {
    let t = seen.t;
    form.call("on", "told_on");
    form.call("words", "told_words");
    let find = |text: &str| {
        let (wish, version) = text.split_once('.')?;
        Some((wish.parse::<WishId>().ok()?, version.parse::<u32>().ok()?))
    };
    let tidings = form.code(t, "tidings", "wish-tidings", find);
    let means = form.code(t, "told_means", "wish-told-means", WishMeans::find);
    let on = form.day(t, "told_on", "wish-told-on");
    let words = form.required(t, "told_words", "wish-told-words");
    form.limited(t, "told_words", "wish-told-words", WORDS_MAX);
    let (Some((wish, version)), Some(means), Some(on), true) =
        (tidings, means, on, form.is_right())
    else {
        return Ok(None);
    };
    let tell = TellVictim { told: seen.effective(on, None), version, means, words };
    seen.record(form, |id| seen.app.tell_victim(seen.user, id, (case, wish, tell)))
}

fn withdraw(seen: &Seen<'_>, form: &mut Form, case: CaseId) -> Result<Option<Answer>, Failure> {
    let t = seen.t;
    form.call("on", "withdrawn_on");
    let find = |text: &str| text.parse::<WishId>().ok();
    let wish = form.code(t, "wish", "wish-which", find);
    let on = form.day(t, "withdrawn_on", "wish-withdrawn-on");
    let words = form.required(t, "words", "wish-withdraw-words");
    form.limited(t, "words", "wish-withdraw-words", WORDS_MAX);
    let (Some(wish), Some(on), true) = (wish, on, form.is_right()) else { return Ok(None) };
    let withdraw = WithdrawWish { withdrawn: seen.effective(on, None), words };
    seen.record(form, |id| seen.app.withdraw_wish(seen.user, id, (case, wish, withdraw)))
}

fn shown(seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
    let t = seen.t;
    let wishes = seen.app.wishes(seen.user, page.row.case)?;
    let tidings = wishes.iter().flat_map(|wish| {
        wish.tidings.iter().map(move |one| {
            let what = t.code("wish_tidings", one.matter.code());
            let value = format!("{}.{}", wish.wish, one.version);
            Choice::new(value, format!("{what}, {}: {}", t.figures(one.on), wish.name))
        })
    });
    let open = wishes.iter().filter(|wish| wish.withdrawn_on.is_none());
    let matters: Vec<&str> = WishMatter::ALL.iter().map(|one| one.code()).collect();
    let means: Vec<&str> = WishMeans::ALL.iter().map(|one| one.code()).collect();
    Ok(Page {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        rows: wishes.iter().map(|wish| row(t, wish)).collect(),
        matters: Choice::codes(t, "wish_matter", &matters),
        means: Choice::codes(t, "wish_means", &means),
        tidings: tidings.collect(),
        open: open.map(|one| Choice::new(one.wish.to_string(), one.name.clone())).collect(),
    })
}

fn row(t: Texts, wish: &WishItem) -> Record {
    let matters = wish.matters.iter().map(|one| t.code("wish_matter", one.code()));
    let matters: Vec<_> = matters.collect();
    let means = t.code("wish_means", wish.means.code());
    let mut lines = vec![
        (t.day(wish.from_on), matters.join(", ")),
        (t.say("wish-means").into_owned(), format!("{means}: {}", wish.contact)),
    ];
    if let Some(until_on) = wish.until_on {
        lines.push((t.say("wish-until").into_owned(), t.day(until_on)));
    }
    for told in &wish.told {
        let means = t.code("wish_means", told.means.code());
        lines.push((t.day(told.on), format!("{}, {means}. {}", t.say("wish-told"), told.words)));
    }
    let chip = match (wish.withdrawn_on, wish.tidings.is_empty()) {
        (Some(_), _) => Chip::new(t.say("wish-state-withdrawn"), ""),
        (None, true) => Chip::new(t.say("wish-state-holds"), "calm"),
        (None, false) => Chip::new(t.say("wish-state-to-tell"), "late"),
    };
    Record { title: wish.name.clone(), chip, lines }
}
