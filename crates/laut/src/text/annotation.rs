//! What is found in a report: names, times, numbers, places, entities, figures, events. Names and values are those of
//! the claim record.

use std::ops::Range;

use compact_str::CompactString;
use jiff::civil::Date;

use super::Span;
use super::token::words;

words! {
    /// What kind of thing a name stands for.
    EntityKind {
        /// A human being.
        Person = "person",
        /// A government, ministry, company, agency, newspaper.
        Organization = "organization",
        /// An army, militia, police.
        ArmedGroup = "armed_group",
        /// Anything on a map; a country as territory.
        Place = "place",
        /// A country as an actor.
        Country = "country",
        /// A people, inhabitants, civilians.
        Population = "population",
        /// Somebody without a name: `Quellen`, `officials`.
        Anonymous = "anonymous",
    }
}

words! {
    /// The class of a proper name, as corpora have them.
    NameClass {
        /// A human being.
        Person = "PER",
        /// A company, body, party, armed group.
        Organization = "ORG",
        /// Anything on a map, countries among them.
        Place = "LOC",
        /// A work, product, language, event.
        Other = "OTH",
    }
}

/// A proper name as it is written, outermost, whatever it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProperName {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its class.
    pub class: NameClass,
}

/// A proper name in the text, with what it is taken for where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its characters, without article and title: `Daniel Hagari`.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it stands for.
    pub kind: EntityKind,
    /// The country that it is, or belongs to: ISO 3166-1 alpha-2.
    pub country: Option<CompactString>,
    /// The name that list entries and spellings share (`Vereinte Nationen` and `United Nations` have one key).
    pub key: Option<CompactString>,
    /// Where it lies, for places that were found on the map.
    pub place: Option<Place>,
    /// Rule or list that found it.
    pub rule: CompactString,
}

words! {
    /// How exactly a place is known from its wording.
    PlacePrecision {
        /// In the place itself.
        Exact = "exact",
        /// Close to it: `near`, `östlich von`.
        Near = "near",
        /// Somewhere in a region, province or district.
        Region = "region",
        /// Somewhere in a country.
        Country = "country",
    }
}

/// Where a place lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Number in GeoNames, where known.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly the wording says it.
    pub precision: PlacePrecision,
}

/// An entity of one report: an index into [`Document::entities`](super::Document::entities).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// Somebody or something with all its mentions in the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest proper name in the report, in the nominative.
    pub name: String,
    /// Offices and ranks that the report gives a person.
    pub roles: Vec<String>,
    /// The organization, group or country that it speaks or acts for.
    pub affiliation: Option<EntityId>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<CompactString>,
    /// Where it lies, for places.
    pub place: Option<Place>,
    /// Every mention, in the order of the text: names, titles, pronouns.
    pub mentions: Vec<Span>,
    /// The name that list entries and spellings share, across languages.
    pub key: Option<CompactString>,
}

words! {
    /// TIMEX3 type.
    TimeType {
        /// A day, month, year.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A time that comes again.
        Set = "SET",
    }
}

/// A time expression (TimeML 1.2.1 TIMEX3).
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpr {
    /// Its characters, without preposition and article: `Montag`, not `am Montag`.
    pub span: Span,
    /// What kind of time.
    pub time_type: TimeType,
    /// TIMEX3 value; `XXXX-WXX-2` where it stays open.
    pub value: String,
    /// First day, inclusive.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// Rule that found it.
    pub rule: CompactString,
}

words! {
    /// How a number is bounded by its words.
    Bound {
        /// `24`.
        Exact = "exact",
        /// `mindestens 24`, `gut 100`.
        AtLeast = "at_least",
        /// `mehr als 100`.
        MoreThan = "more_than",
        /// `bis zu 100`.
        AtMost = "at_most",
        /// `weniger als 100`, `fast 100`.
        LessThan = "less_than",
        /// `etwa 100`.
        About = "about",
        /// `zwischen 20 und 30`.
        Between = "between",
        /// `Dutzende`, `several`.
        Vague = "vague",
    }
}

words! {
    /// What a number in the text was used for.
    NumberUse {
        /// It counts people to whom something happened.
        Figure = "figure",
        /// It is part of a time expression.
        Time = "time",
        /// Neither.
        Other = "other",
    }
}

/// A number in the report, in digits or words, with its modifier.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Its characters with the modifier: `mehr als 100`.
    pub span: Span,
    /// The tokens of the span.
    pub tokens: Range<usize>,
    /// Lowest value, inclusive; open where `None`.
    pub low: Option<f64>,
    /// Highest value, inclusive; open where `None`.
    pub high: Option<f64>,
    /// How it is bounded.
    pub bound: Bound,
    /// The head noun that is counted: `Kämpfer`, `Prozent`, `km`; a token.
    pub unit: Option<usize>,
    /// What it was used for.
    pub used_as: NumberUse,
    /// Rule that found it.
    pub rule: CompactString,
}

