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
    case OpeningBalance = "opening_balance";
    case Birthday = "birthday";
    case Gender = "gender";
    case Consent = "consent";
    case Visit = "visit";
    case Order = "order";
    case Refund = "refund";
    case PointsAdjusted = "points_adjusted";
    case PointsSpent = "points_spent";
    case CouponRedeemed = "coupon_redeemed";
}

/** A condition of an order at a revision, never a transition. */
enum OrderCondition: string
{
    case Placed = "placed";
    case Paid = "paid";
    case Delivered = "delivered";
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
    case BadTag = "BAD_TAG";
    case UnknownCampaign = "UNKNOWN_CAMPAIGN";
    case CampaignClosed = "CAMPAIGN_CLOSED";
    case NotIssued = "NOT_ISSUED";
    case NotYetValid = "NOT_YET_VALID";
    case Expired = "EXPIRED";
    case CustomerMismatch = "CUSTOMER_MISMATCH";
    case CurrencyMismatch = "CURRENCY_MISMATCH";
    case MinOrder = "MIN_ORDER";
    case Category = "CATEGORY";
    case Used = "USED";
    case Limit = "LIMIT";
    /** A code that stands alone was given with others; the better one for the customer was taken. */
    case Combination = "COMBINATION";
    /** There is nothing (left) that it could take off. */
    case NoEffect = "NO_EFFECT";
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

/** What counts as a row of money. */
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
     * @phpstan-param list<array{sku: string, quantity: int, amount: int, category?: string, sale?: bool}> $lines Amounts in minor units; they sum to the total.
     */
    public static function order(string $source, string|int $order, int $revision, string|int|null $customer, \DateTimeInterface|int $at, OrderCondition $condition, Money $total, array $lines = []): Event {}

    /**
     * @phpstan-param string|int|null $order The order that is refunded; null = not known: it counts for statistics only.
     * @param Money $amount What came back, positive.
     * @phpstan-param list<array{sku: string, quantity: int, amount: int, category?: string, sale?: bool}> $lines What came back; they sum to the amount.
     */
    public static function refund(string $source, string|int $refund, string|int|null $order, string|int|null $customer, \DateTimeInterface|int $at, Money $amount, array $lines = []): Event {}

    /** @phpstan-param string|int $for What the points were spent on, such as the order. */
    public static function pointsSpent(string $source, string|int $for, string|int $customer, \DateTimeInterface|int $at, int $points): Event {}

    /** @param int $points Not 0; negative takes away. */
    public static function pointsAdjusted(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, int $points, string $reason, string $author): Event {}

    public static function openingBalance(string $source, string|int $customer, \DateTimeInterface|int $at, int $points): Event {}

    public static function consent(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at, Channel $channel, bool $given): Event {}

    /** @param string $date "1984-02-29" */
    public static function birthday(string $source, string|int $customer, \DateTimeInterface|int $at, string $date): Event {}

    /** @param string $gender "female", "male" or "other" */
    public static function gender(string $source, string|int $customer, \DateTimeInterface|int $at, string $gender): Event {}

    public static function visit(string $source, string|int $object, string|int $customer, \DateTimeInterface|int $at): Event {}

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

    /** @phpstan-return list<ProgrammeError> Empty if the document is right. */
    public static function check(string $json): array {}

    /** 64 hexadecimal digits over the compiled canonical form, zone transitions included. */
    public function hash(): string {}

    public function name(): string {}

    public function currency(): string {}

    public function timezone(): string {}

    public function version(): int {}

    /** UTC seconds. */
    public function inForceFrom(): int {}

    /** @phpstan-return list<array{key: string, name: string, colour: string, from: int, earn_percent: int}> Ascending. */
    public function tiers(): array {}

    /** @phpstan-return array<string, string> name by key, in the order of the document */
    public function segments(): array {}

    /** @phpstan-return array<string, array{number: int, name: string, length: int, kind: string, value: int}> by key */
    public function campaigns(): array {}

    /** A named segment of the document. ValueError if there is none. */
    public function segment(string $key): Segment {}

    /** What points are worth, rounded down: what spending pays and what the liability is counted by. */
    public function worth(int $points): Money {}

    /** @phpstan-return array<string, array{type: string, about: string}> What rules may name. */
    public function fields(): array {}

    /**
     * What a cart costs, earns and may spend: a pure function of its arguments.
     *
     * @phpstan-param list<Coupon|string> $coupons Codes as typed need $verifier. Their order does not matter.
     */
    public function quote(Cart $cart, ?Customer $customer, array $coupons, ?Coupons $verifier, \DateTimeInterface|int $at): Quote {}
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

    /** @phpstan-return list<string> The fields that it reads. */
    public function fields(): array {}

    /** True only where the rule is true; unknown (a comparison with null) is not. */
    public function matches(Customer $customer): bool {}

