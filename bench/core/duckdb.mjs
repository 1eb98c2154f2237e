// duckdb.mjs load|rfm DIR THREADS
import fs from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { serve } from '../lib/worker.mjs';

const [task, dir, threads] = process.argv.slice(2);
const query = fs.readFileSync(new URL('./rfm.sql', import.meta.url), 'utf8');
const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
const file = path.join(dir, 'orders.tsv').replaceAll("'", "''");

const load = () =>
  connection.run(
    'create table orders as select customer::uinteger as customer, ts::uinteger as ts, amount::integer as amount ' +
      `from read_csv('${file}', delim = '\t', header = true)`,
  );
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();

if (task === 'load') {
  await serve(
    load,
    async () => {
      const [[count, customers]] = await rows('select count(*), count(distinct customer) from orders');
      return `${count} rows, ${customers} customers`;
    },
    () => connection.run('drop table if exists orders'),
  );
} else {
  await load();
  await serve(
    () => rows(query),
    (answer) => answer[0][1],
  );
}
