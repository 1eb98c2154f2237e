--TEST--
Attacks: carts and terms: sums that overflow, amounts below zero, codes that are put together
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';
require __DIR__ . '/cart.inc';

use Loyalty\{Cart, CartLine, Channel, Coupons, CouponUsage, Money, Programme};

$most = PHP_INT_MAX;
$line = fn(int $quantity, int $price, mixed ...$more) => fn() => 'taken: ' . (new CartLine('A', $quantity, new Money($price, 'GBP'), ...$more))->quantity;
attack('negative quantity', $line(-1, 100), $line(PHP_INT_MIN, 100));
attack('negative price', $line(1, -1), $line(1, PHP_INT_MIN));
attack('negative shipping', fn() => cart([['A', 1, 100]], -1));
attack('overflow: a line whose product wraps', $line($most, 2), $line(2, $most), $line($most, $most), $line(1 << 32, 1 << 32));
attack('overflow: lines whose sum wraps', fn() => cart([['A', 1, $most >> 1], ['B', 1, $most >> 1], ['C', 1, 3]]), fn() => cart([['A', 1, 900_000_000_000_000], ['B', 1, 900_000_000_000_000]]));
attack('overflow: tax on top', fn() => new Cart([new CartLine('A', 1, new Money(900_000_000_000_000, 'GBP'), taxRate: 10_000_000)], new Money(0, 'GBP'), false));
attack('tax rates that are none', $line(1, 100, taxRate: -1), $line(1, 100, taxRate: $most), $line(1, 100, taxRate: 10_000_001));
attack('millionths that are negative, or wrap', $line(1, 100, netMillionths: -1), $line(2, 100, netMillionths: $most), $line(1, 100, grossMillionths: $most));
attack('currencies mixed', fn() => new Cart([new CartLine('A', 1, new Money(100, 'GBP')), new CartLine('B', 1, new Money(100, 'JPY'))], new Money(0, 'GBP')), fn() => new Cart([new CartLine('A', 1, new Money(100, 'GBP'))], new Money(0, 'EUR')));
attack('a cart without lines, with something else for a line', fn() => new Cart([], new Money(0, 'GBP')), fn() => new Cart(['A'], new Money(0, 'GBP')), fn() => new Cart([5 => new CartLine('A', 1, new Money(1, 'GBP'))], new Money(0, 'GBP')));
attack('SKUs: empty, NUL, broken UTF-8, 1 MB', ...array_map(fn($sku) => fn() => strlen((new CartLine($sku, 1, new Money(100, 'GBP')))->sku) . ' taken', ['', "A\0B", "\xff", str_repeat('A', 1 << 20)]));
$yen = Programme::fromArray(['name' => 'Yen', 'currency' => 'JPY', 'timezone' => 'Asia/Tokyo', 'version' => 1, 'valid_from' => '2020-01-01']);
attack('a cart of another currency than the programme', fn() => told($yen->quote(cart([['A', 1, 100]]), null, [], null, NOW)));

attack('terms: percent 0, 100.01 %, negative, huge, of floats', ...array_map(fn($value) => fn() => programme(['x' => ['discount' => ['kind' => 'percent', 'basis_points' => $value]]])->name(), [0, 10001, -1000, $most, 10.0, '1000']));
attack('terms: an amount of 0, negative, huge, of floats', ...array_map(fn($value) => fn() => programme(['x' => ['discount' => ['kind' => 'fixed', 'amount' => $value]]])->name(), [0, -500, $most, 5.5, '500', 1_000_000_000_001]));
attack('terms: points 0, negative, beyond the bound; multipliers of 1 and less', ...array_map(fn($discount) => fn() => programme(['x' => ['discount' => $discount]])->name(),
    [['kind' => 'points', 'points' => 0], ['kind' => 'points', 'points' => -5], ['kind' => 'points', 'points' => $most], ['kind' => 'points_multiplier', 'basis_points' => 10000], ['kind' => 'points_multiplier', 'basis_points' => $most]]));
