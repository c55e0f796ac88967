//! Reads the cases of a gold file: headings, and fenced blocks under them. Prose and everything else in Markdown is left
//! alone.

/// What stands in a `text` block, and in its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// BCP 47 tag; `None` where it is to be detected (written `-`).
    pub language: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// The text, without the line end before the closing fence.
    pub text: String,
}

/// An expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The words after the opening fence: `claims`, `nothing figures`.
    pub kind: String,
    /// What is expected, without the line end before the closing fence.
    pub body: String,
    /// Line of the opening fence, from 1.
    pub line: usize,
    /// Line of the closing fence, from 1.
    pub end_line: usize,
}

/// One heading with its blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The heading, without `(open)`.
    pub name: String,
    /// Line of the heading, from 1.
    pub line: usize,
    /// Whether the case is known to fail.
    pub is_open: bool,
    /// The `text` blocks.
    pub inputs: Vec<Input>,
    /// The other blocks.
    pub expected: Vec<Block>,
}

/// Reads all cases of a file.
///
/// # Errors
/// Names the line of a block without heading, an unclosed block, a case without text or expectation, and of two cases
/// with the same name.
pub fn parse_cases(markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = markdown.lines().enumerate().map(|(at, line)| (at + 1, line));
    while let Some((line, text)) = lines.next() {
        if let Some(name) = heading(text) {
            let name_without = name.strip_suffix("(open)").map(str::trim_end);
            cases.push(Case {
                name: name_without.unwrap_or(name).to_owned(),
                line,
                is_open: name_without.is_some(),
                inputs: Vec::new(),
                expected: Vec::new(),
            });
        } else if let Some((fence, info)) = opening_fence(text) {
            let mut body: Vec<&str> = Vec::new();
            let end_line = loop {
                match lines.next() {
                    Some((at, text)) if is_closing_fence(text, fence) => break at,
                    Some((_, text)) => body.push(text),
                    None => return Err(format!("line {line}: this block is never closed")),
                }
            };
            let case = cases.last_mut().ok_or(format!("line {line}: a block before the first heading"))?;
            let body = body.join("\n");
            match input(info, &body) {
                Some(input) => case.inputs.push(input),
                None if info.is_empty() => return Err(format!("line {line}: a block without a kind")),
                None => case.expected.push(Block { kind: info.to_owned(), body, line, end_line }),
            }
        }
    }
    cases.retain(|case| !(case.inputs.is_empty() && case.expected.is_empty()));
    check(&cases)?;
    Ok(cases)
}

fn check(cases: &[Case]) -> Result<(), String> {
    for (at, case) in cases.iter().enumerate() {
        let Case { name, line, .. } = case;
        if case.inputs.is_empty() {
            return Err(format!("line {line}: `{name}` has no `text` block"));
        }
        if case.expected.is_empty() {
            return Err(format!("line {line}: `{name}` expects nothing; add a block such as `claims`"));
        }
        if cases.iter().take(at).any(|other| other.name == *name) {
            return Err(format!("line {line}: there is another case `{name}`"));
        }
    }
    Ok(())
}

/// The text of `# Heading`.
fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| text.trim())
}

/// Fence and info string of an opening fence.
fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let info = line.trim_start_matches('`');
    let fence = line.strip_suffix(info)?;
    (fence.len() >= 3 && !info.contains('`')).then(|| (fence, info.trim()))
}

fn is_closing_fence(line: &str, fence: &str) -> bool {
    let line = line.trim_end();
    line.len() >= fence.len() && line.chars().all(|character| character == '`')
}

/// The input, if the info string is that of a text: `text de 2024-03-05 Abendbote`.
fn input(info: &str, body: &str) -> Option<Input> {
    let mut words = info.split_whitespace().peekable();
    if words.next()? != "text" {
        return None;
    }
    let language = words.next().filter(|tag| *tag != "-").map(str::to_owned);
    let is_date = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    let published = words.next_if(is_date).map(str::to_owned);
    let publisher: Vec<&str> = words.collect();
    let publisher = (!publisher.is_empty()).then(|| publisher.join(" "));
    Some(Input { language, published, publisher, text: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::parse_cases;

    #[test]
    fn headings_with_blocks_are_cases() {
        let file = "# Group\n\nProse.\n\n## One\n```text de 2024-03-05 Der Abendbote\nDrei\n\n# Tote.\n```\n\
                    ```nothing figures\n```\n## Two (open)\n````text -\n```\n````\n```claims\nsource  Er\n```\n";
        let cases = parse_cases(file).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].name, "One");
        assert_eq!(cases[0].inputs[0].language.as_deref(), Some("de"));
        assert_eq!(cases[0].inputs[0].published.as_deref(), Some("2024-03-05"));
        assert_eq!(cases[0].inputs[0].publisher.as_deref(), Some("Der Abendbote"));
        assert_eq!(cases[0].inputs[0].text, "Drei\n\n# Tote.");
        assert_eq!(
            (cases[0].expected[0].kind.as_str(), cases[0].expected[0].body.as_str()),
            ("nothing figures", "")
        );
        assert!(cases[1].is_open && cases[1].name == "Two");
        assert_eq!(cases[1].inputs[0].language, None);
        assert_eq!(cases[1].inputs[0].text, "```");
        assert_eq!((cases[1].expected[0].line, cases[1].expected[0].end_line), (17, 19));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let check = |file: &str, message: &str| assert_eq!(parse_cases(file).unwrap_err(), message);
        check("```text de\n```\n", "line 1: a block before the first heading");
        check("# A\n```text de\n", "line 2: this block is never closed");
        check("# A\n```text de\n```\n", "line 1: `A` expects nothing; add a block such as `claims`");
        check("# A\n```claims\n```\n", "line 1: `A` has no `text` block");
        let twice = "# A\n```text\n```\n```claims\n```\n".repeat(2);
        check(&twice, "line 6: there is another case `A`");
    }
}
