//! What may be handed in as a file, in words and as the browser offers it, and a scan that is refused.

use bagyt_app::UploadRule;
use bagyt_app::outcome::Failure;
use bagyt_casework::codes::FileType;

use crate::form::Form;
use crate::visit::Seen;

/// The bounds of a file, as the page beside the form shows them.
pub(crate) struct Accepted {
    /// What a browser offers to choose from; what comes is told by its content alone.
    pub(crate) types: String,
    /// The bounds in words.
    pub(crate) bounds: String,
}

impl Accepted {
    /// The bounds of today; empty where no setting speaks of it, and nothing is taken in.
    ///
    /// # Errors
    ///
    /// Outages.
    pub(crate) fn today(seen: &Seen<'_>, key: &str) -> Result<Accepted, Failure> {
        match seen.app.upload_rule() {
            Ok(rule) => Ok(Accepted::of(seen, key, &rule)),
            Err(Failure::Refused(_)) => {
                Ok(Accepted { types: String::new(), bounds: String::new() })
            }
            Err(other) => Err(other),
        }
    }

    fn of(seen: &Seen<'_>, key: &str, rule: &UploadRule) -> Accepted {
        let names: Vec<String> =
            rule.accepted.iter().map(|file| file.code().to_uppercase()).collect();
        let types: Vec<String> = rule.accepted.iter().map(|file| offered(*file)).collect();
        let bounds = seen.t.fill(
            key,
            &[
                ("types", names.join(", ").into()),
                ("megabytes", i64::from(rule.megabytes).into()),
                ("pages", i64::from(rule.pages).into()),
                ("files", i64::from(rule.files_a_day).into()),
            ],
        );
        Accepted { types: types.join(","), bounds }
    }
}

fn offered(file: FileType) -> String {
    let endings: &[&str] = match file {
        FileType::Pdf => &[".pdf"],
        FileType::Jpeg => &[".jpg", ".jpeg"],
        FileType::Png => &[".png"],
    };
    format!("{},{}", endings.join(","), file.media_type())
}

/// Says at the field what is wrong with a scan.
///
/// # Errors
///
/// Outages.
pub(crate) fn check_scan(seen: &Seen<'_>, form: &mut Form, scan: &[u8]) -> Result<(), Failure> {
    match seen.app.check_scan(scan) {
        Err(Failure::Refused(refused)) => {
            // The field is not among those that were typed, and what is wrong with it stands there.
            *form = std::mem::take(form).preset("scan", "");
            seen.refuse(form, &refused);
            Ok(())
        }
        other => other,
    }
}
