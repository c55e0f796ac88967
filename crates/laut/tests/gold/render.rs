//! Writes each layer of a document as lines that an editor can read. Cells are separated by two spaces.
//!
//! | kind | a line, or an item |
//! | --- | --- |
//! | `tokens` | the tokens of one sentence between spaces; a space inside a token is `␣` |
//! | `sentences` | one sentence; `# ` before a heading; an empty line between paragraphs |
//! | `quotations` | the words with their marks; `unclosed` |
//! | `tags` | form, lemma, part of speech, features |
//! | `phrases` | the words, `head …`, `preposition …`, case, number |
//! | `clauses` | kind, the words, `opened by …`, `finite …`, `predicate …`, `particle …`, mood, `subject …`, `in` line |
//! | `names` | the words, kind, country, `key …` |
//! | `times` | value, the words, type, first and last day |
//! | `numbers` | value, the words, `unit …`, use |
//! | `places` | name, country, latitude and longitude, precision |
//! | `entities` | name, kind, `role …`, `of …`, country, `as …` for each mention |
//! | `figures` | value, the words, harm, victims, group, count, days, `by …`, `in …`, `with …`, `part of` value |
//! | `events` | type, trigger, mode, `by …`, `to …`, `in …`, days, status |
//! | `attributions` | items: `source speaker through cue content act certainty polarity said medium addressee place` |
//! | `claims` | items: the same, and `figure event time verification rule` |
//! | `verifications` | status, claim, `by …`, `figure` value, the words |
//! | `relations` | kind, `from → to`, `by …`, the words |
//! | `talks` | field, the words; for terms and answers `by …` and the content or the answer; the state; the last day |
//! | `findings` | of the first text against the others: kind, the words, `found`, `otherwise` or `missing`, the words there, differences |
//! | `changes` | from the first text to the second: what changed, the words before and after, differences |
//! | `diagnostics` | code, the words |
//! | `nothing` | no claims; `nothing figures`: that layer is empty |

use laut::reconcile::Difference;
use laut::reconcile::cited::{Verdict, check};
use laut::reconcile::versions::{Change, changes as changes_between};
use laut::text::{
    Attribution, Bound, Clause, Document, Entity, Figure, GrammaticalNumber, Party, Span, TimeExpr, Token,
};
use laut_testkit::Rendered;

/// What the reports say to a text.
pub(crate) fn findings(text: &Document, reports: &[Document]) -> Rendered {
    rows(check(text, reports).iter().map(|finding| {
        let (verdict, there, other) = match &finding.verdict {
            Verdict::Found(place) => ("found", Some(place), &[][..]),
            Verdict::Differs(place, other) => ("otherwise", Some(place), &**other),
            Verdict::Missing => ("missing", None, &[][..]),
        };
        let there = there.map(|place| words(&reports[place.report], place.span)).unwrap_or_default();
        let own = words(text, finding.span);
        vec![finding.kind.as_str().to_owned(), own, verdict.to_owned(), there, list(other)]
    }))
}

/// What changed between two versions.
pub(crate) fn changes(old: &Document, new: &Document) -> Rendered {
    let figure = |doc: &Document, figure: usize| words(doc, doc.figures[figure].span);
    let content = |doc: &Document, claim: usize| {
        let pieces = doc.claims[claim].attribution.content.iter().map(|piece| words(doc, *piece));
        pieces.collect::<Vec<_>>().join(" … ")
    };
    rows(changes_between(old, new).iter().map(|change| {
        let row = |what: &str, from: String, to: String, other: &[Difference]| {
            vec![what.to_owned(), from, to, list(other)]
        };
        match change {
            Change::FigureCame(to) => row("figure came", String::new(), figure(new, *to), &[]),
            Change::FigureWent(from) => row("figure went", figure(old, *from), String::new(), &[]),
            Change::FigureChanged(from, to, other) => {
                row("figure changed", figure(old, *from), figure(new, *to), other)
            }
            Change::ClaimCame(to) => row("claim came", String::new(), content(new, *to), &[]),
            Change::ClaimWent(from) => row("claim went", content(old, *from), String::new(), &[]),
            Change::ClaimChanged(from, to, other) => {
                row("claim changed", content(old, *from), content(new, *to), other)
            }
        }
    }))
}

fn list(differences: &[Difference]) -> String {
    differences.iter().map(|difference| difference.as_str()).collect::<Vec<_>>().join(" ")
}

