/* KeyRing: an engine over lty_keyring. Its file is read and written here, whole, and nowhere but in a plain file. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons.h"
#include "ext/standard/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static zend_object_handlers php_lty_key_ring_handlers;

typedef struct php_lty_key_ring {
    lty_keyring *ring;
    zend_object std;
} php_lty_key_ring;

static inline php_lty_key_ring *php_lty_key_ring_from(zend_object *object)
{
    return (php_lty_key_ring *) ((char *) object - offsetof(php_lty_key_ring, std));
}

static zend_object *php_lty_key_ring_create(zend_class_entry *ce)
{
    php_lty_key_ring *keys = zend_object_alloc(sizeof *keys, ce);

    zend_object_std_init(&keys->std, ce);
    object_properties_init(&keys->std, ce);
    keys->std.handlers = &php_lty_key_ring_handlers;
    return &keys->std;
}

static void php_lty_key_ring_free(zend_object *object)
{
    lty_keyring_destroy(php_lty_key_ring_from(object)->ring);
    zend_object_std_dtor(object);
}

void php_lty_key_ring_minit(void)
{
    lty_ce_key_ring->create_object = php_lty_key_ring_create;
    php_lty_key_ring_handlers = std_object_handlers;
    php_lty_key_ring_handlers.offset = offsetof(php_lty_key_ring, std);
    php_lty_key_ring_handlers.free_obj = php_lty_key_ring_free;
    php_lty_key_ring_handlers.clone_obj = NULL;
    php_lty_key_ring_handlers.compare = zend_objects_not_comparable;
}

lty_keyring *php_lty_key_ring_of(zend_object *object)
{
    lty_keyring *ring = php_lty_key_ring_from(object)->ring;

    if (ring == NULL) {
        php_lty_throw_uninitialized(object);
    }
    return ring;
}

static void php_lty_key_ring_wrap(zval *out, lty_keyring *ring)
{
    object_init_ex(out, lty_ce_key_ring);
    php_lty_key_ring_from(Z_OBJ_P(out))->ring = ring;
}

/* Private and without effect: only reflection can call it. */
PHP_METHOD(Loyalty_KeyRing, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    php_lty_throw_twice(Z_OBJ_P(ZEND_THIS));
}

static void php_lty_key_ring_domain_error(lty_status status)
{
    if (status == LTY_E_KEYRING) {
        zend_argument_value_error(1, "must be 1 to %d bytes of UTF-8", (int) LTY_KEYRING_DOMAIN_MAX);
    } else {
        php_lty_throw(status);
    }
}

PHP_METHOD(Loyalty_KeyRing, create)
{
    zend_string *domain;
    unsigned char master[LTY_SIGN_KEY_BYTES];
    lty_keyring *ring;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(domain)
    ZEND_PARSE_PARAMETERS_END();

    lty_sign_random(master, sizeof master);
    const lty_status status = lty_keyring_create(&ring, php_lty_text(domain), master);
    lty_sign_wipe(master, sizeof master);
    if (status != LTY_OK) {
        php_lty_key_ring_domain_error(status);
        RETURN_THROWS();
    }
    php_lty_key_ring_wrap(return_value, ring);
}

PHP_METHOD(Loyalty_KeyRing, import)
{
    zend_string *domain;
    HashTable *keys;
    zend_long issuing;
    zend_ulong slot;
    zend_string *name;
    zval *key;
    const unsigned char *masters[LTY_KEYRING_SLOTS] = {NULL};
    lty_keyring *ring;

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_STR(domain)
        Z_PARAM_ARRAY_HT(keys)
        Z_PARAM_LONG(issuing)
    ZEND_PARSE_PARAMETERS_END();

    ZEND_HASH_FOREACH_KEY_VAL (keys, slot, name, key) {
        ZVAL_DEREF(key);
        if (name != NULL || slot >= LTY_KEYRING_SLOTS || Z_TYPE_P(key) != IS_STRING || Z_STRLEN_P(key) != LTY_SIGN_KEY_BYTES) {
            zend_argument_value_error(2, "must be keys of %d bytes by slot, 0 to %d", (int) LTY_SIGN_KEY_BYTES, LTY_KEYRING_SLOTS - 1);
            RETURN_THROWS();
        }
        masters[slot] = (const unsigned char *) Z_STRVAL_P(key);
    }
    ZEND_HASH_FOREACH_END();

    const lty_status status =
        lty_keyring_import(&ring, php_lty_text(domain), masters, issuing < 0 || issuing >= LTY_KEYRING_SLOTS ? -1 : (int) issuing);
    if (status == LTY_E_KEY_SLOT) {
        zend_argument_value_error(3, "must be the slot of one of the keys");
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_key_ring_domain_error(status);
        RETURN_THROWS();
    }
    php_lty_key_ring_wrap(return_value, ring);
}

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

