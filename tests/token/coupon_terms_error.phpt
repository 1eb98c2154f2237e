--TEST--
CouponTerms: fields that are wrong, missing or not of the kind; constructing twice, readonly, clone, comparison
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponTerms, DiscountKind};

$terms = new CouponTerms(DiscountKind::Percent, 1500, 'EUR', 2500, 1790000000, 1890000000, '06c3d7465768c18344fd65ee1ed0e8d5', true, true, false, 'Anna Müller', 5000);
var_dump($terms);
foreach ([
    'most' => fn() => new CouponTerms(DiscountKind::Fixed, 2 ** 53 - 1, 'JPY', 0, 0, 2 ** 53 - 1, null, false, false, true, str_repeat('ß', 32), 2 ** 53 - 1),
    'least' => fn() => new CouponTerms(DiscountKind::FreeShipping),
    'no name' => fn() => new CouponTerms(DiscountKind::Points, 1, name: ''),
    fn() => new CouponTerms(),
    fn() => new CouponTerms('percent', 5),
    fn() => new CouponTerms(DiscountKind::PointsMultiplier, 5),
    fn() => new CouponTerms(DiscountKind::BuyGet, 5),
    fn() => new CouponTerms(DiscountKind::Percent),
    fn() => new CouponTerms(DiscountKind::Percent, 10001),
    fn() => new CouponTerms(DiscountKind::Percent, -1),
    fn() => new CouponTerms(DiscountKind::Points, 0),
    fn() => new CouponTerms(DiscountKind::Points, PHP_INT_MAX),
    fn() => new CouponTerms(DiscountKind::Gift, 2 ** 53),
    fn() => new CouponTerms(DiscountKind::FreeShipping, 1),
    fn() => new CouponTerms(DiscountKind::Fixed, 500),
    fn() => new CouponTerms(DiscountKind::Fixed, 500, 'eur'),
    fn() => new CouponTerms(DiscountKind::Fixed, 500, 'EURO'),
    fn() => new CouponTerms(DiscountKind::Fixed, 500, ''),
    fn() => new CouponTerms(DiscountKind::Percent, 500, 'EUR'),
    fn() => new CouponTerms(DiscountKind::Percent, 500, null, 100),
    fn() => new CouponTerms(DiscountKind::Percent, 500, 'EUR', -1),
    fn() => new CouponTerms(DiscountKind::Percent, 500, notBefore: -1),
    fn() => new CouponTerms(DiscountKind::Percent, 500, expiresAt: PHP_INT_MIN),
    fn() => new CouponTerms(DiscountKind::Percent, 500, notBefore: 5, expiresAt: 5),
    fn() => new CouponTerms(DiscountKind::Percent, 500, customer: 'anna'),
    fn() => new CouponTerms(DiscountKind::Percent, 500, customer: '06C3D7465768C18344FD65EE1ED0E8D5'),
    fn() => new CouponTerms(DiscountKind::Percent, 500, name: str_repeat('n', 65)),
    fn() => new CouponTerms(DiscountKind::Percent, 500, name: "a\0b"),
    fn() => new CouponTerms(DiscountKind::Percent, 500, name: "a\u{202E}b"),
    fn() => new CouponTerms(DiscountKind::Percent, 500, name: "\xFF"),
    fn() => new CouponTerms(DiscountKind::Percent, 500, maximumDiscount: 1),
    fn() => new CouponTerms(DiscountKind::Percent, 500, 'EUR', maximumDiscount: 2 ** 53),
    fn() => $terms->__construct(DiscountKind::FreeShipping),
    fn() => $terms->value = 1,
    fn() => $terms->added = 1,
    fn() => (clone $terms)->__construct(DiscountKind::FreeShipping),
] as $what => $call) {
    try {
        $call();
        echo is_int($what) ? 'no error' : $what, "\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', str_replace('Loyalty\CouponTerms::__construct(): ', '', $e->getMessage()), "\n";
    }
}
var_dump(clone $terms == $terms, new CouponTerms(DiscountKind::Points, 1) == new CouponTerms(DiscountKind::Points, 2));
?>
--EXPECTF--
object(Loyalty\CouponTerms)#%d (12) {
  ["kind"]=>
  enum(Loyalty\DiscountKind::Percent)
  ["value"]=>
  int(1500)
  ["currency"]=>
  string(3) "EUR"
  ["minimumOrder"]=>
  int(2500)
  ["notBefore"]=>
  int(1790000000)
  ["expiresAt"]=>
  int(1890000000)
  ["customer"]=>
  string(32) "06c3d7465768c18344fd65ee1ed0e8d5"
  ["emailOnly"]=>
  bool(true)
  ["categories"]=>
  bool(true)
  ["combinable"]=>
  bool(false)
  ["name"]=>
  string(12) "Anna Müller"
  ["maximumDiscount"]=>
  int(5000)
}
most
least
no name
ArgumentCountError: Loyalty\CouponTerms::__construct() expects at least 1 argument, 0 given
TypeError: Argument #1 ($kind) must be of type Loyalty\DiscountKind, string given
ValueError: Argument #1 ($kind) must be Percent, Fixed, FreeShipping, Points or Gift
ValueError: Argument #1 ($kind) must be Percent, Fixed, FreeShipping, Points or Gift
ValueError: Argument #2 ($value) must be between 1 and 10000 basis points
ValueError: Argument #2 ($value) must be between 1 and 10000 basis points
ValueError: Argument #2 ($value) must be between 1 and 10000 basis points
ValueError: Argument #2 ($value) must be between 1 and 2^53 - 1
ValueError: Argument #2 ($value) must be between 1 and 2^53 - 1
ValueError: Argument #2 ($value) must be between 1 and 2^53 - 1
ValueError: Argument #2 ($value) must be 0 for free shipping
ValueError: Argument #3 ($currency) must be given with a fixed value, a minimum or a maximum, and only then
ValueError: Argument #3 ($currency) must be three upper-case letters
ValueError: Argument #3 ($currency) must be three upper-case letters
ValueError: Argument #3 ($currency) must be three upper-case letters
ValueError: Argument #3 ($currency) must be given with a fixed value, a minimum or a maximum, and only then
ValueError: Argument #3 ($currency) must be given with a fixed value, a minimum or a maximum, and only then
ValueError: Argument #4 ($minimumOrder) must be between 0 and 2^53 - 1
ValueError: Argument #5 ($notBefore) must be between 0 and 2^53 - 1
ValueError: Argument #6 ($expiresAt) must be between 0 and 2^53 - 1
ValueError: Argument #6 ($expiresAt) must be after the instant before which it is not valid
ValueError: Argument #7 ($customer) must be 32 hexadecimal digits in lower case
ValueError: Argument #7 ($customer) must be 32 hexadecimal digits in lower case
ValueError: Argument #11 ($name) must be at most 64 bytes of UTF-8 without control and format characters
ValueError: Argument #11 ($name) must be at most 64 bytes of UTF-8 without control and format characters
ValueError: Argument #11 ($name) must be at most 64 bytes of UTF-8 without control and format characters
ValueError: Argument #11 ($name) must be at most 64 bytes of UTF-8 without control and format characters
ValueError: Argument #3 ($currency) must be given with a fixed value, a minimum or a maximum, and only then
ValueError: Argument #12 ($maximumDiscount) must be between 0 and 2^53 - 1
Error: Cannot initialize Loyalty\CouponTerms twice
Error: Cannot modify readonly property Loyalty\CouponTerms::$value
Error: Cannot create dynamic property Loyalty\CouponTerms::$added
Error: Cannot initialize Loyalty\CouponTerms twice
bool(true)
bool(false)
