<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

use Loyalty\KeyRing;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\DuplicateKeyException;

/**
 * One signed invitation for each customer: ten symbols that find its row, ten that prove it, both of one tag over the customer's pseudonym. The row has
 * the first ten and the journal's number of the person, so whoever reads the table can make no invitation, and of somebody who was erased
 * nothing is left to invite with. docs/referral.md
 */
final readonly class Invitations
{
    public const SYMBOLS = 20;

    private const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    private const HALF = 10;
    private const ROUNDS = 8;
    private const PURPOSE = 'invitation';
    /** No customer's key has this byte. */
    private const NOBODY = "\0";

    public function __construct(private Journal $journal, private KeyRing $keys, private Schema $schema)
    {
    }

    /**
     * The customer's invitation; the same one each time.
     *
     * @throws ReferralException if the journal knows nothing of the customer
     */
    public function of(string $customer, int $now): string
    {
        $owner = $this->journal->ownerOf($customer);
        $person = $this->journal->numbersOf([$owner])[$owner] ?? throw new ReferralException(sprintf('the journal has no customer "%s": who has never been here invites nobody', $owner));
        $table = $this->schema->invitation;
        for ($round = 0; $round < self::ROUNDS; ++$round) {
            $row = $this->journal->work()->once(fn (): array => $this->journal->connection->rows("SELECT round FROM $table WHERE person = ?", [$person]))[0] ?? null;
            if ($row !== null) {
                return self::display($this->code($owner, (int) $row[0]));
            }
            $code = $this->code($owner, $round);
            try {
                $this->journal->work()->once(fn (): int => $this->journal->connection->execute(
                    "INSERT INTO $table (locator, person, round, made_at) VALUES (?, ?, ?, ?)",
                    [substr($code, 0, self::HALF), $person, $round, $now],
                ));

                return self::display($code);
            } catch (DuplicateKeyException) {
                // Made at the same moment, or another customer's locator: one in a thousand million million.
            }
        }
        throw new \LogicException('eight locators of one customer are all taken');
    }

    /**
     * Whose invitation it is; null if nobody's. Typed as people type: in lower case, with dashes and blanks, O for 0, I and L for 1.
     *
     * The row is found by the half that proves nothing; the other half is compared in constant time, also where there is no row.
     */
    public function inviter(string $typed): ?string
    {
        $code = strtr((string) preg_replace('/[\s\-\x{2010}-\x{2015}]+/u', '', strtoupper($typed)), 'OIL', '011');
        if (strlen($code) !== self::SYMBOLS || strspn($code, self::ALPHABET) !== self::SYMBOLS) {
            return null;
        }
        $row = $this->journal->work()->once(fn (): array => $this->journal->connection->rows(
            "SELECT person, round FROM {$this->schema->invitation} WHERE locator = ?",
            [substr($code, 0, self::HALF)],
        ))[0] ?? [null, 0];
        $customer = $row[0] === null ? null : $this->journal->keysOf([(int) $row[0]])[(int) $row[0]] ?? null;
        $genuine = hash_equals($this->code($customer ?? self::NOBODY, (int) $row[1]), $code);

        // Of an account that now belongs to another the other's holds.
        return $genuine && $customer !== null && $this->journal->ownerOf($customer) === $customer ? $customer : null;
    }

    private function code(string $customer, int $round): string
    {
        $tag = $this->keys->tag(self::PURPOSE, $this->keys->pseudonym($customer) . ($round === 0 ? '' : "#$round"));
        $code = '';
        foreach (str_split(substr($tag, 0, self::SYMBOLS / 4 * 5), 5) as $digits) {
            // Five hexadecimal digits are four symbols.
            $bits = (int) hexdec($digits);
            $code .= self::ALPHABET[$bits >> 15] . self::ALPHABET[$bits >> 10 & 31] . self::ALPHABET[$bits >> 5 & 31] . self::ALPHABET[$bits & 31];
        }

        return $code;
    }

    private static function display(string $code): string
    {
        return implode('-', str_split($code, 4));
    }
}
