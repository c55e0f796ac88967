//! Finds who says it: the subject of a reporting verb, the phrase after `laut`, with title, apposition and all that belongs to it.
//!
//! `Martin Griffiths, der UN-Koordinator für Nothilfe, sagte` → from `Martin` to `Nothilfe`;
//! `said the head of the mission in Mopti, Awa Traoré` → from `the` to `Traoré`.

use std::ops::Range;

mod before;
mod extent;

use super::scene::Scene;
use crate::lang::lexicon::capitalised;
use crate::text::{Case, ClauseKind, Gender, Tense, Upos, VerbForm};
use before::{before_participle, extend_left_to, is_in_relative_before, phrase_before, phrase_ending};

pub(super) use extent::extend_right;

/// The source of an active reporting verb; token range.
pub(super) fn of_verb(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let doc = scene.doc;
    let clause = doc.clause_at(verb).map(|clause| &doc.clauses[clause]);
    let finite = clause.and_then(|clause| clause.finite).filter(|finite| in_verb_group(scene, *finite, verb));
    let joins_past =
        !scene.data.switches.verb_second && scene.is_participle(verb) && is_joined_verb(scene, verb);
    match finite {
        _ if joins_past => shared_subject(scene, verb),
        Some(finite) => subject(scene, finite, clause.and_then(|clause| clause.subject)),
        None if scene.is_finite(verb) => subject(scene, verb, None),
        None => controller(scene, verb),
    }
}

/// Whether a finite verb and another form one predicate: `hat … erklärt`, `would not say`.
fn in_verb_group(scene: &Scene<'_>, finite: usize, verb: usize) -> bool {
    if finite == verb {
        return true;
    }
    let between = finite.min(verb) + 1..finite.max(verb);
    let is_to = verb
        .checked_sub(1)
        .is_some_and(|before| scene.lower(before) == scene.data.switches.infinitive_particle);
    scene.upos(finite) == Upos::Aux
        && !is_to
        && scene.quotation_at(finite) == scene.quotation_at(verb)
        && !between.into_iter().any(|token| scene.is_finite(token))
}

/// The subject of a finite verb: before it, after it, or that of the verb it is joined to.
pub(super) fn subject(
    scene: &Scene<'_>,
    finite: usize,
    clause_subject: Option<usize>,
) -> Option<Range<usize>> {
    if scene.data.switches.verb_second {
        if let Some(front) = front_field(scene, finite) {
            return Some(front);
        }
    } else if let Some(tag) = after_quotation(scene, finite) {
        return Some(tag);
    } else if let Some(before) = phrase_before(scene, finite).map(|found| before_participle(scene, found)) {
        let outer = clause_subject.filter(|_| is_in_relative_before(scene, head_of(scene, &before), finite));
        return match outer {
            Some(phrase) => Some(doc_phrase(scene, phrase)),
            None => Some(extend_left_to(scene, before, finite)),
        };
    }
    let stands_before = |phrase: &usize| {
        let phrase = &scene.doc.phrases[*phrase];
        !scene.data.switches.verb_second && phrase.tokens.end <= finite && phrase.preposition.is_none()
    };
    if let Some(phrase) = clause_subject.filter(stands_before).filter(|_| !is_joined_verb(scene, finite)) {
        return Some(extend_right(scene, doc_phrase(scene, phrase)));
    }
    if let Some(after) = subject_after(scene, finite).filter(|_| !is_joined_verb(scene, finite)) {
        return Some(after);
    }
    if is_joined_verb(scene, finite) {
        return shared_subject(scene, finite);
    }
    if let Some(phrase) = clause_subject {
        return Some(extend_right(scene, doc_phrase(scene, phrase)));
    }
    shared_subject(scene, finite)
}

