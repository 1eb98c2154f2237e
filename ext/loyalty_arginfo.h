/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 455dcc87eed9d9c77c61dc3af1aebf1ea7066ec8 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CouponException_publicMessage, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_RfmTable_segment, 0, 3, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, recency, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, frequency, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, monetary, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_RfmTable_segments, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_Money___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, minor, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, currency, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Money_parse, 0, 2, Loyalty\\Money, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, currency, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Money_decimals, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, currency, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Money_format arginfo_class_Loyalty_CouponException_publicMessage

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Money_add, 0, 1, Loyalty\\Money, 0)
	ZEND_ARG_OBJ_INFO(0, other, Loyalty\\Money, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Money_subtract arginfo_class_Loyalty_Money_add

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Money_percent, 0, 1, Loyalty\\Money, 0)
	ZEND_ARG_TYPE_INFO(0, basisPoints, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, rounding, Loyalty\\RoundingMode, 0, "Loyalty\\RoundingMode::HalfUp")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Money_split, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, weights, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Money_compare, 0, 1, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO(0, other, Loyalty\\Money, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Money_jsonSerialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Money___serialize arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Money___unserialize, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_Event___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_order, 0, 7, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, order, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, revision, IS_LONG, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO(0, condition, Loyalty\\OrderCondition, 0)
	ZEND_ARG_OBJ_INFO(0, total, Loyalty\\Money, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lines, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, channel, IS_STRING, 0, "\"\"")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, shipping, Loyalty\\Money, 1, "null")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, tax, Loyalty\\Money, 1, "null")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, byPoints, Loyalty\\Money, 1, "null")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, byGiftCard, Loyalty\\Money, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_refund, 0, 6, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, refund, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, order, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO(0, amount, Loyalty\\Money, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, lines, IS_ARRAY, 0, "[]")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, shipping, Loyalty\\Money, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_pointsSpent, 0, 5, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, for, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, points, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, reward, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_pointsRestored, 0, 6, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, for, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, points, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_pointsAdjusted, 0, 7, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, points, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, reason, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, author, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_openingBalance, 0, 4, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, points, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_tierSet, 0, 7, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, tier, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, reason, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, author, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, until, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_signUp, 0, 3, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_consent, 0, 6, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO(0, channel, Loyalty\\Channel, 0)
	ZEND_ARG_TYPE_INFO(0, given, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_birthday, 0, 4, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, date, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_childBirthday, 0, 5, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, child, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, date, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_gender, 0, 4, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, gender, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_visit, 0, 4, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, via, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, section, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_preference, 0, 5, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, topic, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, wanted, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_messageSent, 0, 6, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, delivery, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO(0, channel, Loyalty\\Channel, 0)
	ZEND_ARG_TYPE_INFO(0, message, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_messageOpened, 0, 7, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, delivery, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO(0, channel, Loyalty\\Channel, 0)
	ZEND_ARG_TYPE_INFO(0, message, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, section, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Event_messageClicked arginfo_class_Loyalty_Event_messageOpened

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_segment, 0, 6, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, segment, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, entered, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_review, 0, 4, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, sku, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_survey, 0, 5, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, survey, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_contest, 0, 5, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, contest, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_referral, 0, 8, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, revision, IS_LONG, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO(0, condition, Loyalty\\ReferralCondition, 0)
	ZEND_ARG_TYPE_MASK(0, other, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, invited, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, reason, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_MASK(0, order, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_service, 0, 7, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, booking, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, revision, IS_LONG, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO(0, condition, Loyalty\\ServiceCondition, 0)
	ZEND_ARG_TYPE_INFO(0, service, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, units, IS_LONG, 0, "1")
	ZEND_ARG_TYPE_MASK(0, order, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, sku, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_identitiesLinked, 0, 6, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, object, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, revision, IS_LONG, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, other, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, linked, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_replacing, 0, 1, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_couponRedeemed, 0, 6, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, order, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, campaign, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, serial, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Event_fromRow, 0, 5, Loyalty\\Event, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, type, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, customer, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, at, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Event_jsonSerialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Event___serialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Event___unserialize arginfo_class_Loyalty_Money___unserialize

#define arginfo_class_Loyalty_ProgrammeError___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Programme___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Programme_fromJson, 0, 1, Loyalty\\Programme, 0)
	ZEND_ARG_TYPE_INFO(0, json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Programme_fromArray, 0, 1, Loyalty\\Programme, 0)
	ZEND_ARG_TYPE_INFO(0, document, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Programme_versions, 0, 1, Loyalty\\Programme, 0)
	ZEND_ARG_TYPE_INFO(0, versions, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Programme_parts arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Programme_at, 0, 1, Loyalty\\Programme, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Programme_check, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, json, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Programme_warnings arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Programme_hash arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Programme_name arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Programme_currency arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Programme_timezone arginfo_class_Loyalty_CouponException_publicMessage

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Programme_version, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Programme_inForceFrom arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_Programme_tiers arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Programme_ladder arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Programme_points, 0, 0, IS_ARRAY, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Programme_rewards arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Programme_services arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Programme_referral arginfo_class_Loyalty_Programme_points

#define arginfo_class_Loyalty_Programme_segments arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Programme_goals arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Programme_campaigns arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Programme_discounts arginfo_class_Loyalty_CouponException_publicMessage

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Programme_segment, 0, 1, Loyalty\\Segment, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Programme_worth, 0, 1, Loyalty\\Money, 0)
	ZEND_ARG_TYPE_INFO(0, points, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Programme_fields arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Programme_quote, 0, 5, Loyalty\\Quote, 0)
	ZEND_ARG_OBJ_INFO(0, cart, Loyalty\\Cart, 0)
	ZEND_ARG_OBJ_INFO(0, customer, Loyalty\\Customer, 1)
	ZEND_ARG_TYPE_INFO(0, coupons, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, verifier, Loyalty\\Coupons, 1)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, usage, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Segment___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Segment_compile, 0, 2, Loyalty\\Segment, 0)
	ZEND_ARG_OBJ_INFO(0, programme, Loyalty\\Programme, 0)
	ZEND_ARG_TYPE_INFO(0, rule, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Segment_rule arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Segment_fields arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Segment_matches, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_OBJ_INFO(0, customer, Loyalty\\Customer, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Segment_explain, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, customer, Loyalty\\Customer, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Segment_toSql, 0, 2, Loyalty\\SqlQuery, 0)
	ZEND_ARG_OBJ_INFO(0, dialect, Loyalty\\Dialect, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, prefix, IS_STRING, 0, "\"loyalty_\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, distributed, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_SqlQuery___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_SegmentChange___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_SegmentWatch___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_SegmentWatch_update, 0, 0, Loyalty\\SegmentChange, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_SegmentWatch_members, 0, 0, Loyalty\\CustomerSet, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_PointLot___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Account___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Standing___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Standing_progress arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Entitlement___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_ExplainedStep___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Customer___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Customer_fold, 0, 4, Loyalty\\Customer, 0)
	ZEND_ARG_OBJ_INFO(0, programme, Loyalty\\Programme, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, events, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Customer_explain arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Customer_purchases arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Customer_activities arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Customer_loyalty, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, programme, Loyalty\\Programme, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Customer_expiring arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_AppendResult___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_CustomerBase___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, programme, Loyalty\\Programme, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_append, 0, 1, Loyalty\\AppendResult, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, events, Traversable, MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_appendFile, 0, 2, Loyalty\\AppendResult, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, source, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, columns, IS_ARRAY, 0, "[\"customer\" => \"customer\", \"at\" => \"ts\", \"amount\" => \"amount\"]")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, format, Loyalty\\FileFormat, 0, "Loyalty\\FileFormat::Tsv")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CustomerBase_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, position, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_open, 0, 2, Loyalty\\CustomerBase, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, programme, Loyalty\\Programme, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerBase_verify arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CustomerBase_position, 0, 0, IS_LONG, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CustomerBase_fold, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerBase_count arginfo_class_Loyalty_Programme_version

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_customer, 0, 1, Loyalty\\Customer, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CustomerBase_has, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerBase_stateHash arginfo_class_Loyalty_CouponException_publicMessage

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_forecast, 0, 1, Loyalty\\Forecast, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, months, IS_LONG, 0, "12")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_select, 0, 1, Loyalty\\CustomerSet, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, rule, Loyalty\\Segment, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_recorded, 0, 1, Loyalty\\CustomerSet, 0)
	ZEND_ARG_TYPE_INFO(0, segment, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_watch, 0, 1, Loyalty\\SegmentWatch, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, rule, Loyalty\\Segment, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerBase_foldedAt arginfo_class_Loyalty_CustomerBase_position

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CustomerBase_exportTables, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, folder, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nulls, IS_STRING, 0, "\"\\\\N\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerBase_all arginfo_class_Loyalty_SegmentWatch_members

#define arginfo_class_Loyalty_CustomerBase_totals arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_CustomerBase_months arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_CustomerBase_tiers arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_indicators, 0, 1, Loyalty\\Indicators, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, from, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_habits, 0, 2, Loyalty\\Habits, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerBase_goal, 0, 3, Loyalty\\Goal, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, keys, Loyalty\\KeyRing, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CustomerBase_applyRfm, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_INFO(0, scores, Loyalty\\RfmScores, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CustomerBase_applyClv, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_INFO(0, predictions, Loyalty\\Clv\\Predictions, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerBase_stats arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Indicators___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Indicators_direct, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, known, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, direct, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Indicators_subscriber arginfo_class_Loyalty_Segment_explain

#define arginfo_class_Loyalty_Habits___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Goal___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Goal_isHeldOut, 0, 4, _IS_BOOL, 0)
	ZEND_ARG_OBJ_INFO(0, programme, Loyalty\\Programme, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, keys, Loyalty\\KeyRing, 0)
	ZEND_ARG_TYPE_MASK(0, customer, MAY_BE_STRING|MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerSet___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_CustomerSet_count arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_CustomerSet_contains arginfo_class_Loyalty_CustomerBase_has

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerSet_and, 0, 1, Loyalty\\CustomerSet, 0)
	ZEND_ARG_OBJ_INFO(0, other, Loyalty\\CustomerSet, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerSet_or arginfo_class_Loyalty_CustomerSet_and

#define arginfo_class_Loyalty_CustomerSet_andNot arginfo_class_Loyalty_CustomerSet_and

#define arginfo_class_Loyalty_CustomerSet_keys arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_CustomerSet_getIterator, 0, 0, Iterator, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CustomerSet___serialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_CustomerSet___unserialize arginfo_class_Loyalty_Money___unserialize

#define arginfo_class_Loyalty_Forecast___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Replay___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Replay_run, 0, 3, Loyalty\\Replay, 0)
	ZEND_ARG_OBJ_INFO(0, base, Loyalty\\CustomerBase, 0)
	ZEND_ARG_OBJ_INFO(0, changed, Loyalty\\Programme, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, progress, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Rfm___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Rfm_quantiles, 0, 0, Loyalty\\Rfm, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 0, "5")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, unit, IS_LONG, 0, "1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Rfm_ranked, 0, 0, Loyalty\\Rfm, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 0, "5")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Rfm_ntile arginfo_class_Loyalty_Rfm_ranked

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Rfm_cuts, 0, 3, Loyalty\\Rfm, 0)
	ZEND_ARG_TYPE_INFO(0, recency, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, frequency, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, monetary, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Rfm_score, 0, 2, Loyalty\\RfmScores, 0)
	ZEND_ARG_OBJ_INFO(0, base, Loyalty\\CustomerBase, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, basis, Loyalty\\RfmBasis, 0, "Loyalty\\RfmBasis::Gross")
	ZEND_ARG_OBJ_TYPE_MASK(0, since, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, days, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Rfm_scoreRows, 0, 1, Loyalty\\RfmScores, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, rows, Traversable, MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_RfmScore___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_RfmScores___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_RfmScores_count arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_RfmScores_bins arginfo_class_Loyalty_Programme_version

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_RfmScores_get, 0, 1, Loyalty\\RfmScore, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_RfmScores_cuts arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_RfmScores_segments, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, table, Loyalty\\RfmTable|Loyalty\\RfmSegments, 0, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_RfmScores_transitions, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, later, Loyalty\\RfmScores, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, table, Loyalty\\RfmTable|Loyalty\\RfmSegments, 0, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_RfmScores_moved, 0, 4, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, later, Loyalty\\RfmScores, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, table, Loyalty\\RfmTable|Loyalty\\RfmSegments, 0, NULL)
	ZEND_ARG_TYPE_INFO(0, from, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, to, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_RfmScores_select, 0, 2, Loyalty\\CustomerSet, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, table, Loyalty\\RfmTable|Loyalty\\RfmSegments, 0, NULL)
	ZEND_ARG_TYPE_INFO(0, segment, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_RfmScores_heatmap arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_RfmScores_histogram arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_RfmScores_getIterator arginfo_class_Loyalty_CustomerSet_getIterator

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_RfmSegments___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, segments, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_RfmSegments_segment arginfo_class_Loyalty_RfmTable_segment

#define arginfo_class_Loyalty_RfmSegments_segments arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_RfmSegments_advice arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_RfmSegments_gaps, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bins, IS_LONG, 0, "5")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_RfmSegments_hidden arginfo_class_Loyalty_RfmSegments_gaps

#define arginfo_class_Loyalty_KeyRing___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_KeyRing_create, 0, 0, Loyalty\\KeyRing, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, domain, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_KeyRing_import, 0, 3, Loyalty\\KeyRing, 0)
	ZEND_ARG_TYPE_INFO(0, domain, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, keys, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, issuing, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tokenSeed, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tokenKey, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_KeyRing_partner, 0, 2, Loyalty\\KeyRing, 0)
	ZEND_ARG_TYPE_INFO(0, domain, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, publicKeys, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_KeyRing_open, 0, 1, Loyalty\\KeyRing, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_KeyRing_save, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_KeyRing_export, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, passphrase, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_KeyRing_importSealed, 0, 2, Loyalty\\KeyRing, 0)
	ZEND_ARG_TYPE_INFO(0, sealed, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, passphrase, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_KeyRing_domain arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_KeyRing_slots arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_KeyRing_tokenKeys arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_KeyRing_publicKeys arginfo_class_Loyalty_RfmTable_segments

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_KeyRing_rotate, 0, 0, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, kind, IS_STRING, 0, "\"short\"")
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_KeyRing_retire, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, slot, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, kind, IS_STRING, 0, "\"short\"")
	ZEND_ARG_OBJ_TYPE_MASK(0, notAfter, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_KeyRing_tag, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, purpose, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, message, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_KeyRing_pseudonym, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, canonical, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_WordFilter___construct, 0, 0, 1)
	ZEND_ARG_OBJ_TYPE_MASK(0, words, Traversable, MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_WordFilter_matches, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_WordFilter_count arginfo_class_Loyalty_Programme_version

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_CouponBatch___construct, 0, 0, 6)
	ZEND_ARG_TYPE_INFO(0, campaign, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, firstSerial, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, count, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, issuedAt, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, programmeHash, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customers, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, names, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, skipped, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CouponBatch___serialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_CouponBatch___unserialize arginfo_class_Loyalty_Money___unserialize

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_CouponTerms___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, kind, Loyalty\\DiscountKind, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, value, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, currency, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, minimumOrder, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, notBefore, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, expiresAt, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customer, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, emailOnly, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, categories, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, combinable, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maximumDiscount, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CouponTerms___serialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_CouponTerms___unserialize arginfo_class_Loyalty_Money___unserialize

#define arginfo_class_Loyalty_Coupon___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Coupon_display arginfo_class_Loyalty_CouponException_publicMessage

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_Coupons___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, keys, Loyalty\\KeyRing, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, programmes, Loyalty\\Programme, MAY_BE_ARRAY|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, batches, IS_ARRAY, 0, "[]")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, words, Loyalty\\WordFilter, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Coupons_newBatch, 0, 3, Loyalty\\CouponBatch, 0)
	ZEND_ARG_TYPE_INFO(0, campaign, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, customers, MAY_BE_LONG|MAY_BE_ARRAY, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, firstSerial, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, names, IS_ARRAY, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Coupons_issueMany, 0, 1, Loyalty\\CouponStream, 0)
	ZEND_ARG_OBJ_INFO(0, batch, Loyalty\\CouponBatch, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, from, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, count, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Coupons_issue, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, campaignNumber, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, serial, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 0, "20")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Coupons_token, 0, 3, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, campaignNumber, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, serial, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO(0, terms, Loyalty\\CouponTerms, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, format, IS_STRING, 0, "\"public\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Coupons_verify, 0, 1, Loyalty\\Coupon, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Coupons_suggest, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_CouponUsage___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, uses, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, customerUses, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, campaignUses, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, campaignSpent, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, revoked, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CouponUsage___serialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_CouponUsage___unserialize arginfo_class_Loyalty_Money___unserialize

#define arginfo_class_Loyalty_CouponStream___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_CouponStream_count arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_CouponStream_current arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_CouponStream_key arginfo_class_Loyalty_Programme_version

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CouponStream_next, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CouponStream_rewind arginfo_class_Loyalty_CouponStream_next

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_CouponStream_valid, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_CartLine___construct, 0, 0, 3)
	ZEND_ARG_TYPE_INFO(0, sku, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, quantity, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO(0, unitPrice, Loyalty\\Money, 0)
	ZEND_ARG_TYPE_MASK(0, category, MAY_BE_STRING|MAY_BE_ARRAY, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, sale, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, taxRate, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, netMillionths, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, grossMillionths, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, brand, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_CartLine___serialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_CartLine___unserialize arginfo_class_Loyalty_Money___unserialize

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_Cart___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, lines, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, shipping, Loyalty\\Money, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, taxIncluded, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, shippingTaxRate, IS_LONG, 0, "0")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, channel, Loyalty\\Channel, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, shippingNetMillionths, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, shippingGrossMillionths, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, displayedMillionths, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, salesChannel, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, pointsToSpend, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Cart___serialize arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Cart___unserialize arginfo_class_Loyalty_Money___unserialize

#define arginfo_class_Loyalty_Discount___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_RejectedCoupon___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_QuoteLine___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_QuoteStep___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Quote___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Clv_Data___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_Data_fromRows, 0, 1, Loyalty\\Clv\\Data, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, rows, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, daysPerUnit, IS_DOUBLE, 0, "7.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, heldDays, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_Data_fromBase, 0, 2, Loyalty\\Clv\\Data, 0)
	ZEND_ARG_OBJ_INFO(0, base, Loyalty\\CustomerBase, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, at, DateTimeInterface, MAY_BE_LONG, NULL)
	ZEND_ARG_OBJ_TYPE_MASK(0, split, DateTimeInterface, MAY_BE_LONG|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, daysPerUnit, IS_DOUBLE, 0, "7.0")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_Data_count arginfo_class_Loyalty_Programme_version

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Data_daysPerUnit, 0, 0, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_Data_heldDays arginfo_class_Loyalty_Programme_version

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Data_get, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Loyalty_Clv_Plan___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, t, IS_DOUBLE, 0, "52.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, period, IS_DOUBLE, 0, "4.345")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, periods, IS_LONG, 0, "12")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, discount, IS_DOUBLE, 0, "0.01")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_Model_parameters arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Clv_Model_standardErrors arginfo_class_Loyalty_Programme_points

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_confidence, 0, 0, IS_ARRAY, 1)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, level, IS_DOUBLE, 0, "0.95")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_logLikelihood, 0, 0, IS_DOUBLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_boundary, 0, 0, IS_STRING, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_Model_customers arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_Clv_Model_summary arginfo_class_Loyalty_CouponException_publicMessage

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_likelihood, 0, 3, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, x, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, tx, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, T, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_Model_alive arginfo_class_Loyalty_Clv_Model_likelihood

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_expected, 0, 4, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, t, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, x, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, tx, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, T, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_expectedNew, 0, 1, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, t, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_probability, 0, 5, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, n, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, t, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, x, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, tx, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, T, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_interval, 0, 4, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, t, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, x, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, tx, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, T, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, level, IS_DOUBLE, 0, "0.9")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_value, 0, 5, IS_DOUBLE, 0)
	ZEND_ARG_OBJ_INFO(0, plan, Loyalty\\Clv\\Plan, 0)
	ZEND_ARG_TYPE_INFO(0, mean, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, x, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, tx, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, T, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_continuousValue, 0, 6, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, horizon, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, rate, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, mean, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, x, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, tx, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, T, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Model_dert, 0, 4, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, rate, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, x, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, tx, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, T, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_Model_predict, 0, 2, Loyalty\\Clv\\Predictions, 0)
	ZEND_ARG_OBJ_INFO(0, data, Loyalty\\Clv\\Data, 0)
	ZEND_ARG_OBJ_INFO(0, plan, Loyalty\\Clv\\Plan, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, spend, Loyalty\\Clv\\GammaGamma, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_Model_calibrate, 0, 1, Loyalty\\Clv\\Calibration, 0)
	ZEND_ARG_OBJ_INFO(0, data, Loyalty\\Clv\\Data, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_BgNbd___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_BgNbd_fit, 0, 1, Loyalty\\Clv\\BgNbd, 0)
	ZEND_ARG_OBJ_INFO(0, data, Loyalty\\Clv\\Data, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_BgNbd_of, 0, 4, Loyalty\\Clv\\BgNbd, 0)
	ZEND_ARG_TYPE_INFO(0, r, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, alpha, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, a, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, b, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_BgNbd_parameters arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Clv_BgNbd_standardErrors arginfo_class_Loyalty_Programme_points

#define arginfo_class_Loyalty_Clv_BgNbd_confidence arginfo_class_Loyalty_Clv_Model_confidence

#define arginfo_class_Loyalty_Clv_BgNbd_logLikelihood arginfo_class_Loyalty_Clv_Model_logLikelihood

#define arginfo_class_Loyalty_Clv_BgNbd_boundary arginfo_class_Loyalty_Clv_Model_boundary

#define arginfo_class_Loyalty_Clv_BgNbd_customers arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_Clv_BgNbd_summary arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Clv_BgNbd_likelihood arginfo_class_Loyalty_Clv_Model_likelihood

#define arginfo_class_Loyalty_Clv_BgNbd_alive arginfo_class_Loyalty_Clv_Model_likelihood

#define arginfo_class_Loyalty_Clv_BgNbd_expected arginfo_class_Loyalty_Clv_Model_expected

#define arginfo_class_Loyalty_Clv_BgNbd_expectedNew arginfo_class_Loyalty_Clv_Model_expectedNew

#define arginfo_class_Loyalty_Clv_BgNbd_probability arginfo_class_Loyalty_Clv_Model_probability

#define arginfo_class_Loyalty_Clv_BgNbd_interval arginfo_class_Loyalty_Clv_Model_interval

#define arginfo_class_Loyalty_Clv_BgNbd_value arginfo_class_Loyalty_Clv_Model_value

#define arginfo_class_Loyalty_Clv_BgNbd_continuousValue arginfo_class_Loyalty_Clv_Model_continuousValue

#define arginfo_class_Loyalty_Clv_BgNbd_dert arginfo_class_Loyalty_Clv_Model_dert

#define arginfo_class_Loyalty_Clv_BgNbd_predict arginfo_class_Loyalty_Clv_Model_predict

#define arginfo_class_Loyalty_Clv_BgNbd_calibrate arginfo_class_Loyalty_Clv_Model_calibrate

#define arginfo_class_Loyalty_Clv_MbgNbd___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_MbgNbd_fit, 0, 1, Loyalty\\Clv\\MbgNbd, 0)
	ZEND_ARG_OBJ_INFO(0, data, Loyalty\\Clv\\Data, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_MbgNbd_of, 0, 4, Loyalty\\Clv\\MbgNbd, 0)
	ZEND_ARG_TYPE_INFO(0, r, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, alpha, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, a, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, b, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_MbgNbd_parameters arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Clv_MbgNbd_standardErrors arginfo_class_Loyalty_Programme_points

#define arginfo_class_Loyalty_Clv_MbgNbd_confidence arginfo_class_Loyalty_Clv_Model_confidence

#define arginfo_class_Loyalty_Clv_MbgNbd_logLikelihood arginfo_class_Loyalty_Clv_Model_logLikelihood

#define arginfo_class_Loyalty_Clv_MbgNbd_boundary arginfo_class_Loyalty_Clv_Model_boundary

#define arginfo_class_Loyalty_Clv_MbgNbd_customers arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_Clv_MbgNbd_summary arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Clv_MbgNbd_likelihood arginfo_class_Loyalty_Clv_Model_likelihood

#define arginfo_class_Loyalty_Clv_MbgNbd_alive arginfo_class_Loyalty_Clv_Model_likelihood

#define arginfo_class_Loyalty_Clv_MbgNbd_expected arginfo_class_Loyalty_Clv_Model_expected

#define arginfo_class_Loyalty_Clv_MbgNbd_expectedNew arginfo_class_Loyalty_Clv_Model_expectedNew

#define arginfo_class_Loyalty_Clv_MbgNbd_probability arginfo_class_Loyalty_Clv_Model_probability

#define arginfo_class_Loyalty_Clv_MbgNbd_interval arginfo_class_Loyalty_Clv_Model_interval

#define arginfo_class_Loyalty_Clv_MbgNbd_value arginfo_class_Loyalty_Clv_Model_value

#define arginfo_class_Loyalty_Clv_MbgNbd_continuousValue arginfo_class_Loyalty_Clv_Model_continuousValue

#define arginfo_class_Loyalty_Clv_MbgNbd_dert arginfo_class_Loyalty_Clv_Model_dert

#define arginfo_class_Loyalty_Clv_MbgNbd_predict arginfo_class_Loyalty_Clv_Model_predict

#define arginfo_class_Loyalty_Clv_MbgNbd_calibrate arginfo_class_Loyalty_Clv_Model_calibrate

#define arginfo_class_Loyalty_Clv_ParetoNbd___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_ParetoNbd_fit, 0, 1, Loyalty\\Clv\\ParetoNbd, 0)
	ZEND_ARG_OBJ_INFO(0, data, Loyalty\\Clv\\Data, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_ParetoNbd_of, 0, 4, Loyalty\\Clv\\ParetoNbd, 0)
	ZEND_ARG_TYPE_INFO(0, r, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, alpha, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, s, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, beta, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_ParetoNbd_parameters arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Clv_ParetoNbd_standardErrors arginfo_class_Loyalty_Programme_points

#define arginfo_class_Loyalty_Clv_ParetoNbd_confidence arginfo_class_Loyalty_Clv_Model_confidence

#define arginfo_class_Loyalty_Clv_ParetoNbd_logLikelihood arginfo_class_Loyalty_Clv_Model_logLikelihood

#define arginfo_class_Loyalty_Clv_ParetoNbd_boundary arginfo_class_Loyalty_Clv_Model_boundary

#define arginfo_class_Loyalty_Clv_ParetoNbd_customers arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_Clv_ParetoNbd_summary arginfo_class_Loyalty_CouponException_publicMessage

#define arginfo_class_Loyalty_Clv_ParetoNbd_likelihood arginfo_class_Loyalty_Clv_Model_likelihood

#define arginfo_class_Loyalty_Clv_ParetoNbd_alive arginfo_class_Loyalty_Clv_Model_likelihood

#define arginfo_class_Loyalty_Clv_ParetoNbd_expected arginfo_class_Loyalty_Clv_Model_expected

#define arginfo_class_Loyalty_Clv_ParetoNbd_expectedNew arginfo_class_Loyalty_Clv_Model_expectedNew

#define arginfo_class_Loyalty_Clv_ParetoNbd_probability arginfo_class_Loyalty_Clv_Model_probability

#define arginfo_class_Loyalty_Clv_ParetoNbd_interval arginfo_class_Loyalty_Clv_Model_interval

#define arginfo_class_Loyalty_Clv_ParetoNbd_value arginfo_class_Loyalty_Clv_Model_value

#define arginfo_class_Loyalty_Clv_ParetoNbd_continuousValue arginfo_class_Loyalty_Clv_Model_continuousValue

#define arginfo_class_Loyalty_Clv_ParetoNbd_dert arginfo_class_Loyalty_Clv_Model_dert

#define arginfo_class_Loyalty_Clv_ParetoNbd_predict arginfo_class_Loyalty_Clv_Model_predict

#define arginfo_class_Loyalty_Clv_ParetoNbd_calibrate arginfo_class_Loyalty_Clv_Model_calibrate

#define arginfo_class_Loyalty_Clv_GammaGamma___construct arginfo_class_Loyalty_Event___construct

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_GammaGamma_fit, 0, 1, Loyalty\\Clv\\GammaGamma, 0)
	ZEND_ARG_OBJ_INFO(0, data, Loyalty\\Clv\\Data, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_GammaGamma_of, 0, 3, Loyalty\\Clv\\GammaGamma, 0)
	ZEND_ARG_TYPE_INFO(0, p, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, q, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO(0, v, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_GammaGamma_parameters arginfo_class_Loyalty_RfmTable_segments

#define arginfo_class_Loyalty_Clv_GammaGamma_standardErrors arginfo_class_Loyalty_Programme_points

#define arginfo_class_Loyalty_Clv_GammaGamma_confidence arginfo_class_Loyalty_Clv_Model_confidence

#define arginfo_class_Loyalty_Clv_GammaGamma_logLikelihood arginfo_class_Loyalty_Clv_Model_logLikelihood

#define arginfo_class_Loyalty_Clv_GammaGamma_boundary arginfo_class_Loyalty_Clv_Model_boundary

#define arginfo_class_Loyalty_Clv_GammaGamma_customers arginfo_class_Loyalty_Programme_version

#define arginfo_class_Loyalty_Clv_GammaGamma_summary arginfo_class_Loyalty_CouponException_publicMessage

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_GammaGamma_mean, 0, 0, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, x, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, money, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_Prediction___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Clv_Predictions___construct arginfo_class_Loyalty_Event___construct

#define arginfo_class_Loyalty_Clv_Predictions_count arginfo_class_Loyalty_Programme_version

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Loyalty_Clv_Predictions_get, 0, 1, Loyalty\\Clv\\Prediction, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Loyalty_Clv_Predictions_sums, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, of, Loyalty\\CustomerSet, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Loyalty_Clv_Predictions_getIterator arginfo_class_Loyalty_CustomerSet_getIterator

#define arginfo_class_Loyalty_Clv_Calibration___construct arginfo_class_Loyalty_Event___construct


ZEND_METHOD(Loyalty_CouponException, publicMessage);
ZEND_METHOD(Loyalty_RfmTable, segment);
ZEND_METHOD(Loyalty_RfmTable, segments);
ZEND_METHOD(Loyalty_Money, __construct);
ZEND_METHOD(Loyalty_Money, parse);
ZEND_METHOD(Loyalty_Money, decimals);
ZEND_METHOD(Loyalty_Money, format);
ZEND_METHOD(Loyalty_Money, add);
ZEND_METHOD(Loyalty_Money, subtract);
ZEND_METHOD(Loyalty_Money, percent);
ZEND_METHOD(Loyalty_Money, split);
ZEND_METHOD(Loyalty_Money, compare);
ZEND_METHOD(Loyalty_Money, jsonSerialize);
ZEND_METHOD(Loyalty_Money, __serialize);
ZEND_METHOD(Loyalty_Money, __unserialize);
ZEND_METHOD(Loyalty_Event, __construct);
ZEND_METHOD(Loyalty_Event, order);
ZEND_METHOD(Loyalty_Event, refund);
ZEND_METHOD(Loyalty_Event, pointsSpent);
ZEND_METHOD(Loyalty_Event, pointsRestored);
ZEND_METHOD(Loyalty_Event, pointsAdjusted);
ZEND_METHOD(Loyalty_Event, openingBalance);
ZEND_METHOD(Loyalty_Event, tierSet);
ZEND_METHOD(Loyalty_Event, signUp);
ZEND_METHOD(Loyalty_Event, consent);
ZEND_METHOD(Loyalty_Event, birthday);
ZEND_METHOD(Loyalty_Event, childBirthday);
ZEND_METHOD(Loyalty_Event, gender);
ZEND_METHOD(Loyalty_Event, visit);
ZEND_METHOD(Loyalty_Event, preference);
ZEND_METHOD(Loyalty_Event, messageSent);
ZEND_METHOD(Loyalty_Event, messageOpened);
ZEND_METHOD(Loyalty_Event, messageClicked);
ZEND_METHOD(Loyalty_Event, segment);
ZEND_METHOD(Loyalty_Event, review);
ZEND_METHOD(Loyalty_Event, survey);
ZEND_METHOD(Loyalty_Event, contest);
ZEND_METHOD(Loyalty_Event, referral);
ZEND_METHOD(Loyalty_Event, service);
ZEND_METHOD(Loyalty_Event, identitiesLinked);
ZEND_METHOD(Loyalty_Event, replacing);
ZEND_METHOD(Loyalty_Event, couponRedeemed);
ZEND_METHOD(Loyalty_Event, fromRow);
ZEND_METHOD(Loyalty_Event, jsonSerialize);
ZEND_METHOD(Loyalty_Event, __serialize);
ZEND_METHOD(Loyalty_Event, __unserialize);
ZEND_METHOD(Loyalty_ProgrammeError, __construct);
ZEND_METHOD(Loyalty_Programme, __construct);
ZEND_METHOD(Loyalty_Programme, fromJson);
ZEND_METHOD(Loyalty_Programme, fromArray);
ZEND_METHOD(Loyalty_Programme, versions);
ZEND_METHOD(Loyalty_Programme, parts);
ZEND_METHOD(Loyalty_Programme, at);
ZEND_METHOD(Loyalty_Programme, check);
ZEND_METHOD(Loyalty_Programme, warnings);
ZEND_METHOD(Loyalty_Programme, hash);
ZEND_METHOD(Loyalty_Programme, name);
ZEND_METHOD(Loyalty_Programme, currency);
ZEND_METHOD(Loyalty_Programme, timezone);
ZEND_METHOD(Loyalty_Programme, version);
ZEND_METHOD(Loyalty_Programme, inForceFrom);
ZEND_METHOD(Loyalty_Programme, tiers);
ZEND_METHOD(Loyalty_Programme, ladder);
ZEND_METHOD(Loyalty_Programme, points);
ZEND_METHOD(Loyalty_Programme, rewards);
ZEND_METHOD(Loyalty_Programme, services);
ZEND_METHOD(Loyalty_Programme, referral);
ZEND_METHOD(Loyalty_Programme, segments);
ZEND_METHOD(Loyalty_Programme, goals);
ZEND_METHOD(Loyalty_Programme, campaigns);
ZEND_METHOD(Loyalty_Programme, discounts);
ZEND_METHOD(Loyalty_Programme, segment);
ZEND_METHOD(Loyalty_Programme, worth);
ZEND_METHOD(Loyalty_Programme, fields);
ZEND_METHOD(Loyalty_Programme, quote);
ZEND_METHOD(Loyalty_Segment, __construct);
ZEND_METHOD(Loyalty_Segment, compile);
ZEND_METHOD(Loyalty_Segment, rule);
ZEND_METHOD(Loyalty_Segment, fields);
ZEND_METHOD(Loyalty_Segment, matches);
ZEND_METHOD(Loyalty_Segment, explain);
ZEND_METHOD(Loyalty_Segment, toSql);
ZEND_METHOD(Loyalty_SqlQuery, __construct);
ZEND_METHOD(Loyalty_SegmentChange, __construct);
ZEND_METHOD(Loyalty_SegmentWatch, __construct);
ZEND_METHOD(Loyalty_SegmentWatch, update);
ZEND_METHOD(Loyalty_SegmentWatch, members);
ZEND_METHOD(Loyalty_PointLot, __construct);
ZEND_METHOD(Loyalty_Account, __construct);
ZEND_METHOD(Loyalty_Standing, __construct);
ZEND_METHOD(Loyalty_Standing, progress);
ZEND_METHOD(Loyalty_Entitlement, __construct);
ZEND_METHOD(Loyalty_ExplainedStep, __construct);
ZEND_METHOD(Loyalty_Customer, __construct);
ZEND_METHOD(Loyalty_Customer, fold);
ZEND_METHOD(Loyalty_Customer, explain);
ZEND_METHOD(Loyalty_Customer, purchases);
ZEND_METHOD(Loyalty_Customer, activities);
ZEND_METHOD(Loyalty_Customer, loyalty);
ZEND_METHOD(Loyalty_Customer, expiring);
ZEND_METHOD(Loyalty_AppendResult, __construct);
ZEND_METHOD(Loyalty_CustomerBase, __construct);
ZEND_METHOD(Loyalty_CustomerBase, append);
ZEND_METHOD(Loyalty_CustomerBase, appendFile);
ZEND_METHOD(Loyalty_CustomerBase, save);
ZEND_METHOD(Loyalty_CustomerBase, open);
ZEND_METHOD(Loyalty_CustomerBase, verify);
ZEND_METHOD(Loyalty_CustomerBase, position);
ZEND_METHOD(Loyalty_CustomerBase, fold);
ZEND_METHOD(Loyalty_CustomerBase, count);
ZEND_METHOD(Loyalty_CustomerBase, customer);
ZEND_METHOD(Loyalty_CustomerBase, has);
ZEND_METHOD(Loyalty_CustomerBase, stateHash);
ZEND_METHOD(Loyalty_CustomerBase, forecast);
ZEND_METHOD(Loyalty_CustomerBase, select);
ZEND_METHOD(Loyalty_CustomerBase, recorded);
ZEND_METHOD(Loyalty_CustomerBase, watch);
ZEND_METHOD(Loyalty_CustomerBase, foldedAt);
ZEND_METHOD(Loyalty_CustomerBase, exportTables);
ZEND_METHOD(Loyalty_CustomerBase, all);
ZEND_METHOD(Loyalty_CustomerBase, totals);
ZEND_METHOD(Loyalty_CustomerBase, months);
ZEND_METHOD(Loyalty_CustomerBase, tiers);
ZEND_METHOD(Loyalty_CustomerBase, indicators);
ZEND_METHOD(Loyalty_CustomerBase, habits);
ZEND_METHOD(Loyalty_CustomerBase, goal);
ZEND_METHOD(Loyalty_CustomerBase, applyRfm);
ZEND_METHOD(Loyalty_CustomerBase, applyClv);
ZEND_METHOD(Loyalty_CustomerBase, stats);
ZEND_METHOD(Loyalty_Indicators, __construct);
ZEND_METHOD(Loyalty_Indicators, direct);
ZEND_METHOD(Loyalty_Indicators, subscriber);
ZEND_METHOD(Loyalty_Habits, __construct);
ZEND_METHOD(Loyalty_Goal, __construct);
ZEND_METHOD(Loyalty_Goal, isHeldOut);
ZEND_METHOD(Loyalty_CustomerSet, __construct);
ZEND_METHOD(Loyalty_CustomerSet, count);
ZEND_METHOD(Loyalty_CustomerSet, contains);
ZEND_METHOD(Loyalty_CustomerSet, and);
ZEND_METHOD(Loyalty_CustomerSet, or);
ZEND_METHOD(Loyalty_CustomerSet, andNot);
ZEND_METHOD(Loyalty_CustomerSet, keys);
ZEND_METHOD(Loyalty_CustomerSet, getIterator);
ZEND_METHOD(Loyalty_CustomerSet, __serialize);
ZEND_METHOD(Loyalty_CustomerSet, __unserialize);
ZEND_METHOD(Loyalty_Forecast, __construct);
ZEND_METHOD(Loyalty_Replay, __construct);
ZEND_METHOD(Loyalty_Replay, run);
ZEND_METHOD(Loyalty_Rfm, __construct);
ZEND_METHOD(Loyalty_Rfm, quantiles);
ZEND_METHOD(Loyalty_Rfm, ranked);
ZEND_METHOD(Loyalty_Rfm, ntile);
ZEND_METHOD(Loyalty_Rfm, cuts);
ZEND_METHOD(Loyalty_Rfm, score);
ZEND_METHOD(Loyalty_Rfm, scoreRows);
ZEND_METHOD(Loyalty_RfmScore, __construct);
ZEND_METHOD(Loyalty_RfmScores, __construct);
ZEND_METHOD(Loyalty_RfmScores, count);
ZEND_METHOD(Loyalty_RfmScores, bins);
ZEND_METHOD(Loyalty_RfmScores, get);
ZEND_METHOD(Loyalty_RfmScores, cuts);
ZEND_METHOD(Loyalty_RfmScores, segments);
ZEND_METHOD(Loyalty_RfmScores, transitions);
ZEND_METHOD(Loyalty_RfmScores, moved);
ZEND_METHOD(Loyalty_RfmScores, select);
ZEND_METHOD(Loyalty_RfmScores, heatmap);
ZEND_METHOD(Loyalty_RfmScores, histogram);
ZEND_METHOD(Loyalty_RfmScores, getIterator);
ZEND_METHOD(Loyalty_RfmSegments, __construct);
ZEND_METHOD(Loyalty_RfmSegments, segment);
ZEND_METHOD(Loyalty_RfmSegments, segments);
ZEND_METHOD(Loyalty_RfmSegments, advice);
ZEND_METHOD(Loyalty_RfmSegments, gaps);
ZEND_METHOD(Loyalty_RfmSegments, hidden);
ZEND_METHOD(Loyalty_KeyRing, __construct);
ZEND_METHOD(Loyalty_KeyRing, create);
ZEND_METHOD(Loyalty_KeyRing, import);
ZEND_METHOD(Loyalty_KeyRing, partner);
ZEND_METHOD(Loyalty_KeyRing, open);
ZEND_METHOD(Loyalty_KeyRing, save);
ZEND_METHOD(Loyalty_KeyRing, export);
ZEND_METHOD(Loyalty_KeyRing, importSealed);
ZEND_METHOD(Loyalty_KeyRing, domain);
ZEND_METHOD(Loyalty_KeyRing, slots);
ZEND_METHOD(Loyalty_KeyRing, tokenKeys);
ZEND_METHOD(Loyalty_KeyRing, publicKeys);
ZEND_METHOD(Loyalty_KeyRing, rotate);
ZEND_METHOD(Loyalty_KeyRing, retire);
ZEND_METHOD(Loyalty_KeyRing, tag);
ZEND_METHOD(Loyalty_KeyRing, pseudonym);
ZEND_METHOD(Loyalty_WordFilter, __construct);
ZEND_METHOD(Loyalty_WordFilter, matches);
ZEND_METHOD(Loyalty_WordFilter, count);
ZEND_METHOD(Loyalty_CouponBatch, __construct);
ZEND_METHOD(Loyalty_CouponBatch, __serialize);
ZEND_METHOD(Loyalty_CouponBatch, __unserialize);
ZEND_METHOD(Loyalty_CouponTerms, __construct);
ZEND_METHOD(Loyalty_CouponTerms, __serialize);
ZEND_METHOD(Loyalty_CouponTerms, __unserialize);
ZEND_METHOD(Loyalty_Coupon, __construct);
ZEND_METHOD(Loyalty_Coupon, display);
ZEND_METHOD(Loyalty_Coupons, __construct);
ZEND_METHOD(Loyalty_Coupons, newBatch);
ZEND_METHOD(Loyalty_Coupons, issueMany);
ZEND_METHOD(Loyalty_Coupons, issue);
ZEND_METHOD(Loyalty_Coupons, token);
ZEND_METHOD(Loyalty_Coupons, verify);
ZEND_METHOD(Loyalty_Coupons, suggest);
ZEND_METHOD(Loyalty_CouponUsage, __construct);
ZEND_METHOD(Loyalty_CouponUsage, __serialize);
ZEND_METHOD(Loyalty_CouponUsage, __unserialize);
ZEND_METHOD(Loyalty_CouponStream, __construct);
ZEND_METHOD(Loyalty_CouponStream, count);
ZEND_METHOD(Loyalty_CouponStream, current);
ZEND_METHOD(Loyalty_CouponStream, key);
ZEND_METHOD(Loyalty_CouponStream, next);
ZEND_METHOD(Loyalty_CouponStream, rewind);
ZEND_METHOD(Loyalty_CouponStream, valid);
ZEND_METHOD(Loyalty_CartLine, __construct);
ZEND_METHOD(Loyalty_CartLine, __serialize);
ZEND_METHOD(Loyalty_CartLine, __unserialize);
ZEND_METHOD(Loyalty_Cart, __construct);
ZEND_METHOD(Loyalty_Cart, __serialize);
ZEND_METHOD(Loyalty_Cart, __unserialize);
ZEND_METHOD(Loyalty_Discount, __construct);
ZEND_METHOD(Loyalty_RejectedCoupon, __construct);
ZEND_METHOD(Loyalty_QuoteLine, __construct);
ZEND_METHOD(Loyalty_QuoteStep, __construct);
ZEND_METHOD(Loyalty_Quote, __construct);
ZEND_METHOD(Loyalty_Clv_Data, __construct);
ZEND_METHOD(Loyalty_Clv_Data, fromRows);
ZEND_METHOD(Loyalty_Clv_Data, fromBase);
ZEND_METHOD(Loyalty_Clv_Data, count);
ZEND_METHOD(Loyalty_Clv_Data, daysPerUnit);
ZEND_METHOD(Loyalty_Clv_Data, heldDays);
ZEND_METHOD(Loyalty_Clv_Data, get);
ZEND_METHOD(Loyalty_Clv_Plan, __construct);
ZEND_METHOD(Loyalty_Clv_BgNbd, __construct);
ZEND_METHOD(Loyalty_Clv_BgNbd, fit);
ZEND_METHOD(Loyalty_Clv_BgNbd, of);
ZEND_METHOD(Loyalty_Clv_BgNbd, parameters);
ZEND_METHOD(Loyalty_Clv_BgNbd, standardErrors);
ZEND_METHOD(Loyalty_Clv_BgNbd, confidence);
ZEND_METHOD(Loyalty_Clv_BgNbd, logLikelihood);
ZEND_METHOD(Loyalty_Clv_BgNbd, boundary);
ZEND_METHOD(Loyalty_Clv_BgNbd, customers);
ZEND_METHOD(Loyalty_Clv_BgNbd, summary);
ZEND_METHOD(Loyalty_Clv_BgNbd, likelihood);
ZEND_METHOD(Loyalty_Clv_BgNbd, alive);
ZEND_METHOD(Loyalty_Clv_BgNbd, expected);
ZEND_METHOD(Loyalty_Clv_BgNbd, expectedNew);
ZEND_METHOD(Loyalty_Clv_BgNbd, probability);
ZEND_METHOD(Loyalty_Clv_BgNbd, interval);
ZEND_METHOD(Loyalty_Clv_BgNbd, value);
ZEND_METHOD(Loyalty_Clv_BgNbd, continuousValue);
ZEND_METHOD(Loyalty_Clv_BgNbd, dert);
ZEND_METHOD(Loyalty_Clv_BgNbd, predict);
ZEND_METHOD(Loyalty_Clv_BgNbd, calibrate);
ZEND_METHOD(Loyalty_Clv_MbgNbd, fit);
ZEND_METHOD(Loyalty_Clv_MbgNbd, of);
ZEND_METHOD(Loyalty_Clv_ParetoNbd, fit);
ZEND_METHOD(Loyalty_Clv_ParetoNbd, of);
ZEND_METHOD(Loyalty_Clv_GammaGamma, __construct);
ZEND_METHOD(Loyalty_Clv_GammaGamma, fit);
ZEND_METHOD(Loyalty_Clv_GammaGamma, of);
ZEND_METHOD(Loyalty_Clv_GammaGamma, parameters);
ZEND_METHOD(Loyalty_Clv_GammaGamma, standardErrors);
ZEND_METHOD(Loyalty_Clv_GammaGamma, confidence);
ZEND_METHOD(Loyalty_Clv_GammaGamma, logLikelihood);
ZEND_METHOD(Loyalty_Clv_GammaGamma, boundary);
ZEND_METHOD(Loyalty_Clv_GammaGamma, customers);
ZEND_METHOD(Loyalty_Clv_GammaGamma, summary);
ZEND_METHOD(Loyalty_Clv_GammaGamma, mean);
ZEND_METHOD(Loyalty_Clv_Prediction, __construct);
ZEND_METHOD(Loyalty_Clv_Predictions, __construct);
ZEND_METHOD(Loyalty_Clv_Predictions, count);
ZEND_METHOD(Loyalty_Clv_Predictions, get);
ZEND_METHOD(Loyalty_Clv_Predictions, sums);
ZEND_METHOD(Loyalty_Clv_Predictions, getIterator);
ZEND_METHOD(Loyalty_Clv_Calibration, __construct);


static const zend_function_entry class_Loyalty_LoyaltyException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CurrencyMismatchException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_InsufficientPointsException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_LimitException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_EventConflictException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_InvalidProgrammeException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RuleException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CouponException_methods[] = {
	ZEND_ME(Loyalty_CouponException, publicMessage, arginfo_class_Loyalty_CouponException_publicMessage, ZEND_ACC_PUBLIC|ZEND_ACC_FINAL)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_InvalidSignatureException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_ExpiredCouponException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RoundingMode_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_EventType_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_OrderCondition_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_ReferralCondition_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_ServiceCondition_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Channel_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_DiscountKind_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CouponError_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RfmTable_methods[] = {
	ZEND_ME(Loyalty_RfmTable, segment, arginfo_class_Loyalty_RfmTable_segment, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmTable, segments, arginfo_class_Loyalty_RfmTable_segments, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_FileFormat_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Dialect_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RfmBasis_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Money_methods[] = {
	ZEND_ME(Loyalty_Money, __construct, arginfo_class_Loyalty_Money___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, parse, arginfo_class_Loyalty_Money_parse, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Money, decimals, arginfo_class_Loyalty_Money_decimals, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Money, format, arginfo_class_Loyalty_Money_format, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, add, arginfo_class_Loyalty_Money_add, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, subtract, arginfo_class_Loyalty_Money_subtract, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, percent, arginfo_class_Loyalty_Money_percent, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, split, arginfo_class_Loyalty_Money_split, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, compare, arginfo_class_Loyalty_Money_compare, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, jsonSerialize, arginfo_class_Loyalty_Money_jsonSerialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, __serialize, arginfo_class_Loyalty_Money___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Money, __unserialize, arginfo_class_Loyalty_Money___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Event_methods[] = {
	ZEND_ME(Loyalty_Event, __construct, arginfo_class_Loyalty_Event___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Event, order, arginfo_class_Loyalty_Event_order, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, refund, arginfo_class_Loyalty_Event_refund, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, pointsSpent, arginfo_class_Loyalty_Event_pointsSpent, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, pointsRestored, arginfo_class_Loyalty_Event_pointsRestored, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, pointsAdjusted, arginfo_class_Loyalty_Event_pointsAdjusted, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, openingBalance, arginfo_class_Loyalty_Event_openingBalance, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, tierSet, arginfo_class_Loyalty_Event_tierSet, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, signUp, arginfo_class_Loyalty_Event_signUp, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, consent, arginfo_class_Loyalty_Event_consent, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, birthday, arginfo_class_Loyalty_Event_birthday, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, childBirthday, arginfo_class_Loyalty_Event_childBirthday, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, gender, arginfo_class_Loyalty_Event_gender, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, visit, arginfo_class_Loyalty_Event_visit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, preference, arginfo_class_Loyalty_Event_preference, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, messageSent, arginfo_class_Loyalty_Event_messageSent, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, messageOpened, arginfo_class_Loyalty_Event_messageOpened, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, messageClicked, arginfo_class_Loyalty_Event_messageClicked, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, segment, arginfo_class_Loyalty_Event_segment, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, review, arginfo_class_Loyalty_Event_review, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, survey, arginfo_class_Loyalty_Event_survey, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, contest, arginfo_class_Loyalty_Event_contest, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, referral, arginfo_class_Loyalty_Event_referral, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, service, arginfo_class_Loyalty_Event_service, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, identitiesLinked, arginfo_class_Loyalty_Event_identitiesLinked, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, replacing, arginfo_class_Loyalty_Event_replacing, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Event, couponRedeemed, arginfo_class_Loyalty_Event_couponRedeemed, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, fromRow, arginfo_class_Loyalty_Event_fromRow, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Event, jsonSerialize, arginfo_class_Loyalty_Event_jsonSerialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Event, __serialize, arginfo_class_Loyalty_Event___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Event, __unserialize, arginfo_class_Loyalty_Event___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_ProgrammeError_methods[] = {
	ZEND_ME(Loyalty_ProgrammeError, __construct, arginfo_class_Loyalty_ProgrammeError___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Programme_methods[] = {
	ZEND_ME(Loyalty_Programme, __construct, arginfo_class_Loyalty_Programme___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Programme, fromJson, arginfo_class_Loyalty_Programme_fromJson, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Programme, fromArray, arginfo_class_Loyalty_Programme_fromArray, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Programme, versions, arginfo_class_Loyalty_Programme_versions, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Programme, parts, arginfo_class_Loyalty_Programme_parts, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, at, arginfo_class_Loyalty_Programme_at, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, check, arginfo_class_Loyalty_Programme_check, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Programme, warnings, arginfo_class_Loyalty_Programme_warnings, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, hash, arginfo_class_Loyalty_Programme_hash, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, name, arginfo_class_Loyalty_Programme_name, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, currency, arginfo_class_Loyalty_Programme_currency, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, timezone, arginfo_class_Loyalty_Programme_timezone, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, version, arginfo_class_Loyalty_Programme_version, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, inForceFrom, arginfo_class_Loyalty_Programme_inForceFrom, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, tiers, arginfo_class_Loyalty_Programme_tiers, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, ladder, arginfo_class_Loyalty_Programme_ladder, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, points, arginfo_class_Loyalty_Programme_points, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, rewards, arginfo_class_Loyalty_Programme_rewards, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, services, arginfo_class_Loyalty_Programme_services, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, referral, arginfo_class_Loyalty_Programme_referral, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, segments, arginfo_class_Loyalty_Programme_segments, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, goals, arginfo_class_Loyalty_Programme_goals, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, campaigns, arginfo_class_Loyalty_Programme_campaigns, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, discounts, arginfo_class_Loyalty_Programme_discounts, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, segment, arginfo_class_Loyalty_Programme_segment, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, worth, arginfo_class_Loyalty_Programme_worth, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, fields, arginfo_class_Loyalty_Programme_fields, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Programme, quote, arginfo_class_Loyalty_Programme_quote, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Segment_methods[] = {
	ZEND_ME(Loyalty_Segment, __construct, arginfo_class_Loyalty_Segment___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Segment, compile, arginfo_class_Loyalty_Segment_compile, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Segment, rule, arginfo_class_Loyalty_Segment_rule, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Segment, fields, arginfo_class_Loyalty_Segment_fields, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Segment, matches, arginfo_class_Loyalty_Segment_matches, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Segment, explain, arginfo_class_Loyalty_Segment_explain, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Segment, toSql, arginfo_class_Loyalty_Segment_toSql, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_SqlQuery_methods[] = {
	ZEND_ME(Loyalty_SqlQuery, __construct, arginfo_class_Loyalty_SqlQuery___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_SegmentChange_methods[] = {
	ZEND_ME(Loyalty_SegmentChange, __construct, arginfo_class_Loyalty_SegmentChange___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_SegmentWatch_methods[] = {
	ZEND_ME(Loyalty_SegmentWatch, __construct, arginfo_class_Loyalty_SegmentWatch___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_SegmentWatch, update, arginfo_class_Loyalty_SegmentWatch_update, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_SegmentWatch, members, arginfo_class_Loyalty_SegmentWatch_members, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_PointLot_methods[] = {
	ZEND_ME(Loyalty_PointLot, __construct, arginfo_class_Loyalty_PointLot___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Account_methods[] = {
	ZEND_ME(Loyalty_Account, __construct, arginfo_class_Loyalty_Account___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Standing_methods[] = {
	ZEND_ME(Loyalty_Standing, __construct, arginfo_class_Loyalty_Standing___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Standing, progress, arginfo_class_Loyalty_Standing_progress, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Entitlement_methods[] = {
	ZEND_ME(Loyalty_Entitlement, __construct, arginfo_class_Loyalty_Entitlement___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_ExplainedStep_methods[] = {
	ZEND_ME(Loyalty_ExplainedStep, __construct, arginfo_class_Loyalty_ExplainedStep___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Customer_methods[] = {
	ZEND_ME(Loyalty_Customer, __construct, arginfo_class_Loyalty_Customer___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Customer, fold, arginfo_class_Loyalty_Customer_fold, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Customer, explain, arginfo_class_Loyalty_Customer_explain, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Customer, purchases, arginfo_class_Loyalty_Customer_purchases, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Customer, activities, arginfo_class_Loyalty_Customer_activities, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Customer, loyalty, arginfo_class_Loyalty_Customer_loyalty, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Customer, expiring, arginfo_class_Loyalty_Customer_expiring, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_AppendResult_methods[] = {
	ZEND_ME(Loyalty_AppendResult, __construct, arginfo_class_Loyalty_AppendResult___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CustomerBase_methods[] = {
	ZEND_ME(Loyalty_CustomerBase, __construct, arginfo_class_Loyalty_CustomerBase___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, append, arginfo_class_Loyalty_CustomerBase_append, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, appendFile, arginfo_class_Loyalty_CustomerBase_appendFile, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, save, arginfo_class_Loyalty_CustomerBase_save, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, open, arginfo_class_Loyalty_CustomerBase_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_CustomerBase, verify, arginfo_class_Loyalty_CustomerBase_verify, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, position, arginfo_class_Loyalty_CustomerBase_position, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, fold, arginfo_class_Loyalty_CustomerBase_fold, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, count, arginfo_class_Loyalty_CustomerBase_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, customer, arginfo_class_Loyalty_CustomerBase_customer, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, has, arginfo_class_Loyalty_CustomerBase_has, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, stateHash, arginfo_class_Loyalty_CustomerBase_stateHash, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, forecast, arginfo_class_Loyalty_CustomerBase_forecast, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, select, arginfo_class_Loyalty_CustomerBase_select, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, recorded, arginfo_class_Loyalty_CustomerBase_recorded, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, watch, arginfo_class_Loyalty_CustomerBase_watch, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, foldedAt, arginfo_class_Loyalty_CustomerBase_foldedAt, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, exportTables, arginfo_class_Loyalty_CustomerBase_exportTables, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, all, arginfo_class_Loyalty_CustomerBase_all, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, totals, arginfo_class_Loyalty_CustomerBase_totals, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, months, arginfo_class_Loyalty_CustomerBase_months, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, tiers, arginfo_class_Loyalty_CustomerBase_tiers, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, indicators, arginfo_class_Loyalty_CustomerBase_indicators, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, habits, arginfo_class_Loyalty_CustomerBase_habits, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, goal, arginfo_class_Loyalty_CustomerBase_goal, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, applyRfm, arginfo_class_Loyalty_CustomerBase_applyRfm, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, applyClv, arginfo_class_Loyalty_CustomerBase_applyClv, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerBase, stats, arginfo_class_Loyalty_CustomerBase_stats, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Indicators_methods[] = {
	ZEND_ME(Loyalty_Indicators, __construct, arginfo_class_Loyalty_Indicators___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Indicators, direct, arginfo_class_Loyalty_Indicators_direct, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Indicators, subscriber, arginfo_class_Loyalty_Indicators_subscriber, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Habits_methods[] = {
	ZEND_ME(Loyalty_Habits, __construct, arginfo_class_Loyalty_Habits___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Goal_methods[] = {
	ZEND_ME(Loyalty_Goal, __construct, arginfo_class_Loyalty_Goal___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Goal, isHeldOut, arginfo_class_Loyalty_Goal_isHeldOut, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CustomerSet_methods[] = {
	ZEND_ME(Loyalty_CustomerSet, __construct, arginfo_class_Loyalty_CustomerSet___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_CustomerSet, count, arginfo_class_Loyalty_CustomerSet_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, contains, arginfo_class_Loyalty_CustomerSet_contains, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, and, arginfo_class_Loyalty_CustomerSet_and, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, or, arginfo_class_Loyalty_CustomerSet_or, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, andNot, arginfo_class_Loyalty_CustomerSet_andNot, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, keys, arginfo_class_Loyalty_CustomerSet_keys, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, getIterator, arginfo_class_Loyalty_CustomerSet_getIterator, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, __serialize, arginfo_class_Loyalty_CustomerSet___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CustomerSet, __unserialize, arginfo_class_Loyalty_CustomerSet___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Forecast_methods[] = {
	ZEND_ME(Loyalty_Forecast, __construct, arginfo_class_Loyalty_Forecast___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Replay_methods[] = {
	ZEND_ME(Loyalty_Replay, __construct, arginfo_class_Loyalty_Replay___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Replay, run, arginfo_class_Loyalty_Replay_run, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Rfm_methods[] = {
	ZEND_ME(Loyalty_Rfm, __construct, arginfo_class_Loyalty_Rfm___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Rfm, quantiles, arginfo_class_Loyalty_Rfm_quantiles, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Rfm, ranked, arginfo_class_Loyalty_Rfm_ranked, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Rfm, ntile, arginfo_class_Loyalty_Rfm_ntile, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Rfm, cuts, arginfo_class_Loyalty_Rfm_cuts, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Rfm, score, arginfo_class_Loyalty_Rfm_score, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Rfm, scoreRows, arginfo_class_Loyalty_Rfm_scoreRows, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RfmScore_methods[] = {
	ZEND_ME(Loyalty_RfmScore, __construct, arginfo_class_Loyalty_RfmScore___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RfmScores_methods[] = {
	ZEND_ME(Loyalty_RfmScores, __construct, arginfo_class_Loyalty_RfmScores___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_RfmScores, count, arginfo_class_Loyalty_RfmScores_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, bins, arginfo_class_Loyalty_RfmScores_bins, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, get, arginfo_class_Loyalty_RfmScores_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, cuts, arginfo_class_Loyalty_RfmScores_cuts, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, segments, arginfo_class_Loyalty_RfmScores_segments, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, transitions, arginfo_class_Loyalty_RfmScores_transitions, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, moved, arginfo_class_Loyalty_RfmScores_moved, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, select, arginfo_class_Loyalty_RfmScores_select, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, heatmap, arginfo_class_Loyalty_RfmScores_heatmap, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, histogram, arginfo_class_Loyalty_RfmScores_histogram, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmScores, getIterator, arginfo_class_Loyalty_RfmScores_getIterator, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RfmSegments_methods[] = {
	ZEND_ME(Loyalty_RfmSegments, __construct, arginfo_class_Loyalty_RfmSegments___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmSegments, segment, arginfo_class_Loyalty_RfmSegments_segment, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmSegments, segments, arginfo_class_Loyalty_RfmSegments_segments, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmSegments, advice, arginfo_class_Loyalty_RfmSegments_advice, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmSegments, gaps, arginfo_class_Loyalty_RfmSegments_gaps, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_RfmSegments, hidden, arginfo_class_Loyalty_RfmSegments_hidden, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_KeyRing_methods[] = {
	ZEND_ME(Loyalty_KeyRing, __construct, arginfo_class_Loyalty_KeyRing___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_KeyRing, create, arginfo_class_Loyalty_KeyRing_create, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_KeyRing, import, arginfo_class_Loyalty_KeyRing_import, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_KeyRing, partner, arginfo_class_Loyalty_KeyRing_partner, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_KeyRing, open, arginfo_class_Loyalty_KeyRing_open, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_KeyRing, save, arginfo_class_Loyalty_KeyRing_save, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, export, arginfo_class_Loyalty_KeyRing_export, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, importSealed, arginfo_class_Loyalty_KeyRing_importSealed, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_KeyRing, domain, arginfo_class_Loyalty_KeyRing_domain, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, slots, arginfo_class_Loyalty_KeyRing_slots, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, tokenKeys, arginfo_class_Loyalty_KeyRing_tokenKeys, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, publicKeys, arginfo_class_Loyalty_KeyRing_publicKeys, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, rotate, arginfo_class_Loyalty_KeyRing_rotate, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, retire, arginfo_class_Loyalty_KeyRing_retire, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, tag, arginfo_class_Loyalty_KeyRing_tag, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_KeyRing, pseudonym, arginfo_class_Loyalty_KeyRing_pseudonym, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_WordFilter_methods[] = {
	ZEND_ME(Loyalty_WordFilter, __construct, arginfo_class_Loyalty_WordFilter___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_WordFilter, matches, arginfo_class_Loyalty_WordFilter_matches, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_WordFilter, count, arginfo_class_Loyalty_WordFilter_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CouponBatch_methods[] = {
	ZEND_ME(Loyalty_CouponBatch, __construct, arginfo_class_Loyalty_CouponBatch___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponBatch, __serialize, arginfo_class_Loyalty_CouponBatch___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponBatch, __unserialize, arginfo_class_Loyalty_CouponBatch___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CouponTerms_methods[] = {
	ZEND_ME(Loyalty_CouponTerms, __construct, arginfo_class_Loyalty_CouponTerms___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponTerms, __serialize, arginfo_class_Loyalty_CouponTerms___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponTerms, __unserialize, arginfo_class_Loyalty_CouponTerms___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Coupon_methods[] = {
	ZEND_ME(Loyalty_Coupon, __construct, arginfo_class_Loyalty_Coupon___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Coupon, display, arginfo_class_Loyalty_Coupon_display, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Coupons_methods[] = {
	ZEND_ME(Loyalty_Coupons, __construct, arginfo_class_Loyalty_Coupons___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Coupons, newBatch, arginfo_class_Loyalty_Coupons_newBatch, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Coupons, issueMany, arginfo_class_Loyalty_Coupons_issueMany, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Coupons, issue, arginfo_class_Loyalty_Coupons_issue, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Coupons, token, arginfo_class_Loyalty_Coupons_token, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Coupons, verify, arginfo_class_Loyalty_Coupons_verify, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Coupons, suggest, arginfo_class_Loyalty_Coupons_suggest, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CouponUsage_methods[] = {
	ZEND_ME(Loyalty_CouponUsage, __construct, arginfo_class_Loyalty_CouponUsage___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponUsage, __serialize, arginfo_class_Loyalty_CouponUsage___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponUsage, __unserialize, arginfo_class_Loyalty_CouponUsage___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CouponStream_methods[] = {
	ZEND_ME(Loyalty_CouponStream, __construct, arginfo_class_Loyalty_CouponStream___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_CouponStream, count, arginfo_class_Loyalty_CouponStream_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponStream, current, arginfo_class_Loyalty_CouponStream_current, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponStream, key, arginfo_class_Loyalty_CouponStream_key, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponStream, next, arginfo_class_Loyalty_CouponStream_next, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponStream, rewind, arginfo_class_Loyalty_CouponStream_rewind, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CouponStream, valid, arginfo_class_Loyalty_CouponStream_valid, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_CartLine_methods[] = {
	ZEND_ME(Loyalty_CartLine, __construct, arginfo_class_Loyalty_CartLine___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CartLine, __serialize, arginfo_class_Loyalty_CartLine___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_CartLine, __unserialize, arginfo_class_Loyalty_CartLine___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Cart_methods[] = {
	ZEND_ME(Loyalty_Cart, __construct, arginfo_class_Loyalty_Cart___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Cart, __serialize, arginfo_class_Loyalty_Cart___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Cart, __unserialize, arginfo_class_Loyalty_Cart___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Discount_methods[] = {
	ZEND_ME(Loyalty_Discount, __construct, arginfo_class_Loyalty_Discount___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_RejectedCoupon_methods[] = {
	ZEND_ME(Loyalty_RejectedCoupon, __construct, arginfo_class_Loyalty_RejectedCoupon___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_QuoteLine_methods[] = {
	ZEND_ME(Loyalty_QuoteLine, __construct, arginfo_class_Loyalty_QuoteLine___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_QuoteStep_methods[] = {
	ZEND_ME(Loyalty_QuoteStep, __construct, arginfo_class_Loyalty_QuoteStep___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Quote_methods[] = {
	ZEND_ME(Loyalty_Quote, __construct, arginfo_class_Loyalty_Quote___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_Data_methods[] = {
	ZEND_ME(Loyalty_Clv_Data, __construct, arginfo_class_Loyalty_Clv_Data___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Clv_Data, fromRows, arginfo_class_Loyalty_Clv_Data_fromRows, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_Data, fromBase, arginfo_class_Loyalty_Clv_Data_fromBase, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_Data, count, arginfo_class_Loyalty_Clv_Data_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_Data, daysPerUnit, arginfo_class_Loyalty_Clv_Data_daysPerUnit, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_Data, heldDays, arginfo_class_Loyalty_Clv_Data_heldDays, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_Data, get, arginfo_class_Loyalty_Clv_Data_get, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_Plan_methods[] = {
	ZEND_ME(Loyalty_Clv_Plan, __construct, arginfo_class_Loyalty_Clv_Plan___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_Model_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, parameters, arginfo_class_Loyalty_Clv_Model_parameters, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, standardErrors, arginfo_class_Loyalty_Clv_Model_standardErrors, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, confidence, arginfo_class_Loyalty_Clv_Model_confidence, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, logLikelihood, arginfo_class_Loyalty_Clv_Model_logLikelihood, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, boundary, arginfo_class_Loyalty_Clv_Model_boundary, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, customers, arginfo_class_Loyalty_Clv_Model_customers, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, summary, arginfo_class_Loyalty_Clv_Model_summary, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, likelihood, arginfo_class_Loyalty_Clv_Model_likelihood, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, alive, arginfo_class_Loyalty_Clv_Model_alive, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, expected, arginfo_class_Loyalty_Clv_Model_expected, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, expectedNew, arginfo_class_Loyalty_Clv_Model_expectedNew, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, probability, arginfo_class_Loyalty_Clv_Model_probability, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, interval, arginfo_class_Loyalty_Clv_Model_interval, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, value, arginfo_class_Loyalty_Clv_Model_value, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, continuousValue, arginfo_class_Loyalty_Clv_Model_continuousValue, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, dert, arginfo_class_Loyalty_Clv_Model_dert, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, predict, arginfo_class_Loyalty_Clv_Model_predict, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Loyalty_Clv_Model, calibrate, arginfo_class_Loyalty_Clv_Model_calibrate, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_BgNbd_methods[] = {
	ZEND_ME(Loyalty_Clv_BgNbd, __construct, arginfo_class_Loyalty_Clv_BgNbd___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Clv_BgNbd, fit, arginfo_class_Loyalty_Clv_BgNbd_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_BgNbd, of, arginfo_class_Loyalty_Clv_BgNbd_of, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_BgNbd, parameters, arginfo_class_Loyalty_Clv_BgNbd_parameters, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, standardErrors, arginfo_class_Loyalty_Clv_BgNbd_standardErrors, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, confidence, arginfo_class_Loyalty_Clv_BgNbd_confidence, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, logLikelihood, arginfo_class_Loyalty_Clv_BgNbd_logLikelihood, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, boundary, arginfo_class_Loyalty_Clv_BgNbd_boundary, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, customers, arginfo_class_Loyalty_Clv_BgNbd_customers, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, summary, arginfo_class_Loyalty_Clv_BgNbd_summary, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, likelihood, arginfo_class_Loyalty_Clv_BgNbd_likelihood, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, alive, arginfo_class_Loyalty_Clv_BgNbd_alive, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, expected, arginfo_class_Loyalty_Clv_BgNbd_expected, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, expectedNew, arginfo_class_Loyalty_Clv_BgNbd_expectedNew, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, probability, arginfo_class_Loyalty_Clv_BgNbd_probability, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, interval, arginfo_class_Loyalty_Clv_BgNbd_interval, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, value, arginfo_class_Loyalty_Clv_BgNbd_value, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, continuousValue, arginfo_class_Loyalty_Clv_BgNbd_continuousValue, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, dert, arginfo_class_Loyalty_Clv_BgNbd_dert, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, predict, arginfo_class_Loyalty_Clv_BgNbd_predict, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_BgNbd, calibrate, arginfo_class_Loyalty_Clv_BgNbd_calibrate, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_MbgNbd_methods[] = {
	ZEND_MALIAS(Loyalty_Clv_BgNbd, __construct, __construct, arginfo_class_Loyalty_Clv_MbgNbd___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Clv_MbgNbd, fit, arginfo_class_Loyalty_Clv_MbgNbd_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_MbgNbd, of, arginfo_class_Loyalty_Clv_MbgNbd_of, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, parameters, parameters, arginfo_class_Loyalty_Clv_MbgNbd_parameters, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, standardErrors, standardErrors, arginfo_class_Loyalty_Clv_MbgNbd_standardErrors, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, confidence, confidence, arginfo_class_Loyalty_Clv_MbgNbd_confidence, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, logLikelihood, logLikelihood, arginfo_class_Loyalty_Clv_MbgNbd_logLikelihood, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, boundary, boundary, arginfo_class_Loyalty_Clv_MbgNbd_boundary, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, customers, customers, arginfo_class_Loyalty_Clv_MbgNbd_customers, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, summary, summary, arginfo_class_Loyalty_Clv_MbgNbd_summary, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, likelihood, likelihood, arginfo_class_Loyalty_Clv_MbgNbd_likelihood, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, alive, alive, arginfo_class_Loyalty_Clv_MbgNbd_alive, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, expected, expected, arginfo_class_Loyalty_Clv_MbgNbd_expected, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, expectedNew, expectedNew, arginfo_class_Loyalty_Clv_MbgNbd_expectedNew, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, probability, probability, arginfo_class_Loyalty_Clv_MbgNbd_probability, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, interval, interval, arginfo_class_Loyalty_Clv_MbgNbd_interval, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, value, value, arginfo_class_Loyalty_Clv_MbgNbd_value, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, continuousValue, continuousValue, arginfo_class_Loyalty_Clv_MbgNbd_continuousValue, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, dert, dert, arginfo_class_Loyalty_Clv_MbgNbd_dert, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, predict, predict, arginfo_class_Loyalty_Clv_MbgNbd_predict, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, calibrate, calibrate, arginfo_class_Loyalty_Clv_MbgNbd_calibrate, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_ParetoNbd_methods[] = {
	ZEND_MALIAS(Loyalty_Clv_BgNbd, __construct, __construct, arginfo_class_Loyalty_Clv_ParetoNbd___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Clv_ParetoNbd, fit, arginfo_class_Loyalty_Clv_ParetoNbd_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_ParetoNbd, of, arginfo_class_Loyalty_Clv_ParetoNbd_of, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, parameters, parameters, arginfo_class_Loyalty_Clv_ParetoNbd_parameters, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, standardErrors, standardErrors, arginfo_class_Loyalty_Clv_ParetoNbd_standardErrors, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, confidence, confidence, arginfo_class_Loyalty_Clv_ParetoNbd_confidence, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, logLikelihood, logLikelihood, arginfo_class_Loyalty_Clv_ParetoNbd_logLikelihood, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, boundary, boundary, arginfo_class_Loyalty_Clv_ParetoNbd_boundary, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, customers, customers, arginfo_class_Loyalty_Clv_ParetoNbd_customers, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, summary, summary, arginfo_class_Loyalty_Clv_ParetoNbd_summary, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, likelihood, likelihood, arginfo_class_Loyalty_Clv_ParetoNbd_likelihood, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, alive, alive, arginfo_class_Loyalty_Clv_ParetoNbd_alive, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, expected, expected, arginfo_class_Loyalty_Clv_ParetoNbd_expected, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, expectedNew, expectedNew, arginfo_class_Loyalty_Clv_ParetoNbd_expectedNew, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, probability, probability, arginfo_class_Loyalty_Clv_ParetoNbd_probability, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, interval, interval, arginfo_class_Loyalty_Clv_ParetoNbd_interval, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, value, value, arginfo_class_Loyalty_Clv_ParetoNbd_value, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, continuousValue, continuousValue, arginfo_class_Loyalty_Clv_ParetoNbd_continuousValue, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, dert, dert, arginfo_class_Loyalty_Clv_ParetoNbd_dert, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, predict, predict, arginfo_class_Loyalty_Clv_ParetoNbd_predict, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Loyalty_Clv_BgNbd, calibrate, calibrate, arginfo_class_Loyalty_Clv_ParetoNbd_calibrate, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_GammaGamma_methods[] = {
	ZEND_ME(Loyalty_Clv_GammaGamma, __construct, arginfo_class_Loyalty_Clv_GammaGamma___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Clv_GammaGamma, fit, arginfo_class_Loyalty_Clv_GammaGamma_fit, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, of, arginfo_class_Loyalty_Clv_GammaGamma_of, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, parameters, arginfo_class_Loyalty_Clv_GammaGamma_parameters, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, standardErrors, arginfo_class_Loyalty_Clv_GammaGamma_standardErrors, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, confidence, arginfo_class_Loyalty_Clv_GammaGamma_confidence, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, logLikelihood, arginfo_class_Loyalty_Clv_GammaGamma_logLikelihood, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, boundary, arginfo_class_Loyalty_Clv_GammaGamma_boundary, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, customers, arginfo_class_Loyalty_Clv_GammaGamma_customers, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, summary, arginfo_class_Loyalty_Clv_GammaGamma_summary, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_GammaGamma, mean, arginfo_class_Loyalty_Clv_GammaGamma_mean, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_Prediction_methods[] = {
	ZEND_ME(Loyalty_Clv_Prediction, __construct, arginfo_class_Loyalty_Clv_Prediction___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_Predictions_methods[] = {
	ZEND_ME(Loyalty_Clv_Predictions, __construct, arginfo_class_Loyalty_Clv_Predictions___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Loyalty_Clv_Predictions, count, arginfo_class_Loyalty_Clv_Predictions_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_Predictions, get, arginfo_class_Loyalty_Clv_Predictions_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_Predictions, sums, arginfo_class_Loyalty_Clv_Predictions_sums, ZEND_ACC_PUBLIC)
	ZEND_ME(Loyalty_Clv_Predictions, getIterator, arginfo_class_Loyalty_Clv_Predictions_getIterator, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Loyalty_Clv_Calibration_methods[] = {
	ZEND_ME(Loyalty_Clv_Calibration, __construct, arginfo_class_Loyalty_Clv_Calibration___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};

static zend_class_entry *register_class_Loyalty_LoyaltyException(zend_class_entry *class_entry_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "LoyaltyException", class_Loyalty_LoyaltyException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Exception);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CurrencyMismatchException(zend_class_entry *class_entry_Loyalty_LoyaltyException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CurrencyMismatchException", class_Loyalty_CurrencyMismatchException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_LoyaltyException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_InsufficientPointsException(zend_class_entry *class_entry_Loyalty_LoyaltyException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "InsufficientPointsException", class_Loyalty_InsufficientPointsException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_LoyaltyException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_LimitException(zend_class_entry *class_entry_Loyalty_LoyaltyException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "LimitException", class_Loyalty_LimitException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_LoyaltyException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_EventConflictException(zend_class_entry *class_entry_Loyalty_LoyaltyException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "EventConflictException", class_Loyalty_EventConflictException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_LoyaltyException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_id_default_value;
	ZVAL_UNDEF(&property_id_default_value);
	zend_string *property_id_name = zend_string_init("id", sizeof("id") - 1, 1);
	zend_declare_typed_property(class_entry, property_id_name, &property_id_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_id_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_InvalidProgrammeException(zend_class_entry *class_entry_Loyalty_LoyaltyException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "InvalidProgrammeException", class_Loyalty_InvalidProgrammeException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_LoyaltyException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_errors_default_value;
	ZVAL_UNDEF(&property_errors_default_value);
	zend_string *property_errors_name = zend_string_init("errors", sizeof("errors") - 1, 1);
	zend_declare_typed_property(class_entry, property_errors_name, &property_errors_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_errors_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RuleException(zend_class_entry *class_entry_Loyalty_LoyaltyException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "RuleException", class_Loyalty_RuleException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_LoyaltyException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_position_default_value;
	ZVAL_UNDEF(&property_position_default_value);
	zend_string *property_position_name = zend_string_init("position", sizeof("position") - 1, 1);
	zend_declare_typed_property(class_entry, property_position_name, &property_position_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_position_name);

	zval property_rule_default_value;
	ZVAL_UNDEF(&property_rule_default_value);
	zend_string *property_rule_name = zend_string_init("rule", sizeof("rule") - 1, 1);
	zend_declare_typed_property(class_entry, property_rule_name, &property_rule_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_rule_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CouponException(zend_class_entry *class_entry_Loyalty_LoyaltyException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CouponException", class_Loyalty_CouponException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_LoyaltyException);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zend_string *property_reason_class_Loyalty_CouponError = zend_string_init("Loyalty\\CouponError", sizeof("Loyalty\\CouponError")-1, 1);
	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_reason_class_Loyalty_CouponError, 0, 0));
	zend_string_release(property_reason_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_InvalidSignatureException(zend_class_entry *class_entry_Loyalty_CouponException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "InvalidSignatureException", class_Loyalty_InvalidSignatureException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_CouponException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_ExpiredCouponException(zend_class_entry *class_entry_Loyalty_CouponException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "ExpiredCouponException", class_Loyalty_ExpiredCouponException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Loyalty_CouponException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RoundingMode(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\RoundingMode", IS_UNDEF, class_Loyalty_RoundingMode_methods);

	zend_enum_add_case_cstr(class_entry, "Down", NULL);

	zend_enum_add_case_cstr(class_entry, "Up", NULL);

	zend_enum_add_case_cstr(class_entry, "HalfUp", NULL);

	zend_enum_add_case_cstr(class_entry, "HalfEven", NULL);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_EventType(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\EventType", IS_STRING, class_Loyalty_EventType_methods);

	zval enum_case_IdentitiesLinked_value;
	zend_string *enum_case_IdentitiesLinked_value_str = zend_string_init("identities_linked", strlen("identities_linked"), 1);
	ZVAL_STR(&enum_case_IdentitiesLinked_value, enum_case_IdentitiesLinked_value_str);
	zend_enum_add_case_cstr(class_entry, "IdentitiesLinked", &enum_case_IdentitiesLinked_value);

	zval enum_case_OpeningBalance_value;
	zend_string *enum_case_OpeningBalance_value_str = zend_string_init("opening_balance", strlen("opening_balance"), 1);
	ZVAL_STR(&enum_case_OpeningBalance_value, enum_case_OpeningBalance_value_str);
	zend_enum_add_case_cstr(class_entry, "OpeningBalance", &enum_case_OpeningBalance_value);

	zval enum_case_TierSet_value;
	zend_string *enum_case_TierSet_value_str = zend_string_init("tier_set", strlen("tier_set"), 1);
	ZVAL_STR(&enum_case_TierSet_value, enum_case_TierSet_value_str);
	zend_enum_add_case_cstr(class_entry, "TierSet", &enum_case_TierSet_value);

	zval enum_case_SignUp_value;
	zend_string *enum_case_SignUp_value_str = zend_string_init("sign_up", strlen("sign_up"), 1);
	ZVAL_STR(&enum_case_SignUp_value, enum_case_SignUp_value_str);
	zend_enum_add_case_cstr(class_entry, "SignUp", &enum_case_SignUp_value);

	zval enum_case_Birthday_value;
	zend_string *enum_case_Birthday_value_str = zend_string_init("birthday", strlen("birthday"), 1);
	ZVAL_STR(&enum_case_Birthday_value, enum_case_Birthday_value_str);
	zend_enum_add_case_cstr(class_entry, "Birthday", &enum_case_Birthday_value);

	zval enum_case_Gender_value;
	zend_string *enum_case_Gender_value_str = zend_string_init("gender", strlen("gender"), 1);
	ZVAL_STR(&enum_case_Gender_value, enum_case_Gender_value_str);
	zend_enum_add_case_cstr(class_entry, "Gender", &enum_case_Gender_value);

	zval enum_case_Consent_value;
	zend_string *enum_case_Consent_value_str = zend_string_init("consent", strlen("consent"), 1);
	ZVAL_STR(&enum_case_Consent_value, enum_case_Consent_value_str);
	zend_enum_add_case_cstr(class_entry, "Consent", &enum_case_Consent_value);

	zval enum_case_ChildBirthday_value;
	zend_string *enum_case_ChildBirthday_value_str = zend_string_init("child_birthday", strlen("child_birthday"), 1);
	ZVAL_STR(&enum_case_ChildBirthday_value, enum_case_ChildBirthday_value_str);
	zend_enum_add_case_cstr(class_entry, "ChildBirthday", &enum_case_ChildBirthday_value);

	zval enum_case_Preference_value;
	zend_string *enum_case_Preference_value_str = zend_string_init("preference", strlen("preference"), 1);
	ZVAL_STR(&enum_case_Preference_value, enum_case_Preference_value_str);
	zend_enum_add_case_cstr(class_entry, "Preference", &enum_case_Preference_value);

	zval enum_case_Visit_value;
	zend_string *enum_case_Visit_value_str = zend_string_init("visit", strlen("visit"), 1);
	ZVAL_STR(&enum_case_Visit_value, enum_case_Visit_value_str);
	zend_enum_add_case_cstr(class_entry, "Visit", &enum_case_Visit_value);

	zval enum_case_Review_value;
	zend_string *enum_case_Review_value_str = zend_string_init("review", strlen("review"), 1);
	ZVAL_STR(&enum_case_Review_value, enum_case_Review_value_str);
	zend_enum_add_case_cstr(class_entry, "Review", &enum_case_Review_value);

	zval enum_case_Survey_value;
	zend_string *enum_case_Survey_value_str = zend_string_init("survey", strlen("survey"), 1);
	ZVAL_STR(&enum_case_Survey_value, enum_case_Survey_value_str);
	zend_enum_add_case_cstr(class_entry, "Survey", &enum_case_Survey_value);

	zval enum_case_Contest_value;
	zend_string *enum_case_Contest_value_str = zend_string_init("contest", strlen("contest"), 1);
	ZVAL_STR(&enum_case_Contest_value, enum_case_Contest_value_str);
	zend_enum_add_case_cstr(class_entry, "Contest", &enum_case_Contest_value);

	zval enum_case_MessageSent_value;
	zend_string *enum_case_MessageSent_value_str = zend_string_init("message_sent", strlen("message_sent"), 1);
	ZVAL_STR(&enum_case_MessageSent_value, enum_case_MessageSent_value_str);
	zend_enum_add_case_cstr(class_entry, "MessageSent", &enum_case_MessageSent_value);

	zval enum_case_MessageOpened_value;
	zend_string *enum_case_MessageOpened_value_str = zend_string_init("message_opened", strlen("message_opened"), 1);
	ZVAL_STR(&enum_case_MessageOpened_value, enum_case_MessageOpened_value_str);
	zend_enum_add_case_cstr(class_entry, "MessageOpened", &enum_case_MessageOpened_value);

	zval enum_case_MessageClicked_value;
	zend_string *enum_case_MessageClicked_value_str = zend_string_init("message_clicked", strlen("message_clicked"), 1);
	ZVAL_STR(&enum_case_MessageClicked_value, enum_case_MessageClicked_value_str);
	zend_enum_add_case_cstr(class_entry, "MessageClicked", &enum_case_MessageClicked_value);

	zval enum_case_Order_value;
	zend_string *enum_case_Order_value_str = zend_string_init("order", strlen("order"), 1);
	ZVAL_STR(&enum_case_Order_value, enum_case_Order_value_str);
	zend_enum_add_case_cstr(class_entry, "Order", &enum_case_Order_value);

	zval enum_case_Refund_value;
	zend_string *enum_case_Refund_value_str = zend_string_init("refund", strlen("refund"), 1);
	ZVAL_STR(&enum_case_Refund_value, enum_case_Refund_value_str);
	zend_enum_add_case_cstr(class_entry, "Refund", &enum_case_Refund_value);

	zval enum_case_Referral_value;
	zend_string *enum_case_Referral_value_str = zend_string_init("referral", strlen("referral"), 1);
	ZVAL_STR(&enum_case_Referral_value, enum_case_Referral_value_str);
	zend_enum_add_case_cstr(class_entry, "Referral", &enum_case_Referral_value);

	zval enum_case_PointsAdjusted_value;
	zend_string *enum_case_PointsAdjusted_value_str = zend_string_init("points_adjusted", strlen("points_adjusted"), 1);
	ZVAL_STR(&enum_case_PointsAdjusted_value, enum_case_PointsAdjusted_value_str);
	zend_enum_add_case_cstr(class_entry, "PointsAdjusted", &enum_case_PointsAdjusted_value);

	zval enum_case_PointsSpent_value;
	zend_string *enum_case_PointsSpent_value_str = zend_string_init("points_spent", strlen("points_spent"), 1);
	ZVAL_STR(&enum_case_PointsSpent_value, enum_case_PointsSpent_value_str);
	zend_enum_add_case_cstr(class_entry, "PointsSpent", &enum_case_PointsSpent_value);

	zval enum_case_PointsRestored_value;
	zend_string *enum_case_PointsRestored_value_str = zend_string_init("points_restored", strlen("points_restored"), 1);
	ZVAL_STR(&enum_case_PointsRestored_value, enum_case_PointsRestored_value_str);
	zend_enum_add_case_cstr(class_entry, "PointsRestored", &enum_case_PointsRestored_value);

	zval enum_case_CouponRedeemed_value;
	zend_string *enum_case_CouponRedeemed_value_str = zend_string_init("coupon_redeemed", strlen("coupon_redeemed"), 1);
	ZVAL_STR(&enum_case_CouponRedeemed_value, enum_case_CouponRedeemed_value_str);
	zend_enum_add_case_cstr(class_entry, "CouponRedeemed", &enum_case_CouponRedeemed_value);

	zval enum_case_Service_value;
	zend_string *enum_case_Service_value_str = zend_string_init("service", strlen("service"), 1);
	ZVAL_STR(&enum_case_Service_value, enum_case_Service_value_str);
	zend_enum_add_case_cstr(class_entry, "Service", &enum_case_Service_value);

	zval enum_case_Segment_value;
	zend_string *enum_case_Segment_value_str = zend_string_init("segment", strlen("segment"), 1);
	ZVAL_STR(&enum_case_Segment_value, enum_case_Segment_value_str);
	zend_enum_add_case_cstr(class_entry, "Segment", &enum_case_Segment_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_OrderCondition(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\OrderCondition", IS_STRING, class_Loyalty_OrderCondition_methods);

	zval enum_case_Placed_value;
	zend_string *enum_case_Placed_value_str = zend_string_init("placed", strlen("placed"), 1);
	ZVAL_STR(&enum_case_Placed_value, enum_case_Placed_value_str);
	zend_enum_add_case_cstr(class_entry, "Placed", &enum_case_Placed_value);

	zval enum_case_Paid_value;
	zend_string *enum_case_Paid_value_str = zend_string_init("paid", strlen("paid"), 1);
	ZVAL_STR(&enum_case_Paid_value, enum_case_Paid_value_str);
	zend_enum_add_case_cstr(class_entry, "Paid", &enum_case_Paid_value);

	zval enum_case_Delivered_value;
	zend_string *enum_case_Delivered_value_str = zend_string_init("delivered", strlen("delivered"), 1);
	ZVAL_STR(&enum_case_Delivered_value, enum_case_Delivered_value_str);
	zend_enum_add_case_cstr(class_entry, "Delivered", &enum_case_Delivered_value);

	zval enum_case_Cancelled_value;
	zend_string *enum_case_Cancelled_value_str = zend_string_init("cancelled", strlen("cancelled"), 1);
	ZVAL_STR(&enum_case_Cancelled_value, enum_case_Cancelled_value_str);
	zend_enum_add_case_cstr(class_entry, "Cancelled", &enum_case_Cancelled_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_ReferralCondition(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\ReferralCondition", IS_STRING, class_Loyalty_ReferralCondition_methods);

	zval enum_case_Joined_value;
	zend_string *enum_case_Joined_value_str = zend_string_init("joined", strlen("joined"), 1);
	ZVAL_STR(&enum_case_Joined_value, enum_case_Joined_value_str);
	zend_enum_add_case_cstr(class_entry, "Joined", &enum_case_Joined_value);

	zval enum_case_Frozen_value;
	zend_string *enum_case_Frozen_value_str = zend_string_init("frozen", strlen("frozen"), 1);
	ZVAL_STR(&enum_case_Frozen_value, enum_case_Frozen_value_str);
	zend_enum_add_case_cstr(class_entry, "Frozen", &enum_case_Frozen_value);

	zval enum_case_Rewarded_value;
	zend_string *enum_case_Rewarded_value_str = zend_string_init("rewarded", strlen("rewarded"), 1);
	ZVAL_STR(&enum_case_Rewarded_value, enum_case_Rewarded_value_str);
	zend_enum_add_case_cstr(class_entry, "Rewarded", &enum_case_Rewarded_value);

	zval enum_case_Rejected_value;
	zend_string *enum_case_Rejected_value_str = zend_string_init("rejected", strlen("rejected"), 1);
	ZVAL_STR(&enum_case_Rejected_value, enum_case_Rejected_value_str);
	zend_enum_add_case_cstr(class_entry, "Rejected", &enum_case_Rejected_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_ServiceCondition(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\ServiceCondition", IS_STRING, class_Loyalty_ServiceCondition_methods);

	zval enum_case_Booked_value;
	zend_string *enum_case_Booked_value_str = zend_string_init("booked", strlen("booked"), 1);
	ZVAL_STR(&enum_case_Booked_value, enum_case_Booked_value_str);
	zend_enum_add_case_cstr(class_entry, "Booked", &enum_case_Booked_value);

	zval enum_case_Used_value;
	zend_string *enum_case_Used_value_str = zend_string_init("used", strlen("used"), 1);
	ZVAL_STR(&enum_case_Used_value, enum_case_Used_value_str);
	zend_enum_add_case_cstr(class_entry, "Used", &enum_case_Used_value);

	zval enum_case_Cancelled_value;
	zend_string *enum_case_Cancelled_value_str = zend_string_init("cancelled", strlen("cancelled"), 1);
	ZVAL_STR(&enum_case_Cancelled_value, enum_case_Cancelled_value_str);
	zend_enum_add_case_cstr(class_entry, "Cancelled", &enum_case_Cancelled_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Channel(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\Channel", IS_STRING, class_Loyalty_Channel_methods);

	zval enum_case_Email_value;
	zend_string *enum_case_Email_value_str = zend_string_init("email", strlen("email"), 1);
	ZVAL_STR(&enum_case_Email_value, enum_case_Email_value_str);
	zend_enum_add_case_cstr(class_entry, "Email", &enum_case_Email_value);

	zval enum_case_Sms_value;
	zend_string *enum_case_Sms_value_str = zend_string_init("sms", strlen("sms"), 1);
	ZVAL_STR(&enum_case_Sms_value, enum_case_Sms_value_str);
	zend_enum_add_case_cstr(class_entry, "Sms", &enum_case_Sms_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_DiscountKind(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\DiscountKind", IS_STRING, class_Loyalty_DiscountKind_methods);

	zval enum_case_Percent_value;
	zend_string *enum_case_Percent_value_str = zend_string_init("percent", strlen("percent"), 1);
	ZVAL_STR(&enum_case_Percent_value, enum_case_Percent_value_str);
	zend_enum_add_case_cstr(class_entry, "Percent", &enum_case_Percent_value);

	zval enum_case_Fixed_value;
	zend_string *enum_case_Fixed_value_str = zend_string_init("fixed", strlen("fixed"), 1);
	ZVAL_STR(&enum_case_Fixed_value, enum_case_Fixed_value_str);
	zend_enum_add_case_cstr(class_entry, "Fixed", &enum_case_Fixed_value);

	zval enum_case_FreeShipping_value;
	zend_string *enum_case_FreeShipping_value_str = zend_string_init("free_shipping", strlen("free_shipping"), 1);
	ZVAL_STR(&enum_case_FreeShipping_value, enum_case_FreeShipping_value_str);
	zend_enum_add_case_cstr(class_entry, "FreeShipping", &enum_case_FreeShipping_value);

	zval enum_case_Points_value;
	zend_string *enum_case_Points_value_str = zend_string_init("points", strlen("points"), 1);
	ZVAL_STR(&enum_case_Points_value, enum_case_Points_value_str);
	zend_enum_add_case_cstr(class_entry, "Points", &enum_case_Points_value);

	zval enum_case_Gift_value;
	zend_string *enum_case_Gift_value_str = zend_string_init("gift", strlen("gift"), 1);
	ZVAL_STR(&enum_case_Gift_value, enum_case_Gift_value_str);
	zend_enum_add_case_cstr(class_entry, "Gift", &enum_case_Gift_value);

	zval enum_case_PointsMultiplier_value;
	zend_string *enum_case_PointsMultiplier_value_str = zend_string_init("points_multiplier", strlen("points_multiplier"), 1);
	ZVAL_STR(&enum_case_PointsMultiplier_value, enum_case_PointsMultiplier_value_str);
	zend_enum_add_case_cstr(class_entry, "PointsMultiplier", &enum_case_PointsMultiplier_value);

	zval enum_case_BuyGet_value;
	zend_string *enum_case_BuyGet_value_str = zend_string_init("buy_get", strlen("buy_get"), 1);
	ZVAL_STR(&enum_case_BuyGet_value, enum_case_BuyGet_value_str);
	zend_enum_add_case_cstr(class_entry, "BuyGet", &enum_case_BuyGet_value);

	zval enum_case_EarlyAccess_value;
	zend_string *enum_case_EarlyAccess_value_str = zend_string_init("early_access", strlen("early_access"), 1);
	ZVAL_STR(&enum_case_EarlyAccess_value, enum_case_EarlyAccess_value_str);
	zend_enum_add_case_cstr(class_entry, "EarlyAccess", &enum_case_EarlyAccess_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CouponError(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\CouponError", IS_STRING, class_Loyalty_CouponError_methods);

	zval enum_case_Empty_value;
	zend_string *enum_case_Empty_value_str = zend_string_init("EMPTY", strlen("EMPTY"), 1);
	ZVAL_STR(&enum_case_Empty_value, enum_case_Empty_value_str);
	zend_enum_add_case_cstr(class_entry, "Empty", &enum_case_Empty_value);

	zval enum_case_TooLong_value;
	zend_string *enum_case_TooLong_value_str = zend_string_init("TOO_LONG", strlen("TOO_LONG"), 1);
	ZVAL_STR(&enum_case_TooLong_value, enum_case_TooLong_value_str);
	zend_enum_add_case_cstr(class_entry, "TooLong", &enum_case_TooLong_value);

	zval enum_case_BadUtf8_value;
	zend_string *enum_case_BadUtf8_value_str = zend_string_init("BAD_UTF8", strlen("BAD_UTF8"), 1);
	ZVAL_STR(&enum_case_BadUtf8_value, enum_case_BadUtf8_value_str);
	zend_enum_add_case_cstr(class_entry, "BadUtf8", &enum_case_BadUtf8_value);

	zval enum_case_BadChar_value;
	zend_string *enum_case_BadChar_value_str = zend_string_init("BAD_CHAR", strlen("BAD_CHAR"), 1);
	ZVAL_STR(&enum_case_BadChar_value, enum_case_BadChar_value_str);
	zend_enum_add_case_cstr(class_entry, "BadChar", &enum_case_BadChar_value);

	zval enum_case_BadLength_value;
	zend_string *enum_case_BadLength_value_str = zend_string_init("BAD_LENGTH", strlen("BAD_LENGTH"), 1);
	ZVAL_STR(&enum_case_BadLength_value, enum_case_BadLength_value_str);
	zend_enum_add_case_cstr(class_entry, "BadLength", &enum_case_BadLength_value);

	zval enum_case_BadCheck_value;
	zend_string *enum_case_BadCheck_value_str = zend_string_init("BAD_CHECK", strlen("BAD_CHECK"), 1);
	ZVAL_STR(&enum_case_BadCheck_value, enum_case_BadCheck_value_str);
	zend_enum_add_case_cstr(class_entry, "BadCheck", &enum_case_BadCheck_value);

	zval enum_case_BadVersion_value;
	zend_string *enum_case_BadVersion_value_str = zend_string_init("BAD_VERSION", strlen("BAD_VERSION"), 1);
	ZVAL_STR(&enum_case_BadVersion_value, enum_case_BadVersion_value_str);
	zend_enum_add_case_cstr(class_entry, "BadVersion", &enum_case_BadVersion_value);

	zval enum_case_UnknownKey_value;
	zend_string *enum_case_UnknownKey_value_str = zend_string_init("UNKNOWN_KEY", strlen("UNKNOWN_KEY"), 1);
	ZVAL_STR(&enum_case_UnknownKey_value, enum_case_UnknownKey_value_str);
	zend_enum_add_case_cstr(class_entry, "UnknownKey", &enum_case_UnknownKey_value);

	zval enum_case_KeyRetired_value;
	zend_string *enum_case_KeyRetired_value_str = zend_string_init("KEY_RETIRED", strlen("KEY_RETIRED"), 1);
	ZVAL_STR(&enum_case_KeyRetired_value, enum_case_KeyRetired_value_str);
	zend_enum_add_case_cstr(class_entry, "KeyRetired", &enum_case_KeyRetired_value);

	zval enum_case_Truncated_value;
	zend_string *enum_case_Truncated_value_str = zend_string_init("TRUNCATED", strlen("TRUNCATED"), 1);
	ZVAL_STR(&enum_case_Truncated_value, enum_case_Truncated_value_str);
	zend_enum_add_case_cstr(class_entry, "Truncated", &enum_case_Truncated_value);

	zval enum_case_NonCanonical_value;
	zend_string *enum_case_NonCanonical_value_str = zend_string_init("NON_CANONICAL", strlen("NON_CANONICAL"), 1);
	ZVAL_STR(&enum_case_NonCanonical_value, enum_case_NonCanonical_value_str);
	zend_enum_add_case_cstr(class_entry, "NonCanonical", &enum_case_NonCanonical_value);

	zval enum_case_BadTag_value;
	zend_string *enum_case_BadTag_value_str = zend_string_init("BAD_TAG", strlen("BAD_TAG"), 1);
	ZVAL_STR(&enum_case_BadTag_value, enum_case_BadTag_value_str);
	zend_enum_add_case_cstr(class_entry, "BadTag", &enum_case_BadTag_value);

	zval enum_case_UnknownField_value;
	zend_string *enum_case_UnknownField_value_str = zend_string_init("UNKNOWN_FIELD", strlen("UNKNOWN_FIELD"), 1);
	ZVAL_STR(&enum_case_UnknownField_value, enum_case_UnknownField_value_str);
	zend_enum_add_case_cstr(class_entry, "UnknownField", &enum_case_UnknownField_value);

	zval enum_case_MissingField_value;
	zend_string *enum_case_MissingField_value_str = zend_string_init("MISSING_FIELD", strlen("MISSING_FIELD"), 1);
	ZVAL_STR(&enum_case_MissingField_value, enum_case_MissingField_value_str);
	zend_enum_add_case_cstr(class_entry, "MissingField", &enum_case_MissingField_value);

	zval enum_case_FieldRange_value;
	zend_string *enum_case_FieldRange_value_str = zend_string_init("FIELD_RANGE", strlen("FIELD_RANGE"), 1);
	ZVAL_STR(&enum_case_FieldRange_value, enum_case_FieldRange_value_str);
	zend_enum_add_case_cstr(class_entry, "FieldRange", &enum_case_FieldRange_value);

	zval enum_case_UnknownCampaign_value;
	zend_string *enum_case_UnknownCampaign_value_str = zend_string_init("UNKNOWN_CAMPAIGN", strlen("UNKNOWN_CAMPAIGN"), 1);
	ZVAL_STR(&enum_case_UnknownCampaign_value, enum_case_UnknownCampaign_value_str);
	zend_enum_add_case_cstr(class_entry, "UnknownCampaign", &enum_case_UnknownCampaign_value);

	zval enum_case_CampaignClosed_value;
	zend_string *enum_case_CampaignClosed_value_str = zend_string_init("CAMPAIGN_CLOSED", strlen("CAMPAIGN_CLOSED"), 1);
	ZVAL_STR(&enum_case_CampaignClosed_value, enum_case_CampaignClosed_value_str);
	zend_enum_add_case_cstr(class_entry, "CampaignClosed", &enum_case_CampaignClosed_value);

	zval enum_case_NotIssued_value;
	zend_string *enum_case_NotIssued_value_str = zend_string_init("NOT_ISSUED", strlen("NOT_ISSUED"), 1);
	ZVAL_STR(&enum_case_NotIssued_value, enum_case_NotIssued_value_str);
	zend_enum_add_case_cstr(class_entry, "NotIssued", &enum_case_NotIssued_value);

	zval enum_case_Revoked_value;
	zend_string *enum_case_Revoked_value_str = zend_string_init("REVOKED", strlen("REVOKED"), 1);
	ZVAL_STR(&enum_case_Revoked_value, enum_case_Revoked_value_str);
	zend_enum_add_case_cstr(class_entry, "Revoked", &enum_case_Revoked_value);

	zval enum_case_NotYetValid_value;
	zend_string *enum_case_NotYetValid_value_str = zend_string_init("NOT_YET_VALID", strlen("NOT_YET_VALID"), 1);
	ZVAL_STR(&enum_case_NotYetValid_value, enum_case_NotYetValid_value_str);
	zend_enum_add_case_cstr(class_entry, "NotYetValid", &enum_case_NotYetValid_value);

	zval enum_case_Expired_value;
	zend_string *enum_case_Expired_value_str = zend_string_init("EXPIRED", strlen("EXPIRED"), 1);
	ZVAL_STR(&enum_case_Expired_value, enum_case_Expired_value_str);
	zend_enum_add_case_cstr(class_entry, "Expired", &enum_case_Expired_value);

	zval enum_case_CustomerMismatch_value;
	zend_string *enum_case_CustomerMismatch_value_str = zend_string_init("CUSTOMER_MISMATCH", strlen("CUSTOMER_MISMATCH"), 1);
	ZVAL_STR(&enum_case_CustomerMismatch_value, enum_case_CustomerMismatch_value_str);
	zend_enum_add_case_cstr(class_entry, "CustomerMismatch", &enum_case_CustomerMismatch_value);

	zval enum_case_ChannelMismatch_value;
	zend_string *enum_case_ChannelMismatch_value_str = zend_string_init("CHANNEL_MISMATCH", strlen("CHANNEL_MISMATCH"), 1);
	ZVAL_STR(&enum_case_ChannelMismatch_value, enum_case_ChannelMismatch_value_str);
	zend_enum_add_case_cstr(class_entry, "ChannelMismatch", &enum_case_ChannelMismatch_value);

	zval enum_case_CurrencyMismatch_value;
	zend_string *enum_case_CurrencyMismatch_value_str = zend_string_init("CURRENCY_MISMATCH", strlen("CURRENCY_MISMATCH"), 1);
	ZVAL_STR(&enum_case_CurrencyMismatch_value, enum_case_CurrencyMismatch_value_str);
	zend_enum_add_case_cstr(class_entry, "CurrencyMismatch", &enum_case_CurrencyMismatch_value);

	zval enum_case_MinOrder_value;
	zend_string *enum_case_MinOrder_value_str = zend_string_init("MIN_ORDER", strlen("MIN_ORDER"), 1);
	ZVAL_STR(&enum_case_MinOrder_value, enum_case_MinOrder_value_str);
	zend_enum_add_case_cstr(class_entry, "MinOrder", &enum_case_MinOrder_value);

	zval enum_case_Category_value;
	zend_string *enum_case_Category_value_str = zend_string_init("CATEGORY", strlen("CATEGORY"), 1);
	ZVAL_STR(&enum_case_Category_value, enum_case_Category_value_str);
	zend_enum_add_case_cstr(class_entry, "Category", &enum_case_Category_value);

	zval enum_case_Busy_value;
	zend_string *enum_case_Busy_value_str = zend_string_init("BUSY", strlen("BUSY"), 1);
	ZVAL_STR(&enum_case_Busy_value, enum_case_Busy_value_str);
	zend_enum_add_case_cstr(class_entry, "Busy", &enum_case_Busy_value);

	zval enum_case_Used_value;
	zend_string *enum_case_Used_value_str = zend_string_init("USED", strlen("USED"), 1);
	ZVAL_STR(&enum_case_Used_value, enum_case_Used_value_str);
	zend_enum_add_case_cstr(class_entry, "Used", &enum_case_Used_value);

	zval enum_case_Limit_value;
	zend_string *enum_case_Limit_value_str = zend_string_init("LIMIT", strlen("LIMIT"), 1);
	ZVAL_STR(&enum_case_Limit_value, enum_case_Limit_value_str);
	zend_enum_add_case_cstr(class_entry, "Limit", &enum_case_Limit_value);

	zval enum_case_HoldLost_value;
	zend_string *enum_case_HoldLost_value_str = zend_string_init("HOLD_LOST", strlen("HOLD_LOST"), 1);
	ZVAL_STR(&enum_case_HoldLost_value, enum_case_HoldLost_value_str);
	zend_enum_add_case_cstr(class_entry, "HoldLost", &enum_case_HoldLost_value);

	zval enum_case_RateLimited_value;
	zend_string *enum_case_RateLimited_value_str = zend_string_init("RATE_LIMITED", strlen("RATE_LIMITED"), 1);
	ZVAL_STR(&enum_case_RateLimited_value, enum_case_RateLimited_value_str);
	zend_enum_add_case_cstr(class_entry, "RateLimited", &enum_case_RateLimited_value);

	zval enum_case_Combination_value;
	zend_string *enum_case_Combination_value_str = zend_string_init("COMBINATION", strlen("COMBINATION"), 1);
	ZVAL_STR(&enum_case_Combination_value, enum_case_Combination_value_str);
	zend_enum_add_case_cstr(class_entry, "Combination", &enum_case_Combination_value);

	zval enum_case_NoEffect_value;
	zend_string *enum_case_NoEffect_value_str = zend_string_init("NO_EFFECT", strlen("NO_EFFECT"), 1);
	ZVAL_STR(&enum_case_NoEffect_value, enum_case_NoEffect_value_str);
	zend_enum_add_case_cstr(class_entry, "NoEffect", &enum_case_NoEffect_value);

	zval enum_case_Repeated_value;
	zend_string *enum_case_Repeated_value_str = zend_string_init("REPEATED", strlen("REPEATED"), 1);
	ZVAL_STR(&enum_case_Repeated_value, enum_case_Repeated_value_str);
	zend_enum_add_case_cstr(class_entry, "Repeated", &enum_case_Repeated_value);

	zval enum_case_MaxOrder_value;
	zend_string *enum_case_MaxOrder_value_str = zend_string_init("MAX_ORDER", strlen("MAX_ORDER"), 1);
	ZVAL_STR(&enum_case_MaxOrder_value, enum_case_MaxOrder_value_str);
	zend_enum_add_case_cstr(class_entry, "MaxOrder", &enum_case_MaxOrder_value);

	zval enum_case_SaleItems_value;
	zend_string *enum_case_SaleItems_value_str = zend_string_init("SALE_ITEMS", strlen("SALE_ITEMS"), 1);
	ZVAL_STR(&enum_case_SaleItems_value, enum_case_SaleItems_value_str);
	zend_enum_add_case_cstr(class_entry, "SaleItems", &enum_case_SaleItems_value);

	zval enum_case_ExcludedProduct_value;
	zend_string *enum_case_ExcludedProduct_value_str = zend_string_init("EXCLUDED_PRODUCT", strlen("EXCLUDED_PRODUCT"), 1);
	ZVAL_STR(&enum_case_ExcludedProduct_value, enum_case_ExcludedProduct_value_str);
	zend_enum_add_case_cstr(class_entry, "ExcludedProduct", &enum_case_ExcludedProduct_value);

	zval enum_case_ExcludedCategory_value;
	zend_string *enum_case_ExcludedCategory_value_str = zend_string_init("EXCLUDED_CATEGORY", strlen("EXCLUDED_CATEGORY"), 1);
	ZVAL_STR(&enum_case_ExcludedCategory_value, enum_case_ExcludedCategory_value_str);
	zend_enum_add_case_cstr(class_entry, "ExcludedCategory", &enum_case_ExcludedCategory_value);

	zval enum_case_Eligibility_value;
	zend_string *enum_case_Eligibility_value_str = zend_string_init("ELIGIBILITY", strlen("ELIGIBILITY"), 1);
	ZVAL_STR(&enum_case_Eligibility_value, enum_case_Eligibility_value_str);
	zend_enum_add_case_cstr(class_entry, "Eligibility", &enum_case_Eligibility_value);

	zval enum_case_Budget_value;
	zend_string *enum_case_Budget_value_str = zend_string_init("BUDGET", strlen("BUDGET"), 1);
	ZVAL_STR(&enum_case_Budget_value, enum_case_Budget_value_str);
	zend_enum_add_case_cstr(class_entry, "Budget", &enum_case_Budget_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RfmTable(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\RfmTable", IS_STRING, class_Loyalty_RfmTable_methods);

	zval enum_case_R_value;
	zend_string *enum_case_R_value_str = zend_string_init("rfm_v3", strlen("rfm_v3"), 1);
	ZVAL_STR(&enum_case_R_value, enum_case_R_value_str);
	zend_enum_add_case_cstr(class_entry, "R", &enum_case_R_value);

	zval enum_case_Classic_value;
	zend_string *enum_case_Classic_value_str = zend_string_init("rfm_classic", strlen("rfm_classic"), 1);
	ZVAL_STR(&enum_case_Classic_value, enum_case_Classic_value_str);
	zend_enum_add_case_cstr(class_entry, "Classic", &enum_case_Classic_value);

	zval enum_case_Total_value;
	zend_string *enum_case_Total_value_str = zend_string_init("loyalty", strlen("loyalty"), 1);
	ZVAL_STR(&enum_case_Total_value, enum_case_Total_value_str);
	zend_enum_add_case_cstr(class_entry, "Total", &enum_case_Total_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_FileFormat(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\FileFormat", IS_STRING, class_Loyalty_FileFormat_methods);

	zval enum_case_Tsv_value;
	zend_string *enum_case_Tsv_value_str = zend_string_init("tsv", strlen("tsv"), 1);
	ZVAL_STR(&enum_case_Tsv_value, enum_case_Tsv_value_str);
	zend_enum_add_case_cstr(class_entry, "Tsv", &enum_case_Tsv_value);

	zval enum_case_Csv_value;
	zend_string *enum_case_Csv_value_str = zend_string_init("csv", strlen("csv"), 1);
	ZVAL_STR(&enum_case_Csv_value, enum_case_Csv_value_str);
	zend_enum_add_case_cstr(class_entry, "Csv", &enum_case_Csv_value);

	zval enum_case_CsvSemicolon_value;
	zend_string *enum_case_CsvSemicolon_value_str = zend_string_init("csv_semicolon", strlen("csv_semicolon"), 1);
	ZVAL_STR(&enum_case_CsvSemicolon_value, enum_case_CsvSemicolon_value_str);
	zend_enum_add_case_cstr(class_entry, "CsvSemicolon", &enum_case_CsvSemicolon_value);

	zval enum_case_Ndjson_value;
	zend_string *enum_case_Ndjson_value_str = zend_string_init("ndjson", strlen("ndjson"), 1);
	ZVAL_STR(&enum_case_Ndjson_value, enum_case_Ndjson_value_str);
	zend_enum_add_case_cstr(class_entry, "Ndjson", &enum_case_Ndjson_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Dialect(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\Dialect", IS_STRING, class_Loyalty_Dialect_methods);

	zval enum_case_MariaDb_value;
	zend_string *enum_case_MariaDb_value_str = zend_string_init("mariadb", strlen("mariadb"), 1);
	ZVAL_STR(&enum_case_MariaDb_value, enum_case_MariaDb_value_str);
	zend_enum_add_case_cstr(class_entry, "MariaDb", &enum_case_MariaDb_value);

	zval enum_case_PostgreSql_value;
	zend_string *enum_case_PostgreSql_value_str = zend_string_init("postgresql", strlen("postgresql"), 1);
	ZVAL_STR(&enum_case_PostgreSql_value, enum_case_PostgreSql_value_str);
	zend_enum_add_case_cstr(class_entry, "PostgreSql", &enum_case_PostgreSql_value);

	zval enum_case_Sqlite_value;
	zend_string *enum_case_Sqlite_value_str = zend_string_init("sqlite", strlen("sqlite"), 1);
	ZVAL_STR(&enum_case_Sqlite_value, enum_case_Sqlite_value_str);
	zend_enum_add_case_cstr(class_entry, "Sqlite", &enum_case_Sqlite_value);

	zval enum_case_ClickHouse_value;
	zend_string *enum_case_ClickHouse_value_str = zend_string_init("clickhouse", strlen("clickhouse"), 1);
	ZVAL_STR(&enum_case_ClickHouse_value, enum_case_ClickHouse_value_str);
	zend_enum_add_case_cstr(class_entry, "ClickHouse", &enum_case_ClickHouse_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RfmBasis(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Loyalty\\RfmBasis", IS_STRING, class_Loyalty_RfmBasis_methods);

	zval enum_case_Gross_value;
	zend_string *enum_case_Gross_value_str = zend_string_init("gross", strlen("gross"), 1);
	ZVAL_STR(&enum_case_Gross_value, enum_case_Gross_value_str);
	zend_enum_add_case_cstr(class_entry, "Gross", &enum_case_Gross_value);

	zval enum_case_Net_value;
	zend_string *enum_case_Net_value_str = zend_string_init("net", strlen("net"), 1);
	ZVAL_STR(&enum_case_Net_value, enum_case_Net_value_str);
	zend_enum_add_case_cstr(class_entry, "Net", &enum_case_Net_value);

	zval enum_case_Rows_value;
	zend_string *enum_case_Rows_value_str = zend_string_init("rows", strlen("rows"), 1);
	ZVAL_STR(&enum_case_Rows_value, enum_case_Rows_value_str);
	zend_enum_add_case_cstr(class_entry, "Rows", &enum_case_Rows_value);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Money(zend_class_entry *class_entry_JsonSerializable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Money", class_Loyalty_Money_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;
	zend_class_implements(class_entry, 1, class_entry_JsonSerializable);

	zval property_minor_default_value;
	ZVAL_UNDEF(&property_minor_default_value);
	zend_string *property_minor_name = zend_string_init("minor", sizeof("minor") - 1, 1);
	zend_declare_typed_property(class_entry, property_minor_name, &property_minor_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_minor_name);

	zval property_currency_default_value;
	ZVAL_UNDEF(&property_currency_default_value);
	zend_string *property_currency_name = zend_string_init("currency", sizeof("currency") - 1, 1);
	zend_declare_typed_property(class_entry, property_currency_name, &property_currency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_currency_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Event(zend_class_entry *class_entry_JsonSerializable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Event", class_Loyalty_Event_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;
	zend_class_implements(class_entry, 1, class_entry_JsonSerializable);

	zval property_id_default_value;
	ZVAL_UNDEF(&property_id_default_value);
	zend_string *property_id_name = zend_string_init("id", sizeof("id") - 1, 1);
	zend_declare_typed_property(class_entry, property_id_name, &property_id_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_id_name);

	zend_string *property_type_class_Loyalty_EventType = zend_string_init("Loyalty\\EventType", sizeof("Loyalty\\EventType")-1, 1);
	zval property_type_default_value;
	ZVAL_UNDEF(&property_type_default_value);
	zend_string *property_type_name = zend_string_init("type", sizeof("type") - 1, 1);
	zend_declare_typed_property(class_entry, property_type_name, &property_type_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_type_class_Loyalty_EventType, 0, 0));
	zend_string_release(property_type_name);

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_customer_name);

	zval property_at_default_value;
	ZVAL_UNDEF(&property_at_default_value);
	zend_string *property_at_name = zend_string_init("at", sizeof("at") - 1, 1);
	zend_declare_typed_property(class_entry, property_at_name, &property_at_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_at_name);

	zval property_payload_default_value;
	ZVAL_UNDEF(&property_payload_default_value);
	zend_string *property_payload_name = zend_string_init("payload", sizeof("payload") - 1, 1);
	zend_declare_typed_property(class_entry, property_payload_name, &property_payload_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_payload_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_ProgrammeError(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "ProgrammeError", class_Loyalty_ProgrammeError_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_pointer_default_value;
	ZVAL_UNDEF(&property_pointer_default_value);
	zend_string *property_pointer_name = zend_string_init("pointer", sizeof("pointer") - 1, 1);
	zend_declare_typed_property(class_entry, property_pointer_name, &property_pointer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_pointer_name);

	zval property_found_default_value;
	ZVAL_UNDEF(&property_found_default_value);
	zend_string *property_found_name = zend_string_init("found", sizeof("found") - 1, 1);
	zend_declare_typed_property(class_entry, property_found_name, &property_found_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_found_name);

	zval property_expected_default_value;
	ZVAL_UNDEF(&property_expected_default_value);
	zend_string *property_expected_name = zend_string_init("expected", sizeof("expected") - 1, 1);
	zend_declare_typed_property(class_entry, property_expected_name, &property_expected_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_expected_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Programme(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Programme", class_Loyalty_Programme_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Segment(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Segment", class_Loyalty_Segment_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_SqlQuery(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "SqlQuery", class_Loyalty_SqlQuery_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_sql_default_value;
	ZVAL_UNDEF(&property_sql_default_value);
	zend_string *property_sql_name = zend_string_init("sql", sizeof("sql") - 1, 1);
	zend_declare_typed_property(class_entry, property_sql_name, &property_sql_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_sql_name);

	zval property_parameters_default_value;
	ZVAL_UNDEF(&property_parameters_default_value);
	zend_string *property_parameters_name = zend_string_init("parameters", sizeof("parameters") - 1, 1);
	zend_declare_typed_property(class_entry, property_parameters_name, &property_parameters_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_parameters_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_SegmentChange(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "SegmentChange", class_Loyalty_SegmentChange_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zend_string *property_entered_class_Loyalty_CustomerSet = zend_string_init("Loyalty\\CustomerSet", sizeof("Loyalty\\CustomerSet")-1, 1);
	zval property_entered_default_value;
	ZVAL_UNDEF(&property_entered_default_value);
	zend_string *property_entered_name = zend_string_init("entered", sizeof("entered") - 1, 1);
	zend_declare_typed_property(class_entry, property_entered_name, &property_entered_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_entered_class_Loyalty_CustomerSet, 0, 0));
	zend_string_release(property_entered_name);

	zend_string *property_left_class_Loyalty_CustomerSet = zend_string_init("Loyalty\\CustomerSet", sizeof("Loyalty\\CustomerSet")-1, 1);
	zval property_left_default_value;
	ZVAL_UNDEF(&property_left_default_value);
	zend_string *property_left_name = zend_string_init("left", sizeof("left") - 1, 1);
	zend_declare_typed_property(class_entry, property_left_name, &property_left_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_left_class_Loyalty_CustomerSet, 0, 0));
	zend_string_release(property_left_name);

	zval property_judged_default_value;
	ZVAL_UNDEF(&property_judged_default_value);
	zend_string *property_judged_name = zend_string_init("judged", sizeof("judged") - 1, 1);
	zend_declare_typed_property(class_entry, property_judged_name, &property_judged_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_judged_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_SegmentWatch(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "SegmentWatch", class_Loyalty_SegmentWatch_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_PointLot(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "PointLot", class_Loyalty_PointLot_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_event_default_value;
	ZVAL_UNDEF(&property_event_default_value);
	zend_string *property_event_name = zend_string_init("event", sizeof("event") - 1, 1);
	zend_declare_typed_property(class_entry, property_event_name, &property_event_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_event_name);

	zval property_at_default_value;
	ZVAL_UNDEF(&property_at_default_value);
	zend_string *property_at_name = zend_string_init("at", sizeof("at") - 1, 1);
	zend_declare_typed_property(class_entry, property_at_name, &property_at_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_at_name);

	zval property_availableAt_default_value;
	ZVAL_UNDEF(&property_availableAt_default_value);
	zend_string *property_availableAt_name = zend_string_init("availableAt", sizeof("availableAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_availableAt_name, &property_availableAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_availableAt_name);

	zval property_expiresAt_default_value;
	ZVAL_UNDEF(&property_expiresAt_default_value);
	zend_string *property_expiresAt_name = zend_string_init("expiresAt", sizeof("expiresAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_expiresAt_name, &property_expiresAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_expiresAt_name);

	zval property_noticeAt_default_value;
	ZVAL_UNDEF(&property_noticeAt_default_value);
	zend_string *property_noticeAt_name = zend_string_init("noticeAt", sizeof("noticeAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_noticeAt_name, &property_noticeAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_noticeAt_name);

	zval property_earned_default_value;
	ZVAL_UNDEF(&property_earned_default_value);
	zend_string *property_earned_name = zend_string_init("earned", sizeof("earned") - 1, 1);
	zend_declare_typed_property(class_entry, property_earned_name, &property_earned_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_earned_name);

	zval property_reversed_default_value;
	ZVAL_UNDEF(&property_reversed_default_value);
	zend_string *property_reversed_name = zend_string_init("reversed", sizeof("reversed") - 1, 1);
	zend_declare_typed_property(class_entry, property_reversed_name, &property_reversed_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_reversed_name);

	zval property_spent_default_value;
	ZVAL_UNDEF(&property_spent_default_value);
	zend_string *property_spent_name = zend_string_init("spent", sizeof("spent") - 1, 1);
	zend_declare_typed_property(class_entry, property_spent_name, &property_spent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_spent_name);

	zval property_expired_default_value;
	ZVAL_UNDEF(&property_expired_default_value);
	zend_string *property_expired_name = zend_string_init("expired", sizeof("expired") - 1, 1);
	zend_declare_typed_property(class_entry, property_expired_name, &property_expired_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_expired_name);

	zval property_left_default_value;
	ZVAL_UNDEF(&property_left_default_value);
	zend_string *property_left_name = zend_string_init("left", sizeof("left") - 1, 1);
	zend_declare_typed_property(class_entry, property_left_name, &property_left_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_left_name);

	zval property_pending_default_value;
	ZVAL_UNDEF(&property_pending_default_value);
	zend_string *property_pending_name = zend_string_init("pending", sizeof("pending") - 1, 1);
	zend_declare_typed_property(class_entry, property_pending_name, &property_pending_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_pending_name);

	zval property_earnPercent_default_value;
	ZVAL_UNDEF(&property_earnPercent_default_value);
	zend_string *property_earnPercent_name = zend_string_init("earnPercent", sizeof("earnPercent") - 1, 1);
	zend_declare_typed_property(class_entry, property_earnPercent_name, &property_earnPercent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_earnPercent_name);

	zval property_rules_default_value;
	ZVAL_UNDEF(&property_rules_default_value);
	zend_string *property_rules_name = zend_string_init("rules", sizeof("rules") - 1, 1);
	zend_declare_typed_property(class_entry, property_rules_name, &property_rules_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_rules_name);

	zval property_kept_default_value;
	ZVAL_UNDEF(&property_kept_default_value);
	zend_string *property_kept_name = zend_string_init("kept", sizeof("kept") - 1, 1);
	zend_declare_typed_property(class_entry, property_kept_name, &property_kept_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_kept_name);

	zval property_rounding_default_value;
	ZVAL_UNDEF(&property_rounding_default_value);
	zend_string *property_rounding_name = zend_string_init("rounding", sizeof("rounding") - 1, 1);
	zend_declare_typed_property(class_entry, property_rounding_name, &property_rounding_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_rounding_name);

	zval property_uncapped_default_value;
	ZVAL_UNDEF(&property_uncapped_default_value);
	zend_string *property_uncapped_name = zend_string_init("uncapped", sizeof("uncapped") - 1, 1);
	zend_declare_typed_property(class_entry, property_uncapped_name, &property_uncapped_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_uncapped_name);

	zval property_source_default_value;
	ZVAL_UNDEF(&property_source_default_value);
	zend_string *property_source_name = zend_string_init("source", sizeof("source") - 1, 1);
	zend_declare_typed_property(class_entry, property_source_name, &property_source_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_source_name);

	zval property_programmeHash_default_value;
	ZVAL_UNDEF(&property_programmeHash_default_value);
	zend_string *property_programmeHash_name = zend_string_init("programmeHash", sizeof("programmeHash") - 1, 1);
	zend_declare_typed_property(class_entry, property_programmeHash_name, &property_programmeHash_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_programmeHash_name);

	zval property_draws_default_value;
	ZVAL_UNDEF(&property_draws_default_value);
	zend_string *property_draws_name = zend_string_init("draws", sizeof("draws") - 1, 1);
	zend_declare_typed_property(class_entry, property_draws_name, &property_draws_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_draws_name);

	zval property_reversals_default_value;
	ZVAL_UNDEF(&property_reversals_default_value);
	zend_string *property_reversals_name = zend_string_init("reversals", sizeof("reversals") - 1, 1);
	zend_declare_typed_property(class_entry, property_reversals_name, &property_reversals_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_reversals_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Account(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Account", class_Loyalty_Account_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_balance_default_value;
	ZVAL_UNDEF(&property_balance_default_value);
	zend_string *property_balance_name = zend_string_init("balance", sizeof("balance") - 1, 1);
	zend_declare_typed_property(class_entry, property_balance_name, &property_balance_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_balance_name);

	zval property_pending_default_value;
	ZVAL_UNDEF(&property_pending_default_value);
	zend_string *property_pending_name = zend_string_init("pending", sizeof("pending") - 1, 1);
	zend_declare_typed_property(class_entry, property_pending_name, &property_pending_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pending_name);

	zval property_earned_default_value;
	ZVAL_UNDEF(&property_earned_default_value);
	zend_string *property_earned_name = zend_string_init("earned", sizeof("earned") - 1, 1);
	zend_declare_typed_property(class_entry, property_earned_name, &property_earned_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_earned_name);

	zval property_in_default_value;
	ZVAL_UNDEF(&property_in_default_value);
	zend_string *property_in_name = zend_string_init("in", sizeof("in") - 1, 1);
	zend_declare_typed_property(class_entry, property_in_name, &property_in_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_in_name);

	zval property_spent_default_value;
	ZVAL_UNDEF(&property_spent_default_value);
	zend_string *property_spent_name = zend_string_init("spent", sizeof("spent") - 1, 1);
	zend_declare_typed_property(class_entry, property_spent_name, &property_spent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_spent_name);

	zval property_expired_default_value;
	ZVAL_UNDEF(&property_expired_default_value);
	zend_string *property_expired_name = zend_string_init("expired", sizeof("expired") - 1, 1);
	zend_declare_typed_property(class_entry, property_expired_name, &property_expired_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_expired_name);

	zval property_reversed_default_value;
	ZVAL_UNDEF(&property_reversed_default_value);
	zend_string *property_reversed_name = zend_string_init("reversed", sizeof("reversed") - 1, 1);
	zend_declare_typed_property(class_entry, property_reversed_name, &property_reversed_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_reversed_name);

	zval property_out_default_value;
	ZVAL_UNDEF(&property_out_default_value);
	zend_string *property_out_name = zend_string_init("out", sizeof("out") - 1, 1);
	zend_declare_typed_property(class_entry, property_out_name, &property_out_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_out_name);

	zval property_restored_default_value;
	ZVAL_UNDEF(&property_restored_default_value);
	zend_string *property_restored_name = zend_string_init("restored", sizeof("restored") - 1, 1);
	zend_declare_typed_property(class_entry, property_restored_name, &property_restored_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_restored_name);

	zval property_debts_default_value;
	ZVAL_UNDEF(&property_debts_default_value);
	zend_string *property_debts_name = zend_string_init("debts", sizeof("debts") - 1, 1);
	zend_declare_typed_property(class_entry, property_debts_name, &property_debts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_debts_name);

	zval property_restores_default_value;
	ZVAL_UNDEF(&property_restores_default_value);
	zend_string *property_restores_name = zend_string_init("restores", sizeof("restores") - 1, 1);
	zend_declare_typed_property(class_entry, property_restores_name, &property_restores_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_restores_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Standing(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Standing", class_Loyalty_Standing_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_tier_default_value;
	ZVAL_UNDEF(&property_tier_default_value);
	zend_string *property_tier_name = zend_string_init("tier", sizeof("tier") - 1, 1);
	zend_declare_typed_property(class_entry, property_tier_name, &property_tier_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_tier_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_name_name);

	zval property_colour_default_value;
	ZVAL_UNDEF(&property_colour_default_value);
	zend_string *property_colour_name = zend_string_init("colour", sizeof("colour") - 1, 1);
	zend_declare_typed_property(class_entry, property_colour_name, &property_colour_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_colour_name);

	zval property_rule_default_value;
	ZVAL_UNDEF(&property_rule_default_value);
	zend_string *property_rule_name = zend_string_init("rule", sizeof("rule") - 1, 1);
	zend_declare_typed_property(class_entry, property_rule_name, &property_rule_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_rule_name);

	zval property_from_default_value;
	ZVAL_UNDEF(&property_from_default_value);
	zend_string *property_from_name = zend_string_init("from", sizeof("from") - 1, 1);
	zend_declare_typed_property(class_entry, property_from_name, &property_from_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_from_name);

	zval property_since_default_value;
	ZVAL_UNDEF(&property_since_default_value);
	zend_string *property_since_name = zend_string_init("since", sizeof("since") - 1, 1);
	zend_declare_typed_property(class_entry, property_since_name, &property_since_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_since_name);

	zval property_metric_default_value;
	ZVAL_UNDEF(&property_metric_default_value);
	zend_string *property_metric_name = zend_string_init("metric", sizeof("metric") - 1, 1);
	zend_declare_typed_property(class_entry, property_metric_name, &property_metric_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_metric_name);

	zval property_by_default_value;
	ZVAL_UNDEF(&property_by_default_value);
	zend_string *property_by_name = zend_string_init("by", sizeof("by") - 1, 1);
	zend_declare_typed_property(class_entry, property_by_name, &property_by_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_by_name);

	zval property_unit_default_value;
	ZVAL_UNDEF(&property_unit_default_value);
	zend_string *property_unit_name = zend_string_init("unit", sizeof("unit") - 1, 1);
	zend_declare_typed_property(class_entry, property_unit_name, &property_unit_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_unit_name);

	zval property_next_default_value;
	ZVAL_UNDEF(&property_next_default_value);
	zend_string *property_next_name = zend_string_init("next", sizeof("next") - 1, 1);
	zend_declare_typed_property(class_entry, property_next_name, &property_next_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_next_name);

	zval property_nextName_default_value;
	ZVAL_UNDEF(&property_nextName_default_value);
	zend_string *property_nextName_name = zend_string_init("nextName", sizeof("nextName") - 1, 1);
	zend_declare_typed_property(class_entry, property_nextName_name, &property_nextName_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_nextName_name);

	zval property_missing_default_value;
	ZVAL_UNDEF(&property_missing_default_value);
	zend_string *property_missing_name = zend_string_init("missing", sizeof("missing") - 1, 1);
	zend_declare_typed_property(class_entry, property_missing_name, &property_missing_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_missing_name);

	zval property_lostAt_default_value;
	ZVAL_UNDEF(&property_lostAt_default_value);
	zend_string *property_lostAt_name = zend_string_init("lostAt", sizeof("lostAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_lostAt_name, &property_lostAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_lostAt_name);

	zval property_lostTo_default_value;
	ZVAL_UNDEF(&property_lostTo_default_value);
	zend_string *property_lostTo_name = zend_string_init("lostTo", sizeof("lostTo") - 1, 1);
	zend_declare_typed_property(class_entry, property_lostTo_name, &property_lostTo_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_lostTo_name);

	zval property_grace_default_value;
	ZVAL_UNDEF(&property_grace_default_value);
	zend_string *property_grace_name = zend_string_init("grace", sizeof("grace") - 1, 1);
	zend_declare_typed_property(class_entry, property_grace_name, &property_grace_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_grace_name);

	zval property_changes_default_value;
	ZVAL_UNDEF(&property_changes_default_value);
	zend_string *property_changes_name = zend_string_init("changes", sizeof("changes") - 1, 1);
	zend_declare_typed_property(class_entry, property_changes_name, &property_changes_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_changes_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Entitlement(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Entitlement", class_Loyalty_Entitlement_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_service_default_value;
	ZVAL_UNDEF(&property_service_default_value);
	zend_string *property_service_name = zend_string_init("service", sizeof("service") - 1, 1);
	zend_declare_typed_property(class_entry, property_service_name, &property_service_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_service_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_name_name);

	zval property_kind_default_value;
	ZVAL_UNDEF(&property_kind_default_value);
	zend_string *property_kind_name = zend_string_init("kind", sizeof("kind") - 1, 1);
	zend_declare_typed_property(class_entry, property_kind_name, &property_kind_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_kind_name);

	zval property_order_default_value;
	ZVAL_UNDEF(&property_order_default_value);
	zend_string *property_order_name = zend_string_init("order", sizeof("order") - 1, 1);
	zend_declare_typed_property(class_entry, property_order_name, &property_order_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_order_name);

	zval property_sku_default_value;
	ZVAL_UNDEF(&property_sku_default_value);
	zend_string *property_sku_name = zend_string_init("sku", sizeof("sku") - 1, 1);
	zend_declare_typed_property(class_entry, property_sku_name, &property_sku_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_sku_name);

	zval property_pieces_default_value;
	ZVAL_UNDEF(&property_pieces_default_value);
	zend_string *property_pieces_name = zend_string_init("pieces", sizeof("pieces") - 1, 1);
	zend_declare_typed_property(class_entry, property_pieces_name, &property_pieces_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pieces_name);

	zval property_units_default_value;
	ZVAL_UNDEF(&property_units_default_value);
	zend_string *property_units_name = zend_string_init("units", sizeof("units") - 1, 1);
	zend_declare_typed_property(class_entry, property_units_name, &property_units_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_units_name);

	zval property_booked_default_value;
	ZVAL_UNDEF(&property_booked_default_value);
	zend_string *property_booked_name = zend_string_init("booked", sizeof("booked") - 1, 1);
	zend_declare_typed_property(class_entry, property_booked_name, &property_booked_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_booked_name);

	zval property_used_default_value;
	ZVAL_UNDEF(&property_used_default_value);
	zend_string *property_used_name = zend_string_init("used", sizeof("used") - 1, 1);
	zend_declare_typed_property(class_entry, property_used_name, &property_used_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_used_name);

	zval property_remaining_default_value;
	ZVAL_UNDEF(&property_remaining_default_value);
	zend_string *property_remaining_name = zend_string_init("remaining", sizeof("remaining") - 1, 1);
	zend_declare_typed_property(class_entry, property_remaining_name, &property_remaining_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_remaining_name);

	zval property_from_default_value;
	ZVAL_UNDEF(&property_from_default_value);
	zend_string *property_from_name = zend_string_init("from", sizeof("from") - 1, 1);
	zend_declare_typed_property(class_entry, property_from_name, &property_from_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_from_name);

	zval property_until_default_value;
	ZVAL_UNDEF(&property_until_default_value);
	zend_string *property_until_name = zend_string_init("until", sizeof("until") - 1, 1);
	zend_declare_typed_property(class_entry, property_until_name, &property_until_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_until_name);

	zval property_over_default_value;
	ZVAL_UNDEF(&property_over_default_value);
	zend_string *property_over_name = zend_string_init("over", sizeof("over") - 1, 1);
	zend_declare_typed_property(class_entry, property_over_name, &property_over_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_over_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_ExplainedStep(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "ExplainedStep", class_Loyalty_ExplainedStep_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_figure_default_value;
	ZVAL_UNDEF(&property_figure_default_value);
	zend_string *property_figure_name = zend_string_init("figure", sizeof("figure") - 1, 1);
	zend_declare_typed_property(class_entry, property_figure_name, &property_figure_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_figure_name);

	zval property_rule_default_value;
	ZVAL_UNDEF(&property_rule_default_value);
	zend_string *property_rule_name = zend_string_init("rule", sizeof("rule") - 1, 1);
	zend_declare_typed_property(class_entry, property_rule_name, &property_rule_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_rule_name);

	zval property_event_default_value;
	ZVAL_UNDEF(&property_event_default_value);
	zend_string *property_event_name = zend_string_init("event", sizeof("event") - 1, 1);
	zend_declare_typed_property(class_entry, property_event_name, &property_event_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_event_name);

	zval property_text_default_value;
	ZVAL_UNDEF(&property_text_default_value);
	zend_string *property_text_name = zend_string_init("text", sizeof("text") - 1, 1);
	zend_declare_typed_property(class_entry, property_text_name, &property_text_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_text_name);

	zval property_value_default_value;
	ZVAL_UNDEF(&property_value_default_value);
	zend_string *property_value_name = zend_string_init("value", sizeof("value") - 1, 1);
	zend_declare_typed_property(class_entry, property_value_name, &property_value_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_value_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Customer(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Customer", class_Loyalty_Customer_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_key_default_value;
	ZVAL_UNDEF(&property_key_default_value);
	zend_string *property_key_name = zend_string_init("key", sizeof("key") - 1, 1);
	zend_declare_typed_property(class_entry, property_key_name, &property_key_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_key_name);

	zval property_at_default_value;
	ZVAL_UNDEF(&property_at_default_value);
	zend_string *property_at_name = zend_string_init("at", sizeof("at") - 1, 1);
	zend_declare_typed_property(class_entry, property_at_name, &property_at_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_at_name);

	zend_string *property_account_class_Loyalty_Account = zend_string_init("Loyalty\\Account", sizeof("Loyalty\\Account")-1, 1);
	zval property_account_default_value;
	ZVAL_UNDEF(&property_account_default_value);
	zend_string *property_account_name = zend_string_init("account", sizeof("account") - 1, 1);
	zend_declare_typed_property(class_entry, property_account_name, &property_account_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_account_class_Loyalty_Account, 0, 0));
	zend_string_release(property_account_name);

	zval property_lots_default_value;
	ZVAL_UNDEF(&property_lots_default_value);
	zend_string *property_lots_name = zend_string_init("lots", sizeof("lots") - 1, 1);
	zend_declare_typed_property(class_entry, property_lots_name, &property_lots_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_lots_name);

	zval property_tier_default_value;
	ZVAL_UNDEF(&property_tier_default_value);
	zend_string *property_tier_name = zend_string_init("tier", sizeof("tier") - 1, 1);
	zend_declare_typed_property(class_entry, property_tier_name, &property_tier_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_tier_name);

	zval property_facts_default_value;
	ZVAL_UNDEF(&property_facts_default_value);
	zend_string *property_facts_name = zend_string_init("facts", sizeof("facts") - 1, 1);
	zend_declare_typed_property(class_entry, property_facts_name, &property_facts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_facts_name);

	zend_string *property_standing_class_Loyalty_Standing = zend_string_init("Loyalty\\Standing", sizeof("Loyalty\\Standing")-1, 1);
	zval property_standing_default_value;
	ZVAL_UNDEF(&property_standing_default_value);
	zend_string *property_standing_name = zend_string_init("standing", sizeof("standing") - 1, 1);
	zend_declare_typed_property(class_entry, property_standing_name, &property_standing_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_standing_class_Loyalty_Standing, 0, MAY_BE_NULL));
	zend_string_release(property_standing_name);

	zval property_services_default_value;
	ZVAL_UNDEF(&property_services_default_value);
	zend_string *property_services_name = zend_string_init("services", sizeof("services") - 1, 1);
	zend_declare_typed_property(class_entry, property_services_name, &property_services_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_services_name);

	zval property_programmeHash_default_value;
	ZVAL_UNDEF(&property_programmeHash_default_value);
	zend_string *property_programmeHash_name = zend_string_init("programmeHash", sizeof("programmeHash") - 1, 1);
	zend_declare_typed_property(class_entry, property_programmeHash_name, &property_programmeHash_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_programmeHash_name);

	zval property_stateHash_default_value;
	ZVAL_UNDEF(&property_stateHash_default_value);
	zend_string *property_stateHash_name = zend_string_init("stateHash", sizeof("stateHash") - 1, 1);
	zend_declare_typed_property(class_entry, property_stateHash_name, &property_stateHash_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_stateHash_name);

	zval property_currency_default_value;
	ZVAL_UNDEF(&property_currency_default_value);
	zend_string *property_currency_name = zend_string_init("currency", sizeof("currency") - 1, 1);
	zend_declare_typed_property(class_entry, property_currency_name, &property_currency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_currency_name);

	zval property_unit_default_value;
	ZVAL_UNDEF(&property_unit_default_value);
	zend_string *property_unit_name = zend_string_init("unit", sizeof("unit") - 1, 1);
	zend_declare_typed_property(class_entry, property_unit_name, &property_unit_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_unit_name);

	zval property_progress_default_value;
	ZVAL_UNDEF(&property_progress_default_value);
	zend_string *property_progress_name = zend_string_init("progress", sizeof("progress") - 1, 1);
	zend_declare_typed_property(class_entry, property_progress_name, &property_progress_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_progress_name);

	zval property_rows_default_value;
	ZVAL_UNDEF(&property_rows_default_value);
	zend_string *property_rows_name = zend_string_init("rows", sizeof("rows") - 1, 1);
	zend_declare_typed_property(class_entry, property_rows_name, &property_rows_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_rows_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_AppendResult(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "AppendResult", class_Loyalty_AppendResult_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_appended_default_value;
	ZVAL_UNDEF(&property_appended_default_value);
	zend_string *property_appended_name = zend_string_init("appended", sizeof("appended") - 1, 1);
	zend_declare_typed_property(class_entry, property_appended_name, &property_appended_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_appended_name);

	zval property_repeated_default_value;
	ZVAL_UNDEF(&property_repeated_default_value);
	zend_string *property_repeated_name = zend_string_init("repeated", sizeof("repeated") - 1, 1);
	zend_declare_typed_property(class_entry, property_repeated_name, &property_repeated_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_repeated_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CustomerBase(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CustomerBase", class_Loyalty_CustomerBase_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Indicators(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Indicators", class_Loyalty_Indicators_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_at_default_value;
	ZVAL_UNDEF(&property_at_default_value);
	zend_string *property_at_name = zend_string_init("at", sizeof("at") - 1, 1);
	zend_declare_typed_property(class_entry, property_at_name, &property_at_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_at_name);

	zval property_from_default_value;
	ZVAL_UNDEF(&property_from_default_value);
	zend_string *property_from_name = zend_string_init("from", sizeof("from") - 1, 1);
	zend_declare_typed_property(class_entry, property_from_name, &property_from_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_from_name);

	zval property_buyers_default_value;
	ZVAL_UNDEF(&property_buyers_default_value);
	zend_string *property_buyers_name = zend_string_init("buyers", sizeof("buyers") - 1, 1);
	zend_declare_typed_property(class_entry, property_buyers_name, &property_buyers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_buyers_name);

	zval property_visitors_default_value;
	ZVAL_UNDEF(&property_visitors_default_value);
	zend_string *property_visitors_name = zend_string_init("visitors", sizeof("visitors") - 1, 1);
	zend_declare_typed_property(class_entry, property_visitors_name, &property_visitors_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_visitors_name);

	zval property_months_default_value;
	ZVAL_UNDEF(&property_months_default_value);
	zend_string *property_months_name = zend_string_init("months", sizeof("months") - 1, 1);
	zend_declare_typed_property(class_entry, property_months_name, &property_months_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_months_name);

	zval property_purchaseFrequency_default_value;
	ZVAL_UNDEF(&property_purchaseFrequency_default_value);
	zend_string *property_purchaseFrequency_name = zend_string_init("purchaseFrequency", sizeof("purchaseFrequency") - 1, 1);
	zend_declare_typed_property(class_entry, property_purchaseFrequency_name, &property_purchaseFrequency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_purchaseFrequency_name);

	zval property_purchaseRecency_default_value;
	ZVAL_UNDEF(&property_purchaseRecency_default_value);
	zend_string *property_purchaseRecency_name = zend_string_init("purchaseRecency", sizeof("purchaseRecency") - 1, 1);
	zend_declare_typed_property(class_entry, property_purchaseRecency_name, &property_purchaseRecency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_purchaseRecency_name);

	zval property_visitFrequency_default_value;
	ZVAL_UNDEF(&property_visitFrequency_default_value);
	zend_string *property_visitFrequency_name = zend_string_init("visitFrequency", sizeof("visitFrequency") - 1, 1);
	zend_declare_typed_property(class_entry, property_visitFrequency_name, &property_visitFrequency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_visitFrequency_name);

	zval property_visitRecency_default_value;
	ZVAL_UNDEF(&property_visitRecency_default_value);
	zend_string *property_visitRecency_name = zend_string_init("visitRecency", sizeof("visitRecency") - 1, 1);
	zend_declare_typed_property(class_entry, property_visitRecency_name, &property_visitRecency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_visitRecency_name);

	zval property_sources_default_value;
	ZVAL_UNDEF(&property_sources_default_value);
	zend_string *property_sources_name = zend_string_init("sources", sizeof("sources") - 1, 1);
	zend_declare_typed_property(class_entry, property_sources_name, &property_sources_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_sources_name);

	zval property_messages_default_value;
	ZVAL_UNDEF(&property_messages_default_value);
	zend_string *property_messages_name = zend_string_init("messages", sizeof("messages") - 1, 1);
	zend_declare_typed_property(class_entry, property_messages_name, &property_messages_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_messages_name);

	zval property_mail_default_value;
	ZVAL_UNDEF(&property_mail_default_value);
	zend_string *property_mail_name = zend_string_init("mail", sizeof("mail") - 1, 1);
	zend_declare_typed_property(class_entry, property_mail_name, &property_mail_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_mail_name);

	zval property_sections_default_value;
	ZVAL_UNDEF(&property_sections_default_value);
	zend_string *property_sections_name = zend_string_init("sections", sizeof("sections") - 1, 1);
	zend_declare_typed_property(class_entry, property_sections_name, &property_sections_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_sections_name);

	zval property_channels_default_value;
	ZVAL_UNDEF(&property_channels_default_value);
	zend_string *property_channels_name = zend_string_init("channels", sizeof("channels") - 1, 1);
	zend_declare_typed_property(class_entry, property_channels_name, &property_channels_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_channels_name);

	zval property_loyalty_default_value;
	ZVAL_UNDEF(&property_loyalty_default_value);
	zend_string *property_loyalty_name = zend_string_init("loyalty", sizeof("loyalty") - 1, 1);
	zend_declare_typed_property(class_entry, property_loyalty_name, &property_loyalty_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_loyalty_name);

	zval property_repeat_default_value;
	ZVAL_UNDEF(&property_repeat_default_value);
	zend_string *property_repeat_name = zend_string_init("repeat", sizeof("repeat") - 1, 1);
	zend_declare_typed_property(class_entry, property_repeat_name, &property_repeat_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_repeat_name);

	zval property_gaps_default_value;
	ZVAL_UNDEF(&property_gaps_default_value);
	zend_string *property_gaps_name = zend_string_init("gaps", sizeof("gaps") - 1, 1);
	zend_declare_typed_property(class_entry, property_gaps_name, &property_gaps_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_gaps_name);

	zval property_cohorts_default_value;
	ZVAL_UNDEF(&property_cohorts_default_value);
	zend_string *property_cohorts_name = zend_string_init("cohorts", sizeof("cohorts") - 1, 1);
	zend_declare_typed_property(class_entry, property_cohorts_name, &property_cohorts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_cohorts_name);

	zval property_baskets_default_value;
	ZVAL_UNDEF(&property_baskets_default_value);
	zend_string *property_baskets_name = zend_string_init("baskets", sizeof("baskets") - 1, 1);
	zend_declare_typed_property(class_entry, property_baskets_name, &property_baskets_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_baskets_name);

	zval property_promotion_default_value;
	ZVAL_UNDEF(&property_promotion_default_value);
	zend_string *property_promotion_name = zend_string_init("promotion", sizeof("promotion") - 1, 1);
	zend_declare_typed_property(class_entry, property_promotion_name, &property_promotion_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_promotion_name);

	zval property_products_default_value;
	ZVAL_UNDEF(&property_products_default_value);
	zend_string *property_products_name = zend_string_init("products", sizeof("products") - 1, 1);
	zend_declare_typed_property(class_entry, property_products_name, &property_products_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_products_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Habits(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Habits", class_Loyalty_Habits_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_orders_default_value;
	ZVAL_UNDEF(&property_orders_default_value);
	zend_string *property_orders_name = zend_string_init("orders", sizeof("orders") - 1, 1);
	zend_declare_typed_property(class_entry, property_orders_name, &property_orders_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_orders_name);

	zval property_gross_default_value;
	ZVAL_UNDEF(&property_gross_default_value);
	zend_string *property_gross_name = zend_string_init("gross", sizeof("gross") - 1, 1);
	zend_declare_typed_property(class_entry, property_gross_name, &property_gross_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_gross_name);

	zval property_largest_default_value;
	ZVAL_UNDEF(&property_largest_default_value);
	zend_string *property_largest_name = zend_string_init("largest", sizeof("largest") - 1, 1);
	zend_declare_typed_property(class_entry, property_largest_name, &property_largest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_largest_name);

	zval property_refunds_default_value;
	ZVAL_UNDEF(&property_refunds_default_value);
	zend_string *property_refunds_name = zend_string_init("refunds", sizeof("refunds") - 1, 1);
	zend_declare_typed_property(class_entry, property_refunds_name, &property_refunds_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_refunds_name);

	zval property_refunded_default_value;
	ZVAL_UNDEF(&property_refunded_default_value);
	zend_string *property_refunded_name = zend_string_init("refunded", sizeof("refunded") - 1, 1);
	zend_declare_typed_property(class_entry, property_refunded_name, &property_refunded_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_refunded_name);

	zval property_net_default_value;
	ZVAL_UNDEF(&property_net_default_value);
	zend_string *property_net_name = zend_string_init("net", sizeof("net") - 1, 1);
	zend_declare_typed_property(class_entry, property_net_name, &property_net_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_net_name);

	zval property_firstDay_default_value;
	ZVAL_UNDEF(&property_firstDay_default_value);
	zend_string *property_firstDay_name = zend_string_init("firstDay", sizeof("firstDay") - 1, 1);
	zend_declare_typed_property(class_entry, property_firstDay_name, &property_firstDay_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_firstDay_name);

	zval property_lastDay_default_value;
	ZVAL_UNDEF(&property_lastDay_default_value);
	zend_string *property_lastDay_name = zend_string_init("lastDay", sizeof("lastDay") - 1, 1);
	zend_declare_typed_property(class_entry, property_lastDay_name, &property_lastDay_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_lastDay_name);

	zval property_purchaseDays_default_value;
	ZVAL_UNDEF(&property_purchaseDays_default_value);
	zend_string *property_purchaseDays_name = zend_string_init("purchaseDays", sizeof("purchaseDays") - 1, 1);
	zend_declare_typed_property(class_entry, property_purchaseDays_name, &property_purchaseDays_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_purchaseDays_name);

	zval property_gapMean_default_value;
	ZVAL_UNDEF(&property_gapMean_default_value);
	zend_string *property_gapMean_name = zend_string_init("gapMean", sizeof("gapMean") - 1, 1);
	zend_declare_typed_property(class_entry, property_gapMean_name, &property_gapMean_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_gapMean_name);

	zval property_gapMedian_default_value;
	ZVAL_UNDEF(&property_gapMedian_default_value);
	zend_string *property_gapMedian_name = zend_string_init("gapMedian", sizeof("gapMedian") - 1, 1);
	zend_declare_typed_property(class_entry, property_gapMedian_name, &property_gapMedian_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_gapMedian_name);

	zval property_gapSd_default_value;
	ZVAL_UNDEF(&property_gapSd_default_value);
	zend_string *property_gapSd_name = zend_string_init("gapSd", sizeof("gapSd") - 1, 1);
	zend_declare_typed_property(class_entry, property_gapSd_name, &property_gapSd_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_gapSd_name);

	zval property_activeMonths_default_value;
	ZVAL_UNDEF(&property_activeMonths_default_value);
	zend_string *property_activeMonths_name = zend_string_init("activeMonths", sizeof("activeMonths") - 1, 1);
	zend_declare_typed_property(class_entry, property_activeMonths_name, &property_activeMonths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_activeMonths_name);

	zval property_products_default_value;
	ZVAL_UNDEF(&property_products_default_value);
	zend_string *property_products_name = zend_string_init("products", sizeof("products") - 1, 1);
	zend_declare_typed_property(class_entry, property_products_name, &property_products_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_products_name);

	zval property_concentration_default_value;
	ZVAL_UNDEF(&property_concentration_default_value);
	zend_string *property_concentration_name = zend_string_init("concentration", sizeof("concentration") - 1, 1);
	zend_declare_typed_property(class_entry, property_concentration_name, &property_concentration_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_concentration_name);

	zval property_topProduct_default_value;
	ZVAL_UNDEF(&property_topProduct_default_value);
	zend_string *property_topProduct_name = zend_string_init("topProduct", sizeof("topProduct") - 1, 1);
	zend_declare_typed_property(class_entry, property_topProduct_name, &property_topProduct_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_topProduct_name);

	zval property_topShare_default_value;
	ZVAL_UNDEF(&property_topShare_default_value);
	zend_string *property_topShare_name = zend_string_init("topShare", sizeof("topShare") - 1, 1);
	zend_declare_typed_property(class_entry, property_topShare_name, &property_topShare_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_topShare_name);

	zval property_promotionShare_default_value;
	ZVAL_UNDEF(&property_promotionShare_default_value);
	zend_string *property_promotionShare_name = zend_string_init("promotionShare", sizeof("promotionShare") - 1, 1);
	zend_declare_typed_property(class_entry, property_promotionShare_name, &property_promotionShare_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_promotionShare_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Goal(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Goal", class_Loyalty_Goal_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_key_default_value;
	ZVAL_UNDEF(&property_key_default_value);
	zend_string *property_key_name = zend_string_init("key", sizeof("key") - 1, 1);
	zend_declare_typed_property(class_entry, property_key_name, &property_key_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_key_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_name_name);

	zval property_state_default_value;
	ZVAL_UNDEF(&property_state_default_value);
	zend_string *property_state_name = zend_string_init("state", sizeof("state") - 1, 1);
	zend_declare_typed_property(class_entry, property_state_name, &property_state_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_state_name);

	zval property_from_default_value;
	ZVAL_UNDEF(&property_from_default_value);
	zend_string *property_from_name = zend_string_init("from", sizeof("from") - 1, 1);
	zend_declare_typed_property(class_entry, property_from_name, &property_from_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_from_name);

	zval property_until_default_value;
	ZVAL_UNDEF(&property_until_default_value);
	zend_string *property_until_name = zend_string_init("until", sizeof("until") - 1, 1);
	zend_declare_typed_property(class_entry, property_until_name, &property_until_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_until_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_done_default_value;
	ZVAL_UNDEF(&property_done_default_value);
	zend_string *property_done_name = zend_string_init("done", sizeof("done") - 1, 1);
	zend_declare_typed_property(class_entry, property_done_name, &property_done_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_done_name);

	zval property_share_default_value;
	ZVAL_UNDEF(&property_share_default_value);
	zend_string *property_share_name = zend_string_init("share", sizeof("share") - 1, 1);
	zend_declare_typed_property(class_entry, property_share_name, &property_share_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE|MAY_BE_NULL));
	zend_string_release(property_share_name);

	zval property_wantedShare_default_value;
	ZVAL_UNDEF(&property_wantedShare_default_value);
	zend_string *property_wantedShare_name = zend_string_init("wantedShare", sizeof("wantedShare") - 1, 1);
	zend_declare_typed_property(class_entry, property_wantedShare_name, &property_wantedShare_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_wantedShare_name);

	zval property_wanted_default_value;
	ZVAL_UNDEF(&property_wanted_default_value);
	zend_string *property_wanted_name = zend_string_init("wanted", sizeof("wanted") - 1, 1);
	zend_declare_typed_property(class_entry, property_wanted_name, &property_wanted_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_wanted_name);

	zval property_reached_default_value;
	ZVAL_UNDEF(&property_reached_default_value);
	zend_string *property_reached_name = zend_string_init("reached", sizeof("reached") - 1, 1);
	zend_declare_typed_property(class_entry, property_reached_name, &property_reached_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_reached_name);

	zval property_treated_default_value;
	ZVAL_UNDEF(&property_treated_default_value);
	zend_string *property_treated_name = zend_string_init("treated", sizeof("treated") - 1, 1);
	zend_declare_typed_property(class_entry, property_treated_name, &property_treated_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_treated_name);

	zval property_heldOut_default_value;
	ZVAL_UNDEF(&property_heldOut_default_value);
	zend_string *property_heldOut_name = zend_string_init("heldOut", sizeof("heldOut") - 1, 1);
	zend_declare_typed_property(class_entry, property_heldOut_name, &property_heldOut_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_heldOut_name);

	zval property_uplift_default_value;
	ZVAL_UNDEF(&property_uplift_default_value);
	zend_string *property_uplift_name = zend_string_init("uplift", sizeof("uplift") - 1, 1);
	zend_declare_typed_property(class_entry, property_uplift_name, &property_uplift_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_uplift_name);

	zval property_judgement_default_value;
	ZVAL_UNDEF(&property_judgement_default_value);
	zend_string *property_judgement_name = zend_string_init("judgement", sizeof("judgement") - 1, 1);
	zend_declare_typed_property(class_entry, property_judgement_name, &property_judgement_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_judgement_name);

	zval property_text_default_value;
	ZVAL_UNDEF(&property_text_default_value);
	zend_string *property_text_name = zend_string_init("text", sizeof("text") - 1, 1);
	zend_declare_typed_property(class_entry, property_text_name, &property_text_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_text_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CustomerSet(zend_class_entry *class_entry_Countable, zend_class_entry *class_entry_IteratorAggregate)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CustomerSet", class_Loyalty_CustomerSet_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 2, class_entry_Countable, class_entry_IteratorAggregate);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Forecast(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Forecast", class_Loyalty_Forecast_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_owed_default_value;
	ZVAL_UNDEF(&property_owed_default_value);
	zend_string *property_owed_name = zend_string_init("owed", sizeof("owed") - 1, 1);
	zend_declare_typed_property(class_entry, property_owed_name, &property_owed_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_owed_name);

	zval property_debts_default_value;
	ZVAL_UNDEF(&property_debts_default_value);
	zend_string *property_debts_name = zend_string_init("debts", sizeof("debts") - 1, 1);
	zend_declare_typed_property(class_entry, property_debts_name, &property_debts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_debts_name);

	zend_string *property_liability_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_liability_default_value;
	ZVAL_UNDEF(&property_liability_default_value);
	zend_string *property_liability_name = zend_string_init("liability", sizeof("liability") - 1, 1);
	zend_declare_typed_property(class_entry, property_liability_name, &property_liability_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_liability_class_Loyalty_Money, 0, 0));
	zend_string_release(property_liability_name);

	zval property_never_default_value;
	ZVAL_UNDEF(&property_never_default_value);
	zend_string *property_never_name = zend_string_init("never", sizeof("never") - 1, 1);
	zend_declare_typed_property(class_entry, property_never_name, &property_never_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_never_name);

	zval property_matured_default_value;
	ZVAL_UNDEF(&property_matured_default_value);
	zend_string *property_matured_name = zend_string_init("matured", sizeof("matured") - 1, 1);
	zend_declare_typed_property(class_entry, property_matured_name, &property_matured_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_matured_name);

	zval property_maturedExpired_default_value;
	ZVAL_UNDEF(&property_maturedExpired_default_value);
	zend_string *property_maturedExpired_name = zend_string_init("maturedExpired", sizeof("maturedExpired") - 1, 1);
	zend_declare_typed_property(class_entry, property_maturedExpired_name, &property_maturedExpired_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_maturedExpired_name);

	zval property_breakage_default_value;
	ZVAL_UNDEF(&property_breakage_default_value);
	zend_string *property_breakage_name = zend_string_init("breakage", sizeof("breakage") - 1, 1);
	zend_declare_typed_property(class_entry, property_breakage_name, &property_breakage_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_breakage_name);

	zval property_expectedExpired_default_value;
	ZVAL_UNDEF(&property_expectedExpired_default_value);
	zend_string *property_expectedExpired_name = zend_string_init("expectedExpired", sizeof("expectedExpired") - 1, 1);
	zend_declare_typed_property(class_entry, property_expectedExpired_name, &property_expectedExpired_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_expectedExpired_name);

	zend_string *property_expected_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_expected_default_value;
	ZVAL_UNDEF(&property_expected_default_value);
	zend_string *property_expected_name = zend_string_init("expected", sizeof("expected") - 1, 1);
	zend_declare_typed_property(class_entry, property_expected_name, &property_expected_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_expected_class_Loyalty_Money, 0, 0));
	zend_string_release(property_expected_name);

	zval property_months_default_value;
	ZVAL_UNDEF(&property_months_default_value);
	zend_string *property_months_name = zend_string_init("months", sizeof("months") - 1, 1);
	zend_declare_typed_property(class_entry, property_months_name, &property_months_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_months_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Replay(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Replay", class_Loyalty_Replay_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_at_default_value;
	ZVAL_UNDEF(&property_at_default_value);
	zend_string *property_at_name = zend_string_init("at", sizeof("at") - 1, 1);
	zend_declare_typed_property(class_entry, property_at_name, &property_at_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_at_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customers_name);

	zval property_affected_default_value;
	ZVAL_UNDEF(&property_affected_default_value);
	zend_string *property_affected_name = zend_string_init("affected", sizeof("affected") - 1, 1);
	zend_declare_typed_property(class_entry, property_affected_name, &property_affected_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_affected_name);

	zval property_totals_default_value;
	ZVAL_UNDEF(&property_totals_default_value);
	zend_string *property_totals_name = zend_string_init("totals", sizeof("totals") - 1, 1);
	zend_declare_typed_property(class_entry, property_totals_name, &property_totals_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_totals_name);

	zval property_months_default_value;
	ZVAL_UNDEF(&property_months_default_value);
	zend_string *property_months_name = zend_string_init("months", sizeof("months") - 1, 1);
	zend_declare_typed_property(class_entry, property_months_name, &property_months_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_months_name);

	zval property_tiers_default_value;
	ZVAL_UNDEF(&property_tiers_default_value);
	zend_string *property_tiers_name = zend_string_init("tiers", sizeof("tiers") - 1, 1);
	zend_declare_typed_property(class_entry, property_tiers_name, &property_tiers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_tiers_name);

	zval property_hardest_default_value;
	ZVAL_UNDEF(&property_hardest_default_value);
	zend_string *property_hardest_name = zend_string_init("hardest", sizeof("hardest") - 1, 1);
	zend_declare_typed_property(class_entry, property_hardest_name, &property_hardest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_hardest_name);

	zval property_gaining_default_value;
	ZVAL_UNDEF(&property_gaining_default_value);
	zend_string *property_gaining_name = zend_string_init("gaining", sizeof("gaining") - 1, 1);
	zend_declare_typed_property(class_entry, property_gaining_name, &property_gaining_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_gaining_name);

	zval property_rules_default_value;
	ZVAL_UNDEF(&property_rules_default_value);
	zend_string *property_rules_name = zend_string_init("rules", sizeof("rules") - 1, 1);
	zend_declare_typed_property(class_entry, property_rules_name, &property_rules_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_rules_name);

	zval property_hash_default_value;
	ZVAL_UNDEF(&property_hash_default_value);
	zend_string *property_hash_name = zend_string_init("hash", sizeof("hash") - 1, 1);
	zend_declare_typed_property(class_entry, property_hash_name, &property_hash_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_hash_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Rfm(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Rfm", class_Loyalty_Rfm_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RfmScore(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "RfmScore", class_Loyalty_RfmScore_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_key_default_value;
	ZVAL_UNDEF(&property_key_default_value);
	zend_string *property_key_name = zend_string_init("key", sizeof("key") - 1, 1);
	zend_declare_typed_property(class_entry, property_key_name, &property_key_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_key_name);

	zval property_recencyDays_default_value;
	ZVAL_UNDEF(&property_recencyDays_default_value);
	zend_string *property_recencyDays_name = zend_string_init("recencyDays", sizeof("recencyDays") - 1, 1);
	zend_declare_typed_property(class_entry, property_recencyDays_name, &property_recencyDays_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_recencyDays_name);

	zval property_purchases_default_value;
	ZVAL_UNDEF(&property_purchases_default_value);
	zend_string *property_purchases_name = zend_string_init("purchases", sizeof("purchases") - 1, 1);
	zend_declare_typed_property(class_entry, property_purchases_name, &property_purchases_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_purchases_name);

	zval property_amount_default_value;
	ZVAL_UNDEF(&property_amount_default_value);
	zend_string *property_amount_name = zend_string_init("amount", sizeof("amount") - 1, 1);
	zend_declare_typed_property(class_entry, property_amount_name, &property_amount_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_amount_name);

	zval property_recency_default_value;
	ZVAL_UNDEF(&property_recency_default_value);
	zend_string *property_recency_name = zend_string_init("recency", sizeof("recency") - 1, 1);
	zend_declare_typed_property(class_entry, property_recency_name, &property_recency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_recency_name);

	zval property_frequency_default_value;
	ZVAL_UNDEF(&property_frequency_default_value);
	zend_string *property_frequency_name = zend_string_init("frequency", sizeof("frequency") - 1, 1);
	zend_declare_typed_property(class_entry, property_frequency_name, &property_frequency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_frequency_name);

	zval property_monetary_default_value;
	ZVAL_UNDEF(&property_monetary_default_value);
	zend_string *property_monetary_name = zend_string_init("monetary", sizeof("monetary") - 1, 1);
	zend_declare_typed_property(class_entry, property_monetary_name, &property_monetary_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_monetary_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RfmScores(zend_class_entry *class_entry_Countable, zend_class_entry *class_entry_IteratorAggregate)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "RfmScores", class_Loyalty_RfmScores_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 2, class_entry_Countable, class_entry_IteratorAggregate);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RfmSegments(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "RfmSegments", class_Loyalty_RfmSegments_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_KeyRing(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "KeyRing", class_Loyalty_KeyRing_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "import", sizeof("import") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "import", sizeof("import") - 1), 3, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "import", sizeof("import") - 1), 4, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "export", sizeof("export") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "importsealed", sizeof("importsealed") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_WordFilter(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "WordFilter", class_Loyalty_WordFilter_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CouponBatch(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CouponBatch", class_Loyalty_CouponBatch_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;

	zval property_campaign_default_value;
	ZVAL_UNDEF(&property_campaign_default_value);
	zend_string *property_campaign_name = zend_string_init("campaign", sizeof("campaign") - 1, 1);
	zend_declare_typed_property(class_entry, property_campaign_name, &property_campaign_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_campaign_name);

	zval property_firstSerial_default_value;
	ZVAL_UNDEF(&property_firstSerial_default_value);
	zend_string *property_firstSerial_name = zend_string_init("firstSerial", sizeof("firstSerial") - 1, 1);
	zend_declare_typed_property(class_entry, property_firstSerial_name, &property_firstSerial_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_firstSerial_name);

	zval property_count_default_value;
	ZVAL_UNDEF(&property_count_default_value);
	zend_string *property_count_name = zend_string_init("count", sizeof("count") - 1, 1);
	zend_declare_typed_property(class_entry, property_count_name, &property_count_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_count_name);

	zval property_issuedAt_default_value;
	ZVAL_UNDEF(&property_issuedAt_default_value);
	zend_string *property_issuedAt_name = zend_string_init("issuedAt", sizeof("issuedAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_issuedAt_name, &property_issuedAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_issuedAt_name);

	zval property_programmeHash_default_value;
	ZVAL_UNDEF(&property_programmeHash_default_value);
	zend_string *property_programmeHash_name = zend_string_init("programmeHash", sizeof("programmeHash") - 1, 1);
	zend_declare_typed_property(class_entry, property_programmeHash_name, &property_programmeHash_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_programmeHash_name);

	zval property_key_default_value;
	ZVAL_UNDEF(&property_key_default_value);
	zend_string *property_key_name = zend_string_init("key", sizeof("key") - 1, 1);
	zend_declare_typed_property(class_entry, property_key_name, &property_key_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_key_name);

	zval property_customers_default_value;
	ZVAL_UNDEF(&property_customers_default_value);
	zend_string *property_customers_name = zend_string_init("customers", sizeof("customers") - 1, 1);
	zend_declare_typed_property(class_entry, property_customers_name, &property_customers_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_customers_name);

	zval property_names_default_value;
	ZVAL_UNDEF(&property_names_default_value);
	zend_string *property_names_name = zend_string_init("names", sizeof("names") - 1, 1);
	zend_declare_typed_property(class_entry, property_names_name, &property_names_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_names_name);

	zval property_skipped_default_value;
	ZVAL_UNDEF(&property_skipped_default_value);
	zend_string *property_skipped_name = zend_string_init("skipped", sizeof("skipped") - 1, 1);
	zend_declare_typed_property(class_entry, property_skipped_name, &property_skipped_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_skipped_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CouponTerms(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CouponTerms", class_Loyalty_CouponTerms_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;

	zend_string *property_kind_class_Loyalty_DiscountKind = zend_string_init("Loyalty\\DiscountKind", sizeof("Loyalty\\DiscountKind")-1, 1);
	zval property_kind_default_value;
	ZVAL_UNDEF(&property_kind_default_value);
	zend_string *property_kind_name = zend_string_init("kind", sizeof("kind") - 1, 1);
	zend_declare_typed_property(class_entry, property_kind_name, &property_kind_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_kind_class_Loyalty_DiscountKind, 0, 0));
	zend_string_release(property_kind_name);

	zval property_value_default_value;
	ZVAL_UNDEF(&property_value_default_value);
	zend_string *property_value_name = zend_string_init("value", sizeof("value") - 1, 1);
	zend_declare_typed_property(class_entry, property_value_name, &property_value_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_value_name);

	zval property_currency_default_value;
	ZVAL_UNDEF(&property_currency_default_value);
	zend_string *property_currency_name = zend_string_init("currency", sizeof("currency") - 1, 1);
	zend_declare_typed_property(class_entry, property_currency_name, &property_currency_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_currency_name);

	zval property_minimumOrder_default_value;
	ZVAL_UNDEF(&property_minimumOrder_default_value);
	zend_string *property_minimumOrder_name = zend_string_init("minimumOrder", sizeof("minimumOrder") - 1, 1);
	zend_declare_typed_property(class_entry, property_minimumOrder_name, &property_minimumOrder_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_minimumOrder_name);

	zval property_notBefore_default_value;
	ZVAL_UNDEF(&property_notBefore_default_value);
	zend_string *property_notBefore_name = zend_string_init("notBefore", sizeof("notBefore") - 1, 1);
	zend_declare_typed_property(class_entry, property_notBefore_name, &property_notBefore_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_notBefore_name);

	zval property_expiresAt_default_value;
	ZVAL_UNDEF(&property_expiresAt_default_value);
	zend_string *property_expiresAt_name = zend_string_init("expiresAt", sizeof("expiresAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_expiresAt_name, &property_expiresAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_expiresAt_name);

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_customer_name);

	zval property_emailOnly_default_value;
	ZVAL_UNDEF(&property_emailOnly_default_value);
	zend_string *property_emailOnly_name = zend_string_init("emailOnly", sizeof("emailOnly") - 1, 1);
	zend_declare_typed_property(class_entry, property_emailOnly_name, &property_emailOnly_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_emailOnly_name);

	zval property_categories_default_value;
	ZVAL_UNDEF(&property_categories_default_value);
	zend_string *property_categories_name = zend_string_init("categories", sizeof("categories") - 1, 1);
	zend_declare_typed_property(class_entry, property_categories_name, &property_categories_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_categories_name);

	zval property_combinable_default_value;
	ZVAL_UNDEF(&property_combinable_default_value);
	zend_string *property_combinable_name = zend_string_init("combinable", sizeof("combinable") - 1, 1);
	zend_declare_typed_property(class_entry, property_combinable_name, &property_combinable_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_combinable_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_name_name);

	zval property_maximumDiscount_default_value;
	ZVAL_UNDEF(&property_maximumDiscount_default_value);
	zend_string *property_maximumDiscount_name = zend_string_init("maximumDiscount", sizeof("maximumDiscount") - 1, 1);
	zend_declare_typed_property(class_entry, property_maximumDiscount_name, &property_maximumDiscount_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_maximumDiscount_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Coupon(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Coupon", class_Loyalty_Coupon_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_code_default_value;
	ZVAL_UNDEF(&property_code_default_value);
	zend_string *property_code_name = zend_string_init("code", sizeof("code") - 1, 1);
	zend_declare_typed_property(class_entry, property_code_name, &property_code_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_code_name);

	zval property_campaignNumber_default_value;
	ZVAL_UNDEF(&property_campaignNumber_default_value);
	zend_string *property_campaignNumber_name = zend_string_init("campaignNumber", sizeof("campaignNumber") - 1, 1);
	zend_declare_typed_property(class_entry, property_campaignNumber_name, &property_campaignNumber_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_campaignNumber_name);

	zval property_serial_default_value;
	ZVAL_UNDEF(&property_serial_default_value);
	zend_string *property_serial_name = zend_string_init("serial", sizeof("serial") - 1, 1);
	zend_declare_typed_property(class_entry, property_serial_name, &property_serial_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_serial_name);

	zval property_key_default_value;
	ZVAL_UNDEF(&property_key_default_value);
	zend_string *property_key_name = zend_string_init("key", sizeof("key") - 1, 1);
	zend_declare_typed_property(class_entry, property_key_name, &property_key_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_key_name);

	zval property_campaign_default_value;
	ZVAL_UNDEF(&property_campaign_default_value);
	zend_string *property_campaign_name = zend_string_init("campaign", sizeof("campaign") - 1, 1);
	zend_declare_typed_property(class_entry, property_campaign_name, &property_campaign_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_campaign_name);

	zval property_expiresAt_default_value;
	ZVAL_UNDEF(&property_expiresAt_default_value);
	zend_string *property_expiresAt_name = zend_string_init("expiresAt", sizeof("expiresAt") - 1, 1);
	zend_declare_typed_property(class_entry, property_expiresAt_name, &property_expiresAt_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_expiresAt_name);

	zval property_customer_default_value;
	ZVAL_UNDEF(&property_customer_default_value);
	zend_string *property_customer_name = zend_string_init("customer", sizeof("customer") - 1, 1);
	zend_declare_typed_property(class_entry, property_customer_name, &property_customer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_customer_name);

	zval property_format_default_value;
	ZVAL_UNDEF(&property_format_default_value);
	zend_string *property_format_name = zend_string_init("format", sizeof("format") - 1, 1);
	zend_declare_typed_property(class_entry, property_format_name, &property_format_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_format_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_name_name);

	zval property_programmeHash_default_value;
	ZVAL_UNDEF(&property_programmeHash_default_value);
	zend_string *property_programmeHash_name = zend_string_init("programmeHash", sizeof("programmeHash") - 1, 1);
	zend_declare_typed_property(class_entry, property_programmeHash_name, &property_programmeHash_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_programmeHash_name);

	zend_string *property_terms_class_Loyalty_CouponTerms = zend_string_init("Loyalty\\CouponTerms", sizeof("Loyalty\\CouponTerms")-1, 1);
	zval property_terms_default_value;
	ZVAL_UNDEF(&property_terms_default_value);
	zend_string *property_terms_name = zend_string_init("terms", sizeof("terms") - 1, 1);
	zend_declare_typed_property(class_entry, property_terms_name, &property_terms_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_terms_class_Loyalty_CouponTerms, 0, MAY_BE_NULL));
	zend_string_release(property_terms_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Coupons(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Coupons", class_Loyalty_Coupons_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CouponUsage(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CouponUsage", class_Loyalty_CouponUsage_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;

	zval property_code_default_value;
	ZVAL_UNDEF(&property_code_default_value);
	zend_string *property_code_name = zend_string_init("code", sizeof("code") - 1, 1);
	zend_declare_typed_property(class_entry, property_code_name, &property_code_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_code_name);

	zval property_uses_default_value;
	ZVAL_UNDEF(&property_uses_default_value);
	zend_string *property_uses_name = zend_string_init("uses", sizeof("uses") - 1, 1);
	zend_declare_typed_property(class_entry, property_uses_name, &property_uses_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_uses_name);

	zval property_customerUses_default_value;
	ZVAL_UNDEF(&property_customerUses_default_value);
	zend_string *property_customerUses_name = zend_string_init("customerUses", sizeof("customerUses") - 1, 1);
	zend_declare_typed_property(class_entry, property_customerUses_name, &property_customerUses_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_customerUses_name);

	zval property_campaignUses_default_value;
	ZVAL_UNDEF(&property_campaignUses_default_value);
	zend_string *property_campaignUses_name = zend_string_init("campaignUses", sizeof("campaignUses") - 1, 1);
	zend_declare_typed_property(class_entry, property_campaignUses_name, &property_campaignUses_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_campaignUses_name);

	zval property_campaignSpent_default_value;
	ZVAL_UNDEF(&property_campaignSpent_default_value);
	zend_string *property_campaignSpent_name = zend_string_init("campaignSpent", sizeof("campaignSpent") - 1, 1);
	zend_declare_typed_property(class_entry, property_campaignSpent_name, &property_campaignSpent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_campaignSpent_name);

	zval property_revoked_default_value;
	ZVAL_UNDEF(&property_revoked_default_value);
	zend_string *property_revoked_name = zend_string_init("revoked", sizeof("revoked") - 1, 1);
	zend_declare_typed_property(class_entry, property_revoked_name, &property_revoked_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_revoked_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CouponStream(zend_class_entry *class_entry_Iterator, zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CouponStream", class_Loyalty_CouponStream_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 2, class_entry_Iterator, class_entry_Countable);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_CartLine(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "CartLine", class_Loyalty_CartLine_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;

	zval property_sku_default_value;
	ZVAL_UNDEF(&property_sku_default_value);
	zend_string *property_sku_name = zend_string_init("sku", sizeof("sku") - 1, 1);
	zend_declare_typed_property(class_entry, property_sku_name, &property_sku_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_sku_name);

	zval property_quantity_default_value;
	ZVAL_UNDEF(&property_quantity_default_value);
	zend_string *property_quantity_name = zend_string_init("quantity", sizeof("quantity") - 1, 1);
	zend_declare_typed_property(class_entry, property_quantity_name, &property_quantity_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_quantity_name);

	zend_string *property_unitPrice_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_unitPrice_default_value;
	ZVAL_UNDEF(&property_unitPrice_default_value);
	zend_string *property_unitPrice_name = zend_string_init("unitPrice", sizeof("unitPrice") - 1, 1);
	zend_declare_typed_property(class_entry, property_unitPrice_name, &property_unitPrice_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_unitPrice_class_Loyalty_Money, 0, 0));
	zend_string_release(property_unitPrice_name);

	zval property_category_default_value;
	ZVAL_UNDEF(&property_category_default_value);
	zend_string *property_category_name = zend_string_init("category", sizeof("category") - 1, 1);
	zend_declare_typed_property(class_entry, property_category_name, &property_category_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_category_name);

	zval property_sale_default_value;
	ZVAL_UNDEF(&property_sale_default_value);
	zend_string *property_sale_name = zend_string_init("sale", sizeof("sale") - 1, 1);
	zend_declare_typed_property(class_entry, property_sale_name, &property_sale_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_sale_name);

	zval property_categories_default_value;
	ZVAL_UNDEF(&property_categories_default_value);
	zend_string *property_categories_name = zend_string_init("categories", sizeof("categories") - 1, 1);
	zend_declare_typed_property(class_entry, property_categories_name, &property_categories_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_categories_name);

	zval property_taxRate_default_value;
	ZVAL_UNDEF(&property_taxRate_default_value);
	zend_string *property_taxRate_name = zend_string_init("taxRate", sizeof("taxRate") - 1, 1);
	zend_declare_typed_property(class_entry, property_taxRate_name, &property_taxRate_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_taxRate_name);

	zval property_netMillionths_default_value;
	ZVAL_UNDEF(&property_netMillionths_default_value);
	zend_string *property_netMillionths_name = zend_string_init("netMillionths", sizeof("netMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_netMillionths_name, &property_netMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_netMillionths_name);

	zval property_grossMillionths_default_value;
	ZVAL_UNDEF(&property_grossMillionths_default_value);
	zend_string *property_grossMillionths_name = zend_string_init("grossMillionths", sizeof("grossMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_grossMillionths_name, &property_grossMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_grossMillionths_name);

	zval property_brand_default_value;
	ZVAL_UNDEF(&property_brand_default_value);
	zend_string *property_brand_name = zend_string_init("brand", sizeof("brand") - 1, 1);
	zend_declare_typed_property(class_entry, property_brand_name, &property_brand_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_brand_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Cart(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Cart", class_Loyalty_Cart_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;

	zval property_lines_default_value;
	ZVAL_UNDEF(&property_lines_default_value);
	zend_string *property_lines_name = zend_string_init("lines", sizeof("lines") - 1, 1);
	zend_declare_typed_property(class_entry, property_lines_name, &property_lines_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_lines_name);

	zend_string *property_shipping_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_shipping_default_value;
	ZVAL_UNDEF(&property_shipping_default_value);
	zend_string *property_shipping_name = zend_string_init("shipping", sizeof("shipping") - 1, 1);
	zend_declare_typed_property(class_entry, property_shipping_name, &property_shipping_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_shipping_class_Loyalty_Money, 0, 0));
	zend_string_release(property_shipping_name);

	zval property_taxIncluded_default_value;
	ZVAL_UNDEF(&property_taxIncluded_default_value);
	zend_string *property_taxIncluded_name = zend_string_init("taxIncluded", sizeof("taxIncluded") - 1, 1);
	zend_declare_typed_property(class_entry, property_taxIncluded_name, &property_taxIncluded_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_taxIncluded_name);

	zval property_shippingTaxRate_default_value;
	ZVAL_UNDEF(&property_shippingTaxRate_default_value);
	zend_string *property_shippingTaxRate_name = zend_string_init("shippingTaxRate", sizeof("shippingTaxRate") - 1, 1);
	zend_declare_typed_property(class_entry, property_shippingTaxRate_name, &property_shippingTaxRate_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_shippingTaxRate_name);

	zend_string *property_channel_class_Loyalty_Channel = zend_string_init("Loyalty\\Channel", sizeof("Loyalty\\Channel")-1, 1);
	zval property_channel_default_value;
	ZVAL_UNDEF(&property_channel_default_value);
	zend_string *property_channel_name = zend_string_init("channel", sizeof("channel") - 1, 1);
	zend_declare_typed_property(class_entry, property_channel_name, &property_channel_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_channel_class_Loyalty_Channel, 0, MAY_BE_NULL));
	zend_string_release(property_channel_name);

	zval property_shippingNetMillionths_default_value;
	ZVAL_UNDEF(&property_shippingNetMillionths_default_value);
	zend_string *property_shippingNetMillionths_name = zend_string_init("shippingNetMillionths", sizeof("shippingNetMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_shippingNetMillionths_name, &property_shippingNetMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_shippingNetMillionths_name);

	zval property_shippingGrossMillionths_default_value;
	ZVAL_UNDEF(&property_shippingGrossMillionths_default_value);
	zend_string *property_shippingGrossMillionths_name = zend_string_init("shippingGrossMillionths", sizeof("shippingGrossMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_shippingGrossMillionths_name, &property_shippingGrossMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_shippingGrossMillionths_name);

	zval property_displayedMillionths_default_value;
	ZVAL_UNDEF(&property_displayedMillionths_default_value);
	zend_string *property_displayedMillionths_name = zend_string_init("displayedMillionths", sizeof("displayedMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_displayedMillionths_name, &property_displayedMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_displayedMillionths_name);

	zval property_salesChannel_default_value;
	ZVAL_UNDEF(&property_salesChannel_default_value);
	zend_string *property_salesChannel_name = zend_string_init("salesChannel", sizeof("salesChannel") - 1, 1);
	zend_declare_typed_property(class_entry, property_salesChannel_name, &property_salesChannel_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_salesChannel_name);

	zval property_pointsToSpend_default_value;
	ZVAL_UNDEF(&property_pointsToSpend_default_value);
	zend_string *property_pointsToSpend_name = zend_string_init("pointsToSpend", sizeof("pointsToSpend") - 1, 1);
	zend_declare_typed_property(class_entry, property_pointsToSpend_name, &property_pointsToSpend_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_pointsToSpend_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Discount(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Discount", class_Loyalty_Discount_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_code_default_value;
	ZVAL_UNDEF(&property_code_default_value);
	zend_string *property_code_name = zend_string_init("code", sizeof("code") - 1, 1);
	zend_declare_typed_property(class_entry, property_code_name, &property_code_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_code_name);

	zval property_campaign_default_value;
	ZVAL_UNDEF(&property_campaign_default_value);
	zend_string *property_campaign_name = zend_string_init("campaign", sizeof("campaign") - 1, 1);
	zend_declare_typed_property(class_entry, property_campaign_name, &property_campaign_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_campaign_name);

	zend_string *property_kind_class_Loyalty_DiscountKind = zend_string_init("Loyalty\\DiscountKind", sizeof("Loyalty\\DiscountKind")-1, 1);
	zval property_kind_default_value;
	ZVAL_UNDEF(&property_kind_default_value);
	zend_string *property_kind_name = zend_string_init("kind", sizeof("kind") - 1, 1);
	zend_declare_typed_property(class_entry, property_kind_name, &property_kind_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_kind_class_Loyalty_DiscountKind, 0, 0));
	zend_string_release(property_kind_name);

	zend_string *property_amount_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_amount_default_value;
	ZVAL_UNDEF(&property_amount_default_value);
	zend_string *property_amount_name = zend_string_init("amount", sizeof("amount") - 1, 1);
	zend_declare_typed_property(class_entry, property_amount_name, &property_amount_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_amount_class_Loyalty_Money, 0, 0));
	zend_string_release(property_amount_name);

	zval property_points_default_value;
	ZVAL_UNDEF(&property_points_default_value);
	zend_string *property_points_name = zend_string_init("points", sizeof("points") - 1, 1);
	zend_declare_typed_property(class_entry, property_points_name, &property_points_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_points_name);

	zval property_lines_default_value;
	ZVAL_UNDEF(&property_lines_default_value);
	zend_string *property_lines_name = zend_string_init("lines", sizeof("lines") - 1, 1);
	zend_declare_typed_property(class_entry, property_lines_name, &property_lines_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_lines_name);

	zend_string *property_shipping_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_shipping_default_value;
	ZVAL_UNDEF(&property_shipping_default_value);
	zend_string *property_shipping_name = zend_string_init("shipping", sizeof("shipping") - 1, 1);
	zend_declare_typed_property(class_entry, property_shipping_name, &property_shipping_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_shipping_class_Loyalty_Money, 0, 0));
	zend_string_release(property_shipping_name);

	zval property_gift_default_value;
	ZVAL_UNDEF(&property_gift_default_value);
	zend_string *property_gift_name = zend_string_init("gift", sizeof("gift") - 1, 1);
	zend_declare_typed_property(class_entry, property_gift_name, &property_gift_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_gift_name);

	zval property_giftMissing_default_value;
	ZVAL_UNDEF(&property_giftMissing_default_value);
	zend_string *property_giftMissing_name = zend_string_init("giftMissing", sizeof("giftMissing") - 1, 1);
	zend_declare_typed_property(class_entry, property_giftMissing_name, &property_giftMissing_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_giftMissing_name);

	zval property_opens_default_value;
	ZVAL_UNDEF(&property_opens_default_value);
	zend_string *property_opens_name = zend_string_init("opens", sizeof("opens") - 1, 1);
	zend_declare_typed_property(class_entry, property_opens_name, &property_opens_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_opens_name);

	zval property_netMillionths_default_value;
	ZVAL_UNDEF(&property_netMillionths_default_value);
	zend_string *property_netMillionths_name = zend_string_init("netMillionths", sizeof("netMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_netMillionths_name, &property_netMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_netMillionths_name);

	zval property_grossMillionths_default_value;
	ZVAL_UNDEF(&property_grossMillionths_default_value);
	zend_string *property_grossMillionths_name = zend_string_init("grossMillionths", sizeof("grossMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_grossMillionths_name, &property_grossMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_grossMillionths_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_RejectedCoupon(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "RejectedCoupon", class_Loyalty_RejectedCoupon_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_code_default_value;
	ZVAL_UNDEF(&property_code_default_value);
	zend_string *property_code_name = zend_string_init("code", sizeof("code") - 1, 1);
	zend_declare_typed_property(class_entry, property_code_name, &property_code_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_code_name);

	zend_string *property_reason_class_Loyalty_CouponError = zend_string_init("Loyalty\\CouponError", sizeof("Loyalty\\CouponError")-1, 1);
	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_reason_class_Loyalty_CouponError, 0, 0));
	zend_string_release(property_reason_name);

	zval property_message_default_value;
	ZVAL_UNDEF(&property_message_default_value);
	zend_string *property_message_name = zend_string_init("message", sizeof("message") - 1, 1);
	zend_declare_typed_property(class_entry, property_message_name, &property_message_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_message_name);

	zval property_publicMessage_default_value;
	ZVAL_UNDEF(&property_publicMessage_default_value);
	zend_string *property_publicMessage_name = zend_string_init("publicMessage", sizeof("publicMessage") - 1, 1);
	zend_declare_typed_property(class_entry, property_publicMessage_name, &property_publicMessage_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_publicMessage_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_QuoteLine(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "QuoteLine", class_Loyalty_QuoteLine_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_sku_default_value;
	ZVAL_UNDEF(&property_sku_default_value);
	zend_string *property_sku_name = zend_string_init("sku", sizeof("sku") - 1, 1);
	zend_declare_typed_property(class_entry, property_sku_name, &property_sku_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_sku_name);

	zend_string *property_amount_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_amount_default_value;
	ZVAL_UNDEF(&property_amount_default_value);
	zend_string *property_amount_name = zend_string_init("amount", sizeof("amount") - 1, 1);
	zend_declare_typed_property(class_entry, property_amount_name, &property_amount_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_amount_class_Loyalty_Money, 0, 0));
	zend_string_release(property_amount_name);

	zend_string *property_discount_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_discount_default_value;
	ZVAL_UNDEF(&property_discount_default_value);
	zend_string *property_discount_name = zend_string_init("discount", sizeof("discount") - 1, 1);
	zend_declare_typed_property(class_entry, property_discount_name, &property_discount_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_discount_class_Loyalty_Money, 0, 0));
	zend_string_release(property_discount_name);

	zend_string *property_total_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_total_default_value;
	ZVAL_UNDEF(&property_total_default_value);
	zend_string *property_total_name = zend_string_init("total", sizeof("total") - 1, 1);
	zend_declare_typed_property(class_entry, property_total_name, &property_total_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_total_class_Loyalty_Money, 0, 0));
	zend_string_release(property_total_name);

	zval property_points_default_value;
	ZVAL_UNDEF(&property_points_default_value);
	zend_string *property_points_name = zend_string_init("points", sizeof("points") - 1, 1);
	zend_declare_typed_property(class_entry, property_points_name, &property_points_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_points_name);

	zend_string *property_tax_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_tax_default_value;
	ZVAL_UNDEF(&property_tax_default_value);
	zend_string *property_tax_name = zend_string_init("tax", sizeof("tax") - 1, 1);
	zend_declare_typed_property(class_entry, property_tax_name, &property_tax_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_tax_class_Loyalty_Money, 0, 0));
	zend_string_release(property_tax_name);

	zval property_netMillionths_default_value;
	ZVAL_UNDEF(&property_netMillionths_default_value);
	zend_string *property_netMillionths_name = zend_string_init("netMillionths", sizeof("netMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_netMillionths_name, &property_netMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_netMillionths_name);

	zval property_grossMillionths_default_value;
	ZVAL_UNDEF(&property_grossMillionths_default_value);
	zend_string *property_grossMillionths_name = zend_string_init("grossMillionths", sizeof("grossMillionths") - 1, 1);
	zend_declare_typed_property(class_entry, property_grossMillionths_name, &property_grossMillionths_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_grossMillionths_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_QuoteStep(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "QuoteStep", class_Loyalty_QuoteStep_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_figure_default_value;
	ZVAL_UNDEF(&property_figure_default_value);
	zend_string *property_figure_name = zend_string_init("figure", sizeof("figure") - 1, 1);
	zend_declare_typed_property(class_entry, property_figure_name, &property_figure_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_figure_name);

	zval property_rule_default_value;
	ZVAL_UNDEF(&property_rule_default_value);
	zend_string *property_rule_name = zend_string_init("rule", sizeof("rule") - 1, 1);
	zend_declare_typed_property(class_entry, property_rule_name, &property_rule_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_rule_name);

	zval property_text_default_value;
	ZVAL_UNDEF(&property_text_default_value);
	zend_string *property_text_name = zend_string_init("text", sizeof("text") - 1, 1);
	zend_declare_typed_property(class_entry, property_text_name, &property_text_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_text_name);

	zval property_value_default_value;
	ZVAL_UNDEF(&property_value_default_value);
	zend_string *property_value_name = zend_string_init("value", sizeof("value") - 1, 1);
	zend_declare_typed_property(class_entry, property_value_name, &property_value_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_value_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Quote(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty", "Quote", class_Loyalty_Quote_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zend_string *property_goods_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_goods_default_value;
	ZVAL_UNDEF(&property_goods_default_value);
	zend_string *property_goods_name = zend_string_init("goods", sizeof("goods") - 1, 1);
	zend_declare_typed_property(class_entry, property_goods_name, &property_goods_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_goods_class_Loyalty_Money, 0, 0));
	zend_string_release(property_goods_name);

	zend_string *property_shipping_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_shipping_default_value;
	ZVAL_UNDEF(&property_shipping_default_value);
	zend_string *property_shipping_name = zend_string_init("shipping", sizeof("shipping") - 1, 1);
	zend_declare_typed_property(class_entry, property_shipping_name, &property_shipping_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_shipping_class_Loyalty_Money, 0, 0));
	zend_string_release(property_shipping_name);

	zend_string *property_discount_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_discount_default_value;
	ZVAL_UNDEF(&property_discount_default_value);
	zend_string *property_discount_name = zend_string_init("discount", sizeof("discount") - 1, 1);
	zend_declare_typed_property(class_entry, property_discount_name, &property_discount_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_discount_class_Loyalty_Money, 0, 0));
	zend_string_release(property_discount_name);

	zend_string *property_total_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_total_default_value;
	ZVAL_UNDEF(&property_total_default_value);
	zend_string *property_total_name = zend_string_init("total", sizeof("total") - 1, 1);
	zend_declare_typed_property(class_entry, property_total_name, &property_total_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_total_class_Loyalty_Money, 0, 0));
	zend_string_release(property_total_name);

	zend_string *property_tax_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_tax_default_value;
	ZVAL_UNDEF(&property_tax_default_value);
	zend_string *property_tax_name = zend_string_init("tax", sizeof("tax") - 1, 1);
	zend_declare_typed_property(class_entry, property_tax_name, &property_tax_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_tax_class_Loyalty_Money, 0, 0));
	zend_string_release(property_tax_name);

	zval property_points_default_value;
	ZVAL_UNDEF(&property_points_default_value);
	zend_string *property_points_name = zend_string_init("points", sizeof("points") - 1, 1);
	zend_declare_typed_property(class_entry, property_points_name, &property_points_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_points_name);

	zval property_spendable_default_value;
	ZVAL_UNDEF(&property_spendable_default_value);
	zend_string *property_spendable_name = zend_string_init("spendable", sizeof("spendable") - 1, 1);
	zend_declare_typed_property(class_entry, property_spendable_name, &property_spendable_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_spendable_name);

	zend_string *property_spendableWorth_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_spendableWorth_default_value;
	ZVAL_UNDEF(&property_spendableWorth_default_value);
	zend_string *property_spendableWorth_name = zend_string_init("spendableWorth", sizeof("spendableWorth") - 1, 1);
	zend_declare_typed_property(class_entry, property_spendableWorth_name, &property_spendableWorth_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_spendableWorth_class_Loyalty_Money, 0, 0));
	zend_string_release(property_spendableWorth_name);

	zval property_spent_default_value;
	ZVAL_UNDEF(&property_spent_default_value);
	zend_string *property_spent_name = zend_string_init("spent", sizeof("spent") - 1, 1);
	zend_declare_typed_property(class_entry, property_spent_name, &property_spent_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_spent_name);

	zend_string *property_spentWorth_class_Loyalty_Money = zend_string_init("Loyalty\\Money", sizeof("Loyalty\\Money")-1, 1);
	zval property_spentWorth_default_value;
	ZVAL_UNDEF(&property_spentWorth_default_value);
	zend_string *property_spentWorth_name = zend_string_init("spentWorth", sizeof("spentWorth") - 1, 1);
	zend_declare_typed_property(class_entry, property_spentWorth_name, &property_spentWorth_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_spentWorth_class_Loyalty_Money, 0, 0));
	zend_string_release(property_spentWorth_name);

	zval property_rewards_default_value;
	ZVAL_UNDEF(&property_rewards_default_value);
	zend_string *property_rewards_name = zend_string_init("rewards", sizeof("rewards") - 1, 1);
	zend_declare_typed_property(class_entry, property_rewards_name, &property_rewards_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_rewards_name);

	zval property_lines_default_value;
	ZVAL_UNDEF(&property_lines_default_value);
	zend_string *property_lines_name = zend_string_init("lines", sizeof("lines") - 1, 1);
	zend_declare_typed_property(class_entry, property_lines_name, &property_lines_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_lines_name);

	zval property_discounts_default_value;
	ZVAL_UNDEF(&property_discounts_default_value);
	zend_string *property_discounts_name = zend_string_init("discounts", sizeof("discounts") - 1, 1);
	zend_declare_typed_property(class_entry, property_discounts_name, &property_discounts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_discounts_name);

	zval property_rejected_default_value;
	ZVAL_UNDEF(&property_rejected_default_value);
	zend_string *property_rejected_name = zend_string_init("rejected", sizeof("rejected") - 1, 1);
	zend_declare_typed_property(class_entry, property_rejected_name, &property_rejected_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_rejected_name);

	zval property_steps_default_value;
	ZVAL_UNDEF(&property_steps_default_value);
	zend_string *property_steps_name = zend_string_init("steps", sizeof("steps") - 1, 1);
	zend_declare_typed_property(class_entry, property_steps_name, &property_steps_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_steps_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_Data(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "Data", class_Loyalty_Clv_Data_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_Plan(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "Plan", class_Loyalty_Clv_Plan_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE|ZEND_ACC_READONLY_CLASS;

	zval property_t_default_value;
	ZVAL_UNDEF(&property_t_default_value);
	zend_string *property_t_name = zend_string_init("t", sizeof("t") - 1, 1);
	zend_declare_typed_property(class_entry, property_t_name, &property_t_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_t_name);

	zval property_period_default_value;
	ZVAL_UNDEF(&property_period_default_value);
	zend_string *property_period_name = zend_string_init("period", sizeof("period") - 1, 1);
	zend_declare_typed_property(class_entry, property_period_name, &property_period_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_period_name);

	zval property_periods_default_value;
	ZVAL_UNDEF(&property_periods_default_value);
	zend_string *property_periods_name = zend_string_init("periods", sizeof("periods") - 1, 1);
	zend_declare_typed_property(class_entry, property_periods_name, &property_periods_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_periods_name);

	zval property_discount_default_value;
	ZVAL_UNDEF(&property_discount_default_value);
	zend_string *property_discount_name = zend_string_init("discount", sizeof("discount") - 1, 1);
	zend_declare_typed_property(class_entry, property_discount_name, &property_discount_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_discount_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_Model(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "Model", class_Loyalty_Clv_Model_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_BgNbd(zend_class_entry *class_entry_Loyalty_Clv_Model)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "BgNbd", class_Loyalty_Clv_BgNbd_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Loyalty_Clv_Model);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_MbgNbd(zend_class_entry *class_entry_Loyalty_Clv_Model)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "MbgNbd", class_Loyalty_Clv_MbgNbd_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Loyalty_Clv_Model);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_ParetoNbd(zend_class_entry *class_entry_Loyalty_Clv_Model)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "ParetoNbd", class_Loyalty_Clv_ParetoNbd_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Loyalty_Clv_Model);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_GammaGamma(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "GammaGamma", class_Loyalty_Clv_GammaGamma_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_Prediction(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "Prediction", class_Loyalty_Clv_Prediction_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;

	zval property_key_default_value;
	ZVAL_UNDEF(&property_key_default_value);
	zend_string *property_key_name = zend_string_init("key", sizeof("key") - 1, 1);
	zend_declare_typed_property(class_entry, property_key_name, &property_key_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_key_name);

	zval property_alive_default_value;
	ZVAL_UNDEF(&property_alive_default_value);
	zend_string *property_alive_name = zend_string_init("alive", sizeof("alive") - 1, 1);
	zend_declare_typed_property(class_entry, property_alive_name, &property_alive_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_alive_name);

	zval property_expected_default_value;
	ZVAL_UNDEF(&property_expected_default_value);
	zend_string *property_expected_name = zend_string_init("expected", sizeof("expected") - 1, 1);
	zend_declare_typed_property(class_entry, property_expected_name, &property_expected_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_expected_name);

	zval property_clv_default_value;
	ZVAL_UNDEF(&property_clv_default_value);
	zend_string *property_clv_name = zend_string_init("clv", sizeof("clv") - 1, 1);
	zend_declare_typed_property(class_entry, property_clv_name, &property_clv_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_clv_name);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_Predictions(zend_class_entry *class_entry_Countable, zend_class_entry *class_entry_IteratorAggregate)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "Predictions", class_Loyalty_Clv_Predictions_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 2, class_entry_Countable, class_entry_IteratorAggregate);

	return class_entry;
}

static zend_class_entry *register_class_Loyalty_Clv_Calibration(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Loyalty\\Clv", "Calibration", class_Loyalty_Clv_Calibration_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_READONLY_CLASS;

	zval property_byPurchases_default_value;
	ZVAL_UNDEF(&property_byPurchases_default_value);
	zend_string *property_byPurchases_name = zend_string_init("byPurchases", sizeof("byPurchases") - 1, 1);
	zend_declare_typed_property(class_entry, property_byPurchases_name, &property_byPurchases_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_byPurchases_name);

	zval property_actual_default_value;
	ZVAL_UNDEF(&property_actual_default_value);
	zend_string *property_actual_name = zend_string_init("actual", sizeof("actual") - 1, 1);
	zend_declare_typed_property(class_entry, property_actual_name, &property_actual_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_actual_name);

	zval property_predicted_default_value;
	ZVAL_UNDEF(&property_predicted_default_value);
	zend_string *property_predicted_name = zend_string_init("predicted", sizeof("predicted") - 1, 1);
	zend_declare_typed_property(class_entry, property_predicted_name, &property_predicted_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_predicted_name);

	zval property_absoluteError_default_value;
	ZVAL_UNDEF(&property_absoluteError_default_value);
	zend_string *property_absoluteError_name = zend_string_init("absoluteError", sizeof("absoluteError") - 1, 1);
	zend_declare_typed_property(class_entry, property_absoluteError_name, &property_absoluteError_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_absoluteError_name);

	zval property_rootSquareError_default_value;
	ZVAL_UNDEF(&property_rootSquareError_default_value);
	zend_string *property_rootSquareError_name = zend_string_init("rootSquareError", sizeof("rootSquareError") - 1, 1);
	zend_declare_typed_property(class_entry, property_rootSquareError_name, &property_rootSquareError_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_rootSquareError_name);

	zval property_predictedCurve_default_value;
	ZVAL_UNDEF(&property_predictedCurve_default_value);
	zend_string *property_predictedCurve_name = zend_string_init("predictedCurve", sizeof("predictedCurve") - 1, 1);
	zend_declare_typed_property(class_entry, property_predictedCurve_name, &property_predictedCurve_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_predictedCurve_name);

	zval property_actualCurve_default_value;
	ZVAL_UNDEF(&property_actualCurve_default_value);
	zend_string *property_actualCurve_name = zend_string_init("actualCurve", sizeof("actualCurve") - 1, 1);
	zend_declare_typed_property(class_entry, property_actualCurve_name, &property_actualCurve_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_actualCurve_name);

	return class_entry;
}
