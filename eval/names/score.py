#!/usr/bin/env python3
"""Scores the names that `laut read --format conllu` writes: exact spans and classes.

    score.py --laut target/release/laut --language de NER-de-dev.tsv         a corpus in columns (number, word, BIO tag)
    score.py --laut target/release/laut --language en en_ewt-ud-dev.iob2
    score.py --laut target/release/laut --persons ../shared/reports/dev      the people in gold reports
    score.py --card crates/laut/data/de/models/names.toml                    the score of a model card

Each sentence of a corpus is a report of its own. Classes are PER, ORG, LOC and OTH, as far as the corpus has them; names
in other names, and words derived from names or compounded with them (`deriv`, `part`), count neither way. The people of a
gold report are the speakers of claims, and the entities, of the kind `person`: each counts once, and is found where a name
of the class PER in the CoNLL-U is the whole name.
"""
import argparse, collections, json, pathlib, re, subprocess, sys, tomllib

CLASSES = ('PER', 'ORG', 'LOC', 'OTH')

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
    """The text of a sentence, and its gold names as (start, end, class)."""
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
    return text, {g for g in gold if g[2] in CLASSES}

def conllu(laut, text):
    """What laut writes of several texts that are given as JSON Lines; each starts with its first sentence."""
    run = subprocess.run([laut, 'read', '--from', 'jsonl', '--format', 'conllu', '-'], input=text, capture_output=True, text=True)
    if not run.stdout: sys.exit(run.stderr)
    return run.stdout

def documents(out, texts):
    """The names of each text as (start, end, class), by finding the forms in the texts one after the other."""
    blocks = re.split(r'^# sent_id = 1\n', out, flags=re.M)[1:]
    if len(blocks) != len(texts): sys.exit(f'expected {len(texts)} documents in the CoNLL-U, found {len(blocks)}')
    for block, text in zip(blocks, texts):
        found, at, open_, within = [], 0, None, 0
        for line in block.splitlines():
            cells = line.split('\t')
            if len(cells) != 10: continue
            number = cells[0]
            if '-' in number:
                first, within = map(int, number.split('-'))
                start = text.index(cells[1], at); at = start + len(cells[1])
                word, inner = (start, at), start
                continue
            if int(number) <= within:
                # A part of a contraction has no characters of its own; that of a clitic has.
                place = text.find(cells[1], inner, at)
                start, end = (place, place + len(cells[1])) if place >= 0 else word
                inner = max(inner, end if place >= 0 else inner)
            else:
                within = 0
                start = text.index(cells[1], at); at = end = start + len(cells[1])
            tag = re.search(r'NER=([BI])-(\w+)', cells[9])
            if open_ and not (tag and tag[1] == 'I' and tag[2] == open_[2]):
                found.append(tuple(open_)); open_ = None
            if tag and open_: open_[1] = end
            elif tag: open_ = [start, end, tag[2]]
        if open_: found.append(tuple(open_))
        yield set(found)

def corpus(args):
    items = [spans(rows) for rows in sentences(args.file)]
    lines = ''.join(json.dumps({'text': text, 'language': args.language}) + '\n' for text, _ in items)
    classes = [c for c in CLASSES if any(c == g[2] for _, gold in items for g in gold)]
    right, wrong, missed = (collections.Counter() for _ in range(3))
    errors = collections.defaultdict(list)
    texts = [text for text, _ in items]
    for (text, gold), found in zip(items, documents(conllu(args.laut, lines), texts)):
        for kind in classes:
            g, p = {x for x in gold if x[2] == kind}, {x for x in found if x[2] == kind}
            right[kind] += len(g & p); wrong[kind] += len(p - g); missed[kind] += len(g - p)
            errors['missed ' + kind] += [f'{text[a:b]}  in  {text[max(0, a - 40):b + 30]}' for a, b, _ in sorted(g - p)]
            errors['wrong ' + kind] += [f'{text[a:b]}  in  {text[max(0, a - 40):b + 30]}' for a, b, _ in sorted(p - g)]
    for kind in classes + ['all']:
        r, w, m = (sum(c.values()) if kind == 'all' else c[kind] for c in (right, wrong, missed))
        print(f'{kind}  P {100 * r / max(1, r + w):5.1f}  R {100 * r / max(1, r + m):5.1f}  F1 {200 * r / max(1, 2 * r + w + m):5.1f}   ({r} right, {w} wrong, {m} missed)')
    for what, examples in sorted(errors.items()):
        for example in examples[:args.misses]: print(f'{what}: {example}')

def persons(args):
    whole = every = 0
    for path in sorted(pathlib.Path(args.file).glob('*.toml')):
        gold = tomllib.loads(path.read_text(encoding='utf8'))
        text = path.with_suffix('.txt').read_text(encoding='utf8')
        names = {e['name'] for e in gold.get('entity', []) if e.get('kind') == 'person'}
        line = json.dumps({'text': text, 'language': gold['language'], 'published': str(gold['published'])}) + '\n'
        found = {text[a:b] for a, b, kind in next(documents(conllu(args.laut, line), [text])) if kind == 'PER'}
        missed = sorted(name for name in names if not found & {name, name + 's'})
        every += len(names); whole += len(names) - len(missed)
        if args.misses and missed: print(f'missed in {path.stem}: {", ".join(missed)}')
    print(f'people found whole: {100 * whole / max(1, every):.1f} % ({whole} of {every})')

def card(args):
    for name, score in tomllib.loads(pathlib.Path(args.file).read_text(encoding='utf8'))['scores'].items():
        print(f'held out {name} {score:.1f}')

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('file'); parser.add_argument('--laut'); parser.add_argument('--language')
    parser.add_argument('--card', action='store_true', help='`file` is the card of a model')
    parser.add_argument('--persons', action='store_true', help='`file` is a folder of gold reports')
    parser.add_argument('--misses', type=int, default=0, help='print so many of each kind of error')
    args = parser.parse_args()
    if not args.card and not args.laut: parser.error('expected --laut or --card')
    card(args) if args.card else persons(args) if args.persons else corpus(args)

main()
