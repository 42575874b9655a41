//! A violation that is no absence: it is established after the client was heard and the answers were
//! checked, and a warning may follow.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, RungItem, TimelineItem, ViolationItem};
use bagyt_app::role::Action;
use bagyt_casework::breach::Breach;
use bagyt_casework::codes::{BreachEvidence, ExplanationForm, LetterKind, ViolationGround};
use bagyt_casework::countersign::{SignedAct, Subject};
use bagyt_casework::fact::CaseFact;
use bagyt_core::effective::Effective;
use jiff::civil::Date;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm, CheckedForm};
use crate::pages::check::{Check, followed};
use crate::pages::countersign::{SignatureNote, note};
use crate::pages::timeline::{details, naming};
use crate::parts::{Fact, Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "violation_new.html")]
pub(crate) struct NewPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    grounds: Vec<Choice>,
    duties: Vec<Choice>,
    evidence: Vec<Choice>,
    answers: Vec<Choice>,
    warn: Vec<Choice>,
    signature: Option<SignatureNote>,
}

#[derive(Template)]
#[template(path = "violation.html")]
struct ViolationPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    ground: String,
    facts: Vec<Fact>,
    lines: Vec<String>,
    papers: Vec<Link>,
    /// The letter that may be issued now; empty where there is none.
    write: Option<Link>,
    may_warn: bool,
    signature: Option<SignatureNote>,
    warned: bool,
    /// What was typed although somebody else warned first.
    unwritten: Vec<String>,
    /// What the law lets follow, the recommended step first.
    rungs: Vec<RungRow>,
    /// Where it is decided that nothing follows; empty where that is not open.
    no_action: String,
    /// The decision that nothing follows: its day, and why.
    waived: Option<(String, String)>,
    /// Where that decision is taken back; empty where the reader may not.
    take_back: String,
}

