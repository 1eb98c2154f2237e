/* What people type: whatever the bytes, reading them ends in a status; what reads is canonical, and repairs are codes that fit. */
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lty_keyring *ring = NULL;
    lty_coupon_scheme scheme;
    lty_coupon coupon;
    lty_code code;
    lty_code again;
    lty_code suggestions[LTY_CODE_REPAIRS_MAX];
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
    LTY_ASSERT(lty_coupon_suggest(suggestions, &scheme, bytes, size) <= LTY_CODE_REPAIRS_MAX);

    const lty_status parsed = lty_code_parse(&code, &fault, bytes, size);
    LTY_ASSERT((parsed == LTY_OK) == (status == LTY_OK || status > LTY_E_CODE_LENGTH));
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
        char issued[LTY_CODE_LENGTH_MAX];
        const lty_coupon_shape *shape = lty_coupon_shape_of(code.count);

        LTY_ASSERT(shape != NULL);
        LTY_ASSERT(lty_coupon_issue(issued, &scheme, shape, coupon.slot, coupon.campaign, coupon.serial) == LTY_OK);
        LTY_ASSERT(memcmp(issued, canonical, code.count) == 0);
    }
    return 0;
}
