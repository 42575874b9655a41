//! Taking out what one may see: the page on which part, form and purpose are chosen, and the file,
//! which is sent while it is written.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use askama::Template;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::outcome::Failure;
use bagyt_app::role::Action;
use bagyt_app::taking_out::Part;
use bagyt_core::command::Purpose;
use http_body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::failure;
use crate::form::{Choice, Form as Chosen};
use crate::frame::{Frame as Around, Section};
use crate::taking_out::{self, Form};
use crate::texts::Texts;
use crate::visit::{Asked, Visit};

/// Pieces of a file that wait for a slow reader; a piece has [`PIECE_BYTES`].
const PIECES_WAITING: usize = 8;

/// About as many bytes are sent at once.
const PIECE_BYTES: usize = 64 * 1024;

/// For what it is taken out, with the words of the choice.
const PURPOSES: [(Purpose, &str); 5] = [
    (Purpose::Supervision, "supervision"),
    (Purpose::Oversight, "oversight"),
    (Purpose::Measurement, "measurement"),
    (Purpose::Evidence, "evidence"),
    (Purpose::Administration, "administration"),
];

#[derive(Template)]
#[template(path = "export.html")]
struct ExportPage {
    t: Texts,
    frame: Around,
    form: Chosen,
    parts: Vec<Choice>,
    forms: Vec<Choice>,
    purposes: Vec<Choice>,
}

/// Shows what can be chosen.
pub(crate) async fn show(visit: Visit) -> Response {
    visit
        .show(|seen| {
            if !seen.app.may(seen.user, Action::ViewCase) {
                return Err(Failure::Denied);
            }
            let t = seen.t;
            let parts: Vec<&str> = Part::ALL.iter().map(|part| part.code()).collect();
            let forms: Vec<&str> = Form::ALL.iter().map(|form| form.code()).collect();
            Ok(ExportPage {
                t,
                frame: seen.frame(Section::Cases),
                form: Chosen::fresh(),
                parts: Choice::codes(t, "export_part", &parts),
                forms: Choice::codes(t, "export_form", &forms),
                purposes: Choice::codes(t, "purpose", &PURPOSES.map(|(_, code)| code)),
            })
        })
        .await
}

/// Sends the file.
pub(crate) async fn file(visit: Visit, asked: Asked) -> Response {
    let Some(user) = visit.user.clone() else {
        return Redirect::to("/sign-in").into_response();
    };
    let (app, language) = (Arc::clone(&visit.site.app), visit.t.language().code());
    if !app.may(&user, Action::ViewCase) {
        return failure::page(&visit, &Failure::Denied);
    }
    let purpose = PURPOSES.into_iter().find(|(_, code)| *code == asked.get("purpose"));
    let chosen = Part::find(asked.get("part")).zip(Form::find(asked.get("form")));
    let (Some((part, form)), Some((purpose, _))) = (chosen, purpose) else {
        return failure::page(&visit, &Failure::NotFound);
    };
    let (sender, receiver) = channel(PIECES_WAITING);
    tokio::task::spawn_blocking(move || {
        let mut out = io::BufWriter::with_capacity(PIECE_BYTES, Pieces(sender.clone()));
        let asked = (part, purpose, form);
        let written = taking_out::write(&app, (&user, language), asked, &mut out);
        let flushed = io::Write::flush(&mut out);
        if let Err(failure) = written.and_then(|_| flushed.map_err(Failure::outage)) {
            // The file breaks off, which whoever takes it is told by the connection.
            tracing::error!("what was taken out broke off: {failure}");
            let _ = sender.blocking_send(Err(io::Error::other("broken off")));
        }
    });
    let name = format!("attachment; filename=\"{}.{}\"", part.code(), form.code());
    let head =
        [(header::CONTENT_TYPE, form.mime().to_owned()), (header::CONTENT_DISPOSITION, name)];
    (head, Body::new(Arriving(receiver))).into_response()
}

/// Where the pieces of a file are handed on as they are written.
struct Pieces(Sender<io::Result<Bytes>>);

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map_err(|_| io::Error::other("nobody takes the file any more"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The pieces of a file on their way to whoever takes it.
struct Arriving(Receiver<io::Result<Bytes>>);

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
