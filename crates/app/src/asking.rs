//! Who asks, and may they: sign-in, the policy, the access log.

use bagyt_casework::case::Case;
use bagyt_casework::codes::Role;
use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::identity::{CommandId, StaffId, StreamId};
use bagyt_store::{AccessEntry, Account, Reader, Session, query};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::App;
use crate::account::{self, SESSION_IDLE_SECONDS, SESSION_SECONDS};
use crate::outcome::{Failure, Refused};
use crate::policy::{Relation, Scope};
use crate::role::Action;
use crate::second_factor::SignIn;
use crate::user::{OwnAccess, User};

/// How many passwords are hashed at one time: each takes 19 MiB and 30 ms.
const HASHING_MAX: u32 = 4;

/// How long it is known whose session it was that ended, in seconds: a form left open on a Friday
/// is sent on Monday.
const ENDED_SESSION_SECONDS: i64 = 4 * 86_400;

/// Counts those who are hashing.
static HASHING: std::sync::Mutex<u32> = std::sync::Mutex::new(0);
static HASHED: std::sync::Condvar = std::sync::Condvar::new();

impl App {
    /// Signs somebody in with login and password; an account with a second factor asks for its
    /// code next ([`App::finish_sign_in`]).
    ///
    /// # Errors
    ///
    /// [`Failure::Refused`] with `sign-in` for a wrong login or password, alike; an outage.
    pub fn sign_in(&self, login: &str, password: &str) -> Result<SignIn, Failure> {
        let account = self.store.read().map_err(Failure::outage)?;
        let account = account.account(login).map_err(Failure::outage)?;
        let known = account.filter(|account| !account.disabled);
        let hash = known.as_ref().map(|account| account.password_hash.as_str());
        if !self.is_password(password, hash) {
            let text = "the name or the password is wrong";
            return Err(Refused::new("sign-in", Some("login"), text).into());
        }
        if known.is_some_and(|account| account.totp_secret.is_some()) {
            return self.pending(login).map(SignIn::CodeWanted);
        }
        self.open_session(login).map(SignIn::Done)
    }

    /// Begins a session; returns its token.
    pub(crate) fn open_session(&self, login: &str) -> Result<String, Failure> {
        let token = account::new_token().map_err(Failure::outage)?;
        let now = self.now();
        self.sweep(now)?;
        let session = Session {
            token_hash: Sha256::digest(token.as_bytes()).into(),
            login: login.to_owned(),
            csrf: None,
            created_at: now,
            last_seen_at: now,
            expires_at: now
                .checked_add(SignedDuration::from_secs(SESSION_SECONDS))
                .map_err(Failure::defect)?,
        };
        self.store.put_session(&session).map_err(Failure::outage)?;
        Ok(token)
    }

    /// Tells whether a password fits, with at most a few hashings at one time.
    pub(crate) fn is_password(&self, password: &str, hash: Option<&str>) -> bool {
        if let Ok(mut count) = HASHING.lock() {
            while *count >= HASHING_MAX {
                match HASHED.wait(count) {
                    Ok(freed) => count = freed,
                    Err(_) => return false,
                }
            }
            *count += 1;
        }
        let fits = account::is_password(password, hash);
        if let Ok(mut count) = HASHING.lock() {
            *count = count.saturating_sub(1);
            HASHED.notify_one();
        }
        fits
    }

    /// Returns who is signed in under a token, if anybody is.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`].
    pub fn user_of(&self, token: &str) -> Result<Option<User>, Failure> {
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let now = self.now();
        let reader = self.store.read().map_err(Failure::outage)?;
        let Some(session) = reader.session(&hash).map_err(Failure::outage)? else {
            return Ok(None);
        };
        let idle = now.duration_since(session.last_seen_at).as_secs();
        if has_ended(&session, now) {
            return Ok(None);
        }
        let account = reader.account(&session.login).map_err(Failure::outage)?;
        let user = match account {
            Some(account) => self.user_of_account(&reader, &account)?,
            None => None,
        };
        drop(reader);
        // Written once a minute at most, so that reading a page does not mean writing.
        if idle >= 60 && user.is_some() {
            self.store.touch_session(&hash, now).map_err(Failure::outage)?;
        }
        Ok(user)
    }

    /// Returns whose session it was that ended by time alone. Whoever left, was disabled or has no
    /// post any more is nobody.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`].
    pub fn ended_user_of(&self, token: &str) -> Result<Option<User>, Failure> {
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let reader = self.store.read().map_err(Failure::outage)?;
        let session = reader.session(&hash).map_err(Failure::outage)?;
        let Some(session) = session.filter(|session| has_ended(session, self.now())) else {
            return Ok(None);
        };
        match reader.account(&session.login).map_err(Failure::outage)? {
            Some(account) => self.user_of_account(&reader, &account),
            None => Ok(None),
        }
    }

    /// Removes what nobody comes back for: sessions that ended days ago, and old drafts.
    fn sweep(&self, now: Timestamp) -> Result<(), Failure> {
        let kept = SignedDuration::from_secs(ENDED_SESSION_SECONDS);
        let ended = now.checked_sub(kept).map_err(Failure::defect)?;
        self.store.remove_ended_sessions(ended).map_err(Failure::outage)?;
        self.remove_old_drafts()
    }

