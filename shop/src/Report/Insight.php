<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

use Loyalty\Clv\Calibration;
use Loyalty\Clv\Data;
use Loyalty\Clv\GammaGamma;
use Loyalty\Clv\MbgNbd;
use Loyalty\Clv\Plan;
use Loyalty\CustomerBase;
use Loyalty\Goal;
use Loyalty\Indicators;
use Loyalty\KeyRing;
use Loyalty\LoyaltyException;
use Loyalty\Rfm;
use Loyalty\RfmSegments;
use Loyalty\RfmTable;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Visits\VisitFigures;

/** What the extension says of a shop's customers over a year: behaviour, movements, the future, goals. docs/report.md */
final readonly class Insight
{
    /** How long ago customers are compared with today, and how long the model is put to the test. */
    public const MOVED_DAYS = 90;
    public const HELD_DAYS = 90;
    public const MONTHS = 12;
    /** An average month in weeks. */
    private const MONTH = 52.1775 / 12;
    private const DISCOUNT = 0.01;
    /** Below so many weeks between the first day and the hold-out a model has nothing to learn from. */
    private const LEAST_DAYS = 180;

    public Indicators $year;
    /** UTC seconds. */
    public int $from;
    /** @var list<array{from: ?string, to: ?string, customers: int}> By self::stages(). */
    public array $moves;
    public int $movedFrom;
    /** @var list<string> Keys of those who were loyal and are at risk. */
    public array $slipped;
    /** Buyers at the earlier of both dates. */
    public int $before;
    public ?MbgNbd $model;
    /** @var ?array{customers: int, alive: int, expected: int, valued: int, clv: int, tenths: list<int>} */
    public ?array $future;
    /** @var array<string, array{customers: int, alive: int, clv: list<int>}> By RFM group: money expected up to the end of each month. */
    public array $values;
    /** @var list<int> The same of all. */
    public array $value;
    public ?Calibration $calibration;
    /** How many the held-out check is made on. */
    public int $held;
    /** @var list<Goal> */
    public array $goals;
    public bool $hasGoals;

    public function __construct(Figures $figures, public ?KeyRing $keys = null, public ?VisitFigures $visits = null)
    {
        $base = $figures->base;
        $at = (new \DateTimeImmutable('@' . $figures->at))->setTimezone(new \DateTimeZone($figures->programme->timezone()));
        $this->from = $at->modify('-' . self::MONTHS . ' months')->getTimestamp();
        $this->year = $base->indicators($figures->at, $this->from);

        $this->movedFrom = $at->modify('-' . self::MOVED_DAYS . ' days')->getTimestamp();
        $earlier = Rfm::quantiles($figures->scores->bins())->score($base, $this->movedFrom);
        $stages = self::stages();
        $this->before = count($earlier);
        $this->moves = $earlier->transitions($figures->scores, $stages);
        $this->slipped = $earlier->moved($figures->scores, $stages, 'Loyal', 'At risk');

        $data = Data::fromBase($base, $figures->at);
        $this->model = self::fit($data);
        [$this->future, $this->value, $this->values] = $this->model === null ? [null, [], []] : self::future($figures, $data, $this->model);
        [$this->calibration, $this->held] = self::check($base, $figures->at, $at->modify('-' . self::HELD_DAYS . ' days')->getTimestamp());

        $goals = $figures->programme->goals();
        $this->hasGoals = $goals !== [];
        $this->goals = $keys === null ? [] : array_map(static fn (string $key): Goal => $base->goal($key, $keys, $figures->at), array_map(strval(...), array_keys($goals)));
    }

    /** Five stages of a customer, coarser than the groups of the heat map, so that a movement between them means something. Every cell is in one. */
    public static function stages(): RfmSegments
    {
        $all = [1, 20];

        return new RfmSegments([
            ['name' => 'Loyal', 'recency' => [3, 20], 'frequency' => [4, 20], 'monetary' => $all],
            ['name' => 'Occasional', 'recency' => [3, 20], 'frequency' => [1, 3], 'monetary' => $all],
            ['name' => 'At risk', 'recency' => [1, 2], 'frequency' => [4, 20], 'monetary' => $all],
            ['name' => 'Cooling off', 'recency' => [2, 2], 'frequency' => [1, 3], 'monetary' => $all],
            ['name' => 'Lost', 'recency' => [1, 1], 'frequency' => [1, 3], 'monetary' => $all],
        ]);
    }

    private static function fit(Data $data): ?MbgNbd
    {
        try {
            return count($data) === 0 ? null : MbgNbd::fit($data);
        } catch (LoyaltyException) {
            // Nobody bought twice.
            return null;
        }
    }

    /** @return array{array{customers: int, alive: int, expected: int, valued: int, clv: int, tenths: list<int>}, list<int>, array<string, array{customers: int, alive: int, clv: list<int>}>} */
    private static function future(Figures $figures, Data $data, MbgNbd $model): array
    {
        try {
            $spend = GammaGamma::fit($data);
        } catch (LoyaltyException) {
            $spend = null;
        }
        $sets = [];
        foreach (RfmTable::Total->segments() as $name) {
            $sets[$name] = $figures->scores->select(RfmTable::Total, $name);
        }
        $year = $model->predict($data, new Plan(self::MONTHS * self::MONTH, self::MONTH, self::MONTHS, self::DISCOUNT), $spend)->sums();
        $value = [];
        $values = [];
        // Without money there is nothing to add up month by month.
        for ($month = 1; $month <= self::MONTHS && $year['valued'] > 0; ++$month) {
            $predictions = $model->predict($data, new Plan($month * self::MONTH, self::MONTH, $month, self::DISCOUNT), $spend);
            $value[] = $predictions->sums()['clv'];
            foreach ($sets as $name => $set) {
                $sum = $predictions->sums($set);
                $values[$name] = ['customers' => $sum['customers'], 'alive' => $sum['alive'], 'clv' => [...($values[$name]['clv'] ?? []), $sum['clv']]];
            }
        }

        return [$year, $value, $values];
    }

    /** @return array{?Calibration, int} */
    private static function check(CustomerBase $base, int $at, int $split): array
    {
        $data = Data::fromBase($base, $at, $split);
        $model = self::fit($data);
        if ($model === null) {
            return [null, count($data)];
        }
        $calibration = $model->calibrate($data);
        // One value a week: calibration and hold-out together.
        $days = count($calibration->predictedCurve) * 7 - self::HELD_DAYS;

        return [$days < self::LEAST_DAYS ? null : $calibration, count($data)];
    }
}