/* Fills bytes; the length, or -1 and an exception. */
static ssize_t php_lty_key_ring_read(unsigned char *bytes, size_t size, const char *name)
{
    struct stat facts;
    ssize_t got = 1;
    size_t len = 0;
    const int file = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a pipe must not hang us */

    if (file < 0 || fstat(file, &facts) != 0) {
        const int error = errno;

        php_lty_key_ring_file_error(name, error);
        if (file >= 0) {
            close(file);
        }
        return -1;
    }
    /* Checked on what is open, not on the name: nobody can change it in between. */
    if (!S_ISREG(facts.st_mode)) {
        php_lty_throw_text(LTY_E_KEYRING, "key ring file %s: not a plain file", name);
    } else if ((facts.st_mode & 077) != 0) {
        php_lty_throw_text(LTY_E_KEYRING, "key ring file %s has mode %04o: group or others have access, it must be 0600", name,
            (unsigned) (facts.st_mode & 07777));
    } else {
        while (len < size && (got = read(file, bytes + len, size - len)) > 0) {
            len += (size_t) got;
        }
        if (got < 0) {
            php_lty_key_ring_file_error(name, errno);
        }
    }
    close(file);
    return EG(exception) != NULL ? -1 : (ssize_t) len;
}

PHP_METHOD(Loyalty_KeyRing, open)
{
    zend_string *path;
    unsigned char bytes[LTY_KEYRING_BYTES_MAX + 1]; /* one more shows a file that is too long */
    lty_keyring *ring;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_PATH_STR(path)
    ZEND_PARSE_PARAMETERS_END();

    char *name = php_lty_key_ring_path(path);
    if (name == NULL) {
        RETURN_THROWS();
    }
    const ssize_t len = php_lty_key_ring_read(bytes, sizeof bytes, name);
    if (len >= 0) {
        const lty_status status = lty_keyring_decode(&ring, bytes, (size_t) len);

        if (status == LTY_OK) {
            php_lty_key_ring_wrap(return_value, ring);
        } else if (status == LTY_E_KEYRING) {
            php_lty_throw_text(status, "key ring file %s: these bytes are no key ring, or not all of one", name);
        } else {
            php_lty_throw(status);
        }
    }
    lty_sign_wipe(bytes, sizeof bytes);
    efree(name);
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

/* A name of its own in the same folder first: whoever opens the ring sees the old one or the new one, never a part. */
static void php_lty_key_ring_replace(char *name, const unsigned char *bytes, size_t len)
{
    uint64_t random;
    char *temporary;

    lty_sign_random(&random, sizeof random);
    spprintf(&temporary, 0, "%s.%016" PRIx64 ".tmp", name, random);
    const int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        php_lty_key_ring_file_error(name, errno);
        efree(temporary);
        return;
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
    if (written) {
        php_lty_key_ring_sync_folder(name);
    } else {
        (void) unlink(temporary);
        php_lty_key_ring_file_error(name, error);
    }
    efree(temporary);
}

PHP_METHOD(Loyalty_KeyRing, save)
{
    zend_string *path;
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_PATH_STR(path)
    ZEND_PARSE_PARAMETERS_END();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    char *name = ring == NULL ? NULL : php_lty_key_ring_path(path);
    if (name == NULL) {
        RETURN_THROWS();
    }
    const size_t len = lty_keyring_encode(bytes, ring);
    php_lty_key_ring_replace(name, bytes, len);
    lty_sign_wipe(bytes, sizeof bytes);
    efree(name);
}

PHP_METHOD(Loyalty_KeyRing, domain)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    const lty_text domain = lty_keyring_domain(ring);
    RETURN_STRINGL(domain.bytes, domain.len);
}

PHP_METHOD(Loyalty_KeyRing, slots)
{
    static const char *const names[] = {[LTY_KEY_ACTIVE] = "active", [LTY_KEY_VERIFY] = "verify", [LTY_KEY_RETIRED] = "retired"};

    ZEND_PARSE_PARAMETERS_NONE();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    array_init(return_value);
    for (int slot = 0; slot < LTY_KEYRING_SLOTS; slot++) {
        const lty_key_state state = lty_keyring_state(ring, slot);

        if (state != LTY_KEY_NONE) {
            add_index_string(return_value, (zend_ulong) slot, names[state]);
        }
    }
}

PHP_METHOD(Loyalty_KeyRing, rotate)
{
    unsigned char master[LTY_SIGN_KEY_BYTES];
    int slot = 0;

    ZEND_PARSE_PARAMETERS_NONE();

    lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    lty_sign_random(master, sizeof master);
    const lty_status status = lty_keyring_rotate(&slot, ring, master, (int64_t) time(NULL));
    lty_sign_wipe(master, sizeof master);
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    RETURN_LONG(slot);
}

PHP_METHOD(Loyalty_KeyRing, retire)
{
    zend_long slot;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_LONG(slot)
    ZEND_PARSE_PARAMETERS_END();

    lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    if (slot < 0 || slot >= LTY_KEYRING_SLOTS) {
        zend_argument_value_error(1, "must be between 0 and %d", LTY_KEYRING_SLOTS - 1);
        RETURN_THROWS();
    }
    if (lty_keyring_retire(ring, (int) slot, LTY_KEYRING_FOREVER) != LTY_OK) {
        zend_argument_value_error(1, "must be a slot whose key verifies and does not sign");
        RETURN_THROWS();
    }
}
