//! Texts and records as they are kept: packed, so that a ledger is not many times the size of its texts.
//!
//! *Mindestens zwölf Menschen starben* is packed with what reports often say held before it; a record, which repeats its
//! report's words many times, becomes [columns] without them, and is packed with columns that records often have. So a
//! record takes less room than its text. What is held before them is invented: `texts.txt` has sentences in German and
//! English, `records.txt` columns of records of such sentences, those parts that other texts and records shared most
//! (`zstd --train`). What was packed with one of them is unpacked with the same: they are never changed once released, better
//! ones are other files and another [`FORMAT`].

mod columns;

use std::cell::RefCell;
use std::io::{Error, Result};
use std::sync::LazyLock;

use serde::Serialize;
use zstd::zstd_safe::{
    CCtx, CDict, DCtx, DDict, SafeResult, compress_bound, get_error_name, get_frame_content_size,
};

pub(crate) use self::columns::Known;
use self::columns::{columns_of, record_of};

/// The first byte of all that is packed: what it was packed with.
const FORMAT: u8 = 1;
/// Nothing that is packed is longer; what says so is damaged.
const LONGEST: u64 = 1 << 33;

/// What packs and unpacks, made once for each thread.
struct Packer {
    into: CCtx<'static>,
    out: DCtx<'static>,
}

thread_local!(static PACKER: RefCell<Packer> =
    RefCell::new(Packer { into: CCtx::create(), out: DCtx::create() }));

/// What is held before all that is packed, made ready once for each way.
struct Prefix {
    into: LazyLock<CDict<'static>>,
    out: LazyLock<DDict<'static>>,
}

const TEXT: &[u8] = include_bytes!("texts.txt");
const RECORD: &[u8] = include_bytes!("records.txt");
/// Texts at level 9 are 6 % smaller, and take four times as long.
static TEXTS: Prefix =
    Prefix { into: LazyLock::new(|| CDict::create(TEXT, 3)), out: LazyLock::new(|| DDict::create(TEXT)) };
/// Records at level 3 are one part in a hundred smaller; at level 6 a tenth smaller, which takes three times as long as level 3.
static RECORDS: Prefix =
    Prefix { into: LazyLock::new(|| CDict::create(RECORD, 1)), out: LazyLock::new(|| DDict::create(RECORD)) };

/// Packs the text of a report.
pub(crate) fn pack_text(text: &str) -> Vec<u8> {
    pack(text.as_bytes(), &TEXTS)
}

/// The text again.
pub(crate) fn unpack_text(packed: &[u8]) -> Result<String> {
    unpack(packed, &TEXTS)
}

/// Packs a record; what was known of its report must be at hand to unpack it.
///
/// # Errors
/// If it holds what JSON does not have.
pub(crate) fn pack_record(record: &impl Serialize, known: Known<'_>) -> serde_json::Result<Vec<u8>> {
    Ok(pack(&columns_of(record, known)?, &RECORDS))
}

/// The record again, as JSON.
pub(crate) fn unpack_record(packed: &[u8], known: Known<'_>) -> Result<String> {
    Ok(record_of(&unpack(packed, &RECORDS)?, known)?.to_string())
}

fn pack(text: &[u8], prefix: &Prefix) -> Vec<u8> {
    let mut packed = vec![0; 1 + compress_bound(text.len())];
    packed[0] = FORMAT;
    let size: SafeResult = PACKER
        .with_borrow_mut(|packer| packer.into.compress_using_cdict(&mut packed[1..], text, &prefix.into));
    packed.truncate(1 + size.expect("memory takes every byte"));
    packed.shrink_to_fit();
    packed
}

fn unpack(packed: &[u8], prefix: &Prefix) -> Result<String> {
    let [FORMAT, packed @ ..] = packed else {
        return Err(Error::other("expected it to be packed in the first format"));
    };
    let size = get_frame_content_size(packed).ok().flatten().filter(|size| *size <= LONGEST);
    let size = size.ok_or_else(|| Error::other("it does not say how long it is"))?;
    let mut text = Vec::with_capacity(size as usize);
    let size: SafeResult =
        PACKER.with_borrow_mut(|packer| packer.out.decompress_using_ddict(&mut text, packed, &prefix.out));
    size.map_err(|code| Error::other(get_error_name(code)))?;
    String::from_utf8(text).map_err(Error::other)
}

/// Places in a text that lie near each other, as few bytes: each number as the way from the one before it.
pub(crate) fn pack_spans(begins: usize, spans: &[[usize; 2]]) -> Vec<u8> {
    let (mut packed, mut last) = (Vec::new(), begins as i64);
    for place in spans.iter().flatten().map(|place| *place as i64) {
        // Zigzag: a small way back is a small number, too.
        let way = place - last;
        let mut rest = ((way << 1) ^ (way >> 63)) as u64;
        while rest >= 0x80 {
            packed.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        packed.push(rest as u8);
        last = place;
    }
    packed
}

/// The places again; what is damaged gives other places, which `laut fsck` finds.
pub(crate) fn unpack_spans(begins: usize, packed: &[u8]) -> Vec<[usize; 2]> {
    let (mut places, mut last) = (Vec::new(), begins as i64);
    let (mut rest, mut shift) = (0u64, 0);
    for byte in packed {
        rest |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
        shift += 7;
        if byte & 0x80 == 0 {
            last = last.wrapping_add((rest >> 1) as i64 ^ -((rest & 1) as i64));
            places.push(usize::try_from(last).unwrap_or_default());
            (rest, shift) = (0, 0);
        }
    }
    places.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Known, pack_record, pack_spans, pack_text, unpack_record, unpack_spans, unpack_text};

    #[test]
    fn what_was_packed_comes_out_again() {
        let text = "Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim.";
        let json = format!("{{\"text\":\"{text}\",\"content\":\"zwölf Menschen starben\"}}");
        let record: serde_json::Value = serde_json::from_str(&json).unwrap();
        for text in ["", text, &text.repeat(90_000)] {
            assert_eq!(unpack_text(&pack_text(text)).unwrap(), text);
            let known = Known { text, others: &["sha256:4f1c"] };
            assert_eq!(unpack_record(&pack_record(&record, known).unwrap(), known).unwrap(), json);
        }
        assert!(pack_record(&record, Known { text, others: &[] }).unwrap().len() < json.len() / 2);
        assert!(
            unpack_text(b"").is_err() && unpack_text(b"\x02abc").is_err() && unpack_text(b"\x01abc").is_err()
        );
    }

    #[test]
    fn places_come_out_again() {
        for spans in [&[][..], &[[7, 9]], &[[0, 3], [900_000, 900_001], [2, 5]]] {
            assert_eq!(unpack_spans(5, &pack_spans(5, spans)), spans);
        }
        assert_eq!(pack_spans(120, &[[122, 180]]).len(), 2);
        unpack_spans(3, &[0xff; 40]);
    }
}
