<?php

/**
 * @generate-class-entries
 */

namespace Loyalty;

/**
 * What goes wrong in a shop, as opposed to a caller's mistake (ValueError, TypeError, Error). getCode() is a stable number of
 * src/lty_status.h.
 *
 * @strict-properties
 */
class LoyaltyException extends \Exception
{
}

/** @strict-properties */
final class CurrencyMismatchException extends LoyaltyException
{
}

/** @strict-properties */
final class InsufficientPointsException extends LoyaltyException
{
}

/**
 * loyalty.base_limit is reached. What was appended before is kept, and nothing is half-written.
 *
 * @strict-properties
 */
final class LimitException extends LoyaltyException
{
}

/**
 * An event id came again with other content. Events before it are kept.
 *
 * @strict-properties
 */
final class EventConflictException extends LoyaltyException
{
    public readonly string $id;
}

/**
 * A programme that is refused: $errors has everything that is wrong.
 *
 * @strict-properties
 */
final class InvalidProgrammeException extends LoyaltyException
{
    /** @phpstan-var list<ProgrammeError> */
    public readonly array $errors;
}

/**
 * A rule that is refused. The message has the rule with a caret line under the place.
 *
 * @strict-properties
 */
final class RuleException extends LoyaltyException
{
    /** Byte offset of the place in the rule. */
    public readonly int $position;
    public readonly string $rule;
}

/**
 * A code that is refused. getMessage() is for staff and logs; publicMessage() is what the shopper may read.
 *
 * @strict-properties
 */
class CouponException extends LoyaltyException
{
    public readonly CouponError $reason;

    /** Plain text that does not tell forged, unknown and foreign codes apart. */
    final public function publicMessage(): string {}
}

/**
 * The tag does not fit: forged, altered, or another shop's.
 *
 * @strict-properties
 */
final class InvalidSignatureException extends CouponException
{
}

/** @strict-properties */
final class ExpiredCouponException extends CouponException
{
}

/** How a quotient becomes an integer; HalfUp rounds half away from zero. */
enum RoundingMode
{
    case Down;
    case Up;
    case HalfUp;
    case HalfEven;
}

enum EventType: string
{
    case IdentitiesLinked = "identities_linked";
    case OpeningBalance = "opening_balance";
    case TierSet = "tier_set";
    case SignUp = "sign_up";
    case Birthday = "birthday";
    case Gender = "gender";
    case Consent = "consent";
    case ChildBirthday = "child_birthday";
    case Preference = "preference";
    case Visit = "visit";
    case Review = "review";
    case Survey = "survey";
    case Contest = "contest";
    case MessageSent = "message_sent";
    case MessageOpened = "message_opened";
    case MessageClicked = "message_clicked";
    case Order = "order";
    case Refund = "refund";
    case Referral = "referral";
    case PointsAdjusted = "points_adjusted";
    case PointsSpent = "points_spent";
    case PointsRestored = "points_restored";
    case CouponRedeemed = "coupon_redeemed";
    case Service = "service";
    case Segment = "segment";
}

/** A condition of an order at a revision, never a transition. */
enum OrderCondition: string
{
    case Placed = "placed";
    case Paid = "paid";
    case Delivered = "delivered";
    case Cancelled = "cancelled";
}

/** What became of an invitation, at a revision. */
enum ReferralCondition: string
{
    case Joined = "joined";
    /** A person has to look at it. */
    case Frozen = "frozen";
    case Rewarded = "rewarded";
    case Rejected = "rejected";
}

/** What became of a booking, at a revision. */
enum ServiceCondition: string
{
    case Booked = "booked";
    case Used = "used";
    case Cancelled = "cancelled";
}

enum Channel: string
{
    case Email = "email";
    case Sms = "sms";
}

enum DiscountKind: string
{
    case Percent = "percent";
    case Fixed = "fixed";
    case FreeShipping = "free_shipping";
    case Points = "points";
    case Gift = "gift";
    case PointsMultiplier = "points_multiplier";
    case BuyGet = "buy_get";
    case EarlyAccess = "early_access";
}

/** Why a code is refused; the order is the order of the checks. */
enum CouponError: string
{
    case Empty = "EMPTY";
    case TooLong = "TOO_LONG";
    case BadUtf8 = "BAD_UTF8";
    case BadChar = "BAD_CHAR";
    case BadLength = "BAD_LENGTH";
    case BadCheck = "BAD_CHECK";
    case BadVersion = "BAD_VERSION";
    case UnknownKey = "UNKNOWN_KEY";
    case KeyRetired = "KEY_RETIRED";
    case Truncated = "TRUNCATED";
    case NonCanonical = "NON_CANONICAL";
    case BadTag = "BAD_TAG";
    case UnknownField = "UNKNOWN_FIELD";
    case MissingField = "MISSING_FIELD";
    case FieldRange = "FIELD_RANGE";
    case UnknownCampaign = "UNKNOWN_CAMPAIGN";
    case CampaignClosed = "CAMPAIGN_CLOSED";
    case NotIssued = "NOT_ISSUED";
    case Revoked = "REVOKED";
    case NotYetValid = "NOT_YET_VALID";
    case Expired = "EXPIRED";
    case CustomerMismatch = "CUSTOMER_MISMATCH";
    case ChannelMismatch = "CHANNEL_MISMATCH";
    case CurrencyMismatch = "CURRENCY_MISMATCH";
    case MinOrder = "MIN_ORDER";
    case Category = "CATEGORY";
    /** Another checkout holds it. */
    case Busy = "BUSY";
    case Used = "USED";
    case Limit = "LIMIT";
    /** The hold ended before the payment came. */
    case HoldLost = "HOLD_LOST";
    case RateLimited = "RATE_LIMITED";
    /** A code that stands alone was given with others; the better one for the customer was taken. */
    case Combination = "COMBINATION";
    /** There is nothing (left) that it could take off. */
    case NoEffect = "NO_EFFECT";
    case Repeated = "REPEATED";
    case MaxOrder = "MAX_ORDER";
    /** Goods on sale are in the way. */
    case SaleItems = "SALE_ITEMS";
    case ExcludedProduct = "EXCLUDED_PRODUCT";
    case ExcludedCategory = "EXCLUDED_CATEGORY";
    /** For another tier or segment. */
    case Eligibility = "ELIGIBILITY";
    /** The campaign's money is given away. */
    case Budget = "BUDGET";
}

/** Which table of named RFM segments. */
enum RfmTable: string
{
    /** The table of the README of R's rfm 0.3.0; first match wins, the rest is "Others". */
    case R = "rfm_v3";
    /** The older table in wide use; first match wins, the rest is "Others". */
    case Classic = "rfm_classic";
    /** Our own: every one of the 125 cells has a name. */
    case Total = "loyalty";

    /** The name of a cell. Scores 1 to 5; with other numbers of bins as the table's ranges fall. */
    public function segment(int $recency, int $frequency, int $monetary): string {}

    /** @phpstan-return list<string> The names in table order. */
    public function segments(): array {}
}

/** How a file that appendFile() reads is written. */
enum FileFormat: string
{
    case Tsv = "tsv";
    /** RFC 4180. */
    case Csv = "csv";
    /** The same with semicolons between the fields. */
    case CsvSemicolon = "csv_semicolon";
    /** One event a line, as Event::jsonSerialize() gives it. */
    case Ndjson = "ndjson";
}

/** An engine that toSql() writes for. */
enum Dialect: string
{
    /** MySQL 8 too. */
    case MariaDb = "mariadb";
    case PostgreSql = "postgresql";
    case Sqlite = "sqlite";
    /** 18.16 and later. */
    case ClickHouse = "clickhouse";
}

enum RfmBasis: string
{
    /** Orders that count, as they were before refunds. */
    case Gross = "gross";
    /** The same orders; refunds are taken off the amount. */
    case Net = "net";
    /** Every order and refund row as it stands in the base, refunds negative. */
    case Rows = "rows";
}

/**
 * An amount in minor units of a currency. No floats, no silent overflow.
 *
 * @strict-properties
 */
