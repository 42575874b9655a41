//! Drafting the submission of a case under a campaign.

use bagyt_casework::case::Case;
use bagyt_casework::codes::SubmissionKind;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::reliance::GroundRules;
use bagyt_casework::submission::{self, DraftSubmission};
use bagyt_core::law::campaign::Verdict;

use super::relied::rely;
use super::{Desk, refused};
use crate::command::CaseAct;
use crate::outcome::{Failure, Refused};

/// Decides what a submission under a campaign writes: it rests on the campaign's row of law, and on
/// the conditions as the case meets them today.
pub(super) fn draft(desk: &Desk<'_>, case: &Case, act: &CaseAct) -> Result<Vec<CaseFact>, Failure> {
    let CaseAct::DraftUnderCampaign { submission, campaign, words } = act else {
        return Ok(Vec::new());
    };
    let today = desk.today();
    let campaign = desk.tables.pack().campaign(campaign).ok_or(Failure::NotFound)?;
    if !campaign.is_open(today) {
        let text = format!("submissions are drafted from {} to {}", campaign.from, campaign.until);
        let refused = Refused::new("campaign-not-open", None, &text);
        return Err(refused.with("from", campaign.from).with("until", campaign.until).into());
    }
    if campaign.verdict(&case.campaign_facts(), today) != Verdict::Eligible {
        let text = "the case does not meet every condition of the campaign, or lacks a fact";
        return Err(Refused::new("campaign-not-eligible", None, text).into());
    }
    let kind = SubmissionKind::find(&campaign.submission).ok_or_else(|| {
        Failure::defect(format!("`{}` is nothing that a court is asked for", campaign.submission))
    })?;
    let command = DraftSubmission {
        submission: *submission,
        kind,
        law: rely(desk, &[campaign.row.as_str()], today, None)?,
        grounds: Vec::new(),
        until: None,
        duty: None,
        reasoning: words.clone(),
    };
    submission::draft(case, &command, &GroundRules::default(), today).map_err(refused)
}
