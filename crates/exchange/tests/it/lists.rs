//! The code lists as they are published, and what is said of lists that are wrong.

use bagyt_exchange::codes::{AgencyKind, Codes, Domain};
use jiff::civil::date;

use crate::invented::{KG, KZ, ZZ, codes};

#[test]
fn the_lists_of_each_country_are_right() {
    for files in [ZZ, KZ, KG] {
        assert!(Codes::parse(files).is_ok(), "{:?}", Codes::parse(files).unwrap_err());
    }
}

#[test]
fn the_invented_country_has_the_size_of_a_real_one() {
    let codes = codes();
    assert_eq!(codes.regions.values().filter(|region| !region.city).count(), 7);
    assert_eq!(codes.regions.values().filter(|region| region.city).count(), 2);
    assert_eq!(codes.departments.len(), 3);
    assert_eq!(codes.offices.len(), 54);
    let posts: u32 = codes.offices.values().map(|office| office.posts).sum();
    let above: u32 = codes.departments.values().map(|department| department.posts).sum();
    assert_eq!(posts + above + codes.service.posts, 258);
    assert!(codes.offices.values().any(|office| office.posts == 4));
    let domains =
        [Domain::PreSentence, Domain::NonCustodial, Domain::Penitentiary, Domain::PostRelease];
    for domain in domains {
        assert!(codes.measures.values().any(|measure| measure.domain == domain), "{domain:?}");
    }
}

#[test]
fn every_region_has_its_court_and_police_and_every_office_its_places() {
    let codes = codes();
    for region in codes.regions.keys() {
        let upper = if codes.regions[region].city { "city" } else { "region" };
        for list in [&codes.courts, &codes.police] {
            let ranks =
                |rank| list.values().filter(|a| a.region == *region && a.rank == rank).count();
            assert_eq!(ranks(upper), 1, "{region}");
            assert!(ranks("district") >= 2, "{region}");
        }
    }
    for office in codes.offices.keys() {
        let has_place = codes
            .settlements
            .values()
            .any(|settlement| settlement.offices.iter().any(|spell| spell.office.0 == *office));
        assert!(has_place, "{office}");
    }
}

#[test]
fn a_territory_was_divided_on_the_first_of_july_2025() {
    let codes = codes();
    let moved: Vec<&String> = codes
        .settlements
        .values()
        .filter(|settlement| settlement.offices.len() == 2)
        .map(|settlement| &settlement.code)
        .collect();
    assert_eq!(moved.len(), 4);
    for settlement in moved {
        let office = |on| codes.find_office_of(settlement, on).unwrap().0.as_str();
        assert_eq!(office(date(2025, 6, 30)), "ZZ-03-05");
        assert_eq!(office(date(2025, 7, 1)), "ZZ-03-07");
        assert_eq!(codes.find_office_of(settlement, date(2016, 12, 31)), None);
    }
}

#[test]
fn a_code_is_found_with_its_name_in_each_language() {
    let codes = codes();
    let (kind, prison) = codes.find_agency("ZZ-U-08").unwrap();
    assert_eq!(kind, AgencyKind::Prison);
    assert_eq!(prison.name.in_language("ru"), "Воспитательная колония № 8");
    assert_eq!(
        codes.find_counterpart("ZZ-PROBATION").unwrap().in_language("en"),
        codes.service.name.en
    );
    assert!(codes.find_counterpart("ZZ-03-05").is_some());
    assert_eq!(codes.find_counterpart("ZZ-99-99"), None);
    assert_eq!(codes.find_group_of("101(3)"), Some("05"));
}

/// Changes one file of the lists and compares the errors, by their words.
#[track_caller]
fn check(file: &str, from: &str, to: &str, expected: &[&str]) {
    let text = ZZ.iter().find(|(name, _)| *name == file).unwrap().1;
    assert!(text.contains(from));
    let changed = text.replacen(from, to, 1);
    let files: Vec<(&str, &str)> = ZZ
        .iter()
        .map(|(name, text)| (*name, if *name == file { changed.as_str() } else { text }))
        .collect();
    let errors = Codes::parse(&files).unwrap_err();
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, expected);
}

#[test]
fn a_wrong_row_is_named_with_its_file_and_place() {
    let row = "row 1 of kind `court` in `courts.toml` does not have the columns of its kind";
    check("courts.toml", "rank = \"region\"", "rank = \"region\"\njudge = \"X\"", &[row]);
    check("courts.toml", "rank = \"region\"\n", "", &[row]);
    check("courts.toml", "[[court]]", "[[court]", &["the file `courts.toml` is not TOML"]);
    let kind = "the file `police.toml` has rows of kind `polise`, which do not belong there";
    check("police.toml", "[[police]]", "[[polise]]", &[kind]);
}

#[test]
fn codes_that_do_not_fit_together_are_named() {
    let twice = "the code `ZZ-C-0101` stands twice among the rows of kind `court`";
    check("courts.toml", "code = \"ZZ-C-0102\"", "code = \"ZZ-C-0101\"", &[twice]);
    let two = "the code `ZZ-C-0100` names two agencies";
    check("police.toml", "code = \"ZZ-M-0100\"", "code = \"ZZ-C-0100\"", &[two]);
    let region = "the agency `ZZ-M-0100` names `77`, which is no region";
    check("police.toml", "region = \"01\"", "region = \"77\"", &[region]);
    let group = "the group of article `101(1)` is not the beginning of its code in the \
                 classification";
    check("articles.toml", "iccs = \"0502\"", "iccs = \"0401\"", &[group]);
    let rows = "the measure `pre_sentence_study` names rows that its unit of length has no use for";
    let with_row = "term = \"none\"\nterm_rows = [\"x\"]";
    check("measures.toml", "term = \"duration\"", with_row, &[rows]);
    let zone = "the product does not know the country `zz` or the zone `Asia/Nowhere`";
    check("service.toml", "Asia/Bishkek", "Asia/Nowhere", &[zone]);
    let lonely = "a meeting about `anger` has fewer than two clients";
    check("topics.toml", "clients_max = 8", "clients_max = 1", &[lonely]);
}

#[test]
fn the_offices_of_a_place_leave_no_gap_and_no_overlap() {
    let gap = "the offices of settlement `ZZ-P-03-019` leave a gap or overlap at 2025-07-01";
    let file = "settlements.toml";
    check(file, "until = \"2025-07-01\"", "until = \"2025-06-30\"", &[gap]);
    let ends = "the offices of settlement `ZZ-P-01-001` leave a gap or overlap at 2017-01-01";
    let from = "from = \"2017-01-01\" }";
    check(file, from, "from = \"2017-01-01\", until = \"2026-01-01\" }", &[ends]);
    let early = "settlement `ZZ-P-01-001` belongs to office `ZZ-01-01` on 2016-01-01, when that is not open";
    check(file, from, "from = \"2016-01-01\" }", &[early]);
}

#[test]
fn every_error_is_named_at_once() {
    let files = [("service.toml", "[service]\ncode = 1"), ("courts.toml", "x = ")];
    let errors = Codes::parse(&files).unwrap_err();
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let expected = [
        "the file `courts.toml` is not TOML",
        "the file `measures.toml` is missing",
        "the file `articles.toml` is missing",
        "row 1 of kind `service` in `service.toml` does not have the columns of its kind",
    ];
    assert_eq!(errors, expected);
}
