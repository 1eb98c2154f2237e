"""Local days of a time zone, from the standard library's own zone data. Shares nothing with the core."""
from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)
QUARTER_HOUR = 900
NEVER = None


def day_number(of: date) -> int:
    return (of - EPOCH).days


def date_of(day: int) -> date:
    return EPOCH + timedelta(days=day)


def add_months(of: date, months: int) -> date:
    index = of.year * 12 + of.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(of.day, last))


class Zone:
    def __init__(self, name: str):
        self.name = name
        self.info = ZoneInfo(name)

    def local_date(self, at: int) -> date:
        return datetime.fromtimestamp(at, timezone.utc).astimezone(self.info).date()

    def day(self, at: int) -> int:
        return day_number(self.local_date(at))

    @lru_cache(maxsize=None)
    def day_start(self, day: int) -> int:
        """The first instant of a local day, by trying: transitions lie on quarters of an hour."""
        at = day * 86400 - 16 * 3600
        while self.day(at) < day:
            at += QUARTER_HOUR
        return at

    def day_after(self, day: int, months: int, days: int) -> int:
        return day_number(add_months(date_of(day), months)) + days

    def period_end(self, at: int, months: int, days: int) -> int:
        """The start of the day after the last day; the day of the instant is day 0."""
        return self.day_start(self.day_after(self.day(at), months, days) + 1)

    def instant(self, text: str | None, end: bool = False) -> int | None:
        if text is None:
            return None
        if len(text) == 10:
            day = day_number(date.fromisoformat(text))
            return self.day_start(day + 1 if end else day)
        return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def period(of: dict) -> tuple[int, int]:
    return of.get("months", 0), of.get("days", 0)


def round_div(value: int, times: int, by: int, mode: str) -> int:
    """value x times / by for figures that are not negative."""
    whole, rest = divmod(value * times, by)
    if rest == 0 or mode == "down":
        return whole
    if mode == "up":
        return whole + 1
    if 2 * rest == by:
        return whole + 1 if mode == "half_up" else whole + whole % 2
    return whole + 1 if 2 * rest > by else whole


def largest_remainder(total: int, weights: list[int]) -> list[int]:
    """Splits a total that is at most the sum of the weights; ties go to the earlier part."""
    whole = sum(weights)
    if whole == 0 or total == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    rests = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in rests[: total - sum(parts)]:
        parts[i] += 1
    return parts
