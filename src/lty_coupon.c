/*
 * Three rounds of an unbalanced Feistel network turn the payload P (campaign and serial) into a body (T, C): R = F1(P),
 * C = P ^ F2(R), T = R ^ F3(C). Reading inverts the last two and asks whether R is F1(P). So one construction hides the serial
 * and signs it, and a tag that was seen helps with no other code. There is nothing to look up and nothing to allocate. A name
 * in front of a code is part of the subkeys, nothing else: behind another name the same symbols are another key's.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_coupon.h"

#define LTY_COUPON_PLAIN 1U /* versions */
#define LTY_COUPON_NAMED 2U

static const lty_coupon_shape lty_coupon_shapes[LTY_KEYRING_LENGTHS] = {
    {12, 8, 20, 22}, {16, 12, 22, 31}, {20, 16, 24, 45}, {24, 20, 30, 55}};

const lty_coupon_shape *lty_coupon_shape_of(int64_t length)
{
    return lty_code_count_valid(length) ? &lty_coupon_shapes[(length - 12) / 4] : NULL;
}

int64_t lty_coupon_campaign_limit(const lty_coupon_shape *shape)
{
    return (int64_t) 1 << shape->campaign_bits;
}

int64_t lty_coupon_serial_limit(const lty_coupon_shape *shape)
{
    return (int64_t) 1 << shape->serial_bits;
}

void lty_coupon_scheme_init(lty_coupon_scheme *out, const lty_keyring *ring)
{
    out->ring = ring;
    out->offset = lty_code_offset_init(lty_keyring_domain(ring));
}

/* F of one round: the low `bits` of a keyed hash over round, header and x. */
static uint64_t lty_coupon_round(const lty_sign_state *rounds, unsigned round, unsigned char header, uint64_t x, unsigned bits)
{
    unsigned char message[10] = {(unsigned char) round, header};
    unsigned char hash[LTY_KEYRING_ROUND_BYTES];

    lty_store_le64(message + 2, x);
    lty_sign_hash_prepared(hash, sizeof hash, &rounds[round - 1], message, sizeof message);
    return lty_load_le64(hash) & (((uint64_t) 1 << bits) - 1);
}

/* T || C is up to 105 bits: the last twelve symbols (60 bits, so all of C) are one word, those before them the other. */
#define LTY_COUPON_LOW_SYMBOLS 12U
#define LTY_COUPON_LOW_BITS (5 * LTY_COUPON_LOW_SYMBOLS)
#define LTY_COUPON_LOW_MASK (((uint64_t) 1 << LTY_COUPON_LOW_BITS) - 1)

/* Writes T || C as symbols behind the header. */
static void lty_coupon_pack(lty_code *code, const lty_coupon_shape *shape, uint64_t tag, uint64_t body)
{
    const unsigned body_bits = (unsigned) shape->campaign_bits + shape->serial_bits;
    const size_t count = (body_bits + shape->tag_bits) / 5;
    const size_t split = count > LTY_COUPON_LOW_SYMBOLS ? count - LTY_COUPON_LOW_SYMBOLS : 0;
    uint64_t low = (tag << body_bits | body) & LTY_COUPON_LOW_MASK;
    uint64_t high = tag >> (LTY_COUPON_LOW_BITS - body_bits);

    for (size_t i = count; i > split; i--) {
        code->symbols[i] = low & 31;
        low >>= 5;
    }
    for (size_t i = split; i > 0; i--) {
        code->symbols[i] = high & 31;
        high >>= 5;
    }
}

static void lty_coupon_unpack(uint64_t *tag, uint64_t *body, const lty_coupon_shape *shape, const lty_code *code)
{
    const unsigned body_bits = (unsigned) shape->campaign_bits + shape->serial_bits;
    const unsigned across = (5 - shape->tag_bits % 5U) % 5; /* bits of the body in the last symbol that has tag bits */
    const size_t last = 1 + (shape->tag_bits + across) / 5U;
    uint64_t value = 0;
    size_t i = 1;

    for (; i < last; i++) {
        value = value << 5 | code->symbols[i];
    }
    *tag = value >> across;
    value &= ((uint64_t) 1 << across) - 1;
    for (; i < last + (body_bits - across) / 5U; i++) {
        value = value << 5 | code->symbols[i];
    }
    *body = value;
}

