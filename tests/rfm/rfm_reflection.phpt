--TEST--
rfm: the public surface
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../support/surface.inc';

surface(Loyalty\Rfm::class);
surface(Loyalty\RfmScore::class);
surface(Loyalty\RfmScores::class);
surface(Loyalty\RfmTable::class);
surface(Loyalty\RfmBasis::class);
surface(Loyalty\RfmSegments::class);
--EXPECT--
final class Loyalty\Rfm
  private __construct()
  public static quantiles(int $bins = 5, int $unit = 1): Loyalty\Rfm
  public static ranked(int $bins = 5): Loyalty\Rfm
  public static ntile(int $bins = 5): Loyalty\Rfm
  public static cuts(array $recency, array $frequency, array $monetary): Loyalty\Rfm
  public score(Loyalty\CustomerBase $base, DateTimeInterface|int $at, Loyalty\RfmBasis $basis = Loyalty\RfmBasis::Gross, DateTimeInterface|int|null $since = null, ?int $days = null): Loyalty\RfmScores
  public scoreRows(Traversable|array $rows): Loyalty\RfmScores
final readonly class Loyalty\RfmScore
  public readonly string $key
  public readonly int $recencyDays
  public readonly int $purchases
  public readonly int $amount
  public readonly int $recency
  public readonly int $frequency
  public readonly int $monetary
  private __construct()
final class Loyalty\RfmScores implements Countable, IteratorAggregate, Traversable
  private __construct()
  public count(): int
  public bins(): int
  public get(string|int $key): Loyalty\RfmScore
  public cuts(): array
  public segments(Loyalty\RfmTable|Loyalty\RfmSegments $table): array
  public transitions(Loyalty\RfmScores $later, Loyalty\RfmTable|Loyalty\RfmSegments $table): array
  public moved(Loyalty\RfmScores $later, Loyalty\RfmTable|Loyalty\RfmSegments $table, ?string $from, ?string $to): array
  public select(Loyalty\RfmTable|Loyalty\RfmSegments $table, string $segment): Loyalty\CustomerSet
  public heatmap(): array
  public histogram(): array
  public getIterator(): Iterator
enum Loyalty\RfmTable
  case R
  case Classic
  case Total
  public segment(int $recency, int $frequency, int $monetary): string
  public segments(): array
enum Loyalty\RfmBasis
  case Gross
  case Net
  case Rows
final class Loyalty\RfmSegments
  public __construct(array $segments)
  public segment(int $recency, int $frequency, int $monetary): string
  public segments(): array
  public advice(): array
  public gaps(int $bins = 5): array
  public hidden(int $bins = 5): array
