//! The tables with their columns.
//!
//! Rows of [`EVENT`] carry the office that had the case then; those of the other tables the one that
//! has it now.

use super::device::{ALERT, DEVICE};
use bagyt_core::view::{ViewTable, integer, period, text};

/// One row a case: how it stands. `last_move` is `transferred` or `returned` as long as nobody was
/// given the case since, `move_reason` the code of the reason.
pub const CASE: ViewTable = ViewTable {
    name: "case_view",
    version: 1,
    columns: &[
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
    indexes: &[
        "officer,status,next_due_at",
        "office,status,next_due_at",
        // By all that the list is filtered by and put in order by, so that the thousands of cases of a
        // department are counted and chosen without looking at their rows.
        "status,office,next_due_at,term_until,last_contact_on,risk,domain,measure",
        // Whose words are searched, and which of the many who bear a name are of the reader's offices,
        // without looking at the rows of all others.
        "office,case_id,officer,restricted",
        "person_id,office",
        "case_id",
        "number",
    ],
    personal: false,
};

/// One row a time limit of a case.
pub const CLOCK: ViewTable = ViewTable {
    name: "clock_view",
    version: 1,
    columns: &[
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
        period("due_month"),
        integer("met_at"),
        integer("met_on"),
        integer("started_version"),
        integer("met_version"),
        integer("suspended_days"),
        text("state"),
    ],
    indexes: &[
        "officer,due_at WHERE state = 'open'",
        "office,due_at WHERE state = 'open'",
        "due_month,row,office,state",
    ],
    personal: false,
};

/// One row a happening that statistics count.
///
/// `detail` is a code by kind: the measure of an entry, the reason of an exit, the kind of a
/// contact or an absence, the reason of an excuse, the ground of a violation, the row of a warning,
/// the kind of a submission, the change of a ruling, the group of articles of a new offence, the
/// row of a late act, the receiving office of a transfer. `amount` is 1, but for a late act its
/// days, for a warning its number and for an exit the days since the opening.
pub const EVENT: ViewTable = ViewTable {
    name: "event_view",
    version: 1,
    columns: &[
        text("kind"),
        integer("on_day"),
        period("month"),
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
    indexes: &["kind,month,office", "month,kind,office,domain,sex,age_group"],
    personal: false,
};

/// One row an appointment; the clients of one group session share its identifier.
pub const APPOINTMENT: ViewTable = ViewTable {
    name: "appointment_view",
    version: 2,
    columns: &[
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
    indexes: &["officer,status,at", "office,status,at"],
    personal: false,
};

/// One row a session of community service.
pub const WORK: ViewTable = ViewTable {
    name: "work_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("host"),
        integer("version"),
        integer("on_day"),
        integer("credited_minutes"),
    ],
    indexes: &["host,on_day", "office,on_day"],
    personal: false,
};

/// One row an absence.
pub const ABSENCE: ViewTable = ViewTable {
    name: "absence_view",
    version: 2,
    columns: &[
        integer("absence_version"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("on_day"),
        text("status"),
        integer("awaited_until"),
    ],
    indexes: &["officer,status", "office,status", "case_id"],
    personal: false,
};

/// One row a contest of an entry by the client.
pub const CONTEST: ViewTable = ViewTable {
    name: "contest_view",
    version: 1,
    columns: &[
        integer("contest_version"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("on_day"),
        text("status"),
    ],
    indexes: &["office,status", "case_id"],
    personal: false,
};

/// One row a request that a head countersigns.
pub const COUNTERSIGNATURE: ViewTable = ViewTable {
    name: "countersignature_view",
    version: 1,
    columns: &[
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
    indexes: &["office,status", "officer,status", "case_id"],
    personal: false,
};

/// One row a submission to a court; `hearing_at` is that of the hearing that is to come or has no
/// outcome yet.
pub const SUBMISSION: ViewTable = ViewTable {
    name: "submission_view",
    version: 4,
    columns: &[
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
        // The row of law that it rests on.
        text("law_row"),
        // Who drafted it; null where the program did.
        text("drafted_by"),
        integer("draft_version"),
    ],
    indexes: &[
        "officer,status",
        "office,status",
        "court,status",
        "submission_id",
        "digest",
        "law_row",
    ],
    personal: false,
};

/// One row an act that needs a second look.
pub const SECOND_LOOK: ViewTable = ViewTable {
    name: "second_look_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        // `violation`, `warning` or `submission`.
        text("act"),
        integer("act_version"),
        integer("act_on"),
        // `due_moved`, `kept_after_all` or `ground_lost`.
        text("cause"),
        // The row of law relied on and its edition; null where a ground was lost.
        text("row"),
        integer("edition"),
        integer("relied_at"),
        // The due moment as it is now; null if the row gives none.
        integer("due_at"),
        integer("kept_at"),
        // The entry with which it became known; null where a table of law moved.
        integer("known_version"),
        integer("known_on"),
    ],
    indexes: &["officer", "office"],
    personal: false,
};

/// One row a piece of work that was put off or handed to a colleague.
pub const TASK: ViewTable = ViewTable {
    name: "task_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        // Which work: the key of `task::Task`.
        text("task"),
        // The day on which it stands in the day again; null if it is not put off.
        integer("until_on"),
        // The colleague who has it; null if nobody else has.
        text("to_staff"),
        integer("task_version"),
    ],
    indexes: &["officer", "office", "to_staff"],
    personal: false,
};

/// One row an access through broken glass, and one a member of staff who is excluded.
pub const ACCESS: ViewTable = ViewTable {
    name: "access_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("staff_id"),
        // `broken` or `excluded`.
        text("kind"),
        integer("access_version"),
        integer("from_at"),
        // Exclusive end of the access; null of an exclusion.
        integer("until_at"),
        // `open`, `justified` or `unjustified`; null of an exclusion.
        text("review"),
    ],
    indexes: &["staff_id,kind", "office,kind,review"],
    personal: false,
};

/// One row a case that is not closed: what milestones are counted from.
pub const PROGRESS: ViewTable = ViewTable {
    name: "progress_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("term_from"),
        integer("term_until"),
        // The registration, or the last absence since that was not excused; null before it.
        integer("counted_from"),
        integer("owed_minutes"),
        // Sessions of work, `day:minutes`, each after a space.
        text("sessions"),
        // Milestones for which a reward was given, `day:code`, each after a space.
        text("rewarded"),
    ],
    indexes: &["officer"],
    personal: false,
};

/// One row a request of a client for a lawyer.
pub const LAWYER: ViewTable = ViewTable {
    name: "lawyer_view",
    version: 1,
    columns: &[
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
    indexes: &["officer,status", "office,status"],
    personal: false,
};

/// One row a request to another state to supervise the client.
pub const ABROAD: ViewTable = ViewTable {
    name: "abroad_view",
    version: 1,
    columns: &[
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
    indexes: &["office,awaited_by"],
    personal: false,
};

/// One row a referral of a client to a service.
pub const REFERRAL: ViewTable = ViewTable {
    name: "referral_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("service_id"),
        integer("referral_version"),
        text("need"),
        text("status"),
        integer("referred_on"),
        // When the service accepted; null of what it refused or did not answer.
        integer("accepted_on"),
        integer("started_on"),
        integer("ended_on"),
        // Why it ended; null while it has not.
        text("reason"),
        text("result"),
        // `answer`, `attendance` or `review` with its last day; null where nothing is awaited.
        text("awaits"),
        integer("awaited_by"),
    ],
    indexes: &["officer,awaited_by", "office,awaited_by", "service_id"],
    personal: false,
};

/// One row a service to which clients are referred.
pub const SERVICE: ViewTable = ViewTable {
    name: "service_view",
    version: 2,
    columns: &[
        text("service_id"),
        text("office"),
        text("kind"),
        // The codes of the needs that it answers, each after a space.
        text("needs"),
        text("name"),
        text("place"),
        text("contact"),
        integer("since_on"),
        // First day on which nobody is referred there any more; null while it is open.
        integer("closed_on"),
        integer("version"),
    ],
    indexes: &["service_id", "office"],
    personal: true,
};

/// One row a prosecutor's act of supervision.
pub const PROSECUTOR_ACT: ViewTable = ViewTable {
    name: "prosecutor_act_view",
    version: 1,
    columns: &[
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
        // Null while it is not answered, like the columns after it.
        integer("answered_on"),
        text("outcome"),
        text("answer_number"),
        text("answer_words"),
    ],
    indexes: &["act_id", "office,answered_on,answer_by"],
    personal: true,
};

/// One row a person whom a time study asks; what was answered stands in no projection.
pub const TIME_STUDY: ViewTable = ViewTable {
    name: "time_study_view",
    version: 1,
    columns: &[
        text("study_id"),
        text("office"),
        text("staff_id"),
        integer("opened_on"),
        integer("from_on"),
        // The last day on which people are asked.
        integer("until_on"),
        text("seed"),
        // The newest moment that the person answered; null before the first.
        integer("answered_last_at"),
        integer("answers"),
    ],
    indexes: &["staff_id,until_on", "office,from_on"],
    personal: false,
};

/// One row a post of a member of staff.
pub const STAFF: ViewTable = ViewTable {
    name: "staff_view",
    version: 1,
    columns: &[
        text("staff_id"),
        text("display_name"),
        text("role"),
        text("office"),
        integer("from_on"),
        integer("until_on"),
    ],
    indexes: &["staff_id", "office,role"],
    personal: true,
};

/// One row a reduction of what a member of staff is to carry.
pub const REDUCTION: ViewTable = ViewTable {
    name: "reduction_view",
    version: 1,
    columns: &[
        text("staff_id"),
        text("kind"),
        integer("percent"),
        integer("from_on"),
        integer("until_on"),
        integer("version"),
    ],
    indexes: &["staff_id"],
    personal: true,
};

/// One row a leave of a member of staff, in the office of the post that is held then.
pub const LEAVE: ViewTable = ViewTable {
    name: "leave_view",
    version: 1,
    columns: &[
        text("staff_id"),
        text("office"),
        text("kind"),
        text("cover"),
        integer("from_on"),
        integer("until_on"),
        integer("version"),
    ],
    indexes: &["cover,until_on", "staff_id,until_on", "office,until_on"],
    personal: true,
};

/// One row an appointment as deputy of an office.
pub const DEPUTY: ViewTable = ViewTable {
    name: "deputy_view",
    version: 1,
    columns: &[
        text("staff_id"),
        text("office"),
        integer("from_on"),
        // The last day, unless it was withdrawn before.
        integer("until_on"),
        // Null while it is not withdrawn.
        integer("withdrawn_on"),
        integer("version"),
        text("words"),
    ],
    indexes: &["staff_id,until_on", "office,from_on"],
    personal: true,
};

/// One row a file of a sample, in the office of the post that was held at the draw.
pub const SAMPLE: ViewTable = ViewTable {
    name: "sample_view",
    version: 1,
    columns: &[
        text("staff_id"),
        text("office"),
        period("month"),
        text("case_id"),
        integer("drawn_on"),
        integer("answer_by"),
        integer("answered_on"),
        integer("score_permille"),
        integer("version"),
    ],
    indexes: &["office,month", "staff_id,month"],
    personal: false,
};

/// Every table of casework.
pub const TABLES: &[&ViewTable] = &[
    &CASE,
    &CLOCK,
    &EVENT,
    &APPOINTMENT,
    &WORK,
    &ABSENCE,
    &CONTEST,
    &COUNTERSIGNATURE,
    &SUBMISSION,
    &SECOND_LOOK,
    &TASK,
    &DEVICE,
    &ALERT,
    &LAWYER,
    &ABROAD,
    &PROGRESS,
    &REFERRAL,
    &super::SPECIALIST,
    &super::SESSION,
    &super::NOTEBOOK,
    &super::WISH,
    &super::PROGRAMME,
    &super::JOB,
    &super::EMPLOYER,
    &super::VACANCY,
    &super::RISK,
    &super::ATTRIBUTE,
    &super::DAMAGE,
    &ACCESS,
    &STAFF,
    &REDUCTION,
    &LEAVE,
    &DEPUTY,
    &SERVICE,
    &PROSECUTOR_ACT,
    &TIME_STUDY,
    &SAMPLE,
];
