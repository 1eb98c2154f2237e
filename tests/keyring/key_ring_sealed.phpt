--TEST--
KeyRing: sealed with a passphrase it comes back as it was; another passphrase or altered text does not open
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupons, KeyRing, LoyaltyException};

$ring = KeyRing::create('shop.example/live');
$ring->rotate();
$ring->rotate('public');
$ring->retire(0, 'public', 2000000000);
$code = (new Coupons($ring))->issue(17, 123456);
$text = $ring->export('correct horse battery');
$lines = explode("\n", $text);
echo $lines[0], ' ', max(array_map(strlen(...), $lines)), ' ', end($lines) === '' ? 'ends with a line' : '', "\n";
$same = function (KeyRing $copy) use ($ring, $code): void {
    var_dump([$copy->domain(), $copy->slots(), $copy->tokenKeys(), $copy->publicKeys(), $copy->pseudonym('anna')]
        === [$ring->domain(), $ring->slots(), $ring->tokenKeys(), $ring->publicKeys(), $ring->pseudonym('anna')],
        (new Coupons($copy))->verify($code)->serial);
};
// Mail turns line ends around and adds blanks.
$same(KeyRing::importSealed("\n  " . str_replace("\n", " \r\n\t", $text) . "\n\n", 'correct horse battery'));

function refused(string $text, string $passphrase): string
{
    try {
        KeyRing::importSealed($text, $passphrase);
        return 'opened';
    } catch (LoyaltyException $e) {
        return $e->getCode() . ' ' . $e->getMessage();
    }
}
echo refused($text, 'correct horse batterz'), "\n";

// Each opening costs a second on purpose, so only some of the characters that stay symbols: one of the tag, one of the ring.
// The core's test has the others.
$title = strlen($lines[0]) + 1;
$outcomes = [];
foreach ([60, 700] as $at) {
    $altered = $text;
    $altered[$title + $at] = $altered[$title + $at] === 'Q' ? 'R' : 'Q';
    $outcomes[] = refused($altered, 'correct horse battery');
}
echo implode("\n", array_unique($outcomes)), "\n";
// Every character by one that is none, every cut in the title, and what base 64 could say in two ways: seen before the passphrase is asked.
$outcomes = [];
for ($at = 0; $at < strlen($text); $at++) {
    $altered = $text;
    $altered[$at] = '*';
    if ($text[$at] !== "\n" || $at < $title) {
        $outcomes[] = refused($altered, 'correct horse battery');
    }
}
for ($len = 0; $len < $title + 60; $len++) {
    $outcomes[] = refused(substr($text, 0, $len), 'correct horse battery');
}
foreach ([str_replace('RING 1', 'RING 2', $text), strtolower($text), substr($text, $title), "$text=", "$text\0", str_replace("\n", "\v", $text),
    'LOYALTY KEY RING 1' . substr($text, $title), "LOYALTY KEY RING 1\n" . base64_encode(random_bytes(5000)),
    "LOYALTY KEY RING 1\n" . substr(base64_encode(str_repeat('x', 61)), 0, -3) . 'B==',
    "LOYALTY KEY RING 1\n" . rtrim(base64_encode(str_repeat('x', 61)), '=')] as $altered) {
    $outcomes[] = refused($altered, 'correct horse battery');
}
echo implode("\n", array_unique($outcomes)), "\n";
?>
--EXPECT--
LOYALTY KEY RING 1 64 ends with a line
bool(true)
int(123456)
93 the sealed key ring does not open
93 the sealed key ring does not open
93 this text is no sealed key ring, or not all of one
