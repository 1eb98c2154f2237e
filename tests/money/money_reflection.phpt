--TEST--
Money: its public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Money::class);
surface(Loyalty\RoundingMode::class);
--EXPECT--
final readonly class Loyalty\Money implements JsonSerializable
  public readonly int $minor
  public readonly string $currency
  public __construct(int $minor, string $currency)
  public static parse(string $text, string $currency): Loyalty\Money
  public static decimals(string $currency): int
  public format(): string
  public add(Loyalty\Money $other): Loyalty\Money
  public subtract(Loyalty\Money $other): Loyalty\Money
  public percent(int $basisPoints, Loyalty\RoundingMode $rounding = Loyalty\RoundingMode::HalfUp): Loyalty\Money
  public split(array $weights): array
  public compare(Loyalty\Money $other): int
  public jsonSerialize(): array
  public __serialize(): array
  public __unserialize(array $data): void
enum Loyalty\RoundingMode
  case Down
  case Up
  case HalfUp
  case HalfEven
