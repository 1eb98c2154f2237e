<?php

/**
 * scale.php ORDERS FOLDER [alone]: one history on the core and on ClickHouse, the same segments counted on both. docs/scale.md
 *
 * ORDERS is a folder that lib/orders.py made; FOLDER is made and keeps the saved base and, unless "alone", the exported tables and the server's data: a hundred bytes
 * an order, which the caller deletes. Writes a line of Markdown for each step. The server listens on 127.0.0.1 alone and ends with this program.
 */

declare(strict_types=1);

use Loyalty\CustomerBase;
use Loyalty\Dialect;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\RfmBasis;
use Loyalty\Segment;
use Loyalty\Shop\Sql\ClickHouse;
use Loyalty\Shop\Sql\Schema;

require __DIR__ . '/../../shop/vendor/autoload.php';
require __DIR__ . '/terms.php';

const SEGMENTS = [
    'gold, and away for half a year' => 'tier = "gold" and last_order < 180 days ago',
    'came lately and often' => 'orders >= 3 and first_order < 12 months ago and last_order >= 90 days ago',
    'more than 200.00 in half a year' => 'sum(amount, last 180 days) > 200',
    'buys for Christmas' => 'count(orders) >= 2 and share(orders, month in (11, 12)) >= 60 %',
    'scored high, and leaving' => 'rfm_recency = 1 and rfm_frequency >= 4',
];

/** Seconds of processors that this program, its children and the server have had: they say more than the clock while others work too. */
function busy(?int $server): float
{
    $sum = 0.0;
    foreach ([getrusage(), getrusage(1)] as $used) {
        $sum += $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e6;
    }
    if ($server !== null) {
        // utime and stime, in hundredths, behind the name in parentheses.
        $fields = explode(' ', (string) strrchr((string) file_get_contents("/proc/$server/stat"), ')'));
        $sum += ((int) $fields[12] + (int) $fields[13]) / 100;
    }

    return $sum;
}

/** @template T @param callable(): T $work @return T */
function step(string $what, callable $work, ?int $server = null): mixed
{
    $start = hrtime(true);
    $before = busy($server);
    $result = $work();
    printf("| %s | %.3f | %.3f |\n", $what, (hrtime(true) - $start) / 1e9, busy($server) - $before);

    return $result;
}

function megabytes(float $bytes): string
{
    return number_format($bytes / 1e6) . ' MB';
}

/** @return array{resource, string, string} The server, and how it is reached: HTTP, and the client's port. */
function server(string $folder): array
{
    [$http, $tcp] = array_map(function (): string {
        $socket = stream_socket_server('tcp://127.0.0.1:0');

        return substr((string) strrchr(stream_socket_get_name($socket, false), ':'), 1);
    }, [1, 2]);
    mkdir("$folder/server/tmp", 0777, true);
    file_put_contents("$folder/users.xml", '<yandex><profiles><default><max_threads>2</max_threads><max_memory_usage>8000000000</max_memory_usage></default></profiles>'
        . '<users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>'
        . '<quotas><default></default></quotas></yandex>');
    file_put_contents("$folder/config.xml", "<yandex><logger><level>warning</level><console>1</console></logger><listen_host>127.0.0.1</listen_host><http_port>$http</http_port>"
        . "<tcp_port>$tcp</tcp_port><path>$folder/server/</path><tmp_path>$folder/server/tmp/</tmp_path><users_config>$folder/users.xml</users_config><default_profile>default</default_profile>"
        . '<default_database>default</default_database><timezone>UTC</timezone><mark_cache_size>268435456</mark_cache_size></yandex>');
    $server = proc_open(['clickhouse-server', "--config-file=$folder/config.xml"], [1 => ['file', "$folder/log", 'a'], 2 => ['file', "$folder/log", 'a']], $pipes);
    for ($i = 0; $i < 300 && @file_get_contents("http://127.0.0.1:$http/") === false; $i++) {
        usleep(100_000);
    }

    return [$server, "http://127.0.0.1:$http", $tcp];
}

