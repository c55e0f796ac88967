#!/usr/bin/env python3
"""Scores the names that `laut read` finds against a corpus in columns (word, BIO tag): exact spans of people, organizations
and places.

    score.py --laut target/release/laut --language de NER-de-dev.tsv
    score.py --laut target/release/laut --language en en_ewt-ud-dev.iob2

Each sentence is a report of its own. A name is a mention that holds no shorter mention of the same entity and starts with a
capital. Armed groups count as organizations; a country counts as a place, as the corpora have it.
"""
import argparse, collections, json, re, subprocess, sys

KINDS = {'person': 'PER', 'organization': 'ORG', 'armed_group': 'ORG', 'place': 'LOC', 'country': 'LOC'}

def sentences(path):
    rows = []
    for line in open(path, encoding='utf8'):
        line = line.rstrip('\n')
        if not line:
            if rows: yield rows
            rows = []
        elif not line.startswith('#'):
            cells = line.split('\t')
            rows.append((cells[1], cells[2]))
    if rows: yield rows

def spans(rows):
    """The text of a sentence, and its gold names as (start, end, kind)."""
    text, gold, open_ = '', [], None
    glue = True
    for word, tag in rows:
        if text and not glue and not re.fullmatch(r"[.,;:!?)\]»“”']|'s|n't|’s", word): text += ' '
        start = len(text); text += word
        glue = word in '([„«'
        kind = tag[2:]
        if open_ and not (tag.startswith('I-') and kind == open_[2]):
            gold.append(tuple(open_)); open_ = None
        if tag.startswith('B-'): open_ = [start, len(text), kind]
        elif open_: open_[1] = len(text)
    if open_: gold.append(tuple(open_))
    return text, [g for g in gold if g[2] in ('PER', 'ORG', 'LOC')]

def predicted(record):
    text, found = record['report']['text'], []
    for entity in record['entities']:
        kind = KINDS.get(entity['kind'])
        mentions = [tuple(m) for m in entity['mentions']]
        for a, b in mentions:
            if any((c, d) != (a, b) and a <= c and d <= b for c, d in mentions): continue
            if kind and re.search(r'[A-ZÄÖÜ]', text[a:b]): found.append((a, b, kind))
    return set(found)

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('file'); parser.add_argument('--laut', required=True); parser.add_argument('--language', required=True)
    parser.add_argument('--misses', type=int, default=0, help='print so many of each kind of error')
    args = parser.parse_args()
    items = [spans(rows) for rows in sentences(args.file)]
    lines = ''.join(json.dumps({'text': text, 'language': args.language}) + '\n' for text, _ in items)
    run = subprocess.run([args.laut, 'read', '--from', 'jsonl', '--format', 'json', '-'], input=lines, capture_output=True, text=True)
    if not run.stdout: sys.exit(run.stderr)
    right, wrong, missed = (collections.Counter() for _ in range(3))
    errors = collections.defaultdict(list)
    for (text, gold), line in zip(items, run.stdout.splitlines()):
        found, gold = predicted(json.loads(line)), set(gold)
        for kind in ('PER', 'ORG', 'LOC'):
            g, p = {x for x in gold if x[2] == kind}, {x for x in found if x[2] == kind}
            right[kind] += len(g & p); wrong[kind] += len(p - g); missed[kind] += len(g - p)
            errors['missed ' + kind] += [f'{text[a:b]}  in  {text[max(0, a - 40):b + 30]}' for a, b, _ in sorted(g - p)]
            errors['wrong ' + kind] += [f'{text[a:b]}  in  {text[max(0, a - 40):b + 30]}' for a, b, _ in sorted(p - g)]
    for kind in ('PER', 'ORG', 'LOC'):
        p = right[kind] / max(1, right[kind] + wrong[kind]); r = right[kind] / max(1, right[kind] + missed[kind])
        print(f'{kind}  P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(1e-9, p + r):5.1f}   ({right[kind]} right, {wrong[kind]} wrong, {missed[kind]} missed)')
    for what, examples in sorted(errors.items()):
        for example in examples[:args.misses]: print(f'{what}: {example}')

main()
