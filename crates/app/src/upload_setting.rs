//! What people may hand in as a file, with its dates (`policy/uploads.toml`).
//!
//! These are the bounds that a service chooses. What keeps the reader of a file safe whatever stands
//! in it (points of a picture, what unpacks from a PDF) is fixed where files are read.

use bagyt_casework::codes::FileType;
use bagyt_paper::upload::{Bounds, FileFault, FileKind, kind_of};
use jiff::civil::Date;
use serde::Deserialize;

use crate::App;
use crate::dated::{self, Dated};
use crate::outcome::{Failure, Refused};

/// Most megabytes that a setting may allow for a file: what one request to the server may bring.
const MEGABYTES_MAX: u32 = 16;
/// Most bytes of a file that any setting allows.
pub const UPLOAD_BYTES_MAX: usize = 16 * MEGABYTE;
/// Most pages that a setting may allow for a PDF.
const PAGES_MAX: u32 = 2_000;
/// Most files that a setting may allow for a case in a day.
const FILES_MAX: u32 = 1_000;
/// Bytes of a megabyte, as people who scan count them.
const MEGABYTE: usize = 1024 * 1024;

/// The settings, the earliest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UploadSettings {
    file: Vec<UploadRule>,
}

/// What a file may be from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UploadRule {
    in_force_from: Date,
    /// Most megabytes of a file.
    pub megabytes: u32,
    /// Most pages of a PDF.
    pub pages: u32,
    /// Most files that are attached to one case in a day.
    pub files_a_day: u32,
    /// What is accepted; told by the content of a file, never by its name.
    pub accepted: Vec<FileType>,
}

impl UploadSettings {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// What is wrong, in words.
    pub(crate) fn parse(text: &str) -> Result<UploadSettings, String> {
        let settings: UploadSettings = toml::from_str(text).map_err(|error| error.to_string())?;
        dated::check("file", &settings.file)?;
        Ok(settings)
    }

    /// What a file may be on a day; nothing is taken in before the first setting.
    pub(crate) fn on(&self, on: Date) -> Option<&UploadRule> {
        dated::in_force(&self.file, on)
    }
}

impl UploadRule {
    /// The bounds as the reader of files takes them.
    pub(crate) fn bounds(&self) -> Bounds {
        Bounds {
            bytes: usize::try_from(self.megabytes).unwrap_or(usize::MAX).saturating_mul(MEGABYTE),
            pages: self.pages,
            accepted: self.accepted.iter().map(|file| kind_of_type(*file)).collect(),
        }
    }
}

impl Dated for UploadRule {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        let mut seen = self.accepted.clone();
        seen.sort_unstable();
        seen.dedup();
        if seen.is_empty() || seen.len() != self.accepted.len() {
            return Some("`accepted` names each type once, and at least one".to_owned());
        }
        dated::outside(self.megabytes, 1, MEGABYTES_MAX, "megabytes")
            .or_else(|| dated::outside(self.pages, 1, PAGES_MAX, "pages"))
            .or_else(|| dated::outside(self.files_a_day, 1, FILES_MAX, "files a day"))
    }
}

impl App {
    /// What a file that is handed in today may be.
    ///
    /// # Errors
    ///
    /// Refused with `no-upload-setting` where no setting speaks of today.
    pub fn upload_rule(&self) -> Result<UploadRule, Failure> {
        let on = self.today();
        let rule = self.tables().uploads().on(on).cloned();
        rule.ok_or_else(|| {
            let text = format!("policy/uploads.toml says nothing of {on}");
            Refused::new("no-upload-setting", Some("file"), &text).with("on", on).into()
        })
    }

    /// Checks the scan of a paper, which is kept as it is: its size, and what it is by its beginning.
    ///
    /// # Errors
    ///
    /// Refused at `scan` with the code of a [`FileFault`]; as [`App::upload_rule`].
    pub fn check_scan(&self, scan: &[u8]) -> Result<(), Failure> {
        let bounds = self.upload_rule()?.bounds();
        let is_accepted = kind_of(scan).is_some_and(|kind| bounds.accepted.contains(&kind));
        if scan.len() > bounds.bytes {
            return Err(refused_file("scan", &bounds.too_large()).into());
        }
        match is_accepted {
            true => Ok(()),
            false => Err(refused_file("scan", &FileFault::OtherKind).into()),
        }
    }
}

/// The refusal of a file that was handed in at a field.
pub(crate) fn refused_file(field: &'static str, fault: &FileFault) -> Refused {
    let refused = Refused::new(fault.code(), Some(field), &fault.to_string());
    match fault.most() {
        Some(most) => refused.with("count", most),
        None => refused,
    }
}

/// The type of a kind of file, as entries name it.
pub(crate) fn type_of(kind: FileKind) -> FileType {
    match kind {
        FileKind::Pdf => FileType::Pdf,
        FileKind::Jpeg => FileType::Jpeg,
        FileKind::Png => FileType::Png,
    }
}

fn kind_of_type(file: FileType) -> FileKind {
    match file {
        FileType::Pdf => FileKind::Pdf,
        FileType::Jpeg => FileKind::Jpeg,
        FileType::Png => FileKind::Png,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(from: &str, (megabytes, pages, files): (u32, u32, u32), accepted: &str) -> String {
        format!(
            "[[file]]\nin_force_from = \"{from}\"\nmegabytes = {megabytes}\npages = {pages}\n\
             files_a_day = {files}\naccepted = [{accepted}]\n"
        )
    }

    #[test]
    fn a_rule_holds_from_its_day_on() {
        let text = row("2017-01-01", (10, 300, 40), "\"pdf\", \"png\"")
            + &row("2026-01-01", (16, 50, 1), "\"pdf\"");
        let settings = UploadSettings::parse(&text).unwrap();
        let on = |day: &str| settings.on(day.parse().unwrap());
        assert_eq!(on("2016-12-31"), None);
        let before = on("2025-12-31").unwrap().bounds();
        assert_eq!((before.bytes, before.pages), (10 * MEGABYTE, 300));
        assert_eq!(before.accepted, [FileKind::Pdf, FileKind::Png]);
        assert_eq!(on("2026-01-01").unwrap().bounds().bytes, UPLOAD_BYTES_MAX);
    }

    #[test]
    fn an_impossible_rule_is_named() {
        let wrong = |numbers, accepted: &str| {
            UploadSettings::parse(&row("2017-01-01", numbers, accepted)).unwrap_err()
        };
        let pdf = "\"pdf\"";
        for (numbers, told) in [
            ((0, 300, 40), "0 megabytes; from 1 to 16 are possible"),
            ((17, 300, 40), "17 megabytes; from 1 to 16 are possible"),
            ((10, 2001, 40), "2001 pages; from 1 to 2000 are possible"),
            ((10, 300, 0), "0 files a day; from 1 to 1000 are possible"),
        ] {
            assert_eq!(wrong(numbers, pdf), format!("file of 2017-01-01: {told}"));
        }
        let once = "file of 2017-01-01: `accepted` names each type once, and at least one";
        assert_eq!(wrong((10, 300, 40), ""), once);
        assert_eq!(wrong((10, 300, 40), "\"pdf\", \"pdf\""), once);
        assert!(wrong((10, 300, 40), "\"exe\"").contains("unknown variant"));
    }
}