    /** @phpstan-return list<array{part: string, holds: ?bool, value: string}> Each comparison of the rule, whether it holds, and the customer's value. */
    public function explain(Customer $customer): array {}
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
    public readonly int $availableAt;
    /** Null = never. */
    public readonly ?int $expiresAt;
    public readonly int $earned;
    public readonly int $reversed;
    public readonly int $spent;
    public readonly int $expired;
    public readonly int $left;
    public readonly bool $pending;
    /** What the customer's tier made of the rules' points, in basis points: 10,000 = as they are. */
    public readonly int $earnPercent;
    /** @phpstan-var list<array{rule: string, base: int, points: int}> What made `earned`, by rule (JSON Pointer); empty for points given by hand. */
    public readonly array $rules;
    /** @phpstan-var list<array{event: string, points: int}> What took `spent`. */
    public readonly array $draws;

    private function __construct() {}
}

/**
 * A customer's points. earned + in = balance + pending + spent + expired + reversed + out.
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
    /** @phpstan-var list<array{event: string, points: int}> Spends that no lot covers, oldest first: they make the balance negative. */
    public readonly array $debts;

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

    private function __construct() {}

    /**
     * Folds one customer's own events; no base is needed.
     *
     * @phpstan-param iterable<Event> $events Events of other customers are refused.
     */
    public static function fold(Programme $programme, string|int $key, iterable $events, \DateTimeInterface|int $at): Customer {}

    /** @phpstan-return list<string> Every figure of the account: its lots, the events and rules that made them, what took them. */
    public function explain(): array {}
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
     * Takes events in, in any order; a repeated one changes nothing.
     *
     * @phpstan-param iterable<Event> $events
     * @throws EventConflictException for a known id with other content; what came before it is kept
     * @throws LimitException if loyalty.base_limit is reached; what came before is kept
     */
    public function append(iterable $events): AppendResult {}

    /**
     * Takes order rows from a TSV file with a header line, without PHP in between. A row is a paid order, one with a negative amount
     * an unmatched refund. The id of row n is "source/row/n/1": the same file appended again changes nothing, a longer one adds
     * its new rows.
     *
     * @phpstan-param array{customer: string, at: string, amount: string} $columns The file's column names; at in UTC seconds, amount in minor units.
     * @throws LoyaltyException naming the line that does not parse; nothing of the file is kept then
     */
    public function appendFile(string $path, string $source, array $columns = ["customer" => "customer", "at" => "ts", "amount" => "amount"]): AppendResult {}

    /** Sets the instant of every figure and folds all customers. Later append()s re-fold the customers they touch. */
    public function fold(\DateTimeInterface|int $at): void {}

    /** Customers that have events. */
    public function count(): int {}

    /** One customer whole, folded at the instant of the base. ValueError if the key is unknown. */
    public function customer(string|int $key): Customer {}

    public function has(string|int $key): bool {}

    /** All customers for whom the rule is true. */
    public function select(Segment|string $rule): CustomerSet {}

    public function all(): CustomerSet {}

    /** @phpstan-return array<string, int> Sums over all customers: each point field of the facts, orders, spent, spent_gross, refunded, customers, anonymous_orders, anonymous_amount. */
    public function totals(): array {}

    /** @phpstan-return list<array{month: string, orders: int, amount: int, refunded: int, buyers: int, anonymous_orders: int, anonymous_amount: int, earned: int, reversed: int, spent: int, expired: int, in: int, out: int}> By local month, without gaps. */
    public function months(): array {}

    /** @phpstan-return array<string, int> Customers by tier key, in tier order. */
    public function tiers(): array {}

    /** Writes rfm_recency, rfm_frequency and rfm_monetary of every customer that was scored; others become null. */
    public function applyRfm(RfmScores $scores): void {}

    /** @phpstan-return array{customers: int, events: int, lines: int, bytes: int, bytes_per_customer: int, bytes_per_event: int} */
    public function stats(): array {}
}