/// One layer, by the kind of a block.
pub(crate) fn layer(doc: &Document, kind: &str) -> Result<Rendered, String> {
    let claims = || doc.claims.iter().enumerate();
    let rendered = match kind {
        "tokens" => Rendered::Exact(tokens(doc)),
        "sentences" => Rendered::Exact(sentences(doc)),
        "quotations" => rows(doc.quotations.iter().map(|quotation| {
            let end = quotation.close.map_or(quotation.inner.end, |close| close + 1);
            let words = words(doc, doc.span_of(quotation.open..end.max(quotation.open + 1)));
            vec![words, if quotation.close.is_none() { "unclosed" } else { "" }.to_owned()]
        })),
        "tags" => rows(doc.tokens.iter().enumerate().map(|(index, token)| tag(doc.form(index), token))),
        "phrases" => rows(doc.phrases.iter().map(|phrase| {
            let number = phrase.number.map(GrammaticalNumber::as_str);
            vec![
                words(doc, doc.span_of(phrase.tokens.clone())),
                format!("head {}", doc.form(phrase.head)),
                named("preposition", phrase.preposition.map(|token| doc.form(token))),
                phrase.case.map(|case| case.as_str().to_owned()).unwrap_or_default(),
                number.unwrap_or_default().to_owned(),
            ]
        })),
        "clauses" => rows(doc.clauses.iter().map(|found| clause(doc, found))),
        "names" => rows(doc.names.iter().map(|name| {
            let country = name.country.as_deref().unwrap_or_default().to_owned();
            let key = named("key", name.key.as_deref());
            vec![words(doc, name.span), name.kind.as_str().to_owned(), country, key]
        })),
        "times" => rows(doc.times.iter().map(|found| {
            let mut cells = time(doc, found);
            cells.extend([found.time_type.as_str().to_owned(), days(found.from, found.to)]);
            cells
        })),
        "numbers" => rows(doc.numbers.iter().map(|number| {
            let unit = named("unit", number.unit.map(|token| doc.form(token)));
            let value = value(number.low, number.high, number.bound);
            vec![value, words(doc, number.span), unit, number.used_as.as_str().to_owned()]
        })),
        "places" => rows(doc.entities.iter().filter(|entity| entity.place.is_some()).map(place)),
        "entities" => rows(doc.entities.iter().map(|found| entity(doc, found))),
        "figures" => rows(doc.figures.iter().map(|found| figure(doc, found))),
        "events" => rows((0..doc.events.len()).map(|index| event(doc, index))),
        "attributions" => items(doc.attributions.iter().map(|found| attribution(doc, found))),
        "claims" => items(claims().map(|(index, _)| claim(doc, index))),
        "verifications" => rows((0..doc.verifications.len()).map(|index| {
            let mut cells = verification(doc, index);
            cells.insert(1, format!("c{}", doc.verifications[index].of + 1));
            cells
        })),
        "relations" => rows(doc.relations.iter().map(|relation| {
            let between = format!("c{} → c{}", relation.from + 1, relation.to + 1);
            let by = named("by", relation.by.map(|by| words(doc, by)).as_deref());
            vec![relation.kind.as_str().to_owned(), between, by, words(doc, relation.span)]
        })),
        "talks" => rows(talks(doc).into_iter()),
        "diagnostics" => rows(
            doc.diagnostics.iter().map(|found| vec![found.code.clone().into_owned(), words(doc, found.span)]),
        ),
        _ => return Err("there is no such kind of block; see `tests/gold/render.rs`".to_owned()),
    };
    Ok(rendered)
}

fn tokens(doc: &Document) -> String {
    let form = |token| doc.form(token).replace(char::is_whitespace, "␣");
    let line = |tokens: std::ops::Range<usize>| tokens.map(form).collect::<Vec<_>>().join(" ");
    if doc.sentences.is_empty() {
        return line(0..doc.tokens.len());
    }
    doc.sentences.iter().map(|sentence| line(sentence.tokens.clone())).collect::<Vec<_>>().join("\n")
}

fn sentences(doc: &Document) -> String {
    let mut text = String::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let paragraph = if index > 0 && sentence.is_paragraph_start { "\n" } else { "" };
        let heading = if sentence.is_heading { "# " } else { "" };
        let line = words(doc, doc.span_of(sentence.tokens.clone()));
        text.push_str(&format!("{paragraph}{heading}{line}\n"));
    }
    text
}

fn tag(form: &str, token: &Token) -> Vec<String> {
    let mut cells = vec![form.to_owned(), token.lemma.to_string(), token.upos.as_str().to_owned()];
    cells.extend(token.feats.values().map(|(name, value)| format!("{name}={value}")));
    cells
}