attack('terms: buy 0 get 1, buy 1 get 0, negative', ...array_map(fn($pair) => fn() => programme(['x' => ['discount' => ['kind' => 'buy_get', 'buy' => $pair[0], 'get' => $pair[1]]]])->name(), [[0, 1], [1, 0], [-1, 1], [1, $most]]));
attack('terms: steps that fall, repeat, are empty', ...array_map(fn($steps) => fn() => programme(['x' => ['discount' => ['kind' => 'fixed', 'steps' => $steps]]])->name(),
    [[], [['from' => 10, 'amount' => 5], ['from' => 5, 'amount' => 6]], [['from' => 10, 'amount' => 5], ['from' => 10, 'amount' => 6]], [['from' => 10, 'amount' => 6], ['from' => 20, 'amount' => 5]]]));
attack('terms: minimum above maximum, limits and budget of 0', ...array_map(fn($more) => fn() => programme(['x' => percent(1000, $more)])->name(),
    [['minimum_order' => 5, 'maximum_order' => 4], ['uses_per_code' => 0], ['uses_total' => 0], ['uses_per_customer' => -1], ['budget' => 0], ['budget' => -1], ['maximum_discount' => -1]]));

$huge = 1_000_000_000_000;
$large = programme(['all' => percent(10000), 'hundred' => percent(9999), 'fixed' => fixed($huge), 'points' => ['discount' => ['kind' => 'points', 'points' => 1_000_000_000], 'combinable' => true],
    'times' => ['discount' => ['kind' => 'points_multiplier', 'basis_points' => 1_000_000], 'combinable' => true], 'ship' => ['discount' => ['kind' => 'free_shipping'], 'combinable' => true]],
    ['points' => ['earn' => [['key' => 'much', 'kind' => 'rate', 'points' => 100, 'per' => 1]], 'worth' => ['points' => 1, 'amount' => 1_000_000_000_000]]]);
[$verifier, $codes] = issued($large);
$quote = fn(Cart $cart, array $of, array $usage = []) => fn() => told($large->quote($cart, null, array_map(fn($key) => $codes[$key][0], $of), $verifier, NOW, $usage));
attack('everything off: 100 %, and then some', $quote(cart([['A', 1, 999]], 395), ['all', 'hundred', 'fixed', 'ship']));
attack('more off than there is: a fixed amount above the cart', $quote(cart([['A', 1, 999]], 395), ['fixed']));
attack('shipping below zero: free shipping of free shipping', $quote(cart([['A', 1, 999]], 0), ['ship']), $quote(cart([['A', 1, 999]], 1), ['ship', 'fixed']));
attack('nothing to pay: lines that cost nothing', $quote(cart([['A', 5, 0], ['B', 1, 0]]), ['all', 'fixed', 'ship']));
attack('quantity 0 only: a cart of products that a gift may add', $quote(cart([['A', 0, 999]], 395), ['all', 'fixed']));
attack('overflow of points: 100 a minor unit, hundredfold, of the largest cart', $quote(cart([['A', 1, 900_000_000_000_000]]), ['points', 'times']));
$tiers = ['by' => 'orders', 'levels' => [['key' => 'a', 'name' => 'A', 'from' => 0, 'earn_percent' => 1_000_000]]];
attack('overflow of points: the same with a tier that gives a hundredfold', fn() => told(programme([], ['tiers' => $tiers, 'points' => ['earn' => [['key' => 'much', 'kind' => 'rate', 'points' => 100, 'per' => 1],
    ['key' => 'more', 'kind' => 'rate', 'points' => 100, 'per' => 1]], 'worth' => ['points' => 1, 'amount' => 1]]])->quote(cart([['A', 1, 900_000_000_000_000]]), null, [], null, NOW)));
attack('the ledger overflows: uses and money at the end of the integers', $quote(cart([['A', 1, 999]]), ['all'], [new CouponUsage($codes['all'][0], $most, $most, $most, $most)]));
attack('the ledger is negative', fn() => new CouponUsage('A', -1), fn() => new CouponUsage('A', 0, -1), fn() => new CouponUsage('A', 0, 0, PHP_INT_MIN), fn() => new CouponUsage('A', 0, 0, 0, -1));
attack('the ledger says the same code twice', $quote(cart([['A', 1, 999]]), ['all'], [new CouponUsage($codes['all'][0]), new CouponUsage($codes['all'][0])]));

