<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Coupon;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\PricedCart;
use Loyalty\Shop\Desk\Refused;
use Loyalty\Shop\Desk\Shopper;
use Loyalty\Shop\Desk\Typed;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Entry;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Ledger\Outcome;
use Loyalty\Shop\Ledger\State;

/** WooCommerce's events, each with the call that it is. Codes are virtual coupons: WooCommerce reckons what they take off, the desk says whether they are good. */
final class Hooks
{
    private const AGAIN = 'loyalty_order_again';

    private ?CouponDesk $desk = null;
    /** @var array<string, Typed> Codes that this request has read: WooCommerce asks up to seven times. */
    private array $read = [];
    /** @var array<string, PricedCart> */
    private array $held = [];
    /** The instant whose terms hold: that of an old order while it is reckoned anew. */
    private ?int $at = null;

    public function register(): void
    {
        add_filter('woocommerce_get_shop_coupon_data', $this->couponData(...), 10, 2);
        add_filter('woocommerce_coupon_is_valid', $this->isValid(...), 10, 3);
        add_filter('woocommerce_coupon_error', $this->couponError(...), 10, 3);
        add_action('woocommerce_removed_coupon', $this->removed(...));
        add_action('woocommerce_cart_emptied', $this->emptied(...));
        // The block checkout has its order by now; the classic one gets its number between the two.
        add_action('woocommerce_checkout_validate_order_before_payment', $this->validateOrder(...), 10, 2);
        add_action('woocommerce_checkout_create_order', $this->createOrder(...));
        add_action('woocommerce_checkout_order_created', $this->orderCreated(...));
        foreach (['processing', 'completed'] as $status) {
            add_action("woocommerce_order_status_$status", fn (int $order) => $this->settle($order, 'paid'));
        }
        add_action('woocommerce_order_status_failed', fn (int $order) => $this->settle($order, 'paymentFailed'));
        // An order on hold waits for its payment: it keeps its codes without being told.
        add_action('woocommerce_order_status_cancelled', fn (int $order) => $this->settle($order, 'cancelled'));
        foreach (['woocommerce_trash_order', 'woocommerce_before_delete_order'] as $hook) {
            add_action($hook, fn (int $order) => $this->settle($order, 'removed'));
        }
        add_action('woocommerce_before_delete_order_item', $this->itemRemoved(...));
        add_action('woocommerce_order_refunded', fn (int $order) => $this->settle($order, 'refunded'));
        add_action(self::AGAIN, $this->settle(...), 10, 2);
        add_filter('woocommerce_order_recalculate_coupons_coupon_object', $this->recalculate(...), 10, 4);
    }

    /** A coupon is looked up by its code, which comes here in lower case. What is not ours goes on to the shop's own coupons. */
    public function couponData(mixed $data, mixed $code): mixed
    {
        if ($data !== false || !is_string($code) || $code === '') {
            return $data;
        }
        $coupon = $this->read($code)->coupon;

        return $coupon === null ? $data : CouponFields::of($coupon, $this->desk()->terms($coupon), get_woocommerce_currency());
    }

    /**
     * WooCommerce has checked what it knows. The rest is asked here, and the cart then has the code.
     *
     * @throws \Exception What it says is shown to the shopper.
     */
    public function isValid(mixed $valid, mixed $coupon, mixed $discounts): bool
    {
        if ($valid !== true || !$coupon instanceof \WC_Coupon || !$discounts instanceof \WC_Discounts || $this->coupon($coupon->get_code()) === null) {
            return $valid === true;
        }
        $object = $discounts->get_object();
        if ($object instanceof \WC_Cart) {
            $this->demand($this->hold($object, [...$object->get_applied_coupons(), $coupon->get_code()])->refusal($coupon->get_code()));
        } elseif ($object instanceof \WC_Order && $object->get_id() > 0 && !$object->has_status('checkout-draft')) {
            // Staff or an interface adds a code to an order: no cart has held it.
            $this->place($object, Carts::buyer($this->desk()->programme, $object), $coupon->get_code());
        }

        return true;
    }

    /** Why a code is none, and what the shopper may have meant. */
    public function couponError(mixed $message, mixed $error, mixed $coupon): mixed
    {
        $typed = $coupon instanceof \WC_Coupon && $error === \WC_Coupon::E_WC_COUPON_NOT_EXIST ? $this->read[$coupon->get_code()] ?? null : null;
        if ($typed?->refused === null) {
            return $message;
        }
        $meant = array_map(static fn (string $code): string => sprintf('<code>%s</code>', esc_html($code)), $typed->suggestions);

        return esc_html(ucfirst($typed->refused->publicMessage)) . ($meant === [] ? '' : '. ' . sprintf('Did you mean %s?', implode(' or ', $meant)));
    }

    public function removed(string $code): void
    {
        $this->held = [];
        if ($this->coupon($code) !== null) {
            $this->desk()->codeRemoved($code, $this->shopper());
        }
    }

    /** After a checkout too: the order keeps what is its own. */
    public function emptied(): void
    {
        if (WC()->session !== null) {
            $this->desk()->cartEmptied($this->shopper());
        }
    }

    public function validateOrder(\WC_Order $order, \WP_Error $errors): void
    {
        try {
            $this->place($order, $this->shopper($order));
        } catch (\Exception $e) {
            $errors->add('loyalty_coupon', $e->getMessage());
        }
    }

