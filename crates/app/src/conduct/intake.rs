//! Taking in messages and paper acts: kept, understood, matched, opened.

use std::num::NonZeroU16;

use bagyt_casework::codes::{Domain, Sex};
use bagyt_casework::fact::SubmissionId;
use bagyt_casework::intake::{self as opening, ActRules, Age, OpenCase};
use bagyt_casework::reliance::{Reliance, TermBound};
use bagyt_casework::reoffence::{self, RecordReoffence};
use bagyt_casework::ruling::{self, Change, RecordRuling, RulingRefusal};
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CaseId, MessageId, OfficeCode, PersonId};
use bagyt_exchange::fact::{
    CaseOpenedFrom, Identity, LinkGround, Medium, Mender, MessageApplied, MessageFact,
    MessageReceived, MessageRejected, PersonCreated, PersonFact, PersonLinked, PrivatePerson,
    ReviewRequested, StoredFault,
};
use bagyt_exchange::linkage::{Known, Match, candidate_tokens, match_person};
use bagyt_exchange::message::Direction;
use bagyt_exchange::message::conviction::Conviction;
use bagyt_exchange::message::envelope::Kind;
use bagyt_exchange::message::judgment::Sentence;
use bagyt_exchange::message::read::{Body, Reception, Understood, peek, understand};
use bagyt_exchange::message::receipt::Receipt;
use bagyt_exchange::message::ruling::Ruling;
use bagyt_exchange::message::subject::Subject;
use bagyt_exchange::outbound::{self, Posting, ReceiptContent};
use bagyt_exchange::person::Person;
use bagyt_exchange::review::{self, DecideReview};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{Desk, refused, reply};
use crate::command::{BringIn, ReceiveMessage};
use crate::inbox::derived;
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, AnyFact, Decision, Records, Write};

/// The punishment behind a measure, executed when the measure is cancelled.
const EXECUTED: &str = "imprisonment";
/// Where a message says when the person was born, and where the person lives.
const BIRTH_ON: &str = "person/birth_on";
const SETTLEMENT: &str = "person/address/settlement";
/// The rule by which a court's act has to arrive.
const ARRIVAL: &str = "court_act_transmission";

/// Decides what an incoming message writes: always at least that it came.
pub(super) fn receive(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    receive: &ReceiveMessage,
) -> Result<Decision, Failure> {
    let mut intake = Intake::new(desk, receive);
    let stamped_on = receive.paper.as_ref().map(|paper| paper.stamped_on);
    let received_on = stamped_on.unwrap_or_else(|| desk.tables.zone().day_of(receive.received_at));
    let reception = Reception { received_on, sender: Some(receive.sender.as_str()) };
    match understand(
        &receive.bytes,
        desk.tables.codes(),
        &|question| desk.tables.bounds(question),
        &reception,
    ) {
        Err(rejections) => intake.reject(rejections.fact()),
        Ok(understood) => {
            let fact = understood.fact(desk.tables.codes(), received_on);
            intake.office = fact.office.clone();
            intake.message_facts.push(MessageFact::Understood(fact));
            intake.act_on(records, &understood, received_on)?;
        }
    }
    intake.give_receipt();
    Ok(intake.finish())
}

/// Decides what a decision of identity writes: the link, and the case that waited for it.
pub(super) fn decide_review(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: MessageId,
    decide: &DecideReview,
    case: CaseId,
) -> Result<Decision, Failure> {
    let message = records.message(id)?.ok_or(Failure::NotFound)?;
    let facts = review::decide(&message, decide).map_err(refused)?;
    let bytes = records.blob(&message.digest)?.ok_or_else(|| {
        Failure::defect(format!("the bytes of message {id} are not kept under their digest"))
    })?;
    let person = match decide.identity {
        Identity::Same(person) | Identity::New(person) => person,
    };
    let receive = ReceiveMessage {
        message: id,
        sender: message.counterpart.clone(),
        bytes: bytes.into(),
        received_at: message.received_at,
        paper: None,
        person,
        case,
    };
    let zone = desk.tables.zone();
    let received_on = message.stamped_on.unwrap_or_else(|| zone.day_of(message.received_at));
    let reception = Reception { received_on, sender: Some(receive.sender.as_str()) };
    let understood = understand(
        &receive.bytes,
        desk.tables.codes(),
        &|question| desk.tables.bounds(question),
        &reception,
    )
    .map_err(|_| Failure::defect("a message under review is no longer understood"))?;
    let mut intake = Intake::resumed(desk, &receive, message.version, facts);
    intake.office = message.office.clone();
    let Body::Judgment(sentence) = &understood.body else {
        return Err(Failure::defect("only a judgment waits for a decision of identity"));
    };
    let known = match decide.identity {
        Identity::Same(person) => Some(records.person(person)?.ok_or(Failure::NotFound)?),
        Identity::New(_) => None,
    };
    let reasons = Vec::new();
    intake.link(person, known.as_deref(), &sentence.subject, LinkGround::Decision, reasons);
    intake.open(sentence, person, received_on)?;
    Ok(intake.finish())
}

