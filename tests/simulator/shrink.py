#!/usr/bin/env python3
"""Makes a case that differs smaller: drops events, rules and members as long as it still differs.

usage: shrink.py --php "php -d extension=loyalty" SEED [--size N]
"""
from __future__ import annotations

import argparse
import copy
import json
import shlex
import subprocess
from pathlib import Path

from compare import answer, differences
from generate import case


class Extension:
    def __init__(self, command: str):
        self.command = shlex.split(command) + [str(Path(__file__).parent / "fold.php")]
        self.process = None

    def ask(self, one: dict) -> dict:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(json.dumps(one) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"error": "the extension died", "details": []}


def differs(extension: Extension, one: dict) -> list[str]:
    said = extension.ask(one)
    if "error" in said:
        return ["died"] if said["error"] == "the extension died" else []
    try:
        return differences(said, answer(one))
    except Exception:
        return []


def smaller(one: dict):
    """Every case that is this one less something."""
    for i in range(len(one["programmes"])):
        if len(one["programmes"]) > 1:
            yield {**one, "programmes": one["programmes"][:i] + one["programmes"][i + 1 :]}
    for i in range(len(one["events"])):
        yield {**one, "events": one["events"][:i] + one["events"][i + 1 :]}
    for i, document in enumerate(one["programmes"]):
        for path in paths(document):
            copied = copy.deepcopy(one)
            drop(copied["programmes"][i], path)
            yield copied
    for i, event in enumerate(one["events"]):
        for path in paths(event["payload"]):
            copied = copy.deepcopy(one)
            drop(copied["events"][i]["payload"], path)
            yield copied


def paths(value, so_far=()):
    if isinstance(value, dict):
        for key in value:
            yield so_far + (key,)
            yield from paths(value[key], so_far + (key,))
    elif isinstance(value, list):
        for i in range(len(value)):
            yield so_far + (i,)
            yield from paths(value[i], so_far + (i,))


def drop(value, path) -> None:
    for step in path[:-1]:
        value = value[step]
    del value[path[-1]]


def shrink(extension: Extension, one: dict) -> dict:
    shrunk = True
    while shrunk:
        shrunk = False
        for candidate in smaller(one):
            if differs(extension, candidate):
                one, shrunk = candidate, True
                break
    return one


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--php", default="php")
    arguments.add_argument("--size", type=int, default=14)
    arguments.add_argument("seed")
    options = arguments.parse_args()
    extension = Extension(options.php)
    one = shrink(extension, case(options.seed, options.size))
    print(json.dumps(one, indent=1))
    print("\n".join(differs(extension, one)))
