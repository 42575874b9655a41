use super::*;

/// A picture of a telephone: maker, model, place, time, comment and a packet of words stand beside
/// it, and something hangs behind it (made with Pillow 12; invented).
const PHOTO: &[u8] = include_bytes!("../../tests/data/photo.jpg");
/// A picture of a scanner, with texts, plain, packed and translated, and with Exif (likewise).
const SCAN: &[u8] = include_bytes!("../../tests/data/scan.png");

fn bounds() -> Bounds {
    let accepted = vec![FileKind::Pdf, FileKind::Jpeg, FileKind::Png];
    Bounds { bytes: 1024 * 1024, pages: 300, accepted }
}

fn cleaned(bytes: &[u8]) -> Result<Cleaned, FileFault> {
    clean(bytes, &bounds())
}

/// A page, with what is added to its catalogue.
fn pdf(added: &str) -> Vec<u8> {
    let text = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {added} >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n\
         4 0 obj\n<< /Length 9 >>\nstream\n/JS 0 0 m\nendstream\nendobj\n\
         trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    );
    text.into_bytes()
}

#[track_caller]
fn check(bytes: &[u8], expected: Result<FileKind, FileFault>) {
    assert_eq!(cleaned(bytes).map(|cleaned| cleaned.kind), expected);
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|part| part == words)
}

/// The segments of a picture that decode it, in their order: tables, frame, scans with their data.
fn decoding(bytes: &[u8]) -> Vec<Vec<u8>> {
    let (mut at, mut found) = (2, Vec::new());
    loop {
        let marker = bytes[at + 1];
        if marker == 0xd9 {
            return found;
        }
        let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        let mut ends = at + 2 + length;
        if marker == 0xda {
            while bytes[ends] != 0xff || matches!(bytes[ends + 1], 0 | 0xd0..=0xd7) {
                ends += 1;
            }
        }
        if !matches!(marker, 0xe0..=0xef | 0xfe) {
            found.push(bytes[at..ends].to_vec());
        }
        at = ends;
    }
}

#[test]
fn a_photograph_loses_place_maker_and_words_and_is_the_same_picture() {
    for words in [&b"Asanov"[..], b"2026:11:02", b"Manas street", b"xmpmeta", b"hidden behind"] {
        assert!(has(PHOTO, words), "the test's own picture has {words:?}");
    }
    let kept = cleaned(PHOTO).unwrap();
    assert_eq!((kept.kind, kept.pages), (FileKind::Jpeg, 1));
    for words in [
        &b"Asanov"[..],
        b"Model 7",
        b"2026:11:02",
        b"Manas street",
        b"xmpmeta",
        b"hidden behind",
        b"PK\x03\x04",
        &[0x88, 0x25],
    ] {
        assert!(!has(&kept.bytes, words), "{words:?} is still there");
    }
    let parts = decoding(PHOTO);
    assert!(parts.len() > 5, "tables, frame and scan");
    assert_eq!(decoding(&kept.bytes), parts);
    assert_eq!(cleaned(&kept.bytes).unwrap().bytes, kept.bytes, "clean of what is clean");
}

#[test]
fn a_photograph_stays_the_right_way_up() {
    let kept = cleaned(PHOTO).unwrap().bytes;
    let at = kept.windows(6).position(|part| part == b"Exif\0\0").unwrap();
    // One entry: the orientation, a short, once, of the value 6; and no further directory.
    let expected = [b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6];
    assert_eq!(&kept[at + 6..at + 26], &expected);
    assert_eq!(&kept[at + 26..at + 32], &[0; 6]);
}

