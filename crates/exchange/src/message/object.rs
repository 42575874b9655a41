//! Reading the members of an object, so that every fault is named and none stops the reading.
//!
//! A reader returns a value only where it found nothing wrong; what is wrong stands in the report.

use std::cell::RefCell;
use std::collections::BTreeSet;

use bagyt_core::refusal::Refusal;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::tree::Node;
use crate::fact::Mender;
use crate::fault::{FAULTS_MAX, Fault, Problem};

/// The years that a message can speak of: nobody older lives, and no term ends later.
const YEARS: (i16, i16) = (1900, 2150);

/// The faults of one message, as they are found.
#[derive(Default)]
pub(super) struct Report {
    faults: RefCell<Vec<Fault>>,
}

impl Report {
    pub(super) fn add(&self, pointer: &str, problem: Problem) {
        let mender = problem.mender();
        self.push(Fault::new(pointer.to_owned(), &problem, mender));
    }

    pub(super) fn add_given(&self, pointer: &str, problem: Problem, given: &str) {
        let mender = problem.mender();
        self.push(Fault::new(pointer.to_owned(), &problem, mender).given(given));
    }

    pub(super) fn add_of(&self, pointer: &str, refusal: &impl Refusal, given: &str) {
        self.push(Fault::new(pointer.to_owned(), refusal, Mender::Sender).given(given));
    }

    fn push(&self, fault: Fault) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < FAULTS_MAX {
            faults.push(fault);
        } else if faults.len() == FAULTS_MAX {
            let problem = Problem::TooManyFaults { count_max: FAULTS_MAX };
            let mender = problem.mender();
            faults.push(Fault::new(String::new(), &problem, mender));
        }
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }
}

/// An object of the message that is being read.
pub(super) struct Object<'a> {
    report: &'a Report,
    pointer: String,
    members: &'a [(String, Node)],
}

impl<'a> Object<'a> {
    /// Takes a value as an object, and names members that are missing, unknown or there twice.
    pub(super) fn new(
        report: &'a Report,
        pointer: String,
        node: &'a Node,
        required: &[&str],
        optional: &[&str],
    ) -> Option<Self> {
        let Node::Object(members) = node else {
            report.add_given(&pointer, Problem::WrongType { wanted: "object" }, &node.given());
            return None;
        };
        let object = Object { report, pointer, members };
        let mut seen = BTreeSet::new();
        for (name, _) in members {
            let name = name.as_str();
            if !required.contains(&name) && !optional.contains(&name) {
                report.add(&object.at(name), Problem::UnknownMember);
            } else if !seen.insert(name) {
                report.add(&object.at(name), Problem::Twice);
            }
        }
        for name in required {
            if object.find(name).is_none() {
                report.add(&object.at(name), Problem::Missing);
            }
        }
        Some(object)
    }

    /// Returns the pointer to a member.
    pub(super) fn at(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1"))
    }

    pub(super) fn pointer(&self) -> &str {
        &self.pointer
    }

    pub(super) fn fault(&self, name: &str, problem: Problem) {
        self.report.add(&self.at(name), problem);
    }

