//! What was seen but could not be used: an unclosed quotation mark, a weekday without a publication date.

use std::borrow::Cow;

use super::Span;

/// How much a diagnostic matters to a reader of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// Something in the report was not used, or may have been read wrongly.
    Warning,
}

impl Severity {
    /// `note` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

/// One remark about a place in the text. News is broken; a stage never fails, it says what it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name, such as `quote-unclosed`.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// The characters it is about.
    pub span: Span,
    /// What was found, in lower case, without a full stop.
    pub message: String,
    /// What a person can do about it.
    pub help: Option<Cow<'static, str>>,
}
