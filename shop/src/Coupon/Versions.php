<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\InvalidProgrammeException;
use Loyalty\Programme;

/**
 * The versions of the programme that a store of batches keeps, read once each.
 *
 * A version is stored under the hash that it had. What it hashes to now may be another: time zones are part of it, and governments change them.
 */
final class Versions
{
    /** @var array<string, ?Programme> By the hash that they are stored under. */
    private array $read = [];

    /** @param \Closure(string): ?string $document The JSON that is stored under a hash. */
    public function __construct(private readonly \Closure $document)
    {
    }

    /** The programme that is stored under a hash; null if there is none, or none that is one any more for this version of the extension. */
    public function at(string $key): ?Programme
    {
        if (!array_key_exists($key, $this->read)) {
            try {
                $this->read[$key] = $this->parse($key);
            } catch (InvalidProgrammeException) {
                $this->read[$key] = null;
            }
        }

        return $this->read[$key];
    }

    /** What the programme that is stored under a hash hashes to now. */
    public function hashOf(string $key): string
    {
        return $this->at($key)?->hash() ?? $key;
    }

    /** Under which hash a programme is stored that hashes to this one now. */
    public function keyOf(string $hash): string
    {
        foreach ($this->read as $key => $version) {
            if ($version?->hash() === $hash) {
                return $key;
            }
        }

        return $hash;
    }

    /**
     * The programme that hashes to this one now.
     *
     * @throws InvalidProgrammeException if the document is none any more
     */
    public function of(string $hash): ?Programme
    {
        $key = $this->keyOf($hash);

        return $this->read[$key] ?? $this->parse($key);
    }

    /**
     * A number that meant codes of one form must not mean another: nobody could read both.
     *
     * @param iterable<string> $keys Of the versions that have batches of the number.
     * @throws \ValueError
     */
    public function checkShape(iterable $keys, int $number, string $format, int $length): void
    {
        foreach ($keys as $key) {
            foreach ($this->at($key)?->campaigns() ?? [] as $campaign) {
                if ($campaign['number'] === $number && [$campaign['format'], $campaign['length']] !== [$format, $length]) {
                    throw new \ValueError(sprintf(
                        'codes of campaign number %d are out as %s: give the campaign of other codes another number',
                        $number,
                        $campaign['format'] === 'short' ? sprintf('%d symbols', $campaign['length']) : $campaign['format'] . ' tokens',
                    ));
                }
            }
        }
    }

    private function parse(string $key): ?Programme
    {
        $document = ($this->document)($key);

        return $document === null ? null : Programme::fromJson($document);
    }
}
