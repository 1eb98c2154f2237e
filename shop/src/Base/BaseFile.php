<?php

declare(strict_types=1);

namespace Loyalty\Shop\Base;

use Loyalty\Customer;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\LoyaltyException;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;

/**
 * The journal's customers as a file that every worker maps: built once, brought up to date with what came since, and built anew where the journal's past
 * was changed (an erasure, a retention) or the programme is another. A remark beside the file says which past it knows. docs/segments.md
 */
final readonly class BaseFile
{
    /** LTY_E_SNAPSHOT and LTY_E_DAMAGED: a file that cannot be used, which the journal can replace. */
    private const USELESS = [48, 49];

    public function __construct(private Journal $journal, private Programme $programme, public string $path)
    {
    }

    /**
     * The base with everything that the journal has, folded at an instant, and saved if anything came.
     *
     * @param ?callable(string): void $note Told in a sentence why the file was made anew.
     */
    public function refresh(int $at, ?callable $note = null): CustomerBase
    {
        [$base, $why] = $this->fitting();
        if ($base === null) {
            if ($note !== null) {
                $note($why);
            }
            $base = new CustomerBase($this->programme);
        }
        $from = $base->position() ?? 0;
        $past = $this->past();
        $position = $this->journal->position();
        $come = $base->append($this->until($this->journal->events($from), $position));
        if ($base->foldedAt() !== $at) {
            $base->fold($at);
        }
        if ($why !== '' || $come->appended > 0 || $position !== $from) {
            $this->save($base, $position, $past);
        }

        return $base;
    }

    /** Saves again what was applied to it: scores and what a model says. */
    public function save(CustomerBase $base, ?int $position = null, ?string $past = null): void
    {
        $past ??= $this->past();
        // Whoever reads the remark of a file that was replaced meanwhile finds another position in it, and builds anew.
        self::write($this->remark(), (string) json_encode(['position' => $position ?? $base->position(), 'past' => $past], \JSON_THROW_ON_ERROR));
        $base->save($this->path, $position ?? $base->position());
    }

    /** What is saved, without what came since; null if there is nothing that fits. */
    public function open(): ?CustomerBase
    {
        return $this->fitting()[0];
    }

    /**
     * One customer now, for a page: from the file and the journal's later events of this person; from the journal alone where no file fits. Equal to folding all
     * of the journal's events of the person, but for what is applied (scores), which is the file's.
     */
    public function customer(string $key, int $at): Customer
    {
        $owner = $this->journal->ownerOf($key);
        $base = $this->fitting(false)[0];
        if ($base === null || !$base->has($owner)) {
            return Customer::fold($this->programme, $owner, $this->journal->eventsOf($owner), $at);
        }
        $base->append($this->journal->eventsOf($owner, $base->position() ?? 0));

        return $base->customer($owner, $at);
    }

    /** @return array{?CustomerBase, string} The base, or why there is none. */
    private function fitting(bool $whole = true): array
    {
        if (!is_file($this->path)) {
            return [null, 'there is no base yet: it is built from the journal'];
        }
        $said = json_decode((string) @file_get_contents($this->remark()), true);
        try {
            $base = CustomerBase::open($this->path, $this->programme);
        } catch (LoyaltyException $e) {
            if (!in_array($e->getCode(), self::USELESS, true)) {
                throw $e;
            }

            return [null, 'the base is built anew: ' . $e->getMessage()];
        }
        $position = $base->position();
        $past = is_array($said) && is_string($said['past'] ?? null) ? $said['past'] : '';
        if (!is_array($said) || $position === null || ($said['position'] ?? null) !== $position || $position > $this->journal->position()) {
            return [null, 'the base is built anew: it is not known what of the journal is in it'];
        }
        // Counting the facts takes long in a large journal; what an erasure took has to be gone at once.
        $fits = $whole ? $past === $this->past($position) : explode('/', $past)[0] === $this->lineage();

        return $fits ? [$base, ''] : [null, 'the base is built anew: somebody was erased from the journal, or old visits and messages were'];
    }

    /** What of the journal's past can change: erasures, and how many facts there are up to a position. */
    private function past(?int $position = null): string
    {
        $facts = $this->journal->connection->rows("SELECT COUNT(*) AS facts FROM {$this->journal->schema->fact} WHERE seq <= ?", [$position ?? $this->journal->position()])[0][0] ?? 0;

        return $this->lineage() . '/' . (int) $facts;
    }

    /** Which journal it is, and how often somebody was erased from it. */
    private function lineage(): string
    {
        [$erasures, $secret] = $this->journal->connection->rows("SELECT erasures, secret FROM {$this->journal->schema->state} WHERE id = 1", [])[0] ?? [0, ''];

        return (int) $erasures . '-' . substr(hash('sha256', (string) $secret), 0, 16);
    }

    /**
     * @param iterable<int, Event> $events By sequence number, ascending.
     * @return \Generator<int, Event>
     */
    private function until(iterable $events, int $position): \Generator
    {
        foreach ($events as $seq => $event) {
            if ($seq > $position) {
                return;
            }
            yield $seq => $event;
        }
    }

    private function remark(): string
    {
        return $this->path . '.json';
    }

    private static function write(string $path, string $text): void
    {
        $temporary = $path . '.' . bin2hex(random_bytes(6));
        $mask = umask(0077);
        try {
            if (@file_put_contents($temporary, $text) !== strlen($text) || !@rename($temporary, $path)) {
                @unlink($temporary);
                throw new JournalException(sprintf('cannot write "%s"', $path));
            }
        } finally {
            umask($mask);
        }
    }
}
