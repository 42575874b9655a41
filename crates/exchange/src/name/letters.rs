//! The letters of Russian, Kazakh, Kyrgyz and Uzbek, Cyrillic and Latin, and their one skeleton.
//!
//! The skeleton has the letters `a b c d e f g h i j k l m n o p r s t u v w z`: `c` stands for ч,
//! `j` for ж, `w` for ш and щ, `h` for х, `i` for и, й, і and ы. What one scheme writes with one
//! letter and another with two comes out as the same letters; so do letters that are typed for
//! each other (Қ as К, Ә as А, Ң as Н, Ө as О, Ү as У).
//!
//! # Source
//!
//! Russian passports (ICAO 9303), the Kyrgyz national scheme, Uzbek of 1995, Kazakh of decree 569
//! of 26 October 2017, decree 637 of 19 February 2018 and the draft of 2021.

/// Groups of letters that are read together, longest first among those with one beginning.
const GROUPS: [(&str, &str); 29] = [
    ("shch", "w"),
    ("sch", "w"),
    ("tsh", "c"),
    ("tch", "c"),
    ("s'h", "sh"),
    ("kh", "h"),
    ("zh", "j"),
    ("gh", "g"),
    ("ch", "c"),
    ("sh", "w"),
    ("ck", "k"),
    ("ph", "f"),
    ("tz", "ts"),
    // The apostrophe letters of the Kazakh alphabet of 2017; g', n', o' and others fold alone.
    ("s'", "w"),
    ("c'", "c"),
    ("y'", "u"),
    // Uzbek writes х as x; these beginnings of names are the ones that write кс so.
    ("lex", "leks"),
    ("lix", "liks"),
    ("maxi", "maksi"),
    ("oxan", "oksan"),
    ("roxan", "roksan"),
    ("xeni", "kseni"),
    // Letters that come with their mark apart.
    ("s\u{327}", "w"),
    ("s\u{30c}", "w"),
    ("c\u{327}", "c"),
    ("c\u{30c}", "c"),
    ("z\u{30c}", "j"),
    ("y\u{301}", "u"),
    ("тч", "c"),
];

/// Letters by what they fold to.
const LETTERS: [(&str, &str); 26] = [
    ("aаәäáàāăâãå", "a"),
    ("bб", "b"),
    ("çčćчҷ", "c"),
    ("dд", "d"),
    ("eеёэєéèêëēėě", "e"),
    ("fф", "f"),
    ("gгғğǵġґ", "g"),
    ("hхҳһxḩ", "h"),
    ("iийіыїӣyıíīĭïîìÿ", "i"),
    ("jжҗžżźǰ", "j"),
    ("kкқqc", "k"),
    ("lл", "l"),
    ("mм", "m"),
    ("nнңñńňŋ", "n"),
    ("oоөўöóōôõøő", "o"),
    ("pп", "p"),
    ("rр", "r"),
    ("sс", "s"),
    ("tт", "t"),
    ("uуүұӯüúūûůűýwŭ", "u"),
    ("vв", "v"),
    ("шщşšș", "w"),
    ("zз", "z"),
    ("ц", "ts"),
    ("ю", "iu"),
    ("я", "ia"),
];

/// Folds one word to its skeleton; letters of other scripts and digits stay, marks go.
///
/// ```
/// use bagyt_exchange::name::fold;
///
/// assert_eq!(fold("Жумабеков"), fold("Zhumabekov"));
/// assert_eq!(fold("Жумабеков"), fold("Jumabekov"));
/// ```
pub fn fold(word: &str) -> String {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).map(apostrophe).collect();
    let mut skeleton = Skeleton::default();
    let mut rest = letters.as_slice();
    while let Some((first, others)) = rest.split_first() {
        if let Some((length, folded)) = group(rest) {
            skeleton.push_all(folded);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            match single(*first) {
                Some(folded) => skeleton.push_all(folded),
                None if first.is_alphanumeric() => skeleton.push(*first),
                None => {}
            }
            rest = others;
        }
    }
    skeleton.letters.into_iter().collect()
}

fn apostrophe(letter: char) -> char {
    match letter {
        'ʻ' | 'ʼ' | '‘' | '’' | '`' | '´' | 'ʹ' => '\'',
        other => other,
    }
}

fn group(letters: &[char]) -> Option<(usize, &'static str)> {
    let first = letters.first()?;
    if !first.is_ascii_alphabetic() && *first != 'т' {
        return None;
    }
    GROUPS
        .iter()
        .map(|(group, folded)| (group.chars().count(), group, *folded))
        .filter(|(length, group, _)| {
            letters.get(..*length).is_some_and(|read| group.chars().eq(read.iter().copied()))
        })
        .max_by_key(|(length, ..)| *length)
        .map(|(length, _, folded)| (length, folded))
}

