//! What a sentence says about a count beside its harm: who did it, with what, when, where, and whether it is a total.

use jiff::ToSpan;
use jiff::civil::Date;

use super::counted::Counted;
use super::govern::Link;
use super::govern::voice::bare_phrases;
use super::scene::{Hit, Scene};
use crate::lang::figure_words::Use;
use crate::text::{Act, Attribution, Count, EntityKind, Harm, Span, Tense, TimeExpr, TimeType, Upos};

/// Who did it and with what.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Doing {
    pub(super) by: Option<Span>,
    pub(super) means: Option<Span>,
}

/// Who did it and with what; `counted` are all counts of the sentence, which do nothing here. `before` is who did what the
/// figure before tells, if it is of this sentence.
pub(super) fn doing(
    scene: &Scene<'_>,
    counted: &[Counted],
    at: usize,
    link: &Link,
    before: Option<Span>,
) -> Doing {
    let Some(hit) = link.hit.map(|hit| &scene.hits[hit]) else { return Doing::default() };
    // `37 Tote` and `die Zahl der Toten` have no doer of their own; `nahmen elf Geiseln` has.
    if matches!(link.rule, "noun" | "attribute" | "toll") {
        let clause = scene.clause(hit.tokens.start);
        let verb =
            scene.clause_tokens(clause).find(|token| scene.is(*token, Use::Take) && scene.is_verb(*token));
        let taker = verb.filter(|_| link.rule == "noun").and_then(|verb| subject_of(scene, counted, verb));
        let taker = taker.filter(|head| is_doer(scene, *head) && !is_means(scene, *head));
        return Doing { by: taker.map(|head| phrase_span(scene, head)), means: way(scene, clause) };
    }
    let verb = hit.tokens.start;
    let clause = scene.clause(verb);
    let mut doing = Doing { by: agent(scene, hit), means: None };
    if link.is_active && doing.by.is_none() {
        // `of killing 60 civilians and injuring 200`: both are done by the same.
        let is_joined = verb > scene.tokens.start && scene.upos(verb - 1) == Upos::Cconj;
        match before.filter(|_| is_joined) {
            Some(by) => doing.by = Some(by),
            None => match subject_of(scene, counted, verb) {
                Some(head) if is_means(scene, head) => doing.means = means_at(scene, head),
                Some(head) if is_doer(scene, head) => doing.by = Some(phrase_span(scene, head)),
                _ => {}
            },
        }
    }
    let own = scene.doc.span_of(counted[at].phrase.clone());
    doing.by =
        doing.by.and_then(|by| inside_content(scene, counted, by, verb)).filter(|by| !by.overlaps(own));
    doing.by = doing.by.or_else(|| claimant(scene, own));
    doing.means = doing.means.or_else(|| way(scene, clause));
    doing
}

/// Who did what somebody tells: `Witnesses said gunmen stormed the village, killing dozens`, not those who say it, but the subject of
/// what they say; `the militants claimed to have killed 57 soldiers`, those who say it of themselves. Of `doctors said that 40 people were
/// hurt and 12 killed` neither.
fn inside_content(scene: &Scene<'_>, counted: &[Counted], by: Span, verb: usize) -> Option<Span> {
    let span = scene.doc.tokens[verb].span;
    let pieces = scene.doc.attributions.iter().filter_map(|found| {
        let piece = found.content.iter().find(|piece| piece.contains(span))?;
        Some((found, *piece))
    });
    let Some((told, piece)) =
        pieces.min_by_key(|(_, piece)| piece.len()).filter(|(_, piece)| !piece.contains(by))
    else {
        return Some(by);
    };
    let tokens = scene.doc.tokens_in(piece);
    let first = |is_one: &dyn Fn(usize) -> bool| tokens.clone().find(|token| is_one(*token));
    let verbs = first(&|token| scene.is_verb(token)).unwrap_or(tokens.end);
    let subject = (tokens.start..verbs).find_map(|token| {
        let phrase = &scene.doc.phrases[scene.doc.phrase_at(token)?];
        let may_act = phrase.preposition.is_none()
            && !is_counted(counted, phrase.head)
            && !is_relative(scene, phrase.head);
        may_act.then_some(phrase.head)
    });
    let finite = first(&|token| scene.is_finite(token)).unwrap_or(tokens.start);
    // `to have overrun a base and killed 57 soldiers` has none of its own.
    let is_infinitive = (tokens.start..finite).any(|token| scene.upos(token) == Upos::Part);
    let has_subject = !is_infinitive
        && (tokens.start..finite).any(|token| {
            let is_word = matches!(scene.upos(token), Upos::Sconj | Upos::Cconj | Upos::Adv | Upos::Punct);
            !is_word && !is_relative(scene, token)
        });
    let tells_of_itself =
        matches!(told.act, Act::State | Act::Admit | Act::TakeResponsibility | Act::Announce);
    match subject {
        Some(head) if is_doer(scene, head) => Some(phrase_span(scene, head)),
        Some(_) => None,
        None if has_subject => None,
        None if tells_of_itself => told.source.or(Some(by)),
        None => Some(by),
    }
}

