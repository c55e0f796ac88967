//! The cards that lie next to the models: what they are made of, how, and what they score.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;

/// Writes `lexicon.toml` next to `lexicon.bin`; `command` is what makes the file again.
pub(crate) fn write(
    models: &Path,
    name: &str,
    command: &str,
    sources: &[(&str, &str)],
    scored_on: &str,
    scores: &[(String, f64)],
) -> anyhow::Result<()> {
    let size = std::fs::metadata(models.join(format!("{name}.bin")))?.len();
    let mut card = format!("file = \"{name}.bin\"\nsize = {size}\ncommand = \"laut-train DATA {command}\"\n");
    for (path, licence) in sources {
        write!(card, "\n[[source]]\npath = \"{path}\"\nlicence = \"{licence}\"\n")?;
    }
    if !scores.is_empty() {
        write!(card, "\n[scores]\n# In per cent, on {scored_on}; the words are given.\n")?;
        for (name, score) in scores {
            writeln!(card, "\"{name}\" = {score:.2}")?;
        }
    }
    let path = models.join(format!("{name}.toml"));
    std::fs::write(&path, card).with_context(|| format!("writing `{}`", path.display()))
}
