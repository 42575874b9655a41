//! Deputies for small offices: a head of another office does, for named days, what in a small office
//! would be left to the same person twice.
//!
//! Where there is one head, whoever drafts as head finds nobody to approve, and while the head is away
//! nobody gives cases to officers. A deputy is a head of another office of the same interregional
//! department, or its own head, appointed for one office and for days that have an end. It is a fact
//! of the member of staff who is the deputy; what it allows is policy and not decided here, and so is
//! that nobody answers for their own act.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Recorded};
use bagyt_core::identity::OfficeCode;
use bagyt_core::refusal::required;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::Role;
use crate::entries::Mark;
use crate::fact::{StaffFact, sealed};
use crate::staff::Staff;

/// Appoints a deputy for an office.
#[derive(Clone, Debug, PartialEq)]
pub struct AppointDeputy {
    /// The office.
    pub office: OfficeCode,
    /// The first day.
    pub from: Effective,
    /// The last day.
    pub until: Date,
    /// What it rests on: an order, a leave.
    pub words: String,
}

/// Withdraws an appointment; the right ends at once.
#[derive(Clone, Debug, PartialEq)]
pub struct WithdrawDeputy {
    /// Version of its entry.
    pub appointment: u32,
    /// The first day on which it does not hold any more.
    pub withdrawn: Effective,
    /// Why.
    pub words: String,
}

/// Somebody was appointed deputy for an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeputyAppointed {
    /// The office.
    pub office: OfficeCode,
    /// The first day.
    pub from: Effective,
    /// The last day.
    pub until: Date,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An appointment was withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeputyWithdrawn {
    /// Version of its entry.
    pub appointment: u32,
    /// The first day on which it does not hold any more.
    pub withdrawn: Effective,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An appointment as deputy, as the entries of a member of staff say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deputyship {
    /// Where its entry stands.
    pub mark: Mark,
    /// The office.
    pub office: OfficeCode,
    /// The last day, if it is not withdrawn before.
    pub until: Date,
    /// The first day on which it did not hold any more, where it was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// What it rests on; empty where it is erased.
    pub words: String,
}

impl Deputyship {
    /// Whether it holds on a day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.mark.on <= on && on <= self.until && self.withdrawn_on.is_none_or(|end| on < end)
    }
}

bagyt_core::refusals! {
    required words;
    /// Why nobody is appointed deputy, or an appointment not withdrawn.
    pub enum DeputyRefusal {
        /// The person has no post on the first day.
        #[error("the person has no post on {on}")]
        NoPost {
            /// The first day.
            on: Date,
        } = "deputy-no-post" @ "staff",
        /// Only a head can do what a head does.
        #[error("a `{role}` cannot be deputy of an office; a head can")]
        NotHead {
            /// The role.
            role: Role,
        } = "deputy-not-head" @ "staff",
        /// The person leads that office.
        #[error("the person works in office `{office}`")]
        OwnOffice {
            /// The office.
            office: OfficeCode,
        } = "deputy-own-office" @ "staff",
        /// The person works under another interregional department.
        #[error("office `{office}` is under another interregional department than the person")]
        OtherRegion {
            /// The office.
            office: OfficeCode,
        } = "deputy-other-region" @ "staff",
        /// An appointment begins today or later.
        #[error("an appointment begins today or later, not on {on}")]
        Past {
            /// Day given.
            on: Date,
        } = "deputy-past" @ "from",
        /// It ends before it begins, or lasts too long.
        #[error("an appointment from {from} ends between that day and {latest}, not on {until}")]
        OutsideDays {
            /// The first day.
            from: Date,
            /// The last day given.
            until: Date,
            /// The last day possible.
            latest: Date,
        } = "deputy-outside-days" @ "until",
        /// The person is deputy there in some of these days.
        #[error("the person is deputy of office `{office}` from {from} until {until}")]
        AlreadyDeputy {
            /// The office.
            office: OfficeCode,
            /// The first day.
            from: Date,
            /// The last day.
            until: Date,
        } = "deputy-already" @ "from",
        /// There is no such appointment.
        #[error("entry {version} appoints no deputy")]
        Unknown {
            /// Version that was named.
            version: u32,
        } = "deputy-unknown" @ "version",
        /// It does not hold any more.
        #[error("the appointment ended on {on}")]
        Ended {
            /// The first day on which it did not hold any more, or its last one.
            on: Date,
        } = "deputy-ended",
    }
}

