//! HTML as plain text: paragraphs with an empty line between them, without what is no running text.

use dom_query::{Document, NodeRef};

/// Parts of a page that tell nothing of what the report says, or are written by others.
const BESIDE: &str = "script, style, noscript, template, iframe, object, embed, svg, canvas, audio, video, form, button, select, textarea, \
    nav, aside, footer, figcaption, [aria-hidden=true], [role=complementary], [role=navigation]";
/// What the names of classes call captions and offers to read on, on pages.
const MARKED_BESIDE: &str =
    "[class*=caption i], [class*=newsletter i], [class*=related i], [class*=byline i], [class*=credit i]";
/// Where lines of links and other remarks stand.
const LINES: &str = "p, li, h1, h2, h3, h4, h5, h6, td, div, span, ul, ol";
/// A line has fewer nodes in it; so nested elements are not counted over and over.
const LINE: usize = 64;
/// A line of links leads elsewhere if at least this part of its letters is in links.
const LINKED: f64 = 0.9;

/// The text of a piece of HTML. The caller has counted its tags.
pub(crate) fn text_of(html: &str) -> String {
    let doc = Document::fragment(html);
    doc.select(BESIDE).remove();
    let text = doc.formatted_text().to_string();
    tidy(&text)
}

/// The text of the main part of a page, without captions; lines that are nothing but links lead elsewhere and are left out.
pub(crate) fn main_text_of(html: &str) -> String {
    let doc = Document::fragment(html);
    doc.select(BESIDE).remove();
    doc.select(MARKED_BESIDE).remove();
    for line in doc.select(LINES).nodes() {
        if leads_elsewhere(line) {
            line.remove_from_parent();
        }
    }
    tidy(&doc.formatted_text())
}

/// Whether nearly all letters of an element are in links, and there is no other element of text in it.
fn leads_elsewhere(node: &NodeRef) -> bool {
    if node.descendants_it().take(LINE).count() == LINE {
        return false;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let all = letters(&node.text());
    let links = node.descendants_it().filter(|inner| inner.has_name("a")).map(|link| letters(&link.text()));
    let linked: usize = links.sum();
    all > 0 && linked as f64 >= LINKED * all as f64
}

/// Lines without blanks at their ends, never two empty ones in a row.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        if !line.is_empty() || !(tidied.is_empty() || tidied.ends_with("\n\n")) {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

#[cfg(test)]
mod tests {
    use super::{main_text_of, text_of};

    #[test]
    fn html_becomes_paragraphs() {
        let check = |html: &str, expected: &str| assert_eq!(text_of(html), expected, "{html}");
        check("<p>Drei <b>Tote</b>.</p><p>F&uuml;nf\n  Verletzte.</p>", "Drei Tote.\n\nFünf Verletzte.");
        check("Drei Tote.<br>Fünf Verletzte.", "Drei Tote.\nFünf Verletzte.");
        check("<ul><li>Drei</li><li>Vier</li></ul><script>x()</script>", "Drei\nVier");
        check("<figure><img><figcaption>Der Hafen</figcaption></figure>", "");
        check("<p>&lt;Drei&gt; &amp; vier", "<Drei> & vier");
        check("", "");
    }

    #[test]
    fn lines_of_links_are_no_text() {
        let html = "<p>Drei Tote, sagte <a href=x>Berg</a>.</p><p><a href=y>Mehr dazu: der Hafen</a></p>\
            <ul><li><a href=z>Anderes</a></li></ul>";
        assert_eq!(main_text_of(html), "Drei Tote, sagte Berg.");
    }
}
