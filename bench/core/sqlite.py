"""sqlite.py DIR: the RFM query on a table in memory, without an index"""
import os
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'lib'))

import numpy as np  # noqa: E402
from worker import serve  # noqa: E402

directory = sys.argv[1]
with open(os.path.join(HERE, 'rfm.sql'), encoding='utf-8') as file:
    query = file.read()
database = sqlite3.connect(':memory:')
database.execute('create table orders (customer integer, ts integer, amount integer)')
columns = [np.fromfile(os.path.join(directory, name + '.bin'), kind).tolist() for name, kind in (('customer', '<u4'), ('ts', '<u4'), ('amount', '<i4'))]
database.executemany('insert into orders values (?, ?, ?)', zip(*columns))
database.commit()
del columns
serve(lambda: database.execute(query).fetchall(), lambda rows: rows[0][1])
