<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\TransientException;

/**
 * Customers invite friends. A friend has one inviter; both are rewarded once, when the friend's first order is paid, and what is suspicious waits for a
 * person to look at it. Every call may be repeated and may run beside itself: each is one transaction that holds the journal's lock. docs/referral.md
 *
 * @phpstan-type Row array{number: int, friend: int, inviter: int, joined_at: int, state: State, reason: string, approved: bool, basis: string, revision: int, changed_at: int}
 */
final class Referrals
{
    private const COLUMNS = 'number, friend, inviter, joined_at, state, reason, approved, basis, revision, changed_at';
    private const DAY_S = 86400;

    private readonly Schema $schema;
    private ?Invitations $invitations = null;
    private readonly Suspicions $suspicions;
    private ?Programme $programme = null;

    /** @param string $source Of the events that are written here. */
    public function __construct(private readonly Journal $journal, private readonly ?KeyRing $keys = null, private readonly string $source = 'shop', ?Schema $schema = null)
    {
        $this->schema = $schema ?? new Schema($journal->schema->prefix);
        $this->suspicions = new Suspicions($journal, $this->schema);
    }

    /** Makes the tables beside the journal's: when the plugin is installed or updated. */
    public function install(): void
    {
        $this->schema->create($this->journal->connection);
    }

    /**
     * The customer's invitation: for a link, or to be typed.
     *
     * @throws ReferralException if the programme in force has no referrals, or the journal knows nothing of the customer
     */
    public function invite(string $customer, int $now): string
    {
        $this->terms($now);

        return $this->invitations()->of($customer, $now);
    }

    /** Whose invitation it is, for "Ann invites you"; null for what is none. Count what is none as an attempt, as with coupons. */
    public function inviter(string $code): ?string
    {
        return $this->invitations()->inviter($code);
    }

    /**
     * Somebody who was invited has signed up. Again by the same invitation it changes nothing.
     *
     * @param string $friend The new customer's key.
     * @throws ReferralException if it is nobody's invitation, the friend's own, or the friend was invited by somebody else
     */
    public function join(string $code, string $friend, int $now, ?Signals $signals = null): Referral
    {
        $terms = $this->terms($now);
        $inviter = $this->invitations()->inviter($code) ?? throw new ReferralException('nobody\'s invitation');
        if ($inviter === $friend) {
            throw new ReferralException('nobody invites themselves');
        }

        return $this->alone(function () use ($inviter, $friend, $now, $signals, $terms): Referral {
            $this->remember($friend, $signals);
            $inviterKeys = $this->journal->links()->of($inviter);
            $friendKeys = $this->journal->links()->of($friend);
            $known = $this->rowsOf(array_values($this->journal->numbersOf($friendKeys)));
            if ($known !== []) {
                if (!in_array($known[0]['inviter'], array_values($this->journal->numbersOf($inviterKeys)), true)) {
                    throw new ReferralException('the friend was invited by somebody else before');
                }

                return $this->referral($known[0]);
            }
            $reasons = $this->suspicions->of($friendKeys, $inviterKeys, $now, $this->purchases($friend), $signals);
            $burst = $this->burst(array_values($this->journal->numbersOf($inviterKeys)), $now, $terms['burst_friends'], $terms['burst_days']);
            if ($burst !== null) {
                $reasons[] = $burst[0];
                foreach ($burst[1] as $row) {
                    $this->move($row, State::Frozen, $burst[0], $now);
                }
            }

            return $this->referral($this->add($friend, $inviter, $reasons, $now, $signals));
        });
    }

    /** What is known of somebody who may invite or was invited, from an order or an address book. It is compared when a friend joins or is to be rewarded. */
    public function remember(string $customer, ?Signals $signals): void
    {
        if ($signals === null || $signals->hashes === []) {
            return;
        }
        $person = $this->journal->numbersOf([$customer])[$customer] ?? null;
        if ($person === null) {
            return;
        }
        foreach ($signals->hashes as $kind => $hash) {
            if ($this->rows("SELECT person FROM {$this->schema->signal} WHERE kind = ? AND hash = ? AND person = ?", [$kind, $hash, $person]) !== []) {
                continue;
            }
            try {
                $this->journal->work()->once(fn (): int => $this->journal->connection->execute("INSERT INTO {$this->schema->signal} (kind, hash, person) VALUES (?, ?, ?)", [$kind, $hash, $person]));
            } catch (DuplicateKeyException) {
                // By another process at this moment.
            }
        }
    }