/// Decides what bringing in a case of the old register writes.
pub(super) fn bring_in(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    bring_in: &BringIn,
) -> Result<Decision, Failure> {
    let mut decision = Decision::default();
    let zone = desk.tables.zone();
    let person = records.person(bring_in.person)?;
    let version = person.as_ref().map_or(0, |person| person.version);
    let mut facts = Vec::new();
    if let (0, Some(who)) = (version, &bring_in.who) {
        facts.push(AnyFact::Person(PersonFact::Created(who.clone())));
        if let Some(number) = bring_in.private().and_then(|who| who.national_no.as_deref()) {
            let claim = desk.tables.number_claim(number);
            if records.holder(&claim)?.is_none() {
                decision.claims.push((claim, bring_in.person.stream()));
            }
        }
    }
    let link =
        PersonLinked { message: bring_in.open.message, ground: LinkGround::New, reasons: vec![] };
    facts.push(AnyFact::Person(PersonFact::Linked(link)));
    decision.writes.push(Write { stream: bring_in.person.stream(), version, zone, facts });
    let rules = ActRules::default();
    let facts = opening::open(&bring_in.open, &rules, desk.today()).map_err(refused)?;
    let stream = bring_in.case.stream();
    if let Some(private) = bring_in.private() {
        let names = bagyt_exchange::person::Names {
            surname: private.surname.clone(),
            given_name: private.given_name.clone(),
            patronymic: private.patronymic.clone(),
        };
        let who = crate::tables::who(private.national_no.as_deref(), &names, private.birth_on);
        let open = &bring_in.open;
        let claim = desk.tables.act_claim_of(&open.court, &open.number, &who);
        decision.claims.push((claim, stream));
    }
    let facts = facts.into_iter().map(AnyFact::Case).collect();
    decision.writes.push(Write { stream, version: 0, zone, facts });
    decision.answer = Answer::done(stream);
    Ok(decision)
}

/// A message on its way in: what has been decided so far.
struct Intake<'a> {
    desk: &'a Desk<'a>,
    receive: &'a ReceiveMessage,
    /// Version of the message's stream that was read.
    version: u32,
    office: Option<OfficeCode>,
    message_facts: Vec<MessageFact>,
    decision: Decision,
}

impl<'a> Intake<'a> {
    fn new(desk: &'a Desk<'a>, receive: &'a ReceiveMessage) -> Self {
        let peeked = peek(&receive.bytes);
        let scan = receive.paper.as_ref().map(|paper| &paper.scan).filter(|scan| !scan.is_empty());
        let received = MessageReceived {
            sender: receive.sender.clone(),
            kind: peeked.kind.map(|kind| kind.code().to_owned()),
            reference: peeked.id,
            digest: digest(&receive.bytes),
            size: u32::try_from(receive.bytes.len()).unwrap_or(u32::MAX),
            medium: if receive.paper.is_some() { Medium::Paper } else { Medium::Message },
            received_at: receive.received_at,
            stamped_on: receive.paper.as_ref().map(|paper| paper.stamped_on),
            scan_digest: scan.map(|scan| digest(scan)),
        };
        let mut intake = Intake::resumed(desk, receive, 0, vec![MessageFact::Received(received)]);
        intake.decision.blobs.push(receive.bytes.to_vec());
        intake.decision.blobs.extend(scan.map(|scan| scan.to_vec()));
        intake
    }

    fn resumed(
        desk: &'a Desk<'a>,
        receive: &'a ReceiveMessage,
        version: u32,
        message_facts: Vec<MessageFact>,
    ) -> Self {
        let answer = Answer {
            outcome: "understood".to_owned(),
            stream: Some(receive.message.stream()),
            ..Answer::default()
        };
        let decision = Decision { answer, ..Decision::default() };
        Intake { desk, receive, version, office: None, message_facts, decision }
    }

