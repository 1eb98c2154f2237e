/* The coupon formats, written from docs/coupon-format.md alone: what another team would write. For tests; the shop uses the extension. */
import sodium from 'libsodium-wrappers';

await sodium.ready;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FOLD = { I: '1', L: '1', O: '0' };
const IGNORED = /[ \-_.\u00A0\u202F\u2010-\u2015\u2212]/u;
const DASH = /[-\u2010-\u2015\u2212]/u;
const NAMED = /^[ \-_.\u00A0\u202F\u2010-\u2015\u2212]*([A-Za-z01]{2,12})([ \-_.\u00A0\u202F\u2010-\u2015\u2212]+)(.*)$/su;
const SHAPES = {
  12: { campaign: 8n, serial: 20n, tag: 22n, checks: 1 },
  16: { campaign: 12n, serial: 22n, tag: 31n, checks: 2 },
  20: { campaign: 16n, serial: 24n, tag: 45n, checks: 2 },
  24: { campaign: 20n, serial: 30n, tag: 55n, checks: 2 },
};

export class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}
const refuse = (reason) => {
  throw new Refused(reason);
};

const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const utf8 = (text) => new TextEncoder().encode(text);
const join = (...parts) => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};
const le64 = (number) => {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(number), true);
  return out;
};
const pae = (...parts) => join(le64(parts.length), ...parts.flatMap((part) => [le64(part.length), part]));
const hash = (length, message, key = null) => sodium.crypto_generichash(length, message, key);
const low = (value, bits) => value & ((1n << bits) - 1n);

/* --- check symbols: GF(32) with x^5 + x^2 + 1 ------------------------------------------------------------------------ */

const EXP = [];
const LOG = [];
for (let i = 0, x = 1; i < 31; i++) {
  EXP[i] = x;
  LOG[x] = i;
  x <<= 1;
  if (x & 32) x ^= 0b100101;
}
const mul = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 31] : 0);
const div = (a, b) => (a ? EXP[(LOG[a] - LOG[b] + 31) % 31] : 0);
const evaluate = (symbols, at) => symbols.reduce((sum, symbol) => mul(sum, at) ^ symbol, 0);

export function offset(domain) {
  const h = hash(16, pae(ascii('loyalty.check.v1'), utf8(domain)));
  const v = h[0] | (h[1] << 8);
  return [1 + (v % 31), (v >> 5) & 31];
}

function checkSymbols(data, checks) {
  /* (x - a), or (x - a)(x - a^2) = x^2 + (a + a^2) x + a^3 */
  const generator = checks === 1 ? [2] : [2 ^ 4, 8];
  let rest = [...data, ...Array(checks).fill(0)];
  for (let i = 0; i < data.length; i++) {
    const factor = rest[i];
    generator.forEach((g, k) => {
      rest[i + 1 + k] ^= mul(factor, g);
    });
  }
  return rest.slice(data.length);
}

/* --- short codes ------------------------------------------------------------------------------------------------------ */

function roundKeys(master, domain, count, header, name) {
  const parts = (r) =>
    name === null
      ? pae(ascii('loyalty.short.v1'), utf8(domain), Uint8Array.of(count), Uint8Array.of(header), Uint8Array.of(r))
      : pae(ascii('loyalty.short.v2'), utf8(domain), Uint8Array.of(count), Uint8Array.of(header), ascii(name), Uint8Array.of(r));
  return [1, 2, 3].map((r) => hash(32, parts(r), master));
}

/* F of the three rounds, as a function of round, x and width. */
function rounds(ring, slot, length, header, name) {
  const keys = roundKeys(ring.keys[slot], ring.domain, length, header, name);
  return (r, x, bits) => {
    const h = hash(16, join(Uint8Array.of(r, header), le64(x)), keys[r - 1]);
    return low(new DataView(h.buffer, h.byteOffset).getBigUint64(0, true), bits);
  };
}

