/*
 * What the machine allows: the rules over columns in memory with nothing around them, one thread, -O3 -march=native.
 * rules rule DIR SINCE: five comparisons of each customer's columns of people.py into a set of bits, and how many are in it.
 * rules window DIR SINCE UNTIL CATEGORY MORE: orders between two instants with that category, summed by customer, and how many have more than MORE.
 */
#include <stdint.h>

#include "../lib/worker.h"

static uint8_t *tiers, *consents, *categories;
static uint16_t *birthdays;
static uint32_t *last_orders, *orders, *customers, *times;
static int32_t *amounts;
static size_t rows;
static uint32_t slots, since, until, category;
static int64_t more;
static uint64_t count;

static double rule_run(void)
{
    double start = worker_now_s();
    uint64_t *set = worker_alloc((rows + 63) / 64 * 8);

    count = 0;
    for (size_t at = 0; at < rows; at += 64) {
        size_t some = rows - at < 64 ? rows - at : 64;
        uint8_t in[64] = {0};
        uint64_t bits = 0;
        for (size_t i = 0; i < some; i++) {
            size_t one = at + i;
            in[i] = (uint8_t) ((tiers[one] >= 1) & (last_orders[one] >= since) & (birthdays[one] == 0) & (orders[one] >= 3)
                & (consents[one] == 1));
        }
        for (int i = 0; i < 64; i++) {
            bits |= (uint64_t) in[i] << i;
        }
        set[at / 64] = bits;
        count += (uint64_t) __builtin_popcountll(bits);
    }
    double end = worker_now_s();
    free(set);
    return end - start;
}

static double window_run(void)
{
    double start = worker_now_s();
    int64_t *sums = worker_alloc(8 * (size_t) slots);

    memset(sums, 0, 8 * (size_t) slots);
    for (size_t i = 0; i < rows; i++) {
        if (times[i] >= since && times[i] <= until && categories[i] == category && amounts[i] > 0) {
            sums[customers[i]] += amounts[i];
        }
    }
    count = 0;
    for (uint32_t i = 0; i < slots; i++) {
        count += sums[i] > more;
    }
    double end = worker_now_s();
    free(sums);
    return end - start;
}

static void check(char *text, size_t size)
{
    snprintf(text, size, "%llu", (unsigned long long) count);
}

/* The fourth column of orders.tsv, which has no file of its own. */
static void read_categories(const char *dir)
{
    size_t size;
    char *file = worker_read(&size, dir, "orders.tsv"), *at = memchr(file, '\n', size);

    categories = worker_alloc(rows);
    for (size_t i = 0; i < rows; i++) {
        for (int column = 0; column < 3; column++) {
            at = strchr(at + 1, '\t');
        }
        categories[i] = (uint8_t) strtoul(at + 1, NULL, 10);
        at = strchr(at, '\n');
    }
    free(file);
}

int main(int argc, char **argv)
{
    size_t size;

    if (argc == 4 && strcmp(argv[1], "rule") == 0) {
        tiers = worker_read(&rows, argv[2], "tier.bin");
        last_orders = worker_read(&size, argv[2], "last_order.bin");
        birthdays = worker_read(&size, argv[2], "birthday.bin");
        orders = worker_read(&size, argv[2], "orders.bin");
        consents = worker_read(&size, argv[2], "consent.bin");
        since = (uint32_t) strtoul(argv[3], NULL, 10);
        return worker_serve(rule_run, check);
    }
    if (argc == 7 && strcmp(argv[1], "window") == 0) {
        customers = worker_read(&size, argv[2], "customer.bin");
        times = worker_read(&size, argv[2], "ts.bin");
        amounts = worker_read(&size, argv[2], "amount.bin");
        rows = size / 4;
        for (size_t i = 0; i < rows; i++) {
            slots = customers[i] > slots ? customers[i] : slots;
        }
        slots++;
        since = (uint32_t) strtoul(argv[3], NULL, 10);
        until = (uint32_t) strtoul(argv[4], NULL, 10);
        category = (uint32_t) strtoul(argv[5], NULL, 10);
        more = strtoll(argv[6], NULL, 10);
        read_categories(argv[2]);
        return worker_serve(window_run, check);
    }
    fputs("usage: rules rule DIR SINCE | rules window DIR SINCE UNTIL CATEGORY MORE\n", stderr);
    return 2;
}
