//! The projections that the queries read, as the wings declare them, and rows for tests.
//!
//! The store does not know the wings; `app` tests that their declarations and these agree by asking
//! every question of a filled record.

use bagyt_core::identity::StreamId;
use bagyt_core::view::{Cell, ViewRow, ViewRows, ViewTable, bytes, day_number, integer, text};
use bagyt_store::Store;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::sample::{case, noting};

const fn table(
    name: &'static str,
    columns: &'static [bagyt_core::view::Column],
    indexes: &'static [&'static str],
) -> ViewTable {
    ViewTable { name, version: 1, columns, indexes, personal: false }
}

pub(crate) const CASE: ViewTable = table(
    "case_view",
    &[
        text("case_id"),
        text("person_id"),
        text("message_id"),
        text("number"),
        text("office"),
        text("officer"),
        text("domain"),
        text("measure"),
        text("article"),
        text("article_group"),
        text("sex"),
        integer("age"),
        text("language"),
        integer("received_on"),
        integer("in_force_on"),
        integer("opened_on"),
        integer("term_from"),
        integer("term_until"),
        integer("closed_on"),
        text("close_reason"),
        text("risk"),
        text("status"),
        integer("restricted"),
        integer("warnings"),
        integer("violations"),
        integer("last_contact_on"),
        integer("next_appointment_at"),
        integer("next_due_at"),
        text("next_due_row"),
        text("last_move"),
        text("move_reason"),
    ],
    &["officer,status,next_due_at", "office,status,next_due_at", "status,office", "case_id"],
);

pub(crate) const CLOCK: ViewTable = table(
    "clock_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("domain"),
        text("row"),
        integer("edition"),
        text("bearer"),
        integer("from_at"),
        integer("due_at"),
        integer("due_on"),
        integer("due_month"),
        integer("met_at"),
        integer("met_on"),
        integer("started_version"),
        integer("met_version"),
        integer("suspended_days"),
        text("state"),
    ],
    &[
        "officer,due_at WHERE state = 'open'",
        "office,due_at WHERE state = 'open'",
        "due_month,row,office,state",
    ],
);

pub(crate) const EVENT: ViewTable = table(
    "event_view",
    &[
        text("kind"),
        integer("on_day"),
        integer("month"),
        text("case_id"),
        text("office"),
        text("officer"),
        text("domain"),
        text("measure"),
        text("article_group"),
        text("sex"),
        text("age_group"),
        text("detail"),
        integer("amount"),
        integer("version"),
    ],
    &["kind,month,office", "month,kind,office,domain,sex,age_group", "case_id"],
);

pub(crate) const APPOINTMENT: ViewTable = table(
    "appointment_view",
    &[
        text("appointment_id"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("at"),
        integer("on_day"),
        text("kind"),
        text("status"),
        text("session"),
        text("topic"),
    ],
    &["officer,status,at", "office,status,at", "case_id"],
);

pub(crate) const ABSENCE: ViewTable = table(
    "absence_view",
    &[
        integer("absence_version"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("on_day"),
        text("status"),
        integer("awaited_until"),
    ],
    &["officer,status", "office,status", "case_id"],
);

pub(crate) const CONTEST: ViewTable = table(
    "contest_view",
    &[
        integer("contest_version"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("on_day"),
        text("status"),
    ],
    &["office,status", "case_id"],
);

pub(crate) const COUNTERSIGNATURE: ViewTable = table(
    "countersignature_view",
    &[
        integer("asked_version"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("asked_on"),
        text("asked_by"),
        text("act"),
        integer("about"),
        text("status"),
        integer("answered_on"),
    ],
    &["office,status", "officer,status", "case_id"],
);

pub(crate) const SECOND_LOOK: ViewTable = table(
    "second_look_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("act"),
        integer("act_version"),
        integer("act_on"),
        text("cause"),
        text("row"),
        integer("edition"),
        integer("relied_at"),
        integer("due_at"),
        integer("kept_at"),
        integer("known_version"),
        integer("known_on"),
    ],
    &["officer", "office"],
);

pub(crate) const TASK: ViewTable = table(
    "task_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("task"),
        integer("until_on"),
        text("to_staff"),
        integer("task_version"),
    ],
    &["officer", "office", "to_staff"],
);

pub(crate) const SUBMISSION: ViewTable = table(
    "submission_view",
    &[
        text("submission_id"),
        text("case_id"),
        text("office"),
        text("officer"),
        text("kind"),
        text("status"),
        integer("drafted_on"),
        integer("approved_on"),
        text("digest"),
        text("message_id"),
        integer("decided_on"),
        text("outcome"),
        text("court"),
        text("hearing_id"),
        integer("hearing_at"),
        text("law_row"),
        text("drafted_by"),
        integer("draft_version"),
    ],
    &["officer,status", "office,status", "court,status", "case_id", "digest", "law_row"],
);

pub(crate) const RISK: ViewTable = table(
    "risk_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("risk"),
        text("risk_before"),
        integer("changed_version"),
        integer("changed_on"),
    ],
    &["officer,changed_on"],
);

pub(crate) const ATTRIBUTE: ViewTable = table(
    "attribute_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("attribute"),
        integer("from_on"),
        integer("until_on"),
    ],
    &["officer,until_on", "office"],
);

