//! What the parts of the view of talks look at: the words that talks are told with, and who does what a verb says.
//!
//! `Das lehnte die Regierung ab` names the government as who refuses, `is being studied by Marun` names Marun.

use std::ops::Range;

use crate::lang::LanguageData;
use crate::lang::talk_words::{Meaning, TalkHint};
use crate::text::{Case, ClauseKind, Document, EntityId, EntityKind, Party, PronType, Span, Upos, VerbForm};

/// How many sentences back the body may stand that a pronoun or a spokesman stands for.
const REACH: usize = 2;

/// Words that do something when talks are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) hint: TalkHint,
    pub(super) meaning: Meaning,
    pub(super) tokens: Range<usize>,
}

/// Somebody or something in a few words, with the noun that they are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
}

/// A document with all such words.
pub(super) struct Scene<'d> {
    pub(super) doc: &'d Document,
    pub(super) data: &'d LanguageData,
    hits: Vec<Hit>,
}

impl<'d> Scene<'d> {
    pub(super) fn new(doc: &'d Document, data: &'d LanguageData) -> Self {
        let mut hits = Vec::new();
        for sentence in doc.sentence_ranges() {
            for token in sentence.clone() {
                let found = data.talk_words.at(&doc.tokens, token, sentence.end);
                let whole =
                    found.filter(|(_, _, end, has_gap)| !has_gap || is_whole(doc, data, *end, sentence.end));
                hits.extend(whole.map(|(hint, meaning, end, _)| Hit { hint, meaning, tokens: token..end }));
            }
        }
        Self { doc, data, hits }
    }

