//! How the state takes the entries of each piece of work.

use bagyt_core::command::Actor;
use jiff::SignedDuration;

use super::Case;
use super::kept::{appointment, submission};
use crate::appeal::{Appeal, AppealDecision};
use crate::entries::{
    Absence, Access, AccessReview, Answer, Approval, Awaited, Contact, Contest, Exclusion, Excuse,
    Explanation, Letter, Mark, Ruling, Submission, Upholding, Violation, Warning, WorkPlacement,
    WorkSession, keep,
};
use crate::fact::{CaseFact, SubmissionId};
use crate::hearing::{Hearing, HearingStep, Step};
use crate::reminder::SentReminder;

impl Case {
    pub(super) fn apply_access(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::GlassBroken(fact) => {
                let (staff, until_at) = (fact.staff, fact.until_at);
                keep(&mut self.accesses, Access { mark, staff, until_at });
            }
            CaseFact::AccessReviewed(fact) => {
                let (access, justified) = (fact.access, fact.justified);
                keep(&mut self.access_reviews, AccessReview { mark, access, justified });
            }
            CaseFact::StaffExcluded(fact) => {
                let (staff, excluded) = (fact.staff, fact.excluded);
                keep(&mut self.exclusions, Exclusion { mark, staff, excluded });
            }
            _ => {}
        }
    }

    pub(super) fn apply_meeting(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::AppointmentArranged(fact) => {
                keep(&mut self.appointments, appointment(mark, fact, self.zone));
            }
            CaseFact::AppointmentCancelled(fact) => {
                let found = self.appointments.iter_mut().find(|one| one.id == fact.appointment);
                if let Some(found) = found {
                    found.cancelled = Some(mark.version);
                }
            }
            CaseFact::ReminderSent(fact) => {
                let reminder = SentReminder {
                    mark,
                    appointment: fact.appointment,
                    kind: fact.kind,
                    occasion: fact.occasion,
                    sent_at: fact.sent_at,
                };
                keep(&mut self.reminders, reminder);
            }
            CaseFact::ContactRecorded(fact) => {
                let appointment = fact.appointment.and_then(|id| self.find_appointment(id));
                let appointment = appointment.map(|found| found.mark.version);
                let (kind, attendance) = (fact.kind, fact.attendance);
                keep(&mut self.contacts, Contact { mark, kind, attendance, appointment });
            }
            CaseFact::AbsenceRecorded(fact) => {
                let appointment = fact.appointment.and_then(|id| self.find_appointment(id));
                let appointment = appointment.map(|found| found.mark.version);
                keep(&mut self.absences, Absence { mark, kind: fact.kind, appointment });
            }
            _ => {}
        }
    }

    pub(super) fn apply_work(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::WorkPlaced(fact) => {
                keep(&mut self.work_placements, WorkPlacement { mark, host: fact.host.clone() });
            }
            CaseFact::WorkRecorded(fact) => {
                let appointment = fact.appointment.and_then(|id| self.find_appointment(id));
                let appointment = appointment.map(|found| found.mark.version);
                let began_at = fact.began.start();
                let length = SignedDuration::from_mins(i64::from(fact.minutes));
                let session = WorkSession {
                    mark,
                    began_at,
                    ended_at: began_at.saturating_add(length).unwrap_or(began_at),
                    host: fact.host.clone(),
                    credited_minutes: fact.credited_minutes,
                    appointment,
                };
                keep(&mut self.work_sessions, session);
            }
            _ => {}
        }
    }

    pub(super) fn apply_compliance(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::ExplanationReceived(fact) => {
                let (absence, form) = (fact.absence, fact.form);
                keep(&mut self.explanations, Explanation { mark, absence, form });
            }
            CaseFact::EvidenceAwaited(fact) => {
                let (absence, until) = (fact.absence, fact.until);
                keep(&mut self.awaited, Awaited { mark, absence, until });
            }
            CaseFact::LetterIssued(fact) => {
                let (letter, about) = (fact.letter, fact.about);
                keep(&mut self.letters, Letter { mark, letter, about });
            }
            CaseFact::ReasonAccepted(fact) => {
                let (absence, reason) = (fact.absence, fact.reason);
                keep(&mut self.excuses, Excuse { mark, absence, reason });
            }
            CaseFact::ViolationEstablished(fact) => {
                self.carry(mark, fact.countersignature);
                keep(
                    &mut self.violations,
                    Violation {
                        mark,
                        ground: fact.ground,
                        absence: fact.absence,
                        malicious: fact.malicious,
                        law: fact.law.clone(),
                    },
                );
            }
            CaseFact::WarningIssued(fact) => {
                let (number, violation, law) = (fact.number, fact.violation, fact.law.clone());
                keep(&mut self.warnings, Warning { mark, number, violation, law });
                self.carry(mark, fact.countersignature);
            }
            CaseFact::ResponseWaived(fact) => self.apply_waiver(mark, fact),
            CaseFact::EntryContested(fact) => {
                keep(&mut self.contests, Contest { mark, entry: fact.version });
            }
            CaseFact::ContestAnswered(fact) => {
                let (contest, upheld) = (fact.contest, fact.upheld);
                keep(&mut self.answers, Answer { mark, contest, upheld });
            }
            CaseFact::ActUpheld(fact) => {
                let (act, seen) = (fact.version, fact.seen.clone());
                keep(&mut self.upholdings, Upholding { mark, act, seen });
            }
            _ => {}
        }
    }

    pub(super) fn apply_court(&mut self, mark: Mark, actor: &Actor, fact: &CaseFact) {
        match fact {
            CaseFact::SubmissionDrafted(fact) => {
                keep(&mut self.submissions, submission(mark, actor, fact));
                self.carry(mark, fact.countersignature);
            }
            CaseFact::SubmissionApproved(fact) => {
                if let Some(found) = self.submission_mut(fact.submission) {
                    found.approved = Some(Approval { mark, digest: fact.digest.clone() });
                }
            }
            CaseFact::SubmissionSent(fact) => {
                if let Some(found) = self.submission_mut(fact.submission) {
                    found.sent = Some((mark, fact.message));
                }
            }
            CaseFact::SubmissionReceived(fact) => {
                if let Some(found) = self.submission_mut(fact.submission) {
                    found.received = Some(mark);
                }
            }
            CaseFact::OrderChanged(fact) => {
                keep(
                    &mut self.rulings,
                    Ruling {
                        mark,
                        message: fact.message,
                        passed_on: fact.passed_on,
                        received_on: fact.received_on,
                        change: fact.change.clone(),
                        submission: fact.submission,
                    },
                );
            }
            _ => {}
        }
    }

    pub(super) fn apply_hearing(&mut self, mark: Mark, fact: &CaseFact) {
        let kept = &mut self.rare_mut().proceedings;
        let step = |hearing, step| HearingStep { mark, hearing, step };
        match fact {
            CaseFact::HearingFixed(fact) => {
                let (id, submission, begins_at) = (fact.hearing, fact.submission, fact.begins_at);
                let (officer_called, client_called) = (fact.officer_called, fact.client_called);
                let hearing =
                    Hearing { mark, id, submission, begins_at, officer_called, client_called };
                keep(&mut kept.hearings, hearing);
            }
            CaseFact::HearingMoved(fact) => {
                keep(&mut kept.hearing_steps, step(fact.hearing, Step::Goes(fact.begins_at)));
            }
            CaseFact::HearingCancelled(fact) => {
                keep(&mut kept.hearing_steps, step(fact.hearing, Step::Cancelled));
            }
            CaseFact::HearingHeld(fact) => {
                let went = fact.adjourned_to.map_or(Step::Decided, Step::Goes);
                keep(&mut kept.hearing_steps, step(fact.hearing, went));
            }
            CaseFact::AppealLodged(fact) => {
                keep(&mut kept.appeals, Appeal { mark, ruling: fact.ruling, by: fact.by });
            }
            CaseFact::AppealDecided(fact) => {
                let (appeal, outcome) = (fact.appeal, fact.outcome);
                keep(&mut kept.appeal_decisions, AppealDecision { mark, appeal, outcome });
            }
            _ => {}
        }
    }

    fn submission_mut(&mut self, id: SubmissionId) -> Option<&mut Submission> {
        self.submissions.iter_mut().rev().find(|submission| submission.id == id)
    }
}
