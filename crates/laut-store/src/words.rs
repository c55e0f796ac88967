//! Words that are looked for in texts, and the words of a text.
//!
//! *Der „Hafen von Talmur“ brennt* has the words `der hafen von talmur brennt`, without case and marks on letters, and
//! so has *DER HAFEN VON TALMUR BRENNT*. Both kinds of ledger search these, so both cut texts in the same places.

use crate::fold::fold;

/// The words of a text, with a space between.
pub(crate) fn words_of(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for word in cut(&folded) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

fn cut(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What is looked for: all of it must be there.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Wanted {
    /// Words, and whether they are only beginnings.
    pub(crate) words: Vec<(String, bool)>,
    /// Words that stand side by side.
    pub(crate) phrases: Vec<Vec<String>>,
}

impl Wanted {
    /// Reads what somebody looks for: `word`, `begin*`, `"side by side"`. Nothing else has a meaning, so there is nothing
    /// that cannot be looked for.
    pub(crate) fn parse(text: &str) -> Self {
        let mut wanted = Self::default();
        for (at, piece) in text.split(['"', '„', '“', '”', '«', '»']).enumerate() {
            if at % 2 == 1 {
                wanted.add(piece, false);
                continue;
            }
            for word in piece.split_whitespace() {
                wanted.add(word.trim_end_matches('*'), word.ends_with('*'));
            }
        }
        wanted
    }

    fn add(&mut self, piece: &str, is_beginning: bool) {
        let folded = fold(piece);
        let mut words: Vec<String> = cut(&folded).map(str::to_owned).collect();
        if is_beginning && let Some(last) = words.pop() {
            self.words.push((last, true));
        }
        match words.len() {
            0 => {}
            1 => self.words.extend(words.into_iter().map(|word| (word, false))),
            _ => self.phrases.push(words),
        }
    }

    /// Whether nothing is left that could be looked for; it is found nowhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }

    /// Whether all that is to stand side by side does so in a text.
    pub(crate) fn stands_in(&self, text: &str) -> bool {
        if self.phrases.is_empty() {
            return true;
        }
        let words = words_of(text);
        let words: Vec<&str> = words.split(' ').collect();
        let stands = |phrase: &Vec<String>| words.windows(phrase.len()).any(|window| window == &phrase[..]);
        self.phrases.iter().all(stands)
    }
}

#[cfg(test)]
mod tests {
    use super::{Wanted, words_of};

    #[test]
    fn a_text_is_cut_into_words() {
        assert_eq!(
            words_of("Der „HAFEN“ von Sana’a, 1.200 Tote (Größe)"),
            "der hafen von sanaa 1 200 tote grosse"
        );
        assert_eq!(words_of(" — "), "");
    }

    #[test]
    fn words_are_looked_for_as_they_are() {
        let words = |text: &str| {
            let wanted = Wanted::parse(text);
            let words = wanted
                .words
                .iter()
                .map(|(word, is_beginning)| format!("{word}{}", if *is_beginning { "*" } else { "" }));
            let phrases = wanted.phrases.iter().map(|words| format!("[{}]", words.join(" ")));
            words.chain(phrases).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("Hafen Talmur", "hafen talmur"),
            ("„Hafen von Talmur“ Boot*", "boot* [hafen von talmur]"),
            ("a OR b NEAR(c)", "a or b [near c]"),
            ("Süd-Ossetien", "[sud ossetien]"),
            ("\"", ""),
            ("— *", ""),
            ("\") OR 1=1 --", "[or 1 1]"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_side_by_side() {
        let wanted = Wanted::parse("\"Hafen von Talmur\"");
        assert!(wanted.stands_in("Im HAFEN von Talmur brennt es."));
        assert!(!wanted.stands_in("Im Hafen brennt es, von Talmur aus."));
    }
}
