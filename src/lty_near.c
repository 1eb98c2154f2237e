/* A refusal that names the right word saves its reader a trip to the manual. */
#include "lty_near.h"

void lty_near_init(lty_near *near, lty_text typed)
{
    near->typed = typed;
    near->best = (lty_text){"", 0};
    near->distance = (typed.len < 6 ? 2 : typed.len / 3) + 1;
    if (typed.len < 4) {
        near->distance = 2;
    }
}

static char lty_near_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static size_t lty_near_least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Three rows of the table are enough for swaps of neighbours. */
static size_t lty_near_distance(lty_text a, lty_text b)
{
    size_t rows[3][LTY_NEAR_LEN_MAX + 1];
    size_t *before = rows[0];
    size_t *last = rows[1];
    size_t *now = rows[2];

    for (size_t j = 0; j <= b.len; j++) {
        last[j] = j;
        before[j] = j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        char left = lty_near_lower(a.bytes[i - 1]);
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char right = lty_near_lower(b.bytes[j - 1]);
            size_t cost = lty_near_least(lty_near_least(last[j] + 1, now[j - 1] + 1), last[j - 1] + (left != right));
            if (i > 1 && j > 1 && left == lty_near_lower(b.bytes[j - 2]) && right == lty_near_lower(a.bytes[i - 2])) {
                cost = lty_near_least(cost, before[j - 2] + 1);
            }
            now[j] = cost;
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.len];
}

void lty_near_offer(lty_near *near, lty_text candidate)
{
    if (near->typed.len == 0 || candidate.len == 0 || near->typed.len > LTY_NEAR_LEN_MAX || candidate.len > LTY_NEAR_LEN_MAX) {
        return;
    }
    size_t distance = lty_near_distance(near->typed, candidate);
    if (distance < near->distance) {
        near->distance = distance;
        near->best = candidate;
    }
}