    /** The order has no number yet: the cart takes its codes once more, now that the customer is known. */
    public function createOrder(\WC_Order $order): void
    {
        $cart = WC()->cart;
        if ($cart !== null && $this->ours($cart->get_applied_coupons()) !== []) {
            $this->held = [];
            $this->demand($this->hold($cart, $cart->get_applied_coupons(), $order)->refused[0] ?? null);
        }
    }

    public function orderCreated(\WC_Order $order): void
    {
        $this->place($order, $this->shopper($order));
    }

    /** Staff takes a coupon out of an order: no other hook is fired. */
    public function itemRemoved(int|string $id): void
    {
        $item = \WC_Order_Factory::get_order_item((int) $id);
        if ($item instanceof \WC_Order_Item_Coupon && $this->desk()->isOurs($item->get_code())) {
            $this->desk()->codeRemovedFromOrder($item->get_code(), (string) $item->get_order_id());
        }
    }

    /** Reckoned anew, an order would forget what its coupon was: it gets the coupon as its own day had it. */
    public function recalculate(mixed $coupon, mixed $code, mixed $item, mixed $order): mixed
    {
        if (!is_string($code) || !$order instanceof \WC_Order) {
            return $coupon;
        }
        $this->at = $order->get_date_created()?->getTimestamp();
        $this->read = [];
        try {
            return $this->coupon($code) === null ? $coupon : new \WC_Coupon($code);
        } finally {
            $this->at = null;
            $this->read = [];
        }
    }

    /**
     * What became of an order. Each call may be repeated, and one that fails is: a payment that is not booked would leave its code to the next.
     *
     * @param string $event "paid", "paymentFailed", "cancelled", "removed" or "refunded"
     */
    public function settle(int $id, string $event): void
    {
        $order = wc_get_order($id);
        if (!$order instanceof \WC_Order) {
            return;
        }
        $key = (string) $id;
        try {
            $answers = match ($event) {
                'paid' => $this->desk()->paid($key, time()),
                'paymentFailed' => $this->desk()->paymentFailed($key, time()),
                'cancelled' => $this->desk()->cancelled($key, time()),
                // Old orders that are cleared away were paid for: their codes are used.
                'removed' => $this->isPaid($key) ? [] : $this->desk()->cancelled($key, time()),
                // Of all refunds together, whichever of them fires, and however often.
                'refunded' => $this->desk()->refunded($key, (float) $order->get_remaining_refund_amount() <= 0.0, time()),
                default => [],
            };
        } catch (LedgerException) {
            as_schedule_single_action(time() + 60, self::AGAIN, [$id, $event]);

            return;
        }
        foreach (array_filter($answers, static fn (Answer $answer): bool => $answer->outcome !== Outcome::Replay) as $answer) {
            $order->add_order_note(esc_html('Loyalty: ' . $answer->message()));
        }
    }

    private function isPaid(string $order): bool
    {
        return array_filter($this->desk()->codesOfOrder($order), static fn (Entry $entry): bool => $entry->state === State::Used) !== [];
    }

    /** @throws \Exception */
    private function place(\WC_Order $order, Shopper $shopper, ?string $more = null): void
    {
        $ours = $this->ours([...$order->get_coupon_codes(), $more]);
        // Without codes too, if it had some: an order that is placed again may have lost them.
        if ($ours !== [] || $this->desk()->codesOfOrder((string) $order->get_id()) !== []) {
            $this->demand($this->desk()->orderPlaced((string) $order->get_id(), Carts::ofOrder($order), $ours, $shopper, time())->refused[0] ?? null);
        }
    }

    /** @param array<mixed> $codes */
    private function hold(\WC_Cart $cart, array $codes, ?\WC_Order $order = null): PricedCart
    {
        $ours = $this->ours($codes);

        return $this->held[$cart->get_cart_hash() . implode(' ', $ours)] ??= $this->desk()->hold(Carts::ofCart($cart), $ours, $this->shopper($order), time());
    }

    /**
     * @param array<mixed> $codes
     * @return list<string> Without the shop's own coupons.
     */
    private function ours(array $codes): array
    {
        // In their order: a code that stands alone throws out those before it.
        return array_values(array_unique(array_filter(array_filter($codes, is_string(...)), fn (string $code): bool => $this->coupon($code) !== null)));
    }

    /** @throws \Exception */
    private function demand(?Refused $refused): void
    {
        if ($refused !== null) {
            throw new \Exception(esc_html(ucfirst($refused->publicMessage)));
        }
    }

    private function coupon(string $code): ?Coupon
    {
        return $this->read($code)->coupon;
    }

    /** Typed by a shopper, failures count; in a cart or an order already, they do not. Nor does a coupon of the shop's own that looks like a code with a typing error. */
    private function read(string $code): Typed
    {
        $cart = $this->at === null ? WC()->cart : null;
        $typed = WC()->session !== null && $cart !== null && !is_admin() && !in_array($code, $cart->get_applied_coupons(), true)
            && ($this->desk()->isOurs($code) || wc_get_coupon_id_by_code($code) === 0);

        return $this->read[$code] ??= $typed ? $this->desk()->codeTyped($code, $this->shopper(), time()) : $this->desk()->read($code, $this->at ?? time());
    }

    private function shopper(?\WC_Order $order = null): Shopper
    {
        return Carts::shopper($this->desk()->programme, $order);
    }

    private function desk(): CouponDesk
    {
        return $this->desk ??= Setup::desk();
    }
}
