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
surface(Loyalty\CouponUsage::class);
surface(Loyalty\DiscountKind::class);
--EXPECT--
final readonly class Loyalty\Quote
  public readonly Loyalty\Money $goods
  public readonly Loyalty\Money $shipping
  public readonly Loyalty\Money $discount
  public readonly Loyalty\Money $total
  public readonly Loyalty\Money $tax
  public readonly int $points
  public readonly int $spendable
  public readonly Loyalty\Money $spendableWorth
  public readonly int $spent
  public readonly Loyalty\Money $spentWorth
  public readonly array $rewards
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
  public readonly Loyalty\Money $tax
  public readonly ?int $netMillionths
  public readonly ?int $grossMillionths
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
  public readonly array $lines
  public readonly Loyalty\Money $shipping
  public readonly ?string $gift
  public readonly bool $giftMissing
  public readonly array $opens
  public readonly ?int $netMillionths
  public readonly ?int $grossMillionths
  private __construct()
final readonly class Loyalty\RejectedCoupon
  public readonly string $code
  public readonly Loyalty\CouponError $reason
  public readonly string $message
  public readonly string $publicMessage
  private __construct()
final readonly class Loyalty\CouponUsage
  public readonly string $code
  public readonly int $uses
  public readonly int $customerUses
  public readonly int $campaignUses
  public readonly int $campaignSpent
  public readonly bool $revoked
  public __construct(string $code, int $uses = 0, int $customerUses = 0, int $campaignUses = 0, int $campaignSpent = 0, bool $revoked = false)
  public __serialize(): array
  public __unserialize(array $data): void
enum Loyalty\DiscountKind
  case Percent
  case Fixed
  case FreeShipping
  case Points
  case Gift
  case PointsMultiplier
  case BuyGet
  case EarlyAccess