final readonly class Money implements \JsonSerializable
{
    public readonly int $minor;
    public readonly string $currency;

    /** @param string $currency Three upper-case letters (ISO 4217). */
    public function __construct(int $minor, string $currency) {}

    /** Reads "19.99": a point, no grouping, at most the currency's decimals. */
    public static function parse(string $text, string $currency): Money {}

    /** How many decimals the currency's minor unit has: 0 for JPY, 2 for EUR, 3 for KWD. */
    public static function decimals(string $currency): int {}

    /** "19.99": for machines, without the currency. */
    public function format(): string {}

    public function add(Money $other): Money {}

    public function subtract(Money $other): Money {}

    /** The part that basis points say (10,000 = all of it), rounded once. */
    public function percent(int $basisPoints, RoundingMode $rounding = RoundingMode::HalfUp): Money {}

    /**
     * Splits by largest remainder: the parts sum to the amount exactly.
     *
     * @phpstan-param list<int> $weights Not negative, their sum above 0.
     * @phpstan-return list<Money>
     */
    public function split(array $weights): array {}

    /** -1, 0 or 1. */
    public function compare(Money $other): int {}

    public function jsonSerialize(): array {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * One thing that happened. The id derives from source, object and revision, so a repeated hook gives the same id.
 * Instants are UTC seconds or any DateTimeInterface; customer keys are strings (7 is "7"), null is an anonymous sale.
 *
 * @strict-properties
 */
final readonly class Event implements \JsonSerializable
{
    /** "source/kind/object/revision", at most 191 bytes. */
    public readonly string $id;
    public readonly EventType $type;
    public readonly ?string $customer;
    /** UTC seconds. */
    public readonly int $at;
    /** Canonical JSON; its members by type are in docs/events.md. */
    public readonly string $payload;

    private function __construct() {}

    /**
     * @param int $revision Grows with each change of the order; the latest event of an order says what it is.
     * @param Money $total What the goods cost, as paid.
     * @phpstan-param list<array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int, cost?: int}> $lines Amounts in minor units; they sum to the total. cost is what the whole line cost the shop.
     * @param string $channel Where it was made: "shop", "online", "catalogue".
     * @phpstan-param ?Money $shipping Beside the total.
     * @phpstan-param ?Money $tax In the total, of an order without lines; else each line has its own.
     * @phpstan-param ?Money $byPoints The part that points paid.
     * @phpstan-param ?Money $byGiftCard The part that a gift card paid; both together at most the total and the shipping.
     */
    public static function order(string $source, string|int $order, int $revision, string|int|null $customer, \DateTimeInterface|int $at, OrderCondition $condition, Money $total, array $lines = [], string $channel = "", ?Money $shipping = null, ?Money $tax = null, ?Money $byPoints = null, ?Money $byGiftCard = null): Event {}

    /**
     * @phpstan-param string|int|null $order The order that is refunded; null = not known: it counts for statistics only.
     * @param Money $amount What came back, positive.
     * @phpstan-param list<array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int}> $lines What came back; they sum to the amount.
     * @phpstan-param ?Money $shipping What came back of the shipping, beside the amount.
     */
    public static function refund(string $source, string|int $refund, string|int|null $order, string|int|null $customer, \DateTimeInterface|int $at, Money $amount, array $lines = [], ?Money $shipping = null): Event {}

    /**
     * @phpstan-param string|int $for What the points were spent on, such as the order.
     * @param string $reward Key of the reward that they bought; "" = taken off an order.
     */
    public static function pointsSpent(string $source, string|int $for, string|int $customer, \DateTimeInterface|int $at, int $points, string $reward = ""): Event {}

    /**
     * Gives back what was spent, at most what is left of it.
     *
     * @phpstan-param string|int $for That of pointsSpent().
     */
    public static function pointsRestored(string $source, string|int $object, string|int $for, string|int $customer, \DateTimeInterface|int $at, int $points): Event {}

    /** @param int $points Not 0; negative takes away. */
    public static function pointsAdjusted(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, int $points, string $reason, string $author): Event {}

    public static function openingBalance(string $source, string|int $customer, \DateTimeInterface|int $at, int $points): Event {}

    /**
     * Raises a customer to a tier by hand, or takes over one from another system.
     *
     * @param string $tier Its key.
     * @phpstan-param \DateTimeInterface|int|null $until Not below it before then; null = as if it had been reached.
     */
    public static function tierSet(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, string $tier, string $reason, string $author, \DateTimeInterface|int|null $until = null): Event {}

    public static function signUp(string $source, string|int $customer, \DateTimeInterface|int $at): Event {}

    public static function consent(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, Channel $channel, bool $given): Event {}

    /** @param string $date "1984-02-29" */
    public static function birthday(string $source, string|int $customer, \DateTimeInterface|int $at, string $date): Event {}

    /**
     * @phpstan-param string|int $child Which of the customer's children.
     * @param string $date "2015-06-30"
     */
    public static function childBirthday(string $source, string|int $customer, string|int $child, \DateTimeInterface|int $at, string $date): Event {}

    /** @param string $gender "female", "male" or "other" */
    public static function gender(string $source, string|int $customer, \DateTimeInterface|int $at, string $gender): Event {}

    /**
     * @param string $via How it came: "direct", "search", "email", "social", "referral", "ads", "other"; "" = not known.
     * @param string $section Of the shop; "" = not known.
     */
    public static function visit(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, string $via = "", string $section = ""): Event {}

    /** A topic that the customer wants, or wants nothing of ("cats", "dogs"): the latest statement of a topic holds. */
    public static function preference(string $source, string|int $customer, string $topic, \DateTimeInterface|int $at, bool $wanted): Event {}

    /**
     * @phpstan-param string|int $delivery This message to this customer: openings and clicks name it.
     * @param string $message Which message: the key of a campaign, or the name of a mailing.
     */
    public static function messageSent(string $source, string|int $delivery, string|int $customer, \DateTimeInterface|int $at, Channel $channel, string $message): Event {}

    /** @phpstan-param string|int $object Of the opening: one that is reported twice is one. */
    public static function messageOpened(string $source, string|int $object, string|int $delivery, string|int $customer, \DateTimeInterface|int $at, Channel $channel, string $message, string $section = ""): Event {}

    public static function messageClicked(string $source, string|int $object, string|int $delivery, string|int $customer, \DateTimeInterface|int $at, Channel $channel, string $message, string $section = ""): Event {}

    /** The customer came into one of the programme's segments, or left it. */
    public static function segment(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, string $segment, bool $entered): Event {}

    /** @param string $sku The product; "" = the shop. */
    public static function review(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, string $sku = ""): Event {}

    /** @param string $survey Which: each is rewarded once. */
    public static function survey(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, string $survey): Event {}

    /** @param string $contest Which: each is rewarded once. */
    public static function contest(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, string $contest): Event {}

    /**
     * One side of an invitation; the other person's has an object of its own.
     *
     * @param int $revision Grows with each change; the highest says what it is.
     * @phpstan-param string|int $other The other one's key.
     * @param bool $invited True: this customer invited the other; false: was invited.
     * @phpstan-param string|int|null $order The friend's order that was rewarded.
     */
    public static function referral(string $source, string|int $object, int $revision, string|int $customer, \DateTimeInterface|int $at, ReferralCondition $condition, string|int $other, bool $invited, string $reason = "", string|int|null $order = null): Event {}

    /**
     * @param string $service Its key.
     * @phpstan-param string|int|null $order Of the piece, for services that come with what was bought.
     */
    public static function service(string $source, string|int $booking, int $revision, string|int $customer, \DateTimeInterface|int $at, ServiceCondition $condition, string $service, int $units = 1, string|int|null $order = null, string $sku = ""): Event {}

    /**
     * Another key belongs to this customer: a guest, a second account.
     *
     * @phpstan-param string|int $other The key whose events are this customer's.
     * @param bool $linked False takes it back.
     */
    public static function identitiesLinked(string $source, string|int $object, int $revision, string|int $customer, \DateTimeInterface|int $at, string|int $other, bool $linked = true): Event {}

    /**
     * This event as a correction of another one of its type and customer.
     *
     * @param string $id Of the event that it replaces. ValueError for types that have revisions, spends and redeemed coupons.
     */
    public function replacing(string $id): Event {}

    /** @param string $campaign The campaign's key. */
    public static function couponRedeemed(string $source, string|int $order, string|int|null $customer, \DateTimeInterface|int $at, string $campaign, int $serial): Event {}

    /** As a journal stored it; checked like any other. */
    public static function fromRow(string $id, string $type, ?string $customer, int $at, string $payload): Event {}

    public function jsonSerialize(): array {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * One thing that is wrong with a programme.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class ProgrammeError
{
    /** JSON Pointer (RFC 6901); "" is the whole document. */
    public readonly string $pointer;
    public readonly string $found;
    public readonly string $expected;

    private function __construct() {}
}

/**
 * All loyalty rules of one shop, compiled.
 *
 * @strict-properties
 * @not-serializable
 */
final class Programme
{
    private function __construct() {}

    /** @throws InvalidProgrammeException with every error at once */
    public static function fromJson(string $json): Programme {}

    /** @throws InvalidProgrammeException */
    public static function fromArray(array $document): Programme {}

    /**
     * Several versions as one: each is in force from its instant until the next one's. What is asked of it by name (segments, campaigns, tiers)
     * is asked of the last; folds and quotes take the one that was in force.
     *
     * @phpstan-param non-empty-list<Programme> $versions In any order. ValueError for two that begin at one instant, or of different currencies.
     */
    public static function versions(array $versions): Programme {}

    /** @phpstan-return non-empty-list<Programme> Ascending; a single version is a list of itself. */
    public function parts(): array {}

    /** The version in force at an instant; before the first begins, the first. */
    public function at(\DateTimeInterface|int $at): Programme {}

    /** @phpstan-return list<ProgrammeError> Empty if the document is right. */
    public static function check(string $json): array {}

    /** @phpstan-return list<ProgrammeError> What is legal but surely meant otherwise: where, what it is, and what to think about. */
    public function warnings(): array {}

    /** 64 hexadecimal digits over the compiled canonical form, zone transitions included; of several versions over theirs. */
    public function hash(): string {}

    public function name(): string {}

    public function currency(): string {}

    public function timezone(): string {}

    public function version(): int {}

    /** UTC seconds. */
    public function inForceFrom(): int {}

    /** @phpstan-return list<array{key: string, name: string, colour: string, from: int, earn_percent: int, coupons: list<string>, benefits: list<string>}> Ascending. */
    public function tiers(): array {}

    /**
     * What each tier gives, gathered from the whole document: for everyone to see. campaigns are automatic ones and those with codes whose
     * `tiers` name it (or nobody), discounts by kind.
     *
     * @phpstan-return list<array{key: string, name: string, colour: string, from: int, earn_percent: int, benefits: list<string>, coupons: list<array{key: string, name: string}>, campaigns: list<array{key: string, name: string, kind: string, value: int}>, services: list<array{key: string, name: string, kind: string, units: int, per: string}>, rewards: list<array{key: string, name: string, points: int}>}>
     */
    public function ladder(): array {}

    /**
     * @phpstan-return array{unit: string, worth_points: int, worth_amount: int, spend_minimum: int, spend_step: int, spend_maximum_share: int, notice_days: int, arrears: string, award_on: string, pending_days: int}|null
     * Null where the document has no points.
     */
    public function points(): ?array {}

    /** @phpstan-return array<string, array{name: string, kind: string, points: int, sku: string, campaign: string, amount: int, tiers: list<string>}> By key. */
    public function rewards(): array {}

    /** @phpstan-return array<string, array{name: string, kind: string, units: int, per: string}> By key. */
    public function services(): array {}

    /** @phpstan-return array{minimum: int, within_months: int, within_days: int, most: int, burst_friends: int, burst_days: int}|null Null without referrals. */
    public function referral(): ?array {}

    /** @phpstan-return array<string, string> name by key, in the order of the document */
    public function segments(): array {}

    /** @phpstan-return array<string, string> the same of goals */
    public function goals(): array {}

    /**
     * By key, in the order of the document. format is "short", "public" or "shared"; length 0 for tokens; kind and value are of the
     * benefit that applies first (basis points or minor units, both rounded down, points, the gift's number; 0 with steps); limits 0 = none;
     * budget in minor units.
     *
     * @phpstan-return array<string, array{number: int, name: string, format: string, length: int, kind: string, value: int, open: bool, automatic: bool, email_only: bool, valid_from: ?int, valid_until: ?int, uses_per_code: int, uses_per_customer: int, uses_total: int, budget: int, release_on_cancel: bool, release_on_refund: bool}>
     */
    public function campaigns(): array {}

    /** Whose arithmetic discounts follow: "exact", "woocommerce" or "prestashop". */
    public function discounts(): string {}

    /** A named segment of the document. ValueError if there is none. */
    public function segment(string $key): Segment {}

    /** What points are worth, rounded down: what spending pays and what the liability is counted by. */
    public function worth(int $points): Money {}

    /** @phpstan-return array<string, array{type: string, about: string}> What rules may name. */
    public function fields(): array {}

    /**
     * What a cart costs, earns and may spend: a pure function of its arguments. Automatic offers join by themselves. A code is taken under
     * the terms of its batch, which $verifier knows; a Coupon of another version than this one needs it too.
     *
     * @phpstan-param list<Coupon|string> $coupons Codes as typed need $verifier. Their order does not matter (in the ways of shop systems it decides between codes that sort alike).
     * @phpstan-param list<CouponUsage> $usage What the ledger says of these codes; what is not named is unused.
     */
    public function quote(Cart $cart, ?Customer $customer, array $coupons, ?Coupons $verifier, \DateTimeInterface|int $at, array $usage = []): Quote {}
}

/**
 * A compiled rule. Grammar: docs/rules.md.
 *
 * @strict-properties
 * @not-serializable
 */
final class Segment
{
    private function __construct() {}

    /** @throws RuleException with the position and a caret line */
    public static function compile(Programme $programme, string $rule): Segment {}

    /** The rule as written. */
    public function rule(): string {}

    /** @phpstan-return list<string> The fields that it reads, and then of which rows what its aggregates read: "purchases.amount", "activities.section". */
    public function fields(): array {}

    /** True only where the rule is true; unknown (a comparison with null) is not. */
    public function matches(Customer $customer): bool {}

    /**
     * Each comparison of the rule, whether it holds (null: not known), and the customer's value. Behind a segment or an affinity that the rule names
     * come the parts of its rule, one deeper; "of" is its key.
     *
     * @phpstan-return list<array{part: string, holds: ?bool, value: string, depth: int, of: string}>
     */
    public function explain(Customer $customer): array {}

    /**
     * The same rule as a query over the tables of docs/sql.md: one column, `customer`, in no order.
     *
     * @phpstan-param \DateTimeInterface|int $at The instant of the question; the tables have to be of the same one.
     * @param bool $distributed ClickHouse: the tables are spread over shards.
     * @throws RuleException naming what the engine cannot say exactly
     */
    public function toSql(Dialect $dialect, \DateTimeInterface|int $at, string $prefix = "loyalty_", bool $distributed = false): SqlQuery {}
}

/**
 * A query with its parameters.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class SqlQuery
{
    public readonly string $sql;
    /** @phpstan-var list<int|string> In the order of their places, each a "?"; none in ClickHouse, whose text has them escaped. */
    public readonly array $parameters;

    private function __construct() {}
}

/**
 * Who came into a watched segment and who left it.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class SegmentChange
{
    public readonly CustomerSet $entered;
    public readonly CustomerSet $left;
    /** Customers that were judged again. */
    public readonly int $judged;

    private function __construct() {}
}

/**
 * A segment whose members are kept up to date while events come in.
 *
 * @strict-properties
 * @not-serializable
 */
final class SegmentWatch
{
    private function __construct() {}

    /** Judges those again whose figures changed since the last call. */
    public function update(): SegmentChange {}

    /** As of the last update. */
    public function members(): CustomerSet {}
}

/**
 * Points that came in together.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class PointLot
{
    /** The event that awarded them. */
    public readonly string $event;
    /** UTC seconds. */
    public readonly int $at;
    /** When they can be spent; null = not known before the order is delivered. */
    public readonly ?int $availableAt;
    /** Null = never. */
    public readonly ?int $expiresAt;
    /** When the customer is told of it; null = not. */
    public readonly ?int $noticeAt;
    public readonly int $earned;
    public readonly int $reversed;
    public readonly int $spent;
    public readonly int $expired;
    public readonly int $left;
    public readonly bool $pending;
    /** What the customer's tier made of the rules' points, in basis points: 10,000 = as they are. */
    public readonly int $earnPercent;
    /** @phpstan-var list<array{rule: string, key: string, kind: string, base: int, rate: int, per: int, points: int, given: int}> What made `earned`, by rule (JSON Pointer into the version): of `base` minor units `rate` points for every `per` of them (0 = `rate` as it is) are `points`, and its caps let it give `given`. Empty for points given by hand. */
    public readonly array $rules;
    /** @phpstan-var list<array{rule: string, key: string, kind: string, base: int, rate: int, per: int, points: int, given: int}> The same of what is kept, where something was reversed; else empty. */
    public readonly array $kept;
    /** Of each rule and of the tier's percentage: "down", "up", "half_up" or "half_even"; "" for points given by hand. */
    public readonly string $rounding;
    /** Before the caps over all rules. */
    public readonly int $uncapped;
    /** "order", "action", "adjusted" or "opening" */
    public readonly string $source;
    /** Hash of the version of the programme that awarded it. */
    public readonly string $programmeHash;
    /** @phpstan-var list<array{event: string, points: int}> What took `spent`. */
    public readonly array $draws;
    /** @phpstan-var list<array{event: string, points: int}> What took `reversed`: refunds, cancellations, a referral that was rejected. */
    public readonly array $reversals;

    private function __construct() {}
}

/**
 * A customer's points. earned + restored + in = balance + pending + spent + expired + reversed + out.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Account
{
    /** Can be spent now; negative with a debt. */
    public readonly int $balance;
    public readonly int $pending;
    public readonly int $earned;
    public readonly int $in;
    public readonly int $spent;
    public readonly int $expired;
    public readonly int $reversed;
    public readonly int $out;
    /** Given back of what was spent. */
    public readonly int $restored;
    /** @phpstan-var list<array{event: string, points: int}> Spends that no lot covers, oldest first: they make the balance negative. */
    public readonly array $debts;
    /** @phpstan-var list<array{event: string, points: int}> What gave `restored`. */
    public readonly array $restores;

    private function __construct() {}
}

