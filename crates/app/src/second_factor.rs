//! The second factor: something that a person has, besides the password that they know.
//!
//! A telephone's authenticator app shows a code; ten recovery codes on paper stand in for it once
//! each. Whose account must have one is policy (`sign_in_by_password`), waived in an invented
//! country and by a setting. A code is taken once; how many may be tried is the web's to count.

use bagyt_store::Account;
use jiff::SignedDuration;

use crate::App;
use crate::outcome::{Failure, Refused};
use crate::policy::Relation;
use crate::role::{Action, Role};
use crate::secrets::{SecretError, chance};
use crate::totp::Secret;
use crate::user::User;

/// Recovery codes that are handed out at once.
pub const RECOVERY_CODES: usize = 10;
/// How long somebody whose password was right may look for the code, in seconds.
const PENDING_SECONDS: i64 = 300;
/// Letters of a recovery code: none is mistaken for another. Twelve carry 60 bits.
const RECOVERY_LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const RECOVERY_CHARACTERS: usize = 12;

/// How far a sign-in has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// It is done; the token is for the cookie.
    Done(String),
    /// The password was right; the code is asked for next. What is in it goes with the code.
    CodeWanted(String),
}

/// What a person types to show once more that it is they.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmation<'a> {
    /// The password.
    pub password: &'a str,
    /// The code of the second factor; of no meaning for an account without one.
    pub code: &'a str,
}

impl<'a> From<&'a str> for Confirmation<'a> {
    fn from(password: &'a str) -> Self {
        Confirmation { password, code: "" }
    }
}

impl<'a> From<&'a String> for Confirmation<'a> {
    fn from(password: &'a String) -> Self {
        Confirmation::from(password.as_str())
    }
}

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// Whether it has a second factor.
    pub enrolled: bool,
    /// Whether it must have one.
    pub required: bool,
    /// Recovery codes that are left.
    pub codes_left: u64,
}

/// What is entered into the telephone.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret as text, to be typed.
    pub secret: String,
    /// The secret as an address, to be shown as a picture.
    pub address: String,
}

fn wrong_code() -> Failure {
    let text = "the code is wrong, was used before, or has run out; take the next one";
    Refused::new("second-factor", Some("code"), text).into()
}

impl App {
    /// Says that nobody in this installation must have a second factor.
    #[must_use]
    pub fn waiving_second_factor(mut self) -> App {
        self.waives_second_factor = true;
        self
    }

    /// Whether somebody in that role must have a second factor.
    pub(crate) fn demands_second_factor(&self, role: Role) -> bool {
        let by_password = self.policy().allows(role, Action::SignInByPassword, Relation::default());
        !self.waives_second_factor && !by_password
    }

    /// Makes what a sign-in carries from the password to the code.
    pub(crate) fn pending(&self, login: &str) -> Result<String, Failure> {
        let until = self.now().checked_add(SignedDuration::from_secs(PENDING_SECONDS));
        let until = until.map_err(Failure::defect)?.as_second();
        let said = format!("{until}.{login}");
        Ok(format!("{}.{said}", self.secrets().keyed_hash(&format!("sign-in {said}"))))
    }

