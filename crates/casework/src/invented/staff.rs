//! Invented members of staff, growing entry by entry.

use bagyt_core::command::Actor;
use bagyt_core::fact::{Fact, Recorded};
use bagyt_core::identity::{CommandId, StaffId};
use uuid::Uuid;

use super::{office, on};
use crate::codes::Role;
use crate::fact::{StaffFact, StaffNames};
use crate::staff::{AppointStaff, Staff, appoint};

/// Takes entries that were decided into the state.
pub(crate) fn after(staff: &mut Staff, facts: Vec<StaffFact>) {
    for fact in facts {
        let version = staff.version + 1;
        staff.apply(&Recorded {
            seq: u64::from(version),
            version,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            effective: fact.effective().unwrap(),
            actor: Actor::System,
            cause: CommandId(Uuid::from_u128(1)),
            fact,
        });
    }
}

/// Somebody who has had a post at an office since the first of March 2025.
pub(crate) fn appointed(id: StaffId, role: Role, at: &str) -> Staff {
    let mut staff = Staff::unknown(id);
    let names = StaffNames {
        surname: "Асанова".to_owned(),
        given_name: "Бермет".to_owned(),
        patronymic: None,
    };
    let command = AppointStaff { from: on("2025-03-01"), role, office: office(at), names };
    let facts = appoint(&staff, &command, &[office(at)]).unwrap();
    after(&mut staff, facts);
    staff
}
