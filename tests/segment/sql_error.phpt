--TEST--
Segment::toSql(): what cannot be said is refused when the query is made, and so are names that need more than quotes
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Dialect, Programme, RuleException, Segment, SqlQuery};

$programme = Programme::fromArray(['name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-01-01']);
$segment = Segment::compile($programme, 'orders = 1');
foreach (['a`b', "a\0", 'a.b', 'a b', "\u{e9}", str_repeat('a', 41)] as $prefix) {
    try {
        $segment->toSql(Dialect::Sqlite, 0, $prefix);
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
echo $segment->toSql(Dialect::Sqlite, 0, '')->sql, "\n";
foreach ([
    fn () => $segment->toSql(Dialect::PostgreSql, 0, 'a', true),
    fn () => $segment->toSql(Dialect::PostgreSql, PHP_INT_MAX),
    fn () => $segment->toSql('sqlite', 0),
] as $wrong) {
    try {
        $wrong();
    } catch (Error $e) {
        echo $e::class, ': ', $e->getMessage(), "\n";
    }
}
$deep = str_repeat('orders = 1 or (orders = 2 and (', 7) . 'visits = 1' . str_repeat('))', 7);
try {
    Segment::compile($programme, $deep)->toSql(Dialect::Sqlite, 0);
} catch (RuleException $e) {
    echo $e->getCode(), ' at ', $e->position, ': ', strtok($e->getMessage(), "\n"), "\n";
    var_dump($e->rule === $deep);
}
echo strlen(Segment::compile($programme, $deep)->toSql(Dialect::PostgreSql, 0)->sql) > 500 ? "PostgreSQL reads it\n" : '';

$query = $segment->toSql(Dialect::MariaDb, 0);
try {
    $query->sql = 'x';
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
try {
    serialize($query);
} catch (Exception $e) {
    echo $e->getMessage(), "\n";
}
try {
    new SqlQuery();
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
print_r($query);
?>
--EXPECT--
Loyalty\Segment::toSql(): Argument #3 ($prefix) must be at most 40 letters, digits and underscores
Loyalty\Segment::toSql(): Argument #3 ($prefix) must be at most 40 letters, digits and underscores
Loyalty\Segment::toSql(): Argument #3 ($prefix) must be at most 40 letters, digits and underscores
Loyalty\Segment::toSql(): Argument #3 ($prefix) must be at most 40 letters, digits and underscores
Loyalty\Segment::toSql(): Argument #3 ($prefix) must be at most 40 letters, digits and underscores
Loyalty\Segment::toSql(): Argument #3 ($prefix) must be at most 40 letters, digits and underscores
SELECT customer FROM "customer" WHERE "orders" = CAST(? AS INTEGER)
ValueError: Loyalty\Segment::toSql(): Argument #4 ($distributed) must be false but for ClickHouse
ValueError: Loyalty\Segment::toSql(): Argument #2 ($at) must be an instant in the years 1 to 9999
TypeError: Loyalty\Segment::toSql(): Argument #1 ($dialect) must be of type Loyalty\Dialect, string given
70 at 0: found and, or and parentheses that are nested more than 12 deep, which SQLite cannot read, expected a flatter rule, or part of it as a list (in) or a range (between) at byte 0
bool(true)
PostgreSQL reads it
Cannot modify readonly property Loyalty\SqlQuery::$sql
Serialization of 'Loyalty\SqlQuery' is not allowed
Call to private Loyalty\SqlQuery::__construct() from global scope
Loyalty\SqlQuery Object
(
    [sql] => SELECT customer FROM `loyalty_customer` WHERE `orders` = CAST(? AS SIGNED)
    [parameters] => Array
        (
            [0] => 1
        )

)
