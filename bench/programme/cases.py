"""The cases of the programme: one customer's page view, all customers' awards and balances, replays under changed rules, the way of old orders into the journal, quotes."""
import os
from typing import Callable

from harness import Case, Goal, Settings, Subject
from prepare import orders

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = {'1m': 1_000_000, '10m': 10_000_000}
COUNTED = 20_000  # orders of a repetition whose instructions are counted
CUSTOMERS = 1_000  # of fold-one, and carts of quote: as in data.php
COUNTED_CUSTOMERS = 50


def cases(settings: Settings) -> dict[str, Callable[[], Case]]:
    def here(*names: str) -> str:
        return os.path.join(HERE, *names)

    def loyalty(name: str, task: str, *arguments: str, count: tuple[str, ...] = (), **options) -> list[Subject]:
        if not settings.loyalty:
            return []
        worker = [*settings.loyalty, here('loyalty.php'), task]
        return [Subject(name, [*worker, *arguments], count=[*worker, *count] if count else None, **options)]

    def php(task: str, *arguments: str, **options) -> Subject:
        # Its data come from the same functions, which name classes of the module and load none here.
        return Subject('php', [*settings.php, here('php.php'), task, *arguments], **options)

    def server() -> list[str]:
        return [*settings.loyalty, here('server.php')]

    def data(size: str) -> str:
        return orders(settings.build, size, SIZES[size])

    def counted() -> str:
        return orders(settings.build, '20k', COUNTED)

    def fold_one() -> Case:
        subjects = [*loyalty('loyalty', 'one', str(CUSTOMERS), count=(str(COUNTED_CUSTOMERS),)), *loyalty('loyalty rows', 'one-rows', str(CUSTOMERS), count=(str(COUNTED_CUSTOMERS),)), php('one', runs=9)]
        about = f'{CUSTOMERS:,} customers of 12 events (ten orders of two lines, a visit, a spend), each folded alone as a page view does'
        return Case('fold-one', about, CUSTOMERS, 21, subjects, rate=True, count_operations=COUNTED_CUSTOMERS)

    def fold() -> Case:
        subjects = [
            *loyalty('loyalty', 'fold', data('1m'), count=(counted(),)),
            php('fold', data('1m'), runs=3),
            Subject('mariadb', [*settings.php, here('mariadb.php'), data('1m')], runs=5),
            Subject('numpy', [settings.python, here('numpy_worker.py'), data('1m')]),
        ]
        about = '1,000,000 loaded orders without lines: awards, expiry and balances of every customer, no tiers'
        return Case('fold-1m', about, SIZES['1m'], 9, subjects, service=server(), rate=True, count_operations=COUNTED, goals=[Goal('php', at_least=1), Goal('mariadb', at_least=1)])

    def replay(size: str) -> Case:
        subjects = [*loyalty('loyalty', 'replay', data(size), count=(counted(),) if size == '1m' else ())]
        if size == '1m':
            subjects += [*loyalty('loyalty again', 'replay-again', data(size)), php('replay', data(size), runs=2)]
        about = f'{SIZES[size]:,} loaded orders without lines under two programmes with tiers and expiry, side by side'
        goals = [Goal(at_most=1.0 if size == '1m' else 10.0)]
        return Case('replay-' + size, about, SIZES[size], 7 if size == '1m' else 3, subjects, rate=True, count_operations=COUNTED if size == '1m' else 0, goals=goals)

    def backfill() -> Case:
        def subject(name: str, task: str) -> list[Subject]:
            return [Subject(name, [*settings.loyalty, here('backfill.php'), task, data('1m')])] if settings.loyalty else []

        about = '1,000,000 orders of a shop\'s table on MariaDB: through the journal, read back and folded; beside them the same rows copied into a table without a chain: row by row, 1,000 by a statement, by LOAD DATA'
        subjects = [*subject('loyalty', 'journal'), *subject('php', 'single'), *subject('mariadb', 'insert'), *subject('mariadb load', 'load')]
        return Case('backfill-1m', about, SIZES['1m'], 1, subjects, service=server(), rate=True, goals=[Goal(at_most=180.0)])

    def quote() -> Case:
        subjects = [*loyalty('loyalty', 'quote', str(CUSTOMERS), count=(str(COUNTED_CUSTOMERS),)), php('quote')]
        about = f'{CUSTOMERS:,} carts of eight lines quoted for a customer with a tier, no codes'
        return Case('quote', about, CUSTOMERS, 21, subjects, rate=True, count_operations=COUNTED_CUSTOMERS)

    return {
        'fold-one': fold_one,
        'fold-1m': fold,
        'replay-1m': lambda: replay('1m'),
        'replay-10m': lambda: replay('10m'),
        'backfill-1m': backfill,
        'quote': quote,
    }
