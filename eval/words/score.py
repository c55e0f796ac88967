#!/usr/bin/env python3
"""Scores sentences and the subjunctive that `laut read` finds in the running text of a treebank.

    score.py --laut target/release/laut --language de de_pud-dev.conllu

The treebank's sentences are joined, twenty to a text. A sentence is found when its first and last character are (F1). A verb is
found as subjunctive when it has `Mood=Sub` in both (F1); a treebank without that mood has no such score.
"""
import argparse
import json
import re
import subprocess

AT_ONCE = 20


def sentences(conllu):
    """The sentences: for each the surface words as [form, whether a space follows, whether it is subjunctive]."""
    for block in conllu.strip().split("\n\n"):
        words, covered = [], 0
        for line in block.split("\n"):
            cells = line.split("\t")
            if line.startswith("#") or "." in cells[0]:
                continue
            is_subjunctive = "Mood=Sub" in cells[5].split("|")
            first, _, last = cells[0].partition("-")
            if last:
                covered = int(last)
            elif int(first) <= covered:
                words[-1][2] |= is_subjunctive
                continue
            words.append([cells[1], "SpaceAfter=No" not in cells[9], is_subjunctive])
        if words:
            yield words


def spans(blocks, before):
    """Sentences and subjunctives as character ranges, white space not counted; where the last one ends."""
    found, subjunctives, at = set(), set(), before
    for words in blocks:
        start = at
        for form, _, is_subjunctive in words:
            end = at + len(re.sub(r"\s", "", form))
            if is_subjunctive:
                subjunctives.add((at, end))
            at = end
        found.add((start, at))
    return found, subjunctives, at


def text_of(blocks):
    return " ".join("".join(form + " " * space for form, space, _ in words).strip() for words in blocks)


def print_f1(name, gold, found):
    right = len(gold & found)
    precision, recall = 100 * right / max(len(found), 1), 100 * right / max(len(gold), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name:12} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}   {len(gold)} expected, {len(found)} found")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--laut", required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--misses", type=int, default=0, help="print so many of each kind of error")
    args = parser.parse_args()
    blocks = list(sentences(open(args.file, encoding="utf8").read()))
    texts = [blocks[at:at + AT_ONCE] for at in range(0, len(blocks), AT_ONCE)]
    reports = "".join(json.dumps({"text": text_of(text), "language": args.language}) + "\n" for text in texts)
    run = subprocess.run(
        [args.laut, "read", "--from", "jsonl", "--format", "conllu", "-"],
        input=reports, capture_output=True, text=True, check=True,
    )
    expected, expected_moods, end = spans(blocks, 0)
    found, found_moods, found_end = spans(sentences(run.stdout), 0)
    assert end == found_end, f"expected {end} characters, found {found_end}"
    characters = re.sub(r"\s", "", " ".join(text_of(text) for text in texts))
    for name, wrong in [("missed", expected - found), ("invented", found - expected),
                        ("missed mood", expected_moods - found_moods), ("invented mood", found_moods - expected_moods)]:
        for start, stop in sorted(wrong)[:args.misses]:
            print(f"{name}: {characters[max(start - 30, 0):start]} [{characters[start:stop]}] {characters[stop:stop + 20]}")
    print_f1("sentences", expected, found)
    if expected_moods:
        print_f1("subjunctive", expected_moods, found_moods)


if __name__ == "__main__":
    main()
