//! Users from the command line: the first administrator of an installation begins here.

use bagyt_app::accounts::NewAccount;
use clap::Subcommand;

use crate::failure::{Failure, Told};
use crate::opening;
use crate::settings::Place;

/// Add, list and disable users, and take away a lost second factor.
#[derive(Subcommand)]
pub(crate) enum User {
    /// Appoint a member of staff and give them an account with a random password.
    Add {
        /// Name to sign in with.
        login: String,
        /// Surname, given name and patronymic.
        #[arg(long)]
        name: String,
        /// Role, for example officer, head, analyst or administrator.
        #[arg(long)]
        role: String,
        /// Code of the office.
        #[arg(long)]
        office: String,
    },
    /// List the accounts.
    List,
    /// Take away the second factor of somebody who lost it; they set up a new one.
    ResetSecondFactor {
        /// Name to sign in with.
        login: String,
    },
    /// Disable an account; its sessions end at once.
    Disable {
        /// Name to sign in with.
        login: String,
    },
}

impl User {
    /// Carries out the command.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let app = opening::open(place)?.app;
        match self {
            User::Add { login, name, role, office } => {
                let account = NewAccount { login: login.clone(), name, role, office };
                let password =
                    app.add_account(account).told(|| format!("adding the user {login}"))?;
                println!("{login}  {password}");
            }
            User::List => {
                for account in app.accounts().told(|| "listing the users".to_owned())? {
                    let state = if account.disabled { "disabled" } else { "active" };
                    println!(
                        "{}\t{}\t{}\t{}\t{state}",
                        account.login, account.role, account.office, account.name
                    );
                }
            }
            User::ResetSecondFactor { login } => {
                app.take_second_factor(&login)
                    .told(|| format!("taking away the second factor of {login}"))?;
                println!("{login} has no second factor any more and is signed out everywhere");
            }
            User::Disable { login } => {
                app.disable_account(&login).told(|| format!("disabling the user {login}"))?;
                println!("{login} is disabled and signed out everywhere");
            }
        }
        Ok(())
    }
}
