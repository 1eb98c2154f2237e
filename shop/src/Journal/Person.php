<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * A chain and whose it is.
 *
 * @internal
 */
final class Person
{
    /** What events of an erased person have in place of a key, before the person's number. */
    public const ERASED = 'erased:';

    public function __construct(
        public readonly int $number,
        public readonly ?string $customer,
        public readonly string $salt,
        public int $nth,
        public string $hash,
    ) {
    }

    public static function fresh(int $number, ?string $customer): self
    {
        return new self($number, $customer, Chain::salt(), 0, Chain::beginning($number));
    }

    public function add(int $seq, string $commitment): void
    {
        ++$this->nth;
        $this->hash = Chain::next($this->number, $this->nth, $seq, $this->hash, $commitment);
    }

    /** What the events of a person are read under. */
    public static function key(int $number, int|string|null $customer): ?string
    {
        return $customer !== null ? (string) $customer : ($number === Schema::ANONYMOUS ? null : self::ERASED . $number);
    }
}
