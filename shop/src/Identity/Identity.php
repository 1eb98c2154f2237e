<?php

declare(strict_types=1);

namespace Loyalty\Shop\Identity;

use Loyalty\KeyRing;
use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\Work;

/**
 * Whether this is the shop or a copy of it. A copied shop has the same data, customers and keys under another address; if both issued codes or
 * wrote to customers, each code would exist twice, and customers would hear from a shop they never visited. So the data remember the address
 * they belong to, under a key that is not among them, and whoever runs them elsewhere is asked first.
 *
 * Codes verify all the same, and redemptions go on: a shop that has moved keeps its promises while its owner is asked.
 */
final readonly class Identity
{
    private const ROW = 1;

    private string $address;
    private Work $work;

    /** @param string $url The shop's home as configured, never a request's own: anybody can send a Host header. */
    public function __construct(private Connection $connection, private KeyRing $keys, string $url, private Schema $schema = new Schema())
    {
        $this->address = Address::canonical($url);
        $this->work = new Work($connection, new Backoff());
    }

    public function standing(): Standing
    {
        $row = $this->row();

        return match (true) {
            $row === null => Standing::Fresh,
            hash_equals($row[0], self::ring($this->keys)) && hash_equals($row[1], self::place($this->keys, $this->address)) => Standing::Known,
            default => Standing::Copied,
        };
    }

    /** The address that the data belong to, for people; null if they belong to none yet. */
    public function hint(): ?string
    {
        $row = $this->row();
        if ($row === null) {
            return null;
        }
        $hint = @hex2bin($row[2]);

        return $hint === false ? '' : $hint;
    }

    /** Called before anything is issued. @throws NotThisShopException */
    public function mayIssue(): void
    {
        $this->settled('issued');
    }

    /** Called before anything is sent. @throws NotThisShopException */
    public function maySend(): void
    {
        $this->settled('sent');
    }

    /** A new shop begins: these keys, this address. Repeating it changes nothing. */
    public function begin(int $now): void
    {
        try {
            $this->work->once(fn (): int => $this->connection->execute(
                "INSERT INTO {$this->schema->identity} (id, ring, place, hint, since) VALUES (?, ?, ?, ?, ?)",
                [self::ROW, self::ring($this->keys), self::place($this->keys, $this->address), bin2hex($this->address), $now],
            ));
        } catch (DuplicateKeyException) {
            $this->settled('begun');
        }
    }

    /** The owner says: this is the shop, and it has moved here. */
    public function moved(int $now): void
    {
        $row = $this->row() ?? throw new NotThisShopException(Standing::Fresh, self::question(Standing::Fresh, 'moved', null, $this->address));
        if (!hash_equals($row[0], self::ring($this->keys))) {
            throw new NotThisShopException(
                Standing::Copied,
                'these data belong to other keys than the key file holds: a shop that moves takes its key file along; a copy gets its own',
            );
        }
        $this->write($row, $this->keys, $now);
    }

    /**
     * The owner says: this is a copy. It goes on as a shop of its own, with a shop id and keys of its own; codes of the original mean nothing
     * here, and its own mean nothing there. The configuration has to name the copy's key file from now on.
     *
     * @param KeyFile $own A file that is not there yet, or the keys that this copy got before, when it was copied the last time. The original's
     *     file is left as it is: both may read the same one.
     */
    public function copy(KeyFile $own, int $now): KeyRing
    {
        $row = $this->row() ?? throw new NotThisShopException(Standing::Fresh, self::question(Standing::Fresh, 'copied', null, $this->address));
        if ($this->standing() === Standing::Known) {
            throw new IdentityException(sprintf('this is the shop at %s itself, no copy', $this->address));
        }
        $keys = $own->exists() ? $own->open() : $own->create();
        if (hash_equals($row[0], self::ring($keys))) {
            throw new IdentityException(sprintf('key file %s holds the keys of the original at %s: name another file, which is made', $own->path, (string) @hex2bin($row[2])));
        }
        $this->write($row, $keys, $now);

        return $keys;
    }

    private function settled(string $deed): void
    {
        $standing = $this->standing();
        if ($standing !== Standing::Known) {
            throw new NotThisShopException($standing, self::question($standing, $deed, $this->hint(), $this->address));
        }
    }

    /** @param array{string, string, string} $was What the owner was asked about. */
    private function write(array $was, KeyRing $keys, int $now): void
    {
        [$ring, $place] = [self::ring($keys), self::place($keys, $this->address)];
        $changed = $this->work->once(fn (): int => $this->connection->execute(
            "UPDATE {$this->schema->identity} SET ring = ?, place = ?, hint = ?, since = ? WHERE id = ? AND ring = ? AND place = ?",
            [$ring, $place, bin2hex($this->address), $now, self::ROW, $was[0], $was[1]],
        ));
        $row = $this->row();
        if ($changed === 0 && ($row === null || $row[0] !== $ring || $row[1] !== $place)) {
            throw new IdentityException('somebody else has answered in the meantime: look again');
        }
    }

    /** @return ?array{string, string, string} Ring, place, hint. */
    private function row(): ?array
    {
        $rows = $this->connection->rows("SELECT ring, place, hint FROM {$this->schema->identity} WHERE id = ?", [self::ROW]);

        return $rows === [] ? null : [(string) $rows[0][0], (string) $rows[0][1], (string) $rows[0][2]];
    }

    /** Of the ring, whatever keys are rotated in it. */
    private static function ring(KeyRing $keys): string
    {
        return $keys->pseudonym('identity ring ' . $keys->domain());
    }

    private static function place(KeyRing $keys, string $address): string
    {
        return $keys->pseudonym('identity place ' . $address);
    }

    private static function question(Standing $standing, string $deed, ?string $hint, string $address): string
    {
        return $standing === Standing::Fresh
            ? sprintf('Nothing is %s: nobody has said yet that this is the shop at %s. Finish setting it up (begin).', $deed, $address)
            : sprintf(
                'Nothing is %s: these data belong to %s with its own keys, and this is %s. Say which it is: the shop itself, which has moved here '
                    . '(moved), or a copy, which gets its own keys (copy).',
                $deed,
                $hint === null || $hint === '' ? 'another shop' : $hint,
                $hint === $address ? 'the same address with other keys' : $address,
            );
    }
}
