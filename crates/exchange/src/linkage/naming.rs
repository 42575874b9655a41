//! The parts of a name, whatever field they stand in and whatever form they have.
//!
//! A patronymic is taken down to the father's name (*Бакытович*, *Бакыт уулу*, *Бақытұлы*), a
//! surname to its root without the ending of the sex and without `-ов` (*Бакытова*, *Бакытов*,
//! *Бакыт уулу*), initials are told from names, and one field that holds the whole name is taken
//! apart. Every part is a number in [`Words`]; 0 where the part is missing.

use super::words::{Interner, NONE, Words};
use crate::name::{father_of, fold, is_particle, split, surname_root};

/// Words of one field that are looked at; more of them are joined to the last.
const WORDS_MAX: usize = 6;

/// The parts of a name by which records are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NameParts {
    /// The root of the surname.
    pub surname: u32,
    /// The given name.
    pub given: u32,
    /// The father's name.
    pub father: u32,
}

/// One word of a field.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    /// As it is folded.
    word: u32,
    /// The root of the surname that it would be.
    root: u32,
    /// The father's name that it would be.
    father: u32,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Plain,
    /// *Son of*, *daughter of*.
    Particle,
    /// A father's name by its ending.
    Patronymic,
    /// A surname by its ending.
    Surname,
    Initial,
}

/// The words of a field.
#[derive(Clone, Copy, Debug, Default)]
struct Field {
    parts: [Part; WORDS_MAX],
    count: u8,
    /// All words together.
    joined: u32,
}

impl Field {
    fn parts(&self) -> &[Part] {
        self.parts.get(..usize::from(self.count)).unwrap_or_default()
    }

    fn has(&self, kind: Kind) -> bool {
        self.parts().iter().any(|part| part.kind == kind)
    }

    fn first(&self) -> Part {
        self.parts().iter().find(|part| part.kind != Kind::Particle).copied().unwrap_or_default()
    }
}

/// Takes names apart, and remembers the fields that it has seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    seen: Interner,
    fields: Vec<Field>,
}

impl Naming {
    /// Returns the parts of a name that comes in up to four fields.
    pub(super) fn parts(&mut self, words: &mut Words, fields: [&str; 4]) -> NameParts {
        let [full_name, surname, given, patronymic] = fields.map(|text| self.field(words, text));
        if full_name.count > 0 && surname.count + given.count == 0 {
            return whole(&full_name);
        }
        if given.count == 0 && surname.count > 1 && !surname.is_uulu_alone() {
            return with_patronymic(whole(&surname), &patronymic);
        }
        if surname.count == 0 && given.count > 1 {
            return with_patronymic(whole(&given), &patronymic);
        }
        let is_fathers = |field: &Field| field.is_uulu_alone() || field.is_patronymic_alone();
        let is_changed_over = is_fathers(&given) && !is_fathers(&patronymic);
        let (given, patronymic) =
            if is_changed_over { (patronymic, given) } else { (given, patronymic) };
        let mut parts = NameParts { surname: surname.surname(), ..NameParts::default() };
        (parts.given, parts.father) = given_and_father(&given, patronymic.count == 0);
        if parts.father == NONE && surname.has(Kind::Particle) {
            parts.father = surname.first().father;
        }
        with_patronymic(parts, &patronymic)
    }

    fn field(&mut self, words: &mut Words, text: &str) -> Field {
        let known = self.seen.len();
        let number = self.seen.intern(text.as_bytes()) as usize;
        if number == 0 {
            return Field::default();
        }
        if number < known {
            return self.fields.get(number - 1).copied().unwrap_or_default();
        }
        let field = read(words, text);
        self.fields.push(field);
        field
    }
}

impl Field {
    /// Whether the field is nothing but *X уулу*.
    fn is_uulu_alone(&self) -> bool {
        self.count == 2 && self.has(Kind::Particle)
    }

    /// Whether the field is nothing but a patronymic.
    fn is_patronymic_alone(&self) -> bool {
        self.count == 1 && self.has(Kind::Patronymic)
    }

    fn surname(&self) -> u32 {
        let named = self.parts().iter().filter(|part| part.kind != Kind::Particle);
        if named.clone().count() == 1 || self.has(Kind::Particle) {
            let first = self.first();
            return if first.kind == Kind::Initial { first.word } else { first.root };
        }
        self.joined
    }
}

fn read(words: &mut Words, text: &str) -> Field {
    let mut field = Field::default();
    let folded: Vec<String> = split(text).map(fold).filter(|word| !word.is_empty()).collect();
    let joined: String = folded.iter().filter(|word| !is_particle(word)).cloned().collect();
    field.joined = words.intern(&surname_root(&joined));
    for (place, word) in folded.iter().enumerate().take(WORDS_MAX) {
        let kind = kind(word, place);
        let part = Part {
            word: words.intern(word),
            root: words.intern(&surname_root(father_of(word).unwrap_or(word))),
            father: words.intern(father_of(word).unwrap_or(word)),
            kind,
        };
        if let Some(into) = field.parts.get_mut(place) {
            *into = part;
            field.count += 1;
        }
    }
    field
}

fn kind(word: &str, place: usize) -> Kind {
    const SURNAMES: [&str; 10] =
        ["ov", "ova", "ev", "eva", "in", "ina", "ski", "skaia", "enko", "iev"];
    if is_particle(word) && place > 0 {
        Kind::Particle
    } else if word.chars().count() == 1 {
        Kind::Initial
    } else if father_of(word).is_some() {
        Kind::Patronymic
    } else if word.len() > 4 && SURNAMES.iter().any(|ending| word.ends_with(ending)) {
        Kind::Surname
    } else {
        Kind::Plain
    }
}

