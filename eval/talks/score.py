#!/usr/bin/env python3
"""Scores what `laut read --view talks` finds in reports on talks, field by field.

    score.py --laut target/release/laut eval/talks
    score.py --laut target/release/laut --misses eval/talks
    score.py --check eval/talks                  only whether every string of the gold files stands in its text

`README.md` says what the fields mean, what laut is expected to write, and when a field is right.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tomllib

LISTS = ("parties", "mediators", "venue")
TABLES = ("proposal", "precondition", "response")
FIELDS = ("mediators", "parties", "venue", "proposals", "preconditions", "responses", "status", "deadline")
STATUSES = ("agreed", "declared", "in_effect", "extended", "broken_off")
ANSWERS = ("accepted", "refused", "considered")
KEYS = {"language", "published", "status", "status_at", "deadline", *LISTS, *(f"{name}_also" for name in LISTS), *TABLES}


class Wrong(Exception):
    """A gold file that is not as the README says."""


def places(text, words):
    """Every place where words stand in a text."""
    out, at = [], text.find(words)
    while at >= 0:
        out.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return out


def check(path, text, gold):
    """Fails where a string is not in the text, a value is unknown or a piece of content stands there twice."""
    unknown = set(gold) - KEYS
    if unknown:
        raise Wrong(f"{path}: unknown key `{min(unknown)}`")
    if gold.get("status") not in (*STATUSES, None):
        raise Wrong(f"{path}: unknown status `{gold['status']}`")
    if ("status" in gold) != ("status_at" in gold):
        raise Wrong(f"{path}: `status` and `status_at` stand together")
    if not gold["parties"] or not all(name in gold for name in LISTS):
        raise Wrong(f"{path}: expected {', '.join(LISTS)}, and parties")
    loose = [words for name in LISTS for words in gold[name] + gold.get(f"{name}_also", [])]
    once = list(gold.get("status_at", []))
    for row in gold.get("deadline", []):
        once.append(row["at"])
    for table in TABLES:
        for row in gold.get(table, []):
            if table == "response" and row["answer"] not in ANSWERS:
                raise Wrong(f"{path}: unknown answer `{row['answer']}`")
            once.append(row["at"])
            loose.extend(row["by"])
    for words in loose + once:
        if not places(text, words):
            raise Wrong(f"{path}: {words!r} is not in the text")
    for words in once:
        if len(places(text, words)) > 1:
            raise Wrong(f"{path}: {words!r} stands in the text more than once")


def reports(folder):
    found = []
    for path in sorted(folder.glob("*/*.toml")):
        text = path.with_suffix(".txt").read_text(encoding="utf8")
        gold = tomllib.loads(path.read_text(encoding="utf8"))
        check(path, text, gold)
        found.append((path, text, gold))
    if not found:
        raise Wrong(f"{folder}: no reports")
    return found


def touches(spans, stretches):
    return any(a < d and c < b for a, b in spans for c, d in stretches)


def spans_of(view, item):
    """Where something stands: its own span, and the mentions of its entity."""
    mentions = [m for e in view["entities"] if e["id"] == item.get("entity") for m in e["mentions"]]
    return [item["span"], *mentions]


def is_list_right(view, text, gold, name):
    """Every expected name is found, and nothing that is not expected."""
    wanted = [places(text, words) for words in gold[name]]
    allowed = wanted + [places(text, words) for words in gold.get(f"{name}_also", [])]
    found = [spans_of(view, item) for item in view[name]]
    return all(any(touches(spans, at) for spans in found) for at in wanted) and all(
        any(touches(spans, at) for at in allowed) for spans in found
    )


def is_table_right(view, text, rows, items):
    """Rows and items fit one to one; a row that several parties share may be several items."""

    def fits(row, item):
        content = item["content"] if "content" in item else [item]
        said = touches([piece["span"] for piece in content], places(text, row["at"]))
        by = [at for words in row["by"] for at in places(text, words)]
        return said and any(touches(spans_of(view, party), by) for party in item["by"]) and item.get("answer") == row.get("answer")

    return all(any(fits(row, item) for item in items) for row in rows) and all(
        any(fits(row, item) for row in rows) for item in items
    )


def is_status_right(view, text, gold):
    status = view["status"]
    if status is None or "status" not in gold:
        return status is None and "status" not in gold
    at = [place for words in gold["status_at"] for place in places(text, words)]
    return status["value"] == gold["status"] and touches([status["span"]], at)


def is_deadline_right(view, text, rows):
    def fits(row, item):
        return touches([item["span"]], places(text, row["at"])) and item["to"] == row["to"].isoformat()

    items = view["deadline"]
    return all(any(fits(row, item) for item in items) for row in rows) and all(
        any(fits(row, item) for row in rows) for item in items
    )


def judged(view, text, gold):
    return {
        **{name: is_list_right(view, text, gold, name) for name in LISTS},
        **{f"{name}s": is_table_right(view, text, gold.get(name, []), view[f"{name}s"]) for name in TABLES},
        "status": is_status_right(view, text, gold),
        "deadline": is_deadline_right(view, text, gold.get("deadline", [])),
    }


def views(laut, found):
    lines = [
        json.dumps({"text": text, "language": gold["language"], "published": gold["published"].isoformat()}) + "\n"
        for _, text, gold in found
    ]
    run = subprocess.run(
        [laut, "read", "--view", "talks", "--from", "jsonl", "--format", "json", "-"],
        input="".join(lines), capture_output=True, text=True,
    )
    out = [json.loads(line) for line in run.stdout.splitlines()]
    if len(out) != len(found):
        sys.exit(f"expected {len(found)} views of talks, found {len(out)}: {run.stderr.strip()[-400:]}")
    for view, (path, text, _) in zip(out, found):
        check_spans(path, text, view)
    return out


def check_spans(path, text, node):
    """Every `text` of a view is what its `span` cuts out of the report."""
    if isinstance(node, dict):
        if "span" in node and "text" in node and text[slice(*node["span"])] != node["text"]:
            sys.exit(f"{path}: the span {node['span']} is not {node['text']!r}")
        for value in node.values():
            check_spans(path, text, value)
    elif isinstance(node, list):
        for value in node:
            check_spans(path, text, value)


def shown(value):
    """A field of a view in few words."""
    if isinstance(value, list):
        return " | ".join(map(shown, value)) or "_"
    if isinstance(value, dict):
        what = shown(value["content"]) if "content" in value else value["text"]
        extra = [str(value[key]) for key in ("answer", "value", "to") if key in value]
        by = [f"by {shown(value['by'])}"] if "by" in value else []
        return ", ".join([what, *extra, *by])
    return "_" if value is None else str(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--laut")
    parser.add_argument("--check", action="store_true", help="only check the gold files")
    parser.add_argument("--misses", action="store_true", help="print each field that is not right")
    args = parser.parse_args()
    found = reports(args.folder)
    if args.check or not args.laut:
        print(f"{len(found)} reports, every string stands in its text")
        return
    right = dict.fromkeys(FIELDS, 0)
    for (path, text, gold), view in zip(found, views(args.laut, found)):
        fields = judged(view, text, gold)
        for name in FIELDS:
            right[name] += fields[name]
            if args.misses and not fields[name]:
                expected = gold.get(name, gold.get(name.removesuffix("s"), []))
                print(f"{path} {name}\n  expected {json.dumps(expected, ensure_ascii=False, default=str)}\n  found    {shown(view[name])}")
    for name in FIELDS:
        print(f"{name:14} {right[name]:3} of {len(found)} right  {100 * right[name] / len(found):5.1f} %")
    n = len(found) * len(FIELDS)
    print(f"fields {sum(right.values())} of {n} right, {100 * sum(right.values()) / n:.1f} %; the worst {100 * min(right.values()) / len(found):.1f} %")


if __name__ == "__main__":
    try:
        main()
    except Wrong as fault:
        sys.exit(str(fault))
