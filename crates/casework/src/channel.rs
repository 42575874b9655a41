//! The channels on which a client agreed to be reminded: a telephone for short messages or for a
//! messenger, an e-mail address.
//!
//! A number is typed once, on the registration card ([`crate::circumstance`]); a channel takes it
//! from there, in the form in which a gateway dials it. Nobody is written to before the number is
//! verified: a code goes out on it, the client reads the code back, and whoever keeps the file
//! types it in. A wrong code is a try on record; the code is worth nothing after some of them, or
//! after its time. What is sent on a channel is decided in [`crate::reminder`].

use bagyt_core::effective::Effective;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::case::Case;
use crate::entries::{Mark, Marked, keep};
use crate::fact::CaseFact;

codes! {
    /// The way on which a client is reminded.
    pub enum ChannelKind {
        /// A short message to a telephone.
        Phone = "phone",
        /// An e-mail.
        Email = "email",
        /// A messenger on a telephone.
        Messenger = "messenger",
    }
}

codes! {
    /// The line of the card from which a number is taken.
    pub enum ChannelLine {
        /// The telephone among the contacts.
        Phone = "phone",
        /// The second telephone among the contacts.
        SecondPhone = "second_phone",
        /// The e-mail address among the contacts.
        Email = "email",
        /// The telephone that was given at the registration.
        RegisteredPhone = "registered_phone",
    }
}

impl ChannelLine {
    /// Returns the ways that a number of this line opens, the usual one first.
    pub fn ways(self) -> &'static [ChannelKind] {
        match self {
            ChannelLine::Email => &[ChannelKind::Email],
            ChannelLine::Phone | ChannelLine::SecondPhone | ChannelLine::RegisteredPhone => {
                &[ChannelKind::Phone, ChannelKind::Messenger]
            }
        }
    }
}

/// The identifier of a channel; it stands in the stream of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChannelId(pub Uuid);

impl std::fmt::Display for ChannelId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// How a number is verified, by the setting of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyingRules {
    /// Until when the code can be typed in.
    pub until_at: Timestamp,
    /// How often it can be typed in.
    pub tries_most: u8,
}

/// Records a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChannel {
    /// Its identifier, made by the caller.
    pub channel: ChannelId,
    /// The line of the card.
    pub line: ChannelLine,
    /// The way, one of those that the line opens.
    pub kind: ChannelKind,
    /// What stands on that line.
    pub number: String,
    /// The code that is to be read back.
    pub code: String,
    /// The language of reminders: `ky`, `kk`, `ru` or `en`.
    pub language: String,
    /// Whether the client agreed.
    pub consented: bool,
}

/// A channel was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelRecorded {
    /// Its identifier.
    pub channel: ChannelId,
    /// The way.
    pub kind: ChannelKind,
    /// The line of the card from which the number was taken.
    pub line: ChannelLine,
    /// The language of reminders.
    pub language: String,
    /// When the client agreed.
    pub consented: Effective,
    /// Until when the code can be typed in.
    pub until_at: Timestamp,
    /// How often it can be typed in.
    pub tries_most: u8,
    /// The number and the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<ChannelNumber>,
}

/// The number of a channel with the code that verifies it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelNumber {
    /// The number as a gateway dials it (`+996700123456`), or the e-mail address.
    pub number: String,
    /// The code.
    pub code: String,
}

/// The code of a channel went out on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelCodeSent {
    /// The channel.
    pub channel: ChannelId,
    /// When it was handed over.
    pub sent_at: Timestamp,
}

/// A wrong code was typed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelTried {
    /// The channel.
    pub channel: ChannelId,
}

/// The client read back the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelVerified {
    /// The channel.
    pub channel: ChannelId,
}

/// The client is no longer written to on a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelWithdrawn {
    /// The channel.
    pub channel: ChannelId,
}

/// A channel, as the state of a case keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Where the entry stands.
    pub mark: Mark,
    /// Its identifier.
    pub id: ChannelId,
    /// The way.
    pub kind: ChannelKind,
    /// The line of the card.
    pub line: ChannelLine,
    /// The language of reminders.
    pub language: String,
    /// Until when the code can be typed in.
    pub until_at: Timestamp,
    /// How often it can be typed in.
    pub tries_most: u8,
}

/// What became of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its code went out on it, at that instant.
    CodeSent(Timestamp),
    /// A wrong code was typed in.
    Tried,
    /// The code was read back.
    Verified,
    /// It was withdrawn.
    Withdrawn,
}

