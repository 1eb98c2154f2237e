--TEST--
Indicators, Habits, Goal: the public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Indicators::class);
surface(Loyalty\Habits::class);
surface(Loyalty\Goal::class);
?>
--EXPECT--
final readonly class Loyalty\Indicators
  public readonly int $at
  public readonly ?int $from
  public readonly array $buyers
  public readonly array $visitors
  public readonly array $months
  public readonly array $purchaseFrequency
  public readonly array $purchaseRecency
  public readonly array $visitFrequency
  public readonly array $visitRecency
  public readonly array $sources
  public readonly array $messages
  public readonly array $mail
  public readonly array $sections
  public readonly array $channels
  public readonly ?array $loyalty
  public readonly array $repeat
  public readonly array $gaps
  public readonly array $cohorts
  public readonly array $baskets
  public readonly array $promotion
  public readonly array $products
  private __construct()
  public static direct(int $known, int $direct): array
  public subscriber(Loyalty\Customer $customer): array
final readonly class Loyalty\Habits
  public readonly int $orders
  public readonly int $gross
  public readonly int $largest
  public readonly int $refunds
  public readonly int $refunded
  public readonly int $net
  public readonly ?string $firstDay
  public readonly ?string $lastDay
  public readonly int $purchaseDays
  public readonly ?float $gapMean
  public readonly ?float $gapMedian
  public readonly ?float $gapSd
  public readonly int $activeMonths
  public readonly int $products
  public readonly ?float $concentration
  public readonly ?string $topProduct
  public readonly ?float $topShare
  public readonly ?float $promotionShare
  private __construct()
final readonly class Loyalty\Goal
  public readonly string $key
  public readonly string $name
  public readonly string $state
  public readonly int $from
  public readonly int $until
  public readonly int $customers
  public readonly int $done
  public readonly ?float $share
  public readonly float $wantedShare
  public readonly int $wanted
  public readonly bool $reached
  public readonly array $treated
  public readonly array $heldOut
  public readonly ?array $uplift
  public readonly string $judgement
  public readonly string $text
  private __construct()
  public static isHeldOut(Loyalty\Programme $programme, string $key, Loyalty\KeyRing $keys, string|int $customer): bool
