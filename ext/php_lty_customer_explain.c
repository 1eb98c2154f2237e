/*
 * Loyalty\Customer::explain() and expiring(): every figure of the record in words and numbers, from the record alone. docs/explain.md
 *
 * A record can be forged by reflection, so every slot is looked at before it is used. A wrong one is noted and the walk goes on with nothing in
 * its place; at the end the whole explanation is thrown away.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_customer_part.h"

typedef struct php_lty_explanation {
    zval *steps;
    zend_string *currency;
    zend_string *unit; /* of points: the plural, or the currency where they are money */
    bool wrong;
} php_lty_explanation;

enum { STEP_FIGURE, STEP_RULE, STEP_EVENT, STEP_TEXT, STEP_VALUE };

PHP_METHOD(Loyalty_ExplainedStep, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static zend_long php_lty_long(php_lty_explanation *to, zend_object *object, uint32_t slot)
{
    const zval *value = php_lty_record_get(object, slot);

    if (Z_TYPE_P(value) != IS_LONG) {
        to->wrong = true;
        return 0;
    }
    return Z_LVAL_P(value);
}

static zend_string *php_lty_string(php_lty_explanation *to, zend_object *object, uint32_t slot)
{
    const zval *value = php_lty_record_get(object, slot);

    if (Z_TYPE_P(value) != IS_STRING) {
        to->wrong = true;
        return ZSTR_EMPTY_ALLOC();
    }
    return Z_STR_P(value);
}

static HashTable *php_lty_array(php_lty_explanation *to, zend_object *object, uint32_t slot)
{
    const zval *value = php_lty_record_get(object, slot);

    if (Z_TYPE_P(value) != IS_ARRAY) {
        to->wrong = true;
        return (HashTable *) &zend_empty_array;
    }
    return Z_ARRVAL_P(value);
}

static zval *php_lty_member(php_lty_explanation *to, zval *array, const char *name, zend_uchar type)
{
    zval *value = Z_TYPE_P(array) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(array), name, strlen(name)) : NULL;

    if (value == NULL || Z_TYPE_P(value) != type) {
        to->wrong = true;
        return NULL;
    }
    return value;
}

static zend_long php_lty_member_long(php_lty_explanation *to, zval *array, const char *name)
{
    const zval *value = php_lty_member(to, array, name, IS_LONG);

    return value == NULL ? 0 : Z_LVAL_P(value);
}

static zend_string *php_lty_member_string(php_lty_explanation *to, zval *array, const char *name)
{
    const zval *value = php_lty_member(to, array, name, IS_STRING);

    return value == NULL ? ZSTR_EMPTY_ALLOC() : Z_STR_P(value);
}

/* Adds a step; takes the text over. */
static void php_lty_step(
    php_lty_explanation *to, const char *figure, zend_string *rule, zend_string *event, smart_str *text, zend_long value)
{
    zend_object *object;
    zval step, slot;

    object_init_ex(&step, lty_ce_explained_step);
    object = Z_OBJ(step);
    php_lty_set_string(object, STEP_FIGURE, figure);
    ZVAL_STR_COPY(&slot, rule);
    php_lty_record_set(object, STEP_RULE, &slot);
    ZVAL_STR_COPY(&slot, event);
    php_lty_record_set(object, STEP_EVENT, &slot);
    ZVAL_STR(&slot, smart_str_extract(text));
    php_lty_record_set(object, STEP_TEXT, &slot);
    php_lty_set_long(object, STEP_VALUE, value);
    add_next_index_zval(to->steps, &step);
}

/* "2011-12-10T18:30:00Z" */
static void php_lty_append_instant(smart_str *out, zend_long at)
{
    char day[11];
    const zend_long days = lty_day_of(at);
    const zend_long rest = at - days * LTY_DAY_SECONDS;

    if (at < LTY_TIME_MIN || at > LTY_TIME_MAX) {
        smart_str_append_long(out, at);
        return;
    }
    lty_day_format(day, days);
    smart_str_append_printf(out, "%sT%02d:%02d:%02dZ", day, (int) (rest / 3600), (int) (rest / 60 % 60), (int) (rest % 60));
}

static void php_lty_append_points(smart_str *out, const php_lty_explanation *to, zend_long points)
{
    php_lty_append_amount(out, points, to->unit);
}