/* Letters, and the digits that stand for some of them. */
static void lty_coupon_fold(lty_coupon_name *out, lty_text typed)
{
    LTY_ASSERT(typed.len <= LTY_COUPON_NAME_MAX);
    out->len = (uint8_t) typed.len;
    for (size_t i = 0; i < typed.len; i++) {
        const char letter = typed.bytes[i];
        const char upper = (char) (letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);

        out->bytes[i] = (char) (upper == 'I' || upper == 'L' ? '1' : upper == 'O' ? '0' : upper);
    }
}

bool lty_coupon_name_parse(lty_coupon_name *out, lty_text typed)
{
    if (typed.len < LTY_COUPON_NAME_MIN || typed.len > LTY_COUPON_NAME_MAX) {
        return false;
    }
    for (size_t i = 0; i < typed.len; i++) {
        if (!((typed.bytes[i] >= 'A' && typed.bytes[i] <= 'Z') || (typed.bytes[i] >= 'a' && typed.bytes[i] <= 'z'))) {
            return false;
        }
    }
    lty_coupon_fold(out, typed);
    return true;
}

static lty_text lty_coupon_name_text(const lty_coupon_name *name)
{
    return (lty_text){name->bytes, name->len};
}

/* rounds are those of code->symbols[0], the header. */
static void lty_coupon_sign(
    char *out, lty_code *code, const lty_coupon_scheme *scheme, const lty_sign_state *rounds, int64_t campaign, int64_t serial)
{
    const lty_coupon_shape *shape = lty_coupon_shape_of(code->count);

    LTY_ASSERT(shape != NULL);
    const unsigned body_bits = (unsigned) shape->campaign_bits + shape->serial_bits;
    const unsigned char header = code->symbols[0];
    const uint64_t payload = (uint64_t) campaign << shape->serial_bits | (uint64_t) serial;
    const uint64_t r = lty_coupon_round(rounds, 1, header, payload, shape->tag_bits);
    const uint64_t body = payload ^ lty_coupon_round(rounds, 2, header, r, body_bits);
    const uint64_t tag = r ^ lty_coupon_round(rounds, 3, header, body, shape->tag_bits);
    lty_coupon_pack(code, shape, tag, body);
    lty_code_seal(code, scheme->offset);
    lty_code_format(out, code);
}

static bool lty_coupon_holds(const lty_coupon_shape *shape, int64_t campaign, int64_t serial)
{
    return campaign >= 0 && campaign < lty_coupon_campaign_limit(shape) && serial >= 0 && serial < lty_coupon_serial_limit(shape);
}

lty_status lty_coupon_issue(
    char *out, const lty_coupon_scheme *scheme, const lty_coupon_shape *shape, int slot, int64_t campaign, int64_t serial)
{
    const lty_sign_state *rounds = lty_keyring_rounds(scheme->ring, slot, shape->length);
    lty_code code;

    if (rounds == NULL) {
        return LTY_E_KEY_SLOT;
    }
    if (!lty_coupon_holds(shape, campaign, serial)) {
        return LTY_E_RANGE;
    }
    code.count = shape->length;
    code.symbols[0] = (unsigned char) (LTY_COUPON_PLAIN << 3 | (unsigned) slot);
    lty_coupon_sign(out, &code, scheme, rounds, campaign, serial);
    return LTY_OK;
}

