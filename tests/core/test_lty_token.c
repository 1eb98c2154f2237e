#include "lty_json.h"
#include "lty_keyring.h"
#include "lty_test.h"
#include "lty_time.h"
#include "lty_token.h"

#define DOMAIN LTY_TEXT("shop.example/live")

static size_t unhex(unsigned char *out, lty_text hex)
{
    assert_int_equal(hex.len % 2, 0);
    for (size_t i = 0; i < hex.len / 2; i++) {
        char two[3] = {hex.bytes[2 * i], hex.bytes[2 * i + 1], 0};
        char *end = NULL;

        out[i] = (unsigned char) strtoul(two, &end, 16);
        assert_ptr_equal(end, two + 2);
    }
    return hex.len / 2;
}

/* A ring whose slot 0 has the vectors' seed and slot 1 their shared key. */
static lty_keyring *ring_of(lty_text domain, const unsigned char seed[32], const unsigned char shared[32])
{
    static const unsigned char master[LTY_SIGN_KEY_BYTES] = {1};
    lty_keyring *ring = NULL;
    int slot;

    assert_int_equal(lty_keyring_create(&ring, domain, master), LTY_OK);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, seed, 0), LTY_OK);
    assert_int_equal(slot, 0);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_SHARED, shared, 0), LTY_OK);
    assert_int_equal(slot, 1);
    return ring;
}

static lty_keyring *new_ring(void)
{
    static const unsigned char seed[LTY_SIGN_SEED_BYTES] = {2};
    static const unsigned char shared[LTY_SIGN_KEY_BYTES] = {3};

    return ring_of(DOMAIN, seed, shared);
}

/* The vectors of the other implementations, as the JSON reader of the core sees them. */
typedef struct fixture {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    lty_problems problems;
    char *bytes;
    const lty_json *root;
    unsigned char seed[32];
    unsigned char shared[32];
} fixture;

static void open_vectors(fixture *f)
{
    FILE *file = fopen("tests/data/vectors/full.json", "rb");

    memset(f, 0, sizeof *f);
    assert_non_null(file);
    f->bytes = malloc(1 << 20);
    const size_t len = fread(f->bytes, 1, 1 << 20, file);
    fclose(file);
    f->alloc = (lty_alloc){lty_test_resize, &f->memory};
    lty_arena_init(&f->arena, &f->alloc);
    lty_problems_init(&f->problems, &f->arena);
    assert_int_equal(lty_json_parse(&f->root, f->bytes, len, &f->arena, &f->problems), LTY_OK);
    unhex(f->seed, lty_json_member(f->root, "seed")->text);
    unhex(f->shared, lty_json_member(f->root, "shared_key")->text);
}

static void close_vectors(fixture *f)
{
    lty_arena_destroy(&f->arena);
    free(f->bytes);
}

static void token_of(lty_token *out, const lty_json *fields)
{
    static const char *const names[] = {
        "campaign", "serial", "kind", "value", "currency", "min_order", "nbf", "exp", "customer", "flags", "name", "max_discount"};
    int64_t *const numbers[] = {&out->campaign, &out->serial, &out->kind, &out->value, NULL, &out->min_order_minor, &out->not_before_s,
        &out->expires_s, NULL, &out->flags, NULL, &out->max_discount_minor};
    size_t seen = 0;

    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < 12; i++) {
        const lty_json *field = lty_json_member(fields, names[i]);

        if (field == NULL) {
            continue;
        }
        seen++;
        out->has |= UINT32_C(1) << (i + 1);
        if (numbers[i] != NULL) {
            assert_int_equal(field->type, LTY_JSON_INTEGER);
            *numbers[i] = field->integer;
        } else if (i == 4) {
            memcpy(out->currency, field->text.bytes, 3);
        } else if (i == 8) {
            assert_int_equal(unhex(out->customer, field->text), 16);
        } else {
            memcpy(out->name, field->text.bytes, field->text.len);
            out->name_len = field->text.len;
        }
    }
    assert_int_equal(seen, fields->count);
}

