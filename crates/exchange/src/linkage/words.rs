//! Values kept once each: a distinct text has a number, and comparing two texts is comparing two
//! numbers until their letters are asked for.

use super::exact::{fingerprint, mix};
#[cfg(test)]
use crate::name::fold;

/// The number that stands for no value.
pub(super) const NONE: u32 = 0;

/// A word's letters are compared up to here; what differs further behind counts as equal letters,
/// though the words stay two words.
const LETTERS_MAX: usize = 40;

/// Distinct texts, numbered from 1 in the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u64>,
    slots: Vec<u32>,
}

impl Default for Interner {
    fn default() -> Self {
        Interner { bytes: Vec::new(), ends: vec![0], slots: vec![NONE; 64] }
    }
}

impl Interner {
    /// Returns the number of a text, a new one where it has none; [`NONE`] for the empty text.
    pub(super) fn intern(&mut self, text: &[u8]) -> u32 {
        if text.is_empty() {
            return NONE;
        }
        let (found, slot) = self.look_up(text);
        if found != NONE {
            return found;
        }
        let Ok(number) = u32::try_from(self.ends.len()) else { return NONE };
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u64);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = number;
        }
        if self.ends.len() * 10 > self.slots.len() * 7 {
            self.grow();
        }
        number
    }

    /// Returns the text of a number.
    pub(super) fn text(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        match (start, self.ends.get(number)) {
            (Some(start), Some(end)) => {
                self.bytes.get(*start as usize..*end as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// Returns how many numbers are given, that of no value among them.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn look_up(&self, text: &[u8]) -> (u32, usize) {
        let mask = self.slots.len() - 1;
        let mut slot = fingerprint(text) as usize & mask;
        loop {
            match self.slots.get(slot) {
                None | Some(&NONE) => return (NONE, slot),
                Some(number) if self.text(*number) == text => return (*number, slot),
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let mut slots = vec![NONE; size];
        for number in 1..self.ends.len() as u32 {
            let mut slot = fingerprint(self.text(number)) as usize & (size - 1);
            while slots.get(slot).is_some_and(|taken| *taken != NONE) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = slots.get_mut(slot) {
                *free = number;
            }
        }
        self.slots = slots;
    }
}

/// What is kept of a distinct folded word beside its text.
#[derive(Clone, Copy, Debug, Default)]
struct WordKept {
    start: u32,
    length: u8,
    sound: u32,
    /// The word for which this is a short form; itself otherwise.
    full: u32,
}

/// Distinct folded words with their letters as one byte each.
#[derive(Clone, Debug)]
pub(super) struct Words {
    texts: Interner,
    codes: Vec<u8>,
    kept: Vec<WordKept>,
}

impl Default for Words {
    fn default() -> Self {
        Words { texts: Interner::default(), codes: Vec::new(), kept: vec![WordKept::default()] }
    }
}

impl Words {
    /// Returns the number of a word that is folded already.
    pub(super) fn intern(&mut self, folded: &str) -> u32 {
        let number = self.texts.intern(folded.as_bytes());
        if number as usize >= self.kept.len() {
            let start = self.codes.len() as u32;
            let codes = folded.chars().take(LETTERS_MAX).map(letter_code);
            self.codes.extend(codes);
            let length = (self.codes.len() - start as usize) as u8;
            let sound = sound(folded);
            self.kept.push(WordKept { start, length, sound, full: number });
            if let Some(full) = super::shorts::full_form(folded) {
                let full = self.intern(full);
                if let Some(kept) = self.kept.get_mut(number as usize) {
                    kept.full = full;
                }
            }
        }
        number
    }

    /// Folds a text and returns the number of what is left.
    #[cfg(test)]
    pub(super) fn fold(&mut self, text: &str) -> u32 {
        self.intern(&fold(text))
    }

    /// Returns the letters of a word, one byte each.
    pub(super) fn letters(&self, number: u32) -> &[u8] {
        let kept = self.kept(number);
        let start = kept.start as usize;
        self.codes.get(start..start + usize::from(kept.length)).unwrap_or_default()
    }

    /// Returns what words that sound alike share: the consonants, and the first letter.
    pub(super) fn sound(&self, number: u32) -> u32 {
        self.kept(number).sound
    }

    /// Returns the full form of a short name, and any other word itself.
    pub(super) fn full(&self, number: u32) -> u32 {
        self.kept(number).full
    }

    /// Whether the word is a single letter.
    pub(super) fn is_initial(&self, number: u32) -> bool {
        self.kept(number).length == 1
    }

    /// Returns the folded word.
    #[cfg(test)]
    pub(super) fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.texts.text(number)).unwrap_or_default()
    }

    fn kept(&self, number: u32) -> WordKept {
        self.kept.get(number as usize).copied().unwrap_or_default()
    }
}

/// The skeleton's letters are their own codes; letters of other scripts share the upper half.
fn letter_code(letter: char) -> u8 {
    match u8::try_from(letter) {
        Ok(code) if code < 128 => code,
        _ => 128 | (mix(7, u64::from(u32::from(letter))) & 127) as u8,
    }
}

fn sound(folded: &str) -> u32 {
    let mut state = 0;
    let mut last = ' ';
    for (place, letter) in folded.chars().take(LETTERS_MAX).enumerate() {
        let heard = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' if place > 0 => continue,
            'a' | 'e' | 'i' | 'o' | 'u' => 'a',
            'd' => 't',
            'b' => 'p',
            'g' | 'h' => 'k',
            'z' | 'c' | 'w' | 'j' => 's',
            'v' => 'f',
            other => other,
        };
        if heard != last {
            state = mix(state, u64::from(u32::from(heard)));
            last = heard;
        }
    }
    (state as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_however_many_there_are() {
        let mut interner = Interner::default();
        let numbers: Vec<u32> =
            (0..5000).map(|n: u32| interner.intern(n.to_string().as_bytes())).collect();
        for (n, number) in numbers.iter().enumerate() {
            assert_eq!(interner.intern(n.to_string().as_bytes()), *number);
            assert_eq!(interner.text(*number), n.to_string().as_bytes());
        }
        assert_eq!(interner.intern(b""), NONE);
    }

    #[test]
    fn a_short_name_leads_to_the_full_one() {
        let mut words = Words::default();
        let short = words.fold("Саша");
        let full = words.fold("Александр");
        assert_eq!(words.full(short), full);
        assert_eq!(words.full(full), full);
    }
}
