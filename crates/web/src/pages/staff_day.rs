//! A form that asks for one day about a member of staff: the end of a reduction, of a leave, of a post.

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::StaffPage;
use bagyt_app::staffing::StaffAct;
use bagyt_core::effective::Effective;
use bagyt_core::identity::StaffId;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

/// The form.
#[derive(Template)]
#[template(path = "staff_day.html")]
pub(crate) struct OneDay {
    t: Texts,
    frame: Frame,
    form: Form,
    back: String,
    name: String,
    about: String,
    title: String,
    label: String,
    hint: String,
    button: String,
}

impl OneDay {
    /// A form with these texts: its title, the label of the day and its hint, the button.
    pub(crate) fn of(
        seen: &Seen<'_>,
        (page, about): (&StaffPage, &str),
        [title, label, hint, button]: [&str; 4],
        form: Form,
    ) -> OneDay {
        let t = seen.t;
        OneDay {
            t,
            frame: seen.frame(Section::Office),
            form,
            back: format!("/staff/{}", page.staff),
            name: seen.name(&page.name),
            about: about.to_owned(),
            title: t.say(title).into_owned(),
            label: t.say(label).into_owned(),
            hint: t.say(hint).into_owned(),
            button: t.say(button).into_owned(),
        }
    }

    /// The same with a form that was refused.
    pub(crate) fn again(self, form: Form) -> OneDay {
        OneDay { form, ..self }
    }
}

/// Makes the form about an entry of a member of staff.
type MakeForm = fn(&Seen<'_>, (StaffId, u32), Form) -> Result<OneDay, Failure>;

/// How an entry about a member of staff is ended on a day.
pub(crate) struct EndOfEntry {
    /// Its form.
    pub(crate) made: MakeForm,
    /// Key of the day's label.
    pub(crate) label: &'static str,
    /// The act that ends the entry on the day.
    pub(crate) act: fn(u32, Effective) -> StaffAct,
    /// What the page says when it is done.
    pub(crate) done: &'static str,
}

impl EndOfEntry {
    /// Asks for the day.
    pub(crate) async fn ask(
        &'static self,
        visit: Visit,
        (staff, version): (String, String),
    ) -> Response {
        visit
            .show(move |seen| {
                let form = Form::fresh().preset("ended", seen.t.figures(seen.today()));
                (self.made)(seen, (named(&staff)?, named(&version)?), form)
            })
            .await
    }

    /// Records the end.
    pub(crate) async fn send(
        &'static self,
        visit: Visit,
        (staff, version): (String, String),
        mut form: Form,
    ) -> Response {
        visit
            .send(move |seen| {
                let (id, version): (StaffId, u32) = (named(&staff)?, named(&version)?);
                let page = (self.made)(seen, (id, version), Form::fresh())?;
                if let Some(ended) = form.day(seen.t, "ended", self.label) {
                    let act = (self.act)(version, seen.effective(ended, None));
                    let done = seen.record(&mut form, |command| {
                        seen.app.act_on_staff(seen.user, command, id, act)
                    })?;
                    if done.is_some() {
                        return Ok(Sent::To(format!("/staff/{id}?done={}", self.done)));
                    }
                }
                Ok(Sent::Again(page.again(form)))
            })
            .await
    }
}
