//! What must hold between the code lists, and what is wrong where it does not.

use bagyt_core::effective::Zone;
use jiff::civil::Date;

use super::{Codes, Measure, Settlement, TermUnit};
use crate::number::Scheme;

/// What is wrong with the code lists; whoever keeps them mends it.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// A file is missing.
    #[error("the file `{file}` is missing")]
    NoFile {
        /// Its name.
        file: &'static str,
    },
    /// A file is not TOML.
    #[error("the file `{file}` is not TOML")]
    NotToml {
        /// Its name.
        file: &'static str,
        /// What the reader met.
        #[source]
        source: toml::de::Error,
    },
    /// A file has rows of a kind that do not belong there.
    #[error("the file `{file}` has rows of kind `{kind}`, which do not belong there")]
    UnknownKind {
        /// Its name.
        file: &'static str,
        /// The kind of row.
        kind: String,
    },
    /// A row lacks a column, has an unknown one or a value of another type.
    #[error("row {number} of kind `{kind}` in `{file}` does not have the columns of its kind")]
    Row {
        /// The file.
        file: &'static str,
        /// The kind of row.
        kind: &'static str,
        /// Its place among the rows of its kind, from 1.
        number: usize,
        /// What the reader met.
        #[source]
        source: toml::de::Error,
    },
    /// A code stands twice in one list.
    #[error("the code `{code}` stands twice among the rows of kind `{kind}`")]
    Twice {
        /// The kind of row.
        kind: &'static str,
        /// The code.
        code: String,
    },
    /// A code stands in two lists whose codes name senders and recipients.
    #[error("the code `{code}` names two agencies")]
    TwoAgencies {
        /// The code.
        code: String,
    },
    /// A row names a code that is not in its list.
    #[error("the {kind} `{code}` names `{named}`, which is no {list}")]
    Unknown {
        /// The kind of row.
        kind: &'static str,
        /// Its code.
        code: String,
        /// The list.
        list: &'static str,
        /// The code that is not there.
        named: String,
    },
    /// The spells of a settlement leave a gap, overlap or run out.
    #[error("the offices of settlement `{code}` leave a gap or overlap at {on}")]
    Spells {
        /// Code of the settlement.
        code: String,
        /// The day.
        on: Date,
    },
    /// A settlement belongs to an office on a day on which the office is not open.
    #[error("settlement `{code}` belongs to office `{office}` on {on}, when that is not open")]
    OfficeNotOpen {
        /// Code of the settlement.
        code: String,
        /// Code of the office.
        office: String,
        /// The day.
        on: Date,
    },
    /// A measure names a row of the law that its unit of length has no use for.
    #[error("the measure `{code}` names rows that its unit of length has no use for")]
    Rows {
        /// Code of the measure.
        code: String,
    },
    /// The group of an article is not the beginning of its classification.
    #[error("the group of article `{code}` is not the beginning of its code in the classification")]
    Group {
        /// Code of the article.
        code: String,
    },
    /// A name is empty in a language.
    #[error("the {kind} `{code}` has no name in one of the languages")]
    NoName {
        /// The kind of row.
        kind: &'static str,
        /// Its code.
        code: String,
    },
    /// A meeting about the topic would be one of a single client.
    #[error("a meeting about `{code}` has fewer than two clients")]
    Lonely {
        /// The topic.
        code: String,
    },
    /// The service's country or zone is not one that the product knows.
    #[error("the product does not know the country `{country}` or the zone `{zone}`")]
    Service {
        /// The country.
        country: String,
        /// The zone.
        zone: String,
    },
}

pub(super) fn check(codes: &Codes) -> Vec<CodeError> {
    let mut errors = Vec::new();
    let service = &codes.service;
    if Zone::find(&service.zone).is_none() || Scheme::of_country(&service.country).is_none() {
        let (country, zone) = (service.country.clone(), service.zone.clone());
        errors.push(CodeError::Service { country, zone });
    }
    check_regions(codes, &mut errors);
    for settlement in codes.settlements.values() {
        check_spells(codes, settlement, &mut errors);
    }
    for article in codes.articles.values() {
        if !codes.groups.contains_key(&article.group) {
            errors.push(unknown("article", &article.code, "group", &article.group));
        } else if !article.iccs.starts_with(&article.group) {
            errors.push(CodeError::Group { code: article.code.clone() });
        }
    }
    for measure in codes.measures.values() {
        if !has_its_rows(measure) {
            errors.push(CodeError::Rows { code: measure.code.clone() });
        }
    }
    let lonely = codes.topics.values().filter(|topic| topic.clients_max < 2);
    errors.extend(lonely.map(|topic| CodeError::Lonely { code: topic.code.clone() }));
    check_names(codes, &mut errors);
    errors
}

