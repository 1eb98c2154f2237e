--TEST--
Event: its API as PHP reflects it
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Event::class);
--EXPECT--
final readonly class Loyalty\Event implements JsonSerializable
  public readonly string $id
  public readonly Loyalty\EventType $type
  public readonly ?string $customer
  public readonly int $at
  public readonly string $payload
  private __construct()
  public static order(string $source, string|int $order, int $revision, string|int|null $customer, DateTimeInterface|int $at, Loyalty\OrderCondition $condition, Loyalty\Money $total, array $lines = [], string $channel = "", ?Loyalty\Money $shipping = null, ?Loyalty\Money $tax = null, ?Loyalty\Money $byPoints = null, ?Loyalty\Money $byGiftCard = null): Loyalty\Event
  public static refund(string $source, string|int $refund, string|int|null $order, string|int|null $customer, DateTimeInterface|int $at, Loyalty\Money $amount, array $lines = [], ?Loyalty\Money $shipping = null): Loyalty\Event
  public static pointsSpent(string $source, string|int $for, string|int $customer, DateTimeInterface|int $at, int $points, string $reward = ""): Loyalty\Event
  public static pointsRestored(string $source, string|int $object, string|int $for, string|int $customer, DateTimeInterface|int $at, int $points): Loyalty\Event
  public static pointsAdjusted(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, int $points, string $reason, string $author): Loyalty\Event
  public static openingBalance(string $source, string|int $customer, DateTimeInterface|int $at, int $points): Loyalty\Event
  public static tierSet(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, string $tier, string $reason, string $author, DateTimeInterface|int|null $until = null): Loyalty\Event
  public static signUp(string $source, string|int $customer, DateTimeInterface|int $at): Loyalty\Event
  public static consent(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, Loyalty\Channel $channel, bool $given): Loyalty\Event
  public static birthday(string $source, string|int $customer, DateTimeInterface|int $at, string $date): Loyalty\Event
  public static childBirthday(string $source, string|int $customer, string|int $child, DateTimeInterface|int $at, string $date): Loyalty\Event
  public static gender(string $source, string|int $customer, DateTimeInterface|int $at, string $gender): Loyalty\Event
  public static visit(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, string $via = "", string $section = ""): Loyalty\Event
  public static preference(string $source, string|int $customer, string $topic, DateTimeInterface|int $at, bool $wanted): Loyalty\Event
  public static messageSent(string $source, string|int $delivery, string|int $customer, DateTimeInterface|int $at, Loyalty\Channel $channel, string $message): Loyalty\Event
  public static messageOpened(string $source, string|int $object, string|int $delivery, string|int $customer, DateTimeInterface|int $at, Loyalty\Channel $channel, string $message, string $section = ""): Loyalty\Event
  public static messageClicked(string $source, string|int $object, string|int $delivery, string|int $customer, DateTimeInterface|int $at, Loyalty\Channel $channel, string $message, string $section = ""): Loyalty\Event
  public static segment(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, string $segment, bool $entered): Loyalty\Event
  public static review(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, string $sku = ""): Loyalty\Event
  public static survey(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, string $survey): Loyalty\Event
  public static contest(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, string $contest): Loyalty\Event
  public static referral(string $source, string|int $object, int $revision, string|int $customer, DateTimeInterface|int $at, Loyalty\ReferralCondition $condition, string|int $other, bool $invited, string $reason = "", string|int|null $order = null): Loyalty\Event
  public static service(string $source, string|int $booking, int $revision, string|int $customer, DateTimeInterface|int $at, Loyalty\ServiceCondition $condition, string $service, int $units = 1, string|int|null $order = null, string $sku = ""): Loyalty\Event
  public static identitiesLinked(string $source, string|int $object, int $revision, string|int $customer, DateTimeInterface|int $at, string|int $other, bool $linked = true): Loyalty\Event
  public replacing(string $id): Loyalty\Event
  public static couponRedeemed(string $source, string|int $order, string|int|null $customer, DateTimeInterface|int $at, string $campaign, int $serial): Loyalty\Event
  public static fromRow(string $id, string $type, ?string $customer, int $at, string $payload): Loyalty\Event
  public jsonSerialize(): array
  public __serialize(): array
  public __unserialize(array $data): void