/// `“We stay,” Black said`: all that stands between the closing mark and the verb.
fn after_quotation(scene: &Scene<'_>, finite: usize) -> Option<Range<usize>> {
    let close =
        (scene.start..finite).rfind(|token| !scene.is_word(*token) && scene.doc.form(*token) != "-")?;
    let ends_speech = scene
        .quotations()
        .any(|quotation| quotation.close == Some(close) && scene.has_finite(quotation.inner.clone()));
    let words = close + 1..finite;
    let is_name = !words.is_empty()
        && words.len() <= 6
        && words.clone().all(|token| matches!(scene.upos(token), Upos::Propn | Upos::Adj | Upos::Noun))
        && scene.doc.form(words.start).starts_with(char::is_uppercase);
    (ends_speech && is_name).then_some(words)
}

/// The subject of a finite verb where it stands after it.
pub(super) fn subject_after(scene: &Scene<'_>, finite: usize) -> Option<Range<usize>> {
    let phrase = first_phrase_after(scene, finite, scene.segment(finite).end)?;
    Some(before_addressee(scene, extend_right(scene, doc_phrase(scene, phrase))))
}

fn doc_phrase(scene: &Scene<'_>, phrase: usize) -> Range<usize> {
    scene.doc.phrases[phrase].tokens.clone()
}

/// `teilte das Amt der Zeitung mit`: a dative looks like a genitive; a noun that is mostly spoken to is the addressee.
fn before_addressee(scene: &Scene<'_>, range: Range<usize>) -> Range<usize> {
    let head = head_of(scene, &range);
    let is_addressee =
        |token: usize| scene.data.cues.addressees.contains(scene.lemma(token).to_lowercase().as_str());
    let article = (head + 1..range.end).find(|token| {
        scene.upos(*token) == Upos::Det
            && (*token + 1..range.end)
                .take(3)
                .find(|next| scene.upos(*next) == Upos::Noun)
                .is_some_and(is_addressee)
    });
    match article {
        Some(article) if scene.data.switches.verb_second => range.start..article,
        _ => range,
    }
}

/// Whether a verb follows a conjunction and so may share the subject before it: `sagte er und prangerte … an`.
fn is_joined_verb(scene: &Scene<'_>, finite: usize) -> bool {
    let mut before = finite;
    while before > scene.start && matches!(scene.upos(before - 1), Upos::Adv | Upos::Part) {
        before -= 1;
    }
    before > scene.start && scene.upos(before - 1) == Upos::Cconj
}

/// What stands before the verb of a verb-second clause, if it is the subject: all up to the verb, with apposition.
fn front_field(scene: &Scene<'_>, finite: usize) -> Option<Range<usize>> {
    let mut start = scene.segment(finite).start;
    // `Martin Griffiths, der Koordinator, sagte`: what lies before the comma has no verb, so it is the front field too.
    let has_subject_after = first_phrase_after(scene, finite, scene.segment(finite).end).is_some();
    while start > scene.start
        && !has_subject_after
        && !scene.has_finite(scene.start..start)
        && is_soft_mark(scene, start - 1)
    {
        start = scene.segment(start - 2.min(start - scene.start)).start.min(start - 1);
        if start == scene.start {
            break;
        }
    }
    while start < finite && matches!(scene.upos(start), Upos::Cconj | Upos::Punct | Upos::Sconj) {
        start += 1;
    }
    if scene.has_finite(start..finite) {
        return None;
    }
    let range = start..finite;
    if range.is_empty() || is_in_subordinate(scene, finite) {
        return subordinate_subject(scene, finite);
    }
    if !has_subject_after && is_particle_name(scene, &range) {
        return Some(range);
    }
    let first = scene.doc.phrase_at(start).map(|phrase| &scene.doc.phrases[phrase]);
    let starts_here = first.filter(|phrase| phrase.tokens.start == start && phrase.preposition.is_none())?;
    let is_subject_case =
        matches!(starts_here.case, None | Some(Case::Nom)) || other_case_is_unsure(scene, starts_here.head);
    let is_time = scene.doc.time_at(starts_here.head).is_some();
    let agrees = agrees(scene, finite, starts_here.number, starts_here.tokens.end);
    // `Ärzte ohne Grenzen sagte`: a name is one body whatever its number, if nothing else can be the subject.
    let is_name = !matches!(scene.upos(start), Upos::Det | Upos::Pron)
        && first_phrase_after(scene, finite, scene.segment(finite).end).is_none();
    if !is_subject_case || is_time || !(agrees || is_name) {
        return None;
    }
    let mut range = scene.trim_content(cut_relative(scene, range));
    while range.len() > 1 && scene.upos(range.end - 1) == Upos::Adv && range.end > starts_here.tokens.end {
        range = scene.trim(range.start..range.end - 1);
    }
    Some(range)
}

