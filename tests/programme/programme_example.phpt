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
loyal: first_order < 6 months ago and last_order >= 6 months ago
big_spenders: spent >= 5000 or average_order >= 1000
winback: 1 percent 1000
welcome_back: 2 fixed 2000
free_delivery: 3 free_shipping 0
double_up: 4 points 500
partner_card: 5 percent 1000
for_you: 6 percent 0
large_orders: 7 free_shipping 0
5.00
