<?php

declare(strict_types=1);

namespace Loyalty\Shop\Programme;

use Loyalty\Programme;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;

/** The versions that a shop's journal keeps, and what a new one must be. */
final readonly class Shelf
{
    public function __construct(private Journal $journal)
    {
    }

    /**
     * Saves a version. The same again changes nothing. But for the first one, it begins when it is saved or later, and its number is above those of all that
     * begin before it.
     *
     * @throws JournalException if it may not be saved
     */
    public function save(string $document, int $now): Programme
    {
        $programme = Programme::fromJson($document);
        foreach ($this->journal->versions() as $version) {
            $known = Programme::fromJson($version['document']);
            if ($version['valid_from'] === $programme->inForceFrom() && $known->hash() === $programme->hash()) {
                return $programme;
            }
            if ($known->hash() === $programme->hash()) {
                throw new JournalException(sprintf('the document says what version %d says already', $known->version()));
            }
            $later = $version['valid_from'] > $programme->inForceFrom();
            $same = $version['valid_from'] === $programme->inForceFrom();
            if (!$same && ($later ? $known->version() <= $programme->version() : $known->version() >= $programme->version())) {
                throw new JournalException(sprintf('version %d is %s version %d, which begins %s: the numbers grow with time', $programme->version(), $later ? 'not below' : 'not above', $known->version(), $later ? 'after it' : 'before it'));
            }
        }

        return $this->journal->save($document, $now);
    }
}
