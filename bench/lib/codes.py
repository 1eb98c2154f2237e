"""The cases of short codes, which `core` and `coupons` have alike, and what the cases of tokens are made of too. The workers are in coupons/."""
import os
from typing import Callable

from harness import Case, Goal, Settings, Subject
from prepare import program

CODES = 1_000_000
VERIFIED = 200_000
COUNTED = 20_000  # codes of a repetition whose instructions are counted


def worker(settings: Settings, *names: str) -> str:
    return os.path.join(settings.root, 'coupons', *names)


def bare(settings: Settings, source: str) -> str:
    """A program in C over libsodium, with the flags of the module itself: what is compared is the work, not the compiler."""
    return program(settings.build, worker(settings, source), ['-O2'], ['-lsodium'])


def loyalty(settings: Settings, name: str, *arguments: str, count: tuple[str, ...] = (), **options) -> list[Subject]:
    if not settings.loyalty:
        return []
    command = [*settings.loyalty, worker(settings, 'loyalty.php')]
    return [Subject(name, [*command, *arguments], count=[*command, *count] if count else None, **options)]


def php(settings: Settings, name: str, script: str, *arguments: str, **options) -> Subject:
    return Subject(name, [*settings.php, worker(settings, script), *arguments], **options)


def short(settings: Settings) -> dict[str, Callable[[], Case]]:
    def issue() -> Case:
        libsodium = bare(settings, 'libsodium.c')
        generators = [settings.node, worker(settings, 'generators.mjs')]
        unsigned = ['voucher-code-generator', 'coupon-code', 'php']
        subjects = [
            *loyalty(settings, 'loyalty', 'issue', str(CODES), count=('issue', str(COUNTED))),
            *loyalty(settings, 'loyalty words', 'issue-words', str(CODES), count=('issue-words', str(COUNTED)), checked=False),
            Subject('libsodium', [libsodium, 'issue', str(CODES)], count=[libsodium, 'issue', str(COUNTED)]),
            php(settings, 'ext-sodium', 'sodium.php', 'issue', str(CODES), runs=3),
            Subject('voucher-code-generator', [*generators, 'voucher-code-generator', str(CODES)], runs=5, checked=False),
            Subject('coupon-code', [*generators, 'coupon-code', str(CODES)], runs=5, checked=False),
            php(settings, 'php', 'random.php', 'letters', str(CODES), runs=5, checked=False),
            php(settings, 'php hex', 'random.php', 'hex', str(CODES), checked=False),
            php(settings, 'php-jwt', 'jwt.php', 'issue', str(CODES), 'HS256', runs=3, checked=False),
            php(settings, 'lcobucci-jwt', 'lcobucci.php', 'issue', str(CODES), 'HS256', runs=2, checked=False),
        ]
        goals = [Goal('libsodium', at_most=1.3), *(Goal(peer, at_least=1) for peer in unsigned)]
        return Case('issue-1m', f'{CODES:,} signed codes of 20 symbols', CODES, 9, subjects, rate=True, count_operations=COUNTED, goals=goals)

    def verify() -> Case:
        libsodium = bare(settings, 'libsodium.c')
        subjects = [
            *loyalty(settings, 'loyalty', 'verify', str(VERIFIED), count=('verify', str(COUNTED))),
            *loyalty(settings, 'loyalty scattered', 'verify-scattered', str(VERIFIED)),
            Subject('libsodium', [libsodium, 'verify', str(VERIFIED)], count=[libsodium, 'verify', str(COUNTED)]),
            php(settings, 'ext-sodium', 'sodium.php', 'verify', str(VERIFIED), runs=5),
            php(settings, 'php-jwt', 'jwt.php', 'verify', str(VERIFIED), 'HS256', runs=5),
            php(settings, 'lcobucci-jwt', 'lcobucci.php', 'verify', str(VERIFIED), 'HS256', runs=3),
        ]
        about = f'{VERIFIED:,} codes verified in shuffled order'
        return Case('verify', about, VERIFIED, 15, subjects, rate=True, count_operations=COUNTED, goals=[Goal('libsodium', at_most=1.3)])

    return {'issue-1m': issue, 'verify': verify}
