--TEST--
CustomerBase: a file in every format gives the same state as the events, and what is wrong with one is said
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\FileFormat;

$path = __DIR__ . '/append_file_formats.txt';
$programme = programme();
$state = function (CustomerBase $base): string {
    $base->fold(strtotime('2024-06-01 UTC'));
    return count($base) . ' ' . substr($base->stateHash(), 0, 16);
};
// Twice: the second time everything is there already.
$load = function (string $text, FileFormat $format, array $columns = ['customer' => 'customer', 'at' => 'ts', 'amount' => 'amount']) use ($path, $programme, $state): string {
    file_put_contents($path, $text);
    $base = new CustomerBase($programme);
    $first = $base->appendFile($path, 'old', $columns, $format);
    $second = $base->appendFile($path, 'old', $columns, $format);
    return "$first->appended+$first->repeated $second->appended+$second->repeated {$state($base)}";
};
$event = fn (string $id, string $type, ?string $customer, int $at, array $payload): Event => Event::fromRow($id, $type, $customer, $at, json_encode($payload));

// Three columns, in another order among others, quoted, with other ends of lines, other instants and amounts.
$tsv = $load("customer\tts\tamount\n7\t1704456000\t1000\n\t1704456001\t500\nanna\t1704542400\t-300\n", FileFormat::Tsv);
$forms = [
    'csv' => $load("\u{FEFF}\"amount\",x,ts,customer\r\n1000,\"a\r\nb\",1704456000,7\r\n500,\"say \"\"no\"\"\",1704456001,\r\n-300,,1704542400,\"anna\"", FileFormat::Csv),
    'semicolons' => $load("Kunde;Zeit;Summe\n7;2024-01-05T12:00:00Z;10,00\n;2024-01-05 14:00:01+02:00;5\nanna;2024-01-06T12:00:00.5Z;-3.0000\n",
        FileFormat::CsvSemicolon, ['customer' => 'Kunde', 'at' => 'Zeit', 'total' => 'Summe']),
    'lines' => $load(implode("\n", array_map(json_encode(...), [
        $event('old/row/1/1', 'order', '7', 1704456000, ['amount' => 1000, 'condition' => 'paid', 'currency' => 'EUR', 'order' => 'row/1', 'revision' => 1]),
        $event('old/row/2/1', 'order', null, 1704456001, ['amount' => 500, 'condition' => 'paid', 'currency' => 'EUR', 'order' => 'row/2', 'revision' => 1]),
        $event('old/row/3/1', 'refund', 'anna', 1704542400, ['amount' => 300, 'currency' => 'EUR']),
    ])), FileFormat::Ndjson, ['anything' => 'goes']),
];
echo $tsv === substr($tsv, 0, 10) . substr($forms['csv'], 10) ? "three columns: 3+0 0+3\n" : "$tsv\n";
foreach ($forms as $name => $form) {
    echo "$name: ", $form === $tsv ? "the same\n" : "$form\n$tsv\n";
}

// All columns: orders of one line.
$columns = ['customer' => 'who', 'at' => 'ts', 'amount' => 'amount', 'channel' => 'channel', 'category' => 'category', 'brand' => 'brand',
    'sku' => 'sku', 'quantity' => 'n', 'sale' => 'sale'];
$csv = $load("who,ts,amount,channel,category,brand,sku,n,sale\n7,1704456000,1000,online,\"cats, food\",Purr,K-1,2,1\n8,1704456000,700,,,,,,\n7,1704542400,-300,,cats,,K-1,1,no\n",
    FileFormat::Csv, $columns);
$events = [
    $event('old/row/1/1', 'order', '7', 1704456000, ['amount' => 1000, 'channel' => 'online', 'condition' => 'paid', 'currency' => 'EUR', 'order' => 'row/1', 'revision' => 1,
        'lines' => [['amount' => 1000, 'brand' => 'Purr', 'category' => 'cats, food', 'quantity' => 2, 'sale' => true, 'sku' => 'K-1']]]),
    $event('old/row/2/1', 'order', '8', 1704456000, ['amount' => 700, 'condition' => 'paid', 'currency' => 'EUR', 'order' => 'row/2', 'revision' => 1,
        'lines' => [['amount' => 700, 'quantity' => 1, 'sku' => '']]]),
    $event('old/row/3/1', 'refund', '7', 1704542400, ['amount' => 300, 'currency' => 'EUR',
        'lines' => [['amount' => 300, 'category' => 'cats', 'quantity' => 1, 'sku' => 'K-1']]]),
];
$base = new CustomerBase($programme);
echo "rows of nine columns: ", substr($csv, 0, 8), "\n";
file_put_contents($path, "who,ts,amount,channel,category,brand,sku,n,sale\n7,1704456000,1000,online,\"cats, food\",Purr,K-1,2,1\n");
$base->appendFile($path, 'old', $columns, FileFormat::Csv);
$result = $base->append($events);
echo "$result->appended+$result->repeated as events ", $state($base) === substr($csv, 8) ? "give the same\n" : "differ\n";