/**
 * A customer's place among the tiers.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Standing
{
    public readonly string $tier;
    public readonly string $name;
    public readonly string $colour;
    /** JSON Pointer into the version in force. */
    public readonly string $rule;
    /** The metric that reaches it. */
    public readonly int $from;
    /** UTC seconds; null = always. */
    public readonly ?int $since;
    /** Minor units, points or orders in the window. */
    public readonly int $metric;
    /** "spend", "points" or "orders" */
    public readonly string $by;
    /** What the metric counts: "orders", "points", or the currency where it is money. */
    public readonly string $unit;
    /** Key of the tier above; null in the highest. */
    public readonly ?string $next;
    public readonly ?string $nextName;
    /** What is missing to it. */
    public readonly ?int $missing;
    /** When the tier is lost if nothing happens, UTC seconds; null = it is not. */
    public readonly ?int $lostAt;
    /** Key of the tier that it is then. */
    public readonly ?string $lostTo;
    /** It is lost already but for the grace. */
    public readonly bool $grace;
    /** @phpstan-var list<array{at: int, from: ?string, to: ?string, cause: string}> Ascending; cause "reached", "left", "set" or "version". */
    public readonly array $changes;

    private function __construct() {}

    /** "12.40 EUR to Gold", "3 orders to Gold", "250 points to Gold"; "" in the highest. */
    public function progress(): string {}
}

/**
 * A service that a customer may have.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Entitlement
{
    public readonly string $service;
    public readonly string $name;
    /** "information", "advice", "installation", "repair" or "warranty" */
    public readonly string $kind;
    /** Of what was bought: the order and the product; null for those of a tier, a segment or everybody. */
    public readonly ?string $order;
    public readonly ?string $sku;
    public readonly int $pieces;
    /** Null = without limit. */
    public readonly ?int $units;
    public readonly int $booked;
    public readonly int $used;
    public readonly ?int $remaining;
    /** UTC seconds; null = always. */
    public readonly ?int $from;
    /** Half open, null = for ever: the end of a warranty, of a month. */
    public readonly ?int $until;
    public readonly bool $over;

    private function __construct() {}
}

/**
 * One step that made a figure, recomputable by hand.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class ExplainedStep
{
    /** Such as "lot", "rule", "tier", "caps", "draw", "balance": docs/explain.md lists them. */
    public readonly string $figure;
    /** JSON Pointer into the version of the programme; "" where no rule is behind it. */
    public readonly string $rule;
    /** The event behind it; "" where none is. */
    public readonly string $event;
    public readonly string $text;
    /** Points, minor units or orders. */
    public readonly int $value;

    private function __construct() {}
}

/**
 * What the events of one person say under a programme at an instant.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Customer
{
    public readonly string $key;
    /** UTC seconds of the fold. */
    public readonly int $at;
    public readonly Account $account;
    /** @phpstan-var list<PointLot> In the order of award. */
    public readonly array $lots;
    /** Key of the tier; null without tiers. */
    public readonly ?string $tier;
    /** @phpstan-var array<string, int|string|bool|null> Every field that rules may name; money in minor units, instants in UTC seconds, days as "1984-02-29". */
    public readonly array $facts;
    /** Null without tiers. */
    public readonly ?Standing $standing;
    /** @phpstan-var list<Entitlement> In the order of the programme's services; empty for customers of a base. */
    public readonly array $services;
    /** Hash of the programme that they were folded under. */
    public readonly string $programmeHash;
    /** 64 hexadecimal digits: two folds that say the same of lots, figures and tiers have the same. */
    public readonly string $stateHash;
    public readonly string $currency;
    /** What the account counts: "points", or "money" in minor units of the currency. */
    public readonly string $unit;
    /** @phpstan-var array{counters: array<string, list<int>>, goals: list<array{string, int, int}>} How far caps and goals are, by rule key ("" over all rules): what a quote needs. */
    public readonly array $progress;

    /** Its purchases and activities as bytes, for rules; purchases() and activities() read them. */
    public readonly string $rows;

    private function __construct() {}

    /**
     * Folds one customer's own events; no base is needed.
     *
     * @phpstan-param iterable<Event|array{id: string|int, type: string, customer: string|int|null, at: string|int, payload: string, ...}> $events Rows have the payload as Event
     *     has it, which is how a journal keeps it. Events of other customers are refused, but for those whose keys an identities_linked event among them links to this one.
     */
    public static function fold(Programme $programme, string|int $key, iterable $events, \DateTimeInterface|int $at): Customer {}

    /** @phpstan-return list<ExplainedStep> Every figure of the account and the tier: lots, the events and rules that made them, each rounding, what took them. */
    public function explain(): array {}

    /** @phpstan-return list<array{order: int, at: int, amount: int, gross: int, quantity: int, sku: string, category: string, brand: string, channel: string, sale: bool, code: bool, cost: ?int, margin: ?int}> One for each line of the orders that count. docs/customers.md */
    public function purchases(): array {}

    /** @phpstan-return list<array{kind: string, at: int, name: string, via: string, section: string, wanted: ?bool}> */
    public function activities(): array {}

    /** @phpstan-return list<array{key: string, name: string, value: string, part: int, weight: int}> What makes the degree of loyalty: part in millionths. Empty without the programme's loyalty. */
    public function loyalty(Programme $programme): array {}

    /** @phpstan-return list<array{at: int, points: int, notice_at: ?int}> What expires when if it is not spent, ascending; notice_at is when to tell the customer. */
    public function expiring(): array {}
}

