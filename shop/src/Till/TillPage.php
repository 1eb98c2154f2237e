<?php

declare(strict_types=1);

namespace Loyalty\Shop\Till;

use Loyalty\KeyRing;

/**
 * One HTML file for a till that is not the shop's own: it verifies public tokens offline with the shop's public keys, by the signature check
 * that browsers have. It holds no secret, and its policy forbids every connection and every script and style but its own.
 */
final class TillPage
{
    private const ASSETS = __DIR__ . '/../../assets';
    private const TEMPLATE = __DIR__ . '/../../templates/till.php';

    public function __construct(private readonly KeyRing $keys, private readonly string $shop)
    {
    }

    /** @throws \DomainException if the ring has no key for public tokens */
    public function render(\DateTimeImmutable $made): string
    {
        $keys = $this->keys->publicKeys();
        if ($keys === []) {
            throw new \DomainException('the key ring has no key for public tokens: make one with "key rotate --kind public"');
        }
        $made = $made->format('j F Y');
        $config = json_encode(
            ['domain' => $this->keys->domain(), 'keys' => (object) $keys, 'made' => $made],
            \JSON_THROW_ON_ERROR | \JSON_HEX_TAG | \JSON_HEX_AMP | \JSON_UNESCAPED_UNICODE,
        );
        $style = self::read(self::ASSETS . '/till.css');
        $script = self::read(self::ASSETS . '/till.js');
        $policy = sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", self::hash($style), self::hash($script));

        return self::template($this->shop, $style, $script, $policy, $config, $made);
    }

    private static function template(string $shop, string $style, string $script, string $policy, string $config, string $made): string
    {
        ob_start();
        try {
            require self::TEMPLATE;
        } finally {
            $html = ob_get_clean();
        }

        return (string) $html;
    }

    private static function hash(string $text): string
    {
        return "'sha256-" . base64_encode(hash('sha256', $text, true)) . "'";
    }

    private static function read(string $path): string
    {
        $text = file_get_contents($path);

        return $text !== false ? $text : throw new \RuntimeException(sprintf('cannot read "%s"', basename($path)));
    }
}
