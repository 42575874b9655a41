//! What ISO 19005-2 (PDF/A-2a) and ISO 14289-1 (PDF/UA-1) ask of a file and a program can see in it
//! by itself, read with another library than the one that writes.
//!
//! This is no conformance checker: whether a reading order makes sense, whether glyph widths are
//! those of the font, and what only a person can judge is not looked at.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_paper::{Language, Languages};
use lopdf::content::Content;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, decode_text_string};

use crate::{OF_CASE, paper};

/// Forms that are not papers of a case.
const OTHERS: [&str; 7] = [
    "submission",
    "report",
    "warning",
    "client_page",
    "officer_day",
    "acknowledgement",
    "explanation_request",
];

/// Types of structure elements that need no role map (ISO 32000-1, 14.8.4).
const STANDARD: [&str; 25] = [
    "Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Span", "Caption", "Note",
];

/// A file that is looked through.
struct Look {
    pdf: Pdf,
    bytes: Vec<u8>,
    faults: Vec<String>,
}

fn faults(bytes: &[u8]) -> Vec<String> {
    let pdf = match Pdf::load_mem(bytes) {
        Ok(pdf) => pdf,
        Err(error) => return vec![format!("it cannot be read: {error}")],
    };
    let mut look = Look { pdf, bytes: bytes.to_vec(), faults: Vec::new() };
    look.file();
    look.catalog();
    look.metadata();
    look.objects();
    let drawn = look.pages();
    look.structure(&drawn);
    look.faults
}

impl Look {
    fn ask(&mut self, clause: &str, holds: bool) {
        if !holds {
            self.faults.push(clause.to_owned());
        }
    }

