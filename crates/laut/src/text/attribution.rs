//! Who says what: attributions, what somebody could not verify, and how claims stand to each other.

use compact_str::CompactString;

use super::Span;
use super::token::words;

words! {
    /// How much of a content is in the source's own words.
    Mode {
        /// All of it in quotation marks.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Part of it.
        Mixed = "mixed",
        /// The act only: `verurteilte den Angriff`.
        Reported = "reported",
        /// The report speaks for itself.
        Unattributed = "unattributed",
    }
}

words! {
    /// What a source does by saying something.
    Act {
        /// Say.
        State = "state",
        /// Confirm.
        Confirm = "confirm",
        /// Deny.
        Deny = "deny",
        /// Accuse, blame.
        Accuse = "accuse",
        /// Admit.
        Admit = "admit",
        /// Claim responsibility.
        TakeResponsibility = "take_responsibility",
        /// Announce an own future action, vow, promise.
        Announce = "announce",
        /// Demand, urge, request.
        Demand = "demand",
        /// Propose.
        Propose = "propose",
        /// Accept, agree.
        Accept = "accept",
        /// Refuse, reject.
        Refuse = "refuse",
        /// Warn, threaten.
        Warn = "warn",
        /// Fear.
        Fear = "fear",
        /// Estimate, expect.
        Estimate = "estimate",
        /// Condemn, criticise.
        Condemn = "condemn",
        /// Welcome, praise.
        Welcome = "welcome",
        /// Ask.
        Ask = "ask",
        /// Give no answer.
        DeclineComment = "decline_comment",
        /// Be unable to confirm.
        CannotVerify = "cannot_verify",
    }
}

words! {
    /// How sure the source itself is.
    Certainty {
        /// Says so.
        Asserted = "asserted",
        /// `wahrscheinlich`, `is expected to`.
        Probable = "probable",
        /// `könnte`, `might`.
        Possible = "possible",
        /// Leaves it open.
        Unknown = "unknown",
    }
}

words! {
    /// Whether a content is itself negated.
    Polarity {
        /// It is so.
        Positive = "positive",
        /// It is not so: `es gebe keine Geiseln`.
        Negative = "negative",
    }
}

/// When, how, to whom and where something was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// An index into the times.
    pub time: Option<usize>,
    /// `auf der Plattform X`, `in a statement`.
    pub medium: Option<Span>,
    /// `vor Reportern`, `told the council`.
    pub addressee: Option<Span>,
    /// Where it was said.
    pub place: Option<Span>,
}

/// One attribution: somebody says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who says it; `None` where nobody is named.
    pub source: Option<Span>,
    /// Further sources between source and report, nearest to the report first.
    pub through: Vec<Span>,
    /// The words that attribute.
    pub cue: Option<Span>,
    /// What is said, in pieces where cue or source interrupt it. Never empty.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub mode: Mode,
    /// What the source does by saying it.
    pub act: Act,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Whether the content is negated.
    pub polarity: Polarity,
    /// When, how, to whom, where.
    pub said: Said,
    /// Rule that made it.
    pub rule: CompactString,
}

/// One statement with its figures and events: an attribution, or what the report says in its own voice.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The smallest stretch that holds content and cue, and the source where it stands in the same sentence.
    pub span: Span,
    /// Who says what; without source and cue, and `unattributed`, where the report itself speaks.
    pub attribution: Attribution,
    /// Indices into the figures.
    pub figures: Vec<usize>,
    /// Indices into the events.
    pub events: Vec<usize>,
}

words! {
    /// Whether somebody could confirm a claim.
    VerificationStatus {
        /// They could not.
        Unverified = "unverified",
        /// They could.
        Verified = "verified",
        /// In part.
        PartlyVerified = "partly_verified",
    }
}

/// Somebody else says that they could, or could not, confirm a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Verification {
    /// The claim that is (not) confirmed; an index into the claims.
    pub of: usize,
    /// Who tried; `None` where the text does not say.
    pub by: Option<Span>,
    /// With what result.
    pub status: VerificationStatus,
    /// The figure that it is about; an index into the figures.
    pub figure: Option<usize>,
    /// The sentence or clause that says so.
    pub span: Span,
    /// Rule that made it.
    pub rule: CompactString,
}

words! {
    /// How two claims stand to each other.
    RelationKind {
        /// One denies the other.
        Denies = "denies",
        /// One confirms the other.
        Confirms = "confirms",
        /// Both cannot hold.
        Contradicts = "contradicts",
        /// The same again.
        Repeats = "repeats",
        /// A later total.
        Updates = "updates",
        /// A part of the other.
        PartOf = "part_of",
        /// Each blames the other.
        BlamesBack = "blames_back",
    }
}

/// Two claims of one report that stand to each other in some way; the same one twice where one sentence holds
/// both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// An index into the attributions.
    pub from: usize,
    /// An index into the attributions.
    pub to: usize,
    /// The figure that it is about; an index into the figures.
    pub figure: Option<usize>,
    /// Who says so.
    pub by: Option<Span>,
    /// The words that say so.
    pub span: Span,
    /// Rule that made it.
    pub rule: CompactString,
}
