--TEST--
CustomerBase: order rows from a file, whole or not at all
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\CustomerBase;

$path = __DIR__ . '/rows.tsv';
$base = new CustomerBase(programme());
$write = fn(string $text) => file_put_contents($path, $text);
$append = fn(...$more) => $base->appendFile($path, 'old', ...$more);

$write("customer\tts\tamount\tnote\n7\t1704456000\t1000\tx\n\t1704456001\t500\t\n7\t1704542400\t-300\t\n");
$result = $append();
echo "$result->appended $result->repeated\n";
$write("customer\tts\tamount\tnote\n7\t1704456000\t1000\tx\n\t1704456001\t500\t\n7\t1704542400\t-300\t\n8\t1704542400\t900\t\n");
$result = $append();
echo "$result->appended $result->repeated\n";
$write("customer\tts\tamount\n9\t1\t2\n10\t3\tfour\n");
attempt(fn() => $base->appendFile('rows.tsv', 'bad'));
chdir(__DIR__);
attempt(fn() => $base->appendFile('rows.tsv', 'bad'));
var_dump($base->has(9), $base->has(10));
$write("customer\tts\tamount\n7\t1704456000\t1\n");
attempt(fn() => $base->appendFile('rows.tsv', 'old'));
$write("who\twhen\thow_much\n9\t1704456000\t100\n");
attempt(fn() => $base->appendFile('rows.tsv', 'names'));
echo $base->appendFile('rows.tsv', 'names', ['customer' => 'who', 'at' => 'when', 'amount' => 'how_much'])->appended, "\n";
attempt(fn() => $base->appendFile('rows.tsv', 'names', ['customer' => 'who']));
attempt(fn() => $base->appendFile('rows.tsv', 'names', ['customer' => 'who', 'at' => 'when', 'amount' => 'how_much', 'x' => 'y']));
attempt(fn() => $base->appendFile('rows.tsv', 'a/b'));
attempt(fn() => @$base->appendFile(__DIR__ . '/none.tsv', 'x'));
attempt(fn() => @$base->appendFile(__DIR__, 'x'));
attempt(fn() => @$base->appendFile('data:text/plain,x', 'x'));
attempt(fn() => $base->appendFile("a\0b", 'x'));
$base->fold(strtotime('2024-06-01 UTC'));
$totals = $base->totals();
echo "$totals[customers] $totals[orders] $totals[refunded] $totals[anonymous_amount]\n";
?>
--CLEAN--
<?php
unlink(__DIR__ . '/rows.tsv');
?>
--EXPECT--
3 0
1 3
ValueError: Loyalty\CustomerBase::appendFile(): Argument #1 ($path) must be a plain file that can be read
Loyalty\LoyaltyException: line 3 of rows.tsv, column "amount": found "four", expected an integer of minor units, at most 1000000000000 either way
bool(false)
bool(false)
Loyalty\EventConflictException: line 2 of rows.tsv: event "old/row/1/1" is known with other content
Loyalty\LoyaltyException: line 1 of rows.tsv, column "customer": found no such column in the header, expected it there; the header has who when how_much
1
ValueError: Loyalty\CustomerBase::appendFile(): Argument #3 ($columns) must have the name of a column as "at"
ValueError: Loyalty\CustomerBase::appendFile(): Argument #3 ($columns) must have "customer", "at", "amount" or "total", "channel", "category", "brand", "sku", "quantity" and "sale" only
ValueError: Loyalty\CustomerBase::appendFile(): Argument #2 ($source) must be 1 to 100 bytes of UTF-8 without "/", "%" and control characters
ValueError: Loyalty\CustomerBase::appendFile(): Argument #1 ($path) must be a plain file that can be read
ValueError: Loyalty\CustomerBase::appendFile(): Argument #1 ($path) must be a plain file that can be read
ValueError: Loyalty\CustomerBase::appendFile(): Argument #1 ($path) must be a plain file that can be read
ValueError: Loyalty\CustomerBase::appendFile(): Argument #1 ($path) must not contain any null bytes
3 3 300 500
