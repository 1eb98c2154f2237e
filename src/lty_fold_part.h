/* The inside of the fold: what its files share while one history is walked through. Only they include it. */
#ifndef LTY_FOLD_PART_H
#define LTY_FOLD_PART_H

#include "lty_fold.h"
#include "lty_refund.h"

#define LTY_FOLD_NONE SIZE_MAX

/* Earlier orders as it ends, or as it was known: docs/points.md */
typedef enum lty_fold_sight { LTY_FOLD_ENDS = 0, LTY_FOLD_KNOWN = 1, LTY_FOLD_SIGHTS = 2 } lty_fold_sight;

/* What is asked of a version for every order, found out once. */
typedef struct lty_fold_version {
    const lty_programme *programme;
    lty_fold_sight sight;        /* of its arrears policy */
    bool plain;                  /* rules by order have no conditions, but that it is the first */
    bool segments;               /* some rule asks for one */
    uint32_t kinds;              /* bit by lty_earn_kind; 0 if points are switched off */
    lty_earn_ruling *rulings[2]; /* plain: of an order that is not the first, of one that is */
    struct lty_fold_day *days;   /* local days looked up before; NULL at first */
} lty_fold_version;

/* One of the two sights. */
typedef struct lty_fold_view {
    bool used;
    lty_standing *standing; /* NULL without tiers */
    lty_progress progress;
    size_t kept_count; /* orders of which something is kept */
    int64_t last_s;    /* the latest of them, as it ends; LTY_TIME_NONE */
} lty_fold_view;

/* An order that counts, as it was known, in the order in which they counted. */
typedef struct lty_fold_known {
    int64_t at_s;
    int64_t gross_minor;
    int64_t kept_minor;
    bool counts;
} lty_fold_known;

/* An order of more than one event, while the history is walked through. */
typedef struct lty_fold_run {
    uint64_t holds[2]; /* which rules do, from when it counted to its award */
    int64_t earn_percent;
    size_t version;
    size_t passed; /* its entries that were walked over */
    int64_t revision;
    int64_t refunded_minor;
    bool counts; /* now */
    bool awarded;
    size_t known; /* its place among the orders as they were known; LTY_FOLD_NONE before it counts, and for those of 0 */
    size_t share; /* in the standing as it was known */
    size_t award_share;
    int64_t points; /* given at first, less what was reversed so far */
    size_t lot;     /* LTY_FOLD_NONE: it awarded nothing */
} lty_fold_run;

/* What was seen before and matters again: products that were reviewed, friends, spends, deliveries of messages, children. */
typedef enum lty_fold_seen_kind {
    LTY_FOLD_REVIEW = 1,
    LTY_FOLD_SURVEY,
    LTY_FOLD_CONTEST,
    LTY_FOLD_INVITER,
    LTY_FOLD_FRIEND,
    LTY_FOLD_SPEND,
    LTY_FOLD_DELIVERY,
    LTY_FOLD_CHILD,
} lty_fold_seen_kind;

typedef struct lty_fold_seen {
    lty_fold_seen_kind kind;
    uint32_t hash;
    lty_text object;
    lty_text source;          /* of spends */
    const lty_event *first;   /* referrals: the first with `rewarded` that holds */
    const lty_event *stopped; /* referrals: since when it is something else */
    int64_t revision;         /* the highest so far: beforehand, */
    int64_t walked;           /* and while the history is walked through */
    bool rewarded;
    bool opened; /* deliveries */
    bool clicked;
    size_t spend; /* its number; of children that of the birthday */
    size_t share; /* in the standing as it was known */
    size_t lot;
    int64_t points;
} lty_fold_seen;

typedef enum lty_fold_move_kind { LTY_FOLD_TAKE, LTY_FOLD_REVERSE, LTY_FOLD_RESTORE } lty_fold_move_kind;

/* What changes lots once all of them are known; in the total order. */
typedef struct lty_fold_move {
    lty_fold_move_kind kind;
    const lty_event *event;
    size_t target; /* the lot, or the number of the spend */
    int64_t points;
} lty_fold_move;

/* A date of birth: the customer's own (no name) or a child's. */
typedef struct lty_fold_birthday {
    lty_text child;
    const lty_event *event; /* that said it last */
    int64_t since_s;        /* said so without a break since */
    int64_t next_s;         /* the start of the next one; INT64_MAX */
    int64_t next_day;
    int64_t year; /* of the last award */
    size_t at;    /* its place in the heap */
} lty_fold_birthday;

