//! A story with an entry of every kind.

use super::*;

impl Story {
    /// A stream with an entry of every kind.
    pub(crate) fn whole() -> Story {
        let mut request = sentence();
        request.domain = Domain::Penitentiary;
        request.words = "not to leave the town".to_owned();
        let story = Story::of(&request).allocated().registered();
        let story = story.assessed("2025-03-20", Risk::Medium).planned().reported();
        let story = story.appointed(1, "2025-04-07T10:00").cancelled(1).met("2025-04-02");
        let story = story.absent("2025-04-07");
        let first = story.newest();
        let story = story.explained(first, "2025-04-08").warned(first, "2025-04-09");
        let story = story.absent("2025-05-05");
        let second = story.newest();
        let story = story.explained(second, "2025-05-06").warned(second, "2025-05-07");
        let story = story.absent("2025-05-19");
        let third = story.newest();
        let story = story.excused(third, "2025-05-20").corrected("2025-05-21");
        let story = story.contested(first, "2025-05-22").unmoved("2025-05-23");
        let story = story.drafted("2025-06-01").approved("2025-06-02").sent("2025-06-03");
        let story = story.receipted("2025-06-04").answered("2025-06-20");
        let story = story.restricted("2025-06-21").broken("2025-06-22").excluding("2025-06-24");
        let story = story.transferred("2025-07-01");
        let story = story.reoffended("2025-07-05").ruled("2025-07-10", Change::Suspended);
        let story = story.ruled("2025-07-20", Change::Resumed).returned("2025-07-21");
        let story = story.put_off(third).handed_over(third).countersigned();
        story.closed("2026-09-20")
    }

    pub(crate) fn put_off(self, absence: u32) -> Story {
        let fact = crate::task::TaskPutOff {
            task: crate::task::Task::Absence { absence },
            put_off: on("2025-07-22"),
            until: day("2025-07-25"),
            private: crate::fact::sealed("waits for the paper of the clinic"),
        };
        self.then("2025-07-22", vec![CaseFact::TaskPutOff(fact)])
    }

    fn handed_over(self, absence: u32) -> Story {
        let fact = crate::task::TaskHandedOver {
            task: crate::task::Task::Absence { absence },
            handed: on("2025-07-22"),
            to: StaffId(Uuid::from_u128(0xA7)),
            private: crate::fact::sealed("he knows the mother"),
        };
        self.then("2025-07-22", vec![CaseFact::TaskHandedOver(fact)])
    }

    fn countersigned(self) -> Story {
        let unverified = crate::reliance::ReliedLaw { verified: false, ..law("warning") };
        let command = crate::countersign::AskCountersignature {
            subject: crate::countersign::Subject {
                act: crate::countersign::SignedAct::Submission,
                about: None,
                submission: Some(crate::codes::SubmissionKind::Replace),
            },
            rows: vec![unverified],
            words: "nothing else has helped".to_owned(),
        };
        let facts = crate::countersign::ask(&self.case, &command).unwrap();
        let story = self.then("2025-07-23", facts);
        let command = crate::countersign::AnswerCountersignature {
            asked: story.newest(),
            by: HEAD,
            signed: true,
            words: "read the row and the file".to_owned(),
        };
        let facts = crate::countersign::answer(&story.case, &command).unwrap();
        story.then_by(HEAD, "2025-07-24", facts)
    }

    fn broken(self, broken: &str) -> Story {
        let command = crate::access::BreakGlass {
            staff: StaffId(Uuid::from_u128(0xB7)),
            until_at: at(&format!("{broken}T20:00")),
            words: "the client stands at the door".to_owned(),
        };
        let facts = crate::access::break_glass(&self.case, &command).unwrap();
        let story = self.then(broken, facts);
        let command = crate::access::ReviewAccess {
            access: story.newest(),
            reviewer: StaffId(Uuid::from_u128(0xB9)),
            justified: true,
            words: "nobody else was in the office".to_owned(),
        };
        let facts = crate::access::review(&story.case, &command).unwrap();
        story.then(broken, facts)
    }

    fn excluding(self, excluded: &str) -> Story {
        let command = crate::access::ExcludeStaff {
            staff: StaffId(Uuid::from_u128(0xB8)),
            excluded: true,
            words: "a brother of the client".to_owned(),
        };
        let facts = crate::access::exclude(&self.case, &command).unwrap();
        self.then(excluded, facts)
    }

