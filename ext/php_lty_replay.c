/* Replay: a record of both sides, and the run that makes it. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "lty_replay.h"
#include "Zend/zend_exceptions.h"

/* Slots of the record, in the stub's order. */
enum {
    PHP_LTY_REPLAY_AT,
    PHP_LTY_REPLAY_CUSTOMERS,
    PHP_LTY_REPLAY_AFFECTED,
    PHP_LTY_REPLAY_TOTALS,
    PHP_LTY_REPLAY_MONTHS,
    PHP_LTY_REPLAY_TIERS,
    PHP_LTY_REPLAY_HARDEST,
    PHP_LTY_REPLAY_GAINING,
    PHP_LTY_REPLAY_RULES,
    PHP_LTY_REPLAY_HASH
};

static const char *const php_lty_replay_sides[2] = {"now", "changed"};

PHP_METHOD(Loyalty_Replay, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_replay_totals(zval *out, const lty_replay *replay)
{
    static const struct {
        const char *name;
        lty_fact fact;
    } sums[] = {
        {"balance", LTY_FACT_POINTS},
        {"pending", LTY_FACT_POINTS_PENDING},
        {"earned", LTY_FACT_POINTS_EARNED},
        {"reversed", LTY_FACT_POINTS_REVERSED},
        {"restored", LTY_FACT_POINTS_RESTORED},
        {"spent", LTY_FACT_POINTS_SPENT},
        {"expired", LTY_FACT_POINTS_EXPIRED},
        {"in", LTY_FACT_POINTS_IN},
        {"out", LTY_FACT_POINTS_OUT},
    };

    array_init_size(out, 2);
    for (size_t side = 0; side < 2; side++) {
        zval totals;

        array_init_size(&totals, sizeof sums / sizeof *sums);
        for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
            add_assoc_long(&totals, sums[i].name, replay->totals[side][sums[i].fact]);
        }
        add_assoc_zval(out, php_lty_replay_sides[side], &totals);
    }
}

static void php_lty_replay_months(zval *out, const lty_replay *replay)
{
    static const char *const flows[LTY_FLOW_COUNT] = {"earned", "reversed", "spent", "expired", "in", "out", "restored"};

    array_init_size(out, (uint32_t) replay->month_count);
    for (size_t i = 0; i < replay->month_count; i++) {
        const lty_replay_month *from = &replay->months[i];
        zval month;

        array_init_size(&month, 3);
        add_assoc_str(&month, "month", php_lty_month(from->month));
        for (size_t side = 0; side < 2; side++) {
            zval figures;

            array_init_size(&figures, LTY_FLOW_COUNT + 2);
            for (size_t flow = 0; flow < LTY_FLOW_COUNT; flow++) {
                add_assoc_long(&figures, flows[flow], from->flows[side][flow]);
            }
            add_assoc_long(&figures, "owed", from->owed[side]);
            add_assoc_long(&figures, "liability", from->liability_minor[side]);
            add_assoc_zval(&month, php_lty_replay_sides[side], &figures);
        }
        add_next_index_zval(out, &month);
    }
}

/* The key of a level; null where there are no tiers. */
static void php_lty_replay_tier(zval *array, const char *name, const lty_programme *programme, size_t level)
{
    if (level < programme->tiers.count) {
        const lty_text key = programme->tiers.items[level].key;

        add_assoc_stringl(array, name, key.bytes, key.len);
    } else {
        add_assoc_null(array, name);
    }
}

static void php_lty_replay_tiers(zval *out, const lty_replay *replay, const lty_programme *const programmes[2])
{
    const size_t counts[2] = {replay->tier_counts[LTY_REPLAY_NOW], replay->tier_counts[LTY_REPLAY_CHANGED]};

    array_init(out);
    for (size_t i = 0; i < counts[LTY_REPLAY_NOW] * counts[LTY_REPLAY_CHANGED]; i++) {
        zval pair;

        if (replay->tiers[i] == 0) {
            continue;
        }
        array_init_size(&pair, 3);
        php_lty_replay_tier(&pair, "now", programmes[LTY_REPLAY_NOW], i / counts[LTY_REPLAY_CHANGED]);
        php_lty_replay_tier(&pair, "changed", programmes[LTY_REPLAY_CHANGED], i % counts[LTY_REPLAY_CHANGED]);
        add_assoc_long(&pair, "customers", replay->tiers[i]);
        add_next_index_zval(out, &pair);
    }
}

static void php_lty_replay_customers(
    zval *out, const lty_replay_customer *list, size_t count, const lty_base *base, const lty_programme *const programmes[2])
{
    array_init_size(out, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        const lty_text key = lty_base_key(base, list[i].customer);
        zval customer;

        array_init_size(&customer, 5);
        add_assoc_stringl(&customer, "customer", key.bytes, key.len);
        add_assoc_long(&customer, "now", list[i].points[LTY_REPLAY_NOW]);
        add_assoc_long(&customer, "changed", list[i].points[LTY_REPLAY_CHANGED]);
        php_lty_replay_tier(&customer, "tier_now", programmes[LTY_REPLAY_NOW], list[i].level[LTY_REPLAY_NOW]);
        php_lty_replay_tier(&customer, "tier_changed", programmes[LTY_REPLAY_CHANGED], list[i].level[LTY_REPLAY_CHANGED]);
        add_next_index_zval(out, &customer);
    }
}

