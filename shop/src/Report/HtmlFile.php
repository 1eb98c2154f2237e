<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

/**
 * One HTML file that needs no network: styles, figures, charts and the chart library are inside. Its policy forbids every connection, and
 * runs the scripts that were put in and no other. Without the library, or without scripts, every chart's table is there.
 *
 * @internal
 */
final class HtmlFile
{
    private const ASSETS = __DIR__ . '/../../assets/';
    private const TEMPLATES = __DIR__ . '/../../templates/';
    public const LIBRARY = self::ASSETS . 'vendor/echarts.min.js';

    /**
     * @param string $template Below templates/; reads $page and $scripts, sets $pageTitle and prints what stands in the page's body.
     * @param list<string> $styles Below assets/.
     * @param list<string> $scripts Below assets/, one script together.
     */
    public function __construct(private readonly string $template, private readonly array $styles, private readonly array $scripts, private readonly string $library = self::LIBRARY)
    {
    }

    public function hasCharts(): bool
    {
        return is_file($this->library);
    }

    /** @param array<string, mixed> $chartData */
    public function render(object $page, array $chartData): string
    {
        $scripts = $this->hasCharts() ? [self::read($this->library), self::together($this->scripts)] : [];
        foreach ($scripts as $script) {
            if (stripos($script, '</script') !== false || stripos($script, '<!--') !== false) {
                throw new \RuntimeException('a script of the page would end its own element');
            }
        }
        $hashes = array_map(static fn (string $script): string => "'sha256-" . base64_encode(hash('sha256', $script, true)) . "'", $scripts);
        $policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src " . ($hashes === [] ? "'none'" : implode(' ', $hashes))
            . "; connect-src 'none'; base-uri 'none'; form-action 'none'";
        $data = json_encode($chartData, \JSON_THROW_ON_ERROR | \JSON_HEX_TAG | \JSON_HEX_AMP | \JSON_UNESCAPED_UNICODE | \JSON_INVALID_UTF8_SUBSTITUTE);

        return self::template(self::TEMPLATES . $this->template, $page, self::together($this->styles), $scripts, $policy, $data);
    }

    /**
     * @param list<string> $scripts
     * @param string $data JSON that no element can end
     */
    private static function template(string $template, object $page, string $style, array $scripts, string $policy, string $data): string
    {
        $pageTitle = '';
        ob_start();
        try {
            require $template;
        } finally {
            $body = (string) ob_get_clean();
        }
        ob_start();
        try {
            require self::TEMPLATES . 'frame.php';
        } finally {
            $html = (string) ob_get_clean();
        }

        return $html;
    }

    /** @param list<string> $names */
    private static function together(array $names): string
    {
        return implode('', array_map(static fn (string $name): string => self::read(self::ASSETS . $name), $names));
    }

    private static function read(string $path): string
    {
        $text = file_get_contents($path);

        return $text !== false ? $text : throw new \RuntimeException(sprintf('cannot read "%s"', basename($path)));
    }
}
