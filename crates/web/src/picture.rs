//! Text as a picture that a telephone reads (QR code), drawn as vector graphics within the page.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// Empty modules around the picture, which readers need (ISO/IEC 18004, 9.1).
const MARGIN: i32 = 4;

/// A picture: how wide it is in modules, and the path of its dark ones.
pub(crate) struct Picture {
    pub(crate) size: i32,
    pub(crate) path: String,
}

/// Draws a text; nothing if it is longer than such a picture can hold.
pub(crate) fn picture(text: &str) -> Option<Picture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            write!(path, "M{},{}h1v1h-1z", x + MARGIN, y + MARGIN).ok()?;
        }
    }
    Some(Picture { size: code.size() + 2 * MARGIN, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_square_with_its_three_corners() {
        let drawn = picture("otpauth://totp/Bagyt:osmonov?secret=GEZDGNBV&issuer=Bagyt").unwrap();
        // Sizes go in steps of four from 21 modules.
        assert_eq!((drawn.size - 2 * MARGIN - 21) % 4, 0);
        let far = drawn.size - MARGIN - 1;
        for (x, y) in [(MARGIN, MARGIN), (far, MARGIN), (MARGIN, far)] {
            assert!(drawn.path.contains(&format!("M{x},{y}h1")), "no corner at {x},{y}");
        }
    }

    #[test]
    fn what_is_too_long_has_no_picture() {
        assert!(picture(&"x".repeat(3_000)).is_none());
    }
}
