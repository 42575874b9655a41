//! The text of a message as a tree in which nothing of the text is lost: a member that stands
//! twice is there twice, and how deep it goes is bounded before it is built.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::fault::Problem;

/// Objects and lists may stand in each other so deep; the schemas need five.
const DEPTH_MAX: usize = 16;

/// A value of the message.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Whole(i64),
    /// A number that is not whole or too large, as its text.
    OtherNumber(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Returns what was given, for the fault that names it.
    pub(super) fn given(&self) -> String {
        match self {
            Node::Null => "null".to_owned(),
            Node::Bool(value) => value.to_string(),
            Node::Whole(value) => value.to_string(),
            Node::OtherNumber(text) | Node::Text(text) => text.clone(),
            Node::List(_) => "[…]".to_owned(),
            Node::Object(_) => "{…}".to_owned(),
        }
    }

    /// Returns the first member of that name, if this is an object that has one.
    pub(super) fn find(&self, name: &str) -> Option<&Node> {
        match self {
            Node::Object(members) => {
                members.iter().find(|(member, _)| member == name).map(|(_, node)| node)
            }
            _ => None,
        }
    }
}

/// Reads the bytes of a message into a tree, or says why there is none.
pub(super) fn read(bytes: &[u8]) -> Result<Node, Problem> {
    let bytes_max = super::SIZE_MAX;
    if bytes.len() > bytes_max {
        return Err(Problem::TooLarge { bytes: bytes.len(), bytes_max });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Problem::NotUtf8 { position: error.valid_up_to() })?;
    let too_deep = Cell::new(false);
    let seed = Seed { depth: 0, too_deep: &too_deep };
    let mut reader = serde_json::Deserializer::from_str(text);
    let node = seed.deserialize(&mut reader).and_then(|node| reader.end().map(|()| node));
    node.map_err(|error| match too_deep.get() {
        true => Problem::TooDeep { depth_max: DEPTH_MAX },
        false => Problem::NotJson { line: error.line().max(1), column: error.column().max(1) },
    })
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    depth: usize,
    too_deep: &'a Cell<bool>,
}

impl Seed<'_> {
    fn inside<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEPTH_MAX {
            self.too_deep.set(true);
            return Err(E::custom("nested too deep"));
        }
        Ok(Seed { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Whole(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or_else(|_| Node::OtherNumber(value.to_string()), Node::Whole))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::OtherNumber(value.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Node, A::Error> {
        let inside = self.inside()?;
        let mut list = Vec::new();
        while let Some(value) = values.next_element_seed(inside)? {
            list.push(value);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let inside = self.inside()?;
        let mut members = Vec::new();
        while let Some(name) = entries.next_key::<String>()? {
            members.push((name, entries.next_value_seed(inside)?));
        }
        Ok(Node::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Problem) {
        assert_eq!(read(bytes), Err(expected));
    }

    #[test]
    fn nesting_is_read_to_its_bound_and_no_further() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(nested(DEPTH_MAX).as_bytes()).is_ok());
        let too_deep = Problem::TooDeep { depth_max: DEPTH_MAX };
        check(nested(DEPTH_MAX + 1).as_bytes(), too_deep.clone());
        check("[".repeat(500_000).as_bytes(), too_deep.clone());
        check("{\"a\":".repeat(100_000).as_bytes(), too_deep);
    }

    #[test]
    fn a_member_that_stands_twice_is_there_twice() {
        let node = read(br#"{"a":1,"a":2}"#).unwrap();
        let member = |value| ("a".to_owned(), Node::Whole(value));
        assert_eq!(node, Node::Object(vec![member(1), member(2)]));
    }

    #[test]
    fn what_is_no_json_is_named_with_its_place() {
        check(b"", Problem::NotJson { line: 1, column: 1 });
        check(b"{\"a\":1,\n}", Problem::NotJson { line: 2, column: 1 });
        check(b"{} x", Problem::NotJson { line: 1, column: 4 });
        check(b"\xEF\xBB\xBF{}", Problem::NotJson { line: 1, column: 1 });
        check(b"{\"a\":\"\xC0\"}", Problem::NotUtf8 { position: 6 });
        check(b"\"\\ud800\"", Problem::NotJson { line: 1, column: 8 });
    }

    #[test]
    fn a_message_is_read_to_its_last_byte_and_not_beyond() {
        let mut bytes = vec![b' '; super::super::SIZE_MAX - 2];
        bytes.extend(b"{}");
        assert!(read(&bytes).is_ok());
        bytes.push(b' ');
        let (bytes_max, count) = (super::super::SIZE_MAX, bytes.len());
        check(&bytes, Problem::TooLarge { bytes: count, bytes_max });
    }

    #[test]
    fn a_number_that_is_not_whole_keeps_its_text() {
        assert_eq!(read(b"1.5"), Ok(Node::OtherNumber("1.5".to_owned())));
        let large = Node::OtherNumber("18446744073709551615".to_owned());
        assert_eq!(read(b"18446744073709551615"), Ok(large));
    }
}
