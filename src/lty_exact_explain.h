/* Inner part of exact: steps and the texts of refusals. */
#ifndef LTY_EXACT_EXPLAIN_H
#define LTY_EXACT_EXPLAIN_H

#include "lty_exact_take.h"

/* A code, or an automatic offer by its campaign's key, into the text under way. */
void lty_exact_write_name(const lty_terms *terms, size_t offer);

/* Up to five names with `before` in front, and how many more there are. Returns how many there are in all; nothing is written for none. */
size_t lty_exact_write_names(lty_steps *steps, const char *before, const lty_text_list *categories, const lty_text_list *products);

/* What an order must have for an offer, and that it has it. */
void lty_exact_explain_terms(const lty_exact_job *job, size_t offer, int64_t goods_minor);

/* A benefit before it is taken off; a benefit that gives nothing explains nothing. */
void lty_exact_explain_part(const lty_exact_job *job, const lty_exact_part *part, const lty_discount *taken);

/* What a benefit took off each line. Called with the lines as they are after it. */
void lty_exact_explain_lines(const lty_exact_job *job, const lty_exact_part *part);

/* What an offer leaves of the budget of its campaign. */
void lty_exact_explain_budget(const lty_exact_job *job, size_t offer, int64_t before_minor, int64_t amount_minor);

#endif
