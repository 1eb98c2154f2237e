--TEST--
Quote: 1,500 random quotes with points to spend, caps, goals and all bases recomputed by hand from their steps
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
require __DIR__ . '/recompute.inc';

use Loyalty\{Cart, CartLine, Customer, Event, Money, OrderCondition, Programme};

$seed = (int) (getenv('LTY_SEED') ?: 20261125);
mt_srand($seed);

function points_document(): array
{
    $maybe = fn(int $of, mixed $value): mixed => mt_rand(1, $of) === 1 ? $value : null;
    $caps = fn(): array => array_filter(['order' => $maybe(4, mt_rand(1, 40)), 'day' => $maybe(4, mt_rand(1, 60)), 'month' => $maybe(4, mt_rand(1, 90)),
        'year' => $maybe(4, mt_rand(1, 200)), 'programme' => $maybe(4, mt_rand(1, 300))]);
    $rule = function (array $rule) use ($maybe, $caps): array {
        static $number = 0;
        return array_filter(['key' => 'rule_' . ++$number, 'channels' => $maybe(4, ['online']), 'tiers' => $maybe(5, ['pot']), 'minimum' => $maybe(4, mt_rand(1, 4000)),
            'weekdays' => $maybe(6, ['monday', 'tuesday']), 'brands' => $maybe(4, ['exclude' => ['brew']]), 'caps' => $caps() ?: null], fn($v) => $v !== null) + $rule;
    };
    $document = document();
    $document['campaigns'] = [];
    $document['points'] = [
        'earn' => [
            $rule(['kind' => 'rate', 'points' => mt_rand(1, 20), 'per' => mt_rand(50, 300)]),
            $rule(['kind' => 'rate', 'points' => mt_rand(1, 20), 'per' => mt_rand(50, 300), 'categories' => ['include' => ['tea']]]),
            $rule(['kind' => 'steps', 'steps' => [['from' => 1000, 'points' => 5], ['from' => 4000, 'points' => 30]]]),
            $rule(['kind' => 'order', 'points' => mt_rand(1, 30)]),
            $rule(['kind' => 'first_order', 'points' => 50]),
            $rule(['kind' => 'goal', 'points' => 70, 'orders' => mt_rand(2, 4), 'within' => ['days' => 30]]),
            $rule(['kind' => 'goal', 'points' => 33, 'spend' => mt_rand(1, 20000), 'within' => ['months' => 2]]),
            $rule(['kind' => 'next_order', 'points' => 12, 'within' => ['days' => mt_rand(1, 20)], 'after' => mt_rand(0, 1) ? 'each' : 'first']),
        ],
        'base' => ['tax' => mt_rand(0, 1) === 0, 'shipping' => mt_rand(0, 1) === 0, 'points' => mt_rand(0, 2) === 0, 'gift_card' => true],
        'caps' => $caps() ?: ['programme' => 1000],
        'rounding' => ['down', 'up', 'half_up', 'half_even'][mt_rand(0, 3)],
        'worth' => ['points' => mt_rand(1, 150), 'amount' => mt_rand(1, 150)],
        'spend' => ['minimum' => mt_rand(0, 60), 'step' => mt_rand(1, 25), 'maximum_share' => mt_rand(1, 10000), 'categories' => ['exclude' => mt_rand(0, 1) ? ['cake'] : ['jam']]],
        'rewards' => [
            ['key' => 'mug', 'name' => 'A mug', 'points' => 500, 'kind' => 'gift', 'sku' => 'MUG'],
            ['key' => 'credit', 'name' => 'Ten pounds', 'points' => 1500, 'kind' => 'credit', 'amount' => 1000, 'tiers' => ['pot']],
        ],
    ];
    return $document;
}

function buyer(Programme $programme): Customer
{
    $events = [];
    $at = AT - 86400 * 60;
    for ($i = mt_rand(0, 6); $i > 0; $i--) {
        $at += mt_rand(1, 86400 * 9);
        $events[] = Event::order('shop', "anna-$i", 1, 'anna', $at, OrderCondition::Paid, new Money(mt_rand(1, 9000), 'GBP'));
    }
    if (mt_rand(0, 2) > 0) {
        $events[] = Event::openingBalance('shop', 'anna', AT - 86400 * 61, mt_rand(1, 3000));
    }
    return Customer::fold($programme, 'anna', $events, AT);
}

$seen = [];
for ($i = 0; $i < 1500; $i++) {
    if ($i % 5 === 0) {
        $document = points_document();
        $programme = Programme::fromArray($document);
    }
    $rates = mt_rand(0, 1) ? [0, 50000, 200000] : [0, 0, 0];
    $lines = [];
    for ($n = mt_rand(1, 4); $n > 0; $n--) {
        $lines[] = new CartLine("SKU: $n", mt_rand(1, 3), new Money(mt_rand(0, 2500), 'GBP'), ['tea', 'cake', ''][mt_rand(0, 2)], false, $rates[mt_rand(0, 2)],
            brand: mt_rand(0, 1) ? 'brew' : '');
    }
    $cart = new Cart($lines, new Money(mt_rand(0, 2) * 395, 'GBP'), mt_rand(0, 2) > 0, $rates[mt_rand(0, 2)], salesChannel: mt_rand(0, 1) ? 'online' : 'shop',
        pointsToSpend: mt_rand(0, 3) === 0 ? 0 : mt_rand(1, 3000));
    $quote = $programme->quote($cart, mt_rand(0, 5) === 0 ? null : buyer($programme), [], null, AT);
    try {
        (new Recompute($quote))->run();
        foreach ($quote->steps as $step) {
            $seen[$step->figure] = ($seen[$step->figure] ?? 0) + 1;
            $place = $document;
            foreach ($step->rule === '' ? [] : explode('/', substr($step->rule, 1)) as $member) {
                $place = $place[$member] ?? throw new Exception("the rule $step->rule is not in the document");
            }
        }
    } catch (Exception $e) {
        echo "seed $seed, quote $i: ", $e->getMessage(), "\n";
        foreach ($quote->steps as $step) {
            echo "  $step->figure ($step->rule): $step->text [$step->value]\n";
        }
        break;
    }
}
echo "$i quotes\n";
foreach (['spend_lines', 'spent', 'to_pay', 'paid_with_points', 'line_counts', 'earn_cap', 'caps', 'shipping_points', 'reward'] as $figure) {
    if (($seen[$figure] ?? 0) < 100) {
        echo "$figure: only ", $seen[$figure] ?? 0, "\n";
    }
}
?>
--EXPECT--
1500 quotes