    /// Confirms to the sender that the message came, in the transaction that keeps it.
    ///
    /// Paper has the stamp for that. A receipt gets none, or two systems would confirm each other's
    /// confirmations for ever.
    fn give_receipt(&mut self) {
        let peeked = peek(&self.receive.bytes);
        if self.receive.paper.is_some() || peeked.kind == Some(Kind::Receipt) {
            return;
        }
        let digest = digest(&self.receive.bytes);
        let posting = Posting {
            id: MessageId(derived("receipt", &[self.receive.message.0.as_bytes()])),
            sent_at: self.receive.received_at,
            sender: self.desk.tables.codes().service.code.clone(),
            recipient: self.receive.sender.clone(),
        };
        let rejected = self.message_facts.iter().find_map(|fact| match fact {
            MessageFact::Rejected(rejected) => Some(rejected),
            _ => None,
        });
        let content = ReceiptContent {
            of: peeked.id,
            digest: &digest,
            received_at: self.receive.received_at,
            rejected,
        };
        let (bytes, given) = outbound::receipt(&posting, &content);
        self.decision.answer.receipt = Some(given.digest.clone());
        self.decision.blobs.push(bytes);
        self.message_facts.push(MessageFact::ReceiptGiven(given));
    }

    fn reject(&mut self, rejected: MessageRejected) {
        self.decision.answer.outcome = "rejected".to_owned();
        self.decision.answer.faults.clone_from(&rejected.faults);
        self.message_facts.push(MessageFact::Rejected(rejected));
    }

    fn reject_for(&mut self, pointer: &str, code: &str, arguments: &[(&str, String)]) {
        let fault = StoredFault {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            arguments: arguments
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            mender: Mender::Sender,
        };
        self.reject(MessageRejected { faults: vec![fault], private: None });
    }

    fn act_on(
        &mut self,
        records: &mut dyn Records,
        understood: &Understood,
        received_on: Date,
    ) -> Result<(), Failure> {
        match &understood.body {
            Body::Judgment(sentence) => self.judge(records, sentence, received_on),
            Body::Ruling(ruling) => self.rule(records, ruling, received_on),
            Body::Receipt(receipt) => self.note_receipt(records, receipt),
            Body::ConvictionNotice(notice) => self.note_conviction(records, notice),
        }
    }

    /// A ruling: of the submission that it answers, else of the act that it names.
    fn rule(
        &mut self,
        records: &mut dyn Records,
        ruling: &Ruling,
        received_on: Date,
    ) -> Result<(), Failure> {
        let case = match ruling.submission {
            Some(submission) => {
                match records.holder(&reply::submission_claim(SubmissionId(submission)))? {
                    Some(stream) => vec![CaseId(stream.id)],
                    None => Vec::new(),
                }
            }
            None => records.cases_numbered(&ruling.court, &ruling.case_number)?,
        };
        let number = ruling.case_number.clone();
        let case = match case[..] {
            [case] => records.case(case)?,
            [] => None,
            // Co-defendants share a number: whose order is changed must be said.
            _ => {
                self.reject_for("/body/submission", "case-number-ambiguous", &[("number", number)]);
                return Ok(());
            }
        };
        let Some(case) = case else {
            self.reject_for("/body/case_number", "no-such-case", &[("number", number)]);
            return Ok(());
        };
        let zone = self.desk.tables.zone();
        let mut facts = Vec::new();
        for (in_force_on, change) in changes_of(ruling) {
            let command = RecordRuling {
                message: self.receive.message,
                number: ruling.ruling_number.clone(),
                in_force: Effective::day(in_force_on, zone),
                received_on,
                submission: ruling.submission.map(SubmissionId),
                change,
            };
            match ruling::record(&case, &command, None, self.desk.today()) {
                Ok(more) => facts.extend(more),
                Err(refusal) => return self.apply::<RulingRefusal>(&case, Err(refusal)),
            }
        }
        self.apply::<RulingRefusal>(&case, Ok(facts))
    }

    /// A receipt: of a message of ours that went to its sender, with the bytes that went.
    fn note_receipt(
        &mut self,
        records: &mut dyn Records,
        receipt: &Receipt,
    ) -> Result<(), Failure> {
        let id = match receipt.of {
            Some(of) => Some(MessageId(of)),
            // A recipient that could not read our identifier names the bytes alone.
            None => {
                let holder = records.holder(&reply::sent_claim(&receipt.digest))?;
                holder.map(|stream| MessageId(stream.id))
            }
        };
        let message = id.map(|id| records.message(id)).transpose()?.flatten();
        let ours = message.filter(|message| {
            message.direction == Some(Direction::Out) && message.counterpart == self.receive.sender
        });
        let (Some(id), Some(message)) = (id, ours) else {
            self.reject_for("/body/of", "no-such-message", &[]);
            return Ok(());
        };
        if message.digest != receipt.digest {
            self.reject_for("/body/digest", "receipt-of-other-bytes", &[]);
            return Ok(());
        }
        let answered = reply::Answered { id, message: &message, receipt };
        let bytes = &self.receive.bytes;
        reply::receipt(self.desk, records, &mut self.decision, (answered, &digest(bytes)))
    }

