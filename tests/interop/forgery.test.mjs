/*
 * The bounds of docs/coupon-format.md on codes so small that every one of them can be tried: what is counted is exact, the keys are fixed, so
 * these tests give the same numbers on every run. F is BLAKE2b with the same cut, as a table.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sodium from 'libsodium-wrappers';
import * as coupon from './coupon.mjs';

await sodium.ready;

const SHAPE = { campaign: 3n, serial: 7n, tag: 8n };
const BODY = 10n;
const CODES = 1n << (BODY + SHAPE.tag);
const LIVE = 32;
const live = (p) => p !== null && p < LIVE;

function table(seed) {
  const cells = new Map();
  return (r, x, bits) => {
    const name = Number(x) * 4 + r;
    if (!cells.has(name)) cells.set(name, BigInt(new DataView(sodium.crypto_generichash(16, `${seed} ${r} ${x}`).buffer).getUint16(0, true)));
    return cells.get(name) & ((1n << bits) - 1n);
  };
}

/* What a forger who owns all live codes wins who keeps one part of a genuine code and tries every value of the other. */
function forge(f, { seal, open }) {
  const genuine = Array.from({ length: LIVE }, (_, p) => seal(f, SHAPE, BigInt(p)));
  const won = { newTag: 0, newBody: 0, lowBits: 0 };
  for (const { t, c } of genuine) {
    for (let other = 0n; other < 1n << SHAPE.tag; other++) won.newTag += other !== t && live(open(f, SHAPE, other, c));
    for (let other = 0n; other < 1n << BODY; other++) won.newBody += other !== c && live(open(f, SHAPE, t, other));
    /* Serials are counted up, so the live ones differ in their low bits only. */
    for (let bits = 1n; bits < LIVE; bits++) won.lowBits += live(open(f, SHAPE, t, c ^ bits));
  }
  return won;
}

const ours = { seal: coupon.encipher, open: coupon.decipher };
/* The serial enciphered with two rounds, the tag in the open. */
const twoRounds = {
  seal: (f, shape, p) => ({ t: f(1, p, shape.tag), c: p ^ f(2, f(1, p, shape.tag), BODY) }),
  open: (f, shape, t, c) => (f(1, c ^ f(2, t, BODY), shape.tag) === t ? c ^ f(2, t, BODY) : null),
};
/* A number that anybody reads, and a tag behind it. */
const visible = {
  seal: (f, shape, p) => ({ t: f(1, p, shape.tag), c: p }),
  open: (f, shape, t, c) => (f(1, c, shape.tag) === t ? c : null),
};

test('of all words just one per payload is genuine: a blind guess has 2^-T, with the serials known 2^-T L / 2^P', () => {
  for (let key = 0; key < 3; key++) {
    const f = table(`all ${key}`);
    const payloads = new Set();
    let accepted = 0;
    for (let t = 0n; t < 1n << SHAPE.tag; t++) {
      for (let c = 0n; c < 1n << BODY; c++) {
        const p = coupon.decipher(f, SHAPE, t, c);
        if (p === null) continue;
        accepted++;
        payloads.add(p);
      }
    }
    assert.equal(accepted, Number(CODES >> SHAPE.tag));
    assert.equal(payloads.size, accepted, 'no payload has two codes');
    assert.equal([...payloads].filter(live).length, LIVE);
  }
});

test('genuine codes help with no other: all ways to alter one are as good as blind guesses', () => {
  const keys = 24;
  const blind = LIVE / Number(CODES);
  const tried = { newTag: keys * LIVE * 255, newBody: keys * LIVE * 1023, lowBits: keys * LIVE * (LIVE - 1) };
  const total = (construction) => {
    const sum = { newTag: 0, newBody: 0, lowBits: 0 };
    for (let key = 0; key < keys; key++) {
      const won = forge(table(`forge ${key}`), construction);
      for (const way of Object.keys(sum)) sum[way] += won[way];
    }
    return Object.fromEntries(Object.entries(sum).map(([way, hits]) => [way, hits / tried[way] / blind]));
  };
  /* In units of the blind guess; about 24 and 96 hits, so half and double are more than three deviations off. */
  const rates = total(ours);
  assert.ok(rates.newTag > 0.4 && rates.newTag < 2, `a new tag: ${rates.newTag}`);
  assert.ok(rates.newBody > 0.6 && rates.newBody < 1.5, `a new body: ${rates.newBody}`);
  assert.ok(rates.lowBits < 4, `other low bits: ${rates.lowBits}`);
  /* Why there are three rounds: without the third, or with the number in the open, other low bits of a genuine code are other live numbers. */
  for (const [name, construction] of Object.entries({ twoRounds, visible })) {
    const { lowBits } = total(construction);
    assert.ok(lowBits > 16, `${name}: ${lowBits}`);
  }
});

test('an altered genuine code never reads as its own payload again', () => {
  const f = table('same payload');
  for (let p = 0n; p < 64n; p++) {
    const { t, c } = coupon.encipher(f, SHAPE, p);
    for (let other = 0n; other < 1n << BODY; other++) {
      if (other !== c) assert.notEqual(coupon.decipher(f, SHAPE, t, other), p);
      if (other < 256n && other !== t) assert.notEqual(coupon.decipher(f, SHAPE, other, c), p);
    }
  }
});

/* What repair adds: words to try for each word typed, counted over a fixed series of words. */
test('suggest() tries 0.5 to 0.8 words for a random one, and never more than two', () => {
  for (const [length, expected] of [[16, 0.498], [20, 0.624], [24, 0.750]]) {
    const series = sodium.randombytes_buf_deterministic(length * 20000, new Uint8Array(32).fill(length));
    let tried = 0;
    for (let at = 0; at < series.length; at += length) {
      const count = coupon.repairs('shop.example/live', coupon.show([...series.slice(at, at + length)].map((byte) => byte & 31))).length;
      assert.ok(count <= 2);
      tried += count;
    }
    const rate = tried / 20000;
    assert.ok(Math.abs(rate - expected) < 0.02, `${length} symbols: ${rate}`);
  }
});

test('whoever knows the check symbols makes words with two repairs each, so two is the bound to count with', () => {
  const domain = 'shop.example/live';
  let found = 0;
  for (let i = 0; i < 200; i++) {
    const data = [...sodium.randombytes_buf_deterministic(18, new Uint8Array(32).fill(i))].map((byte) => byte & 31);
    const whole = coupon.seal(domain, data, 2);
    /* Neighbours swapped are one repair; a place where one symbol mends the same word is the other, for two thirds of all words. */
    [whole[4], whole[5]] = [whole[5], whole[4]];
    const repairs = coupon.repairs(domain, coupon.show(whole));
    found += repairs.length === 2;
    assert.equal(new Set(repairs).size, repairs.length);
  }
  assert.ok(found > 100, String(found));
});