static void expect_fields(const lty_token *a, const lty_token *b)
{
    assert_int_equal(a->has, b->has);
    assert_int_equal(a->campaign, b->campaign);
    assert_int_equal(a->serial, b->serial);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->value, b->value);
    assert_memory_equal(a->currency, b->currency, 4);
    assert_int_equal(a->min_order_minor, b->min_order_minor);
    assert_int_equal(a->not_before_s, b->not_before_s);
    assert_int_equal(a->expires_s, b->expires_s);
    assert_memory_equal(a->customer, b->customer, 16);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->name_len, b->name_len);
    assert_memory_equal(a->name, b->name, a->name_len);
    assert_int_equal(a->max_discount_minor, b->max_discount_minor);
}

static void test_key_ids_are_those_of_the_vectors(void **state)
{
    fixture f;
    lty_token_key key;
    unsigned char expected[32];
    (void) state;

    open_vectors(&f);
    lty_keyring *ring = ring_of(DOMAIN, f.seed, f.shared);
    assert_true(lty_keyring_token(&key, ring, 0));
    unhex(expected, lty_json_member(f.root, "public_key")->text);
    assert_memory_equal(key.public_key, expected, 32);
    unhex(expected, lty_json_member(f.root, "kid_public")->text);
    assert_memory_equal(key.kid, expected, 4);
    assert_true(lty_keyring_token(&key, ring, 1));
    unhex(expected, lty_json_member(f.root, "kid_shared")->text);
    assert_memory_equal(key.kid, expected, 4);
    lty_keyring_destroy(ring);
    close_vectors(&f);
}

/* Ed25519 signs deterministically, so issuing gives the other implementations' bytes. */
static void test_valid_vectors_read_and_are_issued_to_the_byte(void **state)
{
    fixture f;
    size_t count = 0;
    (void) state;

    open_vectors(&f);
    lty_keyring *ring = ring_of(DOMAIN, f.seed, f.shared);
    for (const lty_json *item = lty_json_member(f.root, "valid")->child; item != NULL; item = item->next) {
        const lty_text text = lty_json_member(item, "token")->text;
        char issued[LTY_TOKEN_CHARS_MAX];
        char canonical[LTY_TOKEN_CHARS_MAX];
        lty_token fields;
        lty_token got;
        size_t len = 0;
        size_t at = 0;

        token_of(&fields, lty_json_member(item, "fields"));
        assert_int_equal(lty_token_verify(&got, &at, ring, text.bytes, text.len, LTY_TIME_NONE), LTY_OK);
        expect_fields(&got, &fields);
        assert_int_equal(got.type, text.bytes[2]);
        assert_int_equal(lty_token_issue(issued, &len, ring, got.slot, &fields), LTY_OK);
        assert_int_equal(len, text.len);
        assert_memory_equal(issued, text.bytes, len);
        assert_int_equal(((len - 4) * 5) / 8, lty_json_member(item, "bytes")->integer);
        assert_true(lty_token_looks_like(text.bytes, text.len));

        /* Typed in lower case with look-alikes it reads the same, and its canonical form is as issued. */
        for (size_t i = 0; i < len; i++) {
            const char c = text.bytes[i];

            issued[i] = i > 3 && c == '0' ? 'o' : i > 3 && c == '1' ? (i % 2 == 0 ? 'l' : 'i') : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        assert_int_equal(lty_token_verify(&got, &at, ring, issued, len, LTY_TIME_NONE), LTY_OK);
        expect_fields(&got, &fields);
        lty_token_canonical(canonical, issued, len);
        assert_memory_equal(canonical, text.bytes, len);
        count++;
    }
    assert_int_equal(count, 6);
    lty_keyring_destroy(ring);
    close_vectors(&f);
}

static lty_status status_of(lty_text name)
{
    static const struct {
        const char *name;
        lty_status status;
    } table[] = {{"OK", LTY_OK}, {"EMPTY", LTY_E_CODE_EMPTY}, {"TOO_LONG", LTY_E_CODE_TOO_LONG}, {"BAD_UTF8", LTY_E_CODE_UTF8},
        {"BAD_CHAR", LTY_E_CODE_CHAR}, {"BAD_VERSION", LTY_E_CODE_VERSION}, {"UNKNOWN_KEY", LTY_E_CODE_KEY},
        {"TRUNCATED", LTY_E_CODE_TRUNCATED}, {"NON_CANONICAL", LTY_E_CODE_NON_CANONICAL}, {"BAD_TAG", LTY_E_CODE_TAG},
        {"UNKNOWN_FIELD", LTY_E_CODE_FIELD_UNKNOWN}, {"MISSING_FIELD", LTY_E_CODE_FIELD_MISSING}, {"FIELD_RANGE", LTY_E_CODE_FIELD_RANGE},
        {"NOT_YET_VALID", LTY_E_CODE_NOT_YET_VALID}, {"EXPIRED", LTY_E_CODE_EXPIRED}};

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (lty_text_equal(name, lty_test_text(table[i].name))) {
            return table[i].status;
        }
    }
    fail_msg("unknown error %.*s", (int) name.len, name.bytes);
    return LTY_OK;
}

