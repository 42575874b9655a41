//! The other spellings under which one person reaches an agency a second time.
//!
//! Each is one that clerks of the region really make: letters that a Russian keyboard lacks, the
//! Latin of a passport, the surname where the given name belongs, a patronymic left out, *X уулу*
//! written as a surname in `-ов`, a slip of the finger.

use bagyt_casework::codes::Sex;

use super::{Name, NameKey};
use crate::chance::Chance;

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Spelling {
    /// As the population register has it.
    Register,
    /// With the letters of a Russian keyboard: `ң` as `н`, `ө` as `о`, `ү` as `у`.
    RussianLetters,
    /// In the Latin letters of a passport.
    Latin,
    /// Surname and given name in each other's place.
    Swapped,
    /// Without the patronymic; *X уулу* becomes a surname in `-ов`.
    OtherForm,
    /// With one letter left out of the surname.
    LetterDropped,
}

impl Spelling {
    /// Draws one of the variant spellings.
    pub(crate) fn vary(chance: &mut Chance) -> Self {
        match chance.below(100) {
            0..40 => Spelling::RussianLetters,
            40..55 => Spelling::Latin,
            55..70 => Spelling::Swapped,
            70..88 => Spelling::OtherForm,
            _ => Spelling::LetterDropped,
        }
    }

    /// Writes the name of a person of that sex in this spelling.
    pub(crate) fn write(self, key: NameKey, sex: Sex) -> Name {
        let name = key.name(sex);
        match self {
            Spelling::Register => name,
            Spelling::RussianLetters => each_field(name, russian_letters),
            Spelling::Latin => each_field(name, latin),
            Spelling::Swapped => Name {
                surname: name.given_name,
                given_name: name.surname,
                patronymic: name.patronymic,
            },
            Spelling::OtherForm => other_form(key, name, sex),
            Spelling::LetterDropped => Name { surname: without_a_letter(&name.surname), ..name },
        }
    }
}

fn each_field(name: Name, write: fn(&str) -> String) -> Name {
    Name {
        surname: write(&name.surname),
        given_name: write(&name.given_name),
        patronymic: name.patronymic.as_deref().map(write),
    }
}

fn other_form(key: NameKey, name: Name, sex: Sex) -> Name {
    let surname = match (key.has_father_first(), sex) {
        (true, Sex::Male) => format!("{}ов", key.father()),
        (true, Sex::Female) => format!("{}ова", key.father()),
        (false, _) => name.surname,
    };
    Name { surname, given_name: name.given_name, patronymic: None }
}

/// Leaves out the third letter, where a doubled or unstressed one is most often lost.
fn without_a_letter(word: &str) -> String {
    word.chars()
        .enumerate()
        .filter(|&(position, _)| position != 2)
        .map(|(_, letter)| letter)
        .collect()
}

fn russian_letters(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            'ң' => 'н',
            'ө' => 'о',
            'Ө' => 'О',
            'ү' | 'ұ' => 'у',
            'Ү' | 'Ұ' => 'У',
            'ў' => 'у',
            'Ў' => 'У',
            'қ' => 'к',
            'Қ' => 'К',
            'ғ' => 'г',
            'Ғ' => 'Г',
            'ҳ' => 'х',
            'Ҳ' => 'Х',
            'ә' => 'а',
            'Ә' => 'А',
            'і' => 'и',
            'І' => 'И',
            'ё' => 'е',
            'Ё' => 'Е',
            other => other,
        })
        .collect()
}

/// Writes a word as the passport office does: one table for all four languages.
fn latin(word: &str) -> String {
    let mut written = String::with_capacity(word.len());
    for letter in word.chars() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        let sound = latin_of(lower);
        let capital = letter != lower;
        match (capital, sound.chars().next()) {
            (true, Some(first)) => {
                written.extend(first.to_uppercase());
                written.push_str(sound.get(first.len_utf8()..).unwrap_or_default());
            }
            (true, None) => {}
            (false, _) if sound.is_empty() && !matches!(lower, 'ь' | 'ъ') => written.push(lower),
            (false, _) => written.push_str(sound),
        }
    }
    written
}

fn latin_of(letter: char) -> &'static str {
    match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        'е' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ы' => "y",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'ң' => "ng",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ү' | 'ұ' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ҳ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latin_of_a_passport_keeps_capitals_and_spaces() {
        assert_eq!(latin("Жаңыл"), "Zhangyl");
        assert_eq!(latin("Зарылбек уулу"), "Zarylbek uulu");
        assert_eq!(latin("Васильев"), "Vasilev");
    }

    #[test]
    fn a_russian_keyboard_loses_the_letters_it_lacks() {
        assert_eq!(russian_letters("Төлөгөн"), "Тологон");
        assert_eq!(russian_letters("Шыңғыс"), "Шынгыс");
        assert_eq!(russian_letters("Ўғилой"), "Угилой");
    }

    #[test]
    fn one_letter_is_dropped() {
        assert_eq!(without_a_letter("Асанов"), "Аснов");
    }

    #[test]
    fn swapped_names_stand_in_each_other_s_place() {
        let mut chance = Chance::new(3, 3);
        let key = NameKey::invent(super::super::Custom::Russian, Sex::Male, &mut chance);
        let own = Spelling::Register.write(key, Sex::Male);
        let swapped = Spelling::Swapped.write(key, Sex::Male);
        assert_eq!((swapped.surname, swapped.given_name), (own.given_name, own.surname));
    }
}
