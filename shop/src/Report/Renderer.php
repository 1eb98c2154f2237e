<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

/** The report as one HTML file that needs no network. */
final class Renderer
{
    private readonly HtmlFile $file;

    public function __construct(string $library = HtmlFile::LIBRARY)
    {
        $this->file = new HtmlFile('report.php', ['report.css'], ['charts.js', 'report.js'], $library);
    }

    public function hasCharts(): bool
    {
        return $this->file->hasCharts();
    }

    public function render(Page $page): string
    {
        return $this->file->render($page, $page->chartData());
    }
}
