<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** A row of the ledger: one cart's or order's use of one code. */
final readonly class Entry
{
    /** What it counts in: the one place of a single-use code, the uses of a code, those and the money of the campaign, its persons. */
    public const IN_SLOT = 8;
    public const IN_CODE = 1;
    public const IN_CAMPAIGN = 2;
    public const IN_PERSONS = 4;

    /** What its campaign does not give back. */
    public const KEEPS_CANCELLED = 1;
    public const KEEPS_REFUNDED = 2;

    private const CART = 'c:';
    private const ORDER = 'o:';
    /** Who holds a code that was withdrawn. */
    public const SHOP = 's:';

    public function __construct(
        public int $campaign,
        public int $serial,
        public string $holder,
        public State $state,
        /** Whence an order has it. */
        public ?string $cart,
        public ?int $holdUntil,
        public int $amount,
        public int $counts,
        public int $keeps,
        public bool $overUse,
        public int $updatedAt,
    ) {
    }

    public static function cartHolder(string $cart): string
    {
        return self::CART . self::name($cart, 'cart');
    }

    public static function orderHolder(string $order): string
    {
        return self::ORDER . self::name($order, 'order');
    }

    public function order(): ?string
    {
        return str_starts_with($this->holder, self::ORDER) ? substr($this->holder, strlen(self::ORDER)) : null;
    }

    /** Whether it is alone in counting: nothing but its own row changes with it. */
    public function isAlone(): bool
    {
        return ($this->counts & ~self::IN_SLOT) === 0;
    }

    /** Whether anyone who needs its place may end it. */
    public function isExpired(int $now): bool
    {
        return $this->state === State::Held && $this->holdUntil <= $now;
    }

    /** Whether it holds the one place of its code. */
    public function isInSlot(): bool
    {
        return $this->state->isLive() && !$this->overUse && ($this->counts & self::IN_SLOT) !== 0;
    }

    private static function name(string $name, string $what): string
    {
        if (preg_match('/\A[\x21-\x7e]{1,64}\z/', $name) !== 1) {
            throw new \ValueError(sprintf('the key of a%s %s is 1 to 64 printable ASCII characters', $what === 'order' ? 'n' : '', $what));
        }

        return $name;
    }
}
