/*
 * The shop's arithmetic of one discount. The one hard idea: its floats only ever hold whole millionths of the currency's unit, but for
 * one quotient (the part of a line that a piece limit cuts through), so integers say exactly what it means to say. That quotient is kept
 * as whole and rest, and no product of it is longer than 128 bits.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_woocommerce_take.h"

__extension__ typedef __int128 lty_woocommerce_wide;

#define LTY_WOOCOMMERCE_WHOLE INT64_C(1000000) /* 100 %, one unit of the currency, one minor unit in the sum of a percentage */

/* A pool with a piece limit may take thousands of turns; these many are written out, the others told by their number. */
#define LTY_WOOCOMMERCE_TURNS_TOLD 24

typedef struct lty_woocommerce_job {
    lty_woocommerce_lines *lines;
    const lty_terms *terms;
    size_t offer;
    const lty_benefit *benefit;
    lty_steps *steps; /* of the terms */
} lty_woocommerce_job;

void lty_woocommerce_write_micro(lty_steps *steps, int64_t micro, int decimals)
{
    char digits[8] = ".";
    size_t len = 1;
    int64_t rest = micro % LTY_WOOCOMMERCE_WHOLE;

    for (int64_t place = LTY_WOOCOMMERCE_WHOLE / 10; place > 0 && (rest > 0 || decimals > 0); place /= 10) {
        digits[len++] = (char) ('0' + rest / place);
        rest %= place;
        decimals--;
    }
    digits[len] = '\0';
    lty_steps_write(steps, "%i%s %s", micro / LTY_WOOCOMMERCE_WHOLE, len > 1 ? digits : "", steps->currency);
}

void lty_woocommerce_write_name(const lty_terms *terms, size_t offer)
{
    const lty_offer *at = &terms->offers[offer];

    if (at->code.len > 0) {
        lty_steps_write(terms->steps, "%t", at->code);
    } else {
        lty_steps_write(terms->steps, "\"%t\"", at->campaign->key);
    }
    lty_terms_write_version(terms, offer);
}

static void lty_woocommerce_write(const lty_woocommerce_job *job, const char *before, int64_t micro)
{
    lty_steps_write(job->steps, "%s", before);
    lty_woocommerce_write_micro(job->steps, micro, job->lines->decimals);
}

/* The head of a line's step: "CODE, line 2: ". */
static void lty_woocommerce_write_line(const lty_woocommerce_job *job, const lty_woocommerce_line *line)
{
    lty_woocommerce_write_name(job->terms, job->offer);
    lty_steps_write(job->steps, ", line %i: ", (int64_t) line->index + 1);
}

static void lty_woocommerce_step(const lty_woocommerce_job *job, const char *figure, int64_t minor)
{
    lty_steps_end(job->steps, figure, job->benefit->pointer, minor);
}

lty_status lty_woocommerce_amount(int64_t *micro, const lty_benefit *benefit, int64_t minor_micro)
{
    if (benefit->value_micro != 0) {
        *micro = benefit->value_micro;
        return LTY_OK;
    }
    return lty_mul(micro, benefit->value, minor_micro);
}

/* Half up; of a line that a rounded discount took half a minor unit too much from, nothing is left. */
static int64_t lty_woocommerce_round(int64_t micro, int64_t minor_micro)
{
    return micro <= 0 ? 0 : micro / minor_micro + (micro % minor_micro * 2 >= minor_micro);
}

int64_t lty_woocommerce_room(const lty_woocommerce_lines *lines, const lty_woocommerce_line *line)
{
    return lty_woocommerce_round(line->left_micro, lines->minor_micro);
}

static lty_status lty_woocommerce_off(lty_woocommerce_line *line, lty_woocommerce_wide micro)
{
    if (micro > INT64_MAX) {
        return LTY_E_RANGE;
    }
    const lty_status status = lty_sub(&line->left_micro, line->left_micro, (int64_t) micro);

    return status == LTY_OK ? lty_add(&line->taken_micro, line->taken_micro, (int64_t) micro) : status;
}

/* Pieces of a line that a limit still covers; *covered counts those of the lines before. limit 0 = none. */
static int64_t lty_woocommerce_pieces(int64_t *covered, int64_t limit, int64_t quantity)
{
    const int64_t open = limit - *covered;
    const int64_t pieces = limit == 0 || open > quantity ? quantity : open;

    if (limit > 0) {
        *covered += pieces;
    }
    return pieces;
}

