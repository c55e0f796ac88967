//! Texts and records as they are kept: packed, so that a ledger is not many times the size of its texts.
//!
//! *Mindestens zwölf Menschen starben* is packed with what reports and records often say (`prefix.txt`: invented sentences, and
//! records of them) held before it; a record, which repeats its report's words many times, is shortened first, and packed
//! with the report's ids and text held before it, too. So a record takes about as much room as its text. What was packed
//! with one prefix is unpacked with the same: `prefix.txt` is never changed, a better one is another file and another
//! [`FORMAT`].

use std::cell::RefCell;
use std::io::{Error, Result};
use std::sync::LazyLock;

use serde_json::Value;
use zstd::zstd_safe::{
    CCtx, CDict, DCtx, DDict, SafeResult, compress_bound, get_error_name, get_frame_content_size,
};

use crate::shorten::{lengthen, shorten};

/// The first byte of all that is packed: which prefix it was packed with.
const FORMAT: u8 = 1;
const PREFIX: &[u8] = include_bytes!("prefix.txt");
/// Records are a sixth smaller than at level 3, and 6 % smaller than at level 6; level 12 takes twice as long for 1 %.
const LEVEL: i32 = 9;
/// Nothing that is packed is longer; what says so is damaged.
const LONGEST: u64 = 1 << 33;

/// What packs and unpacks, made once for each thread.
struct Packer {
    into: CCtx<'static>,
    out: DCtx<'static>,
}

thread_local!(static PACKER: RefCell<Packer> =
    RefCell::new(Packer { into: CCtx::create(), out: DCtx::create() }));
/// The prefix, made ready once.
static PACKING: LazyLock<CDict<'static>> = LazyLock::new(|| CDict::create(PREFIX, LEVEL));
static UNPACKING: LazyLock<DDict<'static>> = LazyLock::new(|| DDict::create(PREFIX));

/// Packs the text of a report.
pub(crate) fn pack_text(text: &str) -> Vec<u8> {
    pack(text, |packer, packed, text| packer.compress_using_cdict(packed, text, &PACKING))
}

/// The text again.
pub(crate) fn unpack_text(packed: &[u8]) -> Result<String> {
    unpack(packed, |unpacker, text, packed| unpacker.decompress_using_ddict(text, packed, &UNPACKING))
}

/// Packs a record; the ids of its report and text, and the text, must be at hand to unpack it.
pub(crate) fn pack_record(record: Value, ids: [&str; 2], text: &str) -> Vec<u8> {
    let prefix = with_report(ids, text);
    pack(&shorten(record, text), |packer, packed, json| {
        packer.compress_using_dict(packed, json, &prefix, LEVEL)
    })
}

/// The record again, as JSON.
pub(crate) fn unpack_record(packed: &[u8], ids: [&str; 2], text: &str) -> Result<String> {
    let prefix = with_report(ids, text);
    let short =
        unpack(packed, |unpacker, json, packed| unpacker.decompress_using_dict(json, packed, &prefix))?;
    lengthen(&short, text)
}

fn with_report([id, text_id]: [&str; 2], text: &str) -> Vec<u8> {
    [PREFIX, id.as_bytes(), text_id.as_bytes(), text.as_bytes()].concat()
}

fn pack(text: &str, with: impl FnOnce(&mut CCtx<'static>, &mut [u8], &[u8]) -> SafeResult) -> Vec<u8> {
    let mut packed = vec![0; 1 + compress_bound(text.len())];
    packed[0] = FORMAT;
    let size = PACKER.with_borrow_mut(|packer| with(&mut packer.into, &mut packed[1..], text.as_bytes()));
    packed.truncate(1 + size.expect("memory takes every byte"));
    packed.shrink_to_fit();
    packed
}

fn unpack(
    packed: &[u8],
    with: impl FnOnce(&mut DCtx<'static>, &mut Vec<u8>, &[u8]) -> SafeResult,
) -> Result<String> {
    let [FORMAT, packed @ ..] = packed else {
        return Err(Error::other("expected it to be packed in the first format"));
    };
    let size = get_frame_content_size(packed).ok().flatten().filter(|size| *size <= LONGEST);
    let size = size.ok_or_else(|| Error::other("it does not say how long it is"))?;
    let mut text = Vec::with_capacity(size as usize);
    let size = PACKER.with_borrow_mut(|packer| with(&mut packer.out, &mut text, packed));
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
    use super::{pack_record, pack_spans, pack_text, unpack_record, unpack_spans, unpack_text};

    #[test]
    fn what_was_packed_comes_out_again() {
        let text = "Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim.";
        let json = format!("{{\"text\":\"{text}\",\"content\":\"zwölf Menschen starben\"}}");
        for text in ["", text, &text.repeat(90_000)] {
            assert_eq!(unpack_text(&pack_text(text)).unwrap(), text);
            let ids = ["sha256:4f1c", "sha256:9a02"];
            let packed = pack_record(serde_json::from_str(&json).unwrap(), ids, text);
            assert_eq!(unpack_record(&packed, ids, text).unwrap(), json);
        }
        assert!(pack_record(serde_json::from_str(&json).unwrap(), ["", ""], text).len() < json.len() / 2);
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
