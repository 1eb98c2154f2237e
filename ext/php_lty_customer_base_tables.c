/*
 * CustomerBase::exportTables(): what docs/sql.md has as tables, as text that every engine's loader reads: a line a row, a tabulator between fields, what
 * would be one of both behind a backslash.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_file.h"
#include "lty_sign.h"
#include "Zend/zend_smart_str.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

#define PHP_LTY_TABLES_BUFFER ((size_t) 1 << 18)
/* Customers whose facts are read column by column before any is written: in the order of keys each is somewhere else in memory, and so their ways overlap. */
#define PHP_LTY_TABLES_BLOCK ((size_t) 64)
#define PHP_LTY_TABLES_DAYS ((size_t) 1 << 12)

enum { TABLE_CUSTOMER, TABLE_PURCHASE, TABLE_ACTIVITY, TABLES };

static const char *const php_lty_tables_names[TABLES] = {"customer.tsv", "purchase.tsv", "activity.tsv"};

/* A backslash, and a letter that all engines know. */
static const char php_lty_tables_escapes[UCHAR_MAX + 1] = {
    ['\0'] = '0', ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r', ['\\'] = '\\'};

/* A file that is being written under another name. */
typedef struct php_lty_table {
    char *name;
    char *temporary;
    int file; /* -1: not open */
    size_t len;
    zend_long rows;
    char bytes[PHP_LTY_TABLES_BUFFER];
} php_lty_table;

/* What derives from a day; asked for again and again. */
typedef struct php_lty_day {
    int64_t day; /* LTY_FACT_NONE: nothing is remembered here */
    int64_t month;
    int64_t weekday;
} php_lty_day;

/* Local time of an instant, all LTY_FACT_NONE without one. */
typedef struct php_lty_moment {
    int64_t day;
    int64_t month;
    int64_t weekday;
    int64_t hour;
} php_lty_moment;

typedef struct php_lty_tables {
    php_lty_customer_base *owner;
    zend_string *null;             /* a tabulator and what stands for null */
    const lty_programme *in_force; /* whose tiers the facts name */
    lty_clock clock;
    php_lty_table *table; /* that is written to */
    int error;
    smart_str key; /* of the customer whose rows are written, as it stands in them */
    size_t count;  /* of the block */
    uint32_t customers[PHP_LTY_TABLES_BLOCK];
    lty_text keys[PHP_LTY_TABLES_BLOCK];
    int64_t facts[LTY_FACT_COUNT][PHP_LTY_TABLES_BLOCK];
    php_lty_day days[PHP_LTY_TABLES_DAYS];
    php_lty_table all[TABLES];
} php_lty_tables;

/* --- writing ----------------------------------------------------------------------------------------------------------- */

static void php_lty_tables_flush(php_lty_tables *tables)
{
    php_lty_table *table = tables->table;

    if (tables->error == 0) {
        tables->error = php_lty_file_write(table->file, table->bytes, table->len);
    }
    table->len = 0;
}

/* Room for so many bytes, at most the buffer's, behind what is written. */
static inline char *php_lty_tables_room(php_lty_tables *tables, size_t len)
{
    if (UNEXPECTED(PHP_LTY_TABLES_BUFFER - tables->table->len < len)) {
        php_lty_tables_flush(tables);
    }
    return tables->table->bytes + tables->table->len;
}

static inline void php_lty_tables_put(php_lty_tables *tables, const char *bytes, size_t len)
{
    while (UNEXPECTED(len > PHP_LTY_TABLES_BUFFER)) {
        memcpy(php_lty_tables_room(tables, PHP_LTY_TABLES_BUFFER), bytes, PHP_LTY_TABLES_BUFFER);
        tables->table->len = PHP_LTY_TABLES_BUFFER;
        bytes += PHP_LTY_TABLES_BUFFER;
        len -= PHP_LTY_TABLES_BUFFER;
    }
    memcpy(php_lty_tables_room(tables, len), bytes, len);
    tables->table->len += len;
}

static inline void php_lty_tables_byte(php_lty_tables *tables, char byte)
{
    *php_lty_tables_room(tables, 1) = byte;
    tables->table->len++;
}

/* A line begins with the customer's key; every other field begins with a tabulator. */
static void php_lty_tables_begin(php_lty_tables *tables, int table)
{
    tables->table = &tables->all[table];
    php_lty_tables_put(tables, ZSTR_VAL(tables->key.s), ZSTR_LEN(tables->key.s));
}

static void php_lty_tables_line(php_lty_tables *tables)
{
    php_lty_tables_byte(tables, '\n');
    tables->table->rows++;
}

static void php_lty_tables_key(php_lty_tables *tables, lty_text key)
{
    smart_str_alloc(&tables->key, key.len * 2, false);
    ZSTR_LEN(tables->key.s) = 0;
    for (size_t i = 0; i < key.len; i++) {
        const char escape = php_lty_tables_escapes[(unsigned char) key.bytes[i]];

        if (UNEXPECTED(escape != 0)) {
            smart_str_appendc(&tables->key, '\\');
        }
        smart_str_appendc(&tables->key, escape != 0 ? escape : key.bytes[i]);
    }
}

static void php_lty_tables_text(php_lty_tables *tables, lty_text text)
{
    size_t from = 0;

    php_lty_tables_byte(tables, '\t');
    for (size_t i = 0; i < text.len; i++) {
        const char escape = php_lty_tables_escapes[(unsigned char) text.bytes[i]];

        if (UNEXPECTED(escape != 0)) {
            const char both[2] = {'\\', escape};

            php_lty_tables_put(tables, text.bytes + from, i - from);
            php_lty_tables_put(tables, both, sizeof both);
            from = i + 1;
        }
    }
    if (text.len > from) {
        php_lty_tables_put(tables, text.bytes + from, text.len - from);
    }
}

static inline void php_lty_tables_number(php_lty_tables *tables, int64_t number)
{
    char digits[MAX_LENGTH_OF_LONG];
    char *first = digits + sizeof digits;

    if (number == LTY_FACT_NONE) {
        php_lty_tables_put(tables, ZSTR_VAL(tables->null), ZSTR_LEN(tables->null));
        return;
    }
    char *to = php_lty_tables_room(tables, sizeof digits + 1);

    if (EXPECTED(number >= 0 && number < 10)) { /* most of them: counts, flags, weekdays */
        to[0] = '\t';
        to[1] = (char) ('0' + number);
        tables->table->len += 2;
        return;
    }
    uint64_t rest = number < 0 ? 0 - (uint64_t) number : (uint64_t) number;

    do {
        *--first = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        *--first = '-';
    }
    *--first = '\t';
    const size_t len = (size_t) (digits + sizeof digits - first);

    memcpy(to, first, len);
    tables->table->len += len;
}

/* --- local time -------------------------------------------------------------------------------------------------------- */

static int64_t php_lty_tables_derive(const php_lty_tables *tables, int64_t day, lty_expr_map map)
{
    const lty_expr_value value = {.null = day == LTY_FACT_NONE, .number = day};
    lty_expr_value derived;

    lty_expr_apply(&derived, map, LTY_EXPR_DAY, &value, tables->clock.zone, 0);
    return derived.null ? LTY_FACT_NONE : derived.number;
}

static const php_lty_day *php_lty_tables_day(php_lty_tables *tables, int64_t day)
{
    php_lty_day *entry = &tables->days[(uint64_t) day % PHP_LTY_TABLES_DAYS];

    if (UNEXPECTED(entry->day != day)) {
        *entry = (php_lty_day){
            day, php_lty_tables_derive(tables, day, LTY_EXPR_MAP_MONTH), php_lty_tables_derive(tables, day, LTY_EXPR_MAP_WEEKDAY)};
    }
    return entry;
}

static php_lty_moment php_lty_tables_moment(php_lty_tables *tables, int64_t at_s)
{
    if (at_s < LTY_TIME_MIN || at_s > LTY_TIME_MAX) { /* of a file, or none */
        return (php_lty_moment){LTY_FACT_NONE, LTY_FACT_NONE, LTY_FACT_NONE, LTY_FACT_NONE};
    }
    const int64_t local = lty_clock_local(&tables->clock, at_s);
    const php_lty_day *day = php_lty_tables_day(tables, lty_day_of(local));

    return (php_lty_moment){day->day, day->month, day->weekday, lty_day_second(local) / 3600};
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

static void php_lty_tables_fact(php_lty_tables *tables, const lty_expr_field *field, int64_t number)
{
    lty_expr_value value;

    if (field->type != LTY_EXPR_TEXT || number == LTY_FACT_NONE) {
        php_lty_tables_number(tables, number);
        return;
    }
    lty_fact_value(&value, tables->in_force, (lty_fact) field->index, number);
    php_lty_tables_text(tables, value.text);
}

static void php_lty_tables_customer(php_lty_tables *tables, size_t at)
{
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);

    php_lty_tables_begin(tables, TABLE_CUSTOMER);
    for (size_t i = 0; i < count; i++) {
        php_lty_tables_fact(tables, &fields[i], tables->facts[i][at]);
    }
    for (size_t i = 0; i < count; i++) {
        const int64_t number = tables->facts[i][at];

        if (fields[i].type == LTY_EXPR_INSTANT) {
            const php_lty_moment moment = php_lty_tables_moment(tables, number);

            php_lty_tables_number(tables, moment.day);
            php_lty_tables_number(tables, moment.month);
            php_lty_tables_number(tables, moment.hour);
        } else if (fields[i].type == LTY_EXPR_DAY) {
            php_lty_tables_number(tables, php_lty_tables_derive(tables, number, LTY_EXPR_MAP_MONTH));
        }
    }
    php_lty_tables_line(tables);
}

static void php_lty_tables_clock(php_lty_tables *tables, const php_lty_moment *moment)
{
    php_lty_tables_number(tables, moment->month);
    php_lty_tables_number(tables, moment->weekday);
    php_lty_tables_number(tables, moment->hour);
    php_lty_tables_line(tables);
}

/* Cells from one column to another, as the type of each says. */
static void php_lty_tables_cells(php_lty_tables *tables, const lty_base_table *rows, uint32_t from, uint32_t to, size_t row, uint32_t table)
{
    const lty_expr_field *fields = lty_fact_tables()[table].fields;

    for (uint32_t column = from; column <= to; column++) {
        const int64_t number = lty_columns_get(rows->columns, column, row);

        if (fields[column].type == LTY_EXPR_TEXT) {
            php_lty_tables_text(tables, lty_base_text(tables->owner->base, number));
        } else {
            php_lty_tables_number(tables, number);
        }
    }
}

static void php_lty_tables_purchase(php_lty_tables *tables, const lty_base_table *rows, size_t row)
{
    const php_lty_moment moment = php_lty_tables_moment(tables, lty_columns_get(rows->columns, LTY_PURCHASE_AT, row));

    php_lty_tables_begin(tables, TABLE_PURCHASE);
    php_lty_tables_cells(tables, rows, LTY_PURCHASE_ORDER, LTY_PURCHASE_AT, row, LTY_FACT_PURCHASES);
    php_lty_tables_number(tables, moment.day);
    php_lty_tables_cells(tables, rows, LTY_PURCHASE_AMOUNT, LTY_PURCHASE_MARGIN, row, LTY_FACT_PURCHASES);
    php_lty_tables_clock(tables, &moment);
}

static void php_lty_tables_activity(php_lty_tables *tables, const lty_base_table *rows, size_t row)
{
    const int64_t at_s = lty_columns_get(rows->columns, LTY_ACTIVITY_AT, row);
    const php_lty_moment moment = php_lty_tables_moment(tables, at_s);

    php_lty_tables_begin(tables, TABLE_ACTIVITY);
    php_lty_tables_number(tables, lty_columns_get(rows->columns, LTY_BASE_ACTIVITY_KIND, row));
    php_lty_tables_number(tables, at_s);
    php_lty_tables_number(tables, moment.day);
    php_lty_tables_cells(tables, rows, LTY_ACTIVITY_NAME, LTY_ACTIVITY_WANTED, row, LTY_FACT_ACTIVITIES);
    php_lty_tables_clock(tables, &moment);
}

/* --- everybody --------------------------------------------------------------------------------------------------------- */

/* The next persons from a place in the order on; gives the place behind them. */
static size_t php_lty_tables_gather(php_lty_tables *tables, const lty_base_table *rows, const uint32_t *order, size_t from)
{
    const lty_base *base = tables->owner->base;
    size_t at = from;

    for (tables->count = 0; at < lty_base_count(base) && tables->count < PHP_LTY_TABLES_BLOCK; at++) {
        if (lty_base_is_person(base, order[at])) {
            tables->customers[tables->count++] = order[at];
        }
    }
    for (size_t i = 0; i < tables->count; i++) {
        tables->keys[i] = lty_base_key(base, tables->customers[i]);
        LTY_PREFETCH(tables->keys[i].bytes);
    }
    for (size_t fact = 0; fact < LTY_FACT_COUNT; fact++) {
        for (size_t i = 0; i < tables->count; i++) {
            tables->facts[fact][i] = lty_base_fact(base, tables->customers[i], (lty_fact) fact);
        }
    }
    for (size_t i = 0; i < tables->count; i++) {
        for (size_t j = 0, count = 0; j < LTY_FACT_TABLES; j++) {
            const size_t start = lty_base_rows_range(&count, &rows[j], tables->customers[i]);

            for (size_t column = 0; count > 0 && column < rows[j].columns->column_count; column++) {
                LTY_PREFETCH((const char *) rows[j].columns->columns[column].cells + start * rows[j].columns->columns[column].width);
            }
        }
    }
    return at;
}

static void php_lty_tables_person(php_lty_tables *tables, const lty_base_table *rows, size_t at)
{
    php_lty_tables_key(tables, tables->keys[at]);
    php_lty_tables_customer(tables, at);
    for (size_t j = 0, count = 0; j < LTY_FACT_TABLES; j++) {
        const size_t start = lty_base_rows_range(&count, &rows[j], tables->customers[at]);

        for (size_t row = start; row < start + count; row++) {
            if (j == LTY_FACT_PURCHASES) {
                php_lty_tables_purchase(tables, &rows[j], row);
            } else {
                php_lty_tables_activity(tables, &rows[j], row);
            }
        }
    }
}

static lty_status php_lty_tables_write(php_lty_tables *tables)
{
    lty_base *base = tables->owner->base;
    const uint32_t *order = NULL;
    lty_base_table rows[LTY_FACT_TABLES];
    lty_status status = lty_base_refresh(base);

    if (status == LTY_OK && lty_base_count(base) > 0) {
        status = lty_base_order(&order, base, LTY_INTERN_BYTEWISE);
    }
    for (uint32_t i = 0; i < LTY_FACT_TABLES && status == LTY_OK; i++) {
        status = lty_base_rows_of(&rows[i], base, i);
    }
    if (status != LTY_OK) {
        return status;
    }
    tables->in_force = lty_base_in_force(base);
    tables->clock = lty_clock_of(&lty_base_programme(base)->zone);
    for (size_t i = 0; i < PHP_LTY_TABLES_DAYS; i++) {
        tables->days[i].day = LTY_FACT_NONE;
    }
    for (size_t from = 0; from < lty_base_count(base) && tables->error == 0;) {
        from = php_lty_tables_gather(tables, rows, order, from);
        for (size_t i = 0; i < tables->count; i++) {
            php_lty_tables_person(tables, rows, i);
        }
    }
    for (size_t i = 0; i < TABLES; i++) {
        tables->table = &tables->all[i];
        php_lty_tables_flush(tables);
    }
    return LTY_OK;
}

/* --- files ------------------------------------------------------------------------------------------------------------- */

/* Names of their own in the same folder first, so that nobody reads a part. Sets the error if one cannot be made. */
static void php_lty_tables_open(php_lty_tables *tables, const char *folder)
{
    uint64_t random;

    lty_sign_random(&random, sizeof random);
    for (size_t i = 0; i < TABLES; i++) {
        php_lty_table *table = &tables->all[i];

        spprintf(&table->name, 0, "%s/%s", folder, php_lty_tables_names[i]);
        spprintf(&table->temporary, 0, "%s.%016" PRIx64, table->name, random);
        table->len = 0;
        table->rows = 0;
        table->file = tables->error != 0 ? -1 : php_lty_file_create(table->temporary);
        if (table->file < 0 && tables->error == 0) {
            tables->error = errno;
        }
    }
}

/* Gives the files their names, or takes them away again. */
static void php_lty_tables_close(php_lty_tables *tables, bool keep)
{
    bool made[TABLES];

    for (size_t i = 0; i < TABLES; i++) {
        php_lty_table *table = &tables->all[i];

        made[i] = table->file >= 0;
        if (made[i] && close(table->file) != 0 && tables->error == 0) {
            tables->error = errno;
        }
    }
    for (size_t i = 0; i < TABLES; i++) {
        php_lty_table *table = &tables->all[i];

        if (keep && tables->error == 0 && rename(table->temporary, table->name) != 0) {
            tables->error = errno;
        }
        if (made[i] && (!keep || tables->error != 0)) {
            (void) unlink(table->temporary);
        }
        efree(table->temporary);
        efree(table->name);
    }
}

PHP_METHOD(Loyalty_CustomerBase, exportTables)
{
    static const char *const names[TABLES] = {"customers", "purchases", "activities"};
    zend_string *folder;
    zend_string *nulls = NULL;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_PATH_STR(folder)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(nulls)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if (nulls != NULL
        && (memchr(ZSTR_VAL(nulls), '\t', ZSTR_LEN(nulls)) != NULL || memchr(ZSTR_VAL(nulls), '\n', ZSTR_LEN(nulls)) != NULL)) {
        zend_argument_value_error(2, "must not have a tabulator or a line feed");
        RETURN_THROWS();
    }
    char *full = php_lty_file_path(folder, LTY_E_SNAPSHOT, "folder");

    if (full == NULL) {
        RETURN_THROWS();
    }
    php_lty_tables *tables = emalloc(sizeof *tables);

    tables->owner = self;
    tables->null = nulls != NULL ? zend_string_concat2(ZEND_STRL("\t"), ZSTR_VAL(nulls), ZSTR_LEN(nulls))
                                 : zend_string_init(ZEND_STRL("\t\\N"), false);
    tables->key = (smart_str){NULL, 0};
    tables->error = 0;
    php_lty_tables_open(tables, full);
    const lty_status status = tables->error == 0 ? php_lty_tables_write(tables) : LTY_OK;
    php_lty_tables_close(tables, status == LTY_OK);
    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
    } else if (tables->error != 0) {
        php_lty_file_throw(LTY_E_SNAPSHOT, "folder", full, tables->error);
    } else {
        array_init_size(return_value, TABLES);
        for (size_t i = 0; i < TABLES; i++) {
            add_assoc_long(return_value, names[i], tables->all[i].rows);
        }
    }
    smart_str_free(&tables->key);
    zend_string_release(tables->null);
    efree(tables);
    efree(full);
    PHP_LTY_BASE_END(self);
}
