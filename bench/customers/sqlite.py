"""sqlite.py DIR QUERY: a table of customers in memory without an index"""
import os
import sqlite3
import sys
from itertools import islice

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lib'))

from worker import serve  # noqa: E402

directory, query = sys.argv[1:]
tiers = ('bronze', 'silver', 'gold')
answers = (0, 1, None)
database = sqlite3.connect(':memory:')
database.execute('create table customers (customer integer primary key, tier text, last_order integer, birthday integer, orders integer, consent integer)')
with open(os.path.join(directory, 'customers.tsv'), encoding='ascii') as file:
    lines = (tuple(map(int, line.split('\t'))) for line in islice(file, 1, None))
    rows = ((key, tiers[tier], last, born or None, orders, answers[consent]) for key, tier, last, born, orders, consent in lines)
    database.executemany('insert into customers values (?, ?, ?, ?, ?, ?)', rows)
database.commit()
serve(lambda: database.execute(query).fetchall(), lambda found: found[0][0])
