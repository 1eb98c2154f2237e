--TEST--
Programme, ProgrammeError: their public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Programme::class);
surface(Loyalty\ProgrammeError::class);
surface(Loyalty\InvalidProgrammeException::class);
--EXPECT--
final class Loyalty\Programme
  private __construct()
  public static fromJson(string $json): Loyalty\Programme
  public static fromArray(array $document): Loyalty\Programme
  public static versions(array $versions): Loyalty\Programme
  public parts(): array
  public at(DateTimeInterface|int $at): Loyalty\Programme
  public static check(string $json): array
  public warnings(): array
  public hash(): string
  public name(): string
  public currency(): string
  public timezone(): string
  public version(): int
  public inForceFrom(): int
  public tiers(): array
  public ladder(): array
  public points(): ?array
  public rewards(): array
  public services(): array
  public referral(): ?array
  public segments(): array
  public goals(): array
  public campaigns(): array
  public discounts(): string
  public segment(string $key): Loyalty\Segment
  public worth(int $points): Loyalty\Money
  public fields(): array
  public quote(Loyalty\Cart $cart, ?Loyalty\Customer $customer, array $coupons, ?Loyalty\Coupons $verifier, DateTimeInterface|int $at, array $usage = []): Loyalty\Quote
final readonly class Loyalty\ProgrammeError
  public readonly string $pointer
  public readonly string $found
  public readonly string $expected
  private __construct()
final class Loyalty\InvalidProgrammeException extends Loyalty\LoyaltyException
  public readonly array $errors