/* One minor unit for each piece, line by line, until so many are given. */
static lty_status lty_woocommerce_remainder(lty_woocommerce_job *job, int64_t open)
{
    lty_woocommerce_lines *lines = job->lines;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < lines->count && open > 0 && status == LTY_OK; i++) {
        lty_woocommerce_line *line = &lines->items[i];
        const int64_t room = line->chosen ? lty_woocommerce_room(lines, line) : 0;
        const int64_t most = room < line->quantity ? room : line->quantity;
        const int64_t units = most < open ? most : open;

        if (units == 0) {
            continue;
        }
        lty_woocommerce_write_line(job, line);
        lty_steps_write(
            job->steps, "%m more, the smallest unit for each of %i pieces while there is any of %m left", units, line->quantity, open);
        lty_woocommerce_step(job, "line_rest", units);
        open -= units;
        status = lty_woocommerce_off(line, (lty_woocommerce_wide) units * lines->minor_micro);
    }
    return status;
}

/* The parts of a percentage, and the exact base that they were cut from: whole + rest / divisor minor units. */
typedef struct lty_woocommerce_sum {
    int64_t whole;
    int64_t rest;
    int64_t divisor;
    int64_t given;
} lty_woocommerce_sum;

static lty_status lty_woocommerce_percent_line(
    lty_woocommerce_sum *sum, lty_woocommerce_job *job, lty_woocommerce_line *line, int64_t *covered)
{
    const lty_woocommerce_lines *lines = job->lines;
    const int64_t percent = job->benefit->value;
    const int64_t room = lty_woocommerce_room(lines, line);
    const int64_t base = lines->sequential ? room : lty_woocommerce_round(line->price_micro, lines->minor_micro);
    const int64_t pieces = lty_woocommerce_pieces(covered, job->benefit->pieces, line->quantity);
    const lty_woocommerce_wide part = (lty_woocommerce_wide) base * pieces;
    const int64_t whole = (int64_t) (part / line->quantity);
    const int64_t rest = (int64_t) (part % line->quantity);
    const lty_woocommerce_wide exact = (lty_woocommerce_wide) whole * percent + (lty_woocommerce_wide) rest * percent / line->quantity;
    const int64_t wanted = (int64_t) (exact / LTY_WOOCOMMERCE_WHOLE);
    const int64_t off = wanted < room ? wanted : room;
    const lty_status status = lty_add(&sum->whole, sum->whole, whole);

    if (status != LTY_OK) {
        return status;
    }
    if (rest > 0) { /* at most one line: those before lie whole within the limit, those behind outside */
        sum->rest = rest;
        sum->divisor = line->quantity;
    }
    sum->given += off;
    if (off == 0) {
        return LTY_OK;
    }
    lty_woocommerce_write_line(job, line);
    lty_steps_write(job->steps, "%q %% of %m", percent, base);
    if (pieces < line->quantity) {
        lty_steps_write(job->steps, " * %i / %i pieces", pieces, line->quantity);
    }
    lty_steps_write(job->steps, " = %m, rounded down", wanted);
    lty_steps_write(job->steps, "%s", off < wanted ? ", of which there is less left" : "");
    lty_woocommerce_step(job, "line_part", off);
    return lty_woocommerce_off(line, (lty_woocommerce_wide) off * lines->minor_micro);
}

/* What the percentage of all bases together comes to: to six places first, half up, then half down. */
static int64_t lty_woocommerce_wanted(const lty_woocommerce_sum *sum, int64_t percent)
{
    const lty_woocommerce_wide rest = (lty_woocommerce_wide) sum->rest * percent;
    const lty_woocommerce_wide places = rest / sum->divisor + (rest % sum->divisor * 2 >= sum->divisor);
    const lty_woocommerce_wide exact = (lty_woocommerce_wide) sum->whole * percent + places;

    return (int64_t) (exact / LTY_WOOCOMMERCE_WHOLE) + (exact % LTY_WOOCOMMERCE_WHOLE * 2 > LTY_WOOCOMMERCE_WHOLE);
}

static lty_status lty_woocommerce_percent(lty_woocommerce_job *job)
{
    lty_woocommerce_lines *lines = job->lines;
    lty_woocommerce_sum sum = {0, 0, 1, 0};
    int64_t covered = 0;

    for (size_t i = 0; i < lines->count; i++) {
        const lty_status status = lines->items[i].chosen ? lty_woocommerce_percent_line(&sum, job, &lines->items[i], &covered) : LTY_OK;

        if (status != LTY_OK) {
            return status;
        }
    }
    const int64_t wanted = lty_woocommerce_wanted(&sum, job->benefit->value);

    if (sum.given >= wanted) {
        return LTY_OK;
    }
    lty_woocommerce_write_name(job->terms, job->offer);
    lty_steps_write(job->steps, ": %q %% of %m", job->benefit->value, sum.whole);
    if (sum.rest > 0) {
        lty_steps_write(job->steps, " and %i / %i of the smallest unit", sum.rest, sum.divisor);
    }
    lty_steps_write(job->steps, " together = %m, rounded half down; %m of it is missing", wanted, wanted - sum.given);
    lty_woocommerce_step(job, "wanted", wanted);
    return lty_woocommerce_remainder(job, wanted - sum.given);
}