/// A step of a channel, as the state of a case keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// The channel.
    pub channel: ChannelId,
    /// What became of it.
    pub step: Step,
}

impl Marked for Channel {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for ChannelStep {
    fn mark(&self) -> Mark {
        self.mark
    }
}

codes! {
    /// How a channel stands.
    pub enum ChannelStatus {
        /// The code is awaited.
        Awaited = "awaited",
        /// The code came too late or was wrong too often.
        Lapsed = "lapsed",
        /// The client read the code back: reminders go out.
        Verified = "verified",
        /// Nothing goes out any more.
        Withdrawn = "withdrawn",
    }
}

impl Case {
    /// Returns the channel of that identifier.
    pub fn find_channel(&self, id: ChannelId) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// Returns how often a wrong code was typed in for a channel.
    pub fn channel_tries(&self, id: ChannelId) -> usize {
        self.steps_of(id).filter(|one| one.step == Step::Tried).count()
    }

    /// Returns how a channel stands at an instant.
    pub fn channel_status(&self, channel: &Channel, now: Timestamp) -> ChannelStatus {
        let has = |step: Step| self.steps_of(channel.id).any(|one| one.step == step);
        if has(Step::Withdrawn) {
            ChannelStatus::Withdrawn
        } else if has(Step::Verified) {
            ChannelStatus::Verified
        } else if channel.until_at <= now
            || self.channel_tries(channel.id) >= usize::from(channel.tries_most)
        {
            ChannelStatus::Lapsed
        } else {
            ChannelStatus::Awaited
        }
    }

    /// Returns when the code of a channel went out on it, if it did.
    pub fn code_sent_at(&self, id: ChannelId) -> Option<Timestamp> {
        self.steps_of(id).find_map(|one| match one.step {
            Step::CodeSent(at) => Some(at),
            Step::Tried | Step::Verified | Step::Withdrawn => None,
        })
    }

    /// Returns the channels whose codes are still to go out at an instant. As with reminders, a
    /// closed or restricted case has none.
    pub fn codes_to_send(&self, now: Timestamp) -> Vec<&Channel> {
        if self.closing().is_some() || self.is_restricted() {
            return Vec::new();
        }
        let is_due = |channel: &&Channel| {
            self.channel_status(channel, now) == ChannelStatus::Awaited
                && self.code_sent_at(channel.id).is_none()
        };
        self.channels.iter().filter(is_due).collect()
    }

    fn steps_of(&self, id: ChannelId) -> impl Iterator<Item = &ChannelStep> {
        self.channel_steps.iter().filter(move |one| one.channel == id)
    }