/// Takes a whole name in one field apart: a patronymic by its ending or by *уулу*, a surname by
/// its ending or, where no word has one, the first; then the given name and the father's.
fn whole(field: &Field) -> NameParts {
    let mut parts = NameParts::default();
    let mut rest = [Part::default(); WORDS_MAX];
    let mut count = 0;
    let mut earlier: Option<Part> = None;
    for part in field.parts() {
        match part.kind {
            Kind::Particle => {
                // The word before *уулу* was the father's.
                if let Some(father) = earlier.take() {
                    parts.father = father.father;
                    count -= usize::from(count > 0);
                }
            }
            Kind::Patronymic if parts.father == NONE => parts.father = part.father,
            _ => {
                if let Some(into) = rest.get_mut(count) {
                    *into = *part;
                    count += 1;
                }
                earlier = Some(*part);
            }
        }
    }
    let rest = rest.get_mut(..count).unwrap_or_default();
    if field.has(Kind::Particle) && count == 1 {
        parts.surname = parts.father;
    } else if let Some(place) = rest.iter().position(|part| part.kind == Kind::Surname) {
        if let Some(before) = rest.get_mut(..=place) {
            before.rotate_right(1);
        }
    } else if let Some(first) = rest.first().copied()
        && first.kind == Kind::Initial
    {
        // Initials before the surname.
        rest.rotate_right(1);
    }
    for part in rest.iter() {
        if parts.surname == NONE {
            parts.surname = if part.kind == Kind::Initial { part.word } else { part.root };
        } else if parts.given == NONE {
            parts.given = part.word;
        } else if parts.father == NONE {
            parts.father = part.father;
        }
    }
    parts
}

/// Reads the field of the given name, in which the father's name may stand too.
fn given_and_father(given: &Field, may_have_father: bool) -> (u32, u32) {
    let first = given.first();
    if given.count < 2 {
        return (first.word, NONE);
    }
    let second = given.parts().get(1).copied().unwrap_or_default();
    let is_fathers = matches!(second.kind, Kind::Patronymic | Kind::Initial)
        || given.parts().get(2).is_some_and(|third| third.kind == Kind::Particle);
    if may_have_father && is_fathers {
        return (first.word, second.father);
    }
    (if given.has(Kind::Particle) { first.word } else { given.joined }, NONE)
}

fn with_patronymic(mut parts: NameParts, patronymic: &Field) -> NameParts {
    let first = patronymic.first();
    if first.word != NONE {
        parts.father = first.father;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the parts of a name in three fields, the whole name in the first where the others
    /// are empty.
    fn shown(fields: [&str; 3]) -> [String; 3] {
        let (mut naming, mut words) = (Naming::default(), Words::default());
        let [surname, given, patronymic] = fields;
        let parts = naming.parts(&mut words, ["", surname, given, patronymic]);
        [parts.surname, parts.given, parts.father].map(|word| words.text(word).to_owned())
    }

    #[track_caller]
    fn check(fields: [&str; 3], expected: [&str; 3]) {
        assert_eq!(shown(fields), expected.map(str::to_owned), "{fields:?}");
    }

    #[test]
    fn a_surname_has_one_root_in_both_sexes_and_in_the_uulu_form() {
        check(["Бакытов", "Асан", "Эмилович"], ["bakit", "asan", "emil"]);
        check(["Бакытова", "Асель", "Эмиловна"], ["bakit", "asel", "emil"]);
        check(["Бакыт уулу", "Асан", ""], ["bakit", "asan", "bakit"]);
        check(["Бакыт кызы", "Асель", ""], ["bakit", "asel", "bakit"]);
    }

    #[test]
    fn a_patronymic_is_its_father_in_every_form() {
        for patronymic in ["Бақытұлы", "Бакытович", "Bakytovich", "Бакыт уулу", "Bakyt uly"]
        {
            check(["Асанов", "Эрлан", patronymic], ["asan", "erlan", "bakit"]);
        }
        check(["Асанов", "Эрлан Бакытович", ""], ["asan", "erlan", "bakit"]);
        check(["Асанов", "Э.Б.", ""], ["asan", "e", "b"]);
    }

    #[test]
    fn given_name_and_patronymic_are_told_apart_by_their_form() {
        check(["Асанов", "Бакытович", "Эрлан"], ["asan", "erlan", "bakit"]);
        check(["Асанов", "Бакыт уулу", "Эрлан"], ["asan", "erlan", "bakit"]);
        check(["Асанова", "Ержановна", ""], ["asan", "", "erjan"]);
    }

    #[test]
    fn one_field_with_the_whole_name_is_taken_apart() {
        for name in ["Асанов Эрлан Бакытович", "Эрлан Бакытович Асанов", "Эрлан Асанов Бакытович"]
        {
            check([name, "", ""], ["asan", "erlan", "bakit"]);
        }
        check(["Асанов Э.Б.", "", ""], ["asan", "e", "b"]);
        check(["Э.Б. Асанов", "", ""], ["asan", "e", "b"]);
        check(["Бакыт уулу Эрлан", "", ""], ["bakit", "erlan", "bakit"]);
        check(["Эрлан Бакыт уулу", "", ""], ["bakit", "erlan", "bakit"]);
        check(["Асанов Эрлан Бакыт уулу", "", ""], ["asan", "erlan", "bakit"]);
    }

    #[test]
    fn strange_names_are_parts_too() {
        check(["", "", ""], ["", "", ""]);
        check(["王", "小明", ""], ["王", "小明", ""]);
        check(["уулу", "", ""], ["ulu", "", ""]);
        check(["-", "...", "''"], ["", "", ""]);
        assert!(shown(["a b c d e f g h i j", "", ""]).iter().all(|part| part.len() == 1));
    }
}
