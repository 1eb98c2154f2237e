/* Habits: the record of one customer's purchases in figures. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "lty_habit.h"
#include "ext/date/php_date.h"

PHP_METHOD(Loyalty_Habits, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

/* A record under way: properties are set in the order of the stub. */
typedef struct php_lty_habits_writer {
    zend_object *object;
    uint32_t slot;
} php_lty_habits_writer;

static void php_lty_habits_value(php_lty_habits_writer *writer, zval *value)
{
    php_lty_record_set(writer->object, writer->slot++, value);
}

static void php_lty_habits_long(php_lty_habits_writer *writer, int64_t number)
{
    zval value;

    ZVAL_LONG(&value, number);
    php_lty_habits_value(writer, &value);
}

static void php_lty_habits_double(php_lty_habits_writer *writer, bool known, double number)
{
    zval value;

    ZVAL_NULL(&value);
    if (known) {
        ZVAL_DOUBLE(&value, number);
    }
    php_lty_habits_value(writer, &value);
}

static void php_lty_habits_text(php_lty_habits_writer *writer, bool known, lty_text text)
{
    zval value;

    ZVAL_NULL(&value);
    if (known) {
        ZVAL_STRINGL(&value, text.bytes, text.len);
    }
    php_lty_habits_value(writer, &value);
}

static void php_lty_habits_day(php_lty_habits_writer *writer, bool known, int64_t day)
{
    char text[11] = "";

    if (known) {
        lty_day_format(text, day);
    }
    php_lty_habits_text(writer, known, (lty_text){text, strlen(text)});
}

static double php_lty_habits_share(int64_t part, int64_t whole)
{
    return whole == 0 ? 0.0 : (double) part / (double) whole;
}

static void php_lty_habits_create(zval *out, const lty_habit *habit)
{
    object_init_ex(out, lty_ce_habits);
    php_lty_habits_writer writer = {Z_OBJ_P(out), 0};

    php_lty_habits_long(&writer, habit->orders);
    php_lty_habits_long(&writer, habit->gross_minor);
    php_lty_habits_long(&writer, habit->largest_minor);
    php_lty_habits_long(&writer, habit->refunds);
    php_lty_habits_long(&writer, habit->refunded_minor);
    php_lty_habits_long(&writer, habit->net_minor);
    php_lty_habits_day(&writer, habit->orders > 0, habit->first_day);
    php_lty_habits_day(&writer, habit->orders > 0, habit->last_day);
    php_lty_habits_long(&writer, habit->purchase_days);
    php_lty_habits_double(&writer, habit->purchase_days > 1, habit->gap_mean);
    php_lty_habits_double(&writer, habit->purchase_days > 1, habit->gap_median);
    php_lty_habits_double(&writer, habit->purchase_days > 2, habit->gap_sd);
    php_lty_habits_long(&writer, habit->active_months);
    php_lty_habits_long(&writer, habit->products);
    php_lty_habits_double(&writer, habit->products > 0, habit->concentration);
    php_lty_habits_text(&writer, habit->products > 0, habit->top_product);
    php_lty_habits_double(&writer, habit->products > 0, php_lty_habits_share(habit->top_minor, habit->product_minor));
    php_lty_habits_double(&writer, habit->gross_minor > 0, php_lty_habits_share(habit->promotion_minor, habit->gross_minor));
}

PHP_METHOD(Loyalty_CustomerBase, habits)
{
    zend_object *date = NULL;
    zend_string *text = NULL;
    zend_long number = 0, seconds = 0;
    uint32_t customer = LTY_STORE_NONE;
    int64_t at_s;
    lty_habit habit;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_STR_OR_LONG(text, number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    zend_string *key = php_lty_instant(&at_s, date, seconds, 2) == FAILURE ? NULL : php_lty_key(text, number, 1);

    if (key == NULL) {
        RETURN_THROWS();
    }
    lty_status status = lty_habit_person(&customer, self->base, php_lty_text(key), at_s);

    zend_string_release(key);
    if (status == LTY_OK && customer == LTY_STORE_NONE) {
        zend_argument_value_error(1, "must be the key of a customer in the base");
        RETURN_THROWS();
    }
    if (status == LTY_OK) {
        status = lty_habit_of(&habit, self->base, customer, at_s, &php_lty_base_alloc);
    }
    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    php_lty_habits_create(return_value, &habit);
}
