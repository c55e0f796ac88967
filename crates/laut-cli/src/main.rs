//! The `laut` command.

use std::io::{BufRead, Write};

use anyhow::Context;
use laut::Record;
use laut::lang::{Data, DataFiles};
use laut::text::{Published, Report};

#[derive(serde::Deserialize)]
struct Row {
    text: String,
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let data = Data::load(&DataFiles::embedded())?;
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    let option =
        |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).cloned();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut write = |report: Report| -> anyhow::Result<()> {
        let record = Record::of(&laut::read(report, &data));
        serde_json::to_writer(&mut out, &record)?;
        Ok(out.write_all(b"\n")?)
    };
    if option("--from").as_deref() == Some("jsonl") {
        for line in std::io::stdin().lock().lines() {
            let row: Row = serde_json::from_str(&line?)?;
            let mut report = Report::new(row.text);
            (report.title, report.url, report.publisher, report.language) =
                (row.title, row.url, row.publisher, row.language);
            report.published = row.published.as_deref().map(Published::parse).transpose()?;
            write(report)?;
        }
    } else {
        let path = arguments.last().context("a file")?;
        let mut report = Report::new(std::fs::read_to_string(path)?);
        report.input = path.clone();
        report.publisher = option("--publisher");
        report.published = option("--published").as_deref().map(Published::parse).transpose()?;
        write(report)?;
    }
    Ok(())
}
