//! A head countersigns an act whose row of law is not verified.

use bagyt_casework::countersign::AnswerCountersignature;
use bagyt_core::identity::{CaseId, CommandId};

use crate::App;
use crate::acting::{asked_by, purpose_of};
use crate::command::{CaseAct, Command};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::records::Answer;
use crate::role::Action;
use crate::second_factor::Confirmation;
use crate::user::User;

impl App {
    /// Signs or refuses an act that an officer cannot record on an unverified row. Whoever signs
    /// proves anew who they are; a refusal asks for nothing.
    ///
    /// # Errors
    ///
    /// As [`App::act`]; refused with `password` or `code` where the proof is wrong.
    pub fn countersign<'c>(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        (asked, signed, words): (u32, bool, String),
        confirmation: impl Into<Confirmation<'c>>,
    ) -> Result<Answer, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        drop(online);
        let own_act = asked_by(&read.case, asked) == Some(user.staff);
        let relation = Relation { own_act, ..self.relation_in(user, &read.case) };
        self.require(user, Action::Countersign, relation)?;
        if signed {
            self.confirm(user, confirmation.into())?;
        }
        let command = AnswerCountersignature { asked, by: user.staff, signed, words };
        let act = CaseAct::AnswerCountersignature(command);
        let meta = self.meta(user, id, purpose_of(&act));
        self.execute(&meta, &Command::InCase { case, act })
    }
}
