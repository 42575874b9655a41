//! What fills the papers of a case, kind by kind: each value is read off the case as it stands.

use std::collections::BTreeMap;

use bagyt_casework::codes::{PaperKind, RequestOutcome};
use bagyt_casework::entries::Contact;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::hearing::Hearing;
use bagyt_paper::{Language, Value, Values};

use crate::documents::{Paper, each};
use crate::issuing::PaperOrder;
use crate::read::{MeasureItem, PaperSource, ReferralItem, RequestItem, RowWords};

/// The rows that tell a client what follows where a duty is not kept.
const CONSEQUENCES: [&str; 4] =
    ["warning", "warning_objection", "warnings_before_submission", "submission_after_violation"];

/// The most appearances on a registration card: its newest, on one page.
const APPEARANCES_MAX: usize = 24;

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

impl Paper<'_> {
    /// Returns what fills a paper of the case.
    pub(crate) fn values_of(&self, order: &PaperOrder, source: &PaperSource) -> Values {
        let mut values = self.heading(self.case.id.0);
        self.add_sentence(&mut values);
        self.add_person(&mut values);
        match order.paper {
            PaperKind::RegistrationCard => self.add_card(&mut values),
            PaperKind::RightsMemo => self.add_memo(source, &mut values),
            PaperKind::AppearanceSchedule => self.add_schedule(source, &mut values),
            PaperKind::IndividualPlan => self.add_plan(source, &mut values),
            PaperKind::ServiceNotice => {
                let found = source.referrals.iter().find(|one| Some(one.version) == order.about);
                found.into_iter().for_each(|one| self.add_notice(one, &mut values));
            }
            PaperKind::SearchMaterials => self.add_search(source, &mut values),
            PaperKind::RequestAnswer => self.add_answer(order, source, &mut values),
            PaperKind::HearingNotice => self.add_hearing(order, &mut values),
            PaperKind::RemovalCertificate => self.add_removal(&mut values),
            // Who asks stands in every paper.
            PaperKind::PretrialApplication => {}
            PaperKind::CorrectionConclusion => self.add_conclusion(order, &mut values),
            PaperKind::MonitoringProtocol => self.add_device(order, source, &mut values),
        }
        values
    }

    fn add_sentence(&self, values: &mut Values) {
        let (case, tables) = (self.case, self.app.tables());
        let opening = &case.opening;
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        let measure = tables.codes().measures.get(&opening.measure);
        put("measure", measure.map_or(text(&opening.measure), |one| each(&one.name)));
        let term = case.term();
        put("term_from", Value::Day(term.from));
        put("term_until", Value::Day(term.until));
        put("in_force_on", Value::Day(opening.in_force_on));
        put("received_on", Value::Day(opening.received_on));
        if let Some(hours) = opening.hours {
            put("hours", text(&hours.to_string()));
        }
        let duties: Vec<Value> =
            case.obligations().into_iter().map(|code| self.duty(code)).collect();
        if !duties.is_empty() {
            put("obligations", Value::List(duties));
        }
        if let Some(registered) = case.registrations.last() {
            put("registered_on", Value::Day(registered.mark.on));
        }
    }

    fn add_person(&self, values: &mut Values) {
        let person = self.person;
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("language", self.coded_as("language", &person.language));
        for (name, words) in [("national_no", &person.national_no), ("phone", &person.phone)] {
            if !words.is_empty() {
                put(name, text(words));
            }
        }
    }

    fn add_card(&self, values: &mut Values) {
        let contacts = self.case.contacts.iter().map(|one: &Contact| {
            let outcome = self.coded_as("attendance", one.attendance.code());
            (one.mark, one.kind, outcome)
        });
        let absences = self.case.absences.iter().map(|one| {
            let status = self.case.absence_status(one).code();
            (one.mark, one.kind, self.coded_as("absence_status", status))
        });
        let mut all: Vec<_> = contacts.chain(absences).collect();
        all.sort_by_key(|(mark, ..)| mark.order());
        let newest = all.len().saturating_sub(APPEARANCES_MAX);
        let rows = all.into_iter().skip(newest).map(|(mark, kind, outcome)| {
            vec![Value::Day(mark.on), self.coded_as("contact_kind", kind.code()), outcome]
        });
        values.insert("appearances".to_owned(), Value::Rows(rows.collect()));
    }

    fn add_memo(&self, source: &PaperSource, values: &mut Values) {
        let client_bears = source.clocks.iter().filter(|one| {
            one.state == bagyt_core::law::ClockState::Open.name() && one.bearer == "client"
        });
        let rows = client_bears
            .map(|one| vec![of_row(&one.row), Value::Day(one.due_on), self.article(&one.row)]);
        let rows = rows.collect();
        let on = self.app.zone().day_of(self.at);
        let law = CONSEQUENCES.iter().filter_map(|code| self.app.row_words(code, on));
        let law: Vec<Value> = law.map(|row| self.with_article(&row)).collect();
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("duties", Value::Rows(rows));
        if !law.is_empty() {
            put("law", Value::List(law));
        }
        if let Some(phone) = self.office_phone() {
            put("office_phone", phone);
        }
        self.add_complaint(values);
    }

    /// Where a client turns to: complaint and legal aid.
    fn add_complaint(&self, values: &mut Values) {
        values.insert("complaint".to_owned(), Value::Each(self.all("complaint")));
        values.insert("legal_aid".to_owned(), Value::Each(self.all("legal-aid")));
    }

    fn office_phone(&self) -> Option<Value> {
        let tables = self.app.tables();
        tables.codes().offices.get(&self.case.office().0).map(|office| text(&office.phone))
    }

    fn add_schedule(&self, source: &PaperSource, values: &mut Values) {
        let is_to_come = |at: jiff::Timestamp, status: &str| at >= self.at && status == "planned";
        let planned = source.appointments.iter().rev();
        let planned = planned.filter(|one| is_to_come(one.at, &one.status));
        let rows = planned.map(|one| {
            let local = one.at.to_zoned(self.case.zone.time_zone());
            vec![
                Value::Day(local.date()),
                text(&local.strftime("%H:%M").to_string()),
                self.coded_as("contact_kind", &one.kind),
                self.coded_as("contact_place", &one.place),
            ]
        });
        values.insert("appointments".to_owned(), Value::Rows(rows.collect()));
        let tables = self.app.tables();
        if let Some(office) = tables.codes().offices.get(&self.case.office().0) {
            values.insert("office_address".to_owned(), each(&office.address));
        }
    }

    fn add_plan(&self, source: &PaperSource, values: &mut Values) {
        let agreed_on = self.case.plans.last().map(|plan| plan.mark.on);
        let helps = source.referrals.iter().rev().filter(|one| one.is_open()).map(|one| {
            vec![
                text(&one.name),
                self.coded_as("need", one.need.code()),
                self.coded_as("referral_status", one.status.code()),
            ]
        });
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("helps", Value::Rows(helps.collect()));
        put("goals", Value::List(self.goals()));
        if let Some(on) = agreed_on {
            put("agreed_on", Value::Day(on));
        }
        let needs: Vec<Value> =
            source.needs.iter().map(|one| self.coded_as("need", one.need.code())).collect();
        if !needs.is_empty() {
            put("needs", Value::List(needs));
        }
    }

    fn add_notice(&self, referral: &ReferralItem, values: &mut Values) {
        let answer_by = self.case.support().referrals.iter();
        let answer_by = answer_by.clone().find(|one| one.mark.version == referral.version);
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("service", text(&referral.name));
        for (name, words) in
            [("service_place", &referral.place), ("service_contact", &referral.contact)]
        {
            if !words.is_empty() {
                put(name, text(words));
            }
        }
        put("need", self.coded_as("need", referral.need.code()));
        put("asked", text(&referral.words));
        put("referred_on", Value::Day(referral.referred_on));
        if let Some(one) = answer_by {
            put("answer_by", Value::Day(one.answer_by));
        }
    }

    fn add_search(&self, source: &PaperSource, values: &mut Values) {
        let row = |one: &MeasureItem| {
            let later = one.answer.as_ref().map(|(_, words)| words.as_str());
            let said: Vec<&str> = [Some(one.words.as_str()), later].into_iter().flatten().collect();
            vec![
                Value::Day(one.on),
                self.coded_as("search_measure", one.measure.code()),
                self.coded_as("search_result", one.result.code()),
                text(&said.join(" · ")),
            ]
        };
        let since = source.wanted.sought_since;
        let own = source.wanted.measures.iter().rev();
        let own = own.filter(|one| since.is_some_and(|since| since <= one.on));
        let rows = own.map(row).collect();
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("measures", Value::Rows(rows));
        if let Some(since) = since {
            put("sought_since", Value::Day(since));
        }
        if let Some(last) = self.case.last_contact_on() {
            put("last_contact_on", Value::Day(last));
        }
    }

    fn add_answer(&self, order: &PaperOrder, source: &PaperSource, values: &mut Values) {
        let answers = &self.case.duties().answers;
        let answer = answers.iter().find(|one| Some(one.mark.version) == order.about);
        let Some(answer) = answer else { return };
        let request = source.requests.iter().find(|one| one.version == answer.request);
        let Some(request) = request else { return };
        self.add_request(request, values);
        let outcome = match answer.outcome {
            RequestOutcome::Granted => "answer-granted",
            RequestOutcome::Refused | RequestOutcome::Withdrawn => "answer-refused",
        };
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("outcome", Value::Each(self.all(outcome)));
        let days = [
            ("granted_from", answer.from),
            ("granted_until", answer.until),
            ("back_by", answer.back_by),
        ];
        for (name, day) in days {
            if let Some(day) = day {
                put(name, Value::Day(day));
            }
        }
        self.add_complaint(values);
    }

    fn add_request(&self, request: &RequestItem, values: &mut Values) {
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("asked_on", Value::Day(request.made_on));
        put("request", self.coded_as("request_kind", request.kind.code()));
        if !request.place.is_empty() {
            put("place", text(&request.place));
        }
        let said = request.answer.as_ref().map(|answer| answer.words.as_str());
        if let Some(words) = said.filter(|words| !words.is_empty()) {
            put("words", text(words));
        }
    }

    fn add_hearing(&self, order: &PaperOrder, values: &mut Values) {
        let Some((hearing, words)) = self.hearing_of(order.about) else { return };
        let (_, begins_at) = self.case.hearing_standing(hearing);
        let local = begins_at.to_zoned(self.case.zone.time_zone());
        let submission = self.case.find_submission(hearing.submission);
        let calls = if hearing.client_called { "hearing-called" } else { "hearing-may-come" };
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("hearing_on", Value::Day(local.date()));
        put("hearing_time", text(&local.strftime("%H:%M").to_string()));
        put("calls", Value::Each(self.all(calls)));
        if let Some(submission) = submission {
            put("hears", self.coded_as("submission_kind", submission.kind.code()));
        }
        if !words.is_empty() {
            put("room", text(&words));
        }
        self.add_complaint(values);
    }

    /// The hearing that an entry fixed or moved, with what the court's notice says.
    fn hearing_of(&self, about: Option<u32>) -> Option<(&Hearing, String)> {
        let recorded = self.facts.iter().find(|recorded| Some(recorded.version) == about)?;
        let (id, private) = match &recorded.fact {
            CaseFact::HearingFixed(fact) => (fact.hearing, &fact.private),
            CaseFact::HearingMoved(fact) => (fact.hearing, &fact.private),
            CaseFact::HearingHeld(fact) => (fact.hearing, &None),
            _ => return None,
        };
        let hearing = self.case.proceedings().hearings.iter().find(|one| one.id == id)?;
        let words = private.as_ref().map(|private| private.words.clone()).unwrap_or_default();
        Some((hearing, words))
    }

    fn add_removal(&self, values: &mut Values) {
        let Some(closing) = self.case.closing() else { return };
        values.insert("closed_on".to_owned(), Value::Day(closing.mark.on));
        let reason = self.coded_as("close_reason", closing.reason.code());
        values.insert("reason".to_owned(), reason);
    }

    /// What the record says of a client for whom an early end is asked, and the officer's words.
    fn add_conclusion(&self, order: &PaperOrder, values: &mut Values) {
        let drafted = self.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::SubmissionDrafted(fact) if Some(recorded.version) == order.about => {
                Some(fact)
            }
            _ => None,
        });
        let Some(drafted) = drafted else { return };
        let all: Vec<u32> = self.case.violations.iter().map(|one| one.mark.version).collect();
        let rewards = self.case.support().rewards.iter();
        let rewards: Vec<Value> = rewards.map(|one| self.coded_as("reward", &one.kind)).collect();
        let goals = self.goals();
        let words = drafted.private.as_ref().map_or("", |private| private.words.as_str());
        let law = self.app.row_words(&drafted.law.row, drafted.law.edition_from);
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("conduct", Value::Rows(self.conduct(self.kept())));
        put("violations", Value::Rows(self.violations(&all)));
        put("warnings", Value::Rows(self.warnings()));
        for (name, list) in [("rewards", rewards), ("goals", goals)] {
            if !list.is_empty() {
                put(name, Value::List(list));
            }
        }
        put("asked", self.coded_as("submission_kind", drafted.kind.code()));
        put("reasoning", text(words));
        if let Some(row) = law {
            put("law", Value::List(vec![self.with_article(&row)]));
        }
    }

    /// The device that a client wears, with what was considered when it was fitted.
    fn add_device(&self, order: &PaperOrder, source: &PaperSource, values: &mut Values) {
        let devices = &source.devices;
        let found = devices.devices.iter().find(|one| Some(one.version) == order.about);
        let Some(device) = found else { return };
        let on = self.app.zone().day_of(self.at);
        let law = CONSEQUENCES.iter().filter_map(|code| self.app.row_words(code, on));
        let law: Vec<Value> = law.map(|row| self.with_article(&row)).collect();
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("serial", text(&device.serial));
        put("fitted_on", Value::Day(device.fitted_on));
        if let Some(since) = devices.duty_since {
            put("duty_since", Value::Day(since));
        }
        if !device.words.is_empty() {
            put("considered", text(&device.words));
        }
        if !law.is_empty() {
            put("law", Value::List(law));
        }
        if let Some(phone) = self.office_phone() {
            put("office_phone", phone);
        }
    }

    /// A row of law in every language, behind its article.
    fn with_article(&self, row: &RowWords) -> Value {
        let cited = self.all(&format!("cited/{}", row.article)).into_iter();
        let said = |(language, cited): (Language, String)| {
            let text = row.text.get(language.tag()).map(String::as_str).unwrap_or_default();
            (language, format!("{text} ({cited})"))
        };
        Value::Each(cited.map(said).collect())
    }

    /// An article as the paper's languages cite it.
    fn article(&self, row: &RowWords) -> Value {
        Value::Each(self.all(&format!("cited/{}", row.article)))
    }
}

/// A row of law in every language.
fn of_row(row: &RowWords) -> Value {
    let said =
        |language: Language| (language, row.text.get(language.tag()).cloned().unwrap_or_default());
    Value::Each(Language::ALL.into_iter().map(said).collect::<BTreeMap<_, _>>())
}