/// A step of the ladder.
struct RungRow {
    tone: &'static str,
    what: String,
    state: String,
    law: String,
    unverified: bool,
    href: String,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// Establishing a violation in one case.
struct Establishing {
    case: String,
    /// What the page that led here knows of it: names and values of fields.
    known: Vec<(&'static str, String)>,
}

/// What the form says.
#[derive(Clone)]
struct Answers {
    ground: ViolationGround,
    breach: Breach,
    established: Effective,
    reason: String,
    warn: bool,
}

/// Shows the form.
pub(crate) async fn begin(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    let names = ["ground", "duty", "happened_on", "evidence"];
    let known = names.map(|name| (name, asked.get(name).to_owned()));
    let known = known.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    case_form::show(visit, Establishing { case, known }).await
}

/// Shows the answers to be checked, then records them.
pub(crate) async fn establish(
    visit: Visit,
    Path(case): Path<String>,
    Posted(form): Posted,
) -> Response {
    case_form::send_checked(visit, Establishing { case, known: Vec::new() }, form).await
}

impl CaseForm for Establishing {
    type Shown = NewPage;
    type Read = Answers;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::WeighAbsence)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        let t = seen.t;
        let form = form.preset("on", t.figures(seen.today()));
        Ok(self.known.iter().fold(form, |form, (name, value)| {
            let day = value.parse().map(|day: Date| t.figures(day));
            form.preset(name, day.unwrap_or_else(|_| value.clone()))
        }))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<NewPage, Failure> {
        let t = seen.t;
        let grounds = ViolationGround::ALL.iter().filter(|one| **one != ViolationGround::NoShow);
        let mut duties = vec![Choice::new("", t.say("violation-no-duty"))];
        let set = page.obligations.iter();
        duties.extend(set.map(|code| Choice::new(code, seen.words().obligation(code))));
        let codes: Vec<&str> = BreachEvidence::ALL.iter().map(|one| one.code()).collect();
        let evidence = Choice::codes(t, "breach_evidence", &codes);
        let codes: Vec<&str> = ExplanationForm::ALL.iter().map(|one| one.code()).collect();
        let answers = Choice::codes(t, "explanation_form", &codes);
        let duty = form.value("duty").to_owned();
        let duty = Some(duty.as_str()).filter(|duty| !duty.is_empty());
        let subject = Subject { act: SignedAct::Violation, about: None, submission: None };
        let signature = note(seen, page, subject, duty)?;
        let ground =
            |one: &ViolationGround| Choice::new(one.code(), t.code("violation_ground", one.code()));
        Ok(NewPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            grounds: grounds.map(ground).collect(),
            duties,
            evidence,
            answers,
            warn: vec![Choice::new("yes", t.say("violation-warn-now"))],
            signature,
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<Answers> {
        let t = seen.t;
        let ground = form.code(t, "ground", "violation-ground", ViolationGround::find);
        let happened = form.day(t, "happened_on", "violation-happened-on");
        let evidence = form.code(t, "evidence", "violation-evidence", BreachEvidence::find);
        let evidence_words = form.required(t, "evidence_words", "violation-evidence-words");
        form.limited(t, "evidence_words", "violation-evidence-words", WORDS_MAX);
        let answered = form.code(t, "answered", "absence-form", ExplanationForm::find);
        let heard = form.day(t, "heard_on", "violation-heard-on");
        let explanation = form.limited(t, "explanation", "absence-words", WORDS_MAX);
        let on = form.day(t, "on", "absence-decided-on");
        let reason = form.required(t, "words", "absence-why");
        form.limited(t, "words", "absence-why", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let duty = Some(form.value("duty").to_owned()).filter(|duty| !duty.is_empty());
        let breach = Breach {
            happened: seen.effective(happened?, None),
            duty,
            evidence: evidence?,
            evidence_words,
            heard: seen.effective(heard?, None),
            answered: answered?,
            explanation: explanation.unwrap_or_default(),
        };
        let warn = form.is_chosen("warn", "yes");
        let established = seen.effective(on?, None);
        Some(Answers { ground: ground?, breach, established, reason, warn })
    }

    fn act(&self, read: &Answers) -> CaseAct {
        CaseAct::EstablishViolation {
            ground: read.ground,
            absence: None,
            breach: Some(Box::new(read.breach.clone())),
            established: read.established,
            malicious: false,
            reason: read.reason.clone(),
            warn: read.warn,
        }
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=violation", self.case)
    }
}

impl CheckedForm for Establishing {
    fn asked(&self, seen: &Seen<'_>, _: &CasePage, read: &Answers, facts: &[CaseFact]) -> Check {
        let t = seen.t;
        let breach = &read.breach;
        let law = facts.iter().find_map(|fact| match fact {
            CaseFact::ViolationEstablished(fact) => Some(seen.citation(&fact.law.article)),
            _ => None,
        });
        let evidence = t.code("breach_evidence", breach.evidence.code());
        let answered = t.code("explanation_form", breach.answered.code());
        let mut answers = vec![
            Fact::new(t.say("violation-ground"), t.code("violation_ground", read.ground.code())),
            Fact::new(t.say("violation-happened-on"), t.day(breach.happened.on())),
            Fact::new(
                t.say("violation-evidence"),
                format!("{evidence}: {}", breach.evidence_words),
            ),
            Fact::new(t.say("violation-heard-on"), t.day(breach.heard.on())),
            Fact::new(t.say("absence-words"), format!("{answered}: {}", breach.explanation)),
            Fact::new(t.say("absence-decided-on"), t.day(read.established.on())),
            Fact::new(t.say("absence-why"), read.reason.clone()),
            Fact::new(t.say("letter-law"), law.unwrap_or_default()),
        ];
        if let Some(duty) = &breach.duty {
            answers.insert(1, Fact::new(t.say("violation-duty"), seen.words().obligation(duty)));
        }
        if read.warn {
            answers.push(Fact::new(t.say("violation-warn"), t.say("violation-warn-now")));
        }
        let mut notes = followed(t, facts);
        notes.push(t.say("absence-guard").into_owned());
        Check {
            title: t.say("violation-check-title").into_owned(),
            facts: answers,
            notes,
            button: t.say("violation-button").into_owned(),
        }
    }
}

/// Shows a violation and what may follow.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::ViewCase)?;
            let form = Form::about(page.version).preset("on", seen.t.figures(seen.today()));
            made(seen, &page, &version, form)
        })
        .await
}

/// Issues the warning for it.
pub(crate) async fn warn(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::Warn)?;
            let violation = find(&page, &version)?.version;
            let on = form.day(seen.t, "on", "warning-on");
            let words = form.limited(seen.t, "words", "warning-words", WORDS_MAX);
            if let (Some(on), true) = (on, form.is_right()) {
                let issued = seen.effective(on, None);
                let words = words.unwrap_or_default();
                let act = CaseAct::Warn { violation, issued, words };
                if seen.act(&mut form, &page, act)?.is_some() {
                    let address = format!("/cases/{case}/violations/{version}");
                    return Ok(Sent::To(format!("{address}?done=warning")));
                }
            }
            Ok(Sent::Again(made(seen, &page, &version, form)?))
        })
        .await
}