    /**
     * Something happened to an order of somebody: it was paid, cancelled, refunded. What was invited is brought to what the journal says now: rewarded,
     * reversed, frozen. The order's events are in the journal already. Asked for somebody who was not invited it does nothing.
     *
     * @return ?Referral What became of the person's own invitation; null if there is none.
     */
    public function settle(string $friend, int $now, ?Signals $signals = null): ?Referral
    {
        // Most who buy were not invited: they need no lock.
        if ($this->rowsOf(array_values($this->journal->numbersOf($this->journal->links()->of($friend)))) === []) {
            $this->remember($friend, $signals);

            return null;
        }

        return $this->alone(function () use ($friend, $now, $signals): ?Referral {
            $this->remember($friend, $signals);
            $settled = null;
            // Accounts that became one may have been invited each; the first invitation is the person's.
            foreach ($this->rowsOf(array_values($this->journal->numbersOf($this->journal->links()->of($friend)))) as $row) {
                $of = $this->referral($this->settled($row, $now));
                $settled ??= $of;
            }

            return $settled;
        });
    }

    /** Staff has looked at a frozen one and finds it good: it is rewarded at once, if the order is there, or when it comes. */
    public function approve(int $number, string $author, int $now): Referral
    {
        return $this->alone(function () use ($number, $author, $now): Referral {
            $row = $this->row($number);
            if ($row['state'] !== State::Frozen) {
                throw new ReferralException(sprintf('referral %d is not frozen: it is %s', $number, $row['state']->value));
            }
            $row = $this->move(['approved' => true] + $row, State::Joined, 'approved by ' . $author, $now);

            return $this->referral($this->settled($row, $now));
        });
    }

    /** Staff refuses one for ever; what was rewarded is taken back. */
    public function reject(int $number, string $author, string $reason, int $now): Referral
    {
        return $this->alone(function () use ($number, $author, $reason, $now): Referral {
            $row = $this->row($number);

            return $this->referral($row['state'] === State::Rejected ? $row : $this->move($row, State::Rejected, sprintf('%s (%s)', $reason, $author), $now));
        });
    }

    /** @return \Generator<int, Referral> Ascending. */
    public function all(?State $state = null): \Generator
    {
        for ($after = 0; ($rows = $this->read('WHERE number > ?' . ($state === null ? '' : ' AND state = ?') . ' ORDER BY number LIMIT 500', $state === null ? [$after] : [$after, $state->value])) !== []; $after = $row['number']) {
            foreach ($rows as $row) {
                yield $this->referral($row);
            }
        }
    }

    /** @return list<Referral> Those whom somebody has invited. */
    public function friendsOf(string $inviter): array
    {
        $rows = [];
        foreach ($this->journal->numbersOf($this->journal->links()->of($inviter)) as $person) {
            $rows = [...$rows, ...$this->read('WHERE inviter = ? ORDER BY number', [$person])];
        }

        return array_map($this->referral(...), $rows);
    }

    /** Deletes what is known of persons who were erased: after an erasure, or now and then. Until then it is compared with nobody's. */
    public function sweep(): int
    {
        return $this->journal->work()->once(fn (): int => $this->journal->connection->execute(
            "DELETE FROM {$this->schema->signal} WHERE person IN (SELECT number FROM {$this->journal->schema->person} WHERE customer IS NULL)",
            [],
        ));
    }

    /**
     * @param Row $row
     * @return Row
     */
    private function settled(array $row, int $now): array
    {
        $keys = $this->journal->keysOf([$row['friend'], $row['inviter']]);
        $friend = $keys[$row['friend']] ?? null;
        $inviter = $keys[$row['inviter']] ?? null;
        $terms = $this->programme()->at($row['joined_at'])->referral();
        // Of somebody who was erased nothing more is written.
        if ($friend === null || $inviter === null || $terms === null || $row['state'] === State::Rejected || $row['state'] === State::Frozen) {
            return $row;
        }
        $purchases = $this->purchases($friend);
        if ($row['state'] === State::Joined && !$row['approved']) {
            $accounts = $this->journal->links()->of($friend);
            $reasons = $this->suspicions->of($accounts, $this->journal->links()->of($inviter), $row['joined_at'], $purchases);
            foreach ($this->rowsOf(array_values($this->journal->numbersOf($accounts))) as $other) {
                if ($other['number'] < $row['number'] && $other['state'] !== State::Rejected) {
                    $reasons[] = 'the friend was invited before, with another account';
                    break;
                }
            }
            if ($reasons !== []) {
                return $this->move($row, State::Frozen, implode('; ', $reasons), $now);
            }
        }
        $until = self::periodEnd($row['joined_at'], $terms['within_months'], $terms['within_days'], $this->programme()->at($row['joined_at'])->timezone());
        $order = $purchases->first($row['joined_at'], $until, $terms['minimum']);
        if ($order === null) {
            return $row['state'] === State::Rewarded ? $this->move(['basis' => ''] + $row, State::Reversed, 'the order came back', $now) : $row;
        }
        $basis = substr(hash('sha256', $order['key']), 0, 32);
        if ($row['state'] === State::Rewarded && $row['basis'] === $basis) {
            return $row;
        }
        if ($row['state'] !== State::Rewarded && $terms['most'] > 0 && $this->rewarded($inviter) >= $terms['most']) {
            // One that came back has lost its place while others have it.
            return $row['state'] === State::Reversed ? $row : $this->move($row, State::Rejected, sprintf('%d friends of the inviter are rewarded already', $terms['most']), $now);
        }

        return $this->move(['basis' => $basis] + $row, State::Rewarded, $row['approved'] ? $row['reason'] : '', $now, $order['order']);
    }

