<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Example\ShopPlugin\CartPage;
use Loyalty\Example\ShopPlugin\OrderBook;
use Loyalty\Example\ShopPlugin\Pages;
use Loyalty\InsufficientPointsException;
use Loyalty\Shop\Journal\ConcurrencyException;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Points\PointsDesk;

/** WooCommerce's events for points: orders into the journal, points in the checkout, and what shoppers see of them. */
final class Points
{
    private const AGAIN = 'loyalty_points_again';
    private const WANTED = 'loyalty_points';
    private const NOTED = '_loyalty_noted';
    private const NONCE = 'loyalty_spend';
    private const ENDPOINT = 'loyalty';

    private ?PointsDesk $desk = null;
    /** @var array<int, true> Orders that are being recorded: writing a note saves the order, which fires its hooks. */
    private array $recording = [];

    public function register(): void
    {
        foreach (['woocommerce_new_order', 'woocommerce_update_order', 'woocommerce_order_status_changed', 'woocommerce_order_refunded',
            'woocommerce_trash_order', 'woocommerce_untrash_order', self::AGAIN] as $hook) {
            add_action($hook, $this->orderChanged(...));
        }
        // Their first argument is the refund, which is gone.
        add_action('woocommerce_refund_deleted', fn (mixed $refund, mixed $order) => $this->orderChanged($order), 10, 2);
        add_action('woocommerce_before_delete_order', $this->orderDeleted(...));
        add_action('woocommerce_checkout_create_order_line_item', static fn (mixed $item) => $item instanceof \WC_Order_Item_Product ? Orders::remember($item) : null);
        add_action('woocommerce_created_customer', $this->accountMade(...));
        add_action('after_password_reset', $this->addressProven(...));

        add_action('wp_loaded', $this->spendAsked(...));
        add_action('woocommerce_cart_calculate_fees', $this->fees(...));
        add_action('woocommerce_checkout_create_order', $this->orderMade(...));
        add_action('woocommerce_store_api_checkout_update_order_meta', $this->blockOrderMade(...));
        add_action('woocommerce_checkout_order_created', $this->placed(...));
        add_action('woocommerce_checkout_validate_order_before_payment', $this->blockPlaced(...), 10, 2);
        add_action('woocommerce_before_pay_action', $this->paidAgain(...));

        add_action('woocommerce_single_product_summary', $this->showProduct(...), 11);
        foreach (['woocommerce_before_cart_totals', 'woocommerce_review_order_before_payment'] as $hook) {
            add_action($hook, $this->showCart(...));
        }
        add_filter('woocommerce_get_query_vars', static fn (mixed $vars): mixed => is_array($vars) ? $vars + [self::ENDPOINT => self::ENDPOINT] : $vars);
        add_filter('woocommerce_account_menu_items', static fn (mixed $items): mixed => is_array($items) ? $items + [self::ENDPOINT => 'Points'] : $items);
        add_filter('woocommerce_endpoint_loyalty_title', static fn (): string => 'Points');
        add_action('woocommerce_account_loyalty_endpoint', $this->showAccount(...));
        add_shortcode('loyalty_ladder', $this->ladder(...));
    }

    /** Any hook that has to do with an order: what it is now, the order says. */
    public function orderChanged(mixed $id): void
    {
        $id = is_numeric($id) ? (int) $id : 0;
        if ($id === 0 || isset($this->recording[$id])) {
            return;
        }
        $this->recording[$id] = true;
        try {
            $notes = (new OrderBook(Setup::journal(), $this->desk(), Setup::SOURCE))->record((string) $id, static fn () => Orders::state($id), time());
            foreach ($notes as $note) {
                $this->note($id, $note);
            }
        } catch (LedgerException|ConcurrencyException|JournalException|EventConflictException) {
            as_schedule_single_action(time() + 60, self::AGAIN, [$id]);
        } finally {
            unset($this->recording[$id]);
        }
    }

    /** For ever. What was paid for was bought; what was not gives its points back. */
    public function orderDeleted(mixed $id): void
    {
        $order = is_numeric($id) ? wc_get_order((int) $id) : null;
        if ($order instanceof \WC_Order && $order->get_date_paid() === null) {
            $this->desk()->restore((string) $order->get_id(), 'deleted', time());
        }
    }

    public function accountMade(mixed $user): void
    {
        if (is_int($user)) {
            $this->desk()->signedUp((string) $user, time());
        }
    }

    /**
     * Only now is it known that the mailbox is this person's: the link came by mail. Whoever opens an account with somebody else's address must not get
     * the points of that guest.
     */
    public function addressProven(mixed $user): void
    {
        $guest = $user instanceof \WP_User ? Setup::customerKey(0, $user->user_email) : null;
        if ($user instanceof \WP_User && $guest !== null) {
            $this->desk()->signedUp((string) $user->ID, time(), [$guest]);
        }
    }

    /** The form of the cart's page. */
    public function spendAsked(): void
    {
        $session = WC()->session;
        $points = $_POST[self::WANTED] ?? null;
        $nonce = $_POST['loyalty_nonce'] ?? null;
        if (!is_string($points) || !is_string($nonce) || !$session instanceof \WC_Session) {
            return;
        }
        if (wp_verify_nonce(sanitize_text_field(wp_unslash($nonce)), self::NONCE) === false) {
            wc_add_notice('Please try again.', 'error');

            return;
        }
        $session->set(self::WANTED, min(absint(wp_unslash($points)), 1_000_000_000));
    }

