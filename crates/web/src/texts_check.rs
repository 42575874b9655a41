//! Checks of the texts: whole in four languages, used, and each in its own language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::language::Language;
use crate::texts::{Texts, sources, texts_of};

/// Families of texts whose keys are made from codes of the journal and the tables.
const FAMILIES: &[&str] = &[
    "absence_reason",
    "absence_status",
    "act",
    "age_group",
    "allocation_reason",
    "appointment_status",
    "aspect",
    "attendance",
    "age_of",
    "basis",
    "bearer",
    "law_anchor",
    "law_column",
    "law_compare",
    "law_draft",
    "law_flag",
    "law_kind",
    "law_milder",
    "law_mode",
    "law_rounding",
    "law_unit",
    "on_holiday",
    "breach_evidence",
    "cancel_reason",
    "card_line",
    "campaign_answer",
    "campaign_list",
    "campaign_test",
    "case_status",
    "clock_state",
    "code_list",
    "day",
    "delivery_fault",
    "close_reason",
    "contact_kind",
    "contact_place",
    "act_kind",
    "task_kind",
    "task_prompt",
    "task_step",
    "contest_upheld",
    "countersign_signed",
    "signature_status",
    "signed_act",
    "country",
    "contest_status",
    "court_paper",
    "order_change",
    "ruling_result",
    "police_notice",
    "dimension",
    "domain",
    "event",
    "free_day",
    "evidence_kind",
    "explanation_form",
    "glass_verdict",
    "fact",
    "first_step",
    "first_step_how",
    "ladder_obstacle",
    "language",
    "letter_kind",
    "letter_write",
    "limit",
    "link_reason",
    "mender",
    "mending_reason",
    "moved",
    "message_kind",
    "message_status",
    "month",
    "month_from",
    "month_in",
    "month_of",
    "month_to",
    "need",
    "need_answer",
    "need_status",
    "outcome",
    "refusal",
    "referral_answer",
    "referral_end",
    "referral_progress",
    "referral_result",
    "referral_status",
    "referral_step",
    "referral_step_hint",
    "request_form",
    "request_kind",
    "request_outcome",
    "request_status",
    "found_by",
    "entry_group",
    "merge_decision",
    "merge_state",
    "hit_source",
    "hit_spelling",
    "search_measure",
    "search_result",
    "debt_kind",
    "debt_paper",
    "payment_proof",
    "check_means",
    "check_result",
    "return_reason",
    "reduction_kind",
    "leave_kind",
    "file_answer",
    "work_kind",
    "paper_kind",
    "attachment_kind",
    "paper_fault",
    "signing",
    "signing_hint",
    "alert_kind",
    "prosecutor_act_kind",
    "prosecutor_act_outcome",
    "triage_outcome",
    "removal_reason",
    "legal_matter",
    "legal_outcome",
    "legal_status",
    "employer_kind",
    "offer_kind",
    "job_answer",
    "job_outcome",
    "job_evidence",
    "job_status",
    "today_job",
    "programme_attendance",
    "programme_end",
    "programme_status",
    "programme_standing",
    "wish_matter",
    "wish_tidings",
    "wish_means",
    "specialist_task",
    "specialist_answer",
    "specialist_end",
    "specialist_status",
    "session_form",
    "session_outcome",
    "notebook_share",
    "reward",
    "milestone",
    "risk",
    "role",
    "series_every",
    "service_kind",
    "sex",
    "submission_kind",
    "submission_status",
    "today_referral",
    "transfer_reason",
    "abroad_ground",
    "abroad_obstacle",
    "abroad_withdrawal",
    "abroad_return",
    "abroad_status",
    "abroad_awaits",
    "value_type",
    "verifier",
    "violation_ground",
    "weekday",
    "erasure_decision",
    "erasure_state",
    "channel_kind",
    "channel_status",
    "occasion",
    "appeal_outcome",
    "appellant",
    "court_called",
    "court_step",
    "hearing_status",
    "export_column",
    "export_form",
    "export_part",
    "purpose",
    "register_outcome",
    "register_state",
];

