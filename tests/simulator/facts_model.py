"""Facts beside points, as docs/customers.md says them: each asked of all events anew. Shares nothing with the core."""
from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from calendar_model import Zone

MESSAGES = ("message_sent", "message_opened", "message_clicked")
LAST_YEAR = 9999


def of_type(events: list, *types: str) -> list:
    return [event for event in events if event.type in types]


def instant(which: list, place: int) -> int | None:
    return which[place].at if which else None


def since(events: list, channel: str) -> int | None:
    """Backwards through what was said: the first of the last unbroken run of yes."""
    said = [event for event in of_type(events, "consent") if event.data["channel"] == channel]
    held = None
    for event in reversed(said):
        if not event.data["given"]:
            break
        held = event.at
    return held


def birthday_on(day: date, born: date) -> bool:
    """The day of birth is none; 29 February is kept on 28 February in years without one."""
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    kept = (2, 28) if (born.month, born.day) == (2, 29) and not leap else (born.month, born.day)
    return day.year > born.year and (day.month, day.day) == kept


def days_to(today: date, born: date) -> int | None:
    """By looking at each day to come."""
    day, last = today, max(today.year, born.year) + 2
    while day.year <= last:
        if birthday_on(day, born):
            return (day - today).days
        if day == date(LAST_YEAR, 12, 31):
            return None
        day += timedelta(days=1)
    return None


def hour(zone: Zone, at: int) -> int:
    return datetime.fromtimestamp(at, timezone.utc).astimezone(zone.info).hour


def facts_of(events: list, zone: Zone, at: int) -> dict:
    """Of one person's events that hold, in their order; the zone is that of the version in force at the instant."""
    today = zone.local_date(at)
    own = {event.type: event.data["date"] for event in of_type(events, "birthday")}
    children = {event.data["child"]: event.data["date"] for event in of_type(events, "child_birthday")}
    ahead = [days_to(today, date.fromisoformat(day)) for day in children.values()]
    visits, read = of_type(events, "visit"), of_type(events, "message_opened", "message_clicked")
    delivery = lambda *types: {(event.source, event.data["delivery"]) for event in of_type(events, *types)}
    sent, opened = len(delivery(*MESSAGES)), len(delivery("message_opened", "message_clicked"))
    hours = [hour(zone, event.at) for event in read]
    return {
        "email_since": since(events, "email"),
        "sms_since": since(events, "sms"),
        "birthday_in": days_to(today, date.fromisoformat(own["birthday"])) if own else None,
        "child_birthday_in": min((days for days in ahead if days is not None), default=None),
        "children": len(children),
        "messages_sent": sent,
        "messages_opened": opened,
        "messages_clicked": len(delivery("message_clicked")),
        "open_rate": opened * 1_000_000 // sent if sent else None,
        "last_opened": max((event.at for event in read), default=None),
        "best_hour": max(sorted(set(hours)), key=hours.count) if hours else None,
        "visits": len(visits),
        "first_visit": instant(visits, 0),
        "last_visit": instant(visits, -1),
        "redemptions": len(of_type(events, "coupon_redeemed")),
        "reviews": len(of_type(events, "review")),
        "surveys": len(of_type(events, "survey")),
        "contests": len(of_type(events, "contest")),
    }
