//! Names of invented people, as the registers of the region write them.
//!
//! Kyrgyz, Kazakh, Russian and Uzbek names in Cyrillic, with surnames in `-ов`, with *X уулу* and
//! *X кызы* (the father's name in the place of the surname), with Russian patronymics and with
//! Kazakh ones in `-ұлы` and `-қызы`. The other spellings under which one person reaches an
//! agency a second time are in [`spelling`].

mod given;
pub(crate) mod spelling;
mod surnames;

use bagyt_casework::codes::Sex;

use crate::chance::Chance;

/// The naming custom of a family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Custom {
    /// Kyrgyz names.
    #[default]
    Kyrgyz,
    /// Kazakh names.
    Kazakh,
    /// Russian names.
    Russian,
    /// Uzbek names.
    Uzbek,
}

/// A name as it stands in a register: three fields, of which the last may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Family name, or *X уулу* / *X кызы*.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; none where the custom or the register has none.
    pub patronymic: Option<String>,
}

/// A name kept as positions in the lists: five bytes instead of three texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameKey {
    custom: Custom,
    form: Form,
    given: u8,
    surname: u8,
    father: u8,
}

/// What stands beside the given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    /// A surname and a patronymic.
    Patronymic,
    /// A surname alone.
    SurnameOnly,
    /// The father's name with *уулу* or *кызы* in the place of the surname.
    FatherFirst,
}

impl NameKey {
    /// Invents a name.
    pub(crate) fn invent(custom: Custom, sex: Sex, chance: &mut Chance) -> Self {
        let form = match (custom, chance.below(100)) {
            (Custom::Kyrgyz, 0..30) => Form::FatherFirst,
            (Custom::Kyrgyz, 30..45) | (Custom::Uzbek, 0..10) | (Custom::Kazakh, 0..15) => {
                Form::SurnameOnly
            }
            _ => Form::Patronymic,
        };
        let mut position = |names: &[&str]| chance.position(names.len()) as u8;
        NameKey {
            custom,
            form,
            given: position(given_names(custom, sex)),
            surname: position(surnames_of(custom)),
            father: position(given_names(custom, Sex::Male)),
        }
    }

    /// Says whether the father's name stands in the place of the surname.
    pub(crate) fn has_father_first(self) -> bool {
        self.form == Form::FatherFirst
    }

    /// Returns the father's name.
    pub(crate) fn father(self) -> &'static str {
        entry(given_names(self.custom, Sex::Male), self.father)
    }

    /// Writes the name out.
    pub(crate) fn name(self, sex: Sex) -> Name {
        let given_name = entry(given_names(self.custom, sex), self.given).to_owned();
        let surname = match self.form {
            Form::FatherFirst => format!("{} {}", self.father(), child_word(sex)),
            Form::Patronymic | Form::SurnameOnly => {
                surname_of(entry(surnames_of(self.custom), self.surname), sex)
            }
        };
        let patronymic = match (self.form, self.custom) {
            (Form::Patronymic, Custom::Kazakh) => Some(kazakh_patronymic(self.father(), sex)),
            (Form::Patronymic, _) => Some(russian_patronymic(self.father(), sex)),
            (Form::SurnameOnly | Form::FatherFirst, _) => None,
        };
        Name { surname, given_name, patronymic }
    }
}

fn entry(names: &'static [&'static str], position: u8) -> &'static str {
    names.get(usize::from(position)).copied().unwrap_or_default()
}

fn given_names(custom: Custom, sex: Sex) -> &'static [&'static str] {
    match (custom, sex) {
        (Custom::Kyrgyz, Sex::Male) => given::KYRGYZ_MEN,
        (Custom::Kyrgyz, Sex::Female) => given::KYRGYZ_WOMEN,
        (Custom::Kazakh, Sex::Male) => given::KAZAKH_MEN,
        (Custom::Kazakh, Sex::Female) => given::KAZAKH_WOMEN,
        (Custom::Russian, Sex::Male) => given::RUSSIAN_MEN,
        (Custom::Russian, Sex::Female) => given::RUSSIAN_WOMEN,
        (Custom::Uzbek, Sex::Male) => given::UZBEK_MEN,
        (Custom::Uzbek, Sex::Female) => given::UZBEK_WOMEN,
    }
}

fn surnames_of(custom: Custom) -> &'static [&'static str] {
    match custom {
        Custom::Kyrgyz => surnames::KYRGYZ,
        Custom::Kazakh => surnames::KAZAKH,
        Custom::Russian => surnames::RUSSIAN,
        Custom::Uzbek => surnames::UZBEK,
    }
}

/// The word after the father's name: son or daughter.
fn child_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "уулу",
        Sex::Female => "кызы",
    }
}

/// Gives a family name its form for a woman.
fn surname_of(of_a_man: &str, sex: Sex) -> String {
    match (sex, of_a_man.strip_suffix("ский")) {
        (Sex::Male, _) => of_a_man.to_owned(),
        (Sex::Female, Some(stem)) => format!("{stem}ская"),
        (Sex::Female, None) if of_a_man.ends_with(['в', 'н']) => format!("{of_a_man}а"),
        (Sex::Female, None) => of_a_man.to_owned(),
    }
}