    /// The hits of some kinds, in order.
    pub(super) fn hits<'s>(&'s self, hints: &'s [TalkHint]) -> impl DoubleEndedIterator<Item = &'s Hit> + 's {
        self.hits.iter().filter(move |hit| hints.contains(&hit.hint))
    }

    /// Whether a hit of one of these kinds starts within some tokens.
    pub(super) fn any(&self, tokens: &Range<usize>, hints: &[TalkHint]) -> bool {
        self.first(tokens, hints).is_some()
    }

    /// The first hit of one of these kinds within some tokens.
    pub(super) fn first(&self, tokens: &Range<usize>, hints: &[TalkHint]) -> Option<&Hit> {
        let from = self.hits.partition_point(|hit| hit.tokens.start < tokens.start);
        let mut after = self.hits.iter().skip(from).take_while(|hit| hit.tokens.start < tokens.end);
        after.find(|hit| hints.contains(&hit.hint))
    }

    /// Whether a noun is, or ends, an expression of one of these kinds: `ministers` in `foreign ministers`.
    pub(super) fn is(&self, token: usize, hints: &[TalkHint]) -> bool {
        let from = self.hits.partition_point(|hit| hit.tokens.start + 2 < token);
        let mut near = self.hits.iter().skip(from).take_while(|hit| hit.tokens.start <= token);
        near.any(|hit| {
            (hit.tokens.start == token || hit.tokens.end == token + 1) && hints.contains(&hit.hint)
        })
    }

    /// The sentence of a token.
    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        self.doc.sentences[self.doc.sentence_at(token)].tokens.clone()
    }

    /// Whether a hit of one of these kinds starts in the clause of a token.
    pub(super) fn any_near(&self, token: usize, hints: &[TalkHint]) -> bool {
        self.doc.own_tokens(token).any(|near| self.any(&(near..near + 1), hints))
    }

    /// The words between two tokens, without marks at their ends.
    pub(super) fn trimmed(&self, tokens: Range<usize>) -> Option<Span> {
        let is_word = |token: &usize| self.doc.tokens[*token].upos != Upos::Punct;
        let first = tokens.clone().find(is_word)?;
        let last = tokens.rev().find(is_word)?;
        Some(self.doc.span_of(first..last + 1))
    }

    fn lower(&self, token: usize) -> &str {
        &self.doc.tokens[token].lower
    }

    /// Whether a word joins a noun to what it is of: `of`, `von`.
    pub(super) fn is_link(&self, token: usize) -> bool {
        let switches = &self.data.switches;
        let is_in = |words: &[String]| words.iter().any(|word| word == self.lower(token));
        is_in(&switches.genitive_prepositions)
            || is_in(&switches.agent_prepositions) && is_in(&switches.source_prepositions)
    }

    /// Whether a word stands before who does it in the passive: `by`, `von`.
    fn is_agent_preposition(&self, token: usize) -> bool {
        self.data.switches.agent_prepositions.iter().any(|word| word == self.lower(token))
    }

    /// The noun phrase from a token on, with what it is of: `die Regierung von Sorvia`.
    pub(super) fn group_from(&self, token: usize) -> Option<Group> {
        let phrase = self.doc.phrases.get(self.doc.phrase_at(token)?)?;
        let mut group = Group { tokens: token..phrase.tokens.end, head: phrase.head };
        // Inside an attribute its nouns are a phrase of their own: `die von Tavia vermittelte Feuerpause`.
        let is_inner = token > phrase.tokens.start && self.doc.tokens[token - 1].upos == Upos::Adp;
        if let Some(noun) = (token..phrase.head).find(|token| self.is_noun(*token)).filter(|_| is_inner) {
            return Some(Group { tokens: token..noun + 1, head: noun });
        }
        if !group.tokens.contains(&group.head) {
            group.head = group.tokens.clone().rfind(|token| self.is_noun(*token))?;
        }
        loop {
            let end = group.tokens.end;
            let next =
                self.doc.tokens.get(end).filter(|_| self.is_link(end)).and(self.doc.phrase_at(end + 1));
            match next.map(|next| &self.doc.phrases[next].tokens) {
                Some(next) if next.start == end + 1 => group.tokens.end = next.end,
                _ => return Some(group),
            }
        }
    }

    /// The noun phrase that ends before a token, with what it is of.
    pub(super) fn group_before(&self, token: usize) -> Option<Group> {
        let last = token.checked_sub(1)?;
        let mut start = self.doc.phrases[self.doc.phrase_at(last)?].tokens.start;
        while let Some(link) = start.checked_sub(1).filter(|link| self.is_link(*link)) {
            let Some(phrase) = link.checked_sub(1).and_then(|before| self.doc.phrase_at(before)) else {
                break;
            };
            start = self.doc.phrases[phrase].tokens.start;
        }
        let mut group = self.group_from(start)?;
        group.tokens.end = group.tokens.end.min(token);
        Some(group)
    }

    fn is_noun(&self, token: usize) -> bool {
        matches!(self.doc.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::Pron)
    }

    fn is_conjunction(&self, token: usize) -> bool {
        let is_naming = |word: &str| self.data.switches.naming_words.iter().any(|naming| naming == word);
        self.doc.tokens.get(token).is_some_and(|found| found.upos == Upos::Cconj && !is_naming(&found.lower))
    }

    /// Those that a noun phrase names one by one: `Lurien`, `the council` in `Lurien and the council`.
    pub(super) fn members(&self, group: Group) -> Vec<Group> {
        let in_name = |token: usize| self.doc.name_at(token).is_some();
        let mut members = Vec::new();
        let mut rest = group;
        loop {
            let inner = rest.tokens.clone().find(|token| self.is_conjunction(*token) && !in_name(*token));
            let part = |tokens: Range<usize>, head: usize| {
                let head = Some(head).filter(|head| tokens.contains(head));
                let head = head.or_else(|| tokens.clone().find(|token| self.is_noun(*token)))?;
                Some(Group { tokens, head })
            };
            if let Some(joint) = inner {
                let (left, right) = (rest.tokens.start..joint, joint + 1..rest.tokens.end);
                match (part(left, rest.head), part(right, rest.head)) {
                    (Some(left), Some(right)) => {
                        members.push(left);
                        rest = right;
                        continue;
                    }
                    _ => break,
                }
            }
            let end = rest.tokens.end;
            let next = self.group_from(end + 1).filter(|_| self.is_conjunction(end));
            members.push(rest);
            match next {
                Some(next) if !self.is_thing(next.head) => rest = next,
                _ => return members,
            }
        }
        members.push(rest);
        members
    }

    /// Those whose envoys, delegates or ministers these are; else the group itself, one by one.
    pub(super) fn whom(&self, group: Group) -> Vec<Group> {
        let head = group.head;
        if !self.is(head, &[TalkHint::Envoy]) {
            return self.members(group);
        }
        if let Some(owner) = self.owner(&group) {
            return vec![owner];
        }
        let start = head + 1 + usize::from(group.tokens.contains(&(head + 1)) && self.is_link(head + 1));
        let is_of = start > head + 1
            || self.doc.tokens.get(start).is_some_and(|token| token.upos == Upos::Det)
            || self.is_named(start, &[EntityKind::Place, EntityKind::Country, EntityKind::ArmedGroup]);
        if !is_of || start >= group.tokens.end {
            return self.members(group);
        }
        let first =
            group.tokens.clone().skip_while(|token| *token < start).find(|token| self.is_noun(*token));
        match first {
            Some(head) => self.members(Group { tokens: start..group.tokens.end, head }),
            None => self.members(group),
        }
    }

    /// Whose somebody is: `Kestria` in `Kestria's negotiators`.
    pub(super) fn owner(&self, group: &Group) -> Option<Group> {
        let before = group.tokens.start..group.head;
        let is_clitic = |token: &usize| {
            self.doc.tokens[*token].upos == Upos::Part && self.lower(*token).starts_with(['\'', '’'])
        };
        let clitic = before.clone().find(is_clitic);
        let owner = match clitic {
            Some(clitic) => group.tokens.start..clitic,
            None => {
                let name = self.doc.names.iter().find(|name| name.tokens.start == group.tokens.start)?;
                let is_body = !matches!(name.kind, EntityKind::Person | EntityKind::Population);
                Some(name.tokens.clone()).filter(|name| is_body && name.end <= group.head)?
            }
        };
        let head = owner.clone().rfind(|token| self.is_noun(*token))?;
        Some(Group { tokens: owner, head })
    }

    fn is_named(&self, token: usize, kinds: &[EntityKind]) -> bool {
        self.doc.name_at(token).is_some_and(|name| kinds.contains(&self.doc.names[name].kind))
    }

    /// Whether some tokens hold a name.
    pub(super) fn has_name(&self, tokens: &Range<usize>) -> bool {
        use TalkHint::{Envoy, Mediator, Side, Spokesperson};
        let is_word = |token: usize| self.is(token, &[Envoy, Mediator, Side, Spokesperson]);
        tokens.clone().any(|token| self.doc.tokens[token].upos == Upos::Propn && !is_word(token))
            || self.doc.names.iter().any(|name| tokens.contains(&name.tokens.start))
    }

    /// Whether a noun stands for talks, what is said in them, or a time: none of these acts.
    pub(super) fn is_thing(&self, token: usize) -> bool {
        use TalkHint::{Condition, Deal, Proposal, Talks, Truce};
        self.doc.time_at(token).is_some() || self.is(token, &[Talks, Truce, Deal, Proposal, Condition])
    }

    /// Whether words stand for both sides without naming them.
    pub(super) fn is_side(&self, group: &Group) -> bool {
        self.is(group.head, &[TalkHint::Side]) && !self.has_name(&group.tokens)
    }

    /// Who does what a verb says, one by one, with pronouns resolved: the agent of a passive, else the subject.
    pub(super) fn doers(&self, verb: &Range<usize>) -> Vec<Group> {
        let agent = self.agent(verb);
        let doer = agent.or_else(|| self.subject(verb.start));
        doer.and_then(|doer| self.resolved(doer)).map_or(Vec::new(), |doer| self.members(doer))
    }

    /// Who stands behind `by` in the clause of a verb.
    pub(super) fn agent(&self, verb: &Range<usize>) -> Option<Group> {
        let is_participle = verb.clone().any(|token| {
            let token = &self.doc.tokens[token];
            token.feats.verb_form == Some(VerbForm::Part) || token.upos == Upos::Adj
        });
        let own: Vec<usize> = self.doc.own_tokens(verb.start).collect();
        let is_agent = |token: &usize| {
            self.is_agent_preposition(*token)
                && self.group_from(token + 1).is_some_and(|group| !self.is_thing(group.head))
        };
        let is_free = |token: &usize| !token.checked_sub(1).is_some_and(|before| self.is_noun(before));
        let after = own.iter().copied().filter(|token| *token >= verb.end);
        let before = own.iter().rev().copied().filter(|token| *token < verb.start);
        let near = || after.clone().find(is_agent);
        let is_passive = || {
            let auxiliaries = &self.data.switches.passive_auxiliaries;
            own.iter().any(|token| auxiliaries.iter().any(|lemma| *lemma == self.doc.tokens[*token].lemma))
        };
        let joined = || after.clone().next().filter(is_agent);
        let passive = || near().or_else(|| before.clone().filter(is_agent).find(is_free));
        let at =
            joined().or_else(|| Some(()).filter(|()| is_participle && is_passive()).and_then(|()| passive()));
        self.group_from(at? + 1)
    }

    /// The subject of a verb, in its clause or in the one that it goes on with.
    fn subject(&self, verb: usize) -> Option<Group> {
        let mut clause = self.doc.clause_at(verb)?;
        for _ in 0..4 {
            if let Some(subject) = self.subject_in(clause, verb) {
                return Some(subject);
            }
            let found = &self.doc.clauses[clause];
            let sentence = self.sentence(verb);
            let before = (0..clause).rev().find(|before| {
                let before = &self.doc.clauses[*before];
                before.kind == ClauseKind::Main
                    && before.tokens.end <= found.tokens.start
                    && before.tokens.start >= sentence.start
            });
            clause = found.parent.or(before)?;
        }
        None
    }

    /// The phrase of a clause that can best be the subject of a verb.
    fn subject_in(&self, clause: usize, verb: usize) -> Option<Group> {
        let found = &self.doc.clauses[clause];
        let is_relative = found.kind == ClauseKind::Relative;
        let mut best: Option<(i32, usize)> = None;
        for (index, phrase) in self.doc.phrases.iter().enumerate() {
            if !found.tokens.contains(&phrase.tokens.start)
                || self.doc.clause_at(phrase.head) != Some(clause)
                || phrase.preposition.is_some()
                || self.is_thing(phrase.head)
            {
                continue;
            }
            let is_subject = found.subject == Some(index);
            if !self.data.switches.verb_second && phrase.tokens.start > verb {
                continue;
            }
            let head = &self.doc.tokens[phrase.head];
            let is_pronoun = head.upos == Upos::Pron;
            let kind = match head.feats.pron_type {
                _ if !is_pronoun => 0,
                Some(PronType::Dem | PronType::Rel | PronType::Int) => continue,
                _ if self.data.switches.is_reflexive(&head.lower) => continue,
                _ if found.subordinator == Some(phrase.head) => continue,
                _ => -1,
            };
            let is_envoy = self.is(phrase.head, &[TalkHint::Envoy, TalkHint::Mediator]);
            let is_oblique = phrase.case.is_some_and(|case| case != Case::Nom);
            let score = kind
                + if self.has_name(&phrase.tokens) && !is_pronoun { 1 } else { 0 }
                + if is_envoy { 2 } else { 0 }
                + if is_subject { 2 } else { 0 }
                - if is_oblique { 3 } else { 0 };
            if score > -2 && best.is_none_or(|(other, _)| score > other) {
                best = Some((score, index));
            }
        }
        let antecedent = || self.antecedent(clause).filter(|group| !self.is_thing(group.head));
        let by_itself = best.map(|(_, phrase)| self.doc.phrases[phrase].tokens.start);
        let own =
            by_itself.and_then(|start| self.group_from(start)).map(|group| self.with_coordinates(group));
        if is_relative {
            let opener = found.subordinator.and_then(|token| self.doc.phrase_at(token));
            let opens = opener.is_some() && found.subject == opener;
            return if opens { antecedent().or(own) } else { own.or_else(antecedent) };
        }
        own
    }

    /// A group with those that stand before it and `and`: `Envoys of Lurien and Sorvia`.
    fn with_coordinates(&self, mut group: Group) -> Group {
        while let Some(joint) = group.tokens.start.checked_sub(1).filter(|joint| self.is_conjunction(*joint))
            && let Some(before) = self.group_before(joint)
            && before.tokens.end == joint
            && !self.is_thing(before.head)
            && self.preposition(before.tokens.start).is_none()
        {
            group = Group { tokens: before.tokens.start..group.tokens.end, head: before.head };
        }
        group
    }

    /// The preposition of the phrase that a token stands in.
    fn preposition(&self, token: usize) -> Option<usize> {
        self.doc.phrases[self.doc.phrase_at(token)?].preposition
    }

    /// What a relative clause is about.
    fn antecedent(&self, clause: usize) -> Option<Group> {
        let start = self.doc.clauses[clause].tokens.start;
        let sentence = self.sentence(start);
        let end = (sentence.start..start).rev().find(|token| {
            let upos = self.doc.tokens[*token].upos;
            !matches!(upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Part | Upos::Adp | Upos::Adv)
        })?;
        self.group_before(end + 1)
    }

    /// The words that a span is about.
    pub(super) fn group_of(&self, span: Span) -> Option<Group> {
        let tokens = self.doc.tokens_in(span);
        let group = self.group_from(tokens.start)?;
        let head = if tokens.contains(&group.head) {
            group.head
        } else {
            tokens.clone().rfind(|token| self.is_noun(*token))?
        };
        Some(Group { tokens, head })
    }

    /// What a pronoun or a bare spokesman stands for, as far as the text tells; other words stand for themselves.
    pub(super) fn resolved(&self, group: Group) -> Option<Group> {
        let token = &self.doc.tokens[group.head];
        let is_pronoun = token.upos == Upos::Pron && group.tokens.len() <= 2;
        if is_pronoun && self.is(group.head, &[TalkHint::Side]) {
            return Some(group);
        }
        // `whose country mediated`: the country of whom the clause is about.
        let clause = self.doc.clause_at(group.head).filter(|_| !is_pronoun).filter(|clause| {
            let start = self.doc.clauses[*clause].tokens.start;
            start + 1 >= group.tokens.start && self.any(&(start..start + 1), &[TalkHint::Whose])
        });
        if let Some(clause) = clause.filter(|_| !self.has_name(&group.tokens)) {
            return self.antecedent(clause).map(|group| self.owner(&group).unwrap_or(group));
        }
        if !is_pronoun && let Some(name) = self.name_beside(&group) {
            return Some(name);
        }
        let is_spokesperson = self.is(group.head, &[TalkHint::Spokesperson]);
        if is_spokesperson && !self.has_name(&group.tokens) {
            let is_bare = group.tokens.end == group.head + 1;
            return Some(self.body_before(group.head).filter(|_| is_bare).unwrap_or(group));
        }
        if !is_pronoun {
            return Some(group);
        }
        if self.data.relative_pronouns.contains(token.lower.as_str())
            && let Some(clause) = self.doc.clause_from(group.head)
        {
            return self.antecedent(clause);
        }
        self.speaker(group.head)
            .or_else(|| self.earlier_mention(&group))
            .or_else(|| self.body_before(group.head))
    }

    /// The name set off behind an office: `ihr Unterhändler, General Aldo Reinhag, verlangte`.
    fn name_beside(&self, group: &Group) -> Option<Group> {
        let is_comma = |token: usize| self.doc.tokens.get(token).is_some_and(|token| token.lower == ",");
        let hints = [TalkHint::Envoy, TalkHint::Spokesperson, TalkHint::Mediator];
        let is_office = self.is(group.head, &hints) && !self.has_name(&group.tokens);
        let comma = Some(group.tokens.end).filter(|token| is_office && is_comma(*token))?;
        let sentence = self.sentence(comma);
        let starts = (comma + 1..sentence.end.min(comma + 4)).take_while(|token| !is_comma(*token));
        let name = starts.filter_map(|token| self.group_from(token)).next()?;
        (is_comma(name.tokens.end) && self.has_name(&name.tokens)).then_some(name)
    }

    /// Who says the words around a token, in the same sentence; not a pronoun.
    pub(super) fn speaker(&self, token: usize) -> Option<Group> {
        let (span, sentence) = (self.doc.tokens[token].span, self.doc.sentence_at(token));
        let around = self.doc.attributions.iter().filter(|found| {
            found.content.iter().any(|piece| piece.contains(span))
                && found.source.is_some_and(|source| {
                    let first = self.doc.tokens_in(source).start;
                    self.doc.sentence_at(first) == sentence && self.doc.tokens[first].upos != Upos::Pron
                })
        });
        let length =
            |found: &crate::text::Attribution| found.content.iter().map(|piece| piece.len()).sum::<usize>();
        let outermost = around.max_by_key(|found| length(found))?;
        self.group_of(outermost.source?)
    }

    /// The nearest mention of the same entity before a pronoun that is none.
    fn earlier_mention(&self, group: &Group) -> Option<Group> {
        let span = self.doc.span_of(group.tokens.clone());
        let entity = self.doc.entities.iter().find(|entity| entity.mentions.contains(&span))?;
        let is_name = |mention: &&Span| {
            mention.end() <= span.start()
                && self.doc.tokens[self.doc.tokens_in(**mention).start].upos != Upos::Pron
        };
        entity.mentions.iter().rev().find(is_name).and_then(|mention| self.group_of(*mention))
    }

    /// The subject of a main clause shortly before a token that is no pronoun.
    fn body_before(&self, token: usize) -> Option<Group> {
        let sentence = self.doc.sentence_at(token);
        for before in (sentence.saturating_sub(REACH)..sentence).rev() {
            let tokens = self.doc.sentences[before].tokens.clone();
            let clauses = self.doc.clauses.iter().filter(|clause| tokens.contains(&clause.tokens.start));
            for clause in clauses.filter(|clause| clause.kind == ClauseKind::Main) {
                let Some(verb) = clause.predicate.or(clause.finite) else { continue };
                let subject =
                    self.subject(verb).filter(|group| self.doc.tokens[group.head].upos != Upos::Pron);
                if subject.is_some() {
                    return subject;
                }
            }
        }
        None
    }

    /// A group as the view has it.
    pub(super) fn party(&self, group: &Group) -> Party {
        let span = self.doc.span_of(group.tokens.clone());
        let hyphen = Some(group.head).filter(|_| group.tokens.len() == 1).and_then(|head| {
            let (at, hint) = self.data.talk_words.after_hyphen(self.lower(head))?;
            matches!(hint, TalkHint::Mediate | TalkHint::Mediated).then_some(span.start() + at)
        });
        let is_boundary = |end: &usize| self.doc.text().is_char_boundary(*end) && *end < span.end();
        let end = hyphen.filter(is_boundary).unwrap_or(span.end());
        Party { span: Span::new(span.start(), end), entity: self.entity(group) }
    }

    /// The entity that the head of a group mentions, else the name that it ends in.
    pub(super) fn entity(&self, group: &Group) -> Option<EntityId> {
        let (span, head) = (self.doc.span_of(group.tokens.clone()), self.doc.tokens[group.head].span);
        let has_link = (group.head..group.tokens.end).any(|token| {
            self.is_link(token) || token > group.head && self.doc.tokens[token].upos == Upos::Det
        });
        let mut best: Option<(bool, usize, EntityId)> = None;
        for (index, entity) in self.doc.entities.iter().enumerate() {
            for mention in entity.mentions.iter().filter(|mention| span.contains(**mention)) {
                let holds = mention.contains(head);
                if holds || !has_link && mention.end() == span.end() {
                    let found = (holds, mention.len(), EntityId(index as u32));
                    if best.is_none_or(|best| (found.0, found.1) > (best.0, best.1)) {
                        best = Some(found);
                    }
                }
            }
        }
        best.map(|best| best.2)
    }

    /// Whether two groups stand for the same: one entity, or one in fewer words or a shorter word (`Flussmiliz`, `Miliz`).
    pub(super) fn is_same(&self, one: &Group, other: &Group) -> bool {
        if let (Some(one), Some(other)) = (self.entity(one), self.entity(other))
            && one == other
        {
            return true;
        }
        let words = |group: &Group| -> Vec<&str> {
            let is_word =
                |token: &usize| matches!(self.doc.tokens[*token].upos, Upos::Noun | Upos::Propn | Upos::Adj);
            group.tokens.clone().filter(is_word).map(|token| self.lower(token)).collect()
        };
        let (one, other) = (words(one), words(other));
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let is_in = |word: &&str| {
            long.iter().any(|found| {
                found == word || word.len() > 3 && found.ends_with(*word) && found.len() > word.len() + 2
            })
        };
        !short.is_empty() && (short.iter().all(is_in) || long.len() == 1 && short[0].ends_with(long[0]))
    }

    /// Adds groups that are not there yet.
    pub(super) fn add(&self, found: &mut Vec<Group>, groups: impl IntoIterator<Item = Group>) {
        for group in groups {
            if !found.iter().any(|other| self.is_same(other, &group)) {
                found.push(group);
            }
        }
    }

    /// The claim that some words belong to; an index into the claims.
    pub(super) fn claim(&self, tokens: &Range<usize>) -> Option<usize> {
        let span = self.doc.span_of(tokens.clone());
        let around = self.doc.claims.iter().enumerate().filter(|(_, claim)| claim.span.overlaps(span));
        around.min_by_key(|(_, claim)| (!claim.span.contains(span), claim.span.len())).map(|(index, _)| index)
    }
}

/// Whether a verb with a gap, which ends before a token, has its particle at the end of its clause, in languages that part them.
fn is_whole(doc: &Document, data: &LanguageData, end: usize, sentence_end: usize) -> bool {
    let is_parted = data.verb_particles.contains(doc.tokens[end - 1].lower.as_str());
    !is_parted
        || !data.switches.verb_second
        || end >= sentence_end
        || matches!(doc.tokens[end].upos, Upos::Punct | Upos::Cconj | Upos::Sconj)
}
