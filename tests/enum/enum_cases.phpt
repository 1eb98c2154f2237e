--TEST--
Enums: cases, and what is stored
--EXTENSIONS--
loyalty
--FILE--
<?php
foreach (['RoundingMode', 'EventType', 'OrderCondition', 'Channel', 'DiscountKind', 'CouponError', 'RfmTable', 'RfmBasis'] as $name) {
    $cases = array_map(fn(UnitEnum $case) => $case->name . ($case instanceof BackedEnum ? "=$case->value" : ''), "Loyalty\\$name"::cases());
    echo "$name: ", implode(' ', $cases), "\n";
}
--EXPECT--
RoundingMode: Down Up HalfUp HalfEven
EventType: OpeningBalance=opening_balance Birthday=birthday Gender=gender Consent=consent Visit=visit Order=order Refund=refund PointsAdjusted=points_adjusted PointsSpent=points_spent CouponRedeemed=coupon_redeemed
OrderCondition: Placed=placed Paid=paid Delivered=delivered Cancelled=cancelled
Channel: Email=email Sms=sms
DiscountKind: Percent=percent Fixed=fixed FreeShipping=free_shipping Points=points Gift=gift PointsMultiplier=points_multiplier BuyGet=buy_get EarlyAccess=early_access
CouponError: Empty=EMPTY TooLong=TOO_LONG BadUtf8=BAD_UTF8 BadChar=BAD_CHAR BadLength=BAD_LENGTH BadCheck=BAD_CHECK BadVersion=BAD_VERSION UnknownKey=UNKNOWN_KEY KeyRetired=KEY_RETIRED Truncated=TRUNCATED NonCanonical=NON_CANONICAL BadTag=BAD_TAG UnknownField=UNKNOWN_FIELD MissingField=MISSING_FIELD FieldRange=FIELD_RANGE UnknownCampaign=UNKNOWN_CAMPAIGN CampaignClosed=CAMPAIGN_CLOSED NotIssued=NOT_ISSUED Revoked=REVOKED NotYetValid=NOT_YET_VALID Expired=EXPIRED CustomerMismatch=CUSTOMER_MISMATCH ChannelMismatch=CHANNEL_MISMATCH CurrencyMismatch=CURRENCY_MISMATCH MinOrder=MIN_ORDER Category=CATEGORY Busy=BUSY Used=USED Limit=LIMIT HoldLost=HOLD_LOST RateLimited=RATE_LIMITED Combination=COMBINATION NoEffect=NO_EFFECT Repeated=REPEATED MaxOrder=MAX_ORDER SaleItems=SALE_ITEMS ExcludedProduct=EXCLUDED_PRODUCT ExcludedCategory=EXCLUDED_CATEGORY Eligibility=ELIGIBILITY Budget=BUDGET
RfmTable: R=rfm_v3 Classic=rfm_classic Total=loyalty
RfmBasis: Gross=gross Net=net Rows=rows