/// `Von der Heyle sagte`: particles of a name and a word that nobody knows; `Von der Brücke sagte er nichts` has its subject behind.
fn is_particle_name(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let Some(last) = range.end.checked_sub(1).filter(|last| *last > range.start) else { return false };
    let world = &scene.data.world;
    let are_particles = (range.start..last).all(|token| world.is_particle(scene.lower(token)));
    are_particles && range.len() <= 4 && !scene.data.lexicon.contains(scene.doc.form(last))
}

/// Names and bare nouns show no case; a tagger's guess of another case than the nominative does not speak against them.
fn other_case_is_unsure(scene: &Scene<'_>, head: usize) -> bool {
    let phrase = scene.doc.phrase_at(head).map(|phrase| &scene.doc.phrases[phrase]);
    phrase.is_some_and(|phrase| {
        let first = phrase.tokens.start;
        let is_either = phrase.case == Some(Case::Acc)
            && scene
                .data
                .lexicon
                .analyses(scene.lower(first))
                .any(|reading| reading.feats.case == Some(Case::Nom));
        !matches!(scene.upos(first), Upos::Det | Upos::Pron) || is_either
    })
}

fn agrees(
    scene: &Scene<'_>,
    finite: usize,
    number: Option<crate::text::GrammaticalNumber>,
    end: usize,
) -> bool {
    let verb = scene.doc.tokens[finite].feats.number;
    // `screamed` is said of one and of many.
    let shows_none = !scene.data.switches.verb_second
        && scene.upos(finite) == Upos::Verb
        && scene.doc.tokens[finite].feats.tense == Some(Tense::Past);
    let is_joined = end < finite && (end..finite).any(|token| scene.upos(token) == Upos::Cconj);
    // `sie` is one or many.
    let is_either = || {
        let pronoun = end.checked_sub(1).filter(|pronoun| scene.upos(*pronoun) == Upos::Pron);
        pronoun.is_some_and(|pronoun| {
            let mut readings = scene.data.lexicon.analyses(scene.lower(pronoun));
            readings.any(|reading| reading.upos == Upos::Pron && reading.feats.number == verb)
        })
    };
    verb.is_none() || number.is_none() || verb == number || shows_none || is_joined || is_either()
}

fn is_soft_mark(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.doc.form(token), "," | ")" | "(" | "–" | "—" | "-")
}

/// Whether the finite verb ends a clause that a subordinator opens.
pub(super) fn is_in_subordinate(scene: &Scene<'_>, finite: usize) -> bool {
    let clause = scene.doc.clause_at(finite).map(|clause| &scene.doc.clauses[clause]);
    clause.is_some_and(|clause| clause.finite == Some(finite) && clause.subordinator.is_some())
}

/// The subject of a clause with its verb last: the first phrase after the subordinator, or the relative pronoun itself.
fn subordinate_subject(scene: &Scene<'_>, finite: usize) -> Option<Range<usize>> {
    let clause = scene.doc.clause_at(finite).map(|clause| &scene.doc.clauses[clause])?;
    let subordinator = clause.subordinator?;
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.end <= subordinator);
    let mut candidates = scene.doc.phrases[from..].iter().take_while(|phrase| phrase.tokens.end <= finite);
    let found = candidates.find(|phrase| {
        let is_on_all = scene.is_one_of(&scene.data.switches.sentence_relatives, scene.lower(subordinator));
        let has_other = scene.doc.phrases[from..]
            .iter()
            .take_while(|other| other.tokens.end <= finite)
            .any(|other| other.tokens.start > subordinator && other.preposition.is_none());
        let is_object =
            phrase.tokens.start == subordinator && (phrase.case != Some(Case::Nom) || is_on_all && has_other);
        let is_subject =
            matches!(phrase.case, None | Some(Case::Nom)) || other_case_is_unsure(scene, phrase.head);
        let is_object = is_object || stands_for_account(scene, phrase, subordinator, finite);
        phrase.preposition.is_none()
            && !is_object
            && is_subject
            && agrees(scene, finite, phrase.number, phrase.tokens.end)
    })?;
    let end = extend_right(scene, found.tokens.clone()).end.min(finite);
    Some(found.tokens.start..end)
}

