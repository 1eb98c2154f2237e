--TEST--
Attacks: codes for one customer, in the hands of another
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';
require __DIR__ . '/cart.inc';

use Loyalty\{CouponBatch, Coupons, CouponTerms, CouponUsage, Customer, DiscountKind, Programme};

$more = ['tiers' => ['by' => 'orders', 'levels' => [['key' => 'iron', 'name' => 'Iron', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => 3]]],
    'segments' => [['key' => 'many', 'name' => 'Many', 'rule' => 'orders >= 3']]];
$rules = fn(int $version = 1) => programme([
    'bound' => percent(1000), 'first' => fixed(500, ['first_order_only' => true]), 'tier' => fixed(500, ['tiers' => ['gold']]), 'segment' => fixed(500, ['segments' => ['many']]),
    'token' => fixed(500, ['format' => 'public']), 'once' => fixed(500, ['uses_per_customer' => 1]),
], ['version' => $version, 'valid_from' => "2020-01-0$version"] + $more);
$programme = $rules();
$maker = new Coupons(ring(), $programme);
$batches = [$maker->newBatch('bound', ['anna', 'bert'], NOW), $maker->newBatch('token', ['anna'], NOW)];
foreach (['first', 'tier', 'segment', 'once'] as $key) {
    $batches[] = $maker->newBatch($key, 1, NOW);
}
$verifier = new Coupons(ring(), $programme, $batches);
$codes = [];
foreach ($batches as $batch) {
    $codes[$batch->campaign] = iterator_to_array($verifier->issueMany($batch), false);
}
$cart = cart([['A', 1, 2000]]);
$quote = fn(string $key, ?Customer $customer, array $usage = []) => fn() => told($programme->quote($cart, $customer, [$codes[$key][0]], $verifier, NOW, $usage));
$anna = customer($programme, 'anna');
$bert = customer($programme, 'bert');
$gold = customer($programme, 'gold', 4);

attack('bound code: by its customer', $quote('bound', $anna));
attack('bound code: by another customer', $quote('bound', $bert));
attack('bound code: by a guest', $quote('bound', null));
foreach (['Anna', 'anna ', "anna\0", 'ann', 'annaa', 'аnna', "anna\u{200B}", 'ａnna'] as $key) {
    $alike[] = $quote('bound', customer($programme, $key));
}
attack('bound code: by keys that look like the customer\'s', ...$alike);
attack('bound code: customer i of the batch for customer j', fn() => told($programme->quote($cart, $anna, [$codes['bound'][1]], $verifier, NOW)));
attack('bound code: by a record made without the batches', fn() => told($programme->quote($cart, $bert, [(new Coupons(ring()))->verify($codes['bound'][0])], $verifier, NOW)));
attack('bound code: by a record that reflection made for another', function () use ($programme, $cart, $bert, $verifier, $codes) {
    $genuine = $verifier->verify($codes['bound'][0]);
    $coupon = (new ReflectionClass($genuine))->newInstanceWithoutConstructor();
    foreach (['customer' => 'bert'] + get_object_vars($genuine) as $name => $value) {
        (new ReflectionProperty($coupon, $name))->setValue($coupon, $value);
    }
    return told($programme->quote($cart, $bert, [$coupon], $verifier, NOW));
});
attack('bound code: numeric keys 7, 07 and 7.0', function () use ($programme, $cart) {
    $maker = new Coupons(ring(), $programme);
    $batch = $maker->newBatch('bound', ['7'], NOW, 10);
    $code = iterator_to_array($maker->issueMany($batch), false)[0];
    return implode(', ', array_map(fn($key) => $programme->quote($cart, customer($programme, $key), [$code], $maker, NOW)->total->format(), ['7', '07', '7.0', '+7', ' 7', '7e0']));
});
attack('bound token: by its customer', $quote('token', $anna));
attack('bound token: by another, by a guest', $quote('token', $bert), $quote('token', null));
attack('bound token: by the pseudonym itself as a customer key', $quote('token', customer($programme, ring()->pseudonym('anna'))));
attack('bound token: its customer as another ring would name her', fn() => told($programme->quote($cart, $anna, [(new Coupons(ring()))->token(5, 0,
    new CouponTerms(DiscountKind::Fixed, 500, 'GBP', customer: ring('other.example/live', strrev(MASTER))->pseudonym('anna')))], $verifier, NOW)));