static void php_lty_append_rounding(smart_str *out, const zend_string *rounding)
{
    static const char *const names[][2] = {{"down", "down"}, {"up", "up"}, {"half_up", "half up"}, {"half_even", "half to even"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (zend_string_equals_cstr(rounding, names[i][0], strlen(names[i][0]))) {
            smart_str_appends(out, ", rounded ");
            smart_str_appends(out, names[i][1]);
        }
    }
}

/* " + restored 0" */
static void php_lty_append_term(smart_str *out, const char *sign, const char *name, zend_long number)
{
    smart_str_appends(out, sign);
    smart_str_appends(out, name);
    smart_str_appendc(out, ' ');
    smart_str_append_long(out, number);
}

static void php_lty_explain_balance(php_lty_explanation *to, zend_object *account)
{
    static const struct {
        const char *sign, *name;
        uint32_t slot;
    } terms[] = {{" = ", "earned", ACCOUNT_EARNED}, {" + ", "restored", ACCOUNT_RESTORED}, {" + ", "in", ACCOUNT_IN},
        {" - ", "pending", ACCOUNT_PENDING}, {" - ", "spent", ACCOUNT_SPENT}, {" - ", "expired", ACCOUNT_EXPIRED},
        {" - ", "reversed", ACCOUNT_REVERSED}, {" - ", "out", ACCOUNT_OUT}};
    const zend_long balance = php_lty_long(to, account, ACCOUNT_BALANCE);
    smart_str text = {0};

    php_lty_append_term(&text, "", "balance", balance);
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        php_lty_append_term(&text, terms[i].sign, terms[i].name, php_lty_long(to, account, terms[i].slot));
    }
    php_lty_step(to, "balance", ZSTR_EMPTY_ALLOC(), ZSTR_EMPTY_ALLOC(), &text, balance);
}

/* One step for each of list<array{event, points}>: the text says the points between two words. */
static void php_lty_explain_moves(
    php_lty_explanation *to, HashTable *list, const char *figure, const char *before, const char *after, int sign)
{
    zval *item;

    ZEND_HASH_FOREACH_VAL (list, item) {
        smart_str text = {0};

        ZVAL_DEREF(item);
        const zend_long points = php_lty_member_long(to, item, "points");
        smart_str_appends(&text, before);
        php_lty_append_points(&text, to, points);
        smart_str_appends(&text, after);
        php_lty_step(to, figure, ZSTR_EMPTY_ALLOC(), php_lty_member_string(to, item, "event"), &text,
            sign < 0 && points > ZEND_LONG_MIN ? -points : points);
    }
    ZEND_HASH_FOREACH_END();
}

/* "1 point for every 1.00 GBP of 86.50 GBP = 86 points, rounded down; caps of the rule leave 50 points" */
static void php_lty_explain_rule(php_lty_explanation *to, zval *item, const char *figure, zend_string *event, const zend_string *rounding)
{
    const zend_long base = php_lty_member_long(to, item, "base");
    const zend_long per = php_lty_member_long(to, item, "per");
    const zend_long points = php_lty_member_long(to, item, "points");
    const zend_long given = php_lty_member_long(to, item, "given");
    const zend_string *kind = php_lty_member_string(to, item, "kind");
    smart_str text = {0};

    smart_str_append(&text, php_lty_member_string(to, item, "key"));
    smart_str_appends(&text, ": ");
    if (per != 0) {
        php_lty_append_points(&text, to, php_lty_member_long(to, item, "rate"));
        smart_str_appends(&text, " for every ");
        php_lty_append_amount(&text, per, to->currency);
        smart_str_appends(&text, " of ");
        php_lty_append_amount(&text, base, to->currency);
        smart_str_appends(&text, " = ");
        php_lty_append_points(&text, to, points);
        php_lty_append_rounding(&text, rounding);
    } else {
        php_lty_append_points(&text, to, points);
        if (zend_string_equals_literal(kind, "steps")) {
            smart_str_appends(&text, " for the step that ");
            php_lty_append_amount(&text, base, to->currency);
            smart_str_appends(&text, " reach");
        }
    }
    if (given != points) {
        smart_str_appends(&text, "; caps of the rule leave ");
        php_lty_append_points(&text, to, given);
    }
    php_lty_step(to, figure, php_lty_member_string(to, item, "rule"), event, &text, given);
}

