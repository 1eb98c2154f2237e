/*
 * Segment::explain(): each comparison, whether it holds, and what the customer has. A segment or an affinity that the rule names is one part, and
 * the parts of its own rule follow it, a level deeper.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_segment_part.h"
#include "lty_money.h"

#define PHP_LTY_MILLION 1000000

/* A rule of which parts are still to be shown. The first frame is the segment's own. */
typedef struct php_lty_frame {
    const lty_expr *rule;
    lty_text of;
    size_t at;
    const lty_expr_named *named; /* of the part that was shown last: what is shown next */
    size_t named_count;
    lty_aggregate_reading reading;
} php_lty_frame;

/* "62.5 %", "1.35": as many digits as it takes. */
static zend_string *php_lty_ratio_text(int64_t number, bool part)
{
    const int decimals = part ? 4 : 6;
    const zend_ulong unit = part ? PHP_LTY_MILLION / 100 : PHP_LTY_MILLION;
    const zend_ulong size = number < 0 ? -(zend_ulong) number : (zend_ulong) number;
    char fraction[8];
    int len = decimals;

    snprintf(fraction, sizeof fraction, "%0*d", decimals, (int) (size % unit));
    while (len > 0 && fraction[len - 1] == '0') {
        len--;
    }
    return zend_strpprintf(
        0, "%s" ZEND_ULONG_FMT "%s%.*s%s", number < 0 ? "-" : "", size / unit, len > 0 ? "." : "", len, fraction, part ? " %" : "");
}

/* Local, with what the clock was off from UTC: "2011-08-10T11:00:00+01:00". */
static zend_string *php_lty_instant_text(int64_t at_s, const lty_zone *zone)
{
    const int32_t offset = lty_zone_offset(zone, at_s);
    const int64_t day_number = lty_zone_day(zone, at_s);
    const int seconds = (int) (at_s + offset - day_number * LTY_DAY_SECONDS);
    const int minutes = (offset < 0 ? -offset : offset) / 60;
    char day[11];

    lty_day_format(day, day_number);
    return zend_strpprintf(0, "%sT%02d:%02d:%02d%c%02d:%02d", day, seconds / 3600, seconds / 60 % 60, seconds % 60, offset < 0 ? '-' : '+',
        minutes / 60, minutes % 60);
}

static zend_string *php_lty_day_text(int64_t number)
{
    static const lty_date first = {1, 1, 1};
    static const lty_date last = {9999, 12, 31};
    char day[11];

    if (number < lty_date_to_day(first) || number > lty_date_to_day(last)) {
        return zend_long_to_str((zend_long) number);
    }
    lty_day_format(day, number);
    return zend_string_init(day, strlen(day), false);
}

zend_string *php_lty_value_text(const lty_expr_value *value, lty_expr_type type, bool part, const lty_programme *programme)
{
    if (value->null) {
        return zend_string_init(ZEND_STRL("null"), false);
    }
    switch (type) {
        case LTY_EXPR_BOOL: return zend_string_init(value->number != 0 ? "true" : "false", value->number != 0 ? 4 : 5, false);
        case LTY_EXPR_TEXT: return zend_string_init(value->text.bytes, value->text.len, false);
        case LTY_EXPR_DAY: return php_lty_day_text(value->number);
        case LTY_EXPR_MONEY: {
            char text[LTY_MONEY_TEXT];
            lty_money money = {.minor = value->number};
            memcpy(money.code, programme->currency, sizeof money.code);
            lty_money_format(text, &money);
            return zend_strpprintf(0, "%s %s", text, money.code);
        }
        case LTY_EXPR_INSTANT: return php_lty_instant_text(value->number, &programme->zone);
        case LTY_EXPR_DURATION: return zend_strpprintf(0, ZEND_LONG_FMT " seconds", (zend_long) value->number);
        case LTY_EXPR_RATIO: return php_lty_ratio_text(value->number, part);
        case LTY_EXPR_INTEGER: break;
    }
    return zend_long_to_str((zend_long) value->number);
}

/* The group that somebody belongs to. */
static zend_string *php_lty_affinity_text(const lty_expr_affinity *affinity, const lty_aggregate_person *person)
{
    for (size_t i = 0; i < affinity->group_count; i++) {
        if (lty_aggregate_judge(affinity->groups[i].rule, person) == 1) {
            return zend_string_init(affinity->groups[i].key.bytes, affinity->groups[i].key.len, false);
        }
    }
    return zend_string_init(ZEND_STRL("null"), false);
}

