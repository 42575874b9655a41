//! Which forms keep what was typed into them, and what of it.
//!
//! Each address that takes a form stands in one of two lists: those that keep drafts, here, with
//! the heading of their page; and those that keep none, in the tests below, for it is kept nowhere.
//! Passwords and codes are kept from no form whatever. A form that keeps drafts records through
//! [`Seen::record`](crate::visit::Seen::record) alone, which records no draft that is gone on with.

use bagyt_app::drafts::Fields;

use crate::form::TAKEN_UP;
use crate::listing::encoded;

/// The forms that keep drafts: those of one case in which words are written, and the paper of a day.
const KEPT: [(&str, &str); 46] = [
    ("/day-sheet/entry", "day-entry-title"),
    ("/cases/{case}/contact", "contact-title"),
    ("/cases/{case}/appointment", "appointment-title"),
    ("/cases/{case}/appointments/{appointment}", "change-title"),
    ("/cases/{case}/registration", "registration-title"),
    ("/cases/{case}/card/{aspect}", "card-title"),
    ("/cases/{case}/attributes", "card-establish"),
    ("/cases/{case}/assessment", "assessment-title"),
    ("/cases/{case}/plan", "plan-title"),
    ("/cases/{case}/absences/{version}", "absence-title"),
    ("/cases/{case}/entries/{version}/withdraw", "withdraw-title"),
    ("/cases/{case}/entries/{version}/correct", "correct-title"),
    ("/cases/{case}/entries/{version}/contest", "contest-title"),
    ("/cases/{case}/entries/{version}/uphold", "uphold-title"),
    ("/cases/{case}/contests/{contest}", "answer-title"),
    ("/cases/{case}/countersignature", "countersign-ask-title"),
    ("/cases/{case}/violations/new", "violation-new-title"),
    ("/cases/{case}/violations/{version}", "violation-title"),
    ("/cases/{case}/violations/{version}/no-action", "no-action-title"),
    ("/cases/{case}/closing", "closing-title"),
    ("/cases/{case}/reoffence", "reoffence-title"),
    ("/cases/{case}/report", "report-title"),
    ("/cases/{case}/submission", "submission-title"),
    ("/cases/{case}/work", "work-title"),
    ("/cases/{case}/work/host", "work-host-title"),
    ("/cases/{case}/requests", "requests-title"),
    ("/cases/{case}/requests/{version}", "request-title"),
    ("/cases/{case}/referrals", "referrals-title"),
    ("/cases/{case}/referrals/{version}", "referral-title"),
    ("/cases/{case}/legal-aid", "legal-title"),
    ("/cases/{case}/jobs", "jobs-title"),
    ("/cases/{case}/programmes", "programmes-title"),
    ("/cases/{case}/specialists", "specialists-title"),
    ("/cases/{case}/rewards", "rewards-title"),
    ("/cases/{case}/papers/{version}/withdraw", "paper-withdraw-title"),
    ("/cases/{case}/attachments/{version}/withdraw", "attachment-withdraw-title"),
    ("/cases/{case}/wanted", "wanted-title"),
    ("/cases/{case}/payments", "payments-title"),
    ("/cases/{case}/duties", "duties-title"),
    ("/cases/{case}/device", "device-title"),
    ("/cases/{case}/transfer", "transfer-title"),
    ("/cases/{case}/abroad", "abroad-title"),
    ("/cases/{case}/return", "return-title"),
    ("/cases/{case}/allocate", "allocate-title"),
    ("/cases/{case}/access", "access-title"),
    ("/cases/{case}/campaigns/{campaign}", "campaign-case-title"),
];

/// Fields that are kept from no form: what opens an account or a channel, and what a draft is not.
const NEVER: [&str; 5] = ["password", "code", "pending", "checked", TAKEN_UP];

/// The address of a form without what is asked for behind it.
pub(crate) fn page_of(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

/// Returns the key of the heading of a form that keeps drafts; nothing for every other address.
pub(crate) fn title_of(page: &str) -> Option<&'static str> {
    KEPT.iter().find(|(pattern, _)| fits(pattern, page)).map(|(_, title)| *title)
}

/// Whether an address is one of a route.
pub(crate) fn fits(pattern: &str, page: &str) -> bool {
    let (parts, places) = (page.split('/'), pattern.split('/'));
    parts.clone().count() == places.clone().count()
        && parts.zip(places).all(|(part, place)| {
            let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-_".contains(sign);
            match place.starts_with('{') {
                true => !part.is_empty() && part.chars().all(is_plain),
                false => part == place,
            }
        })
}

/// Returns where the form of a page is kept for later; empty if it keeps no drafts.
pub(crate) fn keeping(path: &str) -> String {
    let page = page_of(path);
    title_of(page).map_or_else(String::new, |_| format!("/drafts?of={}", encoded(page)))
}

/// Returns what is kept of a form.
pub(crate) fn kept_of(fields: Fields) -> Fields {
    fields.into_iter().filter(|(name, _)| !NEVER.contains(&name.as_str())).collect()
}

/// Whether a form brings something that must not be handed on, even to who sent it.
pub(crate) fn is_secret(fields: &Fields) -> bool {
    fields.iter().any(|(name, _)| matches!(name.as_str(), "password" | "code" | "pending"))
}