/* What an amount for each piece takes off one line. With a limit no piece gives more than its full price. */
static lty_woocommerce_wide lty_woocommerce_piece_line(
    const lty_woocommerce_lines *lines, const lty_woocommerce_line *line, int64_t amount_micro, int64_t limit, int64_t pieces)
{
    const int64_t each = limit > 0 && line->unit_micro < amount_micro ? line->unit_micro : amount_micro;
    const lty_woocommerce_wide wanted = (lty_woocommerce_wide) each * pieces;
    const lty_woocommerce_wide room = (lty_woocommerce_wide) lty_woocommerce_room(lines, line) * lines->minor_micro;

    return wanted < room ? wanted : room;
}

static lty_status lty_woocommerce_fixed_piece(lty_woocommerce_job *job, int64_t amount_micro)
{
    lty_woocommerce_lines *lines = job->lines;
    const int64_t limit = job->benefit->pieces;
    int64_t covered = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < lines->count && status == LTY_OK; i++) {
        lty_woocommerce_line *line = &lines->items[i];

        if (!line->chosen) {
            continue;
        }
        const int64_t pieces = lty_woocommerce_pieces(&covered, limit, line->quantity);
        const lty_woocommerce_wide off = lty_woocommerce_piece_line(lines, line, amount_micro, limit, pieces);
        const int64_t room = lty_woocommerce_room(lines, line);

        if (off == 0) {
            continue;
        }
        status = lty_woocommerce_off(line, off);
        if (status != LTY_OK) {
            break;
        }
        lty_woocommerce_write_line(job, line);
        lty_steps_write(job->steps, "%i", pieces);
        lty_woocommerce_write(job, " * ", amount_micro);
        if (limit > 0 && line->unit_micro < amount_micro) {
            lty_woocommerce_write(job, ", a piece giving at most its price of ", line->unit_micro);
        }
        lty_steps_write(job->steps, ", at most the %m that are left", room);
        lty_woocommerce_write(job, " = ", (int64_t) off);
        lty_woocommerce_step(job, "line_part", lty_woocommerce_round((int64_t) off, lines->minor_micro));
    }
    return status;
}

/* A round of a pool: lines without room leave it for good. Returns the pieces of those that stay. */
static int64_t lty_woocommerce_pool_pieces(lty_woocommerce_lines *lines)
{
    int64_t pieces = 0;

    for (size_t i = 0; i < lines->count; i++) {
        lty_woocommerce_line *line = &lines->items[i];

        line->chosen = line->chosen && lty_woocommerce_room(lines, line) > 0;
        if (line->chosen) {
            pieces += line->quantity; /* a piece costs a millionth at least, and all prices together fit */
        }
    }
    return pieces;
}

/* How many more rounds a line can give what it gave in the last one, whatever its rest rounds to. */
static int64_t lty_woocommerce_line_again(const lty_woocommerce_lines *lines, const lty_woocommerce_line *line, int64_t off)
{
    const int64_t spare = line->left_micro - lines->minor_micro / 2;

    return spare < 0 ? 0 : spare / off;
}

/*
 * One round, and at once all rounds behind it that give the same: with a piece limit a pool empties so slowly that a shopper could
 * choose a quantity which keeps a loop busy for hours. *given of a single round, *times how often.
 */
static lty_status lty_woocommerce_pool_round(
    lty_woocommerce_lines *lines, int64_t limit, int64_t pieces, int64_t each, int64_t pool_micro, int64_t *given, int64_t *times)
{
    const int64_t amount = each * lines->minor_micro;
    int64_t again = INT64_MAX;
    int64_t sum = 0;
    lty_status status = LTY_OK;

    for (int pass = 0; pass < 2 && again > 0; pass++) {
        int64_t covered = 0;

        for (size_t i = 0; i < lines->count && status == LTY_OK; i++) {
            lty_woocommerce_line *line = &lines->items[i];

            if (!line->chosen) {
                continue;
            }
            const int64_t part = lty_woocommerce_pieces(&covered, limit, line->quantity);
            /* each * pieces at most, which is within the pool */
            const int64_t off = (int64_t) lty_woocommerce_piece_line(lines, line, amount, limit, part);

            if (off == 0) {
                continue;
            }
            if (pass == 1) {
                status = lty_woocommerce_off(line, (lty_woocommerce_wide) off * again);
                continue;
            }
            status = lty_woocommerce_off(line, off);
            sum += off;
            const int64_t most = lty_woocommerce_line_again(lines, line, off);

            again = most < again ? most : again;
        }
        if (pass == 0) {
            const lty_woocommerce_wide spare = (lty_woocommerce_wide) pool_micro - sum - (lty_woocommerce_wide) amount * pieces;
            const lty_woocommerce_wide most = sum == 0 || spare < 0 ? 0 : spare / sum + 1;

            again = most < again ? (int64_t) most : again;
        }
    }
    *given = sum;
    *times = again + 1;
    return status;
}