    /// A notice of conviction: a new offence in the newest case of the person.
    fn note_conviction(
        &mut self,
        records: &mut dyn Records,
        notice: &Conviction,
    ) -> Result<(), Failure> {
        let number = notice.subject.national_no.as_ref();
        let holder = match number {
            Some(number) => records.holder(&self.desk.tables.number_claim(number.as_str()))?,
            None => None,
        };
        let cases = match holder {
            Some(stream) => records.cases_of(PersonId(stream.id))?,
            None => Vec::new(),
        };
        let mut newest: Option<std::sync::Arc<bagyt_casework::case::Case>> = None;
        for id in cases {
            let case = records.case(id)?;
            let opened_before =
                |case: &bagyt_casework::case::Case| case.opening.in_force_on <= notice.offence_on;
            if let Some(case) = case.filter(|case| opened_before(case))
                && newest.as_ref().is_none_or(|known| known.opened_on() <= case.opened_on())
            {
                newest = Some(case);
            }
        }
        let Some(case) = newest else {
            self.reject_for("/body/person", "no-client", &[]);
            return Ok(());
        };
        let article = notice.articles.first().cloned().unwrap_or_default();
        let group = self.desk.tables.codes().find_group_of(&article).unwrap_or("other").to_owned();
        let command = RecordReoffence {
            offence: Effective::day(notice.offence_on, self.desk.tables.zone()),
            convicted_on: Some(notice.convicted_on),
            article,
            article_group: group,
            message: Some(self.receive.message),
        };
        let decided = reoffence::record(&case, &command, self.desk.today());
        self.apply(&case, decided)
    }

    /// Writes what a message says into a case that stands, or rejects the message with the words
    /// of the wing.
    fn apply<R: bagyt_core::refusal::Refusal + std::fmt::Display>(
        &mut self,
        case: &bagyt_casework::case::Case,
        decided: Result<Vec<bagyt_casework::fact::CaseFact>, R>,
    ) -> Result<(), Failure> {
        match decided {
            Ok(facts) => {
                self.decision.writes.push(Write {
                    stream: case.id.stream(),
                    version: case.version,
                    zone: case.zone,
                    facts: facts.into_iter().map(AnyFact::Case).collect(),
                });
                self.message_facts.push(MessageFact::Applied(MessageApplied { case: case.id }));
                self.decision.answer.outcome = "applied".to_owned();
                self.decision.answer.stream = Some(case.id.stream());
            }
            Err(refusal) => {
                let field = refusal.field().map(|field| format!("/body/{field}"));
                self.reject_for(&field.unwrap_or_default(), refusal.code(), &refusal.arguments());
            }
        }
        Ok(())
    }

    /// A judgment: whose, and if that is known the case.
    fn judge(
        &mut self,
        records: &mut dyn Records,
        sentence: &Sentence,
        received_on: Date,
    ) -> Result<(), Failure> {
        let tables = self.desk.tables;
        let subject = &sentence.subject;
        let claim = tables.act_claim(sentence);
        if records.holder(&claim)?.is_some() {
            let number = sentence.case_number.clone();
            self.reject_for("/body/case_number", "act-already-known", &[("number", number)]);
            return Ok(());
        }
        let asked = subject.claim();
        let bearer = match &asked.national_no {
            Some(number) => records.holder(&tables.number_claim(number.as_str()))?,
            None => None,
        };
        let by_number = match bearer {
            Some(stream) => known(records, PersonId(stream.id))?,
            None => None,
        };
        let mut candidates = Vec::new();
        for id in records.people_with(&candidate_tokens(&asked))? {
            if by_number.as_ref().is_none_or(|(known, _)| known.person != id) {
                candidates.extend(known(records, id)?.map(|(known, _)| known));
            }
        }
        let bearer = by_number.as_ref().map(|(known, _)| known);
        match match_person(&asked, bearer, &candidates) {
            Match::Review { candidates } => {
                let requested = ReviewRequested { candidates };
                self.message_facts.push(MessageFact::ReviewRequested(requested));
                self.decision.answer.outcome = "review".to_owned();
                Ok(())
            }
            Match::Linked { person, reasons } => {
                let state = records.person(person)?;
                self.link(person, state.as_deref(), subject, LinkGround::Number, reasons);
                self.open(sentence, person, received_on)
            }
            Match::New => {
                let person = self.receive.person;
                self.link(person, None, subject, LinkGround::New, Vec::new());
                self.open(sentence, person, received_on)
            }
        }
    }

