//! The entries of a case as a reader sees them: what happened, when, and who wrote it down.

use bagyt_app::read::{BeyondItem, CasePage, EntryAct, TimelineItem};
use bagyt_core::effective::Effective;
use bagyt_core::money::Money;
use jiff::civil::Date;

use crate::countries;
use crate::pages::payment::sum;
use crate::pages::upholding::told;
use crate::parts::Link;
use crate::texts::Texts;
use crate::visit::Seen;

/// An entry of the timeline.
pub(crate) struct Entry {
    pub(crate) tone: &'static str,
    pub(crate) datetime: String,
    pub(crate) when: String,
    pub(crate) what: String,
    pub(crate) undone: bool,
    pub(crate) corrected: bool,
    pub(crate) contested: bool,
    /// What has moved under it; empty where nothing has.
    pub(crate) look: String,
    /// What can be done about that.
    pub(crate) look_links: Vec<Link>,
    pub(crate) lines: Vec<String>,
    pub(crate) known: String,
    pub(crate) href: String,
    pub(crate) link: String,
    /// Address of the entry's own page, where the reader can do something with it.
    pub(crate) mend: String,
    /// The words of that link.
    pub(crate) mend_link: String,
}

/// Makes an entry ready to be read.
pub(crate) fn entry(seen: &Seen<'_>, case: &str, item: &TimelineItem) -> Entry {
    let t = seen.t;
    let actor = match item.actor.as_str() {
        "" => t.say("actor-system").into_owned(),
        other => seen.words().counterpart(other),
    };
    let (href, link) = link(seen, case, item);
    let mut lines: Vec<String> = details(seen, item);
    lines.extend(item.words.clone());
    lines.extend(item.beyond.as_ref().map(|beyond| beyond_law(seen, beyond)));
    Entry {
        tone: tone(&item.kind),
        datetime: item.on.to_string(),
        when: t.day(item.on),
        what: t.code("fact", item.kind.replace('.', "-")).into_owned(),
        undone: item.withdrawn,
        corrected: item.corrected,
        contested: item.contested_on.is_some(),
        look: item.look.as_ref().map(|look| told(seen, look)).unwrap_or_default(),
        look_links: look_links(seen, case, item),
        lines,
        known: known(seen, item, actor),
        href,
        link,
        mend: if item.may.is_empty() {
            String::new()
        } else {
            format!("{case}/entries/{}", item.version)
        },
        mend_link: match item.may.contains(&EntryAct::Contest) {
            true => t.say("entry-mend-or-contest").into_owned(),
            false => t.say("entry-mend").into_owned(),
        },
    }
}

/// When it was recorded and by whom; what stands elsewhere in the journal has no number here.
fn known(seen: &Seen<'_>, item: &TimelineItem, actor: String) -> String {
    let (t, moment) = (seen.t, seen.t.moment_figures(item.recorded_at, seen.zone()));
    let mut words = vec![("moment", moment.into()), ("actor", actor.into())];
    if item.version == 0 {
        return t.fill("entry-known-elsewhere", &words);
    }
    words.push(("number", i64::from(item.version).into()));
    t.fill("entry-known", &words)
}

/// What can be done about an act under which something has moved.
fn look_links(seen: &Seen<'_>, case: &str, item: &TimelineItem) -> Vec<Link> {
    let all = [
        (EntryAct::Uphold, "uphold", "uphold-title"),
        (EntryAct::Withdraw, "withdraw", "withdraw-title"),
    ];
    let may = all.iter().filter(|(act, ..)| item.look.is_some() && item.may.contains(act));
    may.map(|(_, path, key)| {
        let href = format!("{case}/entries/{}/{path}", item.version);
        Link::new(href, seen.t.say(key))
    })
    .collect()
}

fn tone(kind: &str) -> &'static str {
    match kind {
        "casework.violation.established"
        | "casework.warning.issued"
        | "casework.reoffence.recorded" => "late",
        "casework.entry.contested" | "casework.device.alerted" => "soon",
        "casework.absence.recorded"
        | "casework.submission.drafted"
        | "casework.submission.approved"
        | "casework.submission.sent"
        | "casework.submission.received" => "soon",
        "casework.contact.recorded"
        | "casework.reason.accepted"
        | "casework.client.registered"
        | "casework.plan.agreed"
        | "casework.reward.given" => "calm",
        _ => "",
    }
}