/// `eine Zahl, die die Regierung zurückwies`: a relative pronoun that can be the object, and stands for an account, where somebody else can
/// speak.
fn stands_for_account(
    scene: &Scene<'_>,
    pronoun: &crate::text::Phrase,
    subordinator: usize,
    finite: usize,
) -> bool {
    let can_be_object = pronoun.tokens.start == subordinator
        && scene
            .data
            .lexicon
            .analyses(scene.lower(subordinator))
            .any(|reading| reading.upos == Upos::Pron && reading.feats.case == Some(Case::Acc));
    let noun = subordinator.checked_sub(2).filter(|noun| *noun >= scene.start && can_be_object);
    let Some(noun) = noun else {
        return false;
    };
    let is_account = scene.reporting_noun(noun).is_some();
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start <= subordinator);
    let others = scene.doc.phrases[from..].iter().take_while(|other| other.tokens.end <= finite);
    is_account
        && others.into_iter().any(|other| {
            other.preposition.is_none()
                && noun_can_speak(scene, other.head)
                && agrees(scene, finite, other.number, other.tokens.end)
        })
}

/// Cuts a front field before a relative clause or participle clause in it.
fn cut_relative(scene: &Scene<'_>, range: Range<usize>) -> Range<usize> {
    let cut = range.clone().skip(1).find(|token| {
        scene.is_mark(token - 1) && (scene.starts_subordinate(*token) || scene.is_participle(*token))
    });
    range.start..cut.unwrap_or(range.end)
}

/// The first phrase after a verb that can be its subject.
fn first_phrase_after(scene: &Scene<'_>, verb: usize, end: usize) -> Option<usize> {
    let first = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start <= verb);
    let mut candidates =
        (first..scene.doc.phrases.len()).take_while(|index| scene.doc.phrases[*index].tokens.start < end);
    let is_verb_second = scene.data.switches.verb_second;
    candidates.find(|index| {
        let phrase = &scene.doc.phrases[*index];
        let is_time = scene.doc.time_at(phrase.head).is_some();
        let is_reflexive = scene.data.switches.is_reflexive(scene.lower(phrase.tokens.start));
        let case_fits = !is_verb_second
            || matches!(phrase.case, None | Some(Case::Nom))
            || other_case_is_unsure(scene, phrase.head);
        let touches =
            is_verb_second || (verb + 1..phrase.tokens.start).all(|token| scene.upos(token) == Upos::Adv);
        phrase.preposition.is_none()
            && !is_time
            && !is_reflexive
            && case_fits
            && touches
            && agrees(scene, verb, phrase.number, phrase.tokens.end)
    })
}