    pub(super) fn report(&self) -> &'a Report {
        self.report
    }

    pub(super) fn find(&self, name: &str) -> Option<&'a Node> {
        self.members.iter().find(|(member, _)| member == name).map(|(_, node)| node)
    }

    /// Reads an object inside this one.
    pub(super) fn object(
        &self,
        name: &str,
        required: &[&str],
        optional: &[&str],
    ) -> Option<Object<'a>> {
        Object::new(self.report, self.at(name), self.find(name)?, required, optional)
    }

    /// Reads a text as it stands, of any length.
    fn raw_text(&self, name: &str) -> Option<&'a str> {
        match self.find(name)? {
            Node::Text(text) => Some(text),
            other => {
                let problem = Problem::WrongType { wanted: "text" };
                self.report.add_given(&self.at(name), problem, &other.given());
                None
            }
        }
    }

    /// Reads a text that is not empty, not longer than `length_max` characters and free of control
    /// characters; white space around it is cut off.
    pub(super) fn text(&self, name: &str, length_max: usize) -> Option<&'a str> {
        let text = self.raw_text(name)?;
        let (trimmed, length) = (text.trim(), text.chars().count());
        let control = text.chars().position(char::is_control);
        let problem = if trimmed.is_empty() {
            Problem::Empty
        } else if length > length_max {
            Problem::TooLong { length, length_max }
        } else if let Some(index) = control {
            Problem::WrongCharacter { position: index + 1 }
        } else {
            return Some(trimmed);
        };
        self.report.add_given(&self.at(name), problem, text);
        None
    }

    /// Reads a text that must be one of a few words.
    pub(super) fn word<T>(
        &self,
        name: &str,
        find: impl Fn(&str) -> Option<T>,
        allowed: &[&str],
    ) -> Option<T> {
        let text = self.raw_text(name)?;
        let found = find(text);
        if found.is_none() {
            let allowed = allowed.join(", ");
            self.report.add_given(&self.at(name), Problem::NotOneOf { allowed }, text);
        }
        found
    }

    /// Reads a code that must be in a list.
    pub(super) fn code(
        &self,
        name: &str,
        list: &'static str,
        is_known: impl Fn(&str) -> bool,
    ) -> Option<&'a str> {
        let text = self.raw_text(name)?;
        if is_known(text) {
            return Some(text);
        }
        self.report.add_given(&self.at(name), Problem::UnknownCode { list }, text);
        None
    }

    /// Reads a list of codes, each of which must be in a list and stand once.
    pub(super) fn codes(
        &self,
        name: &str,
        list: &'static str,
        count_max: usize,
        is_known: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let values = match self.find(name) {
            Some(Node::List(values)) => values,
            Some(other) => {
                let problem = Problem::WrongType { wanted: "list" };
                self.report.add_given(&self.at(name), problem, &other.given());
                return Vec::new();
            }
            None => return Vec::new(),
        };
        let count = values.len();
        if count > count_max {
            self.fault(name, Problem::TooMany { count, count_max });
            return Vec::new();
        }
        let mut codes: Vec<String> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let at = format!("{}/{index}", self.at(name));
            let problem = match value {
                Node::Text(code) if codes.contains(code) => Problem::Repeated,
                Node::Text(code) if is_known(code) => {
                    codes.push(code.clone());
                    continue;
                }
                Node::Text(_) => Problem::UnknownCode { list },
                _ => Problem::WrongType { wanted: "text" },
            };
            self.report.add_given(&at, problem, &value.given());
        }
        codes
    }

    /// Reads a civil day in the years that a message can speak of.
    pub(super) fn date(&self, name: &str) -> Option<Date> {
        let text = self.raw_text(name)?;
        let (least, most) = YEARS;
        // Only the form with two hyphens; the reader of dates knows others.
        let is_plain = text.len() == 10;
        let problem = match text.parse::<Date>().ok().filter(|_| is_plain) {
            None => Problem::NoDate,
            Some(day) if !(least..=most).contains(&day.year()) => {
                Problem::YearOutside { least, most }
            }
            Some(day) => return Some(day),
        };
        self.report.add_given(&self.at(name), problem, text);
        None
    }

    /// Reads a day that is not later than `received_on`.
    pub(super) fn past_date(&self, name: &str, received_on: Date) -> Option<Date> {
        let day = self.date(name)?;
        if day > received_on {
            let problem = Problem::NotYet { received_on };
            self.report.add_given(&self.at(name), problem, &day.to_string());
            return None;
        }
        Some(day)
    }

    /// Names a day that lies before another which it must not precede.
    pub(super) fn not_before(
        &self,
        (name, day): (&str, Option<Date>),
        (other, earliest): (&'static str, Option<Date>),
    ) {
        if let (Some(day), Some(earliest)) = (day, earliest)
            && day < earliest
        {
            let problem = Problem::TooEarly { earliest, other };
            self.report.add_given(&self.at(name), problem, &day.to_string());
        }
    }

    /// Reads an instant with its offset.
    pub(super) fn instant(&self, name: &str) -> Option<Timestamp> {
        let text = self.raw_text(name)?;
        let instant = text.parse::<Timestamp>().ok();
        if instant.is_none() {
            self.report.add_given(&self.at(name), Problem::NoInstant, text);
        }
        instant
    }

    /// Reads a UUID.
    pub(super) fn uuid(&self, name: &str) -> Option<Uuid> {
        let text = self.raw_text(name)?;
        let uuid = Uuid::parse_str(text).ok();
        if uuid.is_none() {
            self.report.add_given(&self.at(name), Problem::NoUuid, text);
        }
        uuid
    }

    /// Reads a SHA-256 in lower-case hexadecimal.
    pub(super) fn digest(&self, name: &str) -> Option<&'a str> {
        let text = self.raw_text(name)?;
        if is_digest(text) {
            return Some(text);
        }
        self.report.add_given(&self.at(name), Problem::NoDigest, text);
        None
    }

    /// Reads a whole number of any size.
    pub(super) fn whole(&self, name: &str) -> Option<i64> {
        match self.find(name)? {
            Node::Whole(number) => Some(*number),
            other => {
                let problem = Problem::WrongType { wanted: "whole-number" };
                self.report.add_given(&self.at(name), problem, &other.given());
                None
            }
        }
    }
}

/// Says whether a text is a SHA-256 in lower-case hexadecimal.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
