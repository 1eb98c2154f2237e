#!/usr/bin/env python3
"""Writes cases with the model's answers for driver.c. usage: corpus.py SEED CASES >FILE"""
from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from random import Random
from zoneinfo import ZoneInfo

from fold_model import Fold
from generate import ZONES, case


def transitions(name: str) -> list[tuple[int, int]]:
    """Offsets of a zone from 2000 to 2060, by trying every six hours and halving."""
    zone = ZoneInfo(name)

    def offset(at: int) -> int:
        return int(datetime.fromtimestamp(at, timezone.utc).astimezone(zone).utcoffset().total_seconds())

    start, step = int(datetime(2000, 1, 1, tzinfo=timezone.utc).timestamp()), 6 * 3600
    out = [(start, offset(start))]
    for at in range(start, start + 60 * 365 * 86400, step):
        if offset(at + step) != out[-1][1]:
            low, high = at, at + step
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == out[-1][1] else (low, middle)
            out.append((high, offset(high)))
    return out


def own(one: dict) -> list[dict]:
    """Rows of keys that are this person's at the instant."""
    linked = {}
    for row in one["events"]:
        if row["type"] == "identities_linked" and row["at"] <= one["at"]:
            linked[row["payload"]["revision"]] = row["payload"]["other"] if row["payload"]["linked"] else None
    keys = {one["key"], linked[max(linked)] if linked else None}
    return [row for row in one["events"] if row["customer"] in keys]


def text(value) -> str:
    return "-" if value is None else str(value)


def answer(fold: Fold) -> list[str]:
    said = fold.answer()
    names = ("balance", "pending", "earned", "restored", "in", "spent", "expired", "reversed", "out", "orders", "spent_money")
    out = ["account " + " ".join(str(said[name]) for name in names)]
    if said["tier"] is not None:
        out.append(f"tier {said['tier']} {said['metric']} {text(said['lost_at'])}" + (f" {said['lost_to']}" if said["lost_to"] else ""))
    for lot in sorted(said["lots"], key=lambda l: (l["event"].encode(), l["at"])):
        waits = lot["left"] > 0 and not (lot["available"] is not None and lot["available"] <= fold.at)
        figures = [lot[name] for name in ("earned", "reversed", "spent", "expired", "left", "uncapped", "percent")]
        out.append(f"lot {lot['event']} {lot['source']} {lot['at']} {text(lot['available'])} {text(lot['expires'])} " + " ".join(map(str, figures + [int(waits)])))
    out += [f"debt {debt['event']} {debt['points']}" for debt in said["debts"]]
    out.append("flows " + " ".join(str(said[name]) for name in ("earned", "reversed", "spent", "expired", "in", "out", "restored")))
    return out


def main() -> None:
    seed, count = sys.argv[1], int(sys.argv[2])
    for name in ZONES:
        print(f"Z {name} " + " ".join(f"{at} {offset}" for at, offset in transitions(name)))
    for number in range(count):
        one = case(f"{seed}:{number}", Random(number).choice([4, 8, 14, 14, 30]))
        print(f"C {one['seed']}")
        for document in one["programmes"]:
            print("P " + json.dumps(document))
        for row in own(one):
            print("E " + "\t".join([row["id"], row["type"], row["customer"], str(row["at"]), json.dumps(row["payload"])]))
        print(f"F {one['at']}")
        for line in answer(Fold(one["programmes"], one["events"], one["at"], one["key"])):
            print("X " + line)
        print(".")


if __name__ == "__main__":
    main()