/* The rules one by one; their sum. */
static zend_long php_lty_explain_rules(php_lty_explanation *to, zend_object *lot, uint32_t slot, const char *figure)
{
    zend_string *event = php_lty_string(to, lot, LOT_EVENT);
    const zend_string *rounding = php_lty_string(to, lot, LOT_ROUNDING);
    zend_ulong sum = 0; /* of what may be anything: wraps without harm */
    zval *item;

    ZEND_HASH_FOREACH_VAL (php_lty_array(to, lot, slot), item) {
        ZVAL_DEREF(item);
        php_lty_explain_rule(to, item, figure, event, rounding);
        sum += (zend_ulong) php_lty_member_long(to, item, "given");
    }
    ZEND_HASH_FOREACH_END();
    return (zend_long) sum;
}

static void php_lty_append_percent(smart_str *out, zend_long basis_points)
{
    smart_str_append_long(out, basis_points / 100);
    smart_str_append_printf(out, ".%02d %%", (int) ZEND_ABS(basis_points % 100));
}

/* What the tier and the caps over all rules make of the rules' sum. */
static void php_lty_explain_total(php_lty_explanation *to, zend_object *lot, zend_long sum)
{
    zend_string *event = php_lty_string(to, lot, LOT_EVENT);
    const zend_long percent = php_lty_long(to, lot, LOT_EARN_PERCENT);
    const zend_long uncapped = php_lty_long(to, lot, LOT_UNCAPPED);
    const zend_long earned = php_lty_long(to, lot, LOT_EARNED);
    zend_string *caps = zend_string_init(ZEND_STRL("/points/caps"), false);
    smart_str text = {0};

    if (percent != 10000) {
        php_lty_append_percent(&text, percent);
        smart_str_appends(&text, " of ");
        php_lty_append_points(&text, to, sum);
        smart_str_appends(&text, " by the tier = ");
        php_lty_append_points(&text, to, uncapped);
        php_lty_append_rounding(&text, php_lty_string(to, lot, LOT_ROUNDING));
        php_lty_step(to, "percent", ZSTR_EMPTY_ALLOC(), event, &text, uncapped);
    }
    if (earned < uncapped) {
        smart_str_appends(&text, "caps over all rules leave ");
        php_lty_append_points(&text, to, earned);
        smart_str_appends(&text, " of ");
        php_lty_append_points(&text, to, uncapped);
        php_lty_step(to, "caps", caps, event, &text, earned);
    } else if (earned > uncapped) {
        smart_str_appends(&text, "less kept gives more: ");
        php_lty_append_points(&text, to, earned);
        smart_str_appends(&text, " instead of ");
        php_lty_append_points(&text, to, uncapped);
        php_lty_step(to, "more", ZSTR_EMPTY_ALLOC(), event, &text, earned);
    }
    zend_string_release(caps);
}

static void php_lty_explain_expired(php_lty_explanation *to, zend_object *lot)
{
    const zend_long expired = php_lty_long(to, lot, LOT_EXPIRED);
    const zval *at = php_lty_record_get(lot, LOT_EXPIRES_AT);
    smart_str text = {0};

    if (expired == 0) {
        return;
    }
    if (Z_TYPE_P(at) != IS_LONG) {
        to->wrong = true;
        return;
    }
    php_lty_append_points(&text, to, expired);
    smart_str_appends(&text, " expired on ");
    php_lty_append_instant(&text, Z_LVAL_P(at));
    php_lty_step(
        to, "expired", ZSTR_EMPTY_ALLOC(), php_lty_string(to, lot, LOT_EVENT), &text, expired > ZEND_LONG_MIN ? -expired : expired);
}

static void php_lty_explain_left(php_lty_explanation *to, zend_object *lot)
{
    const zend_long left = php_lty_long(to, lot, LOT_LEFT);
    const bool pending = Z_TYPE_P(php_lty_record_get(lot, LOT_PENDING)) == IS_TRUE;
    smart_str text = {0};

    php_lty_append_term(&text, "", "left", left);
    php_lty_append_term(&text, " = ", "earned", php_lty_long(to, lot, LOT_EARNED));
    php_lty_append_term(&text, " - ", "reversed", php_lty_long(to, lot, LOT_REVERSED));
    php_lty_append_term(&text, " - ", "spent", php_lty_long(to, lot, LOT_SPENT));
    php_lty_append_term(&text, " - ", "expired", php_lty_long(to, lot, LOT_EXPIRED));
    smart_str_appends(&text, pending ? ", pending" : "");
    php_lty_step(to, pending ? "pending" : "left", ZSTR_EMPTY_ALLOC(), php_lty_string(to, lot, LOT_EVENT), &text, left);
}