fn detail<'a>(item: &'a TimelineItem, name: &str) -> Option<&'a str> {
    item.details.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn link(seen: &Seen<'_>, case: &str, item: &TimelineItem) -> (String, String) {
    let open = |href: String| (href, seen.t.say("entry-open").into_owned());
    if item.may.contains(&EntryAct::Answer) {
        let answer = seen.t.say("entry-answer").into_owned();
        return (format!("{case}/contests/{}", item.version), answer);
    }
    if let Some(scan) = item.scan {
        let words = seen.t.say("scan-open").into_owned();
        return (format!("{case}/scans/{scan}"), words);
    }
    match (item.kind.as_str(), detail(item, "submission")) {
        ("casework.countersignature.asked", _) => {
            open(format!("{case}/countersignatures/{}", item.version))
        }
        ("casework.absence.recorded", _) => open(format!("{case}/absences/{}", item.version)),
        ("casework.violation.established", _) if !item.withdrawn => match detail(item, "absence") {
            Some(absence) => open(format!("{case}/absences/{absence}")),
            None => open(format!("{case}/violations/{}", item.version)),
        },
        (
            "casework.submission.drafted"
            | "casework.submission.approved"
            | "casework.hearing.fixed",
            Some(submission),
        ) => open(format!("/submissions/{submission}")),
        ("exchange.police_notice.received", _) => match detail(item, "message") {
            Some(message) => open(format!("/inbox/{message}")),
            None => (String::new(), String::new()),
        },
        ("casework.request.made", _) => open(format!("{case}/requests/{}", item.version)),
        ("casework.referral.made", _) => open(format!("{case}/referrals/{}", item.version)),
        _ => (String::new(), String::new()),
    }
}

/// The clear members that say something to a reader, in words, on one line.
pub(crate) fn details(seen: &Seen<'_>, item: &TimelineItem) -> Vec<String> {
    let t = seen.t;
    let words: Vec<String> = item
        .details
        .iter()
        .filter_map(|(name, value)| match (item.kind.as_str(), name.as_str()) {
            (_, "office" | "to_office") => Some(seen.words().post(value)),
            (_, "article") => Some(seen.words().article(value)),
            (_, "attribute") => Some(seen.words().attribute(value)),
            (_, "duty") => Some(seen.words().obligation(value)),
            ("casework.violation.established", "happened") => value
                .parse::<Effective>()
                .ok()
                .map(|happened| t.fill("violation-happened", &[("day", happened.on().into())])),
            ("casework.request.made" | "casework.request.answered", "from") => value
                .parse::<Date>()
                .ok()
                .map(|day| t.fill("request-since", &[("from", day.into())])),
            ("casework.request.made" | "casework.request.answered", "until") => {
                on_day(t, "request-timeline-until", value)
            }
            (_, "private.serial") => Some(t.with("device-timeline-serial", "serial", value)),
            ("casework.abroad.asked", "country") => {
                Some(countries::name(value, t.language()).to_owned())
            }
            ("casework.abroad.asked", "private.authority") => Some(value.clone()),
            ("casework.abroad.accepted", "from") => on_day(t, "abroad-told-from", value),
            ("casework.lawyer.asked", "answer_by") => on_day(t, "legal-awaits", value),
            ("casework.job.sent", "answer_by") => on_day(t, "job-awaits-answer", value),
            ("casework.job.answered" | "casework.job.checked", "check_by") => {
                on_day(t, "job-awaits-check", value)
            }
            ("casework.specialist.asked", "answer_by") => on_day(t, "specialist-awaits", value),
            ("casework.referral.made", "answer_by") => on_day(t, "referral-awaits-answer", value),
            ("casework.referral.answered", "attend_by") => {
                on_day(t, "referral-awaits-attendance", value)
            }
            ("casework.referral.followed", "review_by") => {
                on_day(t, "referral-awaits-review", value)
            }
            ("casework.request.answered", "back_by") => on_day(t, "request-timeline-back", value),
            ("casework.debt.recorded" | "casework.payment.recorded", "amount") => {
                Some(sum(t, Money(value.parse().ok()?)))
            }
            ("casework.wage.recorded", "wage") => told_sum(t, "payment-timeline-wage", value),
            ("casework.wage.recorded", "withheld") => {
                told_sum(t, "payment-timeline-withheld", value)
            }
            ("casework.request.made", "private.place") => Some(value.clone()),
            (_, "private.evidence") => Some(t.with("violation-proof", "words", value)),
            (_, "private.explanation") => Some(t.with("violation-said", "words", value)),
            ("casework.paper.withdrawn" | "casework.attachment.kept", "paper")
            | ("casework.attachment.withdrawn", "attachment") => {
                Some(t.with("entry-number", "number", value))
            }
            ("casework.warning.issued" | "casework.paper.issued", "number") => {
                Some(format!("№ {value}"))
            }
            (kind, "version" | "contest") if mends(kind) => {
                Some(t.with("entry-number", "number", value))
            }
            ("casework.task.deferred", "until") => value
                .parse()
                .ok()
                .map(|day: Date| t.fill("today-aside-until", &[("day", day.into())])),
            ("casework.entry.corrected", "on") => value.parse().ok().map(|on| t.figures(on)),
            (kind, name) => family(kind, name).map(|family| t.code(family, value).into_owned()),
        })
        .collect();
    if words.is_empty() { Vec::new() } else { vec![words.join(" · ")] }
}

