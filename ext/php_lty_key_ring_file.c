/*
 * A ring in a file and in sealed text. The file is plain and private, it is read and written whole. Whatever holds keys on the way is on
 * the stack and wiped before anything that could leave by an exception or for want of memory.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_key_ring.h"
#include "php_lty_file.h"
#include "Zend/zend_smart_str.h"

/* PHP's header asks for macros that it does not always define. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wundef"
#include "ext/standard/base64.h"
#pragma GCC diagnostic pop

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PHP_LTY_KEY_RING_FILE "key ring file"

/* Whether what is open is a private plain file of the user who runs this. */
static bool php_lty_key_ring_is_private(const struct stat *facts)
{
    return S_ISREG(facts->st_mode) && (facts->st_mode & 077) == 0 && facts->st_uid == geteuid();
}

/* Says what is wrong with one that is not. */
static void php_lty_key_ring_refuse(const struct stat *facts, const char *name)
{
    if (!S_ISREG(facts->st_mode)) {
        php_lty_throw_text(LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE " %s: not a plain file", name);
    } else if ((facts->st_mode & 077) != 0) {
        php_lty_throw_text(LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE " %s has mode %04o: group or others have access, it must be 0600", name,
            (unsigned) (facts->st_mode & 07777));
    } else {
        php_lty_throw_text(LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE " %s belongs to user %lu, but user %lu runs this", name,
            (unsigned long) facts->st_uid, (unsigned long) geteuid());
    }
}

/* Fills bytes and sets *len; 0, or what went wrong. */
static int php_lty_key_ring_read(unsigned char *bytes, size_t size, size_t *len, int file)
{
    *len = 0;
    while (*len < size) {
        const ssize_t got = read(file, bytes + *len, size - *len);

        if (got == 0) {
            break;
        }
        if (got > 0) {
            *len += (size_t) got;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

lty_keyring *php_lty_key_ring_load(const zend_string *path)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX + 1]; /* one more shows a file that is too long */
    lty_keyring *ring = NULL;
    lty_status status = LTY_E_KEYRING;
    struct stat facts;
    size_t len = 0;
    char *name = php_lty_file_path(path, LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE);

    if (name == NULL) {
        return NULL;
    }
    const int file = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a pipe must not hang us */
    if (file < 0 || fstat(file, &facts) != 0) {
        const int error = errno;

        if (file >= 0) {
            close(file);
        }
        php_lty_file_throw(LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE, name, error);
    } else if (!php_lty_key_ring_is_private(&facts)) { /* looked at on what is open, not on the name: nobody can change it in between */
        close(file);                                   /* first: to throw takes memory, and where that is out nobody comes back */
        php_lty_key_ring_refuse(&facts, name);
    } else {
        const int error = php_lty_key_ring_read(bytes, sizeof bytes, &len, file);

        close(file);
        if (error == 0) {
            status = lty_keyring_decode(&ring, bytes, len);
        }
        lty_sign_wipe(bytes, sizeof bytes);
        if (error != 0) {
            php_lty_file_throw(LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE, name, error);
        } else if (status == LTY_E_KEYRING) {
            php_lty_throw_text(status, PHP_LTY_KEY_RING_FILE " %s: these bytes are no key ring, or not all of one", name);
        } else if (status != LTY_OK) {
            php_lty_throw(status);
        }
    }
    efree(name);
    return ring;
}

typedef struct php_lty_key_ring_bytes {
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    size_t len;
} php_lty_key_ring_bytes;

static int php_lty_key_ring_write(int file, const void *context)
{
    const php_lty_key_ring_bytes *ring = context;

    return php_lty_file_write(file, ring->bytes, ring->len);
}

bool php_lty_key_ring_store(const lty_keyring *ring, const zend_string *path)
{
    php_lty_key_ring_bytes written;
    uint64_t random;
    char *temporary;
    char *name = php_lty_file_path(path, LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE);

    if (name == NULL) {
        return false;
    }
    lty_sign_random(&random, sizeof random);
    spprintf(&temporary, 0, "%s.%016" PRIx64 ".tmp", name, random);
    written.len = lty_keyring_encode(written.bytes, ring);
    const int error = php_lty_file_replace(name, temporary, php_lty_key_ring_write, &written);
    lty_sign_wipe(&written, sizeof written);
    if (error != 0) {
        php_lty_file_throw(LTY_E_KEYRING, PHP_LTY_KEY_RING_FILE, name, error);
    }
    efree(temporary);
    efree(name);
    return error == 0;
}

/* Sealed text: this line, then base 64 in lines of 64. The number is the version of the sealing: its algorithms and their limits. */
static const char php_lty_key_ring_title[] = "LOYALTY KEY RING 1\n";
#define PHP_LTY_KEY_RING_COLUMNS 64
#define PHP_LTY_KEY_RING_SEALED_MAX (LTY_KEYRING_BYTES_MAX + LTY_SIGN_SEAL_BYTES)

zend_string *php_lty_key_ring_seal(const lty_keyring *ring, const zend_string *passphrase)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    unsigned char sealed[PHP_LTY_KEY_RING_SEALED_MAX];
    smart_str text = {0};

    const size_t len = lty_keyring_encode(bytes, ring);
    const lty_status status = lty_sign_seal(sealed, bytes, len, ZSTR_VAL(passphrase), ZSTR_LEN(passphrase));
    lty_sign_wipe(bytes, sizeof bytes);
    if (status != LTY_OK) {
        php_lty_throw(status);
        return NULL;
    }
    zend_string *symbols = php_base64_encode(sealed, len + LTY_SIGN_SEAL_BYTES);
    smart_str_appends(&text, php_lty_key_ring_title);
    for (size_t at = 0; at < ZSTR_LEN(symbols); at += PHP_LTY_KEY_RING_COLUMNS) {
        smart_str_appendl(&text, ZSTR_VAL(symbols) + at, MIN(PHP_LTY_KEY_RING_COLUMNS, ZSTR_LEN(symbols) - at));
        smart_str_appendc(&text, '\n');
    }
    zend_string_release(symbols);
    return smart_str_extract(&text);
}

