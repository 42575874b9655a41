//! Forms as they come in: plain ones and those with a file.
//!
//! What is not a form of ours is answered with a page that says what is wrong; bytes that are not
//! UTF-8 are refused, never guessed at.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::Response;

use crate::failure;
use crate::form::{Form, Upload};
use crate::site::Site;
use crate::visit::Visit;

/// Largest plain form: the longest note in Cyrillic, percent-encoded, three times over.
pub(crate) const FORM_BYTES_MAX: usize = 256 * 1024;

/// Largest form with a file, of any size that a setting of the house may allow: what is larger than
/// the setting in force is told at its field.
pub(crate) const SCAN_FORM_BYTES_MAX: usize = bagyt_app::UPLOAD_BYTES_MAX + 64 * 1024;

/// Largest form with the sheet of a register.
pub(crate) const SHEET_FORM_BYTES_MAX: usize = bagyt_app::register::SHEET_BYTES_MAX + 64 * 1024;

/// Where sheets are handed in.
const SHEETS: &str = "/registers";

/// A form that was sent.
pub(crate) struct Posted(pub(crate) Form);

impl FromRequest<Site> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let visit = Visit::of(site, &parts);
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let has_file = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
        let request = Request::from_parts(parts, body);
        if has_file {
            let is_sheet = request.uri().path() == SHEETS;
            let most = if is_sheet { SHEET_FORM_BYTES_MAX } else { SCAN_FORM_BYTES_MAX };
            return with_file(request, site, (&visit, most)).await.map(Posted);
        }
        let bytes = Bytes::from_request(request, site)
            .await
            .map_err(|rejection| refused(&visit, rejection.status(), FORM_BYTES_MAX))?;
        match fields_of(&bytes) {
            Some(fields) => Ok(Posted(Form::sent(fields))),
            None => Err(failure::unreadable(&visit)),
        }
    }
}

async fn with_file(
    request: Request,
    site: &Site,
    (visit, most): (&Visit, usize),
) -> Result<Form, Response> {
    let unreadable = || failure::unreadable(visit);
    let mut parts = Multipart::from_request(request, site).await.map_err(|_| unreadable())?;
    let (mut fields, mut upload) = (Vec::new(), None);
    loop {
        let part =
            parts.next_field().await.map_err(|error| refused(visit, error.status(), most))?;
        let Some(part) = part else { break };
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|error| refused(visit, error.status(), most))?;
        match file {
            Some(_) if bytes.is_empty() => {}
            Some(file) => upload = Some(Upload { name: file, bytes: bytes.to_vec() }),
            None => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| unreadable())?;
                fields.push((name, text));
            }
        }
    }
    let mut form = Form::sent(fields);
    form.upload = upload;
    Ok(form)
}

fn refused(visit: &Visit, status: StatusCode, most: usize) -> Response {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        failure::too_large(visit, most)
    } else {
        failure::unreadable(visit)
    }
}

/// Reads the fields of a plain form or of a query; nothing if they are not UTF-8.
pub(crate) fn fields_of(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    bytes
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let split = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let value = pair.get(split + 1..).unwrap_or_default();
            Some((decoded(&pair[..split])?, decoded(value)?))
        })
        .collect()
}

fn decoded(bytes: &[u8]) -> Option<String> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        plain.push(match byte {
            b'+' => b' ',
            b'%' => 16 * hexadecimal(rest.next()?)? + hexadecimal(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(plain).ok()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&[(&str, &str)]>) {
        let fields = fields_of(text.as_bytes());
        let fields: Option<Vec<(&str, &str)>> = fields.as_ref().map(|fields| {
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
        });
        assert_eq!(fields.as_deref(), expected);
    }

    #[test]
    fn a_form_is_read_with_spaces_and_letters_of_all_scripts() {
        check(
            "q=%D2%AE%D1%81%D3%A9%D0%BD+A&empty=&bare",
            Some(&[("q", "Үсөн A"), ("empty", ""), ("bare", "")]),
        );
        check("", Some(&[]));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused() {
        check("q=%FF%FE", None);
        check("q=%D2", None);
        check("q=%2", None);
        check("q=%zz", None);
    }
}