/// Whether a noun is one of those who are counted.
fn is_counted(counted: &[Counted], head: usize) -> bool {
    counted.iter().any(|found| found.number.is_some() && found.phrase.contains(&head))
}

/// Whether a word only opens a clause: `that`, `who`.
fn is_relative(scene: &Scene<'_>, token: usize) -> bool {
    scene.is(token, Use::Relative) && scene.upos(token) == Upos::Pron
}

/// The weapon or way of a clause.
fn way(scene: &Scene<'_>, clause: usize) -> Option<Span> {
    let mut ways = scene.clause_tokens(clause).filter(|token| stands_as_way(scene, *token));
    ways.find_map(|token| means_at(scene, token))
}

/// Who takes responsibility for what the figure tells.
fn claimant(scene: &Scene<'_>, figure: Span) -> Option<Span> {
    let holds = |found: &&Attribution| found.content.iter().any(|piece| piece.contains(figure));
    let found = scene.doc.attributions.iter().filter(holds).min_by_key(|found| found.content[0].len())?;
    found.source.filter(|_| found.act == Act::TakeResponsibility)
}

/// Whether a subject can be who did it: no time, no place.
fn is_doer(scene: &Scene<'_>, head: usize) -> bool {
    let span = scene.doc.tokens[head].span;
    let is_time = scene.doc.times.iter().any(|time| time.span.overlaps(span));
    let name = scene.doc.names.iter().find(|name| name.span.overlaps(span));
    !is_time && name.is_none_or(|name| name.kind != EntityKind::Place)
}

/// The agent of a passive: `von Rebellen`, `by rebels`.
fn agent(scene: &Scene<'_>, hit: &Hit) -> Option<Span> {
    // English says the agent after the verb, German before it or after.
    let from = if scene.data.switches.verb_second { scene.tokens.start } else { hit.tokens.end };
    let prepositions = scene.clause_tokens(scene.clause(hit.tokens.start)).filter(|token| {
        *token >= from
            && scene.is(*token, Use::Agent)
            && scene.upos(*token) == Upos::Adp
            && !follows_noun_of_number(scene, *token)
    });
    // `exchanged 157 prisoners in a deal mediated by a neighbour`: the agent of another verb.
    let is_of_other = |preposition: usize| {
        preposition > hit.tokens.end
            && scene.is_verb(preposition - 1)
            && !hit.tokens.contains(&(preposition - 1))
    };
    for preposition in
        prepositions.filter(|preposition| scene.data.switches.verb_second || !is_of_other(*preposition))
    {
        let head = head_after(scene, preposition + 1);
        if let Some(head) =
            head.filter(|head| can_act(scene, *head) && !is_elsewhere(scene, preposition, *head))
        {
            return Some(phrase_span(scene, head));
        }
    }
    None
}

