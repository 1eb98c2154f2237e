--TEST--
Attacks: what is signed with the shop's key, but was not issued, is refused
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{CouponBatch, Coupons, CouponTerms, DiscountKind, Programme, WordFilter};

const NOW = 1700000000;
function programme(array $changes = [], int $version = 1): Programme
{
    $campaign = fn(int $number, string $key, array $more = []) => $more + ($changes[$key] ?? []) + ['number' => $number, 'key' => $key, 'name' => $key,
        'discount' => ['kind' => 'percent', 'basis_points' => 1000]];
    return Programme::fromArray(['name' => 'Attacked', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => "2020-01-0$version",
        'campaigns' => array_merge([
            $campaign(1, 'plain'), $campaign(2, 'short', ['length' => 16]), $campaign(3, 'closed', ['open' => false]), $campaign(4, 'offer', ['automatic' => true]),
            $campaign(5, 'public', ['format' => 'public']), $campaign(6, 'shared', ['format' => 'shared']), $campaign(7, 'twelve', ['length' => 12]),
        ], $changes['more'] ?? [])]);
}

$programme = programme();
$hash = $programme->hash();
$ring = ring();
$bare = new Coupons($ring);
$maker = new Coupons($ring, $programme);
$batches = [
    $plain = $maker->newBatch('plain', 10, NOW, 100),
    new CouponBatch('plain', 200, 3, NOW, $hash, 0, skipped: [1, 3]),
    new CouponBatch('plain', 300, 2, NOW, $hash, 0, names: ['MARIA', '']),
    new CouponBatch('plain', 400, 2, NOW, $hash, 1),
    new CouponBatch('closed', 0, 5, NOW, $hash, 0),
    $public = $maker->newBatch('public', 5, NOW, 0),
    $shared = $maker->newBatch('shared', 5, NOW, 0),
    new CouponBatch('short', 0, 5, NOW, $hash, 0),
];
$coupons = new Coupons($ring, $programme, $batches);
$leaked = Loyalty\KeyRing::import(DOMAIN, [MASTER, strrev(MASTER)], 1, SEED, SHARED);
$terms = new CouponTerms(DiscountKind::Percent, 10000);

type('never stored: a serial of no batch', $coupons, $bare->issue(1, 0), $bare->issue(1, 5000), $bare->issue(1, 16777215));
type('never stored: a shop without batches', new Coupons($ring, $programme), $bare->issue(1, 100));
type('beyond the batch: one before, first, last, one behind', $coupons, ...array_map(fn($serial) => $bare->issue(1, $serial), [99, 100, 109, 110]));
type('skipped serial', $coupons, ...array_map(fn($serial) => $bare->issue(1, $serial), [200, 201, 202, 203, 204, 205]));
type('signed by another key of the ring: a leaked one that only verifies', $coupons, (new Coupons($leaked))->issue(1, 100), (new Coupons($leaked))->issue(1, 400), $bare->issue(1, 400));
type('closed campaign', $coupons, $bare->issue(3, 0));
type('unknown campaign: numbers that no version has', $coupons, $bare->issue(0, 100), $bare->issue(9, 100), $bare->issue(65535, 100));
type('campaign of another length: 12, 16 and 24 symbols for 20', $coupons, $bare->issue(1, 100, 12), $bare->issue(1, 100, 16), $bare->issue(1, 100, 24));
type('campaign of another length: 20 symbols for 16', $coupons, $bare->issue(2, 0), $bare->issue(2, 0, 16));
type('campaign of another length: personalised for 16', $coupons, $bare->issue(2, 0, 20, 'MARIA'));
type('automatic offer: a code of its number', $coupons, $bare->issue(4, 0), $bare->token(4, 0, $terms));
type('token of a short campaign', $coupons, $bare->token(1, 100, $terms), $bare->token(1, 100, $terms, 'shared'));
type('short code of a token campaign', $coupons, $bare->issue(5, 0), $bare->issue(6, 0));
type('shared token of a public campaign, and back', $coupons, $bare->token(5, 0, $terms, 'shared'), $bare->token(6, 0, $terms));
type('token: serials of no batch', $coupons, $bare->token(5, 5, $terms), $bare->token(5, PHP_INT_MAX >> 10, $terms));
type('token: a serial that is issued modulo 2^32', $coupons, $bare->token(5, 1 << 32, $terms), $bare->token(5, (1 << 32) + 4, $terms), $bare->token(5, (1 << 52) + 1, $terms));
type('token: a campaign that is known modulo 2^32 or 2^16', $coupons, ...array_map(fn($number) => forged(payload($number, 0, "\x03\x03")),
    [(1 << 32) + 6, (1 << 31) + 6, (1 << 16) + 6, (1 << 52) + 6]));
