//! What stands around every page: name, languages, sections, the line about the country, today.

use bagyt_app::App;
use bagyt_app::role::Action;
use bagyt_app::user::User;
use bagyt_casework::codes::Role;

use crate::assets::{SCRIPT, STYLE};
use crate::drafts;
use crate::language::Language;
use crate::law_here::LawHere;
use crate::listing::{encoded, grouped_u64};
use crate::texts::Texts;
use crate::words::Words;

/// The sections that the navigation offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Today,
    Cases,
    Inbox,
    Reviews,
    Unallocated,
    AccessReviews,
    Erasures,
    Office,
    Statistics,
    Practice,
    Survival,
    Needs,
    Evidence,
    Law,
    Users,
    Journal,
    Court,
    Elsewhere,
}

/// Section, address, key of its text, and the right that opens it.
const SECTIONS: [(Section, &str, &str, Action); 17] = [
    (Section::Today, "/today", "nav-today", Action::ViewToday),
    (Section::Cases, "/cases", "nav-cases", Action::ViewWorklist),
    (Section::Office, "/office", "nav-office", Action::ViewOffice),
    (Section::Unallocated, "/unallocated", "nav-unallocated", Action::Allocate),
    (Section::Inbox, "/inbox", "nav-inbox", Action::ViewInbox),
    (Section::Reviews, "/reviews", "nav-reviews", Action::DecideReview),
    (Section::AccessReviews, "/access-reviews", "nav-access-reviews", Action::ReviewAccess),
    (Section::Erasures, "/erasures", "nav-erasures", Action::DecideErasure),
    (Section::Statistics, "/statistics", "nav-statistics", Action::ViewStatistics),
    (Section::Practice, "/practice", "nav-practice", Action::ViewPractice),
    (Section::Survival, "/survival", "nav-survival", Action::ViewSurvival),
    (Section::Needs, "/needs", "nav-needs", Action::ViewNeeds),
    (Section::Evidence, "/evidence", "nav-evidence", Action::ViewEvidence),
    (Section::Users, "/users", "nav-users", Action::ManageUsers),
    (Section::Journal, "/journal", "nav-journal", Action::ViewJournal),
    (Section::Court, "/court", "nav-court", Action::ServeCourt),
    (Section::Law, "/law", "nav-law", Action::ViewLaw),
];

/// A link of the navigation.
pub(crate) struct NavigationLink {
    pub(crate) href: &'static str,
    pub(crate) text: String,
    pub(crate) current: bool,
}

/// A link of the language switch.
pub(crate) struct LanguageLink {
    pub(crate) href: String,
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) current: bool,
}

/// Who is signed in, as the menu shows it.
pub(crate) struct UserBox {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) office: String,
}

/// What stands around a page.
pub(crate) struct Frame {
    pub(crate) style: &'static str,
    pub(crate) script: &'static str,
    pub(crate) version: &'static str,
    pub(crate) searches: bool,
    pub(crate) languages: Vec<LanguageLink>,
    pub(crate) user: Option<UserBox>,
    pub(crate) navigation: Vec<NavigationLink>,
    pub(crate) standing: String,
    pub(crate) today: String,
    pub(crate) position: String,
    pub(crate) done: Option<String>,
    /// Where the page's form is kept for later; empty where it is not.
    pub(crate) keep: String,
    /// What the law asks, on a page of work that is about no one case.
    pub(crate) law: Option<LawHere>,
}

impl Frame {
    /// A frame without a user, for signing in and for failures before that.
    pub(crate) fn bare(app: &App, t: Texts, path: &str) -> Frame {
        let country = app.country().code();
        let standing = if app.is_invented() {
            t.say("standing-invented").into_owned()
        } else {
            t.with("standing-law", "country", t.code("country", country))
        };
        Frame {
            style: STYLE.as_str(),
            script: SCRIPT.as_str(),
            version: env!("CARGO_PKG_VERSION"),
            searches: false,
            languages: Language::ALL.map(|language| link(language, t, path)).into(),
            user: None,
            navigation: Vec::new(),
            standing,
            today: t.with("standing-today", "day", t.day(app.today())),
            position: String::new(),
            done: None,
            keep: String::new(),
            law: None,
        }
    }

    /// The frame of a signed-in person's page.
    pub(crate) fn of(app: &App, t: Texts, path: &str, user: &User, section: Section) -> Frame {
        let may = |action| app.may(user, action);
        let navigation =
            SECTIONS.iter().filter(|(.., action)| may(*action)).map(|(known, href, key, _)| {
                NavigationLink { href, text: t.say(key).into_owned(), current: *known == section }
            });
        // Without it the page still stands; the outage shows where it matters.
        let position = app.position().map(grouped_u64).unwrap_or_default();
        Frame {
            searches: may(Action::SearchPeople),
            user: Some(UserBox {
                name: user.name.clone(),
                role: t.code("role", user.role.code()).into_owned(),
                office: Words::new(&app.tables(), t).post(&user.office.0),
            }),
            navigation: navigation.collect(),
            position: t.with("frame-position", "position", position),
            keep: drafts::keeping(path),
            ..Frame::bare(app, t, path)
        }
    }
}

fn link(language: Language, t: Texts, path: &str) -> LanguageLink {
    LanguageLink {
        href: format!("/language/{}?back={}", language.code(), encoded(path)),
        code: language.code(),
        name: language.own_name(),
        current: language == t.language(),
    }
}

/// Returns the page on which somebody in that role begins.
pub(crate) fn home(app: &App, user: &User) -> &'static str {
    let leads = matches!(user.role, Role::HeadOfOffice | Role::DeputyHead);
    let first = SECTIONS.iter().filter(|(section, ..)| !(leads && *section == Section::Cases));
    first
        .into_iter()
        .find(|(.., action)| app.may(user, *action))
        .map_or("/about", |(_, href, ..)| href)
}

/// Pages outside the sections and the right that opens them.
const OTHER_PAGES: [(&str, Action); 5] = [
    ("/transfers-abroad", Action::ViewTransfersAbroad),
    ("/calendar", Action::ViewToday),
    ("/day-sheet", Action::ViewToday),
    ("/group-sessions", Action::ArrangeAppointment),
    ("/paper-act", Action::TakePaperAct),
];

/// Whether a page that the guide names opens to a reader: the guide's own open to everybody, and
/// what is no section's and needs no right to whoever is signed in.
pub(crate) fn may_open(app: &App, user: Option<&User>, href: &str) -> bool {
    let Some(user) = user else { return href.starts_with("/help") };
    if href == "/first-day" {
        let leads = matches!(user.role, Role::HeadOfOffice | Role::DeputyHead);
        return leads || app.may(user, Action::ManageUsers);
    }
    let begins = |begin: &str| {
        href.strip_prefix(begin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let sections = SECTIONS.iter().map(|(_, begin, _, action)| (*begin, *action));
    let mut own = sections.chain(OTHER_PAGES).filter(|(begin, _)| begins(begin));
    own.next().is_none_or(|(_, action)| app.may(user, action))
}
