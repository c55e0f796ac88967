//! What a sentence says about a count beside its harm: who did it, with what, when, where, and whether it is a total.

use jiff::ToSpan;
use jiff::civil::Date;

use super::counted::Counted;
use super::govern::{Link, bare_phrases};
use super::scene::Scene;
use crate::lang::figure_words::Use;
use crate::text::{Count, EntityKind, Harm, Span, TimeExpr, TimeType, Upos};

/// Who did it and with what.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Doing {
    pub(super) by: Option<Span>,
    pub(super) means: Option<Span>,
}

/// Who did it and with what; `counted` are all counts of the sentence, which do nothing here.
pub(super) fn doing(scene: &Scene<'_>, counted: &[Counted], link: &Link) -> Doing {
    let Some(hit) = link.hit.map(|hit| &scene.hits[hit]) else { return Doing::default() };
    let verb = hit.tokens.start;
    let clause = scene.clause(verb);
    let mut doing = Doing { by: agent(scene, clause), means: None };
    if link.is_active && doing.by.is_none() {
        let subject = subject_of(scene, counted, verb);
        match subject {
            Some(head) if is_means(scene, head) => doing.means = means_at(scene, head),
            Some(head) => doing.by = Some(phrase_span(scene, head)),
            None => {}
        }
    }
    if doing.means.is_none() {
        doing.means = scene
            .clause_tokens(clause)
            .filter(|token| stands_as_way(scene, *token))
            .find_map(|token| means_at(scene, token));
    }
    doing
}

/// The agent of a passive: `von Rebellen`, `by rebels`.
fn agent(scene: &Scene<'_>, clause: usize) -> Option<Span> {
    let prepositions = scene.clause_tokens(clause).filter(|token| {
        scene.is(*token, Use::Agent)
            && scene.upos(*token) == Upos::Adp
            && !follows_noun_of_number(scene, *token)
    });
    for preposition in prepositions {
        let head = head_after(scene, preposition + 1);
        if let Some(head) = head.filter(|head| can_act(scene, *head)) {
            return Some(phrase_span(scene, head));
        }
    }
    None
}

/// Whether `von` joins two nouns or follows a number: `von 200 Menschen`, `Tausende von Menschen`.
fn follows_noun_of_number(scene: &Scene<'_>, preposition: usize) -> bool {
    let before = preposition.wrapping_sub(1);
    let is_number = |token: usize| scene.doc.numbers.iter().any(|number| number.tokens.contains(&token));
    scene.data.switches.verb_second
        && (is_number(before)
            || is_number(preposition)
            || is_number(preposition + 1)
            || is_hit_noun(scene, before))
}

fn is_hit_noun(scene: &Scene<'_>, token: usize) -> bool {
    scene.hits.iter().any(|hit| hit.tokens.contains(&token)) && scene.is_noun(token)
}

/// Somebody who can do something: people, names of persons and groups, nouns that are not weapons, times or places.
fn can_act(scene: &Scene<'_>, head: usize) -> bool {
    let span = scene.doc.tokens[head].span;
    let is_time = scene.doc.times.iter().any(|time| time.span.overlaps(span));
    let is_number = scene.doc.numbers.iter().any(|number| number.tokens.contains(&head));
    let name = scene.doc.names.iter().find(|name| name.span.overlaps(span));
    let is_place = name.is_some_and(|name| name.kind == EntityKind::Place);
    let known = scene.words.victims.word(scene.lower(head)).next();
    let is_person =
        known.is_some_and(|noun| noun.is_person) || name.is_some() || scene.upos(head) == Upos::Propn;
    let is_listed_person =
        is_person || scene.words.victims.ending(scene.lower(head)).iter().any(|noun| noun.is_person);
    !is_time && !is_number && !is_place && !is_means(scene, head) && is_listed_person
}

/// The subject of an active verb, from its own clause or the one before.
fn subject_of(scene: &Scene<'_>, counted: &[Counted], verb: usize) -> Option<usize> {
    let is_counted =
        |head: &usize| counted.iter().any(|found| found.number.is_some() && found.phrase.contains(head));
    let clause = scene.clause(verb);
    let may_act = |head: &usize| !is_counted(head) && !is_object_word(scene, *head);
    let bare = bare_phrases(scene, clause);
    let own = if scene.data.switches.verb_second {
        bare.into_iter().find(may_act)
    } else {
        bare.into_iter().filter(may_act).take_while(|head| *head < verb).last()
    };
    let is_relative = own.is_some_and(|head| scene.is(head, Use::Relative) && scene.upos(head) == Upos::Pron);
    if is_relative {
        return scene.antecedent_end(clause);
    }
    own.or_else(|| {
        // Whom an infinitive, or `of killing`, leaves out is not always the subject before it.
        let is_infinitive = scene.clause_tokens(clause).any(|token| scene.upos(token) == Upos::Part);
        if is_infinitive || scene.upos(verb.wrapping_sub(1)) == Upos::Adp {
            return None;
        }
        let start = (scene.tokens.start..verb).rev().find(|token| scene.clause(*token) != clause)?;
        bare_phrases(scene, scene.clause(start)).into_iter().find(|head| *head < verb && !is_counted(head))
    })
}

