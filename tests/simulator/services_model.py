"""What a customer may have after the sale, as docs/services.md says it: each booking asked of all entitlements anew. Shares nothing with the core."""
from __future__ import annotations

from datetime import date

from calendar_model import add_months, day_number, period


def bookings_of(events: list) -> list[dict]:
    """In the order of their first events; what each is says its highest revision, the later of two of one."""
    names = list(dict.fromkeys((e.source, e.data["booking"]) for e in events if e.type == "service"))
    out = []
    for name in names:
        mine = [e for e in events if e.type == "service" and (e.source, e.data["booking"]) == name]
        last = max(enumerate(mine), key=lambda pair: (pair[1].data["revision"], pair[0]))[1]
        out.append(last.data | {"source": name[0], "at": mine[0].at})
    return [booking for booking in out if booking["condition"] != "cancelled"]


def pieces_of(lines: list[dict], refunds: list[dict], kept: list[int]) -> list[int]:
    left = [line["quantity"] for line in lines]
    for refund in refunds:
        for back in refund.get("lines", []):
            rest = back["quantity"]
            for i, line in enumerate(lines):
                if (line["sku"], line["category"]) == (back.get("sku", ""), back.get("category", "")):
                    taken = min(left[i], rest)
                    left[i] -= taken
                    rest -= taken
    return [0 if money == 0 and line["amount"] > 0 else count for line, count, money in zip(lines, left, kept)]


def month_or_year(zone, per: str, at: int) -> tuple[int | None, int | None]:
    if per == "ever":
        return None, None
    first = zone.local_date(at).replace(day=1) if per == "month" else date(zone.local_date(at).year, 1, 1)
    return zone.day_start(day_number(first)), zone.day_start(day_number(add_months(first, 1 if per == "month" else 12)))


def with_pieces(service: dict, bought: list[dict], zone, at: int, admits) -> list[dict]:
    """Of each order and product one entitlement; orders come by when they were bought."""
    out = []
    for order in bought:
        products: dict[str, int] = {}
        for line, count in zip(order["lines"], order["pieces"]):
            if count > 0 and admits(service, line):
                products[line["sku"]] = products.get(line["sku"], 0) + count
        for sku, count in products.items():
            start = order["at"] if order["delivered"] is None else order["delivered"]
            end = zone.period_end(start, *period(service["lasts"]))
            out.append({"order": order["reference"], "sku": sku, "pieces": count, "units": service["units"] * count, "from": start, "until": end, "over": end <= at,
                        "source": order["source"], "bought": order["at"]})
    return out


def meant(booking: dict, entitlements: list[dict]) -> list[dict]:
    """What a booking could be for, that which ends first in front."""
    reference, sku = booking.get("order", ""), booking.get("sku", "")
    found = [e for e in entitlements if reference in ("", e["order"])]
    if reference and any(e["source"] == booking["source"] for e in found):
        found = [e for e in found if e["source"] == booking["source"]]
    found = [e for e in found if sku in ("", e["sku"])]
    if not (reference and sku):
        found = [e for e in found if e["bought"] <= booking["at"] < e["until"]]
    return sorted(found, key=lambda e: e["until"])


def left_of(entitlement: dict) -> int | None:
    return max(0, entitlement["units"] - entitlement["booked"] - entitlement["used"]) if entitlement["units"] else None


def take(entitlement: dict, booking: dict, units: int) -> None:
    entitlement["used" if booking["condition"] == "used" else "booked"] += units


def services_of(document: dict, zone, at: int, events: list, bought: list[dict], has, admits) -> list[dict]:
    """bought: source, reference, at, delivered, lines and pieces of the orders that count. has(service): whether the customer has it. admits(service, line)."""
    bookings, out = bookings_of(events), []
    for service in document.get("services", []):
        service = {"units": 0, "per": "ever"} | service
        if not has(service):
            continue
        mine = [b for b in bookings if b["service"] == service["key"]]
        nothing = {"service": service["key"], "booked": 0, "used": 0}
        if service["per"] == "piece":
            entitlements = [nothing | e for e in with_pieces(service, bought, zone, at, admits)]
            named = [b for b in mine if b.get("order") and b.get("sku")]
            for booking in named + [b for b in mine if b not in named]:
                rest, queue = booking["units"], meant(booking, entitlements)
                for entitlement in queue:
                    left = left_of(entitlement)
                    part = rest if left is None or entitlement is queue[-1] else min(left, rest)
                    take(entitlement, booking, part)
                    rest -= part
        else:
            start, end = month_or_year(zone, service["per"], at)
            whole = nothing | {"order": None, "sku": None, "pieces": 0, "units": service["units"], "from": start, "until": end, "over": False}
            for booking in mine:
                if start is None or booking["at"] >= start:
                    take(whole, booking, booking["units"])
            entitlements = [whole]
        out += [{name: e[name] for name in ("service", "order", "sku", "pieces", "booked", "used", "from", "until", "over")}
                | {"units": e["units"] or None, "remaining": left_of(e)} for e in entitlements]
    return out
