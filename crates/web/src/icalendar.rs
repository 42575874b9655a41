//! A calendar in the form that telephones subscribe to (RFC 5545).
//!
//! All times are in UTC, so that no table of time zones is needed. Times are told to the second.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Most octets of a line, without its end (RFC 5545, 3.1).
const LINE_OCTETS_MAX: usize = 75;

/// One meeting.
pub(crate) struct Event {
    /// What identifies it for ever.
    pub(crate) uid: String,
    pub(crate) changed_at: Timestamp,
    pub(crate) begins_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) summary: String,
    pub(crate) location: String,
    /// Where more is told; empty if the address of the service is not known.
    pub(crate) url: String,
    pub(crate) cancelled: bool,
}

/// Returns the calendar of that name with its events.
pub(crate) fn calendar(name: &str, events: &[Event]) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, "PRODID:-//Bagyt//Calendar//EN");
    line(&mut text, "CALSCALE:GREGORIAN");
    // Telephones know the older of the two names (the newer is RFC 7986, 5.1).
    line(&mut text, &format!("NAME:{}", escaped(name)));
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        add(&mut text, event);
    }
    line(&mut text, "END:VCALENDAR");
    text
}

fn add(text: &mut String, event: &Event) {
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{}", event.uid));
    line(text, &format!("DTSTAMP:{}", instant(event.changed_at)));
    line(text, &format!("LAST-MODIFIED:{}", instant(event.changed_at)));
    // A meeting that is moved is cancelled and another one; so nothing changes more than once.
    line(text, if event.cancelled { "SEQUENCE:1" } else { "SEQUENCE:0" });
    line(text, if event.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    line(text, &format!("DTSTART:{}", instant(event.begins_at)));
    line(text, &format!("DTEND:{}", instant(event.ends_at)));
    line(text, &format!("SUMMARY:{}", escaped(&event.summary)));
    line(text, &format!("LOCATION:{}", escaped(&event.location)));
    if !event.url.is_empty() {
        line(text, &format!("URL:{}", event.url));
    }
    line(text, "CLASS:PRIVATE");
    line(text, "END:VEVENT");
}

fn instant(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '\\' | ';' | ',' => value.extend(['\\', one]),
            '\n' => value.push_str("\\n"),
            // Control characters have no place in a value.
            one if one.is_control() => {}
            one => value.push(one),
        }
    }
    value
}

/// Adds a line; a long one goes on after a line end and a space, never within a character.
fn line(text: &mut String, content: &str) {
    let mut octets = 0;
    for one in content.chars() {
        if octets + one.len_utf8() > LINE_OCTETS_MAX {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(one);
        octets += one.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn event(summary: &str) -> Event {
        Event {
            uid: "0198c0de-0000-7000-8000-000000000001".to_owned(),
            changed_at: at("2025-06-12T06:00:00.25Z"),
            begins_at: at("2025-06-17T04:00:00Z"),
            ends_at: at("2025-06-17T04:30:00Z"),
            summary: summary.to_owned(),
            location: "Кабинет 4; 2-кабат".to_owned(),
            url: String::new(),
            cancelled: true,
        }
    }

    #[test]
    fn a_cancelled_meeting_is_told_to_the_byte() {
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Bagyt//Calendar//EN",
            "CALSCALE:GREGORIAN",
            "NAME:Иш\\, жолугушуулар",
            "X-WR-CALNAME:Иш\\, жолугушуулар",
            "BEGIN:VEVENT",
            "UID:0198c0de-0000-7000-8000-000000000001",
            "DTSTAMP:20250612T060000Z",
            "LAST-MODIFIED:20250612T060000Z",
            "SEQUENCE:1",
            "STATUS:CANCELLED",
            "DTSTART:20250617T040000Z",
            "DTEND:20250617T043000Z",
            "SUMMARY:Маек \\\\ топ\\nэкинчи сап",
            "LOCATION:Кабинет 4\\; 2-кабат",
            "CLASS:PRIVATE",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        let events = [event("Маек \\ топ\r\nэкинчи сап")];
        assert_eq!(calendar("Иш, жолугушуулар", &events), expected.join("\r\n"));
    }

    #[test]
    fn a_long_line_is_folded_and_never_within_a_character() {
        let words = "Пробация органында өзгөчө эң узун жолугушуу; ".repeat(8);
        // Each beginning shifts where the seventy-fifth octet falls.
        for beginning in ["", "a", "ab"] {
            let summary = format!("{beginning}{words}");
            let text = calendar("Иш", &[event(&summary)]);
            let lines: Vec<&str> = text.split("\r\n").collect();
            assert!(lines.iter().all(|line| line.len() <= LINE_OCTETS_MAX), "{text}");
            assert!(lines.iter().filter(|line| line.starts_with(' ')).count() >= 8, "{text}");
            let unfolded = text.replace("\r\n ", "");
            assert!(unfolded.contains(&format!("SUMMARY:{}", summary.replace(';', "\\;"))));
        }
    }
}
