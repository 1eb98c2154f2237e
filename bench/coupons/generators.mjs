// generators.mjs voucher-code-generator|coupon-code COUNT: as their READMEs use them
import coupon from 'coupon-code';
import voucher from 'voucher-code-generator';
import { serve } from '../lib/worker.mjs';

const count = Number(process.argv[3]);
const work = {
  // 8 symbols; it keeps them unique by an object of all codes
  'voucher-code-generator': () => voucher.generate({ length: 8, count }),
  // three groups of four with a check symbol each; nothing looks whether they are unique
  'coupon-code': () => Array.from({ length: count }, () => coupon.generate()),
};

await serve(work[process.argv[2]], (codes) => `${codes.length} codes`);