    /** Where a period that begins at an instant is over: at the start of the local day behind its last one. */
    private static function periodEnd(int $from, int $months, int $days, string $timezone): int
    {
        $day = (new \DateTimeImmutable('@' . $from))->setTimezone(new \DateTimeZone($timezone))->setTime(0, 0);
        if ($months > 0) {
            $first = $day->modify('first day of this month')->modify("+$months months");
            $day = $first->setDate((int) $first->format('Y'), (int) $first->format('n'), min((int) $day->format('j'), (int) $first->format('t')));
        }

        return $day->modify('+' . ($days + 1) . ' days')->setTime(0, 0)->getTimestamp();
    }

    /**
     * Whether so many join at once that a person has to look.
     *
     * @param list<int> $inviters
     * @return array{string, list<Row>}|null The reason and those before this one.
     */
    private function burst(array $inviters, int $now, int $friends, int $days): ?array
    {
        if ($friends === 0) {
            return null;
        }
        $recent = [];
        foreach ($inviters as $inviter) {
            $recent = [...$recent, ...$this->read('WHERE inviter = ? AND joined_at > ? ORDER BY number', [$inviter, $now - $days * self::DAY_S])];
        }

        return count($recent) + 1 < $friends ? null : [
            sprintf('%d friends within %d day%s', count($recent) + 1, $days, $days === 1 ? '' : 's'),
            array_values(array_filter($recent, static fn (array $row): bool => $row['state'] === State::Joined && !$row['approved'])),
        ];
    }

    private function rewarded(string $inviter): int
    {
        return count(array_filter($this->friendsOf($inviter), static fn (Referral $r): bool => $r->state === State::Rewarded));
    }

    private function purchases(string $customer): Purchases
    {
        return new Purchases($this->journal->eventsOf($this->journal->ownerOf($customer)));
    }

    /**
     * @param list<string> $reasons
     * @return Row
     */
    private function add(string $friend, string $inviter, array $reasons, int $now, ?Signals $signals): array
    {
        $last = (int) ($this->rows("SELECT COALESCE(MAX(number), 0) AS number FROM {$this->schema->referral}", [])[0][0] ?? 0);
        $number = 1 + ($last === 0 ? $this->lastOfJournal() : $last);
        $state = $reasons === [] ? State::Joined : State::Frozen;
        $reason = implode('; ', $reasons);
        $this->write($number, 1, $friend, $inviter, $state, $reason, $now, null);
        $numbers = $this->journal->numbersOf([$friend, $inviter]);
        if (!isset($numbers[$friend], $numbers[$inviter])) {
            throw new ReferralException('the friend or the inviter was erased');
        }
        try {
            $this->journal->connection->execute(
                "INSERT INTO {$this->schema->referral} (" . self::COLUMNS . ') VALUES (?, ?, ?, ?, ?, ?, 0, ?, 1, ?)',
                [$number, $numbers[$friend], $numbers[$inviter], $now, $state->value, $reason, '', $now],
            );
        } catch (DuplicateKeyException $e) {
            throw new TransientException('somebody else joined at the same time', 0, $e);
        }
        // Of somebody whom the journal did not know before.
        $this->remember($friend, $signals);

        return $this->row($number);
    }

    /** Of tables that were dropped and made anew: the journal keeps what it was told, and ids do not come twice. */
    private function lastOfJournal(): int
    {
        $id = Event::referral($this->source, '1:friend', 1, 'x', 0, State::Joined->condition(), 'y', false)->id;
        $prefix = substr($id, 0, -strlen('1:friend/1'));
        $numbers = [0];
        foreach ($this->journal->idsFrom($prefix) as $known) {
            if (preg_match('/\A(\d{1,18}):(?:inviter|friend)\//', substr($known, strlen($prefix)), $part) === 1) {
                $numbers[] = (int) $part[1];
            }
        }

        return max($numbers);
    }

