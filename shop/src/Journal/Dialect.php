<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/** What differs from one database to the next; the journal's other statements are plain SQL. */
interface Dialect
{
    /** Settings of a fresh connection. */
    public function configure(\PDO $pdo): void;

    /** Begins a transaction that may write: what it reads cannot change before it commits. */
    public function begin(\PDO $pdo): void;

    /** An INSERT of the five columns of an event that does nothing, and counts no row, where the id is known. */
    public function insertEvent(): string;

    /**
     * Statements by schema version, ascending. A version that was released is never edited.
     *
     * @return array<int, non-empty-list<string>>
     */
    public function migrations(): array;
}