pub(crate) const DAMAGE: ViewTable = table(
    "damage_view",
    &[text("case_id"), text("office"), text("officer"), integer("owed"), integer("paid")],
    &["office"],
);

pub(crate) const DEVICE: ViewTable = table(
    "device_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("device_version"),
        text("device"),
        integer("fitted_on"),
        integer("removed_on"),
        integer("over_since"),
    ],
    &["device", "officer,over_since", "office,over_since"],
);

pub(crate) const ALERT: ViewTable = table(
    "alert_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("alert_version"),
        text("kind"),
        integer("alerts"),
        integer("began_at"),
        integer("asked_at"),
        integer("look_by"),
    ],
    &["officer,asked_at", "office,asked_at"],
);

pub(crate) const LAWYER: ViewTable = table(
    "lawyer_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("lawyer_version"),
        text("matter"),
        text("status"),
        integer("asked_on"),
        integer("answer_by"),
        integer("answered_on"),
    ],
    &["officer,status", "office,status"],
);

pub(crate) const ABROAD: ViewTable = table(
    "abroad_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("abroad_version"),
        text("country"),
        text("ground"),
        text("status"),
        integer("asked_on"),
        text("awaits"),
        integer("awaited_by"),
    ],
    &["office,awaited_by"],
);

pub(crate) const SPECIALIST: ViewTable = table(
    "specialist_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("request_version"),
        text("specialist"),
        text("task"),
        text("status"),
        integer("asked_on"),
        integer("answer_by"),
        integer("ended_on"),
        text("reason"),
    ],
    &["specialist,status", "officer,status"],
);

pub(crate) const SESSION: ViewTable = table(
    "session_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("session_version"),
        integer("request_version"),
        text("specialist"),
        integer("begins_at"),
        integer("minutes"),
        text("form"),
        text("status"),
    ],
    &["specialist,status,begins_at"],
);

pub(crate) const NOTEBOOK: ViewTable = table(
    "notebook_view",
    &[text("notebook_id"), text("case_id"), text("keeper"), text("deputy"), text("writers")],
    &["case_id"],
);

pub(crate) const EMPLOYER: ViewTable = table(
    "employer_view",
    &[
        text("employer_id"),
        text("office"),
        text("kind"),
        text("name"),
        text("place"),
        text("contact"),
        integer("since_on"),
        integer("agreement_on"),
        integer("closed_on"),
        integer("version"),
    ],
    &["office", "employer_id"],
);

pub(crate) const VACANCY: ViewTable = table(
    "vacancy_view",
    &[
        text("employer_id"),
        text("vacancy_id"),
        text("office"),
        text("kind"),
        text("name"),
        integer("places"),
        integer("taken"),
        integer("wage"),
        integer("offered_on"),
        integer("until_on"),
        integer("closed_on"),
    ],
    &["office", "vacancy_id"],
);

pub(crate) const JOB: ViewTable = table(
    "job_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("job_version"),
        text("employer_id"),
        text("vacancy_id"),
        text("kind"),
        text("status"),
        integer("sent_on"),
        integer("taken_on"),
        integer("kept_months"),
        text("awaits"),
        integer("awaited_by"),
    ],
    &["officer,awaited_by", "employer_id"],
);

pub(crate) const PROGRAMME: ViewTable = table(
    "programme_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("programme_version"),
        text("programme"),
        text("status"),
        integer("sessions"),
        integer("attended"),
        integer("enrolled_on"),
        integer("next_on"),
    ],
    &["officer,next_on"],
);

pub(crate) const WISH: ViewTable = table(
    "wish_view",
    &[
        text("wish_id"),
        text("case_id"),
        text("keeper"),
        integer("from_on"),
        integer("until_on"),
        integer("withdrawn_on"),
    ],
    &["case_id", "keeper"],
);

pub(crate) const PROGRESS: ViewTable = table(
    "progress_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("term_from"),
        integer("term_until"),
        integer("counted_from"),
        integer("owed_minutes"),
        text("sessions"),
        text("rewarded"),
    ],
    &["officer"],
);

