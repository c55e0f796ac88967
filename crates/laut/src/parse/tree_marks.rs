//! Says what a punctuation mark depends on, once the words of its sentence have their tree.
//!
//! The guideline of Universal Dependencies leaves no choice: a pair of brackets or quotation marks depends on the head
//! of what it encloses, a mark before or after a dependent unit on that unit, a mark between conjuncts on the next one,
//! the mark at the end of the sentence on its root (<https://universaldependencies.org/u/dep/punct.html>). So marks are
//! not learned. `Als er kam, ging sie.`: the comma depends on `kam`. `Äpfel, Birnen`: on `Birnen`.

/// Attaches marks anew. `heads` are the tokens that the tokens depend on, `heads.len()` for the root; a word that depends
/// on a mark comes to depend on the mark's head. `pairs` are the brackets and quotation marks that belong together, the
/// opening one first.
pub fn attach_marks(heads: &mut [usize], is_mark: &[bool], pairs: &[(usize, usize)]) {
    let root = heads.len();
    lift_words(heads, is_mark);
    let Some(top) = (0..root).find(|token| !is_mark[*token] && heads[*token] == root) else {
        // Nothing but marks: the first stands for the sentence.
        heads.iter_mut().enumerate().for_each(|(token, head)| *head = if token == 0 { root } else { 0 });
        return;
    };
    let words: Vec<usize> = (0..root).filter(|token| !is_mark[*token]).collect();
    for mark in (0..root).filter(|token| is_mark[*token]) {
        let pair = pairs.iter().find(|(open, close)| *open == mark || *close == mark);
        let enclosed = pair.and_then(|(open, close)| enclosed_head(heads, &words, *open, *close));
        heads[mark] = enclosed.unwrap_or_else(|| unit_head(heads, &words, mark, top));
    }
}

/// Makes words depend on words only, and one of them on the root.
fn lift_words(heads: &mut [usize], is_mark: &[bool]) {
    let root = heads.len();
    let mut top = None;
    for word in (0..root).filter(|token| !is_mark[*token]) {
        while heads[word] != root && is_mark[heads[word]] {
            heads[word] = heads[heads[word]];
        }
        if heads[word] == root {
            heads[word] = *top.get_or_insert(word);
        }
    }
    if let Some(top) = top {
        heads[top] = root;
    }
}

/// The head of the words between two marks: the highest of those that depend on a word outside.
fn enclosed_head(heads: &[usize], words: &[usize], open: usize, close: usize) -> Option<usize> {
    let inside = words.iter().copied().filter(|word| open < *word && *word < close);
    let outer = inside.filter(|word| !(open < heads[*word] && heads[*word] < close));
    outer.min_by_key(|word| (ancestors(heads, *word).count(), *word))
}

/// The head of the unit that a mark closes or opens: of the largest unit that ends before it and the largest that
/// starts after it, the one that depends on the other; the latter where neither does.
fn unit_head(heads: &[usize], words: &[usize], mark: usize, top: usize) -> usize {
    let root = heads.len();
    let next = words.partition_point(|word| *word < mark);
    let (Some(before), Some(after)) = (next.checked_sub(1), words.get(next)) else { return top };
    let (mut before, mut after) = (words[before], *after);
    while heads[before] < mark {
        before = heads[before];
    }
    while heads[after] > mark && heads[after] != root {
        after = heads[after];
    }
    if ancestors(heads, before).any(|head| head == after) { before } else { after }
}

/// A word and the words that it depends on, up to the root's.
fn ancestors(heads: &[usize], word: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(word), |word| Some(heads[*word]).filter(|head| *head != heads.len()))
}

#[cfg(test)]
mod tests {
    use super::attach_marks;

    /// Heads counted from 1, 0 for the root, as in CoNLL-U; those of marks are asked for.
    fn check(forms: &str, heads: &[usize], pairs: &[(usize, usize)], expected: &[usize]) {
        let forms: Vec<&str> = forms.split(' ').collect();
        let is_mark: Vec<bool> = forms.iter().map(|form| !form.chars().any(char::is_alphanumeric)).collect();
        let length = forms.len();
        let mut found: Vec<usize> = heads.iter().map(|head| head.checked_sub(1).unwrap_or(length)).collect();
        attach_marks(&mut found, &is_mark, pairs);
        let marks = (0..length).filter(|token| is_mark[*token]);
        let found: Vec<usize> = marks.map(|mark| (found[mark] + 1) % (length + 1)).collect();
        assert_eq!(found, expected, "{forms:?}");
    }

    #[test]
    fn a_mark_depends_on_the_unit_that_it_sets_off() {
        check("Als er kam , ging sie .", &[3, 3, 5, 0, 0, 5, 0], &[], &[3, 5]);
        check("Sie ging , weil er kam .", &[2, 0, 0, 6, 6, 2, 0], &[], &[6, 2]);
        check("apples , pears and plums", &[0, 0, 1, 5, 1], &[], &[3]);
        check("He ( a doctor ) left .", &[6, 0, 4, 1, 0, 0, 0], &[(1, 4)], &[4, 4, 6]);
        check("\" No \" , he said .", &[0, 6, 0, 0, 6, 0, 0], &[(0, 2)], &[2, 2, 2, 6]);
    }

    #[test]
    fn a_sentence_of_marks_has_one_root() {
        check("? ! …", &[0, 0, 0], &[], &[0, 1, 1]);
    }
}