/// Decides what to write when a deputy is appointed.
///
/// `in_region` says whether the person works in an office of the same interregional department, or in
/// the department itself; `days_most` is for how many days an appointment can last.
///
/// # Errors
///
/// [`DeputyRefusal`], in the order of its variants; the first that applies is returned.
pub fn appoint(
    staff: &Staff,
    command: &AppointDeputy,
    (in_region, days_most): (bool, u16),
    today: Date,
) -> Result<Vec<StaffFact>, DeputyRefusal> {
    let (from, until, office) = (command.from.on(), command.until, command.office.clone());
    let post = staff.post_on(from).ok_or(DeputyRefusal::NoPost { on: from })?;
    if !post.role.is_head() {
        return Err(DeputyRefusal::NotHead { role: post.role });
    }
    if post.office == office {
        return Err(DeputyRefusal::OwnOffice { office });
    }
    if !in_region {
        return Err(DeputyRefusal::OtherRegion { office });
    }
    if from < today {
        return Err(DeputyRefusal::Past { on: from });
    }
    let latest = from.saturating_add((i64::from(days_most) - 1).days());
    if until < from || latest < until {
        return Err(DeputyRefusal::OutsideDays { from, until, latest });
    }
    let meets = |one: &&Deputyship| {
        let last = one.withdrawn_on.map_or(one.until, |end| end.saturating_sub(1.day()));
        one.office == office && one.mark.on <= until && from <= last && one.mark.on <= last
    };
    if let Some(one) = staff.deputyships.iter().find(meets) {
        let (from, until) = (one.mark.on, one.until);
        return Err(DeputyRefusal::AlreadyDeputy { office, from, until });
    }
    required(&command.words)?;
    let private = sealed(&command.words);
    Ok(vec![DeputyAppointed { office, from: command.from, until, private }.into()])
}

/// Decides what to write when an appointment is withdrawn: from today on, or from its first day where
/// that has not come.
///
/// # Errors
///
/// [`DeputyRefusal::Unknown`], then [`DeputyRefusal::Ended`], then missing words.
pub fn withdraw(
    staff: &Staff,
    command: &WithdrawDeputy,
    today: Date,
) -> Result<Vec<StaffFact>, DeputyRefusal> {
    let version = command.appointment;
    let known = staff.deputyships.iter().find(|one| one.mark.version == version);
    let known = known.ok_or(DeputyRefusal::Unknown { version })?;
    if let Some(on) = known.withdrawn_on {
        return Err(DeputyRefusal::Ended { on });
    }
    if known.until < today {
        return Err(DeputyRefusal::Ended { on: known.until });
    }
    required(&command.words)?;
    let private = sealed(&command.words);
    let withdrawn = command.withdrawn;
    Ok(vec![DeputyWithdrawn { appointment: version, withdrawn, private }.into()])
}