attack('first order: by a guest', $quote('first', null));
attack('first order: by a customer with an order', $quote('first', customer($programme, 'c', 1)));
attack('first order: by a customer whose only order was cancelled', fn() => told($programme->quote($cart, Customer::fold($programme, 'c', [
    Loyalty\Event::order('shop', 'c-1', 1, 'c', NOW - 99, Loyalty\OrderCondition::Paid, new Loyalty\Money(1000, 'GBP')),
    Loyalty\Event::order('shop', 'c-1', 2, 'c', NOW - 50, Loyalty\OrderCondition::Cancelled, new Loyalty\Money(1000, 'GBP')),
], NOW), [$codes['first'][0]], $verifier, NOW)));
attack('first order: history of another customer handed in', fn() => Customer::fold($programme, 'new', [Loyalty\Event::order('shop', 'x', 1, 'old', NOW - 9, Loyalty\OrderCondition::Paid, new Loyalty\Money(1, 'GBP'))], NOW)->key);
attack('tier code: by the lowest tier, by a guest', $quote('tier', $anna), $quote('tier', null));
attack('tier code: with another\'s Customer record the code is that customer\'s', $quote('tier', $gold));
attack('segment code: by who is not in it, by a guest', $quote('segment', $anna), $quote('segment', null));
$raised = programme(['bound' => percent(1000)], ['tiers' => ['by' => 'orders', 'levels' => [['key' => 'iron', 'name' => 'Iron', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => 1]]]]);
attack('customer folded under another programme, where everybody is gold', $quote('tier', customer($raised, 'anna', 1)));
attack('customer folded under another version: the same', $quote('tier', customer($rules(2), 'anna', 4)));
attack('customer folded at another instant: of tomorrow, of last year', ...array_map(fn($at) => fn() => told($programme->quote($cart, Customer::fold($programme, 'gold', [], $at), [$codes['tier'][0]], $verifier, NOW)), [NOW + 86400, NOW - 31536000]));
attack('customer whose facts reflection changed', function () use ($programme, $cart, $verifier, $codes) {
    $object = (new ReflectionClass(Customer::class))->newInstanceWithoutConstructor();
    (new ReflectionProperty(Customer::class, 'key'))->setValue($object, 'anna');
    return told($programme->quote($cart, $object, [$codes['bound'][0]], $verifier, NOW));
});
attack('customer unserialized', fn() => unserialize(sprintf('O:%d:"%s":1:{s:3:"key";s:4:"anna";}', strlen(Customer::class), Customer::class)));
attack('limit per customer: used once before', $quote('once', $anna, [new CouponUsage($codes['once'][0], customerUses: 1)]));
attack('limit per customer: the ledger\'s word on another spelling is no word on this code', $quote('once', $anna, [new CouponUsage(strtolower($codes['once'][0]), customerUses: 1)]));
attack('tier and segment of a programme that has none', fn() => programme(['x' => percent(1, ['tiers' => ['gold']]), 'y' => percent(1, ['segments' => ['many']])])->name());
?>
--EXPECT--
bound code: by its customer … total 18.00; bound -2.00
bound code: by another customer … total 20.00; CUSTOMER_MISMATCH
bound code: by a guest … total 20.00; CUSTOMER_MISMATCH
bound code: by keys that look like the customer's … total 20.00; CUSTOMER_MISMATCH (8)
bound code: customer i of the batch for customer j … total 20.00; CUSTOMER_MISMATCH
bound code: by a record made without the batches … total 20.00; CUSTOMER_MISMATCH
bound code: by a record that reflection made for another … total 20.00; CUSTOMER_MISMATCH
bound code: numeric keys 7, 07 and 7.0 … 18.00, 20.00, 20.00, 20.00, 20.00, 20.00
bound token: by its customer … total 15.00; token -5.00
bound token: by another, by a guest … total 20.00; CUSTOMER_MISMATCH (2)
bound token: by the pseudonym itself as a customer key … total 20.00; CUSTOMER_MISMATCH
bound token: its customer as another ring would name her … total 20.00; CUSTOMER_MISMATCH
first order: by a guest … total 20.00; CUSTOMER_MISMATCH
first order: by a customer with an order … total 20.00; CUSTOMER_MISMATCH
first order: by a customer whose only order was cancelled … total 15.00; first -5.00
first order: history of another customer handed in … ValueError: Loyalty\Customer::fold(): Argument #3 ($events) must contain only events of customer "new", but "shop/order/x/1" is of "old"
tier code: by the lowest tier, by a guest … total 20.00; ELIGIBILITY (2)
tier code: with another's Customer record the code is that customer's … total 15.00; tier -5.00
segment code: by who is not in it, by a guest … total 20.00; ELIGIBILITY (2)
customer folded under another programme, where everybody is gold … ValueError: Loyalty\Programme::quote(): Argument #2 ($customer) must have been folded under this programme or one of its versions
customer folded under another version: the same … ValueError: Loyalty\Programme::quote(): Argument #2 ($customer) must have been folded under this programme or one of its versions
customer folded at another instant: of tomorrow, of last year … total 20.00; ELIGIBILITY (2)
customer whose facts reflection changed … ValueError: Loyalty\Programme::quote(): Argument #2 ($customer) must have been folded under this programme or one of its versions
customer unserialized … Exception: Unserialization of 'Loyalty\Customer' is not allowed
limit per customer: used once before … total 20.00; LIMIT
limit per customer: the ledger's word on another spelling is no word on this code … total 15.00; once -5.00
tier and segment of a programme that has none … /campaigns/0/tiers/0 "gold"; /campaigns/1/segments/0 "many"
