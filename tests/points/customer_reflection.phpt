--TEST--
Customer, Account, PointLot: their API as PHP reflects it
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Customer::class);
surface(Loyalty\Account::class);
surface(Loyalty\PointLot::class);
--EXPECT--
final readonly class Loyalty\Customer
  public readonly string $key
  public readonly int $at
  public readonly Loyalty\Account $account
  public readonly array $lots
  public readonly ?string $tier
  public readonly array $facts
  private __construct()
  public static fold(Loyalty\Programme $programme, string|int $key, Traversable|array $events, DateTimeInterface|int $at): Loyalty\Customer
  public explain(): array
final readonly class Loyalty\Account
  public readonly int $balance
  public readonly int $pending
  public readonly int $earned
  public readonly int $in
  public readonly int $spent
  public readonly int $expired
  public readonly int $reversed
  public readonly int $out
  public readonly array $debts
  private __construct()
final readonly class Loyalty\PointLot
  public readonly string $event
  public readonly int $at
  public readonly int $availableAt
  public readonly ?int $expiresAt
  public readonly int $earned
  public readonly int $reversed
  public readonly int $spent
  public readonly int $expired
  public readonly int $left
  public readonly bool $pending
  public readonly int $earnPercent
  public readonly array $rules
  public readonly array $draws
  private __construct()