/// Nouns of fixed expressions are no subjects: `das Leben`.
fn is_object_word(scene: &Scene<'_>, head: usize) -> bool {
    scene.hits.iter().any(|hit| hit.tokens.contains(&head))
}

/// The noun that the phrase after a preposition is about.
fn head_after(scene: &Scene<'_>, from: usize) -> Option<usize> {
    let mut token = from;
    while token < scene.tokens.end && !scene.is_noun(token) {
        if !matches!(scene.upos(token), Upos::Det | Upos::Adj | Upos::Adv | Upos::Num) {
            return None;
        }
        token += 1;
    }
    while !scene.data.switches.nouns_capitalised && token + 1 < scene.tokens.end && scene.is_noun(token + 1) {
        token += 1;
    }
    (token < scene.tokens.end).then_some(token)
}

/// The phrase of a noun from article to noun; a name is taken whole.
fn phrase_span(scene: &Scene<'_>, head: usize) -> Span {
    let doc = scene.doc;
    if let Some(phrase) = doc.phrase_at(head).map(|phrase| &doc.phrases[phrase]) {
        let is_inside = scene.tokens.start <= phrase.tokens.start && phrase.tokens.end <= scene.tokens.end;
        if is_inside {
            return doc.span_of(phrase.tokens.clone());
        }
    }
    let mut start = head;
    while start > scene.tokens.start
        && matches!(scene.upos(start - 1), Upos::Adj | Upos::Det | Upos::Propn | Upos::Noun)
        && !doc.times.iter().any(|time| time.span.overlaps(doc.tokens[start - 1].span))
    {
        start -= 1;
    }
    let mut end = head + 1;
    while end < scene.tokens.end && scene.upos(end) == Upos::Propn {
        end += 1;
    }
    doc.span_of(start..end)
}

fn is_means(scene: &Scene<'_>, token: usize) -> bool {
    means_at(scene, token).is_some()
}

/// The weapon that a token is, or is the last word of.
fn means_at(scene: &Scene<'_>, token: usize) -> Option<Span> {
    if !scene.may_be_noun(token) {
        return None;
    }
    let from = token.saturating_sub(2).max(scene.tokens.start);
    for start in from..=token {
        for (length, ()) in scene.words.means.at(&scene.doc.tokens, start) {
            if start + length > token {
                return Some(scene.doc.span_of(start..start + length));
            }
        }
    }
    let is_compound = !scene.words.means.ending(scene.lower(token)).is_empty();
    is_compound.then(|| scene.doc.tokens[token].span)
}

/// Whether a token stands in a phrase with `durch`, `bei`, `in`: what is counted or aimed at is no means.
fn stands_as_way(scene: &Scene<'_>, token: usize) -> bool {
    if !is_means(scene, token) {
        return false;
    }
    let mut before = token;
    while before > scene.tokens.start {
        before -= 1;
        if scene.is(before, Use::Way) {
            return true;
        }
        if !matches!(
            scene.upos(before),
            Upos::Det | Upos::Adj | Upos::Propn | Upos::Noun | Upos::Num | Upos::Adv
        ) {
            return false;
        }
    }
    false
}

/// Whether the count is new, a total, or a stock.
pub(super) fn count(scene: &Scene<'_>, counted: &Counted, link: &Link) -> Count {
    if link.count == Count::Total {
        return Count::Total;
    }
    let clause = scene.clause(link.hit.map_or(counted.tokens.start, |hit| scene.hits[hit].tokens.start));
    let own = scene.clause(counted.tokens.start);
    let mut found = None;
    for token in scene.tokens.clone().filter(|token| [clause, own].contains(&scene.clause(*token))) {
        match scene.words.counts.longest(&scene.doc.tokens, token) {
            Some((_, Count::Total)) if link.count != Count::Current => return Count::Total,
            Some((_, Count::Total)) => {}
            Some((_, count)) => found = Some(*count),
            None => {}
        }
    }
    let is_stock = matches!(link.harm, Harm::Missing | Harm::Captured | Harm::Displaced | Harm::Affected);
    match found {
        Some(count) if is_stock => count,
        _ => link.count,
    }
}

