//! Trains and scores the models of laut: `laut-train ../shared/data de` writes `crates/laut/data/de/models/`.
//!
//! The same data gives the same bytes. Only data that may ship trains what ships; the treebanks of PUD only score.

mod conllu;
mod german;
mod inflection;
mod lexicon;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// What is trained for a language, and from what.
#[derive(Debug)]
struct Plan {
    tag: &'static str,
    /// Treebanks whose lemmas are as laut wants them.
    own: &'static [&'static str],
    /// Treebanks that are only asked for tags and trees.
    others: &'static [&'static str],
    full_forms: Option<&'static str>,
}

const PLANS: &[Plan] = &[
    Plan {
        tag: "de",
        own: &["ud/de_gsd-train.conllu"],
        others: &["ud/de_hdt-train.conllu"],
        full_forms: Some("words/german-pos-dict/german-fullforms.tsv.xz"),
    },
    Plan {
        tag: "en",
        own: &[
            "ud/en_ewt-train.conllu",
            "ud/en_ewt-dev.conllu",
            "ud/en_gum-train.conllu",
            "ud/en_gum-dev.conllu",
        ],
        others: &[],
        full_forms: None,
    },
];

/// The genres of GUM whose texts are open.
const OPEN_GENRES: &[&str] = &["news", "interview", "bio", "academic", "court", "speech", "voyage"];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, tag, parts @ ..] = arguments.as_slice() else {
        bail!(
            "expected `laut-train DATA LANGUAGE [lexicon] [tagger]`, such as `laut-train ../shared/data de`"
        );
    };
    let plan = PLANS.iter().find(|plan| plan.tag == tag.as_str());
    let plan = plan.with_context(|| format!("expected the language `de` or `en`, found `{tag}`"))?;
    let data = Path::new(data);
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../laut/data").join(plan.tag).join("models");
    std::fs::create_dir_all(&models)?;
    let is_wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    let own = sentences(data, plan.own)?;
    let others = sentences(data, plan.others)?;
    if is_wanted("lexicon") {
        let bytes = match plan.full_forms {
            Some(path) => {
                let list = unpack(&data.join(path))?;
                lexicon::from_full_forms(&list, &lexicon::count(&own), &lexicon::count(&others))?
            }
            None => {
                let path = models.join("../inflection.tsv");
                let rules = inflection::Inflection::read("inflection.tsv", &std::fs::read_to_string(path)?)?;
                lexicon::from_treebanks(&lexicon::count(&own), &rules)?
            }
        };
        write(&models.join("lexicon.bin"), &bytes)?;
    }
    Ok(())
}

fn sentences(data: &Path, paths: &[&str]) -> anyhow::Result<Vec<conllu::Sentence>> {
    let mut all = Vec::new();
    for path in paths {
        let read = conllu::read(&data.join(path))?;
        all.extend(read.into_iter().filter(|sentence| match sentence.id.strip_prefix("GUM_") {
            Some(rest) => OPEN_GENRES.iter().any(|genre| rest.starts_with(genre)),
            None => !sentence.id.starts_with("GENTLE"),
        }));
    }
    Ok(all)
}

fn unpack(path: &Path) -> anyhow::Result<String> {
    let packed = std::fs::read(path).with_context(|| format!("reading `{}`", path.display()))?;
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut text)
        .map_err(|error| anyhow::anyhow!("unpacking `{}`: {error}", path.display()))?;
    Ok(String::from_utf8(text)?)
}

fn write(path: &PathBuf, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
    say(&format!("{} {} bytes", path.display(), bytes.len()));
    Ok(())
}

/// Tells the user how far it is.
#[expect(clippy::print_stderr, reason = "this is the command's own report")]
fn say(line: &str) {
    eprintln!("{line}");
}
