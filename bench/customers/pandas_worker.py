"""pandas_worker.py rule|window DIR SINCE [UNTIL]: a frame of columns, of which tier and category are categories"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lib'))

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from worker import serve  # noqa: E402

task, directory, since = sys.argv[1], sys.argv[2], int(sys.argv[3])


def column(name: str, kind: str) -> np.ndarray:
    return np.fromfile(os.path.join(directory, name + '.bin'), kind)


if task == 'rule':
    born = column('birthday', '<u2').astype(np.float32)
    born[born == 0] = np.nan
    customers = pd.DataFrame({
        'tier': pd.Categorical.from_codes(column('tier', 'u1'), ['bronze', 'silver', 'gold']),
        'last_order': column('last_order', '<u4'),
        'birthday': born,
        'orders': column('orders', '<u4'),
        'consent': column('consent', 'u1') == 1,
    })

    def select() -> int:
        f = customers
        return int((f['tier'].isin(['silver', 'gold']) & (f['last_order'] >= since) & f['birthday'].isna() & (f['orders'] >= 3) & f['consent']).sum())

    serve(select, lambda value: value)
else:
    until = int(sys.argv[4])
    path = os.path.join(directory, 'orders.tsv')
    orders = pd.read_csv(path, sep='\t', usecols=['customer', 'ts', 'amount', 'category'], dtype={'customer': np.uint32, 'ts': np.uint32, 'amount': np.int32, 'category': 'category'})

    def window() -> int:
        rows = orders[(orders['ts'] >= since) & (orders['ts'] <= until) & (orders['category'] == '7') & (orders['amount'] > 0)]
        return int((rows.groupby('customer')['amount'].sum() > 5000).sum())

    serve(window, lambda value: value)
