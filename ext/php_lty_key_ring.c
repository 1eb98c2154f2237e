/* KeyRing: an engine over lty_keyring. The object is there before its ring, so that no lack of memory can lose a page of secrets. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_key_ring.h"

#include <time.h>

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

/* Makes the object whose ring is then written to the place returned. */
static lty_keyring **php_lty_key_ring_begin(zval *out)
{
    object_init_ex(out, lty_ce_key_ring);
    return &php_lty_key_ring_from(Z_OBJ_P(out))->ring;
}

/* Gives up the object that was begun, after an exception: its ring with it if there is one. */
static void php_lty_key_ring_abandon(zval *out)
{
    zval_ptr_dtor(out);
    ZVAL_NULL(out);
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

/* 130 bits that no other shop has. */
#define PHP_LTY_SHOP_SYMBOLS 26
static const char php_lty_shop_environment[] = "/live";

static void php_lty_key_ring_shop(char out[PHP_LTY_SHOP_SYMBOLS + sizeof php_lty_shop_environment])
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned char random[PHP_LTY_SHOP_SYMBOLS];

    lty_sign_random(random, sizeof random);
    for (size_t i = 0; i < PHP_LTY_SHOP_SYMBOLS; i++) {
        out[i] = alphabet[random[i] & 31];
    }
    memcpy(out + PHP_LTY_SHOP_SYMBOLS, php_lty_shop_environment, sizeof php_lty_shop_environment);
}

/* Puts a drawn key of a token into a slot. An id is four bytes: one in billions of draws collides with another of the ring. */
static lty_status php_lty_key_ring_draw(int *slot, lty_keyring *ring, lty_token_type type, int64_t now_s)
{
    unsigned char material[LTY_SIGN_KEY_BYTES];
    lty_status status = LTY_E_KEY_SLOT;

    for (int i = 0; i < 4 && status == LTY_E_KEY_SLOT; i++) {
        lty_sign_random(material, sizeof material);
        status = lty_keyring_token_rotate(slot, ring, type, material, now_s);
    }
    lty_sign_wipe(material, sizeof material);
    return status;
}

PHP_METHOD(Loyalty_KeyRing, create)
{
    zend_string *domain = NULL;
    char drawn[PHP_LTY_SHOP_SYMBOLS + sizeof php_lty_shop_environment];
    unsigned char key[LTY_SIGN_KEY_BYTES];
    int slot;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR_OR_NULL(domain)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_key_ring_shop(drawn);
    lty_keyring **ring = php_lty_key_ring_begin(return_value);
    lty_sign_random(key, sizeof key);
    lty_status status = lty_keyring_create(ring, domain == NULL ? (lty_text){drawn, strlen(drawn)} : php_lty_text(domain), key);
    if (status != LTY_OK) {
        lty_sign_wipe(key, sizeof key);
        php_lty_key_ring_abandon(return_value);
        php_lty_key_ring_domain_error(status);
        RETURN_THROWS();
    }
    lty_sign_random(key, sizeof key);
    lty_keyring_person_set(*ring, key);
    lty_sign_wipe(key, sizeof key);
    status = php_lty_key_ring_draw(&slot, *ring, LTY_TOKEN_PUBLIC, 0);
    if (status == LTY_OK) {
        status = php_lty_key_ring_draw(&slot, *ring, LTY_TOKEN_SHARED, 0);
    }
    LTY_ASSERT(status == LTY_OK); /* a new ring has room */
}

static bool php_lty_key_ring_zero(const zend_string *key)
{
    unsigned char bits = 0;

    for (size_t i = 0; i < ZSTR_LEN(key); i++) {
        bits |= (unsigned char) ZSTR_VAL(key)[i];
    }
    return bits == 0;
}

