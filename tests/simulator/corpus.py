#!/usr/bin/env python3
"""Writes cases with the model's answers for driver.c. usage: corpus.py SEED CASES >FILE"""
from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from random import Random
from zoneinfo import ZoneInfo

from calendar_model import day_number
from fold_model import RANKS, Fold
from generate import START, ZONES, History, canonical, case, earn_rule, maybe, programmes, services, some_instant, with_more, with_services

RARE_PART = 0.4  # so many cases beside the ordinary ones, of what those seldom have


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


class RareHistory(History):
    """What ordinary histories seldom have: long references, many lines, families, one friend twice, small spends and what comes back of them."""

    def next(self) -> str:
        self.number += 1
        return str(self.number) if self.number % 3 else f"{self.number:019d}"

    def lines(self) -> list[dict]:
        lines = super().lines()
        while maybe(self.random, 0.05) and len(lines) < 16:
            lines = (lines + super().lines() * 4)[:16]
        return lines

    def person(self) -> None:
        random, at, who = self.random, some_instant(self.random, self.zone), self.who()
        match random.choice(["family", "friend", "set", "debts", "late", "other"]):
            case "family":
                names, days = random.sample(["ada", "bob", "cyd", "dan"], 3), ["-03-01", "-06-15", "-09-30", "-02-29"]
                self.add("birthday", who, at, at, {"date": "1984" + random.choice(days)}, customer=who)
                for name in names + names[1:2]:
                    day = random.choice(days)
                    self.add("child_birthday", f"{who}:{name}", at, at, {"child": name, "date": "2012" + day}, "child", who)
                    at += random.choice([0, 1, 86400, 100 * 86400])
            case "friend":
                path = random.choice([["rewarded", "rejected", "frozen"], ["rewarded", "rejected", "rejected"], ["joined", "frozen", "rewarded", "frozen", "rejected"],
                                      ["rewarded", "rewarded", "frozen"]])
                number, other, invited = self.next(), random.choice(["1", "2", "3"]), maybe(random, 0.5)
                for revision, condition in enumerate(path, 1):
                    self.add("referral", number, revision, at, {"condition": condition, "invited": invited, "other": other, "revision": revision}, customer=who)
                    at += random.choice([0, 3600, 20 * 86400])
            case "set":
                payload = {"author": "ann", "reason": "moved", "tier": random.choice(["basic", "silver", "gold", "black"])}
                if maybe(random, 0.7):
                    payload["until"] = at + random.choice([-86400, 0, 86400, 300 * 86400])
                self.add("tier_set", self.next(), 1, at, payload, "tier", who)
            case "debts":
                for _ in range(random.randint(2, 5)):
                    number = self.next()
                    self.add("points_spent", number, 1, at, {"for": number, "points": random.randint(1, 400)}, "spent", who)
                    at += random.choice([0, 60, 86400])
                    if maybe(random, 0.3):
                        self.add("points_restored", self.next(), 1, at + 86400, {"for": number, "points": random.randint(1, 100)}, "restored", who)
            case "late":
                number = self.next()
                self.add("points_spent", number, 1, at, {"for": number, "points": random.randint(20, 90)}, "spent", who)
                for _ in range(4):
                    at += random.choice([40, 90, 200]) * 86400
                    self.add("points_restored", self.next(), 1, at, {"for": number, "points": random.randint(1, 20)}, "restored", who)
            case _:
                super().person()

    def points(self) -> None:
        random = self.random
        if maybe(random, 0.6):
            return super().points()
        # Lots of one expiry, and of one point.
        at, who = some_instant(random, self.zone), self.who()
        for _ in range(random.randint(2, 12)):
            self.add("points_adjusted", self.next(), 1, at, {"author": "ann", "points": random.choice([1, 1, 2, 30, -1]), "reason": "why"}, "adjusted", who)
            at += random.choice([0, 0, 1])


def rare_programmes(random: Random) -> list[dict]:
    """Versions that go apart in what a fold keeps over their border: arrears, tiers, zones, goals of one key."""
    documents = programmes(random)
    while len(documents) < 2 and maybe(random, 0.8):
        documents = programmes(random)
    goal = {"key": "goal", "kind": "goal", "points": random.randint(1, 50), "within": {"months": random.choice([2, 6, 12])}}
    goal |= {"orders": random.randint(2, 4)} if maybe(random, 0.5) else {"spend": random.randint(3000, 30000)}
    for number, document in enumerate(documents):
        points = document["points"]
        names = [level["key"] for level in document["tiers"]["levels"]] if "tiers" in document else []
        match random.randrange(8):
            case 0 | 1:
                points["earn"] = [rule for rule in points["earn"] if rule["kind"] not in ("birthday", "child_birthday")] + [
                    {"key": "own", "kind": "birthday", "points": random.randint(1, 9)},
                    {"key": "child", "kind": "child_birthday", "points": random.randint(1, 9), "most_children": random.randint(1, 3)}]
            case 2 if number == 0:
                points["award_on"] = "delivered"
                points["earn"] = [earn_rule(random, i, names, [], False) for i in range(random.choice([63, 64, 65, 70]))]
            case 3:
                points["earn"] = [rule | {"points": 1} if "points" in rule and rule["kind"] != "rate" else rule for rule in points["earn"]]
            case 4 | 5:
                points["expiry"] = {"days": random.choice([7, 30, 90]), "from": random.choice(["activity", "award"])}
                if points["expiry"]["from"] == "award":
                    del points["expiry"]["from"]
            case 6 if "segments" not in document:
                document.pop("tiers", None)
                points["earn"] = [{k: v for k, v in rule.items() if k != "tiers"} for rule in points["earn"]]
        points["arrears"] = random.choice(["negative", "negative", "zero", "pending"])
        if maybe(random, 0.5):
            points["earn"] = points["earn"][:5 if len(points["earn"]) < 60 else None] + [goal]
    if maybe(random, 0.5):
        for document in documents:
            document["timezone"] = random.choice(ZONES)
    return documents


