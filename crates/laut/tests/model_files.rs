//! Model and lexicon files are read with checks, never trusted: a broken one is an error that names it, and one whose
//! weights are nonsense under a right checksum still makes no reading panic.

use std::sync::LazyLock;

use laut::Report;
use laut::lang::model::{HEADER, MAGIC, ModelFile, write};
use laut::lang::tagger::{KIND, VERSION};
use laut::lang::{Data, DataFiles};
use proptest::prelude::{ProptestConfig, any};
use proptest::test_runner::RngSeed;
use proptest::{collection::vec, prop_assert, proptest, sample::Index};

static FILES: LazyLock<DataFiles> = LazyLock::new(DataFiles::embedded);

fn models() -> Vec<(String, Vec<u8>)> {
    let is_model = |path: &&str| path.ends_with(".bin");
    let read = |path: &str| (path.to_owned(), FILES.bytes(path).expect("a file that is listed").to_vec());
    FILES.paths().filter(is_model).map(read).collect()
}

/// Loads all data with one file changed.
fn load(path: &str, bytes: Vec<u8>) -> Result<Data, String> {
    let mut files = FILES.clone();
    files.insert(path, bytes);
    Data::load(&files).map_err(|error| error.to_string())
}

/// Kind, version and sections of a model file.
fn parts(path: &str, bytes: &[u8]) -> ([u8; 4], u32, Vec<Vec<u8>>) {
    let four = |at: usize| <[u8; 4]>::try_from(&bytes[at..at + 4]).expect("a header");
    let (kind, version, count) = (four(4), u32::from_le_bytes(four(8)), u32::from_le_bytes(four(12)));
    let file = ModelFile::read(path, bytes.to_vec().into(), &kind, version).expect("a built-in model");
    let section = |index| file.section(path, index).expect("a section").as_ref().to_vec();
    (kind, version, (0..count as usize).map(section).collect())
}

#[test]
fn broken_files_are_errors_that_say_which_and_why() {
    for (path, bytes) in models() {
        let check = |changed: Vec<u8>, why: &str| {
            let error = load(&path, changed).expect_err(&format!("{path}: {why}"));
            assert!(error.contains(&path) && error.contains(why), "{error}");
        };
        for length in [0, 3] {
            check(bytes[..length].to_vec(), "not a model of laut");
        }
        for length in [9, HEADER + 2, bytes.len() / 2, bytes.len() - 1] {
            check(bytes[..length].to_vec(), "cut short");
        }
        check([bytes.as_slice(), b"x"].concat(), "bytes after its end");
        let mut changed = bytes.clone();
        changed[HEADER + 40] ^= 1;
        check(changed, "the checksum is wrong");
        let (kind, version, sections) = parts(&path, &bytes);
        check(write(&kind, version + 1, &sections), "expected version");
        check(write(b"NONE", version, &sections), "not a model of the kind");
        check(write(&kind, version, &[]), "is missing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() })]
    #[test]
    fn any_bytes_are_no_model(bytes in vec(any::<u8>(), 0..200)) {
        let file = ModelFile::read("x", [MAGIC.as_slice(), KIND, &VERSION.to_le_bytes(), &bytes].concat().into(), KIND, VERSION);
        prop_assert!(file.is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]
    #[test]
    fn nonsense_under_a_right_checksum_panics_nowhere(
        which in any::<Index>(),
        changes in vec((any::<Index>(), any::<Index>(), any::<u8>()), 1..60),
        cut in any::<Option<Index>>(),
    ) {
        let models = models();
        let (path, bytes) = which.get(&models);
        let (kind, version, mut sections) = parts(path, bytes);
        for (section, at, byte) in changes {
            let section = section.index(sections.len());
            if !sections[section].is_empty() {
                let at = at.index(sections[section].len());
                sections[section][at] = byte;
            }
        }
        if let Some(cut) = cut {
            let section = cut.index(sections.len());
            let length = sections[section].len();
            sections[section].truncate(cut.index(length.max(1)));
        }
        if let Ok(data) = load(path, write(&kind, version, &sections)) {
            for (language, text) in [
                ("de", "Der Regierungssprecher teilte am Montag mit, zwei Boote seien gesunken."),
                ("en", "The ministry's spokesman said on Monday that two boats hadn't sunk."),
            ] {
                let mut report = Report::new(text);
                report.language = Some(language.to_owned());
                let mut doc = laut::read(report, &data);
                laut::parse::tree::find_trees(&mut doc, data.language(language).expect("a language"));
            }
        }
    }
}
