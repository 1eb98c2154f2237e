<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

/**
 * One HTML file that needs no network: styles, figures, charts and the chart library are inside. Its policy forbids every connection, and
 * runs the scripts that were put in and no other. Without the library, or without scripts, every chart's table is there.
 */
final class Renderer
{
    private const ASSETS = __DIR__ . '/../../assets';
    private const TEMPLATE = __DIR__ . '/../../templates/report.php';

    public function __construct(private readonly string $library = self::ASSETS . '/vendor/echarts.min.js')
    {
    }

    public function hasCharts(): bool
    {
        return is_file($this->library);
    }

    public function render(Page $page): string
    {
        $scripts = $this->hasCharts() ? [self::read($this->library), self::read(self::ASSETS . '/report.js')] : [];
        foreach ($scripts as $script) {
            if (stripos($script, '</script') !== false || stripos($script, '<!--') !== false) {
                throw new \RuntimeException('a script of the report would end its own element');
            }
        }
        $hashes = array_map(static fn (string $script): string => "'sha256-" . base64_encode(hash('sha256', $script, true)) . "'", $scripts);
        $policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src " . ($hashes === [] ? "'none'" : implode(' ', $hashes))
            . "; connect-src 'none'; base-uri 'none'; form-action 'none'";
        $data = json_encode($page->chartData(), \JSON_THROW_ON_ERROR | \JSON_HEX_TAG | \JSON_HEX_AMP | \JSON_UNESCAPED_UNICODE);

        return self::template($page, self::read(self::ASSETS . '/report.css'), $scripts, $policy, $data);
    }

    /**
     * @param list<string> $scripts
     * @param string $data JSON that no element can end
     */
    private static function template(Page $page, string $style, array $scripts, string $policy, string $data): string
    {
        ob_start();
        try {
            require self::TEMPLATE;
        } finally {
            $html = ob_get_clean();
        }

        return (string) $html;
    }

    private static function read(string $path): string
    {
        $text = file_get_contents($path);

        return $text !== false ? $text : throw new \RuntimeException(sprintf('cannot read "%s"', basename($path)));
    }
}
