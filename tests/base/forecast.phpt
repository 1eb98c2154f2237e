--TEST--
CustomerBase::forecast(): what is owed, when it goes, and what of it was never going to be used
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
require __DIR__ . '/../support/surface.inc';

use Loyalty\{CustomerBase, Event, Programme};

surface(Loyalty\Forecast::class);
$programme = Programme::fromArray(['name' => 'Test', 'currency' => 'EUR', 'timezone' => 'Europe/Madrid', 'version' => 1, 'valid_from' => '2020-01-01',
    'points' => ['earn' => [['key' => 'rate', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100], 'expiry' => ['months' => 2]]]);
$base = new CustomerBase($programme);
$base->append([order(1, 'anna', '2024-01-05', 10000), order(2, 'ben', '2024-01-06', 30000), Event::pointsSpent('shop', 1, 'ben', strtotime('2024-01-10 UTC'), 300),
    order(3, 'anna', '2024-05-20', 5000), order(4, 'ben', '2024-04-20', 2000)]);
$forecast = $base->forecast(strtotime('2024-06-01 UTC'), 3);
echo "$forecast->owed owed, $forecast->debts debts, worth {$forecast->liability->minor} {$forecast->liability->currency}, $forecast->never never\n";
echo "$forecast->maturedExpired of $forecast->matured expired: $forecast->breakage; $forecast->expectedExpired of what is owed, {$forecast->expected->minor} is left\n";
foreach ($forecast->months as $month) {
    echo json_encode($month), "\n";
}
$none = (new CustomerBase($programme))->forecast(new DateTimeImmutable('2024-06-01 UTC'), 1);
var_dump($none->owed, $none->breakage, count($none->months), count($base->forecast(0)->months));
attempt(fn() => $base->forecast(0, 0));
attempt(fn() => $base->forecast(0, 121));
attempt(fn() => $base->forecast(PHP_INT_MAX));
attempt(fn() => serialize($forecast));
attempt(fn() => new Loyalty\Forecast());
?>
--EXPECT--
final readonly class Loyalty\Forecast
  public readonly int $owed
  public readonly int $debts
  public readonly Loyalty\Money $liability
  public readonly int $never
  public readonly int $matured
  public readonly int $maturedExpired
  public readonly ?int $breakage
  public readonly int $expectedExpired
  public readonly Loyalty\Money $expected
  public readonly array $months
  private __construct()
70 owed, 0 debts, worth 70 EUR, 0 never
100 of 400 expired: 2500; 18 of what is owed, 52 is left
{"month":"2024-06","due":20,"expected":5,"owed":50}
{"month":"2024-07","due":50,"expected":13,"owed":0}
{"month":"2024-08","due":0,"expected":0,"owed":0}
int(0)
NULL
int(1)
int(12)
ValueError: Loyalty\CustomerBase::forecast(): Argument #2 ($months) must be between 1 and 120
ValueError: Loyalty\CustomerBase::forecast(): Argument #2 ($months) must be between 1 and 120
ValueError: Loyalty\CustomerBase::forecast(): Argument #1 ($at) must be an instant in the years 1 to 9999
Exception: Serialization of 'Loyalty\Forecast' is not allowed
Error: Call to private Loyalty\Forecast::__construct() from global scope
