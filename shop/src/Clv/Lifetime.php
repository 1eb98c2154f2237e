<?php

declare(strict_types=1);

namespace Loyalty\Shop\Clv;

use Loyalty\Clv\BgNbd;
use Loyalty\Clv\Calibration;
use Loyalty\Clv\Data;
use Loyalty\Clv\GammaGamma;
use Loyalty\Clv\MbgNbd;
use Loyalty\Clv\Model;
use Loyalty\Clv\ParetoNbd;
use Loyalty\Clv\Plan;
use Loyalty\Clv\Predictions;
use Loyalty\CustomerBase;
use Loyalty\LoyaltyException;

/** A model of a shop's purchases, fitted to what a base knows at an instant: times in weeks. docs/clv.md */
final readonly class Lifetime
{
    /** BG/NBD is the textbook's, and calls everybody who bought once a customer for ever: a shop has many of them. */
    public const DEFAULT = 'mbg-nbd';
    public const MODELS = ['bg-nbd' => 'BG/NBD', 'mbg-nbd' => 'MBG/NBD', 'pareto-nbd' => 'Pareto/NBD'];
    /** An average month. */
    private const WEEKS_A_MONTH = 52.1775 / 12;

    private function __construct(public Data $data, public Model $model, public ?GammaGamma $spend)
    {
    }

    /**
     * @param string $model One of MODELS.
     * @throws LoyaltyException if nobody bought twice
     */
    public static function fit(CustomerBase $base, int $at, string $model = self::DEFAULT): self
    {
        $data = Data::fromBase($base, $at);
        try {
            $spend = GammaGamma::fit($data);
        } catch (LoyaltyException) {
            // Nobody's repeat purchases left anything.
            $spend = null;
        }

        return new self($data, self::model($model, $data), $spend);
    }

    /**
     * What a model that knows the days up to an instant says of those after it.
     *
     * @throws LoyaltyException if nobody had bought twice by then
     */
    public static function check(CustomerBase $base, int $at, int $split, string $model = self::DEFAULT): Calibration
    {
        $data = Data::fromBase($base, $at, $split);

        return self::model($model, $data)->calibrate($data);
    }

    /** @param int $months How far ahead; money of a month from now counts 1 / (1 + $discount). */
    public function predict(int $months = 12, float $discount = 0.01): Predictions
    {
        return $this->model->predict($this->data, new Plan($months * self::WEEKS_A_MONTH, self::WEEKS_A_MONTH, $months, $discount), $this->spend);
    }

    private static function model(string $model, Data $data): Model
    {
        return match ($model) {
            'bg-nbd' => BgNbd::fit($data),
            'mbg-nbd' => MbgNbd::fit($data),
            'pareto-nbd' => ParetoNbd::fit($data),
            default => throw new \ValueError(sprintf('"%s" is no model', $model)),
        };
    }
}
