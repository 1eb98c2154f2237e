--TEST--
Segment: a value that can never be is refused with those that can
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{LoyaltyException, Programme, RuleException, Segment};

const HEAD = ['name' => 'Test', 'currency' => 'EUR', 'timezone' => 'Europe/Vienna', 'version' => 1, 'valid_from' => '2011-06-01'];
$programme = Programme::fromArray(HEAD + ['segments' => [['key' => 'vip', 'name' => 'VIP', 'rule' => 'spent > 1000']]]);
foreach ([
    'count(visits, via = "driect") >= 1',
    "orders > 1\n  and share(visits, via in (\"direct\", \"google\"), last 90 days) > 50 %",
    'count(clicked, via starts with "s") > 0 or count(clicked, via starts with "n") > 0',
    'gender != "f"',
    'tier = "gold"',
    'in segment "vips"',
    'count(orders, month = 13) > 0',
    'best_hour = 24',
    'tier = “gold”',
    'spent > 12,50',
    "orders >\u{a0}3",
    'last_order < 30.09.2011',
] as $rule) {
    try {
        Segment::compile($programme, $rule);
        echo "compiled: $rule\n";
    } catch (RuleException $e) {
        echo $e->position, ' ', $e->getMessage(), "\n";
    }
}
// What a shop names itself is open.
echo get_class(Segment::compile($programme, 'count(orders, channel = "nowhere", category = "nothing") = 0 and count(sent, name = "never") = 0 and count(visits, via = "") = 0')), "\n";
try {
    Programme::fromArray(HEAD + ['segments' => [['key' => 'mail', 'name' => 'Mail', 'rule' => 'count(visits, via = "mail") > 0']]]);
} catch (LoyaltyException $e) {
    echo $e->getMessage(), "\n";
}
--EXPECT--
20 found "driect", which via of visits never is, expected one of "direct", "search", "email", "social", "referral", "ads", "other", ""; did you mean "direct"? at byte 20
count(visits, via = "driect") >= 1
                    ^
49 found "google", which via of visits never is, expected one of "direct", "search", "email", "social", "referral", "ads", "other", "" at byte 49
  and share(visits, via in ("direct", "google"), last 90 days) > 50 %
                                      ^
74 found "n", with which via of messages never begins, expected one of "email", "sms" at byte 74
count(clicked, via starts with "s") > 0 or count(clicked, via starts with "n") > 0
                                                                          ^
10 found "f", which gender never is, expected one of "female", "male", "other" at byte 10
gender != "f"
          ^
7 found "gold", which tier never is, expected no comparison: the programme has none at byte 7
tier = "gold"
       ^
11 found "vips", expected a segment of the programme: "vip"; did you mean "vip"? at byte 11
in segment "vips"
           ^
22 found 13, which month never is, expected 1 to 12 at byte 22
count(orders, month = 13) > 0
                      ^
12 found 24, which best_hour never is, expected 0 to 23 at byte 12
best_hour = 24
            ^
7 found “, expected a text in straight double quotes: "gold" at byte 7
tier = “gold”
       ^
10 found ,, expected a point before decimals: 12.50 and not 12,50 at byte 10
spent > 12,50
          ^
8 found a non-breaking space (U+00A0), expected an ordinary blank; this one comes along when text is copied from a web page at byte 8
orders > 3
        ^
13 found 30.09.2011, expected a date as year-month-day: 2011-09-30 at byte 13
last_order < 30.09.2011
             ^
Loyalty\Segment
the programme has 1 error; first: /segments/0/rule: found "mail", which via of visits never is at character 21 of the rule, expected one of "direct", "search", "email", "social", "referral", "ads", "other", ""; did you mean "email"?
