//! Progress on everything that takes longer than a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Starts a bar of `length` steps that says what it counts. It is drawn on standard error, and
/// not at all where that is no terminal.
pub(crate) fn bar(length: u64, doing: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg:32} {bar:32} {percent:>3} %  {elapsed_precise}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_message(doing.to_owned());
    bar
}