    /// Takes an entry about a channel into the state.
    pub(crate) fn apply_channel(&mut self, mark: Mark, fact: &CaseFact) {
        let (channel, step) = match fact {
            CaseFact::ChannelRecorded(fact) => {
                let channel = Channel {
                    mark,
                    id: fact.channel,
                    kind: fact.kind,
                    line: fact.line,
                    language: fact.language.clone(),
                    until_at: fact.until_at,
                    tries_most: fact.tries_most,
                };
                return keep(&mut self.channels, channel);
            }
            CaseFact::ChannelCodeSent(fact) => (fact.channel, Step::CodeSent(fact.sent_at)),
            CaseFact::ChannelTried(fact) => (fact.channel, Step::Tried),
            CaseFact::ChannelVerified(fact) => (fact.channel, Step::Verified),
            CaseFact::ChannelWithdrawn(fact) => (fact.channel, Step::Withdrawn),
            _ => return,
        };
        keep(&mut self.channel_steps, ChannelStep { mark, channel, step });
    }
}

/// The most characters of an e-mail address.
///
/// # Source
///
/// RFC 5321, 4.5.3.1.3: 256 octets of a path, of which two are its brackets.
pub const EMAIL_MAX: usize = 254;

/// Languages in which reminders are written.
pub const LANGUAGES: [&str; 4] = ["ky", "kk", "ru", "en"];

bagyt_core::refusals! {
    /// Why a channel is not recorded, verified or withdrawn.
    pub enum ChannelRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The client did not agree.
        #[error("nobody is reminded who did not agree to it")]
        NotConsented = "channel-not-consented" @ "consented",
        /// There are no reminders in that language.
        #[error("reminders are not written in `{language}`")]
        UnknownLanguage {
            /// The language that was given.
            language: String,
        } = "channel-language" @ "language",
        /// The card has no number on that line.
        #[error("the card has nothing on the line `{line}`; it is filled in there first")]
        NoNumber {
            /// The line.
            line: ChannelLine,
        } = "channel-no-number" @ "line",
        /// A telephone number holds something else than figures.
        #[error("a telephone number has figures, spaces, brackets and hyphens, not `{sign}`")]
        NotFigures {
            /// The first other character.
            sign: String,
        } = "channel-not-figures" @ "line",
        /// A telephone number is of a country of which the length is not known.
        #[error("the number begins neither with +996, +7 nor with 0 or 8 before the code")]
        UnknownCountry = "channel-country" @ "line",
        /// A telephone number has too few or too many figures.
        #[error("after +{prefix} there are {figures} figures; there must be {must}")]
        WrongLength {
            /// The code of the country, without its plus.
            prefix: String,
            /// Figures given after it.
            figures: usize,
            /// Figures that there must be.
            must: usize,
        } = "channel-length" @ "line",
        /// An e-mail address is none.
        #[error("an e-mail address is written name@place.country, in Latin letters")]
        NotAnAddress = "channel-not-an-address" @ "line",
        /// The line does not open that way.
        #[error("the line `{line}` does not open the way `{kind}`")]
        WrongWay {
            /// The line.
            line: ChannelLine,
            /// The way.
            kind: ChannelKind,
        } = "channel-way" @ "way",
        /// The same number is a channel of that way already.
        #[error("a channel from the line `{line}` stands already; withdraw it first")]
        AlreadyRecorded {
            /// The line.
            line: ChannelLine,
        } = "channel-already" @ "line",
        /// The case has no such channel.
        #[error("the case has no such channel")]
        UnknownChannel = "channel-unknown" @ "channel",
        /// The channel does not wait for a code.
        #[error("the channel does not wait for a code: it is {status}")]
        NotAwaited {
            /// How it stands.
            status: ChannelStatus,
        } = "channel-not-awaited" @ "code",
        /// The code went out before.
        #[error("the code of the channel went out before")]
        CodeAlreadySent = "channel-code-sent" @ "channel",
        /// The channel was withdrawn before.
        #[error("the channel was withdrawn before")]
        AlreadyWithdrawn = "channel-withdrawn" @ "channel",
    }
}

/// Decides what to write when a channel is recorded.
///
/// # Errors
///
/// [`ChannelRefusal`], in the order of its variants; the first that applies is returned.
pub fn record(
    case: &Case,
    command: &RecordChannel,
    rules: VerifyingRules,
    now: Timestamp,
) -> Result<Vec<CaseFact>, ChannelRefusal> {
    if let Some(closing) = case.closing() {
        return Err(ChannelRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    if !command.consented {
        return Err(ChannelRefusal::NotConsented);
    }
    if !LANGUAGES.contains(&command.language.as_str()) {
        return Err(ChannelRefusal::UnknownLanguage { language: command.language.clone() });
    }
    let (line, kind) = (command.line, command.kind);
    let number = dialled(line, &command.number)?;
    if !line.ways().contains(&kind) {
        return Err(ChannelRefusal::WrongWay { line, kind });
    }
    let stands = |channel: &&Channel| {
        let status = case.channel_status(channel, now);
        (channel.line, channel.kind) == (line, kind)
            && matches!(status, ChannelStatus::Awaited | ChannelStatus::Verified)
    };
    if case.channels.iter().any(|channel| stands(&channel)) {
        return Err(ChannelRefusal::AlreadyRecorded { line });
    }
    Ok(vec![CaseFact::ChannelRecorded(ChannelRecorded {
        channel: command.channel,
        kind,
        line,
        language: command.language.clone(),
        consented: Effective::instant(now, case.zone),
        until_at: rules.until_at,
        tries_most: rules.tries_most,
        private: Some(ChannelNumber { number, code: command.code.clone() }),
    })])
}

/// Decides what to write when the code of a channel was handed over. It went out, so that it is
/// written whatever has become of the channel meanwhile.
///
/// # Errors
///
/// [`ChannelRefusal::UnknownChannel`], then [`ChannelRefusal::CodeAlreadySent`].
pub fn note_code(
    case: &Case,
    id: ChannelId,
    now: Timestamp,
) -> Result<Vec<CaseFact>, ChannelRefusal> {
    case.find_channel(id).ok_or(ChannelRefusal::UnknownChannel)?;
    if case.code_sent_at(id).is_some() {
        return Err(ChannelRefusal::CodeAlreadySent);
    }
    Ok(vec![CaseFact::ChannelCodeSent(ChannelCodeSent { channel: id, sent_at: now })])
}

/// Decides what to write when a code was typed in: that the number is verified, or that a wrong
/// code was tried. Whether it is the right one the caller knows, who can open what is sealed.
///
/// # Errors
///
/// [`ChannelRefusal::UnknownChannel`], then [`ChannelRefusal::NotAwaited`].
pub fn verify(
    case: &Case,
    id: ChannelId,
    is_right: bool,
    now: Timestamp,
) -> Result<Vec<CaseFact>, ChannelRefusal> {
    let channel = case.find_channel(id).ok_or(ChannelRefusal::UnknownChannel)?;
    match case.channel_status(channel, now) {
        ChannelStatus::Awaited if is_right => {
            Ok(vec![CaseFact::ChannelVerified(ChannelVerified { channel: id })])
        }
        ChannelStatus::Awaited => Ok(vec![CaseFact::ChannelTried(ChannelTried { channel: id })]),
        status => Err(ChannelRefusal::NotAwaited { status }),
    }
}

/// Decides what to write when the client is no longer to be written to. This is possible also in a
/// closed case: consent is taken back at any time.
///
/// # Errors
///
/// [`ChannelRefusal::UnknownChannel`], then [`ChannelRefusal::AlreadyWithdrawn`].
pub fn withdraw(case: &Case, id: ChannelId) -> Result<Vec<CaseFact>, ChannelRefusal> {
    case.find_channel(id).ok_or(ChannelRefusal::UnknownChannel)?;
    if case.steps_of(id).any(|one| one.step == Step::Withdrawn) {
        return Err(ChannelRefusal::AlreadyWithdrawn);
    }
    Ok(vec![CaseFact::ChannelWithdrawn(ChannelWithdrawn { channel: id })])
}

/// Returns a number of the card as a gateway takes it: a telephone number in the international form
/// of E.164, an e-mail address as it stands.
///
/// # Errors
///
/// [`ChannelRefusal`] naming what is wrong with it.
pub fn dialled(line: ChannelLine, text: &str) -> Result<String, ChannelRefusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ChannelRefusal::NoNumber { line });
    }
    if line == ChannelLine::Email { email(text) } else { phone(text) }
}

