// voucher.mjs COUNT: voucher-code-generator as its README uses it, 8 symbols; it keeps them unique by an object of all codes
import generator from 'voucher-code-generator';
import { serve } from '../lib/worker.mjs';

const count = Number(process.argv[2]);

await serve(
  () => generator.generate({ length: 8, count }),
  (codes) => `${codes.length} codes`,
);