fn single(letter: char) -> Option<&'static str> {
    if matches!(letter, 'ь' | 'ъ') {
        return Some("");
    }
    LETTERS.iter().find(|(letters, _)| letters.contains(letter)).map(|(_, folded)| *folded)
}

/// The skeleton as it grows; neighbours that schemes write differently become one.
#[derive(Default)]
struct Skeleton {
    letters: Vec<char>,
}

impl Skeleton {
    fn push_all(&mut self, folded: &str) {
        for letter in folded.chars() {
            self.push(letter);
        }
    }

    fn push(&mut self, letter: char) {
        match (self.letters.last(), letter) {
            // Doubled letters are written once or twice: Анна, Ana.
            (Some(last), _) if *last == letter && !letter.is_ascii_digit() => {}
            // е after a vowel or at the beginning is written ye, ie or e; ё as yo, io or e.
            (Some('i'), 'e' | 'o') => {
                self.letters.pop();
                self.push('e');
            }
            // ә is written ae.
            (Some('a'), 'e') => {}
            // ң is written ng; щ comes as шч; дж stands for ж.
            (Some('n'), 'g') | (Some('w'), 'c') => {}
            (Some('d'), 'j') => {
                self.letters.pop();
                self.push('j');
            }
            _ => self.letters.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(forms: &[&str], skeleton: &str) {
        for form in forms {
            assert_eq!(fold(form), skeleton, "{form}");
        }
    }

    #[test]
    fn a_russian_name_folds_alike_in_passport_and_common_latin() {
        check(&["Юлия", "Yuliya", "Iuliia", "YULIYA"], "iulia");
        check(&["Сергеевич", "Sergeevich", "Sergeyevich"], "sergevic");
        check(&["Елена", "Yelena", "Elena"], "elena");
        check(&["Дмитрий", "Dmitry", "Dmitrii", "Dmitriy"], "dmitri");
        check(&["Александр", "Alexandr", "Aleksandr"], "aleksandr");
        check(&["Щербаков", "Shcherbakov", "Scherbakov"], "werbakov");
        check(&["Артём", "Артем", "Artyom", "Artem"], "artem");
        check(&["Ильич", "Il'ich", "Ilich"], "ilic");
        check(&["Цой", "Tsoi", "Tsoy"], "tsoi");
    }

    #[test]
    fn a_kazakh_name_folds_alike_in_three_latin_alphabets_and_look_alikes() {
        check(&["Қуаныш", "Куаныш", "Qýanysh", "Quanyş", "Kuanysh", "Qy'anys'"], "kuaniw");
        check(&["Әлия", "Алия", "Äliya", "Aliya", "Alia", "Ália"], "alia");
        check(&["Нұргүл", "Нургуль", "Nurgul", "Nūrgül", "Nurgúl"], "nurgul");
        check(&["Жәнібек", "Жанибек", "Zhanibek", "Jänıbek", "Janibek"], "janibek");
        check(&["Ғалымжан", "Галымжан", "Ğalymjan", "Ghalymzhan", "G'alymjan"], "galimjan");
        check(&["Дәулет", "Даулет", "Dáýlet", "Daulet", "Dawlet"], "daulet");
    }

    #[test]
    fn a_kyrgyz_name_folds_alike_in_passport_and_national_latin() {
        check(&["Жоомарт", "Zhoomart", "Joomart"], "jomart");
        check(&["Үмүт", "Умут", "Ümüt", "Umut"], "umut");
        check(&["Өмүрбек", "Омурбек", "Ömürbek", "Omurbek"], "omurbek");
        check(&["Теңизбек", "Тенгизбек", "Tengizbek", "Teñizbek", "Тенизбек"], "tenizbek");
        check(&["Джумагул", "Жумагүл", "Dzhumagul", "Djumagul", "Jumagül"], "jumagul");
    }

    #[test]
    fn an_uzbek_name_folds_alike_in_cyrillic_and_latin() {
        check(&["Ўткир", "Oʻtkir", "O'tkir", "O‘tkir"], "otkir");
        check(&["Шоҳруҳ", "Шохрух", "Shohruh", "Shohrux", "Shokhrukh"], "wohruh");
        check(&["Исҳоқ", "Is'hoq"], "ishok");
        check(&["Йўлдош", "Yoʻldosh", "Ёлдош"], "eldow");
        check(&["Чўлпон", "Choʻlpon", "Cholpon"], "colpon");
    }

    #[test]
    fn a_mark_apart_from_its_letter_makes_no_difference() {
        check(&["S\u{327}amil", "Şamil", "Шамил", "Shamil"], "wamil");
        check(&["Аи\u{306}бек", "Айбек"], "aibek");
    }

    #[test]
    fn another_script_and_digits_stay_as_they_are() {
        check(&["王"], "王");
        check(&["1100"], "1100");
        check(&["--"], "");
    }
}