static void php_lty_explain_lot(php_lty_explanation *to, zval *value, zend_ulong number)
{
    smart_str text = {0};

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != lty_ce_point_lot) {
        to->wrong = true;
        return;
    }
    zend_object *lot = Z_OBJ_P(value);
    const zval *available = php_lty_record_get(lot, LOT_AVAILABLE_AT);
    const zval *expires = php_lty_record_get(lot, LOT_EXPIRES_AT);
    const zend_string *source = php_lty_string(to, lot, LOT_SOURCE);
    const zend_long earned = php_lty_long(to, lot, LOT_EARNED);

    smart_str_append_printf(&text, "lot " ZEND_ULONG_FMT " (%s): ", number, ZSTR_VAL(source));
    php_lty_append_points(&text, to, earned);
    smart_str_appends(&text, " on ");
    php_lty_append_instant(&text, php_lty_long(to, lot, LOT_AT));
    if (Z_TYPE_P(available) == IS_LONG) {
        smart_str_appends(&text, ", spendable from ");
        php_lty_append_instant(&text, Z_LVAL_P(available));
    } else {
        smart_str_appends(&text, ", spendable after delivery");
    }
    if (Z_TYPE_P(expires) == IS_LONG) {
        smart_str_appends(&text, " until ");
        php_lty_append_instant(&text, Z_LVAL_P(expires));
    }
    php_lty_step(to, "lot", ZSTR_EMPTY_ALLOC(), php_lty_string(to, lot, LOT_EVENT), &text, earned);
    if (!zend_string_equals_literal(source, "adjusted") && !zend_string_equals_literal(source, "opening")) {
        php_lty_explain_total(to, lot, php_lty_explain_rules(to, lot, LOT_RULES, "rule"));
    }
    php_lty_explain_moves(to, php_lty_array(to, lot, LOT_REVERSALS), "reversed", "took back ", "", -1);
    (void) php_lty_explain_rules(to, lot, LOT_KEPT, "kept");
    php_lty_explain_moves(to, php_lty_array(to, lot, LOT_DRAWS), "draw", "took ", "", -1);
    php_lty_explain_expired(to, lot);
    php_lty_explain_left(to, lot);
}

/* What earned points at an instant: with it the tier was reached. Empty if nothing did. */
static zend_string *php_lty_event_at(php_lty_explanation *to, HashTable *lots, zend_long at)
{
    zval *lot;

    ZEND_HASH_FOREACH_VAL (lots, lot) {
        ZVAL_DEREF(lot);
        if (Z_TYPE_P(lot) == IS_OBJECT && Z_OBJCE_P(lot) == lty_ce_point_lot && php_lty_long(to, Z_OBJ_P(lot), LOT_AT) == at) {
            return php_lty_string(to, Z_OBJ_P(lot), LOT_EVENT);
        }
    }
    ZEND_HASH_FOREACH_END();
    return ZSTR_EMPTY_ALLOC();
}

static void php_lty_explain_changes(php_lty_explanation *to, zend_object *standing, HashTable *lots)
{
    zval *item;

    ZEND_HASH_FOREACH_VAL (php_lty_array(to, standing, STANDING_CHANGES), item) {
        static const char *const ends[] = {"from", "to"};
        smart_str text = {0};

        ZVAL_DEREF(item);
        const zend_long at = php_lty_member_long(to, item, "at");
        const zend_string *cause = php_lty_member_string(to, item, "cause");
        php_lty_append_instant(&text, at);
        for (size_t i = 0; i < 2; i++) {
            const zval *key = Z_TYPE_P(item) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(item), ends[i], strlen(ends[i])) : NULL;

            smart_str_append_printf(&text, " %s %s", ends[i], key != NULL && Z_TYPE_P(key) == IS_STRING ? Z_STRVAL_P(key) : "none");
        }
        smart_str_appends(&text, ": ");
        smart_str_append(&text, cause);
        php_lty_step(to, "tier_change", ZSTR_EMPTY_ALLOC(),
            zend_string_equals_literal(cause, "reached") ? php_lty_event_at(to, lots, at) : ZSTR_EMPTY_ALLOC(), &text, at);
    }
    ZEND_HASH_FOREACH_END();
}

