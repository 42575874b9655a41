//! The scan of what came on paper: shown to whoever reads the documents of its case, with each look
//! on record, on both databases.

use bagyt_app::PaperActForm;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::paper_ruling::PaperRuling;
use bagyt_app::second_factor::SignIn;
use bagyt_app::user::User;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::codes::FileType;
use bagyt_core::identity::{CaseId, MessageId};
use bagyt_store::{Options, Store};
use uuid::Uuid;

use crate::cluster::{Place, on_both};
use crate::service::{JUDGMENT, People, Service, day};

const SCAN: &[u8] = include_bytes!("../../../paper/tests/data/scan.png");
const PHOTO: &[u8] = include_bytes!("../../../paper/tests/data/photo.jpg");

/// A case whose ruling, of the court's own motion, was typed in with a scan.
fn ruled(place: &Place) -> (Service, People, CaseId) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let message = service.send_submission(JUDGMENT, &people);
    let case = service.app.message(&people.officer, message).unwrap().item.case.unwrap();
    let fields = [
        ("ruling_number", "МП-14/25"),
        ("passed_on", "2025-09-15"),
        ("in_force_on", "2025-09-15"),
        ("result", "add_duty"),
        ("obligations", "treatment"),
    ];
    let ruling = PaperRuling {
        court: "ZZ-C-0303".to_owned(),
        fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        stamped_on: day("2025-09-16"),
        scan: SCAN.to_vec(),
        looked_again: false,
    };
    let id = service.id();
    service.app.paper_ruling(&people.officer, id, case, &ruling).unwrap();
    (service, people, case)
}

/// The messages whose scans stand at the entries of a case.
fn scans(service: &Service, user: &User, case: CaseId) -> Vec<MessageId> {
    let page = service.app.case(user, case).unwrap();
    page.timeline.iter().filter_map(|entry| entry.scan).collect()
}

fn is_not_found<T>(asked: Result<T, Failure>) -> bool {
    matches!(asked, Err(Failure::NotFound))
}

on_both! {
    fn the_scan_of_a_ruling_is_shown_with_its_case_and_each_look_is_on_record(place) {
        let (mut service, people, case) = ruled(&place);
        let [message] = scans(&service, &people.officer, case)[..] else { panic!() };
        let shown = service.app.scan_in_case(&people.officer, case, message).unwrap();
        assert_eq!(shown, (FileType::Png, SCAN.to_vec()), "as it was handed in");
        assert!(service.app.scan_in_case(&people.head, case, message).is_ok());
        assert!(service.app.message(&people.head, message).unwrap().has_scan);
        // What belongs to a case is shown there alone.
        assert!(is_not_found(service.app.scan_in_inbox(&people.head, message)));
        let other = MessageId(Uuid::from_u128(0x5ca));
        assert!(is_not_found(service.app.scan_in_case(&people.officer, case, other)));

        let (elsewhere, _) = service.staff("elsewhere", "officer", "ZZ-01-01");
        let (analyst, _) = service.staff("analyst", "department_analyst", "ZZ-03-05");
        for stranger in [&elsewhere, &analyst] {
            let asked = service.app.scan_in_case(stranger, case, message);
            assert!(matches!(asked, Err(Failure::NotFound | Failure::Denied)), "{}", stranger.login);
        }
        let (colleague, password) = service.staff("colleague", "officer", "ZZ-03-05");
        assert!(service.app.scan_in_case(&colleague, case, message).is_ok());
        let words = "Родственник клиента".to_owned();
        let exclude = ExcludeStaff { staff: colleague.staff, excluded: true, words };
        service.act(&people.head, case, CaseAct::Exclude(exclude));
        let token = service.app.sign_in("colleague", &password).unwrap();
        let SignIn::Done(token) = token else { panic!() };
        let colleague = service.app.user_of(&token).unwrap().unwrap();
        assert!(is_not_found(service.app.scan_in_case(&colleague, case, message)));
        drop(service);

        let looks = Store::open(&place.location, &[], Options::default()).unwrap();
        let looks = looks.accesses_to(case.stream()).unwrap();
        let mut of_scan: Vec<&str> =
            looks.iter().filter(|look| look.page == "scan").map(|look| look.login.as_str()).collect();
        of_scan.sort_unstable();
        assert_eq!(of_scan, ["colleague", &people.head.login, &people.officer.login]);
    }
}

on_both! {
    fn the_scan_of_an_act_is_shown_in_the_inbox_until_a_case_has_it(place) {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        service.at("2025-06-12", 10);
        let mut take = |bytes: &str, scan: &[u8]| {
            let form = PaperActForm {
                sender: "ZZ-C-0303".to_owned(),
                bytes: bytes.as_bytes().to_vec(),
                stamped_on: day("2025-06-12"),
                scan: scan.to_vec(),
            };
            let id = service.id();
            let receipt = service.app.paper_act(&people.head, id, form).unwrap();
            (receipt.outcome, MessageId(receipt.message))
        };
        let (rejected, faulty) = take("{}", PHOTO);
        let (opened, act) = take(JUDGMENT, SCAN);
        assert_eq!((rejected.as_str(), opened.as_str()), ("rejected", "opened"));
        let shown = service.app.scan_in_inbox(&people.head, faulty).unwrap();
        assert_eq!(shown, (FileType::Jpeg, PHOTO.to_vec()));
        let (analyst, _) = service.staff("analyst", "department_analyst", "ZZ-03-05");
        let asked = service.app.scan_in_inbox(&analyst, faulty);
        assert!(matches!(asked, Err(Failure::Denied)));
        assert!(is_not_found(service.app.scan_in_inbox(&people.head, act)));
        let case = service.app.unallocated(&people.head, 1).unwrap().rows[0].case;
        assert_eq!(scans(&service, &people.head, case), [act]);
        assert!(service.app.scan_in_case(&people.head, case, act).is_ok());
        assert!(is_not_found(service.app.scan_in_case(&people.head, case, faulty)));
        drop(service);
        let looks = Store::open(&place.location, &[], Options::default()).unwrap();
        let looks = looks.accesses_to(faulty.stream()).unwrap();
        assert_eq!(looks.iter().filter(|look| look.page == "scan").count(), 1);
    }
}