/**
 * What append() did.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class AppendResult
{
    public readonly int $appended;
    /** Known already, with the same content. */
    public readonly int $repeated;

    private function __construct() {}
}

/**
 * The customers of a shop: event columns and folded state, in memory of its own under loyalty.base_limit.
 *
 * @strict-properties
 * @not-serializable
 */
final class CustomerBase implements \Countable
{
    public function __construct(Programme $programme) {}

    /**
     * Takes events in, in any order; a repeated one changes nothing. A PDO statement will do: its rows have the columns id, type, customer, at and payload, as
     * Event::fromRow() takes them.
     *
     * @phpstan-param iterable<Event|array<array-key, int|string|null>> $events
     * @throws EventConflictException for a known id with other content; what came before it is kept
     * @throws LimitException if loyalty.base_limit is reached; what came before is kept
     */
    public function append(iterable $events): AppendResult {}

    /**
     * Takes order rows from a file with a header line, without PHP in between. A row is a paid order, one with a negative amount
     * an unmatched refund. The id of row n is "source/row/n/1": the same file appended again changes nothing, a longer one adds
     * its new rows. With FileFormat::Ndjson each line is an event, and $source and $columns say nothing.
     *
     * @phpstan-param array<string, string> $columns The file's column names by ours: customer, at (UTC seconds, or ISO 8601 with an offset) and amount (minor units) or total (a decimal number); if wanted also channel, category, brand, sku, quantity, sale. docs/base.md
     * @throws LoyaltyException naming the line that does not parse, and the likely cause; nothing of the file is kept then
     * @throws EventConflictException naming the line whose id is another event's, and that event's line where it is of the same file
     */
    public function appendFile(string $path, string $source, array $columns = ["customer" => "customer", "at" => "ts", "amount" => "amount"], FileFormat $format = FileFormat::Tsv): AppendResult {}

    /**
     * Writes the base to a file that open() maps: to a temporary name, then renamed; mode 0600. The file at the path is the old one or the new one, whatever
     * happens. docs/base.md
     *
     * @phpstan-param ?int $position Up to where the journal was read, at least 0; position() gives it back. null: what the opened file says, or was saved last.
     * @throws LoyaltyException if another process saves to this path, or it cannot be written
     */
    public function save(string $path, ?int $position = null): void {}

    /**
     * A base from such a file, mapped, not loaded: workers share it. Events that come later stay in this process until save().
     *
     * @param Programme $programme The one it was saved under.
     * @throws LoyaltyException for a file that is truncated, foreign, of another version or another programme
     */
    public static function open(string $path, Programme $programme): CustomerBase {}

    /** @phpstan-return list<string> What was altered in the file behind an open()ed base: sections by name; empty = nothing. Reads the whole file. */
    public function verify(): array {}

    /** What save() was told, or the file says: where to go on reading. What is read again changes nothing. */
    public function position(): ?int {}

    /** Sets the instant of every figure and folds all customers. Later append()s re-fold the customers they touch. */
    public function fold(\DateTimeInterface|int $at): void {}

    /** Customers that have events. */
    public function count(): int {}

    /**
     * One customer whole, as Customer::fold() of the events would give it, with the scores that were applied. ValueError if the key is unknown.
     *
     * @phpstan-param \DateTimeInterface|int|null $at Another instant than the base's: for a page, between two folds.
     */
    public function customer(string|int $key, \DateTimeInterface|int|null $at = null): Customer {}

    public function has(string|int $key): bool {}

    /** 64 hexadecimal digits over the state of every customer: the same as folding each alone. */
    public function stateHash(): string {}

    /** What the shop will owe if nobody earns or spends, month by month, and what of it is likely never to be used. docs/replay.md */
    public function forecast(\DateTimeInterface|int $at, int $months = 12): Forecast {}

    /** All customers for whom the rule is true. */
    public function select(Segment|string $rule): CustomerSet {}

    /** Those who are in a segment by their latest Event::segment() up to the instant of the fold: what was written down, not what the rule says now. */
    public function recorded(string $segment): CustomerSet {}

    /** Keeps a segment's members up to date. */
    public function watch(Segment|string $rule): SegmentWatch {}

    /** The instant of the last fold; null before it. */
    public function foldedAt(): ?int {}

    /**
     * Writes the tables of docs/sql.md as text for the engines' loaders: customer.tsv, purchase.tsv, activity.tsv in a folder that exists.
     *
     * @param string $nulls What stands for null: "\N" for MariaDB, PostgreSQL and ClickHouse.
     * @phpstan-return array{customers: int, purchases: int, activities: int} rows
     */
    public function exportTables(string $folder, string $nulls = "\\N"): array {}

    public function all(): CustomerSet {}

    /** @phpstan-return array<string, int> Sums over all customers: each point field of the facts, orders, spent, spent_gross, refunded, customers, anonymous_orders, anonymous_amount. */
    public function totals(): array {}

    /** @phpstan-return list<array{month: string, orders: int, amount: int, refunded: int, buyers: int, anonymous_orders: int, anonymous_amount: int, earned: int, reversed: int, spent: int, expired: int, in: int, out: int, restored: int}> By local month, without gaps. */
    public function months(): array {}

    /** @phpstan-return array<string, int> Customers by tier key, in tier order. */
    public function tiers(): array {}

    /**
     * The figures of the whole shop at an instant; no fold is needed. docs/indicators.md
     *
     * @param \DateTimeInterface|int|null $from The beginning of the period whose figures are asked for; null = everything.
     */
    public function indicators(\DateTimeInterface|int $at, \DateTimeInterface|int|null $from = null): Indicators {}

    /** What one customer's purchases look like up to an instant. ValueError if the key is unknown. docs/indicators.md */
    public function habits(string|int $key, \DateTimeInterface|int $at): Habits {}

    /**
     * How far a goal of the programme is, and whether it is the shop's doing. docs/indicators.md
     *
     * @param KeyRing $keys Who is left alone is drawn with its key.
     */
    public function goal(string $key, KeyRing $keys, \DateTimeInterface|int $at): Goal {}

    /** Writes rfm_recency, rfm_frequency and rfm_monetary of every customer that was scored; others become null. */
    public function applyRfm(RfmScores $scores): void {}

    /** Writes p_alive and expected_orders (in millionths) and clv of every customer that a model was asked for; others become null. docs/clv.md */
    public function applyClv(Clv\Predictions $predictions): void {}

    /** @phpstan-return array{customers: int, events: int, lines: int, bytes: int, bytes_per_customer: int, bytes_per_event: int, mapped: int, rows: int} Bytes are those of this process; mapped ones are the file's, shared by all that have it open. Rows: purchases and activities that are ready for rules; 0 = the first that aggregates makes them. */
    public function stats(): array {}
}

/**
 * Figures of a whole shop. Money in minor units, after refunds unless it says otherwise; shares are 0 to 1 and null where there is nothing to share. docs/indicators.md
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Indicators
{
    public readonly int $at;
    /** Null = everything up to then. */
    public readonly ?int $from;
    /** @phpstan-var array{all: int, new: int, returning: int, orders: int, orders_new: int, orders_returning: int, amount: int, amount_new: int, amount_returning: int} In the period; new = the first order of all lies in it. */
    public readonly array $buyers;
    /** @phpstan-var array{all: int, new: int, returning: int, visits: int, visits_new: int, visits_returning: int, anonymous: int} In the period; new = the first visit of all lies in it; anonymous are visits of nobody known. */
    public readonly array $visitors;
    /** @phpstan-var list<array{month: string, orders: int, amount: int, buyers_new: int, buyers_returning: int, amount_new: int, amount_returning: int, visits: int, visitors_new: int, visitors_returning: int}> By local month of the period, without gaps. */
    public readonly array $months;
    /** @phpstan-var list<array{from: int, to: ?int, customers: int}> Orders in the period by buyer. */
    public readonly array $purchaseFrequency;
    /** @phpstan-var list<array{from: int, to: ?int, customers: int}> Local days since the last order, of all who ever bought. */
    public readonly array $purchaseRecency;
    /** @phpstan-var list<array{from: int, to: ?int, customers: int}> */
    public readonly array $visitFrequency;
    /** @phpstan-var list<array{from: int, to: ?int, customers: int}> */
    public readonly array $visitRecency;
    /** @phpstan-var array{visits: int, known: int, direct: int, share: ?float, judgement: string, text: string, by: array<string, int>} How visits of the period came. judgement: unknown, low, fair, high. */
    public readonly array $sources;
    /** @phpstan-var list<array{message: string, channel: string, sent: int, opened: int, clicked: int, orders: int, amount: int, open_rate: ?float, click_rate: ?float, order_rate: ?float}> Of those sent in the period, most first. */
    public readonly array $messages;
    /** @phpstan-var array{sent: int, opened: int, clicked: int, orders: int, amount: int, open_rate: ?float, click_rate: ?float, order_rate: ?float, subscribers: int, above: int, about: int, below: int, hours: list<int>, best_hour: ?int} The same over all messages; subscribers by whether they open more than the whole; openings and clicks by local hour. */
    public readonly array $mail;
    /** @phpstan-var list<array{section: string, visits: int, opened: int, clicked: int, customers: int}> The most engaging first. */
    public readonly array $sections;
    /** @phpstan-var list<array{channel: string, orders: int, amount: int, customers: int, anonymous_orders: int, anonymous_amount: int}> Where orders of the period were made; anonymous amounts are before refunds. */
    public readonly array $channels;
    /** @phpstan-var array{customers: int, average: ?float, distribution: list<array{from: int, to: int, customers: int}>, parts: list<array{key: string, name: string, weight: int, average: ?float}>}|null The degree of loyalty; null without the programme's loyalty. */
    public readonly ?array $loyalty;
    /** @phpstan-var array{customers: int, again: int, rate: ?float, within: list<array{days: int, customers: int, again: int, rate: ?float}>} Who ever bought, and bought again; within so many days, of those whose first order is as old. */
    public readonly array $repeat;
    /** @phpstan-var array{gaps: int, customers: int, mean: ?float, sd: ?float, median: ?float} Days between consecutive purchase days. */
    public readonly array $gaps;
    /** @phpstan-var list<array{month: string, customers: list<int>, amounts: list<int>}> By month of the first order: who bought so many months later, and for how much. */
    public readonly array $cohorts;
    /** @phpstan-var array{first: array{orders: int, amount: int, average: ?float}, second: array{orders: int, amount: int, average: ?float}, regular: array{orders: int, amount: int, average: ?float}} First, second and later orders, of those in the period. */
    public readonly array $baskets;
    /** @phpstan-var array{amount: int, sale: int, code: int, either: int, share: ?float, buyers: int, only: int, margin: int, margin_amount: int, margin_promotion: int, margin_promotion_amount: int} What was bought on sale or by code, who bought nothing else, and the margin where the cost is known. */
    public readonly array $promotion;
    /** @phpstan-var array{products: int, amount: int, concentration: ?float, alike: ?float, top: list<array{sku: string, amount: int, quantity: int, customers: int}>} Before refunds. concentration: the sum of squared shares; alike: as many products of equal sales would have it. */
    public readonly array $products;

    private function __construct() {}

    /**
     * What the share of visits says that come by themselves, of visits of which it is known how they came: for those that no event tells of.
     *
     * @phpstan-return array{share: ?float, judgement: string, text: string} judgement: unknown, low, fair, high.
     */
    public static function direct(int $known, int $direct): array {}

    /**
     * One subscriber against the whole: their open rate, its interval, and whether that is more than the whole's, less, or cannot be told.
     *
     * @phpstan-return array{sent: int, opened: int, rate: ?float, low: float, high: float, whole: ?float, judgement: string, text: string} judgement: unknown, above, about, below.
     */
    public function subscriber(Customer $customer): array {}
}

