//! Prints the main text of saved pages and what they say of themselves, a JSON object a page; `eval/html` scores it.
//!
//! ```sh
//! cargo run --release -p laut-intake --example page -- page.html
//! ```

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use laut_intake::{Defaults, Format, Reports};
use serde_json::json;

/// How often each page is read; the fastest counts, since others may be at work on the machine.
const TIMES: usize = 3;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let mut ms = f64::INFINITY;
        let mut found = None;
        for _ in 0..TIMES {
            let start = Instant::now();
            let mut reports =
                Reports::new(vec![PathBuf::from(&path)], Some(Format::Html), Defaults::default());
            found = reports.next();
            ms = ms.min(start.elapsed().as_secs_f64() * 1e3);
        }
        let (report, error) = match found {
            Some(Ok(report)) => (report, None),
            Some(Err(error)) => (laut::Report::default(), Some(error.to_string())),
            None => continue,
        };
        let (published, dated) =
            (report.published.as_ref().map(|day| day.as_str()), report.dated.map(|dated| dated.as_str()));
        let page = json!({
            "input": path, "title": report.title, "publisher": report.publisher, "url": report.url,
            "published": published, "dated": dated, "text": report.text(), "ms": ms, "error": error,
        });
        writeln!(out, "{page}")?;
    }
    Ok(())
}
