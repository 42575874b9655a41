//! A form about a case: shown filled in as far as that is known, read, and recorded. Acts that the
//! law counts are shown once more before they are recorded.
//!
//! Invariant: who may not is refused before anything of the form is read, what was typed stands in
//! every form that is shown again, and the second of two clicks is told what the first was. What
//! differs from form to form is a [`CaseForm`].

use askama::Template;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_casework::fact::CaseFact;

use crate::form::Form;
use crate::pages::check::{self, Check};
use crate::visit::{Seen, Sent, Visit};

/// What is a form's own.
pub(crate) trait CaseForm: Send + 'static {
    /// The page on which it stands.
    type Shown: Template;
    /// What is read from it.
    type Read;

    /// Reads the case, and refuses who may not.
    ///
    /// # Errors
    ///
    /// As the application's; [`Failure::Denied`] without the right.
    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure>;

    /// Fills in what is known before anybody typed.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if what the form is about is not in the case.
    fn filled(&self, _: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form)
    }

    /// Makes the page.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if what the form is about is not in the case.
    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Self::Shown, Failure>;

    /// Reads what was typed; what is wrong is noted at its field.
    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<Self::Read>;

    /// The act for which it is.
    fn act(&self, read: &Self::Read) -> CaseAct;

    /// Records it; returns whether it was taken.
    ///
    /// # Errors
    ///
    /// As [`Seen::act`].
    fn record(
        &self,
        seen: &Seen<'_>,
        page: &CasePage,
        form: &mut Form,
        read: &Self::Read,
    ) -> Result<bool, Failure> {
        Ok(seen.act(form, page, self.act(read))?.is_some())
    }

    /// Where the reader goes when it is recorded.
    fn next(&self) -> String;
}

/// A form whose answers are checked before they are recorded.
pub(crate) trait CheckedForm: CaseForm {
    /// Says what was read and what follows from it.
    fn asked(
        &self,
        seen: &Seen<'_>,
        page: &CasePage,
        read: &Self::Read,
        facts: &[CaseFact],
    ) -> Check;
}

/// Reads the case for a form that was sent; `None` for the second of two clicks, after which nobody
/// may do it any more.
fn reopened(
    seen: &Seen<'_>,
    own: &impl CaseForm,
    form: &Form,
) -> Result<Option<CasePage>, Failure> {
    match own.open(seen) {
        Err(Failure::Denied) if seen.was_recorded(&form.command) => Ok(None),
        opened => opened.map(Some),
    }
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, own: impl CaseForm) -> Response {
    visit
        .show(move |seen| {
            let page = own.open(seen)?;
            let form = own.filled(seen, &page, Form::about(page.version))?;
            own.shown(seen, &page, form)
        })
        .await
}

/// Records what was sent, or shows it again.
pub(crate) async fn send(visit: Visit, own: impl CaseForm, mut form: Form) -> Response {
    visit
        .send(move |seen| {
            let Some(page) = reopened(seen, &own, &form)? else { return Ok(Sent::To(own.next())) };
            if form.is_taken_up() {
                return Ok(Sent::Form(own.shown(seen, &page, form)?));
            }
            if let Some(read) = own.read(seen, &page, &mut form)
                && own.record(seen, &page, &mut form, &read)?
            {
                return Ok(Sent::To(own.next()));
            }
            Ok(Sent::Again(own.shown(seen, &page, form)?))
        })
        .await
}

/// Shows the answers to be checked, then records them.
pub(crate) async fn send_checked(visit: Visit, own: impl CheckedForm, mut form: Form) -> Response {
    visit
        .send(move |seen| {
            let Some(page) = reopened(seen, &own, &form)? else { return Ok(Sent::To(own.next())) };
            if form.is_to_change() {
                return Ok(Sent::Form(own.shown(seen, &page, form)?));
            }
            if let Some(read) = own.read(seen, &page, &mut form) {
                if form.is_confirmed() {
                    if own.record(seen, &page, &mut form, &read)? {
                        return Ok(Sent::To(own.next()));
                    }
                } else if let Some(facts) = seen.consider(&mut form, &page, own.act(&read))? {
                    let check = own.asked(seen, &page, &read, &facts);
                    return Ok(Sent::Check(check::page(seen, &page, form, check)));
                }
            }
            Ok(Sent::Again(own.shown(seen, &page, form)?))
        })
        .await
}
