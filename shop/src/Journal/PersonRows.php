<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Shop\Ledger\Connection;

/**
 * All that the journal has of one person, as rows: of the key and of those that belong to it. A page waits for each answer of the server, so both
 * tables are one statement, and there is another one only where a link is among the rows.
 *
 * @internal
 */
final readonly class PersonRows
{
    public const SEQ = 0;
    public const ID = 1;
    public const TYPE = 2;
    public const CUSTOMER = 3;
    public const AT = 4;
    public const PAYLOAD = 5;
    private const OTHER = 6;

    private Rows $rows;

    public function __construct(Connection $connection, private Schema $schema, private Links $links)
    {
        $this->rows = new Rows($connection);
    }

    /** @return list<list<int|string|null>> In the order of their arrival. */
    public function of(string $customer): array
    {
        $known = [$customer => true];
        $rows = [];
        for ($fresh = [$customer]; $fresh !== []; $fresh = $found) {
            $links = $found = [];
            foreach ($this->read($fresh) as $row) {
                $rows[(int) $row[self::SEQ]] = $row;
                if ($row[self::TYPE] === 'identities_linked') {
                    $links[] = [$row[self::CUSTOMER], $row[self::OTHER], $row[self::AT], $row[self::ID], $row[self::PAYLOAD]];
                }
            }
            foreach ($links === [] ? [] : $this->links->named($links) as $key) {
                if (!isset($known[$key])) {
                    $known[$key] = true;
                    $found[] = $key;
                }
            }
        }
        ksort($rows);

        return array_values($rows);
    }

    /**
     * @param non-empty-list<string> $keys
     * @return list<list<int|string|null>>
     */
    private function read(array $keys): array
    {
        $part = fn (string $table, string $other, string $in): string => "SELECT x.seq AS seq, x.id AS id, x.type AS type, p.customer AS customer, x.happened_at AS happened_at, x.payload AS payload, $other AS other"
            . " FROM {$this->schema->person} p JOIN $table x ON x.person = p.number WHERE p.customer IN ($in)";

        return $this->rows->of($keys, fn (string $in): string => $part($this->schema->event, 'x.other', $in) . ' UNION ALL ' . $part($this->schema->fact, 'NULL', $in), 2);
    }
}
