//! Writing the pages as a tagged PDF 1.7 file.
//!
//! Every mark is either content of a part of the structure tree or an artifact, so that a screen
//! reader tells all of the paper and nothing twice. Colours are given in a calibrated space, so
//! that no output profile is needed.

mod letters;
mod parts;

use pdf_writer::types::{ArtifactType, TabOrder};
use pdf_writer::writers::ColorSpace;
use pdf_writer::{Content, Date, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::PaperError;
use crate::document::Document;
use crate::font::Family;
use crate::line::Run;
use crate::page::{PAGE_HEIGHT, PAGE_WIDTH, Page, Paginated};
use crate::strip::{Colour, Mark};
use crate::tree::{Kid, Tree};
use crate::xmp;
use letters::Letters;

const COLOUR_SPACE: Name<'static> = Name(b"Rgb");
/// A middle level: further compression of a page saves little and costs time.
const DEFLATE_LEVEL: u8 = 6;

/// Hands out the numbers of a file's objects.
struct Refs(i32);

impl Refs {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// Writes the file.
///
/// # Errors
///
/// [`PaperError::FontDamaged`] if a font cannot be cut down to the glyphs used.
pub(crate) fn write(
    document: &Document,
    family: &Family,
    set: Paginated,
) -> Result<Vec<u8>, PaperError> {
    let Paginated { mut tree, pages, .. } = set;
    let mut refs = Refs(0);
    let (catalog, page_tree, metadata) = (refs.next(), refs.next(), refs.next());
    let information = refs.next();
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);

    let page_refs: Vec<Ref> = pages.iter().map(|_| refs.next()).collect();
    let letters = [false, true].map(|bold| Letters::collect(family.cut(bold), bold, &pages));
    let mut fonts = Vec::new();
    for letters in letters.iter().filter(|letters| !letters.is_empty()) {
        fonts.push((letters.name(), letters.write(&mut pdf, &mut refs)?));
    }
    let mut contents = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        let content = page_content(page, index, &letters, &mut tree);
        let id = refs.next();
        let bytes = deflate(&content);
        pdf.stream(id, &bytes).filter(Filter::FlateDecode);
        contents.push(id);
    }
    let parts = parts::write(&mut pdf, &mut refs, &tree, &page_refs);
    for (index, (page, content)) in page_refs.iter().zip(&contents).enumerate() {
        write_page(&mut pdf, *page, page_tree, (index, *content, &fonts));
    }
    let count = i32::try_from(page_refs.len()).unwrap_or(i32::MAX);
    pdf.pages(page_tree).count(count).kids(page_refs.iter().copied());
    describe(&mut pdf, document, metadata, information);

    let mut root = pdf.catalog(catalog);
    root.pages(page_tree).metadata(metadata).lang(TextStr(document.language.tag()));
    root.mark_info().marked(true);
    root.viewer_preferences().display_doc_title(true);
    root.pair(Name(b"StructTreeRoot"), parts);
    root.finish();
    let id = identity(document, &pages);
    pdf.set_file_id((id.clone(), id));
    Ok(pdf.finish())
}

