//! Words for the codes of the country's tables: offices, courts, measures, articles, obligations.

use bagyt_app::tables::Tables;

use crate::texts::Texts;

/// The country's tables, read in one language.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    tables: &'a Tables,
    t: Texts,
}

impl<'a> Words<'a> {
    pub(crate) fn new(tables: &'a Tables, t: Texts) -> Self {
        Words { tables, t }
    }

    /// The texts of the language.
    pub(crate) fn texts(self) -> Texts {
        self.t
    }

    fn code(self) -> &'static str {
        self.t.language().code()
    }

    /// The name of an office; its code where the table has none.
    pub(crate) fn office(self, code: &str) -> String {
        let office = self.tables.codes().offices.get(code);
        office.map_or_else(
            || code.to_owned(),
            |office| office.name.in_language(self.code()).to_owned(),
        )
    }

    /// The name of an office, a department, headquarters or a court.
    pub(crate) fn post(self, code: &str) -> String {
        let codes = self.tables.codes();
        if code == codes.service.code {
            return codes.service.name.in_language(self.code()).to_owned();
        }
        match codes.departments.get(code) {
            Some(department) => department.name.in_language(self.code()).to_owned(),
            None if codes.courts.contains_key(code) => self.counterpart(code),
            None => self.office(code),
        }
    }

    /// The name of whoever sends or receives messages.
    pub(crate) fn counterpart(self, code: &str) -> String {
        let name = self.tables.codes().find_counterpart(code);
        name.map_or_else(|| code.to_owned(), |name| name.in_language(self.code()).to_owned())
    }

    /// The name of a kind of sentence or measure.
    pub(crate) fn measure(self, code: &str) -> String {
        let measure = self.tables.codes().measures.get(code);
        measure.map_or_else(
            || code.to_owned(),
            |measure| measure.name.in_language(self.code()).to_owned(),
        )
    }

    /// The name of an obligation.
    pub(crate) fn obligation(self, code: &str) -> String {
        let known = self.tables.codes().obligations.get(code);
        known
            .map_or_else(|| code.to_owned(), |known| known.name.in_language(self.code()).to_owned())
    }

    /// The name of a host of community service.
    pub(crate) fn host(self, code: &str) -> String {
        let known = self.tables.codes().hosts.get(code);
        known
            .map_or_else(|| code.to_owned(), |known| known.name.in_language(self.code()).to_owned())
    }

    /// What a meeting of several clients is about.
    pub(crate) fn topic(self, code: &str) -> String {
        let known = self.tables.codes().topics.get(code);
        known
            .map_or_else(|| code.to_owned(), |known| known.name.in_language(self.code()).to_owned())
    }

    /// A rule of the law in its own words; its code where the pack has none.
    pub(crate) fn row(self, code: &str) -> String {
        let row = self.tables.pack().rows_of(code).last();
        row.map_or_else(|| code.to_owned(), |row| row.text.of(self.code()).to_owned())
    }

    /// An attribute of a person that changes rules, in the words of the law pack.
    pub(crate) fn attribute(self, code: &str) -> String {
        let pack = self.tables.pack();
        let flag = pack.flags().iter().find(|flag| flag.name == code).map(|flag| &flag.text);
        let text = flag.or_else(|| pack.rows_of(code).last().map(|row| &row.text));
        text.map_or_else(
            || code.to_owned(),
            |text| text.of(self.code()).trim_end_matches('.').to_owned(),
        )
    }

    /// An article with its name: `205(2) Theft`.
    pub(crate) fn article(self, code: &str) -> String {
        let article = self.tables.codes().articles.get(code);
        article.map_or_else(
            || code.to_owned(),
            |article| format!("{code} {}", article.name.in_language(self.code())),
        )
    }

    /// The name of a group of articles.
    pub(crate) fn article_group(self, code: &str) -> String {
        let group = self.tables.codes().groups.get(code);
        group
            .map_or_else(|| code.to_owned(), |group| group.name.in_language(self.code()).to_owned())
    }
}
