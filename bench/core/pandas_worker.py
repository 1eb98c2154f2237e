"""pandas_worker.py load|rfm DIR"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lib'))

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from worker import serve  # noqa: E402

task, directory = sys.argv[1:]


def load() -> pd.DataFrame:
    frame = pd.read_csv(
        os.path.join(directory, 'orders.tsv'),
        sep='\t',
        usecols=['customer', 'ts', 'amount'],
        dtype={'customer': np.uint32, 'ts': np.uint32, 'amount': np.int32},
    )
    frame['id'] = pd.factorize(frame['customer'])[0]
    return frame


def rfm(frame: pd.DataFrame) -> int:
    """The usual recipe: qcut, and ranks where a quantile would fall into equal counts."""
    grouped = frame.groupby('customer').agg(last=('ts', 'max'), n=('ts', 'size'), total=('amount', 'sum'))
    labels = [1, 2, 3, 4, 5]
    r = pd.qcut(grouped['last'], 5, labels=labels).astype(np.int64)
    f = pd.qcut(grouped['n'].rank(method='first'), 5, labels=labels).astype(np.int64)
    m = pd.qcut(grouped['total'], 5, labels=labels).astype(np.int64)
    return int(((r * 100 + f * 10 + m) * (grouped.index.values.astype(np.int64) % 1000)).sum())


if task == 'load':
    serve(load, lambda frame: f'{len(frame)} rows, {int(frame["id"].max()) + 1} customers')
else:
    columns = {'customer': '<u4', 'ts': '<u4', 'amount': '<i4'}
    orders = pd.DataFrame({name: np.fromfile(os.path.join(directory, name + '.bin'), kind) for name, kind in columns.items()})
    serve(lambda: rfm(orders), lambda value: value)
