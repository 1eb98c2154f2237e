/*
 * Answers questions on standard input, one JSON object a line, with one a line: the other side of shop/tests/InteropTest.php. A question that
 * brings a ring is about that ring, and so are those behind it.
 */
import { createInterface } from 'node:readline';
import * as coupon from './coupon.mjs';

const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));

/* keys: masters by slot; seed and shared: what signs tokens; publicKeys: what a partner has. All in hexadecimal digits. */
function ringOf({ domain, keys = {}, retired = [], seed = null, shared = null, publicKeys = [] }) {
  const pair = seed === null ? null : coupon.keyPair(bytes(seed));
  const secrets = { P: pair && { type: 'P', secret: pair.privateKey }, S: shared && { type: 'S', key: bytes(shared) } };
  const verifying = [...(pair ? [pair.publicKey] : []), ...publicKeys.map(bytes)].map((publicKey) => ({ type: 'P', publicKey }));
  return {
    short: { domain, keys: Object.fromEntries(Object.entries(keys).map(([slot, hex]) => [slot, bytes(hex)])), retired },
    full: { domain, keys: [...verifying, ...(secrets.S ? [secrets.S] : [])] },
    secrets,
  };
}

const ask = {
  issue: ({ short }, { code }) => coupon.issueShort(short, code),
  token: ({ full, secrets }, { type, fields }) => coupon.issueFull(full.domain, secrets[type], fields),
  sign: ({ full, secrets }, { type, hex }) => coupon.signFull(full.domain, secrets[type], bytes(hex)),
  verify: ({ short, full }, { hex, now }) => coupon.verify(short, full, bytes(hex), now ?? null),
  suggest: ({ short }, { hex }) => coupon.suggestShort(short, bytes(hex)),
  seal: ({ short }, { symbols, checks }) => coupon.show(coupon.seal(short.domain, symbols, checks)),
};

let ring = null;
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  if (question.ring) ring = ringOf(question.ring);
  let answer;
  try {
    answer = { value: ask[question.ask](ring, question) };
  } catch (error) {
    if (!(error instanceof coupon.Refused)) throw error;
    answer = { refused: error.reason };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