static bool php_lty_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/*
 * The symbols of a text without its line ends and blanks, which mail and editors change. NULL for a text without the title. What is left
 * has to be exactly what encoding gives, so that every other altered character is seen.
 */
static zend_string *php_lty_key_ring_symbols(const zend_string *text)
{
    const size_t title = sizeof php_lty_key_ring_title - 2; /* without its line end */
    const char *at = ZSTR_VAL(text);
    const char *end = at + ZSTR_LEN(text);
    smart_str symbols = {0};

    while (at < end && php_lty_is_blank(*at)) {
        at++;
    }
    if ((size_t) (end - at) <= title || memcmp(at, php_lty_key_ring_title, title) != 0 || !php_lty_is_blank(at[title])) {
        return NULL;
    }
    for (at += title; at < end; at++) {
        if (!php_lty_is_blank(*at)) {
            smart_str_appendc(&symbols, *at);
        }
    }
    return smart_str_extract(&symbols);
}

/* The sealed bytes, NULL for a text that is not whole. */
static zend_string *php_lty_key_ring_sealed(const zend_string *text)
{
    zend_string *symbols = php_lty_key_ring_symbols(text);
    zend_string *sealed = NULL;

    if (symbols != NULL) {
        sealed = php_base64_decode_ex((const unsigned char *) ZSTR_VAL(symbols), ZSTR_LEN(symbols), true);
    }
    if (sealed != NULL) {
        zend_string *again = php_base64_encode((const unsigned char *) ZSTR_VAL(sealed), ZSTR_LEN(sealed));

        if (!zend_string_equals(again, symbols) || ZSTR_LEN(sealed) < LTY_SIGN_SEAL_BYTES
            || ZSTR_LEN(sealed) > PHP_LTY_KEY_RING_SEALED_MAX) {
            zend_string_release(sealed);
            sealed = NULL;
        }
        zend_string_release(again);
    }
    if (symbols != NULL) {
        zend_string_release(symbols);
    }
    return sealed;
}

lty_keyring *php_lty_key_ring_unseal(const zend_string *text, const zend_string *passphrase)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    lty_keyring *ring = NULL;
    zend_string *sealed = php_lty_key_ring_sealed(text);

    if (sealed == NULL) {
        php_lty_throw_text(LTY_E_SEALED, "this text is no sealed key ring, or not all of one");
        return NULL;
    }
    lty_status status =
        lty_sign_open(bytes, (const unsigned char *) ZSTR_VAL(sealed), ZSTR_LEN(sealed), ZSTR_VAL(passphrase), ZSTR_LEN(passphrase));
    if (status == LTY_OK) {
        status = lty_keyring_decode(&ring, bytes, ZSTR_LEN(sealed) - LTY_SIGN_SEAL_BYTES);
    }
    lty_sign_wipe(bytes, sizeof bytes);
    zend_string_release(sealed);
    if (status != LTY_OK) {
        php_lty_throw(status);
    }
    return ring;
}
