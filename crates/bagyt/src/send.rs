//! Handing message files to the inbox, as another agency would send them.

use std::path::PathBuf;

use clap::Args;

use crate::failure::{Failure, Told};
use crate::opening;
use crate::settings::Place;

/// Hand message files to the inbox.
#[derive(Args)]
pub(crate) struct Send {
    /// Code of the agency that sends; without it the sender that the message names.
    #[arg(long)]
    sender: Option<String>,
    /// The files, each one message.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Send {
    /// Sends each file and prints its receipt; a message that is refused is kept all the same,
    /// and the command then ends with a failure after the last file.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let app = opening::open(place)?.app;
        let mut rejected = 0_u32;
        for file in &self.files {
            let bytes =
                std::fs::read(file).told(|| format!("reading the message {}", file.display()))?;
            let receipt = app
                .receive_message(self.sender.as_deref(), bytes)
                .told(|| format!("sending {}", file.display()))?;
            println!("{}: {}", file.display(), receipt);
            rejected += u32::from(receipt.is_rejection());
        }
        if rejected > 0 {
            return Err(Failure::usage(&format!(
                "{rejected} of {} messages were kept but not understood",
                self.files.len()
            )));
        }
        Ok(())
    }
}

/// Print the token with which an agency's system shows who it is.
#[derive(Args)]
pub(crate) struct AgencyToken {
    /// Code of the agency, as in the table of agencies.
    agency: String,
}

impl AgencyToken {
    /// Prints the token.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let app = opening::open(place)?.app;
        let doing = || format!("making a token for {}", self.agency);
        println!("{}", app.agency_token(&self.agency).told(doing)?);
        Ok(())
    }
}
