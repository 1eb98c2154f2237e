dnl loyalty: the C core in src/ and the Zend glue in ext/ become one module.
dnl The two lists of sources are kept by tools/check-package --fix.

PHP_ARG_ENABLE([loyalty],
  [whether to enable loyalty support],
  [AS_HELP_STRING([--enable-loyalty],
    [Enable loyalty support])])

PHP_ARG_ENABLE([loyalty-dev],
  [whether to turn loyalty's compiler warnings into errors],
  [AS_HELP_STRING([--enable-loyalty-dev],
    [Loyalty: developer warnings, as errors])],
  [no],
  [no])

PHP_ARG_ENABLE([loyalty-coverage],
  [whether to build loyalty with gcov data],
  [AS_HELP_STRING([--enable-loyalty-coverage],
    [Loyalty: write gcov data])],
  [no],
  [no])

PHP_ARG_ENABLE([loyalty-sanitize],
  [whether to build loyalty with ASAN and UBSAN],
  [AS_HELP_STRING([--enable-loyalty-sanitize],
    [Loyalty: AddressSanitizer and UndefinedBehaviorSanitizer])],
  [no],
  [no])

if test "$PHP_LOYALTY" != "no"; then
  PKG_CHECK_MODULES([LIBSODIUM], [libsodium >= 1.0.16])
  PHP_EVAL_INCLINE([$LIBSODIUM_CFLAGS])
  PHP_EVAL_LIBLINE([$LIBSODIUM_LIBS], [LOYALTY_SHARED_LIBADD])
  PHP_ADD_LIBRARY([m], [], [LOYALTY_SHARED_LIBADD])

  AC_MSG_CHECKING([for 64-bit integers in PHP and 128-bit ones in the compiler])
  AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <stdint.h>]],
    [[static int wide[sizeof(void *) == 8 && sizeof(__int128) == 16 ? 1 : -1]; int64_t sum;
      (void) wide; return __builtin_add_overflow(INT64_MAX, (int64_t) 1, &sum) ? 0 : 1;]])],
    [AC_MSG_RESULT([yes])],
    [AC_MSG_ERROR([loyalty needs a 64-bit machine and gcc 5 or clang 3.8 at least])])

  LOYALTY_CFLAGS="-std=gnu11 -fvisibility=hidden -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -I@ext_srcdir@ -I@ext_srcdir@/src"

  if test "$PHP_LOYALTY_DEV" = "yes"; then
    for flag in -Wall -Wextra -Wno-unused-parameter -Wstrict-prototypes -Wvla -Wundef -Werror; do
      AX_CHECK_COMPILE_FLAG([$flag], [LOYALTY_CFLAGS="$LOYALTY_CFLAGS $flag"], [], [-Werror])
    done
  fi

  dnl An option of the user's CFLAGS comes later on the command line and would win over -O0 in ours.
  if test "$PHP_LOYALTY_COVERAGE" = "yes"; then
    AX_CHECK_COMPILE_FLAG([--coverage], [], [AC_MSG_ERROR([the compiler does not know --coverage])], [-Werror])
    CFLAGS=`echo "$CFLAGS" | $SED -e 's/-O@<:@0-9s@:>@*//g'`
    LOYALTY_CFLAGS="$LOYALTY_CFLAGS -O0 -g --coverage -fprofile-update=atomic"
    LOYALTY_SHARED_LIBADD="$LOYALTY_SHARED_LIBADD --coverage"
  fi

  if test "$PHP_LOYALTY_SANITIZE" = "yes"; then
    AX_CHECK_COMPILE_FLAG([-fsanitize=address,undefined], [],
      [AC_MSG_ERROR([the compiler does not know -fsanitize=address,undefined])], [-Werror])
    CFLAGS=`echo "$CFLAGS" | $SED -e 's/-O@<:@0-9s@:>@*//g'`
    LOYALTY_CFLAGS="$LOYALTY_CFLAGS -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
    LOYALTY_SHARED_LIBADD="$LOYALTY_SHARED_LIBADD -fsanitize=address,undefined"
  fi

  LOYALTY_CORE="
    src/lty_aggregate.c
    src/lty_alloc.c
    src/lty_base.c
    src/lty_base_apply.c
    src/lty_base_changes.c
    src/lty_base_gather.c
    src/lty_base_restore.c
    src/lty_base_rows.c
    src/lty_base_rows_plain.c
    src/lty_batch.c
    src/lty_batch_token.c
    src/lty_bytes.c
    src/lty_calendar.c
    src/lty_cart.c
    src/lty_check.c
    src/lty_clv.c
    src/lty_clv_count.c
    src/lty_clv_data.c
    src/lty_clv_death.c
    src/lty_clv_expect.c
    src/lty_clv_fit.c
    src/lty_clv_future.c
    src/lty_clv_gather.c
    src/lty_clv_predict.c
    src/lty_clv_spend.c
    src/lty_clv_sum.c
    src/lty_clv_words.c
    src/lty_code.c
    src/lty_columns.c
    src/lty_coupon.c
    src/lty_discount.c
    src/lty_earn.c
    src/lty_event.c
    src/lty_event_members.c
    src/lty_event_read.c
    src/lty_event_sound.c
    src/lty_event_write.c
    src/lty_exact.c
    src/lty_exact_explain.c
    src/lty_exact_refuse.c
    src/lty_exact_take.c
    src/lty_expr.c
    src/lty_expr_call.c
    src/lty_expr_hint.c
    src/lty_expr_lex.c
    src/lty_expr_literal.c
    src/lty_expr_operand.c
    src/lty_expr_parse.c
    src/lty_expr_run.c
    src/lty_expr_type.c
    src/lty_expr_written.c
    src/lty_facts.c
    src/lty_facts_tables.c
    src/lty_fold.c
    src/lty_fold_award.c
    src/lty_fold_birthday.c
    src/lty_fold_days.c
    src/lty_fold_digest.c
    src/lty_fold_known.c
    src/lty_fold_lots.c
    src/lty_fold_make.c
    src/lty_fold_order.c
    src/lty_fold_reading.c
    src/lty_fold_seen.c
    src/lty_forecast.c
    src/lty_goal.c
    src/lty_habit.c
    src/lty_history.c
    src/lty_indicator.c
    src/lty_indicator_buyer.c
    src/lty_indicator_run.c
    src/lty_indicator_visitor.c
    src/lty_intern.c
    src/lty_json.c
    src/lty_json_write.c
    src/lty_keyring.c
    src/lty_keyring_file.c
    src/lty_keyring_token.c
    src/lty_keys.c
    src/lty_lots.c
    src/lty_math.c
    src/lty_math_newton.c
    src/lty_money.c
    src/lty_months.c
    src/lty_near.c
    src/lty_orders.c
    src/lty_person.c
    src/lty_persons.c
    src/lty_prestashop.c
    src/lty_prestashop_enter.c
    src/lty_prestashop_sum.c
    src/lty_prestashop_view.c
    src/lty_problem.c
    src/lty_programme.c
    src/lty_programme_benefits.c
    src/lty_programme_campaigns.c
    src/lty_programme_customers.c
    src/lty_programme_earn.c
    src/lty_programme_hash.c
    src/lty_programme_lists.c
    src/lty_programme_points.c
    src/lty_programme_read.c
    src/lty_programme_segments.c
    src/lty_programme_services.c
    src/lty_programme_tiers.c
    src/lty_programme_warn.c
    src/lty_programme_warn_campaigns.c
    src/lty_programme_warn_points.c
    src/lty_programme_warn_rules.c
    src/lty_programme_warn_tiers.c
    src/lty_programme_ways.c
    src/lty_progress.c
    src/lty_proportion.c
    src/lty_purchases.c
    src/lty_purchases_code.c
    src/lty_quote.c
    src/lty_quote_earn.c
    src/lty_quote_spend.c
    src/lty_refund.c
    src/lty_replay.c
    src/lty_replay_hash.c
    src/lty_rfm.c
    src/lty_rfm_scan.c
    src/lty_rfm_table.c
    src/lty_rows.c
    src/lty_rows_cell.c
    src/lty_rows_hint.c
    src/lty_sales.c
    src/lty_section.c
    src/lty_segment.c
    src/lty_segment_map.c
    src/lty_segment_plan.c
    src/lty_segment_recorded.c
    src/lty_segment_rows.c
    src/lty_segment_run.c
    src/lty_segment_scan.c
    src/lty_segment_watch.c
    src/lty_select.c
    src/lty_service.c
    src/lty_set.c
    src/lty_sign.c
    src/lty_snapshot.c
    src/lty_snapshot_check.c
    src/lty_sort.c
    src/lty_sql.c
    src/lty_sql_leaf.c
    src/lty_sql_rows.c
    src/lty_sql_write.c
    src/lty_standing.c
    src/lty_standing_end.c
    src/lty_status.c
    src/lty_steps.c
    src/lty_store.c
    src/lty_store_append.c
    src/lty_store_event.c
    src/lty_store_file.c
    src/lty_store_file_event.c
    src/lty_store_order.c
    src/lty_store_rows.c
    src/lty_store_undo.c
    src/lty_terms.c
    src/lty_time.c
    src/lty_timeline.c
    src/lty_token.c
    src/lty_woocommerce.c
    src/lty_woocommerce_take.c
    src/lty_words.c
  "
  LOYALTY_GLUE="
    ext/loyalty.c
    ext/php_lty_cart.c
    ext/php_lty_cart_line.c
    ext/php_lty_clv_calibration.c
    ext/php_lty_clv_data.c
    ext/php_lty_clv_model.c
    ext/php_lty_clv_plan.c
    ext/php_lty_clv_predictions.c
    ext/php_lty_clv_spend.c
    ext/php_lty_coupon.c
    ext/php_lty_coupon_batch.c
    ext/php_lty_coupon_stream.c
    ext/php_lty_coupon_terms.c
    ext/php_lty_coupon_usage.c
    ext/php_lty_coupons.c
    ext/php_lty_coupons_issue.c
    ext/php_lty_coupons_verify.c
    ext/php_lty_customer.c
    ext/php_lty_customer_base.c
    ext/php_lty_customer_base_append.c
    ext/php_lty_customer_base_file.c
    ext/php_lty_customer_base_tables.c
    ext/php_lty_customer_explain.c
    ext/php_lty_customer_progress.c
    ext/php_lty_customer_rows.c
    ext/php_lty_customer_set.c
    ext/php_lty_entitlement.c
    ext/php_lty_enum.c
    ext/php_lty_event.c
    ext/php_lty_event_behaviour.c
    ext/php_lty_event_draft.c
    ext/php_lty_event_person.c
    ext/php_lty_event_points.c
    ext/php_lty_event_sale.c
    ext/php_lty_exception.c
    ext/php_lty_file.c
    ext/php_lty_forecast.c
    ext/php_lty_goal.c
    ext/php_lty_habits.c
    ext/php_lty_indicators.c
    ext/php_lty_iterate.c
    ext/php_lty_key_ring.c
    ext/php_lty_key_ring_file.c
    ext/php_lty_money.c
    ext/php_lty_point_lot.c
    ext/php_lty_programme.c
    ext/php_lty_programme_parts.c
    ext/php_lty_quote.c
    ext/php_lty_quote_records.c
    ext/php_lty_record.c
    ext/php_lty_replay.c
    ext/php_lty_rfm.c
    ext/php_lty_rfm_scores.c
    ext/php_lty_rfm_segments.c
    ext/php_lty_segment.c
    ext/php_lty_segment_explain.c
    ext/php_lty_segment_sql.c
    ext/php_lty_segment_watch.c
    ext/php_lty_standing.c
    ext/php_lty_support.c
    ext/php_lty_word_filter.c
    ext/php_lty_zone.c
  "

  PHP_NEW_EXTENSION([loyalty], [$LOYALTY_CORE $LOYALTY_GLUE], [$ext_shared],, [$LOYALTY_CFLAGS])
  PHP_ADD_BUILD_DIR([$ext_builddir/src], [1])
  PHP_ADD_BUILD_DIR([$ext_builddir/ext], [1])
  PHP_SUBST([LOYALTY_SHARED_LIBADD])
  PHP_ADD_EXTENSION_DEP([loyalty], [json])
  PHP_ADD_EXTENSION_DEP([loyalty], [date])
  PHP_ADD_MAKEFILE_FRAGMENT
fi
