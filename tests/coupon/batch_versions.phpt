--TEST--
Coupons: a batch keeps the terms of its version; the current one closes; serials go on over versions and keys
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, Programme};

require __DIR__ . '/terms.inc';

function version(int $version, array $campaigns): Programme
{
    return Programme::fromArray([
        'name' => 'Terms', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => '2010-12-0' . $version,
        'campaigns' => $campaigns,
    ]);
}
$percent = ['kind' => 'percent', 'basis_points' => 1000];
$spring = fn(array $more = []) => $more + ['number' => 1, 'key' => 'spring', 'name' => 'Spring', 'length' => 20, 'discount' => $percent];
$autumn = fn(array $more = []) => $more + ['number' => 2, 'key' => 'autumn', 'name' => 'Autumn', 'length' => 16, 'discount' => $percent];
$first = version(1, [$spring(['valid_for' => ['days' => 10]]), $autumn()]);
$second = version(2, [$spring(['valid_until' => '2011-03-31']), $autumn(['key' => 'fall', 'open' => false])]);
$third = version(3, [$spring(['key' => 'primavera', 'name' => 'Primavera'])]);

$keys = ring();
$shop = new Coupons($keys, $first);
$a = $shop->newBatch('spring', ['anna', 'bert'], at('2011-01-01'));
$old = $shop->newBatch('autumn', 2, at('2011-01-01'));
$keys->rotate();
$shop = new Coupons($keys, [$first, $second], [$a, $old]);
$b = $shop->newBatch('spring', 3, at('2011-02-01'));
echo json_encode([$a->firstSerial, $a->key, $a->programmeHash === $first->hash(), $b->firstSerial, $b->key, $b->programmeHash === $second->hash()]), "\n";

$show = function (Coupons $till, string $code, ?int $at = null): void {
    try {
        $coupon = $till->verify($code, $at);
        echo "$coupon->campaign $coupon->serial until ", $coupon->expiresAt === null ? 'ever' : gmdate('Y-m-d H:i', $coupon->expiresAt),
            ' for ', $coupon->customer ?? 'anyone', ', version of ', $coupon->programmeHash === null ? 'none' : $coupon->programmeHash, "\n";
    } catch (CouponException $e) {
        echo $e->reason->value, ': ', $e->getMessage(), "\n";
    }
};
$hashes = fn(string $text) => str_replace([$first->hash(), $second->hash(), $third->hash()], ['one', 'two', 'three'], $text);
ob_start($hashes);
$codes = [...$shop->issueMany($a), ...$shop->issueMany($b)];
foreach ($codes as $code) {
    $show($shop, $code);
}
$show($shop, $codes[0], at('2011-01-11 23:59:59'));
$show($shop, $codes[0], at('2011-01-12'));
$show($shop, $codes[2], at('2011-03-31 22:59:59'));
$show($shop, $codes[2], at('2011-03-31 23:00:00'));
$autumns = [...$shop->issueMany($old)];
$show(new Coupons($keys, $first, [$old]), $autumns[0]);
$show($shop, $autumns[0]); // closed under another key of the campaign: the number decides
$till = new Coupons($keys, [$first, $second, $third], [$a, $b, $old]);
$show($till, $codes[1]);
$show($till, $autumns[0]); // dropped
$c = $till->newBatch('primavera', 1, at('2011-04-01'));
$show($till, $till->issueMany($c)->current());
echo $c->firstSerial, "\n";
// Only versions whose batches are out are needed.
$show(new Coupons($keys, [$third], [$c]), $codes[1]);
ob_end_flush();

attempt(
    fn() => new Coupons($keys, [$second, $third], [$a]),
    fn() => new Coupons($keys, $third, [$c, $b]),
    fn() => $till->newBatch('spring', 1, 0),
    fn() => $shop->newBatch('fall', 1, 0),
    fn() => $shop->newBatch('autumn', 1, 0),
    fn() => new Coupons($keys, [$first, version(4, [$spring(['length' => 24])])]),
    fn() => new Coupons($keys, [$first, $second, version(5, [array_diff_key($spring(['format' => 'public']), ['length' => 1])])]),
    fn() => new Coupons($keys, ['a' => $first]),
);
// An automatic offer has no codes, whatever its number.
$automatic = version(6, [array_diff_key($spring(['automatic' => true]), ['length' => 1])]);
$till = new Coupons($keys, [$first, $automatic], [$a]);
$show($till, $codes[0]);
attempt(fn() => $till->newBatch('spring', 1, 0));
?>
--EXPECTF--
[0,0,true,2,2,true]
spring 0 until 2011-01-12 00:00 for anna, version of one
spring 1 until 2011-01-12 00:00 for bert, version of one
spring 2 until 2011-03-31 23:00 for anyone, version of two
spring 3 until 2011-03-31 23:00 for anyone, version of two
spring 4 until 2011-03-31 23:00 for anyone, version of two
spring 0 until 2011-01-12 00:00 for anna, version of one
EXPIRED: expired on 2011-01-12 00:00 UTC
spring 2 until 2011-03-31 23:00 for anyone, version of two
EXPIRED: expired on 2011-03-31 23:00 UTC
autumn 0 until ever for anyone, version of one
CAMPAIGN_CLOSED: campaign "fall" is closed
spring 1 until 2011-01-12 00:00 for bert, version of one
CAMPAIGN_CLOSED: campaign "fall" is closed
primavera 5 until ever for anyone, version of three
5
NOT_ISSUED: no known batch of campaign "primavera" has serial 1 under the key of slot 0
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be of a version of the programme that was given, a batch of campaign "spring" is of %x
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be of a version of the programme that was given, a batch of campaign "spring" is of %x
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign of the programme
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be an open campaign ("open" in the programme)
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign of the programme
ValueError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must not have campaign number 1 with two formats or lengths, as versions 1 and 4 do
ValueError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must not have campaign number 1 with two formats or lengths, as versions 1 and 5 do
ValueError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must be a list of at least one version
CAMPAIGN_CLOSED: campaign "spring" is closed
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign with codes, not an automatic one
