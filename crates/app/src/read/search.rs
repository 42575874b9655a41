//! The search: one box for names in any spelling, numbers, telephones, addresses and words of the
//! record, with why each was found.
//!
//! A case from which the reader is excluded is left out by the questions themselves. A case that is
//! restricted for the reader shows as a stub without a name, and only to a question that already
//! says whom it means: a whole number, or surname and given name in full. Otherwise letter after
//! letter would tell the name, and a word what stands in the record.

use std::collections::BTreeMap;

use bagyt_core::command::Purpose;
use bagyt_core::finding::Source;
use bagyt_core::identity::{CaseId, PersonId};
use bagyt_exchange::finding::{Asked, sources_of, understand};
use bagyt_exchange::name::{NameHit, Spelling, weigh};
use bagyt_exchange::person::Names;
use bagyt_exchange::view::former_names;
use bagyt_store::Reader;
use bagyt_store::query::{self, Among, NamedCase, Scope};
use jiff::civil::Date;

use super::CaseRow;
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// Most people that a search shows.
pub const HITS_MAX: usize = 50;

/// Most cases that are shown because words stand in their record.
const WORD_HITS_MAX: usize = 20;

/// By what somebody was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// By a name.
    Name {
        /// How the question spells it.
        spelling: Spelling,
        /// The former name, if it is one.
        former: Option<String>,
    },
    /// By the national number, the present one or a former one.
    NationalNumber,
    /// By the court's number of the case.
    CourtNumber,
    /// By a telephone number.
    Phone,
    /// By an address.
    Address,
    /// By words that stand in the record.
    Words {
        /// Where.
        sources: Vec<Source>,
    },
}

impl FoundBy {
    /// The order in which hits stand: what says exactly who is meant comes first.
    fn class(&self) -> u32 {
        match self {
            FoundBy::NationalNumber | FoundBy::CourtNumber => 0,
            FoundBy::Name { .. } => 1,
            FoundBy::Phone => 2,
            FoundBy::Address => 3,
            FoundBy::Words { .. } => 4,
        }
    }

    /// Whether the question already says whom it means.
    fn tells_whom(&self, words: usize) -> bool {
        match self {
            FoundBy::NationalNumber | FoundBy::CourtNumber => true,
            FoundBy::Name { spelling, .. } => *spelling <= Spelling::Folded && words >= 2,
            FoundBy::Phone | FoundBy::Address | FoundBy::Words { .. } => false,
        }
    }
}

/// Whether the words of the records are looked for. They are read case by case, which takes its
/// time over the cases of many offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Never,
    /// Over one office at most; over more if nothing else finds anybody.
    WhereQuick,
    Always,
}

/// What a search found first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFirst {
    /// Who was found, the surest first.
    pub hits: Vec<Hit>,
    /// Whether the words of the records were left for a second question ([`App::search`]).
    pub are_words_left: bool,
}

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The person.
    pub person: PersonId,
    /// Names; empty where only stubs are shown.
    pub name: String,
    /// Birth date.
    pub birth_on: Option<Date>,
    /// The cases that the reader may know of.
    pub cases: Vec<CaseRow>,
    /// Why, the surest first.
    pub found_by: Vec<FoundBy>,
}

impl Hit {
    /// Whether the name or the national number is what was found.
    pub fn is_by_name(&self) -> bool {
        let by_name = |by: &FoundBy| matches!(by, FoundBy::Name { .. } | FoundBy::NationalNumber);
        self.found_by.iter().any(by_name)
    }
}

/// What is found, while it is gathered.
struct Gathering<'s> {
    app: &'s App,
    user: &'s User,
    /// Number of words that the question has.
    words: usize,
    hits: BTreeMap<PersonId, (Rank, Hit)>,
    /// In which order cases came, which is that of the names.
    came: usize,
}

/// Class, distance and order of the names.
type Rank = (u32, u32, usize);

