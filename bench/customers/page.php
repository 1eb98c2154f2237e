<?php

/** page.php loyalty|mariadb|php FOLDER: what a page needs of one customer, from the journal on the server in FOLDER. */

declare(strict_types=1);

use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Ledger\PdoConnection;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/../programme/data.php';
require __DIR__ . '/../programme/database.php';
require __DIR__ . '/../programme/plain.php';

const PEOPLE = 2000;
const PAGES = 200;

/** Twelve events of each customer, in the order in which they happened. */
function written(): Generator
{
    foreach (histories(PEOPLE) as $i => $history) {
        foreach ($history['orders'] as $n => [$at, $amounts]) {
            $lines = array_map(fn (int $amount): array => ['sku' => "S$amount", 'quantity' => 1, 'amount' => $amount], $amounts);
            yield Event::order('bench', "$i-$n", 1, "c$i", $at, OrderCondition::Paid, new Money(array_sum($amounts), 'EUR'), $lines);
        }
        yield Event::visit('bench', "v$i", "c$i", $history['visit']);
        yield Event::pointsSpent('bench', "s$i", "c$i", $history['spent'], 50);
    }
}

[, $task, $folder] = $argv;
$pdo = database($folder);
$schema = new Schema("{$task}_");
$journal = Journal::connect(new PdoConnection($pdo), $schema);
$journal->append(written());
$programme = programme('programme');
$keys = array_map(fn (int $i): string => 'c' . $i * 7_919 % PEOPLE, range(1, PAGES));
$said = fn (array $sums): string => "$sums[0] earned, $sums[1] left";

/** The rows of one customer as the journal has them, by one statement: what the other two pay for the way to the server. */
$statement = $pdo->prepare("SELECT x.type, x.happened_at, x.payload FROM $schema->person p JOIN $schema->event x ON x.person = p.number WHERE p.customer = ? ORDER BY x.seq");
$read = function (string $key) use ($statement): array {
    $statement->execute([$key]);

    return $statement->fetchAll(PDO::FETCH_NUM);
};

switch ($task) {
    case 'loyalty':
        serve(
            function () use ($journal, $programme, $keys): array {
                $earned = $left = 0;
                foreach ($keys as $key) {
                    $customer = $journal->customer($programme, $key, AT);
                    $earned += $customer->account->earned;
                    $left += $customer->account->balance;
                }

                return [$earned, $left];
            },
            $said,
        );
        break;
    case 'mariadb':
        serve(fn (): array => array_map($read, $keys), fn (array $pages): string => count($pages) . ' pages');
        break;
    case 'php':
        serve(
            function () use ($read, $keys): array {
                $earned = $left = 0;
                foreach ($keys as $key) {
                    $history = [];
                    foreach ($read($key) as [, $at, $payload]) {
                        $payload = json_decode((string) $payload, true, 16, JSON_THROW_ON_ERROR);
                        if (isset($payload['amount'])) {
                            $history[] = [(int) $at, (int) $payload['amount']];
                        } elseif (isset($payload['points'])) {
                            $history[] = [(int) $at, 0, (int) $payload['points']];
                        }
                    }
                    usort($history, fn (array $a, array $b): int => $a[0] <=> $b[0]);
                    [$folded] = plain_folds(PLAIN, [$history], AT);
                    $earned += $folded['earned'];
                    $left += $folded['points'];
                }

                return [$earned, $left];
            },
            $said,
        );
        break;
}
