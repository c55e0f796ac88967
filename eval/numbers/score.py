#!/usr/bin/env python3
"""Scores plain numbers against the cases of Microsoft Recognizers-Text.

    eval/numbers/score.py --laut target/release/laut ../shared/data/time/recognizers-specs [--misses]

A value is right if a number at an overlapping span has it (low = high, or an end of its bounds). `plain` leaves out what
README.md lists; `all` is every value that a double holds.
"""
import argparse
import json
import pathlib
import re
import subprocess


def cases(folder, language, decimal):
    path = folder / 'Number' / language / 'NumberModel.json'
    for case in json.loads(path.read_text(encoding='utf-8-sig')):
        found = []
        for result in case.get('Results', []):
            value = str(result.get('Resolution', {}).get('value', ''))
            if decimal == ',':
                value = value.replace('.', '').replace(',', '.') if ',' in value else value
            found.append((result['Start'], result['End'] + 1, value, result.get('Resolution', {}).get('subtype', '')))
        # No double, or no single number, holds these.
        odd = any('E' in value or not re.fullmatch(r'-?[\d.]+', value) or len(value.replace('.', '')) > 15 and '.' not in value
                  or subtype == 'power' for *_, value, subtype in found)
        if found and not odd:
            yield case['Input'], found


ARTICLES = {'a', 'an', 'ein', 'eine', 'einer', 'einem', 'einen'}
NOT_PLAIN = re.compile(r'\b(over|out of|lakh|crore|dzs|dozs|MM)\b|\d+ ?[GkKM]$| - |halb|drittel|viertel', re.I)


def is_plain(text, start, end, subtype):
    """Whether a value is a plain number: no fraction in words, no part of a date, name, list or address, no article."""
    around = text[max(0, start - 2):start], text[end:end + 2]
    joined = re.search(r'[\d\w+][-./:,]?$', around[0]) or re.match(r'[-./:,]\d', around[1])
    words = text[start:end].lower()
    return not (subtype == 'fraction' or joined or words in ARTICLES or NOT_PLAIN.search(text[start:end]))


def read_all(laut, language, texts):
    rows = '\n'.join(json.dumps({'text': text, 'language': language}) for text in texts)
    out = subprocess.run([laut, 'read', '--from', 'jsonl', '--format', 'json', '-'], input=rows, capture_output=True,
                         text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def is_right(record, start, end, value):
    for number in record['numbers']:
        if max(number['span'][0], start) < min(number['span'][1], end):
            ends = [end for end in (number['low'], number['high']) if end is not None]
            # A bound of its own (`more than 5`) moves an end by one.
            if number['bound'] == 'between':
                ends += [ends[0] / scale for scale in (1e3, 1e6, 1e9)]  # 100 bis 300 Milliarden
            near = {e + d for e in ends for d in ((0,) if number['bound'] in ('exact', 'about') else (-1, 0, 1))}
            if any(abs(e - value) <= 1e-6 * max(1, abs(value)) for e in near):
                return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--laut', required=True)
    parser.add_argument('--misses', action='store_true')
    arguments = parser.parse_args()
    for name, language, decimal in (('German', 'de', ','), ('English', 'en', '.')):
        found = list(cases(arguments.folder, name, decimal))
        records = read_all(arguments.laut, language, [text for text, _ in found])
        counts = {'plain': [0, 0], 'all': [0, 0]}
        misses = []
        for (text, expected), record in zip(found, records):
            for start, end, value, subtype in expected:
                right = is_right(record, start, end, float(value))
                kinds = ['all', 'plain'] if is_plain(text, start, end, subtype) else ['all']
                for kind in kinds:
                    counts[kind][0] += right
                    counts[kind][1] += 1
                if not right:
                    got = [(number['text'], number['low'], number['high']) for number in record['numbers']]
                    misses.append(f'  {kinds[-1]:6}{text[:90]!r}: wanted {text[start:end]!r} {value}, found {got}')
        for kind, (right, total) in counts.items():
            print(f'{language} {kind}: {right} of {total} values right, {100 * right / total:.1f} %')
        if arguments.misses:
            print('\n'.join(misses))


main()
