/* What the two files of KeyRing share: bytes of a ring to and from a plain file, and to and from sealed text. */
#ifndef PHP_LTY_KEY_RING_H
#define PHP_LTY_KEY_RING_H

#include "php_lty_coupons.h"

#define PHP_LTY_KEY_RING_PASSPHRASE_MIN 12

/* All of these: NULL or false with an exception. A ring is the caller's. The ring's bytes are wiped wherever they went. */
lty_keyring *php_lty_key_ring_load(const zend_string *path);
bool php_lty_key_ring_store(const lty_keyring *ring, const zend_string *path);
zend_string *php_lty_key_ring_seal(const lty_keyring *ring, const zend_string *passphrase);
lty_keyring *php_lty_key_ring_unseal(const zend_string *text, const zend_string *passphrase);

#endif
