<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Example\ShopPlugin\CartPage;
use Loyalty\Example\ShopPlugin\OrderBook;
use Loyalty\Example\ShopPlugin\Pages;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Points\PointsDesk;
use Loyalty\Shop\Service\BookingException;
use Loyalty\Shop\Service\ServiceDesk;

/**
 * What a PrestaShop module does for points in its hooks; the module's main class registers them and hands their parameters on. Texts that shoppers read come back
 * plain: templates escape them.
 */
final readonly class LoyaltyPoints
{
    /** Of events: whose numbers orders have. */
    public const SOURCE = 'prestashop';
    private const RULE_LIFE_S = 86400;

    private OrderBook $book;
    private Pages $pages;
    private ServiceDesk $services;

    public function __construct(Journal $journal, private PointsDesk $desk, private PointsPlatform $shop)
    {
        $this->book = new OrderBook($journal, $desk, self::SOURCE);
        $this->pages = new Pages($desk);
        $this->services = new ServiceDesk($journal, self::SOURCE);
    }

    /**
     * actionValidateOrder, actionOrderStatusPostUpdate, actionOrderSlipAdd, actionProductCancel, actionOrderEdited: whichever of them fires, and however
     * often, the order says what it is.
     */
    public function orderChanged(int $order, int $now): void
    {
        foreach ($this->book->record((string) $order, fn () => $this->shop->order($order), $now) as $note) {
            $this->shop->note($order, "Loyalty: $note");
        }
    }

    /**
     * actionValidateOrderBefore (9.x), and the last page of the checkout (8.x): false if the points went elsewhere meanwhile; the cart's total is
     * another then. 8.x asks nobody between this page and its order: of two orders within that time the second is told to staff.
     */
    public function mayOrder(int $cart, int $now): bool
    {
        $had = $this->shop->pointsOf($cart);

        return $this->cartShown($cart, $now) === $had;
    }

    /** The form of the cart's page, which a module controller takes with its token. */
    public function pointsAsked(int $cart, int $points, int $now): void
    {
        $this->put($cart, max(0, $points), $now);
    }

    /**
     * actionCartSave and the pages of the checkout: the rule follows what the cart may spend by now.
     *
     * @return int How many points it spends.
     */
    public function cartShown(int $cart, int $now): int
    {
        $wanted = $this->shop->pointsOf($cart);
        $spent = $wanted === 0 ? 0 : $this->put($cart, $wanted, $now);
        if ($spent < $wanted) {
            $this->shop->showError(sprintf('Of %s that you wanted to spend %s', $this->pages->amount($wanted), $spent === 0 ? 'none are left' : "$spent can be spent"));
        }

        return $spent;
    }

    /** displayProductAdditionalInfo */
    public function product(int $product, ?string $customer, int $now): ?string
    {
        $piece = $this->shop->piece($product);

        return $piece === null ? null : $this->pages->product($piece, $customer, $now);
    }

    /** displayShoppingCart, displayExpressCheckout: what is drawn anew after each change of the cart. */
    public function cart(int $cart, int $now): ?CartPage
    {
        return $this->page($cart, $this->shop->pointsOf($cart), $now);
    }

    /**
     * displayCustomerAccount
     *
     * @return array<string, list<string>>
     */
    public function account(string $customer, int $now): array
    {
        return $this->pages->account($customer, $now);
    }

    /**
     * For everyone, on a page of its own.
     *
     * @return list<array{name: string, colour: string, lines: list<string>}>
     */
    public function ladder(int $now): array
    {
        return $this->pages->ladder($now);
    }

    /** actionCustomerAccountAdd */
    public function accountMade(int $customer, int $now): void
    {
        $this->desk->signedUp((string) $customer, $now);
    }

    /** actionPasswordRenew: the link came by mail, so the mailbox is this person's, and so are the guest's orders. */
    public function addressProven(int $customer, string $email, int $now): void
    {
        $guest = $this->shop->guest($email);
        $this->desk->signedUp((string) $customer, $now, $guest === null ? [] : [$guest]);
    }

    /** displayAdminCustomers: a form of the back office, with its token and the employee's name. */
    public function adjust(string $customer, string $token, int $points, string $reason, string $author, int $now): AppendOutcome
    {
        return $this->desk->adjust($customer, $token, $points, $reason, $author, $now);
    }

    /**
     * The same page books what a customer is entitled to.
     *
     * @return string What staff reads.
     */
    public function book(string $booking, string $customer, string $service, int $now, ?string $order = null, ?string $sku = null): string
    {
        try {
            $this->services->book($booking, $customer, $service, $now, order: $order, sku: $sku);

            return 'Booked.';
        } catch (BookingException $e) {
            return $e->getMessage();
        }
    }

    private function put(int $cart, int $points, int $now): int
    {
        $page = $this->page($cart, $points, $now);
        $spent = $page->spent ?? 0;
        $this->shop->putPoints($cart, $spent, $page?->spentWorth->format() ?? '0', $page->spentWorth->currency ?? '', $now + self::RULE_LIFE_S);

        return $spent;
    }

    private function page(int $cart, int $points, int $now): ?CartPage
    {
        $priced = $this->shop->cartAsPaid($cart, $points);

        return $priced === null ? null : $this->pages->cart($priced, $this->shop->customerOf($cart), $now);
    }
}
