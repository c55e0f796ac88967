#!/usr/bin/env python3
"""Scores the verifications that laut finds in short reports: who says that they could (not) confirm what.

    score.py --laut target/release/laut eval/verification
    score.py --laut target/release/laut --misses eval/verification

`README.md` says how the set is written and what is right.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked
from marked import Wrong, entries, mentions, touches, words

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


def score(folder, laut, misses):
    read = marked.both_languages(gold, folder, laut)
    marked.count_faults(read, lambda entry: entry.cells[0], faults, "bound right", misses)


if __name__ == "__main__":
    marked.main(__doc__, score)