/// Refusals of tables, files and charts that the command line tells to whoever runs it; a page
/// never meets them.
const COMMAND_LINE: &[&str] =
    &["chart-", "curriculum-", "import-", "indicator-", "standard-", "survival-", "table-"];

fn crate_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|known| known == ending) {
            found.push(path);
        }
    }
}

/// The code of a source file without its tests.
fn code_of(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]").next().unwrap().to_owned()
}

/// Every place where a text can be asked for.
fn pages() -> String {
    let mut paths = Vec::new();
    files(&crate_file("templates"), "html", &mut paths);
    files(&crate_file("src"), "rs", &mut paths);
    paths.retain(|path| !path.ends_with("texts_check.rs"));
    paths.iter().map(|path| code_of(path)).collect::<Vec<_>>().join("\n")
}

/// The literals that follow one of these calls.
fn asked_for(code: &str, calls: &[&str]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for call in calls {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            if let Some(literal) = rest.strip_prefix('"') {
                keys.extend(literal.split('"').next().map(str::to_owned));
            }
        }
    }
    keys
}

fn keys(language: Language) -> BTreeMap<&'static str, &'static str> {
    sources(language).iter().flat_map(|source| texts_of(source)).collect()
}

fn family(key: &str) -> Option<&str> {
    key.split_once('-').map(|(family, _)| family).filter(|family| FAMILIES.contains(family))
}

#[test]
fn every_source_of_texts_is_fluent_and_names_each_text_once() {
    for language in Language::ALL {
        let mut seen = BTreeSet::new();
        for source in sources(language) {
            let parsed = fluent_bundle::FluentResource::try_new((*source).to_owned());
            assert!(parsed.is_ok(), "{language:?}: {:?}", parsed.err().map(|(_, errors)| errors));
            for (key, _) in texts_of(source) {
                assert!(seen.insert(key), "{language:?}: `{key}` stands twice");
            }
        }
    }
}

#[test]
fn every_text_stands_in_all_four_languages() {
    let russian: BTreeSet<&str> = keys(Language::Ru).into_keys().collect();
    for language in Language::ALL {
        let own: BTreeSet<&str> = keys(language).into_keys().collect();
        let differing: Vec<_> = russian.symmetric_difference(&own).collect();
        assert!(differing.is_empty(), "{language:?} and Russian differ in {differing:?}");
    }
}

#[test]
fn every_text_that_a_page_asks_for_exists() {
    let code = pages();
    let calls = [
        "t.say(",
        "t.count(",
        "t.with(",
        "t.fill(",
        "words.say(",
        "words.with(",
        ".say(",
        "|t| t.say(",
    ];
    let known = keys(Language::Ru);
    let missing: Vec<String> = asked_for(&code, &calls)
        .into_iter()
        .filter(|key| !known.contains_key(key.as_str()))
        .collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
    for family in asked_for(&code, &["t.code(", "Choice::codes(t,"]) {
        let prefix = format!("{family}-");
        assert!(known.keys().any(|key| key.starts_with(&prefix)), "no text of family {family}");
    }
}

