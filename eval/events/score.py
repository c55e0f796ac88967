#!/usr/bin/env python3
"""Scores the events that laut finds in sentences with one marked event each: type, mode, actor, recipient, status.

    score.py --laut target/release/laut eval/events
    score.py --laut target/release/laut --misses eval/events

`README.md` says how the set is written and what is right.
"""
import collections
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import marked
from marked import Wrong, entries, touches, words

MARKS = ("trigger", "actor", "recipient", "side", "also")
MODES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
STATUSES = ("happened", "planned", "hypothetical", "denied", "ongoing")
FIELDS = ("trigger", "type", "mode", "actor", "recipient", "status")


def gold(path):
    counts = collections.Counter()
    for entry in entries(path, 3, MARKS):
        type_, mode, status = entry.cells
        if type_ not in MODES:
            raise Wrong(f"{entry.where}: unknown type `{type_}`")
        if mode != "_" and mode not in MODES[type_].split():
            raise Wrong(f"{entry.where}: `{mode}` is no mode of {type_}")
        if status not in STATUSES:
            raise Wrong(f"{entry.where}: unknown status `{status}`")
        if "trigger" not in entry.marks:
            raise Wrong(f"{entry.where}: [trigger …] is missing")
        counts[type_] += 1
        yield entry
    uneven = [type_ for type_ in MODES if counts[type_] != 12]
    if uneven:
        raise Wrong(f"{path}: not twelve sentences of {', '.join(uneven)}")


def is_party_right(entry, event, role):
    """Each expected party is found in its role, and no other."""
    marks = entry.marks
    expected, either = marks.get(role, []), marks.get("side", [])
    allowed = expected + either + marks.get("also", [])
    found = [party["span"] for party in event[role]]
    # A stretch so long that it holds the trigger or the other party names nobody.
    others = marks["trigger"] + marks.get("recipient" if role == "actor" else "actor", [])
    others = [at for at in others if not touches(at, allowed)]
    in_both = [party["span"] for party in event["actor"] + event["recipient"]]
    return (
        all(touches(at, found) for at in expected)
        and all(touches(at, allowed) and not touches(at, others) for at in found)
        and (role == "actor" or all(touches(at, in_both) for at in either))
    )


def judged(entry, record):
    """For each field whether it is right, and the event that was found."""
    events = [event for claim in record["claims"] for event in claim["events"]]
    candidates = [event for event in events if touches(event["trigger"]["span"], entry.marks["trigger"])]
    if not candidates:
        return dict.fromkeys(FIELDS, False), None
    type_, mode, status = entry.cells

    def fields(event):
        return {
            "trigger": True,
            "type": event["type"] == type_,
            "mode": mode == "_" or event["mode"] == mode,
            "actor": is_party_right(entry, event, "actor"),
            "recipient": is_party_right(entry, event, "recipient"),
            "status": event["status"] == status,
        }

    # Two events may be told by one word; the better one counts.
    event = max(candidates, key=lambda event: (event["type"] == type_, sum(fields(event).values())))
    return fields(event), event


def score(folder, laut, misses):
    rows = collections.defaultdict(lambda: collections.Counter())
    for language, entry, record in marked.both_languages(gold, folder, laut):
        right, event = judged(entry, record)
        type_, mode, status = entry.cells
        for name in (type_, status, f"all {language}", "all"):
            rows[name]["n"] += 1
            rows[name]["modes"] += mode != "_"
            for field, is_right in right.items():
                rows[name][field] += is_right and (field != "mode" or mode != "_")
        if misses and not all(right.values()):
            wrong = [field for field, is_right in right.items() if not is_right]
            print(f"{entry.where} {' '.join(entry.cells)}\n  {entry.text}")
            print("  expected " + "; ".join(f"{kind} {words(entry.text, entry.marks.get(kind, []))}" for kind in MARKS))
            if event:
                parties = "; ".join(f"{role} {' … '.join(p['text'] for p in event[role]) or '_'}" for role in ("actor", "recipient"))
                print(f"  found    trigger {event['trigger']['text']}; {parties}; {event['type']} {event['mode']} {event['status']}")
            print(f"  wrong    {', '.join(wrong) if event else 'no event found'}\n")
    order = [*MODES, *STATUSES, "all de", "all en", "all"]
    print(f"{'':14}{'n':>4}" + "".join(f"{field:>11}" for field in FIELDS))
    for name in order:
        row = rows[name]
        of = {field: row["n"] if field != "mode" else row["modes"] for field in FIELDS}
        cells = "".join(f"{100 * row[field] / of[field]:10.1f}%" if of[field] else f"{'-':>11}" for field in FIELDS)
        print(f"{name:14}{row['n']:4}{cells}")


if __name__ == "__main__":
    marked.main(__doc__, score)