/// The days that a count covers.
pub(super) fn days(
    scene: &Scene<'_>,
    counted: &Counted,
    link: &Link,
    count: Count,
) -> (Option<Date>, Option<Date>) {
    let doc = scene.doc;
    let anchor = link.hit.map_or(counted.tokens.start, |hit| scene.hits[hit].tokens.start);
    let whole = doc.span_of(scene.tokens.clone());
    let said = |index: usize| doc.attributions.iter().any(|found| found.said.time == Some(index));
    let mut best: Option<(usize, &TimeExpr)> = None;
    let first = doc.times.partition_point(|time| time.span.start() < whole.start());
    for (index, time) in
        doc.times.iter().enumerate().skip(first).take_while(|(_, time)| time.span.end() <= whole.end())
    {
        let tokens = doc.tokens_in(time.span);
        let clauses = [scene.clause(anchor), scene.clause(counted.tokens.start)];
        if said(index)
            || tokens.is_empty()
            || !clauses.contains(&scene.clause(tokens.start))
            || window(scene, time).is_none()
        {
            continue;
        }
        let distance = tokens.start.abs_diff(anchor).min(tokens.start.abs_diff(counted.tokens.start));
        if best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, time));
        }
    }
    let Some((_, time)) = best else { return (None, None) };
    let Some((from, to, is_since)) = window(scene, time) else { return (None, None) };
    match (is_since, count) {
        (true, _) => (from, None),
        (false, Count::Total) if link.rule == "toll" => (None, None),
        _ => (from, to),
    }
}

/// The days of a time expression, and whether they only start then.
fn window(scene: &Scene<'_>, time: &TimeExpr) -> Option<(Option<Date>, Option<Date>, bool)> {
    let tokens = scene.doc.tokens_in(time.span);
    let before = |use_of: Use| {
        let from = tokens.start.saturating_sub(3).max(scene.tokens.start);
        (from..tokens.end).any(|token| scene.is(token, use_of))
    };
    if time.time_type == TimeType::Duration && time.from.is_none() {
        let to = scene.doc.report().published.as_ref().map(|published| published.date())?;
        let days = duration_days(&time.value)?;
        return before(Use::Within).then(|| (to.checked_sub(days.days()).ok(), Some(to), false));
    }
    let is_since = before(Use::Since) && !before(Use::Within);
    (time.from.is_some() || time.to.is_some()).then_some((time.from, time.to, is_since))
}

/// `PT24H` is one day, `P2W` fourteen.
fn duration_days(value: &str) -> Option<i32> {
    let (digits, per_day) = match value.strip_prefix("PT") {
        Some(rest) => (rest.strip_suffix('H')?, (1, 24)),
        None => {
            let rest = value.strip_prefix('P')?;
            let unit = rest.chars().last()?;
            let scale = match unit {
                'D' => 1,
                'W' => 7,
                'M' => 30,
                'Y' => 365,
                _ => return None,
            };
            (rest.strip_suffix(unit)?, (scale, 1))
        }
    };
    let number: i32 = digits.parse().ok()?;
    (number <= 36_500).then(|| (number * per_day.0 + per_day.1 - 1) / per_day.1)
}

/// Where it happened: the nearest name of a place in the clause, else in the sentence, that a preposition governs.
pub(super) fn place(scene: &Scene<'_>, counted: &Counted, link: &Link) -> Option<Span> {
    let doc = scene.doc;
    let anchor = link.hit.map_or(counted.tokens.start, |hit| scene.hits[hit].tokens.start);
    let first = doc.names.partition_point(|name| name.tokens.start < scene.tokens.start);
    let names = doc.names[first..].iter().take_while(|name| name.tokens.start < scene.tokens.end);
    let places = names.filter(|name| {
        let is_place = matches!(name.kind, EntityKind::Place | EntityKind::Country);
        is_place && is_where(scene, name.tokens.start)
    });
    let far = |name: &&crate::text::Name| {
        let is_elsewhere = scene.clause(name.tokens.start) != scene.clause(anchor);
        (is_elsewhere, name.tokens.start.abs_diff(anchor))
    };
    places.min_by_key(far).map(|name| name.span)
}

/// Whether a preposition of place governs the words before a name.
fn is_where(scene: &Scene<'_>, name: usize) -> bool {
    let mut before = name;
    while before > scene.tokens.start && name - before < 6 {
        before -= 1;
        if scene.upos(before) == Upos::Adp {
            return scene.is(before, Use::Place)
                || before > scene.tokens.start && scene.is(before - 1, Use::Place);
        }
        if !matches!(scene.upos(before), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn) {
            return false;
        }
    }
    false
}
