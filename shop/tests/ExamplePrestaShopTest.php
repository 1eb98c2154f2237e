<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Example\ShopPlugin\PrestaShop\LoyaltyCoupons;
use Loyalty\Example\ShopPlugin\PrestaShop\Platform;
use Loyalty\Example\ShopPlugin\PrestaShop\RuleFields;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\Shopper;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Ledger\Entry;
use Loyalty\Shop\Ledger\PdoConnection;
use PHPUnit\Framework\Attributes\CoversNothing;

/** The events of a PrestaShop in their order, on a shop that remembers rules as the core does. */
#[CoversNothing]
final class ExamplePrestaShopTest extends TestCase implements Platform
{
    private const NOW = 1_800_000_000;

    private CouponDesk $desk;
    private LoyaltyCoupons $module;
    private int $mugs = 2;
    private bool $whole = false;
    /** @var array<string, RuleFields> */
    private array $rules = [];
    /** @var array<int, list<string>> */
    private array $carts = [];
    /** @var array<int, int> */
    private array $orders = [];
    /** @var list<string> */
    private array $said = [];
    /** @var array<int, list<string>> */
    private array $notes = [];

    protected function setUp(): void
    {
        parent::setUp();
        $connection = PdoConnection::sqlite($this->folder . '/shop.sqlite');
        (new Tables())->create($connection);
        $this->desk = new CouponDesk(KeyRing::create(), 'https://shop.example', self::programme([
            'discounts' => 'prestashop',
            'points' => ['earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100]],
            'tiers' => ['by' => 'spend', 'levels' => [['key' => 'silver', 'name' => 'Silver', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => 500000]]],
            'campaigns' => [['number' => 1, 'key' => 'tenth', 'name' => '10 % off', 'combinable' => true, 'minimum_order' => 2000, 'discount' => ['kind' => 'percent', 'basis_points' => 1000]]],
        ]), $connection);
        $this->desk->identity->begin(self::NOW);
        $this->module = new LoyaltyCoupons($this->desk, $this);
    }

    public function testACodeIsARuleFromItsFirstPresentationToItsOrder(): void
    {
        $code = $this->code();
        $this->type(1, $code);
        self::assertSame(['5.00', 'GBP', false], [$this->rules[$code]->amount, $this->rules[$code]->currency, $this->rules[$code]->freeShipping]);
        $this->type(2, $code);
        self::assertSame(['The code is in use in another order'], $this->said);
        self::assertSame([1 => [$code]], $this->carts);

        $this->mugs = 3;
        $this->module->cartShown(1, self::NOW);
        self::assertSame('7.50', $this->rules[$code]->amount);

        self::assertTrue($this->buy(10, 1));
        self::assertSame([], $this->rules);
        self::assertSame(['Placed'], $this->states(10));
        $this->module->statusChanged(10, true, false, false, self::NOW + 86400 * 30);
        $this->module->statusChanged(10, true, false, false, self::NOW + 86400 * 30);
        self::assertSame(['Used'], $this->states(10));
        self::assertSame(['Loyalty: code 0 of campaign 1 is redeemed by order 10'], $this->notes[10]);
        $this->module->refunded(10, self::NOW);
        $this->whole = true;
        $this->module->refunded(10, self::NOW);
        self::assertSame(['Used'], $this->states(10));
    }

    public function testAForgedCodeLeavesNoRuleAndAVoucherOfTheShopIsLeftAlone(): void
    {
        $this->type(1, 'FORGED');
        self::assertSame([], $this->rules);
        self::assertCount(1, $this->said);
        $this->rules['OWN-VOUCHER'] = new RuleFields('own', '1.00', 'GBP', false, 0);
        $this->module->codeTyped(1, 'OWN-VOUCHER', self::NOW);
        $this->carts[1] = ['OWN-VOUCHER'];
        $this->module->cartShown(1, self::NOW);
        self::assertCount(1, $this->said);
        self::assertTrue($this->buy(9, 1));
        self::assertSame(['OWN-VOUCHER'], array_keys($this->rules));
    }

    public function testWhatTheCartLosesLeavesItBeforeTheCoreChargesIt(): void
    {
        $code = $this->code();
        $this->type(1, $code);
        $this->mugs = 0;
        $this->module->cartShown(1, self::NOW);
        self::assertSame([1 => []], $this->carts);
        self::assertSame(['Add 19.00 GBP of goods that the code covers'], $this->said);
    }

    public function testAnOrderThatTheCoreMadeAnywayIsToldToStaff(): void
    {
        $code = $this->code();
        $this->type(1, $code);
        $this->carts[2] = [$code];
        self::assertTrue($this->buy(10, 1));
        self::assertFalse($this->buy(11, 2));
        self::assertStringStartsWith('Loyalty: charged with a code that it does not get: code 0 of campaign 1 is bound to order 10', $this->notes[11][0]);
        $this->module->statusChanged(10, false, true, false, self::NOW);
        self::assertSame(['Released'], $this->states(10));
        $this->type(3, $code);
        $this->module->codeRemoved(3, $code);
        $this->type(4, $code);
        self::assertSame([$code], $this->carts[4]);
    }

    public function testAnOrderThatLosesOneCodeKeepsTheOthersThatItIsChargedWith(): void
    {
        [$lost, $kept] = [$this->code(), $this->code()];
        $this->type(1, $lost);
        self::assertTrue($this->buy(10, 1));
        $this->type(2, $kept);
        $this->carts[2][] = $lost;
        self::assertFalse($this->buy(11, 2));
        self::assertSame(['Placed'], $this->states(11));
        self::assertCount(1, $this->notes[11]);
        $this->type(3, $kept);
        self::assertSame(['The code is in use in another order'], $this->said);
    }

    public function cart(int $cart): Cart
    {
        return new Cart([new CartLine('MUG', max(1, $this->mugs), new Money($this->mugs === 0 ? 100 : 2500, 'GBP'))], new Money(395, 'GBP'));
    }

    public function shopper(int $cart): Shopper
    {
        return new Shopper("cart-$cart", '192.0.2.1');
    }

    public function codes(int $cart): array
    {
        return $this->carts[$cart] ?? [];
    }

    public function hasRule(string $code): bool
    {
        return isset($this->rules[$code]);
    }

    public function putRule(string $code, RuleFields $fields): void
    {
        $this->rules[$code] = $fields;
    }

    public function removeRule(string $code, ?int $keepInCart = null): void
    {
        unset($this->rules[$code]);
    }

    public function removeFromCart(int $cart, string $code): void
    {
        $this->carts[$cart] = array_values(array_diff($this->carts[$cart] ?? [], [$code]));
    }

    public function cartOf(int $order): int
    {
        return $this->orders[$order];
    }

    public function codesOf(int $order): array
    {
        return $this->codes($this->orders[$order]);
    }

    public function isRefundedWhole(int $order): bool
    {
        return $this->whole;
    }

    public function note(int $order, string $text): void
    {
        $this->notes[$order][] = $text;
    }

    public function showError(string $text): void
    {
        $this->said[] = $text;
    }

    /** The hook, and then the core, which takes whatever rule there is. */
    private function type(int $cart, string $code): void
    {
        $errors = count($this->said);
        $this->module->codeTyped($cart, $code, self::NOW);
        if (isset($this->rules[$code]) && count($this->said) === $errors) {
            $this->carts[$cart][] = $code;
        }
    }

    private function buy(int $order, int $cart): bool
    {
        $this->orders[$order] = $cart;

        return $this->module->orderPlaced($order, self::NOW);
    }

    private function code(): string
    {
        return str_replace('-', '', $this->desk->codes($this->desk->issue('tenth', 1, self::NOW))->current());
    }

    /**
     * @return list<string>
     * @phpstan-impure
     */
    private function states(int $order): array
    {
        return array_map(static fn (Entry $entry): string => $entry->state->name, $this->desk->codesOfOrder((string) $order));
    }
}
