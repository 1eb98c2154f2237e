/* The second implementation against the vectors, both ways. Run: npm test */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as coupon from './coupon.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`../data/vectors/${name}.json`, import.meta.url)));
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const input = ({ hex, repeat }) => Uint8Array.from(Buffer.concat(Array(repeat ?? 1).fill(Buffer.from(hex, 'hex'))));
const keysOf = (keys) => Object.fromEntries(Object.entries(keys).map(([slot, hex]) => [slot, bytes(hex)]));
const text = (string) => new TextEncoder().encode(string);
const reason = (call) => {
  try {
    call();
    return 'OK';
  } catch (error) {
    if (error instanceof coupon.Refused) return error.reason;
    throw error;
  }
};

const valid = read('short_valid');
const ring = { domain: valid.domain, keys: keysOf(valid.keys) };

for (const file of ['short_valid', 'short_domain2']) {
  test(`${file}: issued and verified`, () => {
    const { domain, keys, offset1, offset2, valid: cases } = read(file);
    const own = { domain, keys: keysOf(keys) };
    assert.deepEqual(coupon.offset(domain).slice(0, 1), offset1);
    assert.deepEqual(coupon.offset(domain), offset2);
    for (const { n, kid, campaign, serial, code } of cases) {
      assert.equal(coupon.issueShort(own, { length: n, slot: kid, campaign, serial }), code);
      assert.deepEqual(coupon.verifyShort(own, text(code)), { code, campaign, serial, slot: kid, name: null });
    }
  });
}

test('short_negative: spellings that are accepted, inputs that are not', () => {
  const { accept, accept_expect: expected, reject } = read('short_negative');
  for (const hex of accept) {
    const { campaign, serial, slot } = coupon.verifyShort(ring, bytes(hex));
    assert.deepEqual({ campaign, serial, kid: slot }, expected);
  }
  for (const entry of reject) {
    const keys = { ...ring.keys };
    const lacking = entry.id === 'retired key';
    if (lacking) delete keys[1];
    assert.equal(reason(() => coupon.verifyShort({ keys, domain: entry.domain }, input(entry))), entry.error, entry.id);
    if (lacking) assert.equal(reason(() => coupon.verifyShort({ keys, domain: entry.domain, retired: [1] }, input(entry))), 'KEY_RETIRED');
  }
});

test('short_typos: what the check symbols say, and the truth that the tag confirms', () => {
  for (const { input: typed, error, suggest, truth } of read('short_typos')) {
    assert.equal(reason(() => coupon.verifyShort(ring, text(typed))), error);
    assert.deepEqual(coupon.repairs(ring.domain, typed).sort(), [...suggest].sort(), typed);
    assert.deepEqual(coupon.suggestShort(ring, text(typed)), truth.length === 12 ? [] : [truth]);
  }
});

test('short_v2: personalised codes', () => {
  const { domain, keys, valid: cases, reject } = read('short_v2');
  const own = { domain, keys: keysOf(keys) };
  for (const { name, kid, campaign, serial, code } of cases) {
    const read = coupon.verifyShort(own, text(code));
    assert.deepEqual([read.campaign, read.serial, read.slot], [campaign, serial, kid]);
    const issued = coupon.issueShort(own, { length: 20, slot: kid, campaign, serial, name });
    assert.equal(issued.replaceAll('-', '').slice(-20), code.replaceAll('-', '').slice(-20));
  }
  for (const entry of reject) {
    assert.equal(reason(() => coupon.verifyShort({ domain: entry.domain ?? domain, keys: own.keys }, text(entry.input))), entry.error, entry.input);
  }
});

test('full: tokens, and what is none', () => {
  const { domain, seed, public_key: publicKey, shared_key: sharedKey, kid_public, kid_shared, valid: tokens, cases } = read('full');
  const pair = coupon.keyPair(bytes(seed));
  const keys = [{ type: 'P', publicKey: bytes(publicKey) }, { type: 'S', key: bytes(sharedKey) }];
  const hex = (array) => Buffer.from(array).toString('hex');
  assert.equal(hex(pair.publicKey), publicKey);
  assert.equal(hex(coupon.keyIdPublic(bytes(publicKey))), kid_public);
  assert.equal(hex(coupon.keyIdShared(bytes(sharedKey))), kid_shared);
  for (const { token, fields } of tokens) {
    const key = token[2] === 'P' ? { type: 'P', secret: pair.privateKey } : { type: 'S', key: bytes(sharedKey) };
    assert.equal(coupon.issueFull(domain, key, fields), token);
    assert.deepEqual(coupon.verifyFull({ domain, keys }, text(token)), fields);
  }
  for (const entry of cases) {
    assert.equal(reason(() => coupon.verifyFull({ domain: entry.domain, keys }, input(entry), entry.now)), entry.error, entry.id);
  }
  /* A partner has the public key and nothing else. */
  const partner = { domain, keys: [keys[0]] };
  for (const { token } of tokens) {
    assert.equal(reason(() => coupon.verifyFull(partner, text(token))), token[2] === 'P' ? 'OK' : 'UNKNOWN_KEY');
  }
});