/**
 * A set of customers of one base. Iterates over the keys in canonical order.
 *
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

    public function getIterator(): \Iterator {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
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

    /** The rules of R's rfm: cuts at quantiles of type 7, plus 1. Equal values score equal. 2 to 20 bins. */
    public static function quantiles(int $bins = 5): Rfm {}

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

    /** Scores the customers of a base with at least one row; recency in whole local days before the instant. */
    public function score(CustomerBase $base, \DateTimeInterface|int $at, RfmBasis $basis = RfmBasis::Gross): RfmScores {}

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

    /** @phpstan-return array{recency: list<float>, frequency: list<float>, monetary: list<float>} The lower bounds of scores 2 to k, of recency from small to large. Empty lists for NTILE. */
    public function cuts(): array {}

    /** @phpstan-return array<string, array{customers: int, purchases: int, amount: int}> by segment, in table order, empty ones included */
    public function segments(RfmTable $table): array {}

    /** @phpstan-return list<array{recency: int, frequency: int, customers: int, amount: int}> Every cell, empty ones included. */
    public function heatmap(): array {}

    /** @phpstan-return list<array{recency: int, frequency: int, monetary: int, customers: int}> Cells that are not empty. */
    public function histogram(): array {}

    public function getIterator(): \Iterator {}
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

    /** A new ring with one new key. $domain is Shop id and environment, such as "shop.example/live": 1 to 255 bytes. */
    public static function create(string $domain): KeyRing {}

    /**
     * @phpstan-param array<int, string> $keys 32 bytes by slot (0 to 7)
     * @param int $issuing The slot that new codes are signed with.
     */
    public static function import(string $domain, #[\SensitiveParameter] array $keys, int $issuing): KeyRing {}

    /** Reads a file that save() wrote; refused if group or others can read it. */
    public static function open(string $path): KeyRing {}

    /** Writes the ring unsealed, mode 0600, whole or not at all. */
    public function save(string $path): void {}

    public function domain(): string {}

    /** @phpstan-return array<int, string> "active", "verify" or "retired" by slot */
    public function slots(): array {}

    /**
     * Puts a new key into a free slot and signs with it from now on; the old one verifies on. Returns the slot. Throws when all eight
     * slots have been used: a number that old codes carry is not given to another key.
     */
    public function rotate(): int {}

    /** Forgets a key that does not sign; its codes are refused from now on. */
    public function retire(int $slot): void {}
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
    public readonly int $count;
    /** UTC seconds. */
    public readonly int $issuedAt;
    /** Of the programme whose terms hold: hand that one to Coupons, not a later version. */
    public readonly string $programmeHash;
    /** Slot of the key that signed. */
    public readonly int $key;
    /** @phpstan-var ?list<string> Serial firstSerial + i is bound to customer i; null = not bound. */
    public readonly ?array $customers;

    /** @phpstan-param ?list<string> $customers As many as $count. */
    public function __construct(string $campaign, int $firstSerial, int $count, int $issuedAt, string $programmeHash, int $key, ?array $customers = null) {}

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
    /** The code in canonical form, without dashes. */
    public readonly string $code;
    public readonly int $campaignNumber;
    public readonly int $serial;
    public readonly int $key;
    /** Key of the campaign; null where no programme was given. */
    public readonly ?string $campaign;
    /** UTC seconds, half open; null = for ever or not known. */
    public readonly ?int $expiresAt;
    /** The customer to whom it is bound; null = anyone. */
    public readonly ?string $customer;

    private function __construct() {}

    /** "G04N-X7…": groups of four. */
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
    /** @phpstan-param list<CouponBatch> $batches What was issued: only these serials are known. */
    public function __construct(KeyRing $keys, ?Programme $programme = null, array $batches = []) {}

    /**
     * Describes a new batch; store it before the first code leaves. ValueError for an unknown or closed campaign, or serials that a known batch
     * has.
     *
     * @phpstan-param int|list<string> $customers How many, or whom each code is bound to.
     */
    public function newBatch(string $campaign, int|array $customers, \DateTimeInterface|int $at, ?int $firstSerial = null): CouponBatch {}

    /** The codes of a batch, from the $from-th (0 based), in constant memory. */
    public function issueMany(CouponBatch $batch, int $from = 0, ?int $count = null): CouponStream {}

    /** One bare code; length is 12, 16, 20 or 24 symbols */
    public function issue(int $campaignNumber, int $serial, int $length = 20): string {}

    /**
     * Never repairs. @throws CouponException with the reason
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
    public readonly string $category;
    public readonly bool $sale;

    /** @param int $quantity At least 1. @param Money $unitPrice Not negative. */
    public function __construct(string $sku, int $quantity, Money $unitPrice, string $category = "", bool $sale = false) {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/** @strict-properties */
final readonly class Cart
{
    /** @var non-empty-list<CartLine> */
    public readonly array $lines;
    public readonly Money $shipping;

    /**
     * @phpstan-param list<CartLine> $lines
     * @param Money $shipping Names the currency; all lines have the same.
     */
    public function __construct(array $lines, Money $shipping) {}

    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * What one code takes off.
 *
 * @strict-properties
 * @not-serializable
 */
final readonly class Discount
{
    public readonly string $code;
    public readonly string $campaign;
    public readonly DiscountKind $kind;
    /** Off goods and shipping. */
    public readonly Money $amount;
    /** Points on top, of a points coupon. */
    public readonly int $points;

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
    public readonly Money $total;
    public readonly int $points;

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
    public readonly Money $total;
    /** What this order earns. */
    public readonly int $points;
    /** The most points that may be spent on it by this customer. */
    public readonly int $spendable;
    public readonly Money $spendableWorth;
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