    /// Says that the message speaks of the person, who is created if not known.
    fn link(
        &mut self,
        id: PersonId,
        known: Option<&Person>,
        subject: &Subject,
        ground: LinkGround,
        reasons: Vec<bagyt_exchange::fact::Likeness>,
    ) {
        let mut facts = Vec::new();
        if known.is_none() {
            facts.push(AnyFact::Person(PersonFact::Created(created(subject))));
            if let Some(number) = &subject.national_no {
                let claim = self.desk.tables.number_claim(number.as_str());
                // A number that somebody else holds stays with them until a person has decided.
                if ground == LinkGround::New {
                    self.decision.claims.push((claim, id.stream()));
                }
            }
        }
        let link = PersonLinked { message: self.receive.message, ground, reasons };
        facts.push(AnyFact::Person(PersonFact::Linked(link)));
        self.decision.writes.push(Write {
            stream: id.stream(),
            version: known.map_or(0, |person| person.version),
            zone: self.desk.tables.zone(),
            facts,
        });
    }

    fn open(
        &mut self,
        sentence: &Sentence,
        person: PersonId,
        received_on: Date,
    ) -> Result<(), Failure> {
        let desk = self.desk;
        let decided = match self.open_case(sentence, person, received_on) {
            Ok(open) => {
                let rules = act_rules(desk, &open);
                opening::open(&open, &rules, desk.today()).map_err(|why| Refused::of(&why))
            }
            Err(Failure::Refused(refused)) => Err(refused),
            Err(failure) => return Err(failure),
        };
        match decided {
            Ok(facts) => {
                let stream = self.receive.case.stream();
                self.decision.writes.push(Write {
                    stream,
                    version: 0,
                    zone: desk.tables.zone(),
                    facts: facts.into_iter().map(AnyFact::Case).collect(),
                });
                let claim = desk.tables.act_claim(sentence);
                self.decision.claims.push((claim, stream));
                let opened = CaseOpenedFrom { case: self.receive.case, person };
                self.message_facts.push(MessageFact::CaseOpenedFrom(opened));
                self.decision.answer.outcome = "opened".to_owned();
                self.decision.answer.stream = Some(stream);
            }
            Err(refused) => {
                // Nothing of the person is written on the word of an act that does not hold.
                self.decision.writes.clear();
                self.decision.claims.clear();
                let pointer =
                    refused.field.map(|field| format!("/body/{field}")).unwrap_or_default();
                let arguments: Vec<(&str, String)> = refused
                    .arguments
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.clone()))
                    .collect();
                self.reject_for(&pointer, &refused.code, &arguments);
            }
        }
        Ok(())
    }

    fn open_case(
        &self,
        sentence: &Sentence,
        person: PersonId,
        received_on: Date,
    ) -> Result<OpenCase, Failure> {
        let codes = self.desk.tables.codes();
        let zone = self.desk.tables.zone();
        let subject = &sentence.subject;
        let measure = codes.measures.get(&sentence.measure).ok_or_else(|| {
            Failure::defect(format!("measure `{}` was understood and is gone", sentence.measure))
        })?;
        let article = sentence.articles.first().cloned().unwrap_or_default();
        let group = codes.find_group_of(&article).unwrap_or("other").to_owned();
        let office = self
            .office
            .clone()
            .or_else(|| self.desk.tables.office_of_court(&sentence.court))
            .ok_or_else(|| Refused::new("no-office", Some(SETTLEMENT), "no office is known"))?;
        // A record with a year alone says 1 January; one with nothing cannot give an age.
        let age = subject.birth_on.map(Age::Born).ok_or_else(|| {
            Refused::new("birth-date-missing", Some(BIRTH_ON), "the birth date is missing")
        })?;
        let sex = if subject.sex.code() == "f" { Sex::Female } else { Sex::Male };
        let term_from = sentence.first_day();
        Ok(OpenCase {
            opened: Effective::day(self.desk.today(), zone),
            person,
            message: self.receive.message,
            court: sentence.court.clone(),
            number: sentence.case_number.clone(),
            office,
            domain: Domain::find(measure.domain.code()).ok_or_else(|| {
                Failure::defect(format!("measure `{}` has no domain", measure.code))
            })?,
            measure: sentence.measure.clone(),
            article,
            article_group: group,
            groups: Vec::new(),
            sex,
            age,
            language: subject.language.clone(),
            offence_on: sentence.offence_on,
            passed_on: sentence.passed_on,
            in_force_on: sentence.in_force_on,
            received_on,
            released_on: sentence.released_on,
            term_from,
            term_until: self.desk.tables.last_day(measure, &sentence.term, term_from),
            hours: NonZeroU16::new(sentence.term.hours),
            obligations: sentence.obligations.clone(),
            words: String::new(),
        })
    }

    fn finish(mut self) -> Decision {
        self.decision.writes.insert(
            0,
            Write {
                stream: self.receive.message.stream(),
                version: self.version,
                zone: self.desk.tables.zone(),
                facts: self.message_facts.into_iter().map(AnyFact::Message).collect(),
            },
        );
        self.decision
    }
}

