/* What the parts of lty_programme_warn() share. Nobody else includes this. */
#ifndef LTY_PROGRAMME_WARN_H
#define LTY_PROGRAMME_WARN_H

#include "lty_programme.h"

typedef enum lty_warn_verdict { LTY_WARN_SOME = 0, LTY_WARN_NOBODY = 1, LTY_WARN_EVERYBODY = 2 } lty_warn_verdict;

/* Tiers and segments are judged first, because whatever names them is judged by it. */
typedef struct lty_warnings {
    lty_problems *problems;
    const lty_programme *programme;
    lty_arena *arena;
    bool *reachable;            /* by tier */
    lty_warn_verdict *segments; /* by segment */
} lty_warnings;

/* base + suffix is the pointer; found as printf says. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void lty_warn(lty_warnings *warnings, lty_text base, const char *suffix, const char *advice, const char *found, ...);

#define LTY_WARN_MONEY 48
/* "12.50": as the shop's owner reads money. Returns out. */
const char *lty_warn_money(char out[LTY_WARN_MONEY], const lty_warnings *warnings, int64_t minor);

/* True if nobody can be in any of these tiers and segments; both empty = everybody. */
bool lty_warn_closed(const lty_warnings *warnings, const lty_text_list *tiers, const lty_text_list *segments);

/* True if tiers are named, and not the lowest, which is where a customer begins; a segment may let more in. */
bool lty_warn_above_lowest(const lty_warnings *warnings, const lty_text_list *tiers, const lty_text_list *segments);

/* All that a filter includes it excludes again. */
bool lty_warn_filter_empty(const lty_line_filter *lines);

/* The parts. */
void lty_warn_points(lty_warnings *warnings);
void lty_warn_earn(lty_warnings *warnings);
void lty_warn_tiers(lty_warnings *warnings);
void lty_warn_services(lty_warnings *warnings);
void lty_warn_segments(lty_warnings *warnings);
void lty_warn_campaigns(lty_warnings *warnings);

/* Who a rule lets in, as far as the comparisons of one field tell. LTY_E_MEMORY. */
lty_status lty_warn_judge(lty_warn_verdict *out, const lty_programme *programme, const lty_expr *rule, lty_arena *arena);

/* Fills `reachable` from what caps leave within the window. */
void lty_warn_reach(lty_warnings *warnings);

#endif