/**
 * One customer's purchases in figures. Money in minor units.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Habits
{
    public readonly int $orders;
    /** Before refunds. */
    public readonly int $gross;
    public readonly int $largest;
    public readonly int $refunds;
    /** All refunds, those that name no order too. */
    public readonly int $refunded;
    /** gross less refunded. */
    public readonly int $net;
    /** Local days as "2011-12-07". */
    public readonly ?string $firstDay;
    public readonly ?string $lastDay;
    public readonly int $purchaseDays;
    /** Days between consecutive purchase days. */
    public readonly ?float $gapMean;
    public readonly ?float $gapMedian;
    /** Null below two gaps. */
    public readonly ?float $gapSd;
    /** Local months with a purchase. */
    public readonly int $activeMonths;
    /** Different SKUs with an amount. */
    public readonly int $products;
    /** The sum of squared shares of what was spent by SKU: 1 = all on one product. */
    public readonly ?float $concentration;
    public readonly ?string $topProduct;
    public readonly ?float $topShare;
    /** Of gross, on sale or in an order with a code. */
    public readonly ?float $promotionShare;

    private function __construct() {}
}

/**
 * How far a loyalty action is.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Goal
{
    public readonly string $key;
    public readonly string $name;
    /** planned, running or over. */
    public readonly string $state;
    public readonly int $from;
    public readonly int $until;
    /** Customers of the target group, and who of them has done it. */
    public readonly int $customers;
    public readonly int $done;
    public readonly ?float $share;
    /** What was wanted: the share, and how many customers that is. */
    public readonly float $wantedShare;
    public readonly int $wanted;
    public readonly bool $reached;
    /** @phpstan-var array{customers: int, done: int, share: ?float, low: float, high: float} Those whom the action is for, with the interval of the share. */
    public readonly array $treated;
    /** @phpstan-var array{customers: int, done: int, share: ?float, low: float, high: float} Those who are left alone. */
    public readonly array $heldOut;
    /** @phpstan-var array{share: float, low: float, high: float, customers: float}|null What the action did: the difference of the shares, its interval, and customers who would not have done it. Null without customers on both sides. */
    public readonly ?array $uplift;
    /** works, harms or unclear. */
    public readonly string $judgement;
    public readonly string $text;

    private function __construct() {}

    /** Whether a customer is one of those whom the action leaves alone: no message, no coupon of it. Needs no base. */
    public static function isHeldOut(Programme $programme, string $key, KeyRing $keys, string|int $customer): bool {}
}

/**
 * A set of customers of one base. Iterates over the keys in canonical order.
 *
 * @implements \IteratorAggregate<int, string>
 * @strict-properties
 */
final class CustomerSet implements \Countable, \IteratorAggregate
{
    private function __construct() {}

    public function count(): int {}

    public function contains(string|int $key): bool {}

    public function and(CustomerSet $other): CustomerSet {}

    public function or(CustomerSet $other): CustomerSet {}

    public function andNot(CustomerSet $other): CustomerSet {}

    /** @phpstan-return list<string> */
    public function keys(): array {}

    /** @phpstan-return \Iterator<int, string> */
    public function getIterator(): \Iterator {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * Figures in points; money in minor units.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Forecast
{
    /** Left in all lots at the instant, and what customers owe. */
    public readonly int $owed;
    public readonly int $debts;
    public readonly Money $liability;
    /** Of owed, what never expires. */
    public readonly int $never;
    /** Points of lots that are over, and those of them that expired: their share is the breakage. */
    public readonly int $matured;
    public readonly int $maturedExpired;
    /** Basis points; null if nothing has matured yet. */
    public readonly ?int $breakage;
    public readonly int $expectedExpired;
    /** The liability less what is likely to expire. */
    public readonly Money $expected;
    /** @phpstan-var list<array{month: string, due: int, expected: int, owed: int}> */
    public readonly array $months;

    private function __construct() {}
}

/**
 * The whole history of a shop under two programmes, side by side: "now" is the base's, "changed" the other. docs/replay.md
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Replay
{
    /** UTC seconds. */
    public readonly int $at;
    public readonly int $customers;
    /** Whose points or tier differ. */
    public readonly int $affected;
    /** @phpstan-var array{now: array<string, int>, changed: array<string, int>} Sums: balance, pending, earned, reversed, restored, spent, expired, in, out. */
    public readonly array $totals;
    /** @phpstan-var list<array{month: string, now: array{earned: int, reversed: int, spent: int, expired: int, in: int, out: int, restored: int, owed: int, liability: int}, changed: array{earned: int, reversed: int, spent: int, expired: int, in: int, out: int, restored: int, owed: int, liability: int}}> By local month, without gaps; owed at its end in points, liability in minor units. */
    public readonly array $months;
    /** @phpstan-var list<array{now: ?string, changed: ?string, customers: int}> Customers by their tier on both sides; pairs without customers are left out. */
    public readonly array $tiers;
    /** @phpstan-var list<array{customer: string, now: int, changed: int, tier_now: ?string, tier_changed: ?string}> The thirty who lose most points (balance and pending). */
    public readonly array $hardest;
    /** @phpstan-var list<array{customer: string, now: int, changed: int, tier_now: ?string, tier_changed: ?string}> The thirty who gain most. */
    public readonly array $gaining;
    /** @phpstan-var list<array{rule: string, now: int, changed: int}> Points kept by rule key; then "tiers" for their percentage and "caps" (negative) for what caps over all rules cut. */
    public readonly array $rules;
    /** 64 hexadecimal digits over all of it. */
    public readonly string $hash;

    private function __construct() {}

    /**
     * Folds every customer twice; the base stays as it is.
     *
     * @phpstan-param ?callable(int, int): (bool|void) $progress Called with how many are done of how many; false stops.
     * @throws LoyaltyException if it was stopped
     */
    public static function run(CustomerBase $base, Programme $changed, \DateTimeInterface|int $at, ?callable $progress = null): Replay {}
}

/**
 * How recency, frequency and money become scores. Formulas: docs/rfm.md.
 *
 * @strict-properties
 * @not-serializable
 */
final class Rfm
{
    private function __construct() {}

    /**
     * The rules of R's rfm: cuts at quantiles of type 7, plus 1. Equal values score equal. 2 to 20 bins.
     *
     * @param int $unit What that 1 is of money, in minor units: 100 scores as the package does when it is given euros instead of cents.
     */
    public static function quantiles(int $bins = 5, int $unit = 1): Rfm {}

    /** The recipe in use with pandas: quantiles, of frequency those of the ranks, so that no score stays empty where many bought once. Ties of frequency are split by key, as ntile() does. */
    public static function ranked(int $bins = 5): Rfm {}

    /** SQL's NTILE(k): groups of equal size; ties are split by key, keys that look like integers in numeric order. */
    public static function ntile(int $bins = 5): Rfm {}

    /**
     * Cuts given by hand: the lower bounds of scores 2 to k, ascending, as many for each (recency in days).
     *
     * @phpstan-param list<int> $recency
     * @phpstan-param list<int> $frequency
     * @phpstan-param list<int> $monetary
     */
    public static function cuts(array $recency, array $frequency, array $monetary): Rfm {}

    /**
     * Scores the customers of a base with at least one row; recency in whole local days before the instant.
     *
     * @param \DateTimeInterface|int|null $since A window: only what happened from this instant on is looked at.
     * @phpstan-param ?int $days Another: only the last so many local days, that of the instant not among them but looked at too ("90 days ago" of a rule).
     */
    public function score(CustomerBase $base, \DateTimeInterface|int $at, RfmBasis $basis = RfmBasis::Gross, \DateTimeInterface|int|null $since = null, ?int $days = null): RfmScores {}

    /**
     * Scores rows that are aggregated already.
     *
     * @phpstan-param iterable<array{string|int, int, int, int}> $rows key, recency in days, number of purchases, amount in minor units
     */
    public function scoreRows(iterable $rows): RfmScores {}
}

/**
 * @strict-properties
 * @not-serializable
 */
final readonly class RfmScore
{
    public readonly string $key;
    public readonly int $recencyDays;
    public readonly int $purchases;
    public readonly int $amount;
    public readonly int $recency;
    public readonly int $frequency;
    public readonly int $monetary;

    private function __construct() {}
}

/**
 * Scores of many customers, iterated in canonical order of their keys.
 *
 * @strict-properties
 * @not-serializable
 */
final class RfmScores implements \Countable, \IteratorAggregate
{
    private function __construct() {}

    public function count(): int {}

    public function bins(): int {}

    /** ValueError if the customer was not scored. */
    public function get(string|int $key): RfmScore {}

    /** @phpstan-return array{recency: list<float>, frequency: list<float>, monetary: list<float>} The lower bounds of scores 2 to k, of recency from small to large. An empty list where groups are of equal size: NTILE, frequency by ranks. */
    public function cuts(): array {}

    /** @phpstan-return array<string, array{customers: int, purchases: int, amount: int}> by segment, in table order, empty ones included */
    public function segments(RfmTable|RfmSegments $table): array {}

    /**
     * Who was where, and is where now. Customers are told apart by their keys.
     *
     * @phpstan-return list<array{from: ?string, to: ?string, customers: int}> In table order, without empty ones; null = not scored then.
     */
    public function transitions(RfmScores $later, RfmTable|RfmSegments $table): array {}