/* The masters of an array by slot; they stay the array's. */
static bool php_lty_key_ring_masters(const unsigned char *masters[LTY_KEYRING_SLOTS], HashTable *keys)
{
    zend_ulong slot;
    zend_string *name;
    zval *key;

    ZEND_HASH_FOREACH_KEY_VAL (keys, slot, name, key) {
        ZVAL_DEREF(key);
        if (name != NULL || slot >= LTY_KEYRING_SLOTS || Z_TYPE_P(key) != IS_STRING || Z_STRLEN_P(key) != LTY_SIGN_KEY_BYTES) {
            zend_argument_value_error(2, "must be keys of %d bytes by slot, 0 to %d", (int) LTY_SIGN_KEY_BYTES, LTY_KEYRING_SLOTS - 1);
            return false;
        }
        if (php_lty_key_ring_zero(Z_STR_P(key))) {
            zend_argument_value_error(2, "must not hold a key of zeros, which everybody has");
            return false;
        }
        masters[slot] = (const unsigned char *) Z_STRVAL_P(key);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* Adds the token key of argument `arg`, if there is one. */
static bool php_lty_key_ring_material(lty_keyring *ring, lty_token_type type, const zend_string *material, uint32_t arg)
{
    int slot;

    if (material == NULL) {
        return true;
    }
    if (ZSTR_LEN(material) != LTY_SIGN_KEY_BYTES
        || lty_keyring_token_rotate(&slot, ring, type, (const unsigned char *) ZSTR_VAL(material), 0) != LTY_OK) {
        zend_argument_value_error(arg, "must be %d bytes that are not all zero", (int) LTY_SIGN_KEY_BYTES);
        return false;
    }
    return true;
}

PHP_METHOD(Loyalty_KeyRing, import)
{
    zend_string *domain, *token_seed = NULL, *token_key = NULL;
    HashTable *keys;
    zend_long issuing;
    const unsigned char *masters[LTY_KEYRING_SLOTS] = {NULL};

    ZEND_PARSE_PARAMETERS_START(3, 5)
        Z_PARAM_STR(domain)
        Z_PARAM_ARRAY_HT(keys)
        Z_PARAM_LONG(issuing)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR_OR_NULL(token_seed)
        Z_PARAM_STR_OR_NULL(token_key)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_key_ring_masters(masters, keys)) {
        RETURN_THROWS();
    }
    lty_keyring **ring = php_lty_key_ring_begin(return_value);
    const lty_status status =
        lty_keyring_import(ring, php_lty_text(domain), masters, issuing < 0 || issuing >= LTY_KEYRING_SLOTS ? -1 : (int) issuing);
    if (status == LTY_E_KEY_SLOT) {
        zend_argument_value_error(3, "must be the slot of one of the keys");
    } else if (status != LTY_OK) {
        php_lty_key_ring_domain_error(status);
    } else if (php_lty_key_ring_material(*ring, LTY_TOKEN_PUBLIC, token_seed, 4)
        && php_lty_key_ring_material(*ring, LTY_TOKEN_SHARED, token_key, 5)) {
        return;
    }
    php_lty_key_ring_abandon(return_value);
}

/* Bytes as they are, or as publicKeys() shows them. */
static bool php_lty_key_ring_public(unsigned char out[LTY_SIGN_PUBLIC_BYTES], const zval *key)
{
    if (Z_TYPE_P(key) != IS_STRING) {
        return false;
    }
    if (Z_STRLEN_P(key) == LTY_SIGN_PUBLIC_BYTES) {
        memcpy(out, Z_STRVAL_P(key), LTY_SIGN_PUBLIC_BYTES);
        return true;
    }
    return php_lty_unhex(out, LTY_SIGN_PUBLIC_BYTES, Z_STRVAL_P(key), Z_STRLEN_P(key));
}

PHP_METHOD(Loyalty_KeyRing, partner)
{
    zend_string *domain;
    HashTable *keys;
    zval *key;
    unsigned char bytes[LTY_SIGN_PUBLIC_BYTES];
    int slot;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_STR(domain)
        Z_PARAM_ARRAY_HT(keys)
    ZEND_PARSE_PARAMETERS_END();

    lty_keyring **ring = php_lty_key_ring_begin(return_value);
    const lty_status status = lty_keyring_create_empty(ring, php_lty_text(domain));
    if (status != LTY_OK) {
        php_lty_key_ring_abandon(return_value);
        php_lty_key_ring_domain_error(status);
        RETURN_THROWS();
    }
    ZEND_HASH_FOREACH_VAL (keys, key) {
        ZVAL_DEREF(key);
        if (!php_lty_key_ring_public(bytes, key) || lty_keyring_token_add(&slot, *ring, bytes) != LTY_OK) {
            php_lty_key_ring_abandon(return_value);
            zend_argument_value_error(2,
                "must be at most %d different Ed25519 public keys of %d bytes or as many pairs of hexadecimal digits", LTY_KEYRING_TOKENS,
                (int) LTY_SIGN_PUBLIC_BYTES);
            RETURN_THROWS();
        }
    }
    ZEND_HASH_FOREACH_END();
    if (zend_hash_num_elements(keys) == 0) {
        php_lty_key_ring_abandon(return_value);
        zend_argument_value_error(2, "must not be empty");
    }
}

PHP_METHOD(Loyalty_KeyRing, open)
{
    zend_string *path;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_PATH_STR(path)
    ZEND_PARSE_PARAMETERS_END();

    lty_keyring **ring = php_lty_key_ring_begin(return_value);
    *ring = php_lty_key_ring_load(path);
    if (*ring == NULL) {
        php_lty_key_ring_abandon(return_value);
    }
}

PHP_METHOD(Loyalty_KeyRing, save)
{
    zend_string *path;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_PATH_STR(path)
    ZEND_PARSE_PARAMETERS_END();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL || !php_lty_key_ring_store(ring, path)) {
        RETURN_THROWS();
    }
}

