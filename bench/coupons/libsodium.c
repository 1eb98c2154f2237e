/*
 * The coupon cases in bare C, as the short format asks (20 symbols, version 1): pack, three keyed BLAKE2b calls, check symbols,
 * base32. No key ring, no batch, no campaign, no separators in the input. The codes are those of the extension for the same key,
 * domain, campaign and serial, and the run fails if they are not.
 * libsodium issue COUNT | libsodium verify COUNT
 */
#include "format.h"

#define SYMBOLS 20
#define SERIAL_BITS 24
#define TAG_BITS 45
#define BODY_BITS 40
#define MASK(bits) ((UINT64_C(1) << (bits)) - 1)
#define SLOT 3

static unsigned char subkeys[3][32];
static uint8_t header = 1 << 3 | SLOT;
static uint8_t offsets[2];
static uint8_t by_one[32], by_zero[32]; /* products with the two lower coefficients of the generator */
static char *codes;
static uint64_t count;
static uint64_t serials; /* sum of those verified */

static void derive(void)
{
    unsigned char master[KEY_BYTES], text[512], hash[16], symbols = SYMBOLS;
    const size_t domain_len = sizeof DOMAIN - 1;

    format_key(master);
    for (unsigned char round = 1; round <= 3; round++) {
        const void *parts[] = {"loyalty.short.v1", DOMAIN, &symbols, &header, &round};
        const size_t lens[] = {16, domain_len, 1, 1, 1};
        crypto_generichash(subkeys[round - 1], 32, text, pae(text, parts, lens, 5), master, 32);
    }
    const void *parts[] = {"loyalty.check.v1", DOMAIN};
    const size_t lens[] = {16, domain_len};
    crypto_generichash(hash, 16, text, pae(text, parts, lens, 2), NULL, 0);
    unsigned v = hash[0] | (unsigned) hash[1] << 8;
    offsets[0] = (uint8_t) (1 + v % 31);
    offsets[1] = v >> 5 & 31;
}

/* GF(32) by x^5 + x^2 + 1; the generator is (x - a)(x - a^2) = x^2 + (a + a^2) x + a^3. */
static void field(void)
{
    uint8_t power[62], log[32];
    unsigned x = 1;

    for (int i = 0; i < 31; i++) {
        power[i] = power[i + 31] = (uint8_t) x;
        log[x] = (uint8_t) i;
        x = x << 1 & 32 ? (x << 1 ^ 0x25) & 31 : x << 1;
    }
    for (int i = 1; i < 32; i++) {
        by_one[i] = power[log[i] + log[power[1] ^ power[2]]];
        by_zero[i] = power[log[i] + 3];
    }
}

static void check_symbols(uint8_t *check, const uint8_t *symbols)
{
    uint8_t one = 0, zero = 0;

    for (int i = 0; i < SYMBOLS - 2; i++) {
        uint8_t top = symbols[i] ^ one;
        one = zero ^ by_one[top];
        zero = by_zero[top];
    }
    check[0] = one ^ offsets[0];
    check[1] = zero ^ offsets[1];
}

static uint64_t prf(uint8_t round, uint64_t value)
{
    unsigned char in[10] = {round, header}, out[16];
    uint64_t word;

    memcpy(in + 2, &value, 8);
    crypto_generichash(out, 16, in, 10, subkeys[round - 1], 32);
    memcpy(&word, out, 8);
    return word;
}

static void issue(char *code, uint64_t payload)
{
    uint64_t r = prf(1, payload) & MASK(TAG_BITS);
    uint64_t body = payload ^ (prf(2, r) & MASK(BODY_BITS));
    uint64_t tag = r ^ (prf(3, body) & MASK(TAG_BITS));
    uint8_t symbols[SYMBOLS];

    symbols[0] = header;
    for (int i = 0; i < 9; i++) {
        symbols[1 + i] = tag >> 5 * (8 - i) & 31;
    }
    for (int i = 0; i < 8; i++) {
        symbols[10 + i] = body >> 5 * (7 - i) & 31;
    }
    check_symbols(symbols + SYMBOLS - 2, symbols);
    for (int i = 0; i < SYMBOLS; i++) {
        code[i] = ALPHABET[symbols[i]];
    }
}

static int verify(uint64_t *payload, const char *code)
{
    uint8_t symbols[SYMBOLS], check[2];
    uint64_t tag = 0, body = 0;

    for (int i = 0; i < SYMBOLS; i++) {
        int8_t value = values[(unsigned char) code[i]];
        if (value < 0) {
            return -1;
        }
        symbols[i] = (uint8_t) value;
    }
    check_symbols(check, symbols);
    if (check[0] != symbols[SYMBOLS - 2] || check[1] != symbols[SYMBOLS - 1] || symbols[0] != header) {
        return -1;
    }
    for (int i = 0; i < 9; i++) {
        tag = tag << 5 | symbols[1 + i];
    }
    for (int i = 0; i < 8; i++) {
        body = body << 5 | symbols[10 + i];
    }
    uint64_t r = tag ^ (prf(3, body) & MASK(TAG_BITS));
    uint64_t plain = body ^ (prf(2, r) & MASK(BODY_BITS));
    uint64_t expected = prf(1, plain) & MASK(TAG_BITS);
    if (sodium_memcmp(&expected, &r, 8) != 0) {
        return -1;
    }
    *payload = plain;
    return 0;
}

static double issue_run(void)
{
    double start = worker_now_s();

    for (uint64_t serial = 0; serial < count; serial++) {
        issue(codes + SYMBOLS * serial, (uint64_t) CAMPAIGN << SERIAL_BITS | serial);
    }
    return worker_now_s() - start;
}

static void issue_check(char *text, size_t size)
{
    unsigned char hash[32];

    crypto_hash_sha256(hash, (const unsigned char *) codes, SYMBOLS * count);
    sodium_bin2hex(text, size, hash, sizeof hash);
}

static double verify_run(void)
{
    double start = worker_now_s();

    serials = 0;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t payload;
        if (verify(&payload, codes + SYMBOLS * i) != 0) {
            fputs("a genuine code is refused\n", stderr);
            exit(1);
        }
        serials += payload & MASK(SERIAL_BITS);
    }
    return worker_now_s() - start;
}

static void verify_check(char *text, size_t size)
{
    snprintf(text, size, "%llu", (unsigned long long) serials);
}

int main(int argc, char **argv)
{
    if (argc != 3 || sodium_init() < 0) {
        fputs("usage: libsodium issue|verify COUNT\n", stderr);
        return 2;
    }
    count = strtoull(argv[2], NULL, 10);
    codes = worker_alloc(SYMBOLS * count);
    memset(codes, 0, SYMBOLS * count);
    derive();
    field();
    format_symbols();
    if (strcmp(argv[1], "issue") == 0) {
        return worker_serve(issue_run, issue_check);
    }
    issue_run();
    format_shuffle(codes, count, SYMBOLS);
    return worker_serve(verify_run, verify_check);
}
