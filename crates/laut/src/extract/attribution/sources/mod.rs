//! Finds who says it: the subject of a reporting verb, the phrase after `laut`, with title, apposition and all that belongs to it.
//!
//! `Martin Griffiths, der UN-Koordinator für Nothilfe, sagte` → from `Martin` to `Nothilfe`;
//! `said the head of the mission in Mopti, Awa Traoré` → from `the` to `Traoré`.

use std::ops::Range;

mod extent;

use super::scene::Scene;
use crate::text::{Case, Upos};

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
        return Some(extend_left_to(scene, before, finite));
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
    let is_joined = end < finite && (end..finite).any(|token| scene.upos(token) == Upos::Cconj);
    verb.is_none() || number.is_none() || verb == number || is_joined
}

fn is_soft_mark(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.doc.form(token), "," | ")" | "(" | "–" | "—" | "-")
}

/// Whether the finite verb ends a clause that a subordinator opens.
fn is_in_subordinate(scene: &Scene<'_>, finite: usize) -> bool {
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
        phrase.preposition.is_none()
            && !is_object
            && is_subject
            && agrees(scene, finite, phrase.number, phrase.tokens.end)
    })?;
    let end = extend_right(scene, found.tokens.clone()).end.min(finite);
    Some(found.tokens.start..end)
}

/// Cuts a front field before a relative clause or participle clause in it.
fn cut_relative(scene: &Scene<'_>, range: Range<usize>) -> Range<usize> {
    let cut = range.clone().skip(1).find(|token| {
        scene.is_mark(token - 1) && (scene.starts_subordinate(*token) || scene.is_participle(*token))
    });
    range.start..cut.unwrap_or(range.end)
}

/// The phrase before an English verb that is its subject; skips adverbs and what stands between commas.
fn phrase_before(scene: &Scene<'_>, finite: usize) -> Option<Range<usize>> {
    let mut at = finite;
    let floor = scene
        .doc
        .clause_at(finite)
        .map_or(scene.start, |clause| scene.doc.clauses[clause].tokens.start.min(finite));
    while at > scene.start {
        at -= 1;
        match scene.upos(at) {
            Upos::Adv | Upos::Part | Upos::Aux => {}
            // `There is no truce, said the envoy`: what ends before the comma belongs to what was said.
            Upos::Punct if scene.doc.form(at) == "," && is_inverted_tag(scene, at, finite) => return None,
            Upos::Punct if scene.doc.form(at) == "," => {
                // `Kikwete, speaking at a conference, said`: go on before what has no finite verb.
                let Some(open) = (scene.start..at).rfind(|token| scene.doc.form(*token) == ",") else {
                    return phrase_ending(scene, at, scene.start);
                };
                if scene.has_finite(open + 1..at)
                    && !opens_relative(scene, open + 1)
                    && !scene.starts_subordinate(open + 1)
                {
                    return phrase_ending(scene, at, open + 1);
                }
                let starts_with_subject = phrase_ending(scene, open, scene.start).is_some();
                if !starts_with_subject {
                    return phrase_ending(scene, at, open + 1);
                }
                let is_apposition = !(open + 1..at).any(|token| scene.is_verb(token))
                    && scene.doc.phrase_at(open + 1).is_some();
                let end = if is_apposition { at } else { open };
                at = open;
                return phrase_ending(scene, at, scene.start).map(|found| found.start..end.max(found.end));
            }
            Upos::Punct if matches!(scene.doc.form(at), ")" | "]") => {}
            Upos::Punct => return None,
            _ => return phrase_ending(scene, at + 1, floor.min(at)),
        }
    }
    None
}

/// Whether a verb right after a comma has its subject behind it, and the words between this comma and the one before are a main clause.
fn is_inverted_tag(scene: &Scene<'_>, comma: usize, finite: usize) -> bool {
    let open = (scene.start..comma).rfind(|token| scene.doc.form(*token) == ",");
    let start = open.map_or(scene.start, |open| open + 1);
    comma + 1 == finite
        && scene.has_finite(start..comma)
        && !opens_relative(scene, start)
        && !scene.starts_subordinate(start)
        && first_phrase_after(scene, finite, scene.segment(finite).end).is_some()
}

/// `the coalition conducting air strikes said`: the phrase before a participle is the subject, not its object.
fn before_participle(scene: &Scene<'_>, found: Range<usize>) -> Range<usize> {
    let Some(verb) = found.start.checked_sub(1).filter(|verb| *verb > scene.start && scene.is_verb(*verb))
    else {
        return found;
    };
    if scene.is_finite(verb) || scene.doc.tokens[verb].feats.verb_form == Some(crate::text::VerbForm::Inf) {
        return found;
    }
    phrase_ending(scene, verb, scene.start).map_or(found.clone(), |subject| subject.start..found.end)
}

fn opens_relative(scene: &Scene<'_>, token: usize) -> bool {
    scene.data.relative_pronouns.contains(scene.lower(token))
}