static void test_cases_of_the_vectors_get_their_error(void **state)
{
    fixture f;
    size_t count = 0;
    (void) state;

    open_vectors(&f);
    for (const lty_json *item = lty_json_member(f.root, "cases")->child; item != NULL; item = item->next) {
        const lty_json *now = lty_json_member(item, "now");
        const lty_json *repeat = lty_json_member(item, "repeat");
        unsigned char bytes[4096];
        lty_token got;
        size_t at = 0;
        lty_keyring *ring = ring_of(lty_json_member(item, "domain")->text, f.seed, f.shared);
        size_t len = unhex(bytes, lty_json_member(item, "hex")->text);

        for (int64_t i = 1; repeat->type == LTY_JSON_INTEGER && i < repeat->integer; i++) {
            memcpy(bytes + (size_t) i * len, bytes, len);
        }
        len *= repeat->type == LTY_JSON_INTEGER ? (size_t) repeat->integer : 1;
        const lty_status status =
            lty_token_verify(&got, &at, ring, (const char *) bytes, len, now->type == LTY_JSON_INTEGER ? now->integer : LTY_TIME_NONE);
        if (status != status_of(lty_json_member(item, "error")->text)) {
            fail_msg(
                "%.*s: %s", (int) lty_json_member(item, "id")->text.len, lty_json_member(item, "id")->text.bytes, lty_status_text(status));
        }
        lty_keyring_destroy(ring);
        count++;
    }
    assert_int_equal(count, 37);
    close_vectors(&f);
}

/* The specification once more, written apart from the module: what an attacker who holds a key could sign. */
static size_t forge(char *out, const lty_keyring *ring, int slot, const unsigned char *payload, size_t len)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned char message[2048];
    unsigned char bytes[1024];
    lty_token_key key;
    char label[] = "loyalty.full.v1.?";
    const lty_text domain = lty_keyring_domain(ring);
    size_t at = 0;
    size_t count = 0;

    assert_true(lty_keyring_token(&key, ring, slot));
    label[16] = (char) key.type;
    const struct {
        const void *bytes;
        size_t len;
    } parts[] = {{label, 17}, {key.kid, 4}, {payload, len}, {domain.bytes, domain.len}};
    memset(message, 0, sizeof message);
    message[0] = 4;
    at = 8;
    for (size_t i = 0; i < 4; i++) {
        message[at] = (unsigned char) parts[i].len;
        message[at + 1] = (unsigned char) (parts[i].len >> 8);
        memcpy(message + at + 8, parts[i].bytes, parts[i].len);
        at += 8 + parts[i].len;
    }
    memcpy(bytes, key.kid, 4);
    memcpy(bytes + 4, payload, len);
    assert_true(lty_keyring_token_sign(bytes + 4 + len, ring, slot, message, at));
    const size_t total = 4 + len + (key.type == LTY_TOKEN_PUBLIC ? 64 : 16);
    memcpy(out, key.type == LTY_TOKEN_PUBLIC ? "C1P." : "C1S.", 4);
    for (size_t bit = 0; bit < 8 * total; bit += 5) {
        unsigned value = 0;

        for (size_t i = bit; i < bit + 5; i++) {
            value = value << 1 | (i < 8 * total ? bytes[i / 8] >> (7 - i % 8) & 1U : 0);
        }
        out[4 + count++] = alphabet[value];
    }
    return 4 + count;
}