$rules = programme([
    'ten' => percent(1000), 'big' => fixed(500, ['minimum_order' => 5000]), 'small' => fixed(500, ['maximum_order' => 2000]), 'gift' => ['discount' => ['kind' => 'gift', 'sku' => 'MUG'], 'minimum_order' => 1500, 'combinable' => true],
    'class_a' => fixed(300, ['stacking_class' => 'c']), 'class_b' => fixed(400, ['stacking_class' => 'c']), 'alone' => percent(500, ['combinable' => false]), 'auto' => percent(100, ['automatic' => true]),
    'budget' => fixed(600, ['budget' => 1000]), 'total' => fixed(100, ['uses_total' => 1]), 'once' => fixed(100, ['uses_per_customer' => 1]), 'three' => ['discount' => ['kind' => 'buy_get', 'buy' => 2, 'get' => 1], 'combinable' => true],
    'cheap' => ['discount' => ['kind' => 'percent', 'basis_points' => 10000, 'on' => 'cheapest'], 'combinable' => true], 'mail' => fixed(200, ['email_only' => true]),
    'cap' => percent(5000, ['maximum_discount' => 100]), 'per' => ['discount' => ['kind' => 'fixed', 'amount' => 1000, 'on' => 'piece'], 'combinable' => true],
]);
[$verifier, $codes] = issued($rules, 100);
$named = (new Coupons(ring(), $rules))->newBatch('ten', 1, NOW, 500, ['MARIA']);
$verifier = new Coupons(ring(), $rules, [...array_map(fn($key) => (new Coupons(ring(), $rules))->newBatch($key, 100, NOW - 10, 0), array_keys($codes)), $named]);
$maria = substr(iterator_to_array($verifier->issueMany($named), false)[0], 6);
$quote = fn(Cart $cart, string ...$of) => fn() => told($rules->quote($cart, null, $of, $verifier, NOW));
$c = fn(string $key, int $i = 0) => $codes[$key][$i];
$three = cart([['A', 3, 1000]], 395);