/* Parts of lots are found by number until no more come: the pool moves when it grows. */
typedef struct lty_fold_parts {
    size_t earned;
    size_t kept;
} lty_fold_parts;

struct lty_folder {
    const lty_alloc *alloc;
    const lty_timeline *timeline;
    lty_fold_version *versions;
    lty_earn_ruling *ruling_pool; /* of plain versions */
    size_t ruling_count;
    bool tiers; /* of any version; likewise: */
    bool goals;
    bool caps;
    bool activity;
    bool once;        /* reviews, surveys or contests earn */
    bool born;        /* birthdays or children's do */
    size_t earn_most; /* rules of one version */

    lty_earn earn;
    lty_refund refund;
    lty_lots lots;
    lty_fold_view views[LTY_FOLD_SIGHTS];
    lty_earn_ruling *rulings;
    lty_earn_part *parts[3]; /* what is earned, what is kept, what was given at first */

    const lty_history *history; /* of the fold that runs */
    unsigned want;
    bool seen_gross; /* an order of more than 0; one of which something is kept */
    bool seen_kept;
    bool friend_given;
    size_t spend_count;
    size_t folded; /* customers, up to what makes a cache worth its memory */

    lty_fold_run *runs; /* by order */
    size_t run_capacity;
    int64_t *steps; /* by entry: the points that it takes back */
    size_t step_capacity;
    lty_fold_known *known;
    size_t known_count;
    size_t known_capacity;
    size_t known_first;   /* none before it counts: where to look for the first that does */
    size_t known_end;     /* none from it on counts */
    size_t known_kept;    /* of none from it on something is kept */
    int64_t known_orders; /* sums over those that count */
    int64_t known_minor;
    int64_t known_gross_minor;
    lty_fold_seen *seen;
    size_t seen_count;
    size_t seen_capacity;
    uint32_t *slots; /* open addressing: seen + 1; 0 = free */
    size_t slot_count;
    size_t slot_capacity;
    lty_fold_move *moves;
    size_t move_count;
    size_t move_capacity;
    int64_t *activities; /* ascending */
    size_t activity_count;
    size_t activity_capacity;
    int64_t *ends; /* by activity */
    size_t end_capacity;
    lty_fold_birthday *birthdays;
    size_t birthday_count;
    size_t birthday_capacity;
    size_t *birthday_heap; /* the next first; only where they earn */
    size_t birthday_heap_capacity;
    size_t birthday_own; /* which is the customer's; LTY_FOLD_NONE */
    int64_t birthday_s;  /* the next of all; INT64_MAX */
    int64_t child_year;  /* in which child_count children were awarded */
    int64_t child_count;
    lty_flow *flows;
    size_t flow_count;
    size_t flow_capacity;
    lty_earn_part *pool;
    size_t pool_count;
    size_t pool_capacity;
    lty_fold_parts *lot_parts; /* by lot */
    size_t lot_part_capacity;
    int64_t *rule_points;
    uint32_t hours[24]; /* openings and clicks by local hour */
    int64_t facts[LTY_FACT_COUNT];
    int64_t known_facts[LTY_FACT_COUNT];
};

/* lty_fold.c */

static inline size_t lty_fold_version_at(const lty_folder *folder, int64_t at_s)
{
    return folder->timeline->count == 1 ? 0 : lty_timeline_find(folder->timeline, at_s);
}

/* Before the first version nothing is awarded, unless it says so. */
static inline bool lty_fold_awards_at(const lty_folder *folder, int64_t at_s)
{
    const lty_programme *first = folder->timeline->versions[0];

    return at_s >= first->in_force_from_s || first->points.backfill;
}

/* Makes room in an array that belongs to the folder. */
#define LTY_FOLD_RESERVE(status, folder, array, room, needed)                                                                              \
 do {                                                                                                                                      \
  if ((needed) > (folder)->room) {                                                                                                         \
   void *memory_ = (void *) (folder)->array;                                                                                               \
   (status) = lty_alloc_reserve((folder)->alloc, &memory_, &(folder)->room, (needed), sizeof *(folder)->array);                            \
   (folder)->array = memory_;                                                                                                              \
  }                                                                                                                                        \
 } while (0)

