--TEST--
base: the public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\CustomerBase::class);
surface(Loyalty\AppendResult::class);
surface(Loyalty\CustomerSet::class);
--EXPECT--
final class Loyalty\CustomerBase implements Countable
  public __construct(Loyalty\Programme $programme)
  public append(Traversable|array $events): Loyalty\AppendResult
  public appendFile(string $path, string $source, array $columns = {"customer":"customer","at":"ts","amount":"amount"}, Loyalty\FileFormat $format = Loyalty\FileFormat::Tsv): Loyalty\AppendResult
  public save(string $path, ?int $position = null): void
  public static open(string $path, Loyalty\Programme $programme): Loyalty\CustomerBase
  public verify(): array
  public position(): ?int
  public fold(DateTimeInterface|int $at): void
  public count(): int
  public customer(string|int $key, DateTimeInterface|int|null $at = null): Loyalty\Customer
  public has(string|int $key): bool
  public stateHash(): string
  public forecast(DateTimeInterface|int $at, int $months = 12): Loyalty\Forecast
  public select(Loyalty\Segment|string $rule): Loyalty\CustomerSet
  public recorded(string $segment): Loyalty\CustomerSet
  public watch(Loyalty\Segment|string $rule): Loyalty\SegmentWatch
  public foldedAt(): ?int
  public exportTables(string $folder, string $nulls = "\\N"): array
  public all(): Loyalty\CustomerSet
  public totals(): array
  public months(): array
  public tiers(): array
  public indicators(DateTimeInterface|int $at, DateTimeInterface|int|null $from = null): Loyalty\Indicators
  public habits(string|int $key, DateTimeInterface|int $at): Loyalty\Habits
  public goal(string $key, Loyalty\KeyRing $keys, DateTimeInterface|int $at): Loyalty\Goal
  public applyRfm(Loyalty\RfmScores $scores): void
  public applyClv(Loyalty\Clv\Predictions $predictions): void
  public stats(): array
final readonly class Loyalty\AppendResult
  public readonly int $appended
  public readonly int $repeated
  private __construct()
final class Loyalty\CustomerSet implements Countable, IteratorAggregate, Traversable
  private __construct()
  public count(): int
  public contains(string|int $key): bool
  public and(Loyalty\CustomerSet $other): Loyalty\CustomerSet
  public or(Loyalty\CustomerSet $other): Loyalty\CustomerSet
  public andNot(Loyalty\CustomerSet $other): Loyalty\CustomerSet
  public keys(): array
  public getIterator(): Iterator
  public __serialize(): array
  public __unserialize(array $data): void
