//! Filling pages with strips: what stays together, what a further page repeats, and its foot.

use crate::document::Document;
use crate::flow::{Flowed, titles};
use crate::font::Family;
use crate::language::Language;
use crate::line::{Line, break_lines};
use crate::strip::{ACCENT, Colour, HAIR, Mark, QUIET, Strip};
use crate::text::Text;
use crate::tree::Tree;
use crate::{PAGES_MAX, PaperError};

/// A4 in points.
pub(crate) const PAGE_WIDTH: f32 = 595.276;
/// A4 in points.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// Where text begins: the left margin is wide enough for a binder's holes.
pub(crate) const TEXT_LEFT: f32 = 65.0;
/// The width of text.
pub(crate) const TEXT_WIDTH: f32 = PAGE_WIDTH - TEXT_LEFT - 48.0;

const BODY_TOP: f32 = 50.0;
const BODY_BOTTOM: f32 = PAGE_HEIGHT - 62.0;
const FOOT_BASELINE: f32 = PAGE_HEIGHT - 36.0;
const FOOT_SIZE: f32 = 8.0;
/// In less room the title is not repeated: a word or two of it would tell nothing.
const RUNNING_TITLE_WIDTH_MIN: f32 = 80.0;

/// Marks placed on a page; heights count down from the page's top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The marks, each with the height of its strip's top.
    pub(crate) marks: Vec<(f32, Mark)>,
}

/// A paper divided into pages.
pub(crate) struct Paginated {
    pub(crate) tree: Tree,
    pub(crate) pages: Vec<Page>,
    /// The first and the last page of each annex, counted from 1.
    pub(crate) spans: Vec<(usize, usize)>,
}

/// Divides strips into pages and adds the running head and the foot.
///
/// # Errors
///
/// [`PaperError::TooLong`] if there are more than [`PAGES_MAX`] pages;
/// [`PaperError::NoGlyph`] if the head or the foot cannot be printed.
pub(crate) fn paginate(
    document: &Document,
    family: &Family,
    flowed: Flowed,
) -> Result<Paginated, PaperError> {
    let running_head = running_head(document, family)?;
    let annexes = document.annexes.iter().enumerate();
    let annex_heads = annexes
        .map(|(index, annex)| annex_head(document, family, &titles(annex, index)))
        .collect::<Result<_, _>>()?;
    let (pages, starts) = (Vec::new(), Vec::new());
    let heads = &flowed.heads;
    let mut filler = Filler { heads, running_head, annex_heads, pages, starts, y: BODY_TOP };
    filler.pages.push(Page::default());
    for cluster in clusters(&flowed.strips) {
        filler.cluster(cluster)?;
    }
    let mut pages = filler.pages;
    let count = pages.len();
    let ends = filler.starts.iter().skip(1).map(|next| next - 1).chain([count]);
    let spans = filler.starts.iter().copied().zip(ends).collect();
    for (index, page) in pages.iter_mut().enumerate() {
        foot(document, family, page, (index + 1, count))?;
    }
    Ok(Paginated { tree: flowed.tree, pages, spans })
}

/// Divides strips where a page may end.
fn clusters(strips: &[Strip]) -> impl Iterator<Item = &[Strip]> {
    strips.split_inclusive(|strip| !strip.keep)
}

struct Filler<'a> {
    heads: &'a [Vec<Strip>],
    running_head: Vec<Strip>,
    annex_heads: Vec<Vec<Strip>>,
    pages: Vec<Page>,
    /// The first page of each annex met so far, counted from 1.
    starts: Vec<usize>,
    y: f32,
}

impl Filler<'_> {
    fn cluster(&mut self, cluster: &[Strip]) -> Result<(), PaperError> {
        if let Some(annex) = cluster.iter().find_map(|strip| strip.opens) {
            self.running_head = self.annex_heads.get(annex).cloned().unwrap_or_default();
            self.next_page(None)?;
            self.starts.push(self.pages.len());
        }
        let height: f32 = cluster.iter().map(|strip| strip.height).sum();
        let only_gaps = cluster.iter().all(|strip| strip.gap);
        if self.y + height > BODY_BOTTOM && !only_gaps && !self.at_top() {
            self.next_page(cluster.first())?;
        }
        for strip in cluster {
            if strip.gap && (self.at_top() || self.y + strip.height > BODY_BOTTOM) {
                continue;
            }
            // A cluster higher than a page is divided after all.
            if self.y + strip.height > BODY_BOTTOM && !self.at_top() {
                self.next_page(Some(strip))?;
            }
            self.place(strip);
        }
        Ok(())
    }

    fn at_top(&self) -> bool {
        self.y <= BODY_TOP
    }

    fn place(&mut self, strip: &Strip) {
        let top = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.marks.extend(strip.marks.iter().map(|mark| (top, mark.clone())));
        }
        self.y += strip.height;
    }

    /// Begins a page with the running head and, inside a table, its heading row.
    fn next_page(&mut self, first: Option<&Strip>) -> Result<(), PaperError> {
        if self.pages.len() == PAGES_MAX {
            return Err(PaperError::TooLong { pages_max: PAGES_MAX });
        }
        self.pages.push(Page::default());
        self.y = BODY_TOP - self.running_head.iter().map(|strip| strip.height).sum::<f32>();
        for strip in self.running_head.clone() {
            self.place(&strip);
        }
        self.y = BODY_TOP;
        let table = first.and_then(|strip| strip.repeats).and_then(|table| self.heads.get(table));
        for strip in table.into_iter().flatten() {
            self.place(strip);
        }
        Ok(())
    }
}

