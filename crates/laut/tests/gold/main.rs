//! Runs every case under `gold/`: a text, and what is expected to be found in it. `CONTRIBUTING.md` says how to write
//! one; `render.rs` lists the kinds of blocks.

mod render;

use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;

use laut::lang::{Data, DataFiles};
use laut::text::Published;
use laut::{Document, Report};
use laut_testkit::{Input, Rendered};

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold");
    laut_testkit::run_gold(&folder, |kind, inputs| {
        if matches!(kind, "findings" | "changes") {
            let docs = inputs.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            return match (&*docs, kind) {
                ([text, reports @ ..], "findings") => Ok(render::findings(text, reports)),
                ([old, new], _) => Ok(render::changes(old, new)),
                _ => Err("expected two `text` blocks".to_owned()),
            };
        }
        let [input] = inputs else { return Err("expected one `text` block".to_owned()) };
        let doc = read(input)?;
        match kind.strip_prefix("nothing") {
            None => render::layer(&doc, kind),
            Some("") => render::layer(&doc, "claims"),
            Some(layer) => Ok(Rendered::Rows(render::layer(&doc, layer.trim())?.text().to_owned())),
        }
    })
}

fn read(input: &Input) -> Result<Document, String> {
    let mut report = Report::new(input.text.as_str());
    report.language.clone_from(&input.language);
    report.publisher.clone_from(&input.publisher);
    let published = input.published.as_deref().map(Published::parse).transpose();
    report.published = published.map_err(|error| error.to_string())?;
    Ok(laut::read(report, &DATA))
}
