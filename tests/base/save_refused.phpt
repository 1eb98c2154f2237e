--TEST--
CustomerBase::open() and save(): what is no base, or not this one, is refused with what to do; a writer at a time
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/saved.inc';

use Loyalty\{CustomerBase, Programme};

$folder = folder();
function refused(callable $what): void
{
    global $folder;
    try {
        $what();
        echo "nothing thrown\n";
    } catch (Throwable $e) {
        echo $e::class, ' ', $e->getCode(), ': ', str_replace([$folder, getcwd()], ['', '/CWD'], $e->getMessage()), "\n";
    }
}
function altered(string $bytes): string
{
    global $folder;
    file_put_contents("$folder/altered", $bytes);
    return "$folder/altered";
}

$base = new CustomerBase(programme());
$base->append(history(1, 2000));
$base->fold(1717200000);
$base->save("$folder/base", 12);
$bytes = file_get_contents("$folder/base");

foreach (['nothing', '', 'folder' => $folder, 'nul' => "a\0b"] as $path) {
    refused(fn() => CustomerBase::open($path === 'nothing' ? "$folder/$path" : $path, programme()));
}
refused(fn() => CustomerBase::open(altered(''), programme()));
refused(fn() => CustomerBase::open(altered('PK' . $bytes), programme()));
refused(fn() => CustomerBase::open(altered(substr($bytes, 0, 100)), programme()));
refused(fn() => CustomerBase::open(altered(substr($bytes, 0, -1)), programme()));
refused(fn() => CustomerBase::open(altered($bytes . "\0"), programme()));
refused(fn() => CustomerBase::open(altered(substr_replace($bytes, strrev(substr($bytes, 8, 4)), 8, 4)), programme()));
refused(fn() => CustomerBase::open(altered(substr_replace($bytes, pack('V', 99), 12, 4)), programme()));
refused(fn() => CustomerBase::open(altered(substr_replace($bytes, chr(ord($bytes[500]) ^ 1), 500, 1)), programme()));
refused(fn() => CustomerBase::open("$folder/base", programme('USD')));
$later = Programme::versions([programme(), Programme::fromArray(['name' => 'Test', 'currency' => 'EUR', 'timezone' => 'Europe/Madrid', 'version' => 2, 'valid_from' => '2024-01-01',
    'points' => ['earn' => [['key' => 'rate', 'kind' => 'rate', 'points' => 1, 'per' => 50]], 'worth' => ['points' => 100, 'amount' => 100]]])]);
refused(fn() => CustomerBase::open("$folder/base", $later));
refused(fn() => CustomerBase::open("file://$folder/base", programme()));

echo "-- save\n";
refused(fn() => $base->save(''));
refused(fn() => $base->save("$folder/no/base"));
mkdir("$folder/folder");
refused(fn() => $base->save("$folder/folder"));
rmdir("$folder/folder");
$lock = fopen("$folder/base.lock", 'r+');
flock($lock, LOCK_EX);
refused(fn() => $base->save("$folder/base", 13));
var_dump($base->position());
flock($lock, LOCK_UN);
$base->save("$folder/base", 13);
var_dump($base->position(), CustomerBase::open("$folder/base", programme())->position());
var_dump(glob("$folder/*.tmp"));

echo "-- open_basedir\n";
[$out] = script('require $argv[1]; foreach (["open", "save"] as $what) { try {
    $what === "open" ? Loyalty\CustomerBase::open($argv[2], programme()) : (new Loyalty\CustomerBase(programme()))->save($argv[2]);
} catch (Loyalty\LoyaltyException $e) { echo str_replace(dirname($argv[2]), "", $e->getMessage()), "\n"; } }',
    [__DIR__ . '/shop.inc', "$folder/base"], ['open_basedir=' . __DIR__]);
echo preg_replace('~^(PHP )?Warning.*\n|^\s*\n~m', '', "$out\n");
--EXPECT--
Loyalty\LoyaltyException 48: base file /nothing: No such file or directory
ValueError 0: Loyalty\CustomerBase::open(): Argument #1 ($path) must not be empty
Loyalty\LoyaltyException 48: base file : not a plain file
ValueError 0: Loyalty\CustomerBase::open(): Argument #1 ($path) must not contain any null bytes
Loyalty\LoyaltyException 48: base file /altered: it is no base that was saved, or its beginning is gone: build one from the journal
Loyalty\LoyaltyException 48: base file /altered: it is no base that was saved, or its beginning is gone: build one from the journal
Loyalty\LoyaltyException 48: base file /altered: it is no base that was saved, or its beginning is gone: build one from the journal
Loyalty\LoyaltyException 48: base file /altered: it is cut short: build one anew from the journal
Loyalty\LoyaltyException 48: base file /altered: it is longer than what was written: build one anew from the journal
Loyalty\LoyaltyException 48: base file /altered: a machine with another order of bytes wrote it: build one here from the journal
Loyalty\LoyaltyException 48: base file /altered: a newer version of the extension wrote it: update, or build one from the journal
Loyalty\LoyaltyException 48: base file /altered: its beginning is damaged: build one anew from the journal
Loyalty\LoyaltyException 48: base file /base: it was saved under another programme: open it with that one, or build one from the journal
Loyalty\LoyaltyException 48: base file /base: it was saved under another programme: open it with that one, or build one from the journal
Loyalty\LoyaltyException 48: base file /CWD/file:/base: No such file or directory
-- save
ValueError 0: Loyalty\CustomerBase::save(): Argument #1 ($path) must not be empty
Loyalty\LoyaltyException 48: base file /no/base: No such file or directory
Loyalty\LoyaltyException 48: base file /folder: Is a directory
Loyalty\LoyaltyException 48: base file /base: another process is saving to it
int(12)
int(13)
int(13)
array(0) {
}
-- open_basedir
base file /base: outside of open_basedir
base file /base: outside of open_basedir
