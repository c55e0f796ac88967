#!/usr/bin/env python3
"""Writes plain news articles as JSON Lines, one report a line, to measure speed with.

    news.py FOLDER > news.jsonl

FOLDER holds `10kgnad-test-de/test.csv` (German, `topic;'text'`) and `bbc-en/dataset/data_files/*/*.txt` (English). The
two languages take turns as long as both have articles.
"""
import csv, itertools, json, pathlib, sys

def german(folder):
    with open(folder / '10kgnad-test-de' / 'test.csv', encoding='utf8', newline='') as rows:
        for row in csv.reader(rows, delimiter=';', quotechar="'"):
            yield {'text': row[1], 'publisher': 'DE', 'published': '2016-01-01'}

def english(folder):
    for path in sorted((folder / 'bbc-en' / 'dataset' / 'data_files').glob('*/*.txt')):
        yield {'text': path.read_bytes().decode('utf8', 'replace'), 'publisher': 'EN', 'published': '2005-01-01'}

def main():
    if len(sys.argv) != 2: sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    pairs = itertools.zip_longest(german(folder), english(folder))
    for report in itertools.chain.from_iterable(pairs):
        if report and report['text'].strip(): print(json.dumps(report, ensure_ascii=False))

main()