    /** @phpstan-return list<string> The keys of those who were in one segment and are in the other, in canonical order; null = not scored then. */
    public function moved(RfmScores $later, RfmTable|RfmSegments $table, ?string $from, ?string $to): array {}

    /** Those in a segment of a table, as a set of the base that was scored. */
    public function select(RfmTable|RfmSegments $table, string $segment): CustomerSet {}

    /** @phpstan-return list<array{recency: int, frequency: int, customers: int, amount: int}> Every cell, empty ones included. */
    public function heatmap(): array {}

    /** @phpstan-return list<array{recency: int, frequency: int, monetary: int, customers: int}> Cells that are not empty. */
    public function histogram(): array {}

    /** @phpstan-return \Iterator<int, RfmScore> */
    public function getIterator(): \Iterator {}
}

/**
 * A shop's own table of named segments. The first that matches wins; what none matches is "Others".
 *
 * @strict-properties
 * @not-serializable
 */
final class RfmSegments
{
    /**
     * @phpstan-param list<array{name: string, recency: array{int, int}, frequency: array{int, int}, monetary: array{int, int}, advice?: string}> $segments 1 to 63 of different names. Ranges are of scores, both ends in; 20 as the upper end means "and above".
     */
    public function __construct(array $segments) {}

    /** The name of a cell. */
    public function segment(int $recency, int $frequency, int $monetary): string {}

    /** @phpstan-return list<string> The names in table order, "Others" last. */
    public function segments(): array {}

    /** @phpstan-return array<string, string> What to do, by name, where it was said. */
    public function advice(): array {}

    /** @phpstan-return list<array{recency: int, frequency: int, monetary: int}> Cells that are left to "Others". */
    public function gaps(int $bins = 5): array {}

    /** @phpstan-return list<string> Names that nobody can get, since others stand before them. */
    public function hidden(int $bins = 5): array {}
}

/**
 * The keys of a shop. They live in one guarded page, and show in no dump, trace or serialisation.
 *
 * @strict-properties
 * @not-serializable
 */
final class KeyRing
{
    private function __construct() {}

    /**
     * A new ring with a new key for short codes, one for public and one for shared tokens.
     *
     * @phpstan-param ?string $domain Shop id and environment, 1 to 255 bytes; null draws a random shop id: "7K2M…/live". It is no URL: a shop may move.
     */
    public static function create(?string $domain = null): KeyRing {}