impl Staff {
    pub(crate) fn apply_deputyship(&mut self, recorded: &Recorded<StaffFact>) {
        match &recorded.fact {
            StaffFact::DeputyAppointed(fact) => {
                let words = fact.private.as_ref().map(|one| one.words.clone());
                self.deputyships.push(Deputyship {
                    mark: Mark::of(recorded),
                    office: fact.office.clone(),
                    until: fact.until,
                    withdrawn_on: None,
                    words: words.unwrap_or_default(),
                });
            }
            StaffFact::DeputyWithdrawn(fact) => {
                let version = fact.appointment;
                let known = self.deputyships.iter_mut().find(|one| one.mark.version == version);
                if let Some(one) = known {
                    one.withdrawn_on = Some(fact.withdrawn.on());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{OFFICER, after, appointed, day, office, on};

    const TODAY: &str = "2025-06-10";

    fn wanted() -> AppointDeputy {
        AppointDeputy {
            office: office("ZZ-03-02"),
            from: on(TODAY),
            until: day("2025-07-10"),
            words: "Order 14 of the department".to_owned(),
        }
    }

    fn deputy() -> Staff {
        let facts = appoint(
            &appointed(OFFICER, Role::HeadOfOffice, "ZZ-03-05"),
            &wanted(),
            (true, 92),
            day(TODAY),
        );
        let mut staff = appointed(OFFICER, Role::HeadOfOffice, "ZZ-03-05");
        after(&mut staff, facts.unwrap());
        staff
    }

    #[track_caller]
    fn check(
        staff: &Staff,
        change: impl FnOnce(&mut AppointDeputy),
        in_region: bool,
        expected: Result<usize, &str>,
    ) {
        let mut command = wanted();
        change(&mut command);
        let facts = appoint(staff, &command, (in_region, 92), day(TODAY));
        let told = facts.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
        assert_eq!(told, expected.map_err(str::to_owned));
    }

    #[test]
    fn a_head_of_the_region_is_deputy_of_another_office() {
        for role in [Role::HeadOfOffice, Role::DeputyHead, Role::InterregionalHead] {
            check(&appointed(OFFICER, role, "ZZ-03-05"), |_| {}, true, Ok(1));
        }
        let head = appointed(OFFICER, Role::HeadOfOffice, "ZZ-03-05");
        let why = "office `ZZ-03-02` is under another interregional department than the person";
        check(&head, |_| {}, false, Err(why));
        let own = |one: &mut AppointDeputy| one.office = office("ZZ-03-05");
        check(&head, own, true, Err("the person works in office `ZZ-03-05`"));
        let why = "a `officer` cannot be deputy of an office; a head can";
        check(&appointed(OFFICER, Role::Officer, "ZZ-03-05"), |_| {}, true, Err(why));
        let why = "the person has no post on 2025-06-10";
        check(&Staff::unknown(OFFICER), |_| {}, true, Err(why));
    }

    #[test]
    fn an_appointment_has_days_with_an_end_and_a_reason() {
        let head = appointed(OFFICER, Role::HeadOfOffice, "ZZ-03-05");
        check(&head, |one| one.until = day(TODAY), true, Ok(1));
        check(&head, |one| one.until = day("2025-09-09"), true, Ok(1));
        let why = "an appointment from 2025-06-10 ends between that day and 2025-09-09, not on \
                   2025-09-10";
        check(&head, |one| one.until = day("2025-09-10"), true, Err(why));
        let why = "an appointment from 2025-06-10 ends between that day and 2025-09-09, not on \
                   2025-06-09";
        check(&head, |one| one.until = day("2025-06-09"), true, Err(why));
        let why = "an appointment begins today or later, not on 2025-06-09";
        check(&head, |one| one.from = on("2025-06-09"), true, Err(why));
        let mut command = wanted();
        command.words = " ".to_owned();
        assert!(appoint(&head, &command, (true, 92), day(TODAY)).is_err());
    }

    #[test]
    fn somebody_is_deputy_of_an_office_once_at_a_time() {
        let why = "the person is deputy of office `ZZ-03-02` from 2025-06-10 until 2025-07-10";
        check(&deputy(), |one| one.from = on("2025-07-10"), true, Err(why));
        let next = |one: &mut AppointDeputy| {
            (one.from, one.until) = (on("2025-07-11"), day("2025-07-20"));
        };
        check(&deputy(), next, true, Ok(1));
        check(&deputy(), |one| one.office = office("ZZ-03-03"), true, Ok(1));
    }

    #[test]
    fn the_right_holds_to_the_last_day_and_ends_at_once_when_it_is_withdrawn() {
        let staff = deputy();
        let holds = |staff: &Staff, on: &str| staff.deputyships[0].holds_on(day(on));
        let days = ["2025-06-09", TODAY, "2025-07-10", "2025-07-11"];
        assert_eq!(days.map(|on| holds(&staff, on)), [false, true, true, false]);
        let appointment = staff.deputyships[0].mark.version;
        let words = "The head is back".to_owned();
        let command = WithdrawDeputy { appointment, withdrawn: on("2025-06-20"), words };
        let mut ended = staff;
        after(&mut ended, withdraw(&deputy(), &command, day("2025-06-20")).unwrap());
        let days = ["2025-06-19", "2025-06-20"];
        assert_eq!(days.map(|on| holds(&ended, on)), [true, false]);
        let told = |staff: &Staff, command: &WithdrawDeputy, today: &str| {
            withdraw(staff, command, day(today)).unwrap_err().to_string()
        };
        assert_eq!(told(&ended, &command, "2025-06-21"), "the appointment ended on 2025-06-20");
        assert_eq!(told(&deputy(), &command, "2025-07-11"), "the appointment ended on 2025-07-10");
        let unknown = WithdrawDeputy { appointment: 9, ..command };
        assert_eq!(told(&deputy(), &unknown, TODAY), "entry 9 appoints no deputy");
        // Somebody who is deputy no more can be it again.
        let again = |one: &mut AppointDeputy| one.from = on("2025-06-20");
        check(&ended, again, true, Ok(1));
    }
}
