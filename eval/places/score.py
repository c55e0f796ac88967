#!/usr/bin/env python3
"""Scores where laut puts the places that a corpus of toponyms with coordinates (LGL, TR-News, GeoVirus) gives.

    score.py --locate target/release/examples/locate ../shared/data/places/lgl.xml     toponyms given
    score.py --laut target/release/laut ../shared/data/places/lgl.xml                  laut finds them itself

Each text is a report of its own. Every gold toponym with coordinates counts once, and an answer is right within 161 km
(100 miles) of the gold coordinates; a toponym without an answer is wrong. With `--locate`, the example program of the
library is told where the toponyms stand, and only where. With `--laut`, nothing is told: the answer is the entity of the
kind `place` or `country` with a mention that overlaps the toponym most, the tightest of several; a country as an actor lies
where the country does.

    right      right answers among all toponyms: the score
    located    right answers among the toponyms that got coordinates: how good the choice between places is
    seen       toponyms that an entity of the kind `place` or `country` overlaps, with coordinates or without
"""
import argparse, collections, json, math, pathlib, re, subprocess, sys
import xml.etree.ElementTree as xml

RIGHT = 161.0
COUNTRIES = pathlib.Path(__file__).resolve().parents[2] / 'crates/laut/data/world/countries.tsv'

def kilometres(one, other):
    (lat, lon), (other_lat, other_lon) = ([math.radians(x) for x in point] for point in (one, other))
    half = lambda angle: math.sin(angle / 2) ** 2
    chord = half(other_lat - lat) + math.cos(lat) * math.cos(other_lat) * half(other_lon - lon)
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, chord)))

def number(node, *names):
    found = next((node.find(f'.//{name}') for name in names if node.find(f'.//{name}') is not None), None)
    return float(found.text) if found is not None and found.text and found.text.strip() else None

def reports(path):
    """The texts of a corpus with their toponyms: start, end, latitude, longitude."""
    for article in xml.parse(path).getroot().iter('article'):
        text = article.findtext('text') or ''
        toponyms = []
        for node in [*article.iter('toponym'), *article.iter('location')]:
            start, end = int(number(node, 'start')), int(number(node, 'end'))
            lat, lon = number(node, 'lat'), number(node, 'lon')
            name = node.findtext('phrase') or node.findtext('name') or ''
            if lat is None or lon is None: continue
            # Some files count from other starts: the nearest place where the name stands is meant.
            shift = next((s for s in sorted(range(-40, 41), key=abs) if text[start + s:start + s + len(name)] == name), None)
            if shift is None: sys.exit(f'{path}: {name!r} does not stand near {start}')
            toponyms.append((start + shift, start + shift + len(name), lat, lon))
        date = re.match(r'\s*(\d{4}-\d\d-\d\d)', article.findtext('dltime') or '')
        if toponyms: yield text, date and date[1], toponyms

def read(laut, items):
    lines = ''.join(json.dumps({'text': text, 'language': 'en', 'published': date}) + '\n' for text, date, _ in items)
    run = subprocess.run([laut, 'read', '--from', 'jsonl', '--format', 'json', '-'], input=lines, capture_output=True, text=True)
    records = [json.loads(line) for line in run.stdout.split('\n') if line]
    if len(records) != len(items): sys.exit(f'expected {len(items)} records, found {len(records)}: {run.stderr[-400:]}')
    return records

def locate(program, items):
    """The points of the toponyms of each text, told where they stand."""
    lines = ''.join(json.dumps({'text': text, 'language': 'en', 'published': date, 'toponyms': [t[:2] for t in toponyms]}) + '\n'
                    for text, date, toponyms in items)
    run = subprocess.run([program], input=lines, capture_output=True, text=True)
    if run.returncode: sys.exit(run.stderr[-400:])
    return [[(True, point) for point in json.loads(line)] for line in run.stdout.splitlines()]

def found_by_itself(laut, items):
    """Whether laut saw each toponym, and the point that its record gives."""
    points = country_points()
    return [[answer(record['entities'], start, end, points) for start, end, _, _ in toponyms]
            for (_, _, toponyms), record in zip(items, read(laut, items))]

def country_points():
    rows = (line.rstrip('\n').split('\t') for line in open(COUNTRIES, encoding='utf8') if not line.startswith('#'))
    header = next(rows)
    return {cells[0]: (float(cells[header.index('lat')]), float(cells[header.index('lon')])) for cells in rows}

def answer(entities, start, end, points):
    """Whether an entity of a place overlaps, and where it lies."""
    best = None
    for entity in entities:
        if entity['kind'] not in ('place', 'country'): continue
        for a, b in entity['mentions']:
            shared = min(b, end) - max(a, start)
            rank = (shared, a - b)
            if shared > 0 and (best is None or rank > best[0]):
                place = entity['place']
                point = (place['lat'], place['lon']) if place else None
                if entity['kind'] == 'country': point = points.get(entity['country'])
                best = (rank, point)
    return best is not None, best and best[1]

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('file')
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument('--laut', help='the command, which finds the toponyms itself')
    way.add_argument('--locate', help='the example program, which is told where they stand')
    parser.add_argument('--misses', type=int, default=0, help='print so many of the commonest misses of each kind')
    args = parser.parse_args()
    items = list(reports(args.file))
    answers = locate(args.locate, items) if args.locate else found_by_itself(args.laut, items)
    every = seen = located = right = 0
    misses = collections.defaultdict(collections.Counter)
    for (text, _, toponyms), found in zip(items, answers):
        for (start, end, lat, lon), (is_seen, point) in zip(toponyms, found):
            is_right = point is not None and kilometres(point, (lat, lon)) <= RIGHT
            every += 1; seen += is_seen; located += point is not None; right += is_right
            if not is_right:
                kind = 'not seen' if not is_seen else 'not located' if point is None else 'elsewhere'
                where = '' if point is None else f' put at {point[0]:.1f} {point[1]:.1f}, gold {lat:.1f} {lon:.1f}'
                misses[kind][text[start:end] + where] += 1
    percent = lambda part, whole: 100 * part / max(1, whole)
    print(f'right {percent(right, every):5.1f}   ({right} of {every} toponyms within 161 km)')
    print(f'located {percent(right, located):5.1f}   ({right} of {located} with coordinates)')
    if args.laut: print(f'seen {percent(seen, every):5.1f}   ({seen} of {every})')
    for kind, names in sorted(misses.items()):
        print(f'{kind}: {sum(names.values())}')
        for name, count in names.most_common(args.misses): print(f'  {count:4} {name}')

main()