static void php_lty_explain_standing(php_lty_explanation *to, zend_object *standing, HashTable *lots)
{
    zend_string *rule = php_lty_string(to, standing, STANDING_RULE);
    const zend_string *unit = php_lty_string(to, standing, STANDING_UNIT);
    const zend_long metric = php_lty_long(to, standing, STANDING_METRIC);
    const zval *since = php_lty_record_get(standing, STANDING_SINCE);
    const zval *lost = php_lty_record_get(standing, STANDING_LOST_AT);
    const zval *missing = php_lty_record_get(standing, STANDING_MISSING);
    smart_str text = {0};

    smart_str_append(&text, php_lty_string(to, standing, STANDING_NAME));
    smart_str_appends(&text, " from ");
    php_lty_append_amount(&text, php_lty_long(to, standing, STANDING_FROM), unit);
    smart_str_appends(&text, "; counted: ");
    php_lty_append_amount(&text, metric, unit);
    if (Z_TYPE_P(since) == IS_LONG) {
        smart_str_appends(&text, "; since ");
        php_lty_append_instant(&text, Z_LVAL_P(since));
    }
    php_lty_step(to, "tier", rule, ZSTR_EMPTY_ALLOC(), &text, metric);
    php_lty_explain_changes(to, standing, lots);
    if (Z_TYPE_P(lost) == IS_LONG) {
        const bool grace = Z_TYPE_P(php_lty_record_get(standing, STANDING_GRACE)) == IS_TRUE;
        smart_str end = {0};

        smart_str_appends(&end, "lost on ");
        php_lty_append_instant(&end, Z_LVAL_P(lost));
        smart_str_appends(&end, grace ? " when the grace ends" : " if nothing happens");
        php_lty_step(to, "tier_lost", rule, ZSTR_EMPTY_ALLOC(), &end, Z_LVAL_P(lost));
    }
    if (Z_TYPE_P(missing) == IS_LONG) {
        smart_str next = {0};

        to->wrong = !php_lty_append_progress(&next, standing) || to->wrong;
        php_lty_step(to, "tier_missing", ZSTR_EMPTY_ALLOC(), ZSTR_EMPTY_ALLOC(), &next, Z_LVAL_P(missing));
    }
}

static void php_lty_explain_all(php_lty_explanation *to, zend_object *customer)
{
    const zval *account = php_lty_record_get(customer, CUSTOMER_ACCOUNT);
    const zval *standing = php_lty_record_get(customer, CUSTOMER_STANDING);
    zend_ulong number = 0;
    zval *lot;

    to->currency = php_lty_string(to, customer, CUSTOMER_CURRENCY);
    to->unit = zend_string_equals_literal(php_lty_string(to, customer, CUSTOMER_UNIT), "money")
        ? zend_string_copy(to->currency)
        : zend_string_init(ZEND_STRL("points"), false);
    to->wrong = to->wrong || Z_TYPE_P(account) != IS_OBJECT || Z_OBJCE_P(account) != lty_ce_account
        || (Z_TYPE_P(standing) != IS_NULL && (Z_TYPE_P(standing) != IS_OBJECT || Z_OBJCE_P(standing) != lty_ce_standing));
    if (!to->wrong) {
        php_lty_explain_balance(to, Z_OBJ_P(account));
        HashTable *lots = php_lty_array(to, customer, CUSTOMER_LOTS);

        ZEND_HASH_FOREACH_VAL (lots, lot) {
            php_lty_explain_lot(to, lot, ++number);
        }
        ZEND_HASH_FOREACH_END();
        php_lty_explain_moves(to, php_lty_array(to, Z_OBJ_P(account), ACCOUNT_RESTORES), "restored", "gave back ", "", 1);
        php_lty_explain_moves(to, php_lty_array(to, Z_OBJ_P(account), ACCOUNT_DEBTS), "debt", "no lot covers ", "", -1);
        if (Z_TYPE_P(standing) == IS_OBJECT) {
            php_lty_explain_standing(to, Z_OBJ_P(standing), lots);
        }
    }
    zend_string_release(to->unit);
}

