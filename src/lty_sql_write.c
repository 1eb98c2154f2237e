/* What the engines write differently: names, literals, places of parameters, null. */
#include "lty_sql_part.h"

lty_sql_want lty_sql_want_negated(lty_sql_want want)
{
    switch (want) {
        case LTY_SQL_TRUE: return LTY_SQL_FALSE;
        case LTY_SQL_FALSE: return LTY_SQL_TRUE;
        case LTY_SQL_NOT_TRUE: return LTY_SQL_NOT_FALSE;
        case LTY_SQL_NOT_FALSE: break;
    }
    return LTY_SQL_NOT_TRUE;
}

lty_sql_want lty_sql_want_others(lty_sql_want want)
{
    switch (want) {
        case LTY_SQL_TRUE: return LTY_SQL_NOT_TRUE;
        case LTY_SQL_FALSE: return LTY_SQL_NOT_FALSE;
        case LTY_SQL_NOT_TRUE: return LTY_SQL_TRUE;
        case LTY_SQL_NOT_FALSE: break;
    }
    return LTY_SQL_FALSE;
}

bool lty_sql_wanted(lty_sql_want want, int answer)
{
    switch (want) {
        case LTY_SQL_TRUE: return answer == 1;
        case LTY_SQL_FALSE: return answer == 0;
        case LTY_SQL_NOT_TRUE: return answer != 1;
        case LTY_SQL_NOT_FALSE: break;
    }
    return answer != 0;
}

void lty_sql_string(lty_sql_writer *writer, const char *text)
{
    lty_buffer_string(&writer->text, text);
}

void lty_sql_integer(lty_sql_writer *writer, int64_t number)
{
    lty_buffer_integer(&writer->text, number);
}

/* Bytes of a name between its quotes: the quote is doubled; ClickHouse knows a backslash too. */
static void lty_sql_quoted(lty_sql_writer *writer, const char *bytes, size_t len, char quote)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == quote || (bytes[i] == '\\' && writer->dialect == LTY_SQL_CLICKHOUSE)) {
            lty_buffer_append(&writer->text, writer->dialect == LTY_SQL_CLICKHOUSE ? "\\" : &quote, 1);
        }
        lty_buffer_append(&writer->text, &bytes[i], 1);
    }
}

void lty_sql_name(lty_sql_writer *writer, lty_text prefix, const char *name, const char *suffix)
{
    const char quote = writer->dialect == LTY_SQL_MARIADB || writer->dialect == LTY_SQL_CLICKHOUSE ? '`' : '"';

    lty_buffer_append(&writer->text, &quote, 1);
    lty_sql_quoted(writer, prefix.bytes, prefix.len, quote);
    lty_sql_string(writer, name);
    lty_sql_string(writer, suffix);
    lty_buffer_append(&writer->text, &quote, 1);
}

void lty_sql_table(lty_sql_writer *writer, const char *name)
{
    lty_sql_name(writer, writer->tables->prefix, name, "");
}

static void lty_sql_parameter_add(lty_sql_writer *writer, const lty_sql_parameter *parameter)
{
    void *parameters = writer->parameters;

    if (writer->failed
        || lty_alloc_reserve(writer->text.alloc, &parameters, &writer->capacity, writer->count + 1, sizeof *writer->parameters) != LTY_OK) {
        writer->failed = true;
        return;
    }
    writer->parameters = parameters;
    writer->parameters[writer->count++] = *parameter;
}

/*
 * Numbers are cast where they are bound: hosts bind them as text as often as not, and then SQLite takes 5 < '40' for true, MariaDB compares as
 * doubles, and PostgreSQL takes the narrow type of the column on the other side.
 */
