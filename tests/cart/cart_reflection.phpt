--TEST--
Cart, CartLine: their public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\CartLine::class);
surface(Loyalty\Cart::class);
--EXPECT--
final readonly class Loyalty\CartLine
  public readonly string $sku
  public readonly int $quantity
  public readonly Loyalty\Money $unitPrice
  public readonly string $category
  public readonly bool $sale
  public readonly array $categories
  public readonly int $taxRate
  public readonly ?int $netMillionths
  public readonly ?int $grossMillionths
  public readonly string $brand
  public __construct(string $sku, int $quantity, Loyalty\Money $unitPrice, array|string $category = "", bool $sale = false, int $taxRate = 0, ?int $netMillionths = null, ?int $grossMillionths = null, string $brand = "")
  public __serialize(): array
  public __unserialize(array $data): void
final readonly class Loyalty\Cart
  public readonly array $lines
  public readonly Loyalty\Money $shipping
  public readonly bool $taxIncluded
  public readonly int $shippingTaxRate
  public readonly ?Loyalty\Channel $channel
  public readonly ?int $shippingNetMillionths
  public readonly ?int $shippingGrossMillionths
  public readonly ?int $displayedMillionths
  public readonly string $salesChannel
  public readonly int $pointsToSpend
  public __construct(array $lines, Loyalty\Money $shipping, bool $taxIncluded = true, int $shippingTaxRate = 0, ?Loyalty\Channel $channel = null, ?int $shippingNetMillionths = null, ?int $shippingGrossMillionths = null, ?int $displayedMillionths = null, string $salesChannel = "", int $pointsToSpend = 0)
  public __serialize(): array
  public __unserialize(array $data): void
