--TEST--
Quote: what the ledger says of codes and automatic offers; limits and budgets
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\CouponUsage;

$document = document();
$document['campaigns'] = [
    ['number' => 1, 'key' => 'single', 'name' => 'Single', 'discount' => ['kind' => 'percent', 'basis_points' => 1000], 'combinable' => true],
    ['number' => 2, 'key' => 'three', 'name' => 'Three times', 'discount' => ['kind' => 'fixed', 'amount' => 100], 'uses_per_code' => 3, 'uses_per_customer' => 2,
        'uses_total' => 100, 'combinable' => true],
    ['number' => 3, 'key' => 'rich', 'name' => 'Budget', 'discount' => ['kind' => 'fixed', 'amount' => 500], 'budget' => 10000, 'combinable' => true],
    ['number' => 4, 'key' => 'autumn', 'name' => 'Autumn', 'discount' => ['kind' => 'fixed', 'amount' => 50], 'automatic' => true, 'uses_total' => 10, 'combinable' => true],
];
$programme = Loyalty\Programme::fromArray($document);
$ring = Loyalty\KeyRing::import('tea.example/test', [str_repeat('k', 32)], 0);
$maker = new Loyalty\Coupons($ring, $programme);
$batches = array_map(fn(string $key) => $maker->newBatch($key, 2, AT - 1000), ['single', 'three', 'rich']);
$verifier = new Loyalty\Coupons($ring, $programme, $batches);
$codes = [];
foreach ($batches as $batch) {
    $codes[$batch->campaign] = iterator_to_array($verifier->issueMany($batch), false);
}
$cart = cart([['CAKE', 1, 2000, 'cake']]);
$show = function (array $typed, array $usage) use ($programme, $verifier, $cart, $codes): void {
    $quote = $programme->quote($cart, customer($programme, 'anna', 1), $typed, $verifier, AT, $usage);
    foreach ($quote->discounts as $discount) {
        echo '  ', $discount->code === '' ? '(automatic)' : 'code', " $discount->campaign takes {$discount->amount->format()}\n";
    }
    foreach ($quote->rejected as $rejected) {
        echo "  {$rejected->reason->name} | $rejected->message | $rejected->publicMessage\n";
    }
};
[$single, $three, $rich] = [$codes['single'][0], $codes['three'][0], $codes['rich'][0]];
echo "nothing known:\n";
$show([$single, $three, $rich], []);
echo "used once; another code of the campaign is another code:\n";
$show([$single, $codes['single'][1]], [new CouponUsage($single, 1, 1, 1, 200)]);
echo "withdrawn, unused or not:\n";
$show([$single], [new CouponUsage($single, revoked: true)]);
$show([$three], [new CouponUsage($three, 3, revoked: true)]);
echo "two of three uses, then all:\n";
$show([$three], [new CouponUsage($three, 2, 1, 99)]);
$show([$three], [new CouponUsage($three, 3, 0, 3)]);
echo "this customer's limit, the campaign's limit:\n";
$show([$three], [new CouponUsage($three, 0, 2, 2)]);
$show([$three], [new CouponUsage($three, 0, 0, 100)]);
echo "budget: enough, some, none:\n";
$show([$rich], [new CouponUsage($rich, campaignSpent: 9500)]);
$show([$rich], [new CouponUsage($rich, campaignSpent: 9700)]);
$show([$rich], [new CouponUsage($rich, campaignSpent: 10000)]);
echo "the automatic offer's limit is said by its campaign's key:\n";
$show([], [new CouponUsage('autumn', campaignUses: 9)]);
$show([], [new CouponUsage('autumn', campaignUses: 10)]);
echo "as typed or of nobody is passed over:\n";
$show([strtolower($single)], [new CouponUsage(strtolower($single), 1), new CouponUsage('NOBODY', 1), new CouponUsage('single', 1, 1, 1)]);
echo "twice:\n";
foreach ([[$single], ['autumn']] as [$code]) {
    try {
        $show([$single], [new CouponUsage($code), new CouponUsage('X'), new CouponUsage($code)]);
    } catch (ValueError $e) {
        echo '  ', $e->getMessage(), "\n";
    }
}
$show([$single, $single], [new CouponUsage($single, 1)]);
--EXPECT--
nothing known:
  code single takes 2.00
  code three takes 1.00
  code rich takes 5.00
  (automatic) autumn takes 0.50
used once; another code of the campaign is another code:
  code single takes 2.00
  (automatic) autumn takes 0.50
  Used | the code has been used 1 of 1 times, checkouts under way included | the code has been used
withdrawn, unused or not:
  (automatic) autumn takes 0.50
  Revoked | the shop has withdrawn the code | invalid code
  (automatic) autumn takes 0.50
  Revoked | the shop has withdrawn the code | invalid code
two of three uses, then all:
  code three takes 1.00
  (automatic) autumn takes 0.50
  (automatic) autumn takes 0.50
  Used | the code has been used 3 of 3 times, checkouts under way included | the code has been used
this customer's limit, the campaign's limit:
  (automatic) autumn takes 0.50
  Limit | the customer has used campaign "three" 2 of 2 times | the code cannot be used again
  (automatic) autumn takes 0.50
  Limit | campaign "three" has been used 100 of 100 times | the code cannot be used again
budget: enough, some, none:
  code rich takes 5.00
  (automatic) autumn takes 0.50
  (automatic) autumn takes 0.50
  Budget | the code would take 5.00 GBP off, and campaign "rich" has given away 97.00 GBP of its budget of 100.00 GBP | the offer is used up
  (automatic) autumn takes 0.50
  Budget | campaign "rich" has given away 100.00 GBP of its budget of 100.00 GBP | the offer is used up
the automatic offer's limit is said by its campaign's key:
  (automatic) autumn takes 0.50
as typed or of nobody is passed over:
  code single takes 2.00
  (automatic) autumn takes 0.50
twice:
  Loyalty\Programme::quote(): Argument #6 ($usage) must name each code once
  Loyalty\Programme::quote(): Argument #6 ($usage) must name each code once
  (automatic) autumn takes 0.50
  Used | the code has been used 1 of 1 times, checkouts under way included | the code has been used
