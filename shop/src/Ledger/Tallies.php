<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * How often codes and campaigns are used, for limits that no unique key can hold: a row is raised only while it is below its limit, in the
 * transaction of the use. A person's row counts turns, not uses: it is written so that two uses of one person never happen at the same
 * time, on a cluster neither.
 *
 * @internal
 */
final readonly class Tallies
{
    private const CODE = 1;
    private const CAMPAIGN = 2;
    private const PERSON = 3;

    public function __construct(private Connection $connection, private string $table)
    {
    }

    /** @return bool False if the limit is reached, or nothing was counted yet. */
    public function takeCode(Claim $claim): bool
    {
        return $this->take($claim->campaign, self::CODE, (string) $claim->serial, 1, 0, $claim->usesPerCode, 0);
    }

    /** @param int $uses 0 if only the money changes. */
    public function takeCampaign(Claim $claim, int $uses, int $amount): bool
    {
        return $this->take($claim->campaign, self::CAMPAIGN, '', $uses, $amount, $uses === 0 ? 0 : $claim->usesTotal, $amount > 0 ? $claim->budget : 0);
    }

    /** Counts whatever the limit is, or gives back. The row is there. */
    public function addCode(int $campaign, int $serial, int $uses): void
    {
        $this->take($campaign, self::CODE, (string) $serial, $uses, 0, 0, 0);
    }

    public function addCampaign(int $campaign, int $uses, int $amount): void
    {
        $this->take($campaign, self::CAMPAIGN, '', $uses, $amount, 0, 0);
    }

    /** @param list<string> $pseudonyms Ascending, so that nobody waits for one who waits for him. */
    public function takeTurns(int $campaign, array $pseudonyms): void
    {
        foreach ($pseudonyms as $pseudonym) {
            $this->connection->execute($this->insert() . $this->otherwise(sprintf('uses = %s.uses + 1', $this->table)), [$campaign, self::PERSON, $pseudonym, 1, 0]);
        }
    }

    /** @return ?array{int, int} Uses and money; null if nothing was counted yet. */
    public function ofCode(int $campaign, int $serial, bool $locking): ?array
    {
        return $this->read($campaign, self::CODE, (string) $serial, $locking);
    }

    /** @return ?array{int, int} */
    public function ofCampaign(int $campaign, bool $locking): ?array
    {
        return $this->read($campaign, self::CAMPAIGN, '', $locking);
    }

    /** Begins to count, with what was used before there was a limit. */
    public function begin(int $campaign, ?int $serial, int $uses, int $spent): void
    {
        // An assignment that changes nothing: who came first has counted.
        $this->connection->execute(
            $this->insert() . $this->otherwise(sprintf('uses = %s.uses', $this->table)),
            [$campaign, $serial === null ? self::CAMPAIGN : self::CODE, (string) $serial, $uses, $serial === null ? $spent : 0],
        );
    }

    private function insert(): string
    {
        return 'INSERT INTO ' . $this->table . ' (campaign, kind, ref, uses, spent) VALUES (?, ?, ?, ?, ?)';
    }

    private function otherwise(string $assignment): string
    {
        return $this->connection->dialect()->otherwise(['campaign', 'kind', 'ref'], $assignment);
    }

    private function take(int $campaign, int $kind, string $ref, int $uses, int $amount, int $limit, int $budget): bool
    {
        // Each form of the statement is prepared once; a limit is a parameter, so that the owner may change it at any time.
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET uses = uses + ?, spent = spent + ? WHERE campaign = ? AND kind = ? AND ref = ?'
                . ($limit > 0 ? ' AND uses < ?' : '') . ($budget > 0 ? ' AND spent <= ?' : ''),
            [$uses, $amount, $campaign, $kind, $ref, ...($limit > 0 ? [$limit] : []), ...($budget > 0 ? [$budget - $amount] : [])],
        ) === 1;
    }

    /** @return ?array{int, int} */
    private function read(int $campaign, int $kind, string $ref, bool $locking): ?array
    {
        $sql = 'SELECT uses, spent FROM ' . $this->table . ' WHERE campaign = ? AND kind = ? AND ref = ?' . ($locking ? $this->connection->dialect()->lockingRead() : '');
        $row = $this->connection->rows($sql, [$campaign, $kind, $ref])[0] ?? null;

        return $row === null ? null : [(int) $row[0], (int) $row[1]];
    }
}