pub(crate) const REFERRAL: ViewTable = table(
    "referral_view",
    &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("service_id"),
        integer("referral_version"),
        text("need"),
        text("status"),
        integer("referred_on"),
        integer("accepted_on"),
        integer("started_on"),
        integer("ended_on"),
        text("reason"),
        text("result"),
        text("awaits"),
        integer("awaited_by"),
    ],
    &["officer,awaited_by", "office,awaited_by", "service_id"],
);

pub(crate) const SERVICE: ViewTable = table(
    "service_view",
    &[
        text("service_id"),
        text("office"),
        text("kind"),
        text("needs"),
        text("name"),
        text("place"),
        text("contact"),
        integer("since_on"),
        integer("closed_on"),
        integer("version"),
    ],
    &["service_id", "office"],
);

pub(crate) const PROSECUTOR_ACT: ViewTable = table(
    "prosecutor_act_view",
    &[
        text("act_id"),
        text("office"),
        text("kind"),
        text("number"),
        integer("dated_on"),
        integer("received_on"),
        integer("answer_by"),
        integer("is_stated"),
        text("signed"),
        text("words"),
        integer("answered_on"),
        text("outcome"),
        text("answer_number"),
        text("answer_words"),
    ],
    &["act_id", "office,answered_on,answer_by"],
);

pub(crate) const DEPUTY: ViewTable = table(
    "deputy_view",
    &[
        text("staff_id"),
        text("office"),
        integer("from_on"),
        integer("until_on"),
        integer("withdrawn_on"),
        integer("version"),
        text("words"),
    ],
    &["staff_id,until_on", "office,from_on"],
);

pub(crate) const TIME_STUDY: ViewTable = table(
    "time_study_view",
    &[
        text("study_id"),
        text("office"),
        text("staff_id"),
        integer("opened_on"),
        integer("from_on"),
        integer("until_on"),
        text("seed"),
        integer("answered_last_at"),
        integer("answers"),
    ],
    &["staff_id,until_on", "office,from_on"],
);

pub(crate) const STAFF: ViewTable = table(
    "staff_view",
    &[
        text("staff_id"),
        text("display_name"),
        text("role"),
        text("office"),
        integer("from_on"),
        integer("until_on"),
    ],
    &["staff_id", "office,role"],
);

pub(crate) const REDUCTION: ViewTable = table(
    "reduction_view",
    &[
        text("staff_id"),
        text("kind"),
        integer("percent"),
        integer("from_on"),
        integer("until_on"),
        integer("version"),
    ],
    &["staff_id"],
);

pub(crate) const LEAVE: ViewTable = table(
    "leave_view",
    &[
        text("staff_id"),
        text("office"),
        text("kind"),
        text("cover"),
        integer("from_on"),
        integer("until_on"),
        integer("version"),
    ],
    &["cover,until_on", "staff_id,until_on", "office,until_on"],
);

pub(crate) const SAMPLE: ViewTable = table(
    "sample_view",
    &[
        text("staff_id"),
        text("office"),
        integer("month"),
        text("case_id"),
        integer("drawn_on"),
        integer("answer_by"),
        integer("answered_on"),
        integer("score_permille"),
        integer("version"),
    ],
    &["office,month", "staff_id,month"],
);

pub(crate) const PERSON: ViewTable = ViewTable {
    personal: true,
    ..table(
        "person_view",
        &[
            text("person_id"),
            text("display_name"),
            text("surname"),
            text("given_name"),
            text("patronymic"),
            integer("birth_on"),
            text("sex"),
            text("national_no"),
            bytes("sort_ru"),
            bytes("sort_ky"),
            bytes("sort_kk"),
            text("former_names"),
        ],
        &["person_id"],
    )
};

pub(crate) const POSTING: ViewTable =
    ViewTable { personal: true, ..table("person_posting", &[integer("token")], &["token"]) };

pub(crate) const CASE_POSTING: ViewTable =
    ViewTable { personal: true, ..table("case_posting", &[integer("token")], &["token"]) };

pub(crate) const CASE_WORDS: ViewTable =
    ViewTable { personal: true, ..table("case_words", &[bytes("words")], &[]) };

pub(crate) const CASE_NUMBER: ViewTable = table("case_number", &[text("number")], &["number"]);

pub(crate) const MERGE: ViewTable = table(
    "merge_view",
    &[
        text("person_id"),
        text("other_id"),
        text("status"),
        integer("proposed_at"),
        text("proposed_by"),
    ],
    &["person_id", "other_id", "status,proposed_at"],
);

pub(crate) const MESSAGE: ViewTable = table(
    "message_view",
    &[
        text("message_id"),
        text("direction"),
        text("kind"),
        text("counterpart"),
        text("number"),
        text("office"),
        text("status"),
        integer("received_at"),
        text("case_id"),
        text("digest"),
        text("field"),
        text("reason"),
    ],
    &["status,received_at", "counterpart,number", "message_id", "case_id"],
);

