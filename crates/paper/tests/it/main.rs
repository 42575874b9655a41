//! The forms of the project, filled in for invented people and read back by an independent
//! program (poppler's `pdftotext` and `pdfinfo`).
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "these tests run poppler, and a test stops at the first surprise"
)]

mod conformance;
mod samples;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::Command;

use bagyt_paper::{
    Block, Cell, Column, Document, FillError, Fonts, Form, Language, Languages, PaperError, Prose,
    Stamp, Table, Text, Typeface, fill, render,
};

/// The papers of a case, which are drawn with one press.
const OF_CASE: [&str; 12] = [
    "registration_card",
    "rights_memo",
    "appearance_schedule",
    "individual_plan",
    "service_notice",
    "search_materials",
    "removal_certificate",
    "request_answer",
    "hearing_notice",
    "pretrial_application",
    "correction_conclusion",
    "monitoring_protocol",
];

const FORMS: [&str; 19] = [
    include_str!("../../../../forms/submission.toml"),
    include_str!("../../../../forms/report.toml"),
    include_str!("../../../../forms/warning.toml"),
    include_str!("../../../../forms/client_page.toml"),
    include_str!("../../../../forms/officer_day.toml"),
    include_str!("../../../../forms/acknowledgement.toml"),
    include_str!("../../../../forms/explanation_request.toml"),
    include_str!("../../../../forms/registration_card.toml"),
    include_str!("../../../../forms/rights_memo.toml"),
    include_str!("../../../../forms/appearance_schedule.toml"),
    include_str!("../../../../forms/individual_plan.toml"),
    include_str!("../../../../forms/service_notice.toml"),
    include_str!("../../../../forms/search_materials.toml"),
    include_str!("../../../../forms/removal_certificate.toml"),
    include_str!("../../../../forms/request_answer.toml"),
    include_str!("../../../../forms/hearing_notice.toml"),
    include_str!("../../../../forms/pretrial_application.toml"),
    include_str!("../../../../forms/correction_conclusion.toml"),
    include_str!("../../../../forms/monitoring_protocol.toml"),
];

fn form(name: &str) -> Form {
    let forms = FORMS.map(|text| Form::parse(text).unwrap());
    forms.into_iter().find(|form| form.name == name).unwrap()
}

fn document(name: &str, languages: Languages) -> Document {
    let stamp = Stamp {
        created_at: "2025-03-05T04:30:00Z".parse().unwrap(),
        standing: Some(Text::plain(
            "Ойдон чыгарылган өлкө · Вымышленная страна · Invented country",
        )),
    };
    fill(&form(name), languages, &samples::values(name), &stamp).unwrap()
}

/// Renders and, if `BAGYT_PAPERS` names a folder, leaves the file there for a person to look at.
fn paper(name: &str, languages: Languages) -> Vec<u8> {
    let fonts = Fonts::bundled().unwrap();
    let bytes = render(&document(name, languages), &fonts).unwrap();
    if let Ok(folder) = std::env::var("BAGYT_PAPERS") {
        let tag = match languages {
            Languages::One(one) => one.tag().to_owned(),
            Languages::Two(one, other) => format!("{}-{}", one.tag(), other.tag()),
        };
        fs::create_dir_all(&folder).unwrap();
        fs::write(format!("{folder}/{name}-{tag}.pdf"), &bytes).unwrap();
    }
    bytes
}