lty_status lty_fold_flow(lty_folder *folder, lty_flow_kind kind, int64_t at_s, int64_t points, const lty_event *event, size_t lot);
lty_status lty_fold_move_add(lty_folder *folder, const lty_fold_move *move);
lty_status lty_fold_activity(lty_folder *folder, int64_t at_s);

/* lty_fold_award.c: what an award leaves behind */

/* Facts just before an event, as rules of a version may ask for them. The standing of its sight was advanced. */
const int64_t *lty_fold_facts(lty_folder *folder, const lty_fold_version *version);

/* What some lines or an event give, and the parts of it. */
typedef struct lty_fold_sum {
    int64_t points;
    int64_t uncapped;
    const lty_earn_part *parts;
    size_t count;
} lty_fold_sum;

typedef struct lty_fold_award {
    lty_lot lot; /* the sums below and `left` are set when it is added */
    lty_fold_sum earned;
    lty_fold_sum kept; /* as it ends */
} lty_fold_award;

/* Adds the lot with its parts, flows and sums by rule. */
lty_status lty_fold_award_add(lty_folder *folder, lty_fold_award *award);

/* Another event earns. *lot and *share (as it was known) are set if it does, *held if a rule holds. stopped: what took it back, or NULL. */
typedef struct lty_fold_action {
    lty_earn_kind kind;
    const lty_event *event;
    int64_t at_s;
    const lty_event *stopped;
    const lty_fold_birthday *birthday; /* of birthdays */
    bool held;
    size_t lot; /* LTY_FOLD_NONE: it earned nothing */
    size_t share;
    int64_t points;
} lty_fold_action;

lty_status lty_fold_act(lty_folder *folder, lty_fold_action *action);

/* lty_fold_order.c */

/* An event of an order or a refund of one, at its position. */
lty_status lty_fold_order_event(lty_folder *folder, const lty_event *event, size_t position);

/* lty_fold_known.c: orders as they were known */

/* An order begins to count. */
lty_status lty_fold_known_add(lty_folder *folder, lty_fold_run *run, const lty_fold_known *order);
/* An event of an order that is more than one: what is known of it after. */
lty_status lty_fold_known_event(lty_folder *folder, const lty_order *order, lty_fold_run *run, const lty_event *event);
/* Sets facts of orders. */
void lty_fold_known_facts(lty_folder *folder, int64_t *facts);
/* The instant of the latest of which something is kept; LTY_TIME_NONE. */
int64_t lty_fold_known_last(lty_folder *folder);

/* lty_fold_seen.c */

/* The record of what an event names; new ones have only kind, hash and texts. NULL without `add` if there is none. */
lty_status lty_fold_seen_find(lty_fold_seen **out, lty_folder *folder, lty_fold_seen_kind kind, lty_text object, lty_text source, bool add);
/* What becomes of each referral. */
lty_status lty_fold_referrals(lty_folder *folder);
lty_status lty_fold_once_event(lty_folder *folder, const lty_event *event);
lty_status lty_fold_referral_event(lty_folder *folder, const lty_event *event);

/* lty_fold_reading.c */

lty_status lty_fold_message(lty_folder *folder, const lty_event *event);
void lty_fold_reading_clear(lty_folder *folder);
/* Facts that come out of all messages. */
void lty_fold_reading(lty_folder *folder);

/* lty_fold_birthday.c */

lty_status lty_fold_born(lty_folder *folder, const lty_event *event);
/* Facts of how far birthdays are. */
void lty_fold_birthdays_ahead(lty_folder *folder);
/* Awards birthdays up to and including at_s. */
lty_status lty_fold_birthdays(lty_folder *folder, int64_t at_s);

/* lty_fold_days.c */

/* When points of a version given at at_s can be spent and are over, as lty_calendar has it. Days are remembered. */
typedef struct lty_fold_days {
    int64_t available_s;
    int64_t expiry_s;
} lty_fold_days;

void lty_fold_find_days(lty_fold_days *out, lty_folder *folder, size_t version, int64_t at_s);
void lty_fold_free_days(lty_folder *folder, lty_fold_version *version);

/* lty_fold_lots.c */

/* Moves the ends of lots that activity moves, then plays the moves over them. */
lty_status lty_fold_replay(lty_folder *folder);
/* Facts and flows that come out of lots. */
lty_status lty_fold_settle(lty_folder *folder);

#endif
