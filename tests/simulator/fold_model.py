"""Points as docs/points.md says them, and with facts_model.py what docs/customers.md says of facts: slow, in integers without bound, recomputed from nothing wherever that is simpler.

Written from the documents and sharing no code with the core. Money and points are plain ints; a lot is a dict.
"""
from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field
from datetime import date

from calendar_model import Zone, add_months, date_of, day_number, largest_remainder, period, round_div
from facts_model import facts_of
from services_model import pieces_of, services_of
from standing_model import Share, Standing

RANKS = {
    "identities_linked": 5, "opening_balance": 10, "tier_set": 11, "sign_up": 15, "birthday": 20, "gender": 21, "consent": 22,
    "child_birthday": 23, "preference": 24, "visit": 30, "review": 31, "survey": 32, "contest": 33, "message_sent": 34, "message_opened": 35,
    "message_clicked": 36, "order": 40, "refund": 50, "referral": 55, "points_adjusted": 60, "points_spent": 70, "points_restored": 71,
    "coupon_redeemed": 80, "service": 90, "segment": 95,
}
BY_ORDER = ("rate", "steps", "order", "first_order", "goal", "next_order")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_LIMIT = None


class Version:
    """One document, with its defaults filled in where they are asked for."""

    def __init__(self, document: dict):
        self.document = document
        self.zone = Zone(document["timezone"])
        self.valid_from = self.zone.instant(document["valid_from"])
        self.points = document.get("points")
        self.tiers = document.get("tiers")
        self.segments = {s["key"]: s["rule"] for s in document.get("segments", [])}

    def expiry(self, at: int) -> int | None:
        rule = self.points.get("expiry") if self.points else None
        if rule is None:
            return None
        end = self.zone.period_end(at, *period(rule))
        last = date_of(self.zone.day(end - 1))
        match rule.get("round_up_to"):
            case "month":
                return self.zone.day_start(day_number(add_months(last.replace(day=1), 1)))
            case "quarter":
                return self.zone.day_start(day_number(add_months(date(last.year, (last.month - 1) // 3 * 3 + 1, 1), 3)))
            case "year":
                return self.zone.day_start(day_number(date(last.year + 1, 1, 1)))
        return end

    def by_activity(self) -> bool:
        return bool(self.points) and self.points.get("expiry", {}).get("from") == "activity"

    @property
    def as_it_ends(self) -> bool:
        return not self.points or self.points.get("arrears", "negative") == "negative"


@dataclass
class Event:
    id: str
    type: str
    customer: str | None
    at: int
    data: dict

    @property
    def key(self):
        return (self.at, RANKS[self.type], self.id.encode())

    @property
    def source(self) -> str:
        return self.id.split("/", 1)[0]


@dataclass
class Order:
    entries: list = field(default_factory=list)  # (position, event), orders and refunds
    counted: int | None = None  # positions
    delivered: int | None = None
    earn_percent: int = 10000
    rulings: list | None = None
    lot: dict | None = None
    share: Share | None = None

    @property
    def terms(self) -> Event:
        """Its last revision that was paid or delivered: what it cost, however it is looked at."""
        revision, terms = 0, None
        for _, event in self.entries:
            if event.type == "order" and event.data["revision"] >= revision:
                revision = event.data["revision"]
                if event.data["condition"] in ("paid", "delivered"):
                    terms = event
        return terms

    def known(self, before: float) -> "Known":
        """What it is by the refunds and conditions before a position."""
        known, revision = Known(self.terms), 0
        for position, event in self.entries:
            if position >= before:
                break
            if event.type == "refund":
                known.refunds.append((position, event))
            elif event.data["revision"] >= revision:
                revision = event.data["revision"]
                if event.data["condition"] in ("paid", "delivered"):
                    known.counted, known.stopped = True, None
                elif known.stopped is None:
                    known.stopped = position
        return known


@dataclass
class Known:
    terms: Event
    counted: bool = False
    stopped: int | None = None
    refunds: list = field(default_factory=list)

    @property
    def gross(self) -> int:
        return self.terms.data["amount"] if self.counted and self.stopped is None else 0

    @property
    def kept(self) -> int:
        return max(0, self.gross - sum(e.data["amount"] for _, e in self.refunds))


def lines_of(order: Event) -> list[dict]:
    lines = order.data.get("lines") or [{"sku": "", "quantity": 1, "amount": order.data["amount"], "tax": order.data.get("tax", 0)}]
    return [{"category": "", "brand": "", "tax": 0, "sale": False} | line for line in lines]


def kept_lines(order: Event, refunds: list[Event]) -> tuple[list[int], int]:
    """What is kept of each line, and of the shipping."""
    lines = lines_of(order)
    left = [line["amount"] for line in lines]
    pool = 0
    for refund in refunds:
        back = refund.data.get("lines")
        if not back:
            pool += refund.data["amount"]
            continue
        for line in back:
            rest = line["amount"]
            for j, mine in enumerate(lines):
                if not order.data.get("lines"):
                    same = line.get("sku", "") == "" and line.get("category", "") == ""
                else:
                    same = mine["sku"] == line.get("sku", "") and mine["category"] == line.get("category", "")
                taken = min(left[j], rest) if same else 0
                left[j] -= taken
                rest -= taken
            pool += rest
    pool = min(pool, sum(left))
    kept = [have - part for have, part in zip(left, largest_remainder(pool, left))]
    shipping = max(0, order.data.get("shipping", 0) - sum(r.data.get("shipping", 0) for r in refunds))
    return kept, shipping


def admits(rule: dict, line: dict) -> bool:
    if rule.get("sale_items", True) is False and line["sale"] or rule.get("sale_items") == "only" and not line["sale"]:
        return False
    lists = [("categories", "category"), ("products", "sku"), ("brands", "brand")]
    included = [(rule.get(name, {}).get("include", []), line[of]) for name, of in lists]
    excluded = [(rule.get(name, {}).get("exclude", []), line[of]) for name, of in lists]
    if any(value != "" and value in wanted for wanted, value in excluded):
        return False
    return not any(wanted for wanted, _ in included) or any(value != "" and value in wanted for wanted, value in included)


class Fold:
    def __init__(self, documents: list[dict], rows: list[dict], at: int, key: str):
        self.versions = sorted((Version(d) for d in documents), key=lambda v: v.valid_from)
        self.at = at
        self.key = key
        self.events = self.holding([Event(r["id"], r["type"], r["customer"], r["at"], r["payload"]) for r in rows if r["at"] <= at])
        self.items: list[tuple[int, str, object]] = self.merged()
        self.instants = [item[0] for item in self.items]
        self.orders = self.grouped()
        self.lots: list[dict] = []
        self.awards: list[dict] = []  # position, at, version, parts by rule key (gross, kept), points (gross, kept)
        self.once: set = set()
        self.facts = dict(orders=0, visits=0, reviews=0, surveys=0, contests=0, refunds=0, refunded=0)
        self.facts |= dict(birthday=None, gender=None, consent_email=None, consent_sms=None, last_visit=None, signed_up=None)
        self.facts |= dict(email_since=None, sms_since=None, children=0, redemptions=0)
        self.children: set = set()
        self.ends, self.knows = Standing(self.versions), Standing(self.versions)
        self.ends.instants = self.knows.instants = self.instants
        self.goals: dict[tuple[bool, str], list] = {}
        self.referrals: dict = {}
        self.walk()
        self.settle()

    # -- what happened ---------------------------------------------------------------------------------------------------------------

    def version_at(self, at: int) -> int:
        return max([i for i, v in enumerate(self.versions) if v.valid_from <= at], default=0)

    def holding(self, events: list[Event]) -> list[Event]:
        links: dict = {}
        for event in sorted((e for e in events if e.type == "identities_linked"), key=lambda e: (e.data["revision"], e.key)):
            links[event.id.rsplit("/", 1)[0]] = event
        persons, grown = {self.key}, True
        while grown:
            more = {e.data["other"] for e in links.values() if e.data["linked"] and e.customer in persons}
            grown = not more <= persons
            persons |= more
        events = sorted((e for e in events if e.customer in persons), key=lambda e: e.key)
        replaced, last = set(), {}
        for event in events:
            name = event.data.get("replaces")
            if name:
                replaced.add(name)
                if name in last:
                    replaced.add(last[name])
                last[name] = event.id
        return [e for e in events if e.id not in replaced]

    def merged(self) -> list:
        items = [(e.at, 1, e.key, "event", e) for e in self.events]
        for at, name, source in self.birthdays():
            items.append((at, 0, (name,), "birthday", (name, source)))
        items.sort(key=lambda i: (i[0], i[1], i[2]))
        return [(at, kind, what) for at, _, _, kind, what in items]

    def birthdays(self):
        """Local days on which somebody has a birthday, with the event that says so; the first award of a year wins when it is given."""
        for kind in ("birthday", "child_birthday"):
            people: dict = {}
            for event in self.events:
                if event.type == kind:
                    people.setdefault(event.data.get("child", ""), []).append(event)
            for name, said in people.items():
                starts = set()
                for event in said:
                    for year in range(date_of(event.at // 86400).year - 1, date_of(self.at // 86400).year + 2):
                        born = date.fromisoformat(event.data["date"])
                        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
                        day = date(year, 2, 28) if (born.month, born.day) == (2, 29) and not leap else date(year, born.month, born.day)
                        for version in self.versions:
                            starts.add(version.zone.day_start(day_number(day)))
                for start in sorted(starts):
                    if start > self.at:
                        continue
                    version = self.versions[self.version_at(start)]
                    known = [e for e in said if e.at < start]
                    if not known or version.zone.day_start(version.zone.day(start)) != start:
                        continue
                    born = date.fromisoformat(known[-1].data["date"])
                    today = date_of(version.zone.day(start))
                    leap = today.year % 4 == 0 and (today.year % 100 != 0 or today.year % 400 == 0)
                    month, day = (2, 28) if (born.month, born.day) == (2, 29) and not leap else (born.month, born.day)
                    if today.year > born.year and (today.month, today.day) == (month, day):
                        yield start, name if kind == "child_birthday" else None or ("" if kind == "birthday" else name), (kind, known)

    def grouped(self) -> dict:
        orders: dict = {}
        for position, (_, kind, event) in enumerate(self.items):
            if kind == "event" and (event.type == "order" or event.type == "refund" and event.data.get("order")):
                orders.setdefault((event.source, event.data["order"]), Order()).entries.append((position, event))
        for order in orders.values():
            revision = 0
            for position, event in order.entries:
                if event.type == "order" and event.data["revision"] >= revision:
                    revision = event.data["revision"]
                    condition = event.data["condition"]
                    if condition in ("paid", "delivered") and order.counted is None:
                        order.counted = position
                    if condition == "delivered" and order.delivered is None:
                        order.delivered = position
        return {k: o for k, o in orders.items() if o.counted is not None}

    # -- one order -------------------------------------------------------------------------------------------------------------------

    def earn(self, version: Version, order: Order, refunds: list[Event], stopped: bool) -> tuple[int, int, list]:
        """Points, points before the caps over all rules, and each rule's part, of what is kept after these refunds."""
        terms = order.terms
        if stopped or terms.data["amount"] == 0:
            return 0, 0, []
        points, base_of = version.points, {"tax": True, "shipping": False, "points": False, "gift_card": True} | version.points.get("base", {})
        lines = lines_of(terms)
        kept, shipping = kept_lines(terms, refunds)
        gross = [line["amount"] for line in lines]
        counts = list(kept)
        if not base_of["tax"]:
            for j, line in enumerate(lines):
                counts[j] -= round_div(line["tax"], kept[j], gross[j], "half_up") if gross[j] else 0
        other = (0 if base_of["points"] else terms.data.get("by_points", 0)) + (0 if base_of["gift_card"] else terms.data.get("by_gift_card", 0))
        other = min(other, sum(gross))
        if other and sum(gross):
            off = min(round_div(other, sum(kept), sum(gross), "half_up"), sum(counts))
            counts = [have - part for have, part in zip(counts, largest_remainder(off, counts))]
        if base_of["shipping"] and shipping:
            lines = lines + [{"sku": "", "category": "", "brand": "", "sale": False}]
            counts.append(shipping)
        parts, total = [], 0
        for i, rule in enumerate(points["earn"]):
            if rule["kind"] not in BY_ORDER or not order.rulings[i]["holds"] or sum(kept) < rule.get("minimum", 0):
                continue
            base = sum(count for count, line in zip(counts, lines) if admits(rule, line))
            given = 0
            if base > 0:
                if rule["kind"] == "rate":
                    given = round_div(base, rule["points"], rule["per"], points.get("rounding", "down"))
                elif rule["kind"] == "steps":
                    given = max([s["points"] for s in rule["steps"] if s["from"] <= base], default=0)
                else:
                    given = rule["points"]
            room = order.rulings[i]["room"]
            part = {"rule": f"/points/earn/{i}", "key": rule["key"], "base": base, "points": given, "given": given if room is None else min(given, room)}
            parts.append(part)
            total += part["given"]
        total = round_div(total, order.earn_percent, 10000, points.get("rounding", "down"))
        room = order.room
        return (total if room is None else min(total, room)), total, parts

    def seen(self, order: Order, as_it_ends: bool, position: int) -> Known:
        return order.known(float("inf") if as_it_ends else position)

    def earlier(self, position: int) -> list[Order]:
        return sorted((o for o in self.orders.values() if o.counted < position), key=lambda o: o.counted)

    def is_first(self, order: Order, as_it_ends: bool) -> bool:
        before = [self.seen(o, as_it_ends, order.counted) for o in self.earlier(order.counted)]
        mine = order.known(float("inf"))
        if not as_it_ends:
            return all(k.kept == 0 for k in before)
        first_gross = self.gross_ever(order) > 0 and all(self.gross_ever(o) == 0 for o in self.earlier(order.counted))
        return first_gross or mine.kept > 0 and all(k.kept == 0 for k in before)

    def gross_ever(self, order: Order) -> int:
        return order.terms.data["amount"]

    def facts_before(self, at: int, position: int, as_it_ends: bool, tier, metric) -> dict:
        before = [(o, self.seen(o, as_it_ends, position)) for o in self.earlier(position)]
        before = [(o, k) for o, k in before if k.gross > 0]
        facts = dict(self.facts, orders=len(before), spent=sum(k.kept for _, k in before), spent_gross=sum(k.gross for _, k in before))
        facts["first_order"] = self.instants[before[0][0].counted] if before else None
        facts["last_order"] = self.instants[before[-1][0].counted] if before else None
        facts["average_order"] = round_div(facts["spent_gross"], 1, len(before), "half_up") if before else None
        return facts | {"tier": tier, "tier_metric": metric}

    def holds(self, version: Version, rule: dict, at: int, channel: str, facts: dict) -> bool:
        start, end = version.zone.instant(rule.get("from")), version.zone.instant(rule.get("until"), True)
        if start is not None and at < start or end is not None and at >= end:
            return False
        if rule.get("weekdays") and WEEKDAYS[date_of(version.zone.day(at)).weekday()] not in rule["weekdays"]:
            return False
        if rule.get("channels") and channel not in rule["channels"]:
            return False
        if rule.get("tiers") or rule.get("segments"):
            inside = facts["tier"] in rule.get("tiers", [])
            return inside or any(segment_holds(version, version.segments[s], facts, at) for s in rule.get("segments", []))
        return True

    def rooms(self, version: Version, at: int) -> tuple[list, int | None]:
        def room(caps: dict, used) -> int | None:
            left = [caps["order"]] if "order" in caps else []
            left += [max(0, caps[span] - used(span)) for span in ("day", "month", "year", "programme") if span in caps]
            return min(left) if left else None

        def same(span: str, award: dict) -> bool:
            mine, other = date_of(version.zone.day(at)), date_of(version.zone.day(award["at"]))
            other = date_of(self.versions[award["version"]].zone.day(award["at"]))
            return span == "programme" or mine.year == other.year and (
                span == "year" or mine.month == other.month and (span == "month" or mine == other))

        which = "kept" if version.as_it_ends else "gross"
        rules = [
            room(r.get("caps", {}), lambda span, r=r: sum(a[which + "_parts"].get(r["key"], 0) for a in self.awards if same(span, a)))
            for r in version.points["earn"]
        ]
        return rules, room(version.points.get("caps", {}), lambda span: sum(a[which] for a in self.awards if same(span, a)))

    # -- the walk --------------------------------------------------------------------------------------------------------------------

    def walk(self) -> None:
        for position, (at, kind, what) in enumerate(self.items):
            if kind == "birthday":
                self.birthday(position, at, *what)
                continue
            for order in self.orders.values():
                if order.counted == position:
                    self.count(order, position, at)
            for order in self.orders.values():
                version = self.versions[self.version_at(self.instants[order.counted])]
                delivered = bool(version.points) and version.points.get("award_on", "paid") == "delivered"
                if (order.delivered if delivered else order.counted) == position:
                    self.award(order, position, at, version)
                if any(p == position for p, _ in order.entries) and position > order.counted:
                    self.known_share(order, position)
            self.event(position, at, what)

    def known_share(self, order: Order, position: int) -> None:
        """As it was known, a share changes with each event of its order."""
        known = order.known(position + 1)
        if order.known_share is not None:
            values = dict(order.known_share.values[-1][1], spend=known.kept, orders=int(known.kept > 0))
            order.known_share.values.append((position, values))
        if order.lot_share is not None:
            lot, version = order.lot, self.versions[order.lot["version"]]
            points = 0 if known.stopped is not None else lot["earned"] - self.reversed_by(version, order, lot["earned"], lot["kept"], position)
            order.lot_share.values.append((position, {"spend": 0, "orders": 0, "points": points}))

    def cumulative(self, version: Version, order: Order, earned: int, kept: int) -> list[tuple[int, int]]:
        """What is taken back in all after each refund and the end: at most what it is after any later one."""
        final, refunds, steps = order.known(float("inf")), [], []
        for position, event in order.entries:
            if event.type == "refund":
                refunds.append(event)
            elif position != final.stopped:
                continue
            over = final.stopped is not None and position >= final.stopped
            steps.append((position, earned if over else earned - self.earn(version, order, refunds, False)[0]))
        return [(position, max(0, min([earned - kept] + [figure for _, figure in steps[i:]]))) for i, (position, _) in enumerate(steps)]

    def reversed_by(self, version: Version, order: Order, earned: int, kept: int, position: int) -> int:
        return max([figure for place, figure in self.cumulative(version, order, earned, kept) if place <= position], default=0)

    def count(self, order: Order, position: int, at: int) -> None:
        number = self.version_at(at)
        version = self.versions[number]
        standing = self.ends if version.as_it_ends else self.knows
        state = standing.run(at, position)
        if state.level is not None:
            order.earn_percent = version.tiers["levels"][state.level].get("earn_percent", 10000)
        final = order.known(float("inf"))
        # Goals go on in both sights: the next version may ask in the other one.
        self.judge(order, version, position, at, not version.as_it_ends)
        order.rulings = self.judge(order, version, position, at, version.as_it_ends)
        order.share = order.known_share = order.lot_share = None
        if final.gross > 0:
            share = Share(at, [(position, {"spend": final.kept, "orders": int(final.kept > 0), "points": 0})])
            self.ends.shares.append((position, share))
        now = order.known(position + 1)
        order.known_share = Share(at, [(position, {"spend": now.kept, "orders": int(now.kept > 0), "points": 0})])
        self.knows.shares.append((position, order.known_share))

    def judge(self, order: Order, version: Version, position: int, at: int, as_it_ends: bool) -> list[dict]:
        """Which rules hold for the order in one sight; there it joins its goals."""
        standing = self.ends if as_it_ends else self.knows
        state = standing.run(at, position)
        tier = None if state.level is None else version.tiers["levels"][state.level]["key"]
        metric = None if state.level is None else standing.metric(state, at, position)
        facts = self.facts_before(at, position, as_it_ends, tier, metric)
        rulings = []
        for rule in version.points["earn"] if version.points else []:
            ok = rule["kind"] in BY_ORDER and self.holds(version, rule, at, order.terms.data.get("channel", ""), facts)
            if rule["kind"] == "first_order":
                ok = ok and self.is_first(order, as_it_ends)
            elif rule["kind"] == "next_order":
                ok = ok and self.is_next(version, rule, order, at, as_it_ends)
            elif rule["kind"] == "goal":
                ok = self.reaches(version, rule, order, as_it_ends, ok)
            rulings.append({"holds": ok, "room": None})
        return rulings

    def is_next(self, version: Version, rule: dict, order: Order, at: int, as_it_ends: bool) -> bool:
        before = [o for o in self.earlier(order.counted) if self.seen(o, as_it_ends, order.counted).kept > 0]
        if not before or rule.get("after", "each") == "first" and len(before) != 1:
            return False
        return at < version.zone.period_end(self.instants[before[-1].counted], *period(rule["within"]))

    def reaches(self, version: Version, rule: dict, order: Order, as_it_ends: bool, conditions: bool) -> bool:
        """Orders gather with what is kept of them by then, as it ends or as it was known just before this order."""
        at = self.instants[order.counted]
        run = self.goals.setdefault((as_it_ends, rule["key"]), [])
        kept = self.seen(order, as_it_ends, order.counted + 1).kept
        if kept == 0:
            return False
        while run and at >= version.zone.period_end(self.instants[run[0].counted], *period(rule["within"])):
            run.pop(0)
        run.append(order)
        amounts = [self.seen(o, as_it_ends, order.counted + 1).kept for o in run]
        reached = sum(a > 0 for a in amounts) >= rule["orders"] if "orders" in rule else sum(amounts) >= rule["spend"]
        given = reached and conditions and kept >= rule.get("minimum", 0)
        if given:
            run.clear()
        return given

    def too_early(self, at: int) -> bool:
        first = self.versions[0]
        return at < first.valid_from and not (first.points or {}).get("backfill", False)

    def award(self, order: Order, position: int, at: int, version: Version) -> None:
        if not version.points or self.too_early(at):
            return
        rooms, order.room = self.rooms(version, at)
        for ruling, room in zip(order.rulings, rooms):
            ruling["room"] = room
        final = order.known(float("inf"))
        refunds = [e for _, e in final.refunds]
        gross, uncapped, parts = self.earn(version, order, [], False)
        kept, kept_uncapped, kept_parts = self.earn(version, order, refunds, final.stopped is not None)
        if kept > gross:
            gross, uncapped, parts = kept, kept_uncapped, kept_parts
        number = self.versions.index(version)
        # A refund before the award is taken off at the award: what it gave at first is what was kept then.
        first, before = gross - self.reversed_by(version, order, gross, kept, position - 1), [e for p, e in final.refunds if p < position]
        first_parts = self.earn(version, order, before, False)[2] if before else parts
        self.awards.append({
            "at": at, "version": number, "gross": first, "kept": kept,
            "gross_parts": {p["key"]: p["given"] for p in first_parts}, "kept_parts": {p["key"]: p["given"] for p in kept_parts},
            "kept_uncapped": kept_uncapped,
        })
        days = version.points.get("pending_days", 0)
        start = at
        if version.points.get("pending_until") == "delivered":
            start = None if order.delivered is None else self.instants[order.delivered]
        available = None if start is None else start if days == 0 else version.zone.day_start(version.zone.day(start) + days)
        order.lot = self.add_lot(position, at, number, gross, "order", self.items[position][2].id, available)
        self.awards[-1]["lot"] = order.lot
        order.lot |= {"kept": kept, "order": order, "parts": parts, "kept_parts": kept_parts if kept != gross else [], "uncapped": uncapped, "percent": order.earn_percent}
        if gross > 0:
            self.ends.shares.append((position, Share(at, [(position, {"spend": 0, "orders": 0, "points": kept})])))
            order.lot_share = Share(at, [(position, {"spend": 0, "orders": 0, "points": first})])
            self.knows.shares.append((position, order.lot_share))

    def add_lot(self, position: int, at: int, version: int, points: int, source: str, event: str, available) -> dict:
        lot = {
            "position": position, "at": at, "version": version, "earned": points, "source": source, "event": event, "available": available,
            "expires": self.versions[version].expiry(at), "reversed": 0, "left": points, "expired": 0, "order": None, "kept": points,
            "parts": [], "uncapped": points, "percent": 10000, "draws": [],
        }
        if points > 0:
            self.lots.append(lot)
        return lot

    def act(self, kind: str, position: int, at: int, event_id: str) -> dict | None:
        """What an event that is no order earns."""
        number = self.version_at(at)
        version = self.versions[number]
        if not version.points or self.too_early(at):
            return None
        standing = self.ends if version.as_it_ends else self.knows
        state = standing.run(at, position)
        tier = None if state.level is None else version.tiers["levels"][state.level]["key"]
        metric = None if state.level is None else standing.metric(state, at, position)
        facts = self.facts_before(at, position, version.as_it_ends, tier, metric)
        rooms, room = self.rooms(version, at)
        parts = []
        for i, rule in enumerate(version.points["earn"]):
            if rule["kind"] == kind and self.holds(version, rule, at, "", facts) and self.action_allowed(kind, rule, version, at, event_id):
                given = rule["points"] if rooms[i] is None else min(rule["points"], rooms[i])
                parts.append({"rule": f"/points/earn/{i}", "key": rule["key"], "base": 0, "points": rule["points"], "given": given})
        uncapped = sum(p["given"] for p in parts)
        points = uncapped if room is None else min(uncapped, room)
        lot = self.add_lot(position, at, number, points, "action", event_id, at)
        lot |= {"parts": parts, "uncapped": uncapped}
        return lot

    def book(self, lot: dict | None, position: int, kept: int, holds: bool = True) -> None:
        if lot is None:
            return
        given = {p["key"]: p["given"] for p in lot["parts"]}
        self.awards.append({"at": lot["at"], "version": lot["version"], "gross": lot["earned"], "kept": kept,
                            "gross_parts": given, "kept_parts": given if holds else {}, "kept_uncapped": lot["uncapped"] if holds else 0, "lot": lot})
        if lot["earned"] > 0:
            self.ends.shares.append((position, Share(lot["at"], [(position, {"spend": 0, "orders": 0, "points": kept})])))
            share = Share(lot["at"], [(position, {"spend": 0, "orders": 0, "points": lot["earned"]})])
            lot["known_share"] = share
            self.knows.shares.append((position, share))

    def action_allowed(self, kind: str, rule: dict, version: Version, at: int, event_id: str) -> bool:
        if kind not in ("birthday", "child_birthday"):
            return True
        known_days = rule.get("known_days", 0)
        said = self.birthday_said
        limit = version.zone.day_start(version.zone.day(at) - known_days) if known_days else at
        # The first of an unbroken row of the same date: who goes back to an earlier one has said it anew.
        row = list(itertools.takewhile(lambda e: e.data["date"] == said[-1].data["date"], reversed(said)))
        known = not known_days or row[-1].at <= limit
        if kind == "child_birthday" and self.children_this_year >= rule.get("most_children", 3):
            return False
        return known

    def birthday(self, position: int, at: int, name: str, how: tuple) -> None:
        kind, said = how
        version = self.versions[self.version_at(at)]
        year = date_of(version.zone.day(at)).year
        if (kind, name, year) in self.once:
            return
        self.birthday_said = said
        self.children_this_year = sum(1 for o in self.once if o[0] == "child_birthday" and o[2] == year)
        lot = self.act(kind, position, at, said[-1].id)
        if lot is not None and lot["parts"]:
            self.once.add((kind, name, year))
            self.book(lot, position, lot["earned"])

    def event(self, position: int, at: int, event: Event) -> None:
        data, facts = event.data, self.facts
        match event.type:
            case "refund":
                facts["refunds"] += 1
                facts["refunded"] += data["amount"]
            case "opening_balance" | "points_adjusted" if data["points"] > 0:
                number = self.version_at(at)
                lot = self.add_lot(position, at, number, data["points"], "opening" if event.type == "opening_balance" else "adjusted", event.id, at)
            case "tier_set":
                for standing in (self.ends, self.knows):
                    standing.settings.append((position, at, data["tier"], data.get("until")))
            case "gender":
                facts["gender"] = data["gender"]
            case "birthday":
                facts["birthday"] = data["date"]
            case "consent":
                name = "consent_" + data["channel"]
                if not data["given"] or not facts[name]:
                    facts[data["channel"] + "_since"] = at if data["given"] else None
                facts[name] = data["given"]
            case "child_birthday":
                self.children.add(data["child"])
                facts["children"] = len(self.children)
            case "coupon_redeemed":
                facts["redemptions"] += 1
            case "sign_up" | "review" | "survey" | "contest" | "visit":
                self.action(position, at, event)
            case "referral":
                self.referral(position, at, event)
        if event.type in ("opening_balance", "sign_up"):
            self.ends.joins.append(position)
            self.knows.joins.append(position)

    def action(self, position: int, at: int, event: Event) -> None:
        which = {"review": event.data.get("sku", ""), "survey": event.data.get("survey"), "contest": event.data.get("contest")}
        once = (event.type, which.get(event.type), None)
        if event.type == "visit" or once not in self.once:
            self.once.add(once)
            lot = self.act(event.type, position, at, event.id)
            self.book(lot, position, lot["earned"] if lot else 0)
        facts = self.facts
        match event.type:
            case "sign_up":
                facts["signed_up"] = at if facts["signed_up"] is None else facts["signed_up"]
            case "visit":
                facts["visits"] += 1
                facts["last_visit"] = at
            case _:
                facts[event.type + "s"] += 1

    def referral_final(self, event: Event) -> tuple[bool, int | None]:
        """Whether the referral is rewarded by its highest revision, and since which position it is not."""
        revision, holds, since = 0, False, None
        for position, (_, kind, other) in enumerate(self.items):
            if kind == "event" and other.type == "referral" and other.id.rsplit("/", 1)[0] == event.id.rsplit("/", 1)[0]:
                if other.data["revision"] >= revision:
                    revision = other.data["revision"]
                    was, holds = holds, other.data["condition"] == "rewarded"
                    since = None if holds else position if was or since is None else since
        return holds, since

    def referral(self, position: int, at: int, event: Event) -> None:
        thread = event.id.rsplit("/", 1)[0]
        state = self.referrals.setdefault(thread, {"revision": 0, "lot": None})
        if event.data["revision"] < state["revision"]:
            return
        state["revision"] = event.data["revision"]
        kind = "inviter" if event.data["invited"] else "friend"
        once = (kind, event.data["other"] if kind == "inviter" else None, None)
        if event.data["condition"] == "rewarded" and once not in self.once:
            self.once.add(once)
            lot = self.act(kind, position, at, event.id)
            holds, since = self.referral_final(event)
            if lot is not None:
                lot["kept"] = lot["earned"] if holds else 0
                lot["reversed_at"] = since
            self.book(lot, position, lot["kept"] if lot else 0, holds)
            if lot is not None and lot["earned"] > 0 and since is not None:
                # As it was known it had been given until then.
                lot["known_share"].values.append((since, {"spend": 0, "orders": 0, "points": 0}))

    # -- spends over lots ------------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Every lot has its final size, or is reversed as refunds come; spends, restorations and reversals in the order of events."""
        self.totals = dict.fromkeys(("earned", "restored", "in", "spent", "expired", "reversed", "out"), 0)
        self.debts: list[dict] = []
        self.spends: dict[str, list] = {}
        self.activity = sorted(
            [self.instants[o.counted] for o in self.orders.values() if o.known(float("inf")).kept > 0]
            + [at for at, kind, e in self.items if kind == "event" and e.type == "points_spent"])
        moves = []
        for number, lot in enumerate(self.lots):
            self.move_expiry(lot)
            lot["number"] = number
            self.totals["in" if lot["source"] in ("adjusted", "opening") else "earned"] += lot["earned"]
            moves += self.reversals(lot)
        for position, (at, kind, event) in enumerate(self.items):
            if kind == "event" and (event.type in ("points_spent", "points_restored") or event.type == "points_adjusted" and event.data["points"] < 0):
                moves.append((position, 1, at, event))
        moves.sort(key=lambda m: (m[0], m[1]))
        self.done_until = None
        for _, what, at, data in moves:
            self.pass_time(at)
            if what == 0:
                self.reverse(at, *data)
            elif data.type == "points_restored":
                self.restore(at, data)
            else:
                points = abs(data.data["points"])
                self.totals["spent" if data.type == "points_spent" else "out"] += points
                self.spend(at, data, points)
        self.pass_time(self.at)
        for lot in self.lots:
            if lot["expires"] is not None and lot["expires"] <= self.at:
                lot["expired"] += lot["left"]
                lot["left"] = 0
        self.totals["expired"] = sum(lot["expired"] for lot in self.lots)
        self.totals["reversed"] = sum(lot["reversed"] for lot in self.lots)
        pending = [lot for lot in self.lots if lot["left"] and not (lot["available"] is not None and lot["available"] <= self.at)]
        self.totals["pending"] = sum(lot["left"] for lot in pending)
        self.totals["balance"] = sum(l["left"] for l in self.lots) - self.totals["pending"] - sum(d["points"] for d in self.debts)

    def move_expiry(self, lot: dict) -> None:
        version = self.versions[lot["version"]]
        if lot["expires"] is None or not version.by_activity():
            return
        for at in self.activity:
            if at > lot["at"]:
                if at >= lot["expires"]:
                    break
                lot["expires"] = max(lot["expires"], version.expiry(at))

    def reversals(self, lot: dict) -> list:
        """Shares what is taken back over what caused it. With `negative`, and before the award, at once; else at its instant."""
        total = lot["earned"] - lot["kept"]
        if total <= 0:
            return []
        version, order = self.versions[lot["version"]], lot["order"]
        if order is None:
            if version.as_it_ends:
                lot["reversed"] = lot["kept_off"] = total
                lot["left"] -= total
                return []
            return [(lot["reversed_at"], 0, self.instants[lot["reversed_at"]], (lot, total))]
        moves, so_far = [], 0
        for position, cumulative in self.cumulative(version, order, lot["earned"], lot["kept"]):
            part, so_far = cumulative - so_far, cumulative
            if part and (version.as_it_ends or position < lot["position"]):
                lot["reversed"] += part
                lot["left"] -= part
            elif part:
                moves.append((position, 0, self.instants[position], (lot, part)))
        return moves

    def pass_time(self, to: int) -> None:
        """Lots become available and pay debts, oldest first."""
        while True:
            due = [l for l in self.lots if not l.get("arrived") and l["available"] is not None and l["available"] <= to]
            if not due:
                break
            lot = min(due, key=lambda l: (l["available"], l["number"]))
            lot["arrived"] = True
            self.expire(lot["available"])
            if lot["left"]:
                self.pay(lot, lot["available"])
        self.expire(to)

    def expire(self, to: int) -> None:
        for lot in self.lots:
            if lot["expires"] is not None and lot["expires"] <= to and (lot["available"] is None or lot["available"] <= to or True):
                lot["expired"] += lot["left"]
                lot["left"] = 0

    def pay(self, lot: dict, at: int) -> None:
        while self.debts and lot["left"]:
            debt = self.debts[0]
            part = min(debt["points"], lot["left"])
            self.draw(lot, debt["event"], part)
            debt["points"] -= part
            if debt["points"] == 0:
                self.debts.pop(0)

    def draw(self, lot: dict, event: Event, points: int) -> None:
        lot["left"] -= points
        draw = {"event": event.id, "points": points, "lot": lot}
        lot["draws"].append(draw)
        self.spends.setdefault(event.id, []).append(draw)

    def drawable(self, at: int) -> list[dict]:
        lots = [l for l in self.lots if l.get("arrived") and l["left"] > 0]
        return sorted(lots, key=lambda l: (l["expires"] is None, l["expires"] or 0, l["at"], l["event"].encode(), l["number"]))

    def cover(self, at: int, event: Event, points: int) -> int:
        rest = points
        for lot in self.drawable(at):
            part = min(rest, lot["left"])
            if part:
                self.draw(lot, event, part)
                rest -= part
        return points - rest

    def spend(self, at: int, event: Event, points: int) -> None:
        rest = points - self.cover(at, event, points)
        if rest:
            self.debts.append({"event": event, "points": rest})

    def reverse(self, at: int, lot: dict, wanted: int) -> None:
        version = self.versions[lot["version"]]
        if version.points.get("arrears") == "pending":
            if not lot.get("arrived"):
                taken = min(wanted, lot["left"])
                lot["left"] -= taken
                lot["reversed"] += taken
            return
        rest = wanted
        for name in ("left", "expired"):
            part = min(rest, lot[name])
            lot[name] -= part
            rest -= part
        for draw in reversed(list(lot["draws"])):
            part = min(rest, draw["points"])
            if part == 0:
                continue
            event = next(e for _, kind, e in self.items if kind == "event" and e.id == draw["event"])
            covered = self.cover(at, event, part)
            draw["points"] -= covered
            rest -= covered
        lot["reversed"] += wanted - rest

    def restore(self, at: int, event: Event) -> None:
        spend = next((e for _, kind, e in self.items if kind == "event" and e.type == "points_spent" and e.source == event.source
                      and e.data["for"] == event.data["for"] and e.key < event.key), None)
        rest = event.data["points"]
        if spend is None:
            return
        before = rest
        for debt in list(self.debts):
            if debt["event"].id == spend.id:
                part = min(rest, debt["points"])
                debt["points"] -= part
                rest -= part
                if debt["points"] == 0:
                    self.debts.remove(debt)
        for draw in reversed(list(self.spends.get(spend.id, []))):
            part = min(rest, draw["points"])
            if part == 0:
                continue
            lot = draw["lot"]
            draw["points"] -= part
            rest -= part
            if lot["expires"] is not None and lot["expires"] <= at:
                lot["expired"] += part
            else:
                lot["left"] += part
                self.pay(lot, at)
        self.totals["restored"] += before - rest

    # -- the answer ------------------------------------------------------------------------------------------------------------------

    def answer(self) -> dict:
        end = len(self.items)
        version = self.versions[self.version_at(self.at)]
        standing = self.ends if version.as_it_ends else self.knows
        state = standing.run(self.at, end)
        out = dict(self.totals)
        out["lots"] = [
            {"event": l["event"], "at": l["at"], "available": l["available"], "expires": l["expires"], "earned": l["earned"], "reversed": l["reversed"],
             "expired": l["expired"], "left": l["left"], "source": l["source"], "uncapped": l["uncapped"], "percent": l["percent"],
             "spent": sum(d["points"] for d in l["draws"])}
            for l in self.lots
        ]
        out["debts"] = [{"event": d["event"].id, "points": d["points"]} for d in self.debts]
        counted = [o.known(float("inf")) for o in self.orders.values()]
        counted = [k for k in counted if k.gross > 0]
        out["orders"], out["spent_money"] = len(counted), sum(k.kept for k in counted)
        out["facts"] = facts_of(self.events, version.zone, self.at)
        out["tier"] = out["lost_at"] = out["lost_to"] = None
        if state.level is not None:
            levels = version.tiers["levels"]
            out["tier"] = levels[state.level]["key"]
            out["metric"] = standing.metric(state, self.at, end)
            out["lost_at"], out["lost_to"] = standing.outlook(self.at, end)
        out["services"] = self.services(version, self.facts_before(self.at, end, True, out["tier"], out.get("metric")) | out["facts"])
        return out

    def services(self, version: Version, facts: dict) -> list[dict]:
        def has(service: dict) -> bool:
            tiers, segments = service.get("tiers", []), service.get("segments", [])
            return not tiers and not segments or facts["tier"] in tiers or any(segment_holds(version, version.segments[s], facts, self.at) for s in segments)

        bought = []
        for (source, reference), order in sorted(self.orders.items(), key=lambda pair: pair[1].counted):
            known, lines = order.known(float("inf")), lines_of(order.terms)
            if known.kept > 0:
                refunds = [event for _, event in known.refunds]
                pieces = pieces_of(lines, [refund.data for refund in refunds], kept_lines(order.terms, refunds)[0])
                delivered = None if order.delivered is None else self.instants[order.delivered]
                bought.append({"source": source, "reference": reference, "at": self.instants[order.counted], "delivered": delivered, "lines": lines, "pieces": pieces})
        return services_of(version.document, version.zone, self.at, self.events, bought, has, admits)


def segment_holds(version: Version, rule: str, facts: dict, at: int) -> bool:
    """The few forms that the generator writes: comparisons joined by `and`."""
    for part in rule.split(" and "):
        found = re.fullmatch(r"(\w+) (>=|<=|<|>|=) (.+)", part.strip())
        field, operator, literal = found.groups()
        value = facts[field]
        if value is None:
            return False
        ago = re.fullmatch(r"(\d+) days ago", literal)
        if ago:
            value, wanted = version.zone.day(value), version.zone.day(at) - int(ago[1])
        elif literal.startswith('"'):
            wanted = literal.strip('"')
        elif field in ("spent", "spent_gross", "average_order"):
            whole, _, cents = literal.partition(".")
            wanted = int(whole) * 100 + int((cents + "00")[:2])
        else:
            wanted = int(literal)
        if not {">=": value >= wanted, "<=": value <= wanted, "<": value < wanted, ">": value > wanted, "=": value == wanted}[operator]:
            return False
    return True


class Quote(Fold):
    """As a quote sees it (docs/quote.md): an order that went back in full is still the order before."""

    def is_next(self, version: Version, rule: dict, order: Order, at: int, as_it_ends: bool) -> bool:
        if order.entries[0][1].id != CART:
            return super().is_next(version, rule, order, at, as_it_ends)
        before = [o for o in self.earlier(order.counted) if self.seen(o, as_it_ends, order.counted).gross > 0]
        if not before or rule.get("after", "each") == "first" and len(before) != 1:
            return False
        return at < version.zone.period_end(self.instants[before[-1].counted], *period(rule["within"]))


CART = "w/order/cart/1"


def quoted(documents: list[dict], rows: list[dict], at: int, key: str, cart: dict) -> int:
    """What an order of a cart earns, made at an instant after everything else."""
    order = {"id": CART, "type": "order", "customer": key, "at": at, "payload": cart}
    return next((lot["earned"] for lot in Quote(documents, rows + [order], at, key).lots if lot["event"] == CART), 0)


def fold(documents: list[dict], rows: list[dict], at: int, key: str) -> dict:
    return Fold(documents, rows, at, key).answer()


if __name__ == "__main__":
    import sys

    case = json.load(sys.stdin)
    print(json.dumps(fold(case["programmes"], case["events"], case["at"], case["key"]), indent=1))
