//! The state of the parser between two steps, in the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011):
//! words that wait for their head on a stack, words still to come in a buffer.
//!
//! `Die Armee schoss`: shift `Die`; left: `Die` depends on `Armee`, which comes next; shift `Armee`; left: `Armee`
//! depends on `schoss`; shift `schoss`; right: `schoss` depends on the root.

use crate::lang::parser::STEPS;

/// No word.
pub const NONE: usize = usize::MAX;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next word goes on the stack.
    Shift,
    /// The word on top of the stack depends on the next word.
    Left,
    /// The word on top of the stack depends on the one below it.
    Right,
}

impl Step {
    /// All steps, by their number.
    pub const ALL: [Self; STEPS] = [Self::Shift, Self::Left, Self::Right];
}

/// What is known of a word while the tree is made.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The word that it depends on.
    pub head: usize,
    /// The relation; an index into the relations.
    pub label: u8,
    /// Its first and its second-found dependent before it.
    pub left: [usize; 2],
    /// Its last and its second-last dependent after it.
    pub right: [usize; 2],
    /// How many dependents it has before and after it.
    pub counts: [u8; 2],
    /// The relations of its dependents, a bit for each.
    pub labels: u64,
}

const FRESH: Node =
    Node { head: NONE, label: 0, left: [NONE; 2], right: [NONE; 2], counts: [0; 2], labels: 0 };

/// A half-made tree. The root is a word of its own after the last.
#[derive(Debug, Default, Clone)]
pub struct State {
    /// Words that wait for their head; the root at the bottom.
    pub stack: Vec<usize>,
    /// The next word.
    pub next: usize,
    /// What is known of each word, and of the root.
    pub nodes: Vec<Node>,
}

impl State {
    /// Starts a sentence of `length` words.
    pub fn start(&mut self, length: usize) {
        self.stack.clear();
        self.stack.push(length);
        self.next = 0;
        self.nodes.clear();
        self.nodes.resize(length + 1, FRESH);
    }

    /// The number of words; also the number of the root.
    #[must_use]
    pub fn root(&self) -> usize {
        self.nodes.len() - 1
    }

    /// The word so deep in the stack.
    #[must_use]
    pub fn on_stack(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// The word so far ahead.
    #[must_use]
    pub fn ahead(&self, offset: usize) -> usize {
        if self.next + offset < self.root() { self.next + offset } else { NONE }
    }

    /// Whether every word has its head.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.next == self.root() && self.stack.len() == 1
    }

    /// Whether a step can be taken. Only the last word on the stack may depend on the root, when nothing is to come.
    #[must_use]
    pub fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.next < self.root(),
            Step::Left => self.stack.len() > 1 && self.next < self.root(),
            Step::Right => self.stack.len() > 2 || self.stack.len() == 2 && self.next == self.root(),
        }
    }

    /// The arc that a step makes: dependent and head.
    #[must_use]
    pub fn arc(&self, step: Step) -> Option<(usize, usize)> {
        match step {
            Step::Shift => None,
            Step::Left => Some((self.on_stack(0), self.next)),
            Step::Right => Some((self.on_stack(0), self.on_stack(1))),
        }
    }

    /// Takes a step.
    ///
    /// # Panics
    /// If the step cannot be taken.
    pub fn take(&mut self, step: Step, label: u8) {
        let Some((dependent, head)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        (self.nodes[dependent].head, self.nodes[dependent].label) = (head, label);
        let node = &mut self.nodes[head];
        node.labels |= 1 << label;
        let (side, count) = match step {
            Step::Left => (&mut node.left, &mut node.counts[0]),
            _ => (&mut node.right, &mut node.counts[1]),
        };
        *side = [dependent, side[0]];
        *count = count.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::{State, Step};

    #[test]
    fn steps_make_a_tree() {
        let mut state = State::default();
        state.start(3);
        for step in [Step::Shift, Step::Left, Step::Shift, Step::Left, Step::Shift, Step::Right] {
            assert!(state.allows(step), "{step:?}");
            state.take(step, 0);
        }
        assert!(state.is_done());
        assert_eq!([0, 1, 2].map(|word| state.nodes[word].head), [1, 2, 3]);
    }

    #[test]
    fn only_one_word_depends_on_the_root() {
        let mut state = State::default();
        state.start(2);
        state.take(Step::Shift, 0);
        assert!(!state.allows(Step::Right), "a word is still to come");
    }
}
