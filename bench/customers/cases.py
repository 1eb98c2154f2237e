"""The cases of the customers: loading, RFM, rules, a mapped base, one customer's page, models of purchases."""
import importlib.util
import os
import subprocess
import sys
from dataclasses import replace
from typing import Callable

from harness import BENCH, Case, Goal, Settings, Subject
from prepare import orders, program

HERE = os.path.dirname(os.path.abspath(__file__))
CORE = os.path.join(BENCH, 'core')
SIZES = {'1m': 1_000_000, '10m': 10_000_000, '50m': 50_000_000}
PEOPLE = 10_000_000
CHECK = {'1m': '29798019193', '10m': '295848328523'}  # as in core
CDNOW = '2357 customers, -9582.4292'  # own Newton of the reference
# As in terms.php.
AT = 1_735_682_400
SINCE = 1_719_784_800  # 2024-07-01 in Berlin
WINDOW = 1_720_044_000  # the day 180 days before 2024-12-31 there
MODEL = ['0.606', '11.0', '0.834', '2.463']
RULE = f"select count(*) from customers where tier in ('silver', 'gold') and last_order >= {SINCE} and birthday is null and orders >= 3 and consent"
SUMS = f"select count(*) from (select customer from orders where category = '7' and ts between {WINDOW} and {AT} and amount > 0 group by customer having sum(amount) > 5000) as found"


def people(build: str) -> str:
    directory = os.path.join(build, 'people-10m')
    if not os.path.exists(os.path.join(directory, 'checksums.json')):
        print(f'  generating {PEOPLE:,} customers', file=sys.stderr, flush=True)
        subprocess.run([sys.executable, os.path.join(HERE, 'people.py'), '--customers', str(PEOPLE), '--out', directory], check=True)
    return directory


def base(settings: Settings, kind: str, directory: str) -> str:
    """The saved base of it, made anew if the module or what makes it is newer: a file has the version of its module."""
    path = os.path.join(settings.build, f'{kind}-10m.base')
    if not settings.loyalty:
        return path
    sources = [os.path.join(HERE, name) for name in ('base.php', 'programme.json')] + [part[len('extension=') :] for part in settings.loyalty if part.startswith('extension=')]
    if not os.path.exists(path) or os.path.getmtime(path) < max(os.path.getmtime(source) for source in sources):
        print(f'  making {os.path.basename(path)}', file=sys.stderr, flush=True)
        subprocess.run([*settings.loyalty, os.path.join(HERE, 'base.php'), kind, directory, path], check=True)
    return path


def cdnow() -> str:
    """Its summary; empty if it is not there: CDNOW states no licence and is not in the tree."""
    for folder in (os.environ.get('LOYALTY_CDNOW_DIR', ''), os.path.join(BENCH, '..', '..', 'shared', 'data', 'cdnow')):
        path = os.path.join(folder, 'rf_summary_days.csv')
        if folder and os.path.exists(path):
            return path
    return ''


