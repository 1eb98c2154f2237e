<?php

declare(strict_types=1);

namespace Loyalty\Shop\Replay;

use Loyalty\Shop\Report\HtmlFile;

/** A replay, or a forecast alone, as one HTML file that needs no network. */
final class Renderer
{
    public function __construct(private readonly string $library = HtmlFile::LIBRARY)
    {
    }

    public function hasCharts(): bool
    {
        return is_file($this->library);
    }

    public function render(Page|ForecastPage $page): string
    {
        $file = new HtmlFile($page instanceof Page ? 'replay.php' : 'forecast.php', ['report.css', 'replay.css'], ['charts.js', 'replay.js'], $this->library);

        return $file->render($page, $page->chartData());
    }
}