/// Passes a file through a program of poppler.
fn read_by(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(bytes).unwrap();
    let output = Command::new(program)
        .args(arguments)
        .arg(file.path())
        .args(if program == "pdftotext" { &["-"][..] } else { &[] })
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; install poppler-utils"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.is_empty(), "{program} says: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn check(name: &str, languages: Languages, expected: &[&str]) {
    let bytes = paper(name, languages);
    let text = read_by("pdftotext", &["-raw"], &bytes);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in expected {
        assert!(flat.contains(words), "`{words}` is not in:\n{text}");
    }
    assert_eq!(bytes, paper(name, languages), "the same document gave other bytes");
}

#[test]
fn a_submission_says_the_same_in_both_languages() {
    check(
        "submission",
        Languages::Two(Language::Kyrgyz, Language::Russian),
        &[
            "Сотко сунуштама",
            "Представление в суд",
            "2025-жылдын 5-марты",
            "5 марта 2025 г.",
            "Жумабекова Өрүкан Өмүрбек кызы",
            "Объяснение клиента",
            "1-бет, бардыгы",
        ],
    );
}

#[test]
fn annexes_are_listed_with_their_pages_and_named_on_each() {
    let languages = Languages::Two(Language::Kyrgyz, Language::Russian);
    let bytes = paper("submission", languages);
    let pages = read_by("pdftotext", &["-raw"], &bytes);
    let pages: Vec<&str> = pages.trim_end_matches('\u{c}').split('\u{c}').collect();
    let annexes = ["Приложение 1. Судебный акт", "Приложение 2. Реестр явок"];
    for (index, page) in pages.iter().enumerate() {
        let place = format!("стр. {} из {}", index + 1, pages.len());
        assert!(page.contains(&place), "`{place}` is not on:\n{page}");
    }
    let named = |annex: &str| -> Vec<usize> {
        let on = pages.iter().enumerate().filter(|(_, page)| page.contains(annex));
        on.map(|(index, _)| index + 1).collect()
    };
    let (act, register) = (named(annexes[0]), named(annexes[1]));
    assert_eq!(act.len(), 1);
    assert!(register.len() > 3, "a register of a hundred rows takes {register:?}");
    assert!(register.windows(2).all(|two| two[1] == two[0] + 1));
    let (first, last) = (register[0], register[register.len() - 1]);
    assert_eq!(first, act[0] + 1, "each annex begins on a page of its own");
    let list: String = pages[..act[0] - 1].concat();
    assert!(list.contains(&format!("Келүүлөрдүн тизмеси {first}–{last}\nРеестр явок")), "{list}");
    assert!(pages[last].contains("Приложение 3. Применённые нормы"), "{}", pages[last]);
    assert!(!list.contains("Поведение клиента"), "what has no rows is left out");
}

#[test]
fn a_report_speaks_of_no_guilt_in_both_languages() {
    check(
        "report",
        Languages::Two(Language::Kyrgyz, Language::Russian),
        &[
            "Пробациялык баяндама",
            "Пробационный доклад",
            "Жумабекова Өрүкан Өмүрбек кызы",
            "Доклад ничего не говорит о виновности",
            "Предлагаемые обязанности",
        ],
    );
}

#[test]
fn every_form_is_set_in_every_language() {
    let before = [
        "submission",
        "report",
        "warning",
        "client_page",
        "officer_day",
        "acknowledgement",
        "explanation_request",
    ];
    for form in before.into_iter().chain(OF_CASE) {
        for language in Language::ALL {
            let title = document(form, Languages::One(language)).title;
            let information = read_by("pdfinfo", &[], &paper(form, Languages::One(language)));
            let said = |name: &str| {
                let line = information.lines().find(|line| line.starts_with(name));
                line.and_then(|line| line.split_once(':')).map(|(_, said)| said.trim().to_owned())
            };
            assert_eq!(said("Title"), Some(title));
            assert_eq!(said("Tagged").as_deref(), Some("yes"));
            assert_eq!(said("PDF version").as_deref(), Some("1.7"));
        }
    }
}

#[test]
fn a_warning_and_a_clients_page_stand_in_two_languages() {
    let both = Languages::Two(Language::Kazakh, Language::Russian);
    check("warning", both, &["Жазбаша ескерту", "Если Вы не согласны", "Тегін заң көмегі"]);
    check("client_page", both, &["Не істеуім керек", "Что я должен сделать", "₸"]);
    check("acknowledgement", both, &["Алғаны туралы хабарлама", "Не принято к исполнению"]);
}

/// What kind of part stands where, and how much is in it; of two languages, that both have it.
fn shape(document: &Document) -> Vec<String> {
    let name = |part: &dyn std::fmt::Debug| {
        let name = format!("{part:?}");
        name.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
    };
    let prose = |part: &Prose| match part {
        Prose::Items { items, .. } => format!("Items {}", items.len()),
        Prose::Facts(facts) => format!("Facts {}", facts.len()),
        Prose::Paragraph { emphasis, .. } => format!("Paragraph {emphasis:?}"),
        other => name(other),
    };
    let parts = |block: &Block| match block {
        Block::Table(table) => {
            vec![format!("Table {}x{}", table.columns.len(), table.rows.len())]
        }
        Block::Prose(one) => vec![prose(one)],
        Block::Bilingual(both) => {
            let row = |(left, right): &(Prose, Prose)| {
                assert_eq!(prose(left), prose(right), "the languages are out of step");
                prose(left)
            };
            both.rows.iter().map(row).collect()
        }
        other => vec![name(other)],
    };
    document.blocks.iter().flat_map(parts).collect()
}

#[test]
fn every_paper_of_a_case_has_the_same_parts_in_each_language_and_in_two() {
    for form in OF_CASE {
        let alone = shape(&document(form, Languages::One(Language::Russian)));
        for language in Language::ALL {
            assert_eq!(shape(&document(form, Languages::One(language))), alone, "{form}");
            if language == Language::Kyrgyz {
                continue;
            }
            let both = Languages::Two(Language::Kyrgyz, language);
            assert_eq!(shape(&document(form, both)), alone, "{form}");
            assert_eq!(paper(form, both), paper(form, both), "{form} gave other bytes");
        }
    }
}

#[test]
fn every_paper_of_a_case_declares_what_it_is_and_fits_its_pages() {
    for form in OF_CASE {
        let both = |second| (Languages::Two(Language::Kyrgyz, second), 2);
        let alone = match form {
            "rights_memo" | "correction_conclusion" | "monitoring_protocol" => 2,
            _ => 1,
        };
        let each = Language::ALL.map(|one| (Languages::One(one), alone));
        let seconds = [Language::Kazakh, Language::Russian, Language::English];
        for (languages, most) in seconds.map(both).into_iter().chain(each) {
            let bytes = paper(form, languages);
            let has = |mark: &str| bytes.windows(mark.len()).any(|part| part == mark.as_bytes());
            for mark in [
                "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
                "<pdfuaid:part>1</pdfuaid:part>",
                "/MarkInfo",
                "/StructTreeRoot",
            ] {
                assert!(has(mark), "{form} lacks {mark}");
            }
            let information = read_by("pdfinfo", &[], &bytes);
            let pages = information.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
            let pages: usize = pages.trim().parse().unwrap();
            assert!(pages <= most, "{form} in {languages:?} takes {pages} pages");
        }
    }
}

#[test]
fn the_structure_names_headings_lists_and_tables_in_reading_order() {
    let bytes = paper("submission", Languages::Two(Language::Kyrgyz, Language::Russian));
    let structure = read_by("pdfinfo", &["-struct-text"], &bytes);
    let lines: Vec<&str> = structure.lines().map(str::trim_start).collect();
    for role in ["Sect", "H1 (block)", "H2 (block)", "L (block)", "LI (block)", "Table", "TH", "TD"]
    {
        assert!(lines.iter().any(|line| line.starts_with(role)), "no {role} in:\n{structure}");
    }
    let flat = structure.replace('\n', " ");
    let place = |words: &str| flat.find(words).unwrap_or_else(|| panic!("no {words} in {flat}"));
    assert!(place("Сотко сунуштама") < place("Эмне болду"));
    assert!(place("Эмне болду") < place("Что произошло"), "languages are told one after the other");
}

/// The words of a text, each once, without the signs around them.
fn words_of(text: &str) -> BTreeSet<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
}

