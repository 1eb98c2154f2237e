<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Programme;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Work;

/**
 * The versions of the programme and from when each is in force. Documents are in the table that batches of codes name them in, once each.
 *
 * @internal
 */
final readonly class Versions
{
    public function __construct(private Connection $connection, private Schema $schema, private Work $work)
    {
    }

    public function save(string $document, int $at): Programme
    {
        $programme = Programme::fromJson($document);
        $from = $programme->inForceFrom();

        return $this->work->whole(function () use ($document, $programme, $from, $at): Programme {
            $appender = new Appender($this->connection, $this->schema);
            $appender->lock();
            $known = $this->list();
            foreach ($known as $version) {
                if ($version['valid_from'] === $from && Programme::fromJson($version['document'])->hash() === $programme->hash()) {
                    return $programme;
                }
            }
            if ($known !== [] && $from < $at) {
                throw new JournalException(sprintf(
                    'the version is valid from %s, which is past: what was promised under the earlier one would change; a version begins when it is saved or later',
                    gmdate('Y-m-d H:i:s', $from) . ' UTC',
                ));
            }
            foreach ($known as $version) {
                $other = Programme::fromJson($version['document']);
                if ($other->currency() !== $programme->currency()) {
                    throw new JournalException(sprintf('the versions before it are in another currency than %s', $programme->currency()));
                }
                if ($version['valid_from'] !== $from && ($version['valid_from'] <=> $from) !== ($other->version() <=> $programme->version())) {
                    throw new JournalException(sprintf('version %d, which begins %s it, stands against version %d: the numbers grow with time', $other->version(), $version['valid_from'] < $from ? 'before' : 'after', $programme->version()));
                }
            }
            if ($this->connection->rows("SELECT hash FROM {$this->schema->coupons->programme} WHERE hash = ?", [$programme->hash()]) === []) {
                $this->connection->execute("INSERT INTO {$this->schema->coupons->programme} (hash, document) VALUES (?, ?)", [$programme->hash(), $document]);
            }
            // One for the same instant that has not begun is replaced.
            $this->connection->execute("DELETE FROM {$this->schema->version} WHERE valid_from = ?", [$from]);
            $this->connection->execute("INSERT INTO {$this->schema->version} (valid_from, hash, saved_at) VALUES (?, ?, ?)", [$from, $programme->hash(), $at]);

            return $programme;
        });
    }

    /** @return list<array{valid_from: int, hash: string, saved_at: int, document: string}> */
    public function list(): array
    {
        $rows = $this->work->once(fn (): array => $this->connection->rows(
            "SELECT v.valid_from AS valid_from, v.hash AS hash, v.saved_at AS saved_at, d.document AS document FROM {$this->schema->version} v
             JOIN {$this->schema->coupons->programme} d ON d.hash = v.hash ORDER BY v.valid_from",
            [],
        ));

        return array_map(static fn (array $row): array => ['valid_from' => (int) $row[0], 'hash' => (string) $row[1], 'saved_at' => (int) $row[2], 'document' => (string) $row[3]], $rows);
    }

    public function all(): ?Programme
    {
        $versions = array_map(static fn (array $version): Programme => Programme::fromJson($version['document']), $this->list());

        return $versions === [] ? null : Programme::versions($versions);
    }
}
