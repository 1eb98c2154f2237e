<?php

declare(strict_types=1);

namespace Loyalty\Shop\Text;

/**
 * A file for its owner only, under its name whole or not at all.
 *
 * @internal
 */
final class WholeFile
{
    /** @return bool False if it cannot be written; what was there under the name is as it was. */
    public static function write(string $path, string $text): bool
    {
        $temporary = $path . '.' . bin2hex(random_bytes(6));
        $mask = umask(0077);
        try {
            if (@file_put_contents($temporary, $text) === strlen($text) && @rename($temporary, $path)) {
                return true;
            }
            @unlink($temporary);

            return false;
        } finally {
            umask($mask);
        }
    }
}
