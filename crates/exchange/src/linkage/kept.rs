//! A trained model as a text that is kept: whole numbers only, so that it comes back bit by bit.

use serde::{Deserialize, Serialize};

use super::compare::{COMPARISONS, Comparison, LEVELS};
use super::frequency::{FIELDS, Rarity};
use super::model::{AGAINST, Model};

/// Shares are kept in these parts.
const PARTS: f64 = (1_u64 << 50) as f64;

/// A weight that is larger than this, in 256ths of a bit, was never trained.
const WEIGHT_MAX: u32 = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    format: u32,
    fingerprint: String,
    threshold: i32,
    prior: [i32; AGAINST],
    others: u64,
    agree: Vec<u64>,
    comparisons: Vec<KeptComparison>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptComparison {
    name: String,
    levels: Vec<KeptLevel>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptLevel {
    name: String,
    /// Against no relation, relatives and twins.
    weights: [i32; AGAINST],
}

/// Why a text is no model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The text is no model's.
    #[error("this is no model of linkage")]
    Text(#[source] serde_json::Error),
    /// The model was written by another version.
    #[error("the model has format {found}; this version reads {known}")]
    Format {
        /// The model's.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// Comparisons, levels or numbers are not those of a model.
    #[error("the model's comparisons and levels are not those of this version")]
    Shape,
    /// The model was changed after it was trained.
    #[error("the model's fingerprint is {found}; its weights give {expected}")]
    Fingerprint {
        /// What stands in it.
        found: String,
        /// What its weights give.
        expected: String,
    },
}

const FORMAT: u32 = 1;

/// Rounds a share to one that is kept exactly.
pub(super) fn kept_share(share: f64) -> f64 {
    (share * PARTS).round() / PARTS
}

impl Model {
    /// Writes the model.
    pub fn written(&self) -> String {
        let comparisons = Comparison::ALL.into_iter().map(|comparison| {
            let levels = comparison.levels().iter().enumerate().map(|(place, name)| {
                let pattern = (place as u64 + 1) << (4 * comparison as usize);
                let weights = self.at(pattern, comparison as usize);
                KeptLevel { name: (*name).to_owned(), weights }
            });
            KeptComparison { name: comparison.code().to_owned(), levels: levels.collect() }
        });
        let kept = Kept {
            format: FORMAT,
            fingerprint: self.fingerprint(),
            threshold: self.threshold,
            prior: self.prior,
            others: (self.rarity.others * PARTS) as u64,
            agree: self.rarity.agree.iter().map(|share| (share * PARTS) as u64).collect(),
            comparisons: comparisons.collect(),
        };
        serde_json::to_string_pretty(&kept).unwrap_or_default()
    }

    /// Reads a model that [`Model::written`] has written.
    ///
    /// # Errors
    ///
    /// The first that applies: [`ModelError::Text`], [`ModelError::Format`],
    /// [`ModelError::Shape`], [`ModelError::Fingerprint`].
    pub fn parse(text: &str) -> Result<Model, ModelError> {
        let kept: Kept = serde_json::from_str(text).map_err(ModelError::Text)?;
        if kept.format != FORMAT {
            return Err(ModelError::Format { found: kept.format, known: FORMAT });
        }
        let share = |parts: u64| parts as f64 / PARTS;
        let mut agree = [0.0; FIELDS];
        let fits = kept.agree.len() == FIELDS
            && kept.comparisons.len() == COMPARISONS
            && share(kept.others) < 1000.0;
        for (into, parts) in agree.iter_mut().zip(&kept.agree) {
            *into = share(*parts);
        }
        let mut model = Model {
            prior: kept.prior,
            weights: [[[0; AGAINST]; LEVELS]; COMPARISONS],
            rarity: Rarity { others: share(kept.others), agree },
            threshold: kept.threshold,
        };
        let fits = fits
            && kept
                .prior
                .iter()
                .chain([&kept.threshold])
                .all(|number| number.unsigned_abs() <= WEIGHT_MAX)
            && Comparison::ALL
                .into_iter()
                .zip(&kept.comparisons)
                .all(|(comparison, kept)| model.take(comparison, kept));
        if !fits {
            return Err(ModelError::Shape);
        }
        let expected = model.fingerprint();
        if kept.fingerprint != expected {
            return Err(ModelError::Fingerprint { found: kept.fingerprint, expected });
        }
        Ok(model)
    }

    /// Takes the weights of a comparison over; says whether they are such as this version has.
    fn take(&mut self, comparison: Comparison, kept: &KeptComparison) -> bool {
        let names = kept.levels.iter().map(|level| level.name.as_str());
        let Some(levels) = self.weights.get_mut(comparison as usize) else { return false };
        for (into, level) in levels.iter_mut().skip(1).zip(&kept.levels) {
            *into = level.weights;
        }
        kept.name == comparison.code()
            && names.eq(comparison.levels().iter().copied())
            && levels.iter().flatten().all(|weight| weight.unsigned_abs() <= WEIGHT_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::Records;
    use crate::linkage::batch::link;

    #[test]
    fn a_model_comes_back_bit_by_bit_and_a_changed_one_is_refused() {
        let model = link(&mut Records::default(), None, 1, &mut |_| {}).model;
        let text = model.written();
        assert_eq!(Model::parse(&text).unwrap(), model);
        let threshold = format!("\"threshold\": {}", model.threshold);
        let changed = text.replace(&threshold, "\"threshold\": 77");
        assert!(matches!(Model::parse(&changed), Err(ModelError::Fingerprint { .. })));
        let changed = text.replace("\"format\": 1", "\"format\": 9");
        assert!(matches!(Model::parse(&changed), Err(ModelError::Format { found: 9, .. })));
        let changed = text.replace("in-each-others-place", "elsewhere");
        assert!(matches!(Model::parse(&changed), Err(ModelError::Shape)));
        assert!(matches!(Model::parse("{}"), Err(ModelError::Text(_))));
    }
}
