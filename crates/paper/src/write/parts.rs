//! Writing the structure tree: what each part is, in which language, and where its marks are.

use std::collections::BTreeMap;

use pdf_writer::types::{ListNumbering, TableHeaderScope};
use pdf_writer::{Finish, Name, Pdf, Ref, TextStr};

use super::Refs;
use crate::tree::{Kid, Node, Scope, Tree};

/// Writes the tree and returns its root.
pub(super) fn write(pdf: &mut Pdf, refs: &mut Refs, tree: &Tree, pages: &[Ref]) -> Ref {
    let root = refs.next();
    let ids: Vec<Ref> = tree.nodes.iter().map(|_| refs.next()).collect();
    let mut owners: BTreeMap<(usize, i32), Ref> = BTreeMap::new();
    for (node, id) in tree.nodes.iter().zip(&ids) {
        for kid in &node.kids {
            if let Kid::Marked { page, mark } = kid {
                owners.insert((*page, *mark), *id);
            }
        }
        let parent = node.parent.and_then(|parent| ids.get(parent.0)).copied().unwrap_or(root);
        write_node(pdf, node, *id, parent, (&ids, pages));
    }

    // The tree back: which part owns each mark of each page.
    let lists: Vec<Ref> = pages.iter().map(|_| refs.next()).collect();
    for (page, list) in lists.iter().enumerate() {
        let marks = owners.range((page, 0)..(page + 1, 0)).map(|(_, owner)| *owner);
        pdf.indirect(*list).array().items(marks);
    }
    let back = refs.next();
    let mut numbers = pdf.indirect(back).dict();
    let mut pairs = numbers.insert(Name(b"Nums")).array();
    for (page, list) in (0_i32..).zip(&lists) {
        pairs.item(page).item(*list);
    }
    pairs.finish();
    numbers.finish();

    let mut dictionary = pdf.indirect(root).dict();
    dictionary.pair(Name(b"Type"), Name(b"StructTreeRoot"));
    if let Some(document) = ids.first() {
        dictionary.insert(Name(b"K")).array().item(*document);
    }
    dictionary.pair(Name(b"ParentTree"), back);
    dictionary.pair(Name(b"ParentTreeNextKey"), i32::try_from(pages.len()).unwrap_or(i32::MAX));
    dictionary.finish();
    root
}

fn write_node(pdf: &mut Pdf, node: &Node, id: Ref, parent: Ref, (ids, pages): (&[Ref], &[Ref])) {
    let mut element = pdf.struct_element(id);
    element.kind(node.role).parent(parent);
    if let Some(language) = node.language {
        element.lang(TextStr(language.tag()));
    }
    let mut kids = element.children();
    for kid in &node.kids {
        match kid {
            Kid::Node(kid) => {
                if let Some(kid) = ids.get(kid.0) {
                    kids.struct_element(*kid);
                }
            }
            Kid::Marked { page, mark } => {
                if let Some(page) = pages.get(*page) {
                    kids.marked_content_ref().page(*page).marked_content_id(*mark);
                }
            }
        }
    }
    kids.finish();
    if let Some(scope) = node.scope {
        let scope = match scope {
            Scope::Row => TableHeaderScope::Row,
            Scope::Column => TableHeaderScope::Column,
        };
        element.attributes().push().table().scope(scope);
    }
    if let Some(numbered) = node.numbered {
        let numbering = if numbered { ListNumbering::Decimal } else { ListNumbering::None };
        element.attributes().push().list().list_numbering(numbering);
    }
}
