<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\KeyRing;

/**
 * What the whole journal was at an instant, signed: to be kept where who can write to the database cannot. docs/journal.md
 */
final readonly class Head
{
    private const PURPOSE = 'journal head';
    /** So many ranges of persons have a digest each, to say where two journals differ. */
    public const BLOCKS = 1024;
    private const MEMBERS = ['number', 'at', 'position', 'persons', 'events', 'digest', 'block', 'blocks', 'erasures', 'erased', 'previous'];

    /** @param list<string> $blocks 32 hexadecimal digits for each range of $block persons. */
    public function __construct(
        public int $number,
        /** UTC seconds. */
        public int $at,
        /** The last row. */
        public int $position,
        public int $persons,
        public int $events,
        public string $digest,
        public int $block,
        public array $blocks,
        public int $erasures,
        public string $erased,
        /** Tag of the head before it; "" of the first. */
        public string $previous,
        public string $tag = '',
    ) {
    }

    public function signed(KeyRing $keys): self
    {
        return self::of([...$this->members(), 'tag' => $keys->tag(self::PURPOSE, $this->message())]);
    }

    public function isSignedBy(KeyRing $keys): bool
    {
        return hash_equals($keys->tag(self::PURPOSE, $this->message()), $this->tag);
    }

    /** One line of JSON. */
    public function format(): string
    {
        return json_encode([...$this->members(), 'tag' => $this->tag], \JSON_THROW_ON_ERROR);
    }

    public static function parse(string $text): self
    {
        $members = json_decode(trim($text), true, 4);

        return is_array($members) ? self::of($members) : throw new JournalException('the head is no JSON object');
    }

    /** How many persons a range has. */
    public static function blockOf(int $persons): int
    {
        return intdiv($persons, self::BLOCKS) + 1;
    }

    /** @return array<string, int|string|list<string>> */
    private function members(): array
    {
        $members = [];
        foreach (self::MEMBERS as $name) {
            $members[$name] = $this->$name;
        }

        /** @var array<string, int|string|list<string>> $members */
        return $members;
    }

    private function message(): string
    {
        return json_encode($this->members(), \JSON_THROW_ON_ERROR);
    }

    /** @param array<mixed> $members */
    private static function of(array $members): self
    {
        $int = static fn (string $name): int => is_int($members[$name] ?? null) && $members[$name] >= 0 ? $members[$name] : throw new JournalException(sprintf('the head has no number "%s"', $name));
        $text = static fn (string $name): string => is_string($members[$name] ?? null) && preg_match('/\A(?:[0-9a-f]{64})?\z/', $members[$name]) === 1
            ? $members[$name] : throw new JournalException(sprintf('the head has no hash "%s"', $name));
        $blocks = [];
        foreach (is_array($members['blocks'] ?? null) ? $members['blocks'] : [] as $block) {
            $blocks[] = is_string($block) ? $block : throw new JournalException('the head has a range without a hash');
        }

        return new self(
            $int('number'),
            $int('at'),
            $int('position'),
            $int('persons'),
            $int('events'),
            $text('digest'),
            max(1, $int('block')),
            $blocks,
            $int('erasures'),
            $text('erased'),
            $text('previous'),
            $text('tag'),
        );
    }
}
