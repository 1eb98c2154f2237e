--TEST--
Programme: the example of the documentation
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

$programme = Programme::fromJson(file_get_contents(dirname(__DIR__, 2) . '/examples/programme.json'));
echo $programme->name(), ', ', $programme->timezone(), ', from ', gmdate('c', $programme->inForceFrom()), "\n";
echo implode(' ', array_column($programme->tiers(), 'key')), "\n";
foreach ($programme->segments() as $key => $name) {
    echo "$key: ", $programme->segment($key)->rule(), "\n";
}
foreach ($programme->campaigns() as $key => $campaign) {
    echo "$key: $campaign[number] $campaign[kind] $campaign[value]\n";
}
echo $programme->worth(500)->format(), "\n";
--EXPECT--
Example rewards, Europe/London, from 2010-12-01T00:00:00+00:00
bronze silver gold
new: orders = 1 and first_order >= 60 days ago
returning: orders >= 2
regulars: orders >= 4 and last_order >= 90 days ago
at_risk: orders >= 3 and last_order < 90 days ago and last_order >= 240 days ago
lost: last_order < 240 days ago
loyal: email_since < 6 months ago and last_order >= 6 months ago
long_standing: first_order < 6 months ago and last_order >= 6 months ago
big_spenders: spent >= 5000 or average_order >= 1000
promotion_hunters: count(orders, last 12 months) >= 2 and share(amount, sale or code, last 12 months) >= 60 %
costly_hunters: in segment "promotion_hunters" and average(margin, last 12 months) < 2.00
loyal_at_full_price: in segment "loyal" and share(amount, sale or code, last 12 months) <= 20 %
birthday_week: birthday_in <= 7
cat_people: affinity("pets") = "cats"
dog_people: affinity("pets") = "dogs"
women_clothing: gender = "female" and count(orders, category in ("dresses", "shoes", "bags"), last 12 months) >= 1
men_tools: gender = "male" and count(orders, category starts with "tools", last 12 months) >= 1
christmas_shoppers: count(orders) >= 2 and share(orders, month in (11, 12)) >= 60 %
catalogue_readers: last(orders, channel = "catalogue") >= 12 months ago
engaged_readers: messages_sent >= 5 and open_rate >= 40 % and last(clicked) >= 90 days ago
never_opens: consent_email and messages_sent >= 5 and messages_opened = 0
winback: 1 percent 1000
welcome_back: 2 fixed 2000
free_delivery: 3 free_shipping 0
double_up: 4 points 500
partner_card: 5 percent 1000
for_you: 6 percent 0
large_orders: 7 free_shipping 0
5.00
