#!/usr/bin/env python3
"""Scores laut's entity mentions on re3d: persons and organisations in English texts on Syria and Iraq, F1 by overlap.

    score.py --laut target/release/laut ../shared/data/ner/re3d
    score.py --laut target/release/laut --misses ../shared/data/ner/re3d

`README.md` says what counts.
"""
import argparse
import bisect
import collections
import itertools
import json
import pathlib
import re
import subprocess

CLASSES = ("Organisation", "Person")
CLASS_OF = {
    "person": "Person",
    "organization": "Organisation",
    "armed_group": "Organisation",
    "country": "Organisation",
    "population": "Organisation",
}
# Pronouns count neither way: laut joins those that stand for somebody named, re3d marks all, `I` and `we` too.
PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours he him his himself she her hers herself it its itself "
    "they them their theirs themselves who whom whose which that this these those one".split()
)


def rows(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]


def gold(folder):
    """The texts of all parts by id, and the marked mentions of each class that the annotators hold likely; no pronouns."""
    texts, marks = {}, collections.defaultdict(set)
    for path in sorted(folder.glob("*/documents.json")):
        texts.update((row["_id"], row["text"]) for row in rows(path))
    for path in sorted(folder.glob("*/entities.json")):
        for row in rows(path):
            if row["type"] in CLASSES and row["confidence"] >= 0.5 and row["value"].lower() not in PRONOUNS:
                marks[row["documentId"], row["type"]].add((row["begin"], row["end"]))
    return texts, marks


def records(laut, texts):
    lines = [json.dumps({"text": text, "language": "en"}) + "\n" for text in texts.values()]
    run = subprocess.run(
        [laut, "read", "--from", "jsonl", "--format", "json", "-"],
        input="".join(lines), capture_output=True, text=True, check=True,
    )
    found = [json.loads(line) for line in run.stdout.splitlines()]
    if [record["report"]["text"] for record in found] != list(texts.values()):
        raise SystemExit(f"expected {len(texts)} records, found {len(found)}: {run.stderr[-400:]}")
    return dict(zip(texts, found))


def mentions(record):
    """The mentions of a record by class, without pronouns."""
    text, found = record["report"]["text"], collections.defaultdict(set)
    for entity in record["entities"]:
        kind = CLASS_OF.get(entity["kind"])
        spans = {tuple(span) for span in entity["mentions"]}
        found[kind] |= {span for span in spans if text[slice(*span)].lower() not in PRONOUNS}
    return found


def hits(spans, others):
    """Those spans that overlap one of the others."""
    starts = sorted(others)
    reach = list(itertools.accumulate((end for _, end in starts), max))

    def is_hit(span):
        before = bisect.bisect_left(starts, (span[1],))
        return before > 0 and reach[before - 1] > span[0]

    return {span for span in spans if is_hit(span)}


def percent(part, whole):
    return 100 * part / whole if whole else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--laut", required=True)
    parser.add_argument("--misses", action="store_true", help="print what is missed and what is wrong, the commonest first")
    args = parser.parse_args()
    texts, marks = gold(args.folder)
    found = {id_: mentions(record) for id_, record in records(args.laut, texts).items()}
    sums, misses = collections.Counter(), collections.Counter()
    for id_, text in texts.items():
        for kind in CLASSES:
            expected, own = marks[id_, kind], found[id_][kind]
            right, met = hits(own, expected), hits(expected, own)
            for name, spans in (("right", right), ("found", own), ("met", met), ("expected", expected)):
                sums[kind, name] += len(spans)
                sums["all", name] += len(spans)
            for name, spans in (("missed", expected - met), ("wrong", own - right)):
                misses.update((kind, name, re.sub(r"\s+", " ", text[start:end])) for start, end in spans)
    if args.misses:
        for (kind, name, words), n in misses.most_common(200):
            print(f"{n:4} {kind:13} {name:7} {words}")
    for kind in (*CLASSES, "all"):
        right, n_found, met, expected = (sums[kind, name] for name in ("right", "found", "met", "expected"))
        precision, recall = percent(right, n_found), percent(met, expected)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{kind:13} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}   ({n_found} found, {expected} marked)")


if __name__ == "__main__":
    main()
