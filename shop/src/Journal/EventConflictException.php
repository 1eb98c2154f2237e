<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Event;

/** An event id came again with other content. Nothing of its batch was written. */
final class EventConflictException extends JournalException
{
    /** @param list<string> $differs The columns that are not the same. */
    public function __construct(public readonly Event $event, public readonly array $differs)
    {
        parent::__construct(sprintf(
            'event "%s" is in the journal with another %s; nothing of this batch was written',
            $event->id,
            implode(' and ', $differs),
        ));
    }
}
