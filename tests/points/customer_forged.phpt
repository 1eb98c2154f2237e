--TEST--
Customer: what reflection forges is refused, and never crashes what reads it
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Account, Cart, CartLine, Customer, Money, PointLot, Standing};

$programme = programme(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100, 'caps' => ['day' => 500]], ['key' => 'three', 'kind' => 'goal', 'points' => 9, 'orders' => 3, 'within' => ['days' => 90]]],
    'expiry' => ['days' => 90, 'notice_days' => 3]], TIERS);
$good = Customer::fold($programme, 7, [order(1, 1, '2011-01-05 10:00', 30000), refund(1, 1, '2011-01-06 10:00', 500), spend('x', '2011-01-07 10:00', 3000), restore('x', 1, '2011-01-08 10:00', 5)], at('2011-02-01 00:00'));
$cart = new Cart([new CartLine('a', 1, new Money(1000, 'GBP'))], new Money(0, 'GBP'));
$forge = function (object $record, array $values): object {
    $copy = (new ReflectionClass($record))->newInstanceWithoutConstructor();
    foreach (get_object_vars($record) as $name => $value) {
        if (!array_key_exists($name, $values) || $values[$name] !== 'unset') {
            (new ReflectionProperty($record, $name))->setValue($copy, array_key_exists($name, $values) ? $values[$name] : $value);
        }
    }

    return $copy;
};
$uses = [
    'explain' => fn(Customer $c) => $c->explain(),
    'expiring' => fn(Customer $c) => $c->expiring(),
    'quote' => fn(Customer $c) => $programme->quote($cart, $c, [], null, at('2011-02-01 00:00')),
];
$try = function (string $what, Customer $customer) use ($uses): void {
    $said = [];
    foreach ($uses as $name => $use) {
        try {
            $use($customer);
            $said[] = "$name takes it";
        } catch (Throwable $e) {
            $said[] = "$name " . get_class($e);
        }
    }
    echo "$what: ", implode(', ', $said), "\n";
};
$try('as it is', $good);
$lot = fn(array $values) => $forge($good, ['lots' => [$forge($good->lots[0], $values)]]);
$account = fn(array $values) => $forge($good, ['account' => $forge($good->account, $values)]);
$standing = fn(array $values) => $forge($good, ['standing' => $forge($good->standing, $values)]);
foreach (get_object_vars($good) as $name => $value) {
    $try("without $name", $forge($good, [$name => 'unset']));
}
foreach (get_object_vars($good->lots[0]) as $name => $value) {
    $try("a lot without $name", $lot([$name => 'unset']));
}
foreach (get_object_vars($good->account) as $name => $value) {
    $try("an account without $name", $account([$name => 'unset']));
}
foreach (get_object_vars($good->standing) as $name => $value) {
    $try("a standing without $name", $standing([$name => 'unset']));
}
$rule = $good->lots[0]->rules[0];
foreach ([
    'rules of numbers' => $lot(['rules' => [1, 2]]), 'a rule without base' => $lot(['rules' => [array_diff_key($rule, ['base' => 0])]]), 'a rule of texts' => $lot(['rules' => [array_fill_keys(array_keys($rule), 'x')]]),
    'huge figures' => $lot(['rules' => [['given' => PHP_INT_MAX, 'points' => PHP_INT_MIN, 'per' => PHP_INT_MIN] + $rule, ['given' => PHP_INT_MAX] + $rule], 'earned' => PHP_INT_MIN, 'expired' => PHP_INT_MIN, 'at' => PHP_INT_MIN, 'left' => PHP_INT_MAX, 'earnPercent' => PHP_INT_MIN]),
    'draws of nothing' => $lot(['draws' => [[], null]]), 'another currency' => $forge($good, ['currency' => "\0"]), 'no currency' => $forge($good, ['currency' => '', 'unit' => 'money']),
    'lots of others' => $forge($good, ['lots' => [new stdClass(), $good]]), 'references' => $forge($good, ['lots' => (function () use ($good) { $l = $good->lots[0]; return [&$l]; })()]),
    'changes of texts' => $standing(['changes' => ['x']]), 'a change without ends' => $standing(['changes' => [['at' => PHP_INT_MAX, 'from' => 1, 'to' => [], 'cause' => 'x']]]),
    'a unit of one letter' => $standing(['unit' => 's', 'nextName' => 'x', 'missing' => 1]), 'missing, but of no tier' => $standing(['missing' => 5, 'nextName' => null]),
] as $what => $customer) {
    $try($what, $customer);
}
foreach ([
    'no progress' => [], 'counters of numbers' => ['counters' => [1, 2], 'goals' => []], 'an unknown rule' => ['counters' => ['other' => [0, 0, 0, 0, 0, 0, 0]], 'goals' => []],
    'a short counter' => ['counters' => ['base' => [1, 2, 3]], 'goals' => []], 'a counter of texts' => ['counters' => ['base' => ['1', '2', '3', '4', '5', '6', '7']], 'goals' => []],
    'a negative sum' => ['counters' => ['base' => [1, 1, 1, -1, 0, 0, 0]], 'goals' => []], 'no day of the calendar' => ['counters' => ['base' => [PHP_INT_MAX, 1, 1, 1, 1, 1, 1]], 'goals' => []],
    'huge sums' => ['counters' => ['base' => [1, 1, 1, PHP_INT_MAX, PHP_INT_MAX, PHP_INT_MAX, PHP_INT_MAX], '' => [1, 1, 1, PHP_INT_MAX, PHP_INT_MAX, PHP_INT_MAX, PHP_INT_MAX]], 'goals' => []],
    'goals of numbers' => ['counters' => [], 'goals' => [1]], 'a goal over all rules' => ['counters' => [], 'goals' => [['', 1, 1]]], 'a goal of the year 10000' => ['counters' => [], 'goals' => [['three', PHP_INT_MAX, 1]]],
    'goals that go back in time' => ['counters' => [], 'goals' => [['three', 2, 1], ['three', 1, 1]]], 'an amount of less than nothing' => ['counters' => [], 'goals' => [['three', 1, -1]]], 'a goal by name' => ['counters' => [], 'goals' => [['key' => 'three', 'at' => 1, 'kept' => 1]]],
    'goals in order' => ['counters' => [], 'goals' => [['three', 1, 1], ['three', 1, 1], ['base', 0, 1]]],
] as $what => $progress) {
    $try($what, $forge($good, ['progress' => $progress]));
}
// Rows of every length and with any one byte altered: read as rows, or refused; a quote under segments of the last days likewise.
$points = ['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100]]];
$asked = programme($points, ['segments' => [['key' => 'busy', 'name' => 'Busy', 'rule' => 'sum(amount, last 90 days) > 1']],
    'campaigns' => [['number' => 1, 'key' => 'busy', 'name' => 'Busy', 'automatic' => true, 'discount' => ['kind' => 'percent', 'basis_points' => 1000], 'segments' => ['busy']]]] + TIERS);
$mine = Customer::fold($asked, 7, [order(1, 1, '2011-01-05 10:00', 30000)], at('2011-02-01 00:00'));
echo $asked->quote($cart, $mine, [], null, at('2011-02-01 00:00'))->discount->minor, "\n";
$said = [];
mt_srand(6);
$rows = $mine->rows;
for ($i = 0; $i < strlen($rows) * 2; $i++) {
    $altered = $i < strlen($rows) ? substr($rows, 0, $i) : substr_replace($rows, chr(mt_rand(0, 255)), $i - strlen($rows), 1);
    $customer = $forge($mine, ['rows' => $altered]);
    foreach ([fn() => $customer->purchases(), fn() => $customer->activities(), fn() => $customer->loyalty($asked), fn() => $asked->quote($cart, $customer, [], null, at('2011-02-01 00:00'))] as $use) {
        try {
            $use();
        } catch (Throwable $e) {
            $said[get_class($e)] = $e->getMessage();
        }
    }
}
ksort($said);
print_r($said);
attempt(fn() => (new ReflectionClass(Standing::class))->newInstanceWithoutConstructor()->progress());
attempt(fn() => $forge($good->standing, ['missing' => 5, 'nextName' => null])->progress());
--EXPECT--
as it is: explain takes it, expiring takes it, quote takes it
without key: explain takes it, expiring takes it, quote Error
without at: explain takes it, expiring takes it, quote Error
without account: explain Error, expiring takes it, quote takes it
without lots: explain Error, expiring Error, quote takes it
without tier: explain takes it, expiring takes it, quote takes it
without facts: explain takes it, expiring takes it, quote Error
without standing: explain Error, expiring takes it, quote takes it
without services: explain takes it, expiring takes it, quote takes it
without programmeHash: explain takes it, expiring takes it, quote ValueError
without stateHash: explain takes it, expiring takes it, quote takes it
without currency: explain Error, expiring takes it, quote takes it
without unit: explain Error, expiring takes it, quote takes it
without progress: explain takes it, expiring takes it, quote Error
without rows: explain takes it, expiring takes it, quote Error
a lot without event: explain Error, expiring takes it, quote takes it
a lot without at: explain Error, expiring takes it, quote takes it
a lot without availableAt: explain takes it, expiring takes it, quote takes it
a lot without expiresAt: explain takes it, expiring Error, quote takes it
a lot without noticeAt: explain takes it, expiring takes it, quote takes it
a lot without earned: explain Error, expiring takes it, quote takes it
a lot without reversed: explain Error, expiring takes it, quote takes it
a lot without spent: explain Error, expiring takes it, quote takes it
a lot without expired: explain Error, expiring takes it, quote takes it
a lot without left: explain Error, expiring Error, quote takes it
a lot without pending: explain takes it, expiring takes it, quote takes it
a lot without earnPercent: explain Error, expiring takes it, quote takes it
a lot without rules: explain Error, expiring takes it, quote takes it
a lot without kept: explain Error, expiring takes it, quote takes it
a lot without rounding: explain Error, expiring takes it, quote takes it
a lot without uncapped: explain Error, expiring takes it, quote takes it
a lot without source: explain Error, expiring takes it, quote takes it
a lot without programmeHash: explain takes it, expiring takes it, quote takes it
a lot without draws: explain Error, expiring takes it, quote takes it
a lot without reversals: explain Error, expiring takes it, quote takes it
an account without balance: explain Error, expiring takes it, quote takes it
an account without pending: explain Error, expiring takes it, quote takes it
an account without earned: explain Error, expiring takes it, quote takes it
an account without in: explain Error, expiring takes it, quote takes it
an account without spent: explain Error, expiring takes it, quote takes it
an account without expired: explain Error, expiring takes it, quote takes it
an account without reversed: explain Error, expiring takes it, quote takes it
an account without out: explain Error, expiring takes it, quote takes it
an account without restored: explain Error, expiring takes it, quote takes it
an account without debts: explain Error, expiring takes it, quote takes it
an account without restores: explain Error, expiring takes it, quote takes it
a standing without tier: explain takes it, expiring takes it, quote takes it
a standing without name: explain Error, expiring takes it, quote takes it
a standing without colour: explain takes it, expiring takes it, quote takes it
a standing without rule: explain Error, expiring takes it, quote takes it
a standing without from: explain Error, expiring takes it, quote takes it
a standing without since: explain takes it, expiring takes it, quote takes it
a standing without metric: explain Error, expiring takes it, quote takes it
a standing without by: explain takes it, expiring takes it, quote takes it
a standing without unit: explain Error, expiring takes it, quote takes it
a standing without next: explain takes it, expiring takes it, quote takes it
a standing without nextName: explain takes it, expiring takes it, quote takes it
a standing without missing: explain takes it, expiring takes it, quote takes it
a standing without lostAt: explain takes it, expiring takes it, quote takes it
a standing without lostTo: explain takes it, expiring takes it, quote takes it
a standing without grace: explain takes it, expiring takes it, quote takes it
a standing without changes: explain Error, expiring takes it, quote takes it
rules of numbers: explain Error, expiring takes it, quote takes it
a rule without base: explain Error, expiring takes it, quote takes it
a rule of texts: explain Error, expiring takes it, quote takes it
huge figures: explain takes it, expiring takes it, quote takes it
draws of nothing: explain Error, expiring takes it, quote takes it
another currency: explain takes it, expiring takes it, quote takes it
no currency: explain takes it, expiring takes it, quote takes it
lots of others: explain Error, expiring Error, quote takes it
references: explain takes it, expiring takes it, quote takes it
changes of texts: explain Error, expiring takes it, quote takes it
a change without ends: explain takes it, expiring takes it, quote takes it
a unit of one letter: explain takes it, expiring takes it, quote takes it
missing, but of no tier: explain Error, expiring takes it, quote takes it
no progress: explain takes it, expiring takes it, quote Error
counters of numbers: explain takes it, expiring takes it, quote Error
an unknown rule: explain takes it, expiring takes it, quote Error
a short counter: explain takes it, expiring takes it, quote Error
a counter of texts: explain takes it, expiring takes it, quote Error
a negative sum: explain takes it, expiring takes it, quote Error
no day of the calendar: explain takes it, expiring takes it, quote Error
huge sums: explain takes it, expiring takes it, quote takes it
goals of numbers: explain takes it, expiring takes it, quote Error
a goal over all rules: explain takes it, expiring takes it, quote Error
a goal of the year 10000: explain takes it, expiring takes it, quote Error
goals that go back in time: explain takes it, expiring takes it, quote Error
an amount of less than nothing: explain takes it, expiring takes it, quote Error
a goal by name: explain takes it, expiring takes it, quote Error
goals in order: explain takes it, expiring takes it, quote takes it
100
Array
(
    [Error] => Loyalty\Customer object is not initialized
)
Error 0: Loyalty\Standing object is not initialized
Error 0: Loyalty\Standing object is not initialized
