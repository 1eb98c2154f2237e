--TEST--
Law 12: random histories, every balance recomputed by hand from the explanation alone
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event, ExplainedStep, Money, OrderCondition, Programme};

/** A quotient rounded once; amounts of these histories are far below what integers hold. */
function rounded(int $number, int $divisor, string $rounding): int
{
    $down = intdiv($number, $divisor);
    $rest = $number % $divisor;

    return $down + (int) match ($rounding) {
        'down' => false,
        'up' => $rest > 0,
        'half up' => 2 * $rest >= $divisor,
        'half to even' => 2 * $rest > $divisor || 2 * $rest === $divisor && $down % 2 === 1,
    };
}

function minor(string $amount): int
{
    [$major, $cents] = explode('.', $amount);

    return 100 * (int) $major + (int) $cents;
}

/** What a rule gave, from its words. */
function byRule(ExplainedStep $step): int
{
    if (preg_match('/^\w+: (\d+) points? for every ([\d.]+) GBP of ([\d.]+) GBP = (\d+) points?, rounded ([a-z ]+?)(?:; caps of the rule leave (\d+) points?)?$/', $step->text, $m) === 1) {
        $points = rounded((int) $m[1] * minor($m[3]), minor($m[2]), $m[5]);
        wrong($points !== (int) $m[4], $step->text);

        return isset($m[6]) ? min($points, (int) $m[6]) : $points;
    }
    wrong(preg_match('/^\w+: (\d+) points?(?: for the step that ([\d.]+) GBP reach)?(?:; caps of the rule leave (\d+) points?)?$/', $step->text, $m) !== 1, $step->text);

    return min((int) $m[1], (int) ($m[3] ?? $m[1]));
}

function wrong(bool $is, string $what): void
{
    if ($is) {
        throw new Exception("not so: $what");
    }
}

/** @param list<ExplainedStep> $steps */
function recompute(array $steps): int
{
    $sums = array_fill_keys(['earned', 'in', 'reversed', 'spent', 'expired', 'pending', 'left', 'restored', 'debt'], 0);
    $lot = null;
    foreach (array_slice($steps, 1) as $step) {
        $value = $step->value;
        switch ($step->figure) {
            case 'lot':
                wrong($lot !== null, 'the lot before is not ended');
                $lot = ['earned' => $value, 'given' => 0, 'kept' => null, 'gone' => 0, 'reversed' => 0, 'ruled' => str_contains($step->text, '(order)') || str_contains($step->text, '(action)'), 'percent' => null, 'total' => null];
                $sums[$lot['ruled'] ? 'earned' : 'in'] += $value;
                break;
            case 'rule':
                wrong(byRule($step) !== $value, $step->text);
                $lot['given'] += $value;
                break;
            case 'percent':
                wrong(preg_match('/^([\d.]+) % of (\d+) points? by the tier = (\d+) points?, rounded ([a-z ]+)$/', $step->text, $m) !== 1, $step->text);
                wrong((int) $m[2] !== $lot['given'] || rounded($lot['given'] * minor($m[1]), 10000, $m[4]) !== $value, $step->text);
                $lot['percent'] = [minor($m[1]), $m[4]];
                $lot['given'] = $value;
                break;
            case 'caps':
                wrong($value >= $lot['given'], $step->text);
                $lot['given'] = $value;
                $lot['capped'] = true;
                break;
            case 'more':
                wrong($value <= $lot['given'], $step->text);
                $lot['given'] = $value;
                break;
            case 'kept':
                wrong(byRule($step) !== $value, $step->text);
                $lot['kept'] = ($lot['kept'] ?? 0) + $value;
                break;
            case 'reversed':
            case 'draw':
            case 'expired':
                $lot['gone'] -= $value;
                $lot['reversed'] -= $step->figure === 'reversed' ? $value : 0;
                $sums[$step->figure === 'draw' ? 'spent' : $step->figure] -= $value;
                break;
            case 'left':
            case 'pending':
                wrong($lot['ruled'] && $lot['given'] !== $lot['earned'], 'what the rules gave is what was earned');
                wrong($value !== $lot['earned'] - $lot['gone'], $step->text);
                if ($lot['kept'] !== null && !isset($lot['capped'])) {
                    $kept = $lot['percent'] === null ? $lot['kept'] : rounded($lot['kept'] * $lot['percent'][0], 10000, $lot['percent'][1]);
                    // Under arrears "zero" and "pending" less may have been taken back than was not kept.
                    wrong($lot['earned'] - $lot['reversed'] < $kept, "kept $kept, but more was taken back");
                    global $arrears;
                    wrong($arrears === 'negative' && $lot['earned'] - $lot['reversed'] !== $kept, "kept $kept of $lot[earned], took back $lot[reversed]");
                }
                $sums[$step->figure] += $value;
                $lot = null;
                break;
            case 'restored':
            case 'debt':
                $sums[$step->figure] += $step->figure === 'debt' ? -$value : $value;
                break;
            case 'tier':
            case 'tier_change':
            case 'tier_lost':
            case 'tier_missing':
                break;
            default:
                wrong(true, $step->figure);
        }
    }
    wrong(preg_match('/^balance (-?\d+) = earned (\d+) \+ restored (\d+) \+ in (\d+) - pending (\d+) - spent (\d+) - expired (\d+) - reversed (\d+) - out (\d+)$/', $steps[0]->text, $m) !== 1, $steps[0]->text);
    [, $balance, $earned, $restored, $in, $pending, $spent, $expired, $reversed, $out] = array_map(intval(...), $m);
    wrong([$earned, $restored, $in, $pending, $expired, $reversed] !== [$sums['earned'], $sums['restored'], $sums['in'], $sums['pending'], $sums['expired'], $sums['reversed']], $steps[0]->text);
    // What lots and debts say was taken is what was spent and put out, less what came back.
    wrong($spent + $out - $restored !== $sums['spent'] + $sums['debt'], $steps[0]->text);
    wrong($balance !== $earned + $restored + $in - $pending - $spent - $expired - $reversed - $out || $balance !== $sums['left'] - $sums['debt'], $steps[0]->text);

    return $balance;
}

