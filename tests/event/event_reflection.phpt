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
  public static order(string $source, string|int $order, int $revision, string|int|null $customer, DateTimeInterface|int $at, Loyalty\OrderCondition $condition, Loyalty\Money $total, array $lines = []): Loyalty\Event
  public static refund(string $source, string|int $refund, string|int|null $order, string|int|null $customer, DateTimeInterface|int $at, Loyalty\Money $amount, array $lines = []): Loyalty\Event
  public static pointsSpent(string $source, string|int $for, string|int $customer, DateTimeInterface|int $at, int $points): Loyalty\Event
  public static pointsAdjusted(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, int $points, string $reason, string $author): Loyalty\Event
  public static openingBalance(string $source, string|int $customer, DateTimeInterface|int $at, int $points): Loyalty\Event
  public static consent(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at, Loyalty\Channel $channel, bool $given): Loyalty\Event
  public static birthday(string $source, string|int $customer, DateTimeInterface|int $at, string $date): Loyalty\Event
  public static gender(string $source, string|int $customer, DateTimeInterface|int $at, string $gender): Loyalty\Event
  public static visit(string $source, string|int $object, string|int $customer, DateTimeInterface|int $at): Loyalty\Event
  public static couponRedeemed(string $source, string|int $order, string|int|null $customer, DateTimeInterface|int $at, string $campaign, int $serial): Loyalty\Event
  public static fromRow(string $id, string $type, ?string $customer, int $at, string $payload): Loyalty\Event
  public jsonSerialize(): array
  public __serialize(): array
  public __unserialize(array $data): void
