/* Goal: the record of how far a loyalty action is, and who is left alone. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_coupons.h"
#include "lty_goal.h"
#include "ext/date/php_date.h"

/* Slots of the record, in the stub's order. */
enum {
    PHP_LTY_GOAL_KEY,
    PHP_LTY_GOAL_NAME,
    PHP_LTY_GOAL_STATE,
    PHP_LTY_GOAL_FROM,
    PHP_LTY_GOAL_UNTIL,
    PHP_LTY_GOAL_CUSTOMERS,
    PHP_LTY_GOAL_DONE,
    PHP_LTY_GOAL_SHARE,
    PHP_LTY_GOAL_WANTED_SHARE,
    PHP_LTY_GOAL_WANTED,
    PHP_LTY_GOAL_REACHED,
    PHP_LTY_GOAL_TREATED,
    PHP_LTY_GOAL_HELD_OUT,
    PHP_LTY_GOAL_UPLIFT,
    PHP_LTY_GOAL_JUDGEMENT,
    PHP_LTY_GOAL_TEXT
};

PHP_METHOD(Loyalty_Goal, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_goal_part_array(zval *out, const lty_goal_part *part, bool begun)
{
    array_init_size(out, 5);
    add_assoc_long(out, "customers", part->customers);
    add_assoc_long(out, "done", part->done);
    if (part->customers > 0 && begun) {
        add_assoc_double(out, "share", part->share.value);
    } else {
        add_assoc_null(out, "share");
    }
    add_assoc_double(out, "low", part->share.low);
    add_assoc_double(out, "high", part->share.high);
}

static void php_lty_goal_uplift(zval *out, const lty_goal *goal)
{
    ZVAL_NULL(out);
    if (goal->compared) {
        array_init_size(out, 4);
        add_assoc_double(out, "share", goal->uplift.value);
        add_assoc_double(out, "low", goal->uplift.low);
        add_assoc_double(out, "high", goal->uplift.high);
        add_assoc_double(out, "customers", goal->uplift.value * (double) goal->treated.customers);
    }
}

static void php_lty_goal_create(zval *out, const lty_goal *goal, const lty_goal_target *target)
{
    static const char *const states[] = {"planned", "running", "over"};
    static const char *const judgements[] = {"unclear", "works", "harms"};
    const int64_t customers = goal->treated.customers + goal->held_out.customers;
    const int64_t done = goal->treated.done + goal->held_out.done;
    zval values[PHP_LTY_GOAL_TEXT + 1];

    ZVAL_STRINGL(&values[PHP_LTY_GOAL_KEY], target->key.bytes, target->key.len);
    ZVAL_STRINGL(&values[PHP_LTY_GOAL_NAME], target->name.bytes, target->name.len);
    ZVAL_STRING(&values[PHP_LTY_GOAL_STATE], states[goal->state]);
    ZVAL_LONG(&values[PHP_LTY_GOAL_FROM], target->from_s);
    ZVAL_LONG(&values[PHP_LTY_GOAL_UNTIL], target->until_s);
    ZVAL_LONG(&values[PHP_LTY_GOAL_CUSTOMERS], customers);
    ZVAL_LONG(&values[PHP_LTY_GOAL_DONE], done);
    ZVAL_NULL(&values[PHP_LTY_GOAL_SHARE]);
    if (customers > 0) {
        ZVAL_DOUBLE(&values[PHP_LTY_GOAL_SHARE], (double) done / (double) customers);
    }
    ZVAL_DOUBLE(&values[PHP_LTY_GOAL_WANTED_SHARE], (double) target->share / 1e6);
    ZVAL_LONG(&values[PHP_LTY_GOAL_WANTED], goal->wanted);
    ZVAL_BOOL(&values[PHP_LTY_GOAL_REACHED], goal->reached);
    php_lty_goal_part_array(&values[PHP_LTY_GOAL_TREATED], &goal->treated, goal->state != LTY_GOAL_PLANNED);
    php_lty_goal_part_array(&values[PHP_LTY_GOAL_HELD_OUT], &goal->held_out, goal->state != LTY_GOAL_PLANNED);
    php_lty_goal_uplift(&values[PHP_LTY_GOAL_UPLIFT], goal);
    ZVAL_STRING(&values[PHP_LTY_GOAL_JUDGEMENT], judgements[goal->judgement]);
    ZVAL_STRING(&values[PHP_LTY_GOAL_TEXT], lty_goal_text(goal));
    object_init_ex(out, lty_ce_goal);
    for (uint32_t slot = 0; slot < sizeof values / sizeof *values; slot++) {
        php_lty_record_set(Z_OBJ_P(out), slot, &values[slot]);
    }
}

/* The goal of a key, and the secret by which its hold-out is drawn, to be wiped; NULL and an exception, naming argument `arg`. */
static const lty_goal_target *php_lty_goal_find(
    unsigned char secret[LTY_SIGN_KEY_BYTES], const lty_programme *programme, const zend_string *key, zend_object *keys, uint32_t arg)
{
    const lty_goal_target *target = lty_goal_find(programme, php_lty_text(key));
    const lty_keyring *ring = target == NULL ? NULL : php_lty_key_ring_of(keys);

    if (target == NULL) {
        zend_argument_value_error(arg, "must be the key of a goal of the programme");
    } else if (ring != NULL && !lty_goal_key(secret, ring, target)) {
        php_lty_throw_text(LTY_E_KEY_SLOT, "a partner's key ring cannot draw who is left alone");
    }
    return EG(exception) == NULL ? target : NULL;
}

PHP_METHOD(Loyalty_CustomerBase, goal)
{
    unsigned char secret[LTY_SIGN_KEY_BYTES];
    zend_object *keys, *date = NULL;
    zend_string *key;
    zend_long seconds = 0;
    int64_t at_s;
    lty_goal goal;

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_STR(key)
        Z_PARAM_OBJ_OF_CLASS(keys, lty_ce_key_ring)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if (php_lty_instant(&at_s, date, seconds, 3) == FAILURE) {
        RETURN_THROWS();
    }
    const lty_goal_target *target = php_lty_goal_find(secret, lty_base_programme(self->base), key, keys, 1);

    if (target == NULL) {
        RETURN_THROWS();
    }
    const lty_status status = lty_goal_run(&goal, target, self->base, secret, at_s, &php_lty_base_alloc);

    lty_sign_wipe(secret, sizeof secret);
    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    php_lty_goal_create(return_value, &goal, target);
}

PHP_METHOD(Loyalty_Goal, isHeldOut)
{
    unsigned char secret[LTY_SIGN_KEY_BYTES];
    zend_object *object, *keys;
    zend_string *key, *text = NULL;
    zend_long number = 0;

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_programme)
        Z_PARAM_STR(key)
        Z_PARAM_OBJ_OF_CLASS(keys, lty_ce_key_ring)
        Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();

    const lty_programme *programme = php_lty_programme_of(object);
    zend_string *customer = php_lty_key(text, number, 4);

    if (customer == NULL) {
        RETURN_THROWS();
    }
    const lty_goal_target *target = php_lty_goal_find(secret, programme, key, keys, 2);

    if (target != NULL) {
        RETVAL_BOOL(lty_goal_is_held_out(target, secret, php_lty_text(customer)));
        lty_sign_wipe(secret, sizeof secret);
    }
    zend_string_release(customer);
}
