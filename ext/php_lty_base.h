/* What the glue of CustomerBase, CustomerSet, Rfm and RfmScores shares. */
#ifndef PHP_LTY_BASE_H
#define PHP_LTY_BASE_H

#include "php_loyalty.h"
#include "lty_base.h"
#include "lty_forecast.h"
#include "lty_keys.h"
#include "lty_rfm.h"
#include "lty_set.h"

typedef struct php_lty_customer_base {
    lty_base *base; /* NULL before the constructor */
    zend_object *programme;
    bool busy;                               /* a replay goes through it, and calls back */
    unsigned char lineage[LTY_KEYS_LINEAGE]; /* random: sets know their base by it, serialised ones too; files keep it */
    struct php_lty_base_map *map;            /* of a base that was opened from a file; NULL */
    int64_t position;
    bool has_position;
    zend_object std;
} php_lty_customer_base;

static inline php_lty_customer_base *php_lty_customer_base_from(zend_object *object)
{
    return (php_lty_customer_base *) ((char *) object - offsetof(php_lty_customer_base, std));
}

/* NULL and an exception for an object without state, or one that a replay is going through. */
php_lty_customer_base *php_lty_customer_base_of(zend_object *object);

#define PHP_LTY_BASE_THIS(name)                                                                                                            \
 php_lty_customer_base *name = php_lty_customer_base_of(Z_OBJ_P(ZEND_THIS));                                                               \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

/* A status of a call on a base as an exception, with what the status alone does not say. */
void php_lty_base_throw(php_lty_customer_base *owner, lty_status status);

/*
 * To be asked at the end of what reads a base: false and an exception if its file was found to say nonsense on the way, for then whatever came out
 * of it is worth nothing.
 */
bool php_lty_base_is_sound(php_lty_customer_base *owner);

#define PHP_LTY_BASE_END(name)                                                                                                             \
 if (!php_lty_base_is_sound(name)) {                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

/*
 * php_lty_customer_base_file.c: the file behind a base, NULL without one. Closed before the base is destroyed, given back after it. Its name; how many bytes of it are mapped; how
 * many of those that the base counts lie over them.
 */
void php_lty_base_map_close(struct php_lty_base_map *map);
void php_lty_base_map_free(struct php_lty_base_map *map);
const char *php_lty_base_map_name(const struct php_lty_base_map *map);
size_t php_lty_base_map_bytes(const struct php_lty_base_map *map);
size_t php_lty_base_map_lent(const struct php_lty_base_map *map);

/* "2024-03" of a month as the core counts them. */
static inline zend_string *php_lty_month(int64_t month)
{
    return strpprintf(0, "%04d-%02d", (int) (month / 12), (int) (month % 12) + 1);
}

/* php_lty_forecast.c: a Forecast record. */
void php_lty_forecast_create(zval *out, const lty_forecast *forecast, const char currency[4]);

/* A rule given as text becomes a Segment the way a script would make it; false and an exception for one that is wrong. */
bool php_lty_base_compile(zval *out, zend_object *programme, zend_string *rule);

/* A CustomerSet over a base; takes the set over. */
void php_lty_customer_set_create(zval *out, php_lty_customer_base *owner, lty_set *set);

/* The bits of a CustomerSet over a base; *made is to be destroyed in every case. False and an exception for one without state or of another base. */
bool php_lty_customer_set_read(const lty_set **out, lty_set *made, zend_object *object, php_lty_customer_base *owner);

/* Scores of a base, or of keys of their own (base NULL, keys taken over); takes the scores over. */
void php_lty_rfm_scores_create(zval *out, zend_object *base, lty_intern *keys, lty_rfm_scores *scores);

/* The scores of an object; *base is theirs or NULL. NULL and an exception for one without state. */
const lty_rfm_scores *php_lty_rfm_scores_of(zend_object *object, zend_object **base);

/* An iterator over numbers of an object's entries; takes the array (of php_lty_request_alloc) over. make() writes the value of one. */
typedef void (*php_lty_iterator_make)(zval *out, zend_object *object, uint32_t number);
zend_object_iterator *php_lty_iterator_create(zval *object, uint32_t *numbers, size_t count, php_lty_iterator_make make);

/* Calls each(context, value) for every value of an iterable until it returns false or an exception is there. */
typedef bool (*php_lty_each)(void *context, zval *value);
void php_lty_iterate(zval *iterable, php_lty_each each, void *context);

#endif
