#!/usr/bin/env python3
"""Scores the verifications that laut finds in short reports: who says that they could (not) confirm what.

    score.py --laut target/release/laut eval/verification
    score.py --laut target/release/laut --misses eval/verification

`README.md` says how the set is written and what is right.
"""
import argparse
import collections
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from marked import Wrong, entries, mentions, records, touches, words

KINDS = ("claim", "figure", "by", "cue")
STATUSES = ("unverified", "verified", "partly_verified")


def gold(path):
    for entry in entries(path, 1, KINDS):
        [status] = entry.cells
        if status not in (*STATUSES, "none"):
            raise Wrong(f"{entry.where}: unknown status `{status}`")
        if (status == "none") != (not entry.marks):
            raise Wrong(f"{entry.where}: `none` has no marks, a status has some")
        if status != "none" and not ("claim" in entry.marks and "cue" in entry.marks):
            raise Wrong(f"{entry.where}: [claim …] and [cue …] are missing")
        yield entry


def verifications(record):
    """Each verification with the pieces of the claim that it stands at, and the spans of that claim's figures."""
    for claim in record["claims"]:
        pieces = [piece["span"] for piece in claim["content"]] or [claim["span"]]
        for verification in claim["verification"]:
            yield pieces, verification


def faults(entry, record):
    """What is not as expected; nothing where all is right."""
    found = list(verifications(record))
    if entry.cells[0] == "none":
        return [f"invented: {v['status']} {v['text']!r}" for _, v in found]
    out, marks = [], entry.marks
    figures = {f["id"]: f["span"] for claim in record["claims"] for f in claim["figures"]}
    for stretch in marks["claim"]:
        if not any(touches(piece, [stretch]) for pieces, _ in found for piece in pieces):
            out.append(f"not bound: {words(entry.text, [stretch])!r}")
    for pieces, v in found:
        if not any(touches(piece, marks["claim"]) for piece in pieces):
            out.append(f"bound to another claim: {words(entry.text, pieces)!r}")
        if v["status"] != entry.cells[0]:
            out.append(f"status {v['status']}")
        if not touches(v["span"], marks["cue"]):
            out.append(f"other words: {v['text']!r}")
        named = mentions(record, v["by"])
        if "by" in marks and not any(touches(at, marks["by"]) for at in named):
            out.append(f"by {words(entry.text, named[:1])!r}")
        if "by" not in marks and v["by"] is not None:
            out.append(f"by {words(entry.text, named[:1])!r}, but nobody is named")
    for stretch in marks.get("figure", []):
        if not any(v["figure"] in figures and touches(figures[v["figure"]], [stretch]) for _, v in found):
            out.append(f"figure not bound: {words(entry.text, [stretch])!r}")
    for _, v in found:
        if "figure" in marks and v["figure"] in figures and not touches(figures[v["figure"]], marks["figure"]):
            out.append(f"bound to another figure: {words(entry.text, [figures[v['figure']]])!r}")
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--laut", required=True)
    parser.add_argument("--misses", action="store_true", help="print what is not right")
    args = parser.parse_args()
    right, false, of_status = 0, 0, collections.defaultdict(lambda: [0, 0])
    n_bound = n_none = 0
    for language in ("de", "en"):
        expected = list(gold(args.folder / f"{language}.txt"))
        for entry, record in zip(expected, records(args.laut, language, [entry.text for entry in expected])):
            wrong = faults(entry, record)
            status = entry.cells[0]
            counts = of_status[f"{language} {status}"]
            counts[0] += not wrong
            counts[1] += 1
            if status == "none":
                n_none += 1
                false += bool(wrong)
            else:
                n_bound += 1
                right += not wrong
            if wrong and args.misses:
                print(f"{entry.where} {status}\n  {entry.text}")
                print("".join(f"  - {fault}\n" for fault in wrong))
    for name, (hits, n) in sorted(of_status.items()):
        print(f"{name:20} {hits:3} of {n} right")
    print(f"bound right {right} of {n_bound}")
    print(f"false {false} of {n_none}")


if __name__ == "__main__":
    try:
        main()
    except Wrong as fault:
        sys.exit(str(fault))