type('personalised: another name than the batch gave the serial', $coupons, $bare->issue(1, 300, 20, 'MARTA'), $bare->issue(1, 301, 20, 'MARIA'), $bare->issue(1, 300, 20, 'MARIA'));
type('personalised: the plain code of a named serial', $coupons, $bare->issue(1, 300), $bare->issue(1, 301));
type('personalised: a name for a serial of a batch without names is vouched for by its tag', $coupons, $bare->issue(1, 100, 20, 'MARIA'));

$with = fn(CouponBatch ...$more) => fn() => count([new Coupons($ring, $programme, [...$batches, ...$more])]) . ' taken';
$row = fn(...$row) => fn() => count([new Coupons($ring, $programme, [...$batches, new CouponBatch(...$row + ['campaign' => 'plain', 'firstSerial' => 900, 'count' => 1,
    'issuedAt' => NOW, 'programmeHash' => $hash, 'key' => 0])])]) . ' taken';
attack('batch over another: the same serials twice', $with($plain), $with(new CouponBatch('plain', 109, 1, NOW, $hash, 0)), $with(new CouponBatch('plain', 0, 1 << 24, NOW, $hash, 0)));
attack('batch over a skipped serial', $with(new CouponBatch('plain', 203, 1, NOW, $hash, 0)));
attack('batch of a programme that is not there', $with(new CouponBatch('plain', 900, 1, NOW, str_repeat('0', 64), 0)));
attack('batch of an automatic offer', $with(new CouponBatch('offer', 0, 1, NOW, $hash, 0)));
attack('batch of a campaign that is none', $with(new CouponBatch('nothing', 0, 1, NOW, $hash, 0)));
attack('batch whose serials its length does not hold', $row(firstSerial: 16777215, count: 2), $row(campaign: 'public', firstSerial: 4294967295, count: 2), $row(campaign: 'short', firstSerial: 4194304));
attack('batch row: counts, serials and slots out of range', $row(count: 0), $row(count: -1), $row(count: PHP_INT_MAX), $row(firstSerial: -1), $row(firstSerial: PHP_INT_MAX), $row(key: 8), $row(key: -1));
attack('batch row: skipped serials that descend, repeat, lie outside, are none', $row(count: 2, skipped: [1, 0]), $row(count: 2, skipped: [1, 1]), $row(count: 2, skipped: [3]), $row(count: 2, skipped: [-1]),
    $row(count: 2, skipped: ['1']), $row(count: 2, skipped: [5 => 1]));
attack('batch row: names that are none, too few', $row(names: ["\0\0"]), $row(names: ['M']), $row(names: [str_repeat('M', 13)]), $row(count: 2, names: ['MARIA']), $row(customers: []), $row(customers: [5]));
attack('batch at the ends of time', $row(issuedAt: PHP_INT_MAX), $row(issuedAt: PHP_INT_MIN));

$two = fn(array $more) => fn() => count([new Coupons($ring, [$programme, programme($more, 2)])]) . ' taken';
attack('number used again: as another length, as a token, as an offer', $two(['plain' => ['length' => 16]]), $two(['plain' => ['format' => 'public']]), $two(['plain' => ['automatic' => true]]));
attack('number used twice in one document', fn() => programme(['more' => [['number' => 1, 'key' => 'again', 'name' => 'x', 'discount' => ['kind' => 'free_shipping']]]])->name());
attack('campaign dropped by the current version', ...typed(new Coupons($ring, [$programme, Programme::fromArray(['name' => 'Empty', 'currency' => 'GBP', 'timezone' => 'Europe/London',
    'version' => 2, 'valid_from' => '2020-01-02'])], $batches), [$bare->issue(1, 100)]));
attack('new batch: of a closed campaign, of an offer, of none', fn() => $maker->newBatch('closed', 1, NOW), fn() => $maker->newBatch('offer', 1, NOW), fn() => $maker->newBatch('nothing', 1, NOW));
attack('new batch: over known serials, too many, none', fn() => $coupons->newBatch('plain', 1, NOW, 105), fn() => $coupons->newBatch('plain', PHP_INT_MAX, NOW), fn() => $coupons->newBatch('plain', 0, NOW),
    fn() => $coupons->newBatch('plain', [], NOW));
