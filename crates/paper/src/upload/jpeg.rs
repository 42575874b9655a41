//! A JPEG, segment by segment (ITU-T T.81, annex B).

use super::{FileFault, check_size};

/// How every JPEG begins: the start of the image and the next marker's first byte.
pub(super) const START: [u8; 3] = [0xff, START_OF_IMAGE, 0xff];

const START_OF_IMAGE: u8 = 0xd8;
const END_OF_IMAGE: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;
const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";
const JFIF: &[u8] = b"JFIF\0";
/// The tag of Exif that says which way up the picture is.
const ORIENTATION: u16 = 0x0112;

/// Returns the picture without what was written beside it. Which way up it is stays.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, FileFault> {
    let mut kept = vec![0xff, START_OF_IMAGE];
    let (mut at, mut has_frame, mut has_scan) = (2, false, false);
    loop {
        let (marker, begins) = marker_at(bytes, at)?;
        if marker == END_OF_IMAGE {
            if !has_frame || !has_scan {
                return Err(FileFault::Damaged);
            }
            kept.extend([0xff, END_OF_IMAGE]);
            return Ok(kept);
        }
        let body = segment(bytes, begins)?;
        let ends = begins + 2 + body.len();
        match marker {
            0xc0..=0xc2 => {
                check_frame(body)?;
                has_frame = true;
            }
            // Other ways of coding are read by nothing that people have.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(FileFault::Damaged),
            START_OF_IMAGE | 0xd0..=0xd7 | 0x01 | 0x00 => return Err(FileFault::Damaged),
            _ => {}
        }
        if let Some(turned) = orientation(marker, body) {
            kept.extend(turned_only(turned));
        }
        if is_kept(marker, body) {
            kept.extend([0xff, marker]);
            kept.extend(bytes.get(begins..ends).ok_or(FileFault::Cut)?);
        }
        at = ends;
        if marker == START_OF_SCAN {
            if !has_frame {
                return Err(FileFault::Damaged);
            }
            has_scan = true;
            at = scan_end(bytes, ends)?;
            kept.extend(bytes.get(ends..at).ok_or(FileFault::Cut)?);
        }
    }
}

/// Reads the marker at a place, past the bytes that may fill up before it.
fn marker_at(bytes: &[u8], at: usize) -> Result<(u8, usize), FileFault> {
    let mut at = at;
    if *bytes.get(at).ok_or(FileFault::Cut)? != 0xff {
        return Err(FileFault::Damaged);
    }
    while *bytes.get(at).ok_or(FileFault::Cut)? == 0xff {
        at += 1;
    }
    Ok((*bytes.get(at).ok_or(FileFault::Cut)?, at + 1))
}

/// Returns what a segment holds behind its length.
fn segment(bytes: &[u8], begins: usize) -> Result<&[u8], FileFault> {
    let [high, low] = *bytes.get(begins..begins + 2).ok_or(FileFault::Cut)? else {
        return Err(FileFault::Cut);
    };
    let length = usize::from(u16::from_be_bytes([high, low]));
    if length < 2 {
        return Err(FileFault::Damaged);
    }
    bytes.get(begins + 2..begins + length).ok_or(FileFault::Cut)
}

fn check_frame(body: &[u8]) -> Result<(), FileFault> {
    let &[_precision, high, low, wide, narrow, ..] = body else { return Err(FileFault::Damaged) };
    let height = u64::from(u16::from_be_bytes([high, low]));
    check_size(u64::from(u16::from_be_bytes([wide, narrow])), height)
}

/// Whether the segment decodes the picture: everything but comments and what programs added, of
/// which the colours' profile and transform stay.
fn is_kept(marker: u8, body: &[u8]) -> bool {
    match marker {
        0xe0 => body.starts_with(JFIF) && body.len() == 14,
        0xe2 => body.starts_with(PROFILE),
        0xee => body.starts_with(ADOBE),
        0xe1 | 0xe3..=0xed | 0xef..=COMMENT => false,
        _ => true,
    }
}

/// Returns the place of the marker that ends the coded data of a scan.
fn scan_end(bytes: &[u8], from: usize) -> Result<usize, FileFault> {
    let mut at = from;
    loop {
        match bytes.get(at..at + 2).ok_or(FileFault::Cut)? {
            [0xff, 0x00 | 0xd0..=0xd7] => at += 2,
            [0xff, 0xff] => at += 1,
            [0xff, _] => return Ok(at),
            _ => at += 1,
        }
    }
}

/// Reads which way up a picture is, if its Exif says so; 1 is upright and needs no word.
fn orientation(marker: u8, body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(EXIF).filter(|_| marker == 0xe1)?;
    let is_little = match tiff.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let short = |at: usize| {
        let [one, two] = *tiff.get(at..at + 2)? else { return None };
        Some(if is_little {
            u16::from_le_bytes([one, two])
        } else {
            u16::from_be_bytes([one, two])
        })
    };
    let first = if is_little { short(4)? } else { short(6)? };
    let first = usize::from(first);
    for entry in 0..usize::from(short(first)?) {
        let at = first + 2 + 12 * entry;
        if short(at)? == ORIENTATION {
            return u8::try_from(short(at + 8)?).ok().filter(|turned| (2..=8).contains(turned));
        }
    }
    None
}

/// An Exif segment that says which way up the picture is, and nothing else.
fn turned_only(turned: u8) -> [u8; 36] {
    let mut segment = [0; 36];
    segment[..4].copy_from_slice(&[0xff, 0xe1, 0, 34]);
    segment[4..10].copy_from_slice(EXIF);
    // One entry of the first directory: a short, once.
    segment[10..20].copy_from_slice(&[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1]);
    segment[20..32].copy_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0]);
    segment
}
