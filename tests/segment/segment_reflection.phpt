--TEST--
Segment, RuleException: their public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Segment::class);
surface(Loyalty\RuleException::class);
--EXPECT--
final class Loyalty\Segment
  private __construct()
  public static compile(Loyalty\Programme $programme, string $rule): Loyalty\Segment
  public rule(): string
  public fields(): array
  public matches(Loyalty\Customer $customer): bool
  public explain(Loyalty\Customer $customer): array
  public toSql(Loyalty\Dialect $dialect, DateTimeInterface|int $at, string $prefix = "loyalty_", bool $distributed = false): Loyalty\SqlQuery
final class Loyalty\RuleException extends Loyalty\LoyaltyException
  public readonly int $position
  public readonly string $rule
