//! What courts of the invented country order, for what, and with which duties.
//!
//! The codes are those of the code lists; how often each is used and for how long is invented
//! here. A measure of the lists that is not named here is not used.

use bagyt_casework::codes::Domain;
use bagyt_casework::device::WEAR_DEVICE;
use bagyt_casework::duty_check::HOME_HOURS;
use bagyt_exchange::codes::Codes;

use crate::chance::Chance;

/// A measure as courts of the country use it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence {
    /// Its code.
    pub(crate) code: &'static str,
    /// Kind of probation work.
    pub(crate) domain: Domain,
    /// How often, within its domain.
    pub(crate) share: u32,
    /// The shortest and the longest term in months, both included.
    pub(crate) months: (i32, i32),
    /// What is asked of the court after violations beyond what warnings mend.
    pub(crate) is_conditional: bool,
}

const fn sentence(
    code: &'static str,
    domain: Domain,
    share: u32,
    months: (i32, i32),
    is_conditional: bool,
) -> Sentence {
    Sentence { code, domain, share, months, is_conditional }
}

/// The measures, so that 40 per cent of all terms are up to six months and the others one to five
/// years, three on average; between them only the preparation of release.
const SENTENCES: [Sentence; 11] = [
    sentence("pre_sentence_study", Domain::PreSentence, 1, (1, 1), false),
    sentence("probation_supervision", Domain::NonCustodial, 305, (12, 60), true),
    sentence("conditional_sentence", Domain::NonCustodial, 170, (12, 60), true),
    sentence("restriction_of_liberty", Domain::NonCustodial, 119, (12, 60), false),
    sentence("deferral", Domain::NonCustodial, 28, (12, 60), true),
    sentence("correctional_works", Domain::NonCustodial, 132, (2, 6), false),
    sentence("community_service", Domain::NonCustodial, 100, (2, 6), false),
    sentence("coercive_measure", Domain::NonCustodial, 102, (1, 6), false),
    sentence("disqualification", Domain::NonCustodial, 44, (3, 6), false),
    sentence("release_preparation", Domain::Penitentiary, 1, (6, 8), false),
    sentence("parole", Domain::PostRelease, 1, (12, 60), true),
];

/// Years of age from which courts of the country order no community service; the law frees women
/// from this age on, and men somewhat later.
const FREE_FROM_SERVICE: i32 = 58;

/// As many duties of the list are used as there are bits to note them.
const DUTIES_MAX: usize = 64;

/// An article with its group.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    /// Code.
    pub(crate) code: String,
    /// Group of articles.
    pub(crate) group: String,
}

/// What courts choose from.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    sentences: Vec<Sentence>,
    articles: Vec<Article>,
    /// Those that courts draw first, then those that are watched.
    obligations: Vec<String>,
    /// How many of them are drawn.
    drawn: usize,
}

impl Lists {
    /// Reads the lists.
    pub(crate) fn new(codes: &Codes) -> Self {
        let known = |sentence: &Sentence| codes.measures.contains_key(sentence.code);
        let articles = codes.articles.values();
        // What is watched is ordered by chances of its own, so that all others fall as they did.
        let is_watched = |code: &&String| *code == WEAR_DEVICE || *code == HOME_HOURS;
        let (watched, mut obligations): (Vec<&String>, Vec<&String>) =
            codes.obligations.keys().partition(is_watched);
        obligations.truncate(DUTIES_MAX - watched.len());
        let drawn = obligations.len();
        let obligations = obligations.into_iter().chain(watched).cloned().collect();
        Lists {
            sentences: SENTENCES.into_iter().filter(known).collect(),
            articles: articles
                .map(|article| Article { code: article.code.clone(), group: article.group.clone() })
                .collect(),
            obligations,
            drawn,
        }
    }

    /// Draws a measure of a domain and returns its position.
    pub(crate) fn draw_sentence(&self, domain: Domain, chance: &mut Chance) -> u8 {
        let share =
            |sentence: &Sentence| if sentence.domain == domain { sentence.share } else { 0 };
        let weights: Vec<u32> = self.sentences.iter().map(share).collect();
        chance.weighted(&weights) as u8
    }

    /// Returns a measure by its position.
    pub(crate) fn sentence(&self, position: u8) -> Option<&Sentence> {
        self.sentences.get(usize::from(position))
    }

    /// Returns the measure that is ordered for somebody of that age: those whom the law frees from
    /// community service work at their own place of employment instead.
    pub(crate) fn fit(&self, position: u8, age: i32) -> u8 {
        let works = |sentence: &Sentence| sentence.code == "correctional_works";
        let is_barred = age >= FREE_FROM_SERVICE && self.is_community_service(position);
        let instead = self.sentences.iter().position(works).filter(|_| is_barred);
        instead.map_or(position, |instead| instead as u8)
    }

    /// Says whether a measure is counted in hours of work.
    pub(crate) fn is_community_service(&self, position: u8) -> bool {
        self.sentence(position).is_some_and(|sentence| sentence.code == "community_service")
    }

    /// Draws an article; the first of a list are the commonest.
    pub(crate) fn draw_article(&self, chance: &mut Chance) -> Option<&Article> {
        let first = chance.position(self.articles.len());
        let second = chance.position(self.articles.len());
        self.articles.get(first.min(second))
    }

    /// Returns the article that a number falls on.
    pub(crate) fn article(&self, number: u32) -> Option<&Article> {
        self.articles.get(number as usize % self.articles.len().max(1))
    }

    /// Draws the duties that a court sets, one to three, as positions in their list.
    pub(crate) fn draw_duties(&self, chance: &mut Chance) -> u64 {
        let count = chance.between(1, 3);
        let mut duties = 0;
        for _ in 0..count {
            duties |= 1 << chance.position(self.drawn);
        }
        duties
    }

    /// Draws a duty that is none of `set`, as a position.
    pub(crate) fn draw_other_duty(&self, set: u64, chance: &mut Chance) -> Option<u64> {
        let others: Vec<u64> =
            (0..self.drawn).map(|place| 1 << place).filter(|duty| set & duty == 0).collect();
        (!others.is_empty()).then(|| chance.pick(&others))
    }

    /// Returns the bit of a duty; none of one that no list has.
    pub(crate) fn duty(&self, code: &str) -> u64 {
        self.obligations.iter().position(|known| known == code).map_or(0, |place| 1 << place)
    }

    /// Returns the codes of duties, in the order of the list.
    pub(crate) fn duties(&self, duties: u64) -> Vec<String> {
        let listed = self.obligations.iter().take(DUTIES_MAX).enumerate();
        listed.filter(|(place, _)| duties >> place & 1 == 1).map(|(_, code)| code.clone()).collect()
    }
}
