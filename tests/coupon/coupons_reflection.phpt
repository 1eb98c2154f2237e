--TEST--
WordFilter, CouponBatch, Coupon, Coupons, CouponStream: the API as reflection sees it
--EXTENSIONS--
loyalty
--FILE--
<?php
foreach (['WordFilter', 'CouponBatch', 'Coupon', 'Coupons', 'CouponStream'] as $name) {
    $class = new ReflectionClass("Loyalty\\$name");
    $interfaces = $class->getInterfaceNames();
    sort($interfaces);
    echo $class->isFinal() ? 'final' : 'open', ' ', implode(' ', [$name, ...$interfaces]), "\n";
    foreach ($class->getProperties() as $property) {
        echo '  ', $property->isReadOnly() ? 'readonly' : 'writable', " {$property->getType()} \$$property->name\n";
    }
    foreach ($class->getMethods() as $method) {
        $parameters = [];
        foreach ($method->getParameters() as $parameter) {
            $parameters[] = ($parameter->getAttributes() ? '#[SensitiveParameter] ' : '') . "{$parameter->getType()} \$$parameter->name"
                . ($parameter->isOptional() ? ' = ' . json_encode($parameter->getDefaultValue()) : '');
        }
        echo '  ', $method->isPublic() ? '' : 'private ', $method->isStatic() ? 'static ' : '', "$method->name(", implode(', ', $parameters), ')',
            $method->hasReturnType() ? ": {$method->getReturnType()}" : '', "\n";
    }
}
?>
--EXPECT--
final WordFilter Countable
  __construct(Traversable|array $words)
  matches(string $code): bool
  count(): int
final CouponBatch
  readonly string $campaign
  readonly int $firstSerial
  readonly int $count
  readonly int $issuedAt
  readonly string $programmeHash
  readonly int $key
  readonly ?array $customers
  readonly ?array $names
  readonly array $skipped
  __construct(string $campaign, int $firstSerial, int $count, int $issuedAt, string $programmeHash, int $key, ?array $customers = null, ?array $names = null, array $skipped = [])
  __serialize(): array
  __unserialize(array $data): void
final Coupon
  readonly string $code
  readonly int $campaignNumber
  readonly int $serial
  readonly int $key
  readonly ?string $campaign
  readonly ?int $expiresAt
  readonly ?string $customer
  readonly string $format
  readonly ?string $name
  readonly ?string $programmeHash
  readonly ?Loyalty\CouponTerms $terms
  private __construct()
  display(): string
final Coupons
  __construct(Loyalty\KeyRing $keys, Loyalty\Programme|array|null $programmes = null, array $batches = [], ?Loyalty\WordFilter $words = null)
  newBatch(string $campaign, array|int $customers, DateTimeInterface|int $at, ?int $firstSerial = null, ?array $names = null): Loyalty\CouponBatch
  issueMany(Loyalty\CouponBatch $batch, int $from = 0, ?int $count = null): Loyalty\CouponStream
  issue(int $campaignNumber, int $serial, int $length = 20, ?string $name = null): string
  token(int $campaignNumber, int $serial, Loyalty\CouponTerms $terms, string $format = "public"): string
  verify(string $code, DateTimeInterface|int|null $at = null): Loyalty\Coupon
  suggest(string $code): array
final CouponStream Countable Iterator Traversable
  private __construct()
  count(): int
  current(): string
  key(): int
  next(): void
  rewind(): void
  valid(): bool