#[test]
fn the_words_of_a_pdf_are_those_that_another_program_reads() {
    let accepted = vec![bagyt_paper::upload::FileKind::Pdf];
    let bounds = bagyt_paper::upload::Bounds { bytes: 10 * 1024 * 1024, pages: 300, accepted };
    for language in Language::ALL {
        let bytes = paper("warning", Languages::One(language));
        let theirs = words_of(&read_by("pdftotext", &["-raw"], &bytes));
        let ours = words_of(&bagyt_paper::upload::clean(&bytes, &bounds).unwrap().words);
        let missing: Vec<_> = theirs.difference(&ours).collect();
        assert!(theirs.len() > 40, "{theirs:?}");
        // Words that break at the end of a line are two for one and one for the other.
        assert!(missing.len() * 20 <= theirs.len(), "{language:?}: {missing:?}");
    }
}

#[test]
fn fonts_are_inside_and_their_letters_can_be_read() {
    let bytes = paper("warning", Languages::One(Language::Kyrgyz));
    let fonts = read_by("pdffonts", &[], &bytes);
    for font in fonts.lines().skip(2) {
        let words: Vec<&str> = font.split_whitespace().collect();
        let [embedded, subset, unicode] = [words.len() - 5, words.len() - 4, words.len() - 3];
        assert_eq!([words[embedded], words[subset], words[unicode]], ["yes"; 3], "{font}");
    }
    assert_eq!(fonts.lines().count(), 4, "{fonts}");
}

