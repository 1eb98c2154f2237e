#!/usr/bin/env python3
"""Makes the synthetic order history that the cases read.

  orders.py --orders 1000000 --out DIR [--seed 1]

A customer starts at a random day of a three-year window, buys as a Poisson process with a gamma distributed rate (one in a hundred
is a wholesaler with a Pareto factor, so order counts are heavy tailed) and stops after an exponential lifetime with a gamma
distributed rate: Pareto/NBD data. The calendar has a peak before Christmas and a weekly cycle. Amounts are lognormal around the
customer's mean, in minor units; 4 % of the rows are refunds with a negative amount. Rows are sorted by time.

Writes customer.bin (u32), ts.bin (u32, unix seconds), amount.bin (i32), all little endian, and orders.tsv with a header and the six
columns customer, ts, amount, category, flags, ref. Every part draws from a stream of its own, so the same seed and size give the
same bytes; checksums.json has their CRC-32.
"""
import argparse
import datetime
import json
import os
import zlib

import numpy as np

DAY = 86400
DAYS = 1096
END = datetime.date(2024, 12, 31).toordinal()
EPOCH = datetime.date(1970, 1, 1).toordinal()
NONE = np.uint32(0xFFFFFFFF)
REFUND_SHARE = 0.04
CHUNK = 4_000_000


def calendar():
    """Cumulative order intensity by day, scaled to DAYS: warps uniform times."""
    day = np.arange(DAYS)
    ordinals = END - DAYS + 1 + day
    day_of_year = np.array([datetime.date.fromordinal(int(o)).timetuple().tm_yday for o in ordinals])
    weekday = np.array([(int(o) - 1) % 7 for o in ordinals])
    weight = 1 + 0.8 * np.exp(-0.5 * ((day_of_year - 340) / 12.0) ** 2) + 0.15 * np.sin(2 * np.pi * (day_of_year - 80) / 365.25)
    weight *= np.array([1.05, 1.0, 0.97, 0.98, 1.0, 0.9, 1.1])[weekday]
    total = np.concatenate([[0], np.cumsum(weight)])
    return total / total[-1] * DAYS


