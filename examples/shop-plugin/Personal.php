<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin;

use Loyalty\Goal;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Base\BaseFile;

/** A page for this customer: by the programme's segments, from the base that the nightly job has saved and what came since. docs/segments.md */
final readonly class Personal
{
    public function __construct(private BaseFile $file, private Programme $programme)
    {
    }

    /**
     * Which page: the first of these segments that the customer is in.
     *
     * @param list<string> $segments Keys, the dearest first.
     */
    public function page(string $customer, array $segments, int $now): ?string
    {
        $known = $this->file->customer($customer, $now);
        foreach ($segments as $segment) {
            if ($this->programme->segment($segment)->matches($known)) {
                return $segment;
            }
        }

        return null;
    }

    /**
     * What is shown: never the goods of those whom this customer is none of. Who belongs to no shelf sees everything.
     *
     * @template T of array{sku: string, category: string}
     * @param list<T> $goods
     * @param array<string, list<string>> $shelves Categories by the segment that they are for; the segments exclude each other, as those of an affinity do.
     * @return list<T>
     */
    public function goods(string $customer, array $goods, array $shelves, int $now): array
    {
        $own = $this->page($customer, array_keys($shelves), $now);
        if ($own === null) {
            return $goods;
        }
        $others = array_merge([], ...array_values(array_diff_key($shelves, [$own => true])));

        return array_values(array_filter($goods, static fn (array $piece): bool => !in_array($piece['category'], $others, true)));
    }

    /**
     * Whom an action of a goal is for: who is in its segment now and is not left alone. What the action did is told by those who are, so they get nothing of it:
     * neither a message nor a coupon, nor a banner on the page. docs/indicators.md
     *
     * @param string $goal Key of a goal of the programme.
     * @param ?string $segment Whom the action is for; null: everybody.
     */
    public function isFor(string $customer, string $goal, ?string $segment, KeyRing $keys, int $now): bool
    {
        $known = $this->file->customer($customer, $now);
        // The person's key: who has two accounts is not written to by one of them and left alone by the other.
        if (Goal::isHeldOut($this->programme, $goal, $keys, $known->key)) {
            return false;
        }

        return $segment === null || $this->programme->segment($segment)->matches($known);
    }
}