/* Whether a ratio is a part of a whole. */
static bool php_lty_is_part(const lty_programme *programme, uint32_t field)
{
    if (field >= LTY_EXPR_AGGREGATE) {
        return true; /* a share */
    }
    for (size_t i = 0; i < programme->scope.field_count; i++) {
        if (programme->scope.fields[i].index == field) {
            return (programme->scope.fields[i].traits & LTY_EXPR_FIELD_PART) != 0;
        }
    }
    return false;
}

static zend_string *php_lty_piece_text(const lty_expr_piece *piece, const php_lty_frame *frame)
{
    const lty_aggregate_person *person = frame->reading.person;
    const lty_programme *programme = person->programme;
    lty_expr_value value = {.null = true};

    if (piece->affinity != NULL) {
        return php_lty_affinity_text(piece->affinity, person);
    }
    if (piece->named != NULL) {
        return piece->holds == 1 ? zend_string_init(ZEND_STRL("true"), false) : zend_string_init(ZEND_STRL("false"), false);
    }
    if (piece->field == UINT32_MAX) {
        return ZSTR_EMPTY_ALLOC();
    }
    lty_aggregate_read(&value, &frame->reading, piece->field);
    lty_expr_apply(&value, piece->map, piece->read_type, &value, &programme->zone, person->at_s);
    return php_lty_value_text(&value, piece->type, piece->type == LTY_EXPR_RATIO && php_lty_is_part(programme, piece->field), programme);
}

static void php_lty_explain_piece(zval *out, const lty_expr_piece *piece, const php_lty_frame *frame, size_t depth)
{
    zval part;

    array_init_size(&part, 5);
    add_assoc_stringl(&part, "part", piece->source.bytes, piece->source.len);
    if (piece->holds < 0) {
        add_assoc_null(&part, "holds");
    } else {
        add_assoc_bool(&part, "holds", piece->holds == 1);
    }
    add_assoc_str(&part, "value", php_lty_piece_text(piece, frame));
    add_assoc_long(&part, "depth", (zend_long) depth);
    add_assoc_stringl(&part, "of", frame->of.len == 0 ? "" : frame->of.bytes, frame->of.len);
    add_next_index_zval(out, &part);
}

static void php_lty_frame_begin(php_lty_frame *frame, const lty_expr *rule, lty_text of, const lty_aggregate_person *person)
{
    frame->rule = rule;
    frame->of = of;
    frame->at = 0;
    frame->named = NULL;
    frame->named_count = 0;
    frame->reading.rule = rule;
    frame->reading.person = person;
    frame->reading.known = 0;
}

PHP_METHOD(Loyalty_Segment, explain)
{
    zend_object *customer;
    php_lty_subject subject;
    size_t capacity = 4;
    size_t depth = 1;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(customer, lty_ce_customer)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_subject_read(&subject, Z_OBJ_P(ZEND_THIS), customer)) {
        RETURN_THROWS();
    }
    const lty_aggregate_person *person = &subject.person;
    php_lty_frame *frames = safe_emalloc(capacity, sizeof *frames, 0);
    php_lty_frame_begin(&frames[0], php_lty_segment_expr(Z_OBJ_P(ZEND_THIS)), (lty_text){"", 0}, person);
    array_init(return_value);
    while (depth > 0) {
        php_lty_frame *frame = &frames[depth - 1];
        lty_expr_piece piece;

        if (frame->named_count > 0) {
            const lty_expr_named named = *frame->named;

            frame->named++;
            frame->named_count--;
            if (depth == capacity) {
                capacity *= 2;
                frames = safe_erealloc(frames, capacity, sizeof *frames, 0);
            }
            php_lty_frame_begin(&frames[depth++], named.rule, named.key, person);
        } else if (lty_expr_part(&piece, &frame->at, frame->rule, lty_aggregate_read, &frame->reading, person->at_s)) {
            php_lty_explain_piece(return_value, &piece, frame, depth - 1);
            frame->named = piece.named;
            frame->named_count = piece.named_count;
        } else {
            depth--;
        }
    }
    efree(frames);
    php_lty_subject_destroy(&subject);
}
