"""The cases of the first benchmark: loading, folding and scoring orders; issuing and verifying codes, as `coupons` does."""
import os
from typing import Callable

import codes
from harness import Case, Goal, Settings, Subject
from prepare import orders, program

HERE = os.path.dirname(os.path.abspath(__file__))
COUNTED = 20_000  # orders of a repetition whose instructions are counted
CHECK = {'1m': '29798019193', '10m': '295848328523'}  # of every engine that scores by NTILE: see README.md


def cases(settings: Settings) -> dict[str, Callable[[], Case]]:
    def here(*names: str) -> str:
        return os.path.join(HERE, *names)

    def loyalty(*arguments: str, count: tuple[str, ...] = ()) -> list[Subject]:
        if not settings.loyalty:
            return []
        worker = [*settings.loyalty, here('loyalty.php')]
        return [Subject('loyalty', [*worker, *arguments], count=[*worker, *count] if count else None)]

    def plain(*arguments: str, **options) -> Subject:
        return Subject('php', [*settings.php, here('plain.php'), *arguments], **options)

    def duckdb(task: str, data: str) -> list[Subject]:
        worker = [settings.node, here('duckdb.mjs'), task, data]
        return [Subject('duckdb', [*worker, '1']), Subject('duckdb 2', [*worker, '2'], cpus=2)]

    def pandas(task: str, data: str, checked: bool = True) -> Subject:
        return Subject('pandas', [settings.python, here('pandas_worker.py'), task, data], checked=checked)

    sizes = {'1m': 1_000_000, '10m': 10_000_000}
    bound = program(settings.build, here('bound.c'), ['-O3', '-march=native'], [])

    def load(size: str, runs: int) -> Case:
        data = orders(settings.build, size, sizes[size])
        subjects = [Subject('bound', [bound, 'load', data]), *duckdb('load', data), pandas('load', data), plain('load', data, runs=min(runs, 3))]
        about = f'{sizes[size]:,} rows of customer, ts and amount from a TSV file into columns'
        return Case('load-' + size, about, sizes[size], runs, [*loyalty('load', data), *subjects], memory=True)

    def rfm(size: str, runs: int) -> Case:
        data = orders(settings.build, size, sizes[size])
        subjects = [*loyalty('rfm', data), Subject('bound', [bound, 'rfm', data]), *duckdb('rfm', data), pandas('rfm', data, checked=False)]
        if size == '1m':
            subjects += [Subject('sqlite', [settings.python, here('sqlite.py'), data], runs=3), plain('rfm', data, runs=5)]
        goals = [Goal('duckdb', at_least=3)] if size == '10m' else []
        about = f'{sizes[size]:,} orders in memory: group by customer, score by NTILE(5)'
        return Case('rfm-' + size, about, sizes[size], runs, subjects, check=CHECK[size], goals=goals)

    def fold() -> Case:
        data = orders(settings.build, '1m', sizes['1m'])
        subjects = [*loyalty('fold', data, count=('fold', orders(settings.build, '20k', COUNTED))), plain('fold', data, runs=3)]
        about = '1,000,000 loaded orders folded under a points programme with expiry and tiers'
        return Case('fold-1m', about, sizes['1m'], 7, subjects, count_operations=COUNTED)

    return {
        'load-1m': lambda: load('1m', 7),
        'load-10m': lambda: load('10m', 3),
        'fold-1m': fold,
        'rfm-1m': lambda: rfm('1m', 15),
        'rfm-10m': lambda: rfm('10m', 5),
        **codes.short(settings),
    }