/// Writes a page: its index, what is drawn on it, and the fonts it may use.
fn write_page(
    pdf: &mut Pdf,
    id: Ref,
    page_tree: Ref,
    (index, content, fonts): (usize, Ref, &[(Name<'_>, Ref)]),
) {
    let mut page = pdf.page(id);
    page.parent(page_tree).contents(content);
    page.media_box(Rect::new(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT));
    page.struct_parents(i32::try_from(index).unwrap_or(i32::MAX));
    page.tab_order(TabOrder::StructureOrder);
    let mut resources = page.resources();
    resources.color_spaces().insert(COLOUR_SPACE).start::<ColorSpace<'_>>().srgb();
    resources.fonts().pairs(fonts.iter().copied());
}

/// Writes what the file says of itself, for archives and for old readers.
fn describe(pdf: &mut Pdf, document: &Document, metadata: Ref, information: Ref) {
    let packet = xmp::packet(document);
    pdf.stream(metadata, packet.as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"))
        .pair(Name(b"Subtype"), Name(b"XML"));
    pdf.document_info(information)
        .title(TextStr(&document.title))
        .producer(TextStr(xmp::PRODUCER))
        .creation_date(date(document));
}

/// Writes what is drawn on a page and hangs each mark under its part.
fn page_content(page: &Page, index: usize, letters: &[Letters<'_>; 2], tree: &mut Tree) -> Vec<u8> {
    let mut content = Content::new();
    content.set_fill_color_space(COLOUR_SPACE);
    let mut colour: Option<Colour> = None;
    let mut mark_count = 0;
    for (top, mark) in &page.marks {
        match mark {
            Mark::Fill { x, y, width, height, colour: fill } => {
                artifact(&mut content);
                paint(&mut content, &mut colour, *fill);
                content.rect(*x, PAGE_HEIGHT - top - y - height, *width, *height).fill_nonzero();
            }
            Mark::Words { x, baseline, size, colour: ink, run, node } => {
                match node {
                    None => artifact(&mut content),
                    Some(node) => {
                        tree.hang(*node, Kid::Marked { page: index, mark: mark_count });
                        content
                            .begin_marked_content_with_properties(Name(b"Span"))
                            .properties()
                            .identify(mark_count);
                        mark_count += 1;
                    }
                }
                paint(&mut content, &mut colour, *ink);
                let [regular, bold] = letters;
                let letters = if run.bold { bold } else { regular };
                content.begin_text().set_font(letters.name(), *size);
                content.next_line(*x, PAGE_HEIGHT - top - baseline);
                show(&mut content, letters, run);
                content.end_text();
            }
        }
        content.end_marked_content();
    }
    content.finish().to_vec()
}

fn artifact(content: &mut Content) {
    let mut mark = content.begin_marked_content_with_properties(Name(b"Artifact"));
    mark.properties().artifact().kind(ArtifactType::Layout);
}

fn paint(content: &mut Content, current: &mut Option<Colour>, wanted: Colour) {
    if *current != Some(wanted) {
        content.set_fill_color(wanted.0);
        *current = Some(wanted);
    }
}

/// Shows a run of glyphs with its kerning.
fn show(content: &mut Content, letters: &Letters<'_>, run: &Run) {
    let mut shown = content.show_positioned();
    let mut items = shown.items();
    let mut codes: Vec<u8> = Vec::with_capacity(run.glyphs.len() * 2);
    for glyph in &run.glyphs {
        codes.extend(letters.code(glyph.character).to_be_bytes());
        if glyph.kern != 0 {
            items.show(Str(&codes));
            codes.clear();
            #[expect(clippy::cast_precision_loss, reason = "kerning is a few hundred thousandths")]
            items.adjust(-glyph.kern as f32);
        }
    }
    if !codes.is_empty() {
        items.show(Str(&codes));
    }
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, DEFLATE_LEVEL)
}

fn date(document: &Document) -> Date {
    let at = document.created_at.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |number: i8| number.unsigned_abs();
    Date::new(at.year().unsigned_abs())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// Returns the identity of the file: it depends on what is printed and on nothing else.
fn identity(document: &Document, pages: &[Page]) -> Vec<u8> {
    let mut hash = Fnv::new();
    hash.take(document.title.as_bytes());
    hash.take(&document.created_at.as_microsecond().to_be_bytes());
    for (top, mark) in pages.iter().flat_map(|page| &page.marks) {
        hash.take(&top.to_be_bytes());
        if let Mark::Words { run, .. } = mark {
            run.glyphs.iter().for_each(|glyph| hash.take(&glyph.id.to_be_bytes()));
        }
    }
    hash.0.to_be_bytes().to_vec()
}

/// The 128-bit Fowler–Noll–Vo hash, 1a: names things inside one file, protects nothing.
struct Fnv(u128);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte))
                .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}
