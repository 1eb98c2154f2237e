<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin;

use Loyalty\Money;

/** Money that a shop has given back for an order. */
final readonly class RefundState
{
    public function __construct(
        /** Of the platform: hooks repeat, and money comes back once. */
        public string $refund,
        /** UTC seconds. */
        public int $at,
        /** For goods; what came back of the shipping is beside it. */
        public Money $amount,
        /** @var list<array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int}> They sum to the amount; none: it is not known for what. */
        public array $lines,
        public Money $shipping,
    ) {
    }

    /**
     * Of what a platform knows. What was paid back beyond its lines is for no line in particular; where less was paid back than the lines say, the money
     * counts and they do not.
     *
     * @param Money $amount All that was paid back, shipping included.
     * @param list<array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int}> $lines
     */
    public static function of(string $refund, int $at, Money $amount, array $lines, Money $shipping): self
    {
        $shipping = $shipping->compare($amount) > 0 ? $amount : $shipping;
        $goods = $amount->subtract($shipping);
        $rest = $goods->minor - array_sum(array_column($lines, 'amount'));
        if ($rest > 0 && $lines !== []) {
            $lines[] = ['sku' => '', 'quantity' => 1, 'amount' => $rest];
        }

        return new self($refund, $at, $goods, $rest < 0 ? [] : $lines, $shipping);
    }
}
