//! Where the parser puts its nodes: one vector, nodes linked to their neighbours, so that every move is constant.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{Attribute, ElemName, ElementFlags, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{NodeOrText, TreeSink};
use html5ever::{LocalName, Namespace, QualName, local_name, ns};

use crate::known;
use crate::tree::{DEPTH, Element, Name, Node};

/// The node that holds all others.
const DOCUMENT: usize = 0;

/// How deep the walk over a finished arena may go; the gate's limit lies far below.
const WALK: usize = 1_000;

pub(super) struct Arena {
    slots: RefCell<Vec<Slot>>,
    room: usize,
    depth: Cell<usize>,
}

#[derive(Default)]
struct Slot {
    data: Data,
    depth: usize,
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
}

#[derive(Default)]
enum Data {
    #[default]
    Nothing,
    Text(String),
    Element(QualName, Vec<Attribute>),
}

impl Arena {
    pub(super) fn with_room_for(room: usize) -> Self {
        Self {
            slots: RefCell::new(vec![Slot::default()]),
            room,
            depth: Cell::new(0),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.slots.borrow().len() > self.room
    }

    /// How deep the parser last put something.
    pub(super) fn depth(&self) -> usize {
        self.depth.get()
    }

    pub(super) fn into_nodes(self) -> Vec<Node> {
        let mut slots = self.slots.into_inner();
        let mut nodes = Vec::new();
        // A fragment stands inside one `html` element.
        let root = slots.get(DOCUMENT).and_then(|document| document.first);
        if let Some(root) = root {
            collect(&mut slots, root, 0, 0, &mut nodes);
        }
        nodes
    }

    fn new_slot(&self, data: Data) -> usize {
        let mut slots = self.slots.borrow_mut();
        slots.push(Slot {
            data,
            ..Slot::default()
        });
        slots.len().saturating_sub(1)
    }

    /// Puts `child` in as the last below `parent`, or right before `before`.
    fn insert(&self, parent: usize, before: Option<usize>, child: NodeOrText<usize>) {
        let mut slots = self.slots.borrow_mut();
        let previous = match before {
            Some(before) => slots.get(before).and_then(|slot| slot.previous),
            None => slots.get(parent).and_then(|slot| slot.last),
        };
        let depth = slots.get(parent).map_or(0, |slot| slot.depth);
        let child = match child {
            NodeOrText::AppendText(text) => {
                self.depth.set(depth);
                let neighbour = previous.and_then(|previous| slots.get_mut(previous));
                if let Some(Slot {
                    data: Data::Text(old),
                    ..
                }) = neighbour
                {
                    old.push_str(&text);
                    return;
                }
                slots.push(Slot {
                    data: Data::Text(text.to_string()),
                    ..Slot::default()
                });
                slots.len().saturating_sub(1)
            }
            NodeOrText::AppendNode(child) => {
                self.depth.set(depth.saturating_add(1));
                child
            }
        };
        if let Some(slot) = slots.get_mut(child) {
            slot.parent = Some(parent);
            slot.previous = previous;
            slot.next = before;
            slot.depth = depth.saturating_add(1);
        }
        match previous.and_then(|previous| slots.get_mut(previous)) {
            Some(previous) => previous.next = Some(child),
            None => {
                if let Some(parent) = slots.get_mut(parent) {
                    parent.first = Some(child);
                }
            }
        }
        match before.and_then(|before| slots.get_mut(before)) {
            Some(before) => before.previous = Some(child),
            None => {
                if let Some(parent) = slots.get_mut(parent) {
                    parent.last = Some(child);
                }
            }
        }
    }

    fn detach(&self, node: usize) {
        let mut slots = self.slots.borrow_mut();
        let Some(slot) = slots.get_mut(node) else {
            return;
        };
        let (parent, previous, next) = (slot.parent.take(), slot.previous.take(), slot.next.take());
        if let Some(previous) = previous.and_then(|previous| slots.get_mut(previous)) {
            previous.next = next;
        } else if let Some(parent) = parent.and_then(|parent| slots.get_mut(parent)) {
            parent.first = next;
        }
        if let Some(next) = next.and_then(|next| slots.get_mut(next)) {
            next.previous = previous;
        } else if let Some(parent) = parent.and_then(|parent| slots.get_mut(parent)) {
            parent.last = previous;
        }
    }

    fn parent_of(&self, node: usize) -> Option<usize> {
        self.slots.borrow().get(node).and_then(|slot| slot.parent)
    }
}

/// Moves the children of `parent` out of the arena. `shown` counts the elements around them that are kept.
fn collect(slots: &mut [Slot], parent: usize, walked: usize, shown: usize, into: &mut Vec<Node>) {
    let mut next = slots.get(parent).and_then(|slot| slot.first);
    while let Some(at) = next {
        let Some(slot) = slots.get_mut(at) else {
            return;
        };
        next = slot.next;
        match std::mem::take(&mut slot.data) {
            Data::Nothing => {}
            Data::Text(text) => push_text(into, &text),
            Data::Element(..) if walked > WALK => {}
            Data::Element(name, attributes) => match known::element(&name.local) {
                Some(name) if shown < DEPTH => {
                    let mut element = Element::new(name, Vec::new());
                    for attribute in attributes {
                        if let Some(name) = known::attribute(&attribute.name.local) {
                            element.set(name, clean(&attribute.value, name));
                        }
                    }
                    collect(
                        slots,
                        at,
                        walked.saturating_add(1),
                        shown.saturating_add(1),
                        &mut element.children,
                    );
                    into.push(element.into());
                }
                _ => collect(slots, at, walked.saturating_add(1), shown, into),
            },
        }
    }
}

fn push_text(into: &mut Vec<Node>, text: &str) {
    let text = clean(text, "");
    if text.is_empty() {
        return;
    }
    match into.last_mut() {
        Some(Node::Text(old)) => old.push_str(&text),
        _ => into.push(Node::Text(text)),
    }
}

/// Without control characters, which no reader can see and which not every parser reads alike.
fn clean(text: &str, attribute: Name) -> String {
    let kept = |c: char| match c {
        '\n' | '\t' => attribute != "href" && attribute != "src",
        '\u{feff}' => false,
        c => !c.is_control(),
    };
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if matches!(c, '\r' | '\u{c}') { '\n' } else { c })
        .filter(|&c| kept(c))
        .collect()
}

/// An element's name, handed out by value because the slots may move.
#[derive(Debug)]
pub(super) struct OwnName {
    ns: Namespace,
    local: LocalName,
}

impl ElemName for OwnName {
    fn ns(&self) -> &Namespace {
        &self.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl TreeSink for Arena {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = OwnName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> OwnName {
        match self.slots.borrow().get(*target).map(|slot| &slot.data) {
            Some(Data::Element(name, _)) => OwnName {
                ns: name.ns.clone(),
                local: name.local.clone(),
            },
            _ => OwnName {
                ns: ns!(),
                local: local_name!(""),
            },
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.new_slot(Data::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.new_slot(Data::Nothing)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.new_slot(Data::Nothing)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        match self.parent_of(*element) {
            Some(parent) => self.insert(parent, Some(*element), child),
            None => self.insert(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, node: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(node) = &node {
            self.detach(*node);
        }
        if let Some(parent) = self.parent_of(*sibling) {
            self.insert(parent, Some(*sibling), node);
        }
    }

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        loop {
            let first = self.slots.borrow().get(*node).and_then(|slot| slot.first);
            let Some(first) = first else { return };
            self.detach(first);
            self.insert(*new_parent, None, NodeOrText::AppendNode(first));
        }
    }
}