    /**
     * To another state, in the table and for both sides.
     *
     * @param Row $row
     * @return Row
     */
    private function move(array $row, State $state, string $reason, int $now, ?string $order = null): array
    {
        $keys = $this->journal->keysOf([$row['friend'], $row['inviter']]);
        $next = ['state' => $state, 'reason' => $reason, 'revision' => $row['revision'] + 1, 'changed_at' => max($now, $row['changed_at'])] + $row;
        if (isset($keys[$row['friend']], $keys[$row['inviter']])) {
            $this->write($row['number'], $next['revision'], $keys[$row['friend']], $keys[$row['inviter']], $state, $reason, $next['changed_at'], $order);
        }
        $changed = $this->journal->connection->execute(
            "UPDATE {$this->schema->referral} SET state = ?, reason = ?, approved = ?, basis = ?, revision = ?, changed_at = ? WHERE number = ? AND revision = ?",
            [$state->value, $reason, (int) $next['approved'], $next['basis'], $next['revision'], $next['changed_at'], $row['number'], $row['revision']],
        );
        if ($changed !== 1) {
            throw new TransientException('somebody else changed the referral at the same time');
        }

        return $next;
    }

    /** One event for each side, which have objects of their own. No key stands in the ids. */
    private function write(int $number, int $revision, string $friend, string $inviter, State $state, string $reason, int $at, ?string $order): void
    {
        $reason = mb_strcut($reason, 0, 1000, 'UTF-8');
        $this->journal->append([
            Event::referral($this->source, "$number:inviter", $revision, $inviter, $at, $state->condition(), $friend, true, $reason, $order),
            Event::referral($this->source, "$number:friend", $revision, $friend, $at, $state->condition(), $inviter, false, $reason, $order),
        ]);
    }

    /** @param Row $row */
    private function referral(array $row): Referral
    {
        $keys = $this->journal->keysOf([$row['friend'], $row['inviter']]);

        return new Referral($row['number'], $keys[$row['friend']] ?? null, $keys[$row['inviter']] ?? null, $row['joined_at'], $row['state'], $row['reason'], $row['approved'], $row['revision'], $row['changed_at']);
    }

    /**
     * @param list<int> $friends
     * @return list<Row>
     */
    private function rowsOf(array $friends): array
    {
        $rows = [];
        foreach ($friends as $friend) {
            $rows = [...$rows, ...$this->read('WHERE friend = ?', [$friend])];
        }
        usort($rows, static fn (array $a, array $b): int => $a['number'] <=> $b['number']);

        return $rows;
    }

    /** @return Row */
    private function row(int $number): array
    {
        return $this->read('WHERE number = ?', [$number])[0] ?? throw new ReferralException(sprintf('there is no referral %d', $number));
    }

    /**
     * @param list<int|string> $parameters
     * @return list<Row>
     */
    private function read(string $which, array $parameters): array
    {
        return array_map(static fn (array $r): array => [
            'number' => (int) $r[0],
            'friend' => (int) $r[1],
            'inviter' => (int) $r[2],
            'joined_at' => (int) $r[3],
            'state' => State::from((string) $r[4]),
            'reason' => (string) $r[5],
            'approved' => (int) $r[6] === 1,
            'basis' => (string) $r[7],
            'revision' => (int) $r[8],
            'changed_at' => (int) $r[9],
        ], $this->rows('SELECT ' . self::COLUMNS . " FROM {$this->schema->referral} $which", $parameters));
    }

    /**
     * @param list<int|string|null> $parameters
     * @return list<list<int|string|null>>
     */
    private function rows(string $sql, array $parameters): array
    {
        return $this->journal->work()->once(fn (): array => $this->journal->connection->rows($sql, $parameters));
    }

    /** @return array{minimum: int, within_months: int, within_days: int, most: int, burst_friends: int, burst_days: int} */
    private function terms(int $now): array
    {
        return $this->programme()->at($now)->referral() ?? throw new ReferralException('the programme has no referrals');
    }

    private function programme(): Programme
    {
        return $this->programme ??= $this->journal->programme() ?? throw new ReferralException('the journal has no programme');
    }

    private function invitations(): Invitations
    {
        return $this->invitations ??= new Invitations($this->journal, $this->keys ?? throw new ReferralException('no key signs invitations here: give the shop\'s keys'), $this->schema);
    }

    /**
     * Nobody else writes to the journal meanwhile.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function alone(callable $work): mixed
    {
        return $this->journal->work()->whole(function () use ($work): mixed {
            $this->journal->appender()->lock();

            return $work();
        });
    }
}
