//! Registers that an office keeps, services, employers, prosecutors' acts, and what is kept above it,
//! deputies and time studies: the list of one office, the choice of another, and a form that enters
//! something new.

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::records::Answer;
use bagyt_app::role::Action;
use bagyt_core::identity::{CommandId, OfficeCode};
use uuid::Uuid;

use crate::form::Form;
use crate::frame::Section;
use crate::visit::{Asked, Seen, Sent, Visit};

/// The list of one office, as the application tells it.
pub(crate) trait OfficeList: Sized {
    /// The page with the list and the form.
    type Shown: Template;

    /// Opens the list of the reader's own office, or of the one that is asked for.
    fn opened(seen: &Seen<'_>, office: Option<&OfficeCode>) -> Result<Self, Failure>;

    /// Code of the office.
    fn office(&self) -> &str;

    /// Makes the page.
    fn shown(&self, seen: &Seen<'_>, form: Form) -> Self::Shown;
}

/// What the form beside a list says before anybody typed.
#[derive(Clone, Copy)]
pub(crate) enum Preset {
    /// It happened today: the field `on`.
    On,
    /// It holds for this office from today on: the fields `office` and `from`.
    OfficeFrom,
}

/// A list into which somebody of the office enters what is new.
pub(crate) trait OfficeRegister: OfficeList {
    /// What the form says.
    type Read;

    /// Whether the reader may enter something.
    fn may_keep(&self) -> bool;

    /// Reads the form; nothing where a field is refused.
    fn read(&self, seen: &Seen<'_>, form: &mut Form) -> Option<Self::Read>;

    /// Enters what was read.
    fn enter(seen: &Seen<'_>, command: CommandId, read: Self::Read) -> Result<Answer, Failure>;

    /// The address of what was entered, with the word for what was done.
    fn entered(entry: Uuid) -> String;
}

/// Shows the list of an office: the reader's own, or the one that was asked for.
pub(crate) async fn list<L: OfficeList>(visit: Visit, asked: Asked, preset: Preset) -> Response {
    visit
        .show(move |seen| {
            let wanted = OfficeCode(asked.get("office").to_owned());
            let list = L::opened(seen, (!wanted.0.is_empty()).then_some(&wanted))?;
            let (form, today) = (Form::fresh(), seen.t.figures(seen.today()));
            let form = match preset {
                Preset::On => form.preset("on", today),
                Preset::OfficeFrom => form.preset("office", list.office()).preset("from", today),
            };
            Ok(list.shown(seen, form))
        })
        .await
}

/// Enters something into the register of the reader's office.
pub(crate) async fn add<R: OfficeRegister>(visit: Visit, mut form: Form) -> Response {
    visit
        .send(move |seen| {
            let register = R::opened(seen, Some(&seen.user.office))?;
            if !register.may_keep() {
                return Err(Failure::Denied);
            }
            let read = register.read(seen, &mut form);
            let done = seen.record_read(&mut form, read, |id, read| R::enter(seen, id, read))?;
            match done.and_then(|answer| answer.stream) {
                Some(entry) => Ok(Sent::To(R::entered(entry.id))),
                None => Ok(Sent::Again(register.shown(seen, form))),
            }
        })
        .await
}

/// The section of a register that officers and heads use: the office's for who sees the office.
pub(crate) fn section(seen: &Seen<'_>) -> Section {
    match seen.app.may(seen.user, Action::ViewOffice) {
        true => Section::Office,
        false => Section::Elsewhere,
    }
}