def cases(settings: Settings) -> dict[str, Callable[[], Case]]:
    def here(*names: str) -> str:
        return os.path.join(HERE, *names)

    def core(*names: str) -> str:
        return os.path.join(CORE, *names)

    def loyalty(name: str, script: str, *arguments: str, **options) -> list[Subject]:
        return [Subject(name, [*settings.loyalty, script, *arguments], **options)] if settings.loyalty else []

    def python(name: str, script: str, *arguments: str, **options) -> Subject:
        return Subject(name, [settings.python, script, *arguments], **options)

    def php(script: str, *arguments: str, **options) -> Subject:
        return Subject('php', [*settings.php, script, *arguments], **options)

    def duckdb(script: str, task: str, directory: str, *query: str, **options) -> list[Subject]:
        worker = [settings.node, script, task, directory]
        return [Subject('duckdb', [*worker, '1', *query], **options), Subject('duckdb 2', [*worker, '2', *query], cpus=2, **options)]

    def server() -> list[str]:
        return [*(settings.loyalty or settings.php), os.path.join(BENCH, 'programme', 'server.php')]

    def data(size: str) -> str:
        return orders(settings.build, size, SIZES[size])

    def core_bound() -> str:
        return program(settings.build, core('bound.c'), ['-O3', '-march=native'], [])

    def rules_bound() -> str:
        return program(settings.build, here('rules.c'), ['-O3', '-march=native'], [])

    def load() -> Case:
        subjects = [*loyalty('loyalty', core('loyalty.php'), 'load', data('10m')), Subject('bound', [core_bound(), 'load', data('10m')]), *duckdb(core('duckdb.mjs'), 'load', data('10m'))]
        subjects += [python('pandas', core('pandas_worker.py'), 'load', data('10m'), runs=3), php(core('plain.php'), 'load', data('10m'), runs=1)]
        about = '10,000,000 rows of customer, ts and amount from a TSV file into columns'
        return Case('load-10m', about, SIZES['10m'], 4, subjects, memory=True, goals=[Goal('duckdb', at_least=1)])

    def rfm(size: str, runs: int) -> Case:
        subjects = [*loyalty('loyalty', core('loyalty.php'), 'rfm', data(size)), Subject('bound', [core_bound(), 'rfm', data(size)]), *duckdb(core('duckdb.mjs'), 'rfm', data(size))]
        subjects += [python('pandas', core('pandas_worker.py'), 'rfm', data(size), checked=False, runs=min(runs, 3))]
        service = None
        if size == '1m':
            service = server()
            with open(core('rfm.sql'), encoding='utf-8') as file:
                query = file.read()
            subjects = [replace(subject, alone=True) for subject in [*subjects, php(core('plain.php'), 'rfm', data(size), runs=3)]]
            subjects += [Subject('mariadb', [*settings.php, here('mariadb.php'), 'rfm', data(size), query], runs=3)]
        goals = [Goal('duckdb', at_least=3)] if size == '10m' else []
        about = f'{SIZES[size]:,} orders in memory: group by customer, score by NTILE(5)'
        return Case('rfm-' + size, about, SIZES[size], runs, subjects, check=CHECK.get(size), goals=goals, service=service)

    def rule() -> Case:
        where = people(settings.build)
        subjects = [*loyalty('loyalty', here('loyalty.php'), 'rule', base(settings, 'people', where)), Subject('bound', [rules_bound(), 'rule', where, str(SINCE)])]
        subjects += [*duckdb(here('duckdb.mjs'), 'rule', where, RULE), python('pandas', here('pandas_worker.py'), 'rule', where, str(SINCE)), php(here('plain.php'), where, runs=5)]
        subjects = [replace(subject, alone=True) for subject in [*subjects, python('sqlite', here('sqlite.py'), where, RULE, runs=5)]]
        subjects += [Subject('mariadb', [*settings.php, here('mariadb.php'), 'rule', where, RULE], runs=3)]
        about = 'a string set, a date, a null test, a number and a flag over 10,000,000 customers in memory'
        goals = [Goal(at_most=0.06), Goal('bound', at_most=3)]
        return Case('rule5-10m', about, PEOPLE, 15, subjects, service=server(), goals=goals)

    def window() -> Case:
        path = base(settings, 'lines', data('10m'))
        subjects = [*loyalty('loyalty', here('loyalty.php'), 'window', path), *loyalty('loyalty first', here('loyalty.php'), 'first', path, runs=2)]
        subjects += [Subject('bound', [rules_bound(), 'window', data('10m'), str(WINDOW), str(AT), '7', '5000']), *duckdb(here('duckdb.mjs'), 'window', data('10m'), SUMS)]
        subjects += [python('pandas', here('pandas_worker.py'), 'window', data('10m'), str(WINDOW), str(AT))]
        about = '10,000,000 orders in memory: whose orders of one category in 180 days sum to more than 50.00'
        return Case('rulewin-10m', about, SIZES['10m'], 9, subjects, goals=[Goal('duckdb', at_least=1)])

    def opened() -> Case:
        path = base(settings, 'people', people(settings.build))
        subjects = [*loyalty('loyalty', here('loyalty.php'), 'open', path), *loyalty('loyalty cold', here('loyalty.php'), 'open-cold', path, settings.python, runs=5)]
        about = 'a saved base of 10,000,000 customers opened, asked for its first customer(), closed; page cache warm, and cold'
        return Case('open-10m', about, 1, 21, subjects, goals=[Goal(at_most=0.001)])

    def page() -> Case:
        if not settings.loyalty:
            return Case('page-view', 'needs the module', 200, 1, [php(here('page.php'), 'php')])
        worker = [*settings.loyalty, here('page.php')]
        subjects = [Subject(name, [*worker, name], checked=name != 'mariadb') for name in ('loyalty', 'mariadb', 'php')]
        about = '200 customers of 12 events, each read from the journal on MariaDB and folded'
        return Case('page-view', about, 200, 15, subjects, service=server(), rate=True)

    def page_base() -> Case:
        path = base(settings, 'people', people(settings.build))
        subjects = [*loyalty('loyalty', here('loyalty.php'), 'views', path), *loyalty('loyalty later', here('loyalty.php'), 'views-later', path)]
        about = '1,000 customers out of a mapped base of 10,000,000: at the instant of its fold, and an hour later'
        return Case('page-view-base', about, 1_000, 21, subjects, rate=True)

    def fit_cdnow() -> Case:
        path = cdnow()
        subjects = [*loyalty('loyalty', here('loyalty.php'), 'fit-summary', path), python('scipy', here('fit.py'), 'scipy', path)]
        if importlib.util.find_spec('lifetimes') is not None:
            subjects.append(python('lifetimes', here('fit.py'), 'lifetimes', path))
        about = 'BG/NBD on CDNOW: 2,357 rows grouped and fitted from (1, 1, 1, 1)'
        return Case('fit-cdnow', about, 2_357, 21, subjects, check=CDNOW, goals=[Goal(at_most=0.005)])

    def fit() -> Case:
        where = people(settings.build)
        subjects = [
            *loyalty('loyalty', here('loyalty.php'), 'fit-base', base(settings, 'people', where)),
            *loyalty('loyalty rows', here('loyalty.php'), 'fit-rows', where, runs=1),
            *loyalty('loyalty data', here('loyalty.php'), 'fit-data', where),
        ]
        about = 'BG/NBD on 10,000,000 customers: Data::fromBase() and fit(); from rows of a generator; the fit alone'
        return Case('fit-10m', about, PEOPLE, 2, subjects, goals=[Goal(at_most=60)])

    def alive() -> Case:
        where = people(settings.build)
        subjects = [*loyalty('loyalty', here('loyalty.php'), 'alive', where), python('scipy', here('fit.py'), 'alive', where, *MODEL)]
        about = 'P(alive) and purchases expected in a year of 10,000,000 customers, BG/NBD'
        return Case('alive-10m', about, PEOPLE, 3, subjects, goals=[Goal(at_most=10)])

    built: dict[str, Callable[[], Case]] = {
        'load-10m': load,
        'rfm-1m': lambda: rfm('1m', 9),
        'rfm-10m': lambda: rfm('10m', 5),
        'rfm-50m': lambda: rfm('50m', 2),
        'rule5-10m': rule,
        'rulewin-10m': window,
        'open-10m': opened,
        'page-view': page,
        'page-view-base': page_base,
        'fit-cdnow': fit_cdnow,
        'fit-10m': fit,
        'alive-10m': alive,
    }
    if not cdnow():
        print('fit-cdnow is left out: no rf_summary_days.csv in LOYALTY_CDNOW_DIR', file=sys.stderr)
        del built['fit-cdnow']
    return built