/* Of any F and any widths: forgery.test.mjs counts what small ones accept. */
export function encipher(f, shape, p) {
  const r = f(1, p, shape.tag);
  const c = p ^ f(2, r, shape.campaign + shape.serial);
  return { t: r ^ f(3, c, shape.tag), c };
}

/* The payload, or null for what is not genuine. */
export function decipher(f, shape, t, c) {
  const r = t ^ f(3, c, shape.tag);
  const p = c ^ f(2, r, shape.campaign + shape.serial);
  return f(1, p, shape.tag) === r ? p : null;
}

const toSymbols = (value, count) => Array.from({ length: count }, (_, i) => Number((value >> BigInt(5 * (count - 1 - i))) & 31n));
const toValue = (symbols) => symbols.reduce((sum, symbol) => (sum << 5n) | BigInt(symbol), 0n);
export const show = (symbols) => symbols.map((symbol) => ALPHABET[symbol]).join('');
const upper = (text) => text.replace(/[a-z]/g, (c) => c.toUpperCase());
const foldName = (name) => upper(name).replace(/[ILO]/g, (c) => FOLD[c]);

/* Puts the check symbols behind data symbols. */
export function seal(domain, data, checks) {
  const offsets = offset(domain);
  return [...data, ...checkSymbols(data, checks).map((symbol, i) => symbol ^ offsets[i])];
}

/* keys: masters by slot. name null = plain. Returns the code without dashes, but the one behind the name. */
export function issueShort(ring, { length, slot, campaign, serial, name = null }) {
  const shape = SHAPES[length];
  const header = ((name === null ? 1 : 2) << 3) | slot;
  const f = rounds(ring, slot, length, header, name === null ? null : foldName(name));
  const { t, c } = encipher(f, shape, (BigInt(campaign) << shape.serial) | BigInt(serial));
  const data = [header, ...toSymbols((t << (shape.campaign + shape.serial)) | c, length - shape.checks - 1)];
  return (name === null ? '' : `${foldName(name)}-`) + show(seal(ring.domain, data, shape.checks));
}

/* Characters to symbols, or why not. */
function symbolsOf(text) {
  const symbols = [];
  for (const c of text) {
    if (IGNORED.test(c)) continue;
    const folded = upper(c);
    const symbol = ALPHABET.indexOf(FOLD[folded] ?? folded);
    if (symbol < 0) refuse('BAD_CHAR');
    symbols.push(symbol);
  }
  if (symbols.length === 0) refuse('EMPTY');
  if (!(symbols.length in SHAPES)) refuse('BAD_LENGTH');
  return symbols;
}

/* The received word's values at a and a^2, the offset taken off: zero without error. */
function syndromes(domain, symbols) {
  const { checks } = SHAPES[symbols.length];
  const offsets = offset(domain);
  const plain = symbols.map((symbol, i) => (i < symbols.length - checks ? symbol : symbol ^ offsets[i - symbols.length + checks]));
  return [2, 4].slice(0, checks).map((at) => evaluate(plain, at));
}

/* Version, key, tag. retired: slots of which the ring knows that there was a key. */
function openShort(ring, symbols, name) {
  const length = symbols.length;
  const shape = SHAPES[length];
  const header = symbols[0];
  const slot = header & 7;
  if (header >> 3 !== (name === null ? 1 : 2)) refuse('BAD_VERSION');
  if (ring.retired?.includes(slot)) refuse('KEY_RETIRED');
  if (!ring.keys[slot]) refuse('UNKNOWN_KEY');
  const value = toValue(symbols.slice(1, length - shape.checks));
  const body = shape.campaign + shape.serial;
  const p = decipher(rounds(ring, slot, length, header, name), shape, value >> body, low(value, body)) ?? refuse('BAD_TAG');
  return { campaign: Number(p >> shape.serial), serial: Number(low(p, shape.serial)), slot, name };
}