/// Whether a value is words, not the code of a choice or an identifier.
pub(crate) fn is_words(value: &str) -> bool {
    value.chars().any(|sign| !sign.is_ascii() || sign.is_whitespace() || sign == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: &str = include_str!("router.rs");

    /// The forms that keep none: what opens accounts or shows once more that it is they; what
    /// belongs to several cases or to no client; choices in which nothing is written; files.
    const NOT_KEPT: [&str; 63] = [
        // Who a victim is stands in the wish alone.
        "/cases/{case}/wishes",
        // What a client said in confidence stands in the notebook alone.
        "/cases/{case}/notes",
        "/employers",
        "/employers/{employer}",
        "/sign-in",
        "/sign-in/code",
        "/sign-out",
        "/api/inbox",
        "/second-factor",
        "/users",
        "/submissions/{submission}/approve",
        "/submissions/{submission}/court",
        "/cases/{case}/ruling",
        "/court/{submission}",
        "/cases/{case}/erasure",
        "/cases/{case}/erasure/decide",
        "/cases/{case}/merge",
        "/cases/{case}/merge/decide",
        "/cases/{case}/merge/part",
        "/cases/{case}/break-glass",
        "/cases/{case}/tasks/{task}",
        "/cases/{case}/countersignatures/{asked}",
        "/cases/{case}/channels",
        "/cases/{case}/channels/{channel}",
        "/cases/{case}/channels/{channel}/withdraw",
        "/cases/{case}/letters/new",
        "/cases/{case}/papers/new",
        "/cases/{case}/attachments",
        "/cases/{case}/group-sessions/{session}",
        "/cases/{case}/group-sessions/{session}/change",
        "/cases/{case}/group-sessions/{session}/clients",
        "/group-sessions/new",
        "/access-reviews",
        "/reviews/{message}",
        "/paper-act",
        "/time-studies",
        "/time-studies/{study}/now",
        "/deputies",
        "/deputies/{staff}/{version}",
        "/prosecutor-acts",
        "/prosecutor-acts/{act}",
        "/services",
        "/services/{service}",
        "/calendar",
        "/cases/filters",
        "/needs/raise",
        "/needs/{need}",
        "/needs/{need}/count",
        "/evidence",
        "/law/drafts/new",
        "/law/drafts/{row}",
        "/law/drafts/{row}/edit",
        "/drafts",
        "/staff/{staff}",
        "/staff/{staff}/reductions/{version}",
        "/staff/{staff}/leave",
        "/staff/{staff}/leaves/{version}",
        "/staff/{staff}/leaving",
        "/staff/{staff}/cases",
        "/oversight",
        "/registers",
        "/registers/{register}",
        "/oversight/{staff}/{version}/{case}",
    ];

    /// Addresses of the router that take a form.
    fn forms() -> Vec<&'static str> {
        let statements = ROUTES.split(".route(").skip(1);
        let posts = statements.filter(|statement| {
            statement.split("async fn").next().is_some_and(|own| own.contains("post("))
        });
        posts.filter_map(|statement| statement.split('"').nth(1)).collect()
    }

    #[test]
    fn every_form_is_said_to_keep_drafts_or_not() {
        let own = |route: &&str| *route != "/drafts/{draft}";
        for route in forms().into_iter().filter(own) {
            let kept = KEPT.iter().any(|(known, _)| *known == route);
            assert!(kept != NOT_KEPT.contains(&route), "{route} stands in one of the lists");
        }
        for (route, _) in KEPT {
            assert!(forms().contains(&route), "{route} takes no form");
        }
        for route in NOT_KEPT {
            assert!(forms().contains(&route), "{route} takes no form");
        }
    }

    #[test]
    fn a_form_is_found_by_its_address_and_no_other_address_is_one() {
        let case = "0198c0de-0000-7000-8000-000000000001";
        assert_eq!(title_of(&format!("/cases/{case}/contact")), Some("contact-title"));
        assert_eq!(title_of(&format!("/cases/{case}/violations/new")), Some("violation-new-title"));
        for other in ["", "/", "/users", "/sign-in", "/cases//contact", "/cases/a/contact/", "//a"]
        {
            assert_eq!(title_of(other), None, "{other}");
        }
        for foreign in ["/cases/%2e/contact", "/cases/a?b/contact", "//elsewhere/contact"] {
            assert_eq!(title_of(foreign), None, "{foreign}");
        }
        for route in NOT_KEPT {
            assert_eq!(title_of(&route.replace(['{', '}'], "")), None, "{route}");
        }
        assert_eq!(page_of("/cases/a/contact?appointment=b"), "/cases/a/contact");
        assert_eq!(keeping("/cases/a/contact?b=c"), "/drafts?of=%2Fcases%2Fa%2Fcontact");
        assert_eq!(keeping("/users"), "");
    }

    #[test]
    fn a_password_and_a_code_are_never_kept() {
        let fields = |names: &[&str]| -> Fields {
            names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect()
        };
        let typed = fields(&["command", "password", "note", "code", "pending", TAKEN_UP]);
        assert!(is_secret(&typed));
        assert_eq!(kept_of(typed), fields(&["command", "note"]));
        assert!(!is_secret(&fields(&["note"])));
    }

    #[test]
    fn words_are_told_from_codes() {
        for words in ["Пришёл", "came late", "12.06.2025"] {
            assert!(is_words(words), "{words}");
        }
        for code in ["", "attended", "0198c0de-0000-7000", "contact_kind"] {
            assert!(!is_words(code), "{code}");
        }
    }
}
