//! A PDF, as far as it must be known before it is kept: that it is whole and only shows pages.
//!
//! It is read for names, not for meaning: those by which a file acts or carries others are refused
//! wherever they stand, the long ones also inside packed and plain data, where chance cannot write
//! them. Objects that are packed together are unpacked and read likewise.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::FileFault;

/// The most bytes that packed objects unpack to, all together.
const UNPACKED_MAX: usize = 64 * 1024 * 1024;

/// How far from its end a PDF says that it ends.
const END_WITHIN: usize = 2048;

/// Names by which a PDF does something or carries something. The shortest are
/// only looked for outside of data.
const ACTIVE: [&[u8]; 11] = [
    b"/JavaScript",
    b"/EmbeddedFile",
    b"/EmbeddedFiles",
    b"/RichMedia",
    b"/SubmitForm",
    b"/ImportData",
    b"/Launch",
    b"/Rendition",
    b"/GoToE",
    b"/XFA",
    b"/JS",
];

/// The shortest name that chance does not write into data.
const LONG: usize = 6;

/// Checks a PDF and returns its number of pages.
pub(super) fn check(bytes: &[u8], pages_max: u32) -> Result<u32, FileFault> {
    let tail = &bytes[bytes.len().saturating_sub(END_WITHIN)..];
    if find(tail, b"%%EOF", 0).is_none() {
        return Err(FileFault::Cut);
    }
    let names = plain_names(bytes);
    let is_active = |text: &[u8], least: usize| {
        ACTIVE.iter().filter(|name| name.len() >= least).any(|name| has_name(text, name))
    };
    if is_active(&names, LONG) {
        return Err(FileFault::Active);
    }
    let (outside, packed) = parts(&names, bytes)?;
    if has_name(&outside, b"/Encrypt") {
        return Err(FileFault::Locked);
    }
    let mut pages = 0;
    for text in [outside].into_iter().chain(packed) {
        if is_active(&text, 0) {
            return Err(FileFault::Active);
        }
        pages += pages_in(&text);
    }
    match pages {
        0 => Err(FileFault::Damaged),
        pages if pages <= pages_max => Ok(pages),
        _ => Err(FileFault::TooManyPages { pages: pages_max }),
    }
}

/// Writes names plainly: `/J#61vaScript` is `/JavaScript`. What was written so keeps its length, so
/// that places stay what they were: the rest is filled up behind the name.
fn plain_names(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'/' {
            plain.push(byte);
            at += 1;
            continue;
        }
        let ends = (at + 1..bytes.len()).find(|&end| !is_regular(bytes[end]));
        let name = &bytes[at..ends.unwrap_or(bytes.len())];
        at += name.len();
        let begins = plain.len();
        let mut rest = name;
        while let [first, others @ ..] = rest {
            match (first, others) {
                (b'#', [high, low, behind @ ..]) if digit(*high).zip(digit(*low)).is_some() => {
                    let both = digit(*high).zip(digit(*low));
                    plain.extend(both.map(|(high, low)| 16 * high + low));
                    rest = behind;
                }
                _ => {
                    plain.push(*first);
                    rest = others;
                }
            }
        }
        plain.resize(begins + name.len(), b' ');
    }
    plain
}

fn digit(sign: u8) -> Option<u8> {
    char::from(sign).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Whether a byte can stand in a name.
fn is_regular(byte: u8) -> bool {
    !matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ') && !b"()<>[]{}/%".contains(&byte)
}

/// What stands outside of data, and the objects that are packed together, unpacked.
fn parts(names: &[u8], bytes: &[u8]) -> Result<(Vec<u8>, Vec<Vec<u8>>), FileFault> {
    let (mut outside, mut packed) = (Vec::new(), Vec::new());
    let (mut at, mut room) = (0, UNPACKED_MAX);
    while let Some(begins) = data_begins(names, at) {
        let head = &names[at..begins];
        outside.extend_from_slice(head);
        let ends = find(names, b"endstream", begins).ok_or(FileFault::Cut)?;
        let dictionary = &head[head.len().saturating_sub(1024)..];
        if has_name(dictionary, b"/ObjStm") {
            let data = &bytes[begins..ends];
            let unpacked = decompress_to_vec_zlib_with_limit(data, room);
            let unpacked = unpacked.map_err(|_| FileFault::Damaged)?;
            room -= unpacked.len();
            packed.push(plain_names(&unpacked));
        }
        at = ends;
    }
    outside.extend_from_slice(&names[at..]);
    Ok((outside, packed))
}

/// The place of the next data: behind the word that opens it and its line's end.
fn data_begins(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let word = find(bytes, b"stream", at)?;
        let behind = word + b"stream".len();
        let is_end = word >= 3 && bytes[word - 3..word] == *b"end";
        match bytes.get(behind..) {
            Some([b'\r', b'\n', ..]) if !is_end => return Some(behind + 2),
            Some([b'\n', ..]) if !is_end => return Some(behind + 1),
            _ => at = behind,
        }
    }
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(word.len()).position(|part| part == word).map(|at| at + from)
}

/// Whether a name stands there, whole.
fn has_name(text: &[u8], name: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = find(text, name, at) {
        at = found + name.len();
        if text.get(at).is_none_or(|behind| !is_regular(*behind)) {
            return true;
        }
    }
    false
}

/// Counts the objects that are pages.
fn pages_in(text: &[u8]) -> u32 {
    let (mut count, mut at) = (0, 0);
    while let Some(found) = find(text, b"/Type", at) {
        at = found + b"/Type".len();
        let rest = text[at..].trim_ascii_start();
        let is_page = rest.strip_prefix(b"/Page".as_slice());
        count += u32::from(
            is_page.is_some_and(|behind| behind.first().is_none_or(|next| !is_regular(*next))),
        );
    }
    count
}
