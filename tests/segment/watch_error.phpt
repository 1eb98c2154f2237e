--TEST--
SegmentWatch, SegmentChange: what is refused, and their public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../base/shop.inc';
require __DIR__ . '/../support/surface.inc';
use Loyalty\{CustomerBase, SegmentChange, SegmentWatch};

$base = new CustomerBase(programme());
attempt(fn() => $base->watch('orders > 1'));
$base->fold(0);
attempt(fn() => $base->watch('orders >'));
attempt(fn() => new SegmentWatch());
attempt(fn() => new SegmentChange());
attempt(fn() => (new ReflectionClass(SegmentWatch::class))->newInstanceWithoutConstructor()->update());
$watch = $base->watch('true');
attempt(fn() => clone $watch);
attempt(fn() => serialize($watch));
attempt(fn() => serialize($watch->update()));
attempt(fn() => $watch->update()->judged = 1);
attempt(fn() => $watch->x = 1);
var_dump($watch == $base->watch('true'));
echo count((array) $watch), " properties\n";
surface(SegmentWatch::class);
surface(SegmentChange::class);
--EXPECT--
Loyalty\LoyaltyException: the base has not been folded
Loyalty\RuleException: found the end of the rule, expected a value or a field behind a comparison at byte 8
orders >
        ^
Error: Call to private Loyalty\SegmentWatch::__construct() from global scope
Error: Call to private Loyalty\SegmentChange::__construct() from global scope
ReflectionException: Class Loyalty\SegmentWatch is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Loyalty\SegmentWatch
Exception: Serialization of 'Loyalty\SegmentWatch' is not allowed
Exception: Serialization of 'Loyalty\SegmentChange' is not allowed
Error: Cannot modify readonly property Loyalty\SegmentChange::$judged
Error: Cannot create dynamic property Loyalty\SegmentWatch::$x
bool(false)
0 properties
final class Loyalty\SegmentWatch
  private __construct()
  public update(): Loyalty\SegmentChange
  public members(): Loyalty\CustomerSet
final readonly class Loyalty\SegmentChange
  public readonly Loyalty\CustomerSet $entered
  public readonly Loyalty\CustomerSet $left
  public readonly int $judged
  private __construct()
