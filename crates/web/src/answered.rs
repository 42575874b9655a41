//! The forms that were recorded of late, so that one sent twice is told apart from one that somebody
//! else overtook.

use std::collections::VecDeque;
use std::sync::Mutex;

/// More than an office sends while the second of two clicks is under way.
const KEPT: usize = 1024;

/// Commands that this server carried out of late. Nothing rests on it but the words a reader gets:
/// the journal itself knows every command and takes none twice.
#[derive(Default)]
pub(crate) struct Answered(Mutex<VecDeque<String>>);

impl Answered {
    /// Notes a command that was carried out.
    pub(crate) fn note(&self, command: &str) {
        let Ok(mut known) = self.0.lock() else { return };
        if known.len() == KEPT {
            known.pop_front();
        }
        known.push_back(command.to_owned());
    }

    /// Returns whether the command was carried out of late.
    pub(crate) fn knows(&self, command: &str) -> bool {
        self.0.lock().is_ok_and(|known| known.iter().any(|one| one == command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_known_until_many_others_followed() {
        let answered = Answered::default();
        assert!(!answered.knows("first"));
        answered.note("first");
        for number in 1..KEPT {
            answered.note(&number.to_string());
        }
        assert!(answered.knows("first"));
        answered.note("last");
        assert!(!answered.knows("first"));
        assert!(answered.knows("last"));
    }
}