/// The noun phrase that ends before a token, together with what it hangs on: `the head of the mission in Mopti`.
fn phrase_ending(scene: &Scene<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut last = end;
    while last > floor && !scene.is_word(last - 1) {
        last -= 1;
    }
    let index = last.checked_sub(1).and_then(|token| scene.doc.phrase_at(token))?;
    let mut phrase = &scene.doc.phrases[index];
    let tail = phrase.tokens.end;
    // Walk left over `in Mopti`, `for Human Rights`: a preposition whose noun phrase touches it.
    let mut at = index;
    while let Some(preposition) = phrase.preposition.filter(|preposition| *preposition > floor) {
        let previous = at.checked_sub(1).map(|previous| &scene.doc.phrases[previous])?;
        if previous.tokens.end != preposition || previous.tokens.start < floor {
            return None;
        }
        at -= 1;
        phrase = previous;
    }
    (phrase.tokens.start >= floor && phrase.preposition.is_none()).then_some(phrase.tokens.start..tail)
}

/// Takes in what is joined or in apposition before the verb: `the FBI and Kenyan police`, `Lama Fakih, HRW's director`.
fn extend_left_to(scene: &Scene<'_>, found: Range<usize>, verb: usize) -> Range<usize> {
    let mut range = found;
    loop {
        let Some(before) = range.start.checked_sub(1).filter(|before| *before > scene.start) else {
            return range;
        };
        let is_joint = scene.upos(before) == Upos::Cconj && !scene.has_finite(scene.start..before);
        let is_apposition = scene.doc.form(before) == ","
            && !scene.has_finite(scene.start..before)
            && is_name_pair(scene, before, &range);
        if !(is_joint || is_apposition) {
            return range;
        }
        match phrase_ending(scene, before, scene.start) {
            Some(left) => range = left.start..range.end.min(verb),
            None => return range,
        }
    }
}

/// Whether the phrases on both sides of a comma name the same person: a name on one side, an office on the other.
fn is_name_pair(scene: &Scene<'_>, comma: usize, right: &Range<usize>) -> bool {
    let Some(left) = phrase_ending(scene, comma, scene.start) else { return false };
    let has_name = |range: &Range<usize>| range.clone().any(|token| scene.upos(token) == Upos::Propn);
    has_name(&left) || has_name(right)
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
    let preferred = if is_verb_second { finites().rfind(is_main) } else { finites().rfind(is_reporting) };
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
        names && !is_apart && !is_adverbial && phrase.end == at && at > scene.start && at < verb
    };
    let just_before = phrase_ending(scene, at, scene.start).filter(is_controller);
    if let Some(phrase) = just_before {
        return Some(phrase);
    }

    // `Osk said the talks had failed, adding …`: whoever said the one says the other.
    let is_added = scene.data.switches.is_like_gerund(scene.lower(verb))
        && verb > scene.start
        && scene.doc.form(verb - 1) == ",";
    let told = (scene.start..verb).rfind(|token| scene.is_finite(*token) && scene.is_reporting_verb(*token));
    let finite =
        told.filter(|_| is_added).or_else(|| (scene.start..verb).rfind(|token| scene.is_finite(*token)))?;
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
    let phrase = scene.doc.phrase_at(preposition + 1)?;
    let tokens = doc_phrase(scene, phrase);
    (tokens.start == preposition + 1).then(|| extend_right(scene, tokens))
}

/// Whether a phrase names somebody or something that can speak: a name, a pronoun, an office, a body, people, a document. Verbs that
/// also tell of deeds (`forderte viele Opfer`) attribute only then.
pub(super) fn can_speak(scene: &Scene<'_>, source: &Range<usize>) -> bool {
    let head = head_of(scene, source);
    if scene.upos(head) != Upos::Noun {
        return true;
    }
    let words = &scene.data.names;
    let (form, lower, lemma) = (scene.doc.form(head), scene.lower(head), scene.lemma(head));
    let low_lemma = lemma.to_lowercase();
    // A noun that nobody knows is a name more often than a thing: `die Nordfront`.
    let is_unknown = !scene.data.lexicon.contains(form);
    let is_named = is_unknown || scene.doc.names.iter().any(|name| name.tokens.contains(&head));
    is_named
        || [form, lemma]
            .into_iter()
            .any(|word| words.person_noun(word).is_some() || words.people(word).is_some())
        || [lower, low_lemma.as_str()].into_iter().any(|word| {
            words.role(word).is_some()
                || words.organization_head(word).is_some()
                || is_account(scene, word)
                || scene.data.cues.addressees.contains(word)
        })
}

/// Whether a noun is a document or an account that says something: `Bericht`, `statement`.
fn is_account(scene: &Scene<'_>, lower: &str) -> bool {
    let noun = scene.data.cues.nouns.get(lower);
    noun.is_some_and(crate::lang::cues::ReportingNoun::is_account)
}
