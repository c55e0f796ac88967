//! RSS and Atom files: each entry is a report.
//!
//! An entry's text is its content, or else its summary, without markup. Feeds often hold the first sentences only; the record's `url`
//! leads to the rest. The publisher is the title of the feed.

use std::panic::catch_unwind;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::DateTime;
use feed_rs::model::{Entry, Feed};
use feed_rs::parser::Builder;
use laut::Report;
use laut::text::DateSource;

use crate::Error;
use crate::dates::{published_of, remark_on_day};
use crate::files::is_blank;
use crate::markup::text_of;
use crate::tags::check_tags;
use crate::xml;

/// Reads the entries of a feed.
pub(crate) fn read(input: &str, bytes: &[u8]) -> Result<Vec<Result<Report, Error>>, Error> {
    let error = |found: String| Error::Feed { input: input.to_owned(), found };
    let text = xml::decode(bytes);
    let root = xml::check(&text).map_err(|fault| fault.into_error(input, error))?;
    if !["rss", "feed", "rdf"].contains(&root.to_lowercase().as_str()) {
        return Err(error(format!("`<{root}>`")));
    }
    let days = Days::default();
    let (feed, days) = catch_unwind(|| {
        let kept = Arc::clone(&days.0);
        let parser = Builder::new().timestamp_parser(move |text| Days(Arc::clone(&kept)).keep(text)).build();
        (parser.parse(text.as_bytes()), days)
    })
    .map_err(|_| error("one that breaks the parser; please send it in".to_owned()))?;
    let feed = feed.map_err(|cause| error(format!("{cause}")))?;
    if feed.entries.is_empty() {
        return Err(Error::Empty { input: input.to_owned(), found: "a feed without entries" });
    }
    let entries = feed.entries.iter().zip(1..);
    Ok(entries.map(|(entry, number)| report_of(format!("{input}#{number}"), entry, &feed, &days)).collect())
}

fn report_of(input: String, entry: &Entry, feed: &Feed, days: &Days) -> Result<Report, Error> {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let mut text = String::new();
    for words in [content, summary].into_iter().flatten() {
        text = plain(&input, words)?;
        if !is_blank(&text) {
            break;
        }
    }
    if is_blank(&text) {
        return Err(Error::Empty { input, found: "an entry without a text" });
    }
    let title = |title: &feed_rs::model::Text| {
        plain(&input, &title.content)
            .ok()
            .map(|title| title.replace('\n', " "))
            .filter(|title| !title.is_empty())
    };
    let mut report = Report::new(text);
    report.title = entry.title.as_ref().and_then(title);
    report.publisher = feed.title.as_ref().and_then(title);
    let links = || entry.links.iter().filter(|link| link.href.starts_with("http"));
    let page = links().find(|link| matches!(link.rel.as_deref(), None | Some("alternate")));
    report.url = page.or_else(|| links().next()).map(|link| link.href.clone());
    let day = entry.published.or(entry.updated).and_then(|key| days.words(key.timestamp()));
    report.published = day.as_deref().and_then(published_of);
    if let (Some(day), None) = (&day, &report.published) {
        remark_on_day(day, &mut report);
    }
    report.dated = report.published.as_ref().map(|_| DateSource::Feed);
    report.input = input;
    Ok(report)
}

/// Words without markup.
fn plain(input: &str, words: &str) -> Result<String, Error> {
    let has_entity =
        words.split('&').skip(1).any(|rest| rest.split_once(';').is_some_and(|(name, _)| name.len() < 10));
    let is_tag = |rest: &str| rest.starts_with(|c: char| c == '/' || c == '!' || c.is_ascii_alphabetic());
    if !has_entity && !words.split('<').skip(1).any(is_tag) {
        // Lines are broken and set in as the feed's XML is, not as the text is.
        let paragraphs =
            words.split("\n\n").map(|lines| lines.split_whitespace().collect::<Vec<_>>().join(" "));
        return Ok(paragraphs.filter(|lines| !lines.is_empty()).collect::<Vec<_>>().join("\n\n"));
    }
    check_tags(input, words)?;
    Ok(text_of(words))
}

/// The days of a feed as they are written. The feed's parser hands them over as moments in world time, which would lose the day in the place
/// of publication; so each is given a number in place of its moment, and its words are kept.
#[derive(Default)]
struct Days(Arc<Mutex<Vec<String>>>);

