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

#include <errno.h>
#include <unistd.h>

#define PHP_LTY_TABLES_BUFFER ((size_t) 1 << 16)

enum { TABLE_CUSTOMER, TABLE_PURCHASE, TABLE_ACTIVITY, TABLES };

static const char *const php_lty_tables_names[TABLES] = {"customer.tsv", "purchase.tsv", "activity.tsv"};

/* A file that is being written under another name. */
typedef struct php_lty_table {
    char *name;
    char *temporary;
    int file; /* -1: not open */
    size_t len;
    zend_long rows;
    bool begun; /* there is a field before the next one in this line */
    char bytes[PHP_LTY_TABLES_BUFFER];
} php_lty_table;

typedef struct php_lty_tables {
    php_lty_customer_base *owner;
    const zend_string *nulls;
    const lty_programme *in_force; /* whose tiers the facts name */
    const lty_zone *zone;
    php_lty_table *table; /* that is written to */
    php_lty_table *all;
    int error;
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

static void php_lty_tables_put(php_lty_tables *tables, const char *bytes, size_t len)
{
    while (len > 0) {
        php_lty_table *table = tables->table;
        const size_t part = MIN(len, PHP_LTY_TABLES_BUFFER - table->len);

        memcpy(table->bytes + table->len, bytes, part);
        table->len += part;
        bytes += part;
        len -= part;
        if (table->len == PHP_LTY_TABLES_BUFFER) {
            php_lty_tables_flush(tables);
        }
    }
}

static void php_lty_tables_begin(php_lty_tables *tables)
{
    if (tables->table->begun) {
        php_lty_tables_put(tables, "\t", 1);
    }
    tables->table->begun = true;
}

static void php_lty_tables_line(php_lty_tables *tables)
{
    php_lty_tables_put(tables, "\n", 1);
    tables->table->begun = false;
    tables->table->rows++;
}

/* A backslash, and a letter that all engines know. */
static char php_lty_tables_escape(char byte)
{
    switch (byte) {
        case '\0': return '0';
        case '\b': return 'b';
        case '\t': return 't';
        case '\n': return 'n';
        case '\r': return 'r';
        case '\\': return '\\';
        default: return 0;
    }
}

static void php_lty_tables_text(php_lty_tables *tables, lty_text text)
{
    size_t from = 0;

    php_lty_tables_begin(tables);
    for (size_t i = 0; i < text.len; i++) {
        const char escape = php_lty_tables_escape(text.bytes[i]);

        if (escape != 0) {
            const char both[2] = {'\\', escape};

            php_lty_tables_put(tables, text.bytes + from, i - from);
            php_lty_tables_put(tables, both, sizeof both);
            from = i + 1;
        }
    }
    php_lty_tables_put(tables, text.bytes + from, text.len - from);
}

static void php_lty_tables_number(php_lty_tables *tables, int64_t number)
{
    char digits[MAX_LENGTH_OF_LONG];

    php_lty_tables_begin(tables);
    if (number == LTY_FACT_NONE) {
        php_lty_tables_put(tables, ZSTR_VAL(tables->nulls), ZSTR_LEN(tables->nulls));
        return;
    }
    const char *first = zend_print_long_to_buf(digits + sizeof digits - 1, (zend_long) number);

    php_lty_tables_put(tables, first, (size_t) (digits + sizeof digits - 1 - first));
}

/* What derives from an instant or a date; null with it. */
static void php_lty_tables_derived(php_lty_tables *tables, int64_t number, lty_expr_type type, lty_expr_map map)
{
    const lty_expr_value value = {.null = number == LTY_FACT_NONE, .number = number};
    lty_expr_value derived;

    lty_expr_apply(&derived, map, type, &value, tables->zone, 0);
    php_lty_tables_number(tables, derived.null ? LTY_FACT_NONE : derived.number);
}

static void php_lty_tables_day(php_lty_tables *tables, int64_t at_s)
{
    const bool known = at_s >= LTY_TIME_MIN && at_s <= LTY_TIME_MAX;

    php_lty_tables_number(tables, known ? lty_zone_day(tables->zone, at_s) : LTY_FACT_NONE);
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

static void php_lty_tables_customer(php_lty_tables *tables, uint32_t customer, lty_text key)
{
    const lty_base *base = tables->owner->base;
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);

    tables->table = &tables->all[TABLE_CUSTOMER];
    php_lty_tables_text(tables, key);
    for (size_t i = 0; i < count; i++) {
        php_lty_tables_fact(tables, &fields[i], lty_base_fact(base, customer, (lty_fact) i));
    }
    for (size_t i = 0; i < count; i++) {
        const int64_t number = lty_base_fact(base, customer, (lty_fact) i);

        if (fields[i].type == LTY_EXPR_INSTANT) {
            php_lty_tables_day(tables, number);
        }
        if (fields[i].type == LTY_EXPR_INSTANT || fields[i].type == LTY_EXPR_DAY) {
            php_lty_tables_derived(tables, number, fields[i].type, LTY_EXPR_MAP_MONTH);
        }
        if (fields[i].type == LTY_EXPR_INSTANT) {
            php_lty_tables_derived(tables, number, fields[i].type, LTY_EXPR_MAP_HOUR);
        }
    }
    php_lty_tables_line(tables);
}

static void php_lty_tables_clock(php_lty_tables *tables, int64_t at_s)
{
    php_lty_tables_derived(tables, at_s, LTY_EXPR_INSTANT, LTY_EXPR_MAP_MONTH);
    php_lty_tables_derived(tables, at_s, LTY_EXPR_INSTANT, LTY_EXPR_MAP_WEEKDAY);
    php_lty_tables_derived(tables, at_s, LTY_EXPR_INSTANT, LTY_EXPR_MAP_HOUR);
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

static void php_lty_tables_purchase(php_lty_tables *tables, const lty_base_table *rows, size_t row, lty_text key)
{
    const int64_t at_s = lty_columns_get(rows->columns, LTY_PURCHASE_AT, row);

    tables->table = &tables->all[TABLE_PURCHASE];
    php_lty_tables_text(tables, key);
    php_lty_tables_cells(tables, rows, LTY_PURCHASE_ORDER, LTY_PURCHASE_AT, row, LTY_FACT_PURCHASES);
    php_lty_tables_day(tables, at_s);
    php_lty_tables_cells(tables, rows, LTY_PURCHASE_AMOUNT, LTY_PURCHASE_MARGIN, row, LTY_FACT_PURCHASES);
    php_lty_tables_clock(tables, at_s);
    php_lty_tables_line(tables);
}

static void php_lty_tables_activity(php_lty_tables *tables, const lty_base_table *rows, size_t row, lty_text key)
{
    const int64_t at_s = lty_columns_get(rows->columns, LTY_ACTIVITY_AT, row);

    tables->table = &tables->all[TABLE_ACTIVITY];
    php_lty_tables_text(tables, key);
    php_lty_tables_number(tables, lty_columns_get(rows->columns, LTY_BASE_ACTIVITY_KIND, row));
    php_lty_tables_number(tables, at_s);
    php_lty_tables_day(tables, at_s);
    php_lty_tables_cells(tables, rows, LTY_ACTIVITY_NAME, LTY_ACTIVITY_WANTED, row, LTY_FACT_ACTIVITIES);
    php_lty_tables_clock(tables, at_s);
    php_lty_tables_line(tables);
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
    tables->zone = &lty_base_programme(base)->zone;
    for (size_t i = 0; i < lty_base_count(base) && tables->error == 0; i++) {
        const uint32_t customer = order[i];

        if (!lty_base_is_person(base, customer)) {
            continue;
        }
        const lty_text key = lty_base_key(base, customer);
        php_lty_tables_customer(tables, customer, key);
        for (size_t j = 0, count = 0; j < LTY_FACT_TABLES; j++) {
            const size_t start = lty_base_rows_range(&count, &rows[j], customer);

            for (size_t row = start; row < start + count; row++) {
                if (j == LTY_FACT_PURCHASES) {
                    php_lty_tables_purchase(tables, &rows[j], row, key);
                } else {
                    php_lty_tables_activity(tables, &rows[j], row, key);
                }
            }
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
        table->begun = false;
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
    if (nulls != NULL && strpbrk(ZSTR_VAL(nulls), "\t\n") != NULL) {
        zend_argument_value_error(2, "must not have a tabulator or a line feed");
        RETURN_THROWS();
    }
    char *full = php_lty_file_path(folder, LTY_E_SNAPSHOT, "folder");

    if (full == NULL) {
        RETURN_THROWS();
    }
    zend_string *null = nulls != NULL ? zend_string_copy(nulls) : zend_string_init(ZEND_STRL("\\N"), false);
    php_lty_tables tables = {.owner = self, .nulls = null, .all = safe_emalloc(TABLES, sizeof *tables.all, 0)};

    php_lty_tables_open(&tables, full);
    const lty_status status = tables.error == 0 ? php_lty_tables_write(&tables) : LTY_OK;
    php_lty_tables_close(&tables, status == LTY_OK);
    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
    } else if (tables.error != 0) {
        php_lty_file_throw(LTY_E_SNAPSHOT, "folder", full, tables.error);
    } else {
        array_init_size(return_value, TABLES);
        for (size_t i = 0; i < TABLES; i++) {
            add_assoc_long(return_value, names[i], tables.all[i].rows);
        }
    }
    efree(tables.all);
    zend_string_release(null);
    efree(full);
    PHP_LTY_BASE_END(self);
}
