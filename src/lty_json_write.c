/* What is done with a JSON value that was read: members, pointers, canonical text. */
#include <stdio.h>
#include <string.h>

#include "lty_check.h"
#include "lty_json.h"

const lty_json *lty_json_member(const lty_json *object, const char *key)
{
    const size_t len = strlen(key);

    if (object == NULL || object->type != LTY_JSON_OBJECT) {
        return NULL;
    }
    for (const lty_json *child = object->child; child != NULL; child = child->next) {
        if (child->key.len == len && memcmp(child->key.bytes, key, len) == 0) {
            return child;
        }
    }
    return NULL;
}

static size_t lty_json_index(const lty_json *value)
{
    size_t index = 0;

    for (const lty_json *child = value->parent->child; child != value; child = child->next) {
        index++;
    }
    return index;
}

/* RFC 6901: ~ is ~0 and / is ~1. */
static size_t lty_json_token_len(const lty_json *value)
{
    if (value->parent->type == LTY_JSON_ARRAY) {
        return 1 + (size_t) snprintf(NULL, 0, "%zu", lty_json_index(value));
    }
    size_t len = 1 + value->key.len;
    for (size_t i = 0; i < value->key.len; i++) {
        len += value->key.bytes[i] == '~' || value->key.bytes[i] == '/';
    }
    return len;
}

/* Writes "/token" that ends before `end`. */
static char *lty_json_token(char *end, const lty_json *value)
{
    if (value->parent->type == LTY_JSON_ARRAY) {
        size_t index = lty_json_index(value);
        do {
            *--end = (char) ('0' + index % 10);
            index /= 10;
        } while (index > 0);
    } else {
        for (size_t i = value->key.len; i > 0; i--) {
            char c = value->key.bytes[i - 1];
            if (c == '~' || c == '/') {
                *--end = c == '~' ? '0' : '1';
                c = '~';
            }
            *--end = c;
        }
    }
    *--end = '/';
    return end;
}

lty_text lty_json_pointer(const lty_json *value, lty_arena *arena)
{
    size_t len = 0;

    for (const lty_json *at = value; at->parent != NULL; at = at->parent) {
        len += lty_json_token_len(at);
    }
    char *text = lty_arena_zero(arena, len + 1, 1);
    if (text == NULL) {
        return (lty_text){NULL, 0};
    }
    char *end = text + len;
    for (const lty_json *at = value; at->parent != NULL; at = at->parent) {
        end = lty_json_token(end, at);
    }
    return (lty_text){text, len};
}

static void lty_json_write_scalar(lty_buffer *buffer, const lty_json *value)
{
    switch (value->type) {
        case LTY_JSON_NULL: lty_buffer_string(buffer, "null"); break;
        case LTY_JSON_FALSE: lty_buffer_string(buffer, "false"); break;
        case LTY_JSON_TRUE: lty_buffer_string(buffer, "true"); break;
        case LTY_JSON_INTEGER: lty_buffer_integer(buffer, value->integer); break;
        case LTY_JSON_DECIMAL: lty_buffer_text(buffer, value->text); break;
        case LTY_JSON_STRING: lty_buffer_json(buffer, value->text); break;
        case LTY_JSON_ARRAY:
        case LTY_JSON_OBJECT: break;
    }
}

void lty_json_write(lty_buffer *buffer, const lty_json *value)
{
    const lty_json *open[LTY_JSON_DEPTH_MAX];
    const lty_json *child[LTY_JSON_DEPTH_MAX]; /* the next element of an array */
    size_t index[LTY_JSON_DEPTH_MAX];          /* how many children are written */
    size_t depth = 0;
    const lty_json *at = value;

    for (;;) {
        if (at->type == LTY_JSON_ARRAY || at->type == LTY_JSON_OBJECT) {
            LTY_ASSERT(depth < LTY_JSON_DEPTH_MAX);
            lty_buffer_string(buffer, at->type == LTY_JSON_ARRAY ? "[" : "{");
            open[depth] = at;
            child[depth] = at->child;
            index[depth] = 0;
            depth++;
        } else {
            lty_json_write_scalar(buffer, at);
        }
        while (depth > 0 && index[depth - 1] == open[depth - 1]->count) {
            depth--;
            lty_buffer_string(buffer, open[depth]->type == LTY_JSON_ARRAY ? "]" : "}");
        }
        if (depth == 0) {
            return;
        }
        if (index[depth - 1] > 0) {
            lty_buffer_string(buffer, ",");
        }
        if (open[depth - 1]->type == LTY_JSON_OBJECT) {
            at = open[depth - 1]->members[index[depth - 1]];
            lty_buffer_json(buffer, at->key);
            lty_buffer_string(buffer, ":");
        } else {
            at = child[depth - 1];
            child[depth - 1] = at->next;
        }
        index[depth - 1]++;
    }
}
