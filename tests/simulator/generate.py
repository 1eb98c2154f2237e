"""Random programmes and random histories, for the model and the extension alike. One seed gives the same bytes everywhere."""
from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from random import Random
from zoneinfo import ZoneInfo

ZONES = ["Europe/London", "Europe/Bucharest", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC", "Africa/Casablanca"]
CATEGORIES = ["tea", "mugs", "gift cards", "toys", ""]
BRANDS = ["acme", "zen", ""]
SKUS = ["T1", "T2", "M1", "GC", "X"]
CHANNELS = ["", "shop", "online"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEGMENTS = [
    "orders >= 2", "spent >= 100", "orders >= 1 and last_order >= 60 days ago", "average_order > 40.50", "first_order < 100 days ago", 'tier = "silver"',
    "reviews >= 1", "tier_metric >= 3", "visits >= 2", "spent_gross < 250", "signed_up >= 90 days ago", 'gender = "female"',
]
# Of what is known on the way since there are messages and preferences.
MORE_SEGMENTS = ["email_since < 30 days ago", "sms_since >= 200 days ago", "children >= 2", "redemptions >= 1", "email_since < 100 days ago and orders >= 1"]
WAYS = ["direct", "search", "email", "social", "referral", "ads", "other"]
SECTIONS = ["cats", "sale", "caf\u00e9 \"noir\"", "a\tb"]
START = int(datetime(2019, 11, 1, tzinfo=timezone.utc).timestamp())
SPAN = 900 * 86400


def instant_text(at: int) -> str:
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def maybe(random: Random, chance: float) -> bool:
    return random.random() < chance


def a_period(random: Random) -> dict:
    return {"days": random.choice([1, 7, 30, 90])} if maybe(random, 0.5) else {"months": random.choice([1, 2, 6, 12])}


def a_filter(random: Random, values: list[str]) -> dict:
    values = [v for v in values if v]
    out = {}
    if maybe(random, 0.6):
        out["include"] = random.sample(values, random.randint(1, 2))
    if maybe(random, 0.4) or not out:
        out["exclude"] = random.sample(values, 1)
    return out


def caps(random: Random, small: int) -> dict:
    spans = random.sample(["order", "day", "month", "year", "programme"], random.randint(1, 3))
    return {span: random.randint(small, small * 8) for span in spans}


def conditions(random: Random, rule: dict, tiers: list[str], segments: list[str], by_order: bool) -> dict:
    if by_order:
        for name, values in (("categories", CATEGORIES), ("products", SKUS), ("brands", BRANDS)):
            if maybe(random, 0.2):
                rule[name] = a_filter(random, values)
        if maybe(random, 0.15):
            rule["sale_items"] = False if maybe(random, 0.6) else "only"
        if maybe(random, 0.15):
            rule["minimum"] = random.randint(1, 9000)
        if maybe(random, 0.15):
            rule["channels"] = random.sample(CHANNELS[1:], 1)
    if tiers and maybe(random, 0.15):
        rule["tiers"] = random.sample(tiers, 1)
    if segments and maybe(random, 0.25):
        rule["segments"] = random.sample(segments, 1)
    if maybe(random, 0.15):
        rule["weekdays"] = random.sample(WEEKDAYS, random.randint(1, 4))
    if maybe(random, 0.1):
        start = START + random.randrange(SPAN)
        rule["from"] = instant_text(start) if maybe(random, 0.5) else instant_text(start)[:10]
        rule["until"] = instant_text(start + random.randrange(86400 * 3, 86400 * 200))[:10]
    if maybe(random, 0.25):
        rule["caps"] = caps(random, 20)
    return rule


def earn_rule(random: Random, number: int, tiers: list[str], segments: list[str], referral: bool) -> dict:
    kinds = ["rate"] * 6 + ["steps", "order", "first_order", "goal", "goal", "next_order", "sign_up", "birthday", "child_birthday", "review", "survey", "contest", "visit"]
    kinds += ["inviter", "friend"] if referral else []
    kind = random.choice(kinds)
    rule = {"key": f"r{number}", "kind": kind}
    points = random.randint(1, 200)
    if kind == "rate":
        rule |= {"points": random.randint(1, 7), "per": random.choice([50, 99, 100, 333, 1000])}
    elif kind == "steps":
        edges = sorted(random.sample(range(0, 12000), random.randint(1, 4)))
        gains = sorted(random.randint(0, 300) for _ in edges)
        rule["steps"] = [{"from": e, "points": p} for e, p in zip(edges, gains)]
    else:
        rule["points"] = points
    if kind == "goal":
        rule["within"] = a_period(random)
        rule |= {"orders": random.randint(2, 4)} if maybe(random, 0.5) else {"spend": random.randint(3000, 30000)}
    if kind == "next_order":
        rule["within"] = a_period(random)
        if maybe(random, 0.5):
            rule["after"] = random.choice(["each", "first"])
    if kind in ("birthday", "child_birthday") and maybe(random, 0.4):
        rule["known_days"] = random.choice([1, 14, 60])
    if kind == "child_birthday" and maybe(random, 0.4):
        rule["most_children"] = random.randint(1, 2)
    by_order = kind in ("rate", "steps", "order", "first_order", "goal", "next_order")
    return conditions(random, rule, tiers, segments, by_order)


def tier_rules(random: Random, names: list[str]) -> dict:
    by = random.choice(["spend", "points", "orders"])
    scale = {"spend": 6000, "points": 150, "orders": 2}[by]
    levels, start = [], 0
    for name in names:
        levels.append({"key": name, "name": name.title(), "from": start, "earn_percent": random.choice([10000, 12500, 15000, 11111])})
        start += random.randint(1, scale)
    tiers = {"by": by, "levels": levels}
    window = random.choice(["lifetime", "calendar_year", None])
    tiers["window"] = window or a_period(random)
    keep = random.choice([None, None, "reached", "joined", "until", "ever"])
    if keep in ("reached", "joined"):
        tiers["keep"] = a_period(random) | {"from": keep}
    elif keep == "until":
        tiers["keep"] = {"until": random.choice(["12-31", "06-30", "02-28", "03-29"]), "years": random.randint(0, 1)}
    elif keep == "ever":
        tiers["keep"] = "ever"
    if keep != "ever" and maybe(random, 0.4):
        tiers["grace"] = a_period(random)
    if keep in ("reached", "joined", "until") and maybe(random, 0.4):
        tiers["downgrade"] = "one"
    return tiers


def a_version(random: Random, number: int, valid_from: str, zone: str) -> dict:
    names = ["basic", "silver", "gold", "black"][: random.randint(2, 4)]
    document = {"name": f"Programme {number}", "currency": "GBP", "timezone": zone, "version": number, "valid_from": valid_from}
    tiers = tier_rules(random, names) if maybe(random, 0.75) else None
    rules = random.sample(SEGMENTS, random.randint(0, 3))
    if tiers is None or "silver" not in names:
        rules = [r for r in rules if "tier" not in r]
    segments = [{"key": f"s{i}", "name": f"S{i}", "rule": rule} for i, rule in enumerate(rules)]
    referral = maybe(random, 0.3)
    points = {
        "earn": [earn_rule(random, i, names if tiers else [], [s["key"] for s in segments], referral) for i in range(random.randint(1, 6))],
        "worth": {"points": 100, "amount": random.choice([50, 100])},
        "rounding": random.choice(["down", "up", "half_up", "half_even"]),
        "arrears": random.choice(["negative", "negative", "zero", "pending"]),
        "award_on": random.choice(["paid", "paid", "delivered"]),
        "backfill": maybe(random, 0.3),
    }
    if maybe(random, 0.5):
        points["pending_days"] = random.choice([1, 14, 30])
    if maybe(random, 0.2):
        points["pending_until"] = "delivered"
    if maybe(random, 0.6):
        points["expiry"] = a_period(random)
        if maybe(random, 0.5):
            points["expiry"]["round_up_to"] = random.choice(["month", "quarter", "year"])
        if maybe(random, 0.3):
            points["expiry"]["from"] = "activity"
    if maybe(random, 0.3):
        points["caps"] = caps(random, 60)
    if maybe(random, 0.4):
        points["base"] = {name: maybe(random, 0.5) for name in random.sample(["tax", "shipping", "points", "gift_card"], random.randint(1, 4))}
    document["points"] = points
    if tiers:
        document["tiers"] = tiers
    if segments:
        document["segments"] = segments
    if referral:
        document["referral"] = {"minimum": 0}
    return document


def programmes(random: Random) -> list[dict]:
    zone = random.choice(ZONES)
    out, at = [], START + random.randrange(-200, 200) * 86400
    for number in range(1, random.choice([1, 1, 2, 3]) + 1):
        valid_from = instant_text(at) if maybe(random, 0.5) else instant_text(at)[:10]
        out.append(a_version(random, number, valid_from, zone))
        at += random.randrange(20, 400) * 86400 + random.randrange(86400)
        if maybe(random, 0.3):
            zone = random.choice(ZONES)
    return out


def some_instant(random: Random, zone: str) -> int:
    """Any instant, or one close to where calendars break: midnights, clock changes, month and year ends, 29 February."""
    at = START + random.randrange(SPAN)
    if maybe(random, 0.5):
        return at
    local = datetime.fromtimestamp(at, ZoneInfo(zone)).date()
    day = random.choice([
        local, local.replace(day=1), date(local.year, 12, 31), date(2020, 2, 29), date(local.year, 1, 1), date(local.year, 3, 28) + timedelta(days=random.randrange(7)),
        date(local.year, 10, 25) + timedelta(days=random.randrange(7)),
    ])
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return int(midnight.timestamp()) + random.choice([-1, 0, 0, 1, 3600, 7200, 43200])


class History:
    """One person's events, as a shop would report them."""

    def __init__(self, random: Random, zone: str, key: str = "7", source: str = "w"):
        self.random, self.zone, self.key, self.source, self.rows, self.number = random, zone, key, source, [], 0
        self.other_key: str | None = None

    def add(self, type: str, object: str, revision: int | str, at: int, payload: dict, kind: str | None = None, customer: str | None = None) -> dict:
        row = {"id": f"{self.source}/{kind or type}/{object}/{revision}", "type": type, "customer": customer or self.key, "at": at, "payload": payload}
        self.rows.append(row)
        return row

    def who(self) -> str:
        return self.other_key if self.other_key and maybe(self.random, 0.3) else self.key

    def next(self) -> str:
        self.number += 1
        return str(self.number)

    def lines(self) -> list[dict]:
        random, lines = self.random, []
        for _ in range(random.randint(1, 4)):
            amount = random.choice([0, 1, 99, 52, random.randrange(1, 9000), random.randrange(1, 9000), random.randrange(1, 9000), 2500])
            if maybe(random, 0.004):
                amount = random.randrange(10**11, 2 * 10**11)
            line = {"amount": amount, "quantity": random.randint(1, 3), "sku": random.choice(SKUS)}
            if maybe(random, 0.8) and (category := random.choice(CATEGORIES)):
                line["category"] = category
            if maybe(random, 0.4) and (brand := random.choice(BRANDS)):
                line["brand"] = brand
            if maybe(random, 0.2):
                line["sale"] = True
            if maybe(random, 0.4) and amount:
                line["tax"] = random.randint(1, max(1, amount // 5))
            lines.append(line)
        return lines

    def condition(self, payload: dict) -> dict:
        random = self.random
        lines = self.lines() if maybe(random, 0.7) else []
        amount = sum(l["amount"] for l in lines) if lines else random.choice([0, 1, random.randrange(1, 20000), random.randrange(1, 20000), random.randrange(1, 20000), 10000])
        out = {"amount": amount, "currency": "GBP", "order": payload["order"]}
        if lines:
            out["lines"] = lines
        elif maybe(random, 0.3) and amount:
            out["tax"] = random.randint(1, max(1, amount // 5))
        if maybe(random, 0.3):
            out["shipping"] = random.randint(1, 900)
        room = amount + out.get("shipping", 0)
        for part in ("by_points", "by_gift_card"):
            if maybe(random, 0.2) and room > 0:
                out[part] = random.randint(1, max(1, room // 2))
                room -= out[part]
        if maybe(random, 0.3) and (channel := random.choice(CHANNELS)):
            out["channel"] = channel
        return out

    def order(self) -> None:
        random, number = self.random, self.next()
        at, who = some_instant(random, self.zone), self.who()
        base = self.condition({"order": number})
        path = random.choice([["paid"], ["paid"], ["paid"], ["placed", "paid"], ["paid", "delivered"], ["placed", "paid", "delivered"], ["paid", "cancelled"],
                              ["paid", "placed", "paid"], ["paid", "cancelled", "paid", "delivered"], ["placed"], ["placed", "cancelled"]])
        revisions = list(range(1, len(path) + 1))
        if maybe(random, 0.1):
            random.shuffle(revisions)
        for revision, condition in zip(revisions, path):
            if maybe(random, 0.1):
                base = self.condition({"order": number})
            self.add("order", number, revision, at, base | {"condition": condition, "revision": revision}, customer=who)
            at += random.choice([0, 60, 86400, random.randrange(30 * 86400)])
        for _ in range(random.choice([0, 0, 0, 1, 1, 2, 3])):
            self.refund(number, base, at + random.randrange(-5 * 86400, 60 * 86400), who)

    def refund(self, order: str, base: dict, at: int, who: str) -> None:
        random = self.random
        payload: dict = {"currency": "GBP", "order": order}
        if base.get("lines") and maybe(random, 0.6):
            lines = []
            for line in random.sample(base["lines"], random.randint(1, len(base["lines"]))):
                lines.append({k: v for k, v in line.items() if k not in ("tax",)} | {"amount": random.randint(0, line["amount"] + 50), "quantity": 1})
            if maybe(random, 0.2):
                lines[0]["sku"] = "unknown"
            payload |= {"amount": sum(l["amount"] for l in lines), "lines": lines}
        else:
            payload["amount"] = random.choice([base["amount"], base["amount"] // 2, random.randrange(0, base["amount"] + 2), base["amount"] * 2])
        if maybe(random, 0.2):
            payload["shipping"] = random.randint(1, 900)
        self.add("refund", self.next(), 1, max(at, START - 86400), payload, customer=who)

    def points(self) -> None:
        random, number = self.random, self.next()
        at = some_instant(random, self.zone)
        kind = random.choice(["spent", "spent", "spent", "adjusted", "adjusted", "opening", "restored"])
        who = self.who()
        if kind == "spent":
            points = random.randint(1, 150)
            self.add("points_spent", number, 1, at, {"for": number, "points": points}, "spent", who)
            for _ in range(random.choice([0, 0, 1, 2])):
                self.add("points_restored", self.next(), 1, at + random.randrange(0, 200 * 86400), {"for": number, "points": random.randint(1, 150)}, "restored", who)
        elif kind == "restored":
            self.add("points_restored", number, 1, at, {"for": "nothing", "points": 5}, "restored", who)
        elif kind == "adjusted":
            points = random.choice([-1, 1]) * random.randint(1, 120)
            row = self.add("points_adjusted", number, 1, at, {"author": "ann", "points": points, "reason": "why"}, "adjusted", who)
            if maybe(random, 0.3):
                again = dict(row["payload"], points=random.randint(1, 90), replaces=row["id"])
                self.add("points_adjusted", self.next(), 1, at + random.randrange(0, 86400 * 30), again, "adjusted", who)
        else:
            self.add("opening_balance", who, 1, at, {"points": random.randint(0, 300)}, "opening", who)

    def person(self) -> None:
        random, at = self.random, some_instant(self.random, self.zone)
        kind = random.choice(["sign_up", "birthday", "child_birthday", "gender", "consent", "visit", "visit", "review", "survey", "contest", "referral", "tier_set"])
        who, number = self.who(), self.next()
        born = lambda first: random.choice(["-02-29", "-02-28", "-03-01", "-12-31", "-01-01", "-07-15", "-03-29", "-10-25"])
        if kind == "sign_up":
            self.add(kind, who, 1, at, {}, customer=who)
        elif kind == "birthday":
            day = born(0)
            self.add(kind, who, at, at, {"date": ("1984" if day == "-02-29" else "1979") + day}, customer=who)
        elif kind == "child_birthday":
            child, day = random.choice(["ada", "bob", "cyd"]), born(0)
            self.add(kind, f"{who}:{child}", at, at, {"child": child, "date": ("2012" if day == "-02-29" else "2013") + day}, "child", who)
        elif kind == "gender":
            self.add(kind, who, at, at, {"gender": random.choice(["female", "male", "other"])}, customer=who)
        elif kind == "consent":
            self.add(kind, number, 1, at, {"channel": random.choice(["email", "sms"]), "given": maybe(random, 0.5)}, customer=who)
        elif kind in ("survey", "contest"):
            self.add(kind, number, 1, at, {kind: random.choice(["a", "b"])}, customer=who)
        elif kind == "review":
            self.add(kind, number, 1, at, {"sku": random.choice(SKUS)} if maybe(random, 0.7) else {}, customer=who)
        elif kind == "visit":
            self.add(kind, number, 1, at, {}, customer=who)
        elif kind == "tier_set":
            payload = {"author": "ann", "reason": "moved", "tier": random.choice(["basic", "silver", "gold", "unknown"])}
            if maybe(random, 0.5):
                payload["until"] = at + random.randrange(86400, 200 * 86400)
            self.add(kind, number, 1, at, payload, "tier", who)
        else:
            invited, other = maybe(random, 0.6), random.choice(["8", "9"])
            for revision, condition in enumerate(random.choice([["joined", "rewarded"], ["joined"], ["joined", "frozen", "rewarded"], ["rewarded", "rejected"], ["rewarded", "rejected", "rewarded"]]), 1):
                self.add(kind, number, revision, at, {"condition": condition, "invited": invited, "other": other, "revision": revision}, customer=who)
                at += random.randrange(0, 30 * 86400)

    def link(self) -> None:
        random, at = self.random, some_instant(self.random, self.zone)
        self.other_key = f"guest:{self.key}"
        for revision in range(1, random.choice([1, 1, 2, 3]) + 1):
            self.add("identities_linked", "1", revision, at, {"linked": revision % 2 == 1, "other": self.other_key, "revision": revision}, "link", self.key)
            at += random.randrange(0, 200 * 86400)

    def beside(self, random: Random, steps: int) -> list[dict]:
        """What says nothing of points but by rules that ask for it, drawn from a source of its own: the rest of the history stays what it was."""
        before = len(self.rows)
        for _ in range(steps):
            at, who, number = some_instant(random, self.zone), self.other_key if self.other_key and maybe(random, 0.3) else self.key, self.next()
            kind = random.choice(["visit", "visit", "preference", "consent", "consent", "message", "message", "message", "child", "coupon", "segment", "costs"])
            if kind == "visit":
                payload = ({"via": random.choice(WAYS)} if maybe(random, 0.7) else {}) | ({"section": random.choice(SECTIONS)} if maybe(random, 0.5) else {})
                row = self.add("visit", number, 1, at, payload, customer=who)
                if maybe(random, 0.2):
                    self.add("visit", self.next(), 1, at + random.randrange(-3600, 7200), {"replaces": row["id"]}, customer=who)
            elif kind == "preference":
                topic, wanted = random.choice(["cats", "dogs"]), maybe(random, 0.5)
                row = self.add("preference", f"{who}:{topic}", at, at, {"topic": topic, "wanted": wanted}, customer=who)
                if maybe(random, 0.2):
                    self.add("preference", f"{who}:{topic}", at + 5, at + 5, {"replaces": row["id"], "topic": topic, "wanted": not wanted}, customer=who)
            elif kind == "consent":
                channel = random.choice(["email", "email", "sms"])
                for given in random.choice([[True], [True, True], [True, False, True], [False], [True, False], [False, True, True]]):
                    self.add("consent", self.next(), 1, at, {"channel": channel, "given": given}, customer=who)
                    at += random.choice([0, 1, 86400, 50 * 86400])
            elif kind == "message":
                self.message(random, at, who, number)
            elif kind == "child":
                child = random.choice(["ada", "bob", "cyd", "dan"])
                born = random.choice(["2012-02-29", "2013-12-31", "2011-01-01", "2035-06-01", "2000-02-29", "2014-02-28"])
                self.add("child_birthday", f"{who}:{child}", at, at, {"child": child, "date": born}, "child", who)
            elif kind == "coupon":
                self.add("coupon_redeemed", number, f"spring-{random.randrange(99)}", at, {"campaign": "spring", "order": random.choice(["1", "2", number]), "serial": 7}, "coupon", who)
            elif kind == "segment":
                self.add("segment", number, 1, at, {"entered": maybe(random, 0.5), "segment": random.choice(["vip", "at_risk"])}, customer=who)
            else:
                for row in self.rows:
                    if row["type"] == "order" and row["payload"].get("lines") and maybe(random, 0.5):
                        # Lines are shared by revisions: those get costs of their own.
                        lines = [line | ({"cost": random.choice([0, 1, line["amount"], random.randrange(9999)])} if maybe(random, 0.7) else {}) for line in row["payload"]["lines"]]
                        row["payload"] = row["payload"] | {"lines": lines}
        return list({row["id"]: row for row in self.rows[before:]}.values())

    def message(self, random: Random, at: int, who: str, number: str) -> None:
        """A delivery whose openings and clicks come in any order, from another key too, before it, without it, or of another source under its name."""
        says = {"channel": random.choice(["email", "sms"]), "delivery": random.choice([number, number, "d1"]), "message": random.choice(["spring", "autumn"])}
        if maybe(random, 0.8):
            self.add("message_sent", says["delivery"], 1, at, says, "sent", who)
        for _ in range(random.choice([0, 1, 1, 2, 5])):
            kind = random.choice(["opened", "opened", "clicked"])
            row = self.add(f"message_{kind}", self.next(), 1, at + random.choice([-60, 0, 1800, 3600 * random.randrange(50), 86400 * random.randrange(200)]),
                           says | ({"section": random.choice(SECTIONS)} if maybe(random, 0.4) else {}), kind, who)
            if maybe(random, 0.1):
                row["id"] = f"tracker-{row['id']}"

    def live(self, steps: int) -> list[dict]:
        for _ in range(steps):
            self.random.choice([self.order, self.order, self.order, self.points, self.points, self.person])()
        return list({row["id"]: canonical(row) for row in self.rows}.values())


def canonical(row: dict) -> dict:
    """Members at their default are left out."""
    payload = {k: v for k, v in row["payload"].items() if not (k in ("shipping", "tax", "by_points", "by_gift_card") and v == 0)}
    return dict(row, payload=payload)


def case(seed: str, size: int = 14) -> dict:
    """A programme of some versions, one person's history in random order of arrival, and the instant of the question."""
    random = Random(seed)
    documents = programmes(random)
    history = History(random, random.choice(documents)["timezone"])
    if maybe(random, 0.2):
        history.link()
    rows = history.live(random.randint(1, size))
    random.shuffle(rows)
    rows = with_more(seed, documents, history, rows, size)
    services(seed, documents)
    rows = with_services(seed, documents, history, rows)
    at = START + SPAN + 40 * 86400 if maybe(random, 0.6) else some_instant(random, history.zone)
    return {"seed": seed, "programmes": documents, "events": rows, "at": at, "key": "7", "cart": a_cart(seed, documents), "cart_at": at + 7}


def with_more(seed: str, documents: list[dict], history: History, rows: list[dict], size: int) -> list[dict]:
    """The same case with what came to the simulator later."""
    random = Random(seed + ":beside")
    for document in documents:
        for segment in document.get("segments", []):
            segment["rule"] = random.choice(MORE_SEGMENTS) if maybe(random, 0.25) else segment["rule"]
    more = history.beside(random, random.randint(0, size))
    # Costs came into payloads that rows have copies of.
    payloads = {row["id"]: row["payload"] for row in history.rows}
    rows = [dict(row, payload=canonical(dict(row, payload=payloads[row["id"]]))["payload"]) for row in rows]
    for row in more:
        rows.insert(random.randint(0, len(rows)), row)
    return list({row["id"]: row for row in rows}.values())


SERVICES = ["hotline", "setup", "warranty", "check"]


def a_service(random: Random, key: str, document: dict) -> dict:
    out = {"key": key, "name": key.title(), "kind": random.choice(["information", "advice", "installation", "repair", "warranty"])}
    out["per"] = random.choice(["ever", "month", "year", "piece", "piece", "piece"])
    if maybe(random, 0.7):
        out["units"] = random.choice([0, 1, 1, 2, 3, 10])
    if out["per"] == "piece":
        out["lasts"] = a_period(random) if maybe(random, 0.5) else {"months": random.choice([1, 3, 12, 24])}
        for name, values in (("categories", CATEGORIES), ("products", SKUS), ("brands", BRANDS)):
            if maybe(random, 0.15):
                out[name] = a_filter(random, values)
        if maybe(random, 0.15):
            out["sale_items"] = False if maybe(random, 0.6) else "only"
    for name, some in (("tiers", document.get("tiers", {}).get("levels", [])), ("segments", document.get("segments", []))):
        if some and maybe(random, 0.2):
            out[name] = [random.choice(some)["key"]]
    return out


def services(seed: str, documents: list[dict]) -> None:
    random = Random(seed + ":services")
    for document in documents:
        if maybe(random, 0.6):
            document["services"] = [a_service(random, key, document) for key in random.sample(SERVICES, random.randint(1, 3))]


def with_services(seed: str, documents: list[dict], history: History, rows: list[dict]) -> list[dict]:
    """Bookings of all that can be booked, pieces that come back in any number, and an order whose reference another system has too; from a source of their own."""
    random = Random(seed + ":bookings")
    if not any("services" in document for document in documents):
        return rows
    rows = [dict(row, payload=json.loads(json.dumps(row["payload"]))) for row in rows]
    orders = sorted({row["payload"]["order"] for row in rows if row["type"] == "order"})
    desk, till = f"{history.source}desk", f"{history.source}till"
    for row in rows:
        for line in row["payload"].get("lines", []) if row["type"] == "refund" else []:
            line["quantity"] = random.choice([1, 1, 2, 3, 7])
    if orders and maybe(random, 0.2):
        shared = random.choice(orders)
        later = random.choice([0, 60, 20 * 86400])
        twins = [row for row in rows if row["type"] in ("order", "refund") and row["payload"].get("order") == shared]
        rows += [dict(row, id=till + row["id"][row["id"].index("/"):], at=row["at"] + later) for row in twins]
    instants = [row["at"] for row in rows if row["type"] == "order"] or [START]
    more = []
    for number in range(random.choice([0, 1, 2, 4, 8])):
        at = random.choice([random.choice(instants) + random.choice([0, 60, 86400, 40 * 86400, 400 * 86400]), some_instant(random, history.zone), START + SPAN + 39 * 86400])
        says = {"booking": f"b{number}", "service": random.choice(SERVICES), "units": random.choice([1, 1, 1, 2, 3, 9])}
        if orders and maybe(random, 0.4):
            says["order"] = random.choice([*orders, "none"])
        if maybe(random, 0.4):
            says["sku"] = random.choice(SKUS)
        source = random.choice([history.source, desk, till])
        path = random.choice([["booked"], ["booked"], ["used"], ["booked", "used"], ["booked", "cancelled"], ["booked", "cancelled", "booked"], ["used", "booked"]])
        revisions = list(range(1, len(path) + 1))
        if maybe(random, 0.15):
            random.shuffle(revisions)
        for revision, condition in zip(revisions, path):
            if maybe(random, 0.1):
                says = says | {"units": random.randint(1, 4)}
            row = {"id": f"{source}/service/{says['booking']}/{revision}", "type": "service", "customer": history.key, "at": at,
                   "payload": says | {"condition": condition, "revision": revision}}
            more.append(row)
            at += random.choice([0, 60, 86400, 35 * 86400])
    for row in more:
        rows.insert(random.randint(0, len(rows)), row)
    return list({row["id"]: row for row in rows}.values())


def a_cart(seed: str, documents: list[dict]) -> dict:
    """What somebody is about to buy: the payload of an order without tax and without money that came from elsewhere."""
    random = Random(seed + ":cart")
    history = History(random, documents[0]["timezone"])
    lines = [{name: value for name, value in line.items() if name != "tax"} | {"quantity": 1} for line in history.lines()]
    cart = {"amount": sum(line["amount"] for line in lines), "currency": "GBP", "order": "cart", "lines": lines, "condition": "delivered", "revision": 1}
    if maybe(random, 0.3):
        cart["shipping"] = random.randint(1, 900)
    if maybe(random, 0.3):
        cart["channel"] = random.choice(CHANNELS[1:])
    return cart
