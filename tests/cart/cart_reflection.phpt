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
  public __construct(string $sku, int $quantity, Loyalty\Money $unitPrice, string $category = "", bool $sale = false)
  public __serialize(): array
  public __unserialize(array $data): void
final readonly class Loyalty\Cart
  public readonly array $lines
  public readonly Loyalty\Money $shipping
  public __construct(array $lines, Loyalty\Money $shipping)
  public __serialize(): array
  public __unserialize(array $data): void