words! {
    /// What happened to the people counted.
    Harm {
        /// Dead and injured not told apart: `losses`, `Verluste`.
        Casualties = "casualties",
        /// Dead.
        Killed = "killed",
        /// Wounded.
        Injured = "injured",
        /// Missing, buried, trapped.
        Missing = "missing",
        /// Fled, evacuated, expelled.
        Displaced = "displaced",
        /// Abducted, arrested, held.
        Captured = "captured",
        /// Freed, rescued, exchanged.
        Released = "released",
        /// In need, besieged, without water.
        Affected = "affected",
    }
}

words! {
    /// Who the victims are, as the text says.
    Group {
        /// Not fighting.
        Civilian = "civilian",
        /// Fighting.
        Combatant = "combatant",
        /// Police, guards.
        SecurityForce = "security_force",
        /// Children.
        Child = "child",
        /// Women.
        Woman = "woman",
        /// Men.
        Man = "man",
        /// Old people.
        Elderly = "elderly",
        /// Doctors, nurses, ambulance crews.
        Medic = "medic",
        /// Staff of aid organizations.
        AidWorker = "aid_worker",
        /// Reporters.
        Journalist = "journalist",
        /// In prison, prisoners of war.
        Prisoner = "prisoner",
        /// Held to force somebody.
        Hostage = "hostage",
        /// Fled from elsewhere.
        Refugee = "refugee",
    }
}

words! {
    /// Whether a figure is a new count or a running one.
    Count {
        /// In one event or period.
        New = "new",
        /// Cumulative since a start.
        Total = "total",
        /// A stock: held now, living there now.
        Current = "current",
    }
}

/// People counted, to whom something happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its modifier; for one person without a number, the victim's phrase.
    pub span: Span,
    /// Lowest value, inclusive; open where `None`.
    pub low: Option<f64>,
    /// Highest value, inclusive; open where `None`.
    pub high: Option<f64>,
    /// How it is bounded.
    pub bound: Bound,
    /// What happened to them.
    pub harm: Harm,
    /// The words that tell the harm; `None` for a part or a joined count, which has it from the figure before.
    pub trigger: Option<Span>,
    /// Whom it counts.
    pub victims: Option<Span>,
    /// Who they are, as the text says.
    pub groups: Vec<Group>,
    /// Weapon or way.
    pub means: Option<Span>,
    /// Who did it, if the text says so.
    pub by: Option<Span>,
    /// A new count, a total, a stock.
    pub count: Count,
    /// First day that the count covers, inclusive.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// Where.
    pub place: Option<Span>,
    /// The figure of which this one is a part; an index into the figures.
    pub part_of: Option<usize>,
    /// Rule that made it.
    pub rule: CompactString,
}

words! {
    /// PLOVER event types.
    EventType {
        /// Agree to do something.
        Agree = "AGREE",
        /// Meet, visit, talk, mediate.
        Consult = "CONSULT",
        /// Support in words or deeds.
        Support = "SUPPORT",
        /// Give way: ease, lift, return.
        Concede = "CONCEDE",
        /// Work together.
        Cooperate = "COOPERATE",
        /// Give help.
        Aid = "AID",
        /// Withdraw, release, cease fire.
        Retreat = "RETREAT",
        /// Ask, demand.
        Request = "REQUEST",
        /// Accuse, criticise, investigate.
        Accuse = "ACCUSE",
        /// Refuse.
        Reject = "REJECT",
        /// Threaten.
        Threaten = "THREATEN",
        /// Demonstrate, strike.
        Protest = "PROTEST",
        /// Impose sanctions, break off.
        Sanction = "SANCTION",
        /// Move troops, arm.
        Mobilize = "MOBILIZE",
        /// Seize, arrest, restrict.
        Coerce = "COERCE",
        /// Attack, kill, wound.
        Assault = "ASSAULT",
    }
}

words! {
    /// Whether an event took place.
    EventStatus {
        /// It did.
        Happened = "happened",
        /// Somebody means to do it.
        Planned = "planned",
        /// It might.
        Hypothetical = "hypothetical",
        /// It did not, the text says.
        Denied = "denied",
        /// It goes on.
        Ongoing = "ongoing",
    }
}

/// Something that somebody did, in PLOVER's types.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The word that tells it.
    pub trigger: Span,
    /// PLOVER type.
    pub event_type: EventType,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// Who did it.
    pub actors: Vec<Span>,
    /// To whom.
    pub recipients: Vec<Span>,
    /// Where.
    pub place: Option<Span>,
    /// First day, inclusive.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// Whether it took place.
    pub status: EventStatus,
    /// Rule that made it.
    pub rule: CompactString,
}
