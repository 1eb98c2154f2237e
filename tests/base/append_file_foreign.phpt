--TEST--
CustomerBase: files as spreadsheets and other machines write them are read where nobody can mistake them, and refused with the cause otherwise
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, FileFormat};

$path = __DIR__ . '/append_file_foreign.txt';
chdir(__DIR__);
$say = function (string $text, FileFormat $format = FileFormat::Csv, string $amount = 'total') use ($path): void {
    static $programme;
    $programme ??= programme();
    file_put_contents($path, $text);
    $base = new CustomerBase($programme);
    $columns = ['customer' => 'customer', 'at' => 'ts', $amount => 'sum'];
    try {
        $base->appendFile(basename($path), 'till', $columns, $format);
        $base->fold(1800000000);
        echo 'read: ', strtr(implode(' ', $base->all()->keys()), "\r", '/'), ' ', $base->totals()['spent_gross'], ' ', $base->months()[0]['month'] ?? '', "\n";
    } catch (Throwable $e) {
        echo strtr($e->getMessage(), ["\n" => '\n']), "\n";
        if ($base->stats()['events'] !== 0) {
            echo "kept something\n";
        }
    }
};
$file = "customer,ts,sum\nanna,1323541800,1.50\n";
$wide = fn (string $to, string $mark = '', string $text = "customer,ts,sum\nanna,1323541800,1.50\n") => $mark . implode('', array_map(fn ($c) => match ($to) {
    'UTF-16LE' => "$c\0", 'UTF-16BE' => "\0$c", 'UTF-32LE' => "$c\0\0\0", 'UTF-32BE' => "\0\0\0$c",
}, str_split($text)));

echo "-- the whole file\n";
$say("\xEF\xBB\xBF$file");
$say($wide('UTF-16LE', "\xFF\xFE"));
$say($wide('UTF-16BE', "\xFE\xFF"));
$say($wide('UTF-16LE'));
$say($wide('UTF-16BE'), FileFormat::Tsv);
$say($wide('UTF-32LE', "\xFF\xFE\0\0"));
$say($wide('UTF-32BE', "\0\0\xFE\xFF"));
$say($wide('UTF-32LE'), FileFormat::CsvSemicolon);
$say($wide('UTF-32BE'));
$say($wide('UTF-16LE', "\xFF\xFE", '{"id":"a"}'), FileFormat::Ndjson);
$say("PK\3\4...");
$say("\x1F\x8B\x08...");
$say("\xD0\xCF\x11\xE0...");
$say("\0\0\0\0\0\0\0\0");
$say("\n");

echo "-- ends of lines\n";
$say(strtr($file, ["\n" => "\r\n"]));
$say(rtrim($file));
$say(rtrim($file) . "\r");
$say(strtr($file, "\n", "\r"));
$say(strtr($file, "\n", "\r"), FileFormat::Ndjson);
$say(strtr($file, ["\n" => "\r\r\n"]));
$say("$file\n");
$say("customer,ts,\"sum\"\r\n\"a\rb\",1323541800,1.50\r\n");

echo "-- separators and quotes\n";
$say("customer;ts;sum\nanna;1323541800;1,50\n", FileFormat::CsvSemicolon);
$say("customer;ts;sum\nanna;1323541800;1,50\n");
$say("customer\tts\tsum\nanna\t1323541800\t1.50\n");
$say("customer|ts|sum\nanna|1323541800|1.50\n", FileFormat::Tsv);
$say($file, FileFormat::CsvSemicolon);
$say("\"customer\";\"ts\";\"sum\"\n");
$say("\"customer\"\t\"ts\"\t\"sum\"\n", FileFormat::Tsv);
$say("sep=;\ncustomer;ts;sum\n", FileFormat::CsvSemicolon);
$say("Customer, ts ,sum\n");
$say("\"customer id\",\"ts\",\"a \"\"sum\"\"\"\n");
$say("buyer,when,how much\n");
$say("customer,ts,sum\nanna,1323541800,1,50\n");
$say("customer;ts;sum\nanna;1323541800;1;50\n", FileFormat::CsvSemicolon);
$say("customer,ts,sum\nanna,1323541800\n");
$say("customer,ts,sum\n\"anna\",1323541800,1.50\n\"ben,1323541800,1.50\n");
$say("customer,ts,sum\n\"5\" pipe\",1323541800,1.50\n");
$say("customer,ts,sum\n5\" pipe,1323541800,1.50\n");
$say("customer\tts\tsum\nanna\t\"1323541800\"\t1.50\n", FileFormat::Tsv);