fn unknown(kind: &'static str, code: &str, list: &'static str, named: &str) -> CodeError {
    CodeError::Unknown { kind, code: code.to_owned(), list, named: named.to_owned() }
}

fn check_regions(codes: &Codes, errors: &mut Vec<CodeError>) {
    for region in codes.regions.values() {
        if !codes.departments.contains_key(&region.department) {
            errors.push(unknown("region", &region.code, "department", &region.department));
        }
    }
    let lists = [&codes.courts, &codes.prisons, &codes.police, &codes.centres];
    let agencies = lists.iter().flat_map(|list| list.values());
    let in_regions = agencies
        .map(|agency| ("agency", &agency.code, &agency.region))
        .chain(codes.offices.values().map(|office| ("office", &office.code.0, &office.region)))
        .chain(codes.settlements.values().map(|place| ("settlement", &place.code, &place.region)))
        .chain(codes.hosts.values().map(|host| ("host", &host.code, &host.region)));
    for (kind, code, region) in in_regions {
        // A country whose offices are not listed yet has no regions either.
        if !codes.regions.is_empty() && !codes.regions.contains_key(region) {
            errors.push(unknown(kind, code, "region", region));
        }
    }
    let mut senders = std::collections::BTreeSet::from([&codes.service.code]);
    let all = lists.iter().flat_map(|list| list.keys()).chain(codes.offices.keys());
    for code in all {
        if !senders.insert(code) {
            errors.push(CodeError::TwoAgencies { code: code.clone() });
        }
    }
}

fn check_spells(codes: &Codes, settlement: &Settlement, errors: &mut Vec<CodeError>) {
    let code = &settlement.code;
    let mut expected = None;
    for (index, spell) in settlement.offices.iter().enumerate() {
        let is_last = index + 1 == settlement.offices.len();
        let runs_on = spell.until.is_none();
        if expected.is_some_and(|day| day != spell.from)
            || is_last != runs_on
            || spell.until.is_some_and(|until| until <= spell.from)
        {
            errors.push(CodeError::Spells { code: code.clone(), on: spell.from });
        }
        expected = spell.until;
        let Some(office) = codes.offices.get(&spell.office.0) else {
            errors.push(unknown("settlement", code, "office", &spell.office.0));
            continue;
        };
        let closes = office.closed_on.filter(|closed| spell.until.is_none_or(|end| *closed < end));
        let on = (spell.from < office.opened_on).then_some(spell.from).or(closes);
        if let Some(on) = on {
            let (code, office) = (code.clone(), spell.office.0.clone());
            errors.push(CodeError::OfficeNotOpen { code, office, on });
        }
    }
    if settlement.offices.is_empty() {
        errors.push(CodeError::Spells { code: code.clone(), on: Date::MIN });
    }
}

fn has_its_rows(measure: &Measure) -> bool {
    if measure.pace_row.is_some() && measure.term != TermUnit::Hours {
        return false;
    }
    match measure.term {
        TermUnit::Duration | TermUnit::Hours => measure.percent_rows.is_empty(),
        TermUnit::DurationAndPercent => true,
        TermUnit::None => measure.percent_rows.is_empty() && measure.term_rows.is_empty(),
    }
}

fn check_names(codes: &Codes, errors: &mut Vec<CodeError>) {
    let agencies = codes.courts.values().chain(codes.prisons.values());
    let agencies = agencies.chain(codes.police.values()).chain(codes.centres.values());
    let named = agencies
        .map(|row| ("agency", &row.code, &row.name))
        .chain(codes.regions.values().map(|row| ("region", &row.code, &row.name)))
        .chain(codes.departments.values().map(|row| ("department", &row.code, &row.name)))
        .chain(codes.offices.values().map(|row| ("office", &row.code.0, &row.name)))
        .chain(codes.settlements.values().map(|row| ("settlement", &row.code, &row.name)))
        .chain(codes.measures.values().map(|row| ("measure", &row.code, &row.name)))
        .chain(codes.groups.values().map(|row| ("group", &row.code, &row.name)))
        .chain(codes.articles.values().map(|row| ("article", &row.code, &row.name)))
        .chain(codes.obligations.values().map(|row| ("obligation", &row.code, &row.name)))
        .chain(codes.hosts.values().map(|row| ("host", &row.code, &row.name)))
        .chain(codes.topics.values().map(|row| ("topic", &row.code, &row.name)));
    for (kind, code, name) in named {
        if [&name.en, &name.ru, &name.kk, &name.ky].into_iter().any(|text| text.trim().is_empty()) {
            errors.push(CodeError::NoName { kind, code: code.clone() });
        }
    }
}
