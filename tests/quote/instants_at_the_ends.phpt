--TEST--
Quote: a window that ends a local day outside the years 1 to 9999 is refused in words, not by an abort
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Coupons, KeyRing, Money, Programme};

foreach ([['Europe/Berlin', ['valid_from' => '9999-12-31T23:30:00Z']], ['America/New_York', ['valid_until' => '0001-01-01T00:30:00Z']]] as [$zone, $window]) {
    $programme = Programme::fromArray(['name' => 'Ends', 'currency' => 'EUR', 'timezone' => $zone, 'version' => 1, 'valid_from' => '2020-01-01',
        'campaigns' => [['number' => 1, 'key' => 'c', 'name' => 'C', 'discount' => ['kind' => 'percent', 'basis_points' => 1000], ...$window]]]);
    $coupons = new Coupons(KeyRing::create('shop.example/test'), $programme);
    $code = iterator_to_array($coupons->issueMany($coupons->newBatch('c', 1, 1600000000)), false)[0];
    $coupon = $coupons->verify($code);
    $quote = $programme->quote(new Cart([new CartLine('A', 1, new Money(1000, 'EUR'))], new Money(0, 'EUR')), null, [$coupon], null, 1600000000);
    echo $quote->rejected[0]->reason->value, ': ', $quote->rejected[0]->message, "\n";
}
?>
--EXPECT--
NOT_YET_VALID: campaign "c" is valid from 9999-12-31
EXPIRED: the last day of the code was 0001-01-01