pub(crate) const REVIEW: ViewTable = table(
    "review_view",
    &[
        text("message_id"),
        text("office"),
        text("status"),
        integer("opened_at"),
        integer("candidates"),
        integer("decided_at"),
        text("decision"),
    ],
    &["status,opened_at", "message_id"],
);

pub(crate) const NEED: ViewTable = table(
    "need_view",
    &[
        text("need_id"),
        text("office"),
        text("indicator"),
        text("competence"),
        integer("value_permille"),
        integer("threshold_permille"),
        integer("position"),
        integer("raised_on"),
        text("status"),
    ],
    &["status,office"],
);

pub(crate) const LAW_DRAFT: ViewTable = table(
    "law_draft_view",
    &[
        text("draft_id"),
        text("code"),
        integer("in_force_from"),
        text("status"),
        integer("begun_on"),
        integer("changed_on"),
    ],
    &["changed_on"],
);

pub(crate) const RESULT: ViewTable = table(
    "result_view",
    &[
        text("project_id"),
        text("standard"),
        text("rule"),
        text("indicator"),
        integer("value_permille"),
        integer("position"),
        integer("published_on"),
    ],
    &["standard,rule"],
);

pub(crate) static TABLES: &[&ViewTable] = &[
    &RISK,
    &ATTRIBUTE,
    &DAMAGE,
    &CASE,
    &CLOCK,
    &EVENT,
    &APPOINTMENT,
    &ABSENCE,
    &CONTEST,
    &COUNTERSIGNATURE,
    &SECOND_LOOK,
    &TASK,
    &DEVICE,
    &ALERT,
    &LAWYER,
    &ABROAD,
    &SPECIALIST,
    &SESSION,
    &NOTEBOOK,
    &EMPLOYER,
    &VACANCY,
    &JOB,
    &PROGRAMME,
    &WISH,
    &PROGRESS,
    &REFERRAL,
    &SUBMISSION,
    &STAFF,
    &REDUCTION,
    &LEAVE,
    &SERVICE,
    &PROSECUTOR_ACT,
    &TIME_STUDY,
    &DEPUTY,
    &SAMPLE,
    &PERSON,
    &POSTING,
    &CASE_POSTING,
    &CASE_WORDS,
    &CASE_NUMBER,
    &MERGE,
    &MESSAGE,
    &REVIEW,
    &NEED,
    &RESULT,
    &LAW_DRAFT,
];

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The identifier of the number `number`, as the streams of tests have it.
pub(crate) fn id(number: u128) -> String {
    case(number).id.to_string()
}

/// Fills a row by column names; what is not named is empty.
pub(crate) fn row(table: &ViewTable, cells: &[(&str, Cell)]) -> ViewRow {
    let mut row = vec![Cell::Null; table.columns.len()];
    for (name, cell) in cells {
        let column = table.columns.iter().position(|column| column.name == *name);
        row[column.unwrap_or_else(|| panic!("{} has no column {name}", table.name))] = cell.clone();
    }
    row
}

/// A case of the test country: number, office, officer, status and the instant of the nearest end.
pub(crate) fn case_row(number: u128, office: &str, officer: Option<u128>, status: &str) -> ViewRow {
    row(
        &CASE,
        &[
            ("case_id", id(number).into()),
            ("person_id", id(number + 5_000).into()),
            ("message_id", id(number + 6_000).into()),
            ("number", format!("1-{number}").into()),
            ("office", office.into()),
            ("officer", officer.map(id).into()),
            ("domain", "non_custodial".into()),
            ("measure", "probation".into()),
            ("article", "200".into()),
            ("article_group", "property".into()),
            ("sex", "m".into()),
            ("age", 30_i64.into()),
            ("language", "ky".into()),
            ("received_on", day("2026-01-10").into()),
            ("in_force_on", day("2026-01-05").into()),
            ("opened_on", Cell::Integer(day_number(day("2026-01-11")) + number as i64)),
            ("term_from", day("2026-01-05").into()),
            ("term_until", day("2027-01-04").into()),
            ("status", status.into()),
            ("restricted", false.into()),
            ("warnings", 0_i64.into()),
            ("violations", 1_i64.into()),
        ],
    )
}

/// Writes rows of one stream that has `entries` entries.
pub(crate) fn put(
    store: &Store,
    number: u128,
    entries: usize,
    views: Vec<(&'static ViewTable, Vec<ViewRow>)>,
) {
    let stream: StreamId = case(number);
    let words = vec!["something"; entries];
    let mut commit = noting(number + 90_000, stream, 1, &words);
    let views = views.into_iter().map(|(table, rows)| ViewRows { table, rows }).collect();
    commit.views = vec![(stream, views)];
    store.submit(commit).unwrap();
}