#[test]
fn a_long_table_repeats_its_heading_row_and_numbers_its_pages() {
    let row = |number: usize| vec![cell(&number.to_string()), cell("Өлүм-житим жок")];
    let bytes =
        render(&long_table((1..=120).map(row).collect()), &Fonts::bundled().unwrap()).unwrap();
    let text = read_by("pdftotext", &["-layout"], &bytes);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 2, "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("Катар"), "page {index} has no heading row");
        let place = format!("{}-бет, бардыгы {}", index + 1, pages.len());
        assert!(page.contains(&place), "page {index} lacks `{place}`");
    }
    let structure = read_by("pdfinfo", &["-struct-text"], &bytes);
    assert_eq!(structure.matches("Катар").count(), 1, "a repeated row is read out twice");
}

#[test]
fn a_table_without_end_is_refused() {
    let rows = (0..40_000).map(|_| vec![cell("1"), cell("2")]).collect();
    let refusal = render(&long_table(rows), &Fonts::bundled().unwrap()).unwrap_err();
    assert_eq!(refusal, PaperError::TooLong { pages_max: 400 });
}

fn cell(words: &str) -> Cell {
    vec![(Language::Kyrgyz, Text::plain(words))]
}

fn long_table(rows: Vec<Vec<Cell>>) -> Document {
    let column = |heading: &str, share| Column { heading: cell(heading), share };
    Document {
        language: Language::Kyrgyz,
        second: None,
        title: "Тизме".to_owned(),
        created_at: "2025-03-05T04:30:00Z".parse().unwrap(),
        typeface: Typeface::Sans,
        standing: None,
        reference: "№ 1".to_owned(),
        blocks: vec![Block::Table(Table {
            columns: vec![column("Катар", 1), column("Мазмуну", 4)],
            rows,
        })],
        annexes: Vec::new(),
    }
}

#[test]
fn a_letter_without_a_shape_is_named_and_a_missing_value_too() {
    let mut document = document("warning", Languages::One(Language::Russian));
    document.reference.push('☃');
    let refusal = render(&document, &Fonts::bundled().unwrap()).unwrap_err();
    assert_eq!(refusal, PaperError::NoGlyph { character: '☃' });

    let mut values = samples::values("warning");
    values.remove("complaint");
    let stamp = Stamp { created_at: document.created_at, standing: None };
    let refusal = fill(&form("warning"), Languages::One(Language::Russian), &values, &stamp);
    let (form, placeholder) = ("warning".to_owned(), "complaint".to_owned());
    assert_eq!(refusal.unwrap_err(), FillError::Missing { form, placeholder });
}

#[test]
fn a_confirmed_paper_has_no_line_for_a_hand() {
    let mut values = samples::values("warning");
    values.insert("confirmed_at".to_owned(), bagyt_paper::Value::text("05.03.2025 10:30"));
    let stamp = Stamp { created_at: "2025-03-05T04:30:00Z".parse().unwrap(), standing: None };
    let languages = Languages::One(Language::English);
    let document = fill(&form("warning"), languages, &values, &stamp).unwrap();
    let bytes = render(&document, &Fonts::bundled().unwrap()).unwrap();
    let text = read_by("pdftotext", &["-raw"], &bytes).replace('\n', " ");
    assert!(text.contains("Confirmed in the system: Асанов Бакыт, 05.03.2025 10:30."), "{text}");
    assert_eq!(text.matches("(signature)").count(), 0, "the client still signs with day");
    assert_eq!(text.matches("(day, signature)").count(), 1);
}
