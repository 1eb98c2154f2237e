<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

use Loyalty\Goal;
use Loyalty\Shop\Text\Format;

/** One sentence for each chart: what it means and what to do, from its figures. The borders are in docs/report.md. */
final readonly class Meaning
{
    /** With fewer, a share is uncertain by some 18 points either way, and nothing is concluded from it. */
    public const LEAST = 30;
    /** As Indicators::direct() wants for its share. */
    public const LEAST_VISITS = 100;
    private const TOO_FEW = 'Too few customers to tell anything yet.';

    public function __construct(private Format $format)
    {
    }

    /** "12.3 %"; "–" of nothing. */
    public static function percent(?float $share): string
    {
        return $share === null ? '–' : number_format(100 * $share, 1) . ' %';
    }

    /** @param list<array{name: string, customers: int, purchases: int, amount: int, advice: string}> $groups */
    public function heatmap(array $groups, int $buyers): string
    {
        if ($buyers < self::LEAST) {
            return 'Each square is a group of customers by how lately and how often they bought. ' . self::TOO_FEW;
        }
        $by = array_column($groups, null, 'name');
        $best = $by['Best customers'] ?? null;
        $leaving = $by['Best customers leaving'] ?? null;

        return sprintf('Top right are your best: %s of the customers. Top left bought often and have stopped: %s of them belong to the best customers who are leaving. %s',
            $this->format->share($best['customers'] ?? 0, $buyers), $this->format->number($leaving['customers'] ?? 0),
            ($leaving['customers'] ?? 0) > 0 ? 'Write to these first.' : 'Nobody has to be won back at once.');
    }

    /** @param list<array{name: string, customers: int, purchases: int, amount: int, advice: string}> $groups */
    public function groups(array $groups): string
    {
        $amount = array_sum(array_column($groups, 'amount'));
        $customers = array_sum(array_column($groups, 'customers'));
        if ($customers < self::LEAST || $amount <= 0) {
            return 'Where the money share is longer than the customer share, a few people carry the shop. ' . self::TOO_FEW;
        }
        usort($groups, static fn (array $a, array $b): int => $b['amount'] <=> $a['amount']);
        $top = $groups[0];

        return sprintf('“%s” are %s of the customers and brought %s of the money%s.', $top['name'], $this->format->share($top['customers'], $customers), $this->format->share($top['amount'], $amount),
            2 * $top['amount'] > $amount ? ': the shop lives on them, so see that none of them goes unnoticed' : ': the shop stands on several groups; what to do with each is listed below');
    }

    public function moved(int $loyal, int $slipped, int $returned, int $days): string
    {
        if ($loyal < self::LEAST) {
            return sprintf('Too few loyal customers %d days ago to tell anything from who moved (%s).', $days, $this->format->number($loyal));
        }
        $share = $slipped / $loyal;
        $do = match (true) {
            $slipped === 0 => 'Nobody to win back: keep what you do.',
            $share >= 0.25 => 'That is a lot: find out what has changed, and write to each of them now; their numbers are in the table.',
            $share >= 0.10 => 'Write to them now, while they still know you; their numbers are in the table.',
            default => 'That is usual; a personal letter to each costs little. Their numbers are in the table.',
        };

        return sprintf('Of %s loyal customers %d days ago, %s (%s) are at risk today; %s who were at risk or lost are loyal again. %s',
            $this->format->number($loyal), $days, $this->format->number($slipped), self::percent($share), $this->format->number($returned), $do);
    }

    /** @param list<array{days: int, customers: int, again: int, rate: ?float}> $within */
    public function cohorts(array $within): string
    {
        $known = array_values(array_filter($within, static fn (array $row): bool => $row['customers'] >= self::LEAST));
        if ($known === []) {
            return 'Each row is those who first bought in a month, each column how many of them bought so many months later. ' . self::TOO_FEW;
        }
        $row = $known[count($known) - 1];

        return sprintf('Each row is those who first bought in a month. Of those who had the time, %s bought again within %d days. Rows that get paler sooner than those above them mean that newer customers stay less: look at what brought them.',
            self::percent($row['rate']), $row['days']);
    }

    /**
     * @param array{customers: int, again: int, rate: ?float, within: list<array{days: int, customers: int, again: int, rate: ?float}>} $repeat
     * @param array{gaps: int, customers: int, mean: ?float, sd: ?float, median: ?float} $gaps
     */
    public function repeat(array $repeat, array $gaps): string
    {
        if ($repeat['customers'] < self::LEAST) {
            return self::TOO_FEW . ' The second order is the hardest one to win.';
        }
        $rate = (float) $repeat['rate'];
        $said = sprintf('%s of all buyers ordered again. %s', self::percent($rate), match (true) {
            $rate < 0.20 => 'Four of five never come back: give a reason for the second order within the first month.',
            $rate < 0.40 => 'Most buy once only: a code for the second order, sent soon after the first, is the work that pays most.',
            default => 'Many come back: see that they do it sooner.',
        });

        return $gaps['gaps'] < self::LEAST || $gaps['median'] === null ? $said
            : $said . sprintf(' Half of the repeat orders come within %s days: write shortly before.', self::days($gaps['median']));
    }

    /** @param array{all: int, new: int, returning: int, orders: int, orders_new: int, orders_returning: int, amount: int, amount_new: int, amount_returning: int} $buyers */
    public function buyers(array $buyers): string
    {
        if ($buyers['all'] < self::LEAST) {
            return self::TOO_FEW . ' New buyers cost advertising, returning ones are what loyalty work earns.';
        }
        $share = $buyers['amount'] <= 0 ? null : $buyers['amount_returning'] / $buyers['amount'];

        return sprintf('In twelve months %s new buyers and %s who had bought before; the latter brought %s of the money. %s', $this->format->number($buyers['new']), $this->format->number($buyers['returning']), self::percent($share), match (true) {
            $share === null => 'Nothing was kept after returns.',
            $share < 0.30 => 'The shop lives on new buyers, each of whom has to be won: work on the second order.',
            $share < 0.70 => 'A sound mixture: watch that the share of those who return grows.',
            default => 'The shop lives on those who return: look after them, and see that new ones still come.',
        });
    }

    /**
     * @param list<array{from: int, to: ?int, customers: int}> $times
     */
    public function frequency(array $times): string
    {
        $all = array_sum(array_column($times, 'customers'));
        if ($all < self::LEAST) {
            return self::TOO_FEW;
        }
        $once = $times[0]['customers'] / $all;

        return sprintf('%s of the year’s buyers ordered once. %s', self::percent($once), $once >= 0.5
            ? 'One of them who is won for a second order is worth more than one more to the right: begin there.'
            : 'More than half came again: reward the next step, such as the third and the sixth order.');
    }

    /** @param list<array{from: int, to: ?int, customers: int}> $ages */
    public function recency(array $ages): string
    {
        $all = array_sum(array_column($ages, 'customers'));
        if ($all < self::LEAST) {
            return self::TOO_FEW;
        }
        $counts = array_column($ages, 'customers', 'from');
        $slipping = ($counts[91] ?? 0) + ($counts[181] ?? 0);

        return sprintf('%s customers bought last three months to a year ago (%s): they can still be won back, and less so each week. Those on the right have been away for over a year.',
            $this->format->number($slipping), $this->format->share($slipping, $all));
    }

    /** @param array{first: array{orders: int, amount: int, average: ?float}, second: array{orders: int, amount: int, average: ?float}, regular: array{orders: int, amount: int, average: ?float}} $baskets */
    public function baskets(array $baskets): string
    {
        $first = $baskets['first'];
        $regular = $baskets['regular'];
        if ($first['orders'] < self::LEAST || $regular['orders'] < self::LEAST || (float) $first['average'] <= 0.0) {
            return 'Too few first orders or too few later ones in the year to compare them.';
        }
        $more = (float) $regular['average'] / (float) $first['average'] - 1;

        return match (true) {
            $more >= 0.10 => sprintf('A regular’s basket is %d %% larger than a first one: each customer who comes back is worth that much more. Spend on keeping them.', self::whole(100 * $more)),
            $more <= -0.10 => sprintf('A regular’s basket is %d %% smaller than a first one: they come for little things. Offer sets, and a bonus from a higher order value on.', self::whole(-100 * $more)),
            default => 'Regulars and first-timers fill their baskets about alike: regulars are worth more by coming often. Give a bonus for larger orders.',
        };
    }

    /** @param array{amount: int, sale: int, code: int, either: int, share: ?float, buyers: int, only: int, margin: int, margin_amount: int, margin_promotion: int, margin_promotion_amount: int} $promotion */
    public function promotion(array $promotion): string
    {
        if ($promotion['buyers'] < self::LEAST || $promotion['share'] === null) {
            return self::TOO_FEW;
        }
        $share = $promotion['share'];
        $said = sprintf('%s of what was kept was bought on sale or with a code, and %s of the buyers buy nothing else. %s', self::percent($share), $this->format->share($promotion['only'], $promotion['buyers']), match (true) {
            $share >= 0.40 => 'The shop teaches people to wait for the next sale: make promotions fewer, and for those who stay away only.',
            $share >= 0.15 => 'Watch that the share does not grow, and keep codes for those who need one to come back.',
            default => 'Customers buy at your prices: there is no need to give away more.',
        });
        if ($promotion['margin_promotion_amount'] <= 0 || $promotion['margin_amount'] <= 0) {
            return $said;
        }

        return $said . sprintf(' Of what is sold in promotions %s stays as margin, of everything %s.', $this->format->share($promotion['margin_promotion'], $promotion['margin_promotion_amount']), $this->format->share($promotion['margin'], $promotion['margin_amount']));
    }

    /** @param list<array{channel: string, orders: int, amount: int, customers: int, anonymous_orders: int, anonymous_amount: int}> $channels The largest first. */
    public function channels(array $channels): string
    {
        $anonymous = array_sum(array_column($channels, 'anonymous_orders'));
        $orders = array_sum(array_column($channels, 'orders')) + $anonymous;
        if ($orders < self::LEAST) {
            return 'Too few orders to compare.';
        }
        $worst = $channels[0];
        foreach ($channels as $channel) {
            $worst = $channel['anonymous_orders'] > $worst['anonymous_orders'] ? $channel : $worst;
        }

        return sprintf('Most money comes in by “%s”. %s', self::channel($channels[0]['channel']), $anonymous === 0 ? 'Every order has a customer’s name.'
            : sprintf('%s orders have no customer (%s), most of them by “%s”: ask for the card or the e-mail address there.', $this->format->number($anonymous), $this->format->share($anonymous, $orders), self::channel($worst['channel'])));
    }

    public static function channel(string $channel): string
    {
        return $channel === '' ? 'not said' : $channel;
    }

    /** @param array{customers: int, average: ?float, distribution: list<array{from: int, to: int, customers: int}>, parts: list<array{key: string, name: string, weight: int, average: ?float}>} $loyalty */
    public function loyalty(array $loyalty): string
    {
        if ($loyalty['customers'] < self::LEAST || $loyalty['average'] === null || $loyalty['parts'] === []) {
            return self::TOO_FEW;
        }
        $parts = array_values(array_filter($loyalty['parts'], static fn (array $part): bool => (float) $part['average'] > 0.0));
        $nothing = count($loyalty['parts']) - count($parts);
        usort($parts, static fn (array $a, array $b): int => $a['average'] <=> $b['average']);
        $said = sprintf('Your customers reach %d of 100 on average.', self::whole($loyalty['average']));
        if ($parts !== []) {
            $said .= sprintf(' They are weakest in “%s”: there work pays most.', $parts[0]['name']);
        }

        return $nothing === 0 ? $said : $said . sprintf(' %s of the %d parts nobody has any of: record what they ask for, or take them out of the programme.', $nothing === 1 ? 'One' : (string) $nothing, count($loyalty['parts']));
    }

    /**
     * @param array{customers: int, alive: int, expected: int, valued: int, clv: int, tenths: list<int>} $future
     * @param string $summary How sure the fit is, in the model's own words.
     */
    public function alive(array $future, ?string $boundary, string $summary): string
    {
        if ($future['customers'] < self::LEAST) {
            return self::TOO_FEW;
        }
        if ($boundary === 'no dropout') {
            return 'In the time watched nobody can be seen to leave, so everybody counts as a customer. That is too hopeful: look again when the history is longer.';
        }
        $gone = $future['tenths'][0] + $future['tenths'][1] + $future['tenths'][2];
        $open = $future['tenths'][3] + $future['tenths'][4] + $future['tenths'][5] + $future['tenths'][6];
        $n = $this->format->number(...);

        return sprintf('About %s of %s buyers are still customers. %s %s', $n(intdiv($future['alive'] + 500_000, 1_000_000)), $n($future['customers']), match (true) {
            100 * ($open + $gone) < $future['customers'] => 'Hardly anybody can be told to have left: no win-back campaign is needed, a reminder in time is.',
            10 * $open < $gone => sprintf('%s have probably gone: one last offer, then write seldom.', $n($gone)),
            default => sprintf('%s stand between staying and leaving (30 to 70 %%): a letter changes most there. %s have probably gone: write to them seldom.', $n($open), $gone === 0 ? 'None' : $n($gone)),
        }, $summary);
    }

    /**
     * @param list<int> $value
     * @param array<string, array{customers: int, alive: int, clv: list<int>}> $values
     */
    public function value(array $value, array $values, int $customers): string
    {
        if ($customers < self::LEAST || $value === []) {
            return self::TOO_FEW;
        }
        $last = array_map(static fn (array $group): int => $group['clv'][count($group['clv']) - 1], $values);
        arsort($last);
        $name = (string) array_key_first($last);

        return sprintf('If customers go on as they did, those of today bring about %s within twelve months (in today’s money), new ones not counted. “%s” bring %s of it: that is what losing them would cost, and what keeping them may cost at most.',
            $this->format->roundMoney($value[count($value) - 1]), $name, $this->format->share($last[$name], $value[count($value) - 1]));
    }

    public function calibration(int $customers, int $actual, float $predicted, int $days): string
    {
        if ($customers < self::LEAST || $actual < self::LEAST) {
            return 'Too few customers bought in the time that is held out to put the model to the test.';
        }
        $off = $predicted / $actual - 1;
        $said = sprintf('Fitted to what was before the last %d days, the model expected %s purchases in these; there were %s.', $days, $this->format->number(self::whole($predicted)), $this->format->number($actual));

        return $said . ' ' . match (true) {
            abs($off) <= 0.10 => 'Its figures can be planned with.',
            abs($off) <= 0.25 => sprintf('It is %d %% too %s: take its money figures as a rough guide, its order of customers as sound. A season that the model cannot know is the usual cause.', self::whole(100 * abs($off)), $off < 0 ? 'low' : 'high'),
            default => sprintf('It is %d %% too %s: use it to tell customers apart, not to plan money.', self::whole(100 * abs($off)), $off < 0 ? 'low' : 'high'),
        };
    }

    /** @param array{sent: int, opened: int, clicked: int, orders: int, amount: int, open_rate: ?float, click_rate: ?float, order_rate: ?float, subscribers: int, above: int, about: int, below: int, hours: list<int>, best_hour: ?int} $mail */
    public function messages(array $mail): string
    {
        if ($mail['sent'] < self::LEAST) {
            return 'Too few messages to tell anything from their rates.';
        }
        $said = sprintf('%s were opened, %s clicked, %s led to an order within a week.', self::percent($mail['open_rate']), self::percent($mail['click_rate']), self::percent($mail['order_rate']));

        return $said . ' ' . ($mail['below'] > 0
            ? sprintf('%s of %s subscribers open clearly less than the rest: write to them more seldom, or about something else.', $this->format->number($mail['below']), $this->format->number($mail['subscribers']))
            : 'No subscriber can be told to open less than the rest. Send again what led to orders, drop what is only opened.');
    }

    /** @param list<int> $hours */
    public function hours(array $hours, ?int $best): string
    {
        $all = array_sum($hours);
        if ($best === null || $all < self::LEAST) {
            return 'Too few messages were opened to tell an hour.';
        }

        return sprintf('Most are opened or clicked between %d:00 and %d:00 (%s): send shortly before.', $best, ($best + 1) % 24, $this->format->share($hours[$best], $all));
    }

    /** @param list<array{section: string, visits: int, opened: int, clicked: int, customers: int}> $sections The most engaging first. */
    public function sections(array $sections): string
    {
        $first = $sections[0];
        if ($first['visits'] + $first['opened'] + $first['clicked'] < self::LEAST) {
            return 'Too few visits, openings and clicks to tell which section engages most.';
        }

        return sprintf('“%s” engages most: %s customers. Let the next message be about it.', $first['section'], $this->format->number($first['customers']));
    }

    /** Of visits that were counted: by people who were here before, or not. */
    public function visits(int $new, int $returning): string
    {
        if ($new + $returning < self::LEAST_VISITS) {
            return 'Too few visits to tell new from returning visitors.';
        }
        $share = $returning / ($new + $returning);

        return sprintf('%s of the visits are by people who were here before. %s', self::percent($share), self::returning($share));
    }

    /** @param array{all: int, new: int, returning: int, visits: int, visits_new: int, visits_returning: int, anonymous: int} $visitors Of visits that are events. */
    public function visitors(array $visitors): string
    {
        if ($visitors['all'] < self::LEAST) {
            return 'Too few known visitors to tell anything yet.';
        }

        return sprintf('In twelve months %s known visitors came for the first time, %s had come before (%s). %s', $this->format->number($visitors['new']), $this->format->number($visitors['returning']),
            $this->format->share($visitors['returning'], $visitors['all']), self::returning($visitors['returning'] / $visitors['all']));
    }

    private static function returning(float $share): string
    {
        return match (true) {
            $share < 0.20 => 'Hardly anybody comes back: give a reason to, such as a list of what they looked at, points that are shown, a letter.',
            $share < 0.50 => 'Watch that the share grows, and that it is not new visitors who stay away.',
            default => 'Most know the shop. See that new ones come too.',
        };
    }

    public function goal(Goal $goal): string
    {
        return sprintf('%s of %s have done it (%s), %s %s wanted%s. %s', $this->format->number($goal->done), $this->format->number($goal->customers), self::percent($goal->share),
            $this->format->number($goal->wanted), $goal->wanted === 1 ? 'was' : 'were', $goal->reached ? ': reached' : '', $goal->text);
    }

    /** @param list<array{month: string, orders: int, amount: int, refunded: int, buyers: int, anonymous_orders: int, anonymous_amount: int, earned: int, reversed: int, spent: int, expired: int, in: int, out: int, owed: int}> $months The last one may not be over. */
    public function orders(array $months): string
    {
        $whole = array_slice($months, 0, -1);
        $said = 'Paid orders of known and unknown buyers, and what came back; the first and the last month may be cut short.';
        if (count($whole) < 2) {
            return $said;
        }
        usort($whole, static fn (array $a, array $b): int => $b['amount'] + $b['anonymous_amount'] <=> $a['amount'] + $a['anonymous_amount']);
        $known = array_sum(array_column($months, 'amount'));

        return sprintf('%s was the strongest month with %s; %s of what known customers ordered came back%s. %s', $this->format->month($whole[0]['month']), $this->format->roundMoney($whole[0]['amount'] + $whole[0]['anonymous_amount']),
            $this->format->share(array_sum(array_column($months, 'refunded')), $known), 5 * array_sum(array_column($months, 'refunded')) > $known ? ': look for the goods that do' : '', $said);
    }

    /** @param array{issued: int, expired: int, spent: int, owed: int, liability: int, ...} $points */
    public function points(array $points): string
    {
        if ($points['issued'] === 0) {
            return 'No points were issued yet.';
        }
        $spent = $points['spent'] / $points['issued'];

        return sprintf('%s of the points issued were spent and %s expired. %s The lower pane is what you owe at the end of each month.', self::percent($spent), $this->format->share($points['expired'], $points['issued']), match (true) {
            $spent < 0.10 && 2 * $points['expired'] > $points['issued'] => 'Points that end unspent bring nobody back: remind customers before they do, and offer small rewards.',
            $spent < 0.10 => 'Hardly anybody spends them: show the balance in the cart, and offer small rewards.',
            default => 'They are used: that is what brings customers back.',
        });
    }

    /** @param list<array{name: string, colour: string, from: int, customers: int}> $tiers From low to high. */
    public function tiers(array $tiers): string
    {
        $all = array_sum(array_column($tiers, 'customers'));
        $top = $tiers[count($tiers) - 1];
        if ($all < self::LEAST) {
            return 'How many customers stand at each level today. ' . self::TOO_FEW;
        }

        return sprintf('%s of %s customers stand above the lowest level, %s at the highest. %s', $this->format->number($all - $tiers[0]['customers']), $this->format->number($all), $this->format->number($top['customers']),
            20 * ($all - $tiers[0]['customers']) < $all ? 'Fewer than one in twenty: the first step is too high to spur anybody on.' : 'Tell those just below a level how little is missing.');
    }

    /** @param list<array{name: string, rule: string, customers: int}> $segments */
    public function segments(array $segments): string
    {
        $empty = count(array_filter($segments, static fn (array $segment): bool => $segment['customers'] === 0));

        return 'The groups that you have named in your programme, and who is in them today; a customer may be in several.' . match (true) {
            $empty === 0 => '',
            $empty === count($segments) => ' Nobody is in any of them yet.',
            default => sprintf(' %d of %d %s empty: what their rules ask for may not be recorded.', $empty, count($segments), $empty === 1 ? 'is' : 'are'),
        };
    }

    private static function whole(float $number): int
    {
        return (int) round($number);
    }

    private static function days(float $days): string
    {
        return $days === floor($days) ? (string) (int) $days : number_format($days, 1);
    }
}
