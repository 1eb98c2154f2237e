--TEST--
CustomerBase: rows that rules asked for are in the file; a file that says nonsense about them does no harm
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, Event, LoyaltyException, Money, OrderCondition};

$seed = (int) (getenv('LTY_SEED') ?: 20260615);
mt_srand($seed);
echo "seed $seed\n";
$file = sys_get_temp_dir() . '/lty-rows-' . bin2hex(random_bytes(6));
$programme = programme();
$event = fn(int $i) => $i % 3 === 0
    ? Event::visit('s', $i, 'k' . $i % 97, 1704067200 + $i * 1200, ['email', 'search', ''][$i % 7 % 3], "section $i")
    : Event::order('s', $i, 1, 'k' . $i % 97, 1704067200 + $i * 1200, OrderCondition::Paid, new Money(100 + $i, 'EUR'),
        [['sku' => 'product number ' . $i % 13, 'quantity' => 1, 'amount' => 100 + $i, 'category' => $i % 2 ? 'tea' : 'cups and saucers']]);
$rules = ['sum(amount, category = "tea") > 640', 'count(skus, last 60 days) >= 7', 'share(lines, sku starts with "product number 1") > 31 %',
    'count(visits, via = "email", section starts with "section 1") > 1', 'last(orders, month = 2) < 2024-02-28'];
$select = fn(CustomerBase $base) => array_map(fn($rule) => $base->select($rule)->keys(), $rules);

$base = new CustomerBase($programme);
$base->append(array_map($event, range(1, 6000)));
$base->fold(1704067200 + 6200 * 1200);
echo $base->stats()['rows'], " rows before it was saved\n";
$base->save($file);
echo $base->stats()['rows'], " after\n";
$wanted = $select($base);
echo implode(' ', array_map(count(...), $wanted)), "\n";

/* A process that opens the file makes none: it has them before it asks, and what it holds itself stays as it is but for what the rule keeps. */
$opened = CustomerBase::open($file, $programme);
echo $opened->stats()['rows'], " in the file\n";
$opened->verify();
$before = $opened->stats()['bytes'];
var_dump($select($opened) === $wanted, $opened->stats()['rows'], $opened->stats()['bytes'] - $before < 50000);
$again = new CustomerBase($programme);
$again->append(array_map($event, range(1, 6000)));
$again->fold(1704067200 + 6200 * 1200);
$before = $again->stats()['bytes'];
$again->select($rules[0]);
echo $again->stats()['bytes'] - $before > 150000 ? "made\n" : "not made\n";
unset($again);

$watch = $opened->watch($rules[0]);
foreach ([$base, $opened] as $each) {
    $each->append(array_map($event, range(6001, 6040)));
}
var_dump($select($opened) === $select($base), $watch->update()->judged, $watch->members()->keys() === $base->select($rules[0])->keys());
$opened->save($file);
var_dump($select(CustomerBase::open($file, $programme)) === $select($base));

$bytes = file_get_contents($file);
$refused = $answered = 0;
for ($i = 0; $i < 150; $i++) {
    $altered = $bytes;
    for ($j = mt_rand(1, 40); $j > 0; $j--) {
        $altered[mt_rand(8192, strlen($bytes) - 1)] = chr(mt_rand(0, 255));
    }
    file_put_contents($file, $altered);
    try {
        $again = CustomerBase::open($file, $programme);
        $select($again);
        $again->watch($rules[1])->update();
        $again->append([$event(7001), $event(7002)]);
        $select($again);
        $answered++;
    } catch (LoyaltyException) {
        $refused++;
    }
    unset($again);
}
var_dump($refused + $answered);
unlink($file);
--CLEAN--
<?php
array_map(unlink(...), glob(sys_get_temp_dir() . '/lty-rows-*'));
--EXPECTF--
seed %d
0 rows before it was saved
6000 after
46 97 45 53 17
6000 in the file
bool(true)
int(6000)
bool(true)
made
bool(true)
int(40)
bool(true)
bool(true)
int(150)
