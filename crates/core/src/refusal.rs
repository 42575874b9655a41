//! What a refusal tells a person: the law or the state says no, and the screen explains it.
//!
//! Every wing's deciding functions return their own enum of refusals. This trait is what all of
//! them have in common for a page: the text to show, the field of the form to show it at, and the
//! values that the text names. An outage (disk, network) is no refusal and never implements it.

/// A "no" of the law or of the state, with all that a page needs to explain it.
///
/// ```
/// use bagyt_core::refusal::Refusal;
///
/// struct NotYetHeld { held_on: jiff::civil::Date }
///
/// impl Refusal for NotYetHeld {
///     fn code(&self) -> &'static str { "not-yet-held" }
///     fn field(&self) -> Option<&'static str> { Some("held_on") }
///     fn arguments(&self) -> Vec<(&'static str, String)> {
///         vec![("held_on", self.held_on.to_string())]
///     }
/// }
///
/// let refusal = NotYetHeld { held_on: jiff::civil::date(2025, 6, 11) };
/// assert_eq!(refusal.text_key(), "refusal-not-yet-held");
/// ```
pub trait Refusal {
    /// Returns the refusal's code in kebab case; it stays the same for ever, because translations
    /// and other systems name it.
    fn code(&self) -> &'static str;

    /// Returns the name of the form's field that has to change, or `None` where no field of the
    /// form can mend it.
    fn field(&self) -> Option<&'static str>;

    /// Returns the values that the text names: days as `2025-06-11`, codes and whole numbers.
    fn arguments(&self) -> Vec<(&'static str, String)>;

    /// Returns the key of the text in the translations.
    fn text_key(&self) -> String {
        format!("refusal-{}", self.code())
    }
}

/// The most characters that one text of a person may have: what the service's paper forms hold on
/// four pages; more belongs into an attached document.
pub const WORDS_MAX: usize = 12_000;

/// A text has more characters than [`WORDS_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How many it has.
    pub characters: usize,
}

/// What is wrong with words that must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsFault {
    /// There are none.
    Missing,
    /// There are too many.
    TooLong(TooLong),
}

/// Checks words that may be missing.
///
/// # Errors
///
/// [`TooLong`] if they have more than [`WORDS_MAX`] characters.
pub fn limited(words: &str) -> Result<(), TooLong> {
    // Bytes are at least as many as characters, so that short texts are not counted.
    if words.len() <= WORDS_MAX {
        return Ok(());
    }
    let characters = words.chars().count();
    if characters <= WORDS_MAX { Ok(()) } else { Err(TooLong { characters }) }
}

/// Checks words that must be there.
///
/// # Errors
///
/// [`WordsFault`] if there are none besides blanks, or more than [`WORDS_MAX`] characters.
pub fn required(words: &str) -> Result<(), WordsFault> {
    if words.trim().is_empty() {
        return Err(WordsFault::Missing);
    }
    limited(words).map_err(WordsFault::TooLong)
}

/// Lists the refusals of a deciding function: the words, the code, the field of the form.
///
/// Each variant carries its doc comment, its message for logs, its named values, its code and,
/// after `@`, the field of the form that can mend it.
///
/// ```
/// use bagyt_core::refusal::Refusal;
///
/// bagyt_core::refusals! {
///     /// Why a contact is not recorded.
///     pub enum ContactRefusal {
///         /// The contact is later than today.
///         #[error("a contact is recorded after it was held; {held_on} has not come yet")]
///         NotYetHeld {
///             /// Day that was given.
///             held_on: jiff::civil::Date,
///         } = "not-yet-held" @ "held_on",
///         /// The case is closed.
///         #[error("the case is closed")]
///         CaseClosed = "case-closed",
///     }
/// }
///
/// assert_eq!(ContactRefusal::CaseClosed.field(), None);
/// let held_on = jiff::civil::date(2025, 6, 11);
/// let refusal = ContactRefusal::NotYetHeld { held_on };
/// assert_eq!(refusal.arguments(), [("held_on", "2025-06-11".to_owned())]);
/// ```
///
/// Where a form has words of a person in the field `words`, `limited words;` before the enum adds the
/// refusal of too many of them, and `required words;` that of none as well; [`limited`] and
/// [`required`] make the checks.
///
/// ```
/// bagyt_core::refusals! {
///     required words;
///     /// Why a case is not closed.
///     pub enum ClosingRefusal {
///         /// The case is closed.
///         #[error("the case is closed")]
///         CaseClosed = "case-closed",
///     }
/// }
///
/// fn close(words: &str) -> Result<(), ClosingRefusal> {
///     Ok(bagyt_core::refusal::required(words)?)
/// }
///
/// assert_eq!(close(" "), Err(ClosingRefusal::WordsMissing));
/// ```
#[macro_export]
macro_rules! refusals {
    (
        limited words;
        $(#[$doc:meta])*
        pub enum $name:ident { $($body:tt)* }
    ) => {
        $crate::refusals! {
            $(#[$doc])*
            pub enum $name {
                $($body)*
                /// The words are too long.
                #[error("the words have {characters} characters; the most is {most}")]
                WordsTooLong {
                    /// Characters given.
                    characters: usize,
                    /// The most.
                    most: usize,
                } = "words-too-long" @ "words",
            }
        }

        impl From<$crate::refusal::TooLong> for $name {
            fn from(fault: $crate::refusal::TooLong) -> $name {
                $name::WordsTooLong { characters: fault.characters, most: $crate::refusal::WORDS_MAX }
            }
        }
    };
    (
        required words;
        $(#[$doc:meta])*
        pub enum $name:ident { $($body:tt)* }
    ) => {
        $crate::refusals! {
            limited words;
            $(#[$doc])*
            pub enum $name {
                $($body)*
                /// Words are missing.
                #[error("a reason in words is missing")]
                WordsMissing = "words-missing" @ "words",
            }
        }

        impl From<$crate::refusal::WordsFault> for $name {
            fn from(fault: $crate::refusal::WordsFault) -> $name {
                match fault {
                    $crate::refusal::WordsFault::Missing => $name::WordsMissing,
                    $crate::refusal::WordsFault::TooLong(fault) => fault.into(),
                }
            }
        }
    };
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_doc:meta])*
                $variant:ident
                $({ $($(#[$field_doc:meta])* $field:ident: $kind:ty),* $(,)? })?
                = $code:literal $(@ $at:literal)?
            ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                $variant $({ $($(#[$field_doc])* $field: $kind),* })?,
            )*
        }

        impl $name {
            /// Every code, in the order in which the obstacles are looked at.
            pub const CODES: &'static [&'static str] = &[$($code),*];
        }

        impl $crate::refusal::Refusal for $name {
            fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code,)* }
            }

            fn field(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant { .. } => {
                        const FIELDS: &[&str] = &[$($at)?];
                        FIELDS.first().copied()
                    })*
                }
            }

            fn arguments(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$variant { $($($field),*)? } => {
                        vec![$($((stringify!($field), $field.to_string())),*)?]
                    })*
                }
            }
        }
    };
}