function judge(ring, symbols, name) {
  if (syndromes(ring.domain, symbols).some((value) => value !== 0)) refuse('BAD_CHECK');
  const code = (name === null ? '' : `${name}-`) + show(symbols);
  return { code, ...openShort(ring, symbols, name) };
}

/*
 * The ways to read an input, first the one whose errors count: { name, symbols } or { name, error }. Personalised is what begins with a name
 * and a dash and goes on with 20 symbols; or begins so and has a U in the name, which no plain code has.
 */
function readings(text) {
  const read = (name, rest) => {
    try {
      return { name, symbols: symbolsOf(rest) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { name, error };
    }
  };
  const plain = read(null, text);
  const [, typed, between, rest] = text.match(NAMED) ?? [];
  if (typed === undefined || !DASH.test(between)) return [plain];
  const named = read(foldName(typed), rest);
  const onlyName = /u/i.test(typed);
  if (named.symbols?.length !== 20) {
    if (!onlyName) return [plain];
    if (named.symbols !== undefined || named.error.reason === 'EMPTY') named.error = new Refused('BAD_LENGTH');
    delete named.symbols;
  }
  return !onlyName && named.symbols.length + typed.length === 24 ? [named, plain] : [named];
}

function typed(bytes) {
  if (bytes.length === 0) refuse('EMPTY');
  if (bytes.length > 128) refuse('TOO_LONG');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('BAD_UTF8');
  }
}

/* bytes: Uint8Array. Returns { code, campaign, serial, slot, name } or throws Refused. */
export function verifyShort(ring, bytes) {
  let first = null;
  for (const { name, symbols, error } of readings(typed(bytes))) {
    try {
      if (error) throw error;
      return judge(ring, symbols, name);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      first ??= refused;
    }
  }
  throw first;
}

/* What the check symbols alone can say: at most one substituted symbol and one swap of neighbours, as lists of symbols. */
function candidates(domain, symbols) {
  const length = symbols.length;
  const [s1, s2] = syndromes(domain, symbols);
  const found = [];
  if (s1 && s2) {
    const change = div(mul(s1, s1), s2);
    const power = LOG[div(s2, s1)];
    if (power < length) {
      const fixed = [...symbols];
      fixed[length - 1 - power] ^= change;
      found.push(fixed);
    }
    const lower = LOG[div(s2, mul(s1, 3))];
    if (lower + 1 < length && (symbols[length - 2 - lower] ^ symbols[length - 1 - lower]) === change) {
      const fixed = [...symbols];
      [fixed[length - 2 - lower], fixed[length - 1 - lower]] = [symbols[length - 1 - lower], symbols[length - 2 - lower]];
      found.push(fixed);
    }
  }
  return found;
}

export const repairs = (domain, text) => candidates(domain, symbolsOf(text)).map(show);

