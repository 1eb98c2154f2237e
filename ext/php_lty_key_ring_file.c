/*
 * A ring in a file and in sealed text. The file is plain and private, it is read and written whole. Whatever holds keys on the way is on
 * the stack and wiped before anything that could leave by an exception or for want of memory.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_key_ring.h"
#include "ext/standard/file.h"
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

/* The absolute name of a plain file that open_basedir allows (caller efree()s); NULL and an exception otherwise. */
static char *php_lty_key_ring_path(const zend_string *path)
{
    if (ZSTR_LEN(path) == 0) {
        zend_argument_value_error(1, "must not be empty");
        return NULL;
    }
    if (php_check_open_basedir(ZSTR_VAL(path)) != 0) {
        php_lty_throw_text(LTY_E_KEYRING, "key ring file %s: outside of open_basedir", ZSTR_VAL(path));
        return NULL;
    }
    char *full = expand_filepath(ZSTR_VAL(path), NULL);
    if (full == NULL) {
        php_lty_throw_text(LTY_E_KEYRING, "key ring file %s: no such name", ZSTR_VAL(path));
    }
    return full;
}

static void php_lty_key_ring_file_error(const char *name, int error)
{
    php_lty_throw_text(LTY_E_KEYRING, "key ring file %s: %s", name, strerror(error));
}

/* Whether what is open is a private plain file of the user who runs this; an exception if not. */
static bool php_lty_key_ring_private(const struct stat *facts, const char *name)
{
    if (!S_ISREG(facts->st_mode)) {
        php_lty_throw_text(LTY_E_KEYRING, "key ring file %s: not a plain file", name);
        return false;
    }
    if ((facts->st_mode & 077) != 0) {
        php_lty_throw_text(LTY_E_KEYRING, "key ring file %s has mode %04o: group or others have access, it must be 0600", name,
            (unsigned) (facts->st_mode & 07777));
        return false;
    }
    if (facts->st_uid != geteuid()) {
        php_lty_throw_text(LTY_E_KEYRING, "key ring file %s belongs to user %lu, but user %lu runs this", name,
            (unsigned long) facts->st_uid, (unsigned long) geteuid());
        return false;
    }
    return true;
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
    char *name = php_lty_key_ring_path(path);

    if (name == NULL) {
        return NULL;
    }
    const int file = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a pipe must not hang us */
    if (file < 0 || fstat(file, &facts) != 0) {
        const int error = errno;

        if (file >= 0) {
            close(file);
        }
        php_lty_key_ring_file_error(name, error);
    } else if (!php_lty_key_ring_private(&facts, name)) { /* looked at on what is open, not on the name: nobody can change it in between */
        close(file);
    } else {
        const int error = php_lty_key_ring_read(bytes, sizeof bytes, &len, file);

        close(file);
        if (error == 0) {
            status = lty_keyring_decode(&ring, bytes, len);
        }
        lty_sign_wipe(bytes, sizeof bytes);
        if (error != 0) {
            php_lty_key_ring_file_error(name, error);
        } else if (status == LTY_E_KEYRING) {
            php_lty_throw_text(status, "key ring file %s: these bytes are no key ring, or not all of one", name);
        } else if (status != LTY_OK) {
            php_lty_throw(status);
        }
    }
    efree(name);
    return ring;
}

static bool php_lty_key_ring_write_all(int file, const unsigned char *bytes, size_t len)
{
    while (len > 0) {
        const ssize_t put = write(file, bytes, len);

        if (put < 0 && errno != EINTR) {
            return false;
        }
        if (put > 0) {
            bytes += put;
            len -= (size_t) put;
        }
    }
    return true;
}

/* So that the new name survives a power cut too. A file system that cannot is no reason to fail: the ring is written. */
static void php_lty_key_ring_sync_folder(char *name)
{
    char *slash = strrchr(name, '/');

    if (slash == NULL) {
        return;
    }
    const char kept = slash[1];
    slash[1] = '\0';
    const int folder = open(name, O_RDONLY | O_CLOEXEC);
    slash[1] = kept;
    if (folder >= 0) {
        (void) fsync(folder);
        close(folder);
    }
}

/* A name of its own in the same folder first: whoever opens the ring sees the old one or the new one, never a part. 0, or what went wrong. */
static int php_lty_key_ring_replace(char *name, const char *temporary, const unsigned char *bytes, size_t len)
{
    const int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (file < 0) {
        return errno;
    }
    /* fchmod: the umask may have taken the owner's bits away */
    bool written = fchmod(file, 0600) == 0 && php_lty_key_ring_write_all(file, bytes, len) && fsync(file) == 0;
    int error = errno;

    if (close(file) != 0 && written) {
        error = errno;
        written = false;
    }
    if (written && rename(temporary, name) != 0) {
        error = errno;
        written = false;
    }
    if (!written) {
        (void) unlink(temporary);
        return error;
    }
    php_lty_key_ring_sync_folder(name);
    return 0;
}

bool php_lty_key_ring_store(const lty_keyring *ring, const zend_string *path)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    uint64_t random;
    char *temporary;
    char *name = php_lty_key_ring_path(path);

    if (name == NULL) {
        return false;
    }
    lty_sign_random(&random, sizeof random);
    spprintf(&temporary, 0, "%s.%016" PRIx64 ".tmp", name, random);
    const size_t len = lty_keyring_encode(bytes, ring);
    const int error = php_lty_key_ring_replace(name, temporary, bytes, len);
    lty_sign_wipe(bytes, sizeof bytes);
    if (error != 0) {
        php_lty_key_ring_file_error(name, error);
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
