--TEST--
Replay: what is refused, and the public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
require __DIR__ . '/../support/surface.inc';

use Loyalty\{CustomerBase, Programme, Replay};

surface(Replay::class);
$base = base(rules());
attempt(fn() => Replay::run($base, programme('USD'), 0));
attempt(fn() => Replay::run($base, rules(), PHP_INT_MAX));
attempt(fn() => Replay::run($base, rules(), 'now'));
attempt(fn() => Replay::run($base, rules(), 0, 'no such function'));
attempt(fn() => new Replay());
$replay = Replay::run($base, rules(), 0, null);
echo $replay->customers, ' ', count($replay->months), ' ', $replay->affected, "\n";
attempt(fn() => serialize($replay));
attempt(fn() => $replay->customers++);
$empty = Replay::run(new CustomerBase(rules()), rules(), new DateTimeImmutable('2024-01-01'));
echo $empty->customers, ' ', json_encode([$empty->months, $empty->tiers, $empty->hardest]), "\n";
?>
--EXPECT--
final readonly class Loyalty\Replay
  public readonly int $at
  public readonly int $customers
  public readonly int $affected
  public readonly array $totals
  public readonly array $months
  public readonly array $tiers
  public readonly array $hardest
  public readonly array $gaining
  public readonly array $rules
  public readonly string $hash
  private __construct()
  public static run(Loyalty\CustomerBase $base, Loyalty\Programme $changed, DateTimeInterface|int $at, ?callable $progress = null): Loyalty\Replay
Loyalty\CurrencyMismatchException: the changed programme is in another currency
ValueError: Loyalty\Replay::run(): Argument #3 ($at) must be an instant in the years 1 to 9999
TypeError: Loyalty\Replay::run(): Argument #3 ($at) must be of type DateTimeInterface|int, string given
TypeError: Loyalty\Replay::run(): Argument #4 ($progress) must be a valid callback or null, function "no such function" not found or invalid function name
Error: Call to private Loyalty\Replay::__construct() from global scope
3 0 0
Exception: Serialization of 'Loyalty\Replay' is not allowed
Error: Cannot modify readonly property Loyalty\Replay::$customers
0 [[],[],[]]