lty_status lty_coupon_issue_named(
    char *out, const lty_coupon_scheme *scheme, const lty_coupon_name *name, int slot, int64_t campaign, int64_t serial)
{
    lty_sign_state rounds[LTY_KEYRING_ROUNDS];
    lty_code code;

    if (!lty_keyring_rounds_named(rounds, scheme->ring, slot, lty_coupon_name_text(name))) {
        return LTY_E_KEY_SLOT;
    }
    const bool holds = lty_coupon_holds(lty_coupon_shape_of(LTY_COUPON_NAMED_LENGTH), campaign, serial);
    if (holds) {
        code.count = LTY_COUPON_NAMED_LENGTH;
        code.symbols[0] = (unsigned char) (LTY_COUPON_NAMED << 3 | (unsigned) slot);
        lty_coupon_sign(out, &code, scheme, rounds, campaign, serial);
    }
    lty_sign_wipe(rounds, sizeof rounds);
    return holds ? LTY_OK : LTY_E_RANGE;
}

/* Inverts lty_coupon_sign(). */
static lty_status lty_coupon_decipher(lty_coupon *coupon, const lty_sign_state *rounds)
{
    const lty_coupon_shape *shape = lty_coupon_shape_of(coupon->code.count);
    const unsigned char header = coupon->code.symbols[0];
    uint64_t tag;
    uint64_t body;

    LTY_ASSERT(shape != NULL);
    lty_coupon_unpack(&tag, &body, shape, &coupon->code);
    const uint64_t r = tag ^ lty_coupon_round(rounds, 3, header, body, shape->tag_bits);
    const uint64_t payload = body ^ lty_coupon_round(rounds, 2, header, r, (unsigned) shape->campaign_bits + shape->serial_bits);
    const uint64_t expected = lty_coupon_round(rounds, 1, header, payload, shape->tag_bits);
    if (!lty_sign_equal(&r, &expected, sizeof r)) {
        return LTY_E_CODE_TAG;
    }
    coupon->campaign = (uint32_t) (payload >> shape->serial_bits);
    coupon->serial = (uint32_t) (payload & (((uint64_t) 1 << shape->serial_bits) - 1));
    return LTY_OK;
}

/* What stands behind the check symbols: version, key, tag. coupon->code and coupon->name are set. */
static lty_status lty_coupon_open(lty_coupon *coupon, const lty_coupon_scheme *scheme)
{
    const bool named = coupon->name.len > 0;
    const lty_sign_state *rounds = NULL;
    lty_sign_state of_name[LTY_KEYRING_ROUNDS];

    coupon->version = coupon->code.symbols[0] >> 3;
    coupon->slot = coupon->code.symbols[0] & 7;
    if (coupon->version != (named ? LTY_COUPON_NAMED : LTY_COUPON_PLAIN)) {
        return LTY_E_CODE_VERSION;
    }
    if (!named) {
        rounds = lty_keyring_rounds(scheme->ring, coupon->slot, coupon->code.count);
    } else if (lty_keyring_rounds_named(of_name, scheme->ring, coupon->slot, lty_coupon_name_text(&coupon->name))) {
        rounds = of_name;
    }
    if (rounds == NULL) {
        return lty_keyring_state(scheme->ring, coupon->slot) == LTY_KEY_RETIRED ? LTY_E_CODE_KEY_RETIRED : LTY_E_CODE_KEY;
    }
    const lty_status status = lty_coupon_decipher(coupon, rounds);
    if (named) {
        lty_sign_wipe(of_name, sizeof of_name);
    }
    return status;
}

/* How an input can be read. */
typedef enum lty_coupon_reading {
    LTY_READING_PLAIN, /* not as NAME-CODE */
    LTY_READING_NAMED,
    LTY_READING_BOTH, /* the name has four letters without a U */
} lty_coupon_reading;

