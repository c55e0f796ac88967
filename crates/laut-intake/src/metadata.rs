//! What a page says of itself to programs: title, publisher, address, day of publication, in JSON-LD, OpenGraph and meta fields.
//!
//! A day that only stands in the page's words (`<time>`) or in its address (`/2024/01/24/`) is likely, not said; it is marked as guessed.

use dom_query::Document;
use jiff::civil::Date;
use laut::Report;
use laut::text::{DateSource, Published};
use serde_json::Value;

use crate::dates::{published_of, remark_on_day};

/// What a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Said {
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    published: Option<(Published, DateSource)>,
    /// A day that it says and that cannot be read.
    unread: Option<String>,
}

/// Meta fields that tell the day of publication, the surest first.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "date",
];
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title"];
const PUBLISHERS: &[&str] = &["og:site_name", "dc.publisher", "dcterms.publisher", "application-name"];

impl Said {
    /// Reads what a page says of itself.
    pub(crate) fn by(doc: &Document) -> Self {
        let fields = Fields::of(doc);
        let articles = articles_of(doc);
        let said = |name: &str| articles.iter().find_map(|article| words(article.get(name)?));
        let publisher = articles.iter().find_map(|article| words(article.get("publisher")?.get("name")?));
        let link = doc.select_single("link[rel=canonical]").attr("href").map(|href| href.to_string());
        let url = link
            .into_iter()
            .chain(fields.first(&["og:url"]))
            .chain(said("url"))
            .find(|url| url.starts_with("http"));
        let heading = ["title", "h1"].into_iter().map(|name| one_line(&doc.select_single(name).text()));
        let days: Vec<String> = said("datePublished")
            .into_iter()
            .chain(DAYS.iter().filter_map(|name| fields.first(&[name])))
            .collect();
        let published = days
            .iter()
            .find_map(|day| published_of(day))
            .or_else(|| day_of_property(doc))
            .map(|day| (day, DateSource::Metadata))
            .or_else(|| guess(doc, url.as_deref()).map(|day| (day, DateSource::Guessed)));
        Self {
            title: fields
                .first(TITLES)
                .or_else(|| said("headline"))
                .or_else(|| heading.into_iter().find(|words| !words.is_empty())),
            publisher: publisher.or_else(|| fields.first(PUBLISHERS)),
            url,
            unread: days.into_iter().next().filter(|_| published.is_none()),
            published,
        }
    }

    /// Writes it into the report.
    pub(crate) fn fill(self, report: &mut Report) {
        (report.title, report.publisher, report.url) = (self.title, self.publisher, self.url);
        (report.published, report.dated) = self.published.unzip();
        if let Some(unread) = self.unread {
            remark_on_day(&unread, report);
        }
    }
}

/// The meta fields of a page, names in small letters.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn of(doc: &Document) -> Self {
        let field = |node: &dom_query::NodeRef| {
            let name =
                node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("itemprop"))?;
            Some((name.trim().to_lowercase(), one_line(&node.attr("content")?)))
        };
        let metas = doc.select("meta");
        let fields = metas.nodes().iter().filter_map(field);
        Self(fields.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The first of these fields that is there.
    fn first(&self, names: &[&str]) -> Option<String> {
        let value =
            |wanted: &&str| self.0.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        names.iter().find_map(value)
    }
}

/// Words on one line; `None` for none.
fn words(value: &Value) -> Option<String> {
    value.as_str().map(one_line).filter(|words| !words.is_empty())
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The articles in the page's JSON-LD. The parser bounds how deep it is nested.
fn articles_of(doc: &Document) -> Vec<Value> {
    let mut articles = Vec::new();
    for script in doc.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        if let Ok(value) = serde_json::from_str(text) {
            gather(value, &mut articles);
        }
    }
    articles
}

