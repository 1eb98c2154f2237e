--TEST--
Coupons: with a programme and its batches, codes have a campaign, a customer and an end
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponBatch, CouponException, Coupons};

require __DIR__ . '/terms.inc';

$programme = programme();
$shop = new Coupons(ring(), $programme);
$days = $shop->newBatch('days', ['anna', '7', 'zoë'], at('2011-10-22 15:00'));
$window = $shop->newBatch('window', 5, new DateTimeImmutable('2011-10-01'));
$forever = $shop->newBatch('forever', 2, at('2011-01-01'));
var_dump($days->programmeHash === $programme->hash());
echo json_encode([$days->firstSerial, $days->count, $days->issuedAt, $days->key, $days->customers, $window->customers]), "\n";

// Stored, and read by another request.
$store = unserialize(serialize([$window, $days, $forever]));
$till = new Coupons(ring(), programme(), $store);
foreach ($shop->issueMany($days) as $serial => $code) {
    $coupon = $till->verify($code, at('2011-10-22 15:00'));
    echo json_encode([$serial, $coupon->campaign, $coupon->campaignNumber, $coupon->serial, $coupon->customer,
        gmdate('Y-m-d H:i', $coupon->expiresAt)], JSON_UNESCAPED_UNICODE), "\n";
}
$coupon = $till->verify($shop->issueMany($forever)->current());
var_dump($coupon->campaign, $coupon->expiresAt, $coupon->customer);

$show = function (string $code, ?int $at) use ($till): void {
    try {
        $coupon = $till->verify($code, $at);
        echo "genuine, $coupon->campaign\n";
    } catch (CouponException $e) {
        echo get_class($e), ' ', $e->reason->value, "\n  ", $e->getMessage(), "\n  ", $e->publicMessage(), "\n";
    }
};
$code = $shop->issueMany($days)->current();
$show($code, at('2011-11-01 23:59:59')); // ten London days, the last one to its end: summer time ended meanwhile
$show($code, at('2011-11-02 00:00:00'));
$show($code, null);
$slip = $shop->issueMany($window, 4)->current();
$show($slip, at('2011-10-31 23:59:59'));
$show($slip, at('2011-11-01 00:00:00'));
$show($slip, at('2011-11-02 23:59:59'));
$show($slip, at('2011-11-30'));
$bare = new Coupons(ring());
$show($bare->issue(3, 5, 16), at('2011-11-01'));
$show($bare->issue(3, 0, 20), at('2011-11-01'));
$show($bare->issue(99, 0), null);
$show($bare->issue(4, 0), null);
$show((new Coupons(ring(1)))->issue(1, 0), null); // genuine, but the batch was signed by the key of slot 0
?>
--EXPECT--
bool(true)
[0,3,1319295600,0,["anna","7","zo\u00eb"],null]
[0,"days",2,0,"anna","2011-11-02 00:00"]
[1,"days",2,1,"7","2011-11-02 00:00"]
[2,"days",2,2,"zoë","2011-11-02 00:00"]
string(7) "forever"
NULL
NULL
genuine, days
Loyalty\ExpiredCouponException EXPIRED
  expired on 2011-11-02 00:00 UTC
  the code has expired
genuine, days
Loyalty\CouponException NOT_YET_VALID
  valid from 2011-11-01 00:00 UTC
  the code is not valid yet
genuine, window
genuine, window
Loyalty\ExpiredCouponException EXPIRED
  expired on 2011-11-03 00:00 UTC
  the code has expired
Loyalty\CouponException NOT_ISSUED
  no known batch of campaign "window" has serial 5 under the key of slot 0
  invalid code
Loyalty\CouponException UNKNOWN_CAMPAIGN
  campaign "window" has codes of 16 symbols, this one has 20
  invalid code
Loyalty\CouponException UNKNOWN_CAMPAIGN
  there is no campaign 99
  invalid code
Loyalty\CouponException CAMPAIGN_CLOSED
  campaign "closed" is closed
  invalid code
Loyalty\CouponException NOT_ISSUED
  no known batch of campaign "forever" has serial 0 under the key of slot 1
  invalid code