fn clause(doc: &Document, clause: &Clause) -> Vec<String> {
    let subject = clause.subject.map(|index| words(doc, doc.span_of(doc.phrases[index].tokens.clone())));
    let token = |name: &str, token: Option<usize>| named(name, token.map(|token| doc.form(token)));
    vec![
        clause.kind.as_str().to_owned(),
        words(doc, doc.span_of(clause.tokens.clone())),
        token("opened by", clause.subordinator),
        token("finite", clause.finite),
        token("predicate", clause.predicate),
        token("particle", clause.particle),
        clause.mood.map(|mood| mood.as_str().to_owned()).unwrap_or_default(),
        named("subject", subject.as_deref()),
        clause.parent.map(|parent| format!("in {}", parent + 1)).unwrap_or_default(),
    ]
}

fn time(doc: &Document, time: &TimeExpr) -> Vec<String> {
    vec![time.value.clone(), words(doc, time.span)]
}

fn place(entity: &Entity) -> Vec<String> {
    let mut cells = vec![entity.name.clone(), entity.country.as_deref().unwrap_or_default().to_owned()];
    if let Some(place) = &entity.place {
        cells.extend([format!("{:.2},{:.2}", place.lat, place.lon), place.precision.as_str().to_owned()]);
    }
    cells
}

fn entity(doc: &Document, entity: &Entity) -> Vec<String> {
    let mut cells = vec![entity.name.clone(), entity.kind.as_str().to_owned()];
    cells.extend(entity.roles.iter().map(|role| format!("role {role}")));
    cells.extend(entity.affiliation.map(|id| format!("of {}", doc.entities[id.0 as usize].name)));
    cells.extend(entity.country.as_deref().map(str::to_owned));
    cells.extend(entity.mentions.iter().map(|mention| format!("as {}", words(doc, *mention))));
    cells
}

fn figure(doc: &Document, figure: &Figure) -> Vec<String> {
    let mut cells = vec![
        value(figure.low, figure.high, figure.bound),
        words(doc, figure.span),
        figure.harm.as_str().to_owned(),
    ];
    cells.extend(figure.victims.map(|victims| words(doc, victims)));
    cells.extend(figure.groups.iter().map(|group| group.as_str().to_owned()));
    cells.extend([figure.count.as_str().to_owned(), days(figure.from, figure.to)]);
    cells.extend(figure.by.map(|by| format!("by {}", words(doc, by))));
    cells.extend(figure.place.map(|place| format!("in {}", words(doc, place))));
    cells.extend(figure.means.map(|means| format!("with {}", words(doc, means))));
    cells.extend(figure.part_of.map(|whole| {
        let whole = &doc.figures[whole];
        format!("part of {}", value(whole.low, whole.high, whole.bound))
    }));
    cells
}

fn event(doc: &Document, index: usize) -> Vec<String> {
    let event = &doc.events[index];
    let mut cells = vec![event.event_type.as_str().to_owned(), words(doc, event.trigger)];
    cells.extend(event.mode.map(str::to_owned));
    cells.extend(event.actors.iter().map(|actor| format!("by {}", words(doc, *actor))));
    cells.extend(event.recipients.iter().map(|recipient| format!("to {}", words(doc, *recipient))));
    cells.extend(event.place.map(|place| format!("in {}", words(doc, place))));
    cells.extend([days(event.from, event.to), event.status.as_str().to_owned()]);
    cells
}

fn verification(doc: &Document, index: usize) -> Vec<String> {
    let verification = &doc.verifications[index];
    let figure = verification.figure.map(|figure| {
        let figure = &doc.figures[figure];
        value(figure.low, figure.high, figure.bound)
    });
    vec![
        verification.status.as_str().to_owned(),
        named("by", verification.by.map(|by| words(doc, by)).as_deref()),
        named("figure", figure.as_deref()),
        words(doc, verification.span),
    ]
}

/// Lines of an attribution, each starting with the name of a field.
fn attribution(doc: &Document, found: &Attribution) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = |name: &str, cells: Vec<String>| lines.push([vec![name.to_owned()], cells].concat());
    if let Some(source) = found.source {
        line("source", vec![words(doc, source)]);
        if let Some(speaker) = doc.entity_of(source) {
            line("speaker", vec![doc.entities[speaker.0 as usize].name.clone()]);
        }
    }
    for source in &found.through {
        line("through", vec![words(doc, *source)]);
    }
    if let Some(cue) = found.cue {
        line("cue", vec![words(doc, cue)]);
    }
    for piece in &found.content {
        line("content", vec![words(doc, *piece)]);
    }
    line("act", vec![found.act.as_str().to_owned(), format!("mode: {}", found.mode.as_str())]);
    line("certainty", vec![found.certainty.as_str().to_owned()]);
    line("polarity", vec![found.polarity.as_str().to_owned()]);
    if let Some(index) = found.said.time {
        line("said", time(doc, &doc.times[index]));
    }
    let said = &found.said;
    for (name, span) in [("medium", said.medium), ("addressee", said.addressee), ("place", said.place)] {
        if let Some(span) = span {
            line(name, vec![words(doc, span)]);
        }
    }
    lines
}

