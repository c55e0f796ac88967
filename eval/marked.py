"""Sentences with marks in square brackets, for the sets under `eval/` that are written so, and one run of laut over them.

A line of a set is some cells and a report, separated by tabs or two and more spaces; `#` opens a comment. In the report a stretch
stands in brackets with its kind after the opening one (`[by Die Agentur] konnte …`); stretches may lie in each other.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

PUBLISHED = "2024-03-06"

Entry = collections.namedtuple("Entry", "where cells text marks")


class Wrong(Exception):
    """A line of a set that is not as its README says."""


def unmarked(marked, kinds, where):
    """The text without brackets, and for each kind its stretches as (start, end) in code points."""
    text, open_, marks = "", [], collections.defaultdict(list)
    for piece in re.findall(r"\[\w+ |\]|[^\[\]]+|\[", marked):
        if piece == "]":
            if not open_:
                raise Wrong(f"{where}: a bracket closes that was not opened")
            kind, start = open_.pop()
            if not text[start:].strip():
                raise Wrong(f"{where}: nothing stands in [{kind} ]")
            marks[kind].append((start, len(text)))
        elif piece.startswith("["):
            kind = piece[1:].strip()
            if kind not in kinds:
                raise Wrong(f"{where}: unknown mark `{kind}`, expected one of {', '.join(kinds)}")
            open_.append((kind, len(text)))
        else:
            text += piece
    if open_:
        raise Wrong(f"{where}: [{open_[-1][0]} is not closed")
    return text, dict(marks)


def entries(path, n_cells, kinds):
    """The entries of a set. Each report stands once."""
    seen = {}
    for number, line in enumerate(open(path, encoding="utf8"), 1):
        line, where = line.strip(), f"{path}:{number}"
        if line.startswith("#") or not line:
            continue
        cells = re.split(r"\t+|  +", line)
        if len(cells) != n_cells + 1:
            raise Wrong(f"{where}: expected {n_cells} cells and a report, found {len(cells)} cells")
        text, marks = unmarked(cells[-1], kinds, where)
        if text in seen:
            raise Wrong(f"{where}: the same report as {seen[text]}")
        seen[text] = where
        yield Entry(where, cells[:-1], text, marks)


def records(laut, language, texts):
    """One record for each text."""
    lines = [json.dumps({"text": text, "language": language, "published": PUBLISHED}) + "\n" for text in texts]
    run = subprocess.run(
        [laut, "read", "--from", "jsonl", "--format", "json", "-"],
        input="".join(lines), capture_output=True, text=True,
    )
    found = [json.loads(line) for line in run.stdout.splitlines()]
    if [record["report"]["text"] for record in found] != texts:
        sys.exit(f"expected {len(texts)} records, found {len(found)}: {run.stderr[-400:]}")
    return found


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def touches(span, stretches):
    return any(overlap(span, stretch) for stretch in stretches)


def mentions(record, entity):
    """Where an entity is named."""
    return next((e["mentions"] for e in record["entities"] if e["id"] == entity), [])


def words(text, stretches):
    return " … ".join(text[start:end] for start, end in stretches) or "_"


def main(description, score):
    """Runs a scorer from the command line: `score` gets the set's folder, the laut to run, and whether misses are wanted."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--laut", required=True)
    parser.add_argument("--misses", action="store_true", help="print what is not right")
    args = parser.parse_args()
    try:
        score(args.folder, args.laut, args.misses)
    except Wrong as fault:
        sys.exit(str(fault))


def both_languages(gold, folder, laut):
    """The language, entry and record of each report of a set."""
    for language in ("de", "en"):
        expected = list(gold(folder / f"{language}.txt"))
        for entry, record in zip(expected, records(laut, language, [entry.text for entry in expected])):
            yield language, entry, record


def count_faults(read, kind_of, faults, name, shows_misses):
    """Prints, by kind, how many of the reports that `read` gives are right, and how many counter-cases (`none`) are not."""
    of_kind = collections.defaultdict(lambda: [0, 0])
    right = false = n_right = n_none = 0
    for language, entry, record in read:
        wrong, kind = faults(entry, record), kind_of(entry)
        counts = of_kind[f"{language} {kind}"]
        counts[0] += not wrong
        counts[1] += 1
        if kind == "none":
            n_none += 1
            false += bool(wrong)
        else:
            n_right += 1
            right += not wrong
        if wrong and shows_misses:
            print(f"{entry.where} {kind}\n  {entry.text}")
            print("".join(f"  - {fault}\n" for fault in wrong))
    for kind, (hits, n) in sorted(of_kind.items()):
        print(f"{kind:20} {hits:3} of {n} right")
    print(f"{name} {right} of {n_right}")
    print(f"false {false} of {n_none}")