#[test]
fn a_scan_in_png_loses_its_texts_and_keeps_its_points() {
    for words in [&b"Asanov"[..], b"iTXt", b"zTXt", b"eXIf"] {
        assert!(has(SCAN, words), "the test's own picture has {words:?}");
    }
    let kept = cleaned(SCAN).unwrap().bytes;
    for words in [&b"Asanov"[..], b"tEXt", b"iTXt", b"zTXt", b"eXIf"] {
        assert!(!has(&kept, words), "{words:?} is still there");
    }
    let points = |bytes: &[u8]| {
        let at = bytes.windows(4).position(|part| part == b"IDAT").unwrap();
        let length = u32::from_be_bytes(bytes[at - 4..at].try_into().unwrap());
        bytes[at..at + 8 + usize::try_from(length).unwrap()].to_vec()
    };
    assert_eq!(points(&kept), points(SCAN));
    assert!(kept.ends_with(b"IEND\xae\x42\x60\x82"));
}

#[test]
fn a_file_is_told_by_its_content_and_by_no_name() {
    check(b"", Err(FileFault::Empty));
    check(b"MZ\x90\0\x03\0\0\0This program cannot be run in DOS mode", Err(FileFault::OtherKind));
    check(b"<html><script>alert(1)</script></html>", Err(FileFault::OtherKind));
    check(b"PK\x03\x04\x14\0\0\0", Err(FileFault::OtherKind));
    check(b"\xd0\xcf\x11\xe0", Err(FileFault::OtherKind));
    let long = vec![b'%'; bounds().bytes + 1];
    check(&long, Err(FileFault::TooLarge { mebibytes: 1 }));
}

#[test]
fn a_file_has_the_bytes_and_pages_of_the_bounds_and_none_more() {
    let page = pdf("");
    let within = |bytes, pages| Bounds { bytes, pages, ..bounds() };
    assert!(clean(&page, &within(page.len(), 1)).is_ok());
    let less = clean(&page, &within(page.len() - 1, 1));
    assert_eq!(less.unwrap_err(), FileFault::TooLarge { mebibytes: 0 });
    let none = clean(&page, &within(page.len(), 0));
    assert_eq!(none.unwrap_err(), FileFault::TooManyPages { pages: 0 });
}

#[test]
fn a_kind_that_is_not_accepted_is_another_kind() {
    let only = |kind| Bounds { accepted: vec![kind], ..bounds() };
    assert!(clean(SCAN, &only(FileKind::Png)).is_ok());
    assert_eq!(clean(SCAN, &only(FileKind::Pdf)).unwrap_err(), FileFault::OtherKind);
    assert_eq!(clean(&pdf(""), &only(FileKind::Jpeg)).unwrap_err(), FileFault::OtherKind);
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for (whole, step) in [(PHOTO, 7), (SCAN, 5)] {
        let end = if whole == PHOTO { whole.len() - 40 } else { whole.len() };
        for at in (8..end - 1).step_by(step) {
            let fault = cleaned(&whole[..at]).unwrap_err();
            let is_told = matches!(fault, FileFault::Cut | FileFault::Damaged);
            assert!(is_told, "{at} of {}: {fault}", whole.len());
        }
    }
    let page = pdf("");
    check(&page[..page.len() - 8], Err(FileFault::Cut));
}

#[test]
fn a_picture_that_unpacks_to_more_than_it_says_is_refused() {
    let mut small = SCAN.to_vec();
    // The height of one line in place of sixteen, with its sum made good.
    small[20..24].copy_from_slice(&1_u32.to_be_bytes());
    mend(&mut small);
    check(&small, Err(FileFault::Damaged));
    let mut huge = SCAN.to_vec();
    huge[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    mend(&mut huge);
    check(&huge, Err(FileFault::TooManyPixels { megapixels: 64 }));
    let mut wide = PHOTO.to_vec();
    let at = wide.windows(2).position(|part| part == [0xff, 0xc0]).unwrap();
    wide[at + 5..at + 9].copy_from_slice(&[0xff; 4]);
    check(&wide, Err(FileFault::TooManyPixels { megapixels: 64 }));
}

/// Makes the sum of the header good.
fn mend(png: &mut [u8]) {
    let sum = png[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
    });
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
}

#[test]
fn a_pdf_that_only_shows_pages_is_kept_as_it_is() {
    let page = pdf("");
    let kept = cleaned(&page).unwrap();
    assert_eq!((kept.kind, kept.pages, kept.bytes), (FileKind::Pdf, 1, page));
    // A page that says these letters runs nothing.
    check(&pdf("/Lang (ky) /PageMode /UseNone"), Ok(FileKind::Pdf));
}