/* Reads the name and, if it makes sense behind it, the code. *status is that of the code as NAME-CODE, where it can be read so. */
static lty_coupon_reading lty_coupon_split(lty_status *status, lty_coupon *out, lty_code_fault *fault, const char *bytes, size_t len)
{
    lty_text typed;
    const size_t behind = len <= LTY_CODE_INPUT_MAX ? lty_code_name(&typed, bytes, len) : 0;

    out->name.len = 0;
    if (behind == 0) {
        return LTY_READING_PLAIN;
    }
    const bool only_name = memchr(typed.bytes, 'U', typed.len) != NULL || memchr(typed.bytes, 'u', typed.len) != NULL;
    *status = lty_code_parse(&out->code, fault, bytes + behind, len - behind);
    const bool fits = *status == LTY_OK && out->code.count == LTY_COUPON_NAMED_LENGTH;
    if (!fits && !only_name) {
        return LTY_READING_PLAIN;
    }
    lty_coupon_fold(&out->name, typed);
    if (*status == LTY_OK && !fits) {
        fault->count = out->code.count;
        *status = LTY_E_CODE_LENGTH;
    } else if (*status == LTY_E_CODE_EMPTY) {
        fault->count = 0;
        *status = LTY_E_CODE_LENGTH;
    } else if (*status == LTY_E_CODE_CHAR) {
        fault->symbol += typed.len;
    }
    return !only_name && typed.len + LTY_COUPON_NAMED_LENGTH == LTY_CODE_LENGTH_MAX ? LTY_READING_BOTH : LTY_READING_NAMED;
}

/* Check symbols and all behind them, of a code that was parsed. */
static lty_status lty_coupon_judge(lty_coupon *out, const lty_coupon_scheme *scheme)
{
    return lty_code_fits(&out->code, scheme->offset) ? lty_coupon_open(out, scheme) : LTY_E_CODE_CHECK;
}

lty_status lty_coupon_verify(lty_coupon *out, lty_code_fault *fault, const lty_coupon_scheme *scheme, const char *bytes, size_t len)
{
    lty_status status = LTY_OK;
    const lty_coupon_reading reading = lty_coupon_split(&status, out, fault, bytes, len);

    if (reading == LTY_READING_PLAIN) {
        status = lty_code_parse(&out->code, fault, bytes, len);
        return status == LTY_OK ? lty_coupon_judge(out, scheme) : status;
    }
    if (status == LTY_OK) {
        status = lty_coupon_judge(out, scheme);
    }
    if (status != LTY_OK && reading == LTY_READING_BOTH) {
        lty_coupon plain = {.name = {.len = 0}};

        if (lty_code_parse(&plain.code, fault, bytes, len) == LTY_OK && lty_coupon_judge(&plain, scheme) == LTY_OK) {
            *out = plain;
            return LTY_OK;
        }
    }
    return status;
}

/* Adds the repairs of typed->code whose tag fits, behind typed->name. */
static size_t lty_coupon_repairs(
    lty_coupon out[LTY_CODE_REPAIRS_MAX], size_t found, const lty_coupon *typed, const lty_coupon_scheme *scheme)
{
    lty_code candidates[LTY_CODE_REPAIRS_MAX];
    const size_t count = lty_code_repair(candidates, &typed->code, scheme->offset);

    for (size_t i = 0; i < count && found < LTY_CODE_REPAIRS_MAX; i++) {
        lty_coupon coupon = {.code = candidates[i], .name = typed->name};

        if (lty_coupon_open(&coupon, scheme) == LTY_OK) {
            out[found++] = coupon;
        }
    }
    return found;
}

size_t lty_coupon_suggest(lty_coupon out[LTY_CODE_REPAIRS_MAX], const lty_coupon_scheme *scheme, const char *bytes, size_t len)
{
    lty_status status = LTY_OK;
    lty_coupon typed;
    lty_code_fault fault;
    const lty_coupon_reading reading = lty_coupon_split(&status, &typed, &fault, bytes, len);
    size_t found = 0;

    if (reading != LTY_READING_PLAIN && status == LTY_OK) {
        found = lty_coupon_repairs(out, found, &typed, scheme);
    }
    if (reading != LTY_READING_NAMED) {
        typed.name.len = 0;
        if (lty_code_parse(&typed.code, &fault, bytes, len) == LTY_OK) {
            found = lty_coupon_repairs(out, found, &typed, scheme);
        }
    }
    return found;
}