static void php_lty_replay_rules(zval *out, const lty_replay *replay)
{
    array_init_size(out, (uint32_t) replay->rule_count);
    for (size_t i = 0; i < replay->rule_count; i++) {
        const lty_replay_rule *from = &replay->rules[i];
        zval rule;

        array_init_size(&rule, 3);
        add_assoc_stringl(&rule, "rule", from->key.bytes, from->key.len);
        add_assoc_long(&rule, "now", from->points[LTY_REPLAY_NOW]);
        add_assoc_long(&rule, "changed", from->points[LTY_REPLAY_CHANGED]);
        add_next_index_zval(out, &rule);
    }
}

static void php_lty_replay_create(zval *out, const lty_replay *replay, const lty_base *base, const lty_timeline *changed)
{
    const lty_programme *const programmes[2] = {
        lty_timeline_at(lty_base_timeline(base), replay->at_s), lty_timeline_at(changed, replay->at_s)};
    zval value;

    object_init_ex(out, lty_ce_replay);
    zend_object *object = Z_OBJ_P(out);

    ZVAL_LONG(&value, replay->at_s);
    php_lty_record_set(object, PHP_LTY_REPLAY_AT, &value);
    ZVAL_LONG(&value, (zend_long) replay->customers);
    php_lty_record_set(object, PHP_LTY_REPLAY_CUSTOMERS, &value);
    ZVAL_LONG(&value, (zend_long) replay->affected);
    php_lty_record_set(object, PHP_LTY_REPLAY_AFFECTED, &value);
    php_lty_replay_totals(&value, replay);
    php_lty_record_set(object, PHP_LTY_REPLAY_TOTALS, &value);
    php_lty_replay_months(&value, replay);
    php_lty_record_set(object, PHP_LTY_REPLAY_MONTHS, &value);
    php_lty_replay_tiers(&value, replay, programmes);
    php_lty_record_set(object, PHP_LTY_REPLAY_TIERS, &value);
    php_lty_replay_customers(&value, replay->hardest, replay->hardest_count, base, programmes);
    php_lty_record_set(object, PHP_LTY_REPLAY_HARDEST, &value);
    php_lty_replay_customers(&value, replay->gaining, replay->gaining_count, base, programmes);
    php_lty_record_set(object, PHP_LTY_REPLAY_GAINING, &value);
    php_lty_replay_rules(&value, replay);
    php_lty_record_set(object, PHP_LTY_REPLAY_RULES, &value);
    ZVAL_STR(&value, php_lty_hex_string(replay->hash, sizeof replay->hash));
    php_lty_record_set(object, PHP_LTY_REPLAY_HASH, &value);
}

typedef struct php_lty_replay_report {
    zend_fcall_info *fci;
    zend_fcall_info_cache *fcc;
    bool bailed;
} php_lty_replay_report;

/* The core holds memory of its own meanwhile: a fatal error waits until that is given back. */
static bool php_lty_replay_progress(void *context, size_t done, size_t all)
{
    php_lty_replay_report *report = context;
    volatile bool going = true;
    zval arguments[2];
    zval result;

    ZVAL_LONG(&arguments[0], (zend_long) done);
    ZVAL_LONG(&arguments[1], (zend_long) all);
    ZVAL_UNDEF(&result);
    zend_try
    {
        report->fci->params = arguments;
        report->fci->param_count = 2;
        report->fci->retval = &result;
        going = zend_call_function(report->fci, report->fcc) == SUCCESS && EG(exception) == NULL && Z_TYPE(result) != IS_FALSE;
        zval_ptr_dtor(&result);
    }
    zend_catch
    {
        report->bailed = true;
        going = false;
    }
    zend_end_try();
    return going;
}

PHP_METHOD(Loyalty_Replay, run)
{
    zend_object *object, *programme;
    zend_object *date = NULL;
    zend_long seconds = 0;
    zend_fcall_info fci;
    zend_fcall_info_cache fcc;
    lty_replay replay;
    int64_t at_s;

    ZEND_PARSE_PARAMETERS_START(3, 4)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_customer_base)
        Z_PARAM_OBJ_OF_CLASS(programme, lty_ce_programme)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_FUNC_OR_NULL(fci, fcc)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_customer_base *owner = php_lty_customer_base_of(object);
    const lty_timeline *changed = owner == NULL ? NULL : php_lty_timeline_of(programme);

    if (changed == NULL || php_lty_instant(&at_s, date, seconds, 3) == FAILURE) {
        RETURN_THROWS();
    }
    const bool asked = ZEND_NUM_ARGS() > 3 && ZEND_FCI_INITIALIZED(fci);
    php_lty_replay_report report = {&fci, &fcc, false};

    owner->busy = true;
    const lty_status status =
        lty_replay_run(&replay, owner->base, changed, at_s, asked ? php_lty_replay_progress : NULL, &report, &php_lty_base_alloc);
    owner->busy = false;

    if (report.bailed) {
        zend_bailout();
    }
    if (status == LTY_OK) {
        php_lty_replay_create(return_value, &replay, owner->base, changed);
        lty_replay_destroy(&replay);
    } else if (EG(exception) == NULL) {
        switch (status) {
            case LTY_E_CURRENCY_MISMATCH: php_lty_throw_text(status, "the changed programme is in another currency"); break;
            case LTY_E_STOPPED: php_lty_throw_text(status, "the replay was stopped"); break;
            default: php_lty_throw(php_lty_base_status(status)); break;
        }
    }
}