/// Makes what stands above the text from the second page on.
fn running_head(document: &Document, family: &Family) -> Result<Vec<Strip>, PaperError> {
    let mut marks = Vec::new();
    let mut width = TEXT_WIDTH;
    if let Some(standing) = &document.standing {
        let line = first_line(standing, family, TEXT_WIDTH)?;
        let taken = line.as_ref().map_or(0.0, |line| line.width);
        marks.extend(words(line, TEXT_LEFT + TEXT_WIDTH - taken, 8.0, ACCENT));
        // The title takes what the standing line leaves.
        width -= taken + 16.0;
    }
    if width > RUNNING_TITLE_WIDTH_MIN {
        let title = first_line(&Text::plain(document.title.clone()), family, width)?;
        marks.extend(words(title, TEXT_LEFT, 8.0, QUIET));
    }
    marks.push(Mark::Fill { x: TEXT_LEFT, y: 12.0, width: TEXT_WIDTH, height: 0.5, colour: HAIR });
    Ok(vec![Strip { height: 22.0, marks, ..Strip::default() }])
}

/// Makes what stands above the text of an annex: its number and name under the running head.
fn annex_head(
    document: &Document,
    family: &Family,
    titles: &[(Language, Text)],
) -> Result<Vec<Strip>, PaperError> {
    const ABOVE: f32 = 11.0;
    let mut strips = running_head(document, family)?;
    let titles: Vec<String> = titles.iter().map(|(_, title)| title.words()).collect();
    let line = first_line(&Text::plain(titles.join("  ·  ")), family, TEXT_WIDTH)?;
    for strip in &mut strips {
        for mark in &mut strip.marks {
            if let Mark::Words { baseline, .. } = mark {
                *baseline -= ABOVE;
            }
        }
        strip.marks.extend(words(line.clone(), TEXT_LEFT, 8.0, ACCENT));
    }
    Ok(strips)
}

/// Draws the foot: the paper's reference, and which page this is in each of its languages.
fn foot(
    document: &Document,
    family: &Family,
    page: &mut Page,
    (number, count): (usize, usize),
) -> Result<(), PaperError> {
    let mut place = document.language.page_of(number, count);
    if let Some(second) = document.second {
        place = format!("{place}  ·  {}", second.page_of(number, count));
    }
    let place = first_line(&Text::plain(place), family, TEXT_WIDTH * 0.6)?;
    let reference = Text::plain(document.reference.clone());
    let reference = first_line(&reference, family, TEXT_WIDTH * 0.38)?;
    let x = place.as_ref().map_or(0.0, |line| TEXT_LEFT + TEXT_WIDTH - line.width);
    let mut marks = words(reference, TEXT_LEFT, 0.0, QUIET);
    marks.extend(words(place, x, 0.0, QUIET));
    marks.push(Mark::Fill { x: TEXT_LEFT, y: -14.0, width: TEXT_WIDTH, height: 0.5, colour: HAIR });
    page.marks.extend(marks.into_iter().map(|mark| (FOOT_BASELINE, mark)));
    Ok(())
}

fn first_line(text: &Text, family: &Family, width: f32) -> Result<Option<Line>, PaperError> {
    let lines = break_lines(text, family, FOOT_SIZE, width)?;
    Ok(lines.into_iter().next())
}

/// Places a line that decorates or repeats, and is not read out.
fn words(line: Option<Line>, x: f32, baseline: f32, colour: Colour) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut x = x;
    for run in line.into_iter().flat_map(|line| line.runs) {
        let after = x + run.width(FOOT_SIZE);
        marks.push(Mark::Words { x, baseline, size: FOOT_SIZE, colour, run, node: None });
        x = after;
    }
    marks
}