    fn at<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.pdf.dereference(object).map_or(object, |(_, found)| found)
    }

    fn find<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get(key.as_bytes()).ok().map(|found| self.at(found))
    }

    fn root(&self) -> Dictionary {
        let root = self.find(&self.pdf.trailer, "Root").and_then(|root| root.as_dict().ok());
        root.cloned().unwrap_or_default()
    }

    /// Header, trailer and end.
    fn file(&mut self) {
        let second = self.bytes.splitn(3, |byte| *byte == b'\n').nth(1).unwrap_or_default();
        let is_binary =
            second.starts_with(b"%") && second.iter().filter(|byte| **byte > 127).count() >= 4;
        self.ask("19005-2, 6.1.2: header", self.bytes.starts_with(b"%PDF-1.7") && is_binary);
        let id = self.find(&self.pdf.trailer, "ID").and_then(|id| id.as_array().ok());
        let has_id = id.is_some_and(|id| id.len() == 2);
        self.ask("19005-2, 6.1.3: the trailer has an ID", has_id);
        let is_open = self.find(&self.pdf.trailer, "Encrypt").is_none();
        self.ask("19005-2, 6.1.3: nothing is encrypted", is_open);
        let ends = self.bytes.trim_ascii_end().ends_with(b"%%EOF");
        self.ask("19005-2, 6.1.3: nothing stands behind the end", ends);
    }

    fn catalog(&mut self) {
        let root = self.root();
        for (key, clause) in [
            ("AA", "19005-2, 6.5.2: no additional actions"),
            ("OpenAction", "19005-2, 6.5.1: no action at opening"),
            ("AcroForm", "19005-2, 6.4: no form"),
            ("OCProperties", "19005-2, 6.9: no optional content"),
            ("Names", "19005-2, 6.8, 6.10: no files inside and no other presentations"),
        ] {
            self.ask(clause, self.find(&root, key).is_none());
        }
        let truth = |dictionary: &str, key: &str| {
            let found = self.find(&root, dictionary).and_then(|found| found.as_dict().ok());
            let found = found.and_then(|found| self.find(found, key));
            found.and_then(|found| found.as_bool().ok())
        };
        let (marked, suspects) = (truth("MarkInfo", "Marked"), truth("MarkInfo", "Suspects"));
        let shows_title = truth("ViewerPreferences", "DisplayDocTitle");
        let language = self.find(&root, "Lang").and_then(|lang| decode_text_string(lang).ok());
        self.ask("19005-2, 6.7.2: Marked", marked == Some(true));
        self.ask("14289-1, 7.1: no suspects", suspects != Some(true));
        self.ask("14289-1, 7.1: the title is shown", shows_title == Some(true));
        self.ask("14289-1, 7.2: a language", language.is_some_and(|tag| tag.len() >= 2));
        self.ask("14289-1, 7.1: a structure tree", self.find(&root, "StructTreeRoot").is_some());
    }

    /// What the packet says, beside what the information dictionary says.
    fn metadata(&mut self) {
        let root = self.root();
        let stream = self.find(&root, "Metadata").and_then(|found| found.as_stream().ok());
        let packet = stream.and_then(|stream| stream.get_plain_content().ok()).unwrap_or_default();
        let packet = String::from_utf8(packet).unwrap_or_default();
        let within = |begin: &str, end: &str| {
            let (_, rest) = packet.split_once(begin)?;
            rest.split_once(end).map(|(found, _)| found.to_owned())
        };
        let information = self.find(&self.pdf.trailer, "Info").and_then(|info| info.as_dict().ok());
        let said = |key: &str| {
            let said = information.and_then(|information| self.find(information, key));
            said.and_then(|said| decode_text_string(said).ok())
        };
        let escaped = |text: String| text.replace('&', "&amp;").replace('<', "&lt;");
        let digits = |text: String| -> String {
            text.chars().filter(char::is_ascii_digit).take(14).collect()
        };
        let title = within("<dc:title>", "</dc:title>").and_then(|alternatives| {
            let (_, rest) = alternatives.split_once("x-default\">")?;
            rest.split_once("</rdf:li>").map(|(title, _)| title.to_owned())
        });
        let is_described = packet.contains("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>");
        let held = [
            (
                "19005-2, 6.6.4: part and level",
                within("<pdfaid:part>", "<").as_deref() == Some("2")
                    && within("<pdfaid:conformance>", "<").as_deref() == Some("A"),
            ),
            ("14289-1, 5: part", within("<pdfuaid:part>", "<").as_deref() == Some("1")),
            ("19005-2, 6.6.2: what PDF/A does not know is described", is_described),
            ("14289-1, 7.1: a title", title.as_ref().is_some_and(|title| !title.is_empty())),
            ("the title is said twice and is one", title == said("Title").map(escaped)),
            (
                "the moment is said twice and is one",
                within("<xmp:CreateDate>", "<").map(digits) == said("CreationDate").map(digits),
            ),
            (
                "the program is said twice and is one",
                within("<pdf:Producer>", "<") == said("Producer"),
            ),
        ];
        for (clause, holds) in held {
            self.ask(clause, holds);
        }
    }

    /// What no object of the file has, and what every font has.
    fn objects(&mut self) {
        let mut held = Vec::new();
        for object in self.pdf.objects.values() {
            let dictionary = match object {
                Object::Stream(stream) => &stream.dict,
                Object::Dictionary(dictionary) => dictionary,
                _ => continue,
            };
            let has = |key: &str| dictionary.has(key.as_bytes());
            let named = |key: &str| dictionary.get(key.as_bytes()).and_then(Object::as_name).ok();
            held.push((
                "19005-2, 6.1.7: streams stand inside",
                !has("FFilter") && !has("FDecodeParms"),
            ));
            held.push(("19005-2, 6.1.7: no LZW", named("Filter") != Some(b"LZWDecode")));
            held.push((
                "19005-2, 6.5.1: no scripts",
                !has("JS") && named("S") != Some(b"JavaScript"),
            ));
            let is_page = named("Type") == Some(b"Page");
            let blends = named("Type") == Some(b"ExtGState") || (is_page && has("Group"));
            held.push(("19005-2, 6.2.10: no transparency", !blends));
            held.push((
                "19005-2, 6.3, 6.5.2: no annotations or actions",
                !has("Annots") && !has("AA"),
            ));
            held.push((
                "14289-1, 7.18.3: tabs follow the structure",
                !is_page || named("Tabs") == Some(b"S"),
            ));
            if named("Type") == Some(b"Font") && named("Subtype") == Some(b"Type0") {
                held.push(("14289-1, 7.21.7: letters can be read", has("ToUnicode")));
                held.push((
                    "14289-1, 7.21.3.3: the encoding",
                    named("Encoding") == Some(b"Identity-H"),
                ));
            }
            if named("Subtype") == Some(b"CIDFontType2") {
                held.push(("14289-1, 7.21.3.2: codes lead to glyphs", has("CIDToGIDMap")));
            }
            if named("Type") == Some(b"FontDescriptor") {
                held.push(("19005-2, 6.2.11.4: fonts are inside", has("FontFile2")));
            }
        }
        for (clause, holds) in held {
            self.ask(clause, holds);
        }
    }

    /// The letters that a font's codes stand for.
    fn letters(&self, font: &Dictionary) -> BTreeMap<u16, Vec<u16>> {
        let map = self.find(font, "ToUnicode").and_then(|map| map.as_stream().ok());
        let text = map.and_then(|map| map.get_plain_content().ok()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        let mut letters = BTreeMap::new();
        for part in text.split("beginbfchar").skip(1) {
            let pairs = part.split("endbfchar").next().unwrap_or_default();
            let hexadecimal: Vec<&str> =
                pairs.split(['<', '>']).skip(1).step_by(2).map(str::trim).collect();
            for pair in hexadecimal.chunks_exact(2) {
                let units = |text: &str| -> Vec<u16> {
                    let unit = |at: usize| u16::from_str_radix(text.get(at..at + 4)?, 16).ok();
                    (0..text.len()).step_by(4).filter_map(unit).collect()
                };
                if let [code] = units(pair[0])[..] {
                    letters.insert(code, units(pair[1]));
                }
            }
        }
        letters
    }

    /// Looks at what is drawn, and returns the marks of each page.
    fn pages(&mut self) -> BTreeMap<ObjectId, BTreeSet<i64>> {
        let mut drawn = BTreeMap::new();
        for page in self.pdf.get_pages().into_values() {
            let (marks, found) = self.page(page);
            self.faults.extend(found);
            drawn.insert(page, marks);
        }
        drawn
    }

    fn page(&self, id: ObjectId) -> (BTreeSet<i64>, Vec<String>) {
        let (mut marks, mut faults) = (BTreeSet::new(), Vec::new());
        let page = self.pdf.get_dictionary(id).unwrap();
        let resources = self.find(page, "Resources").unwrap().as_dict().unwrap();
        let named = |kind: &str, name: &[u8]| {
            let kind = self.find(resources, kind)?.as_dict().ok()?;
            kind.get(name).ok().map(|found| self.at(found))
        };
        let stream = self.find(page, "Contents").unwrap().as_stream().unwrap();
        let content = Content::decode(&stream.get_plain_content().unwrap()).unwrap();
        let (mut open, mut letters): (Vec<bool>, BTreeMap<u16, Vec<u16>>) = Default::default();
        for operation in &content.operations {
            let first = operation.operands.first();
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    let properties = operation.operands.get(1).and_then(|said| said.as_dict().ok());
                    let mark = properties.and_then(|said| said.get(b"MCID").ok()?.as_i64().ok());
                    let is_artifact = first.and_then(|tag| tag.as_name().ok()) == Some(b"Artifact");
                    if is_artifact == mark.is_some() || !open.is_empty() {
                        faults.push("14289-1, 7.1: content is a part or an artifact".to_owned());
                    }
                    if mark.is_some_and(|mark| !marks.insert(mark)) {
                        faults.push("19005-2, 6.7.3: a mark stands twice".to_owned());
                    }
                    open.push(true);
                }
                "EMC" => {
                    let begun = open.pop();
                    if begun.is_none() {
                        faults.push("19005-2, 6.7.3: a mark ends that did not begin".to_owned());
                    }
                }
                "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "Do" | "sh"
                    if open.is_empty() =>
                {
                    faults.push("14289-1, 7.1: something is drawn outside of a mark".to_owned());
                }
                "rg" | "RG" | "g" | "G" | "k" | "K" | "gs" | "Do" | "sh" | "BI" => {
                    faults.push(format!("19005-2, 6.2.4: colour by `{}`", operation.operator));
                }
                "cs" | "CS" => {
                    let space = first.and_then(|name| named("ColorSpace", name.as_name().ok()?));
                    let space = space.and_then(|space| space.as_array().ok()?.first());
                    if space.and_then(|kind| kind.as_name().ok()) != Some(b"CalRGB") {
                        faults.push("19005-2, 6.2.4: a calibrated space".to_owned());
                    }
                }
                "Tf" => {
                    let font = first.and_then(|name| named("Font", name.as_name().ok()?));
                    letters = font
                        .and_then(|font| font.as_dict().ok())
                        .map_or_else(BTreeMap::new, |font| self.letters(font));
                }
                "Tj" | "TJ" => {
                    if open.is_empty() {
                        faults.push("14289-1, 7.1: words stand outside of a mark".to_owned());
                    }
                    let all: Vec<&Object> = match first {
                        Some(Object::Array(items)) => items.iter().collect(),
                        other => other.into_iter().collect(),
                    };
                    let shown = all.iter().filter_map(|item| item.as_str().ok());
                    let codes = shown.flat_map(|text| text.chunks_exact(2));
                    for code in codes.map(|two| u16::from_be_bytes([two[0], two[1]])) {
                        let is_read = letters.get(&code).is_some_and(|letter| {
                            let never = |unit: &u16| [0, 0xfeff, 0xfffe].contains(unit);
                            !letter.is_empty() && !letter.iter().any(never)
                        });
                        if !is_read {
                            faults.push(format!("19005-2, 6.2.11.7: no letter for {code:04x}"));
                        }
                    }
                }
                _ => {}
            }
        }
        if !open.is_empty() {
            faults.push("19005-2, 6.7.3: a mark does not end".to_owned());
        }
        (marks, faults)
    }

    /// The tree names each mark of the pages once, with types that readers know.
    fn structure(&mut self, drawn: &BTreeMap<ObjectId, BTreeSet<i64>>) {
        let root = self.root();
        let Ok(id) = root.get(b"StructTreeRoot").and_then(Object::as_reference) else { return };
        let mut told = Told::default();
        self.element(id, None, &mut told);
        let mut named: BTreeMap<ObjectId, BTreeSet<i64>> = BTreeMap::new();
        for (page, mark) in &told.marks {
            let is_new = named.entry(*page).or_default().insert(*mark);
            told.faults
                .extend((!is_new).then(|| "19005-2, 6.7.3: a mark is told twice".to_owned()));
        }
        if drawn.iter().filter(|(_, marks)| !marks.is_empty()).ne(named.iter()) {
            told.faults.push("14289-1, 7.1: all content is told, and nothing else".to_owned());
        }
        let mut level = 0;
        for heading in &told.headings {
            if *heading > level + 1 {
                told.faults.push(format!("14289-1, 7.4.2: H{heading} after H{level}"));
            }
            level = *heading;
        }
        self.faults.extend(told.faults);
        self.back();
    }

    fn element(&self, id: ObjectId, parent: Option<(ObjectId, &str)>, told: &mut Told) {
        let element = self.pdf.get_dictionary(id).unwrap();
        let role = element
            .get(b"S")
            .and_then(Object::as_name)
            .map_or("", |role| std::str::from_utf8(role).unwrap());
        if let Some((parent, above)) = parent {
            let up = element.get(b"P").and_then(Object::as_reference).ok();
            let holds = [
                ("19005-2, 6.7.3: a part knows what it belongs to", up == Some(parent)),
                ("19005-2, 6.7.3: a type that readers know", STANDARD.contains(&role)),
                ("14289-1, 7.6: a list has items", above != "L" || role == "LI"),
                (
                    "14289-1, 7.6: an item has a label and a body",
                    above != "LI" || matches!(role, "Lbl" | "LBody"),
                ),
                (
                    "14289-1, 7.5: a table has rows",
                    above != "Table" || matches!(role, "TR" | "THead" | "TBody"),
                ),
                ("14289-1, 7.5: a row has cells", above != "TR" || matches!(role, "TH" | "TD")),
                (
                    "14289-1, 7.5: a heading cell says for what",
                    role != "TH" || self.has_scope(element),
                ),
            ];
            let broken = holds.iter().filter(|(_, holds)| !holds);
            told.faults.extend(broken.map(|(clause, _)| format!("{clause} ({above}/{role})")));
            told.headings.extend(role.strip_prefix('H').and_then(|level| level.parse::<u8>().ok()));
        }
        let kids: Vec<Object> = match element.get(b"K") {
            Ok(kids) => match self.at(kids) {
                Object::Array(kids) => kids.clone(),
                _ => vec![kids.clone()],
            },
            Err(_) => Vec::new(),
        };
        for kid in kids {
            let found = self.at(&kid).as_dict().unwrap();
            match (found.get(b"MCID"), kid.as_reference()) {
                (Ok(mark), _) => {
                    let page = found.get(b"Pg").and_then(Object::as_reference).unwrap();
                    told.marks.push((page, mark.as_i64().unwrap()));
                    told.owners.insert((page, mark.as_i64().unwrap()), id);
                }
                (Err(_), Ok(kid)) => self.element(kid, Some((id, role)), told),
                _ => told.faults.push("a kid is neither a part nor a mark".to_owned()),
            }
        }
    }

    fn has_scope(&self, cell: &Dictionary) -> bool {
        let attributes = match self.find(cell, "A") {
            Some(Object::Array(all)) => all.iter().map(|one| self.at(one)).collect(),
            one => Vec::from_iter(one),
        };
        let attributes = attributes.iter().filter_map(|one| one.as_dict().ok());
        attributes.into_iter().any(|one| one.has(b"Scope"))
    }

    /// The way back from a mark leads to the part that names it.
    fn back(&mut self) {
        let root = self.root();
        let Ok(id) = root.get(b"StructTreeRoot").and_then(Object::as_reference) else { return };
        let mut told = Told::default();
        self.element(id, None, &mut told);
        let tree = self.pdf.get_dictionary(id).unwrap();
        let numbers = self.find(tree, "ParentTree").and_then(|tree| tree.as_dict().ok());
        let numbers = numbers.and_then(|tree| self.find(tree, "Nums")?.as_array().ok());
        let numbers = numbers.cloned().unwrap_or_default();
        let list = |key: i64| {
            let pairs = numbers.chunks_exact(2);
            let mut own = pairs.filter(|pair| pair[0].as_i64().ok() == Some(key));
            own.next().and_then(|pair| self.at(&pair[1]).as_array().ok())
        };
        let leads = |page: ObjectId, mark: i64| {
            let key =
                self.pdf.get_dictionary(page).ok()?.get(b"StructParents").ok()?.as_i64().ok()?;
            list(key)?.get(usize::try_from(mark).ok()?)?.as_reference().ok()
        };
        let is_whole =
            told.owners.iter().all(|((page, mark), owner)| leads(*page, *mark) == Some(*owner));
        self.ask("19005-2, 6.7.3: each mark leads back to its part", is_whole);
    }
}

