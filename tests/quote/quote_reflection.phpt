--TEST--
Quote and its parts: their public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Quote::class);
surface(Loyalty\QuoteLine::class);
surface(Loyalty\QuoteStep::class);
surface(Loyalty\Discount::class);
surface(Loyalty\RejectedCoupon::class);
surface(Loyalty\DiscountKind::class);
--EXPECT--
final readonly class Loyalty\Quote
  public readonly Loyalty\Money $goods
  public readonly Loyalty\Money $shipping
  public readonly Loyalty\Money $discount
  public readonly Loyalty\Money $total
  public readonly int $points
  public readonly int $spendable
  public readonly Loyalty\Money $spendableWorth
  public readonly array $lines
  public readonly array $discounts
  public readonly array $rejected
  public readonly array $steps
  private __construct()
final readonly class Loyalty\QuoteLine
  public readonly string $sku
  public readonly Loyalty\Money $amount
  public readonly Loyalty\Money $discount
  public readonly Loyalty\Money $total
  public readonly int $points
  private __construct()
final readonly class Loyalty\QuoteStep
  public readonly string $figure
  public readonly string $rule
  public readonly string $text
  public readonly int $value
  private __construct()
final readonly class Loyalty\Discount
  public readonly string $code
  public readonly string $campaign
  public readonly Loyalty\DiscountKind $kind
  public readonly Loyalty\Money $amount
  public readonly int $points
  private __construct()
final readonly class Loyalty\RejectedCoupon
  public readonly string $code
  public readonly Loyalty\CouponError $reason
  public readonly string $message
  public readonly string $publicMessage
  private __construct()
enum Loyalty\DiscountKind
  case Percent
  case Fixed
  case FreeShipping
  case Points