// Whole or not at all.
$refuse = function (string $text, FileFormat $format, ?array $columns = null) use ($path, $base, $state): void {
    $before = $state($base);
    file_put_contents($path, $text);
    chdir(__DIR__);
    attempt(fn () => $base->appendFile(basename($path), 'new', $columns ?? ['customer' => 'customer', 'at' => 'ts', 'amount' => 'amount'], $format));
    echo $state($base) === $before ? '' : "changed\n";
};
$refuse("customer,ts,amount\n9,1,2\n9,1,\"3\n", FileFormat::Csv);
$refuse("customer,ts,amount\n9,1,2\n9,5\" pipe,3\n", FileFormat::Csv);
$refuse("customer;ts;amount\n9;1;1,5\n", FileFormat::CsvSemicolon);
$refuse("customer;ts;sum\n9;1;1,505\n", FileFormat::CsvSemicolon, ['customer' => 'customer', 'at' => 'ts', 'total' => 'sum']);
$refuse("customer,ts,amount\n9,2024-01-05 12:00:00,3\n", FileFormat::Csv);
$refuse(json_encode(order(1, 9, '2024-01-05', 500)) . "\n" . json_encode(order(2, 9, '2024-01-05', 500)) . "\n{\"id\":\"x\",\"type\":\"order\"}\n", FileFormat::Ndjson);
$refuse(json_encode(order(1, 9, '2024-01-05', 500)) . "\n" . json_encode(order(1, 9, '2024-01-06', 500)) . "\n", FileFormat::Ndjson);
$refuse("{\"id\":\"s/order/1/1\",\"type\":\"order\",\"customer\":\"9\",\"at\":1,\"payload\":{\"amount\":-1,\"condition\":\"paid\",\"currency\":\"EUR\",\"order\":\"1\",\"revision\":1}}", FileFormat::Ndjson);
attempt(fn () => $base->appendFile($path, 'new', ['customer' => 'a', 'at' => 'b', 'amount' => 'c', 'total' => 'd']));
attempt(fn () => $base->appendFile($path, 'new', ['customer' => 'a', 'at' => 'b']));
attempt(fn () => $base->appendFile($path, 'new', ['customer' => 'a', 'at' => 'b', 'total' => '']));
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/append_file_formats.txt');
?>
--EXPECT--
three columns: 3+0 0+3
csv: the same
semicolons: the same
lines: the same
rows of nine columns: 3+0 0+3 
2+1 as events give the same
Loyalty\LoyaltyException: line 3 of append_file_formats.txt: found a quote that is not closed, expected a second quote behind the text
Loyalty\LoyaltyException: line 3 of append_file_formats.txt: found a quote inside of a cell that has none around it, expected quotes around the whole cell, and doubled inside of it
Loyalty\LoyaltyException: line 2 of append_file_formats.txt, column "amount": found "1,5", expected an integer of minor units, at most 1000000000000 either way; what has decimals is read as "total" in place of "amount"
Loyalty\LoyaltyException: line 2 of append_file_formats.txt, column "sum": found "1,505", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it may be thousands or decimals: write 1234 or 1234.00
Loyalty\LoyaltyException: line 2 of append_file_formats.txt, column "ts": found "2024-01-05 12:00:00", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; the offset from UTC is missing: put Z behind it, or +01:00, as the shop's clock went then
Loyalty\LoyaltyException: line 3 of append_file_formats.txt, member "customer": found nothing, expected a key of 1 to 191 bytes, or null
Loyalty\EventConflictException: line 2 of append_file_formats.txt: event "shop/order/1/1" is in line 1 with other content
Loyalty\LoyaltyException: line 1 of append_file_formats.txt, member "payload/amount": found -1, expected an integer of minor units, 0 to 1000000000000
ValueError: Loyalty\CustomerBase::appendFile(): Argument #3 ($columns) must have either "amount" or "total"
ValueError: Loyalty\CustomerBase::appendFile(): Argument #3 ($columns) must have the name of a column as "amount", or as "total"
ValueError: Loyalty\CustomerBase::appendFile(): Argument #3 ($columns) must have the name of a column as "total"