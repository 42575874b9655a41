//! Files that people attach: told by their content, checked to their end, and kept without what a
//! camera or a program wrote beside the picture.
//!
//! Nothing here believes a name. A picture is walked segment by segment and written anew with what
//! decodes it and nothing else, so that places, times, owners and thumbnails are gone and the picture
//! is the same; what hangs behind its end goes too. A PDF is kept as it is, unless it runs scripts,
//! carries files, opens other things or is locked: it is then refused, because what it would do
//! cannot be shown. What is not done is said: a JPEG is walked to its end but not decoded, and the
//! pictures inside a PDF are not looked into.

mod jpeg;
mod pdf;
mod png;
mod words;

pub use words::FILE_WORDS_MAX;

/// The most pixels of a picture: what the cameras of telephones take, three times over. It keeps
/// whoever looks at the picture safe and is no choice of a service, as the bounds of reading a PDF's
/// parts and words are none.
pub const PIXELS_MAX: u64 = 64_000_000;

/// What a service accepts; the caller reads it off its dated policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The most bytes of a file.
    pub bytes: usize,
    /// The most pages of a PDF.
    pub pages: u32,
    /// The kinds that are accepted.
    pub accepted: Vec<FileKind>,
}

impl Bounds {
    /// The fault of a file with more bytes.
    pub fn too_large(&self) -> FileFault {
        FileFault::TooLarge { mebibytes: self.bytes / 1024 / 1024 }
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
}

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// What it is.
    pub kind: FileKind,
    /// Its bytes, without what was written beside the picture.
    pub bytes: Vec<u8>,
    /// Pages of a PDF; 1 of a picture.
    pub pages: u32,
    /// The words of a PDF, as far as they can be read; nothing of a picture.
    pub words: String,
}

/// Why a file is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It has no bytes.
    #[error("the file is empty; attach it again")]
    Empty,
    /// It has too many bytes.
    #[error("the file is larger than {mebibytes} MB; scan it with fewer points")]
    TooLarge {
        /// The most.
        mebibytes: usize,
    },
    /// It is something else, whatever its name says.
    #[error("the file is none of the accepted kinds, whatever its name says")]
    OtherKind,
    /// It ends too early.
    #[error("the file ends too early; it was cut on its way")]
    Cut,
    /// It cannot be read.
    #[error("the file is damaged")]
    Damaged,
    /// It has too many pixels, or unpacks to more than it says.
    #[error("the picture has more than {megapixels} million points")]
    TooManyPixels {
        /// The most, in millions.
        megapixels: u64,
    },
    /// It has too many pages.
    #[error("the file has more than {pages} pages; attach its parts")]
    TooManyPages {
        /// The most.
        pages: u32,
    },
    /// It is locked.
    #[error("the PDF is locked with a password; save it without one")]
    Locked,
    /// It does something when it is opened, or carries files.
    #[error("the PDF has scripts, actions or files inside; print it into a plain one")]
    Active,
}

impl FileFault {
    /// Returns the code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            FileFault::Empty => "file-empty",
            FileFault::TooLarge { .. } => "file-too-large",
            FileFault::OtherKind => "file-other-kind",
            FileFault::Cut => "file-cut",
            FileFault::Damaged => "file-damaged",
            FileFault::TooManyPixels { .. } => "file-too-many-pixels",
            FileFault::TooManyPages { .. } => "file-too-many-pages",
            FileFault::Locked => "file-locked",
            FileFault::Active => "file-active",
        }
    }

    /// Every code, for whoever holds them against the texts.
    pub const CODES: [&'static str; 9] = [
        "file-empty",
        "file-too-large",
        "file-other-kind",
        "file-cut",
        "file-damaged",
        "file-too-many-pixels",
        "file-too-many-pages",
        "file-locked",
        "file-active",
    ];

    /// Returns the number that its words name, where they name one.
    pub fn most(&self) -> Option<u64> {
        match self {
            FileFault::TooLarge { mebibytes } => u64::try_from(*mebibytes).ok(),
            FileFault::TooManyPixels { megapixels } => Some(*megapixels),
            FileFault::TooManyPages { pages } => Some(u64::from(*pages)),
            _ => None,
        }
    }
}

/// Checks a file to its end and returns it as it is to be kept. The same file gives the same bytes.
///
/// # Errors
///
/// [`FileFault::Empty`], [`FileFault::TooLarge`], [`FileFault::OtherKind`], then what its own kind
/// finds.
pub fn clean(bytes: &[u8], bounds: &Bounds) -> Result<Cleaned, FileFault> {
    if bytes.is_empty() {
        return Err(FileFault::Empty);
    }
    if bytes.len() > bounds.bytes {
        return Err(bounds.too_large());
    }
    match kind_of(bytes).filter(|kind| bounds.accepted.contains(kind)) {
        Some(kind @ FileKind::Pdf) => {
            let pages = pdf::check(bytes, bounds.pages)?;
            let words = words::of_pdf(bytes);
            Ok(Cleaned { kind, bytes: bytes.to_vec(), pages, words })
        }
        Some(kind @ FileKind::Jpeg) => Ok(picture(kind, jpeg::stripped(bytes)?)),
        Some(kind @ FileKind::Png) => Ok(picture(kind, png::stripped(bytes)?)),
        None => Err(FileFault::OtherKind),
    }
}

/// Returns what a file is by its first bytes; what follows is not looked at.
pub fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(b"%PDF-1.") || bytes.starts_with(b"%PDF-2.") {
        Some(FileKind::Pdf)
    } else if bytes.starts_with(&jpeg::START) {
        Some(FileKind::Jpeg)
    } else if bytes.starts_with(&png::START) {
        Some(FileKind::Png)
    } else {
        None
    }
}

fn picture(kind: FileKind, bytes: Vec<u8>) -> Cleaned {
    Cleaned { kind, bytes, pages: 1, words: String::new() }
}

/// Refuses a picture with too many points, or with none.
fn check_size(width: u64, height: u64) -> Result<(), FileFault> {
    if width == 0 || height == 0 {
        return Err(FileFault::Damaged);
    }
    match width * height > PIXELS_MAX {
        true => Err(FileFault::TooManyPixels { megapixels: PIXELS_MAX / 1_000_000 }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests;
