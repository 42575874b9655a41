//! Reading the files of the code lists, row by row, so that every wrong row is named at once.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::{CodeError, Codes, Service, check};

/// The files that a country must have; the others are lists that may be empty.
const REQUIRED: [&str; 4] = ["service.toml", "courts.toml", "measures.toml", "articles.toml"];

/// The files with the kinds of rows that stand in each.
const FILES: [(&str, &[&str]); 12] = [
    ("service.toml", &["service"]),
    ("offices.toml", &["region", "department", "office"]),
    ("courts.toml", &["court"]),
    ("prisons.toml", &["prison"]),
    ("police.toml", &["police"]),
    ("centres.toml", &["centre"]),
    ("settlements.toml", &["settlement"]),
    ("measures.toml", &["measure"]),
    ("articles.toml", &["group", "article"]),
    ("obligations.toml", &["obligation"]),
    ("hosts.toml", &["host"]),
    ("topics.toml", &["topic"]),
];

pub(super) fn read(files: &[(&str, &str)]) -> Result<Codes, Vec<CodeError>> {
    let mut reader = Reader::default();
    for (file, kinds) in FILES {
        match files.iter().find(|(name, _)| *name == file) {
            Some((_, text)) => reader.file(file, text, kinds),
            None if REQUIRED.contains(&file) => reader.errors.push(CodeError::NoFile { file }),
            None => {}
        }
    }
    let service = reader.service();
    let lists = (
        reader.list("region", |row: &super::Region| row.code.clone()),
        reader.list("department", |row: &super::Department| row.code.clone()),
        reader.list("office", |row: &super::Office| row.code.0.clone()),
    );
    let (regions, departments, offices) = lists;
    let agency = |row: &super::Agency| row.code.clone();
    let courts = reader.list("court", agency);
    let prisons = reader.list("prison", agency);
    let police = reader.list("police", agency);
    let centres = reader.list("centre", agency);
    let settlements = reader.list("settlement", |row: &super::Settlement| row.code.clone());
    let measures = reader.list("measure", |row: &super::Measure| row.code.clone());
    let groups = reader.list("group", |row: &super::ArticleGroup| row.code.clone());
    let articles = reader.list("article", |row: &super::Article| row.code.clone());
    let obligations = reader.list("obligation", |row: &super::Obligation| row.code.clone());
    let hosts = reader.list("host", |row: &super::Host| row.code.clone());
    let topics = reader.list("topic", |row: &super::Topic| row.code.clone());
    let mut errors = reader.errors;
    let Some(service) = service else { return Err(errors) };
    let codes = Codes {
        service,
        regions,
        departments,
        offices,
        courts,
        prisons,
        police,
        centres,
        settlements,
        measures,
        groups,
        articles,
        obligations,
        hosts,
        topics,
    };
    errors.extend(check::check(&codes));
    if errors.is_empty() { Ok(codes) } else { Err(errors) }
}

/// The rows that were read so far, by kind, with the file and the place of each.
#[derive(Default)]
struct Reader {
    rows: BTreeMap<&'static str, Vec<(&'static str, Value)>>,
    errors: Vec<CodeError>,
}

impl Reader {
    fn file(&mut self, file: &'static str, text: &str, kinds: &'static [&'static str]) {
        let mut table: Table = match text.parse() {
            Ok(table) => table,
            Err(source) => return self.errors.push(CodeError::NotToml { file, source }),
        };
        for kind in kinds {
            let rows = match table.remove(*kind) {
                Some(Value::Array(rows)) => rows,
                Some(row) => vec![row],
                None => Vec::new(),
            };
            self.rows.entry(kind).or_default().extend(rows.into_iter().map(|row| (file, row)));
        }
        for (kind, _) in table {
            self.errors.push(CodeError::UnknownKind { file, kind });
        }
    }

    fn service(&mut self) -> Option<Service> {
        let (_, row) = self.rows.remove("service")?.pop()?;
        match row.try_into() {
            Ok(service) => Some(service),
            Err(source) => {
                let (file, kind, number) = ("service.toml", "service", 1);
                self.errors.push(CodeError::Row { file, kind, number, source });
                None
            }
        }
    }

    fn list<T: DeserializeOwned>(
        &mut self,
        kind: &'static str,
        code_of: impl Fn(&T) -> String,
    ) -> BTreeMap<String, T> {
        let mut list = BTreeMap::new();
        let rows = self.rows.remove(kind).unwrap_or_default();
        for (index, (file, row)) in rows.into_iter().enumerate() {
            let row: T = match row.try_into() {
                Ok(row) => row,
                Err(source) => {
                    let number = index + 1;
                    self.errors.push(CodeError::Row { file, kind, number, source });
                    continue;
                }
            };
            let code = code_of(&row);
            if list.insert(code.clone(), row).is_some() {
                self.errors.push(CodeError::Twice { kind, code });
            }
        }
        list
    }
}
