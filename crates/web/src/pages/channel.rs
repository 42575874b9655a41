//! Numbers on which a client is reminded of appointments: recording one, verifying it by a code that
//! the client reads back, withdrawing it; and the box of reminders on the registration card.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CardPage, ChannelItem, SentItem};
use bagyt_app::role::Action;
use bagyt_casework::channel::{ChannelId, ChannelKind, ChannelLine, LANGUAGES};
use bagyt_casework::codes::ChannelStatus;
use bagyt_core::identity::CaseId;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

/// A number, as the card shows it.
pub(crate) struct Number {
    pub(crate) what: String,
    pub(crate) number: String,
    pub(crate) tone: &'static str,
    pub(crate) state: String,
    pub(crate) href: String,
}

/// The reminders of a case, as the card shows them.
pub(crate) struct Reminders {
    pub(crate) numbers: Vec<Number>,
    pub(crate) sent: Vec<String>,
    pub(crate) record: String,
}

#[derive(Template)]
#[template(path = "channel_new.html")]
struct NewPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    lines: Vec<Choice>,
    ways: Vec<Choice>,
    languages: Vec<Choice>,
    consent: Vec<Choice>,
    back: String,
    contacts: String,
}

#[derive(Template)]
#[template(path = "channel.html")]
struct ChannelPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    facts: Vec<Fact>,
    /// The code to be told; empty where it went out by itself or none is awaited.
    code: String,
    /// Whether a code is awaited.
    is_awaited: bool,
    code_until: String,
    here: String,
    may_withdraw: bool,
    withdraw: String,
    back: String,
}

/// Shows the form of a new number.
pub(crate) async fn ask(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let card = open(seen, &case)?;
            let mut form = Form::about(card.version).preset("way", ChannelKind::Phone.code());
            if LANGUAGES.contains(&card.person.language.as_str()) {
                form = form.preset("language", card.person.language.clone());
            }
            if let Some((line, _)) = card.reminders.numbers.first() {
                form = form.preset("line", line.code());
            }
            Ok(asked(seen, &card, form))
        })
        .await
}

/// Records a number.
pub(crate) async fn record(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let card = open(seen, &case)?;
            let t = seen.t;
            let line = form.code(t, "line", "channel-line", ChannelLine::find);
            let way = line.and_then(|line| way(t, &mut form, line));
            let language = form.choice(t, "language", "channel-language", &LANGUAGES);
            let consented = form.value("consented") == "yes";
            if !consented {
                // A box that is not ticked sends no field at which the refusal could stand.
                form.refuse("consented", t.say("refusal-channel-not-consented"));
            }
            if let (Some(line), Some(way), Some(language), true) = (line, way, language, consented)
            {
                let id = form.command.clone();
                let asked = (line, way, language.as_str(), consented);
                let act = |id| seen.app.record_channel(seen.user, id, card.row.case, asked);
                if seen.once(&mut form, act)? {
                    return Ok(Sent::To(format!("/cases/{case}/channels/{id}?done=channel")));
                }
            }
            Ok(Sent::Again(asked(seen, &card, form)))
        })
        .await
}

/// The way that the form asks for on a line: a line of one way leaves nothing to choose.
fn way(t: Texts, form: &mut Form, line: ChannelLine) -> Option<ChannelKind> {
    match line.ways() {
        [only] => Some(*only),
        _ => form.code(t, "way", "channel-way", ChannelKind::find),
    }
}

/// Shows a number, with its code while that is awaited and did not go out by itself.
pub(crate) async fn show(visit: Visit, Path((case, channel)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let card = open(seen, &case)?;
            let form = Form::about(card.version);
            Ok(shown(seen, &card, find(&card, &channel)?, form))
        })
        .await
}

/// Takes the code that the client read back.
pub(crate) async fn verify(
    visit: Visit,
    Path((case, channel)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let card = open(seen, &case)?;
            let id = find(&card, &channel)?.id;
            let typed = form.required(seen.t, "code", "channel-typed");
            // A code is read aloud in twos or threes, and typed so.
            let code: String = typed.split_whitespace().collect();
            let act = |command| {
                seen.app.verify_channel(seen.user, command, card.row.case, (id, code.as_str()))
            };
            if form.is_right() && seen.once(&mut form, act)? {
                let card = open(seen, &case)?;
                let item = find(&card, &channel)?;
                if item.status == ChannelStatus::Verified {
                    return Ok(Sent::To(format!("/cases/{case}/card?done=channel-verified")));
                }
                let mut form = Form::about(card.version).preset("code", typed);
                let left = i64::try_from(item.tries_left).unwrap_or(i64::MAX);
                form.refuse("code", seen.t.count("channel-wrong-code", left));
                return Ok(Sent::Again(shown(seen, &card, item, form)));
            }
            Ok(Sent::Again(shown(seen, &card, find(&card, &channel)?, form)))
        })
        .await
}

