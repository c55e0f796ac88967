//! What the user says of the reports: how they are written, and what holds for those that do not say it themselves.

use std::path::PathBuf;

use laut::text::Published;
use laut_intake::{Defaults, Format, Reports};

/// What is known of the reports.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct About {
    /// How reports are written [default: by the file's name]
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
}

impl About {
    /// The reports behind these paths. What a report says itself goes before what is said here.
    pub(crate) fn reports(self, paths: Vec<PathBuf>) -> Reports {
        let format = self.from.map(|from| match from {
            Written::Text => Format::Text,
            Written::Jsonl => Format::JsonLines,
        });
        let Self { publisher, published, language, .. } = self;
        Reports::new(paths, format, Defaults { publisher, published, language })
    }
}