attack('new batch: begins behind all that are known', fn() => $coupons->newBatch('plain', 1, NOW)->firstSerial);
attack('words: empty, a single letter, longer than a code, other scripts, NUL', fn() => count(new WordFilter(['', 'A', 'AB', str_repeat('A', 25), 'ЖОПА', "AB\0CD", "\xff\xff\xff", 'A B C'])));
attack('words: a list that holds no text', fn() => count(new WordFilter([[], 5, null])));
attack('words: each symbol three times, so that nothing is left', fn() => (new Coupons($ring, $programme, [], new WordFilter((function () {
    foreach (str_split(ALPHABET) as $a) {
        foreach (str_split(ALPHABET) as $b) {
            foreach (str_split(ALPHABET) as $c) {
                yield "$a$b$c";
            }
        }
    }
})())))->newBatch('plain', 100, NOW));
?>
--EXPECT--
never stored: a serial of no batch … NOT_ISSUED (3)
never stored: a shop without batches … NOT_ISSUED
beyond the batch: one before, first, last, one behind … NOT_ISSUED (2), taken (2)
skipped serial … NOT_ISSUED (3), taken (3)
signed by another key of the ring: a leaked one that only verifies … NOT_ISSUED (2), taken (1)
closed campaign … CAMPAIGN_CLOSED
unknown campaign: numbers that no version has … UNKNOWN_CAMPAIGN (3)
campaign of another length: 12, 16 and 24 symbols for 20 … UNKNOWN_CAMPAIGN (3)
campaign of another length: 20 symbols for 16 … UNKNOWN_CAMPAIGN (1), taken (1)
campaign of another length: personalised for 16 … UNKNOWN_CAMPAIGN
automatic offer: a code of its number … UNKNOWN_CAMPAIGN (2)
token of a short campaign … UNKNOWN_CAMPAIGN (2)
short code of a token campaign … UNKNOWN_CAMPAIGN (2)
shared token of a public campaign, and back … UNKNOWN_CAMPAIGN (2)
token: serials of no batch … NOT_ISSUED (2)
token: a serial that is issued modulo 2^32 … NOT_ISSUED (3)
token: a campaign that is known modulo 2^32 or 2^16 … UNKNOWN_CAMPAIGN (4)
personalised: another name than the batch gave the serial … NOT_ISSUED (2), taken (1)
personalised: the plain code of a named serial … NOT_ISSUED (1), taken (1)
personalised: a name for a serial of a batch without names is vouched for by its tag … taken
batch over another: the same serials twice … ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must not have a serial twice, as batches 0 and 8 do (3)
batch over a skipped serial … ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must not have a serial twice, as batches 1 and 8 do
batch of a programme that is not there … ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be of a version of the programme that was given, a batch of campaign "plain" is of 0000000000000000000000000000000000000000000000000000000000000000
batch of an automatic offer … ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be of a campaign with codes of its version of the programme, "offer" is none
batch of a campaign that is none … ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be of a campaign with codes of its version of the programme, "nothing" is none
batch whose serials its length does not hold … ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 4294967295 (1), ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must have serials and a window that fit campaign "plain" (1), ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must have serials and a window that fit campaign "short" (1)
batch row: counts, serials and slots out of range … ValueError: Loyalty\CouponBatch::__construct(): Argument #2 ($firstSerial) must be from 0 to 4294967295 (2), ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 4294967295 (3), ValueError: Loyalty\CouponBatch::__construct(): Argument #6 ($key) must be from 0 to 7 (2)
batch row: skipped serials that descend, repeat, lie outside, are none … ValueError: Loyalty\CouponBatch::__construct(): Argument #9 ($skipped) must be a list of offsets that ascend, the last one below $count and their number together (6)
batch row: names that are none, too few … 1 taken (1), ValueError: Loyalty\CouponBatch::__construct(): Argument #7 ($customers) must have as many customers as $count says (1), ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must have as many names as $count says (1), ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must have names of 2 to 12 letters A to Z, or ""; the one at 0 is none (3)
batch at the ends of time … ValueError: Loyalty\CouponBatch::__construct(): Argument #4 ($issuedAt) must be an instant in the years 1 to 9999 (2)
number used again: as another length, as a token, as an offer … 1 taken (1), ValueError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must not have campaign number 1 with two formats or lengths, as versions 1 and 2 do (2)
number used twice in one document … /campaigns/7/number 1
campaign dropped by the current version … CAMPAIGN_CLOSED
new batch: of a closed campaign, of an offer, of none … ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign of the programme (1), ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign with codes, not an automatic one (1), ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be an open campaign ("open" in the programme) (1)
new batch: over known serials, too many, none … ValueError: Loyalty\Coupons::newBatch(): Argument #2 ($customers) must be at least one (2), ValueError: Loyalty\Coupons::newBatch(): Argument #4 ($firstSerial) must leave out serials that a known batch has; the next free one is 402 (1), ValueError: Serials 402 and following, or their window, do not fit campaign "plain" (1)
new batch: begins behind all that are known … 402
words: empty, a single letter, longer than a code, other scripts, NUL … 0
words: a list that holds no text … TypeError: Loyalty\WordFilter::__construct(): Argument #1 ($words) must have strings only, array given in it
words: each symbol three times, so that nothing is left … ValueError: the word filter leaves less than every second code of campaign "plain"
