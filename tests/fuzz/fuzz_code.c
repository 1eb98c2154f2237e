/*
 * What people type: whatever the bytes, reading them ends in a status; what reads is canonical, and repairs are codes that fit. Every
 * input is read behind a name as well, and every name that it has is issued under and read back.
 */
#include "lty_fuzz.h"

#include "lty_coupon.h"
#include "lty_sign.h"

static lty_keyring *open_ring(void)
{
    static const unsigned char master[LTY_SIGN_KEY_BYTES] = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
    lty_keyring *ring = NULL;

    LTY_ASSERT(lty_sign_init());
    LTY_ASSERT(lty_keyring_create(&ring, LTY_TEXT("shop.example/live"), master) == LTY_OK);
    return ring;
}

static void check_repairs(const lty_code *code, lty_code_offset offset)
{
    lty_code found[LTY_CODE_REPAIRS_MAX];
    const size_t count = lty_code_repair(found, code, offset);

    LTY_ASSERT(count <= LTY_CODE_REPAIRS_MAX);
    for (size_t i = 0; i < count; i++) {
        LTY_ASSERT(found[i].count == code->count && lty_code_fits(&found[i], offset) && !lty_code_fits(code, offset));
    }
}

/* What a genuine code says gives its symbols again; with a name they are good behind this one only. */
static void check_issue(const lty_coupon *coupon, const lty_coupon_scheme *scheme)
{
    const lty_coupon_shape *shape = lty_coupon_shape_of(coupon->code.count);
    char issued[LTY_CODE_LENGTH_MAX];
    char canonical[LTY_CODE_LENGTH_MAX];

    LTY_ASSERT(shape != NULL);
    LTY_ASSERT(coupon->version == (coupon->name.len > 0 ? 2 : 1));
    lty_code_format(canonical, &coupon->code);
    LTY_ASSERT(coupon->name.len > 0
            ? lty_coupon_issue_named(issued, scheme, &coupon->name, coupon->slot, coupon->campaign, coupon->serial) == LTY_OK
            : lty_coupon_issue(issued, scheme, shape, coupon->slot, coupon->campaign, coupon->serial) == LTY_OK);
    LTY_ASSERT(memcmp(issued, canonical, coupon->code.count) == 0);
}

static void check_suggestions(const lty_coupon_scheme *scheme, const char *bytes, size_t size)
{
    lty_coupon suggestions[LTY_CODE_REPAIRS_MAX];
    const size_t count = lty_coupon_suggest(suggestions, scheme, bytes, size);

    LTY_ASSERT(count <= LTY_CODE_REPAIRS_MAX);
    for (size_t i = 0; i < count; i++) {
        check_issue(&suggestions[i], scheme);
    }
}

/* A name that the input begins with: its own code reads back from the name as typed, and fails behind a longer one. */
static void check_name(const lty_coupon_scheme *scheme, const char *bytes, size_t size)
{
    lty_text typed;
    const size_t behind = size <= LTY_CODE_INPUT_MAX ? lty_code_name(&typed, bytes, size) : 0;
    lty_coupon_name name;
    lty_coupon coupon;
    lty_code_fault fault;
    char text[LTY_COUPON_NAME_MAX + 2 + LTY_COUPON_NAMED_LENGTH];

    LTY_ASSERT(behind <= size);
    if (behind == 0 || !lty_coupon_name_parse(&name, typed)) {
        return;
    }
    LTY_ASSERT(typed.bytes >= bytes && typed.bytes + typed.len < bytes + behind);
    memcpy(text, typed.bytes, typed.len);
    text[typed.len] = '-';
    LTY_ASSERT(lty_coupon_issue_named(text + typed.len + 1, scheme, &name, 0, 3, 9) == LTY_OK);
    LTY_ASSERT(lty_coupon_verify(&coupon, &fault, scheme, text, typed.len + 1 + LTY_COUPON_NAMED_LENGTH) == LTY_OK);
    LTY_ASSERT(coupon.campaign == 3 && coupon.serial == 9 && coupon.name.len == typed.len);
    text[0] = name.bytes[0] == 'X' ? 'Y' : 'X';
    LTY_ASSERT(lty_coupon_verify(&coupon, &fault, scheme, text, typed.len + 1 + LTY_COUPON_NAMED_LENGTH) == LTY_E_CODE_TAG);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lty_keyring *ring = NULL;
    lty_coupon_scheme scheme;
    lty_coupon coupon;
    lty_code code;
    lty_code again;
    lty_code_fault fault;
    char text[LTY_CODE_DISPLAY_MAX];
    char canonical[LTY_CODE_LENGTH_MAX];

    if (ring == NULL) {
        ring = open_ring();
    }
    lty_coupon_scheme_init(&scheme, ring);
    const char *bytes = (const char *) data;
    const lty_status status = lty_coupon_verify(&coupon, &fault, &scheme, bytes, size);
    LTY_ASSERT(status == LTY_OK || (status >= LTY_E_CODE_EMPTY && status <= LTY_E_CODE_TAG));
    if (status == LTY_OK) {
        check_issue(&coupon, &scheme);
    }
    check_suggestions(&scheme, bytes, size);
    check_name(&scheme, bytes, size);

    const lty_status parsed = lty_code_parse(&code, &fault, bytes, size);
    LTY_ASSERT(coupon.name.len > 0 || (parsed == LTY_OK) == (status == LTY_OK || status > LTY_E_CODE_LENGTH));
    if (parsed != LTY_OK) {
        return 0;
    }
    lty_code_format(canonical, &code);
    const size_t len = lty_code_display(text, canonical, code.count);
    LTY_ASSERT(lty_code_parse(&again, &fault, text, len) == LTY_OK);
    LTY_ASSERT(again.count == code.count && memcmp(again.symbols, code.symbols, code.count) == 0);
    check_repairs(&code, scheme.offset);

    /* The same symbols with right check symbols get as far as the header. */
    lty_code_seal(&code, scheme.offset);
    LTY_ASSERT(lty_code_fits(&code, scheme.offset));
    lty_code_format(canonical, &code);
    const lty_status sealed = lty_coupon_verify(&coupon, &fault, &scheme, canonical, code.count);
    LTY_ASSERT(sealed == LTY_OK || sealed >= LTY_E_CODE_VERSION);
    if (sealed == LTY_OK) {
        check_issue(&coupon, &scheme);
    }
    return 0;
}
