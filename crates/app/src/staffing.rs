//! What is recorded of a member of staff: who may, and the door through which it goes.

use bagyt_casework::deputy::{AppointDeputy, WithdrawDeputy};
use bagyt_casework::leave::{EndLeave, RecordLeave};
use bagyt_casework::oversight::{AnswerSample, DrawSample};
use bagyt_casework::staff::{LeaveStaff, Staff};
use bagyt_casework::workload::{EndReduction, GrantReduction};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CommandId, StaffId};

use crate::App;
use crate::command::Command;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::user::User;

/// Something that is recorded of a member of staff.
#[derive(Clone, Debug)]
pub enum StaffAct {
    /// What the person is to carry is lowered for a time.
    GrantReduction(GrantReduction),
    /// A reduction ends.
    EndReduction(EndReduction),
    /// The person is away for some days, and a colleague stands in.
    RecordLeave(RecordLeave),
    /// The person is back before the day.
    EndLeave(EndLeave),
    /// The person leaves the post.
    Leave(LeaveStaff),
    /// The person is appointed deputy of an office.
    AppointDeputy(AppointDeputy),
    /// An appointment as deputy is withdrawn.
    WithdrawDeputy(WithdrawDeputy),
    /// The month's sample of the person's cases is drawn.
    DrawSample(DrawSample),
    /// A file of a sample was looked at.
    AnswerSample(AnswerSample),
}

impl App {
    /// Records something of a member of staff.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`], then the words of the wing.
    pub fn act_on_staff(
        &self,
        user: &User,
        id: CommandId,
        staff: StaffId,
        act: StaffAct,
    ) -> Result<Answer, Failure> {
        let mut online = Online::new(self)?;
        let known = online.staff(staff)?.ok_or(Failure::NotFound)?;
        drop(online);
        // What samples are drawn and answered for, and who is deputy elsewhere, has doors of its own.
        let has_own_door = matches!(
            act,
            StaffAct::DrawSample(_)
                | StaffAct::AnswerSample(_)
                | StaffAct::AppointDeputy(_)
                | StaffAct::WithdrawDeputy(_)
        );
        if has_own_door {
            return Err(Failure::Denied);
        }
        self.require(user, Action::KeepStaff, relation_to_staff(user, &known))?;
        let meta = self.meta(user, id, Purpose::Oversight);
        self.execute(&meta, &Command::OfStaff { staff, act })
    }
}

/// Returns how somebody stands to a member of staff: by the office of the newest post.
pub(crate) fn relation_to_staff(user: &User, staff: &Staff) -> Relation {
    let office = staff.posts.last().map_or("", |post| post.office.0.as_str());
    Relation { own_act: staff.id == user.staff, ..user.relation(office, None, false) }
}
