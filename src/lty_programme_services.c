/* After the sale: services by importance of the customer or with what was bought, and what an invitation is measured by. */
#include "lty_programme_read.h"

#define LTY_READ_LINE_MEMBERS 4U

/* Lines and how long it lasts are said of pieces, and of nothing else. */
static void lty_read_service_pieces(lty_service *service, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const lines[LTY_READ_LINE_MEMBERS] = {"categories", "products", "brands", "sale_items"};
    const lty_json *lasts = lty_json_member(value, "lasts");

    if (service->per == LTY_SERVICE_PIECE) {
        lty_read_lines(&service->lines, reading, value);
        lasts = lty_read_required(
            reading, value, "lasts", "an object with \"months\" or \"days\": how long, from when the piece was delivered");
        if (lasts != NULL) {
            (void) lty_read_period(&service->lasts, reading, lasts, NULL, 0);
        }
        return;
    }
    if (lasts != NULL) {
        lty_read_wrong(reading, lasts, "no such member: only what comes with a \"piece\" lasts");
    }
    for (size_t i = 0; i < LTY_READ_LINE_MEMBERS; i++) {
        const lty_json *member = lty_json_member(value, lines[i]);
        if (member != NULL) {
            lty_read_wrong(reading, member, "no such member: only what comes with a \"piece\" looks at lines");
        }
    }
}

static void lty_read_service(lty_service *services, size_t index, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {
        "key", "name", "kind", "units", "per", "lasts", "categories", "products", "brands", "sale_items", "tiers", "segments"};
    static const char *const kinds[] = {"information", "advice", "installation", "repair", "warranty"};
    static const char *const pers[] = {"ever", "month", "year", "piece"};
    lty_service *service = &services[index];
    int kind = 0;
    int per = LTY_SERVICE_EVER;

    service->pointer = lty_read_pointer(reading, value);
    if (!lty_read_object(reading, value, names, sizeof names / sizeof names[0], "an object with \"key\", \"name\" and \"kind\"")) {
        return;
    }
    lty_read_own_key(&service->key, reading, value, &services->key, index, sizeof *services, "a key that no other service has");
    if (lty_read_has(reading, value, "name", "what customers read")) {
        (void) lty_read_name(&service->name, reading, value, "name");
    }
    if (lty_read_has(reading, value, "kind", "what it is, such as \"advice\" or \"warranty\"")) {
        (void) lty_read_choice(&kind, reading, value, "kind", kinds, 5, LTY_SERVICE_INFORMATION);
    }
    service->kind = (lty_service_kind) kind;
    (void) lty_read_integer(&service->units, reading, value, "units", 0, LTY_PROGRAMME_USES_MAX);
    if (lty_read_choice(&per, reading, value, "per", pers, 4, LTY_SERVICE_EVER)) {
        service->per = (lty_service_per) per;
        lty_read_service_pieces(service, reading, value);
    }
    lty_read_tier_list(&service->tiers, reading, value);
    lty_read_segment_list(&service->segments, reading, value);
}

void lty_read_services(lty_programme_reading *reading, const lty_json *value)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_SERVICES_MAX, "services")) {
        return;
    }
    lty_service *services = lty_read_room(reading, value->count, sizeof *services);
    if (services == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_service(services, count++, reading, child);
    }
    reading->programme->services = services;
    reading->programme->service_count = value->count;
}

void lty_read_referral(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"minimum", "within", "most", "burst"};
    static const char *const of_bursts[] = {"friends", "days"};
    lty_referral_rules *rules = &reading->programme->referral;

    if (value == NULL
        || !lty_read_object(reading, value, names, 4, "an object with \"minimum\", \"within\", \"most\" or \"burst\", or an empty one")) {
        return;
    }
    const lty_json *within = lty_json_member(value, "within");
    const lty_json *burst = lty_json_member(value, "burst");
    rules->enabled = true;
    (void) lty_read_minor(&rules->minimum_minor, reading, value, "minimum", 0);
    (void) lty_read_integer(&rules->most, reading, value, "most", 0, LTY_PROGRAMME_USES_MAX);
    if (within != NULL) {
        rules->within_set = lty_read_period(&rules->within, reading, within, NULL, 0);
    }
    if (burst == NULL || !lty_read_object(reading, burst, of_bursts, 2, "an object with \"friends\" and \"days\"")) {
        return;
    }
    if (lty_read_has(reading, burst, "friends", "how many joining in so short a time a person looks at")) {
        (void) lty_read_integer(&rules->burst_friends, reading, burst, "friends", 2, LTY_PROGRAMME_BURST_MAX);
    }
    if (lty_read_has(reading, burst, "days", "within how many days")) {
        (void) lty_read_small(&rules->burst_days, reading, burst, "days", 1, LTY_PROGRAMME_PENDING_MAX);
    }
}