impl App {
    /// Looks for people by everything that a question can mean; the surest first.
    ///
    /// Only people with a case that the reader may know of are shown.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn search(&self, user: &User, question: &str) -> Result<Vec<Hit>, Failure> {
        Ok(self.look_for(user, question, Words::Always)?.hits)
    }

    /// Looks for people by everything that is quick: among the cases of many offices the words of
    /// the records are asked only where nothing else finds anybody.
    ///
    /// # Errors
    ///
    /// As [`App::search`].
    pub fn search_first(&self, user: &User, question: &str) -> Result<FoundFirst, Failure> {
        self.look_for(user, question, Words::WhereQuick)
    }

    /// Looks for people by who they are, not by what stands in their records.
    ///
    /// # Errors
    ///
    /// As [`App::search`].
    pub(super) fn search_people(&self, user: &User, question: &str) -> Result<Vec<Hit>, Failure> {
        Ok(self.look_for(user, question, Words::Never)?.hits)
    }

    fn look_for(&self, user: &User, question: &str, ask: Words) -> Result<FoundFirst, Failure> {
        self.require_somewhere(user, Action::SearchPeople)?;
        // Whoever sees no case finds nobody.
        let Ok(scope) = self.scope(user, Action::ViewCase) else {
            return Ok(FoundFirst { hits: Vec::new(), are_words_left: false });
        };
        let is_wide = matches!(scope, Scope::Offices(_) | Scope::Everything);
        let among = Among { scope, except: user.unknown_cases() };
        let asked = understand(question);
        let words = asked.names.len();
        let mut found = Gathering { app: self, user, words, hits: BTreeMap::new(), came: 0 };
        let online = Online::new(self)?;
        let reader = &online.reader;
        found.by_names(reader, &among, (question, &asked))?;
        found.by_numbers(reader, &among, &asked)?;
        found.by_whereabouts(reader, &among, &asked)?;
        let are_words_left =
            ask == Words::WhereQuick && is_wide && found.has_any() && !asked.stems.is_empty();
        if ask != Words::Never && !are_words_left {
            found.by_words(reader, &among, &asked)?;
        }
        found.join(reader)?;
        let mut hits = found.finish(reader)?;
        for hit in &mut hits {
            self.name_officers(reader, &mut hit.cases)?;
        }
        drop(online);
        let subjects =
            hits.iter().flat_map(|hit| &hit.cases).map(|row| row.case).map(CaseId::stream);
        self.log_access(user, Purpose::Supervision, "search", subjects)?;
        Ok(FoundFirst { hits, are_words_left })
    }

    fn postings(&self, words: &[Vec<String>]) -> Vec<Vec<i64>> {
        let key = self.posting_key();
        words.iter().map(|word| word.iter().map(|token| key.posting(token)).collect()).collect()
    }
}

