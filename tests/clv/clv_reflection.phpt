--TEST--
Loyalty\Clv: the public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

foreach (['Data', 'Plan', 'Model', 'BgNbd', 'MbgNbd', 'ParetoNbd', 'GammaGamma', 'Prediction', 'Predictions', 'Calibration'] as $name) {
    surface("Loyalty\\Clv\\$name");
}
--EXPECT--
final class Loyalty\Clv\Data implements Countable
  private __construct()
  public static fromRows(Traversable|array $rows, float $daysPerUnit = 7, int $heldDays = 0): Loyalty\Clv\Data
  public static fromBase(Loyalty\CustomerBase $base, DateTimeInterface|int $at, DateTimeInterface|int|null $split = null, float $daysPerUnit = 7): Loyalty\Clv\Data
  public count(): int
  public daysPerUnit(): float
  public heldDays(): int
  public get(string|int $key): array
final readonly class Loyalty\Clv\Plan
  public readonly float $t
  public readonly float $period
  public readonly int $periods
  public readonly float $discount
  public __construct(float $t = 52, float $period = 4.345, int $periods = 12, float $discount = 0.01)
class Loyalty\Clv\Model
  public parameters(): array
  public standardErrors(): ?array
  public confidence(float $level = 0.95): ?array
  public logLikelihood(): ?float
  public boundary(): ?string
  public customers(): int
  public summary(): string
  public likelihood(int $x, float $tx, float $T): float
  public alive(int $x, float $tx, float $T): float
  public expected(float $t, int $x, float $tx, float $T): float
  public expectedNew(float $t): float
  public probability(int $n, float $t, int $x, float $tx, float $T): float
  public interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array
  public value(Loyalty\Clv\Plan $plan, float $mean, int $x, float $tx, float $T): float
  public continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float
  public dert(float $rate, int $x, float $tx, float $T): float
  public predict(Loyalty\Clv\Data $data, Loyalty\Clv\Plan $plan, ?Loyalty\Clv\GammaGamma $spend = null): Loyalty\Clv\Predictions
  public calibrate(Loyalty\Clv\Data $data): Loyalty\Clv\Calibration
final class Loyalty\Clv\BgNbd implements Loyalty\Clv\Model
  private __construct()
  public static fit(Loyalty\Clv\Data $data): Loyalty\Clv\BgNbd
  public static of(float $r, float $alpha, float $a, float $b): Loyalty\Clv\BgNbd
  public parameters(): array
  public standardErrors(): ?array
  public confidence(float $level = 0.95): ?array
  public logLikelihood(): ?float
  public boundary(): ?string
  public customers(): int
  public summary(): string
  public likelihood(int $x, float $tx, float $T): float
  public alive(int $x, float $tx, float $T): float
  public expected(float $t, int $x, float $tx, float $T): float
  public expectedNew(float $t): float
  public probability(int $n, float $t, int $x, float $tx, float $T): float
  public interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array
  public value(Loyalty\Clv\Plan $plan, float $mean, int $x, float $tx, float $T): float
  public continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float
  public dert(float $rate, int $x, float $tx, float $T): float
  public predict(Loyalty\Clv\Data $data, Loyalty\Clv\Plan $plan, ?Loyalty\Clv\GammaGamma $spend = null): Loyalty\Clv\Predictions
  public calibrate(Loyalty\Clv\Data $data): Loyalty\Clv\Calibration
final class Loyalty\Clv\MbgNbd implements Loyalty\Clv\Model
  private __construct()
  public static fit(Loyalty\Clv\Data $data): Loyalty\Clv\MbgNbd
  public static of(float $r, float $alpha, float $a, float $b): Loyalty\Clv\MbgNbd
  public parameters(): array
  public standardErrors(): ?array
  public confidence(float $level = 0.95): ?array
  public logLikelihood(): ?float
  public boundary(): ?string
  public customers(): int
  public summary(): string
  public likelihood(int $x, float $tx, float $T): float
  public alive(int $x, float $tx, float $T): float
  public expected(float $t, int $x, float $tx, float $T): float
  public expectedNew(float $t): float
  public probability(int $n, float $t, int $x, float $tx, float $T): float
  public interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array
  public value(Loyalty\Clv\Plan $plan, float $mean, int $x, float $tx, float $T): float
  public continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float
  public dert(float $rate, int $x, float $tx, float $T): float
  public predict(Loyalty\Clv\Data $data, Loyalty\Clv\Plan $plan, ?Loyalty\Clv\GammaGamma $spend = null): Loyalty\Clv\Predictions
  public calibrate(Loyalty\Clv\Data $data): Loyalty\Clv\Calibration
final class Loyalty\Clv\ParetoNbd implements Loyalty\Clv\Model
  private __construct()
  public static fit(Loyalty\Clv\Data $data): Loyalty\Clv\ParetoNbd
  public static of(float $r, float $alpha, float $s, float $beta): Loyalty\Clv\ParetoNbd
  public parameters(): array
  public standardErrors(): ?array
  public confidence(float $level = 0.95): ?array
  public logLikelihood(): ?float
  public boundary(): ?string
  public customers(): int
  public summary(): string
  public likelihood(int $x, float $tx, float $T): float
  public alive(int $x, float $tx, float $T): float
  public expected(float $t, int $x, float $tx, float $T): float
  public expectedNew(float $t): float
  public probability(int $n, float $t, int $x, float $tx, float $T): float
  public interval(float $t, int $x, float $tx, float $T, float $level = 0.9): array
  public value(Loyalty\Clv\Plan $plan, float $mean, int $x, float $tx, float $T): float
  public continuousValue(float $horizon, float $rate, float $mean, int $x, float $tx, float $T): float
  public dert(float $rate, int $x, float $tx, float $T): float
  public predict(Loyalty\Clv\Data $data, Loyalty\Clv\Plan $plan, ?Loyalty\Clv\GammaGamma $spend = null): Loyalty\Clv\Predictions
  public calibrate(Loyalty\Clv\Data $data): Loyalty\Clv\Calibration
final class Loyalty\Clv\GammaGamma
  private __construct()
  public static fit(Loyalty\Clv\Data $data): Loyalty\Clv\GammaGamma
  public static of(float $p, float $q, float $v): Loyalty\Clv\GammaGamma
  public parameters(): array
  public standardErrors(): ?array
  public confidence(float $level = 0.95): ?array
  public logLikelihood(): ?float
  public boundary(): ?string
  public customers(): int
  public summary(): string
  public mean(int $x = 0, int $money = 0): float
final readonly class Loyalty\Clv\Prediction
  public readonly string $key
  public readonly int $alive
  public readonly int $expected
  public readonly ?int $clv
  private __construct()
final class Loyalty\Clv\Predictions implements Countable, IteratorAggregate, Traversable
  private __construct()
  public count(): int
  public get(string|int $key): Loyalty\Clv\Prediction
  public sums(?Loyalty\CustomerSet $of = null): array
  public getIterator(): Iterator
final readonly class Loyalty\Clv\Calibration
  public readonly array $byPurchases
  public readonly int $actual
  public readonly float $predicted
  public readonly float $absoluteError
  public readonly float $rootSquareError
  public readonly array $predictedCurve
  public readonly ?array $actualCurve
  private __construct()
