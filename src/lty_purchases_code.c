/*
 * Rows as bytes. Numbers are groups of seven bits, the lowest first; instants are told by how far they lie behind the one before; a text that is
 * the one of the row before costs a bit. There is one encoding of a list, so that equal records have equal bytes.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_money.h"
#include "lty_purchases_part.h"

#define LTY_PURCHASES_FORM 1U

/* Of a purchase; the bits of texts tell that one is the same as in the row before. */
#define LTY_PURCHASES_NEXT 1U /* another order than the row before */
#define LTY_PURCHASES_SALE 2U
#define LTY_PURCHASES_CODE 4U
#define LTY_PURCHASES_COST 8U
#define LTY_PURCHASES_SAME(place) (16U << (place))

/* Of an activity: the kind, then the same bits for its texts. */
#define LTY_ACTIVITY_KIND_BITS 15U
#define LTY_ACTIVITY_TEXTS 3U
#define LTY_ACTIVITY_SAME(place) (16U << (place))
#define LTY_ACTIVITY_WANTED_BIT 128U

static lty_text lty_activity_text(const lty_activity *row, size_t place)
{
    return place == 0 ? row->name : place == 1 ? row->via : row->section;
}

static void lty_purchases_put_byte(lty_buffer *out, unsigned byte)
{
    const char written = (char) (unsigned char) byte;

    lty_buffer_append(out, &written, 1);
}

static void lty_purchases_put(lty_buffer *out, uint64_t number)
{
    while (number > 127) {
        lty_purchases_put_byte(out, (unsigned) (number & 127U) | 128U);
        number >>= 7;
    }
    lty_purchases_put_byte(out, (unsigned) number);
}

/* Small numbers of either sign are short. */
static void lty_purchases_put_signed(lty_buffer *out, int64_t number)
{
    lty_purchases_put(out, number < 0 ? ~((uint64_t) number << 1) : (uint64_t) number << 1);
}

static void lty_purchases_put_text(lty_buffer *out, lty_text text)
{
    lty_purchases_put(out, text.len);
    lty_buffer_text(out, text);
}

static void lty_purchases_put_row(lty_buffer *out, const lty_purchase *row, const lty_purchase *before)
{
    const bool next = row->order != before->order;
    const bool known = row->cost_minor != LTY_FACT_NONE;
    unsigned flags = (next ? LTY_PURCHASES_NEXT : 0U) | (row->sale ? LTY_PURCHASES_SALE : 0U) | (row->code ? LTY_PURCHASES_CODE : 0U)
        | (known ? LTY_PURCHASES_COST : 0U);

    for (size_t place = 0; place < LTY_PURCHASE_TEXTS; place++) {
        flags |= lty_text_equal(lty_purchase_text(row, place), lty_purchase_text(before, place)) ? LTY_PURCHASES_SAME(place) : 0U;
    }
    lty_purchases_put_byte(out, flags);
    if (next) {
        lty_purchases_put_signed(out, row->at_s - before->at_s);
    }
    lty_purchases_put(out, (uint64_t) row->gross_minor);
    lty_purchases_put(out, (uint64_t) (row->gross_minor - row->amount_minor));
    lty_purchases_put(out, (uint64_t) row->quantity);
    if (known) {
        lty_purchases_put(out, (uint64_t) row->cost_minor);
        lty_purchases_put_signed(out, row->margin_minor);
    }
    for (size_t place = 0; place < LTY_PURCHASE_TEXTS; place++) {
        if ((flags & LTY_PURCHASES_SAME(place)) == 0) {
            lty_purchases_put_text(out, lty_purchase_text(row, place));
        }
    }
}

static void lty_purchases_put_activity(lty_buffer *out, const lty_activity *row, const lty_activity *before)
{
    unsigned flags = (unsigned) row->kind | (row->wanted == 1 ? LTY_ACTIVITY_WANTED_BIT : 0U);

    for (size_t place = 0; place < LTY_ACTIVITY_TEXTS; place++) {
        flags |= lty_text_equal(lty_activity_text(row, place), lty_activity_text(before, place)) ? LTY_ACTIVITY_SAME(place) : 0U;
    }
    lty_purchases_put_byte(out, flags);
    lty_purchases_put_signed(out, row->at_s - before->at_s);
    for (size_t place = 0; place < LTY_ACTIVITY_TEXTS; place++) {
        if ((flags & LTY_ACTIVITY_SAME(place)) == 0) {
            lty_purchases_put_text(out, lty_activity_text(row, place));
        }
    }
}