/// Lines of a claim: its attribution, and what its content holds.
fn claim(doc: &Document, index: usize) -> Vec<Vec<String>> {
    let claim = &doc.claims[index];
    let mut lines = attribution(doc, &claim.attribution);
    let mut line = |name: &str, cells: Vec<String>| lines.push([vec![name.to_owned()], cells].concat());
    for index in &claim.figures {
        line("figure", figure(doc, &doc.figures[*index]));
    }
    for index in &claim.events {
        line("event", event(doc, *index));
    }
    let is_inside = |span: Span| claim.attribution.content.iter().any(|piece| piece.contains(span));
    for found in doc.times.iter().filter(|time| is_inside(time.span)) {
        line("time", time(doc, found));
    }
    for found in (0..doc.verifications.len()).filter(|found| doc.verifications[*found].of == index) {
        line("verification", verification(doc, found));
    }
    line("rule", vec![claim.attribution.rule.to_string()]);
    lines
}

/// Lines of the talks, each starting with the name of a field.
fn talks(doc: &Document) -> Vec<Vec<String>> {
    let talks = &doc.talks;
    let by =
        |by: &[Party]| by.iter().map(|party| format!("by {}", words(doc, party.span))).collect::<Vec<_>>();
    let mut lines = Vec::new();
    for (name, parties) in
        [("party", &talks.parties), ("mediator", &talks.mediators), ("venue", &talks.venue)]
    {
        lines.extend(parties.iter().map(|party| vec![name.to_owned(), words(doc, party.span)]));
    }
    for (name, terms) in [("proposal", &talks.proposals), ("precondition", &talks.preconditions)] {
        for terms in terms {
            let content = terms.content.iter().map(|piece| words(doc, *piece)).collect();
            lines.push([vec![name.to_owned()], content, by(&terms.by)].concat());
        }
    }
    for found in &talks.responses {
        let to = named("to", found.to.map(|to| (to + 1).to_string()).as_deref());
        let cells = vec!["response".to_owned(), found.answer.as_str().to_owned(), words(doc, found.span), to];
        lines.push([cells, by(&found.by)].concat());
    }
    lines.extend(
        talks.status.map(|(status, span)| vec!["status".into(), status.as_str().into(), words(doc, span)]),
    );
    for found in &talks.deadline {
        lines.push(vec!["deadline".into(), words(doc, found.span), days(found.from, found.to)]);
    }
    lines
}

/// `24`, `>=12`, `>100`, `<=100`, `<100`, `~9000`, `20..30`, `24+` (vague); else both ends and the bound.
fn value(low: Option<f64>, high: Option<f64>, bound: Bound) -> String {
    let whole = |value: f64| value.fract() == 0.0;
    match (bound, low, high) {
        (Bound::Exact, Some(low), Some(high)) if low == high => format!("{low}"),
        (Bound::About, Some(low), Some(high)) if low == high => format!("~{low}"),
        (Bound::Between, Some(low), Some(high)) => format!("{low}..{high}"),
        (Bound::AtLeast, Some(low), None) => format!(">={low}"),
        (Bound::AtMost, None, Some(high)) => format!("<={high}"),
        (Bound::MoreThan, Some(low), None) if whole(low) => format!(">{}", low - 1.0),
        (Bound::LessThan, None, Some(high)) if whole(high) => format!("<{}", high + 1.0),
        (Bound::Vague, Some(low), None) => format!("{low}+"),
        _ => {
            let end = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
            format!("{}..{} {}", end(low), end(high), bound.as_str())
        }
    }
}

/// `2024-03-04`, `2024-03-04..2024-03-05`, `2024-03-04..`; empty where neither end is known.
fn days(from: Option<jiff::civil::Date>, to: Option<jiff::civil::Date>) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    if from == to { day(from) } else { format!("{}..{}", day(from), day(to)) }
}

/// `name words`, or nothing.
fn named(name: &str, words: Option<&str>) -> String {
    words.map(|words| format!("{name} {words}")).unwrap_or_default()
}

/// The words of a span on one line.
fn words(doc: &Document, span: Span) -> String {
    doc.text_of(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn join(cells: &[String]) -> String {
    cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join("  ")
}

fn rows(rows: impl Iterator<Item = Vec<String>>) -> Rendered {
    Rendered::Rows(rows.map(|cells| join(&cells)).collect::<Vec<_>>().join("\n"))
}

fn items(items: impl Iterator<Item = Vec<Vec<String>>>) -> Rendered {
    let item = |lines: Vec<Vec<String>>| lines.iter().map(|cells| join(cells)).collect::<Vec<_>>().join("\n");
    Rendered::Items(items.map(item).collect::<Vec<_>>().join("\n\n"))
}