void lty_sql_number(lty_sql_writer *writer, int64_t number)
{
    static const char *const casts[] = {
        [LTY_SQL_MARIADB] = "CAST(? AS SIGNED)", [LTY_SQL_POSTGRESQL] = "CAST(? AS BIGINT)", [LTY_SQL_SQLITE] = "CAST(? AS INTEGER)"};

    if (writer->dialect != LTY_SQL_CLICKHOUSE) {
        lty_sql_string(writer, casts[writer->dialect]);
        lty_sql_parameter_add(writer, &(lty_sql_parameter){.number = number});
    } else if (number == INT64_MIN) { /* there is no literal for it */
        lty_sql_string(writer, "toInt64('-9223372036854775808')");
    } else {
        lty_sql_string(writer, number < 0 ? "(" : "");
        lty_sql_integer(writer, number);
        lty_sql_string(writer, number < 0 ? ")" : "");
    }
}

void lty_sql_text(lty_sql_writer *writer, lty_text text)
{
    static const char digits[] = "0123456789ABCDEF";

    if (writer->dialect != LTY_SQL_CLICKHOUSE) {
        lty_sql_string(writer, "?");
        lty_sql_parameter_add(writer, &(lty_sql_parameter){.is_text = true, .text = text});
        return;
    }
    lty_sql_string(writer, "'");
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char byte = (unsigned char) text.bytes[i];
        if (byte < 0x20 || byte == 0x7F) {
            const char escaped[4] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            lty_buffer_append(&writer->text, escaped, sizeof escaped);
        } else {
            lty_buffer_append(&writer->text, "\\", byte == '\'' || byte == '\\');
            lty_buffer_append(&writer->text, &text.bytes[i], 1);
        }
    }
    lty_sql_string(writer, "'");
}

void lty_sql_constant(lty_sql_writer *writer, bool holds)
{
    lty_sql_string(writer, holds ? "1 = 1" : "1 = 0");
}

static void lty_sql_operand_name(lty_sql_writer *writer, const lty_sql_operand *operand)
{
    lty_sql_name(writer, (lty_text){NULL, 0}, operand->name, operand->suffix);
}

void lty_sql_null(lty_sql_writer *writer, const lty_sql_operand *operand, bool is_null)
{
    if (writer->dialect == LTY_SQL_CLICKHOUSE) {
        lty_sql_string(writer, is_null ? "isNull(" : "isNotNull(");
        lty_sql_operand_name(writer, operand);
        lty_sql_string(writer, ")");
    } else {
        lty_sql_operand_name(writer, operand);
        lty_sql_string(writer, is_null ? " IS NULL" : " IS NOT NULL");
    }
}

void lty_sql_operand_write(lty_sql_writer *writer, const lty_sql_operand *operand)
{
    const bool assumed = writer->dialect == LTY_SQL_CLICKHOUSE && operand->nullable;

    lty_sql_string(writer, operand->weekday ? "((" : "");
    lty_sql_string(writer, assumed ? "assumeNotNull(" : "");
    lty_sql_operand_name(writer, operand);
    lty_sql_string(writer, assumed ? ")" : "");
    /* 1970-01-01 was a Thursday; before the year 1 there is nothing, and -719166 was one too. */
    lty_sql_string(writer, operand->weekday ? " + 719169) % 7 + 1)" : "");
}

void lty_sql_starts(lty_sql_writer *writer, const lty_sql_operand *operand, lty_text text)
{
    int64_t characters = 0;

    for (size_t i = 0; i < text.len; i++) {
        characters += ((unsigned char) text.bytes[i] & 0xC0) != 0x80;
    }
    /* Binary texts are cut by bytes, others by characters; of well-formed texts that is the same. */
    const bool bytes = writer->dialect == LTY_SQL_MARIADB || writer->dialect == LTY_SQL_CLICKHOUSE;
    lty_sql_string(writer, writer->dialect == LTY_SQL_CLICKHOUSE ? "substring(" : "SUBSTR(");
    lty_sql_operand_write(writer, operand);
    lty_sql_string(writer, ", 1, ");
    lty_sql_integer(writer, bytes ? (int64_t) text.len : characters);
    lty_sql_string(writer, ")");
}
