/* Inside of Segment: a customer as a rule sees one. */
#ifndef PHP_LTY_SEGMENT_PART_H
#define PHP_LTY_SEGMENT_PART_H

#include "php_loyalty.h"
#include "lty_aggregate.h"

typedef struct php_lty_subject {
    lty_aggregate_person person;
    lty_purchases purchases;
    int64_t facts[LTY_FACT_COUNT];
} php_lty_subject;

/* False and an exception for a customer without state. Facts and rows are the customer's, the names of tiers the segment's programme's. */
bool php_lty_subject_read(php_lty_subject *out, zend_object *segment, zend_object *customer);
void php_lty_subject_destroy(php_lty_subject *subject);

/* A value as explanations show it; `part`: a ratio is a part of a whole. */
zend_string *php_lty_value_text(const lty_expr_value *value, lty_expr_type type, bool part, const lty_programme *programme);

#endif