attack('replay in one order: the same code twice', $quote($three, $c('ten'), $c('ten')));
attack('replay in one order: spelt differently', $quote($three, $c('ten'), strtolower($c('ten')), implode('-', str_split($c('ten'), 4)), strtr($c('ten'), ['0' => 'O', '1' => 'l']) . ' '));
attack('replay in one order: once as a code, once as a record', fn() => told($rules->quote($three, null, [$c('ten'), $verifier->verify($c('ten')), $verifier->verify(strtolower($c('ten')))], $verifier, NOW)));
attack('replay in one order: with a mistake in the second', $quote($three, $c('ten'), substr_replace($c('ten'), $c('ten')[7] === 'Z' ? 'Y' : 'Z', 7, 1)));
attack('replay in one order: MARIA, MAR1A, MARLA and maria', $quote($three, "MARIA-$maria", "MAR1A-$maria", "MARLA-$maria", 'maria–' . strtolower($maria)));
attack('replay in one order: another name with the same symbols', $quote($three, "MARIA-$maria", "MARTA-$maria"));
attack('100 codes of one campaign that combines', function () use ($rules, $verifier, $three, $c) {
    $all = $rules->quote($three, null, array_map(fn($i) => $c('ten', $i), range(0, 99)), $verifier, NOW);
    return "total {$all->total->format()}, " . count($all->discounts) . ' apply, ' . count($all->rejected) . ' do not' . promises($all);
});
attack('101 codes', $quote($three, ...array_map(fn($i) => $c('ten', $i % 100), range(0, 100))));
attack('100 texts that are no codes, and read alike where they are shown', fn() => count($rules->quote($three, null, array_map(fn($i) => str_repeat(chr(128 + $i), 1 << 14), range(0, 99)), $verifier, NOW)->rejected) . ' refused');
attack('typing order: 24 orders of four codes, one answer', function () use ($rules, $verifier, $three, $c) {
    $answers = [];
    $orders = [[]];
    foreach (['ten', 'class_a', 'class_b', 'cap'] as $key) {
        $orders = array_merge(...array_map(fn($order) => array_map(fn($place) => array_merge(array_slice($order, 0, $place), [$key], array_slice($order, $place)), range(0, count($order))), $orders));
    }
    foreach ($orders as $order) {
        $quote = $rules->quote($three, null, array_map($c, $order), $verifier, NOW);
        $answers[json_encode([$quote->total, array_map(fn($d) => [$d->code, $d->amount], $quote->discounts)])] = true;
    }
    return count($orders) . ' orders, ' . count($answers) . ' answer';
});
attack('stacking class: two codes of one class, both ways', $quote($three, $c('class_a'), $c('class_b')), $quote($three, $c('class_b'), $c('class_a')));
attack('stacking class: twice the same campaign of a class', $quote($three, $c('class_a'), $c('class_a', 1)));
attack('alone: beside an automatic offer', $quote($three, $c('alone')));
attack('alone: beside a better code, and two of itself', $quote($three, $c('alone'), $c('ten')), $quote($three, $c('alone'), $c('alone', 1)));
attack('budget: two codes of one order above what is left', $quote($three, $c('budget'), $c('budget', 1)));
attack('uses in total: two codes of one order', $quote($three, $c('total'), $c('total', 1)));
attack('uses per customer: two codes of one order', $quote($three, $c('once'), $c('once', 1)));
attack('minimum: reached by a line of quantity 0', $quote(cart([['A', 1, 1000], ['B', 0, 9000]]), $c('big')));
attack('minimum: reached by shipping', $quote(cart([['A', 1, 4999]], 9000), $c('big')));
attack('minimum: goods taken out after the code was applied', $quote(cart([['A', 5, 1000]]), $c('big')), $quote(cart([['A', 4, 1000]]), $c('big')));
attack('minimum: reached by the gift itself', $quote(cart([['A', 1, 1000], ['MUG', 1, 600]]), $c('gift')), $quote(cart([['A', 1, 1500], ['MUG', 1, 600]]), $c('gift')));
attack('maximum: kept by splitting the order into lines', $quote(cart([['A', 1, 1000], ['A', 1, 1000], ['A', 1, 1]]), $c('small')), $quote(cart([['A', 3, 667]]), $c('small')), $quote(cart([['A', 1, 2000]]), $c('small')));
foreach (['ten', 'three', 'cheap', 'per', 'cap', 'class_a'] as $key) {
    attack("a line split: $key", $quote(cart([['A', 6, 333]]), $c($key)), $quote(cart([['A', 1, 333], ['A', 2, 333], ['A', 3, 333]]), $c($key)));
}
attack('cheapest free: a free sample in the cart', $quote(cart([['A', 1, 1000], ['SAMPLE', 1, 0]]), $c('cheap')));
attack('three for two: free samples fill up the group', $quote(cart([['A', 1, 1000], ['SAMPLE', 2, 0]]), $c('three')));
attack('off each piece: more than the piece costs', $quote(cart([['A', 4, 999]]), $c('per')));
attack('maximum discount: two codes with a cap each', $quote(cart([['A', 1, 1000]]), $c('cap'), $c('cap', 1)));
attack('e-mail only: without the link, with another channel', $quote($three, $c('mail')), fn() => told($rules->quote(new Cart($three->lines, $three->shipping, channel: Channel::Sms), null, [$c('mail')], $verifier, NOW)));
attack('an automatic offer asked for by its key', $quote($three, 'auto', 'AUTO'));
attack('codes as strings where nobody verifies them', fn() => told($rules->quote($three, null, [$c('ten')], null, NOW)));
$bare = new Coupons(ring());
attack('a shorter code with a shorter tag for a campaign of 20 symbols, verified bare', ...array_map(fn($length) => fn() => told($rules->quote($three, null, [$bare->issue(1, 0, $length)], $bare, NOW)), [12, 16, 24]));
attack('the same as records, with nobody to verify them again', ...array_map(fn($length) => fn() => told($rules->quote($three, null, [$bare->verify($bare->issue(1, 0, $length))], null, NOW)), [12, 16, 24]));
attack('of 20 symbols, plain and personalised, it is taken', fn() => told($rules->quote($three, null, [$bare->issue(1, 0)], $bare, NOW)), fn() => told($rules->quote($three, null, [$bare->verify($bare->issue(1, 0, 20, 'MARIA'))], null, NOW)));

