<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\Store;
use Loyalty\Shop\Attempts\StoreException;

/** Nobody there, until it is. */
final class BrokenStore implements Store
{
    public int $asked = 0;

    public function __construct(public ?Store $real = null)
    {
    }

    public function levels(array $names): array
    {
        return $this->there()->levels($names);
    }

    public function raise(string $name, int $byUs, int $nowUs, int $ceilingUs): ?int
    {
        return $this->there()->raise($name, $byUs, $nowUs, $ceilingUs);
    }

    public function count(int $begins, int $windowS, int $alarming): ?int
    {
        return $this->there()->count($begins, $windowS, $alarming);
    }

    public function sweep(int $now, int $most = 1000): int
    {
        return $this->there()->sweep($now, $most);
    }

    private function there(): Store
    {
        ++$this->asked;

        return $this->real ?? throw new StoreException('nobody there');
    }
}