/// The subject of the verb that this one is joined to.
fn shared_subject(scene: &Scene<'_>, finite: usize) -> Option<Range<usize>> {
    let is_reporting = |token: &usize| scene.is_reporting_verb(*token);
    let finites = || (scene.start..finite).filter(|token| scene.is_finite(*token));
    let is_main = |token: &usize| {
        !is_in_subordinate(scene, *token)
            && scene.doc.tokens[*token].feats.mood != Some(crate::text::Mood::Sub)
    };
    let is_verb_second = scene.data.switches.verb_second;
    // `When the envoy spoke, she laughed and said`: what stands in a subordinate clause is joined to nothing outside of it.
    let is_outer = |token: &usize| !is_in_subordinate(scene, *token);
    let is_joined_outside = finites().next_back().is_some_and(|last| {
        let clause = scene.doc.clause_at(last).map(|clause| &scene.doc.clauses[clause]);
        is_outer(&last) || clause.is_some_and(|clause| clause.kind == ClauseKind::Relative)
    });
    let preferred = if is_verb_second {
        finites().rfind(is_main)
    } else if is_joined_outside {
        let told = finites().rfind(|token| is_reporting(token) && is_outer(token));
        told.or_else(|| finites().rfind(is_outer))
    } else {
        finites().rfind(is_reporting)
    };
    let before = preferred.or_else(|| finites().next_back())?;
    let clause = scene.doc.clause_at(before).and_then(|clause| scene.doc.clauses[clause].subject);
    subject(scene, before, clause)
}

/// Who does what an infinitive or participle says: the noun phrase just before it, else the subject of the clause.
fn controller(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let mut at = verb;
    while at > scene.start
        && matches!(scene.upos(at - 1), Upos::Part | Upos::Adv | Upos::Sconj | Upos::Adp)
        && scene.is_word(at - 1)
    {
        at -= 1;
    }
    // A German infinitive clause of its own has its object before the verb; elsewhere it is who is made to do it.
    let own = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
    let is_apart = scene.data.switches.verb_second && own.is_some_and(|clause| clause.finite.is_none());
    // `charged him after finding …`, `ended the talks by saying …`: with a preposition before it, it is the subject's deed.
    let is_adverbial = (at..verb).any(|token| {
        matches!(scene.upos(token), Upos::Sconj | Upos::Adp)
            && scene.lower(token) != scene.data.switches.infinitive_particle
    });
    let is_controller = |phrase: &Range<usize>| {
        let names = matches!(scene.upos(head_of(scene, phrase)), Upos::Noun | Upos::Propn | Upos::Pron);
        let is_time = scene.doc.time_at(head_of(scene, phrase)).is_some();
        names && !is_time && !is_apart && !is_adverbial && phrase.end == at && at > scene.start && at < verb
    };
    let just_before = phrase_ending(scene, at, scene.start).filter(is_controller);
    if let Some(phrase) = just_before {
        return Some(phrase);
    }

    // `Osk said the talks had failed, adding …`: whoever said the one says the other.
    let is_added = scene.data.switches.is_like_gerund(scene.lower(verb))
        && verb > scene.start
        && (scene.doc.form(verb - 1) == "," || scene.is_quote(verb - 1));
    let finites =
        || (scene.start..verb).filter(|token| scene.is_finite(*token) && !scene.is_in_speech(*token));
    let is_main = |token: &usize| {
        let clause = scene.doc.clause_at(*token).map(|clause| &scene.doc.clauses[clause]);
        clause.is_some_and(|clause| clause.kind == ClauseKind::Main)
    };
    let told = || finites().filter(|token| scene.is_reporting_verb(*token));
    let teller = told().rfind(is_main).or_else(|| told().next_back()).filter(|_| is_added);
    let finite = teller.or_else(|| finites().next_back())?;
    let clause = scene.doc.clause_at(finite).and_then(|clause| scene.doc.clauses[clause].subject);
    subject(scene, finite, clause)
}

fn head_of(scene: &Scene<'_>, range: &Range<usize>) -> usize {
    scene.doc.phrase_at(range.start).map_or(range.start, |phrase| scene.doc.phrases[phrase].head)
}

/// The agent of a passive: `von der Armee`, `by officials`.
pub(super) fn agent(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let clause = scene.clause_tokens(verb);
    let preposition = clause.into_iter().find(|token| {
        scene.upos(*token) == Upos::Adp
            && scene.is_one_of(&scene.data.switches.agent_prepositions, scene.lower(*token))
    })?;
    // `believed captured by the rebels`: who captured, not who believes.
    if !scene.data.switches.verb_second && (verb + 1..preposition).any(|token| scene.is_participle(token)) {
        return None;
    }
    let phrase = scene.doc.phrase_at(preposition + 1)?;
    let tokens = doc_phrase(scene, phrase);
    (tokens.start == preposition + 1).then(|| extend_right(scene, tokens))
}

