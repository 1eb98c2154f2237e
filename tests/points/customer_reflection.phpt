--TEST--
Customer and its records: their API as PHP reflects it
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Customer::class);
surface(Loyalty\Account::class);
surface(Loyalty\PointLot::class);
surface(Loyalty\Standing::class);
surface(Loyalty\Entitlement::class);
surface(Loyalty\ExplainedStep::class);
--EXPECT--
final readonly class Loyalty\Customer
  public readonly string $key
  public readonly int $at
  public readonly Loyalty\Account $account
  public readonly array $lots
  public readonly ?string $tier
  public readonly array $facts
  public readonly ?Loyalty\Standing $standing
  public readonly array $services
  public readonly string $programmeHash
  public readonly string $stateHash
  public readonly string $currency
  public readonly string $unit
  public readonly array $progress
  public readonly string $rows
  private __construct()
  public static fold(Loyalty\Programme $programme, string|int $key, Traversable|array $events, DateTimeInterface|int $at): Loyalty\Customer
  public explain(): array
  public purchases(): array
  public activities(): array
  public loyalty(Loyalty\Programme $programme): array
  public expiring(): array
final readonly class Loyalty\Account
  public readonly int $balance
  public readonly int $pending
  public readonly int $earned
  public readonly int $in
  public readonly int $spent
  public readonly int $expired
  public readonly int $reversed
  public readonly int $out
  public readonly int $restored
  public readonly array $debts
  public readonly array $restores
  private __construct()
final readonly class Loyalty\PointLot
  public readonly string $event
  public readonly int $at
  public readonly ?int $availableAt
  public readonly ?int $expiresAt
  public readonly ?int $noticeAt
  public readonly int $earned
  public readonly int $reversed
  public readonly int $spent
  public readonly int $expired
  public readonly int $left
  public readonly bool $pending
  public readonly int $earnPercent
  public readonly array $rules
  public readonly array $kept
  public readonly string $rounding
  public readonly int $uncapped
  public readonly string $source
  public readonly string $programmeHash
  public readonly array $draws
  public readonly array $reversals
  private __construct()
final readonly class Loyalty\Standing
  public readonly string $tier
  public readonly string $name
  public readonly string $colour
  public readonly string $rule
  public readonly int $from
  public readonly ?int $since
  public readonly int $metric
  public readonly string $by
  public readonly string $unit
  public readonly ?string $next
  public readonly ?string $nextName
  public readonly ?int $missing
  public readonly ?int $lostAt
  public readonly ?string $lostTo
  public readonly bool $grace
  public readonly array $changes
  private __construct()
  public progress(): string
final readonly class Loyalty\Entitlement
  public readonly string $service
  public readonly string $name
  public readonly string $kind
  public readonly ?string $order
  public readonly ?string $sku
  public readonly int $pieces
  public readonly ?int $units
  public readonly int $booked
  public readonly int $used
  public readonly ?int $remaining
  public readonly ?int $from
  public readonly ?int $until
  public readonly bool $over
  private __construct()
final readonly class Loyalty\ExplainedStep
  public readonly string $figure
  public readonly string $rule
  public readonly string $event
  public readonly string $text
  public readonly int $value
  private __construct()