/** One of the values. */
function one(array $of): mixed
{
    return $of[mt_rand(0, count($of) - 1)];
}

function anyProgramme(): Programme
{
    global $arrears;
    $arrears = one(['negative', 'negative', 'zero', 'pending']);
    $earn = [['key' => 'base', 'kind' => 'rate', 'points' => mt_rand(1, 7), 'per' => one([33, 100, 250])]];
    foreach ([
        ['key' => 'toys', 'kind' => 'rate', 'points' => 3, 'per' => 100, 'categories' => ['include' => ['toys']], 'caps' => ['day' => 40]],
        ['key' => 'steps', 'kind' => 'steps', 'steps' => [['from' => 2000, 'points' => 10], ['from' => 9000, 'points' => 35]]],
        ['key' => 'hello', 'kind' => 'first_order', 'points' => 50],
        ['key' => 'each', 'kind' => 'order', 'points' => 4, 'minimum' => 1500, 'caps' => ['month' => 10]],
        ['key' => 'three', 'kind' => 'goal', 'points' => 60, 'orders' => 3, 'within' => ['days' => 60]],
        ['key' => 'soon', 'kind' => 'next_order', 'points' => 15, 'within' => ['days' => 20]],
        ['key' => 'review', 'kind' => 'review', 'points' => 5, 'caps' => ['programme' => 12]],
    ] as $rule) {
        if (mt_rand(0, 1) === 1) {
            $earn[] = $rule;
        }
    }

    return programme(['earn' => $earn, 'rounding' => one(['down', 'up', 'half_up', 'half_even']), 'arrears' => $arrears, 'pending_days' => one([0, 0, 14])]
        + one([[], ['expiry' => ['days' => 45]], ['expiry' => ['months' => 1, 'round_up_to' => 'month']], ['expiry' => ['days' => 60, 'from' => 'activity']]])
        + one([[], [], ['caps' => ['order' => 150]], ['caps' => ['month' => 400]]]), one([[], TIERS]));
}

/** @return list<Event> */
function anyHistory(): array
{
    $events = [];
    $when = static fn() => gmdate('Y-m-d H:i:s', at('2011-01-01 00:00') + 3600 * mt_rand(0, 24 * 150));
    for ($n = mt_rand(1, 8); $n > 0; $n--) {
        $a = mt_rand(0, 9000);
        $b = mt_rand(0, 9000);
        $lines = [['sku' => 'a', 'quantity' => 1, 'amount' => $a, 'category' => 'toys'], ['sku' => 'b', 'quantity' => 1, 'amount' => $b]];
        $events[] = order($n, 1, $at = $when(), $a + $b, OrderCondition::Paid, mt_rand(0, 3) === 0 ? [] : $lines);
        for ($r = mt_rand(0, 2); $r > 0; $r--) {
            $events[] = refund(10 * $n + $r, $n, one([$at, $when()]), mt_rand(1, $a + $b + 50));
        }
        if (mt_rand(0, 9) === 0) {
            $events[] = order($n, 2, $when(), $a + $b, OrderCondition::Cancelled, $lines);
        }
    }
    for ($n = mt_rand(0, 5); $n > 0; $n--) {
        $events[] = spend("s$n", $when(), mt_rand(1, 250));
        if (mt_rand(0, 1) === 1) {
            $events[] = restore("s$n", "r$n", $when(), mt_rand(1, 250));
        }
        $events[] = Event::review('shop', "v$n", 7, at($when()), "sku$n");
        if (mt_rand(0, 2) === 0) {
            $events[] = Event::pointsAdjusted('shop', "j$n", 7, at($when()), one([-40, 25, -3]), 'why', 'who');
        }
    }

    return $events;
}

$seed = (int) (getenv('LTY_SEED') ?: 12);
mt_srand($seed);
for ($round = 0; $round < 600; $round++) {
    $programme = anyProgramme();
    $events = anyHistory();
    $customer = Customer::fold($programme, 7, $events, at('2011-01-01 00:00') + 86400 * mt_rand(1, 200));
    try {
        wrong(!conserved($customer), 'law 2');
        wrong(recompute($customer->explain()) !== $customer->account->balance, 'the balance');
    } catch (Exception $e) {
        echo "seed $seed, round $round, arrears $arrears: ", $e->getMessage(), "\n";
        told($customer->explain());
        break;
    }
}
echo "$round histories\n";
--EXPECT--
600 histories