impl Days {
    fn keep(&self, text: &str) -> Option<DateTime<chrono::Utc>> {
        let mut days = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        days.push(text.to_owned());
        DateTime::from_timestamp(days.len() as i64 - 1, 0)
    }

    fn words(&self, number: i64) -> Option<String> {
        let days = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        days.get(usize::try_from(number).ok()?).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// A feed: its reports as lines, its errors as their messages.
    fn check(feed: impl AsRef<[u8]>, expected: &[&str]) {
        let found = match read("f.xml", feed.as_ref()) {
            Ok(reports) => reports,
            Err(error) => vec![Err(error)],
        };
        let line = |report: laut::Report| {
            let day = report.published.as_ref().map(|day| day.as_str().to_owned());
            let dated = report.dated.map(|dated| dated.as_str().to_owned());
            let doubts = report.remarks.first().map(|remark| remark.message.clone());
            let fields = [
                Some(report.input.clone()),
                report.title.clone(),
                report.publisher.clone(),
                report.url.clone(),
                day,
                dated,
                doubts,
            ];
            format!("{} | {:?}", fields.into_iter().flatten().collect::<Vec<_>>().join(" | "), report.text())
        };
        let found: Vec<String> =
            found.into_iter().map(|found| found.map_or_else(|error| error.to_string(), line)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rss() {
        check(
            "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
             <title>Bote</title><link>https://b.example</link><description>x</description>\
             <item><title>Zw&#246;lf Tote</title><link>https://b.example/1</link><pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate>\
             <description>Kurz</description><content:encoded><![CDATA[<p>Zw&ouml;lf <b>Tote</b>.</p><p>Drei Verletzte.</p>]]></content:encoded></item>\
             <item><title>Leer</title><description></description></item>\
             <item><description>\n  Drei\n  Tote \n</description></item>\
             <item><description>R&amp;amp;D: &lt;b&gt;drei&lt;/b&gt; Tote</description><pubDate>30 Feb 2024</pubDate></item>\
             </channel></rss>",
            &[
                "f.xml#1 | Zwölf Tote | Bote | https://b.example/1 | 2024-03-05T23:30:00-05:00 | feed | \"Zwölf Tote.\\n\\nDrei Verletzte.\"",
                "`f.xml#2`: expected the text of a report, found an entry without a text",
                "f.xml#3 | Bote | \"Drei Tote\"",
                "f.xml#4 | Bote | expected a day of publication such as `2024-03-05`, found `30 Feb 2024` | \"R&D: drei Tote\"",
            ],
        );
    }

    #[test]
    fn atom_in_latin_1() {
        let feed = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<feed xmlns='http://www.w3.org/2005/Atom'><title>Bote</title>\
            <updated>2024-03-05T10:00:00Z</updated><id>urn:a</id><entry><id>urn:b</id><title>F\u{fc}nf</title>\
            <link href='https://b.example/2'/><updated>2024-03-05T10:00:00+01:00</updated>\
            <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>F\u{fc}nf Tote.</p></div></content></entry></feed>";
        let bytes: Vec<u8> = feed.chars().map(|c| c as u8).collect();
        check(
            bytes,
            &[
                "f.xml#1 | Fünf | Bote | https://b.example/2 | 2024-03-05T10:00:00+01:00 | feed | \"Fünf Tote.\"",
            ],
        );
    }

    #[test]
    fn files_that_are_no_feeds() {
        check("Drei Tote", &["`f.xml`: expected an RSS or Atom feed, found no XML"]);
        check("", &["`f.xml`: expected an RSS or Atom feed, found no XML"]);
        check("<html><p>Drei</p></html>", &["`f.xml`: expected an RSS or Atom feed, found `<html>`"]);
        check(
            "<rss version='2.0'>\n<channel>",
            &["`f.xml`: expected an RSS or Atom feed, found an end before all elements are closed"],
        );
        check(
            "<rss version='2.0'>\n<channel></rss>",
            &[
                "`f.xml`: expected an RSS or Atom feed, found broken XML in line 2 (ill-formed document: expected `</channel>`, but `</rss>` was found)",
            ],
        );
        check(
            "<rss version='2.0'><channel></channel></rss>",
            &["`f.xml`: expected the text of a report, found a feed without entries"],
        );
        check(
            "<a>".repeat(100_000),
            &["`f.xml`: expected at most 512 elements in each other, found more in line 1"],
        );
    }
}
