//! An invented report with everything found in it, for tests of the views: what they show must not depend on how well
//! the stages read.

use laut::text::{
    Act, Attribution, Bound, Certainty, Claim, Count, Diagnostic, Document, Entity, EntityKind, Figure,
    Group, Harm, Mode, Polarity, Published, Relation, RelationKind, Report, Said, Severity, Span, TimeExpr,
    TimeType, Verification, VerificationStatus,
};

const TEXT: &str = "Bei einem Luftangriff auf Borkhafen sind am Montag mindestens 40 Menschen getötet worden, darunter \
    12 Kinder, sagte Gesundheitsminister Ali Karim. Die Armee von Norland wies das zurück. „Wir haben nur Stellungen der \
    Rebellen beschossen“, teilte ihr Sprecher Jörg Öhlschläger mit.\n\nSeit Oktober seien mehr als 9.000 Menschen getötet \
    worden, hieß es. Die Agentur konnte die Zahl der Toten nicht unabhängig prüfen.\n";

/// The first place of some words.
fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn entity(kind: EntityKind, name: &str, mentions: &[&str]) -> Entity {
    Entity {
        kind,
        name: name.to_owned(),
        roles: Vec::new(),
        affiliation: None,
        country: None,
        place: None,
        mentions: mentions.iter().map(|words| at(words)).collect(),
        key: None,
    }
}

fn claim(
    span: &str,
    source: Option<&str>,
    cue: &str,
    content: &str,
    mode: Mode,
    act: Act,
    figures: &[usize],
) -> Claim {
    let attribution = Attribution {
        source: source.map(at),
        through: Vec::new(),
        cue: Some(at(cue)),
        content: vec![at(content)],
        mode,
        act,
        certainty: Certainty::Asserted,
        polarity: Polarity::Positive,
        said: Said::default(),
        rule: "de.cue.verb".into(),
    };
    Claim { span: at(span), attribution, figures: figures.to_vec(), events: Vec::new() }
}

fn figure(span: &str, low: f64, bound: Bound, victims: &str) -> Figure {
    let monday = "2024-03-04".parse().expect("a date");
    Figure {
        span: at(span),
        low: Some(low),
        high: (bound == Bound::Exact).then_some(low),
        bound,
        harm: Harm::Killed,
        trigger: None,
        victims: Some(at(victims)),
        groups: Vec::<Group>::new(),
        means: None,
        by: None,
        count: Count::New,
        from: Some(monday),
        to: Some(monday),
        place: Some(at("Borkhafen")),
        part_of: None,
        rule: "de.figure".into(),
    }
}

/// The report, read by hand.
pub(crate) fn document() -> Document {
    let mut report = Report::new(TEXT);
    report.input = "bericht.txt".to_owned();
    report.title = Some("Viele Tote in Borkhafen".to_owned());
    report.publisher = Some("Küstenbote".to_owned());
    report.published = Some(Published::parse("2024-03-05").expect("a date"));
    let mut doc = Document::new(report, "de".to_owned());
    doc.entities = vec![
        entity(EntityKind::Person, "Ali Karim", &["Gesundheitsminister Ali Karim"]),
        entity(EntityKind::ArmedGroup, "Armee von Norland", &["Die Armee von Norland"]),
        entity(EntityKind::Person, "Jörg Öhlschläger", &["ihr Sprecher Jörg Öhlschläger"]),
        entity(EntityKind::Organization, "Agentur", &["Die Agentur"]),
    ];
    doc.times = vec![TimeExpr {
        span: at("Montag"),
        time_type: TimeType::Date,
        value: "2024-03-04".to_owned(),
        from: Some("2024-03-04".parse().expect("a date")),
        to: Some("2024-03-04".parse().expect("a date")),
        rule: "de.time.weekday".into(),
    }];
    doc.figures = vec![
        figure("mindestens 40", 40.0, Bound::AtLeast, "Menschen"),
        Figure { part_of: Some(0), ..figure("12", 12.0, Bound::Exact, "Kinder") },
        Figure {
            count: Count::Total,
            from: Some("2023-10-01".parse().expect("a date")),
            to: None,
            place: None,
            ..figure("mehr als 9.000", 9001.0, Bound::MoreThan, "Menschen")
        },
    ];
    doc.claims = claims();
    doc.relations = vec![Relation {
        kind: RelationKind::Denies,
        from: 1,
        to: 0,
        figure: None,
        by: Some(at("Die Armee von Norland")),
        span: at("wies das zurück"),
        rule: "relation.denies".into(),
    }];
    doc.verifications = vec![Verification {
        of: 0,
        by: Some(at("Die Agentur")),
        status: VerificationStatus::Unverified,
        figure: Some(0),
        span: at("Die Agentur konnte die Zahl der Toten nicht unabhängig prüfen"),
        rule: "verify.not".into(),
    }];
    doc.diagnostics = vec![Diagnostic {
        code: "time-open".into(),
        severity: Severity::Warning,
        span: at("Oktober"),
        message: "expected a year for `Oktober`, found none".to_owned(),
        help: None,
    }];
    doc
}

fn claims() -> Vec<Claim> {
    let killed = "Bei einem Luftangriff auf Borkhafen sind am Montag mindestens 40 Menschen getötet worden, darunter 12 Kinder";
    let karim = "Gesundheitsminister Ali Karim";
    let total = "Seit Oktober seien mehr als 9.000 Menschen getötet worden";
    vec![
        claim(
            &format!("{killed}, sagte {karim}"),
            Some(karim),
            "sagte",
            killed,
            Mode::Indirect,
            Act::State,
            &[0, 1],
        ),
        claim(
            "Die Armee von Norland wies das zurück",
            Some("Die Armee von Norland"),
            "wies das zurück",
            "das",
            Mode::Reported,
            Act::Deny,
            &[],
        ),
        claim(
            "Wir haben nur Stellungen der Rebellen beschossen“, teilte ihr Sprecher Jörg Öhlschläger mit",
            Some("ihr Sprecher Jörg Öhlschläger"),
            "teilte",
            "Wir haben nur Stellungen der Rebellen beschossen",
            Mode::Direct,
            Act::State,
            &[],
        ),
        claim(&format!("{total}, hieß es"), None, "hieß es", total, Mode::Indirect, Act::State, &[2]),
    ]
}