PHP_METHOD(Loyalty_Customer, explain)
{
    php_lty_explanation explanation = {.steps = return_value};

    ZEND_PARSE_PARAMETERS_NONE();

    array_init(return_value);
    php_lty_explain_all(&explanation, Z_OBJ_P(ZEND_THIS));
    if (explanation.wrong) {
        zval_ptr_dtor(return_value);
        ZVAL_UNDEF(return_value);
        php_lty_throw_uninitialized(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
}

/* What of a lot will expire, and when. */
typedef struct php_lty_due {
    zend_long at;
    zend_long points;
    zend_long notice_at;
    bool noticed;
} php_lty_due;

static int php_lty_due_compare(const void *a, const void *b)
{
    const php_lty_due *one = a;
    const php_lty_due *other = b;

    if (one->at != other->at) {
        return one->at < other->at ? -1 : 1;
    }
    return one->noticed != other->noticed ? (one->noticed ? -1 : 1) : ZEND_THREEWAY_COMPARE(one->notice_at, other->notice_at);
}

/* False for a lot of which nothing will expire. */
static bool php_lty_due_read(php_lty_due *out, php_lty_explanation *to, zval *lot)
{
    ZVAL_DEREF(lot);
    if (Z_TYPE_P(lot) != IS_OBJECT || Z_OBJCE_P(lot) != lty_ce_point_lot) {
        to->wrong = true;
        return false;
    }
    const zval *expires = php_lty_record_get(Z_OBJ_P(lot), LOT_EXPIRES_AT);
    const zval *notice = php_lty_record_get(Z_OBJ_P(lot), LOT_NOTICE_AT);

    *out = (php_lty_due){.points = php_lty_long(to, Z_OBJ_P(lot), LOT_LEFT)};
    if (Z_TYPE_P(expires) != IS_LONG || out->points == 0) {
        to->wrong = to->wrong || (Z_TYPE_P(expires) != IS_LONG && Z_TYPE_P(expires) != IS_NULL);
        return false;
    }
    out->at = Z_LVAL_P(expires);
    out->noticed = Z_TYPE_P(notice) == IS_LONG;
    out->notice_at = out->noticed ? Z_LVAL_P(notice) : 0;
    return true;
}

/* Those of one instant are one. */
static void php_lty_due_add(zval *list, const php_lty_due *due, size_t count)
{
    for (size_t i = 0; i < count;) {
        zend_ulong points = 0;
        const php_lty_due *first = &due[i];
        zval item;

        for (; i < count && due[i].at == first->at && due[i].noticed == first->noticed && due[i].notice_at == first->notice_at; i++) {
            points += (zend_ulong) due[i].points;
        }
        array_init_size(&item, 3);
        add_assoc_long(&item, "at", first->at);
        add_assoc_long(&item, "points", (zend_long) points);
        if (first->noticed) {
            add_assoc_long(&item, "notice_at", first->notice_at);
        } else {
            add_assoc_null(&item, "notice_at");
        }
        add_next_index_zval(list, &item);
    }
}

PHP_METHOD(Loyalty_Customer, expiring)
{
    php_lty_explanation reading = {.steps = NULL};
    size_t count = 0;
    zval *lot;

    ZEND_PARSE_PARAMETERS_NONE();

    HashTable *lots = php_lty_array(&reading, Z_OBJ_P(ZEND_THIS), CUSTOMER_LOTS);
    php_lty_due *due = safe_emalloc(zend_hash_num_elements(lots) + 1, sizeof *due, 0);
    ZEND_HASH_FOREACH_VAL (lots, lot) {
        count += php_lty_due_read(&due[count], &reading, lot);
    }
    ZEND_HASH_FOREACH_END();
    if (reading.wrong) {
        php_lty_throw_uninitialized(Z_OBJ_P(ZEND_THIS));
    } else {
        qsort(due, count, sizeof *due, php_lty_due_compare);
        array_init_size(return_value, (uint32_t) count);
        php_lty_due_add(return_value, due, count);
    }
    efree(due);
}
