//! A court's ruling that came on paper: typed in where its case stands, and taken in as the court's
//! own message would be.
//!
//! Invariant: what is typed becomes the message that the court would have sent, so that one decision
//! writes the same facts on both roads; the message's own entry says that it came on paper. What
//! cannot be taken in is refused, and nothing of it is kept: nobody sent it.

use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, MessageId, PersonId};
use bagyt_exchange::fact::StoredFault;
use bagyt_exchange::message::envelope::Kind;
use bagyt_exchange::message::read::{Reception, understand};
use bagyt_exchange::paper::{self, Entering};
use jiff::civil::Date;

use crate::App;
use crate::command::{Command, PaperAct, ReceiveMessage};
use crate::conduct::longest_extension;
use crate::execute::Online;
use crate::inbox::derived;
use crate::outcome::{Failure, Refused};
use crate::read::Read;
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

/// A ruling as it is typed in from the court's paper.
#[derive(Clone, Debug)]
pub struct PaperRuling {
    /// Code of the court that ruled.
    pub court: String,
    /// The members of the message by their names: `ruling_number`, `result`, `until`, …; the codes
    /// of a list with commas between.
    pub fields: Vec<(String, String)>,
    /// The day on the office's stamp of receipt.
    pub stamped_on: Date,
    /// The scan; empty where there is none.
    pub scan: Vec<u8>,
    /// Whether whoever types it in looked again at an extension that goes beyond the law.
    pub looked_again: bool,
}

impl App {
    /// Returns every fault of a ruling that can be seen in the paper alone, as the court would be
    /// told them.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn ruling_faults(
        &self,
        user: &User,
        case: CaseId,
        ruling: &PaperRuling,
    ) -> Result<Vec<StoredFault>, Failure> {
        let (bytes, _) = self.ruling_message(user, CommandId(case.0), case, ruling)?;
        Ok(self.faults_on_paper(&bytes, ruling))
    }

    /// Records a court's ruling that came on paper in its case.
    ///
    /// # Errors
    ///
    /// As [`App::ruling_faults`]; refused with the first fault of the paper, then with
    /// `extension-beyond-law` for an extension beyond the law at which nobody looked again, then with
    /// the words of the wing.
    pub fn paper_ruling(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        ruling: &PaperRuling,
    ) -> Result<Answer, Failure> {
        let (bytes, read) = self.ruling_message(user, id, case, ruling)?;
        if let Some(fault) = self.faults_on_paper(&bytes, ruling).into_iter().next() {
            return Err(refused_for(fault).into());
        }
        if !ruling.scan.is_empty() {
            self.check_scan(&ruling.scan)?;
        }
        if !ruling.looked_again {
            self.check_extension(&read, ruling)?;
        }
        let meta = self.meta(user, id, Purpose::Intake);
        let message = MessageId(derived("message", &[id.0.as_bytes()]));
        let receive = ReceiveMessage {
            message,
            sender: ruling.court.clone(),
            bytes: bytes.into(),
            received_at: meta.recorded_at,
            paper: Some(PaperAct {
                stamped_on: ruling.stamped_on,
                scan: ruling.scan.clone().into(),
                case: Some(case),
            }),
            register: None,
            person: PersonId(derived("person", &[id.0.as_bytes()])),
            case,
        };
        let answer = self.execute(&meta, &Command::Receive(receive))?;
        // Whoever typed it in has read it.
        self.log_access(user, Purpose::Intake, "message", [message.stream()])?;
        Ok(answer)
    }

    /// Writes a ruling as the court's message about a case in which the person may record it.
    fn ruling_message(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        ruling: &PaperRuling,
    ) -> Result<(Vec<u8>, Read), Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        drop(online);
        self.require_for_case(user, Action::RecordRuling, &read.case)?;
        let mut fields = ruling.fields.clone();
        fields.push(("case_number".to_owned(), read.case.opening.number.clone()));
        let form = paper::PaperAct {
            kind: Kind::Ruling.code().to_owned(),
            court: ruling.court.clone(),
            fields,
            ..paper::PaperAct::default()
        };
        let id = derived("paper-ruling", &[id.0.as_bytes()]);
        let entering = Entering { id, entered_at: self.now() };
        Ok((paper::bytes(&form, self.tables().codes(), entering, ruling.stamped_on), read))
    }

    /// Refuses an extension beyond the law: what a court ruled is so, but a slip of the pen is likelier.
    fn check_extension(&self, read: &Read, ruling: &PaperRuling) -> Result<(), Failure> {
        let member = |name: &str| {
            let found = ruling.fields.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        let day = |name: &str| member(name).parse::<Date>().ok();
        let (Some(until), Some(passed_on)) = (day("until"), day("passed_on")) else {
            return Ok(());
        };
        let tables = self.tables();
        match longest_extension(&tables, passed_on, read.case.term().until)? {
            Some((_, bound)) if member("result") == "extend" && bound.last_day < until => {
                let text = "the extension goes beyond the law; look at the paper again";
                Err(Refused::new("extension-beyond-law", Some("looked_again"), text)
                    .with("later", until)
                    .with("last_day", bound.last_day)
                    .with("article", &bound.article)
                    .into())
            }
            _ => Ok(()),
        }
    }

    fn faults_on_paper(&self, bytes: &[u8], ruling: &PaperRuling) -> Vec<StoredFault> {
        let tables = self.tables();
        let reception = Reception {
            received_on: ruling.stamped_on,
            sender: Some(&ruling.court),
            known_from: Some(tables.calendar().first_day()),
        };
        let understood =
            understand(bytes, tables.codes(), &|question| tables.bounds(question), &reception);
        match understood {
            Ok(_) => Vec::new(),
            Err(rejections) => rejections.fact().faults,
        }
    }
}

/// The refusal that a fault of the paper is.
fn refused_for(fault: StoredFault) -> Refused {
    let field = fault.pointer.rsplit('/').next().filter(|field| !field.is_empty());
    let mut refused =
        Refused::new(&fault.code, field, &format!("the paper is faulty at {}", fault.pointer));
    for (name, value) in &fault.arguments {
        refused = refused.with(name, value);
    }
    refused
}
