--TEST--
KeyRing: a file of version 1 opens, and is written again as version 2
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupons, KeyRing};

$file = sys_get_temp_dir() . '/loyalty-' . bin2hex(random_bytes(8)) . '.key';
touch($file);
chmod($file, 0600);
file_put_contents($file, base64_decode('
TFRZS0VZUwERc2hvcC5leGFtcGxlL2xpdmUC/////////38BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fIAPSApZJ
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAf////////9/CQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIj
JCUmJygA/////////38AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD/////////fwAAAAAAAAAAAAAAAAAAAAAA
AAAAAAAAAAAAAAAAAAAAAP////////9/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/////////38AAAAAAAAA
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD/////////fwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1Bh15G7v
dyf+u3ykeOj0Cw=='));
$ring = KeyRing::open($file);
echo ord(file_get_contents($file)[7]), ' ', $ring->domain(), ' ', json_encode($ring->slots()), ' ', json_encode($ring->tokenKeys()), "\n";
$person = $ring->pseudonym('anna@example.com');
$code = (new Coupons($ring))->issue(1, 2);
var_dump($person === KeyRing::open($file)->pseudonym('anna@example.com')); // derived from its masters: the same each time
echo $ring->rotate('public'), ' ', $ring->rotate('shared'), "\n";
$ring->save($file);
echo ord(file_get_contents($file)[7]), ' ', filesize($file), "\n";
$again = KeyRing::open($file);
var_dump($again->pseudonym('anna@example.com') === $person, $again->slots() === $ring->slots(), $again->tokenKeys() === $ring->tokenKeys(),
    (new Coupons($again))->verify($code)->serial);
$bytes = file_get_contents($file);
$again->save($file);
var_dump(file_get_contents($file) === $bytes);
unlink($file);
?>
--EXPECT--
1 shop.example/live ["verify","retired","active"] []
bool(true)
0 1
2 994
bool(true)
bool(true)
bool(true)
int(2)
bool(true)
