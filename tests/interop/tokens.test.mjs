/* docs/tokens.md: the example is what it says, and its picture is the example. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import QRCode from 'qrcode';
import { executable, launch } from './browser.mjs';
import * as coupon from './coupon.mjs';
import { readBack } from './picture.mjs';

const page = readFileSync(new URL('../../docs/tokens.md', import.meta.url), 'utf8');
const cell = (name) => page.match(new RegExp(`\\| ${name} \\| \`([^\`]+)\``))[1];
const token = page.match(/^ {4}(C1P\.[0-9A-Z]+)$/m)[1];
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const fields = { campaign: 7, serial: 41, kind: 2, value: 500, currency: 'EUR', min_order: 3000, exp: Date.UTC(2036, 0, 1) / 1000, name: 'Maria' };
const partner = { domain: cell('domain'), keys: [{ type: 'P', publicKey: bytes(cell('public key')) }] };

test('the example is made of the published seed', () => {
  const pair = coupon.keyPair(Uint8Array.from({ length: 32 }, (_, i) => i));
  assert.equal(Buffer.from(pair.publicKey).toString('hex'), cell('public key'));
  assert.deepEqual([...new Set(page.match(/C1P\.[0-9A-Z]+/g))], [token], 'one token all over the page, which tools/check-docs has the extension verify');
  assert.equal(coupon.issueFull(cell('domain'), { type: 'P', secret: pair.privateKey }, fields), token);
});

test('its picture, rendered and read as a camera does, verifies with the key of the page', { skip: executable() === undefined && 'needs Chromium' }, async () => {
  const browser = await launch();
  try {
    const read = await readBack(browser, fileURLToPath(new URL('../../docs/images/example-token.svg', import.meta.url)));
    assert.equal(read, token);
    assert.deepEqual(coupon.verifyFull(partner, new TextEncoder().encode(read), fields.exp - 1), fields);
  } finally {
    await browser.close();
  }
});

test('sizes of pictures are those of the table', () => {
  const rows = [...page.matchAll(/^\| [^|]+ \| (\d+) \| version (\d+), (\d+) × \d+ \|$/gm)];
  assert.equal(rows.length, 4);
  for (const [, symbols, version, modules] of rows) {
    const code = QRCode.create([{ data: 'C1P.'.padEnd(Number(symbols), '0'), mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
    assert.deepEqual([code.version, code.modules.size], [Number(version), Number(modules)], symbols);
  }
  assert.equal(token.length, 160);
});
