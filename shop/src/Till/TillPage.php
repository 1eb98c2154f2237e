<?php

declare(strict_types=1);

namespace Loyalty\Shop\Till;

use Loyalty\KeyRing;

/**
 * One HTML file for a partner's till: it verifies public tokens offline with the shop's public keys, by the signature check that browsers have.
 * It holds no secret, and its policy forbids every connection.
 */
final class TillPage
{
    private const ASSETS = __DIR__ . '/../../assets';
    private const TEMPLATE = __DIR__ . '/../../templates/till.php';

    public function __construct(private readonly KeyRing $keys, private readonly string $shop)
    {
    }

    public function render(): string
    {
        $keys = $this->keys->publicKeys();
        if ($keys === []) {
            throw new \DomainException('the key ring has no key for public tokens: make one with "key rotate --kind public"');
        }
        $config = json_encode(
            ['domain' => $this->keys->domain(), 'keys' => (object) $keys],
            \JSON_THROW_ON_ERROR | \JSON_HEX_TAG | \JSON_HEX_AMP | \JSON_UNESCAPED_UNICODE,
        );
        $script = self::read(self::ASSETS . '/till.js');
        $policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" . base64_encode(hash('sha256', $script, true))
            . "'; connect-src 'none'; base-uri 'none'; form-action 'none'";

        return self::template($this->shop, self::read(self::ASSETS . '/till.css'), $script, $policy, $config);
    }

    private static function template(string $shop, string $style, string $script, string $policy, string $config): string
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