    /// Returns the login whose password was right, while the code may still come.
    pub fn pending_login<'p>(&self, pending: &'p str) -> Option<&'p str> {
        let (mac, said) = pending.split_once('.')?;
        let (until, login) = said.split_once('.')?;
        let is_ours = self.secrets().is_keyed_hash(&format!("sign-in {said}"), mac);
        let in_time = until.parse().is_ok_and(|until: i64| self.now().as_second() < until);
        (is_ours && in_time).then_some(login)
    }

    /// Ends a sign-in with the code; returns the token for the cookie.
    ///
    /// # Errors
    ///
    /// Refused with `sign-in-again` if the password was given too long ago, with `second-factor`
    /// for a wrong or used code; an outage.
    pub fn finish_sign_in(&self, pending: &str, code: &str) -> Result<String, Failure> {
        let again = || {
            let text = "too much time has passed since the password; sign in again";
            Failure::from(Refused::new("sign-in-again", None, text))
        };
        let login = self.pending_login(pending).ok_or_else(again)?;
        let account = self.account(login)?.filter(|account| !account.disabled).ok_or_else(again)?;
        self.use_code(&account, code)?;
        self.open_session(login)
    }

    fn account(&self, login: &str) -> Result<Option<Account>, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        reader.account(login).map_err(Failure::outage)
    }

    fn own_account(&self, user: &User) -> Result<Account, Failure> {
        self.account(&user.login)?.ok_or(Failure::NotFound)
    }

    /// Takes a code from the telephone or from paper; each is taken once.
    fn use_code(&self, account: &Account, typed: &str) -> Result<(), Failure> {
        let Some(wrapped) = &account.totp_secret else { return Ok(()) };
        let login = account.login.as_str();
        let typed = plain(typed);
        let bytes = self.secrets().open_second_factor(login, wrapped).map_err(Failure::defect)?;
        let secret = Secret::of(&bytes).ok_or_else(|| Failure::defect("a secret of odd length"))?;
        let taken = match secret.step_of(&typed, self.now()) {
            Some(step) => self.store.use_step(login, step),
            None if typed.chars().count() == RECOVERY_CHARACTERS => {
                self.store.use_recovery_code(login, &self.recovery_hash(login, &typed))
            }
            None => Ok(false),
        };
        if taken.map_err(Failure::outage)? { Ok(()) } else { Err(wrong_code()) }
    }

    /// Makes sure that the signed-in person is there: the password and, where the account has a
    /// second factor, a code.
    ///
    /// # Errors
    ///
    /// Refused with `password` or `second-factor`; outages.
    pub(crate) fn confirm(&self, user: &User, typed: Confirmation<'_>) -> Result<(), Failure> {
        let account = self.own_account(user)?;
        if !self.is_password(typed.password, Some(&account.password_hash)) {
            let text = "the password is wrong; nothing was done";
            return Err(Refused::new("password", Some("password"), text).into());
        }
        self.use_code(&account, typed.code)
    }

    /// Returns how the person's own account stands.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn second_factor(&self, user: &User) -> Result<SecondFactor, Failure> {
        let enrolled = self.own_account(user)?.totp_secret.is_some();
        let reader = self.store.read().map_err(Failure::outage)?;
        let codes_left = reader.recovery_codes_left(&user.login).map_err(Failure::outage)?;
        Ok(SecondFactor { enrolled, codes_left, required: self.demands_second_factor(user.role) })
    }

    /// Makes a secret to be entered into the telephone; nothing is kept before a code proves that
    /// it was.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`] without a source of chance.
    pub fn new_second_factor(&self, user: &User) -> Result<Enrolment, Failure> {
        Ok(shown(&Secret::new().map_err(Failure::outage)?, user))
    }

    /// Shows a secret again that is about to be enrolled; nothing if it is none.
    pub fn same_second_factor(&self, user: &User, secret: &str) -> Option<Enrolment> {
        Secret::parse(secret).map(|secret| shown(&secret, user))
    }

    /// Gives the person's account a second factor; returns the recovery codes, shown once.
    ///
    /// `typed.code` is the code that the telephone shows for the new secret.
    ///
    /// # Errors
    ///
    /// Refused with `second-factor-there` if the account has one, `second-factor-secret` if
    /// `secret` is none, `password`, or `second-factor` for a wrong code; outages.
    pub fn enrol(
        &self,
        user: &User,
        secret: &str,
        typed: Confirmation<'_>,
    ) -> Result<Vec<String>, Failure> {
        if self.own_account(user)?.totp_secret.is_some() {
            let text = "the account has a second factor already; remove it first";
            return Err(Refused::new("second-factor-there", None, text).into());
        }
        let secret = Secret::parse(secret).ok_or_else(|| {
            Refused::new("second-factor-secret", None, "this is no secret; open the page again")
        })?;
        self.confirm(user, typed)?;
        let step = secret.step_of(&plain(typed.code), self.now()).ok_or_else(wrong_code)?;
        let login = user.login.as_str();
        let wrapped = self.secrets().lock_second_factor(login, secret.bytes());
        let wrapped = wrapped.map_err(Failure::outage)?;
        let (codes, hashes) = self.new_codes(login)?;
        let put = self.store.put_second_factor(login, wrapped, step, &hashes);
        if put.map_err(Failure::outage)? { Ok(codes) } else { Err(Failure::NotFound) }
    }

    /// Makes new recovery codes; those that were left are of no use any more.
    ///
    /// # Errors
    ///
    /// Refused with `password` or `second-factor`; outages.
    pub fn renew_recovery_codes(
        &self,
        user: &User,
        typed: Confirmation<'_>,
    ) -> Result<Vec<String>, Failure> {
        if self.own_account(user)?.totp_secret.is_none() {
            return Err(Failure::NotFound);
        }
        self.confirm(user, typed)?;
        let (codes, hashes) = self.new_codes(&user.login)?;
        self.store.put_recovery_codes(&user.login, &hashes).map_err(Failure::outage)?;
        Ok(codes)
    }

    /// Takes away the person's own second factor, and ends their sessions.
    ///
    /// # Errors
    ///
    /// Refused with `second-factor-required` where the policy asks for one, `password` or
    /// `second-factor`; outages.
    pub fn remove_second_factor(
        &self,
        user: &User,
        typed: Confirmation<'_>,
    ) -> Result<(), Failure> {
        if self.demands_second_factor(user.role) {
            let text =
                "this post asks for a second factor; an administrator can give you a new one";
            return Err(Refused::new("second-factor-required", None, text).into());
        }
        self.confirm(user, typed)?;
        self.store.remove_second_factor(&user.login).map_err(Failure::outage)?;
        Ok(())
    }

    /// Takes away the second factor of somebody who lost telephone and paper, as an administrator.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], also for the own account; as [`App::take_second_factor`].
    pub fn reset_second_factor(&self, user: &User, login: &str) -> Result<(), Failure> {
        self.require_somewhere(user, Action::ManageUsers)?;
        if user.login == login {
            return Err(Failure::Denied);
        }
        self.take_second_factor(login)
    }

    /// Takes away the second factor of an account and ends its sessions.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is no such account; outages.
    pub fn take_second_factor(&self, login: &str) -> Result<(), Failure> {
        let taken = self.store.remove_second_factor(login).map_err(Failure::outage)?;
        if taken { Ok(()) } else { Err(Failure::NotFound) }
    }

    fn recovery_hash(&self, login: &str, code: &str) -> String {
        self.secrets().keyed_hash(&format!("recovery code {login} {code}"))
    }

    /// Recovery codes as they are handed out, and what is kept of them.
    fn new_codes(&self, login: &str) -> Result<(Vec<String>, Vec<String>), Failure> {
        let mut codes = Vec::with_capacity(RECOVERY_CODES);
        for _ in 0..RECOVERY_CODES {
            codes.push(recovery_code().map_err(Failure::outage)?);
        }
        let hashes = codes.iter().map(|code| self.recovery_hash(login, &plain(code))).collect();
        Ok((codes, hashes))
    }
}

fn shown(secret: &Secret, user: &User) -> Enrolment {
    Enrolment { secret: secret.text(), address: secret.address(&user.login) }
}

/// A code without what people put between its characters.
fn plain(typed: &str) -> String {
    let kept = typed.chars().filter(|one| !one.is_whitespace() && *one != '-');
    kept.map(|one| one.to_ascii_lowercase()).collect()
}

fn recovery_code() -> Result<String, SecretError> {
    let bytes: [u8; RECOVERY_CHARACTERS] = chance()?;
    let mut code = String::with_capacity(RECOVERY_CHARACTERS + 2);
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(RECOVERY_LETTERS[usize::from(byte % 32)]));
    }
    Ok(code)
}