    /// Returns the person of an account in the post that they hold today; nobody if it is disabled.
    pub(crate) fn user_of_account(
        &self,
        reader: &Reader<'_>,
        account: &Account,
    ) -> Result<Option<User>, Failure> {
        if account.disabled {
            return Ok(None);
        }
        let mut user = self.user_of_staff(reader, &account.login, account.staff_id)?;
        if let Some(user) = &mut user {
            user.own_access = self.own_access(reader, user.staff)?;
            user.covers = self.covered_by(reader, user)?;
            let of = query::deputy_for(reader, user.staff, self.today());
            user.deputises = of.map_err(Failure::outage)?;
            let has_none = account.totp_secret.is_none();
            user.owes_second_factor = has_none && self.demands_second_factor(user.role);
        }
        Ok(user)
    }

    fn user_of_staff(
        &self,
        reader: &Reader<'_>,
        login: &str,
        staff: StaffId,
    ) -> Result<Option<User>, Failure> {
        let today = self.today();
        let posts = query::staff_by_id(reader, staff).map_err(Failure::outage)?;
        let post = posts
            .into_iter()
            .rfind(|post| post.from_on <= today && post.until_on.is_none_or(|end| today < end));
        let Some(post) = post else { return Ok(None) };
        let Some(role) = Role::find(&post.role) else { return Ok(None) };
        let region_offices = match role {
            Role::InterregionalHead => self.tables().offices_of_department(&post.office.0),
            _ => Vec::new(),
        };
        Ok(Some(User {
            login: login.to_owned(),
            staff,
            name: post.name,
            role,
            office: post.office,
            region_offices,
            deputises: Vec::new(),
            covers: Vec::new(),
            own_access: OwnAccess::default(),
            owes_second_factor: false,
        }))
    }

    /// Reads from which cases somebody is excluded, and which they opened by force.
    fn own_access(&self, reader: &Reader<'_>, staff: StaffId) -> Result<OwnAccess, Failure> {
        let mut own = OwnAccess::default();
        for row in query::accesses_of(reader, staff, self.now()).map_err(Failure::outage)? {
            match row.until_at {
                None => {
                    own.excluded.insert(row.case_id);
                }
                Some(until) => {
                    own.opened.insert(row.case_id, until);
                }
            }
        }
        Ok(own)
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`].
    pub fn sign_out(&self, token: &str) -> Result<(), Failure> {
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        self.store.end_session(&hash).map_err(Failure::outage)
    }

    /// Whether the person may do that in the own office; what a navigation shows.
    pub fn may(&self, user: &User, action: Action) -> bool {
        let relation = user.relation(&user.office.0, None, false);
        let region = Relation { my_region: true, ..Relation::default() };
        self.policy().allows(user.role, action, relation)
            || (!user.region_offices.is_empty() && self.policy().allows(user.role, action, region))
    }

    /// Refuses what the policy does not allow.
    pub(crate) fn require(
        &self,
        user: &User,
        action: Action,
        relation: Relation,
    ) -> Result<(), Failure> {
        if self.policy().allows(user.role, action, relation) {
            Ok(())
        } else {
            Err(Failure::Denied)
        }
    }

    /// Refuses what the policy does not allow anywhere in the person's reach.
    pub(crate) fn require_somewhere(&self, user: &User, action: Action) -> Result<(), Failure> {
        if self.may(user, action) { Ok(()) } else { Err(Failure::Denied) }
    }

    /// The part of a list that the policy may allow the person.
    pub(crate) fn scope(&self, user: &User, action: Action) -> Result<query::Scope, Failure> {
        let deputy = Relation { deputy: true, ..Relation::default() };
        let others = match self.policy().allows(user.role, action, deputy) {
            true => user.deputises.as_slice(),
            false => &[],
        };
        let scope = match (self.policy().scope(user.role, action), others.is_empty()) {
            (Scope::Country, _) => query::Scope::Everything,
            (Scope::Region, _) => {
                query::Scope::Offices([user.region_offices.as_slice(), others].concat())
            }
            (Scope::Office, true) => query::Scope::Office(user.office.clone()),
            (Scope::Office, false) => query::Scope::Offices(user.led_offices()),
            (Scope::Nothing, false) => query::Scope::Offices(others.to_vec()),
            (Scope::Nothing, true) => return Err(Failure::Denied),
        };
        Ok(scope)
    }

    /// Puts on record who is about to see whose data; the page is sent only after this.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`]: the page must not be sent then.
    pub(crate) fn log_access(
        &self,
        user: &User,
        purpose: Purpose,
        page: &str,
        subjects: impl IntoIterator<Item = StreamId>,
    ) -> Result<(), Failure> {
        let at = self.now();
        let entries: Vec<AccessEntry> = subjects
            .into_iter()
            .map(|subject| AccessEntry {
                at,
                login: user.login.clone(),
                staff_id: user.staff,
                purpose,
                subject,
                page: page.to_owned(),
            })
            .collect();
        if entries.is_empty() {
            return Ok(());
        }
        self.store.log_access(entries).map_err(Failure::outage)
    }

    /// How a person stands to a case.
    pub(crate) fn relation_in(&self, user: &User, case: &Case) -> Relation {
        user.relation_to(case.id, &case.office().0, case.officer(), case.is_restricted())
    }

    /// Refuses what the policy does not allow in this case.
    pub(crate) fn require_for_case(
        &self,
        user: &User,
        action: Action,
        case: &Case,
    ) -> Result<(), Failure> {
        self.require(user, action, self.relation_in(user, case))
    }

    /// What a person at work brings to a command.
    pub(crate) fn meta(&self, user: &User, id: CommandId, purpose: Purpose) -> CommandMeta {
        CommandMeta { id, recorded_at: self.now(), actor: Actor::Staff(user.staff), purpose }
    }
}

/// Whether a session has ended by time.
fn has_ended(session: &Session, now: Timestamp) -> bool {
    let idle = now.duration_since(session.last_seen_at).as_secs();
    now >= session.expires_at || idle > SESSION_IDLE_SECONDS
}
