#!/usr/bin/env python3
"""Runs the scorers and fails where a score is below its floor in `scores.toml`.

    cargo build --release --bin laut --example locate --example page
    eval/check.py                          every score whose corpus is at hand
    eval/check.py reports                  those whose name holds a word
    eval/check.py --built target/debug     of what `cargo test` built, which is slower and says the same

Corpora and scorers lie outside the repository, in `../shared` or where `LAUT_SHARED` says. What is not there is
skipped, and said so. Exit status: 0 all at or above their floors, 1 one is below, 2 nothing could be run.
"""
import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys

try:
    import tomllib
except ImportError:
    print("scores: skipped, python 3.11 or later is needed")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("LAUT_SHARED") or ROOT / "../shared").resolve()
RELEASE = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target") / "release"


def output_of(command, built, outputs):
    """What a scorer prints; each command runs once."""
    if command not in outputs:
        names = {"laut": built / "laut", "built": built, "shared": SHARED, "root": ROOT}
        words = [word.format(**names) for word in shlex.split(command)]
        run = subprocess.run([sys.executable, *words], capture_output=True, text=True)
        outputs[command] = run.stdout if run.returncode == 0 else f"failed: {run.stderr.strip()[-400:]}"
    return outputs[command]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--built", type=pathlib.Path, default=RELEASE, help="folder with laut and examples/")
    arguments.add_argument("wanted", nargs="*", help="a word of a score's name")
    given = arguments.parse_args()
    wanted, built = given.wanted, given.built.resolve()
    if not (built / "laut").exists():
        print(f"scores: expected `{built / 'laut'}`, found no file; build it as `eval/check.py --help` says")
        return 2
    scores = tomllib.loads((ROOT / "eval/scores.toml").read_text(encoding="utf8"))["score"]
    outputs, below, checked = {}, [], 0
    for score in scores:
        name = score["name"]
        if wanted and not any(word in name for word in wanted):
            continue
        if not (SHARED / score["needs"]).exists():
            print(f"{name:34} skipped, {score['needs']} is not at hand")
            continue
        found = re.search(score["find"], output_of(score["run"], built, outputs), re.M)
        if not found:
            below.append(name)
            print(f"{name:34} no score: {output_of(score['run'], outputs)[-400:]}")
            continue
        value = float(found[1])
        low, high = score.get("floor", float("-inf")), score.get("ceiling", float("inf"))
        is_right = low <= value <= high
        checked += 1
        limit = f"floor {low}" if "floor" in score else f"ceiling {high}"
        print(f"{name:34} {value:6.1f}   {limit}{'' if is_right else '   BELOW' if value < low else '   ABOVE'}")
        if not is_right:
            below.append(name)
    if below:
        print(f"{len(below)} not as good as `eval/scores.toml` says: {', '.join(below)}")
        return 1
    return 0 if checked or not wanted else 2


sys.exit(main())