impl Gathering<'_> {
    fn has_any(&self) -> bool {
        !self.hits.is_empty()
    }

    fn by_names(
        &mut self,
        reader: &Reader<'_>,
        among: &Among,
        (question, asked): (&str, &Asked),
    ) -> Result<(), Failure> {
        let words = self.app.postings(&asked.names);
        let rows = query::cases_of_named(reader, among, &words).map_err(Failure::outage)?;
        for row in rows {
            let names = names_of(&row);
            let Some(hit) = weigh(question, &names) else { continue };
            let NameHit { which, spelling, distance } = hit;
            let former = names.get(which).filter(|_| which > 0).map(Names::display);
            self.add(&row.case, row.birth_on, (FoundBy::Name { spelling, former }, distance));
        }
        Ok(())
    }

    fn by_numbers(
        &mut self,
        reader: &Reader<'_>,
        among: &Among,
        asked: &Asked,
    ) -> Result<(), Failure> {
        let number: Vec<Vec<String>> =
            asked.national_no.iter().cloned().map(|one| vec![one]).collect();
        let words = self.app.postings(&number);
        for row in query::cases_of_named(reader, among, &words).map_err(Failure::outage)? {
            self.add(&row.case, row.birth_on, (FoundBy::NationalNumber, 0));
        }
        let rows = query::cases_numbered(reader, among, &asked.numbers);
        for row in rows.map_err(Failure::outage)? {
            self.add(&row, None, (FoundBy::CourtNumber, 0));
        }
        Ok(())
    }

    /// By telephone and address: as the act told them, and as the case has them since.
    fn by_whereabouts(
        &mut self,
        reader: &Reader<'_>,
        among: &Among,
        asked: &Asked,
    ) -> Result<(), Failure> {
        let phone: Vec<String> = asked.phone.iter().cloned().collect();
        for (tokens, by) in [(&phone, FoundBy::Phone), (&asked.address, FoundBy::Address)] {
            let each: Vec<Vec<String>> = tokens.iter().map(|token| vec![token.clone()]).collect();
            let words = self.app.postings(&each);
            for row in query::cases_of_named(reader, among, &words).map_err(Failure::outage)? {
                self.add(&row.case, row.birth_on, (by.clone(), 0));
            }
            let tokens: Vec<i64> = words.into_iter().flatten().collect();
            for row in query::cases_posted(reader, among, &tokens).map_err(Failure::outage)? {
                self.add(&row, None, (by.clone(), 0));
            }
        }
        Ok(())
    }

    fn by_words(
        &mut self,
        reader: &Reader<'_>,
        among: &Among,
        asked: &Asked,
    ) -> Result<(), Failure> {
        if asked.stems.is_empty() {
            return Ok(());
        }
        let (key, mut found) = (self.app.posting_key(), Vec::new());
        for row in query::words_of_cases(reader, among).map_err(Failure::outage)? {
            let id = row.case_id;
            let Some(sources) = sources_of(id.0, &asked.stems, &row.words, key) else { continue };
            let relation = self.user.relation_to(id, &row.office.0, row.officer, row.restricted);
            if self.app.policy().allows(self.user.role, Action::ViewCase, relation) {
                found.push((id, sources));
            }
            if found.len() == WORD_HITS_MAX {
                break;
            }
        }
        for (id, sources) in found {
            let row = query::case_by_id(reader, id).map_err(Failure::outage)?;
            let by = FoundBy::Words { sources };
            row.iter().for_each(|row| self.add(row, None, (by.clone(), 0)));
        }
        Ok(())
    }

    /// Takes in a case that was found, as far as its reader may know of it.
    fn add(
        &mut self,
        row: &query::CaseRow,
        birth_on: Option<Date>,
        (by, distance): (FoundBy, u32),
    ) {
        self.came += 1;
        let Some(shown) = self.app.shown(self.user, row) else { return };
        if shown.stub && !by.tells_whom(self.words) {
            return;
        }
        let rank = (by.class(), distance, self.came);
        let person = row.person_id;
        let (best, hit) = self.hits.entry(person).or_insert_with(|| {
            let (name, cases, found_by) = (String::new(), Vec::new(), Vec::new());
            (rank, Hit { person, name, birth_on: None, cases, found_by })
        });
        *best = (*best).min(rank);
        if !shown.stub {
            hit.name.clone_from(&shown.name);
            hit.birth_on = hit.birth_on.or(birth_on);
        }
        if !hit.found_by.contains(&by) {
            hit.found_by.push(by);
            hit.found_by.sort_by_key(FoundBy::class);
        }
        if hit.cases.iter().all(|case| case.case != shown.case) {
            hit.cases.push(shown);
        }
    }

    /// Puts together what is found of two records that are one person's: the main one's name and
    /// the cases of both.
    fn join(&mut self, reader: &Reader<'_>) -> Result<(), Failure> {
        let found: Vec<PersonId> = self.hits.keys().copied().collect();
        let pairs = match found.as_slice() {
            [] => Vec::new(),
            found => query::merges_of(reader, found).map_err(Failure::outage)?,
        };
        for pair in pairs.into_iter().filter(|pair| pair.is_joined) {
            let halves = [pair.main, pair.other].map(|person| self.hits.remove(&person));
            let mut halves = halves.into_iter().flatten();
            let Some((mut rank, mut hit)) = halves.next() else { continue };
            for (other_rank, other) in halves {
                rank = rank.min(other_rank);
                hit.found_by.extend(other.found_by);
            }
            hit.person = pair.main;
            hit.cases.clear();
            self.hits.insert(pair.main, (rank, hit));
            for person in [pair.main, pair.other] {
                self.add_cases(reader, person, pair.main)?;
            }
        }
        Ok(())
    }

    /// Adds all cases of a record that are open to the reader to a hit of another one.
    fn add_cases(
        &mut self,
        reader: &Reader<'_>,
        person: PersonId,
        into: PersonId,
    ) -> Result<(), Failure> {
        let rows = query::cases_of_person(reader, person).map_err(Failure::outage)?;
        let Some((_, hit)) = self.hits.get_mut(&into) else { return Ok(()) };
        for case in rows.iter().filter_map(|row| self.app.shown(self.user, row)) {
            if person == into && !case.stub {
                hit.name.clone_from(&case.name);
            }
            if !case.stub {
                hit.cases.push(case);
            }
        }
        Ok(())
    }

    /// Returns the hits in their order, with the birth dates that are not known yet.
    fn finish(self, reader: &Reader<'_>) -> Result<Vec<Hit>, Failure> {
        let mut hits: Vec<(Rank, Hit)> = self.hits.into_values().collect();
        hits.sort_by_key(|(rank, _)| *rank);
        hits.truncate(HITS_MAX);
        let mut hits: Vec<Hit> = hits.into_iter().map(|(_, hit)| hit).collect();
        let nameless = |hit: &&mut Hit| hit.birth_on.is_none() && !hit.name.is_empty();
        let ids: Vec<PersonId> = hits.iter_mut().filter(nameless).map(|hit| hit.person).collect();
        if ids.is_empty() {
            return Ok(hits);
        }
        for person in query::persons(reader, &ids).map_err(Failure::outage)? {
            let hit = hits.iter_mut().find(|hit| hit.person == person.person_id);
            hit.into_iter().for_each(|hit| hit.birth_on = person.birth_on);
        }
        Ok(hits)
    }
}

/// The present names of a person and then the former ones.
fn names_of(row: &NamedCase) -> Vec<Names> {
    let patronymic = Some(row.patronymic.clone()).filter(|patronymic| !patronymic.is_empty());
    let (surname, given_name) = (row.surname.clone(), row.given_name.clone());
    let mut names = vec![Names { surname, given_name, patronymic }];
    names.extend(former_names(&row.former_names));
    names
}
