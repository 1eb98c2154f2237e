--TEST--
Cart, CartLine: what they refuse
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Channel, Money};

function attempt(callable $call): void
{
    try {
        $call();
        echo "done\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
$free = new Money(0, 'GBP');
$blank = fn(string $class) => (new ReflectionClass($class))->newInstanceWithoutConstructor();
$largest = intdiv(PHP_INT_MAX, 10000); /* in millionths of a pound it still fits */
attempt(fn() => new CartLine("\xff", 1, $free));
attempt(fn() => new CartLine('A', -1, $free));
attempt(fn() => new CartLine('A', PHP_INT_MIN, $free));
attempt(fn() => new CartLine('A', 1, new Money(-1, 'GBP')));
attempt(fn() => new CartLine('A', 2, new Money(PHP_INT_MAX, 'GBP')));
attempt(fn() => new CartLine('A', 1, new Money($largest + 1, 'GBP')));
attempt(fn() => new CartLine('A', 1, new Money($largest, 'GBP')));
attempt(fn() => new CartLine('A', 1, new Money($largest, 'GBP'), taxRate: 1));
attempt(fn() => new CartLine('A', 2, $free, grossMillionths: PHP_INT_MAX));
attempt(fn() => new CartLine('A', 1, $free, "\xc3"));
attempt(fn() => new CartLine('A', 1, $free, ['tea', "\xc3"]));
attempt(fn() => new CartLine('A', 1, $free, ['tea', '']));
attempt(fn() => new CartLine('A', 1, $free, ['tea', 5]));
attempt(fn() => new CartLine('A', 1, $free, ['main' => 'tea']));
attempt(fn() => new CartLine('A', 1, $free, '', false, -1));
attempt(fn() => new CartLine('A', 1, $free, '', false, 10000001));
attempt(fn() => new CartLine('A', 1, $free, '', false, 0, -1));
attempt(fn() => new CartLine('A', 1, $free, '', false, 0, null, -1));
attempt(fn() => new CartLine('A', 1, $free, brand: "Brew\xff"));
attempt(fn() => new CartLine('A', 1, $free, brand: ['Brew']));
attempt(fn() => new CartLine('A', 1, 5));
attempt(fn() => new CartLine('A', 1, $blank(Money::class)));
echo "cart:\n";
$line = new CartLine('A', 1, new Money($largest, 'GBP'));
attempt(fn() => new Cart([], $free));
attempt(fn() => new Cart([1 => $line], $free));
attempt(fn() => new Cart([$line, 'A'], $free));
attempt(fn() => new Cart([$line, $free], $free));
attempt(fn() => new Cart([$line], new Money(0, 'EUR')));
attempt(fn() => new Cart([$line], new Money(-1, 'GBP')));
attempt(fn() => new Cart([$line, $line], $free));
attempt(fn() => new Cart([$line], new Money(1, 'GBP')));
attempt(fn() => new Cart([$line], $free, true, -1));
attempt(fn() => new Cart([$line], $free, true, 10000001));
attempt(fn() => new Cart([$line], $free, true, 0, 'email'));
attempt(fn() => new Cart([$line], $free, true, 0, null, -1));
attempt(fn() => new Cart([$line], $free, true, 0, null, null, -1));
attempt(fn() => new Cart([$line], $free, true, 0, null, null, null, -1));
attempt(fn() => new Cart([$line], $free, true, 0, null, PHP_INT_MAX));
attempt(fn() => new Cart([$line], $free, salesChannel: "shop\xff"));
attempt(fn() => new Cart([$line], $free, salesChannel: Channel::Email));
attempt(fn() => new Cart([$line], $free, pointsToSpend: -1));
attempt(fn() => new Cart([$line], $free, pointsToSpend: 'many'));
attempt(fn() => new Cart([$line], $free, pointsToSpend: PHP_INT_MAX));
attempt(fn() => new Cart([$blank(CartLine::class)], $free));
attempt(fn() => new Cart([$line], $blank(Money::class)));
$cart = new Cart([$line], $free);
attempt(fn() => $cart->__construct([$line], $free));
attempt(fn() => $line->__construct('B', 1, $free));
attempt(fn() => $cart->__unserialize([]));
attempt(fn() => $line->__unserialize([]));
attempt(fn() => $blank(Cart::class)->__serialize());
attempt(fn() => $blank(CartLine::class)->__serialize());
--EXPECT--
ValueError: Loyalty\CartLine::__construct(): Argument #1 ($sku) must be UTF-8
ValueError: Loyalty\CartLine::__construct(): Argument #2 ($quantity) must not be negative
ValueError: Loyalty\CartLine::__construct(): Argument #2 ($quantity) must not be negative
ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) must not be negative
ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths
ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths
done
ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths
ValueError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) is too large for the quantity, with its tax and in millionths
ValueError: Loyalty\CartLine::__construct(): Argument #4 ($category) must be UTF-8, or a list of UTF-8 strings that are not empty
ValueError: Loyalty\CartLine::__construct(): Argument #4 ($category) must be UTF-8, or a list of UTF-8 strings that are not empty
ValueError: Loyalty\CartLine::__construct(): Argument #4 ($category) must be UTF-8, or a list of UTF-8 strings that are not empty
ValueError: Loyalty\CartLine::__construct(): Argument #4 ($category) must be UTF-8, or a list of UTF-8 strings that are not empty
ValueError: Loyalty\CartLine::__construct(): Argument #4 ($category) must be UTF-8, or a list of UTF-8 strings that are not empty
ValueError: Loyalty\CartLine::__construct(): Argument #6 ($taxRate) must be 0 to 10000000 millionths
ValueError: Loyalty\CartLine::__construct(): Argument #6 ($taxRate) must be 0 to 10000000 millionths
ValueError: Loyalty\CartLine::__construct(): Argument #7 ($netMillionths) must not be negative
ValueError: Loyalty\CartLine::__construct(): Argument #8 ($grossMillionths) must not be negative
ValueError: Loyalty\CartLine::__construct(): Argument #9 ($brand) must be UTF-8
TypeError: Loyalty\CartLine::__construct(): Argument #9 ($brand) must be of type string, array given
TypeError: Loyalty\CartLine::__construct(): Argument #3 ($unitPrice) must be of type Loyalty\Money, int given
Error: Loyalty\Money object is not initialized
cart:
ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be a list of at least one Loyalty\CartLine
ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be a list of at least one Loyalty\CartLine
ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 1 is no Loyalty\CartLine
ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 1 is no Loyalty\CartLine
ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 0 has another currency than the shipping
ValueError: Loyalty\Cart::__construct(): Argument #2 ($shipping) must not be negative
ValueError: Loyalty\Cart::__construct(): Argument #1 ($lines) must be lines of one currency that can be summed: line 1 makes the sum too large
ValueError: Loyalty\Cart::__construct(): Argument #2 ($shipping) makes the sum too large
ValueError: Loyalty\Cart::__construct(): Argument #4 ($shippingTaxRate) must be 0 to 10000000 millionths
ValueError: Loyalty\Cart::__construct(): Argument #4 ($shippingTaxRate) must be 0 to 10000000 millionths
TypeError: Loyalty\Cart::__construct(): Argument #5 ($channel) must be of type ?Loyalty\Channel, string given
ValueError: Loyalty\Cart::__construct(): Argument #6 ($shippingNetMillionths) must not be negative
ValueError: Loyalty\Cart::__construct(): Argument #7 ($shippingGrossMillionths) must not be negative
ValueError: Loyalty\Cart::__construct(): Argument #8 ($displayedMillionths) must not be negative
ValueError: Loyalty\Cart::__construct(): Argument #2 ($shipping) makes the sum too large
ValueError: Loyalty\Cart::__construct(): Argument #9 ($salesChannel) must be UTF-8
TypeError: Loyalty\Cart::__construct(): Argument #9 ($salesChannel) must be of type string, Loyalty\Channel given
ValueError: Loyalty\Cart::__construct(): Argument #10 ($pointsToSpend) must not be negative
TypeError: Loyalty\Cart::__construct(): Argument #10 ($pointsToSpend) must be of type int, string given
done
Error: Loyalty\CartLine object is not initialized
Error: Loyalty\Money object is not initialized
Error: Cannot initialize Loyalty\Cart twice
Error: Cannot initialize Loyalty\CartLine twice
Error: Cannot initialize Loyalty\Cart twice
Error: Cannot initialize Loyalty\CartLine twice
Error: Loyalty\Cart object is not initialized
Error: Loyalty\CartLine object is not initialized