static const struct {
    const char *name;
    const char *payload;
    lty_status status;
} payloads[] = {
    {"least", "010002000303", LTY_OK},
    {"all twelve",
        "0101020203010490"
        "4e05455552060a07010802090f",
        LTY_E_CODE_TRUNCATED}, /* the customer runs past the end */
    {"no campaign", "020203030a00", LTY_E_CODE_FIELD_MISSING},
    {"no serial", "010103030a00", LTY_E_CODE_FIELD_MISSING},
    {"no kind", "010102020a00", LTY_E_CODE_FIELD_MISSING},
    {"tag 0", "000001010202", LTY_E_CODE_FIELD_UNKNOWN},
    {"tag 13", "0101020203030d00", LTY_E_CODE_FIELD_UNKNOWN},
    {"tag 255", "010102020303ff00", LTY_E_CODE_FIELD_UNKNOWN},
    {"twice the same tag", "0101010102020303", LTY_E_CODE_NON_CANONICAL},
    {"descending", "020201010303", LTY_E_CODE_NON_CANONICAL},
    {"number of two bytes for one", "01810002020303", LTY_E_CODE_NON_CANONICAL},
    {"zero of two bytes", "01800002020303", LTY_E_CODE_NON_CANONICAL},
    {"zero of twelve bytes", "018080808080808080808080000202", LTY_E_CODE_NON_CANONICAL},
    {"2^53 - 1", "01ffffffffffffff0f02020303", LTY_OK},
    {"2^53", "01808080808080801002020303", LTY_E_CODE_FIELD_RANGE},
    {"2^63", "018080808080808080800102020303", LTY_E_CODE_FIELD_RANGE},
    {"2^64 + 1 that would wrap to 1", "018180808080808080800202020303", LTY_E_CODE_FIELD_RANGE},
    {"number past the end", "0101020203ff", LTY_E_CODE_TRUNCATED},
    {"tag at the end", "01010202030306", LTY_E_CODE_TRUNCATED},
    {"kind 0", "010102020300", LTY_E_CODE_FIELD_RANGE},
    {"kind 6", "0101020203060401", LTY_E_CODE_FIELD_RANGE},
    {"percent without value", "010102020301", LTY_E_CODE_FIELD_MISSING},
    {"percent 0", "0101020203010400", LTY_E_CODE_FIELD_RANGE},
    {"percent 10000",
        "010102020301049"
        "04e",
        LTY_OK},
    {"percent 10001",
        "010102020301049"
        "14e",
        LTY_E_CODE_FIELD_RANGE},
    {"free shipping with a value", "0101020203030401", LTY_E_CODE_FIELD_UNKNOWN},
    {"points 0", "0101020203040400", LTY_E_CODE_FIELD_RANGE},
    {"gift without number", "010102020305", LTY_E_CODE_FIELD_MISSING},
    {"gift", "0101020203050401", LTY_OK},
    {"fixed without currency", "0101020203020401", LTY_E_CODE_FIELD_MISSING},
    {"fixed", "010102020302040105455552", LTY_OK},
    {"currency of lower case", "010102020302040105657572", LTY_E_CODE_FIELD_RANGE},
    {"currency of two letters",
        "010102020302040105"
        "4555",
        LTY_E_CODE_TRUNCATED},
    {"currency without an amount", "010102020301040105455552", LTY_E_CODE_FIELD_MISSING},
    {"minimum without currency", "0101020203030605", LTY_E_CODE_FIELD_MISSING},
    {"minimum", "010102020303054555520605", LTY_OK},
    {"maximum without currency", "01010202030104050c05", LTY_E_CODE_FIELD_MISSING},
    {"maximum",
        "01010202030104050545555"
        "20c05",
        LTY_OK},
    {"window empty", "01010202030307050805", LTY_E_CODE_FIELD_RANGE},
    {"window reversed", "01010202030307060805", LTY_E_CODE_FIELD_RANGE},
    {"window of a second", "01010202030307050806", LTY_OK},
    {"flags 7", "0101020203030a07", LTY_OK},
    {"flags 8", "0101020203030a08", LTY_E_CODE_FIELD_RANGE},
    {"customer of 15 bytes",
        "0101020203030"
        "90f000102030405060708090a0b0c0d0e",
        LTY_E_CODE_FIELD_RANGE},
    {"customer of 16 bytes",
        "010102020303"
        "0910000102030405060708090a0b0c0d0e0f",
        LTY_OK},
    {"customer whose length is not minimal",
        "010102020303"
        "099000000102030405060708090a0b0c0d0e0f",
        LTY_E_CODE_NON_CANONICAL},
    {"customer of a huge length",
        "010102020303"
        "09ffffffffffffff0f00",
        LTY_E_CODE_TRUNCATED},
    {"name", "0101020203030b024142", LTY_OK},
    {"name of nothing", "0101020203030b00", LTY_OK},
    {"name with a NUL", "0101020203030b03410042", LTY_E_CODE_FIELD_RANGE},
    {"name with a newline", "0101020203030b010a", LTY_E_CODE_FIELD_RANGE},
    {"name with a soft hyphen", "0101020203030b02c2ad", LTY_E_CODE_FIELD_RANGE},
    {"name turned around", "0101020203030b03e280ae", LTY_E_CODE_FIELD_RANGE},
    {"name of private use", "0101020203030b03ee8080", LTY_E_CODE_FIELD_RANGE},
    {"name overlong UTF-8", "0101020203030b02c080", LTY_E_CODE_UTF8},
    {"name with a surrogate", "0101020203030b03eda080", LTY_E_CODE_UTF8},
    {"name cut in a character", "0101020203030b01c3", LTY_E_CODE_UTF8},
};

