#!/usr/bin/env python3
"""Scores the dead and injured of MUC-3 and MUC-4 answer keys against the figures of laut.

    eval/muc/score.py --laut target/release/laut ../shared/data/figures/muc34-en/tst1 [--misses] [--figures]

A key is found if the report has a figure, used by no other key, of the same harm whose bounds say the same. README.md says
what counts as a key, and what the keys cannot tell. `--figures` lists what was found in reports whose keys are empty.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess

HARMS = {'DEATH': 'killed', 'INJURY': 'injured'}
MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split()
Key = collections.namedtuple('Key', 'harms numbers names is_optional')


def texts(folder):
    """Id, date and text of each report."""
    for path in sorted(folder.iterdir()):
        if 'muc' not in path.name or path.name.startswith('key'):
            continue
        parts = re.split(r'^((?:DEV|TST\d)-MUC\d-\d{4}).*\n', path.read_text(encoding='latin-1'), flags=re.M)
        for name, text in zip(parts[1::2], parts[2::2]):
            date = re.search(r'\b(\d{1,2}) ([A-Z]{3}) (\d\d)\b', text[:200])
            known = date and date[2] in MONTHS
            published = f'19{date[3]}-{MONTHS.index(date[2]) + 1:02}-{int(date[1]):02}' if known else None
            yield name, published, text.strip()


def templates(folder):
    """Id, whether it is optional, and the fillers of each slot, of each template."""
    for path in sorted(folder.glob('key-*')):
        for block in re.split(r'\n(?=0\.)', path.read_text(encoding='latin-1')):
            slots, slot = collections.defaultdict(list), None
            for line in block.splitlines():
                if line.startswith(';'):
                    continue
                if head := re.match(r'(\d+)\. +[A-Z :]+?(?:  +|\t)(.*)', line):
                    slot, line = int(head[1]), head[2]
                elif head := re.match(r'(\d+)\. .*', line):
                    slot, line = int(head[1]), ''
                if slot is not None and line.strip() not in ('', '-', '*'):
                    slots[slot].append(line.strip())
            if slots[0]:
                yield slots[0][0].split()[0], 'OPTIONAL' in ' '.join(slots[1]), slots


def cross_referenced(fillers):
    """`7: "PEASANTS" / "FARMERS"` as (value, first string), and whether it is in doubt."""
    for filler in fillers:
        value, _, names = filler.partition(': "')
        names = re.findall(r'"((?:\\.|[^"\\])*)"', '"' + names)
        yield value.strip(' ?()'), names[0] if names else '-', value.strip().startswith('?')


def keys_of(slots, is_optional):
    """The dead and injured of a template, and how many of its numbers cannot be told apart."""
    numbers, effects, names = (collections.defaultdict(list) for _ in range(3))
    for value, name, in_doubt in cross_referenced(slots[21]):
        numbers[name].append((value, in_doubt))
    for value, name, in_doubt in cross_referenced(slots[23]):
        effects[name].append((value, in_doubt))
    for filler in slots[18] + slots[19]:
        strings = re.findall(r'"((?:\\.|[^"\\])*)"', filler)
        for string in strings:
            names[string] += strings
    for name, found in effects.items():
        harmed = [(value, doubt) for value, doubt in found if set(re.split(r' */ *', value)) <= set(HARMS)]
        if not harmed or name not in numbers:
            continue
        values = numbers[name] * len(found) if len(numbers[name]) == 1 else numbers[name]
        if len(values) != len(found):
            continue
        for (effect, doubt), (number, in_doubt) in zip(found, values):
            alternatives = re.split(r' */ *', effect)
            if set(alternatives) <= set(HARMS):
                harms = frozenset(HARMS[word] for word in alternatives)
                yield Key(harms, number, tuple(dict.fromkeys([name] + names[name])), is_optional or doubt or in_doubt)


def says_the_same(number, figure):
    """Whether a figure has the bounds of one of the alternatives of a number."""
    low, high = figure['low'], figure['high']
    for value in re.split(r' */ *', number):
        value = value.replace(' ', '').lstrip('?')
        if value == 'PLURAL':
            same = (low or 0) >= 2 or low is None and (high or 0) >= 2
        elif found := re.fullmatch(r'~?(\d+)', value):
            same = low == high == int(found[1])
        elif found := re.fullmatch(r'(\d+)-', value):
            same = high is None and low in (int(found[1]), int(found[1]) + 1)
        elif found := re.fullmatch(r'-(\d+)', value):
            same = low in (None, 0) and high in (int(found[1]), int(found[1]) - 1)
        elif found := re.fullmatch(r'(\d+)-(\d+)', value):
            same = (low, high) == (int(found[1]), int(found[2]))
        else:
            same = False
        if same:
            return True
    return False


def names_victims(key, figure):
    """Whether the words of the figure share one with what the key calls the victims."""
    victims = ' '.join([figure['text']] + ([figure['victims']['text']] if figure['victims'] else []))
    words = set(re.findall(r'\w{3,}', victims.upper()))
    return any(word in words for name in key.names for word in re.findall(r'\w{3,}', name.upper()))


def matched(keys, figures):
    """For each key its figure or None: a figure that names the victims before one that does not, each used once."""
    found, free = {}, list(range(len(figures)))
    for needs_name in (True, False):
        for at, key in enumerate(keys):
            if at in found:
                continue
            for index in free:
                figure = figures[index]
                if figure['harm'] in key.harms and says_the_same(key.numbers, figure):
                    if not needs_name or names_victims(key, figure):
                        found[at] = figure
                        free.remove(index)
                        break
    return [found.get(at) for at in range(len(keys))]


def read_all(laut, rows):
    """The records of all reports, in order."""
    text = '\n'.join(json.dumps(row) for row in rows)
    out = subprocess.run([laut, 'read', '--from', 'jsonl', '--format', 'json', '-'], input=text, capture_output=True,
                         text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def kind_of(number):
    """One victim, a plural without a number, or a number."""
    return 'one' if number == '1' else 'plural' if number == 'PLURAL' else 'number'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folders', type=pathlib.Path, nargs='+')
    parser.add_argument('--laut', required=True)
    parser.add_argument('--misses', action='store_true')
    parser.add_argument('--figures', action='store_true')
    arguments = parser.parse_args()
    reports, keys, known = [], collections.defaultdict(dict), set()
    for folder in arguments.folders:
        reports += texts(folder)
        for name, is_optional, slots in templates(folder):
            known.add(name)
            for key in keys_of(slots, is_optional):
                keys[name].setdefault((key.harms, key.numbers, key.names[0]), key)
    reports = [report for report in reports if report[0] in known]
    rows = [{'text': text, 'language': 'en', 'published': published} for _, published, text in reports]
    counts = collections.defaultdict(lambda: [0, 0, 0])
    misses, others, quiet = [], [], 0
    for (name, _, text), record in zip(reports, read_all(arguments.laut, rows)):
        figures = [figure for claim in record['claims'] for figure in claim['figures']]
        figures = [figure for figure in figures if figure['harm'] in ('killed', 'injured', 'casualties')]
        wanted = list(keys[name].values())
        if not wanted:
            quiet += 1
            others += [(name, figure, text) for figure in figures]
        for key, figure in zip(wanted, matched(wanted, figures)):
            if key.is_optional:
                continue
            for kind in ('all', '/'.join(sorted(key.harms)), kind_of(key.numbers)):
                counts[kind][0] += figure is not None
                counts[kind][1] += 1
                counts[kind][2] += figure is not None and names_victims(key, figure)
            if figure is None:
                got = ', '.join(f'{figure["text"]!r} {figure["harm"]}' for figure in figures)
                misses.append(f'{name}  {"/".join(sorted(key.harms))} {key.numbers}: {", ".join(key.names[:3])}  ← {got}')
    for kind in sorted(counts):
        found, total, named = counts[kind]
        print(f'{kind + ":":16}{found} of {total} keys found, {100 * found / total:.1f} %; '
              f'{100 * named / total:.1f} % with the victims named')
    print(f'{len(others)} figures of dead and injured in {quiet} reports without such keys')
    if arguments.misses:
        print('\n'.join(misses))
    if arguments.figures:
        for name, figure, text in others:
            start, end = figure['span']
            around = ' '.join(text[max(0, start - 60):end + 80].split())
            print(f'{name}  {figure["harm"]} {figure["low"]}..{figure["high"]} {figure["text"]!r}: … {around} …')


main()
