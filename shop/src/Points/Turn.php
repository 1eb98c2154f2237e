<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

use Loyalty\Event;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\ConcurrencyException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\Backoff;

/**
 * Reads all that a person's journal says, decides, and writes only if nothing came in between; else it does all of that again. So what was decided
 * is right at the moment it is written, whatever runs beside it.
 *
 * @internal
 */
final readonly class Turn
{
    public function __construct(private Journal $journal, private Backoff $backoff = new Backoff())
    {
    }

    /**
     * @param string $customer Any key of the person.
     * @param callable(list<Event>, string): list<Event> $decide Gets the person's events and the key that they are folded under; may be called several times.
     * @throws ConcurrencyException inside of a transaction of the host, where only the host can begin anew
     */
    public function take(string $customer, callable $decide): AppendOutcome
    {
        for ($retry = 0;; ++$retry) {
            // Before the events: what is written in between is then noticed.
            $owner = $this->journal->ownerOf($customer);
            $expecting = [];
            foreach ($this->journal->links()->under($owner) as $key) {
                $expecting[$key] = $this->journal->nth($key);
            }
            $new = $decide($this->journal->eventsOf($owner), $owner);
            if ($new === []) {
                return new AppendOutcome(0, 0);
            }
            try {
                return $this->journal->append($new, expecting: $expecting);
            } catch (ConcurrencyException $e) {
                if ($retry >= $this->backoff->retries || $this->journal->work()->hosted()) {
                    throw $e;
                }
                $this->backoff->wait($retry);
            }
        }
    }
}
