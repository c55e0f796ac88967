//! What the user says of the reports: how they are written, and what holds for those that do not say it themselves.

use std::path::PathBuf;

use laut::Report;
use laut::text::{Published, Severity};
use laut_intake::{Defaults, Error, Format, Meter, Reports};

use crate::output::remark;

/// What is known of the reports.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct About {
    /// How reports are written [default: by the file's name, else by its first bytes]
    #[arg(long, value_enum)]
    from: Option<Written>,
    /// When a report was published, such as 2024-03-05; days like `Monday` are counted from it
    #[arg(long, value_name = "DATE", value_parser = Published::parse)]
    published: Option<Published>,
    /// Who published a report
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// The language of a report, such as `de` [default: detected]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Written {
    /// A file is the text of one report
    Text,
    /// A line is a report: {"text": "…"}, with `title` `url` `publisher` `published` `language` where they are known
    Jsonl,
    /// A file is a saved page; its main text is the report
    Html,
    /// A file is an RSS or Atom feed; each entry is a report
    Feed,
    /// A file is a document of a word processor
    Docx,
}

impl About {
    /// The reports behind these paths. What a report says itself goes before what is said here; what was read with a doubt is said on
    /// standard error. The meter tells how much was read.
    pub(crate) fn reports(
        self,
        paths: Vec<PathBuf>,
    ) -> (impl Iterator<Item = Result<Report, Error>> + Send, Meter) {
        let format = self.from.map(|from| match from {
            Written::Text => Format::Text,
            Written::Jsonl => Format::JsonLines,
            Written::Html => Format::Html,
            Written::Feed => Format::Feed,
            Written::Docx => Format::Docx,
        });
        let Self { publisher, published, language, .. } = self;
        let reports = Reports::new(paths, format, Defaults { publisher, published, language });
        let meter = reports.meter();
        let reports = reports.inspect(|found| {
            let remarks = found.as_ref().map_or(&[][..], |report| report.remarks.as_slice());
            for doubt in remarks.iter().filter(|remark| remark.severity == Severity::Warning) {
                let input = found.as_ref().map_or("", |report| report.input.as_str());
                remark(&format!("warning: `{input}`: {}", doubt.message));
            }
        });
        (reports, meter)
    }
}