fn kazakh_patronymic(father: &str, sex: Sex) -> String {
    match sex {
        Sex::Male => format!("{father}ұлы"),
        Sex::Female => format!("{father}қызы"),
    }
}

/// Forms the patronymic that a register kept in Russian gives to a child of `father`.
fn russian_patronymic(father: &str, sex: Sex) -> String {
    let (stem, ending) = patronymic_stem(father);
    let ending = match (ending, sex) {
        (Stem::Hard, Sex::Male) => "ович",
        (Stem::Hard, Sex::Female) => "овна",
        (Stem::Soft, Sex::Male) => "евич",
        (Stem::Soft, Sex::Female) => "евна",
        (Stem::Short, Sex::Male) => "ич",
        (Stem::Short, Sex::Female) if father == "Илья" => "инична",
        (Stem::Short, Sex::Female) => "ична",
    };
    format!("{stem}{ending}")
}

enum Stem {
    Hard,
    Soft,
    Short,
}

fn patronymic_stem(father: &str) -> (String, Stem) {
    let irregular = match father {
        "Пётр" => Some(("Петр", Stem::Hard)),
        "Павел" => Some(("Павл", Stem::Hard)),
        "Михаил" => Some(("Михайл", Stem::Hard)),
        "Никита" => Some(("Никит", Stem::Short)),
        "Илья" => Some(("Иль", Stem::Short)),
        "Дмитрий" => Some(("Дмитри", Stem::Soft)),
        _ => None,
    };
    if let Some((stem, ending)) = irregular {
        return (stem.to_owned(), ending);
    }
    let cut = |count: usize| {
        let keep = father.chars().count().saturating_sub(count);
        father.chars().take(keep).collect::<String>()
    };
    if father.ends_with("ий") {
        return (format!("{}ь", cut(2)), Stem::Soft);
    }
    match father.chars().next_back() {
        Some('й' | 'ь') => (cut(1), Stem::Soft),
        Some('а' | 'я' | 'о' | 'ө' | 'у' | 'ү' | 'ы' | 'ж' | 'ш' | 'ч' | 'щ' | 'ц') => {
            (father.to_owned(), Stem::Soft)
        }
        _ => (father.to_owned(), Stem::Hard),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(father: &str, son: &str, daughter: &str) {
        assert_eq!(russian_patronymic(father, Sex::Male), son);
        assert_eq!(russian_patronymic(father, Sex::Female), daughter);
    }

    #[test]
    fn a_russian_patronymic_follows_the_ending_of_the_father_s_name() {
        check("Асан", "Асанович", "Асановна");
        check("Сергей", "Сергеевич", "Сергеевна");
        check("Юрий", "Юрьевич", "Юрьевна");
        check("Дмитрий", "Дмитриевич", "Дмитриевна");
        check("Игорь", "Игоревич", "Игоревна");
        check("Никита", "Никитич", "Никитична");
        check("Павел", "Павлович", "Павловна");
        check("Абдулла", "Абдуллаевич", "Абдуллаевна");
        check("Кубаныч", "Кубанычевич", "Кубанычевна");
    }

    #[test]
    fn a_daughter_of_ilya_has_another_stem_than_his_son() {
        check("Илья", "Ильич", "Ильинична");
    }

    #[test]
    fn women_carry_the_family_name_in_their_form() {
        assert_eq!(surname_of("Асанов", Sex::Female), "Асанова");
        assert_eq!(surname_of("Ильин", Sex::Female), "Ильина");
        assert_eq!(surname_of("Островский", Sex::Female), "Островская");
        assert_eq!(surname_of("Шевченко", Sex::Female), "Шевченко");
        assert_eq!(surname_of("Асанов", Sex::Male), "Асанов");
    }

    #[test]
    fn there_are_names_enough_for_a_country() {
        let customs = [Custom::Kyrgyz, Custom::Kazakh, Custom::Russian, Custom::Uzbek];
        let count =
            |sex| customs.iter().map(|&custom| given_names(custom, sex).len()).sum::<usize>();
        assert!(count(Sex::Male) >= 150 && count(Sex::Female) >= 150);
        assert!(customs.iter().map(|&custom| surnames_of(custom).len()).sum::<usize>() >= 150);
    }

    #[test]
    fn every_name_list_is_free_of_repetition_and_short_enough_for_its_key() {
        for custom in [Custom::Kyrgyz, Custom::Kazakh, Custom::Russian, Custom::Uzbek] {
            let lists = [
                given_names(custom, Sex::Male),
                given_names(custom, Sex::Female),
                surnames_of(custom),
            ];
            for list in lists {
                let distinct: std::collections::BTreeSet<_> = list.iter().collect();
                assert_eq!(distinct.len(), list.len());
                assert!(list.len() <= 256);
            }
        }
    }

    #[test]
    fn the_father_s_name_can_stand_in_the_place_of_the_surname() {
        let key = NameKey {
            custom: Custom::Kyrgyz,
            form: Form::FatherFirst,
            given: 3,
            surname: 0,
            father: 24,
        };
        let name = key.name(Sex::Male);
        assert_eq!((name.surname.as_str(), name.given_name.as_str()), ("Зарылбек уулу", "Алмаз"));
        assert_eq!(name.patronymic, None);
    }
}