PHP_METHOD(Loyalty_KeyRing, export)
{
    zend_string *passphrase;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(passphrase)
    ZEND_PARSE_PARAMETERS_END();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    if (ZSTR_LEN(passphrase) < PHP_LTY_KEY_RING_PASSPHRASE_MIN) {
        zend_argument_value_error(1, "must have at least %d bytes", PHP_LTY_KEY_RING_PASSPHRASE_MIN);
        RETURN_THROWS();
    }
    zend_string *text = php_lty_key_ring_seal(ring, passphrase);
    if (text == NULL) {
        RETURN_THROWS();
    }
    RETURN_STR(text);
}

PHP_METHOD(Loyalty_KeyRing, importSealed)
{
    zend_string *sealed, *passphrase;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_STR(sealed)
        Z_PARAM_STR(passphrase)
    ZEND_PARSE_PARAMETERS_END();

    lty_keyring **ring = php_lty_key_ring_begin(return_value);
    *ring = php_lty_key_ring_unseal(sealed, passphrase);
    if (*ring == NULL) {
        php_lty_key_ring_abandon(return_value);
    }
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

static const char *const php_lty_key_states[] = {[LTY_KEY_ACTIVE] = "active", [LTY_KEY_VERIFY] = "verify", [LTY_KEY_RETIRED] = "retired"};

PHP_METHOD(Loyalty_KeyRing, slots)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    array_init(return_value);
    for (int slot = 0; slot < LTY_KEYRING_SLOTS; slot++) {
        const lty_key_state state = lty_keyring_state(ring, slot);

        if (state != LTY_KEY_NONE) {
            add_index_string(return_value, (zend_ulong) slot, php_lty_key_states[state]);
        }
    }
}

PHP_METHOD(Loyalty_KeyRing, tokenKeys)
{
    lty_token_key key;

    ZEND_PARSE_PARAMETERS_NONE();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    array_init(return_value);
    for (int slot = 0; slot < LTY_KEYRING_TOKENS; slot++) {
        zval row;

        if (lty_keyring_token(&key, ring, slot)) {
            array_init_size(&row, 3);
            add_assoc_string(&row, "type", key.type == LTY_TOKEN_PUBLIC ? "public" : "shared");
            add_assoc_string(&row, "state", php_lty_key_states[key.state]);
            add_assoc_str(&row, "id", php_lty_hex_string(key.kid, sizeof key.kid));
            add_index_zval(return_value, (zend_ulong) slot, &row);
        }
    }
}

PHP_METHOD(Loyalty_KeyRing, publicKeys)
{
    lty_token_key key;

    ZEND_PARSE_PARAMETERS_NONE();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    array_init(return_value);
    for (int slot = 0; slot < LTY_KEYRING_TOKENS; slot++) {
        zval value;

        if (lty_keyring_token(&key, ring, slot) && key.type == LTY_TOKEN_PUBLIC && key.state != LTY_KEY_RETIRED) {
            zend_string *id = php_lty_hex_string(key.kid, sizeof key.kid);

            ZVAL_STR(&value, php_lty_hex_string(key.public_key, sizeof key.public_key));
            zend_symtable_update(Z_ARRVAL_P(return_value), id, &value); /* as PHP code would: an id may be digits alone */
            zend_string_release(id);
        }
    }
}

/* The type of a kind of key, LTY_TOKEN_NONE for short codes; false and a ValueError for argument `arg` otherwise. */
static bool php_lty_key_ring_kind(lty_token_type *out, const zend_string *kind, uint32_t arg)
{
    if (zend_string_equals_literal(kind, "short")) {
        *out = LTY_TOKEN_NONE;
    } else if (zend_string_equals_literal(kind, "public")) {
        *out = LTY_TOKEN_PUBLIC;
    } else if (zend_string_equals_literal(kind, "shared")) {
        *out = LTY_TOKEN_SHARED;
    } else {
        zend_argument_value_error(arg, "must be \"short\", \"public\" or \"shared\"");
        return false;
    }
    return true;
}

