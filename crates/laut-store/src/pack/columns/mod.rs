//! A record as columns: what stands at the same place of all its claims, figures, entities stands together, and what its
//! report says already is left out.
//!
//! `{"claims":[{"span":[100,118],"act":"state"},{"span":[120,138],"act":"deny"}]}` has a column for each path in it: `claims` is a
//! list of 2, `claims.*` are objects of the fields `span` and `act`, `claims.*.span` is `100,18` `20,18`, and
//! `claims.*.act` is `state` `deny`. Columns are alike from record to record, so they pack well, and the names of fields stand there
//! once. A value is a line:
//!
//! - `20,18`: a pair of whole numbers, as the way from the pair before it and its length;
//! - `=`: the words of the text at the span of the object;
//! - `@51,9`: the words of the text from a byte on, as many bytes;
//! - `$1`: what else is known of the report;
//! - `"killed`: any other string, as JSON without its last mark;
//! - `#12.5`, `t`, `f`, `n`: a number, true, false, null;
//! - `[2`: a list and how many it has;
//! - `{["span","act"]`: an object and its fields, `{1`: of the second set of fields that was met at this path; the first is `{`.
//!
//! Nothing else is known of what a record holds.

mod read;
mod write;

use std::borrow::Cow;

pub(super) use self::read::record_of;
pub(super) use self::write::columns_of;
use crate::text::Text;

/// What a record is of: the text, and further strings that the record is likely to hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'k> {
    pub(crate) text: &'k str,
    pub(crate) others: &'k [&'k str],
}

/// The name of a field.
type Name = Cow<'static, str>;

/// The paths of a record, numbered as they are first met: the first is that of the whole, and each has a column.
#[derive(Debug)]
struct Paths(Vec<Path>);

#[derive(Debug, Default)]
struct Path {
    /// The paths of the fields that objects at this path have.
    fields: Vec<(Name, usize)>,
    /// The sets of fields that were met at this path.
    shapes: Vec<Vec<Name>>,
    /// The path of what is in lists at this path.
    items: Option<usize>,
}

impl Default for Paths {
    fn default() -> Self {
        Self(vec![Path::default()])
    }
}

impl Paths {
    /// The path of a field, which is likely to be the field of that number.
    fn field(&mut self, path: usize, name: &Name, number: usize) -> usize {
        let fields = &self.0[path].fields;
        let likely = fields.get(number).filter(|(known, _)| known == name);
        let found = likely.or_else(|| fields.iter().find(|(known, _)| known == name));
        found.map(|(_, field)| *field).unwrap_or_else(|| {
            let field = self.add();
            self.0[path].fields.push((name.clone(), field));
            field
        })
    }

    fn items(&mut self, path: usize) -> usize {
        self.0[path].items.unwrap_or_else(|| {
            let items = self.add();
            self.0[path].items = Some(items);
            items
        })
    }

    fn add(&mut self) -> usize {
        self.0.push(Path::default());
        self.0.len() - 1
    }
}

/// Places in the text.
struct Places<'k> {
    known: Known<'k>,
    text: Text<'k>,
    /// Where the last pair began.
    last: i64,
}

impl<'k> Places<'k> {
    fn new(known: Known<'k>) -> Self {
        Self { known, text: Text::new(known.text), last: 0 }
    }

    /// What stands in the text at a span of code points.
    fn words(&self, [from, to]: [i64; 2]) -> Option<&'k str> {
        self.text.words([usize::try_from(from).ok()?, usize::try_from(to).ok()?])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read::DEEPEST;
    use super::{Known, columns_of, record_of};

    const TEXT: &str = "Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim.";
    const KNOWN: Known<'_> = Known { text: TEXT, others: &["sha256:4f1c", "Tote in Talmur"] };

    #[test]
    fn a_record_is_columns_and_comes_again() {
        let json = r#"{"id":"sha256:4f1c","claims":[
            {"span":[11,25],"text":"zwölf Menschen","low":12.0,"by":"Ali Karim","part_of":null,"is_new":true},
            {"span":[26,33],"text":"stirbt","low":1,"by":"\"A\"\n","part_of":"f1","is_new":false},
            {"span":[0,10],"mentions":[[0,10],[11,16]],"harm":"killed"}]}"#;
        let record: serde_json::Value = serde_json::from_str(json).unwrap();
        let columns = String::from_utf8(columns_of(&record, KNOWN).unwrap()).unwrap();
        let expected = [
            &["{[\"id\",\"claims\"]"][..],
            &["$0"],
            &["[3"],
            &[r#"{["span","text","low","by","part_of","is_new"]"#, "{", r#"{["span","mentions","harm"]"#],
            &["11,14", "15,7", "-26,10"],
            &["=", "\"stirbt"],
            &["#12.0", "#1"],
            &["@52,9", r#""\"A\"\n"#],
            &["n", "\"f1"],
            &["t", "f"],
            &["[2"],
            &["0,10", "11,5"],
            &["\"killed"],
        ];
        assert_eq!(columns, expected.map(|column| column.join("\n") + "\n\n").concat());
        assert_eq!(record_of(&columns, KNOWN).unwrap(), record);
    }

    #[test]
    fn what_is_damaged_is_an_error() {
        let deep = "[1\n\n".repeat(DEEPEST + 1);
        for columns in [
            "",
            "\n\n",
            "x\n\n",
            "é\n\n",
            "[2\n\nn\n\n",
            "{\n\n",
            "{[\"a\"\n\n",
            "@60,9\n\n",
            "@12,2\n\n",
            "$9\n\n",
            "=\n\n",
            "#\n\n",
            &deep,
        ] {
            assert!(record_of(columns, KNOWN).is_err(), "{columns}");
        }
    }

    proptest! {
        #[test]
        fn every_record_comes_again(json in record(), text in "[a-zäß€\n ]{0,40}") {
            let known = Known { text: &text, others: &["abcd", "ä€äß"] };
            let columns = String::from_utf8(columns_of(&json, known).unwrap()).unwrap();
            prop_assert_eq!(record_of(&columns, known).unwrap().to_string(), json.to_string());
        }

        #[test]
        fn what_is_damaged_never_ends_the_process(columns in "([ntf=#@$\"{\\[]?[0-9,]{0,3}\n{1,2}){0,20}") {
            let _ = record_of(&columns, KNOWN);
        }
    }

    /// JSON with spans, wrong ones too, and words.
    fn record() -> impl Strategy<Value = serde_json::Value> {
        let number = prop_oneof![0..50_i64, any::<i64>()].prop_map(serde_json::Value::from);
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(serde_json::Value::from),
            number.clone(),
            any::<f32>().prop_map(|real| serde_json::Value::from(f64::from(real))),
            "[a-zäß€\n\"\\\\ ]{0,9}".prop_map(serde_json::Value::from),
            "abcd|ä€äß".prop_map(serde_json::Value::from),
            prop::collection::vec(number, 1..4).prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(3, 40, 5, |inner| {
            let name = prop_oneof![Just("span".to_owned()), Just("text".to_owned()), "[a-z\n]{0,3}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
                prop::collection::vec((name, inner), 0..5)
                    .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }
}
