--TEST--
Enums: cases, and what is stored
--EXTENSIONS--
loyalty
--FILE--
<?php
foreach (['RoundingMode', 'EventType', 'OrderCondition', 'ReferralCondition', 'ServiceCondition', 'Channel', 'DiscountKind', 'CouponError', 'RfmTable', 'RfmBasis'] as $name) {
    $cases = array_map(fn(UnitEnum $case) => $case->name . ($case instanceof BackedEnum ? "=$case->value" : ''), "Loyalty\\$name"::cases());
    echo "$name: ", implode(' ', $cases), "\n";
}
--EXPECT--
RoundingMode: Down Up HalfUp HalfEven
EventType: IdentitiesLinked=identities_linked OpeningBalance=opening_balance TierSet=tier_set SignUp=sign_up Birthday=birthday Gender=gender Consent=consent ChildBirthday=child_birthday Preference=preference Visit=visit Review=review Survey=survey Contest=contest MessageSent=message_sent MessageOpened=message_opened MessageClicked=message_clicked Order=order Refund=refund Referral=referral PointsAdjusted=points_adjusted PointsSpent=points_spent PointsRestored=points_restored CouponRedeemed=coupon_redeemed Service=service Segment=segment
OrderCondition: Placed=placed Paid=paid Delivered=delivered Cancelled=cancelled
ReferralCondition: Joined=joined Frozen=frozen Rewarded=rewarded Rejected=rejected
ServiceCondition: Booked=booked Used=used Cancelled=cancelled
Channel: Email=email Sms=sms
DiscountKind: Percent=percent Fixed=fixed FreeShipping=free_shipping Points=points Gift=gift PointsMultiplier=points_multiplier BuyGet=buy_get EarlyAccess=early_access
CouponError: Empty=EMPTY TooLong=TOO_LONG BadUtf8=BAD_UTF8 BadChar=BAD_CHAR BadLength=BAD_LENGTH BadCheck=BAD_CHECK BadVersion=BAD_VERSION UnknownKey=UNKNOWN_KEY KeyRetired=KEY_RETIRED Truncated=TRUNCATED NonCanonical=NON_CANONICAL BadTag=BAD_TAG UnknownField=UNKNOWN_FIELD MissingField=MISSING_FIELD FieldRange=FIELD_RANGE UnknownCampaign=UNKNOWN_CAMPAIGN CampaignClosed=CAMPAIGN_CLOSED NotIssued=NOT_ISSUED Revoked=REVOKED NotYetValid=NOT_YET_VALID Expired=EXPIRED CustomerMismatch=CUSTOMER_MISMATCH ChannelMismatch=CHANNEL_MISMATCH CurrencyMismatch=CURRENCY_MISMATCH MinOrder=MIN_ORDER Category=CATEGORY Busy=BUSY Used=USED Limit=LIMIT HoldLost=HOLD_LOST RateLimited=RATE_LIMITED Combination=COMBINATION NoEffect=NO_EFFECT Repeated=REPEATED MaxOrder=MAX_ORDER SaleItems=SALE_ITEMS ExcludedProduct=EXCLUDED_PRODUCT ExcludedCategory=EXCLUDED_CATEGORY Eligibility=ELIGIBILITY Budget=BUDGET
RfmTable: R=rfm_v3 Classic=rfm_classic Total=loyalty
RfmBasis: Gross=gross Net=net Rows=rows
