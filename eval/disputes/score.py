#!/usr/bin/env python3
"""Scores the relations that laut finds between the claims of a short report: who denies, contradicts, confirms what.

    score.py --laut target/release/laut eval/disputes
    score.py --laut target/release/laut --misses eval/disputes

`README.md` says how the set is written and what is right.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked
from marked import Wrong, entries, mentions, touches, words

MARKS = ("from", "to", "by")
KINDS = ("denies", "contradicts", "confirms", "blames_back", "repeats", "updates", "part_of")
DISPUTES = ("denies", "contradicts")
# Kinds that hold in both directions.
MUTUAL = ("contradicts", "blames_back")


def kinds(entry):
    """The kinds that are right; the first one is that of the set."""
    return entry.cells[0].split("|")


def is_counter(entry):
    return entry.cells[0] == "none"


def gold(path):
    for entry in entries(path, 1, MARKS):
        unknown = [kind for kind in kinds(entry) if kind not in (*KINDS, "none")]
        if unknown:
            raise Wrong(f"{entry.where}: unknown kind `{unknown[0]}`")
        if is_counter(entry) != (not entry.marks):
            raise Wrong(f"{entry.where}: `none` has no marks, a kind has some")
        if not is_counter(entry) and not ("from" in entry.marks and "to" in entry.marks):
            raise Wrong(f"{entry.where}: [from …] and [to …] are missing")
        yield entry


def pieces(record, claim_id):
    """Where a claim stands: its content and its cue."""
    claim = next(claim for claim in record["claims"] if claim["id"] == claim_id)
    spans = [piece["span"] for piece in claim["content"]] or [claim["span"]]
    return spans + ([claim["cue"]["span"]] if claim["cue"] else [])


def fits(entry, record, relation):
    """The expected relation: kind, both sides, and who."""
    if relation["kind"] not in kinds(entry):
        return False
    sides = [(relation["from"], relation["to"])]
    if relation["kind"] in MUTUAL:
        sides.append(sides[0][::-1])
    joined = any(
        any(touches(at, entry.marks["from"]) for at in pieces(record, one))
        and any(touches(at, entry.marks["to"]) for at in pieces(record, other))
        for one, other in sides
    )
    named = mentions(record, relation["by"])
    return joined and ("by" not in entry.marks or any(touches(at, entry.marks["by"]) for at in named))


def faults(entry, record):
    """What is not as expected; nothing where all is right."""
    out = []
    rest = [relation for relation in record["relations"] if not (entry.marks and fits(entry, record, relation))]
    if not is_counter(entry) and len(rest) == len(record["relations"]):
        sides = [repr(words(entry.text, entry.marks[side])) for side in ("from", "to")]
        out.append(f"missed: {entry.cells[0]} {' -> '.join(sides)}")
    for relation in rest:
        if relation["kind"] in DISPUTES or not is_counter(entry):
            out.append(f"found: {relation['kind']} {relation['from']} -> {relation['to']} {relation['text']!r}")
    return out


def score(folder, laut, misses):
    read = marked.both_languages(gold, folder, laut)
    marked.count_faults(read, lambda entry: kinds(entry)[0], faults, "right", misses)


if __name__ == "__main__":
    marked.main(__doc__, score)