def rare_case(seed: str) -> dict:
    random = Random(seed)
    documents = rare_programmes(random)
    history = RareHistory(random, random.choice(documents)["timezone"])
    rows = history.live(random.randint(2, 16))
    for _ in range(random.randint(0, 4)):
        history.person()
    rows = list({row["id"]: row for row in rows + history.rows}.values())
    rows = with_more(seed, documents, history, [canonical(row) for row in rows], 12)
    services(seed, documents)
    rows = with_services(seed, documents, history, rows)
    random.shuffle(rows)
    if maybe(random, 0.5):
        rows.sort(key=lambda row: (row["at"], RANKS[row["type"]], row["id"].encode()))
    return {"seed": seed, "programmes": documents, "events": rows, "at": START + 940 * 86400 if maybe(random, 0.6) else some_instant(random, history.zone), "key": "7"}


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
        whole = next(l for l in fold.lots if l["event"] == lot["event"] and l["at"] == lot["at"])
        for word, parts in (("part", whole["parts"]), ("kept", whole.get("kept_parts", []))):
            out += [f"{word} {part['key']} {part['base']} {part['points']} {part['given']}" for part in parts]
    out += [f"debt {debt['event']} {debt['points']}" for debt in said["debts"]]
    out.append("flows " + " ".join(str(said[name]) for name in ("earned", "reversed", "spent", "expired", "in", "out", "restored")))
    return out + more(fold, said) + [
        f"service {s['service']} {s['order'] or '-'} {s['sku'] or '-'} {s['pieces']} {text(s['units'])} {s['booked']} {s['used']} {text(s['remaining'])} {text(s['from'])} {text(s['until'])} {int(s['over'])}"
        for s in said["services"]]


FACTS = ("refunds", "refunded", "first_order", "last_order", "spent_gross", "average_order", "birthday", "gender", "consent_email", "consent_sms", "visits",
         "last_visit", "signed_up", "reviews", "surveys", "contests", "email_since", "sms_since", "birthday_in", "child_birthday_in", "children", "messages_sent",
         "messages_opened", "messages_clicked", "open_rate", "last_opened", "best_hour", "first_visit", "redemptions")


def more(fold: Fold, said: dict) -> list[str]:
    """Facts that are no figures of points, and what each rule gave."""
    end, version = len(fold.items), fold.versions[fold.version_at(fold.at)]
    facts = fold.facts_before(fold.at, end, True, None, None) | said["facts"]
    facts["birthday"] = None if facts["birthday"] is None else day_number(datetime.fromisoformat(facts["birthday"]).date())
    facts["gender"] = None if facts["gender"] is None else ("female", "male", "other").index(facts["gender"])
    for name in ("consent_email", "consent_sms"):
        facts[name] = None if facts[name] is None else int(facts[name])
    ends = [lot["expires"] for lot in said["lots"] if lot["left"] > 0 and lot["expires"] is not None]
    missing = None
    if said["tier"] is not None:
        levels = version.tiers["levels"]
        place = [level["key"] for level in levels].index(said["tier"])
        missing = levels[place + 1]["from"] - said["metric"] if place + 1 < len(levels) else None
    out = ["facts " + " ".join(text(facts[name]) for name in FACTS) + f" {text(min(ends, default=None))} {text(missing)}"]
    sums: dict[str, int] = {rule["key"]: 0 for one in fold.versions for rule in (one.points or {"earn": []})["earn"]}
    tiers = caps = 0
    for award in fold.awards:
        if award["lot"]["earned"] > 0:
            for key, given in award["kept_parts"].items():
                sums[key] += given
            tiers += award["kept_uncapped"] - sum(award["kept_parts"].values())
            caps += award["kept"] - award["kept_uncapped"]
    out += [f"rule {key} {points}" for key, points in sums.items()]
    out.append(f"beside {tiers} {caps}")
    state = (fold.ends if version.as_it_ends else fold.knows).run(fold.at, end)
    out += [f"change {at} {text(to)} {cause}" for at, _, to, cause in state.changes]
    return out


def main() -> None:
    seed, count = sys.argv[1], int(sys.argv[2])
    for name in ZONES:
        print(f"Z {name} " + " ".join(f"{at} {offset}" for at, offset in transitions(name)))
    ordinary = (case(f"{seed}:{number}", Random(number).choice([4, 8, 14, 14, 30])) for number in range(count))
    rare = (rare_case(f"{seed}:rare:{number}") for number in range(int(count * RARE_PART)))
    for one in (*ordinary, *rare):
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