echo "-- bytes\n";
$say("customer,ts,sum\nan\0na,1323541800,1.50\n");
$say("customer,ts,sum,note\nanna,1323541800,1.50,\0\n");
$say("customer,ts,sum\nJos\xE9,1323541800,1.50\n");
$say("customer,ts,sum\nJos\u{E9},1323541800,1.50\n");
$say('{"id":"s/a/1","type":"visit","customer":"' . "a\0b" . '","at":1,"payload":{}}', FileFormat::Ndjson);

echo "-- amounts\n";
foreach (['1,50', '1.234,50', '1,234.50', '1.000', '1,000', '-1.000', '0,500', '1.0000', '1.505', "1 234,50", "1\u{A0}234,50", "1'234.50", "\u{20AC}5", '5 EUR', '$5.00',
    '(5.00)', '5.00-', "\u{2212}5.00", '+5.00', '1E+05', ' 5.00', '5,00 ', 'five', ''] as $amount) {
    $say("customer;ts;sum\nanna;1323541800;$amount\n", FileFormat::CsvSemicolon);
}
$say("customer,ts,sum\nanna,1323541800,\"1,50\"\n");
$say("customer\tts\tsum\nanna\t1323541800\t1,50\n", FileFormat::Tsv);
$say("customer\tts\tsum\nanna\t1323541800\t1.000\n", FileFormat::Tsv);
$say("customer,ts,sum\nanna,1323541800,1.000\n");
$say("customer,ts,sum\nanna,1323541800,1.50\n", FileFormat::Csv, 'amount');

echo "-- instants\n";
foreach (['2011-12-10T18:30:00Z', '2011-12-10 18:30:00+02', '2011-12-10 18:30:00 +0200', '2011-12-10 18:30:00.5 UTC', '01/02/2011', '1/2/2011 18:30', '10.12.2011', '10-12-2011 18:30:00', '2011-12-10',
    '2011-12-10 18:30', '2011-12-10T18:30Z', '2011-12-10 18:30:00', '2011-12-10T18:30:00.000', '2011-12-10 18:30:00 CET', '2011-12-10 18:30:00 Europe/Paris', '40887', '40887.77', '1323541800000', '1323541800.5',
    'Dec 10, 2011', '2011-02-29T00:00:00Z', '0', ''] as $at) {
    $say("customer;ts;sum\nanna;$at;1\n", FileFormat::CsvSemicolon);
}

echo "-- flags\n";
file_put_contents($path, "customer,ts,sum,sale\nanna,1323541800,5,TRUE\nanna,1323541801,5,No\n");
$columns = ['customer' => 'customer', 'at' => 'ts', 'amount' => 'sum', 'sale' => 'sale'];
$base = new CustomerBase(programme());
echo $base->appendFile($path, 'till', $columns, FileFormat::Csv)->appended, "\n";