#[test]
fn every_text_is_used() {
    let code = pages();
    let unused: Vec<&str> = keys(Language::Ru)
        .into_keys()
        .filter(|key| match (family(key), key.strip_suffix("-done")) {
            (Some(family), _) => !FAMILIES.contains(&family),
            (None, Some(done)) => {
                !code.contains(&format!("done={done}")) && !code.contains(&format!("\"{done}\""))
            }
            (None, None) => !code.contains(&format!("\"{key}\"")),
        })
        .collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

#[test]
fn every_refusal_has_words() {
    let known = keys(Language::Ru);
    let mut paths = Vec::new();
    for wing in ["app", "casework", "exchange", "academy", "cooperation", "measure"] {
        files(&crate_file(&format!("../{wing}/src")), "rs", &mut paths);
    }
    let mut missing = BTreeSet::new();
    for path in paths {
        let code = code_of(&path);
        let mut codes = asked_for(&code, &["Refused::new(", "refuse(", "reject_for("]);
        // In the list of a wing's refusals each variant ends with `= "its-code"`.
        if code.contains("refusals!") {
            codes.extend(asked_for(&code, &["} =", " =\n", " ="]));
        }
        codes.retain(|code| {
            code.contains('-') && code.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        });
        missing.extend(codes.into_iter().filter(|code| {
            !COMMAND_LINE.iter().any(|start| code.starts_with(start))
                && !known.contains_key(format!("refusal-{code}").as_str())
        }));
    }
    assert!(missing.is_empty(), "no words for the refusals {missing:?}");
}

#[test]
fn every_code_of_casework_has_words() {
    use bagyt_casework::codes::*;
    use bagyt_casework::review::ActKind;
    use bagyt_core::finding::Source;
    use bagyt_exchange::name::Spelling;
    let t = Texts::of(Language::Ky);
    let mut missing = Vec::new();
    let mut check = |family: &str, codes: Vec<&str>| {
        let unknown =
            codes.into_iter().filter(|code| t.find(&format!("{family}-{code}")).is_none());
        missing.extend(unknown.map(|code| format!("{family}-{code}")));
    };
    check("domain", Domain::ALL.iter().map(|code| code.code()).collect());
    check("age_group", AgeGroup::ALL.iter().map(|code| code.code()).collect());
    check("risk", Risk::ALL.iter().map(|code| code.code()).collect());
    check("need", Need::ALL.iter().map(|code| code.code()).collect());
    check("contact_kind", ContactKind::ALL.iter().map(|code| code.code()).collect());
    check("contact_place", ContactPlace::ALL.iter().map(|code| code.code()).collect());
    check("attendance", Attendance::ALL.iter().map(|code| code.code()).collect());
    check("explanation_form", ExplanationForm::ALL.iter().map(|code| code.code()).collect());
    check("absence_reason", AbsenceReason::ALL.iter().map(|code| code.code()).collect());
    check("breach_evidence", BreachEvidence::ALL.iter().map(|code| code.code()).collect());
    check("violation_ground", ViolationGround::ALL.iter().map(|code| code.code()).collect());
    check("submission_kind", SubmissionKind::ALL.iter().map(|code| code.code()).collect());
    check("close_reason", CloseReason::ALL.iter().map(|code| code.code()).collect());
    check("allocation_reason", AllocationReason::ALL.iter().map(|code| code.code()).collect());
    check("request_kind", RequestKind::ALL.iter().map(|code| code.code()).collect());
    check("request_form", RequestForm::ALL.iter().map(|code| code.code()).collect());
    check("request_outcome", RequestOutcome::ALL.iter().map(|code| code.code()).collect());
    check("request_status", RequestStatus::ALL.iter().map(|code| code.code()).collect());
    check("search_measure", SearchMeasure::ALL.iter().map(|code| code.code()).collect());
    check("search_result", SearchResult::ALL.iter().map(|code| code.code()).collect());
    check("signed_act", SignedAct::ALL.iter().map(|code| code.code()).collect());
    check("signature_status", SignatureStatus::ALL.iter().map(|code| code.code()).collect());
    check("found_by", FoundBy::ALL.iter().map(|code| code.code()).collect());
    check("entry_group", bagyt_app::read::ENTRY_GROUPS.to_vec());
    check("hit_source", Source::WORDS.iter().map(|(source, _)| source.code()).collect());
    check("hit_spelling", Spelling::ALL.iter().map(|code| code.code()).collect());
    check("debt_kind", DebtKind::ALL.iter().map(|code| code.code()).collect());
    check("debt_paper", DebtPaper::ALL.iter().map(|code| code.code()).collect());
    check("payment_proof", PaymentProof::ALL.iter().map(|code| code.code()).collect());
    check("check_means", CheckMeans::ALL.iter().map(|code| code.code()).collect());
    check("check_result", CheckResult::ALL.iter().map(|code| code.code()).collect());
    check("reduction_kind", ReductionKind::ALL.iter().map(|code| code.code()).collect());
    check("file_answer", FileAnswer::ALL.iter().map(|code| code.code()).collect());
    check("leave_kind", LeaveKind::ALL.iter().map(|code| code.code()).collect());
    check("work_kind", WorkKind::ALL.iter().map(|code| code.code()).collect());
    check("return_reason", ReturnReason::ALL.iter().map(|code| code.code()).collect());
    check("transfer_reason", TransferReason::ALL.iter().map(|code| code.code()).collect());
    check("cancel_reason", CancelReason::ALL.iter().map(|code| code.code()).collect());
    check("role", Role::ALL.iter().map(|code| code.code()).collect());
    check("case_status", Status::ALL.iter().map(|code| code.code()).collect());
    check("appointment_status", AppointmentStatus::ALL.iter().map(|code| code.code()).collect());
    check("absence_status", AbsenceStatus::ALL.iter().map(|code| code.code()).collect());
    check("submission_status", SubmissionStatus::ALL.iter().map(|code| code.code()).collect());
    check("event", EventKind::ALL.iter().map(|code| code.code()).collect());
    check("act_kind", ActKind::ALL.iter().map(|code| code.code()).collect());
    check("hearing_status", HearingStatus::ALL.iter().map(|code| code.code()).collect());
    check("appellant", Appellant::ALL.iter().map(|code| code.code()).collect());
    check("appeal_outcome", AppealOutcome::ALL.iter().map(|code| code.code()).collect());
    check("mending_reason", MendingReason::ALL.iter().map(|code| code.code()).collect());
    let kinds = <bagyt_casework::fact::CaseFact as bagyt_core::fact::FactCodec>::KINDS;
    let kinds: Vec<String> = kinds.iter().map(|(kind, _)| kind.replace('.', "-")).collect();
    check("fact", kinds.iter().map(String::as_str).collect());
    let faults = bagyt_app::delivery::Fault::ALL.iter().map(|fault| fault.code());
    check("delivery_fault", faults.collect());
    check("language", bagyt_exchange::message::subject::LANGUAGES.to_vec());
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn every_code_of_the_law_has_words() {
    use bagyt_core::law::{Named, Pack, Unit};
    let known = keys(Language::Ru);
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for country in ["zz", "kg", "kz"] {
        let mut paths = Vec::new();
        files(&crate_file(&format!("../../law/{country}")), "toml", &mut paths);
        let read = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        };
        let tables: Vec<_> = paths.iter().map(read).collect();
        let tables: Vec<_> =
            tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let pack = Pack::parse(country, &tables).unwrap();
        asked.insert(format!("country-{country}"));
        for row in pack.rows() {
            asked.insert(crate::cited::key_of(&row.source.act));
            asked.insert(format!("bearer-{}", row.bearer));
            asked.insert(format!("basis-{}", row.basis.name()));
            let who = row.verified_by.as_ref().map(|who| who.replace(' ', "_"));
            asked.extend(who.map(|who| format!("verifier-{who}")));
            let limit = row.limit.map(|limit| limit.unit).into_iter();
            asked.extend(
                limit
                    .filter(|unit| !matches!(unit, Unit::ForEach | Unit::Currency))
                    .map(|unit| format!("limit-{}", unit.name())),
            );
        }
    }
    let has = |key: &String| known.contains_key(key.as_str());
    let missing: Vec<_> = asked.iter().filter(|key| !has(key)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
    let idle = |key: &&&str| ["act", "bearer", "basis"].contains(&family(key).unwrap_or_default());
    let idle: Vec<_> = known.keys().filter(idle).filter(|key| !asked.contains(**key)).collect();
    assert!(idle.is_empty(), "no table of the law needs {idle:?}");
}

#[test]
fn every_code_of_the_help_for_clients_has_words() {
    use bagyt_casework::codes::*;
    use bagyt_casework::task::PromptKind;
    let t = Texts::of(Language::Ky);
    let families: [(&str, Vec<&str>); 41] = [
        ("programme_attendance", ProgrammeAttendance::ALL.iter().map(|code| code.code()).collect()),
        ("programme_end", ProgrammeEnd::ALL.iter().map(|code| code.code()).collect()),
        ("programme_status", ProgrammeStatus::ALL.iter().map(|code| code.code()).collect()),
        ("employer_kind", EmployerKind::ALL.iter().map(|code| code.code()).collect()),
        ("offer_kind", OfferKind::ALL.iter().map(|code| code.code()).collect()),
        ("job_answer", JobAnswer::ALL.iter().map(|code| code.code()).collect()),
        ("job_outcome", JobOutcome::ALL.iter().map(|code| code.code()).collect()),
        ("job_evidence", JobEvidence::ALL.iter().map(|code| code.code()).collect()),
        ("job_status", JobStatus::ALL.iter().map(|code| code.code()).collect()),
        ("task_prompt", PromptKind::ALL.iter().map(|code| code.code()).collect()),
        ("today_job", JobAwaits::ALL.iter().map(|code| code.code()).collect()),
        ("specialist_task", SpecialistTask::ALL.iter().map(|code| code.code()).collect()),
        ("specialist_answer", SpecialistAnswer::ALL.iter().map(|code| code.code()).collect()),
        ("specialist_end", SpecialistEnd::ALL.iter().map(|code| code.code()).collect()),
        ("specialist_status", SpecialistStatus::ALL.iter().map(|code| code.code()).collect()),
        ("session_form", SessionForm::ALL.iter().map(|code| code.code()).collect()),
        ("session_outcome", SessionOutcome::ALL.iter().map(|code| code.code()).collect()),
        ("notebook_share", NotebookShare::ALL.iter().map(|code| code.code()).collect()),
        ("attachment_kind", AttachmentKind::ALL.iter().map(|code| code.code()).collect()),
        ("paper_kind", PaperKind::ALL.iter().map(|code| code.code()).collect()),
        ("paper_fault", PaperFault::ALL.iter().map(|code| code.code()).collect()),
        ("signing", Signing::ALL.iter().map(|code| code.code()).collect()),
        ("signing_hint", Signing::ALL.iter().map(|code| code.code()).collect()),
        ("abroad_ground", AbroadGround::ALL.iter().map(|code| code.code()).collect()),
        ("abroad_obstacle", AbroadObstacle::ALL.iter().map(|code| code.code()).collect()),
        ("abroad_withdrawal", AbroadWithdrawal::ALL.iter().map(|code| code.code()).collect()),
        ("abroad_return", AbroadReturn::ALL.iter().map(|code| code.code()).collect()),
        ("abroad_status", AbroadStatus::ALL.iter().map(|code| code.code()).collect()),
        ("abroad_awaits", AbroadAwaits::ALL.iter().map(|code| code.code()).collect()),
        ("legal_matter", LegalMatter::ALL.iter().map(|code| code.code()).collect()),
        ("legal_outcome", LegalOutcome::ALL.iter().map(|code| code.code()).collect()),
        ("legal_status", LegalStatus::ALL.iter().map(|code| code.code()).collect()),
        ("prosecutor_act_kind", ProsecutorActKind::ALL.iter().map(|code| code.code()).collect()),
        (
            "prosecutor_act_outcome",
            ProsecutorActOutcome::ALL.iter().map(|code| code.code()).collect(),
        ),
        ("service_kind", ServiceKind::ALL.iter().map(|code| code.code()).collect()),
        ("referral_answer", ReferralAnswer::ALL.iter().map(|code| code.code()).collect()),
        ("referral_progress", ReferralProgress::ALL.iter().map(|code| code.code()).collect()),
        ("referral_end", ReferralEnd::ALL.iter().map(|code| code.code()).collect()),
        ("referral_result", ReferralResult::ALL.iter().map(|code| code.code()).collect()),
        ("referral_status", ReferralStatus::ALL.iter().map(|code| code.code()).collect()),
        ("today_referral", ReferralAwaits::ALL.iter().map(|code| code.code()).collect()),
    ];
    for (family, codes) in families {
        for code in codes {
            assert!(t.find(&format!("{family}-{code}")).is_some(), "{family}-{code}");
        }
    }
}

#[test]
fn no_text_is_equal_in_two_languages_but_those_reviewed() {
    let reviewed = std::fs::read_to_string(crate_file("../../i18n/equal.txt")).unwrap();
    let reviewed: BTreeSet<&str> =
        reviewed.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let all: Vec<_> = Language::ALL.iter().map(|language| (*language, keys(*language))).collect();
    let mut equal = BTreeSet::new();
    for (place, (one, texts)) in all.iter().enumerate() {
        for (other, others) in &all[place + 1..] {
            for (key, text) in texts {
                if others.get(key) == Some(text) {
                    equal.insert(format!("{key} {}={}", one.code(), other.code()));
                }
            }
        }
    }
    let equal: BTreeSet<&str> = equal.iter().map(String::as_str).collect();
    let fresh: Vec<_> = equal.difference(&reviewed).collect();
    assert!(fresh.is_empty(), "translate, or review and list in i18n/equal.txt: {fresh:#?}");
    let stale: Vec<_> = reviewed.difference(&equal).collect();
    assert!(stale.is_empty(), "no longer equal; take them out of i18n/equal.txt: {stale:#?}");
}

#[test]
fn every_language_keeps_to_its_letters() {
    let foreign = |language: Language| match language {
        Language::Ru => "әғқңөұүһі",
        Language::Ky => "әғқұһі",
        Language::Kk => "",
        Language::En => "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
    };
    for language in Language::ALL {
        for (key, text) in keys(language) {
            let found = text.to_lowercase().chars().find(|c| foreign(language).contains(*c));
            assert_eq!(found, None, "{language:?}: `{key}` has a foreign letter: {text}");
        }
    }
}

#[test]
fn the_arguments_of_a_text_are_the_same_in_every_language() {
    let arguments = |text: &str| -> BTreeSet<String> {
        text.match_indices('$')
            .map(|(at, _)| {
                let rest = &text[at + 1..];
                let name: String =
                    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let plain = crate::texts::DAY_ENDINGS
                    .iter()
                    .find_map(|ending| name.strip_suffix(&format!("_{ending}")));
                plain.unwrap_or(&name).to_owned()
            })
            .collect()
    };
    let russian = keys(Language::Ru);
    for language in Language::ALL {
        for (key, text) in keys(language) {
            assert_eq!(arguments(text), arguments(russian[key]), "{language:?}: `{key}`");
        }
    }
}

#[track_caller]
fn check_plural(language: Language, key: &str, expected: &[(i64, &str)]) {
    let t = Texts::of(language);
    for (count, text) in expected {
        assert_eq!(t.count(key, count), *text);
    }
}

#[test]
fn plural_forms_follow_the_language() {
    let russian = [
        (1, "1 дело"),
        (2, "2 дела"),
        (5, "5 дел"),
        (11, "11 дел"),
        (21, "21 дело"),
        (22, "22 дела"),
        (0, "0 дел"),
    ];
    check_plural(Language::Ru, "cases-summary", &russian);
    check_plural(Language::En, "cases-summary", &[(1, "1 case"), (0, "0 cases"), (21, "21 cases")]);
    check_plural(Language::Ky, "cases-summary", &[(1, "1 иш"), (5, "5 иш")]);
    check_plural(Language::Kk, "cases-summary", &[(1, "1 іс"), (1_500, "1\u{202f}500 іс")]);
}
