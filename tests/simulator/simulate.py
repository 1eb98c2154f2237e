#!/usr/bin/env python3
"""Whole shops: random programmes whose versions change on the way, some dozens of customers, hooks that come twice, late, out of order or not at all, web workers
that are killed, a database that fails. Afterwards the laws are checked against the model. One seed gives the same shops, hooks and faults; how the workers
interleave is the operating system's, and what is left in the end must not depend on it: it is compared with what the seed alone says.

usage: script/simulate [--seed TEXT] [--shops K] [--seconds T] [--database sqlite|mariadb|pgsql] [--customers N]
"""
from __future__ import annotations

import argparse
import copy
import json
import os
import selectors
import shlex
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from secrets import token_hex

from compare import ACCOUNT, differences
from fold_model import fold
from generate import START, SPAN, History, programmes, services, with_more, with_services

HERE = Path(__file__).parent
DAY = 86400
END = START + SPAN + 900 * DAY
WORKERS = 4
PATIENCE_S = 300  # without any answer: a busy machine is not at fault
# No second attempt mends these.
LASTING = {"EventConflictException", "InvalidProgrammeException", "LogicException", "TypeError", "ValueError"}


class Process:
    def __init__(self, php: str, *arguments: str):
        command = shlex.split(php) + [str(HERE / "shop.php"), *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.task: dict | None = None
        self.dies_at: float | None = None

    def send(self, task: dict) -> None:
        self.task = task
        try:
            self.process.stdin.write(json.dumps(task) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def line(self) -> dict | None:
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def close(self) -> None:
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.stdout.close()
        self.process.wait()


class Shop:
    def __init__(self, seed: str, customers: int):
        random = self.random = Random(seed)
        self.seed = seed
        self.documents = programmes(random)
        services(seed, self.documents)
        self.histories: dict[str, list[dict]] = {}
        for number in range(random.randint(customers // 2, customers)):
            key = f"c{number}"
            history = History(random, random.choice(self.documents)["timezone"], key, f"s{number}")
            if random.random() < 0.2:
                history.link()
            # So that there is something to check out with.
            history.add("points_adjusted", "gift", 1, END - DAY, {"author": "ann", "points": random.randint(50, 500), "reason": "thanks"}, "adjusted")
            rows = history.live(random.randint(1, 14))
            rows = with_more(f"{seed}:{key}", [], history, rows, 10)
            self.histories[key] = with_services(f"{seed}:{key}", self.documents, history, rows)
        ids = [row["id"] for row in self.rows()]
        if len(ids) != len(set(ids)):
            raise ValueError(f"shop {seed} gives one id to two events")
        self.begins = [self.instant(document) for document in self.documents]

    def instant(self, document: dict) -> int:
        from fold_model import Version

        return Version(document).valid_from

    def rows(self) -> list[dict]:
        return [row for rows in self.histories.values() for row in rows]

    def hooks(self) -> list[dict]:
        """Tasks in the order in which they are sent: what happened, each at least once, late by up to some days, some of it again much later."""
        random, sent = self.random, []
        for row in self.rows():
            delay = random.choice([0, 0, 0, random.randrange(3600), random.randrange(20 * DAY)])
            sent.append((row["at"] + delay, row))
            while random.random() < 0.25:
                sent.append((row["at"] + delay + random.choice([1, 60, 40 * DAY]), row))
        sent.sort(key=lambda s: s[0])
        tasks = []
        while sent:
            size = random.choice([1, 1, 1, 2, 5, 20])
            batch, sent = sent[:size], sent[size:]
            rows = [row for _, row in batch]
            random.shuffle(rows)
            dropped = random.random() < 0.1
            task = {"do": "append", "events": rows, "full": random.random() < 0.05, "_at": batch[-1][0]}
            # A hook that is lost is sent again when the shop notices: behind others.
            tasks.insert(len(tasks), task) if not dropped else tasks.append(dict(task, _late=True))
        late = [t for t in tasks if t.pop("_late", False)]
        tasks = [t for t in tasks if t not in late] + late
        for task in tasks:
            task["_kill"] = random.random() * 0.02 if random.random() < 0.08 else None
            task["_disturb"] = random.random() < 0.02
            task["victim"] = random.randint(1, 12) if random.random() < 0.15 else None
        saves = [(at - 1 if i else at, document) for i, (at, document) in enumerate(zip(self.begins, self.documents))]
        out, saves = [dict(do="save", at=saves[0][0], document=saves[0][1])], saves[1:]
        for task in tasks:
            while saves and saves[0][0] <= task["_at"]:
                out.append(dict(do="save", at=saves[0][0], document=saves[0][1]))
                saves.pop(0)
            out.append(task)
        return out + [dict(do="save", at=at, document=document) for at, document in saves]

    def checkouts(self) -> list[dict]:
        """Parallel spends of the same points, all of one size: how many of them succeed is known, which of them is not."""
        random, tasks = self.random, []
        self.contested: dict[str, tuple[int, int]] = {}
        for key, rows in self.histories.items():
            balance = fold(self.documents, rows, END, key)["balance"]
            if balance <= 0 or random.random() < 0.4:
                continue
            # All of it, some of it, or one point more than there is.
            points, tries = random.choice([balance + 1, balance, max(1, balance // random.randint(1, 3))]), random.randint(2, 6)
            self.contested[key] = points, min(tries, balance // points)
            for number in range(tries):
                row = {"id": f"{rows[0]['id'].split('/')[0]}/spent/checkout{number}/1", "type": "points_spent", "customer": key, "at": END,
                       "payload": {"for": f"checkout{number}", "points": points}}
                for _ in range(random.choice([1, 1, 2])):
                    tasks.append({"do": "spend", "row": row, "at": END, "_key": key, "_kill": random.random() * 0.02 if random.random() < 0.05 else None})
        # Those of one customer stay together, so that they meet.
        return tasks

    def altered(self) -> list[dict]:
        """Under the id of what is in the journal something else is said."""
        random = self.random
        rows = random.sample(self.rows(), 5)
        return [{"do": "alter", "row": dict(row, at=row["at"] + 1) if random.random() < 0.5 else dict(row, customer=f"{row['customer']}x")} for row in rows]


class Run:
    def __init__(self, shop: Shop, php: str, database: str):
        self.shop, self.php, self.database = shop, php, database
        self.faults: dict[str, int] = {}
        self.kills = 0
        self.wrong: list[str] = []
        self.saves: set[int] = set()  # that were begun
        self.saved = 0

    def worker(self) -> Process:
        return Process(self.php, "work", self.database, self.folder)

    def all_of(self, tasks: list[dict]) -> list[tuple[dict, dict]]:
        """Each task until it is acknowledged; a save waits for what is under way."""
        answers, queue = [], list(tasks)
        workers = [self.worker() for _ in range(WORKERS)]
        try:
            self.until_done(workers, queue, answers)
        finally:
            for worker in workers:
                worker.close()
        return answers

    def until_done(self, workers: list[Process], queue: list[dict], answers: list[tuple[dict, dict]]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        with selectors.DefaultSelector() as selector:
            for worker in workers:
                selector.register(worker.process.stdout, selectors.EVENT_READ, worker)
            while queue or any(w.task for w in workers):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{len(queue)} tasks are left, and none was answered for {PATIENCE_S} s; faults: {self.faults}")
                for worker in workers:
                    busy = any(w.task for w in workers)
                    if worker.task is None and queue and not (queue[0]["do"] == "save" and busy):
                        task = queue.pop(0)
                        if task.pop("_disturb", False):
                            self.server.process.stdin.write("disturb\n")
                        kill = task.pop("_kill", None)
                        worker.dies_at = None if kill is None else time.monotonic() + kill
                        worker.send(task)
                        if task["do"] == "save":
                            self.saves.add(task["document"]["version"])
                            break
                dying = [w.dies_at for w in workers if w.task and w.dies_at is not None]
                wait = max(0.0, min(dying) - time.monotonic()) if dying else 1.0
                for key, _ in selector.select(wait):
                    worker = key.data
                    said = worker.line()
                    task, worker.task, worker.dies_at = worker.task, None, None
                    deadline = time.monotonic() + PATIENCE_S
                    if said is None:
                        # Nobody killed it: to send its task again would hide a crash.
                        raise RuntimeError(f"a worker ended by itself ({worker.process.wait()}) over {json.dumps(task)[:200]}")
                    elif "fault" in said:
                        name = said["fault"].split(":")[0].rsplit("\\", 1)[-1]
                        self.faults[name] = self.faults.get(name, 0) + 1
                        if name in LASTING:
                            raise RuntimeError(said["fault"])
                        queue.insert(self.place(queue), dict(task, full=False) if "full" in task else task)
                    else:
                        answers.append((task, said))
                        self.saved += task["do"] == "save"
                        # One that was killed in a save may have saved.
                        if "versions" in said and not self.saved <= said["versions"] <= len(self.saves):
                            self.wrong.append(f"law versions: a worker knows {said['versions']} when {self.saved} are saved")
                for worker in list(workers):
                    if worker.task and worker.dies_at is not None and worker.dies_at <= time.monotonic():
                        task = worker.task
                        self.kills += 1
                        self.replace(selector, workers, worker)
                        queue.insert(self.place(queue), task)

    @staticmethod
    def place(queue: list[dict]) -> int:
        """Behind some others, never behind the next version."""
        return next((i for i, task in enumerate(queue[:5]) if task["do"] == "save"), min(5, len(queue)))

    def replace(self, selector, workers: list[Process], worker: Process) -> None:
        selector.unregister(worker.process.stdout)
        worker.kill()
        workers.remove(worker)
        workers.append(self.worker())
        selector.register(workers[-1].process.stdout, selectors.EVENT_READ, workers[-1])

    def ask(self, task: dict) -> dict:
        worker = self.worker()
        worker.send(task)
        said = worker.line() or {"fault": "the worker died"}
        worker.close()
        if "fault" in said:
            raise RuntimeError(said["fault"])
        return said

    def __call__(self) -> list[str]:
        self.server = Process(self.php, "serve", self.database)
        try:
            said = self.server.line()
            if said is None or "missing" in said:
                raise SystemExit(f"needs {said['missing'] if said else 'a server'}")
            self.folder = said["folder"]
            hooks = self.shop.hooks()
            self.hooks = len(hooks)
            self.all_of(hooks)
            spends = self.all_of(self.shop.checkouts())
            for task, answer in self.all_of(self.shop.altered()):
                if not answer["refused"]:
                    self.wrong.append(f"law 4: {task['row']['id']} is taken again as another event")
            return self.wrong + self.check(spends)
        finally:
            self.server.close()

    def check(self, spends: list[tuple[dict, dict]]) -> list[str]:
        shop, wrong = self.shop, []

        def law(number, holds: bool, what: str) -> None:
            if not holds:
                wrong.append(f"law {number}: {what}")

        keys = list(shop.histories)
        said = self.ask({"do": "verify", "keys": keys, "before": START + SPAN // 2, "at": END})
        again = self.ask({"do": "verify", "keys": keys, "before": START + SPAN // 3, "at": END})
        law(6, said["hash"] == again["hash"], "two processes say different things")
        law(5, said["arrival_does_not_matter"] and again["arrival_does_not_matter"], "the order of arrival, or when it was folded on the way, mattered")
        law("replay", said["replay_differs_nowhere"], "the programme against itself differs")
        law("journal", said["whole"], "the chain does not verify")

        truth = {row["id"]: row for row in shop.rows()}
        accepted: dict[str, set] = {}
        for task, answer in spends:
            if answer["spent"]:
                accepted.setdefault(task["_key"], set()).add(task["row"]["id"])
                truth[task["row"]["id"]] = task["row"]
        held = [tuple(row) for row in said["rows"]]
        law(4, len(held) == len({row[0] for row in held}), "an event is there twice")
        law(4, {row[0] for row in held} == set(truth), f"not what was acknowledged: {sorted({r[0] for r in held} ^ set(truth))[:5]}")
        for id, type, customer, at, payload in held:
            row = truth.get(id)
            same = row is not None and (type, customer, at, payload or {}) == (row["type"], row["customer"], row["at"], row["payload"])
            law(4, same, f"{id} is another event than was sent")
        for key, (points, most) in shop.contested.items():
            law("spends", len(accepted.get(key, ())) == most, f"{key}: {len(accepted.get(key, ()))} of {most} spends of {points}")

        digest, expected = sha256(), sha256()
        for key, rows in shop.histories.items():
            figures = said["customers"][key]
            mine = fold(shop.documents, rows + [truth[id] for id in sorted(accepted.get(key, ()))], END, key)
            wrong += [f"model: {key}: {line}" for line in differences(figures, mine)]
            wrong += [f"law 12: {key}: {line}" for line in unexplained(figures)]
            law("page", figures["page_says_the_same"], f"{key}: a page folds something else than the journal's events")
            law(1, all(isinstance(figures["account"][n], int) for n in ACCOUNT), f"{key}: no integers")
            digest.update(json.dumps([key, [figures["account"][n] for n in ACCOUNT], figures["tier"], figures["orders"]]).encode())
            points, most = shop.contested.get(key, (0, 0))
            source = rows[0]["id"].split("/")[0]
            spent = [{"id": f"{source}/spent/checkout{n}/1", "type": "points_spent", "customer": key, "at": END, "payload": {"for": f"checkout{n}", "points": points}} for n in range(most)]
            by_seed = fold(shop.documents, rows + spent, END, key)
            expected.update(json.dumps([key, [by_seed[n] for n in ACCOUNT], by_seed["tier"], by_seed["orders"]]).encode())
        law("end", digest.digest() == expected.digest(), "the end is not what the seed says")
        self.digest = digest.hexdigest()[:16]
        wrong += self.refunds_are_a_sum()
        return wrong

    def refunds_are_a_sum(self) -> list[str]:
        """Law 3 under `negative`: the amounts of an order's refunds change places, and come all at once."""
        shop, wrong = self.shop, []
        if any(document["points"]["arrears"] != "negative" for document in shop.documents):
            return wrong
        for key, rows in shop.histories.items():
            orders: dict = {}
            for row in rows:
                if row["type"] == "refund":
                    orders.setdefault((row["customer"], row["id"].split("/")[0], row["payload"]["order"]), []).append(row)
            several = [refunds for refunds in orders.values() if len(refunds) > 1]
            if not several:
                continue
            turned = copy.deepcopy(rows)
            by_id = {row["id"]: row for row in turned}
            once = [row for row in turned]
            for refunds in several:
                for row, other in zip(refunds, refunds[1:] + refunds[:1]):
                    by_id[row["id"]]["payload"] = other["payload"]
            once = copy.deepcopy(rows)
            for refunds in several:
                kinds = {bool(row["payload"].get("lines")) for row in refunds}
                if len(kinds) > 1:
                    continue
                sum_of = next(row for row in once if row["id"] == refunds[-1]["id"])
                payload = dict(sum_of["payload"], amount=sum(r["payload"]["amount"] for r in refunds))
                if True in kinds:
                    payload["lines"] = [line for r in refunds for line in r["payload"]["lines"]]
                shipping = sum(r["payload"].get("shipping", 0) for r in refunds)
                payload |= {"shipping": shipping} if shipping else {}
                sum_of["payload"] = payload
                gone = {r["id"] for r in refunds[:-1]}
                once = [row for row in once if row["id"] not in gone]
            ends = [self.fold(key, events) for events in (rows, turned, once)]
            if ends[1:] != ends[:1] * 2:
                wrong.append(f"law 3: {key}: {ends}")
        return wrong

    def fold(self, key: str, rows: list[dict]) -> list:
        linked: dict = {}
        for row in rows:
            if row["type"] == "identities_linked":
                linked[row["payload"]["revision"]] = row["payload"]["other"] if row["payload"]["linked"] else None
        keys = {key, linked[max(linked)] if linked else None}
        said = self.ask({"do": "fold", "key": key, "events": [row for row in rows if row["customer"] in keys], "at": END})
        return [said["account"][name] for name in ACCOUNT] + [said["tier"], said["spent_money"]]


def unexplained(said: dict) -> list[str]:
    """Law 12: the account, from the steps of the explanation alone."""
    sums = dict.fromkeys(("lot", "reversed", "draw", "expired", "left", "pending", "debt", "restored"), 0)
    open_lot, found = None, []
    for figure, value in said["steps"]:
        if figure in sums:
            sums[figure] += value
        if figure == "lot":
            open_lot = value
        elif figure in ("reversed", "draw", "expired"):
            open_lot += value
        elif figure in ("left", "pending") and open_lot is not None:
            if open_lot != value:
                found.append(f"a lot leaves {open_lot}, said is {value}")
            open_lot = None
    account = said["account"]
    for name, value in (("balance", sums["left"] + sums["debt"]), ("pending", sums["pending"]), ("expired", -sums["expired"]), ("reversed", -sums["reversed"])):
        if account[name] != value:
            found.append(f"{name}: {account[name]}, recomputed {value}")
    if account["earned"] + account["in"] != sums["lot"]:
        found.append(f"earned and in: {account['earned'] + account['in']}, recomputed {sums['lot']}")
    return found


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--php", default="php")
    arguments.add_argument("--seed", default=None)
    arguments.add_argument("--shops", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=None)
    arguments.add_argument("--database", choices=["sqlite", "mariadb", "pgsql"], default="sqlite")
    arguments.add_argument("--customers", type=int, default=36)
    options = arguments.parse_args()
    seed = options.seed or token_hex(4)
    began, number, failed = time.monotonic(), 0, 0
    while number < options.shops if options.seconds is None else time.monotonic() - began < options.seconds:
        name = f"{seed}:{number}"
        number += 1
        run = Run(Shop(name, options.customers), options.php, options.database)
        try:
            wrong = run()
        except (RuntimeError, TimeoutError) as error:
            wrong = [str(error)]
        failed += bool(wrong)
        faults = ", ".join(f"{n} {what}" for what, n in sorted(run.faults.items())) or "no faults"
        what = f"shop {name} on {options.database}"
        print(f"{'not ok' if wrong else 'ok'} {what}" + (f" # {len(run.shop.histories)} customers, {run.hooks} deliveries, {run.kills} kills, {faults}; end {run.digest}" if not wrong else ""), flush=True)
        for line in wrong[:20]:
            print(f"   {line}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