PHP_METHOD(Loyalty_KeyRing, rotate)
{
    zend_string *kind = NULL;
    zend_object *date = NULL;
    zend_long seconds = 0;
    bool now = true;
    lty_token_type type = LTY_TOKEN_NONE;
    int64_t at_s = (int64_t) time(NULL);
    unsigned char master[LTY_SIGN_KEY_BYTES];
    lty_status status;
    int slot = 0;

    ZEND_PARSE_PARAMETERS_START(0, 2)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(kind)
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(date, php_date_get_interface_ce(), seconds, now)
    ZEND_PARSE_PARAMETERS_END();

    lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL || (kind != NULL && !php_lty_key_ring_kind(&type, kind, 1))) {
        RETURN_THROWS();
    }
    if ((date != NULL || !now) && php_lty_instant(&at_s, date, seconds, 2) == FAILURE) {
        RETURN_THROWS();
    }
    if (type == LTY_TOKEN_NONE) {
        lty_sign_random(master, sizeof master);
        status = lty_keyring_rotate(&slot, ring, master, at_s);
        lty_sign_wipe(master, sizeof master);
    } else {
        status = php_lty_key_ring_draw(&slot, ring, type, at_s);
    }
    if (status == LTY_E_KEY_SLOT) {
        php_lty_throw_text(status, "a partner's key ring signs nothing");
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    RETURN_LONG(slot);
}

PHP_METHOD(Loyalty_KeyRing, retire)
{
    zend_long slot, seconds = 0;
    zend_string *kind = NULL;
    zend_object *date = NULL;
    bool never = true;
    lty_token_type type = LTY_TOKEN_NONE;
    int64_t not_after_s = LTY_KEYRING_FOREVER;
    lty_token_key key;
    lty_status status = LTY_E_KEY_SLOT;

    ZEND_PARSE_PARAMETERS_START(1, 3)
        Z_PARAM_LONG(slot)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(kind)
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(date, php_date_get_interface_ce(), seconds, never)
    ZEND_PARSE_PARAMETERS_END();

    lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL || (kind != NULL && !php_lty_key_ring_kind(&type, kind, 2))) {
        RETURN_THROWS();
    }
    if (slot < 0 || slot >= LTY_KEYRING_SLOTS) {
        zend_argument_value_error(1, "must be between 0 and %d", LTY_KEYRING_SLOTS - 1);
        RETURN_THROWS();
    }
    if ((date != NULL || !never) && php_lty_instant(&not_after_s, date, seconds, 3) == FAILURE) {
        RETURN_THROWS();
    }
    if (type == LTY_TOKEN_NONE) {
        status = lty_keyring_retire(ring, (int) slot, not_after_s);
    } else if (lty_keyring_token(&key, ring, (int) slot) && key.type == type) {
        status = lty_keyring_token_retire(ring, (int) slot, not_after_s);
    }
    if (status != LTY_OK) {
        zend_argument_value_error(1, "must be a slot whose key verifies and does not sign");
        RETURN_THROWS();
    }
}

PHP_METHOD(Loyalty_KeyRing, pseudonym)
{
    zend_string *canonical;
    unsigned char hash[LTY_KEYRING_PSEUDONYM_BYTES];

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(canonical)
    ZEND_PARSE_PARAMETERS_END();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    if (ZSTR_LEN(canonical) == 0) {
        zend_argument_value_error(1, "must not be empty");
        RETURN_THROWS();
    }
    if (!lty_keyring_pseudonym(hash, ring, php_lty_text(canonical))) {
        php_lty_throw_text(LTY_E_KEY_SLOT, "a partner's key ring has no key for persons");
        RETURN_THROWS();
    }
    RETURN_STR(php_lty_hex_string(hash, sizeof hash));
}

PHP_METHOD(Loyalty_KeyRing, tag)
{
    zend_string *purpose, *message;
    unsigned char tag[LTY_KEYRING_MESSAGE_TAG_BYTES];

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_STR(purpose)
        Z_PARAM_STR(message)
    ZEND_PARSE_PARAMETERS_END();

    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(ZEND_THIS));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    if (ZSTR_LEN(purpose) < 1 || ZSTR_LEN(purpose) > 64) {
        zend_argument_value_error(1, "must be 1 to 64 bytes");
        RETURN_THROWS();
    }
    if (!lty_keyring_tag(tag, ring, php_lty_text(purpose), php_lty_text(message))) {
        php_lty_throw_text(LTY_E_KEY_SLOT, "a partner's key ring has no key for tags");
        RETURN_THROWS();
    }
    RETURN_STR(php_lty_hex_string(tag, sizeof tag));
}
