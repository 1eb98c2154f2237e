/* A strict JSON reader (RFC 8259): integers stay integers, duplicate keys are errors. */
#ifndef LTY_JSON_H
#define LTY_JSON_H

#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_problem.h"
#include "lty_status.h"

typedef enum lty_json_type {
    LTY_JSON_NULL,
    LTY_JSON_FALSE,
    LTY_JSON_TRUE,
    LTY_JSON_INTEGER, /* fits int64_t, written without '.', 'e' */
    LTY_JSON_DECIMAL, /* any other number; `text` has it as written */
    LTY_JSON_STRING,
    LTY_JSON_ARRAY,
    LTY_JSON_OBJECT,
} lty_json_type;

/* A value. Children of arrays and objects are a list in the order of the document. All in the arena handed to parse. */
typedef struct lty_json {
    lty_json_type type;
    lty_text key;  /* of a member of an object, unescaped */
    lty_text text; /* of a string, unescaped; of a number, as written */
    int64_t integer;
    const struct lty_json *parent;
    const struct lty_json *child;
    const struct lty_json *next;
    const struct lty_json *const *members; /* of an object: its children in bytewise order of their keys */
    size_t count;                          /* of children */
    size_t offset;                         /* of the first byte in the input */
} lty_json;

#define LTY_JSON_DEPTH_MAX 64

/*
 * Reads one document. LTY_E_JSON on a syntax error (one problem with its offset; the reading stops), on duplicate keys (one
 * problem each; the reading goes on), on invalid UTF-8, a byte order mark, depth over LTY_JSON_DEPTH_MAX. LTY_E_MEMORY.
 * Keys are compared after unescaping: "a" and "\u0061" are one key. A syntax problem's pointer names the container in which it stands.
 */
lty_status lty_json_parse(const lty_json **out, const char *bytes, size_t len, lty_arena *arena, lty_problems *problems);

/* The member of an object, NULL if there is none (or the value is no object). */
const lty_json *lty_json_member(const lty_json *object, const char *key);

/* The JSON Pointer (RFC 6901) of a value, in the arena; NULL bytes if there is no memory. The root's is the empty text. */
lty_text lty_json_pointer(const lty_json *value, lty_arena *arena);

/* Canonical text: no blanks, members in bytewise order of their keys, strings as lty_buffer_json writes them. */
void lty_json_write(lty_buffer *buffer, const lty_json *value);

#endif