/// A page whose data is packed.
fn page_of(data: &[u8]) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(data, 6);
    let mut bytes = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> \
         >>\nendobj\n\
         5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n\
         4 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    )
    .into_bytes();
    bytes.extend(packed);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n");
    bytes
}

#[test]
fn the_words_of_a_page_are_read_and_a_page_without_any_is_kept() {
    let said = cleaned(&page_of(b"BT /F 12 Tf 72 700 Td (Certificate 118) Tj ET")).unwrap();
    assert_eq!(said.words, "Certificate 118");
    assert_eq!(cleaned(&pdf("")).unwrap().words, "");
    let long = "word ".repeat(20_000);
    let long = cleaned(&page_of(format!("BT /F 12 Tf ({long}) Tj ET").as_bytes())).unwrap();
    let length = long.words.chars().count();
    assert!((FILE_WORDS_MAX - 5..=FILE_WORDS_MAX).contains(&length), "{length}");
}

#[test]
fn a_page_that_unpacks_to_more_than_anybody_reads_costs_its_words_alone() {
    let bomb = page_of(&vec![b' '; 200 * 1024 * 1024]);
    assert!(bomb.len() < 300_000);
    let kept = cleaned(&bomb).unwrap();
    assert_eq!((kept.pages, kept.words.as_str()), (1, ""));
}

#[test]
fn a_pdf_that_acts_or_carries_files_is_refused_however_it_is_written() {
    for added in [
        "/OpenAction << /S /JavaScript /JS (app.alert) >>",
        "/OpenAction << /S /J#61vaScript /J#53 (app.alert) >>",
        "/Names << /EmbeddedFiles 9 0 R >>",
        "/AcroForm << /XFA 9 0 R >>",
        "/OpenAction << /S /Launch /F (cmd.exe) >>",
    ] {
        check(&pdf(added), Err(FileFault::Active));
    }
    check(&pdf("/Encrypt 9 0 R"), Err(FileFault::Locked));
    check(b"%PDF-1.7\nnothing\n%%EOF\n", Err(FileFault::Damaged));
}

#[test]
fn objects_that_are_packed_together_are_looked_into() {
    let packed = |words: &[u8]| {
        let data = miniz_oxide::deflate::compress_to_vec_zlib(words, 6);
        let mut bytes = pdf("");
        let at = bytes.windows(7).position(|part| part == b"trailer").unwrap();
        let mut object =
            b"9 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /N 1 /First 4 >>\nstream\n".to_vec();
        object.extend(data);
        object.extend(b"\nendstream\nendobj\n");
        bytes.splice(at..at, object);
        bytes
    };
    check(&packed(b"8 0 << /S /JavaScript /JS (1) >>"), Err(FileFault::Active));
    let kept = cleaned(&packed(b"8 0 << /Type /Page /Parent 2 0 R >>")).unwrap();
    assert_eq!(kept.pages, 2);
    let bomb = vec![b' '; 70 * 1024 * 1024];
    check(&packed(&bomb), Err(FileFault::Damaged));
}

#[test]
fn a_pdf_of_more_pages_than_anybody_reads_is_refused() {
    let many = format!("/Kids [{}]", "<< /Type /Page >> ".repeat(301));
    check(&pdf(&many), Err(FileFault::TooManyPages { pages: 300 }));
}

#[test]
fn every_fault_has_a_code_of_the_list() {
    let all = [
        FileFault::Empty,
        FileFault::TooLarge { mebibytes: 10 },
        FileFault::OtherKind,
        FileFault::Cut,
        FileFault::Damaged,
        FileFault::TooManyPixels { megapixels: 64 },
        FileFault::TooManyPages { pages: 300 },
        FileFault::Locked,
        FileFault::Active,
    ];
    assert_eq!(all.map(|fault| fault.code()), FileFault::CODES);
}