void lty_purchases_encode(lty_buffer *out, const lty_purchases *purchases)
{
    static const lty_purchase no_row = {.at_s = 0};
    static const lty_activity no_activity = {.at_s = 0};

    lty_purchases_put_byte(out, LTY_PURCHASES_FORM);
    lty_purchases_put(out, purchases->count);
    for (size_t i = 0; i < purchases->count; i++) {
        lty_purchases_put_row(out, &purchases->rows[i], i == 0 ? &no_row : &purchases->rows[i - 1]);
    }
    lty_purchases_put(out, purchases->activity_count);
    for (size_t i = 0; i < purchases->activity_count; i++) {
        lty_purchases_put_activity(out, &purchases->activities[i], i == 0 ? &no_activity : &purchases->activities[i - 1]);
    }
}

/* --- and back ------------------------------------------------------------------------------------------------------- */

typedef struct lty_purchases_reader {
    lty_text bytes;
    size_t at;
    bool wrong;
} lty_purchases_reader;

static unsigned lty_purchases_get_byte(lty_purchases_reader *reader)
{
    if (reader->at == reader->bytes.len) {
        reader->wrong = true;
        return 0;
    }
    return (unsigned char) reader->bytes.bytes[reader->at++];
}

/* At most `most`, in as few bytes as it takes; 0 for anything else. */
static uint64_t lty_purchases_get(lty_purchases_reader *reader, uint64_t most)
{
    uint64_t number = 0;

    for (unsigned shift = 0; shift < 64; shift += 7) {
        const unsigned byte = lty_purchases_get_byte(reader);

        if (shift == 63 && byte > 1) {
            break;
        }
        number |= (uint64_t) (byte & 127U) << shift;
        if (byte < 128) {
            reader->wrong = reader->wrong || number > most || (byte == 0 && shift > 0);
            return reader->wrong ? 0 : number;
        }
    }
    reader->wrong = true;
    return 0;
}

static int64_t lty_purchases_get_signed(lty_purchases_reader *reader)
{
    const uint64_t number = lty_purchases_get(reader, UINT64_MAX);

    return (int64_t) (number >> 1) ^ -(int64_t) (number & 1U);
}

/* A text that is not the one before. */
static lty_text lty_purchases_get_text(lty_purchases_reader *reader, lty_text before)
{
    const size_t len = (size_t) lty_purchases_get(reader, LTY_EVENT_TEXT_MAX);
    lty_text text = {NULL, 0};

    if (reader->wrong || len > reader->bytes.len - reader->at) {
        reader->wrong = true;
        return text;
    }
    text = (lty_text){reader->bytes.bytes + reader->at, len};
    reader->at += len;
    reader->wrong = lty_text_equal(text, before) || !lty_utf8_valid(text.bytes, text.len);
    return text;
}

static int64_t lty_purchases_get_instant(lty_purchases_reader *reader, int64_t before_s, bool first)
{
    const int64_t behind_s = lty_purchases_get_signed(reader);
    int64_t at_s = 0;

    reader->wrong = reader->wrong || (!first && behind_s < 0) || lty_add(&at_s, before_s, behind_s) != LTY_OK || at_s < LTY_TIME_MIN
        || at_s > LTY_TIME_MAX;
    return at_s;
}

static void lty_purchases_get_row(lty_purchases_reader *reader, lty_purchase *row, const lty_purchase *before)
{
    const bool first = before->order == 0;
    const unsigned flags = lty_purchases_get_byte(reader);
    const bool next = (flags & LTY_PURCHASES_NEXT) != 0;
    lty_text texts[LTY_PURCHASE_TEXTS];

    *row = *before;
    row->sale = (flags & LTY_PURCHASES_SALE) != 0;
    row->code = (flags & LTY_PURCHASES_CODE) != 0;
    row->cost_minor = row->margin_minor = LTY_FACT_NONE;
    if (next) {
        row->order++;
        row->at_s = lty_purchases_get_instant(reader, before->at_s, first);
    }
    row->gross_minor = (int64_t) lty_purchases_get(reader, (uint64_t) LTY_MONEY_ENTRY_MAX);
    row->amount_minor = row->gross_minor - (int64_t) lty_purchases_get(reader, (uint64_t) row->gross_minor);
    row->quantity = (int64_t) lty_purchases_get(reader, INT64_MAX);
    if ((flags & LTY_PURCHASES_COST) != 0) {
        row->cost_minor = (int64_t) lty_purchases_get(reader, (uint64_t) LTY_MONEY_ENTRY_MAX);
        row->margin_minor = lty_purchases_get_signed(reader);
        reader->wrong = reader->wrong || row->margin_minor < -row->cost_minor || row->margin_minor > row->amount_minor;
    }
    for (size_t place = 0; place < LTY_PURCHASE_TEXTS; place++) {
        texts[place] = lty_purchase_text(before, place);
        if ((flags & LTY_PURCHASES_SAME(place)) == 0 && !reader->wrong) {
            texts[place] = lty_purchases_get_text(reader, texts[place]);
        }
    }
    row->sku = texts[0];
    row->category = texts[1];
    row->brand = texts[2];
    row->channel = texts[3];
    /* Channel and code are the order's. */
    const bool same = row->code == before->code && (flags & LTY_PURCHASES_SAME(3)) != 0;

    reader->wrong = reader->wrong || row->quantity < 1 || (!next && (first || !same));
}

