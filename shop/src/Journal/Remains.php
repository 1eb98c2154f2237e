<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * What is kept of an erased person's event: amounts, points, conditions, instants, categories and brands. Every reference becomes a name under the
 * journal's secret, the same for the same, so that refunds find their orders and restored points their spend.
 *
 * @internal
 */
final class Remains
{
    private const ID_BYTES = 191;
    private const DIGITS = 32;
    private const WORD = 'erased';
    /** What the shop's other tables or other people would tell the person by. */
    private const REFERENCES = ['order', 'for', 'booking'];

    /** @var array<string, string> New ids by old ones. */
    private array $ids = [];

    /**
     * @param array<int|string, int> $numbers The persons that are erased, by their keys.
     * @param array<int|string, true> $keptSkus Products that rules of the programme name.
     */
    public function __construct(private readonly string $secret, private readonly array $numbers, private readonly array $keptSkus)
    {
    }

    /**
     * Names for ids, in the same order: at one instant events of one type are folded by their ids. Revisions of one thing stay together.
     *
     * @param list<string> $ids
     */
    public function name(array $ids): void
    {
        $stems = [];
        foreach ($ids as $id) {
            $stems[Kinds::stem($id) . '/'] = true;
        }
        $stems = array_map(strval(...), array_keys($stems));
        sort($stems, \SORT_STRING);
        $ordinal = array_flip($stems);
        foreach ($ids as $id) {
            $stem = Kinds::stem($id);
            $parts = explode('/', $id);
            $object = sprintf('%010d-%s', $ordinal[$stem . '/'], $this->mark('object', $stem));
            $end = count($parts) > 1 ? $parts[count($parts) - 1] : '1';
            $new = implode('/', [$parts[0], $parts[1] ?? self::WORD, $object, $end]);
            $this->ids[$id] = strlen($new) <= self::ID_BYTES ? $new : implode('/', [$this->mark('source', $parts[0]), self::WORD, $object, $this->mark('revision', $end)]);
        }
    }

    public function id(string $id): string
    {
        return $this->ids[$id] ?? self::WORD . '/' . self::WORD . '/' . $this->mark('object', $id) . '/1';
    }

    /** The payload of the person's own event. */
    public function payload(string $payload): string
    {
        $members = Kinds::payload($payload);
        foreach ($members as $name => $value) {
            if (is_string($value)) {
                $members[$name] = match (true) {
                    in_array($name, self::REFERENCES, true) => $this->mark('reference', $value),
                    $name === 'sku' => $this->sku($value),
                    $name === 'other' => $this->other($value),
                    $name === 'replaces' => $this->id($value),
                    $name === 'reason' => self::WORD,
                    default => $value,
                };
            }
        }
        if (is_array($members['lines'] ?? null)) {
            $members['lines'] = array_map($this->line(...), $members['lines']);
        }

        return self::json($members);
    }

    /** Somebody else's event that names the person. */
    public function othersPayload(string $payload): string
    {
        $members = Kinds::payload($payload);
        foreach ($members as $name => $value) {
            if (is_string($value)) {
                $members[$name] = match ($name) {
                    'other' => $this->other($value),
                    // The friend's, who is the person or has been named by it.
                    'order' => $this->mark('reference', $value),
                    'reason' => self::WORD,
                    default => $value,
                };
            }
        }

        return self::json($members);
    }

    public function other(string $key): string
    {
        return Person::ERASED . ($this->numbers[$key] ?? $this->mark('other', $key));
    }

    private function line(mixed $line): mixed
    {
        if (is_array($line) && is_string($line['sku'] ?? null)) {
            $line['sku'] = $this->sku($line['sku']);
        }

        return $line;
    }

    private function sku(string $sku): string
    {
        return $sku === '' || isset($this->keptSkus[$sku]) ? $sku : $this->mark('sku', $sku);
    }

    private function mark(string $kind, string $name): string
    {
        return substr(Chain::mark($this->secret, $kind, $name), 0, self::DIGITS);
    }

    /** @param array<mixed> $members */
    private static function json(array $members): string
    {
        return json_encode($members === [] ? new \stdClass() : $members, \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE | \JSON_UNESCAPED_SLASHES);
    }

    /**
     * The products that a programme's rules name, wherever they do: without them its points could not be reckoned again.
     *
     * @param array<mixed> $document
     * @return array<int|string, true>
     */
    public static function skusOf(array $document): array
    {
        $skus = [];
        $left = [$document];
        while (($part = array_pop($left)) !== null) {
            foreach ($part as $name => $value) {
                if ($name === 'products' && is_array($value)) {
                    array_walk_recursive($value, static function (mixed $sku) use (&$skus): void {
                        if (is_string($sku)) {
                            $skus[$sku] = true;
                        }
                    });
                } elseif (is_array($value)) {
                    $left[] = $value;
                }
            }
        }

        return $skus;
    }
}