/// That an extension goes beyond what a row of law allows.
pub(crate) fn beyond_law(seen: &Seen<'_>, beyond: &BeyondItem) -> String {
    let article = seen.citation(&beyond.row.article);
    beyond_words(seen.t, (beyond.until, beyond.last_day), &article)
}

/// The same of two days and an article: the last day that the court set, and that of the row.
pub(crate) fn beyond_words(t: Texts, (until, last_day): (Date, Date), article: &str) -> String {
    t.fill(
        "extension-beyond",
        &[("until", until.into()), ("day", last_day.into()), ("article", article.into())],
    )
}

/// A text with a sum.
fn told_sum(t: Texts, key: &str, value: &str) -> Option<String> {
    Some(t.with(key, "sum", sum(t, Money(value.parse().ok()?))))
}

/// A text with a day.
fn on_day(t: Texts, key: &str, value: &str) -> Option<String> {
    let day = value.parse::<Date>().ok()?;
    Some(t.fill(key, &[("day", day.into())]))
}

/// Whether an entry is about another one, which it names.
fn mends(kind: &str) -> bool {
    matches!(
        kind,
        "casework.entry.withdrawn"
            | "casework.entry.corrected"
            | "casework.entry.contested"
            | "casework.contest.answered"
            | "casework.act.upheld"
    )
}