static void test_signed_payloads_that_say_what_no_token_may(void **state)
{
    lty_keyring *ring = new_ring();
    (void) state;

    for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
        for (int slot = 0; slot < 2; slot++) {
            unsigned char payload[256];
            char text[LTY_TOKEN_CHARS_MAX];
            lty_token got;
            size_t at;
            const size_t len = forge(text, ring, slot, payload, unhex(payload, lty_test_text(payloads[i].payload)));
            const lty_status status = lty_token_verify(&got, &at, ring, text, len, LTY_TIME_NONE);

            if (status != payloads[i].status) {
                fail_msg("%s: %s", payloads[i].name, lty_status_text(status));
            }
            if (status == LTY_OK) {
                char again[LTY_TOKEN_CHARS_MAX];
                size_t again_len = 0;

                assert_int_equal(lty_token_issue(again, &again_len, ring, slot, &got), LTY_OK);
                assert_int_equal(again_len, len);
                assert_memory_equal(again, text, len);
            }
        }
    }
    lty_keyring_destroy(ring);
}

/* The longest text of 64 bytes fits, 65 do not; and a payload may fill all characters there are. */
static void test_lengths_at_their_ends(void **state)
{
    lty_keyring *ring = new_ring();
    unsigned char payload[1024] = {1, 1, 2, 2, 3, 3, 11, 64};
    char text[2048];
    lty_token got;
    size_t at;
    (void) state;

    memset(payload + 8, 'n', 600);
    size_t len = forge(text, ring, 1, payload, 8 + 64);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, LTY_TIME_NONE), LTY_OK);
    assert_int_equal(got.name_len, 64);
    payload[7] = 65;
    len = forge(text, ring, 1, payload, 8 + 65);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, LTY_TIME_NONE), LTY_E_CODE_FIELD_RANGE);
    for (int slot = 0; slot < 2; slot++) {
        /* 1020 characters are 637 bytes */
        len = forge(text, ring, slot, payload, 637 - 4 - (slot == 0 ? 64 : 16));
        assert_int_equal(len, 1024);
        assert_int_equal(lty_token_verify(&got, &at, ring, text, len, LTY_TIME_NONE), LTY_E_CODE_FIELD_RANGE);
        text[len] = '0';
        assert_int_equal(lty_token_verify(&got, &at, ring, text, len + 1, LTY_TIME_NONE), LTY_E_CODE_TOO_LONG);
    }
    lty_keyring_destroy(ring);
}

static lty_token plain(void)
{
    lty_token token = {
        .has = 1U << LTY_TOKEN_TAG_CAMPAIGN | 1U << LTY_TOKEN_TAG_SERIAL | 1U << LTY_TOKEN_TAG_KIND, .campaign = 1, .serial = 2, .kind = 3};

    return token;
}

