//! A PNG, chunk by chunk (ISO/IEC 15948).

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::{FileFault, check_size};

/// How every PNG begins.
pub(super) const START: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Chunks that decode the picture or say how it is shown; texts, times, profiles of programs and
/// everything unknown are left out.
const KEPT: [&[u8; 4]; 11] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"pHYs",
];

/// Returns the picture without what was written beside it.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, FileFault> {
    let mut kept = START.to_vec();
    let (mut at, mut header, mut coded) = (START.len(), None, Vec::new());
    loop {
        let chunk = chunk_at(bytes, at)?;
        let next = at + chunk.len();
        let (name, body) = (&chunk[4..8], &chunk[8..chunk.len() - 4]);
        if header.is_none() && name != b"IHDR" {
            return Err(FileFault::Damaged);
        }
        match name {
            b"IHDR" if header.is_none() => header = Some(Header::read(body)?),
            b"IHDR" => return Err(FileFault::Damaged),
            b"IDAT" => coded.extend_from_slice(body),
            // A critical chunk that nobody knows makes the picture another one.
            _ if name[0].is_ascii_uppercase() && !is_kept(name) => return Err(FileFault::Damaged),
            _ => {}
        }
        if is_kept(name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            let header = header.ok_or(FileFault::Damaged)?;
            check_pixels(&coded, header.bytes())?;
            return Ok(kept);
        }
        at = next;
    }
}

fn is_kept(name: &[u8]) -> bool {
    KEPT.iter().any(|kept| kept.as_slice() == name)
}

/// Returns a whole chunk: length, name, content and sum.
fn chunk_at(bytes: &[u8], at: usize) -> Result<&[u8], FileFault> {
    let length = bytes.get(at..at + 4).ok_or(FileFault::Cut)?;
    let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]);
    let length = usize::try_from(length).map_err(|_| FileFault::Damaged)?;
    let ends = at.checked_add(length).and_then(|ends| ends.checked_add(12));
    let chunk = bytes.get(at..ends.ok_or(FileFault::Damaged)?).ok_or(FileFault::Cut)?;
    let (summed, sum) = chunk[4..].split_at(length + 4);
    if check_sum(summed).to_be_bytes() != sum {
        return Err(FileFault::Damaged);
    }
    Ok(chunk)
}

/// The sum that closes a chunk: CRC-32.
fn check_sum(bytes: &[u8]) -> u32 {
    let turned = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let odd = sum & 1;
            (sum >> 1) ^ (0xedb8_8320 * odd)
        })
    });
    !turned
}

/// What the first chunk says of the picture.
#[derive(Clone, Copy)]
struct Header {
    width: u64,
    height: u64,
    bits: u64,
    is_interlaced: bool,
}

impl Header {
    fn read(body: &[u8]) -> Result<Header, FileFault> {
        let &[a, b, c, d, e, f, g, h, depth, colour, 0, 0, interlaced @ 0..=1] = body else {
            return Err(FileFault::Damaged);
        };
        let width = u64::from(u32::from_be_bytes([a, b, c, d]));
        let height = u64::from(u32::from_be_bytes([e, f, g, h]));
        let channels = match (colour, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return Err(FileFault::Damaged),
        };
        // Numbers above what a side can have would not fit the product either.
        if width > u64::from(u32::MAX / 2) || height > u64::from(u32::MAX / 2) {
            return Err(FileFault::Damaged);
        }
        check_size(width, height)?;
        let bits = channels * u64::from(depth);
        Ok(Header { width, height, bits, is_interlaced: interlaced == 1 })
    }

    /// How many bytes the picture unpacks to: a byte before each line, and the lines.
    fn bytes(self) -> u64 {
        let pass = |width: u64, height: u64| match width {
            0 => 0,
            _ => height * (1 + (width * self.bits).div_ceil(8)),
        };
        if !self.is_interlaced {
            return pass(self.width, self.height);
        }
        // First column and line, and the steps, of the seven passes.
        let passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)];
        let last = (0, 1, 1, 2);
        let of = |(x, y, across, down): (u64, u64, u64, u64)| {
            let side = |whole: u64, from: u64, step: u64| whole.saturating_sub(from).div_ceil(step);
            pass(side(self.width, x, across), side(self.height, y, down))
        };
        passes.into_iter().chain([last]).map(of).sum()
    }
}

/// Unpacks the picture without keeping it, and holds it against what its header says.
fn check_pixels(coded: &[u8], expected: u64) -> Result<(), FileFault> {
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    let (mut rest, mut unpacked, mut space) = (coded, 0_u64, vec![0; 64 * 1024]);
    loop {
        let step = inflate(&mut state, rest, &mut space, MZFlush::None);
        rest = rest.get(step.bytes_consumed..).unwrap_or_default();
        unpacked += u64::try_from(step.bytes_written).unwrap_or(u64::MAX);
        if unpacked > expected {
            return Err(FileFault::Damaged);
        }
        match step.status {
            Ok(MZStatus::StreamEnd) if unpacked == expected => return Ok(()),
            Ok(MZStatus::Ok) if step.bytes_consumed > 0 || step.bytes_written > 0 => {}
            Ok(_) => return Err(FileFault::Cut),
            Err(_) if rest.is_empty() => return Err(FileFault::Cut),
            Err(_) => return Err(FileFault::Damaged),
        }
    }
}
