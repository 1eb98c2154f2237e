#!/usr/bin/env python3
"""Makes the customers that the cases over ten million customers read.

  people.py --customers 10000000 --out DIR [--seed 1]

BG/NBD data by simulation: the first order lies anywhere in the thousand days before 2024-12-31, the rate is gamma distributed, and after
each repeat order the customer leaves with a chance of his own, beta distributed. Amounts are lognormal. One in seven told his birthday, one in three
was asked whether e-mail is allowed, and three of four of those said yes.

Writes orders.tsv (customer, ts, amount; by time), profiles.ndjson (birthdays and consents as events), customers.tsv (what is known of each customer at
the end of 2024, for the peers: reckoned here and not by the module) and its columns as little endian files. Every part draws from a stream of its
own; checksums.json has CRC-32 of the columns.
"""
import argparse
import datetime
import json
import os
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lib'))

import numpy as np  # noqa: E402
import orders  # noqa: E402

DAY = 86400
DAYS = 1000
LAST = datetime.date(2024, 12, 31).toordinal() - datetime.date(1970, 1, 1).toordinal()
SILVER, GOLD = 15_000, 60_000  # as in programme.json
MOST = 400  # orders of one customer


def purchases(people, seed):
    """Customer and day of each order, round by round: everybody's first, second, ... order."""
    rng = np.random.Generator(np.random.PCG64([seed, 11]))
    first = rng.random(people, dtype=np.float32) * DAYS
    rate = np.maximum(rng.standard_gamma(0.6, people, dtype=np.float32) / 75.0, 1e-6)
    leaves = rng.beta(0.8, 2.4, people).astype(np.float32)
    who = np.arange(people, dtype=np.uint32)
    moment = first
    parts = []
    for turn in range(MOST):
        if len(who) == 0:
            break
        rng = np.random.Generator(np.random.PCG64([seed, 12, turn]))
        parts.append((who, moment.astype(np.uint16)))
        if turn > 0:
            stays = rng.random(len(who), dtype=np.float32) >= leaves[who]
            who, moment = who[stays], moment[stays]
        moment = moment + rng.standard_exponential(len(who), dtype=np.float32) / rate[who]
        inside = moment < DAYS
        who, moment = who[inside], moment[inside]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def history(people, seed):
    who, day = purchases(people, seed)
    rng = np.random.Generator(np.random.PCG64([seed, 13]))
    rows = len(who)
    # Between 08:00 and 19:00 UTC: the local day in Berlin is that of UTC.
    ts = ((LAST - DAYS + 1 + day.astype(np.int64)) * DAY + 8 * 3600 + rng.integers(0, 11 * 3600, rows, dtype=np.int32)).astype(np.uint32)
    amount = (500 + np.exp(8.0 + 0.7 * rng.standard_normal(rows, dtype=np.float32))).astype(np.int32)
    by_time = np.argsort(ts, kind='stable')
    columns = {'customer': who[by_time] + np.uint32(1), 'ts': ts[by_time], 'amount': amount[by_time]}
    days = np.unique(who.astype(np.int64) * 2048 + day)
    owner = (days >> 11).astype(np.uint32)
    day = (days & 2047).astype(np.int32)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(owner)) + 1])
    ends = np.concatenate([starts[1:], [len(owner)]]) - 1
    last = np.zeros(people, np.uint32)
    np.maximum.at(last, who, ts)
    facts = {
        'customer': np.arange(1, people + 1, dtype=np.uint32),
        'last_order': last,
        'orders': np.bincount(who, minlength=people).astype(np.uint32),
        'spent': np.bincount(who, weights=amount, minlength=people).astype(np.uint32),
        'x': (ends - starts).astype(np.uint16),
        'tx': (day[ends] - day[starts]).astype(np.uint16),
        'T': (DAYS - 1 - day[starts]).astype(np.uint16),
    }
    facts['tier'] = ((facts['spent'] >= SILVER).astype(np.uint8) + (facts['spent'] >= GOLD)).astype(np.uint8)
    return columns, facts


def profiles(path, facts, seed):
    """Birthdays and consents, which are events and columns too: 0 and 2 are not known."""
    people = len(facts['customer'])
    rng = np.random.Generator(np.random.PCG64([seed, 14]))
    born = np.where(rng.random(people) < 1 / 7, 3650 + rng.integers(0, 9000, people), 0).astype(np.uint16)
    asked = rng.random(people)
    consent = np.where(asked < 0.25, 1, np.where(asked < 1 / 3, 0, 2)).astype(np.uint8)
    at = (LAST - DAYS) * DAY
    epoch = datetime.date(1970, 1, 1)
    dates = [(epoch + datetime.timedelta(days=i)).isoformat() for i in range(13_000)]
    with open(path, 'w', encoding='ascii') as file:
        known = np.flatnonzero(born)
        for a in range(0, len(known), 500_000):
            some = known[a : a + 500_000]
            file.write(''.join(
                f'{{"id":"bench/birthday/{c}/{at}","type":"birthday","customer":"{c}","at":{at},"payload":{{"date":"{dates[b]}"}}}}\n'
                for c, b in zip((some + 1).tolist(), born[some].tolist())
            ))
        known = np.flatnonzero(consent != 2)
        words = ('false', 'true')
        for a in range(0, len(known), 500_000):
            some = known[a : a + 500_000]
            file.write(''.join(
                f'{{"id":"bench/consent/{c}/1","type":"consent","customer":"{c}","at":{at},"payload":{{"channel":"email","given":{words[g]}}}}}\n'
                for c, g in zip((some + 1).tolist(), consent[some].tolist())
            ))
    facts['birthday'] = born
    facts['consent'] = consent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--customers', type=int, required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--out', required=True)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    columns, facts = history(args.customers, args.seed)
    orders.write_tsv(os.path.join(args.out, 'orders.tsv'), columns)
    sums = {'orders.' + name: '%08x' % zlib.crc32(np.ascontiguousarray(column)) for name, column in columns.items()}
    rows = len(columns['ts'])
    del columns
    profiles(os.path.join(args.out, 'profiles.ndjson'), facts, args.seed)
    told = ('customer', 'tier', 'last_order', 'birthday', 'orders', 'consent')
    orders.write_tsv(os.path.join(args.out, 'customers.tsv'), {name: facts[name] for name in told})
    for name, column in facts.items():
        column.astype(column.dtype.newbyteorder('<')).tofile(os.path.join(args.out, name + '.bin'))
        sums[name] = '%08x' % zlib.crc32(np.ascontiguousarray(column))
    # Last: who finds it knows that the rest is whole.
    with open(os.path.join(args.out, 'checksums.json'), 'w', encoding='utf-8') as file:
        json.dump({'customers': args.customers, 'orders': rows, 'seed': args.seed, 'numpy': np.__version__, 'crc32': sums}, file, indent=1)
        file.write('\n')


if __name__ == '__main__':
    main()
