--TEST--
Attacks: a short code that the shop did not sign is refused, though its check symbols fit
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{Coupons, KeyRing};

$ring = ring();
$coupons = new Coupons($ring);
$code = $coupons->issue(17, 123456);
$named = $coupons->issue(17, 123457, 20, 'MARIA');
$bare = substr($named, 6);
assert(checked(substr($code, 0, -2)) === $code);
$instead = fn(string $in, int $place) => array_diff(str_split(ALPHABET), [$in[$place]]);

$other = KeyRing::create('other.example/live');
type('other shop: its own code', $coupons, (new Coupons($other))->issue(17, 123456));
type('other shop: its own code with our check symbols', $coupons, checked(substr((new Coupons($other))->issue(17, 123456), 0, -2)));
type('other shop: another key under our domain', $coupons, (new Coupons(ring(DOMAIN, strrev(MASTER) ^ str_repeat(' ', 32))))->issue(17, 123456));
$test = new Coupons(ring('shop.example/test'));
type('other environment: a code of the test shop under the same key', $coupons, $test->issue(17, 123456), checked(substr($test->issue(17, 123456), 0, -2)));
$shared = new Coupons(ring('sister.example/live'));
type('shared master: another domain under the same key', $coupons, checked(substr($shared->issue(17, 123456), 0, -2)));
type('domain: a prefix of ours, ours with a byte more, other case', $coupons, ...array_map(
    fn($domain) => checked(substr((new Coupons(ring($domain)))->issue(17, 123456), 0, -2)), ['shop.example/liv', DOMAIN . "\0", 'Shop.example/live']));
type('unknown slot: slots that the ring never had', $coupons, ...array_map(fn($header) => altered($code, [0 => $header]), str_split('ABCDEF')));
type('another slot: a code of slot 0 said to be of slot 1', $coupons, altered($code, [0 => '9']));
type('version: 0, 2 and 3 in the header', $coupons, ...array_map(fn($header) => altered($code, [0 => $header]), str_split('01234567GHJKMNPQRSTVWXYZ')));
$retired = ring();
$old = KeyRing::import(DOMAIN, [MASTER, strrev(MASTER)], 1);
$retired->retire(1);
type('retired key: a genuine code, one made up', new Coupons($retired), (new Coupons($old))->issue(17, 1), altered($code, [0 => '9']));
type('altered: every symbol by every other, check symbols made to fit', $coupons, ...array_merge(...array_map(
    fn($place) => array_map(fn($symbol) => altered($code, [$place => $symbol]), $instead($code, $place)), range(1, 17))));
type('altered: every bit of tag and body', $coupons, ...array_map(
    fn($bit) => altered($code, [1 + intdiv($bit, 5) => ALPHABET[strpos(ALPHABET, $code[1 + intdiv($bit, 5)]) ^ 1 << $bit % 5]]), range(0, 84)));
$second = $coupons->issue(17, 123457);
type('cut and joined: the tag of one code, the body of another', $coupons, checked(substr($code, 0, 10) . substr($second, 10, 8)), checked(substr($second, 0, 10) . substr($code, 10, 8)));
type('another length: symbols cut out or put in, check symbols made to fit', $coupons, checked(substr($code, 0, 14)), checked($code . '00'), checked(substr($code, 0, 18) . '0000'));
type('another length: the check symbols taken for data', $coupons, checked($code . $code[18] . $code[19]));
type('personalised: another name in front', $coupons, "MARTA-$bare", "ANNA-$bare", "MARIAA-$bare", "MARI-$bare", "ARIA-$bare");
type('personalised: the name left out', $coupons, $bare);
type('personalised: a name in front of a plain code', $coupons, "MARIA-$code", "XY-$code");
type('personalised: no dash, two names, a name behind', $coupons, "MARIA$bare", "MARIA-MARIA-$bare", "$bare-MARIA", "-$bare");
type('personalised: 1 and 13 letters, a digit in it, another script', $coupons, "M-$bare", str_repeat('M', 13) . "-$bare", "MAR9A-$bare", "MÁRIA-$bare", "МARIA-$bare");
type('personalised: version 2 for version 1, and back', $coupons, 'MARIA-' . altered($bare, [0 => '8']), altered($code, [0 => 'G']));
mt_srand(20);
$guesses = fn(string $header) => array_map(fn() => checked($header . implode('', array_map(fn() => ALPHABET[mt_rand(0, 31)], range(1, 17)))), range(1, 3000));
type('guessed: 3,000 random bodies and tags', $coupons, ...$guesses('8'));
type('guessed: 3,000 for one name', $coupons, ...array_map(fn($guess) => "MARIA-$guess", $guesses('G')));
attack('suggest() as an oracle: repairs of 3,000 forgeries', fn() => array_sum(array_map(
    fn($guess) => count($coupons->suggest(substr_replace($guess, $guess[3] === 'Z' ? 'Y' : 'Z', 3, 1))), $guesses('8'))));
attack('suggest() as an oracle: a code of another shop with a typing mistake', fn() => $coupons->suggest(substr_replace($test->issue(17, 123456), 'Z', 3, 1)));
attack('neighbours: serials that follow each other share what chance says', function () use ($coupons) {
    $same = 0;
    for ($serial = 0; $serial < 1000; $serial++) {
        $same += count(array_intersect_assoc(str_split(substr($coupons->issue(17, $serial), 1, 17)), str_split(substr($coupons->issue(17, $serial + 1), 1, 17))));
    }
    return $same > 400 && $same < 670 ? '17 symbols of 32: about 531 in 1,000 codes' : "$same";
});
?>
--EXPECT--
other shop: its own code … BAD_CHECK
other shop: its own code with our check symbols … BAD_TAG
other shop: another key under our domain … BAD_TAG
other environment: a code of the test shop under the same key … BAD_CHECK (1), BAD_TAG (1)
shared master: another domain under the same key … BAD_TAG
domain: a prefix of ours, ours with a byte more, other case … BAD_TAG (3)
unknown slot: slots that the ring never had … UNKNOWN_KEY (6)
another slot: a code of slot 0 said to be of slot 1 … BAD_TAG
version: 0, 2 and 3 in the header … BAD_VERSION (24)
retired key: a genuine code, one made up … KEY_RETIRED (2)
altered: every symbol by every other, check symbols made to fit … BAD_TAG (527)
altered: every bit of tag and body … BAD_TAG (85)
cut and joined: the tag of one code, the body of another … BAD_TAG (2)
another length: symbols cut out or put in, check symbols made to fit … BAD_TAG (3)
another length: the check symbols taken for data … BAD_TAG
personalised: another name in front … BAD_TAG (5)
personalised: the name left out … BAD_VERSION
personalised: a name in front of a plain code … BAD_VERSION (2)
personalised: no dash, two names, a name behind … BAD_LENGTH (3), BAD_VERSION (1)
personalised: 1 and 13 letters, a digit in it, another script … BAD_CHAR (2), BAD_LENGTH (3)
personalised: version 2 for version 1, and back … BAD_VERSION (2)
guessed: 3,000 random bodies and tags … BAD_TAG (3000)
guessed: 3,000 for one name … BAD_TAG (3000)
suggest() as an oracle: repairs of 3,000 forgeries … 0
suggest() as an oracle: a code of another shop with a typing mistake … []
neighbours: serials that follow each other share what chance says … 17 symbols of 32: about 531 in 1,000 codes