fn known(records: &mut dyn Records, id: PersonId) -> Result<Option<(Known, u32)>, Failure> {
    let person = records.person(id)?;
    Ok(person.map(|person| (Known::of(id, &person), person.version)))
}

fn created(subject: &Subject) -> PersonCreated {
    PersonCreated {
        sex: subject.sex,
        birth_year: subject.birth_on.map(|day| day.year()),
        language: subject.language.clone(),
        country: subject.citizenship.clone(),
        private: Some(PrivatePerson {
            surname: subject.names.surname.clone(),
            given_name: subject.names.given_name.clone(),
            patronymic: subject.names.patronymic.clone(),
            birth_on: subject.birth_on,
            national_no: subject.national_no.as_ref().map(|number| number.as_str().to_owned()),
            address: subject.address.clone(),
            settlement: Some(subject.settlement.clone()),
            phone: subject.phone.clone(),
        }),
    }
}

/// What the law says of the act itself: the bounds of its term, and when it should have arrived.
fn act_rules(desk: &Desk<'_>, open: &OpenCase) -> ActRules {
    let pack = desk.tables.pack();
    let mut rules = ActRules::default();
    let measure = desk.tables.codes().measures.get(&open.measure);
    for code in measure.map(|measure| measure.term_rows.as_slice()).unwrap_or_default() {
        let Ok(row) = pack.edition(code, open.passed_on) else { continue };
        // A measure counted in hours of work has no bound in days.
        let Ok((shortest, longest)) = TermBound::range(row, open.term_from) else { continue };
        rules.shortest = rules.shortest.or(shortest);
        rules.longest = rules.longest.or(longest);
    }
    let in_force = Effective::day(open.in_force_on, desk.tables.zone());
    rules.arrival = pack
        .edition(ARRIVAL, open.in_force_on)
        .ok()
        .and_then(|row| desk.tables.due(row, in_force).map(|due| Reliance::of_row(row, Some(due))));
    rules
}

/// SHA-256, lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    bagyt_store::hexadecimal(&Sha256::digest(bytes).into())
}

/// Reads what a ruling changes, each with the day from which it does.
fn changes_of(ruling: &Ruling) -> Vec<(Date, Change)> {
    use bagyt_exchange::message::ruling::Change as Said;
    let on = ruling.in_force_on;
    match &ruling.change {
        Said::Extend { until } => vec![(on, Change::Extended { until: *until })],
        Said::AddDuty { obligations } => {
            obligations.iter().map(|duty| (on, Change::DutyAdded { duty: duty.clone() })).collect()
        }
        Said::LiftDuty { obligations } => {
            obligations.iter().map(|duty| (on, Change::DutyLifted { duty: duty.clone() })).collect()
        }
        Said::Replace { measure, .. } => {
            vec![(on, Change::Replaced { measure: measure.clone() })]
        }
        Said::Cancel => vec![(on, Change::Replaced { measure: EXECUTED.to_owned() })],
        Said::EndEarly => vec![(on, Change::Ended)],
        Said::Suspend { from, resumed_on } => {
            let resumed = resumed_on.map(|day| (day, Change::Resumed));
            std::iter::once((*from, Change::Suspended)).chain(resumed).collect()
        }
        Said::Resume { on } => vec![(*on, Change::Resumed)],
        Said::Refused => vec![(on, Change::Refused)],
    }
}
