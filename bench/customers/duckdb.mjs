// duckdb.mjs rule|window DIR THREADS QUERY: columns as a shop would have them, tier and category as text
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { serve } from '../lib/worker.mjs';

const [task, dir, threads, query] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
const read = (name) => `read_csv('${path.join(dir, name).replaceAll("'", "''")}', delim = '\t', header = true)`;

await connection.run(
  task === 'rule'
    ? "create table customers as select customer::uinteger as customer, case tier when 0 then 'bronze' when 1 then 'silver' else 'gold' end as tier, " +
        "last_order::uinteger as last_order, nullif(birthday, 0)::integer as birthday, orders::uinteger as orders, " +
        `case consent when 2 then null else consent = 1 end as consent from ${read('customers.tsv')}`
    : 'create table orders as select customer::uinteger as customer, ts::uinteger as ts, amount::integer as amount, ' +
        `category::varchar as category from ${read('orders.tsv')}`,
);
await serve(
  async () => (await connection.runAndReadAll(query)).getRows(),
  (rows) => rows[0][0],
);