echo "-- conflicts\n";
file_put_contents($path, "customer,ts,sum,sale\n\"anna\",1323541800,5,TRUE\nanna,1323541801,6,No\n");
attempt(fn () => $base->appendFile('append_file_foreign.txt', 'till', $columns, FileFormat::Csv));
$visit = fn (string $object, int $at) => json_encode(Loyalty\Event::visit('s', $object, 'anna', $at)) . "\n";
file_put_contents($path, $visit('a', 1) . "\n" . $visit('b', 1) . $visit('a', 1) . $visit('b', 2));
try {
    $base->appendFile('append_file_foreign.txt', '', [], FileFormat::Ndjson);
} catch (Loyalty\EventConflictException $e) {
    echo $e->getMessage(), ', ', $e->id, ' ', $e->getCode(), "\n";
}
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/append_file_foreign.txt');
?>
--EXPECT--
-- the whole file
read: anna 150 2011-12
line 1 of append_file_foreign.txt: found text in UTF-16, expected UTF-8; convert it with iconv -f UTF-16 -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-16, expected UTF-8; convert it with iconv -f UTF-16 -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-16LE, expected UTF-8; convert it with iconv -f UTF-16LE -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-16BE, expected UTF-8; convert it with iconv -f UTF-16BE -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-32, expected UTF-8; convert it with iconv -f UTF-32 -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-32, expected UTF-8; convert it with iconv -f UTF-32 -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-32LE, expected UTF-8; convert it with iconv -f UTF-32LE -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-32BE, expected UTF-8; convert it with iconv -f UTF-32BE -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found text in UTF-16, expected UTF-8; convert it with iconv -f UTF-16 -t UTF-8 OLD > NEW, or save it as "CSV UTF-8"
line 1 of append_file_foreign.txt: found a file of the kind zip or xlsx, expected lines of text; save the sheet as CSV, or unpack it
line 1 of append_file_foreign.txt: found a file that gzip packed, expected lines of text; unpack it with gunzip
line 1 of append_file_foreign.txt: found a file of the kind xls or doc, expected lines of text; save the sheet as CSV
line 1 of append_file_foreign.txt: found a NUL byte, expected lines of text
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the first line is empty
-- ends of lines
read: anna 150 2011-12
read: anna 150 2011-12
read: anna 150 2011-12
line 1 of append_file_foreign.txt: found lines that end in CR alone, expected LF or CR LF; make them LF with tr '\r' '\n' < OLD > NEW
line 1 of append_file_foreign.txt: found lines that end in CR alone, expected LF or CR LF; make them LF with tr '\r' '\n' < OLD > NEW
line 1 of append_file_foreign.txt: found lines that end in CR CR LF, expected LF or CR LF; make them LF with tr -d '\r' < OLD > NEW
line 3 of append_file_foreign.txt: found an empty line, expected as many columns as in the header
read: a/b 150 2011-12
-- separators and quotes
read: anna 150 2011-12
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the cells seem to be separated by ";", which format CsvSemicolon reads
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the cells seem to be separated by tabs, which format Tsv reads
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the cells seem to be separated by "|", which no format reads
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the cells seem to be separated by ",", which format Csv reads
line 1 of append_file_foreign.txt: found text behind a closing quote, expected quotes around the whole cell, and doubled inside of it; the cells seem to be separated by ";", which format CsvSemicolon reads
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; format Tsv knows no quotes
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the first line is there for a spreadsheet: remove it
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the header has "Customer"
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the header has "customer id","ts","a ""sum"""
line 1 of append_file_foreign.txt, column "customer": found no such column in the header, expected it there; the header has buyer,when,how much
line 2 of append_file_foreign.txt: found more columns than in the header, expected as many as there; a cell that has a comma needs quotes around it, such as "45,90"
line 2 of append_file_foreign.txt: found more columns than in the header, expected as many as there; a cell that has a semicolon needs quotes around it
line 2 of append_file_foreign.txt: found fewer columns than in the header, expected as many as there
line 3 of append_file_foreign.txt: found a quote that is not closed, expected a second quote behind the text
line 2 of append_file_foreign.txt: found text behind a closing quote, expected quotes around the whole cell, and doubled inside of it
line 2 of append_file_foreign.txt: found a quote inside of a cell that has none around it, expected quotes around the whole cell, and doubled inside of it
line 2 of append_file_foreign.txt, column "ts": found ""1323541800"", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; format Tsv knows no quotes
-- bytes
line 2 of append_file_foreign.txt, column "customer": found a NUL byte, expected a text without any
read: anna 150 2011-12
line 2 of append_file_foreign.txt, column "customer": found bytes that are no UTF-8, expected a customer's key of at most 191 bytes of UTF-8; the file seems to be Windows-1252 or ISO 8859: convert it with iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW
read: José 150 2011-12
line 1 of append_file_foreign.txt: found the byte 0x00 at line 1, column 43, expected no control characters in a string: write \n, \t or \u00XX
-- amounts
read: anna 150 2011-12
line 2 of append_file_foreign.txt, column "sum": found "1.234,50", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; nothing may separate thousands
line 2 of append_file_foreign.txt, column "sum": found "1,234.50", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; nothing may separate thousands
line 2 of append_file_foreign.txt, column "sum": found "1.000", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it may be thousands or decimals: write 1234 or 1234.00
line 2 of append_file_foreign.txt, column "sum": found "1,000", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it may be thousands or decimals: write 1234 or 1234.00
line 2 of append_file_foreign.txt, column "sum": found "-1.000", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it may be thousands or decimals: write 1234 or 1234.00
read: anna 50 2011-12
read: anna 100 2011-12
line 2 of append_file_foreign.txt, column "sum": found "1.505", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it may be thousands or decimals: write 1234 or 1234.00
line 2 of append_file_foreign.txt, column "sum": found "1 234,50", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; blanks and other signs are no part of a number: leave them out
line 2 of append_file_foreign.txt, column "sum": found "1 234,50", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; nothing may separate thousands, and no sign of a currency stand there
line 2 of append_file_foreign.txt, column "sum": found "1'234.50", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; nothing may separate thousands, and no sign of a currency stand there
line 2 of append_file_foreign.txt, column "sum": found "€5", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it seems to have the sign of a currency: leave it out
line 2 of append_file_foreign.txt, column "sum": found "5 EUR", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it seems to have the sign of a currency: leave it out
line 2 of append_file_foreign.txt, column "sum": found "$5.00", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it seems to have the sign of a currency: leave it out
line 2 of append_file_foreign.txt, column "sum": found "(5.00)", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; what is negative has a hyphen in front, as -19.99
line 2 of append_file_foreign.txt, column "sum": found "5.00-", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; what is negative has a hyphen in front, as -19.99
line 2 of append_file_foreign.txt, column "sum": found "−5.00", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; what is negative has a hyphen in front, as -19.99
line 2 of append_file_foreign.txt, column "sum": found "+5.00", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; what is positive has no sign
line 2 of append_file_foreign.txt, column "sum": found "1E+05", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; a spreadsheet shortened it: format the column as a number with all digits
line 2 of append_file_foreign.txt, column "sum": found " 5.00", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; blanks stand around it: leave them out
line 2 of append_file_foreign.txt, column "sum": found "5,00 ", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; blanks stand around it: leave them out
line 2 of append_file_foreign.txt, column "sum": found "five", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way
line 2 of append_file_foreign.txt, column "sum": found nothing, expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way
line 2 of append_file_foreign.txt, column "sum": found "1,50", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; a comma marks decimals in format CsvSemicolon only
line 2 of append_file_foreign.txt, column "sum": found "1,50", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; a comma marks decimals in format CsvSemicolon only
line 2 of append_file_foreign.txt, column "sum": found "1.000", expected a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way; it may be thousands or decimals: write 1234 or 1234.00
read: anna 100 2011-12
line 2 of append_file_foreign.txt, column "sum": found "1.50", expected an integer of minor units, at most 1000000000000 either way; what has decimals is read as "total" in place of "amount"
-- instants
read: anna 100 2011-12
read: anna 100 2011-12
read: anna 100 2011-12
read: anna 100 2011-12
line 2 of append_file_foreign.txt, column "ts": found "01/02/2011", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; it seems to be a date as one country writes it: write year, month, day, as in 2011-12-10T18:30:00Z
line 2 of append_file_foreign.txt, column "ts": found "1/2/2011 18:30", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; it seems to be a date as one country writes it: write year, month, day, as in 2011-12-10T18:30:00Z
line 2 of append_file_foreign.txt, column "ts": found "10.12.2011", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; it seems to be a date as one country writes it: write year, month, day, as in 2011-12-10T18:30:00Z
line 2 of append_file_foreign.txt, column "ts": found "10-12-2011 18:30:00", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; it seems to be a date as one country writes it: write year, month, day, as in 2011-12-10T18:30:00Z
line 2 of append_file_foreign.txt, column "ts": found "2011-12-10", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; the time and its offset are missing, as in 2011-12-10T00:00:00Z
line 2 of append_file_foreign.txt, column "ts": found "2011-12-10 18:30", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; the seconds are missing
line 2 of append_file_foreign.txt, column "ts": found "2011-12-10T18:30Z", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; the seconds are missing
line 2 of append_file_foreign.txt, column "ts": found "2011-12-10 18:30:00", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; the offset from UTC is missing: put Z behind it, or +01:00, as the shop's clock went then
line 2 of append_file_foreign.txt, column "ts": found "2011-12-10T18:30:00.000", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; the offset from UTC is missing: put Z behind it, or +01:00, as the shop's clock went then
line 2 of append_file_foreign.txt, column "ts": found "2011-12-10 18:30:00 CET", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; an offset such as +01:00 is needed in place of a zone's name
line 2 of append_file_foreign.txt, column "ts": found "2011-12-10 18:30:00 Europe/Paris", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; an offset such as +01:00 is needed in place of a zone's name
line 2 of append_file_foreign.txt, column "ts": found "40887", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; it seems to be a spreadsheet's number of a day: format the column as yyyy-mm-dd hh:mm:ss and put the offset behind
line 2 of append_file_foreign.txt, column "ts": found "40887.77", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; it seems to be a spreadsheet's number of a day: format the column as yyyy-mm-dd hh:mm:ss and put the offset behind
line 2 of append_file_foreign.txt, column "ts": found "1323541800000", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; it seems to be milliseconds: divide them by 1000
line 2 of append_file_foreign.txt, column "ts": found "1323541800.5", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999; seconds have no decimals
line 2 of append_file_foreign.txt, column "ts": found "Dec 10, 2011", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999
line 2 of append_file_foreign.txt, column "ts": found "2011-02-29T00:00:00Z", expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999
read: anna 100 1970-01
line 2 of append_file_foreign.txt, column "ts": found nothing, expected UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999
-- flags
2
-- conflicts
Loyalty\EventConflictException: line 3 of append_file_foreign.txt: event "till/row/2/1" is known with other content
line 5 of append_file_foreign.txt: event "s/visit/b/1" is in line 3 with other content, s/visit/b/1 41
