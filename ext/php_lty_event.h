/* An event while it is made: what the named constructors of Loyalty\Event share. */
#ifndef PHP_LTY_EVENT_H
#define PHP_LTY_EVENT_H

#include "php_loyalty.h"
#include "lty_problem.h"

/* Slots of the record, in the stub's order. */
enum { PHP_LTY_EVENT_ID, PHP_LTY_EVENT_TYPE, PHP_LTY_EVENT_CUSTOMER, PHP_LTY_EVENT_AT, PHP_LTY_EVENT_PAYLOAD };

/* The argument from which a member of the payload comes. */
typedef struct php_lty_event_argument {
    const char *pointer;
    uint32_t arg;
} php_lty_event_argument;

/* The most references that a constructor takes. */
#define PHP_LTY_EVENT_HELD 3

/* An event while it is made. */
typedef struct php_lty_event_draft {
    lty_event event;
    lty_arena arena;
    lty_problems problems;
    lty_buffer id;
    lty_buffer payload;
    zend_string *customer;                 /* NULL = anonymous */
    zend_string *held[PHP_LTY_EVENT_HELD]; /* references, among them numbers as text */
    size_t held_count;
    bool failed; /* an exception is there */
} php_lty_event_draft;

void php_lty_event_begin(php_lty_event_draft *draft, lty_event_type type);
void php_lty_event_end(php_lty_event_draft *draft);

/*
 * An Event of a row as a database gives it: members id, type, customer, at, payload, numbers as text too, others beside them. False and an exception that names
 * argument `arg` for what is no such row, or what Event::fromRow() would throw.
 */
bool php_lty_event_of_row(zval *out, HashTable *row, uint32_t arg);

/*
 * The same without an object, of a row whose payload is as Event has it: the journal's. What *out points to is added to `held`, or lives in the arena.
 */
bool php_lty_event_read_row(lty_event *out, HashTable *row, uint32_t arg, HashTable *held, lty_arena *arena);

/* An Event object of a checked event and its canonical payload. */
void php_lty_event_write(zval *out, const lty_event *event, lty_text payload);

/*
 * Each takes one argument into the draft; the first that is wrong throws a ValueError that names it, sets draft->failed, and the
 * others then do nothing. Texts point into the arguments, which outlive the draft.
 */
lty_text php_lty_event_text(php_lty_event_draft *draft, const zend_string *text, size_t least, size_t most, uint32_t arg);
lty_text php_lty_event_object(php_lty_event_draft *draft, zend_string *text, zend_long number, uint32_t arg);
void php_lty_event_customer(php_lty_event_draft *draft, zend_string *text, zend_long number, uint32_t arg);
void php_lty_event_at(php_lty_event_draft *draft, zend_object *date, zend_long seconds, uint32_t arg);
void php_lty_event_instant(php_lty_event_draft *draft, int64_t *out, zend_object *date, zend_long seconds, uint32_t arg);
void php_lty_event_money(php_lty_event_draft *draft, zend_object *object);
/* An amount beside the one of php_lty_event_money() and in its currency (else CurrencyMismatchException); NULL = none. */
void php_lty_event_part(php_lty_event_draft *draft, int64_t *out, zend_object *object);
void php_lty_event_lines(php_lty_event_draft *draft, HashTable *array, uint32_t arg);

/* A number as a part of an id, in the caller's buffer. */
lty_text php_lty_event_number(char out[MAX_LENGTH_OF_LONG], zend_long number);

/* Writes the payload, has it read by the core under this id, and makes the object or throws by the argument that is wrong. */
void php_lty_event_check(zval *out, php_lty_event_draft *draft, lty_text id, const php_lty_event_argument *arguments);

/* The same under an id of these parts. */
void php_lty_event_finish(zval *out, php_lty_event_draft *draft, lty_text source, const char *kind, lty_text object, lty_text revision,
    const php_lty_event_argument *arguments);

#endif
