<?php

declare(strict_types=1);

namespace Loyalty\Shop\Replay;

use Loyalty\InvalidProgrammeException;
use Loyalty\Programme;

/** The programme that an owner thinks of: one document in the place of all versions, or behind those before an instant. */
final class ChangedRules
{
    /**
     * @param Programme $now With all of its versions.
     * @param string $document JSON. Its own valid_from says when it would come into force, which is not what is asked here.
     * @param ?int $from UTC seconds; null = as if it had always been in force.
     * @throws InvalidProgrammeException with the errors of the document as it stands
     */
    public static function of(Programme $now, string $document, ?int $from = null): Programme
    {
        Programme::fromJson($document);
        $versions = $now->parts();
        $first = $versions[0]->inForceFrom();
        if ($from === null || $from <= $first) {
            return self::from($document, $first);
        }
        $earlier = array_filter($versions, static fn (Programme $version): bool => $version->inForceFrom() < $from);

        return Programme::versions([...array_values($earlier), self::from($document, $from)]);
    }

    private static function from(string $document, int $at): Programme
    {
        // Not as arrays: an empty object would come back as a list.
        $data = json_decode($document, false, 512, \JSON_THROW_ON_ERROR);
        assert($data instanceof \stdClass);
        $data->valid_from = gmdate('Y-m-d\TH:i:s\Z', $at);

        return Programme::fromJson(json_encode($data, \JSON_THROW_ON_ERROR | \JSON_PRESERVE_ZERO_FRACTION));
    }
}
