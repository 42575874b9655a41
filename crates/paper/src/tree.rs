//! What the parts of a paper are, for readers that do not see it: the structure tree of a tagged
//! PDF.

use pdf_writer::types::StructRole;

use crate::language::Language;

/// The place of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(pub(crate) usize);

/// What hangs under a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kid {
    /// Another node.
    Node(NodeId),
    /// Content marked on a page.
    Marked {
        /// Index of the page.
        page: usize,
        /// Number of the mark on that page.
        mark: i32,
    },
}

/// What a table's heading cell heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Row,
    Column,
}

/// A part of the paper.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) role: StructRole,
    pub(crate) parent: Option<NodeId>,
    pub(crate) language: Option<Language>,
    pub(crate) scope: Option<Scope>,
    /// For a list, whether its items carry numbers.
    pub(crate) numbered: Option<bool>,
    pub(crate) kids: Vec<Kid>,
}

/// The parts of a paper; the first node is the document.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
}

impl Tree {
    /// The document's own node.
    pub(crate) const ROOT: NodeId = NodeId(0);

    /// A tree with the document's node alone.
    pub(crate) fn new() -> Tree {
        Tree { nodes: vec![node(StructRole::Document, None)] }
    }

    /// Adds a part under another.
    pub(crate) fn add(&mut self, parent: NodeId, role: StructRole) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(node(role, Some(parent)));
        self.hang(parent, Kid::Node(id));
        id
    }

    /// Adds a part in a language of its own.
    pub(crate) fn add_in(
        &mut self,
        parent: NodeId,
        role: StructRole,
        language: Language,
    ) -> NodeId {
        let id = self.add(parent, role);
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.language = Some(language);
        }
        id
    }

    /// Adds a heading cell of a table.
    pub(crate) fn add_heading_cell(&mut self, row: NodeId, scope: Scope) -> NodeId {
        let id = self.add(row, StructRole::TH);
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.scope = Some(scope);
        }
        id
    }

    /// Adds a list.
    pub(crate) fn add_list(&mut self, parent: NodeId, numbered: bool) -> NodeId {
        let id = self.add(parent, StructRole::L);
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.numbered = Some(numbered);
        }
        id
    }

    /// Hangs something under a node.
    pub(crate) fn hang(&mut self, parent: NodeId, kid: Kid) {
        if let Some(node) = self.nodes.get_mut(parent.0) {
            node.kids.push(kid);
        }
    }
}

fn node(role: StructRole, parent: Option<NodeId>) -> Node {
    Node { role, parent, language: None, scope: None, numbered: None, kids: Vec::new() }
}
