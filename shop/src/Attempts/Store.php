<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

/**
 * Where failures are counted. Each method is atomic among all processes of the shop, and gets the instant from its caller. A level is the
 * instant, in microseconds, at which the last failure is forgotten; what is not there has none.
 */
interface Store
{
    /**
     * @param list<string> $names Of buckets: 1 to 40 letters and digits.
     * @return array<string, int> Levels by name, those that there are.
     * @throws StoreException
     */
    public function levels(array $names): array;

    /**
     * Raises the level, counted from now on if it is in the past; not if it would come above the ceiling.
     *
     * @return ?int The new level, null if it is as it was.
     * @throws StoreException
     */
    public function raise(string $name, int $byUs, int $nowUs, int $ceilingUs): ?int;

    /**
     * Counts one failure of the whole shop.
     *
     * @param int $begins The window's first second.
     * @return ?int The count, if it has reached what is worth an alarm; to one caller per window only.
     * @throws StoreException
     */
    public function count(int $begins, int $windowS, int $alarming): ?int;

    /**
     * Deletes what is forgotten.
     *
     * @param int $most Rows.
     * @return int The rows that were deleted.
     * @throws StoreException
     */
    public function sweep(int $now, int $most = 1000): int;
}