[, $orders, $folder] = $argv;
$alone = ($argv[3] ?? '') === 'alone';
mkdir($folder, 0777, true);
$programme = Programme::fromJson((string) file_get_contents(__DIR__ . '/programme.json'));
$base = new CustomerBase($programme);
echo "| core, one thread | seconds | of them, processors |\n| --- | ---: | ---: |\n";
step('load', fn () => $base->appendFile("$orders/orders.tsv", 'bench'));
$loaded = $base->stats();
step('fold', fn () => $base->fold(AT));
$scores = step('RFM, NTILE(5)', fn () => Rfm::ntile(5)->score($base, AT, RfmBasis::Gross));
step('RFM applied', fn () => $base->applyRfm($scores));
unset($scores);
$sets = [];
foreach (SEGMENTS as $name => $rule) {
    step("$name, first", fn () => $base->select($rule));
    $sets[$name] = step($name, fn () => $base->select($rule));
}
step('save', fn () => $base->save("$folder/base"));
$stats = $base->stats();
$opened = step('open', fn () => CustomerBase::open("$folder/base", $programme));
step('one customer', fn () => $opened->customer(KEY));
unset($opened);
printf("\n%s customers, %s events; %s after the load, %s with all that the rules made (%d bytes a customer, %d an event); file %s\n", number_format($stats['customers']), number_format($stats['events']),
    megabytes($loaded['bytes']), megabytes($stats['bytes']), $stats['bytes_per_customer'], $stats['bytes_per_event'], megabytes(filesize("$folder/base")));
if ($alone) {
    exit;
}

echo "\n| ClickHouse, two threads | seconds | of them, processors |\n| --- | ---: | ---: |\n";
mkdir("$folder/tables");
$written = step('export of the tables by the core', fn () => $base->exportTables("$folder/tables"));
$counts = array_map(fn ($set): array => [count($set), array_sum(array_map(intval(...), iterator_to_array($set, false)))], $sets);
unset($sets, $base);
[$server, $url, $tcp] = server($folder);
$client = new ClickHouse($url);
$number = proc_get_status($server)['pid'];
foreach (['customer', 'purchase'] as $table) {
    foreach ((new Schema('scale_'))->create($table, $programme, Dialect::ClickHouse, "scale_$table", 'scale') as $sql) {
        $client->command($sql);
    }
    step("load of $table, " . number_format($written[$table . 's']) . ' rows', function () use ($tcp, $table, $folder): void {
        passthru("clickhouse-client --port $tcp --query 'INSERT INTO scale_$table FORMAT TabSeparated' < " . escapeshellarg("$folder/tables/$table.tsv"), $code);
        if ($code !== 0) {
            exit(1);
        }
    }, $number);
}
$failed = 0;
foreach (SEGMENTS as $name => $rule) {
    $query = Segment::compile($programme, $rule)->toSql(Dialect::ClickHouse, AT, 'scale_');
    $ask = fn (): array => $client->rows("SELECT count(), sum(toUInt64(customer)) FROM ($query->sql)")[0];
    step("$name, first", $ask, $number);
    $answer = array_map(intval(...), step($name, $ask, $number));
    $failed += $answer === $counts[$name] ? 0 : 1;
    fprintf(STDERR, "%s: %s, sum of keys %d; ClickHouse %s, %d\n", $name, number_format($counts[$name][0]), $counts[$name][1], number_format($answer[0]), $answer[1]);
}
$disk = $client->rows("SELECT table, sum(bytes) FROM system.parts WHERE active AND table LIKE 'scale_%' GROUP BY table ORDER BY table");
printf("\n%s\n\n", implode('; ', array_map(fn (array $row): string => "$row[0] " . megabytes((float) $row[1]) . ' on disk', $disk)));
foreach ($counts as $name => [$count]) {
    printf("| %s | `%s` | %s |\n", $name, SEGMENTS[$name], number_format($count));
}
proc_terminate($server);
proc_close($server);
echo $failed === 0 ? "\nthe same customers on both\n" : "\n$failed segments differ\n";
exit($failed === 0 ? 0 : 1);
