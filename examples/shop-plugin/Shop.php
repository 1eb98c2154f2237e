<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Coupon;
use Loyalty\Money;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\PricedCart;
use Loyalty\Shop\Desk\Refused;
use Loyalty\Shop\Desk\Shopper;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Outcome;

/**
 * A shop without a platform: what happens in every shop, and what its plugin then says to the desk. Each public method is one event and returns what
 * the shopper reads; what staff reads is in notes(). The plugins beside this file do the same with the hooks of their platforms.
 */
final class Shop
{
    /** @var array<string, list<string>> Codes by cart. */
    public array $codes = [];
    /** @var array<string, list<CartLine>> Goods by cart. */
    public array $goods = [];
    /** @var array<string, array{email?: string, account?: string}> What is known of the customer, by cart. */
    public array $customers = [];
    /** @var array<array-key, list<string>> What staff reads, by order. */
    private array $notes = [];
    /** @var array<array-key, int> Totals of orders, minor units. */
    private array $totals = [];
    /** @var array<array-key, array<string, int>> Refunds by order and by their own key. */
    private array $refunds = [];

    public function __construct(private readonly CouponDesk $desk, public int $now, private int $lastOrder = 0, public string $address = '192.0.2.1')
    {
    }

    public function typeCode(string $cart, string $typed): string
    {
        $answer = $this->desk->codeTyped($typed, $this->shopper($cart), $this->now);
        if ($answer->coupon === null) {
            return $this->sorry($answer->refused, $answer->suggestions);
        }
        // The canonical form: however it was typed, the cart has it once.
        $code = $answer->coupon->code;
        $others = $this->codes[$cart] ?? [];
        $priced = $this->hold($cart, array_values(array_unique([...$others, $code])));
        $refusal = $priced->refusal($code);
        if ($refusal !== null) {
            return $this->sorry($refusal);
        }

        return 'you save ' . ($priced->discount($code)?->amount->format() ?? '0');
    }

    public function removeCode(string $cart, string $code): void
    {
        $this->codes[$cart] = array_values(array_diff($this->codes[$cart] ?? [], [$code]));
        $this->desk->codeRemoved($code, $this->shopper($cart));
    }

    /** A cart page: codes that have run out meanwhile, or gone to others, leave it with a word to the shopper. */
    public function showCart(string $cart): string
    {
        $priced = $this->hold($cart, $this->codes[$cart] ?? []);
        $lost = array_map(fn (Refused $refused): string => $this->sorry($refused), $priced->refused);

        return implode('; ', ['total ' . $priced->quote->total->format(), ...$lost]);
    }

    /** The order is placed before it is paid. If it does not get its codes, the checkout stops: nobody pays another price than he saw. */
    public function checkout(string $cart): string
    {
        $order = (string) (++$this->lastOrder);
        $priced = $this->desk->orderPlaced($order, $this->cart($cart), $this->codes[$cart] ?? [], $this->shopper($cart), $this->now);
        if (!$priced->isWhole()) {
            $this->notes[$order] = array_map(static fn (Refused $refused): string => $refused->message, $priced->refused);

            return $this->sorry($priced->refused[0]);
        }
        $this->totals[$order] = $priced->quote->total->minor;

        return "order $order: " . $priced->quote->total->format();
    }

    public function paid(string $order): void
    {
        $this->note($order, $this->desk->paid($order, $this->now));
    }

    public function paymentFailed(string $order): void
    {
        $this->note($order, $this->desk->paymentFailed($order, $this->now));
    }

    public function cancelled(string $order): void
    {
        $this->note($order, $this->desk->cancelled($order, $this->now));
    }

    /** @param string $refund Key of the refund: hooks repeat, and money comes back once. */
    public function refunded(string $order, string $refund, int $minor): void
    {
        $this->refunds[$order][$refund] = $minor;
        $this->note($order, $this->desk->refunded($order, array_sum($this->refunds[$order]) >= ($this->totals[$order] ?? 0), $this->now));
    }

    /** @return list<string> */
    public function notes(string $order): array
    {
        return $this->notes[$order] ?? [];
    }

    /** @param list<string> $codes */
    private function hold(string $cart, array $codes): PricedCart
    {
        $priced = $this->desk->hold($this->cart($cart), $codes, $this->shopper($cart), $this->now);
        $this->codes[$cart] = array_values(array_map(static fn (Coupon $coupon): string => $coupon->code, $priced->coupons));

        return $priced;
    }

    private function cart(string $cart): Cart
    {
        return new Cart($this->goods[$cart] ?? [new CartLine('MUG', 2, new Money(2500, 'GBP'))], new Money(395, 'GBP'));
    }

    private function shopper(string $cart): Shopper
    {
        $customer = $this->customers[$cart] ?? [];

        return new Shopper($cart, $this->address, $customer['account'] ?? null, [$customer['email'] ?? null]);
    }

    /** @param list<string> $suggestions */
    private function sorry(?Refused $refused, array $suggestions = []): string
    {
        return ($refused->publicMessage ?? '') . ($suggestions === [] ? '' : '; did you mean ' . implode(' or ', $suggestions) . '?');
    }

    /** @param list<Answer> $answers */
    private function note(string $order, array $answers): void
    {
        foreach ($answers as $answer) {
            if ($answer->outcome !== Outcome::Replay) {
                $this->notes[$order][] = $answer->message();
            }
        }
    }
}
