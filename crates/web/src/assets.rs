//! The style sheet, the script and the mark, compiled in.
//!
//! Their addresses carry a digest of their content, so that browsers may keep them for a year and
//! still never show an old one.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A file that pages refer to.
struct Asset {
    stem: &'static str,
    ending: &'static str,
    kind: &'static str,
    content: &'static str,
    /// Whether the address changes with the content.
    is_dated: bool,
}

static ASSETS: [Asset; 4] = [
    Asset {
        stem: "bagyt",
        ending: "css",
        kind: "text/css; charset=utf-8",
        content: include_str!("../assets/bagyt.css"),
        is_dated: true,
    },
    Asset {
        stem: "bagyt",
        ending: "js",
        kind: "text/javascript; charset=utf-8",
        content: include_str!("../assets/bagyt.js"),
        is_dated: true,
    },
    Asset {
        stem: "mark",
        ending: "svg",
        kind: "image/svg+xml",
        content: include_str!("../assets/mark.svg"),
        is_dated: false,
    },
    Asset {
        stem: "hero",
        ending: "svg",
        kind: "image/svg+xml",
        content: include_str!("../assets/hero.svg"),
        is_dated: false,
    },
];

/// Address of the style sheet.
pub(crate) static STYLE: LazyLock<String> = LazyLock::new(|| address(&ASSETS[0]));
/// Address of the script.
pub(crate) static SCRIPT: LazyLock<String> = LazyLock::new(|| address(&ASSETS[1]));

fn address(asset: &Asset) -> String {
    format!("/assets/{}", name(asset))
}

fn name(asset: &Asset) -> String {
    if asset.is_dated {
        format!("{}-{:016x}.{}", asset.stem, digest(asset.content), asset.ending)
    } else {
        format!("{}.{}", asset.stem, asset.ending)
    }
}

/// FNV-1a: tells one version of a file from the next, and guards nothing.
fn digest(content: &str) -> u64 {
    content.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Sends a file.
pub(crate) async fn send(Path(wanted): Path<String>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| name(asset) == wanted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keep = if asset.is_dated {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=86400"
    };
    ([(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, keep)], asset.content)
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_stay_small_for_slow_lines() {
        assert!(ASSETS[0].content.len() <= 20_000, "{}", ASSETS[0].content.len());
        assert!(ASSETS[1].content.len() <= 5_000, "{}", ASSETS[1].content.len());
    }

    #[test]
    fn an_address_changes_with_the_content() {
        assert_ne!(digest("a"), digest("b"));
        assert!(STYLE.starts_with("/assets/bagyt-") && STYLE.ends_with(".css"));
    }
}
