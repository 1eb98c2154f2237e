--TEST--
Programme: what a document says is there to read
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

$programme = Programme::fromJson(<<<'JSON'
{
    "name": "Böser Wolf", "currency": "KWD", "timezone": "Europe/London", "version": 7, "valid_from": "2011-06-01",
    "points": {"earn": [{"key": "a", "kind": "rate", "points": 1, "per": 1000}], "worth": {"points": 3, "amount": 10}},
    "tiers": {"by": "orders", "levels": [{"key": "low", "name": "Low", "from": 0}, {"key": "high", "name": "High", "from": 5, "earn_percent": 20000, "colour": "#00ff00"}]},
    "segments": [{"key": "b", "name": "Bee", "rule": "orders > 1"}, {"key": "a", "name": "Ay", "rule": "tier = \"high\""}],
    "campaigns": [{"number": 9, "key": "c", "name": "Cee", "length": 16, "discount": {"kind": "fixed", "amount": 250}},
        {"number": 8, "key": "d", "name": "Dee", "discount": {"kind": "free_shipping"}}]
}
JSON);
var_dump($programme->name(), $programme->currency(), $programme->timezone(), $programme->version(), strlen($programme->hash()));
echo gmdate('c', $programme->inForceFrom()), "\n";
echo json_encode($programme->tiers()), "\n", json_encode($programme->segments()), "\n", json_encode($programme->campaigns()), "\n";
echo $programme->worth(100)->format(), ' ', $programme->worth(-1)->format(), ' ', $programme->worth(0)->format(), "\n";
foreach ($programme->fields() as $name => $field) {
    echo "$name: $field[type]", $field['about'] === '' ? ' without a word' : '', "\n";
}
--EXPECT--
string(11) "Böser Wolf"
string(3) "KWD"
string(13) "Europe/London"
int(7)
int(64)
2011-05-31T23:00:00+00:00
[{"key":"low","name":"Low","colour":"","from":0,"earn_percent":10000,"coupons":[],"benefits":[]},{"key":"high","name":"High","colour":"#00ff00","from":5,"earn_percent":20000,"coupons":[],"benefits":[]}]
{"b":"Bee","a":"Ay"}
{"c":{"number":9,"name":"Cee","format":"short","length":16,"kind":"fixed","value":250,"open":true,"automatic":false,"email_only":false,"valid_from":null,"valid_until":null,"uses_per_code":1,"uses_per_customer":0,"uses_total":0,"budget":0,"release_on_cancel":true,"release_on_refund":false},"d":{"number":8,"name":"Dee","format":"short","length":20,"kind":"free_shipping","value":0,"open":true,"automatic":false,"email_only":false,"valid_from":null,"valid_until":null,"uses_per_code":1,"uses_per_customer":0,"uses_total":0,"budget":0,"release_on_cancel":true,"release_on_refund":false}}
0.333 -0.003 0.000
orders: integer
first_order: instant
last_order: instant
spent: money
spent_gross: money
refunded: money
refunds: integer
average_order: money
points: integer
points_pending: integer
points_earned: integer
points_spent: integer
points_expired: integer
points_reversed: integer
points_in: integer
points_out: integer
tier: text
tier_metric: integer
birthday: day
gender: text
consent_email: bool
consent_sms: bool
visits: integer
last_visit: instant
rfm_recency: integer
rfm_frequency: integer
rfm_monetary: integer
points_restored: integer
points_expire_at: instant
signed_up: instant
tier_since: instant
tier_until: instant
tier_missing: integer
reviews: integer
surveys: integer
contests: integer
friends: integer
email_since: instant
sms_since: instant
birthday_in: integer
child_birthday_in: integer
children: integer
messages_sent: integer
messages_opened: integer
messages_clicked: integer
open_rate: ratio
last_opened: instant
best_hour: integer
first_visit: instant
redemptions: integer
p_alive: ratio
expected_orders: ratio
clv: money
loyalty: integer