fn gather(value: Value, articles: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, articles)),
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                gather(graph, articles);
            }
            let kind = object.get("@type").map(Value::to_string).unwrap_or_default();
            if kind.contains("Article") || kind.contains("Posting") || kind.contains("Report") {
                articles.push(Value::Object(object));
            } else if let Some(main) = object.remove("mainEntity") {
                gather(main, articles);
            }
        }
        _ => {}
    }
}

/// The day in an element that says that it is the day of publication: `<time itemprop="datePublished" datetime="…">`.
fn day_of_property(doc: &Document) -> Option<Published> {
    let found = doc.select("[itemprop=datePublished], time[pubdate]");
    found.nodes().iter().find_map(|node| {
        let value = node.attr("datetime").or_else(|| node.attr("content"));
        published_of(&value.map_or_else(|| node.text().to_string(), |value| value.to_string()))
    })
}

/// The first day in a `<time>` element, or the day in the address.
fn guess(doc: &Document, url: Option<&str>) -> Option<Published> {
    let times = doc.select("time[datetime]");
    let mut days = times.nodes().iter().filter_map(|node| published_of(&node.attr("datetime")?));
    days.next().or_else(|| day_in_address(url?))
}

/// `/2024/01/24/` or `/2024-01-24-`.
fn day_in_address(url: &str) -> Option<Published> {
    let numbers: Vec<&str> = url.split(['/', '-', '_']).collect();
    let day = |parts: &[&str]| {
        let &[year, month, day] = parts else { return None };
        let is_day = year.len() == 4
            && year.starts_with(['1', '2'])
            && (1..=2).contains(&month.len())
            && (1..=2).contains(&day.len());
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        is_day.then(|| published_of(&date.to_string())).flatten()
    };
    numbers.windows(3).find_map(day)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;
    use laut::Report;

    use super::Said;

    /// What a page's head says: title, publisher, address, day and what it is known from.
    fn check(html: &str, expected: &str) {
        let mut report = Report::new("");
        Said::by(&Document::from(html)).fill(&mut report);
        let day = report.published.as_ref().map(|day| day.as_str().to_owned());
        let dated = report.dated.map(|dated| dated.as_str().to_owned());
        let doubt = report.remarks.first().map(|remark| remark.message.clone());
        let found: Vec<String> =
            [report.title, report.publisher, report.url, day, dated, doubt].into_iter().flatten().collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn json_ld() {
        check(
            r#"<title>x</title><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "y"}, {"@type": ["NewsArticle"],
            "headline": "Drei\n Tote", "datePublished": "2024-03-05T18:30:00+0100", "publisher": {"name": "Bote"},
            "url": "https://bote.example/1"}]}</script>"#,
            "Drei Tote | Bote | https://bote.example/1 | 2024-03-05T18:30:00+01:00 | metadata",
        );
        check(
            "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", </script><h1>Drei</h1>",
            "Drei",
        );
    }

    #[test]
    fn open_graph_and_meta_fields() {
        check(
            "<meta property='og:title' content='Drei &amp; vier'><meta property='og:site_name' content='Bote'>\
             <link rel=canonical href='https://bote.example/2'><meta name='Date' content='2024-03-05'>",
            "Drei & vier | Bote | https://bote.example/2 | 2024-03-05 | metadata",
        );
        check(
            "<meta name=date content='gestern'><time itemprop=datePublished>5. März 2024</time>",
            "2024-03-05 | metadata",
        );
        check(
            "<meta name=date content='2024-02-30'>",
            "expected a day of publication such as `2024-03-05`, found `2024-02-30`",
        );
    }

    #[test]
    fn a_guess_is_called_one() {
        check("<p><time datetime='2024-03-05T10:00'>heute</time>", "2024-03-05 | guessed");
        check(
            "<meta property='og:url' content='https://b.example/2024/03/05/x'>",
            "https://b.example/2024/03/05/x | 2024-03-05 | guessed",
        );
        check(
            "<meta property='og:url' content='https://b.example/2024/13/05/x'>",
            "https://b.example/2024/13/05/x",
        );
    }
}
