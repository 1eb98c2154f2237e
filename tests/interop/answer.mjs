/* Answers questions on standard input, one JSON object a line, with one a line: the other side of shop/tests/InteropTest.php. */
import { createInterface } from 'node:readline';
import * as coupon from './coupon.mjs';

const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const ask = {
  issue: ({ ring, code }) => coupon.issueShort(ring, code),
  verify: ({ ring, hex }) => coupon.verifyShort(ring, bytes(hex)),
  suggest: ({ ring, text }) => coupon.suggestShort(ring, text),
  token: ({ ring, type, fields }) =>
    coupon.issueFull(ring.domain, type === 'P' ? { type, secret: coupon.keyPair(ring.seed).privateKey } : { type, key: ring.shared }, fields),
  read: ({ ring, hex, now }) =>
    coupon.verifyFull({ domain: ring.domain, keys: [...ring.publicKeys.map((publicKey) => ({ type: 'P', publicKey })), ...(ring.shared ? [{ type: 'S', key: ring.shared }] : [])] }, bytes(hex), now ?? null),
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const { domain, keys = {}, seed, shared, publicKeys = [] } = question.ring;
  question.ring = {
    domain,
    keys: Object.fromEntries(Object.entries(keys).map(([slot, hex]) => [slot, bytes(hex)])),
    seed: seed && bytes(seed),
    shared: shared && bytes(shared),
    publicKeys: publicKeys.map(bytes),
  };
  let answer;
  try {
    answer = { value: ask[question.ask](question) };
  } catch (error) {
    if (!(error instanceof coupon.Refused)) throw error;
    answer = { refused: error.reason };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
