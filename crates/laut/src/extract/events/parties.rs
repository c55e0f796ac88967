//! Who did it and to whom: subject and objects of verbs in both voices, genitives and prepositions of nouns.
//!
//! `wurde von der Junta abgelehnt`: the actor is `der Junta`. `the pledge by the government`: the actor is `the government`.
//! `Lob erhielten die Sanitäter von der Ministerin`: the subject undergoes what the noun tells.

use std::borrow::Cow;
use std::ops::Range;

use super::{Found, Scope};
use crate::lang::event_words::{Genitive, Grammar, Object};
use crate::lang::figure_words::Use;
use crate::parse::phrases::is_genitive_mark;
use crate::text::{Case, EventType, Upos, VerbForm};

/// Who did it and to whom, as tokens.
#[derive(Default)]
pub(super) struct Parties {
    pub actors: Vec<Range<usize>>,
    pub recipients: Vec<Range<usize>>,
}

impl Scope<'_> {
    pub(super) fn tokens(&self, phrase: usize) -> Range<usize> {
        self.doc.phrases[phrase].tokens.clone()
    }

    /// A phrase with those that are joined to it: `Gewerkschaften und Bergwerksbesitzer`.
    pub(super) fn joined(&self, phrase: usize) -> Vec<Range<usize>> {
        let doc = self.doc;
        let mut parties = vec![self.tokens(phrase)];
        let mut next = phrase + 1;
        while next < doc.phrases.len() {
            let between = doc.phrases[next - 1].tokens.end..doc.phrases[next].tokens.start;
            let is_join = between.len() == 1 && doc.tokens[between.start].upos == Upos::Cconj;
            if !is_join || between.start >= self.sentence.end {
                break;
            }
            parties.push(self.tokens(next));
            next += 1;
        }
        parties
    }

    /// Whether a phrase is a time, not a party.
    pub(super) fn is_time(&self, phrase: usize) -> bool {
        self.doc.time_at(self.doc.phrases[phrase].head).is_some()
    }

    /// Whether a phrase is somebody: a name, or a noun that is not listed as a thing and tells no event.
    fn is_party(&self, phrase: usize) -> bool {
        let (doc, words) = (self.doc, &self.data.event_words);
        let found = &doc.phrases[phrase];
        let head = &doc.tokens[found.head];
        if head.upos == Upos::Propn || doc.name_at(found.head).is_some() {
            return true;
        }
        let form = doc.form(found.head);
        let is_known = self.data.names.organization_head(&head.lower).is_some()
            || self.data.names.person_noun(form).is_some()
            || self.data.names.role(&head.lower).is_some();
        let victim = self.data.figure_words.victims.word(&head.lower).next().map(|noun| noun.is_person);
        let is_told = self.trigger_at(found.head).is_some();
        is_known || victim == Some(true) || !is_told && !words.is_thing(&head.lower) && victim != Some(false)
    }

    /// Whether a phrase is a reflexive, a possessive or another pronoun that stands for nobody here.
    fn is_empty(&self, phrase: usize) -> bool {
        let doc = self.doc;
        let found = &doc.phrases[phrase];
        let head = &doc.tokens[found.head];
        // `beat its rivals`: a possessive that is a phrase of its own.
        let is_possessive = found.case == Some(Case::Gen)
            && found.preposition.is_none()
            && doc.phrases.get(phrase + 1).is_some_and(|next| next.tokens.start == found.tokens.end);
        head.upos == Upos::Pron && (is_possessive || self.data.names.pronoun(&head.lower).is_none())
    }

    fn preposition(&self, phrase: usize) -> Option<&str> {
        self.doc.phrases[phrase].preposition.map(|token| self.doc.tokens[token].lower.as_str())
    }

    pub(super) fn of_verb(&self, found: &Found, all: &[Found]) -> Parties {
        let verb = found.tokens.start;
        if let Some(parties) = self.of_attribute(verb) {
            return parties;
        }
        let subject = self.subject(verb, all);
        let is_subject = |phrase: usize| subject.contains(&self.tokens(phrase));
        let others: Vec<usize> = self
            .phrases(verb)
            .filter(|phrase| {
                let tokens = self.tokens(*phrase);
                let is_own = found.apart.is_some_and(|apart| tokens.contains(&apart));
                !is_subject(*phrase) && !self.is_time(*phrase) && !is_own && !self.is_empty(*phrase)
            })
            .collect();
        let agent = others.iter().copied().find(|phrase| {
            let preposition = self.doc.phrases[*phrase].preposition;
            preposition.is_some_and(|token| self.is(token, Use::Agent)) && !self.is_source(*phrase, verb)
        });
        let agents = || agent.map(|agent| self.joined(agent)).unwrap_or_default();
        let recipients = self.recipients(found, &others);
        if self.is_passive(verb, agent) {
            let actors = agents();
            let is_dative = |phrase: &usize| self.doc.phrases[*phrase].case == Some(Case::Dat);
            let dative = others
                .iter()
                .copied()
                .find(|phrase| is_dative(phrase) && self.doc.phrases[*phrase].preposition.is_none());
            let whole = match found.trigger.object {
                Object::Swap => return Parties { actors: subject, recipients: actors },
                _ if dative.is_some() => dative.map(|dative| self.tokens(dative)).into_iter().collect(),
                Object::Any => subject,
                Object::Party => subject.into_iter().filter(|tokens| self.is_somebody(tokens)).collect(),
                Object::Own => recipients,
                Object::Owner => subject.iter().filter_map(|tokens| self.owner(tokens.clone())).collect(),
            };
            return Parties { actors, recipients: whole };
        }
        if found.trigger.object == Object::Swap {
            let from = others.iter().copied().find(|phrase| {
                let preposition = self.preposition(*phrase);
                preposition.is_some_and(|word| self.data.event_words.is(word, Grammar::From, None))
            });
            // `empfing den Gesandten`: who is received is the one who visits.
            let bare = others
                .iter()
                .copied()
                .find(|phrase| self.doc.phrases[*phrase].preposition.is_none() && self.is_party(*phrase));
            let actors = bare.or(from).map(|from| self.joined(from)).unwrap_or_default();
            return Parties { actors, recipients: subject };
        }
        Parties { actors: subject, recipients }
    }

    /// Whether a phrase is among those who tell what the verb says: `wurden nach Schätzung von Ärzten festgenommen`, but not `wurden
    /// von Ärzten aufgefordert`.
    fn is_source(&self, phrase: usize, verb: usize) -> bool {
        let (span, verb) = (self.doc.span_of(self.tokens(phrase)), self.doc.tokens[verb].span);
        self.doc.attributions.iter().any(|found| {
            let tells_by_it = found.cue.is_some_and(|cue| cue.overlaps(verb));
            !tells_by_it && found.source.is_some_and(|source| source.contains(span))
        })
    }

    /// A participle before its noun: `137 kidnapped children`, `die von Rebellen besetzte Stadt`. It is done to the noun, by whom its own
    /// phrase says.
    fn of_attribute(&self, verb: usize) -> Option<Parties> {
        let doc = self.doc;
        let phrase = &doc.phrases[doc.phrase_at(verb)?];
        let feats = doc.tokens[verb].feats;
        let is_past = feats.verb_form == Some(VerbForm::Part) || doc.tokens[verb].upos == Upos::Adj;
        let is_active = self.data.switches.is_like_gerund(&doc.tokens[verb].lower);
        if !is_past
            || is_active
            || phrase.head <= verb
            || phrase.tokens.start == verb && phrase.tokens.len() == 1
        {
            return None;
        }
        let inner = phrase.tokens.start..verb;
        let agent =
            inner.clone().find(|token| self.is(*token, Use::Agent) && doc.tokens[*token].upos == Upos::Adp);
        let actors = agent.map(|agent| agent + 1..verb).into_iter().collect();
        let noun = verb + 1..phrase.tokens.end;
        Some(Parties { actors, recipients: Vec::from([noun]) })
    }

    fn is_somebody(&self, tokens: &Range<usize>) -> bool {
        self.doc.phrase_at(tokens.start).is_none_or(|phrase| self.is_party(phrase))
    }

    /// To whom an active verb is done: its dative, its object as far as that is somebody, or what its prepositions govern.
    fn recipients(&self, found: &Found, others: &[usize]) -> Vec<Range<usize>> {
        let doc = self.doc;
        let object = found.trigger.object;
        let verb_second = self.data.switches.verb_second;
        let follows = |phrase: usize| verb_second || doc.phrases[phrase].tokens.start >= found.tokens.end;
        let bare: Vec<usize> = others
            .iter()
            .copied()
            .filter(|phrase| {
                // `called on both sides`: a preposition of the trigger itself.
                let preposition = doc.phrases[*phrase].preposition;
                preposition.is_none_or(|token| found.tokens.contains(&token)) && follows(*phrase)
            })
            .collect();
        let is_dative = |phrase: &usize| verb_second && doc.phrases[*phrase].case == Some(Case::Dat);
        if let Some(dative) = bare.iter().copied().find(|phrase| is_dative(phrase) && self.is_party(*phrase))
        {
            return self.joined(dative);
        }
        let first = bare.first().copied();
        let taken = match object {
            Object::Any => first,
            Object::Party => bare.iter().copied().find(|phrase| self.is_party(*phrase)),
            Object::Owner | Object::Own | Object::Swap => None,
        };
        if let Some(phrase) = taken {
            return self.joined(phrase);
        }
        if object == Object::Owner {
            if let Some(owner) = first.and_then(|phrase| self.owner(self.tokens(phrase))) {
                return vec![owner];
            }
            if let Some(party) = first.filter(|phrase| self.is_party(*phrase)) {
                return self.joined(party);
            }
        }
        let event_type = found.trigger.event_type;
        let is_open = matches!(event_type, EventType::Assault | EventType::Coerce);
        let governed = others.iter().copied().find(|phrase| {
            let preposition = self.preposition(*phrase);
            let fits =
                preposition.is_some_and(|word| self.data.event_words.is(word, Grammar::To, Some(event_type)));
            fits && (is_open || self.is_party(*phrase))
        });
        governed.map(|phrase| self.joined(phrase)).unwrap_or_default()
    }

    /// Whose something is: `das Angebot des Gouverneurs`, `the governor's offer`, `the petition of the relatives`.
    fn owner(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let doc = self.doc;
        let phrase = doc.phrase_at(tokens.start)?;
        if let Some(mark) = self.possessor(tokens.clone()) {
            return Some(mark);
        }
        let head = doc.phrases[phrase].head;
        let mut rest = head + 1..tokens.end;
        while !rest.is_empty() && doc.tokens[rest.start].upos == Upos::Adp {
            rest.start += 1;
        }
        if !rest.is_empty() {
            return Some(rest);
        }
        let next = phrase + 1;
        let after = doc.phrases.get(next)?;
        let preposition = after.preposition.filter(|at| *at == tokens.end)?;
        (self.is(preposition, Use::Of) && self.is_party(next)).then(|| self.tokens(next))
    }

    /// The tokens before a possessive ending within a phrase: `the governor's`.
    fn possessor(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let mark = tokens.clone().find(|token| is_genitive_mark(self.doc, *token))?;
        (mark > tokens.start).then_some(tokens.start..mark)
    }

    /// Whether a verb form is passive: a participle with an auxiliary that makes one, or with an agent alone.
    fn is_passive(&self, verb: usize, agent: Option<usize>) -> bool {
        let doc = self.doc;
        let form = doc.tokens[verb].feats.verb_form;
        if form == Some(VerbForm::Inf) {
            // `konnten geborgen werden` has its participle elsewhere; an infinitive is active.
            return false;
        }
        if self.data.switches.verb_second {
            let is_participle = form == Some(VerbForm::Part);
            return is_participle && self.doc.own_tokens(verb).any(|token| self.is(token, Use::Become));
        }
        let is_finite = doc.clause_at(verb).is_some_and(|clause| doc.clauses[clause].finite == Some(verb));
        let follows = |phrase: usize| doc.phrases[phrase].preposition == Some(verb + 1);
        let is_gerund = self.data.switches.is_like_gerund(&doc.tokens[verb].lower);
        if agent.is_some_and(follows) && !is_gerund && !is_finite {
            return true;
        }
        let mut before = verb;
        while before > self.sentence.start {
            before -= 1;
            if self.is(before, Use::Become) {
                return !is_gerund;
            }
            if !matches!(doc.tokens[before].upos, Upos::Adv | Upos::Part) {
                break;
            }
        }
        false
    }

    pub(super) fn of_noun(&self, found: &Found) -> Parties {
        let doc = self.doc;
        let noun = found.tokens.end - 1;
        let mut parties = Parties::default();
        let Some(index) = doc.phrase_at(noun) else { return parties };
        let phrase = &doc.phrases[index];
        let is_recipient = found.trigger.genitive == Some(Genitive::Recipient);
        let before = phrase.tokens.start..found.tokens.start;
        parties.actors.extend(self.possessor(before).filter(|_| !is_recipient));
        let mut rest = found.tokens.end..phrase.tokens.end;
        while !rest.is_empty() && doc.tokens[rest.start].upos == Upos::Adp {
            rest.start += 1;
        }
        if !rest.is_empty() {
            if is_recipient { parties.recipients.push(rest) } else { parties.actors.push(rest) }
        }
        let mut previous = index;
        for next in index + 1..(index + 4).min(doc.phrases.len()) {
            let Some(preposition) = doc.phrases[next].preposition else { break };
            let gap = preposition - doc.phrases[previous].tokens.end.min(preposition);
            let is_far = gap > 1 || gap == 1 && doc.tokens[preposition - 1].upos != Upos::Verb;
            if is_far || preposition >= self.sentence.end || self.is_time(next) {
                break;
            }
            previous = next;
            let word = doc.tokens[preposition].lower.as_str();
            let event_type = found.trigger.event_type;
            let is_open = matches!(event_type, EventType::Assault | EventType::Coerce);
            let is_to = self.data.event_words.is(word, Grammar::To, Some(event_type));
            let is_genitive = self.is(preposition, Use::Of) && word.len() < 4;
            if is_genitive && !self.is(preposition, Use::Doer) && !is_to {
                let list = if is_recipient { &mut parties.recipients } else { &mut parties.actors };
                if is_open || is_recipient || self.is_party(next) {
                    list.extend(self.joined(next));
                }
            } else if self.is(preposition, Use::Agent) || self.is(preposition, Use::Doer) {
                parties.actors.extend(self.joined(next));
            } else if is_to && (is_open || self.is_party(next)) {
                parties.recipients.extend(self.joined(next));
            }
        }
        self.of_light_verb(found, index, &mut parties);
        parties
    }

    /// `übte Kritik`, `fand Rückhalt bei`: a verb of little meaning gives its noun a subject and further parties.
    fn of_light_verb(&self, found: &Found, own: usize, parties: &mut Parties) {
        let doc = self.doc;
        let noun = found.tokens.start;
        let words = &self.data.event_words;
        let is = |token: usize, use_of: Grammar| words.is(&self.verb_lemma(token), use_of, None);
        let is_verb = |token: &usize| matches!(doc.tokens[*token].upos, Upos::Verb | Upos::Aux);
        let verbs: Vec<usize> = self.doc.own_tokens(noun).filter(is_verb).collect();
        let light = verbs.iter().copied().find(|token| is(*token, Grammar::Light));
        let undergo = verbs.iter().copied().find(|token| is(*token, Grammar::Undergo));
        let come = verbs.iter().copied().find(|token| is(*token, Grammar::Come));
        // `machte die Miliz für den Anschlag verantwortlich`: a verb that accuses gives its noun nobody.
        let accuses = |verb: usize| {
            self.trigger_at(verb).is_some_and(|found| found.trigger.event_type == EventType::Accuse)
        };
        let Some(verb) = light.or(undergo).or(come).filter(|verb| !accuses(*verb)) else { return };
        let subject = self.subject(verb, &[]);
        let is_own = subject.contains(&self.tokens(own));
        let others: Vec<usize> = self
            .phrases(verb)
            .filter(|phrase| {
                *phrase != own
                    && !subject.contains(&self.tokens(*phrase))
                    && !self.is_time(*phrase)
                    && !self.is_empty(*phrase)
            })
            .collect();
        let named = |use_of: Grammar, event_type: Option<EventType>| {
            others.iter().copied().find(|phrase| {
                let word = self.preposition(*phrase);
                word.is_some_and(|word| words.is(word, use_of, event_type)) && self.is_party(*phrase)
            })
        };
        let agent = others
            .iter()
            .copied()
            .find(|phrase| doc.phrases[*phrase].preposition.is_some_and(|token| self.is(token, Use::Agent)));
        if is_own {
            // What is said comes from somebody, an attack from somewhere.
            let is_said = !matches!(found.trigger.event_type, EventType::Assault | EventType::Coerce);
            let from = || come.filter(|_| is_said).and_then(|_| named(Grammar::From, None));
            if parties.actors.is_empty() {
                parties
                    .actors
                    .extend(agent.or_else(from).map(|agent| self.joined(agent)).unwrap_or_default());
            }
            return;
        }
        if light.or(undergo).is_none() {
            return;
        }
        let dative = others.iter().copied().find(|phrase| {
            doc.phrases[*phrase].preposition.is_none()
                && (doc.phrases[*phrase].case == Some(Case::Dat) || !self.data.switches.verb_second)
                && self.is_party(*phrase)
        });
        let is_passive = self.is_passive(verb, agent);
        let to = dative.or_else(|| named(Grammar::To, Some(found.trigger.event_type)));
        let to = to.map(|to| self.joined(to)).unwrap_or_default();
        let (actors, recipients) = match (light.is_some(), is_passive) {
            (true, false) => (subject, to),
            (true, true) => (
                agent.map(|agent| self.joined(agent)).unwrap_or_default(),
                if to.is_empty() { subject } else { to },
            ),
            (false, _) => {
                let from = named(Grammar::From, None).map(|from| self.joined(from)).unwrap_or_default();
                (from, subject)
            }
        };
        if parties.actors.is_empty() {
            parties.actors = actors;
        }
        if parties.recipients.is_empty() {
            parties.recipients = recipients;
        }
    }

    /// A verb's dictionary form with its particle.
    pub(super) fn verb_lemma(&self, token: usize) -> Cow<'_, str> {
        let doc = self.doc;
        let lemma = doc.tokens[token].lemma.as_str();
        let clause = doc.clause_at(token).map(|clause| &doc.clauses[clause]);
        let particle =
            clause.filter(|clause| clause.finite == Some(token)).and_then(|clause| clause.particle);
        match particle.map(|particle| doc.tokens[particle].lower.as_str()) {
            Some(particle) if !lemma.starts_with(particle) => format!("{particle}{lemma}").into(),
            _ => lemma.into(),
        }
    }
}
