<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

use Loyalty\Dialect;
use Loyalty\Programme;
use Loyalty\Shop\Ledger\Prefix;

/** The tables of docs/sql.md. */
final readonly class Schema
{
    /** In this order they are written, and the last says that all are there. */
    public const TABLES = ['customer', 'purchase', 'activity', 'snapshot'];
    /** Facts that are never null: columns of ClickHouse are smaller and faster then. */
    private const COUNTED = [
        'orders', 'spent', 'spent_gross', 'refunded', 'refunds', 'points_pending', 'points_earned', 'points_spent', 'points_expired', 'points_reversed', 'points_in',
        'points_out', 'points_restored', 'visits', 'reviews', 'surveys', 'contests', 'friends', 'children', 'messages_sent', 'messages_opened', 'messages_clicked', 'redemptions',
    ];

    public function __construct(public string $prefix = 'loyalty_')
    {
        Prefix::checked($prefix);
    }

    /**
     * @param key-of<array<string, mixed>>|string $table One of TABLES.
     * @return non-empty-list<Column>
     */
    public function columns(string $table, Programme $programme): array
    {
        $columns = [new Column('customer', Kind::Text)];
        [$number, $small, $text, $flag] = [
            static fn (string $name, bool $null = false): Column => new Column($name, Kind::Number, $null),
            static fn (string $name, bool $null = false): Column => new Column($name, Kind::Small, $null),
            static fn (string $name): Column => new Column($name, Kind::Text),
            static fn (string $name, bool $null = false): Column => new Column($name, Kind::Flag, $null),
        ];

        return match ($table) {
            'customer' => [...$columns, ...self::facts($programme)],
            'purchase' => [
                ...$columns, $number('order_number'), $number('at'), $small('at_day'), $number('amount'), $number('gross'), $number('quantity'), $text('sku'), $text('category'),
                $text('brand'), $text('channel'), $flag('sale'), $flag('code'), $number('cost', true), $number('margin', true), $small('month'), $small('weekday'), $small('hour'),
            ],
            'activity' => [
                ...$columns, $small('kind'), $number('at'), $small('at_day'), $text('name'), $text('via'), $text('section'), $flag('wanted', true), $small('month'),
                $small('weekday'), $small('hour'),
            ],
            'snapshot' => [
                $number('at'), $text('programme_hash'), $number('position', true), $number('customers'), $number('purchases'), $number('activities'),
            ],
            default => throw new \ValueError(sprintf('there is no table "%s"', $table)),
        };
    }

    /** @return list<Column> */
    private static function facts(Programme $programme): array
    {
        $facts = $local = [];
        foreach ($programme->fields() as $name => $field) {
            $kind = match ($field['type']) {
                'text' => Kind::Text,
                'bool' => Kind::Flag,
                'day' => Kind::Small,
                default => Kind::Number,
            };
            $facts[] = new Column($name, $kind, !in_array($name, self::COUNTED, true));
            foreach (match ($field['type']) {
                'instant' => ['day', 'month', 'hour'],
                'day' => ['month'],
                default => [],
            } as $part) {
                $local[] = new Column($name . '_' . $part, Kind::Small, true);
            }
        }

        return [...$facts, ...$local];
    }

    /**
     * @param string $as The name that the table has while it is made.
     * @param string $mark For names of keys: those of a table that is renamed stay.
     * @return non-empty-list<string>
     */
    public function create(string $table, Programme $programme, Dialect $dialect, string $as, string $mark): array
    {
        $name = Column::quote($dialect, $as);
        $columns = implode(', ', array_map(static fn (Column $column): string => $column->definition($dialect), $this->columns($table, $programme)));
        $keyed = $table !== 'snapshot';
        $customer = Column::quote($dialect, 'customer');
        if ($dialect === Dialect::ClickHouse) {
            return ["CREATE TABLE $name ($columns) ENGINE = MergeTree ORDER BY " . match ($table) {
                'customer' => $customer,
                'snapshot' => Column::quote($dialect, 'at'),
                default => sprintf('(%s, %s)', $customer, Column::quote($dialect, 'at')),
            }];
        }
        if ($table === 'customer') {
            $columns .= ", PRIMARY KEY ($customer)";
        } elseif ($keyed && $dialect === Dialect::MariaDb) {
            $columns .= ", KEY ($customer)";
        }
        $statements = ["CREATE TABLE $name ($columns)" . match ($dialect) {
            Dialect::MariaDb => ' ENGINE=InnoDB',
            Dialect::Sqlite => ' STRICT',
            Dialect::PostgreSql => '',
        }];
        if ($keyed && $table !== 'customer' && $dialect !== Dialect::MariaDb) {
            $statements[] = sprintf('CREATE INDEX %s ON %s (%s)', Column::quote($dialect, "{$as}_$mark"), $name, $customer);
        }

        return $statements;
    }
}