/// Whether a phrase names somebody or something that can speak: a name, a pronoun, an office, a body, people, a document. Verbs that
/// also tell of deeds (`forderte viele Opfer`) attribute only then.
pub(super) fn can_speak(scene: &Scene<'_>, source: &Range<usize>) -> bool {
    noun_can_speak(scene, head_of(scene, source))
}

/// The same of the head of a phrase.
pub(super) fn noun_can_speak(scene: &Scene<'_>, head: usize) -> bool {
    if scene.upos(head) != Upos::Noun {
        return true;
    }
    let words = &scene.data.names;
    let (form, lower, lemma) = (scene.doc.form(head), scene.lower(head), scene.lemma(head));
    let low_lemma = lemma.to_lowercase();
    // A noun that nobody knows is a name more often than a thing: `die Nordfront`.
    let is_unknown = !scene.data.lexicon.contains(form);
    let is_named = is_unknown || scene.doc.name_at(head).is_some();
    is_named
        || [form, lemma]
            .into_iter()
            .any(|word| words.person_noun(word).is_some() || words.people(word).is_some())
        || [lower, low_lemma.as_str()].into_iter().any(|word| {
            words.role(word).is_some()
                || words.organization_head(word).is_some()
                || words.is_speaker(word)
                || is_account(scene, word)
                || scene.data.cues.addressees.contains(word)
        })
        || is_person(scene, head)
        || is_participle_of_person(scene, head)
        || scene.data.lexicon.split_compound(form).is_some_and(|compound| is_account(scene, compound.head))
}

/// Whether a noun is one for people: the lexicon has a woman's form of it, or it is one.
fn is_person(scene: &Scene<'_>, head: usize) -> bool {
    let (lexicon, lemma) = (&scene.data.lexicon, scene.lemma(head));
    let last_part = lexicon.split_compound(lemma).map(|compound| capitalised(compound.head));
    let is_feminine = scene.doc.tokens[head].feats.gender == Some(Gender::Fem);
    let is_one = |noun: &str| {
        scene.data.switches.feminine_endings.iter().any(|ending| {
            let has_woman = |stem: &str| lexicon.contains(&format!("{stem}{ending}"));
            let has_man = |stem: &str| lexicon.contains(stem) || lexicon.contains(&format!("{stem}e"));
            has_woman(noun)
                || noun.strip_suffix('e').is_some_and(has_woman)
                || is_feminine && noun.strip_suffix(ending.as_str()).is_some_and(has_man)
        })
    };
    // `Gutachter` is no `Achter`: the whole word comes first.
    is_one(lemma) || last_part.is_some_and(|noun| is_one(&noun))
}

/// Whether a noun is a participle that stands for somebody: `die Vorsitzende`, `ein Abgeordneter`; not `das Verlorene`.
fn is_participle_of_person(scene: &Scene<'_>, head: usize) -> bool {
    let is_thing = scene.doc.tokens[head].feats.gender == Some(Gender::Neut);
    let lemma = scene.lemma(head).to_lowercase();
    let stem = lemma.strip_suffix("er").or_else(|| lemma.strip_suffix('e'));
    let is_participle = |stem: &str| {
        scene.data.lexicon.analyses(stem).any(|reading| {
            let is_form = scene.data.switches.participle_endings.iter().any(|ending| stem.ends_with(ending));
            reading.feats.verb_form == Some(VerbForm::Part) || reading.upos == Upos::Adj && is_form
        })
    };
    scene.data.switches.nouns_capitalised && !is_thing && stem.is_some_and(is_participle)
}

/// Whether a noun is a document or an account that says something: `Bericht`, `statement`.
fn is_account(scene: &Scene<'_>, lower: &str) -> bool {
    let noun = scene.data.cues.nouns.get(lower);
    noun.is_some_and(crate::lang::cues::ReportingNoun::is_account)
}