/* At most two repairs, each confirmed by its tag. */
export function suggestShort(ring, bytes) {
  const found = [];
  let text;
  try {
    text = typed(bytes);
  } catch {
    return found;
  }
  for (const { name, symbols } of readings(text)) {
    for (const candidate of symbols ? candidates(ring.domain, symbols) : []) {
      try {
        openShort(ring, candidate, name);
        found.push((name === null ? '' : `${name}-`) + show(candidate));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
  }
  return found.slice(0, 2);
}

/* --- full tokens ------------------------------------------------------------------------------------------------------ */

const TAGS = {
  campaign: 1, serial: 2, kind: 3, value: 4, currency: 5, min_order: 6, nbf: 7, exp: 8, customer: 9, flags: 10, name: 11, max_discount: 12,
};
const FIELDS = Object.fromEntries(Object.entries(TAGS).map(([field, tag]) => [tag, field]));
const MAX = 2n ** 53n - 1n;

export const keyIdPublic = (publicKey) => hash(16, pae(ascii('loyalty.kid.v1'), ascii('P'), publicKey)).slice(0, 4);
export const keyIdShared = (key) => hash(16, pae(ascii('loyalty.kid.v1'), ascii('S'), hash(32, ascii('loyalty.kid.s'), key))).slice(0, 4);
export const keyPair = (seed) => sodium.crypto_sign_seed_keypair(seed);

function leb128(number) {
  let rest = BigInt(number);
  const out = [];
  do {
    out.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(out);
}

export function encodePayload(fields) {
  const parts = [];
  for (const [field, tag] of Object.entries(TAGS)) {
    if (!(field in fields)) continue;
    const value = fields[field];
    parts.push(Uint8Array.of(tag));
    if (field === 'currency') parts.push(ascii(value));
    else if (field === 'customer') parts.push(Uint8Array.of(16), sodium.from_hex(value));
    else if (field === 'name') parts.push(leb128(utf8(value).length), utf8(value));
    else parts.push(leb128(value));
  }
  return join(...parts);
}

function base32(bytes) {
  const count = Math.ceil((bytes.length * 8) / 5);
  const symbols = [];
  for (let i = 0; i < count; i++) {
    let symbol = 0;
    for (let bit = 5 * i; bit < 5 * i + 5; bit++) symbol = (symbol << 1) | (bit >> 3 < bytes.length ? (bytes[bit >> 3] >> (7 - (bit & 7))) & 1 : 0);
    symbols.push(symbol);
  }
  return show(symbols);
}

/* key: { type: 'P', secret } or { type: 'S', key }. Signs any payload, also one that no verifier takes. */
export function signFull(domain, key, payload) {
  const kid = key.type === 'P' ? keyIdPublic(key.secret.slice(32)) : keyIdShared(key.key);
  const message = pae(ascii(`loyalty.full.v1.${key.type}`), kid, payload, utf8(domain));
  const tag = key.type === 'P' ? sodium.crypto_sign_detached(message, key.secret) : hash(16, message, key.key);
  return `C1${key.type}.${base32(join(kid, payload, tag))}`;
}

export const issueFull = (domain, key, fields) => signFull(domain, key, encodePayload(fields));

/* First the syntax of all fields in the order in which they stand. */
function decodePayload(bytes) {
  const fields = {};
  let at = 0;
  let last = 0;
  const take = (count) => {
    if (at + count > bytes.length) refuse('TRUNCATED');
    at += count;
    return bytes.slice(at - count, at);
  };
  const integer = () => {
    const digits = [];
    do digits.push(take(1)[0]);
    while (digits.at(-1) & 128);
    if (digits.length > 1 && digits.at(-1) === 0) refuse('NON_CANONICAL');
    const value = digits.reduceRight((sum, digit) => (sum << 7n) | BigInt(digit & 127), 0n);
    if (value > MAX) refuse('FIELD_RANGE');
    return Number(value);
  };
  const counted = (least, most) => {
    const count = integer();
    const value = take(count);
    return count >= least && count <= most ? value : refuse('FIELD_RANGE');
  };
  while (at < bytes.length) {
    const [tag] = take(1);
    const field = FIELDS[tag] ?? refuse('UNKNOWN_FIELD');
    if (tag <= last) refuse('NON_CANONICAL');
    last = tag;
    if (field === 'currency') fields.currency = String.fromCharCode(...take(3));
    else if (field === 'customer') fields.customer = sodium.to_hex(counted(16, 16));
    else if (field === 'name') fields.name = counted(0, 64);
    else fields[field] = integer();
  }
  return fields;
}

/* A name's characters in their order: the first that is none, or that nobody could see, decides. */
function checkName(bytes) {
  let text;
  let broken = false;
  for (let end = bytes.length; text === undefined; end--) {
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.slice(0, end));
    } catch {
      broken = true;
    }
  }
  if (/[\p{Cc}\p{Cf}\p{Co}]/u.test(text)) refuse('FIELD_RANGE');
  return broken ? refuse('BAD_UTF8') : text;
}

/* Then what they say. */
function checkFields(fields) {
  const need = (field) => field in fields || refuse('MISSING_FIELD');
  need('campaign');
  need('serial');
  need('kind');
  if (fields.kind < 1 || fields.kind > 5) refuse('FIELD_RANGE');
  if (fields.kind === 3) {
    if ('value' in fields) refuse('UNKNOWN_FIELD');
  } else {
    need('value');
    if (fields.value < 1 || (fields.kind === 1 && fields.value > 10000)) refuse('FIELD_RANGE');
  }
  const money = fields.kind === 2 || 'min_order' in fields || 'max_discount' in fields;
  if (money !== 'currency' in fields) refuse('MISSING_FIELD');
  if (money && !/^[A-Z]{3}$/.test(fields.currency)) refuse('FIELD_RANGE');
  if ('nbf' in fields && 'exp' in fields && fields.exp <= fields.nbf) refuse('FIELD_RANGE');
  if ((fields.flags ?? 0) > 7) refuse('FIELD_RANGE');
  if ('name' in fields) fields.name = checkName(fields.name);
}

/* keys: list of { type: 'P', publicKey } or { type: 'S', key }; retired: list of { type, kid }, without the key. */
export function verifyFull({ domain, keys, retired = [] }, bytes, now = null) {
  if (bytes.length === 0) refuse('EMPTY');
  if (bytes.length > 1024) refuse('TOO_LONG');
  if (bytes.some((byte) => byte > 127)) refuse('BAD_CHAR');
  const text = upper(String.fromCharCode(...bytes));
  const type = { 'C1P.': 'P', 'C1S.': 'S' }[text.slice(0, 4)] ?? refuse('BAD_VERSION');
  const symbols = [...text.slice(4)].map((c) => {
    const symbol = ALPHABET.indexOf(FOLD[c] ?? c);
    return symbol < 0 ? refuse('BAD_CHAR') : symbol;
  });
  const bits = symbols.length * 5;
  const raw = new Uint8Array(bits >> 3);
  symbols.forEach((symbol, i) => {
    for (let b = 0; b < 5; b++) {
      const bit = 5 * i + b;
      if ((symbol >> (4 - b)) & 1) {
        if (bit >> 3 >= raw.length) refuse('NON_CANONICAL');
        raw[bit >> 3] |= 128 >> (bit & 7);
      }
    }
  });
  if (bits % 8 >= 5) refuse('NON_CANONICAL');
  const tagLength = type === 'P' ? 64 : 16;
  if (raw.length < 4 + 6 + tagLength) refuse('TRUNCATED');
  const kid = raw.slice(0, 4);
  const payload = raw.slice(4, raw.length - tagLength);
  const tag = raw.slice(raw.length - tagLength);
  const same = (a, b) => a.every((byte, i) => byte === b[i]);
  if (retired.some((one) => one.type === type && same(kid, one.kid))) refuse('KEY_RETIRED');
  const key = keys.find((one) => one.type === type && same(kid, type === 'P' ? keyIdPublic(one.publicKey) : keyIdShared(one.key)));
  if (key === undefined) refuse('UNKNOWN_KEY');
  const message = pae(ascii(`loyalty.full.v1.${type}`), kid, payload, utf8(domain));
  const genuine = type === 'P' ? sodium.crypto_sign_verify_detached(tag, message, key.publicKey) : same(hash(16, message, key.key), tag);
  if (!genuine) refuse('BAD_TAG');
  const fields = decodePayload(payload);
  checkFields(fields);
  if (now !== null) {
    if ('nbf' in fields && now < fields.nbf) refuse('NOT_YET_VALID');
    if ('exp' in fields && now >= fields.exp) refuse('EXPIRED');
  }
  return fields;
}

/* What a shop's field for codes takes: a token by its front, else a short code. Returns { token } or { short }. */
export function verify(short, full, bytes, now = null) {
  const token = /^C[0-9][A-Z]\.$/i.test(String.fromCharCode(...bytes.slice(0, 4)));
  return token ? { token: verifyFull(full, bytes, now) } : { short: verifyShort(short, bytes) };
}