    fn unmoved(self, answered: &str) -> Story {
        let command = crate::contest::AnswerContest {
            contest: self.newest(),
            answered: on(answered),
            upheld: false,
            words: "the camera shows an open door".to_owned(),
        };
        let facts = crate::contest::answer(&self.case, &command, day(answered)).unwrap();
        self.then(answered, facts)
    }

    fn planned(self) -> Story {
        let goals = vec!["Find work by June".to_owned(), "See the doctor".to_owned()];
        let command = crate::plan::AgreePlan { agreed: on("2025-03-25"), goals };
        let facts = crate::plan::agree(&self.case, &command, day("2025-03-25")).unwrap();
        self.then("2025-03-25", facts)
    }

    pub(crate) fn reported(self) -> Story {
        let command = crate::report::SendReport {
            sent: on("2025-03-28"),
            message: MessageId(Uuid::from_u128(0xD9)),
            duties: vec!["treatment".to_owned()],
            conclusion: "can live with the family".to_owned(),
        };
        let facts = crate::report::send(&self.case, &command, day("2025-03-28")).unwrap();
        self.then("2025-03-28", facts)
    }

    fn cancelled(self, number: u128) -> Story {
        let command = crate::appointment::CancelAppointment {
            appointment: appointment_id(number),
            reason: CancelReason::Officer,
            words: "the officer is at court".to_owned(),
        };
        let facts = crate::appointment::cancel(&self.case, &command).unwrap();
        self.then("2025-04-01", facts)
    }

    fn corrected(self, recorded_on: &str) -> Story {
        let version = self.case.contacts[0].mark.version;
        let command = crate::mending::CorrectContact {
            version,
            reason: MendingReason::Mistake,
            contact: meeting("2025-04-03", Outcome::Attended),
        };
        let facts = crate::mending::correct_contact(&self.case, &command, day(recorded_on));
        self.then(recorded_on, facts.unwrap())
    }

    fn receipted(self, received: &str) -> Story {
        let command = crate::approval::ReceiveReceipt {
            submission: submission_id(0xE1),
            received: on(received),
            receipt: "2025/771".to_owned(),
        };
        let facts = crate::approval::receive_receipt(&self.case, &command, day(received));
        self.then(received, facts.unwrap())
    }

    fn answered(self, in_force: &str) -> Story {
        let until = day("2026-08-31");
        let mut command = ruling(in_force, Change::Extended { until });
        command.submission = Some(submission_id(0xE1));
        let facts = crate::ruling::record(&self.case, &command, day(in_force)).unwrap();
        self.then(in_force, facts)
    }

    fn restricted(self, recorded_on: &str) -> Story {
        let words = "ask the head of office".to_owned();
        let command = crate::restriction::RestrictCase { restricted: true, words };
        let facts = crate::restriction::restrict(&self.case, &command).unwrap();
        self.then(recorded_on, facts)
    }

    pub(crate) fn transferred(self, from: &str) -> Story {
        let command = crate::transfer::TransferCase {
            from: on(from),
            to_office: office("ZZ-04-01"),
            reason: TransferReason::Moved,
            words: "lives with his sister now".to_owned(),
        };
        let offices = [office("ZZ-04-01")];
        let facts = crate::transfer::transfer(&self.case, &command, &offices, day(from)).unwrap();
        self.then(from, facts)
    }

    pub(crate) fn returned(self, from: &str) -> Story {
        let command = crate::returning::ReturnCase {
            from: on(from),
            reason: crate::codes::ReturnReason::NotResident,
            words: "the sister moved away in March".to_owned(),
        };
        let (offices, staff) = ([office("ZZ-03-02")], [candidate()]);
        let facts =
            crate::returning::send_back(&self.case, &command, &offices, &staff, day(from)).unwrap();
        self.then(from, facts)
    }

    fn reoffended(self, offence: &str) -> Story {
        let command = crate::reoffence::RecordReoffence {
            offence: on(offence),
            convicted_on: None,
            article: "205(2)".to_owned(),
            article_group: "theft".to_owned(),
            message: None,
        };
        let facts = crate::reoffence::record(&self.case, &command, day(offence)).unwrap();
        self.then(offence, facts)
    }

    pub(crate) fn closed(self, closed: &str) -> Story {
        let command = crate::closing::CloseCase {
            closed: on(closed),
            reason: CloseReason::Completed,
            words: "served".to_owned(),
        };
        let facts = crate::closing::close(&self.case, &command, day(closed)).unwrap();
        self.then(closed, facts)
    }
}
