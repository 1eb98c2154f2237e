/* Inner part of exact: refusals that ask for the goods or for other codes, each with what would make the code work. */
#ifndef LTY_EXACT_REFUSE_H
#define LTY_EXACT_REFUSE_H

#include "lty_exact_take.h"

/* Whether what the campaign covers, its minimum, maximum and requirements hold; the first that fails refuses. LTY_E_RANGE. */
lty_status lty_exact_admit(bool *admitted, lty_exact_job *job, size_t offer);

/* An offer that gives nothing, not even by itself: says which of its benefits is nearest to giving. LTY_E_RANGE. */
lty_status lty_exact_refuse_idle(lty_exact_job *job, size_t offer);

/* Other codes leave nothing. */
void lty_exact_refuse_left(lty_exact_job *job, size_t offer);

/* It would take more than the budget has, of which before_minor are given away. */
void lty_exact_refuse_budget(lty_exact_job *job, size_t offer, int64_t before_minor, int64_t amount_minor);

/* The campaign's limit is reached by other codes of the same order. */
void lty_exact_refuse_limit(lty_exact_job *job, size_t offer, bool by_customer);

/* Another offer of its stacking class applies. */
void lty_exact_refuse_class(lty_exact_job *job, size_t offer, size_t winner);

/*
 * It does not go together with `winner`, an offer that applies. others are all admitted offers that it does not go together with: the
 * shopper is told to remove them, unless an automatic one is among them, which nobody can remove.
 */
void lty_exact_refuse_combination(lty_exact_job *job, size_t offer, size_t winner, const size_t *others, size_t other_count);

#endif