/// Withdraws a number.
pub(crate) async fn withdraw(
    visit: Visit,
    Path((case, channel)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let card = open(seen, &case)?;
            let item = find(&card, &channel)?;
            let about = (card.row.case, card.version);
            if seen.act_on(&mut form, about, CaseAct::WithdrawChannel(item.id))?.is_some() {
                return Ok(Sent::To(format!("/cases/{case}/card?done=channel-withdrawn")));
            }
            Ok(Sent::Again(shown(seen, &card, item, form)))
        })
        .await
}

/// The box of reminders on the card.
pub(crate) fn reminders(seen: &Seen<'_>, card: &CardPage) -> Reminders {
    let t = seen.t;
    let href = format!("/cases/{}/channels", card.row.case);
    let may = card.may.contains(&Action::KeepChannels);
    let number = |item: &ChannelItem| {
        let state = t.code("channel_status", item.status.code());
        let is_silent = item.is_outdated && item.status == ChannelStatus::Verified;
        let outdated = if is_silent { t.say("reminders-outdated") } else { "".into() };
        let parts = [state.as_ref(), outdated.as_ref()];
        Number {
            what: t.code("channel_kind", item.kind.code()).into_owned(),
            number: seen.name(&item.number),
            tone: if item.status == ChannelStatus::Verified && !is_silent { "calm" } else { "" },
            state: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": "),
            href: if may { format!("{href}/{}", item.id) } else { String::new() },
        }
    };
    let sent = |item: &SentItem| {
        t.fill(
            "reminders-sent",
            &[
                ("sent", t.moment_figures(item.sent_at, seen.zone()).into()),
                ("begins", t.moment_figures(item.begins_at, seen.zone()).into()),
                ("occasion", t.code("occasion", item.occasion.code()).as_ref().into()),
            ],
        )
    };
    let is_open = card.row.status != "closed";
    Reminders {
        numbers: card.reminders.channels.iter().map(number).collect(),
        sent: card.reminders.sent.iter().map(sent).collect(),
        record: if may && is_open { href } else { String::new() },
    }
}

fn open(seen: &Seen<'_>, case: &str) -> Result<CardPage, Failure> {
    let card = seen.app.card(seen.user, named::<CaseId>(case)?)?;
    if card.may.contains(&Action::KeepChannels) { Ok(card) } else { Err(Failure::Denied) }
}

fn find<'c>(card: &'c CardPage, channel: &str) -> Result<&'c ChannelItem, Failure> {
    let id = ChannelId(channel.parse().map_err(|_| Failure::NotFound)?);
    card.reminders.channels.iter().find(|item| item.id == id).ok_or(Failure::NotFound)
}

fn who(seen: &Seen<'_>, card: &CardPage) -> Who {
    Who::of(seen, &card.row, &[])
}

fn asked(seen: &Seen<'_>, card: &CardPage, form: Form) -> NewPage {
    let t = seen.t;
    let who = who(seen, card);
    let choice = |(line, number): &(ChannelLine, String)| {
        Choice::with_hint(line.code(), number.clone(), t.code("card_line", line.code()))
    };
    let way = |way: &ChannelKind| Choice::new(way.code(), t.code("channel_kind", way.code()));
    NewPage {
        t,
        frame: seen.frame(Section::Cases),
        form,
        lines: card.reminders.numbers.iter().map(choice).collect(),
        ways: ChannelLine::Phone.ways().iter().map(way).collect(),
        languages: Choice::codes(t, "language", &LANGUAGES),
        consent: vec![Choice::new("yes", t.say("channel-consented"))],
        back: format!("{}/card", who.href),
        contacts: format!("{}/card/contacts", who.href),
        who,
    }
}

fn shown(seen: &Seen<'_>, card: &CardPage, item: &ChannelItem, form: Form) -> ChannelPage {
    let t = seen.t;
    let who = who(seen, card);
    let moment = |at| [("moment", t.moment_figures(at, seen.zone()).into())];
    let until = t.fill("channel-code-until", &moment(item.until_at));
    let sent = item.code_sent_at.map(|at| t.fill("channel-code-sent", &moment(at)));
    ChannelPage {
        t,
        frame: seen.frame(Section::Cases),
        form,
        facts: vec![
            Fact::new(t.code("channel_kind", item.kind.code()), seen.name(&item.number)),
            Fact::new(t.say("channel-language"), t.code("language", &item.language)),
            Fact::new(t.say("column-state"), t.code("channel_status", item.status.code())),
        ],
        code: item.code.clone().unwrap_or_default(),
        is_awaited: item.status == ChannelStatus::Awaited,
        code_until: sent.map_or(until.clone(), |sent| format!("{sent} {until}")),
        here: format!("{}/channels/{}", who.href, item.id),
        may_withdraw: item.status != ChannelStatus::Withdrawn,
        withdraw: format!("{}/channels/{}/withdraw", who.href, item.id),
        back: format!("{}/card", who.href),
        who,
    }
}
