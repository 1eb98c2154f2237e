/*
 * A base whose arrays are those of a file. They are taken as they are, since reading them all would take longer than opening may; what has to hold
 * for every later access to be safe is said by counts, and asked here.
 */
#include "lty_base_part.h"
#include "lty_check.h"
#include "lty_time.h"

/* Numbers of arrays in files: those of the store are below, each group has room behind it. */
#define LTY_BASE_SECTION_PERSONS 0x200U
#define LTY_BASE_SECTION_FACTS 0x300U
#define LTY_BASE_SECTION_ROWS 0x400U

size_t lty_base_sections(lty_section out[LTY_BASE_SECTIONS], lty_base *base)
{
    lty_persons *persons = &base->folded.persons;
    size_t field_count;
    const lty_expr_field *fields = lty_fact_fields(&field_count);
    size_t count = lty_store_sections(out, &base->store);
    const size_t facts = count;

    LTY_ASSERT(count <= LTY_STORE_SECTIONS);
    count += lty_columns_sections(out + count, &base->facts, LTY_BASE_SECTION_FACTS);
    for (size_t i = facts; i < count; i++) {
        out[i].name = fields[i - facts].name;
    }
    out[count++] = (lty_section){.name = "person",
        .id = LTY_BASE_SECTION_PERSONS,
        .size = sizeof *persons->person,
        .cells = &persons->person,
        .capacity = &persons->count,
        .count = &persons->count};
    out[count++] = (lty_section){.name = "kin",
        .id = LTY_BASE_SECTION_PERSONS + 1,
        .size = sizeof *persons->kin,
        .cells = &persons->kin,
        .capacity = &persons->count,
        .count = &persons->count};
    return count + lty_base_rows_sections(out + count, &base->rows, LTY_BASE_SECTION_ROWS);
}

void lty_base_numbers(int64_t out[LTY_BASE_NUMBERS], const lty_base *base)
{
    const int64_t numbers[LTY_BASE_NUMBERS] = {
        base->at_s,
        (int64_t) base->persons,
        base->folded.at_s,
        (int64_t) base->folded.links,
        base->store.any_touched,
        base->store.last_sale_s,
        (int64_t) base->store.order_count,
        (int64_t) base->store.customers.seed,
        base->rows.built,
        (int64_t) base->rows.tables[LTY_FACT_PURCHASES].dropped,
        (int64_t) base->rows.tables[LTY_FACT_ACTIVITIES].dropped,
    };

    for (size_t i = 0; i < LTY_BASE_NUMBERS; i++) {
        out[i] = numbers[i];
    }
}

static bool lty_base_is_instant(int64_t at_s)
{
    return at_s == LTY_TIME_NONE || (at_s >= LTY_TIME_MIN && at_s <= LTY_TIME_MAX);
}

/* Rows that were made are there for everybody who has facts; else there are none. */
static bool lty_base_rows_are_sound(const lty_base *base)
{
    const size_t customers = base->rows.built ? base->facts.rows : 0;
    bool sound = !base->rows.built || base->at_s != LTY_TIME_NONE;

    for (size_t i = 0; i < LTY_FACT_TABLES; i++) {
        sound = sound && base->rows.tables[i].customers == customers && base->rows.tables[i].columns.rows < UINT32_MAX
            && (base->rows.built || base->rows.tables[i].columns.rows == 0);
    }
    return sound;
}

/* What counts say about one another. Facts are there for all customers of the fold; those who came later have none yet. */
static bool lty_base_is_sound(const lty_base *base)
{
    const size_t count = base->store.customers.count;

    return lty_store_is_sound(&base->store) && lty_base_rows_are_sound(base) && base->facts.rows <= count
        && (base->facts.rows == count || base->store.any_touched) && base->folded.persons.count <= count && base->persons <= count
        && base->folded.links <= base->store.link_count && lty_base_is_instant(base->at_s) && lty_base_is_instant(base->folded.at_s);
}

lty_status lty_base_restore(lty_base *base, const int64_t numbers[LTY_BASE_NUMBERS])
{
    lty_store *store = &base->store;

    base->damaged = false;
    store->damaged = &base->damaged;
    store->customers.damaged = &base->damaged;
    store->ids.damaged = &base->damaged;
    store->texts.damaged = &base->damaged;
    base->folded.persons.damaged = &base->damaged;
    base->at_s = numbers[0];
    base->persons = (size_t) numbers[1];
    base->folded.at_s = numbers[2];
    base->folded.links = (size_t) numbers[3];
    store->any_touched = numbers[4] != 0;
    store->last_sale_s = numbers[5];
    store->order_count = (size_t) numbers[6];
    store->customers.seed = (uint64_t) numbers[7];
    base->rows.built = numbers[8] != 0;
    base->rows.tables[LTY_FACT_PURCHASES].dropped = (size_t) numbers[9];
    base->rows.tables[LTY_FACT_ACTIVITIES].dropped = (size_t) numbers[10];
    store->ids.seed = store->customers.seed;
    store->texts.seed = store->customers.seed;
    return lty_base_is_sound(base) ? LTY_OK : LTY_E_DAMAGED;
}

lty_status lty_base_settle(lty_base *base)
{
    const lty_status status = base->at_s == LTY_TIME_NONE ? LTY_OK : lty_base_refresh(base);

    if (lty_base_is_damaged(base)) {
        return LTY_E_DAMAGED;
    }
    return status == LTY_OK ? lty_store_widen(&base->store) : status;
}

bool lty_base_is_damaged(const lty_base *base)
{
    return base->damaged;
}

int64_t lty_base_doubted(const lty_base *base, lty_fact fact, int64_t value)
{
    size_t count;
    const lty_expr_field *field = &lty_fact_fields(&count)[fact];
    int64_t least = INT64_MIN;
    int64_t most = INT64_MAX;

    if (fact == LTY_FACT_TIER) {
        least = 0;
        most = (int64_t) lty_base_in_force(base)->tiers.count - 1;
    } else if (field->choices != NULL) {
        least = 0;
        most = (int64_t) field->choice_count - 1;
    } else if (field->type == LTY_EXPR_INSTANT) {
        least = LTY_TIME_MIN;
        most = LTY_TIME_MAX;
    } else if (field->type == LTY_EXPR_DAY) {
        least = LTY_TIME_MIN / LTY_DAY_SECONDS;
        most = LTY_TIME_MAX / LTY_DAY_SECONDS;
    } else if (field->type == LTY_EXPR_BOOL) {
        least = 0;
        most = 1;
    } else if ((field->traits & LTY_EXPR_FIELD_COUNTED) != 0) {
        least = 0;
    }
    if (value == LTY_FACT_NONE || (value >= least && value <= most)) {
        return value;
    }
    lty_damage(base->store.damaged);
    return LTY_FACT_NONE;
}
