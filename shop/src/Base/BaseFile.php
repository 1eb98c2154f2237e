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
use Loyalty\Shop\Text\WholeFile;

/**
 * The journal's customers as a file that every worker maps: built once, brought up to date with what came since, and built anew where the journal's past
 * was changed (an erasure, a retention) or the programme is another. A remark beside the file says which past it knows. docs/segments.md
 */
final readonly class BaseFile
{
    /** LTY_E_SNAPSHOT and LTY_E_DAMAGED: a file that cannot be used, which the journal can replace. */
    private const USELESS = [48, 49];
    private const NONE = 'there is no base yet';

    public function __construct(private Journal $journal, private Programme $programme, public string $path)
    {
    }

    /**
     * The base with everything that the journal has, folded at an instant, and saved if anything came.
     *
     * @param ?callable(string): void $note Told in a sentence why the file was made anew.
     * @param ?callable(CustomerBase): void $apply What is to be saved in it beside: scores, what a model says. With it, it is saved in any case.
     */
    public function refresh(int $at, ?callable $note = null, ?callable $apply = null): CustomerBase
    {
        // Before the file is looked at: an erasure that comes between is then found by the next.
        $position = $this->journal->position();
        $past = $this->past($position);
        [$base, $isNew] = $this->brought($position, $at, static function (string $why) use ($note): void {
            if ($note !== null) {
                $note($why === self::NONE ? "$why: it is built from the journal" : "the base is built anew: $why");
            }
        });
        if ($apply !== null) {
            $apply($base);
        }
        if ($isNew || $apply !== null) {
            // Whoever reads the remark of a file that was replaced meanwhile finds another position in it, and builds anew.
            if (!WholeFile::write($this->remark(), (string) json_encode(['position' => $position, 'past' => $past], \JSON_THROW_ON_ERROR))) {
                throw new JournalException(sprintf('cannot write "%s"', $this->remark()));
            }
            $base->save($this->path, $position);
        }

        return $base;
    }

    /**
     * The same without writing anything: from the file and what came since, from the journal alone where no file fits.
     *
     * @param ?int $position Of the journal, up to which it is read; null = all of it.
     * @param ?callable(string): void $note Told in a sentence why the file is of no use.
     */
    public function read(int $at, ?int $position = null, ?callable $note = null): CustomerBase
    {
        $position ??= $this->journal->position();

        return $this->brought($position, $at, static function (string $why) use ($note): void {
            if ($note !== null) {
                $note("the journal is read whole: $why");
            }
        })[0];
    }

    /** What is saved, without what came since; null if there is nothing that fits. */
    public function open(): ?CustomerBase
    {
        return $this->fitting()[0];
    }

    /** Why the file is of no use; null if it is of use. */
    public function complaint(): ?string
    {
        [$base, $why] = $this->fitting();

        return $base === null ? $why : null;
    }

    /**
     * One customer now, for a page: from the file and the journal's later events of this person; from the journal alone where no file fits. Equal to folding all
     * of the journal's events of the person, but for what is applied (scores), which is the file's.
     */
    public function customer(string $key, int $at): Customer
    {
        $owner = $this->journal->ownerOf($key);
        try {
            $base = $this->fitting(false)[0];
            if ($base !== null && $base->has($owner)) {
                $base->append($this->journal->eventsOf($owner, $base->position() ?? 0));

                return $base->customer($owner, $at);
            }
        } catch (LoyaltyException $e) {
            // Damaged where nobody has looked before: the journal knows.
            self::useless($e);
        }

        return $this->journal->customer($this->programme, $owner, $at);
    }

    /**
     * The journal's events behind one position and up to another.
     *
     * @return \Generator<int, Event> By sequence number, ascending.
     */
    public static function events(Journal $journal, int $from, int $position): \Generator
    {
        foreach ($journal->events($from) as $seq => $event) {
            if ($seq > $position) {
                return;
            }
            yield $seq => $event;
        }
    }

    /**
     * @param callable(string): void $complain Told why the file is of no use.
     * @return array{CustomerBase, bool} The base, and whether it is another than that of the file.
     */
    private function brought(int $position, int $at, callable $complain): array
    {
        [$base, $why] = $this->fitting();
        if ($base !== null) {
            try {
                $from = $base->position() ?? 0;
                $base->append(self::events($this->journal, $from, $position));
                if ($base->foldedAt() !== $at) {
                    $base->fold($at);
                }

                return [$base, $position !== $from];
            } catch (LoyaltyException $e) {
                $why = self::useless($e);
            }
        }
        $complain($why);
        $base = new CustomerBase($this->programme);
        $base->append(self::events($this->journal, 0, $position));
        $base->fold($at);

        return [$base, true];
    }

    /** What is wrong with a file in place of which the journal can be read; anything else is thrown on. */
    private static function useless(LoyaltyException $e): string
    {
        return in_array($e->getCode(), self::USELESS, true) ? $e->getMessage() : throw $e;
    }

    /** @return array{?CustomerBase, string} The base, or why there is none. */
    private function fitting(bool $whole = true): array
    {
        if (!is_file($this->path)) {
            return [null, self::NONE];
        }
        $said = json_decode((string) @file_get_contents($this->remark()), true);
        try {
            $base = CustomerBase::open($this->path, $this->programme);
        } catch (LoyaltyException $e) {
            return [null, self::useless($e)];
        }
        $position = $base->position();
        $past = is_array($said) && is_string($said['past'] ?? null) ? $said['past'] : '';
        if (!is_array($said) || $position === null || ($said['position'] ?? null) !== $position || $position > $this->journal->position()) {
            return [null, 'it is not known what of the journal is in it'];
        }
        // Counting the facts takes long in a large journal; what an erasure took has to be gone at once.
        $fits = $whole ? $past === $this->past($position) : explode('/', $past)[0] === $this->lineage();

        return $fits ? [$base, ''] : [null, 'it is of another journal, or somebody was erased since, or old visits and messages were'];
    }

    /** What of the journal's past can change: erasures, and how many facts there are up to a position. */
    private function past(int $position): string
    {
        $facts = $this->journal->connection->rows("SELECT COUNT(*) AS facts FROM {$this->journal->schema->fact} WHERE seq <= ?", [$position])[0][0] ?? 0;

        return $this->lineage() . '/' . (int) $facts;
    }

    /** Which journal it is, and how often somebody was erased from it. */
    private function lineage(): string
    {
        [$erasures, $secret] = $this->journal->connection->rows("SELECT erasures, secret FROM {$this->journal->schema->state} WHERE id = 1", [])[0] ?? [0, ''];

        return (int) $erasures . '-' . substr(hash('sha256', (string) $secret), 0, 16);
    }

    private function remark(): string
    {
        return $this->path . '.json';
    }
}
