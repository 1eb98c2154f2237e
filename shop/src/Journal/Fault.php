<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/** What an audit can find. */
enum Fault: string
{
    /** A row does not say what was written. */
    case Changed = 'changed';
    /** A row of the middle of a chain is not there. */
    case Missing = 'missing';
    /** A row stands where it did not stand. */
    case Reordered = 're-ordered';
    /** The end of a chain is not there. */
    case Cut = 'cut';
    /** A person, with all rows. */
    case Removed = 'removed';
    /** Rows of somebody whom the journal does not know. */
    case Stranger = 'stranger';
    /** An erasure's record is not what it was, or is not there. */
    case Erasure = 'erasure';
    /** A signed head is forged, is not there, or says something else than the journal. */
    case Head = 'head';
}
