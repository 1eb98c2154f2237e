--TEST--
KeyRing: a tag is one of its purpose, message and ring, and stays when keys rotate
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\KeyRing;

$ring = KeyRing::import('shop.example/live', [0 => implode('', array_map('chr', range(0, 31)))], 0, str_repeat('s', 32));
echo $tag = $ring->tag('journal', 'head 7'), "\n";
$ring->rotate();
$ring->retire(0);
var_dump($ring->tag('journal', 'head 7') === $tag, KeyRing::importSealed($ring->export('a long passphrase'), 'a long passphrase')->tag('journal', 'head 7') === $tag);
// Lengths tell the parts apart, and none of these is another's.
$tags = [$tag];
foreach ([['journalh', 'ead 7'], ['journal', ''], ['journal', "head 7\0"], ['invitation', 'head 7'], ['head 7', 'journal'], [str_repeat('x', 64), '']] as [$purpose, $message]) {
    $tags[] = $ring->tag($purpose, $message);
}
$tags[] = KeyRing::create('shop.example/live')->tag('journal', 'head 7');
var_dump(count(array_unique($tags)), preg_match('/\A[0-9a-f]{64}\z/', $tags[1]));
foreach ([
    fn() => $ring->tag('', 'm'),
    fn() => $ring->tag(str_repeat('x', 65), 'm'),
    fn() => KeyRing::partner('shop.example/live', $ring->publicKeys())->tag('journal', 'm'),
] as $call) {
    try {
        $call();
        echo "accepted\n";
    } catch (Throwable $e) {
        echo get_class($e), ' ', $e->getCode(), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
7e55c729c49f8d84170a96c7a77c09ce01dde2de29b76d848aff4fc1728569e5
bool(true)
bool(true)
int(8)
int(1)
ValueError 0: Loyalty\KeyRing::tag(): Argument #1 ($purpose) must be 1 to 64 bytes
ValueError 0: Loyalty\KeyRing::tag(): Argument #1 ($purpose) must be 1 to 64 bytes
Loyalty\LoyaltyException 92: a partner's key ring has no key for tags
