//! A table of a TOML file, key by key: `[[figure]]`, `at = "mindestens 12"`, `low = 12`.

use std::fmt::Write;

/// A table.
pub(super) struct Entry {
    lines: String,
}

impl Entry {
    /// The keys before the first table, under a remark.
    pub(super) fn head(remark: &str) -> Self {
        let remark = remark.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { lines: format!("# {}\n", remark.replace(char::is_control, "")) }
    }

    /// One table of several of the same name.
    pub(super) fn new(name: &str) -> Self {
        Self { lines: format!("[[{name}]]\n") }
    }

    /// A key with a text.
    pub(super) fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.bare(key, &quoted(text))
    }

    /// A key with a text, if there is one.
    pub(super) fn some(&mut self, key: &str, text: Option<&str>) -> &mut Self {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    /// A key with texts.
    pub(super) fn list(&mut self, key: &str, texts: &[&str]) -> &mut Self {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        self.bare(key, &format!("[{}]", texts.join(", ")))
    }

    /// A key with a number, if there is one.
    pub(super) fn number(&mut self, key: &str, number: Option<f64>) -> &mut Self {
        match number {
            Some(number) if number.fract() == 0.0 && number.abs() < 9.0e15 => {
                self.bare(key, &(number as i64).to_string())
            }
            Some(number) => self.bare(key, &format!("{number:?}")),
            None => self,
        }
    }

    /// Says that a scorer is to count nothing for it.
    pub(super) fn optional(&mut self, is_optional: bool) -> &mut Self {
        if is_optional { self.bare("optional", "true") } else { self }
    }

    /// A key with what needs no quotation marks.
    pub(super) fn bare(&mut self, key: &str, value: &str) -> &mut Self {
        writeln!(self.lines, "{key} = {value}").expect("memory takes every letter");
        self
    }

    /// The lines.
    pub(super) fn written(self) -> String {
        self.lines
    }
}

/// A text in quotation marks: as in JSON, but for the one control character that JSON leaves as it is.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use super::Entry;

    #[test]
    fn keys_and_values() {
        let mut entry = Entry::new("figure");
        entry.text("at", "„mehr“ \"als\"\n100\u{7f}").number("low", Some(101.0)).number("high", None);
        entry.number("share", Some(0.5)).list("content", &["a", "b\\c"]).some("by", Some("")).optional(true);
        let expected = "[[figure]]\nat = \"„mehr“ \\\"als\\\"\\n100\\u007F\"\nlow = 101\nshare = 0.5\n\
            content = [\"a\", \"b\\\\c\"]\noptional = true\n";
        assert_eq!(entry.written(), expected);
    }
}
