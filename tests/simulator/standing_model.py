"""Tiers as docs/points.md says them: recomputed from nothing for every question. Shares nothing with the core."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from calendar_model import Zone, date_of, day_number, period


@dataclass
class Share:
    """What an order or another award adds. `values` are what it was from each instant on: the last one that is not later holds."""

    at: int
    values: list[tuple[int, dict]] = field(default_factory=list)

    def value(self, by: str, position: int) -> int:
        found = 0
        for since, value in self.values:
            if since <= position:
                found = value[by]
        return found


@dataclass
class State:
    version: int = 0
    level: int | None = None
    since: int | None = None
    keep_until: int | None = None
    grace_until: int | None = None
    floor: tuple[str, int | None] | None = None  # tier, until
    waiting: tuple[str, int | None] | None = None  # the same, for a version that has it
    joined: int | None = None
    changes: list = field(default_factory=list)


class Standing:
    """Answers for the tier at an instant, just before the event at a position; shares and settings are known up to there."""

    def __init__(self, versions: list):
        self.versions = versions
        self.shares: list[tuple[int, Share]] = []  # position, share
        self.settings: list[tuple[int, int, str, int | None]] = []  # position, at, tier, until
        self.joins: list[int] = []

    def metric(self, state: State, at: int, position: int) -> int:
        rules = self.versions[state.version].tiers
        total = 0
        for place, share in self.shares:
            if place < position and share.at <= at and self.leaves(state, share.at) > at:
                total += share.value(rules["by"], position - 1)
        return total

    def leaves(self, state: State, at: int) -> float:
        version = self.versions[state.version]
        window = version.tiers.get("window", "lifetime")
        if window == "lifetime":
            return float("inf")
        if window == "calendar_year":
            year = date_of(version.zone.day(at)).year
            return version.zone.day_start(day_number(date(year + 1, 1, 1)))
        return version.zone.period_end(at, *period(window))

    def target(self, state: State, at: int, position: int) -> int:
        levels = self.versions[state.version].tiers["levels"]
        metric = self.metric(state, at, position)
        target = max(i for i, level in enumerate(levels) if level["from"] <= metric)
        if state.floor is not None and (state.floor[1] is None or at < state.floor[1]):
            target = max([target] + [i for i, level in enumerate(levels) if level["key"] == state.floor[0]])
        return target

    def policy_end(self, state: State, at: int) -> int | None:
        version = self.versions[state.version]
        keep = version.tiers.get("keep")
        if state.level == 0 or keep is None or keep == "ever":
            return None
        if "until" in keep:
            month, day = map(int, keep["until"].split("-"))
            year = date_of(version.zone.day(at)).year
            if version.zone.day(at) > day_number(date(year, month, day)):
                year += 1
            return version.zone.day_start(day_number(date(year + keep.get("years", 0), month, day)) + 1)
        months, days = period(keep)
        if keep["from"] == "reached":
            return version.zone.period_end(at, months, days)
        count = 1
        while version.zone.period_end(state.joined, count * months, count * days) <= at:
            count += 1
        return version.zone.period_end(state.joined, count * months, count * days)

    def move(self, state: State, at: int, level: int, cause: str) -> None:
        levels = self.versions[state.version].tiers["levels"]
        before = state.changes[-1][2] if state.changes else None
        state.level, state.since, state.grace_until = level, at, None
        state.keep_until = self.policy_end(state, at)
        state.changes.append((at, before, levels[level]["key"], cause))

    def keeps(self, state: State) -> bool:
        return self.versions[state.version].tiers.get("keep") is not None

    def settle(self, state: State, at: int, position: int, cause: str | None = None, raised: int = 0) -> None:
        tiers = self.versions[state.version].tiers
        target = max(self.target(state, at, position), raised)
        if target > state.level:
            self.move(state, at, target, cause or "reached")
        elif target == state.level:
            if state.grace_until is not None:
                state.grace_until = None
                state.keep_until = self.policy_end(state, at)
        elif not self.keeps(state) and state.keep_until is None:
            if state.grace_until is not None:
                return  # an end that was set stays, also in a version without grace
            if "grace" not in tiers:
                self.move(state, at, target, cause or "left")
            else:
                state.grace_until = self.versions[state.version].zone.period_end(at, *period(tiers["grace"]))

    def over(self, state: State, at: int, position: int) -> None:
        """What was kept ends, or its grace."""
        tiers = self.versions[state.version].tiers
        target = self.target(state, at, position)
        if target >= state.level or tiers.get("keep") == "ever":
            state.grace_until = None
            state.keep_until = self.policy_end(state, at)
        elif "grace" in tiers and state.grace_until is None:
            state.grace_until = self.versions[state.version].zone.period_end(at, *period(tiers["grace"]))
        else:
            lost = target if tiers.get("downgrade", "metric") == "metric" else max(target, state.level - 1)
            self.move(state, at, lost, "left")

    def next_instant(self, state: State, after: int | None, position: int) -> int | None:
        """The next instant at which something is due by itself."""
        due = [v.valid_from for v in self.versions[state.version + 1 :][:1]]
        if self.versions[state.version].tiers is not None and state.level is not None:
            due += [self.leaves(state, s.at) for place, s in self.shares if place < position]
            due += [state.grace_until] if state.grace_until is not None else [state.keep_until] if state.keep_until is not None else []
            if state.floor is not None and state.floor[1] is not None:
                due.append(state.floor[1])
        due = [at for at in due if at is not None and at != float("inf") and (after is None or at > after)]
        return min(due) if due else None

    def begin(self, state: State, version: int, at: int | None, position: int) -> None:
        before = self.versions[state.version].tiers
        state.version = version
        tiers = self.versions[version].tiers
        if tiers is None:
            if state.level is not None and state.joined is not None:
                state.changes.append((at, state.changes[-1][2] if state.changes else before["levels"][0]["key"], None, "version"))
            state.level = state.since = state.keep_until = state.grace_until = None
            return
        if before is None or state.level is None:
            state.level, state.since = 0, None
            target = max(self.waited(state, at), self.target(state, at, position))
            if target > 0:
                self.move(state, at, target, "version")
            elif state.joined is not None:
                state.changes.append((at, None, tiers["levels"][0]["key"], "version"))
            return
        key = before["levels"][state.level]["key"]
        same = [i for i, level in enumerate(tiers["levels"]) if level["key"] == key]
        keep, grace = state.keep_until, state.grace_until
        raised = self.waited(state, at)
        if same:
            state.level = same[0]
        else:
            state.level = max(raised, self.target(state, at, position))
            self.move(state, at, state.level, "version")
            return
        if state.level == 0 or keep is None and grace is None:
            state.grace_until = None
            state.keep_until = self.policy_end(state, at)
        self.settle(state, at, position, "version", raised)

    def run(self, at: int, position: int, beyond: bool = False) -> State:
        """The state at an instant, with the events before the position. `beyond`: until the tier is lost, for the outlook."""
        state = State()
        steps = []
        for _, share in self.shares:
            steps += [(since, None, "share", any(value.values())) for since, value in share.values if since < position]
        steps += [(place, when, "set", (tier, until)) for place, when, tier, until in self.settings if place < position]
        steps += [(place, None, "join", None) for place in self.joins if place < position]
        state.level = 0 if self.versions[0].tiers is not None else None
        clock = None
        # Of one event, what joins comes first.
        for place, _, kind, data in sorted(steps, key=lambda s: (s[0], s[2] == "share" and not s[3])):
            when = self.instants[place]
            clock = self.pass_time(state, clock, when, place)
            if state.joined is None and (kind != "share" or data):
                state.joined = when
            raised = self.set_by_hand(state, when, *data) if kind == "set" else 0
            if state.level is not None and kind != "join":
                self.settle(state, when, place + 1, "set" if kind == "set" else None, raised)
        self.pass_time(state, clock, at, position)
        return state

    def level_of(self, state: State, tier: str) -> int | None:
        tiers = self.versions[state.version].tiers
        return next((i for i, level in enumerate(tiers["levels"]) if level["key"] == tier), None) if tiers is not None else None

    def set_by_hand(self, state: State, at: int, tier: str, until: int | None) -> int:
        """The level that is as if reached at this instant."""
        level = self.level_of(state, tier)
        if level is None and self.versions[state.version].tiers is not None:
            return 0
        state.floor = state.waiting = None
        if until is not None and until <= at:
            return 0
        if level is None:
            state.waiting = (tier, until)
            return 0
        if until is None and self.keeps(state):
            return level
        state.floor = (tier, until)
        return 0

    def waited(self, state: State, at: int) -> int:
        if state.waiting is None or self.level_of(state, state.waiting[0]) is None:
            return 0
        return self.set_by_hand(state, at, *state.waiting)

    def pass_time(self, state: State, clock: int | None, to: int, position: int) -> int:
        while True:
            due = self.next_instant(state, clock, position)
            if due is None or due > to:
                return to if clock is None or to > clock else clock
            self.tick(state, due, position)
            clock = due

    def tick(self, state: State, at: int, position: int) -> None:
        version = state.version
        while version + 1 < len(self.versions) and self.versions[version + 1].valid_from <= at:
            version += 1
            self.begin(state, version, at, position)
        if state.level is None:
            return
        self.settle(state, at, position)
        due = state.grace_until if state.grace_until is not None else state.keep_until
        if due is not None and due <= at:
            self.over(state, at, position)

    def anything_left(self, state: State, after: int, position: int) -> bool:
        """Whether anything but renewals is still to come."""
        due = [v.valid_from for v in self.versions[state.version + 1 :]] + [state.floor[1] if state.floor else None]
        due += [self.leaves(state, share.at) for place, share in self.shares if place < position]
        return any(at is not None and at != float("inf") and at > after for at in due)

    def outlook(self, at: int, position: int) -> tuple[int | None, str | None]:
        state = self.run(at, position)
        if state.level is None:
            return None, None
        key = self.versions[state.version].tiers["levels"][state.level]["key"]
        clock = at
        while (due := self.next_instant(state, clock, position)) is not None:
            renewing = due in (state.grace_until, state.keep_until)
            before = len(state.changes)
            self.tick(state, due, position)
            clock = due
            levels = self.versions[state.version].tiers["levels"] if state.level is not None else []
            same = [i for i, level in enumerate(levels) if level["key"] == key]
            if not same or state.level < same[0]:
                return due, levels[state.level]["key"] if levels else None
            quiet = renewing and len(state.changes) == before and state.grace_until is None
            if quiet and not self.anything_left(state, clock, position):
                break
        return None, None