foreach (['woocommerce', 'prestashop'] as $way) {
    $shop = programme(['ten' => percent(1000), 'budget' => fixed(600, ['budget' => 1000]), 'total' => fixed(100, ['uses_total' => 2]), 'once' => fixed(100, ['uses_per_customer' => 1]), 'part' => percent(5000, ['budget' => 1400])], ['discounts' => $way]);
    [$there, $of] = issued($shop, 4);
    $name = ['woocommerce' => 'WooCommerce', 'prestashop' => 'PrestaShop'][$way] . "'s way";
    $ask = fn(array $codes, array $usage = []) => fn() => told($shop->quote($three, null, $codes, $there, NOW, $usage));
    attack("$name: the same code twice, and spelt differently", $ask([$of['ten'][0], $of['ten'][0], strtolower($of['ten'][0])]));
    attack("$name: two codes of one order above the budget", $ask([$of['budget'][0], $of['budget'][1]]));
    attack("$name: a code that by itself takes more than is left of the budget", $ask([$of['part'][0]]), $ask([$of['budget'][0]], [new CouponUsage($of['budget'][0], campaignSpent: 401)]));
    attack("$name: four codes of one order, two uses in total", $ask($of['total']), $ask($of['total'], array_map(fn($code) => new CouponUsage($code, campaignUses: 1), $of['total'])));
    attack("$name: four codes of one order, one use per customer", $ask($of['once']));
    attack("$name: more off than there is", $ask([...$of['ten'], ...$of['budget'], ...$of['total'], ...$of['once']]), fn() => told($shop->quote(cart([['A', 1, 1]]), null, [...$of['ten'], ...$of['total']], $there, NOW)));
    attack("$name: a shorter code with a shorter tag, verified bare", fn() => told($shop->quote($three, null, [$bare->issue(1, 0, 12)], $bare, NOW)));
}
?>
--EXPECT--
negative quantity … ValueError: Loyalty\CartLine::__construct(): Argument #2 ($quantity) must not be negative (2)
negative price … ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) must not be negative (2)
negative shipping … ValueError: Loyalty\Cart::__construct(): Argument #2 ($shipping) must not be negative
overflow: a line whose product wraps … ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths (4)
overflow: lines whose sum wraps … ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 1 makes the sum too large (1), ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths (1)
overflow: tax on top … ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths
tax rates that are none … ValueError: Loyalty\CartLine::__construct(): Argument #6 ($taxRate) must be 0 to 10000000 millionths (3)
millionths that are negative, or wrap … ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths (1), ValueError: Loyalty\CartLine::__construct(): Argument #7 ($netMillionths) must not be negative (1), taken: 1 (1)
currencies mixed … ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 0 has another currency than the shipping (1), ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 1 has another currency than the shipping (1)
a cart without lines, with something else for a line … ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be a list of at least one Loyalty\CartLine (2), ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 0 is no Loyalty\CartLine (1)
SKUs: empty, NUL, broken UTF-8, 1 MB … 0 taken (1), 1048576 taken (1), 3 taken (1), ValueError: Loyalty\CartLine::__construct(): Argument #1 ($sku) must be UTF-8 (1)
a cart of another currency than the programme … Loyalty\CurrencyMismatchException: the cart is in GBP, the programme in JPY
terms: percent 0, 100.01 %, negative, huge, of floats … /campaigns/0/discount/basis_points "1000" (1), /campaigns/0/discount/basis_points -1000 (1), /campaigns/0/discount/basis_points 0 (1), /campaigns/0/discount/basis_points 10.0 (1), /campaigns/0/discount/basis_points 10001 (1), /campaigns/0/discount/basis_points 9223372036854775807 (1)
terms: an amount of 0, negative, huge, of floats … /campaigns/0/discount/amount "500" (1), /campaigns/0/discount/amount -500 (1), /campaigns/0/discount/amount 0 (1), /campaigns/0/discount/amount 1000000000001 (1), /campaigns/0/discount/amount 5.5 (1), /campaigns/0/discount/amount 9223372036854775807 (1)
terms: points 0, negative, beyond the bound; multipliers of 1 and less … /campaigns/0/discount/basis_points 10000 (1), /campaigns/0/discount/basis_points 9223372036854775807 (1), /campaigns/0/discount/points -5 (1), /campaigns/0/discount/points 0 (1), /campaigns/0/discount/points 9223372036854775807 (1)
terms: buy 0 get 1, buy 1 get 0, negative … /campaigns/0/discount/buy -1 (1), /campaigns/0/discount/buy 0 (1), /campaigns/0/discount/get 0 (1), /campaigns/0/discount/get 9223372036854775807 (1)
terms: steps that fall, repeat, are empty … /campaigns/0/discount/steps an array of 0 (1), /campaigns/0/discount/steps/1/amount 5 (1), /campaigns/0/discount/steps/1/from 10 (1), /campaigns/0/discount/steps/1/from 5 (1)
terms: minimum above maximum, limits and budget of 0 … /campaigns/0/budget -1 (1), /campaigns/0/budget 0 (1), /campaigns/0/maximum_discount -1 (1), /campaigns/0/maximum_order 4 (1), /campaigns/0/uses_per_code 0 (1), /campaigns/0/uses_per_customer -1 (1), /campaigns/0/uses_total 0 (1)
everything off: 100 %, and then some … total 0.00; all -9.99; ship -3.95; NO_EFFECT; NO_EFFECT
more off than there is: a fixed amount above the cart … total 3.95; fixed -9.99
shipping below zero: free shipping of free shipping … total 0.00; fixed -9.99; ship -0.01 (1), total 9.99; NO_EFFECT (1)
nothing to pay: lines that cost nothing … total 0.00; NO_EFFECT; NO_EFFECT; NO_EFFECT
quantity 0 only: a cart of products that a gift may add … total 3.95; CATEGORY; CATEGORY
overflow of points: 100 a minor unit, hundredfold, of the largest cart … total 9000000000000.00; points -0.00; times -0.00
overflow of points: the same with a tier that gives a hundredfold … Loyalty\LoyaltyException: a result is out of range
the ledger overflows: uses and money at the end of the integers … total 9.99; USED
the ledger is negative … ValueError: Loyalty\CouponUsage::__construct(): Argument #2 ($uses) must not be negative (1), ValueError: Loyalty\CouponUsage::__construct(): Argument #3 ($customerUses) must not be negative (1), ValueError: Loyalty\CouponUsage::__construct(): Argument #4 ($campaignUses) must not be negative (1), ValueError: Loyalty\CouponUsage::__construct(): Argument #5 ($campaignSpent) must not be negative (1)
the ledger says the same code twice … ValueError: Loyalty\Programme::quote(): Argument #6 ($usage) must name each code once
replay in one order: the same code twice … total 30.68; ten -3.00; auto -0.27
replay in one order: spelt differently … total 30.68; ten -3.00; auto -0.27
replay in one order: once as a code, once as a record … total 30.68; ten -3.00; auto -0.27
replay in one order: with a mistake in the second … total 30.68; ten -3.00; auto -0.27; BAD_CHECK
replay in one order: MARIA, MAR1A, MARLA and maria … total 30.68; ten -3.00; auto -0.27
replay in one order: another name with the same symbols … total 30.68; ten -3.00; auto -0.27; BAD_TAG
100 codes of one campaign that combines … total 3.99, 60 apply, 40 do not
101 codes … ValueError: Loyalty\Programme::quote(): Argument #3 ($coupons) must hold at most 100 codes
100 texts that are no codes, and read alike where they are shown … 1 refused
typing order: 24 orders of four codes, one answer … 24 orders, 1 answer
stacking class: two codes of one class, both ways … total 29.65; auto -0.30; class_b -4.00; COMBINATION (2)
stacking class: twice the same campaign of a class … total 30.65; auto -0.30; class_a -3.00; COMBINATION
alone: beside an automatic offer … total 32.45; alone -1.50
alone: beside a better code, and two of itself … total 30.68; ten -3.00; auto -0.27; COMBINATION (1), total 32.45; alone -1.50; COMBINATION (1)
budget: two codes of one order above what is left … total 27.65; auto -0.30; budget -6.00; BUDGET
uses in total: two codes of one order … total 32.65; auto -0.30; total -1.00; LIMIT
uses per customer: two codes of one order … total 32.65; auto -0.30; once -1.00; LIMIT
minimum: reached by a line of quantity 0 … total 9.90; auto -0.10; MIN_ORDER
minimum: reached by shipping … total 139.49; auto -0.50; MIN_ORDER
minimum: goods taken out after the code was applied … total 39.60; auto -0.40; MIN_ORDER (1), total 44.50; auto -0.50; big -5.00 (1)
minimum: reached by the gift itself … total 14.85; auto -0.21; gift -5.94 (1), total 15.84; auto -0.16; MIN_ORDER (1)
maximum: kept by splitting the order into lines … total 14.80; auto -0.20; small -5.00 (1), total 19.81; auto -0.20; MAX_ORDER (2)
a line split: ten … total 17.80; ten -2.00; auto -0.18 (2)
a line split: three … total 13.19; auto -0.20; three -6.59 (1), total 13.20; auto -0.20; three -6.58 (1)
a line split: cheap … total 16.49; auto -0.20; cheap -3.29 (2)
a line split: per … total 0.00; auto -0.20; per -19.78 (2)
a line split: cap … total 18.78; auto -0.20; cap -1.00 (2)
a line split: class_a … total 16.78; auto -0.20; class_a -3.00 (2)
cheapest free: a free sample in the cart … total 0.00; auto -0.10; cheap -9.90
three for two: free samples fill up the group … total 9.90; auto -0.10; NO_EFFECT
off each piece: more than the piece costs … total 0.00; auto -0.40; per -39.56
maximum discount: two codes with a cap each … total 7.90; auto -0.10; cap -1.00; cap -1.00
e-mail only: without the link, with another channel … total 33.65; auto -0.30; CHANNEL_MISMATCH (2)
an automatic offer asked for by its key … total 33.65; auto -0.30; BAD_CHAR; BAD_CHAR
codes as strings where nobody verifies them … ValueError: Loyalty\Programme::quote(): Argument #3 ($coupons) must not hold codes as strings where no verifier is given
a shorter code with a shorter tag for a campaign of 20 symbols, verified bare … total 33.65; auto -0.30; UNKNOWN_CAMPAIGN (3)
the same as records, with nobody to verify them again … total 33.65; auto -0.30; UNKNOWN_CAMPAIGN (3)
of 20 symbols, plain and personalised, it is taken … total 30.68; ten -3.00; auto -0.27 (2)
WooCommerce's way: the same code twice, and spelt differently … total 30.95; ten -3.00; REPEATED
WooCommerce's way: two codes of one order above the budget … total 27.95; budget -6.00; BUDGET
WooCommerce's way: a code that by itself takes more than is left of the budget … total 33.95; BUDGET (2)
WooCommerce's way: four codes of one order, two uses in total … total 31.95; total -1.00; total -1.00; LIMIT; LIMIT (1), total 32.95; total -1.00; LIMIT; LIMIT; LIMIT (1)
WooCommerce's way: four codes of one order, one use per customer … total 32.95; once -1.00; LIMIT; LIMIT; LIMIT
WooCommerce's way: more off than there is … total 0.00; ten -0.00; ten -0.00; ten -0.00; ten -0.00; total -0.01; total -0.00; LIMIT; LIMIT (1), total 12.95; ten -3.00; ten -3.00; ten -3.00; ten -3.00; total -1.00; total -1.00; once -1.00; budget -6.00; LIMIT; LIMIT; LIMIT; LIMIT; LIMIT; BUDGET; BUDGET; BUDGET (1)
WooCommerce's way: a shorter code with a shorter tag, verified bare … total 33.95; UNKNOWN_CAMPAIGN
PrestaShop's way: the same code twice, and spelt differently … total 30.95; ten -3.00; REPEATED
PrestaShop's way: two codes of one order above the budget … total 27.95; budget -6.00; BUDGET
PrestaShop's way: a code that by itself takes more than is left of the budget … total 33.95; BUDGET (2)
PrestaShop's way: four codes of one order, two uses in total … total 31.95; total -1.00; total -1.00; LIMIT; LIMIT (1), total 32.95; total -1.00; LIMIT; LIMIT; LIMIT (1)
PrestaShop's way: four codes of one order, one use per customer … total 32.95; once -1.00; LIMIT; LIMIT; LIMIT
PrestaShop's way: more off than there is … total 0.00; ten -0.00; ten -0.00; ten -0.00; ten -0.00; total -0.01; total -0.00; LIMIT; LIMIT (1), total 14.63; ten -3.00; ten -2.70; ten -2.43; ten -2.19; budget -6.00; total -1.00; total -1.00; once -1.00; LIMIT; LIMIT; LIMIT; LIMIT; LIMIT; BUDGET; BUDGET; BUDGET (1)
PrestaShop's way: a shorter code with a shorter tag, verified bare … total 33.95; UNKNOWN_CAMPAIGN