/// The codes of the countries whose numbers are known, with the figures that follow, and the figure
/// that stands before a number dialled inside the country.
///
/// # Source
///
/// ITU-T E.164 and the national numbering plans announced to the ITU: +996, nine figures, 0 before
/// them; +7 (Kazakhstan and Russia), ten figures, 8 before them.
const NUMBERS: [(&str, usize, &str); 2] = [("996", 9, "0"), ("7", 10, "8")];

fn phone(text: &str) -> Result<String, ChannelRefusal> {
    let (is_international, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut figures = String::new();
    for sign in rest.chars().filter(|sign| !" \u{a0}()-–.".contains(*sign)) {
        if !sign.is_ascii_digit() {
            return Err(ChannelRefusal::NotFigures { sign: sign.to_string() });
        }
        figures.push(sign);
    }
    let whole = NUMBERS.iter().find(|(code, must, _)| {
        figures.starts_with(code) && (is_international || figures.len() == code.len() + must)
    });
    let inside = NUMBERS.iter().find(|(.., before)| figures.starts_with(before));
    let (code, must, rest) = match (whole, inside) {
        (Some((code, must, _)), _) => (code, *must, figures.get(code.len()..)),
        (None, Some((code, must, before))) if !is_international => {
            (code, *must, figures.get(before.len()..))
        }
        _ => return Err(ChannelRefusal::UnknownCountry),
    };
    let rest = rest.unwrap_or_default();
    if rest.len() != must {
        let (prefix, figures) = ((*code).to_owned(), rest.len());
        return Err(ChannelRefusal::WrongLength { prefix, figures, must });
    }
    Ok(format!("+{code}{rest}"))
}

fn email(text: &str) -> Result<String, ChannelRefusal> {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"<>,;:\"\\()[]@".contains(&byte))
    };
    let is_place =
        |place: &str| place.contains('.') && place.split('.').all(|label| !label.is_empty());
    match text.split_once('@') {
        Some((name, place))
            if text.len() <= EMAIL_MAX && is_plain(name) && is_plain(place) && is_place(place) =>
        {
            Ok(text.to_owned())
        }
        _ => Err(ChannelRefusal::NotAnAddress),
    }
}

#[cfg(test)]
mod tests;
