//! One bar split into shares, to stand in a row of a table beside its figures.
//!
//! Nothing in it is styled inline, so that the content policy can forbid that.

use std::fmt::Write as _;

/// Draws the bar; the figures stand beside it, so that nothing is lost without it.
pub(crate) fn split(parts: &[i64]) -> String {
    let total: i64 = parts.iter().sum();
    let mut svg = String::from(
        r#"<svg class="split" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">"#,
    );
    let mut done = 0;
    for (tone, part) in parts.iter().enumerate().filter(|(_, part)| **part > 0) {
        let from = done * 1_000 / total.max(1);
        done += part;
        let width = done * 1_000 / total.max(1) - from;
        // Writing to a text does not fail.
        let _ =
            write!(svg, r#"<rect class="part-{tone}" x="{from}" width="{width}" height="10"/>"#);
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_parts_of_a_bar_fill_it() {
        let svg = split(&[1, 0, 2]);
        assert!(svg.contains(r#"x="0" width="333""#) && svg.contains(r#"x="333" width="667""#));
        assert!(!split(&[0, 0]).contains("rect"));
    }
}