static void test_window_is_half_open_and_looked_at_last(void **state)
{
    lty_keyring *ring = new_ring();
    lty_token token = plain();
    lty_token got;
    char text[LTY_TOKEN_CHARS_MAX];
    size_t len;
    size_t at;
    (void) state;

    token.has |= 1U << LTY_TOKEN_TAG_NOT_BEFORE | 1U << LTY_TOKEN_TAG_EXPIRES;
    token.not_before_s = 1000;
    token.expires_s = 2000;
    assert_int_equal(lty_token_issue(text, &len, ring, 0, &token), LTY_OK);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, 999), LTY_E_CODE_NOT_YET_VALID);
    assert_int_equal(got.serial, 2);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, 1000), LTY_OK);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, 1999), LTY_OK);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, 2000), LTY_E_CODE_EXPIRED);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, -5), LTY_E_CODE_NOT_YET_VALID);
    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, INT64_MAX), LTY_E_CODE_EXPIRED);
    lty_keyring_destroy(ring);
}

static void expect(const lty_keyring *ring, const char *text, size_t len, lty_status status, size_t char_at)
{
    lty_token got;
    size_t at = 0;

    assert_int_equal(lty_token_verify(&got, &at, ring, text, len, LTY_TIME_NONE), status);
    assert_int_equal(at, char_at);
}

static void test_characters_in_the_order_of_errors(void **state)
{
    lty_keyring *ring = new_ring();
    lty_token token = plain();
    char text[LTY_TOKEN_CHARS_MAX + 1];
    size_t len;
    (void) state;

    assert_int_equal(lty_token_issue(text, &len, ring, 1, &token), LTY_OK);
    expect(ring, text, len, LTY_OK, 0);
    expect(ring, "", 0, LTY_E_CODE_EMPTY, 0);
    expect(ring, "C1P", 3, LTY_E_CODE_VERSION, 0);
    expect(ring, "C1P.", 4, LTY_E_CODE_TRUNCATED, 0);
    expect(ring, "C2P.0", 5, LTY_E_CODE_VERSION, 0);
    expect(ring, "C1A.0", 5, LTY_E_CODE_VERSION, 0);
    expect(ring, "CIP.0", 5, LTY_E_CODE_VERSION, 0); /* the prefix is not folded */
    expect(ring, "C1P-0", 5, LTY_E_CODE_VERSION, 0);
    expect(ring, "C1A.\xFF", 5, LTY_E_CODE_CHAR, 5); /* a high byte before the prefix */
    expect(ring, "C1P.0U", 6, LTY_E_CODE_CHAR, 6);
    expect(ring, "C1P.0-", 6, LTY_E_CODE_CHAR, 6);
    expect(ring, "C1P. 0", 6, LTY_E_CODE_CHAR, 5);
    expect(ring, "C1P.0\0", 6, LTY_E_CODE_CHAR, 6);
    expect(ring, "C1P.0", 5, LTY_E_CODE_NON_CANONICAL, 0);       /* five pad bits */
    expect(ring, "C1P.000", 7, LTY_E_CODE_NON_CANONICAL, 0);     /* seven */
    expect(ring, "C1P.000000", 10, LTY_E_CODE_NON_CANONICAL, 0); /* six */
    expect(ring, "C1P.01", 6, LTY_E_CODE_NON_CANONICAL, 0);      /* a pad bit set */
    expect(ring, "C1P.00", 6, LTY_E_CODE_TRUNCATED, 0);
    for (size_t i = 4; i < len; i++) { /* every other symbol in every place is refused */
        const char kept = text[i];

        text[i] = kept == '0' ? '1' : '0';
        lty_token got;
        size_t at;
        assert_int_not_equal(lty_token_verify(&got, &at, ring, text, len, LTY_TIME_NONE), LTY_OK);
        text[i] = kept;
    }
    for (size_t i = 0; i < len; i++) { /* and every cut */
        lty_token got;
        size_t at;

        assert_int_not_equal(lty_token_verify(&got, &at, ring, text, i, LTY_TIME_NONE), LTY_OK);
    }
    lty_keyring_destroy(ring);
}

