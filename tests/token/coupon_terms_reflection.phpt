--TEST--
CouponTerms: the API as reflection sees it
--EXTENSIONS--
loyalty
--FILE--
<?php
$class = new ReflectionClass(Loyalty\CouponTerms::class);
echo implode(' ', Reflection::getModifierNames($class->getModifiers())), ' ', $class->getName(), "\n";
foreach ($class->getProperties() as $property) {
    echo '  ', $property->isReadOnly() ? 'readonly ' : '', $property->getType(), ' $', $property->getName(), "\n";
}
foreach ($class->getMethods() as $method) {
    $parameters = array_map(fn($p) => $p->getType() . ' $' . $p->getName()
        . ($p->isDefaultValueAvailable() ? ' = ' . var_export($p->getDefaultValue(), true) : ''), $method->getParameters());
    echo '  ', $method->getName(), '(', implode(', ', $parameters), ')', $method->hasReturnType() ? ': ' . $method->getReturnType() : '', "\n";
}
?>
--EXPECT--
final readonly Loyalty\CouponTerms
  readonly Loyalty\DiscountKind $kind
  readonly int $value
  readonly ?string $currency
  readonly ?int $minimumOrder
  readonly ?int $notBefore
  readonly ?int $expiresAt
  readonly ?string $customer
  readonly bool $emailOnly
  readonly bool $categories
  readonly bool $combinable
  readonly ?string $name
  readonly ?int $maximumDiscount
  __construct(Loyalty\DiscountKind $kind, int $value = 0, ?string $currency = NULL, ?int $minimumOrder = NULL, ?int $notBefore = NULL, ?int $expiresAt = NULL, ?string $customer = NULL, bool $emailOnly = false, bool $categories = false, bool $combinable = true, ?string $name = NULL, ?int $maximumDiscount = NULL)
  __serialize(): array
  __unserialize(array $data): void
