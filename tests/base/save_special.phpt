--TEST--
CustomerBase: what is no plain file is neither read nor replaced, and nothing is left beside it; links are followed
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/saved.inc';

use Loyalty\{CustomerBase, Event, KeyRing};

$folder = folder();
chdir($folder);
$refused = function (string $name, callable $what) use ($folder): void {
    try {
        $what($name);
        echo "nothing thrown\n";
    } catch (Throwable $e) {
        echo $e::class, ': ', str_replace($folder, '', $e->getMessage()), "\n";
    }
};
$there = fn() => implode(' ', array_map(fn($path) => basename($path) . ':' . filetype($path), glob("$folder/*")));
$base = new CustomerBase(programme());
$base->append(history(1, 300));
$base->fold(1717200000);

echo "-- a socket, and a folder\n";
$socket = stream_socket_server("unix://$folder/socket");
mkdir("$folder/folder");
$refused("$folder/socket", fn($path) => $base->save($path));
$refused("$folder/socket", fn($path) => CustomerBase::open($path, programme()));
$refused("$folder/socket", fn($path) => @$base->appendFile($path, 'x'));
$refused("$folder/socket", fn($path) => $base->exportTables($path));
$refused("$folder/socket", fn($path) => KeyRing::create('shop')->save($path));
$refused("$folder/folder", fn($path) => $base->save($path));
$refused("php://memory", fn($path) => $base->save($path));
$refused("phar://x.phar/base", fn($path) => $base->save($path));
$refused("phar://x.phar/base", fn($path) => CustomerBase::open($path, programme()));
$refused("a\0b", fn($path) => $base->save($path));
echo $there(), "\n";
fclose($socket);
unlink("$folder/socket");
rmdir("$folder/folder");

echo "-- links\n";
$base->save("$folder/real", 1);
symlink("$folder/real", "$folder/link");
symlink("$folder/new", "$folder/dangling");
symlink("$folder/loop", "$folder/loop");
$base->save("$folder/link", 2);
$base->save("$folder/dangling", 3);
echo CustomerBase::open("$folder/real", programme())->position(), ' ', CustomerBase::open("$folder/link", programme())->position(), ' ',
    CustomerBase::open("$folder/new", programme())->position(), "\n";
$refused("$folder/loop", fn($path) => $base->save($path));
$refused("$folder/loop", fn($path) => CustomerBase::open($path, programme()));
symlink("$folder/real", "$folder/other.lock"); /* no lock through a link, and nothing written without one */
$refused("$folder/other", fn($path) => $base->save($path));
echo CustomerBase::open("$folder/real", programme())->verify() === [] ? "whole\n" : "altered\n", $there(), "\n";

echo "-- as large as a disk\n";
$file = fopen("$folder/sparse", 'w');
ftruncate($file, 10 << 30);
fclose($file);
$refused("$folder/sparse", fn($path) => CustomerBase::open($path, programme()));
$refused("$folder/sparse", fn($path) => $base->appendFile($path, 'x'));
unlink("$folder/sparse");

echo "-- a reader keeps what it opened while others save\n";
$reader = CustomerBase::open("$folder/real", programme());
$wanted = $reader->stateHash();
$base->append(array_map(fn($i) => Event::visit('later', $i, "customer $i", 1717100000), range(1, 3000)));
$base->save("$folder/real");
$later = CustomerBase::open("$folder/real", programme());
var_dump(told($reader) === told(CustomerBase::open("$folder/new", programme())), $reader->stateHash() === $wanted, $later->stateHash() === $base->stateHash(), $later->position());
?>
--EXPECT--
-- a socket, and a folder
Loyalty\LoyaltyException: base file /socket: not a plain file
Loyalty\LoyaltyException: base file /socket: No such device or address
ValueError: Loyalty\CustomerBase::appendFile(): Argument #1 ($path) must be a plain file that can be read
Loyalty\LoyaltyException: folder /socket: Not a directory
Loyalty\LoyaltyException: key ring file /socket: not a plain file
Loyalty\LoyaltyException: base file /folder: Is a directory
Loyalty\LoyaltyException: base file /php:/memory: No such file or directory
Loyalty\LoyaltyException: base file /phar:/x.phar/base: No such file or directory
Loyalty\LoyaltyException: base file /phar:/x.phar/base: No such file or directory
ValueError: Loyalty\CustomerBase::save(): Argument #1 ($path) must not contain any null bytes
folder:dir socket:socket
-- links
2 2 3
Loyalty\LoyaltyException: base file /loop: no such name
Loyalty\LoyaltyException: base file /loop: no such name
Loyalty\LoyaltyException: base file /other: Too many levels of symbolic links
whole
dangling:link link:link loop:link new:file new.lock:file other.lock:link real:file real.lock:file
-- as large as a disk
Loyalty\LoyaltyException: base file /sparse: it is no base that was saved, or its beginning is gone: build one from the journal
Loyalty\LoyaltyException: line 1 of /sparse: found a NUL byte, expected lines of text
-- a reader keeps what it opened while others save
bool(true)
bool(true)
bool(true)
int(3)
