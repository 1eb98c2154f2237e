/*
 * Three rounds of an unbalanced Feistel network turn the payload P (campaign and serial) into a body (T, C): R = F1(P),
 * C = P ^ F2(R), T = R ^ F3(C). Reading inverts the last two and asks whether R is F1(P). So one construction hides the serial
 * and signs it, and a tag that was seen helps with no other code. There is nothing to look up and nothing to allocate.
 */
#include "lty_check.h"
#include "lty_coupon.h"

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

lty_status lty_coupon_issue(
    char *out, const lty_coupon_scheme *scheme, const lty_coupon_shape *shape, int slot, int64_t campaign, int64_t serial)
{
    const lty_sign_state *rounds = lty_keyring_rounds(scheme->ring, slot, shape->length);
    const unsigned body_bits = (unsigned) shape->campaign_bits + shape->serial_bits;
    lty_code code;

    if (rounds == NULL) {
        return LTY_E_KEY_SLOT;
    }
    if (campaign < 0 || campaign >= lty_coupon_campaign_limit(shape) || serial < 0 || serial >= lty_coupon_serial_limit(shape)) {
        return LTY_E_RANGE;
    }
    code.count = shape->length;
    code.symbols[0] = (unsigned char) (1U << 3 | (unsigned) slot);
    const uint64_t payload = (uint64_t) campaign << shape->serial_bits | (uint64_t) serial;
    const uint64_t r = lty_coupon_round(rounds, 1, code.symbols[0], payload, shape->tag_bits);
    const uint64_t body = payload ^ lty_coupon_round(rounds, 2, code.symbols[0], r, body_bits);
    const uint64_t tag = r ^ lty_coupon_round(rounds, 3, code.symbols[0], body, shape->tag_bits);
    lty_coupon_pack(&code, shape, tag, body);
    lty_code_seal(&code, scheme->offset);
    lty_code_format(out, &code);
    return LTY_OK;
}

/* What stands behind the check symbols: version, key, tag. coupon->code is set. */
static lty_status lty_coupon_open(lty_coupon *coupon, const lty_coupon_scheme *scheme)
{
    const lty_coupon_shape *shape = lty_coupon_shape_of(coupon->code.count);
    const unsigned char header = coupon->code.symbols[0];
    uint64_t tag;
    uint64_t body;

    LTY_ASSERT(shape != NULL);
    coupon->version = header >> 3;
    coupon->slot = header & 7;
    if (coupon->version != 1) {
        return LTY_E_CODE_VERSION;
    }
    const lty_sign_state *rounds = lty_keyring_rounds(scheme->ring, coupon->slot, shape->length);
    if (rounds == NULL) {
        return lty_keyring_state(scheme->ring, coupon->slot) == LTY_KEY_RETIRED ? LTY_E_CODE_KEY_RETIRED : LTY_E_CODE_KEY;
    }
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

lty_status lty_coupon_verify(lty_coupon *out, lty_code_fault *fault, const lty_coupon_scheme *scheme, const char *bytes, size_t len)
{
    const lty_status status = lty_code_parse(&out->code, fault, bytes, len);

    if (status != LTY_OK) {
        return status;
    }
    if (!lty_code_fits(&out->code, scheme->offset)) {
        return LTY_E_CODE_CHECK;
    }
    return lty_coupon_open(out, scheme);
}

size_t lty_coupon_suggest(lty_code out[LTY_CODE_REPAIRS_MAX], const lty_coupon_scheme *scheme, const char *bytes, size_t len)
{
    lty_code typed;
    lty_code_fault fault;
    lty_code candidates[LTY_CODE_REPAIRS_MAX];
    size_t found = 0;

    if (lty_code_parse(&typed, &fault, bytes, len) != LTY_OK) {
        return 0;
    }
    const size_t count = lty_code_repair(candidates, &typed, scheme->offset);
    for (size_t i = 0; i < count; i++) {
        lty_coupon coupon;

        coupon.code = candidates[i];
        if (lty_coupon_open(&coupon, scheme) == LTY_OK) {
            out[found++] = candidates[i];
        }
    }
    return found;
}
