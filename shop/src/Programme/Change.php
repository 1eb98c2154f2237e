<?php

declare(strict_types=1);

namespace Loyalty\Shop\Programme;

/** One member that differs between two documents. */
final readonly class Change implements \JsonSerializable
{
    /**
     * @param string $kind "added", "removed" or "changed"
     * @param string $pointer JSON Pointer (RFC 6901): of what was added into the new document, else into the old one.
     * @param string $what What it belongs to, in words: 'earn rule "welcome"'; "" where the pointer says it all.
     */
    public function __construct(public string $kind, public string $pointer, public string $what, public mixed $before, public mixed $after)
    {
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        return ['kind' => $this->kind, 'pointer' => $this->pointer, 'what' => $this->what]
            + ($this->kind === 'added' ? [] : ['before' => $this->before]) + ($this->kind === 'removed' ? [] : ['after' => $this->after]);
    }
}