/// Returns the family of texts for a member of an entry.
fn family(kind: &str, member: &str) -> Option<&'static str> {
    Some(match (kind, member) {
        ("exchange.police_notice.received", "notice") => "police_notice",
        ("casework.submission.drafted", "kind") => "submission_kind",
        (
            "casework.contact.recorded"
            | "casework.absence.recorded"
            | "casework.entry.corrected"
            | "casework.appointment.arranged",
            "kind",
        ) => "contact_kind",
        ("casework.paper.issued", "paper") => "paper_kind",
        ("casework.paper.issued", "signing") => "signing",
        ("casework.attachment.kept", "kind") => "attachment_kind",
        ("casework.paper.withdrawn", "fault") => "paper_fault",
        (_, "place") => "contact_place",
        ("casework.programme.attended", "attendance") => "programme_attendance",
        (_, "attendance") => "attendance",
        ("casework.explanation.received", "form") => "explanation_form",
        ("casework.request.made" | "casework.request.answered", "kind") => "request_kind",
        ("casework.search.measure_taken", "measure") => "search_measure",
        ("casework.search.measure_taken" | "casework.search.answered", "result") => "search_result",
        ("casework.client.found", "by") => "found_by",
        ("casework.debt.recorded", "kind") => "debt_kind",
        ("casework.debt.recorded", "paper") => "debt_paper",
        ("casework.payment.recorded", "proof") => "payment_proof",
        ("casework.duty.checked", "means") => "check_means",
        ("casework.duty.checked", "result") => "check_result",
        ("casework.device.removed", "reason") => "removal_reason",
        ("casework.device.alerted", "alert") => "alert_kind",
        ("casework.device.triaged", "outcome") => "triage_outcome",
        ("casework.job.sent", "kind") => "offer_kind",
        ("casework.job.answered", "outcome") => "job_answer",
        ("casework.job.checked", "outcome") => "job_outcome",
        ("casework.job.checked", "evidence") => "job_evidence",
        ("casework.programme.ended", "reason") => "programme_end",
        ("casework.specialist.asked", "task") => "specialist_task",
        ("casework.specialist.answered", "outcome") => "specialist_answer",
        ("casework.specialist.ended", "reason") => "specialist_end",
        ("casework.session.arranged", "form") => "session_form",
        ("casework.session.recorded", "outcome") => "session_outcome",
        ("casework.lawyer.asked", "matter") => "legal_matter",
        ("casework.lawyer.answered", "outcome") => "legal_outcome",
        ("casework.reward.given", "kind") => "reward",
        ("casework.reward.given", "milestone") => "milestone",
        ("casework.referral.made", "need") => "need",
        ("casework.referral.answered", "outcome") => "referral_answer",
        ("casework.referral.followed", "progress") => "referral_progress",
        ("casework.referral.ended", "reason") => "referral_end",
        ("casework.referral.ended", "result") => "referral_result",
        ("casework.request.made", "form") => "request_form",
        ("casework.request.answered", "outcome") => "request_outcome",
        ("casework.case.allocated", "reason") => "allocation_reason",
        ("casework.case.transferred", "reason") => "transfer_reason",
        ("casework.abroad.asked", "ground") => "abroad_ground",
        ("casework.abroad.refused", "reason") => "abroad_obstacle",
        ("casework.abroad.withdrawn", "reason") => "abroad_withdrawal",
        ("casework.abroad.returned", "reason") => "abroad_return",
        ("casework.case.returned", "reason") => "return_reason",
        ("casework.reason.accepted", "reason") => "absence_reason",
        ("casework.case.closed", "reason") => "close_reason",
        ("casework.appointment.cancelled", "reason") => "cancel_reason",
        ("casework.entry.withdrawn" | "casework.entry.corrected", "reason") => "mending_reason",
        ("casework.contest.answered", "upheld") => "contest_upheld",
        ("casework.countersignature.asked", "act") => "signed_act",
        ("casework.countersignature.asked", "submission") => "submission_kind",
        ("casework.countersignature.answered", "signed") => "countersign_signed",
        ("casework.appeal.lodged", "by") => "appellant",
        ("casework.appeal.decided", "outcome") => "appeal_outcome",
        ("casework.act.upheld", "cause") => "moved",
        ("casework.task.deferred" | "casework.task.handed", "task") => "task_kind",
        ("casework.task.deferred" | "casework.task.handed", "prompt") => "task_prompt",
        (_, "ground") => "violation_ground",
        (_, "letter") => "letter_kind",
        ("casework.violation.established", "evidence") => "breach_evidence",
        ("casework.violation.established", "answered") => "explanation_form",
        (_, "evidence") => "evidence_kind",
        (_, "aspect") => "aspect",
        (_, "risk") => "risk",
        (_, "language") => "language",
        _ => return None,
    })
}

/// The entries of a kind that hold and name an entry so.
pub(crate) fn naming<'a>(
    page: &'a CasePage,
    kind: &'static str,
    member: &'static str,
    version: u32,
) -> impl Iterator<Item = &'a TimelineItem> {
    let named = move |item: &&TimelineItem| {
        let value = item.details.iter().find(|(name, _)| name == member);
        value.is_some_and(|(_, value)| *value == version.to_string())
    };
    page.timeline.iter().filter(move |item| item.kind == kind && !item.withdrawn).filter(named)
}
