//! Whatever comes in, the answer is a value or faults that name their place.

use bagyt_exchange::message::peek;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::invented::{EXAMPLES, example, faults, read, set};

/// Any JSON, not very deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}".prop_map(Value::from),
        Just(json!("ZZ-C-0303")),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map("\\PC{0,8}", inner, 0..5).prop_map(Value::from_iter),
        ]
    })
}

/// Every place in a value, as JSON pointers.
fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, v)| (name.clone(), v)).collect(),
        Value::Array(values) => {
            values.iter().enumerate().map(|(index, v)| (index.to_string(), v)).collect()
        }
        _ => Vec::new(),
    };
    for (name, child) in children {
        let at = format!("{at}/{name}");
        pointers(child, &at, into);
        into.push(at);
    }
}

/// The faults of the whole message, which have no narrower place.
const OF_THE_WHOLE: [&str; 5] = [
    "message-not-json",
    "message-not-utf8",
    "message-too-deep",
    "field-wrong-type",
    "message-too-many-faults",
];

fn check_answer(bytes: &[u8]) -> Result<(), TestCaseError> {
    let _ = peek(bytes);
    if read(bytes).is_ok() {
        return Ok(());
    }
    let found = faults(bytes);
    prop_assert!(!found.is_empty(), "a rejection without a fault");
    for fault in found {
        let (pointer, code) = fault.rsplit_once(' ').unwrap();
        let names_place = pointer.starts_with('/');
        prop_assert!(names_place || OF_THE_WHOLE.contains(&code), "{fault}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_answer(&bytes)?;
    }

    #[test]
    fn any_json_gets_an_answer(value in any_json()) {
        check_answer(value.to_string().as_bytes())?;
    }

    #[test]
    fn a_message_with_any_value_in_any_place_gets_an_answer(
        which in 0..EXAMPLES.len(),
        place in any::<prop::sample::Index>(),
        value in any_json(),
    ) {
        let mut message = example(EXAMPLES[which].0);
        let mut places = Vec::new();
        pointers(&message, "", &mut places);
        set(&mut message, &places[place.index(places.len())], Some(value));
        check_answer(message.to_string().as_bytes())?;
    }

    #[test]
    fn a_message_cut_or_changed_in_any_byte_gets_an_answer(
        which in 0..EXAMPLES.len(),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = EXAMPLES[which].1.as_bytes().to_vec();
        let place = cut.index(bytes.len());
        bytes[place] = byte;
        check_answer(&bytes)?;
        check_answer(&bytes[..place])?;
    }

    #[test]
    fn a_message_without_any_one_member_gets_an_answer(
        which in 0..EXAMPLES.len(),
        place in any::<prop::sample::Index>(),
    ) {
        let mut message = example(EXAMPLES[which].0);
        let mut places = Vec::new();
        pointers(&message, "", &mut places);
        set(&mut message, &places[place.index(places.len())], None);
        check_answer(message.to_string().as_bytes())?;
    }
}
