/*
 * Full tokens in bare C: the twelve fields, what is signed, Ed25519 or keyed BLAKE2b, base 32. One key, no ring, no errors told apart; the
 * terms are read into a struct. The tokens are those of the extension for the same keys, domain, terms and serials, and the run fails
 * if they are not.
 * tokens issue|verify public|shared COUNT
 */
#include "format.h"

#define PREFIX 4
#define KID 4
#define BYTES_MAX 320
#define FIRST_SERIAL UINT64_C(16384) /* so that all serials, and tokens, are of one length */
#define FIELDS 12

/* Of the fields that are numbers by their tag; currency, customer and name stand for themselves. */
typedef struct terms {
    uint64_t numbers[FIELDS + 1];
    char currency[3];
    unsigned char customer[16];
    unsigned char name[64];
    size_t name_len;
} terms;

static const char PUBLIC_LABEL[] = "loyalty.full.v1.P", SHARED_LABEL[] = "loyalty.full.v1.S";

static int is_public;
static size_t tag_bytes;
static unsigned char public_key[32], secret_key[64], shared_key[KEY_BYTES], kid[KID];
static terms said;
static char *codes;
static size_t code_len;
static uint64_t count;
static uint64_t serials; /* sum of those verified */

static void derive(void)
{
    unsigned char text[256], hash[16], named[32];
    const void *parts[] = {"loyalty.kid.v1", is_public ? "P" : "S", named};
    const size_t lens[] = {14, 1, 32};

    format_key(shared_key);
    crypto_sign_seed_keypair(public_key, secret_key, shared_key);
    if (is_public) {
        memcpy(named, public_key, 32);
    } else {
        crypto_generichash(named, 32, (const unsigned char *) "loyalty.kid.s", 13, shared_key, KEY_BYTES);
    }
    crypto_generichash(hash, sizeof hash, text, pae(text, parts, lens, 3), NULL, 0);
    memcpy(kid, hash, KID);
    tag_bytes = is_public ? crypto_sign_BYTES : 16;
}

/* The terms of tokens.php. */
static void say(void)
{
    static const char name[] = "Welcome back, Anna!";

    said = (terms){.numbers = {[1] = CAMPAIGN, [3] = 1, [4] = 1500, [6] = 2500, [7] = 1790000000, [8] = 1890000000, [10] = 7, [12] = 5000}};
    memcpy(said.currency, "EUR", 3);
    for (int i = 0; i < 16; i++) {
        said.customer[i] = (unsigned char) (0x9f + i);
    }
    said.name_len = sizeof name - 1;
    memcpy(said.name, name, said.name_len);
}

static unsigned char *put_number(unsigned char *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7) {
        *out++ = (unsigned char) (number | 0x80);
    }
    *out++ = (unsigned char) number;
    return out;
}

static unsigned char *put_bytes(unsigned char *out, const void *bytes, size_t len)
{
    memcpy(out, bytes, len);
    return out + len;
}

static size_t put_payload(unsigned char *out, const terms *from)
{
    unsigned char *end = out;

    for (int tag = 1; tag <= FIELDS; tag++) {
        *end++ = (unsigned char) tag;
        switch (tag) {
            case 5: end = put_bytes(end, from->currency, 3); break;
            case 9: end = put_bytes(put_number(end, 16), from->customer, 16); break;
            case 11: end = put_bytes(put_number(end, from->name_len), from->name, from->name_len); break;
            default: end = put_number(end, from->numbers[tag]);
        }
    }
    return (size_t) (end - out);
}

static size_t message(unsigned char *out, const unsigned char *body, size_t payload_len)
{
    const void *parts[] = {is_public ? PUBLIC_LABEL : SHARED_LABEL, body, body + KID, DOMAIN};
    const size_t lens[] = {sizeof PUBLIC_LABEL - 1, KID, payload_len, sizeof DOMAIN - 1};

    return pae(out, parts, lens, 4);
}

static size_t issue(char *code, uint64_t serial)
{
    unsigned char bytes[BYTES_MAX], text[2 * BYTES_MAX];
    size_t used = PREFIX;
    unsigned bits = 0, held = 0;

    said.numbers[2] = serial;
    memcpy(bytes, kid, KID);
    const size_t payload_len = put_payload(bytes + KID, &said);
    const size_t len = message(text, bytes, payload_len);
    if (is_public) {
        crypto_sign_detached(bytes + KID + payload_len, NULL, text, len, secret_key);
    } else {
        crypto_generichash(bytes + KID + payload_len, tag_bytes, text, len, shared_key, KEY_BYTES);
    }
    memcpy(code, is_public ? "C1P." : "C1S.", PREFIX);
    for (size_t i = 0; i < KID + payload_len + tag_bytes; i++) {
        bits = (bits << 8 | bytes[i]) & 0xFFF;
        for (held += 8; held >= 5;) {
            held -= 5;
            code[used++] = ALPHABET[bits >> held & 31];
        }
    }
    if (held > 0) {
        code[used++] = ALPHABET[bits << (5 - held) & 31];
    }
    return used;
}