    public function fees(mixed $cart): void
    {
        $page = $cart instanceof \WC_Cart ? $this->cartPage($cart) : null;
        if ($cart instanceof \WC_Cart && $page !== null && $page->spent > 0) {
            // Points are a means of payment: no tax falls for them.
            $cart->add_fee(Orders::FEE, -(float) $page->spentWorth->format(), false);
        }
    }

    /** Which points the fee is for: what the cart asked for may be another number a second later. */
    public function orderMade(mixed $order): void
    {
        $page = WC()->cart === null ? null : $this->cartPage(WC()->cart);
        if ($order instanceof \WC_Order && $page !== null && $page->spent > 0) {
            $order->update_meta_data(Orders::POINTS, (string) $page->spent);
        }
    }

    public function blockOrderMade(mixed $order): void
    {
        $this->orderMade($order);
        if ($order instanceof \WC_Order) {
            $order->save();
        }
    }

    /**
     * Before the payment: of two orders that want the same points one gets them.
     *
     * @throws \Exception What it says is shown to the shopper.
     */
    public function placed(\WC_Order $order): void
    {
        $state = Orders::state($order->get_id());
        // A fee without points is no less refused than points that are gone: it would be a discount for nothing.
        if ($state === null || $state->byPoints->minor === 0) {
            return;
        }
        try {
            if ($this->desk()->programme()->at(time())->worth($state->points)->compare($state->byPoints) !== 0) {
                throw new InsufficientPointsException('the points are worth another amount by now');
            }
            $this->desk()->spend($state->order, $state->customer, $state->points, time());
            WC()->session?->set(self::WANTED, 0);
        } catch (InsufficientPointsException|EventConflictException $e) {
            WC()->session?->set(self::WANTED, 0);
            $this->note($order->get_id(), $e->getMessage());
            throw new \Exception(esc_html('Your points were spent elsewhere meanwhile. Please look at the new total and order again.'));
        }
    }

    public function blockPlaced(\WC_Order $order, \WP_Error $errors): void
    {
        try {
            $this->placed($order);
        } catch (\Exception $e) {
            $errors->add('loyalty_points', $e->getMessage());
        }
    }

    /** A payment that failed is tried once more: its points were free meanwhile. */
    public function paidAgain(\WC_Order $order): void
    {
        try {
            $this->placed($order);
        } catch (\Exception $e) {
            wc_add_notice($e->getMessage(), 'error');
        }
    }

    public function showProduct(): void
    {
        $product = $GLOBALS['product'] ?? null;
        $cart = $product instanceof \WC_Product ? Carts::ofProduct($product) : null;
        $text = $cart === null ? null : $this->pages()->product($cart, $this->key(), time());
        if ($text !== null) {
            printf('<p class="loyalty-product">%s</p>', esc_html(ucfirst($text)));
        }
    }

    public function showCart(): void
    {
        $page = WC()->cart === null ? null : $this->cartPage(WC()->cart);
        if ($page === null) {
            return;
        }
        echo '<div class="loyalty-cart">';
        foreach ($page->lines as $line) {
            printf('<p>%s</p>', esc_html(ucfirst($line)));
        }
        if ($page->spendable > 0) {
            echo '<form method="post"><label>Spend points <input type="number" min="0" name="' . esc_attr(self::WANTED) . '" max="' . esc_attr((string) $page->spendable)
                . '" value="' . esc_attr((string) $page->spent) . '"></label>';
            wp_nonce_field(self::NONCE, 'loyalty_nonce');
            echo '<button type="submit">Apply</button></form>';
        }
        echo '</div>';
    }

    public function showAccount(): void
    {
        $key = $this->key();
        if ($key === null) {
            return;
        }
        foreach ($this->pages()->account($key, time()) as $heading => $lines) {
            printf('<h3>%s</h3><ul>', esc_html($heading));
            foreach ($lines as $line) {
                printf('<li>%s</li>', esc_html($line));
            }
            echo '</ul>';
        }
        echo $this->ladder();
    }

    /** For everyone, signed in or not: [loyalty_ladder] */
    public function ladder(): string
    {
        $html = '<div class="loyalty-ladder">';
        foreach ($this->pages()->ladder(time()) as $tier) {
            $html .= sprintf('<section style="border-color:%s"><h4>%s</h4><ul>', esc_attr($tier['colour']), esc_html($tier['name']));
            foreach ($tier['lines'] as $line) {
                $html .= sprintf('<li>%s</li>', esc_html($line));
            }
            $html .= '</ul></section>';
        }

        return $html . '</div>';
    }

    private function cartPage(\WC_Cart $cart): ?CartPage
    {
        $wanted = WC()->session?->get(self::WANTED);
        $priced = Carts::asPaid($cart, is_int($wanted) ? $wanted : 0);

        return $priced === null ? null : $this->pages()->cart($priced, $this->key(), time());
    }

    /** Once for each thing that there is to say, however often hooks say it. */
    private function note(int $id, string $text): void
    {
        $order = wc_get_order($id);
        if ($order instanceof \WC_Order && $order->get_meta(self::NOTED) !== $text) {
            $order->update_meta_data(self::NOTED, $text);
            $order->save_meta_data();
            $order->add_order_note(esc_html("Loyalty: $text"));
        }
    }

    private function key(): ?string
    {
        $account = get_current_user_id();

        return $account === 0 ? null : (string) $account;
    }

    private function pages(): Pages
    {
        return new Pages($this->desk());
    }

    private function desk(): PointsDesk
    {
        return $this->desk ??= Setup::points();
    }
}
