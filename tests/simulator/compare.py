#!/usr/bin/env python3
"""Random cases under the extension and under the model. Any difference is printed with its seed and what is needed to run it again.

usage: compare.py --php "php -d extension=loyalty" [--seed TEXT] [--cases N] [--seconds N] [--size N] [--only SEED]
"""
from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import time
from pathlib import Path
from secrets import token_hex

from fold_model import fold, quoted
from generate import case

ACCOUNT = ("balance", "pending", "earned", "restored", "in", "spent", "expired", "reversed", "out")


def answer(one: dict) -> dict:
    said = fold(one["programmes"], one["events"], one["at"], one["key"])
    return said | {"quoted": quoted(one["programmes"], one["events"], one["cart_at"], one["key"], one["cart"])}


def differences(said: dict, wanted: dict) -> list[str]:
    if "error" in said:
        return [said["error"] + " " + json.dumps(said["details"])]
    found = []

    def check(name: str, have, want) -> None:
        if have != want:
            found.append(f"{name}: the extension says {have}, the model {want}")

    account = said["account"]
    for name in ACCOUNT:
        check(name, account[name], wanted[name])
    left, right = account["earned"] + account["restored"] + account["in"], sum(account[n] for n in ("balance", "pending", "spent", "expired", "reversed", "out"))
    check("law 2", left, right)
    check("debts", account["debts"], wanted["debts"])
    for name in ("orders", "spent_money", "tier", "lost_at", "lost_to"):
        check(name, said[name], wanted[name])
    if wanted["tier"] is not None:
        check("metric", said["metric"], wanted["metric"])
    lots = [(l["event"], l["at"], l["earned"], l["reversed"], l["spent"], l["expired"], l["left"], l["source"], l["uncapped"], l["earnPercent"], l["expiresAt"]) for l in said["lots"]]
    mine = [(l["event"], l["at"], l["earned"], l["reversed"], l["spent"], l["expired"], l["left"], l["source"], l["uncapped"], l["percent"], l["expires"]) for l in wanted["lots"]]
    check("lots", sorted(lots, key=str), sorted(mine, key=str))
    for name, want in wanted["facts"].items():
        check(name, said["facts"][name], want)
    check("services", said["services"], wanted["services"])
    check("a quote", said.get("quoted"), wanted.get("quoted"))
    check("the base and the fold agree", said["base_says_the_same"], True)
    return found


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--php", default="php")
    arguments.add_argument("--seed", default=None)
    arguments.add_argument("--cases", type=int, default=1000)
    arguments.add_argument("--seconds", type=float, default=None)
    arguments.add_argument("--size", type=int, default=14, help="most steps of a history")
    arguments.add_argument("--only", default=None)
    options = arguments.parse_args()
    seed = options.seed or token_hex(4)
    here = Path(__file__).parent
    php = subprocess.Popen(shlex.split(options.php) + [str(here / "fold.php")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    began, number, failed = time.monotonic(), 0, 0
    while number < options.cases if options.seconds is None else time.monotonic() - began < options.seconds:
        name = options.only or f"{seed}:{number}"
        number += 1
        one = case(name, options.size)
        php.stdin.write(json.dumps(one) + "\n")
        php.stdin.flush()
        line = php.stdout.readline()
        if not line:
            print(f"not ok case {name} --size {options.size}: the extension died", flush=True)
            return 1
        found = differences(json.loads(line), answer(one))
        if found:
            failed += 1
            print(f"not ok case {name} --size {options.size}\n   " + "\n   ".join(found), flush=True)
        if options.only or failed >= 20:
            break
    php.stdin.close()
    php.wait()
    print(f"{'not ok' if failed else 'ok'} cases {seed} # {number - failed} of {number} agree")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
