//! Short forms of given names, folded, and the names they stand for.
//!
//! # Source
//!
//! Common short forms of Russian given names, as any dictionary of personal names lists them
//! (for instance N. A. Petrovsky, *Slovar russkikh lichnykh imen*). A short form of both sexes
//! (Саша, Женя, Валя) leads to one of the two: both full forms are then compared through it.

/// Short form and full form, both folded, sorted by the short form.
const SHORT: [(&str, &str); 40] = [
    ("alewa", "aleksei"),
    ("ania", "ana"),
    ("boria", "boris"),
    ("dima", "dmitri"),
    ("edik", "eduard"),
    ("fedia", "fedor"),
    ("galia", "galina"),
    ("gena", "genadi"),
    ("gowa", "georgi"),
    ("griwa", "grigori"),
    ("ira", "irina"),
    ("iura", "iuri"),
    ("jenia", "evgeni"),
    ("katia", "ekaterina"),
    ("kolia", "nikolai"),
    ("kostia", "konstantin"),
    ("lena", "elena"),
    ("lewa", "aleksei"),
    ("liuba", "liubov"),
    ("liuda", "liudmila"),
    ("mawa", "maria"),
    ("miwa", "mihail"),
    ("nadia", "nadejda"),
    ("nastia", "anastasia"),
    ("natawa", "natalia"),
    ("olia", "olga"),
    ("pawa", "pavel"),
    ("petia", "petr"),
    ("rita", "margarita"),
    ("roma", "roman"),
    ("sawa", "aleksandr"),
    ("sereja", "sergei"),
    ("slava", "viaceslav"),
    ("sveta", "svetlana"),
    ("tania", "tatiana"),
    ("valia", "valentina"),
    ("vania", "ivan"),
    ("vitia", "viktor"),
    ("volodia", "vladimir"),
    ("zina", "zinaida"),
];

/// Returns the full form of a folded short name.
pub(super) fn full_form(folded: &str) -> Option<&'static str> {
    let found = SHORT.binary_search_by(|(short, _)| (*short).cmp(folded)).ok()?;
    SHORT.get(found).map(|(_, full)| *full).filter(|full| *full != folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::fold;

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(SHORT.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn short_forms_are_found_as_they_are_folded() {
        for (short, full) in [("Саша", "Александр"), ("Миша", "Михаил"), ("Юра", "Юрий")]
        {
            assert_eq!(full_form(&fold(short)), Some(fold(full).as_str()), "{short}");
        }
        assert_eq!(full_form("aleksandr"), None);
    }
}
