--TEST--
Exceptions: the family, and what they carry
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\LoyaltyException::class);
surface(Loyalty\CurrencyMismatchException::class);
surface(Loyalty\InsufficientPointsException::class);
surface(Loyalty\LimitException::class);
surface(Loyalty\EventConflictException::class);
surface(Loyalty\InvalidProgrammeException::class);
surface(Loyalty\RuleException::class);
surface(Loyalty\CouponException::class);
surface(Loyalty\InvalidSignatureException::class);
surface(Loyalty\ExpiredCouponException::class);
--EXPECT--
class Loyalty\LoyaltyException extends Exception
final class Loyalty\CurrencyMismatchException extends Loyalty\LoyaltyException
final class Loyalty\InsufficientPointsException extends Loyalty\LoyaltyException
final class Loyalty\LimitException extends Loyalty\LoyaltyException
final class Loyalty\EventConflictException extends Loyalty\LoyaltyException
  public readonly string $id
final class Loyalty\InvalidProgrammeException extends Loyalty\LoyaltyException
  public readonly array $errors
final class Loyalty\RuleException extends Loyalty\LoyaltyException
  public readonly int $position
  public readonly string $rule
class Loyalty\CouponException extends Loyalty\LoyaltyException
  public readonly Loyalty\CouponError $reason
  final public publicMessage(): string
final class Loyalty\InvalidSignatureException extends Loyalty\CouponException
final class Loyalty\ExpiredCouponException extends Loyalty\CouponException
