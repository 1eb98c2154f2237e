--TEST--
WordFilter: look-alikes, words that are left out, misuse
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\WordFilter;

require __DIR__ . '/terms.inc';

$filter = new WordFilter(['Solitude', 'BUTT', 'ab', "Stra\u{df}e", 'a b c', str_repeat('x', 25), 'butt']);
var_dump(count($filter), $filter);
foreach (['S0LITVDE', '8P-5011-7U-D3-X', 's o l i t u d e', '88VT7', '8VT-T', 'BUT', 'SOLITUD', '', "SOLI\0TUDE", "SOLI\u{e9}TUDE", "MARIA-XBUTT"] as $code) {
    echo json_encode($code), ' ', json_encode($filter->matches($code)), "\n";
}

// From any iterable, many of them, with the words' own keys.
$words = (function () {
    yield 'k' => 'hello';
    yield 'k' => 'world';
})();
$late = new WordFilter($words);
var_dump(count($late), $late->matches('XW0R1D'), count(new WordFilter([])), (new WordFilter([]))->matches('HELLO'));

attempt(
    fn() => new WordFilter('word'),
    fn() => new WordFilter([1]),
    fn() => new WordFilter(new ArrayIterator(['hello', null])),
    fn() => new WordFilter((function () { yield 'hello'; throw new DomainException('broken off'); })()),
    fn() => count(new WordFilter(array_fill(0, 100000, 'hello'))),
    fn() => new WordFilter(array_fill(0, 100001, 'hello')),
    fn() => $filter->__construct([]),
    fn() => $filter->matches([]),
    fn() => clone $filter,
    fn() => serialize($filter),
    fn() => unserialize('O:18:"Loyalty\WordFilter":0:{}'),
    fn() => $filter == new WordFilter([]),
    fn() => $filter->added = 1,
    fn() => (new ReflectionClass($filter))->newInstanceWithoutConstructor(),
);
// A generator that constructs the filter that it is read for.
try {
    new WordFilter((function () {
        foreach (debug_backtrace() as $frame) {
            if (($frame['object'] ?? null) instanceof WordFilter) {
                try {
                    $frame['object']->matches('X');
                } catch (Error $e) {
                    echo $e->getMessage(), "\n";
                }
                $frame['object']->__construct(['first']);
            }
        }
        yield 'second';
    })());
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECTF--
int(3)
object(Loyalty\WordFilter)#%d (0) {
}
"S0LITVDE" true
"8P-5011-7U-D3-X" true
"s o l i t u d e" true
"88VT7" true
"8VT-T" true
"BUT" false
"SOLITUD" false
"" false
"SOLI\u0000TUDE" false
"SOLI\u00e9TUDE" false
"MARIA-XBUTT" true
int(2)
bool(true)
int(0)
bool(false)
TypeError: Loyalty\WordFilter::__construct(): Argument #1 ($words) must be of type %s, string given
TypeError: Loyalty\WordFilter::__construct(): Argument #1 ($words) must have strings only, int given in it
TypeError: Loyalty\WordFilter::__construct(): Argument #1 ($words) must have strings only, null given in it
DomainException: broken off
no error: 100000
ValueError: Loyalty\WordFilter::__construct(): Argument #1 ($words) must not have more than 100000 words
Error: Cannot initialize Loyalty\WordFilter twice
TypeError: Loyalty\WordFilter::matches(): Argument #1 ($code) must be of type string, array given
Error: Trying to clone an uncloneable object of class Loyalty\WordFilter
Exception: Serialization of 'Loyalty\WordFilter' is not allowed
Exception: Unserialization of 'Loyalty\WordFilter' is not allowed
no error: false
Error: Cannot create dynamic property Loyalty\WordFilter::$added
ReflectionException: Class Loyalty\WordFilter is an internal class marked as final that cannot be instantiated without invoking its constructor
Loyalty\WordFilter object is not initialized
Cannot initialize Loyalty\WordFilter twice
