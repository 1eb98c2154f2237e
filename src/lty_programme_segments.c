/*
 * Rules of a programme. Segments may name one another in any order: they are compiled when all that they name are, and a circle is refused
 * with everybody who is in it.
 */
#include <stdio.h>
#include <string.h>

#include "lty_programme_read.h"

/* The problems of a rule become problems of the document, with the place inside the rule. */
static void lty_read_rule_problems(lty_programme_reading *reading, const lty_json *value, const lty_problems *inner)
{
    reading->wrong = true;
    for (size_t i = 0; i < inner->count; i++) {
        const lty_problem *problem = &inner->items[i];
        size_t column = 1;
        for (size_t at = 0; at < problem->offset && at < value->text.len; at++) {
            column += ((unsigned char) value->text.bytes[at] & 0xC0) != 0x80;
        }
        size_t size = problem->found.len + 48;
        char *found = lty_read_room(reading, size, 1);
        if (found == NULL) {
            return;
        }
        snprintf(found, size, "%s at character %zu of the rule", problem->found.bytes, column);
        lty_read_wrong_found(reading, value, found, problem->expected.bytes);
    }
}

void lty_read_rule(const lty_expr **out, lty_programme_reading *reading, const lty_json *value, bool number)
{
    lty_problems inner;

    if (value->type != LTY_JSON_STRING) {
        lty_read_wrong(reading, value,
            number ? "a value such as \"count(orders, last 12 months)\" (docs/rules.md)"
                   : "a rule such as \"orders >= 2\" (docs/rules.md)");
        return;
    }
    lty_problems_init(&inner, reading->arena);
    const lty_expr_scope *scope = &reading->programme->scope;
    const lty_status status = number ? lty_expr_compile_value(out, value->text, scope, reading->arena, &inner)
                                     : lty_expr_compile(out, value->text, scope, reading->arena, &inner);
    if (status == LTY_E_MEMORY) {
        reading->memory = true;
    } else if (status != LTY_OK) {
        lty_read_rule_problems(reading, value, &inner);
    }
}

/* A segment while the order of compiling is found. */
typedef struct lty_read_node {
    const lty_json *rule; /* NULL: it is missing, or no text */
    const lty_text *names;
    size_t name_count;
    size_t next; /* of the names */
    bool begun;
    bool done;
} lty_read_node;

static size_t lty_read_find_segment(const lty_programme_reading *reading, lty_text key)
{
    size_t i = 0;

    while (i < reading->names.segment_count && !lty_text_equal(reading->segment_names[i].key, key)) {
        i++;
    }
    return i;
}

/* "vip → loyal → vip": from where the path meets itself to its end. */
static void lty_read_circle(lty_programme_reading *reading, lty_read_node *nodes, const size_t *path, size_t depth, size_t again)
{
    static const char arrow[] = " \xE2\x86\x92 ";
    size_t from = 0;
    size_t size = 1;
    size_t used = 0;

    while (path[from] != again) {
        from++;
    }
    for (size_t i = from; i <= depth; i++) {
        size += reading->segment_names[i < depth ? path[i] : again].key.len + sizeof arrow;
    }
    char *found = lty_read_room(reading, size, 1);
    if (found == NULL) {
        return;
    }
    for (size_t i = from; i <= depth; i++) {
        const lty_text key = reading->segment_names[i < depth ? path[i] : again].key;
        used += (size_t) snprintf(found + used, size - used, "%s%.*s", i == from ? "" : arrow, (int) key.len, key.bytes);
    }
    lty_read_wrong_found(reading, nodes[again].rule, found, "segments that do not name one another in a circle");
    for (size_t i = from; i < depth; i++) {
        nodes[path[i]].rule = NULL; /* said once for all of them */
    }
}

/* Depth first with a path of its own: what a segment names is compiled before it. */
static void lty_read_compile_from(
    lty_segment_rule *segments, lty_programme_reading *reading, lty_read_node *nodes, size_t *path, size_t first)
{
    size_t depth = 1;

    path[0] = first;
    nodes[first].begun = true;
    while (depth > 0 && !reading->memory) {
        const size_t at = path[depth - 1];
        lty_read_node *node = &nodes[at];
        if (node->next < node->name_count) {
            const size_t named = lty_read_find_segment(reading, node->names[node->next++]);
            if (named == reading->names.segment_count || nodes[named].done) {
                continue;
            }
            if (nodes[named].begun) {
                if (nodes[named].rule != NULL) {
                    lty_read_circle(reading, nodes, path, depth, named);
                }
                continue;
            }
            nodes[named].begun = true;
            path[depth++] = named;
            continue;
        }
        if (node->rule != NULL) {
            lty_read_rule(&segments[at].rule, reading, node->rule, false);
            reading->segment_names[at].rule = segments[at].rule;
        }
        node->done = true;
        depth--;
    }
}

static void lty_read_compile_all(lty_segment_rule *segments, lty_programme_reading *reading, lty_read_node *nodes, size_t count)
{
    size_t *path = lty_read_room(reading, count, sizeof *path);

    reading->segment_names = lty_read_room(reading, count, sizeof *reading->segment_names);
    if (path == NULL || reading->segment_names == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        reading->segment_names[i].key = segments[i].key;
        if (nodes[i].rule != NULL
            && lty_expr_segments(&nodes[i].names, &nodes[i].name_count, nodes[i].rule->text, reading->arena) != LTY_OK) {
            reading->memory = true;
            return;
        }
    }
    reading->names.segments = reading->segment_names;
    reading->names.segment_count = count;
    for (size_t i = 0; i < count && !reading->memory; i++) {
        if (!nodes[i].begun) {
            lty_read_compile_from(segments, reading, nodes, path, i);
        }
    }
}

void lty_read_segments(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"key", "name", "rule"};
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_SEGMENTS_MAX, "segments")) {
        return;
    }
    lty_segment_rule *segments = lty_read_room(reading, value->count, sizeof *segments);
    lty_read_node *nodes = lty_read_room(reading, value->count, sizeof *nodes);
    if (segments == NULL || nodes == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next, count++) {
        lty_segment_rule *segment = &segments[count];
        if (!lty_read_object(reading, child, names, 3, "an object with \"key\", \"name\" and \"rule\"")) {
            continue;
        }
        lty_read_own_key(&segment->key, reading, child, &segments->key, count, sizeof *segments, "a key that no other segment has");
        if (lty_read_has(reading, child, "name", "what the shop's staff read")) {
            (void) lty_read_name(&segment->name, reading, child, "name");
        }
        const lty_json *rule = lty_read_required(reading, child, "rule", "who belongs to it, such as \"orders >= 2\"");
        if (rule != NULL && rule->type != LTY_JSON_STRING) {
            lty_read_wrong(reading, rule, "a rule such as \"orders >= 2\" (docs/rules.md)");
        } else {
            nodes[count].rule = rule;
        }
    }
    if (reading->memory) {
        return;
    }
    lty_read_compile_all(segments, reading, nodes, value->count);
    reading->programme->segments = segments;
    reading->programme->segment_count = value->count;
    if (value->count > 0) {
        lty_read_sorted(&reading->segment_keys, reading, &segments->key, value->count, sizeof *segments);
    }
}