/// What the tree tells.
#[derive(Default)]
struct Told {
    marks: Vec<(ObjectId, i64)>,
    owners: BTreeMap<(ObjectId, i64), ObjectId>,
    headings: Vec<u8>,
    faults: Vec<String>,
}

#[test]
fn every_paper_keeps_what_a_program_can_see_of_its_standards() {
    let mut wrong = BTreeMap::new();
    for form in OTHERS.into_iter().chain(OF_CASE) {
        let alone = Language::ALL.map(Languages::One);
        let both = [Language::Kyrgyz, Language::Kazakh]
            .map(|state| Languages::Two(state, Language::Russian));
        for languages in alone.into_iter().chain(both) {
            let found = faults(&paper(form, languages));
            if !found.is_empty() {
                wrong.insert(format!("{form} {languages:?}"), found);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Puts other bytes of the same length in the place of the first that are so.
fn spoilt(whole: &[u8], before: &str, after: &str) -> Vec<u8> {
    assert_eq!(before.len(), after.len());
    let mut bytes = whole.to_vec();
    let at = bytes.windows(before.len()).position(|part| part == before.as_bytes());
    let at = at.unwrap_or_else(|| panic!("the paper has no {before}"));
    bytes[at..at + after.len()].copy_from_slice(after.as_bytes());
    bytes
}

#[test]
fn what_breaks_a_standard_is_found() {
    let whole = paper("submission", Languages::Two(Language::Kyrgyz, Language::Russian));
    for (before, after, clause) in [
        ("%PDF-1.7", "%PDF-1.4", "6.1.2"),
        ("/ID", "/IE", "6.1.3"),
        ("%%EOF", "%%EOX", ""),
        ("/Marked true", "/Marked null", "6.7.2"),
        ("/DisplayDocTitle true", "/DisplayDocTitle null", "the title is shown"),
        ("<pdfaid:part>2", "<pdfaid:part>1", "6.6.4"),
        ("<pdfuaid:part>1", "<pdfuaid:part>2", "14289-1, 5"),
        ("<pdf:Producer>B", "<pdf:Producer>C", "the program is said twice"),
        ("/ToUnicode", "/ToUnicodf", "7.21.7"),
        ("/FontFile2", "/FontFile9", "6.2.11.4"),
        ("/CalRGB", "/BalRGB", "a calibrated space"),
        ("/StructParents", "/StructParentz", "leads back"),
        ("/Scope", "/Scopf", "a heading cell says for what"),
        ("/H1", "/H3", "7.4.2"),
        ("/LBody", "/LBodz", "a type that readers know"),
        ("/MCID 0", "/MCID 9", ""),
    ] {
        let found = faults(&spoilt(&whole, before, after));
        assert!(found.iter().any(|fault| fault.contains(clause)), "{before}: {found:?}");
    }
}
