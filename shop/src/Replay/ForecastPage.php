<?php

declare(strict_types=1);

namespace Loyalty\Shop\Replay;

use Loyalty\Forecast;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Shop\Text\Format;

/**
 * What becomes of the points that a shop owes, as text and as what a chart is drawn from.
 *
 * @phpstan-import-type Card from Page
 */
final class ForecastPage
{
    public readonly Format $format;
    public readonly Outlook $outlook;
    /** The version in force. */
    public readonly Programme $programme;

    public function __construct(public readonly Forecast $forecast, Programme $programme, public readonly int $at, ?Format $format = null)
    {
        $this->programme = $programme->at($at);
        $this->format = $format ?? new Format($this->programme->currency(), $this->programme->timezone());
        $this->outlook = new Outlook($this->format, $forecast);
    }

    /** @return list<Card> */
    public function cards(): array
    {
        $f = $this->format;
        $forecast = $this->forecast;

        return [
            ['label' => 'Points owed', 'value' => $f->number($forecast->owed), 'meaning' => $forecast->debts > 0 ? sprintf('Customers may spend these; some of them owe you %s.', $f->number($forecast->debts)) : 'Customers may spend these, pending ones later.'],
            ['label' => 'Liability', 'value' => $f->roundMoney($forecast->liability->minor), 'meaning' => 'What they are worth if every one is spent.'],
            ['label' => 'Breakage', 'value' => $this->outlook->breakage($forecast), 'meaning' => $forecast->breakage === null ? 'No points have come to their end yet.'
                : sprintf('%s of %s points whose time is over went unused.', $f->number($forecast->maturedExpired), $f->number($forecast->matured))],
            ['label' => 'Likely to be asked for', 'value' => $f->roundMoney($forecast->expected->minor), 'meaning' => sprintf('The liability less %s points that are likely to expire.', $f->number($forecast->expectedExpired))],
            ['label' => 'Without an end', 'value' => $f->number($forecast->never), 'meaning' => 'Points owed that never expire.'],
        ];
    }

    /** @return array<string, mixed> */
    public function chartData(): array
    {
        return [
            'forecast' => $this->outlook->months,
            'sides' => ['now' => 'now'],
            'unit' => 10 ** Money::decimals($this->programme->currency()),
            'currency' => $this->programme->currency(),
            'locale' => str_replace('_', '-', $this->format->locale()),
        ];
    }
}
