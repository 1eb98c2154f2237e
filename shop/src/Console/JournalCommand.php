<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Journal;
use Symfony\Component\Console\Input\InputInterface;

/** What the commands about the journal itself share. */
abstract class JournalCommand extends ShopCommand
{
    /** The keys, where they are said. */
    protected function keysIfSaid(InputInterface $input): ?KeyRing
    {
        return $this->told($input, 'keys') === null ? null : $this->keys($input);
    }

    /** The versions that were saved, or the file. */
    protected function rules(InputInterface $input, Journal $journal): ?Programme
    {
        return $this->told($input, 'programme') === null ? $journal->programme() : $this->programme($input);
    }

    protected function key(InputInterface $input): string
    {
        $key = (string) $this->argument($input, 'customer');

        return $key !== '' ? $key : throw new UsageException('say which customer');
    }
}
