--TEST--
Programme: which versions do not go together
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupons, KeyRing, Programme};

$document = fn(int $version, string $from, array $more = []) => Programme::fromArray($more + ['name' => "V$version", 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => $from]);
$one = $document(1, '2010-01-01');
foreach ([
    fn() => Programme::versions([]),
    fn() => Programme::versions([1]),
    fn() => Programme::versions([$one, null]),
    fn() => Programme::versions([$one, $one]),
    fn() => Programme::versions([$document(5, '2010-01-01'), $document(6, '2011-01-01'), $document(2, '2010-01-01', ['timezone' => 'UTC'])]),
    fn() => Programme::versions([$one, $document(2, '2011-01-01', ['currency' => 'EUR'])]),
    fn() => $one->at('now'),
    fn() => $one->at(PHP_INT_MAX),
    fn() => clone Programme::versions([$one]),
    fn() => serialize(Programme::versions([$one])),
    fn() => new Coupons(KeyRing::create(), [Programme::versions([$one]), 1]),
    fn() => new Coupons(KeyRing::create(), Programme::versions([
        $document(1, '2010-01-01', ['campaigns' => [['number' => 1, 'key' => 'a', 'name' => 'A', 'length' => 12, 'discount' => ['kind' => 'free_shipping']]]]),
        $document(2, '2011-01-01', ['campaigns' => [['number' => 1, 'key' => 'a', 'name' => 'A', 'length' => 16, 'discount' => ['kind' => 'free_shipping']]]]),
    ])),
] as $call) {
    try {
        $call();
        echo "accepted\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
ValueError: Loyalty\Programme::versions(): Argument #1 ($versions) must be a list of at least one version
TypeError: Loyalty\Programme::versions(): Argument #1 ($versions) must be a list of Loyalty\Programme, int given in it
TypeError: Loyalty\Programme::versions(): Argument #1 ($versions) must be a list of Loyalty\Programme, null given in it
ValueError: Loyalty\Programme::versions(): Argument #1 ($versions) must be of versions that begin at different instants, versions 1 and 1 begin at one
ValueError: Loyalty\Programme::versions(): Argument #1 ($versions) must be of versions that begin at different instants, versions 2 and 5 begin at one
ValueError: Loyalty\Programme::versions(): Argument #1 ($versions) must be of versions in one currency, version 2 is in EUR
TypeError: Loyalty\Programme::at(): Argument #1 ($at) must be of type DateTimeInterface|int, string given
ValueError: Loyalty\Programme::at(): Argument #1 ($at) must be an instant in the years 1 to 9999
Error: Trying to clone an uncloneable object of class Loyalty\Programme
Exception: Serialization of 'Loyalty\Programme' is not allowed
TypeError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must be a list of Loyalty\Programme, int given in it
ValueError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must not have campaign number 1 with two formats or lengths, as versions 1 and 2 do