static void test_keys_of_another_type_state_or_shop(void **state)
{
    static const unsigned char next[LTY_SIGN_SEED_BYTES] = {9};
    lty_keyring *ring = new_ring();
    lty_keyring *partner = NULL;
    lty_token_key key;
    lty_token token = plain();
    lty_token got;
    char p[LTY_TOKEN_CHARS_MAX];
    char s[LTY_TOKEN_CHARS_MAX];
    size_t p_len;
    size_t s_len;
    size_t at = 0;
    int slot;
    (void) state;

    assert_int_equal(lty_token_issue(p, &p_len, ring, 0, &token), LTY_OK);
    assert_int_equal(lty_token_issue(s, &s_len, ring, 1, &token), LTY_OK);

    /* A partner with the public key alone reads the one, not the other, and issues neither. */
    assert_int_equal(lty_keyring_create_empty(&partner, DOMAIN), LTY_OK);
    assert_true(lty_keyring_token(&key, ring, 0));
    assert_int_equal(lty_keyring_token_add(&slot, partner, key.public_key), LTY_OK);
    assert_int_equal(lty_token_verify(&got, &at, partner, p, p_len, LTY_TIME_NONE), LTY_OK);
    assert_int_equal(got.slot, slot);
    assert_int_equal(lty_token_verify(&got, &at, partner, s, s_len, LTY_TIME_NONE), LTY_E_CODE_KEY);
    assert_int_equal(lty_token_issue(s, &s_len, partner, slot, &token), LTY_E_KEY_SLOT);
    assert_int_equal(lty_token_issue(s, &s_len, partner, 5, &token), LTY_E_KEY_SLOT);

    /* The prefix does not choose: the key's own type has to be it. */
    s[2] = 'P';
    assert_int_equal(lty_token_verify(&got, &at, ring, s, s_len, LTY_TIME_NONE), LTY_E_CODE_TRUNCATED);
    p[2] = 'S';
    assert_int_equal(lty_token_verify(&got, &at, ring, p, p_len, LTY_TIME_NONE), LTY_E_CODE_KEY);
    p[2] = 'P';

    /* Rotated it reads and issues on, retired it is remembered. */
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, next, 0), LTY_OK);
    assert_int_equal(lty_token_verify(&got, &at, ring, p, p_len, LTY_TIME_NONE), LTY_OK);
    assert_int_equal(lty_token_issue(s, &s_len, ring, 0, &token), LTY_OK);
    assert_memory_equal(s, p, p_len);
    assert_int_equal(lty_keyring_token_retire(ring, 0, LTY_KEYRING_FOREVER), LTY_OK);
    assert_int_equal(lty_token_verify(&got, &at, ring, p, p_len, LTY_TIME_NONE), LTY_E_CODE_KEY_RETIRED);
    assert_int_equal(got.has, 0);
    assert_int_equal(lty_token_issue(s, &s_len, ring, 0, &token), LTY_E_KEY_SLOT);
    lty_keyring_destroy(partner);
    lty_keyring_destroy(ring);
}

static void test_check_names_the_field(void **state)
{
    lty_token token = plain();
    int tag = 0;
    (void) state;

    assert_int_equal(lty_token_check(&tag, &token), LTY_OK);
    token.serial = -1;
    assert_int_equal(lty_token_check(&tag, &token), LTY_E_CODE_FIELD_RANGE);
    assert_int_equal(tag, LTY_TOKEN_TAG_SERIAL);
    token.serial = LTY_TOKEN_NUMBER_MAX + 1;
    assert_int_equal(lty_token_check(NULL, &token), LTY_E_CODE_FIELD_RANGE);
    token = plain();
    token.has |= 1U << LTY_TOKEN_TAG_MAX_DISCOUNT;
    assert_int_equal(lty_token_check(&tag, &token), LTY_E_CODE_FIELD_MISSING);
    assert_int_equal(tag, LTY_TOKEN_TAG_CURRENCY);
    token = plain();
    token.has |= 1U << LTY_TOKEN_TAG_NAME;
    token.name_len = LTY_TOKEN_NAME_MAX + 1;
    assert_int_equal(lty_token_check(&tag, &token), LTY_E_CODE_FIELD_RANGE);
    assert_int_equal(tag, LTY_TOKEN_TAG_NAME);
    token.has = 0;
    assert_int_equal(lty_token_check(&tag, &token), LTY_E_CODE_FIELD_MISSING);
    assert_int_equal(tag, LTY_TOKEN_TAG_CAMPAIGN);
    token = plain();
    token.has |= 1U << 13;
    assert_int_equal(lty_token_check(&tag, &token), LTY_E_CODE_FIELD_UNKNOWN);
}