static int read_number(uint64_t *out, const unsigned char **at, const unsigned char *end)
{
    *out = 0;
    for (unsigned shift = 0; shift < 56 && *at < end; shift += 7) {
        const unsigned char byte = *(*at)++;
        *out |= (uint64_t) (byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) {
            return byte == 0 && shift > 0 ? -1 : 0;
        }
    }
    return -1;
}

static int read_bytes(void *out, const unsigned char **at, const unsigned char *end, size_t len, size_t most)
{
    if (len > most || len > (size_t) (end - *at)) {
        return -1;
    }
    memcpy(out, *at, len);
    *at += len;
    return 0;
}

static int read_payload(terms *out, const unsigned char *at, size_t len)
{
    const unsigned char *end = at + len;
    int last = 0;

    while (at < end) {
        const int tag = *at++;
        uint64_t length;
        int bad;

        if (tag <= last || tag > FIELDS) {
            return -1;
        }
        last = tag;
        switch (tag) {
            case 5: bad = read_bytes(out->currency, &at, end, 3, 3); break;
            case 9: bad = read_number(&length, &at, end) || length != 16 || read_bytes(out->customer, &at, end, 16, 16); break;
            case 11:
                bad = read_number(&length, &at, end) || read_bytes(out->name, &at, end, length, sizeof out->name);
                out->name_len = bad ? 0 : length;
                break;
            default: bad = read_number(&out->numbers[tag], &at, end);
        }
        if (bad) {
            return -1;
        }
    }
    return 0;
}

static int verify(terms *out, const char *code)
{
    unsigned char bytes[BYTES_MAX], text[2 * BYTES_MAX], tag[16];
    size_t used = 0;
    unsigned bits = 0, held = 0;

    if (code_len > BYTES_MAX || memcmp(code, is_public ? "C1P." : "C1S.", PREFIX) != 0) {
        return -1;
    }
    for (size_t i = PREFIX; i < code_len; i++) {
        const int8_t value = values[(unsigned char) code[i]];
        if (value < 0) {
            return -1;
        }
        bits = (bits << 5 | (unsigned) value) & 0xFFF;
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes[used++] = (unsigned char) (bits >> held);
        }
    }
    if (held >= 5 || (bits & ((1U << held) - 1)) != 0 || used < KID + tag_bytes || memcmp(bytes, kid, KID) != 0) {
        return -1;
    }
    const size_t payload_len = used - KID - tag_bytes;
    const size_t len = message(text, bytes, payload_len);
    if (is_public) {
        if (crypto_sign_verify_detached(bytes + KID + payload_len, text, len, public_key) != 0) {
            return -1;
        }
    } else {
        crypto_generichash(tag, sizeof tag, text, len, shared_key, KEY_BYTES);
        if (sodium_memcmp(tag, bytes + KID + payload_len, sizeof tag) != 0) {
            return -1;
        }
    }
    return read_payload(out, bytes + KID, payload_len);
}

static double issue_run(void)
{
    double start = worker_now_s();

    for (uint64_t i = 0; i < count; i++) {
        issue(codes + code_len * i, FIRST_SERIAL + i);
    }
    return worker_now_s() - start;
}

static void issue_check(char *text, size_t size)
{
    unsigned char hash[32];

    crypto_hash_sha256(hash, (const unsigned char *) codes, code_len * count);
    sodium_bin2hex(text, size, hash, sizeof hash);
}

static double verify_run(void)
{
    double start = worker_now_s();

    serials = 0;
    for (uint64_t i = 0; i < count; i++) {
        terms read;
        if (verify(&read, codes + code_len * i) != 0) {
            fputs("a genuine token is refused\n", stderr);
            exit(1);
        }
        serials += read.numbers[2];
    }
    return worker_now_s() - start;
}

static void verify_check(char *text, size_t size)
{
    snprintf(text, size, "%llu", (unsigned long long) serials);
}

int main(int argc, char **argv)
{
    char first[2 * BYTES_MAX];

    if (argc != 4 || sodium_init() < 0) {
        fputs("usage: tokens issue|verify public|shared COUNT\n", stderr);
        return 2;
    }
    is_public = strcmp(argv[2], "public") == 0;
    count = strtoull(argv[3], NULL, 10);
    derive();
    say();
    format_symbols();
    code_len = issue(first, FIRST_SERIAL);
    codes = worker_alloc(code_len * count);
    memset(codes, 0, code_len * count);
    if (strcmp(argv[1], "issue") == 0) {
        return worker_serve(issue_run, issue_check);
    }
    issue_run();
    format_shuffle(codes, count, code_len);
    return worker_serve(verify_run, verify_check);
}