static void lty_purchases_get_activity(lty_purchases_reader *reader, lty_activity *row, const lty_activity *before)
{
    const unsigned flags = lty_purchases_get_byte(reader);
    const unsigned kind = flags & LTY_ACTIVITY_KIND_BITS;
    const bool wanted = (flags & LTY_ACTIVITY_WANTED_BIT) != 0;
    lty_text texts[LTY_ACTIVITY_TEXTS];

    if (kind < (unsigned) LTY_ACTIVITY_VISIT || kind >= (unsigned) LTY_ACTIVITY_KINDS) {
        reader->wrong = true;
        return;
    }
    row->kind = (lty_activity_kind) kind;
    row->at_s = lty_purchases_get_instant(reader, before->at_s, before->kind == 0);
    row->wanted = row->kind == LTY_ACTIVITY_PREFERENCE ? wanted : LTY_FACT_NONE;
    for (size_t place = 0; place < LTY_ACTIVITY_TEXTS; place++) {
        texts[place] = lty_activity_text(before, place);
        if ((flags & LTY_ACTIVITY_SAME(place)) == 0 && !reader->wrong) {
            texts[place] = lty_purchases_get_text(reader, texts[place]);
        }
    }
    row->name = texts[0];
    row->via = texts[1];
    row->section = texts[2];
    reader->wrong = reader->wrong || (wanted && row->kind != LTY_ACTIVITY_PREFERENCE);
}

/* No row takes fewer bytes, so no count makes room for more than the bytes can have. */
#define LTY_PURCHASES_ROW_LEAST 4U
#define LTY_ACTIVITY_ROW_LEAST 2U

static lty_status lty_purchases_get_all(lty_purchases *purchases, lty_purchases_reader *reader)
{
    static const lty_purchase no_row = {.at_s = 0};
    static const lty_activity no_activity = {.at_s = 0};

    reader->wrong = lty_purchases_get_byte(reader) != LTY_PURCHASES_FORM;
    const size_t count = (size_t) lty_purchases_get(reader, reader->bytes.len / LTY_PURCHASES_ROW_LEAST);
    lty_status status = reader->wrong ? LTY_E_EVENT : lty_purchases_reserve(purchases, count);

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        lty_purchases_get_row(reader, &purchases->rows[i], i == 0 ? &no_row : &purchases->rows[i - 1]);
        status = reader->wrong ? LTY_E_EVENT : LTY_OK;
    }
    if (status != LTY_OK) {
        return status;
    }
    const size_t done = (size_t) lty_purchases_get(reader, reader->bytes.len / LTY_ACTIVITY_ROW_LEAST);
    status = reader->wrong ? LTY_E_EVENT : lty_purchases_reserve_activities(purchases, done);
    for (size_t i = 0; i < done && status == LTY_OK; i++) {
        lty_purchases_get_activity(reader, &purchases->activities[i], i == 0 ? &no_activity : &purchases->activities[i - 1]);
        status = reader->wrong ? LTY_E_EVENT : LTY_OK;
    }
    if (status == LTY_OK && reader->at != reader->bytes.len) {
        status = LTY_E_EVENT;
    }
    if (status == LTY_OK) {
        purchases->count = count;
        purchases->activity_count = done;
    }
    return status;
}

lty_status lty_purchases_decode(lty_purchases *purchases, lty_text bytes)
{
    lty_purchases_reader reader = {.bytes = bytes};

    purchases->count = 0;
    purchases->activity_count = 0;
    lty_status status = lty_purchases_get_all(purchases, &reader);

    if (status == LTY_OK) {
        status = lty_purchases_link(purchases);
    }
    if (status != LTY_OK) {
        purchases->count = 0;
        purchases->activity_count = 0;
    }
    return status;
}
