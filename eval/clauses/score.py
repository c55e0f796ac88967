#!/usr/bin/env python3
"""Scores the clauses that laut finds in sentences with clauses in brackets.

    score.py --laut target/release/laut --language de eval/clauses/de.txt
    score.py --laut target/release/laut --language en eval/clauses/en.txt --misses 10

Each sentence is a report of its own. A clause is right when its kind, first and last word are; a sentence, when all its clauses
are and no other was found.
"""
import argparse
import collections
import json
import re
import subprocess


def gold(path):
    """Each sentence as (text, clauses); a clause is (kind, start, end), counted in letters and digits."""
    for line in open(path, encoding="utf8"):
        if line.startswith("#") or not line.strip():
            continue
        text, open_, clauses = "", [], []
        for piece in re.findall(r"\[[a-z]+ |\]|[^\[\]]+", line.strip()):
            if piece == "]":
                kind, start = open_.pop()
                clauses.append((kind, start, letters(text)))
            elif piece.startswith("["):
                open_.append((piece[1:-1], letters(text)))
            else:
                text += piece
        yield text, set(clauses)


def letters(text):
    return sum(c.isalnum() for c in text)


def found(conllu):
    """The clauses of each report, in the same counting."""
    for report in re.split(r"^(?=# newdoc)", conllu, flags=re.M)[1:]:
        clauses, before = set(), 0
        for sentence in report.strip().split("\n\n"):
            starts, ends, covered = {}, {}, 0
            at = before
            for line in sentence.split("\n"):
                cells = line.split("\t")
                if len(cells) < 2 or "." in cells[0]:
                    continue
                first, _, last = cells[0].partition("-")
                first, last = int(first), int(last or first)
                if first <= covered:
                    continue
                covered = last
                for word in range(first, last + 1):
                    starts[word], ends[word] = at, at + letters(cells[1])
                at = ends[last]
            for kind, first, last in re.findall(r"^# clause = (\w+) (\d+)-(\d+)", sentence, re.M):
                clauses.add((kind, starts[int(first)], ends[int(last)]))
            before = at
        yield clauses


def bracketed(text, clauses):
    """The text with its clauses in brackets."""
    out, at = "", 0
    openings, closings = collections.defaultdict(list), collections.Counter()
    for kind, start, end in sorted(clauses, key=lambda clause: (clause[1], -clause[2])):
        openings[start].append(kind)
        closings[end] += 1
    for c in text:
        if c.isalnum():
            out += "".join(f"[{kind} " for kind in openings[at])
            at += 1
        out += c
        if c.isalnum():
            out += "]" * closings[at]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--laut", required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--misses", type=int, default=0, help="print so many sentences that are not right")
    args = parser.parse_args()
    sentences = list(gold(args.file))
    reports = "".join(json.dumps({"text": text, "language": args.language}) + "\n" for text, _ in sentences)
    run = subprocess.run(
        [args.laut, "read", "--from", "jsonl", "--format", "conllu", "-"],
        input=reports, capture_output=True, text=True, check=True,
    )
    results = list(found(run.stdout))
    assert len(results) == len(sentences), f"expected {len(sentences)} reports, found {len(results)}"
    right, counts = 0, collections.defaultdict(lambda: [0, 0, 0])
    for number, ((text, expected), clauses) in enumerate(zip(sentences, results), 1):
        for kind in {clause[0] for clause in expected | clauses}:
            of_kind = lambda clauses: {clause for clause in clauses if clause[0] == kind}
            hits, n_gold, n_found = len(of_kind(expected & clauses)), len(of_kind(expected)), len(of_kind(clauses))
            for name in (kind, "clauses"):
                for at, n in enumerate((hits, n_found, n_gold)):
                    counts[name][at] += n
        right += expected == clauses
        if expected != clauses and args.misses > 0:
            args.misses -= 1
            print(f"{number}\n  expected {bracketed(text, expected)}\n  found    {bracketed(text, clauses)}\n")
    print(f"sentences  {100 * right / len(sentences):5.1f} % of {len(sentences)} wholly right")
    for name in sorted(counts, key=lambda name: (name != "clauses", name)):
        hits, n_found, n_gold = counts[name]
        precision, recall = 100 * hits / max(n_found, 1), 100 * hits / max(n_gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{name:12} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}   {n_gold} expected, {n_found} found")


if __name__ == "__main__":
    main()
