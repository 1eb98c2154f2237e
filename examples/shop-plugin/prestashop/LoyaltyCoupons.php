<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Discount;
use Loyalty\DiscountKind;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\PricedCart;
use Loyalty\Shop\Desk\Refused;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Outcome;

/**
 * What a PrestaShop module does in its hooks, each with the call that it is; the module's main class registers them and hands their parameters on. A code is a cart
 * rule only from its first presentation to its order: the core's table stays small, and a forged code leaves no row. The core does not
 * enforce single use: the ledger does.
 */
final class LoyaltyCoupons
{
    private const RULE_LIFE_S = 86400;

    public function __construct(private readonly CouponDesk $desk, private readonly Platform $shop)
    {
    }

    /** actionFrontControllerInitAfter, on the cart's page with "addDiscount": before the core looks for the rule. */
    public function codeTyped(int $cart, string $typed, int $now): void
    {
        if ($typed === '' || (!$this->desk->isOurs($typed) && $this->shop->hasRule($typed))) {
            // A voucher of the shop's own.
            return;
        }
        $answer = $this->desk->codeTyped($typed, $this->shop->shopper($cart), $now);
        if ($answer->coupon === null) {
            $this->refuse($answer->refused, $answer->suggestions);

            return;
        }
        $priced = $this->hold($cart, [...$this->ours($cart), $typed], $now);
        $discount = $priced->discount($typed);
        if ($discount === null) {
            $this->refuse($priced->refusal($typed));
        } else {
            $this->shop->putRule($typed, $this->fields($discount, $now));
        }
    }

    /** actionCartSave and the checkout's pages: rules follow what is in the cart, and what was lost meanwhile leaves it before the core charges it. */
    public function cartShown(int $cart, int $now): void
    {
        $codes = $this->ours($cart);
        $priced = $codes === [] ? null : $this->hold($cart, $codes, $now);
        foreach ($codes as $code) {
            $discount = $priced?->discount($code);
            if ($discount !== null) {
                $this->shop->putRule($code, $this->fields($discount, $now));
            } else {
                $this->shop->removeFromCart($cart, $code);
                $this->refuse($priced?->refusal($code));
            }
        }
    }

    /** actionCartRuleRemove, or "deleteDiscount" in the cart's page. */
    public function codeRemoved(int $cart, string $code): void
    {
        $this->desk->codeRemoved($code, $this->shop->shopper($cart));
    }

    /**
     * actionValidateOrder. PrestaShop 8 has made the order by now and asks nobody: what the order does not get is told to staff, and what it is charged
     * with besides it has. From 9 on actionValidateOrderBefore calls this first, where the answer stops the order.
     *
     * @param bool $made Whether the order is there whatever the answer is; false from actionValidateOrderBefore: then it gets all or none.
     * @return bool Whether the order may be taken at this price.
     */
    public function orderPlaced(int $order, int $now, bool $made = true): bool
    {
        $cart = $this->shop->cartOf($order);
        $codes = array_values(array_filter($this->shop->codesOf($order), $this->desk->isOurs(...)));
        if ($codes === []) {
            return true;
        }
        $refused = [];
        $gets = $codes;
        do {
            $priced = $this->desk->orderPlaced((string) $order, $this->shop->cart($cart), $gets, $this->shop->shopper($cart), $now);
            $refused = [...$refused, ...$priced->refused];
            $gets = array_map(strval(...), array_keys($priced->coupons));
        } while ($made && !$priced->isWhole() && $gets !== []);
        foreach ($refused as $one) {
            $this->shop->note($order, "Loyalty: charged with a code that it does not get: $one->message");
        }
        foreach ($codes as $code) {
            $this->shop->removeRule($code, $cart);
        }

        return $refused === [];
    }

    /** actionOrderStatusPostUpdate, which repeats: what the status says, not which one it was. */
    public function statusChanged(int $order, bool $paid, bool $cancelled, bool $failed, int $now): void
    {
        $key = (string) $order;
        $this->note($order, match (true) {
            $cancelled => $this->desk->cancelled($key, $now),
            $failed => $this->desk->paymentFailed($key, $now),
            $paid => $this->desk->paid($key, $now),
            default => [],
        });
    }

    /** actionOrderSlipAdd, actionProductCancel and the status "refunded": all of them for one refund, in any order. */
    public function refunded(int $order, int $now): void
    {
        $this->note($order, $this->desk->refunded((string) $order, $this->shop->isRefundedWhole($order), $now));
    }

    /** @param list<string> $codes */
    private function hold(int $cart, array $codes, int $now): PricedCart
    {
        return $this->desk->hold($this->shop->cart($cart), array_values(array_unique($codes)), $this->shop->shopper($cart), $now);
    }

    /** @return list<string> Codes of the cart that are signed, genuine ones that have run out among them. */
    private function ours(int $cart): array
    {
        return array_values(array_filter($this->shop->codes($cart), $this->desk->isOurs(...)));
    }

    private function fields(Discount $discount, int $now): RuleFields
    {
        $goods = $discount->amount->subtract($discount->shipping);

        return new RuleFields($discount->campaign, $goods->format(), $goods->currency, $discount->kind === DiscountKind::FreeShipping || $discount->shipping->minor > 0, $now + self::RULE_LIFE_S);
    }

    /** @param list<string> $suggestions */
    private function refuse(?Refused $refused, array $suggestions = []): void
    {
        if ($refused !== null) {
            $this->shop->showError(ucfirst($refused->publicMessage) . ($suggestions === [] ? '' : '. Did you mean ' . implode(' or ', $suggestions) . '?'));
        }
    }

    /** @param list<Answer> $answers */
    private function note(int $order, array $answers): void
    {
        foreach ($answers as $answer) {
            if ($answer->outcome !== Outcome::Replay) {
                $this->shop->note($order, 'Loyalty: ' . $answer->message());
            }
        }
    }
}