    /**
     * A ring of given keys. Its key for pseudonyms is derived from the one in the lowest slot.
     *
     * @phpstan-param array<int, string> $keys 32 bytes by slot (0 to 7)
     * @param int $issuing The slot that new codes are signed with.
     * @phpstan-param ?string $tokenSeed Ed25519 seed of the key of public tokens, 32 bytes.
     * @phpstan-param ?string $tokenKey Key of shared tokens, 32 bytes.
     */
    public static function import(string $domain, #[\SensitiveParameter] array $keys, int $issuing, #[\SensitiveParameter] ?string $tokenSeed = null, #[\SensitiveParameter] ?string $tokenKey = null): KeyRing {}

    /**
     * A partner's ring: verifies public tokens of the domain and signs nothing.
     *
     * @phpstan-param array<string> $publicKeys 32 bytes or 64 hexadecimal digits each, as publicKeys() of the shop's ring gives them. ValueError for what is no key (points of small order among them).
     */
    public static function partner(string $domain, array $publicKeys): KeyRing {}

    /** Reads a file that save() wrote; refused if group or others can read it, or if it is not the user's who runs this. */
    public static function open(string $path): KeyRing {}

    /** Writes the ring unsealed, mode 0600, whole or not at all. */
    public function save(string $path): void {}

    /** The ring for backup and transfer, sealed with a passphrase of at least 12 bytes (Argon2id, XSalsa20-Poly1305), as printable text. Takes about a second. */
    public function export(#[\SensitiveParameter] string $passphrase): string {}

    /** @throws LoyaltyException if the passphrase is another one, or the text was altered */
    public static function importSealed(string $sealed, #[\SensitiveParameter] string $passphrase): KeyRing {}

    public function domain(): string {}

    /** @phpstan-return array<int, string> "active", "verify" or "retired" by slot */
    public function slots(): array {}

    /** @phpstan-return array<int, array{type: string, state: string, id: string}> Keys of tokens by slot: type "public" or "shared", id as 8 hexadecimal digits. */
    public function tokenKeys(): array {}

    /** @phpstan-return array<string> For partners: the public keys that verify, 64 hexadecimal digits by key id. */
    public function publicKeys(): array {}

    /**
     * Puts a new key into a free slot and signs with it from now on; the old one verifies on. Returns the slot. A slot is free if it was
     * never used, or retired with an instant that has passed: a number that good codes carry is not given to another key.
     *
     * @param string $kind "short", "public" or "shared"
     */
    public function rotate(string $kind = "short", \DateTimeInterface|int|null $at = null): int {}

    /**
     * Forgets a key that does not sign; its codes are refused from now on.
     *
     * @phpstan-param \DateTimeInterface|int|null $notAfter When the last of its codes has run out and the slot may take a new key; null = never.
     */
    public function retire(int $slot, string $kind = "short", \DateTimeInterface|int|null $notAfter = null): void {}

    /**
     * A tag over a message for one purpose of the shop's own (journal heads, invitations): 64 hexadecimal digits under a key of the ring, which
     * nobody without the ring can make. Compare with hash_equals().
     *
     * @param string $purpose 1 to 64 bytes; tags of one purpose are worth nothing for another.
     */
    public function tag(string $purpose, string $message): string {}

    /** A stable pseudonym of a person (a customer key, an e-mail address in canonical form): 32 hexadecimal digits under a key of the ring. */
    public function pseudonym(string $canonical): string {}
}

/**
 * Words that no code shall show, in any reading of its symbols (0 for O, 3 for E …).
 *
 * @strict-properties
 * @not-serializable
 */
final class WordFilter implements \Countable
{
    /** @phpstan-param iterable<string> $words Letters and digits, 3 to 24 of them; words of other scripts are left out. */
    public function __construct(iterable $words) {}

    /** Whether one of the words stands in a code. */
    public function matches(string $code): bool {}

    /** Words that were taken. */
    public function count(): int {}
}

/**
 * One batch of codes: all that a shop stores of them until one is used.
 *
 * @strict-properties
 */
final readonly class CouponBatch
{
    public readonly string $campaign;
    public readonly int $firstSerial;
    /** Codes; its serials are as many more as were skipped. */
    public readonly int $count;
    /** UTC seconds. */
    public readonly int $issuedAt;
    /** Of the version of the programme whose terms hold. */
    public readonly string $programmeHash;
    /** Slot of the key that signed. */
    public readonly int $key;
    /** @phpstan-var ?list<string> The i-th code is bound to customer i; null = not bound. */
    public readonly ?array $customers;
    /** @phpstan-var ?list<string> The i-th code is personalised with name i: 2 to 12 letters A to Z; "" = a plain code. */
    public readonly ?array $names;
    /** @phpstan-var list<int> Offsets from firstSerial, ascending: serials whose codes would have offended. */
    public readonly array $skipped;

    /**
     * @phpstan-param ?list<string> $customers As many as $count.
     * @phpstan-param ?list<string> $names As many as $count.
     * @phpstan-param list<int> $skipped
     */
    public function __construct(string $campaign, int $firstSerial, int $count, int $issuedAt, string $programmeHash, int $key, ?array $customers = null, ?array $names = null, array $skipped = []) {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * What a full token says of itself.
 *
 * @strict-properties
 */
final readonly class CouponTerms
{
    /** Percent, Fixed, FreeShipping, Points or Gift. */
    public readonly DiscountKind $kind;
    /** Basis points 1 to 10,000, minor units, points, or the gift's number; 0 for free shipping. */
    public readonly int $value;
    /** Three letters; there with a fixed value, a minimum or a maximum. */
    public readonly ?string $currency;
    /** Minor units. */
    public readonly ?int $minimumOrder;
    /** UTC seconds. */
    public readonly ?int $notBefore;
    /** UTC seconds, half open. */
    public readonly ?int $expiresAt;
    /** A pseudonym as KeyRing::pseudonym() makes it: 32 hexadecimal digits. */
    public readonly ?string $customer;
    public readonly bool $emailOnly;
    /** The campaign restricts categories. */
    public readonly bool $categories;
    public readonly bool $combinable;
    /** For whom, at most 64 bytes. */
    public readonly ?string $name;
    /** Minor units. */
    public readonly ?int $maximumDiscount;

    /** ValueError for a field that is out of range, missing or not of the kind. */
    public function __construct(DiscountKind $kind, int $value = 0, ?string $currency = null, ?int $minimumOrder = null, ?int $notBefore = null, ?int $expiresAt = null, ?string $customer = null, bool $emailOnly = false, bool $categories = false, bool $combinable = true, ?string $name = null, ?int $maximumDiscount = null) {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * A genuine code, read. Only verify() makes one: store the code and verify it again, never the record.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Coupon
{
    /** The code in canonical form, without dashes but the one behind a name, which is folded: "MAR1A-G04N…"; of a token "C1P.…". */
    public readonly string $code;
    public readonly int $campaignNumber;
    public readonly int $serial;
    /** Slot of the key. */
    public readonly int $key;
    /** Key of the campaign; null where no programme was given. */
    public readonly ?string $campaign;
    /** UTC seconds, half open; null = for ever or not known. */
    public readonly ?int $expiresAt;
    /** The customer to whom it is bound; null = anyone. A token is bound by terms->customer. */
    public readonly ?string $customer;
    /** "short", "public" or "shared" */
    public readonly string $format;
    /** Of a personalised code, as typed folds it; else null. */
    public readonly ?string $name;
    /** Of the version whose terms hold; null where no programme was given. */
    public readonly ?string $programmeHash;
    /** Of a token. */
    public readonly ?CouponTerms $terms;

    private function __construct() {}

    /** "G04N-X7…": groups of four; a token as it is. */
    public function display(): string {}
}

/**
 * Issues and verifies codes. Without a programme it signs and checks bare campaign numbers and serials.
 *
 * @strict-properties
 * @not-serializable
 */
final class Coupons
{
    /**
     * @phpstan-param Programme|list<Programme>|null $programmes The versions whose batches are out, in the order in which they came into force; the last one is current. ValueError if the same number is another format or length in two.
     * @phpstan-param list<CouponBatch> $batches What was issued: only these serials are known. ValueError for a batch of a programme that is not among $programmes.
     * @phpstan-param ?WordFilter $words What new batches of short codes skip.
     */
    public function __construct(KeyRing $keys, Programme|array|null $programmes = null, array $batches = [], ?WordFilter $words = null) {}

    /**
     * Describes a new batch under the current version; store it before the first code leaves. ValueError for an unknown, closed or automatic
     * campaign, or serials that a known batch has. With a word filter it makes every code once to see which serials to skip. The new batch
     * is known from then on; where storing it failed, ask a new Coupons.
     *
     * @phpstan-param int|list<string> $customers How many, or whom each code is bound to.
     * @phpstan-param ?list<string> $names Personalises: one for each code, 2 to 12 letters A to Z, "" = a plain code. Codes of 20 symbols, and tokens, which say the name.
     */
    public function newBatch(string $campaign, int|array $customers, \DateTimeInterface|int $at, ?int $firstSerial = null, ?array $names = null): CouponBatch {}

    /** The codes of a batch, from the $from-th (0 based), in constant memory: any part of it, by any number of workers. */
    public function issueMany(CouponBatch $batch, int $from = 0, ?int $count = null): CouponStream {}

    /** One bare code; length is 12, 16, 20 or 24 symbols. With a name (2 to 12 letters A to Z) it is personalised: "MARIA-…", 20 symbols. */
    public function issue(int $campaignNumber, int $serial, int $length = 20, ?string $name = null): string {}

    /**
     * One bare token that carries its terms, signed for partners ("public": they need the public key only) or with a shared key.
     *
     * @param string $format "public" or "shared"
     */
    public function token(int $campaignNumber, int $serial, CouponTerms $terms, string $format = "public"): string {}

    /**
     * Reads a short code, a personalised one or a token. Never repairs. @throws CouponException with the reason
     *
     * @phpstan-param ?int $at UTC seconds; DateTime is taken too. Null checks no window (bare codes).
     */
    public function verify(string $code, \DateTimeInterface|int|null $at = null): Coupon {}

    /**
     * At most two repairs of a mistyped code, each confirmed by its tag. Charge each as an attempt.
     *
     * @phpstan-return list<string>
     */
    public function suggest(string $code): array {}
}

/**
 * What the shop's ledger says of a code (or of an automatic offer: the campaign's key in place of the code) at the moment.
 *
 * @strict-properties
 */
final readonly class CouponUsage
{
    /** As Coupon::$code has it. */
    public readonly string $code;
    /** Of the code, held ones included. */
    public readonly int $uses;
    /** Of the campaign by this customer. */
    public readonly int $customerUses;
    public readonly int $campaignUses;
    /** Given away by the campaign, minor units. */
    public readonly int $campaignSpent;
    /** The shop has withdrawn the code. */
    public readonly bool $revoked;

    /** None is negative. */
    public function __construct(string $code, int $uses = 0, int $customerUses = 0, int $campaignUses = 0, int $campaignSpent = 0, bool $revoked = false) {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * Codes, one by one; keys are serials.
 *
 * @strict-properties
 * @not-serializable
 */
final class CouponStream implements \Iterator, \Countable
{
    private function __construct() {}

    public function count(): int {}

    public function current(): string {}

    public function key(): int {}

    public function next(): void {}

    public function rewind(): void {}

    public function valid(): bool {}
}

/** @strict-properties */
final readonly class CartLine
{
    public readonly string $sku;
    public readonly int $quantity;
    public readonly Money $unitPrice;
    /** The first of the categories, "" without any: what orders remember. */
    public readonly string $category;
    public readonly bool $sale;
    /** @phpstan-var list<string> */
    public readonly array $categories;
    /** Millionths: 190000 = 19 %. */
    public readonly int $taxRate;
    /** Unit price in millionths of the currency's unit, without and with tax; null = as unitPrice says. Ways of shop systems reckon with them. */
    public readonly ?int $netMillionths;
    public readonly ?int $grossMillionths;
    public readonly string $brand;

    /**
     * @param int $quantity 0 = not in the cart, but a product that a gift may add.
     * @param Money $unitPrice Not negative; with tax if the cart says so.
     * @phpstan-param string|list<string> $category All categories of the product, the main one first.
     */
    public function __construct(string $sku, int $quantity, Money $unitPrice, string|array $category = "", bool $sale = false, int $taxRate = 0, ?int $netMillionths = null, ?int $grossMillionths = null, string $brand = "") {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/** @strict-properties */
final readonly class Cart
{
    /** @var non-empty-list<CartLine> */
    public readonly array $lines;
    public readonly Money $shipping;
    /** Prices and shipping have their tax in them. */
    public readonly bool $taxIncluded;
    /** Millionths. */
    public readonly int $shippingTaxRate;
    /** By which link the shopper came; codes for e-mail only ask for it. */
    public readonly ?Channel $channel;
    /** In millionths of the unit, without and with tax; null = as $shipping says. */
    public readonly ?int $shippingNetMillionths;
    public readonly ?int $shippingGrossMillionths;
    /** WooCommerce: the goods as the cart shows them, in millionths; null = the sum of the lines. */
    public readonly ?int $displayedMillionths;
    /** Where the order is made: "shop", "online", "catalogue"; what earn rules call its channel. */
    public readonly string $salesChannel;
    /** How many points the customer wants to spend on it; what may be spent is the most. */
    public readonly int $pointsToSpend;

    /**
     * @phpstan-param list<CartLine> $lines
     * @param Money $shipping Names the currency; all lines have the same.
     */
    public function __construct(array $lines, Money $shipping, bool $taxIncluded = true, int $shippingTaxRate = 0, ?Channel $channel = null, ?int $shippingNetMillionths = null, ?int $shippingGrossMillionths = null, ?int $displayedMillionths = null, string $salesChannel = "", int $pointsToSpend = 0) {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * What one code or automatic offer takes off or gives.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Discount
{
    /** "" for an automatic offer. */
    public readonly string $code;
    public readonly string $campaign;
    /** Of the campaign's first benefit. */
    public readonly DiscountKind $kind;
    /** Off goods and shipping. */
    public readonly Money $amount;
    /** Points on top, of a points coupon or a multiplier. */
    public readonly int $points;
    /** @phpstan-var list<int> Minor units off each line of the cart. */
    public readonly array $lines;
    /** Off shipping. */
    public readonly Money $shipping;
    /** SKU of a product that comes for nothing. */
    public readonly ?string $gift;
    /** The cart has no piece of the gift: the shop adds one. */
    public readonly bool $giftMissing;
    /** @phpstan-var list<string> SKUs that the code lets buy early. */
    public readonly array $opens;
    /** PrestaShop's way: what its calculator subtracts, in millionths of the unit; else null. */
    public readonly ?int $netMillionths;
    public readonly ?int $grossMillionths;

    private function __construct() {}
}

/**
 * A code that does not apply, with what would make it work.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class RejectedCoupon
{
    public readonly string $code;
    public readonly CouponError $reason;
    /** For staff: "the order is 4.20 GBP below the minimum of 30.00 GBP". */
    public readonly string $message;
    /** For the shopper. */
    public readonly string $publicMessage;

    private function __construct() {}
}

/**
 * @strict-properties
 * @not-serializable
 */
final readonly class QuoteLine
{
    public readonly string $sku;
    public readonly Money $amount;
    public readonly Money $discount;
    /** Amount less discount. */
    public readonly Money $total;
    public readonly int $points;
    /** In the total, or on top of it where prices are without tax. */
    public readonly Money $tax;
    /** PrestaShop's way: what is left of the line, in millionths of the unit; else null. */
    public readonly ?int $netMillionths;
    public readonly ?int $grossMillionths;

    private function __construct() {}
}

/**
 * One step that made a figure, recomputable by hand.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class QuoteStep
{
    /** Such as "goods", "discount", "points". */
    public readonly string $figure;
    /** JSON Pointer into the programme; "" where no rule is behind it. */
    public readonly string $rule;
    /** "10 % of 45.90 GBP = 4.59 GBP, rounded half up" */
    public readonly string $text;
    /** Minor units or points. */
    public readonly int $value;

    private function __construct() {}
}

/**
 * @strict-properties
 * @not-serializable
 */
final readonly class Quote
{
    public readonly Money $goods;
    public readonly Money $shipping;
    /** Off goods and shipping together. */
    public readonly Money $discount;
    /** What the customer pays: tax is in it. */
    public readonly Money $total;
    /** Of goods and shipping after discounts, each line and the shipping rounded half up. */
    public readonly Money $tax;
    /** What this order earns. */
    public readonly int $points;
    /** The most points that may be spent on it by this customer. */
    public readonly int $spendable;
    public readonly Money $spendableWorth;
    /** Points taken off this order, and what they pay: the total has it taken off. 0 unless the cart asks for it. */
    public readonly int $spent;
    public readonly Money $spentWorth;
    /** @phpstan-var list<array{key: string, name: string, kind: string, points: int, missing: int}> What the customer's points buy beside; missing: points that it takes yet. */
    public readonly array $rewards;
    /** @phpstan-var list<QuoteLine> */
    public readonly array $lines;
    /** @phpstan-var list<Discount> */
    public readonly array $discounts;
    /** @phpstan-var list<RejectedCoupon> */
    public readonly array $rejected;
    /** @phpstan-var list<QuoteStep> */
    public readonly array $steps;

    private function __construct() {}
}

namespace Loyalty\Clv;

/**
 * What was watched of many customers: x repeat purchase days, tx days from the first purchase to the last one, T to the end. docs/clv.md
 *
 * @strict-properties
 * @not-serializable
 */
final class Data implements \Countable
{
    private function __construct() {}

    /**
     * @phpstan-param iterable<array{0: string|int, 1: int, 2: int, 3: int, 4?: int, 5?: int}> $rows Key, x, tx and T in whole days, money of the repeat
     *     purchase days in minor units, purchase days of the hold-out. All rows have the same length.
     * @param float $daysPerUnit The models' unit of time: 7 for weeks.
     * @param int $heldDays How long the hold-out after T is; 0 for none.
     */
    public static function fromRows(iterable $rows, float $daysPerUnit = 7.0, int $heldDays = 0): Data {}

    /** The buyers of a base as known at $at. With $split, local days after its day are the hold-out. */
    public static function fromBase(\Loyalty\CustomerBase $base, \DateTimeInterface|int $at, \DateTimeInterface|int|null $split = null, float $daysPerUnit = 7.0): Data {}

    /** Customers. */
    public function count(): int {}

    public function daysPerUnit(): float {}

    public function heldDays(): int {}

    /** @phpstan-return array{x: int, tx: int, T: int, money: ?int, held: ?int} Days. ValueError for a key that is not there. */
    public function get(string|int $key): array {}
}

/**
 * Over which future: t units of time of expected purchases; periods of `period` units, the money of the i-th of which counts 1 / (1 + discount)^i.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Plan
{
    public readonly float $t;
    public readonly float $period;
    public readonly int $periods;
    public readonly float $discount;

    /** The defaults are a year in weeks, by months at 1 %. */
    public function __construct(float $t = 52.0, float $period = 4.345, int $periods = 12, float $discount = 0.01) {}
}

/** A model of how customers buy and leave. Times are in the unit of the data that it was fitted to. Not to be implemented by others. */
interface Model
{
    /** @phpstan-return array<string, ?float> By name; null for one that the data leave without a value (boundary()). */
    public function parameters(): array;

    /** @phpstan-return ?array<string, float> From the exact Hessian; null at a boundary, and for parameters that were given. */
    public function standardErrors(): ?array;

    /** @phpstan-return ?array<string, array{float, float}> Of the parameters, even on the scale of their logarithms; null as above. */
    public function confidence(float $level = 0.95): ?array;

    /** Of all customers; null for parameters that were given. */
    public function logLikelihood(): ?float;

    /** Why the fit has no optimum of its own: "no dropout", "one rate", "equal dropout", "split dropout", "flat"; null if it has one. */
    public function boundary(): ?string;

    /** How many it was fitted to; 0 for parameters that were given. */
    public function customers(): int;

    /** How sure the fit is, in plain words; "" for parameters that were given. */
    public function summary(): string;

    /** ln of the likelihood of one customer. */
    public function likelihood(int $x, float $tx, float $T): float;

    /** P(alive at T). */
    public function alive(int $x, float $tx, float $T): float;

    /** Purchases expected in the next t. */
    public function expected(float $t, int $x, float $tx, float $T): float;

    /** Repeat purchases expected in the first t of one who has just come. */
    public function expectedNew(float $t): float;

    /** P(exactly n purchases in the next t). */
    public function probability(int $n, float $t, int $x, float $tx, float $T): float;

    /** @phpstan-return array{int, int} Fewest and most purchases in the next t: at most (1 - level) / 2 lies outside on either side. */
    public function interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array;

    /** What the purchases of a plan's periods are worth today at `mean` each. */
    public function value(Plan $plan, float $mean, int $x, float $tx, float $T): float;

    /** The same up to a horizon, discounted at a continuous rate. */
    public function continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float;

    /** Discounted expected residual transactions: all to come, at a continuous rate above 0. */
    public function dert(float $rate, int $x, float $tx, float $T): float;

    /** All customers at once. Values need money in the data and a model of spending. */
    public function predict(Data $data, Plan $plan, ?GammaGamma $spend = null): Predictions;

    /** What the model says of the hold-out against what happened. */
    public function calibrate(Data $data): Calibration;
}

/**
 * BG/NBD: customers may leave after a repeat purchase.
 *
 * @strict-properties
 * @not-serializable
 */
final class BgNbd implements Model
{
    private function __construct() {}

    /** Maximum likelihood. LoyaltyException if nobody bought twice. */
    public static function fit(Data $data): BgNbd {}

    public static function of(float $r, float $alpha, float $a, float $b): BgNbd {}

    public function parameters(): array {}

    public function standardErrors(): ?array {}

    public function confidence(float $level = 0.95): ?array {}

    public function logLikelihood(): ?float {}

    public function boundary(): ?string {}

    public function customers(): int {}

    public function summary(): string {}

    public function likelihood(int $x, float $tx, float $T): float {}

    public function alive(int $x, float $tx, float $T): float {}

    public function expected(float $t, int $x, float $tx, float $T): float {}

    public function expectedNew(float $t): float {}

    public function probability(int $n, float $t, int $x, float $tx, float $T): float {}

    public function interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array {}

    public function value(Plan $plan, float $mean, int $x, float $tx, float $T): float {}

    public function continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float {}

    public function dert(float $rate, int $x, float $tx, float $T): float {}

    public function predict(Data $data, Plan $plan, ?GammaGamma $spend = null): Predictions {}

    public function calibrate(Data $data): Calibration {}
}

/**
 * MBG/NBD: as BG/NBD, and after the first purchase too.
 *
 * @strict-properties
 * @not-serializable
 */
final class MbgNbd implements Model
{
    /** @implementation-alias Loyalty\Clv\BgNbd::__construct */
    private function __construct() {}

    /** Maximum likelihood. LoyaltyException if nobody bought twice. */
    public static function fit(Data $data): MbgNbd {}

    public static function of(float $r, float $alpha, float $a, float $b): MbgNbd {}

    /** @implementation-alias Loyalty\Clv\BgNbd::parameters */
    public function parameters(): array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::standardErrors */
    public function standardErrors(): ?array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::confidence */
    public function confidence(float $level = 0.95): ?array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::logLikelihood */
    public function logLikelihood(): ?float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::boundary */
    public function boundary(): ?string {}

    /** @implementation-alias Loyalty\Clv\BgNbd::customers */
    public function customers(): int {}

    /** @implementation-alias Loyalty\Clv\BgNbd::summary */
    public function summary(): string {}

    /** @implementation-alias Loyalty\Clv\BgNbd::likelihood */
    public function likelihood(int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::alive */
    public function alive(int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::expected */
    public function expected(float $t, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::expectedNew */
    public function expectedNew(float $t): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::probability */
    public function probability(int $n, float $t, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::interval */
    public function interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::value */
    public function value(Plan $plan, float $mean, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::continuousValue */
    public function continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::dert */
    public function dert(float $rate, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::predict */
    public function predict(Data $data, Plan $plan, ?GammaGamma $spend = null): Predictions {}

    /** @implementation-alias Loyalty\Clv\BgNbd::calibrate */
    public function calibrate(Data $data): Calibration {}
}

/**
 * Pareto/NBD: customers may leave at any time.
 *
 * @strict-properties
 * @not-serializable
 */
final class ParetoNbd implements Model
{
    /** @implementation-alias Loyalty\Clv\BgNbd::__construct */
    private function __construct() {}

    /** Maximum likelihood. LoyaltyException if nobody bought twice. */
    public static function fit(Data $data): ParetoNbd {}

    public static function of(float $r, float $alpha, float $s, float $beta): ParetoNbd {}

    /** @implementation-alias Loyalty\Clv\BgNbd::parameters */
    public function parameters(): array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::standardErrors */
    public function standardErrors(): ?array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::confidence */
    public function confidence(float $level = 0.95): ?array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::logLikelihood */
    public function logLikelihood(): ?float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::boundary */
    public function boundary(): ?string {}

    /** @implementation-alias Loyalty\Clv\BgNbd::customers */
    public function customers(): int {}

    /** @implementation-alias Loyalty\Clv\BgNbd::summary */
    public function summary(): string {}

    /** @implementation-alias Loyalty\Clv\BgNbd::likelihood */
    public function likelihood(int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::alive */
    public function alive(int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::expected */
    public function expected(float $t, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::expectedNew */
    public function expectedNew(float $t): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::probability */
    public function probability(int $n, float $t, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::interval */
    public function interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array {}

    /** @implementation-alias Loyalty\Clv\BgNbd::value */
    public function value(Plan $plan, float $mean, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::continuousValue */
    public function continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::dert */
    public function dert(float $rate, int $x, float $tx, float $T): float {}

    /** @implementation-alias Loyalty\Clv\BgNbd::predict */
    public function predict(Data $data, Plan $plan, ?GammaGamma $spend = null): Predictions {}

    /** @implementation-alias Loyalty\Clv\BgNbd::calibrate */
    public function calibrate(Data $data): Calibration {}
}

/**
 * Gamma-Gamma: what a purchase of a customer is worth. v is in minor units.
 *
 * @strict-properties
 * @not-serializable
 */
final class GammaGamma
{
    private function __construct() {}

    /** Maximum likelihood over customers with repeat purchases and money. LoyaltyException if there are none. */
    public static function fit(Data $data): GammaGamma {}

    public static function of(float $p, float $q, float $v): GammaGamma {}

    /** @phpstan-return array{p: ?float, q: ?float, v: ?float} Null where the data do not decide. */
    public function parameters(): array {}

    /** @phpstan-return ?array{p: float, q: float, v: float} */
    public function standardErrors(): ?array {}

    /** @phpstan-return ?array{p: array{float, float}, q: array{float, float}, v: array{float, float}} */
    public function confidence(float $level = 0.95): ?array {}

    public function logLikelihood(): ?float {}

    /** "flat" where the data do not decide between many sets of parameters. */
    public function boundary(): ?string {}

    public function customers(): int {}

    public function summary(): string {}

    /** Expected minor units per purchase of one who spent `money` in x repeat purchases; of anybody for x = 0. INF where the mean does not exist. */
    public function mean(int $x = 0, int $money = 0): float {}
}

/**
 * What a model says of one customer.
 *
 * @strict-properties
 */
final readonly class Prediction
{
    public readonly string $key;
    /** P(alive) in millionths. */
    public readonly int $alive;
    /** Purchases expected in the plan's t, in millionths. */
    public readonly int $expected;
    /** Minor units over the plan's periods; null without a model of spending or a mean. */
    public readonly ?int $clv;

    private function __construct() {}
}

/**
 * What a model says of all customers of some data, in the order of their rows.
 *
 * @strict-properties
 * @not-serializable
 */
final class Predictions implements \Countable, \IteratorAggregate
{
    private function __construct() {}

    public function count(): int {}

    /** ValueError for a key that is not there. */
    public function get(string|int $key): Prediction {}

    /**
     * Sums over all, or over those of a set of the same base. P(alive) and expected purchases in millionths; valued: who has a value; tenths: customers by
     * P(alive), below 0.1, below 0.2 … 0.9 and above.
     *
     * @phpstan-return array{customers: int, alive: int, expected: int, valued: int, clv: int, tenths: list<int>}
     */
    public function sums(?\Loyalty\CustomerSet $of = null): array {}

    /** @phpstan-return \Iterator<int, Prediction> */
    public function getIterator(): \Iterator {}
}

/**
 * A hold-out: what a model said of it, and what happened.
 *
 * @strict-properties
 */
final readonly class Calibration
{
    /** @phpstan-var list<array{purchases: int, open: bool, customers: int, actual: float, predicted: float}> By repeat purchases before the hold-out (open: so many or more): means per customer. */
    public readonly array $byPurchases;
    public readonly int $actual;
    public readonly float $predicted;
    /** Mean over customers of |predicted - actual|. */
    public readonly float $absoluteError;
    public readonly float $rootSquareError;
    /** @phpstan-var list<float> Repeat purchases of all up to the end of each unit of time since the first day, calibration and hold-out. */
    public readonly array $predictedCurve;
    /** @phpstan-var ?list<int> The same as it happened; null for rows, which do not say when. */
    public readonly ?array $actualCurve;

    private function __construct() {}
}
