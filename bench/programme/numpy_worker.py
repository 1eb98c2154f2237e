"""numpy_worker.py DIR: awards and balances of all customers over columns in memory."""
import datetime
import os
import sys
import zoneinfo

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'lib'))
from worker import serve  # noqa: E402

AT = 1_735_689_600
STEPS = np.array([0, 5000, 10000, 25000])
EXTRA = np.array([0, 25, 75, 250])

directory = sys.argv[1]
customer = np.fromfile(os.path.join(directory, 'customer.bin'), '<u4').astype(np.int64)
ts = np.fromfile(os.path.join(directory, 'ts.bin'), '<u4').astype(np.int64)
amount = np.fromfile(os.path.join(directory, 'amount.bin'), '<i4').astype(np.int64)
zone = zoneinfo.ZoneInfo('Europe/Berlin')
day = datetime.datetime.fromtimestamp(AT, zone).replace(hour=0, minute=0, second=0)
over = int(day.replace(year=day.year - 1).timestamp())


def fold():
    paid = np.maximum(amount, 0)
    points = np.where(paid > 0, paid // 100 + EXTRA[np.searchsorted(STEPS, paid, 'right') - 1], 0)
    earned = np.bincount(customer, points)
    expired = np.bincount(customer, np.where(ts < over, points, 0))
    gross = np.bincount(customer, paid)
    orders = np.bincount(customer, amount > 0)
    return orders, gross, earned, expired, earned - expired


def check(result):
    return ' '.join(f'{name} {int(column.sum())}' for name, column in zip(('orders', 'gross', 'earned', 'expired', 'points'), result))


serve(fold, check)
