--TEST--
Quote: refusals name the reason, for staff and for the shopper
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{Cart, CartLine, Money};

$programme = programme();
[$verifier, $codes] = shop($programme);
$show = function (array $cart, ?Loyalty\Customer $customer, array $typed) use ($programme, $verifier): void {
    $quote = $programme->quote(cart($cart, 0), $customer, $typed, $verifier, AT);
    foreach ($quote->discounts as $discount) {
        echo "  $discount->campaign takes {$discount->amount->format()}\n";
    }
    foreach ($quote->rejected as $rejected) {
        echo '  ', $rejected->reason->name, ' | ', preg_replace('/\b[0-9A-Z]{12,24}\b/', 'CODE', $rejected->message), ' | ', preg_replace('/\b[0-9A-Z]{12,24}\b/', 'CODE', $rejected->publicMessage), "\n";
    }
};
$cake = [['CAKE', 1, 2000, 'cake']];
$anna = customer($programme, 'anna', 2);
echo "bound to anna:\n";
$show($cake, null, [$codes['ten'][1]]);
$show($cake, customer($programme, 'bob', 0), [$codes['ten'][1]]);
$show($cake, $anna, [$codes['ten'][1]]);
echo "first order:\n";
$show($cake, null, [$codes['first'][0]]);
$show($cake, $anna, [$codes['first'][0]]);
$show($cake, customer($programme, 'bob', 0), [$codes['first'][0]]);
echo "goods:\n";
$show($cake, null, [$codes['tea_pounds'][0]]);
$show([['TEA', 1, 580, 'tea'], ...$cake], null, [$codes['tea_pounds'][0]]);
$show([['TEA', 1, 1000, 'tea'], ...$cake], null, [$codes['tea_pounds'][0]]);
echo "nothing to take off:\n";
$show($cake, null, [$codes['delivery'][0]]);
$show([['TEA', 1, 0, 'tea'], ['CAKE', 1, 1, 'cake']], null, [$codes['ten'][0]]);
echo "expired, forged, mistyped, twice:\n";
$show($cake, null, [$codes['over'][0], $codes['ten'][0] . '0', '', 'no!', '?', '?']);
$other = Loyalty\KeyRing::import('other.example/test', [str_repeat('x', 32)], 0);
$show($cake, null, [(new Loyalty\Coupons($other))->issue(1, 0), $codes['ten'][0], strtolower($codes['ten'][0])]);
echo "codes that stand alone:\n";
$show($cake, null, [$codes['alone'][0], $codes['ten'][0]]);
$show([['TEA', 2, 1000, 'tea']], null, [$codes['alone'][0], $codes['ten'][0], $codes['tea_pounds'][0]]);
--EXPECT--
bound to anna:
  CustomerMismatch | the code is bound to a customer, and the order names none | sign in to use this code
  CustomerMismatch | the code is bound to another customer | the code is not for this account
  ten takes 2.00
first order:
  CustomerMismatch | the code is for a first order, and the order names no customer | sign in to use this code: it is for a first order
  CustomerMismatch | the code is for a first order, and the customer has 2 already | the code is for a first order
  first takes 5.00
goods:
  Category | campaign "tea_pounds" covers no line of the cart | add goods that the code covers: tea
  MinOrder | the goods that campaign "tea_pounds" covers are 4.20 GBP below the minimum of 10.00 GBP | add 4.20 GBP of goods that the code covers
  tea_pounds takes 7.77
nothing to take off:
  NoEffect | the code takes off shipping, and the order has none to pay | shipping is free already
  NoEffect | the code takes off less than the smallest unit of the currency | the code has nothing to take off
expired, forged, mistyped, twice:
  Empty | no code was given | please enter a code
  BadChar | the code has a character that no code has | the code has a character that codes do not use
  BadChar | the code has a character that no code has | the code has a character that codes do not use
  BadLength | the code has the wrong number of symbols | the code is too short or too long
  Expired | the last day of the code was 2023-11-13 | the code has expired
  ten takes 2.00
  BadCheck | the check symbols do not fit: a typing error | the code has a typing error
codes that stand alone:
  alone takes 4.00
  Combination | CODE stands alone, and the better choice has CODE | remove CODE to use this code
  ten takes 2.00
  tea_pounds takes 7.77
  Combination | CODE stands alone, and the better choice has CODE | remove CODE, CODE to use this code
