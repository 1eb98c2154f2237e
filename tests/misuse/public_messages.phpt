--TEST--
CouponException: what the public reads of each reason; a forger learns nothing behind the check symbols
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponError, CouponException};

$alike = 0;
foreach (CouponError::cases() as $i => $case) {
    $text = (new CouponException('for staff', 100 + $i))->publicMessage();
    if ($text === 'invalid code') {
        $alike++;
        assert($i >= array_search(CouponError::BadVersion, CouponError::cases(), true) && $i <= array_search(CouponError::Revoked, CouponError::cases(), true));
    } else {
        echo "$case->name: $text\n";
    }
}
echo "$alike read alike\n";
foreach ([0, 99, 140, -1, PHP_INT_MAX] as $code) {
    echo (new CouponException('', $code))->publicMessage(), "\n";
}
--EXPECT--
Empty: please enter a code
TooLong: the code is too long
BadUtf8: the code has a character that codes do not use
BadChar: the code has a character that codes do not use
BadLength: the code is too short or too long
BadCheck: the code has a typing error
NotYetValid: the code is not valid yet
Expired: the code has expired
CustomerMismatch: the code is not for this account
ChannelMismatch: the code cannot be used here
CurrencyMismatch: the code is for another currency
MinOrder: the order is too small for the code
Category: the code covers nothing in the cart
Busy: the code is in use in another order
Used: the code has been used
Limit: the code cannot be used again
HoldLost: please enter the code again
RateLimited: too many attempts, please try later
Combination: the code cannot be combined with another one
NoEffect: the code has nothing to take off
Repeated: the code is in the cart already
MaxOrder: the order is too large for the code
SaleItems: the code is not for goods on sale
ExcludedProduct: the cart has goods that the code leaves out
ExcludedCategory: the cart has goods that the code leaves out
Eligibility: the code is for other customers
Budget: the offer is used up
13 read alike
invalid code
invalid code
invalid code
invalid code
invalid code