static void test_what_looks_like_a_token(void **state)
{
    char longer[129];
    (void) state;

    memset(longer, 'A', sizeof longer);
    assert_true(lty_token_looks_like("c1p.", 4));
    assert_true(lty_token_looks_like("C9Z.XX", 6));
    assert_true(lty_token_looks_like(longer, 129));
    assert_false(lty_token_looks_like(longer, 128));
    assert_false(lty_token_looks_like("C1P", 3));
    assert_false(lty_token_looks_like("", 0));
    assert_false(lty_token_looks_like("CIP.", 4));
    assert_false(lty_token_looks_like("C11.", 4));
    assert_false(lty_token_looks_like("D1P.", 4));
    assert_false(lty_token_looks_like("C1P-", 4));
}

/* Random tokens come back as they were issued, whatever is in them. */
static void test_random_tokens_round_trip(void **state)
{
    uint64_t random = lty_test_seed("test_random_tokens_round_trip", 4711);
    lty_keyring *ring = new_ring();
    (void) state;

    for (int i = 0; i < 3000; i++) {
        lty_token token = plain();
        lty_token got;
        char text[LTY_TOKEN_CHARS_MAX];
        size_t len;
        size_t at;
        const int slot = lty_test_below(&random, 20) == 0 ? 0 : 1;

        token.campaign = (int64_t) (lty_test_random(&random) >> (11 + lty_test_below(&random, 50)));
        token.serial = (int64_t) (lty_test_random(&random) >> (11 + lty_test_below(&random, 50)));
        token.kind = 1 + lty_test_below(&random, 5);
        token.has |= (uint32_t) lty_test_below(&random, 1 << 13) & ~1U;
        token.value = 1 + lty_test_below(&random, token.kind == 1 ? 10000 : LTY_TOKEN_NUMBER_MAX);
        token.has = token.kind == 3 ? token.has & ~(1U << 4) : token.has | 1U << 4;
        const bool amount = token.kind == 2 || (token.has & (1U << 6 | 1U << 12)) != 0;
        token.has = amount ? token.has | 1U << 5 : token.has & ~(1U << 5);
        memcpy(token.currency, "SEK", 4);
        token.min_order_minor = lty_test_below(&random, LTY_TOKEN_NUMBER_MAX);
        token.max_discount_minor = lty_test_below(&random, 1000);
        token.not_before_s = lty_test_below(&random, 1 << 30);
        token.expires_s = token.not_before_s + 1 + lty_test_below(&random, 1 << 30);
        token.flags = lty_test_below(&random, 8);
        for (size_t j = 0; j < 16; j++) {
            token.customer[j] = (unsigned char) lty_test_random(&random);
        }
        token.name_len = (size_t) lty_test_below(&random, 65);
        memset(token.name, 'x', token.name_len);
        assert_int_equal(lty_token_issue(text, &len, ring, slot, &token), LTY_OK);
        assert_int_equal(lty_token_verify(&got, &at, ring, text, len, LTY_TIME_NONE), LTY_OK);
        assert_int_equal(got.has, token.has);
        assert_int_equal(got.serial, token.serial);
        assert_int_equal(got.value, (token.has & 1U << 4) != 0 ? token.value : 0);
        assert_int_equal(got.name_len, (token.has & 1U << 11) != 0 ? token.name_len : 0);
        assert_int_equal(got.expires_s, (token.has & 1U << 8) != 0 ? token.expires_s : 0);
    }
    lty_keyring_destroy(ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_ids_are_those_of_the_vectors),
        cmocka_unit_test(test_valid_vectors_read_and_are_issued_to_the_byte),
        cmocka_unit_test(test_cases_of_the_vectors_get_their_error),
        cmocka_unit_test(test_signed_payloads_that_say_what_no_token_may),
        cmocka_unit_test(test_lengths_at_their_ends),
        cmocka_unit_test(test_window_is_half_open_and_looked_at_last),
        cmocka_unit_test(test_characters_in_the_order_of_errors),
        cmocka_unit_test(test_keys_of_another_type_state_or_shop),
        cmocka_unit_test(test_check_names_the_field),
        cmocka_unit_test(test_what_looks_like_a_token),
        cmocka_unit_test(test_random_tokens_round_trip),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
