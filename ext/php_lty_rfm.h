/* What the glue of Rfm, RfmScores, RfmTable and RfmSegments shares. */
#ifndef PHP_LTY_RFM_H
#define PHP_LTY_RFM_H

#include "php_lty_base.h"

/* The table of an RfmTable or RfmSegments, valid as long as the object; false and an exception, naming argument `arg`, for anything else and one without state. */
bool php_lty_rfm_table_of(lty_rfm_table *out, zend_object *object, uint32_t arg);

/* Three scores given by a script; false and an exception where one is none. */
bool php_lty_rfm_scores_valid(const zend_long scores[LTY_RFM_MEASURES]);

/* The names of a table as a list, the name of a cell as a string. */
void php_lty_rfm_names(zval *out, const lty_rfm_table *table);
void php_lty_rfm_name(zval *out, const lty_rfm_table *table, size_t segment);

#endif
