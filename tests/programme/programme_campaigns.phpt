--TEST--
Programme::campaigns, discounts: what a shop's ledger asks of a document
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\DiscountKind;
use Loyalty\Programme;

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-06-01'];

function programme(array $campaigns, string|array $discounts = 'exact'): Programme
{
    $number = 1;
    foreach ($campaigns as $key => &$campaign) {
        $campaign += ['number' => $number++, 'key' => $key, 'name' => ucfirst($key)];
    }

    return Programme::fromArray(HEAD + ['discounts' => $discounts, 'campaigns' => array_values($campaigns)]);
}

$percent = ['kind' => 'percent', 'basis_points' => 1250];
$programme = programme([
    'percent' => ['discount' => $percent],
    'fine' => ['discount' => ['kind' => 'percent', 'millionths' => 333399]],
    'fixed' => ['discount' => ['kind' => 'fixed', 'amount' => 250, 'on' => 'piece']],
    'micro' => ['discount' => ['kind' => 'fixed', 'amount_millionths' => 1250000]],
    'steps' => ['discount' => ['kind' => 'fixed', 'steps' => [['from' => 0, 'amount' => 5]]]],
    'shipping' => ['discount' => [$percent, ['kind' => 'free_shipping']]],
    'points' => ['discount' => ['kind' => 'points', 'points' => 50]],
    'gift' => ['discount' => ['kind' => 'gift', 'sku' => 'MUG', 'number' => 7], 'format' => 'public'],
    'multiplied' => ['discount' => ['kind' => 'points_multiplier', 'basis_points' => 20000]],
    'bought' => ['discount' => ['kind' => 'buy_get', 'buy' => 2, 'get' => 1]],
    'early' => ['discount' => ['kind' => 'early_access'], 'products' => ['include' => ['MUG']]],
]);
foreach ($programme->campaigns() as $key => $campaign) {
    echo "$key: ", DiscountKind::from($campaign['kind'])->name, " $campaign[value]\n";
}

$programme = programme([
    'short' => ['discount' => $percent],
    'long' => ['discount' => $percent, 'length' => 24, 'open' => false, 'uses_per_code' => 3, 'uses_per_customer' => 2, 'uses_total' => 1000, 'budget' => 50000],
    'public' => ['discount' => $percent, 'format' => 'public', 'number' => 2147483647, 'email_only' => true, 'release' => ['cancelled' => false, 'refunded' => true]],
    'shared' => ['discount' => $percent, 'format' => 'shared', 'valid_from' => '2011-07-01', 'valid_until' => '2011-07-31', 'release' => ['refunded' => true]],
    'auto' => ['discount' => $percent, 'automatic' => true, 'valid_from' => '1969-12-31T23:59:59Z', 'valid_until' => '1970-01-01T00:00:00Z'],
]);
foreach ($programme->campaigns() as $key => $campaign) {
    echo $key, ' ', json_encode(array_diff_key($campaign, ['name' => 1, 'kind' => 1, 'value' => 1])), "\n";
}

foreach (['exact', ['way' => 'exact'], 'woocommerce', ['way' => 'woocommerce', 'sequential' => true], 'prestashop', ['way' => 'prestashop', 'unit' => 'line']] as $way) {
    echo programme(['a' => ['discount' => $percent]], $way)->discounts(), "\n";
}
var_dump(Programme::fromArray(HEAD)->discounts(), Programme::fromArray(HEAD)->campaigns());
--EXPECT--
percent: Percent 1250
fine: Percent 3333
fixed: Fixed 250
micro: Fixed 125
steps: Fixed 0
shipping: FreeShipping 0
points: Points 50
gift: Gift 7
multiplied: PointsMultiplier 20000
bought: BuyGet 0
early: EarlyAccess 0
short {"number":1,"format":"short","length":20,"open":true,"automatic":false,"email_only":false,"valid_from":null,"valid_until":null,"uses_per_code":1,"uses_per_customer":0,"uses_total":0,"budget":0,"release_on_cancel":true,"release_on_refund":false}
long {"number":2,"format":"short","length":24,"open":false,"automatic":false,"email_only":false,"valid_from":null,"valid_until":null,"uses_per_code":3,"uses_per_customer":2,"uses_total":1000,"budget":50000,"release_on_cancel":true,"release_on_refund":false}
public {"number":2147483647,"format":"public","length":0,"open":true,"automatic":false,"email_only":true,"valid_from":null,"valid_until":null,"uses_per_code":1,"uses_per_customer":0,"uses_total":0,"budget":0,"release_on_cancel":false,"release_on_refund":true}
shared {"number":4,"format":"shared","length":0,"open":true,"automatic":false,"email_only":false,"valid_from":1309474800,"valid_until":1312153200,"uses_per_code":1,"uses_per_customer":0,"uses_total":0,"budget":0,"release_on_cancel":true,"release_on_refund":true}
auto {"number":5,"format":"short","length":0,"open":true,"automatic":true,"email_only":false,"valid_from":-1,"valid_until":0,"uses_per_code":0,"uses_per_customer":0,"uses_total":0,"budget":0,"release_on_cancel":true,"release_on_refund":false}
exact
exact
woocommerce
woocommerce
prestashop
prestashop
string(5) "exact"
array(0) {
}
