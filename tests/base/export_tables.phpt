--TEST--
CustomerBase::exportTables(): three files in the order of keys, whatever the texts have in them; nothing is left of one that failed
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, Event, Money, OrderCondition};

$folder = sys_get_temp_dir() . '/lty-tables-' . md5(__DIR__);
mkdir($folder);
$base = new CustomerBase(programme());
attempt(fn() => $base->exportTables($folder));
$base->append([
    Event::order('shop', 1, 1, 'z', strtotime('2024-03-31 00:30 UTC'), OrderCondition::Paid, new Money(150, 'EUR'),
        [['sku' => 'a\\b', 'quantity' => 1, 'amount' => 100, 'category' => '\\N', 'cost' => 30], ['sku' => '', 'quantity' => 2, 'amount' => 50, 'sale' => true]], 'shop'),
    Event::visit('shop', 1, 'z', strtotime('2024-03-31 01:30 UTC'), 'email', 'cats'),
    Event::preference('shop', 'B', 'dogs', strtotime('2024-03-30 23:30 UTC'), false),
    Event::gender('shop', 'B', strtotime('2024-01-01 UTC'), 'female'),
    Event::birthday('shop', 'B', strtotime('2024-01-01 UTC'), '1984-02-29'),
    Event::identitiesLinked('shop', 1, 1, 'B', strtotime('2024-01-01 UTC'), 'a'),
]);
$base->fold(strtotime('2024-04-01 UTC'));
echo json_encode($base->exportTables($folder)), "\n";
foreach (['purchase', 'activity'] as $table) {
    echo str_replace("\t", '|', file_get_contents("$folder/$table.tsv"));
}
$fields = array_keys(programme()->fields());
foreach (file("$folder/customer.tsv", FILE_IGNORE_NEW_LINES) as $line) {
    $values = explode("\t", $line);
    $named = array_combine($fields, array_slice($values, 1, count($fields)));
    echo $values[0], ': ', implode(' ', array_map(fn($f) => "$f=$named[$f]", ['orders', 'gender', 'birthday', 'last_order', 'tier', 'consent_email'])),
        ' and ', count($values) - 1 - count($fields), " derived\n";
}
printf("%o\n", fileperms("$folder/customer.tsv") & 0777);
$before = file_get_contents("$folder/customer.tsv");
$counted = substr_count($before, "\t\\N");
$base->exportTables($folder, str_repeat('~', 300_000));
var_dump(substr_count(file_get_contents("$folder/customer.tsv"), '~') === $counted * 300_000, strlen(file_get_contents("$folder/customer.tsv")) === strlen($before) + $counted * 299_998);
$base->exportTables($folder, '');
var_dump(str_contains($before, "\t\\N"), str_contains(file_get_contents("$folder/customer.tsv"), '\N'), count(scandir($folder)) - 2);

$refused = function (string $folder) use ($base): void {
    try {
        @$base->exportTables($folder);
    } catch (Loyalty\LoyaltyException $e) {
        echo get_class($e), ': ', preg_replace('~/\S*lty-tables-\w+~', 'FOLDER', $e->getMessage()), "\n";
    }
};
$refused("$folder/none");
attempt(fn() => $base->exportTables(''));
attempt(fn() => $base->exportTables($folder, "a\tb"));
attempt(fn() => $base->exportTables($folder, "\0\n"));
unlink("$folder/purchase.tsv");
mkdir("$folder/purchase.tsv");
$refused($folder);
echo implode(' ', array_diff(scandir($folder), ['.', '..'])), "\n";
rmdir("$folder/purchase.tsv");
ini_set('open_basedir', __DIR__);
$refused($folder);
--CLEAN--
<?php
$folder = sys_get_temp_dir() . '/lty-tables-' . md5(__DIR__);
foreach (glob("$folder/*") as $path) {
    is_dir($path) ? rmdir($path) : unlink($path);
}
@rmdir($folder);
--EXPECT--
Loyalty\LoyaltyException: the base has not been folded
{"customers":2,"purchases":2,"activities":2}
z|1|1711845000|19813|100|100|1|a\\b|\\N||shop|0|0|30|70|3|7|1
z|1|1711845000|19813|50|50|2||||shop|1|0|\N|\N|3|7|1
B|8|1711841400|19813|dogs|||0|3|7|0
z|1|1711848600|19813||email|cats|\N|3|7|3
B: orders=0 gender=female birthday=5172 last_order=\N tier=\N consent_email=\N and 34 derived
z: orders=1 gender=\N birthday=\N last_order=1711845000 tier=\N consent_email=\N and 34 derived
600
bool(true)
bool(true)
bool(true)
bool(false)
int(3)
Loyalty\LoyaltyException: folder FOLDER/none: No such file or directory
ValueError: Loyalty\CustomerBase::exportTables(): Argument #1 ($folder) must not be empty
ValueError: Loyalty\CustomerBase::exportTables(): Argument #2 ($nulls) must not have a tabulator or a line feed
ValueError: Loyalty\CustomerBase::exportTables(): Argument #2 ($nulls) must not have a tabulator or a line feed
Loyalty\LoyaltyException: folder FOLDER: Is a directory
activity.tsv customer.tsv purchase.tsv
Loyalty\LoyaltyException: folder FOLDER: outside of open_basedir
