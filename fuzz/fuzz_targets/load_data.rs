//! Language data: any bytes in the place of one file load, or are refused in words.

#![no_main]

use laut::lang::{Data, DataFiles};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let mut files = DataFiles::embedded();
    let paths: Vec<String> = files.paths().map(str::to_owned).collect();
    let path = &paths[usize::from(*which) % paths.len()];
    files.insert(path.clone(), rest.to_vec());
    if let Err(error) = Data::load(&files) {
        assert!(!error.to_string().is_empty());
    }
});