def customers(order_count, seed):
    """First day, active span and number of orders of each customer, until there are order_count orders."""
    parts, total, block = [], 0, 0
    block_size = min(max(1000, order_count // 8), 2_000_000)
    while total < order_count:
        rng = np.random.Generator(np.random.PCG64([seed, 1, block]))
        block += 1
        start = rng.random(block_size) ** 0.85 * DAYS
        rate = rng.gamma(0.55, 1 / 40.0, block_size)
        wholesale = rng.random(block_size) < 0.01
        rate = np.where(wholesale, rate + 0.02 * (1 - rng.random(block_size)) ** (-1 / 1.4), rate)
        np.minimum(rate, 5.0, out=rate)
        life = rng.exponential(1.0, block_size) / np.maximum(rng.gamma(0.7, 1 / 250.0, block_size), 1e-9)
        span = np.minimum(life, DAYS - start)
        count = 1 + rng.poisson(rate * span)
        reached = np.cumsum(count)
        if total + reached[-1] >= order_count:
            last = int(np.searchsorted(reached, order_count - total))
            count = count[: last + 1].copy()
            count[-1] -= int(reached[last] - (order_count - total))
            if count[-1] <= 0:
                count = count[:-1]
            start, span = start[: len(count)], span[: len(count)]
        parts.append((start.astype(np.float32), span.astype(np.float32), count.astype(np.int32)))
        total += int(count.sum())
    return tuple(np.concatenate([part[i] for part in parts]) for i in range(3))


def orders(rows, seed):
    refund_count = int(round(rows * REFUND_SHARE))
    order_count = rows - refund_count
    window_start = (END - DAYS + 1 - EPOCH) * DAY
    window_end = window_start + DAYS * DAY - 1
    cumulative = calendar()
    start, span, count = customers(order_count, seed)
    people = len(count)
    rng = np.random.Generator(np.random.PCG64([seed, 2]))
    mean = rng.normal(8.15, 0.55, people).astype(np.float32)
    favourite = (24 * rng.random(people) ** 2.2).astype(np.uint8)
    owner = np.repeat(np.arange(people, dtype=np.uint32), count)
    is_first = np.zeros(order_count, bool)
    is_first[np.cumsum(count, dtype=np.int64) - count] = True

    customer = np.empty(rows, np.uint32)
    ts = np.empty(rows, np.uint32)
    amount = np.empty(rows, np.int32)
    category = np.empty(rows, np.uint8)
    flags = np.zeros(rows, np.uint8)
    customer[:order_count] = owner
    for block, a in enumerate(range(0, order_count, CHUNK)):
        b = min(a + CHUNK, order_count)
        size = b - a
        rng = np.random.Generator(np.random.PCG64([seed, 3, block]))
        who = owner[a:b]
        moment = start[who] + np.where(is_first[a:b], 0, rng.random(size)) * span[who]
        moment = np.interp(moment, cumulative, np.arange(DAYS + 1))
        clock = (DAY * np.clip(0.58 + 0.19 * rng.standard_normal(size), 0.0, 0.99999)).astype(np.int64)
        ts[a:b] = np.minimum((np.floor(moment) * DAY).astype(np.int64) + clock + window_start, window_end).astype(np.uint32)
        value = np.exp(mean[who] + 0.6 * rng.standard_normal(size, dtype=np.float32)).astype(np.int64)
        kind = rng.random(size, dtype=np.float32)
        value = np.where(kind < 0.4, value // 100 * 100 + 99, value)
        value = np.where(kind > 0.997, 0, value)
        amount[a:b] = np.minimum(value, 50_000_000)
        taste = rng.random(size, dtype=np.float32)
        category[a:b] = np.where(taste < 0.45, favourite[who], (24 * (taste - 0.45) / 0.55 * 0.99999).astype(np.uint8))
        marks = rng.integers(0, 256, size, dtype=np.uint8)
        flags[a:b] = 2 * (marks < 46) + 4 * ((marks & 15) > 6) + 8 * ((marks >> 4) == 3)

    ref = np.full(rows, NONE, np.uint32)
    if refund_count:
        rng = np.random.Generator(np.random.PCG64([seed, 4]))
        source = np.unique(rng.integers(0, order_count, int(refund_count * 1.1) + 100))
        source = source[rng.permutation(len(source))[:refund_count]]
        if len(source) != refund_count:
            raise SystemExit('too few orders to refund')
        customer[order_count:] = owner[source]
        delay = (1 + rng.random(refund_count) * 30 * DAY).astype(np.int64)
        ts[order_count:] = np.minimum(ts[source].astype(np.int64) + delay, window_end).astype(np.uint32)
        part = np.where(rng.random(refund_count) < 0.7, 1.0, rng.random(refund_count))
        amount[order_count:] = -(amount[source] * part).astype(np.int32)
        category[order_count:] = category[source]
        flags[order_count:] = 1
        ref[order_count:] = source
    order = np.argsort(ts, kind='stable')
    place = np.empty(rows, np.uint32)
    place[order] = np.arange(rows, dtype=np.uint32)
    refunds = ref != NONE
    ref[refunds] = place[ref[refunds]]
    return {
        'customer': (customer + np.uint32(1))[order],
        'ts': ts[order],
        'amount': amount[order],
        'category': category[order],
        'flags': flags[order],
        'ref': ref[order],
    }


def digits(values):
    """A column as a matrix of ASCII digits and a mask of those that are written: no Python loop over rows."""
    values = values.astype(np.int64)
    negative = values < 0
    rest = np.abs(values)
    width = max(1, len(str(int(rest.max(initial=0)))))
    text = np.empty((len(values), width + 1), np.uint8)
    keep = np.zeros((len(values), width + 1), bool)
    for j in range(width, 0, -1):
        text[:, j] = rest % 10 + ord('0')
        keep[:, j] = (rest > 0) | (j == width)
        rest //= 10
    text[:, 0] = ord('-')
    keep[:, 0] = negative
    return text, keep


def write_tsv(path, columns, chunk=1_000_000):
    rows = len(next(iter(columns.values())))
    with open(path, 'wb') as file:
        file.write(('\t'.join(columns) + '\n').encode())
        for a in range(0, rows, chunk):
            texts, keeps = [], []
            for i, column in enumerate(columns.values()):
                text, keep = digits(column[a : a + chunk])
                end = np.full((len(text), 1), ord('\t') if i < len(columns) - 1 else ord('\n'), np.uint8)
                texts += [text, end]
                keeps += [keep, np.ones((len(text), 1), bool)]
            file.write(np.concatenate(texts, 1)[np.concatenate(keeps, 1)].tobytes())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--orders', type=int, required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--out', required=True)
    args = parser.parse_args()
    columns = orders(args.orders, args.seed)
    os.makedirs(args.out, exist_ok=True)
    for name in ('customer', 'ts', 'amount'):
        columns[name].astype(columns[name].dtype.newbyteorder('<')).tofile(os.path.join(args.out, name + '.bin'))
    write_tsv(os.path.join(args.out, 'orders.tsv'), columns)
    sums = {name: '%08x' % zlib.crc32(np.ascontiguousarray(column)) for name, column in columns.items()}
    # Last: who finds it knows that the rest is whole.
    with open(os.path.join(args.out, 'checksums.json'), 'w') as file:
        json.dump({'orders': args.orders, 'seed': args.seed, 'numpy': np.__version__, 'crc32': sums}, file, indent=1)
        file.write('\n')


if __name__ == '__main__':
    main()
