#!/usr/bin/env python3
"""Scores the main text that is found in saved pages, by the measure of the article extraction benchmark.

    cargo build --release -p laut-intake --example page
    eval/html/score.py --page target/release/examples/page ../shared/data/web/article-extraction-benchmark
    eval/html/score.py … --misses 20      the pages with the lowest F1 first

The measure: each text is cut into runs of four words; hits, surplus and missing runs are counted for each page and made
shares of that page, so that long pages weigh no more than short ones. Precision is the mean over the pages with something
found, recall the mean over those with something to find, F1 is made of the two.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import statistics
import subprocess
import tempfile

WORDS = 4


def runs(text):
    words = re.findall(r"\w+", text)
    found = (tuple(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1)))
    return collections.Counter(run for run in found if run)


def counts(expected, found):
    """Hits, surplus and missing runs."""
    expected, found = runs(expected), runs(found)
    return (expected & found).total(), (found - expected).total(), (expected - found).total()


def share(right, wrong, other):
    """`right` of `right` and `wrong`; nothing to find and nothing found is right."""
    if wrong == other == 0:
        return 1.0
    return right / (right + wrong) if right else 0.0


def read_pages(page, folder):
    """What the program finds, by the page's id, and the milliseconds that each took."""
    with tempfile.TemporaryDirectory() as pages:
        paths = []
        for path in sorted((folder / "html").glob("*.html.gz")):
            paths.append(pathlib.Path(pages) / path.stem)
            paths[-1].write_bytes(gzip.decompress(path.read_bytes()))
        run = subprocess.run([page, *paths], capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {pathlib.Path(row["input"]).stem: row for row in found}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--page", required=True, help="the example `page` of laut-intake")
    arguments.add_argument("--misses", type=int, default=0, metavar="N", help="list the N worst pages")
    arguments.add_argument("folder", type=pathlib.Path)
    options = arguments.parse_args()
    gold = json.loads((options.folder / "ground-truth.json").read_text(encoding="utf8"))
    found = read_pages(options.page, options.folder)
    pages = {key: counts(row.get("articleBody", ""), found[key]["text"]) for key, row in gold.items()}
    precision = statistics.mean(share(hit, more, less) for hit, more, less in pages.values() if hit + more)
    recall = statistics.mean(share(hit, less, more) for hit, more, less in pages.values() if hit + less)
    score = 2 * precision * recall / (precision + recall)
    times = [found[key]["ms"] for key in gold]
    for key, (hit, more, less) in sorted(pages.items(), key=lambda page: page[1][0] / sum(page[1]))[: options.misses]:
        print(f"{key[:12]}  hit {hit:5}  surplus {more:5}  missing {less:5}  {gold[key].get('url', '')}")
    failed = [key for key in gold if found[key]["error"]]
    print(f"pages {len(gold)}, of them refused {len(failed)}")
    print(f"P {100 * precision:.1f}  R {100 * recall:.1f}  F1 {100 * score:.1f}")
    print(f"milliseconds a page: mean {statistics.mean(times):.1f}, longest {max(times):.1f}")


main()
