"""The cases of coupons: short codes and tokens, memory of a stream, the ledger of redemptions, the key ring."""
from typing import Callable

import codes
from harness import Case, Goal, Settings, Subject

ISSUED = 20_000
VERIFIED = 10_000
STREAMED = 10_000_000
OPENED = 1_000
COUNTED = 1_000  # tokens or rings of a repetition whose instructions are counted
DATABASES = {'sqlite': 200, 'mariadb': 200, 'postgresql': 200, 'galera': 100}  # rows of a repetition
RUNS = 41  # short ones and many: a disk that others use is fast and slow by turns


def cases(settings: Settings) -> dict[str, Callable[[], Case]]:
    def tokens(task: str, count: int, runs: int, about: str) -> Case:
        libsodium = codes.bare(settings, 'tokens.c')
        subjects = []
        for kind, suffix, algorithm in (('public', '', 'EdDSA'), ('shared', ' shared', 'HS256')):
            bare = [libsodium, task.removesuffix('-full'), kind]
            # Tokens are compared by their bytes, a kind with itself, and a JWT's are others; what was verified, by the sum of the serials.
            kin = kind if task == 'issue-full' else ''
            jwt = {'runs': min(runs, 5), 'checked': task == 'verify-full'}
            subjects += [
                *codes.loyalty(settings, 'loyalty' + suffix, task, str(count), kind, count=(task, str(COUNTED), kind), kin=kin),
                Subject('libsodium' + suffix, [*bare, str(count)], count=[*bare, str(COUNTED)], kin=kin),
                codes.php(settings, 'ext-sodium' + suffix, 'sodium.php', task, str(count), kind, runs=min(runs, 5), kin=kin),
                codes.php(settings, f'php-jwt {algorithm}', 'jwt.php', task, str(count), algorithm, **jwt),
                codes.php(settings, f'lcobucci-jwt {algorithm}', 'lcobucci.php', task, str(count), algorithm, **jwt),
            ]
        return Case(task, about, count, runs, subjects, rate=True, count_operations=COUNTED, goals=[Goal('libsodium', at_most=1.3)])

    def stream() -> Case:
        subjects = codes.loyalty(settings, 'loyalty', 'stream', str(STREAMED), baseline=[*settings.loyalty, codes.worker(settings, 'loyalty.php'), 'nothing', '0'])
        goals = [Goal(at_most=32 << 20, metric='bytes')]
        return Case('stream-10m', f'{STREAMED:,} codes, one after the other: peak memory', STREAMED, 1, subjects, rate=True, peak=True, goals=goals)

    def ring() -> Case:
        subjects = [
            *codes.loyalty(settings, 'loyalty', 'open', str(OPENED), count=('open', str(COUNTED))),
            Subject('libsodium', [codes.bare(settings, 'page.c'), str(OPENED)]),
        ]
        about = f'a saved ring opened {OPENED:,} times'
        return Case('key-ring-open', about, OPENED, 15, subjects, rate=True, count_operations=COUNTED, goals=[Goal(at_most=OPENED * 100e-6)])

    def ledger(name: str, database: str, count: int) -> Case:
        reserve = name == 'reserve'

        def subject(label: str, task: str, **options) -> list[Subject]:
            return [Subject(label, [*settings.loyalty, codes.worker(settings, 'ledger.php'), task, database, str(count)], **options)] if settings.loyalty else []

        subjects = subject('loyalty', 'hold' if reserve else 'redeem') + subject(database, 'insert' if reserve else 'update')
        if reserve:
            subjects += subject('loyalty attempts', 'attempt', checked=False)
        about = f'{count} single-use codes {"held by a cart" if reserve else "of placed orders redeemed"}, {database}, one client, each committed'
        # The disk decides how long the fastest repetition takes: rates are compared, by their medians.
        goals = [Goal(database, at_least=0.5, metric='per_second')]
        service = [*settings.loyalty, codes.worker(settings, 'server.php'), database]
        return Case(f'{name}-{database}', about, count, RUNS, subjects, rate=True, service=service, goals=goals)

    return {
        **codes.short(settings),
        'issue-full': lambda: tokens('issue-full', ISSUED, 9, f'{ISSUED:,} tokens with all twelve fields'),
        'verify-full': lambda: tokens('verify-full', VERIFIED, 9, f'{VERIFIED:,} tokens with all twelve fields verified and read, in shuffled order'),
        'stream-10m': stream,
        'key-ring-open': ring,
        **{
            f'{name}-{database}': lambda name=name, database=database, count=count: ledger(name, database, count)
            for name in ('reserve', 'confirm')
            for database, count in DATABASES.items()
        },
    }
