/*
 * What the machine allows: the work of the order cases with nothing around it. One thread, dense ids, columns in memory.
 * bound rfm DIR: one pass into slots of 16 bytes a customer, prefetched, then three NTILE(5) by radix sort and the check value.
 * bound load DIR: the file, in memory, into three columns; keys are numbers already and are not interned.
 */
#include <stdint.h>

#include "../lib/worker.h"

#define AHEAD 24

typedef struct slot {
    uint32_t last, count;
    int64_t total;
} slot;

static uint32_t *customers, *times;
static int32_t *amounts;
static size_t rows;
static uint32_t slots; /* the highest id and one */
static uint32_t buyers;
static uint64_t sum;
static const char *file;
static size_t file_size;

/* Scores 1..5 by ascending key, ties by place: least significant digit first keeps the order of equal keys. */
static void ntile(uint8_t *scores, const uint64_t *keys, uint32_t n, uint32_t *order, uint32_t *other)
{
    uint64_t all_or = 0, all_and = ~UINT64_C(0);

    for (uint32_t i = 0; i < n; i++) {
        order[i] = i;
        all_or |= keys[i];
        all_and &= keys[i];
    }
    for (int shift = 0; shift < 64; shift += 11) {
        static uint32_t starts[2049];

        if ((((all_or ^ all_and) >> shift) & 2047) == 0) {
            continue; /* every key has the same digit here */
        }
        memset(starts, 0, sizeof starts);
        for (uint32_t i = 0; i < n; i++) {
            starts[((keys[i] >> shift) & 2047) + 1]++;
        }
        for (int digit = 0; digit < 2048; digit++) {
            starts[digit + 1] += starts[digit];
        }
        for (uint32_t i = 0; i < n; i++) {
            uint32_t place = order[i];
            other[starts[(keys[place] >> shift) & 2047]++] = place;
        }
        uint32_t *swap = order;
        order = other;
        other = swap;
    }
    uint32_t place = 0;
    for (uint32_t bin = 1; bin <= 5; bin++) {
        uint32_t end = place + n / 5 + (bin <= n % 5);
        for (; place < end; place++) {
            scores[order[place]] = (uint8_t) bin;
        }
    }
}

static double rfm_run(void)
{
    double start = worker_now_s();
    slot *table = worker_alloc((size_t) slots * sizeof *table);

    memset(table, 0, (size_t) slots * sizeof *table);
    for (size_t i = 0; i < rows; i++) {
        if (i + AHEAD < rows) {
            __builtin_prefetch(&table[customers[i + AHEAD]], 1);
        }
        slot *to = &table[customers[i]];
        if (times[i] > to->last) {
            to->last = times[i];
        }
        to->count++;
        to->total += amounts[i];
    }
    uint32_t *ids = worker_alloc(4 * (size_t) slots);
    buyers = 0;
    for (uint32_t id = 0; id < slots; id++) {
        if (table[id].count > 0) {
            ids[buyers++] = id;
        }
    }
    uint64_t *keys = worker_alloc(8 * (size_t) buyers);
    uint32_t *order = worker_alloc(4 * (size_t) buyers), *other = worker_alloc(4 * (size_t) buyers);
    uint8_t *r = worker_alloc(buyers), *f = worker_alloc(buyers), *m = worker_alloc(buyers);
    for (uint32_t i = 0; i < buyers; i++) {
        keys[i] = UINT32_MAX - table[ids[i]].last;
    }
    ntile(r, keys, buyers, order, other);
    for (uint32_t i = 0; i < buyers; i++) {
        keys[i] = table[ids[i]].count;
    }
    ntile(f, keys, buyers, order, other);
    for (uint32_t i = 0; i < buyers; i++) {
        keys[i] = (uint64_t) table[ids[i]].total ^ UINT64_C(1) << 63;
    }
    ntile(m, keys, buyers, order, other);
    sum = 0;
    for (uint32_t i = 0; i < buyers; i++) {
        sum += (uint64_t) ((6 - r[i]) * 100 + f[i] * 10 + m[i]) * (ids[i] % 1000);
    }
    double end = worker_now_s();
    void *owned[] = {table, ids, keys, order, other, r, f, m};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        free(owned[i]);
    }
    return end - start;
}

static void rfm_check(char *text, size_t size)
{
    snprintf(text, size, "%llu", (unsigned long long) sum);
}

static double load_run(void)
{
    double start = worker_now_s();
    const char *at = memchr(file, '\n', file_size), *end = file + file_size;

    rows = 0;
    slots = 0;
    for (at++; at < end; rows++) {
        uint32_t values[3];
        for (int column = 0; column < 3; column++) {
            int negative = *at == '-';
            uint32_t value = 0;
            for (at += negative; *at >= '0'; at++) {
                value = value * 10 + (uint32_t) (*at - '0');
            }
            values[column] = negative ? 0 - value : value;
            at++;
        }
        customers[rows] = values[0];
        times[rows] = values[1];
        amounts[rows] = (int32_t) values[2];
        slots = values[0] > slots ? values[0] : slots;
        const char *stop = memchr(at, '\n', (size_t) (end - at));
        at = stop == NULL ? end : stop + 1;
    }
    return worker_now_s() - start;
}

static void load_check(char *text, size_t size)
{
    unsigned char *seen = calloc(slots + 1, 1);
    uint32_t distinct = 0;

    for (size_t i = 0; i < rows && seen != NULL; i++) {
        distinct += !seen[customers[i]];
        seen[customers[i]] = 1;
    }
    free(seen);
    snprintf(text, size, "%zu rows, %u customers", rows, distinct);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: bound rfm|load DIR\n", stderr);
        return 2;
    }
    if (strcmp(argv[1], "load") == 0) {
        file = worker_read(&file_size, argv[2], "orders.tsv");
        customers = worker_alloc(file_size / 3 * 4);
        times = worker_alloc(file_size / 3 * 4);
        amounts = worker_alloc(file_size / 3 * 4);
        return worker_serve(load_run, load_check);
    }
    size_t size;
    customers = worker_read(&size, argv[2], "customer.bin");
    times = worker_read(&size, argv[2], "ts.bin");
    amounts = worker_read(&size, argv[2], "amount.bin");
    rows = size / 4;
    for (size_t i = 0; i < rows; i++) {
        slots = customers[i] > slots ? customers[i] : slots;
    }
    slots++;
    return worker_serve(rfm_run, rfm_check);
}