static void lty_woocommerce_tell_round(
    const lty_woocommerce_job *job, int64_t pieces, int64_t each, int64_t pool_micro, int64_t given_micro, int64_t times)
{
    lty_woocommerce_write_name(job->terms, job->offer);
    lty_woocommerce_write(job, ": ", pool_micro);
    lty_steps_write(job->steps, " over %i pieces = %m each, rounded down, off ", pieces, each);
    if (job->benefit->pieces > 0) {
        lty_steps_write(job->steps, "the first %i pieces", job->benefit->pieces);
    } else {
        lty_steps_write(job->steps, "every piece");
    }
    lty_woocommerce_write(job, ", as far as lines have it: ", given_micro);
    if (times > 1) {
        lty_steps_write(job->steps, ", %i times in a row", times);
    }
    lty_woocommerce_step(job, "round", each);
}

static void lty_woocommerce_tell_rest(const lty_woocommerce_job *job, int64_t turns, int64_t pool_micro)
{
    if (turns <= LTY_WOOCOMMERCE_TURNS_TOLD) {
        return;
    }
    lty_woocommerce_write_name(job->terms, job->offer);
    lty_steps_write(job->steps, ": after %i more turns of the same kind ", turns - LTY_WOOCOMMERCE_TURNS_TOLD);
    lty_woocommerce_write(job, "", pool_micro);
    lty_steps_write(job->steps, " are left");
    lty_woocommerce_step(job, "rounds", turns - LTY_WOOCOMMERCE_TURNS_TOLD);
}

static int64_t lty_woocommerce_ceiling(int64_t micro, int64_t minor_micro)
{
    return micro / minor_micro + (micro % minor_micro > 0);
}

/*
 * An amount for all lines together. Each turn drops a line, or lowers what a piece gives, or is the last: at most as many turns as there
 * are lines and different amounts per piece.
 */
static lty_status lty_woocommerce_fixed_order(lty_woocommerce_job *job, int64_t amount_micro)
{
    lty_woocommerce_lines *lines = job->lines;
    int64_t pool = amount_micro;
    int64_t turns = 0;

    for (;;) {
        const int64_t pieces = lty_woocommerce_pool_pieces(lines);
        const int64_t each = pieces == 0 ? 0 : pool / lines->minor_micro / pieces;
        int64_t given;
        int64_t times;

        if (each == 0) {
            lty_woocommerce_tell_rest(job, turns, pool);
            return pieces == 0 ? LTY_OK : lty_woocommerce_remainder(job, lty_woocommerce_ceiling(pool, lines->minor_micro));
        }
        const lty_status status = lty_woocommerce_pool_round(lines, job->benefit->pieces, pieces, each, pool, &given, &times);

        if (status != LTY_OK) {
            return status;
        }
        if (turns++ < LTY_WOOCOMMERCE_TURNS_TOLD) {
            lty_woocommerce_tell_round(job, pieces, each, pool, given, times);
        }
        pool -= given * times; /* a round gives no more than the pool holds */
        if (given == 0 || pool == 0) {
            lty_woocommerce_tell_rest(job, turns, pool);
            return LTY_OK;
        }
    }
}

lty_status lty_woocommerce_take(lty_woocommerce_lines *lines, const lty_terms *terms, size_t offer, const lty_benefit *benefit)
{
    lty_woocommerce_job job = {lines, terms, offer, benefit, terms->steps};
    int64_t amount_micro;

    lty_woocommerce_pool_pieces(lines);
    if (benefit->kind == LTY_DISCOUNT_PERCENT) {
        return lty_woocommerce_percent(&job);
    }
    LTY_ASSERT(benefit->kind == LTY_DISCOUNT_FIXED);
    const lty_status status = lty_woocommerce_amount(&amount_micro, benefit, lines->minor_micro);

    if (status != LTY_OK) {
        return status;
    }
    return benefit->target == LTY_TARGET_PIECE ? lty_woocommerce_fixed_piece(&job, amount_micro)
                                               : lty_woocommerce_fixed_order(&job, amount_micro);
}