/// A step of the ladder, with its words and where it is taken.
fn row_of(seen: &Seen<'_>, page: &CasePage, rung: &RungItem) -> RungRow {
    let t = seen.t;
    let (count, least) = (i64::from(rung.warnings.0), i64::from(rung.warnings.1));
    let is_warning = rung.response == "warning";
    let what = match is_warning {
        true => {
            let number = (count + 1).min(least);
            t.fill("ladder-warning", &[("number", number.into()), ("least", least.into())])
        }
        false => t.with("ladder-submission", "kind", t.code("submission_kind", &rung.response)),
    };
    let why = rung.obstacle.as_ref().map(|obstacle| {
        let day = obstacle.on.map(|on| t.day(on)).unwrap_or_default();
        let key = format!("ladder_obstacle-{}", obstacle.code);
        let values = [("day", day.into()), ("count", count.into()), ("least", least.into())];
        t.fill(&key, &values)
    });
    let may = page.may.contains(&Action::DraftSubmission);
    let opens = rung.obstacle.is_none() && !is_warning && may;
    RungRow {
        tone: match (&rung.obstacle, rung.recommended) {
            (None, true) => "calm",
            (None, false) => "soon",
            (Some(_), _) => "todo",
        },
        what,
        state: match (why, rung.recommended) {
            (Some(why), _) => why,
            (None, true) => t.say("ladder-recommended").into_owned(),
            (None, false) => t.say("ladder-open").into_owned(),
        },
        law: rung.row.as_ref().map_or(String::new(), |row| {
            format!("{} ({})", seen.row_text(&row.text), seen.citation(&row.article))
        }),
        unverified: rung.row.as_ref().is_some_and(|row| !row.verified),
        href: match opens {
            true => format!("/cases/{}/submission", page.row.case),
            false => String::new(),
        },
    }
}

/// The warning for a violation, as a head signs it.
pub(crate) fn warning_of(violation: u32) -> Subject {
    Subject { act: SignedAct::Warning, about: Some(violation), submission: None }
}

fn find<'a>(page: &'a CasePage, version: &str) -> Result<&'a ViolationItem, Failure> {
    let found = page.violations.iter().find(|one| one.version.to_string() == version);
    found.ok_or(Failure::NotFound)
}

fn made(
    seen: &Seen<'_>,
    page: &CasePage,
    version: &str,
    form: Form,
) -> Result<ViolationPage, Failure> {
    let t = seen.t;
    let violation = find(page, version)?;
    let entry = page.timeline.iter().find(|item| item.version == violation.version);
    let mut lines = entry.map(|item| details(seen, item)).unwrap_or_default();
    lines.extend(entry.and_then(|item| item.words.clone()));
    let who = who(seen, page);
    let warning = naming(page, "casework.warning.issued", "violation", violation.version).next();
    let letters = warning.map(|item| naming(page, "casework.letter.issued", "about", item.version));
    let letters: Vec<&TimelineItem> = letters.into_iter().flatten().collect();
    let kind = LetterKind::Warning.code();
    let waiver = naming(page, "casework.response.waived", "violation", violation.version).next();
    let may_warn = page.may.contains(&Action::Warn);
    let (may, weighs) = (may_warn && waiver.is_none(), page.may.contains(&Action::WeighAbsence));
    let is_open = waiver.is_none() && !violation.warned;
    let write = warning.filter(|_| may && letters.is_empty()).map(|item| {
        let (about, version) = (item.version, violation.version);
        let asked = format!("letter={kind}&about={about}&violation={version}");
        Link::new(format!("{}/letters/new?{asked}", who.href), t.code("letter_write", kind))
    });
    let paper = |item: &&TimelineItem| {
        let mut words = format!("{}, {}", t.code("letter_kind", kind), t.figures(item.on));
        let respond_by = item.details.iter().find(|(name, _)| name == "respond_by");
        if let Some(day) = respond_by.and_then(|(_, day)| day.parse::<Date>().ok()) {
            words = format!("{words}, {}", t.fill("letter-due", &[("day", day.into())]));
        }
        Link::new(format!("{}/letters/{}", who.href, item.version), words)
    };
    Ok(ViolationPage {
        t,
        frame: seen.frame(Section::Cases),
        unwritten: form.unwritten(&["words"], may && !violation.warned),
        form,
        ground: t.code("violation_ground", &violation.ground).into_owned(),
        facts: vec![
            Fact::new(t.say("absence-decided-on"), t.weekday(violation.on)),
            Fact::new(t.say("letter-law"), seen.citation(&violation.article)),
        ],
        lines,
        papers: letters.iter().map(paper).collect(),
        write,
        rungs: seen
            .app
            .ladder(seen.user, page.row.case, violation.version)?
            .iter()
            .map(|rung| row_of(seen, page, rung))
            .collect(),
        may_warn: may && !violation.warned,
        signature: match may && !violation.warned {
            true => note(seen, page, warning_of(violation.version), None)?,
            false => None,
        },
        no_action: match weighs && is_open && page.row.status != "closed" {
            true => format!("{}/violations/{}/no-action", who.href, violation.version),
            false => String::new(),
        },
        take_back: match waiver.filter(|_| weighs) {
            Some(item) => format!("{}/entries/{}/withdraw", who.href, item.version),
            None => String::new(),
        },
        waived: waiver.map(|item| {
            let words = item.words.clone().unwrap_or_default();
            (t.fill("no-action-decided", &[("day", item.on.into())]), words)
        }),
        warned: violation.warned,
        who,
    })
}