/// Whether an agent belongs to an attribute inside a phrase (`des von Rebellen geführten Amtes`), or says what is told (`nach Schätzung
/// von Ärzten`).
fn is_elsewhere(scene: &Scene<'_>, preposition: usize, head: usize) -> bool {
    let span = scene.doc.tokens[head].span;
    let is_source = |found: &Attribution| found.source.is_some_and(|source| source.contains(span));
    scene.doc.phrase_at(preposition).is_some() || scene.doc.attributions.iter().any(is_source)
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
    let clause = scene.clause(verb);
    let may_act = |head: &usize| !is_counted(counted, *head) && !is_object_word(scene, *head);
    let bare = bare_phrases(scene, clause);
    let own = if scene.data.switches.verb_second {
        bare.into_iter().find(may_act)
    } else {
        bare.into_iter().filter(may_act).take_while(|head| *head < verb).last()
    };
    if own.is_some_and(|head| is_relative(scene, head)) {
        return scene.antecedent_end(clause);
    }
    own.or_else(|| {
        // Whom an infinitive, or `of killing`, leaves out is not always the subject before it.
        let is_infinitive = scene.clause_tokens(clause).any(|token| scene.upos(token) == Upos::Part);
        if is_infinitive || scene.upos(verb.wrapping_sub(1)) == Upos::Adp {
            return None;
        }
        let start = (scene.tokens.start..verb).rev().find(|token| scene.clause(*token) != clause)?;
        bare_phrases(scene, scene.clause(start))
            .into_iter()
            .find(|head| *head < verb && !is_counted(counted, *head))
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
    // `240 wounded since the fighting began`: the word opens a clause of its own. In the present tense it gives a reason.
    let is_past = |token: usize| {
        let clause = scene.doc.clause_from(token).map(|clause| &scene.doc.clauses[clause]);
        let finite = clause.and_then(|clause| clause.finite);
        finite.is_some_and(|finite| scene.doc.tokens[finite].feats.tense == Some(Tense::Past))
    };
    let opens = |token: usize| {
        let is_clause = scene.is(token, Use::Since) && scene.upos(token) == Upos::Sconj;
        counted.number.is_some() && is_clause && is_past(token)
    };
    let is_here = |token: &usize| [clause, own].contains(&scene.clause(*token)) || opens(*token);
    for token in scene.tokens.clone().filter(is_here) {
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
    // A time in the clause of the harm, where the cue does not stand, is not when somebody spoke.
    let clause_of = |span: Span| doc.clause_at(doc.tokens_in(span).start);
    let said = |index: usize| {
        let span = doc.times[index].span;
        let is_own =
            |cue: Span| clause_of(span) == doc.clause_at(anchor) && clause_of(cue) != doc.clause_at(anchor);
        doc.attributions.iter().any(|found| found.said.time == Some(index) && !found.cue.is_some_and(is_own))
    };
    let content = doc.attributions.iter().flat_map(|found| &found.content);
    let content = content.filter(|piece| piece.contains(counted.span)).min_by_key(|piece| piece.len());
    let clauses = [scene.clause(anchor), scene.clause(counted.tokens.start)];
    let mut best: Option<((bool, bool, usize), &TimeExpr)> = None;
    let first = doc.times.partition_point(|time| time.span.start() < whole.start());
    for (index, time) in
        doc.times.iter().enumerate().skip(first).take_while(|(_, time)| time.span.end() <= whole.end())
    {
        let tokens = doc.tokens_in(time.span);
        if said(index) || tokens.is_empty() || window(scene, time, counted.span).is_none() {
            continue;
        }
        let is_elsewhere = !clauses.contains(&scene.clause(tokens.start));
        // What another clause of the sentence tells happened on its day, unless the count sums up.
        let is_day = matches!(time.time_type, TimeType::Date | TimeType::Time);
        if is_elsewhere && (count != Count::New || !is_day) {
            continue;
        }
        let is_outside = content.is_some_and(|content| !content.contains(time.span));
        let distance = tokens.start.abs_diff(anchor).min(tokens.start.abs_diff(counted.tokens.start));
        let key = (is_outside, is_elsewhere, distance);
        if best.is_none_or(|(nearest, _)| key < nearest) {
            best = Some((key, time));
        }
    }
    let points_back = || scene.clause_tokens(clauses[0]).any(|token| scene.is(token, Use::Thereby));
    let time = match best {
        Some((_, time)) => time,
        None if count == Count::New && points_back() => match day_before(scene) {
            Some(time) => time,
            None => return (None, None),
        },
        None => return (None, None),
    };
    let Some((from, to, is_since)) = window(scene, time, counted.span) else { return (None, None) };
    let published = doc.report().published.as_ref().map(|published| published.date());
    // Nothing is counted that is still to come: `this week` ends today.
    let to = match (to, published) {
        (Some(to), Some(today)) if from.is_some_and(|from| from <= today) => Some(to.min(today)),
        _ => to,
    };
    match (is_since, count) {
        (true, _) => (from, None),
        (false, Count::Total) if link.rule == "toll" => (None, None),
        _ => (from, to),
    }
}

/// The only day that the sentence before tells.
fn day_before<'d>(scene: &Scene<'d>) -> Option<&'d TimeExpr> {
    let doc = scene.doc;
    let sentence = doc.sentence_at(scene.tokens.start).checked_sub(1)?;
    let span = doc.span_of(doc.sentences[sentence].tokens.clone());
    let mut days = doc.times.iter().enumerate().filter(|(index, time)| {
        span.contains(time.span)
            && matches!(time.time_type, TimeType::Date | TimeType::Time)
            && time.from.is_some()
            && !doc.attributions.iter().any(|found| found.said.time == Some(*index))
    });
    let (_, day) = days.next()?;
    days.next().is_none().then_some(day)
}

/// The days of a time expression, and whether they only start then.
fn window(scene: &Scene<'_>, time: &TimeExpr, counted: Span) -> Option<(Option<Date>, Option<Date>, bool)> {
    let tokens = scene.doc.tokens_in(time.span);
    let before = |use_of: Use| {
        let from = tokens.start.saturating_sub(3).max(scene.tokens.start);
        (from..tokens.end).any(|token| scene.is(token, use_of))
    };
    if time.time_type == TimeType::Duration && time.from.is_none() {
        // What somebody said on Tuesday evening of the last 24 hours ends on Tuesday.
        let holds = |found: &&Attribution| found.content.iter().any(|piece| piece.contains(counted));
        let said = scene.doc.attributions.iter().filter(holds).find_map(|found| found.said.time);
        let said = said.and_then(|time| scene.doc.times[time].to);
        let published = scene.doc.report().published.as_ref().map(|published| published.date());
        let to = said.or(published)?;
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
