<?php

declare(strict_types=1);

namespace Loyalty\Shop\Text;

/** Data as a terminal may have it: control characters, which could move the cursor or rename the window, are shown and not obeyed. */
final class Printable
{
    /** On one line: "\x1B" for an escape, and the bytes of what is no UTF-8. */
    public static function line(string $text): string
    {
        // The C1 controls U+0080 to U+009F are two bytes in UTF-8; alone, such a byte is no UTF-8 and a control to an 8 bit terminal.
        $controls = mb_check_encoding($text, 'UTF-8') ? '/[\x00-\x1F\x7F]|\xC2[\x80-\x9F]/' : '/[\x00-\x1F\x7F-\xFF]/';

        return (string) preg_replace_callback($controls, static fn (array $found): string => sprintf('\x%02X', ord($found[0][-1])), $text);
    }

    /** The same with its line ends. */
    public static function lines(string $text): string
    {
        return implode("\n", array_map(self::line(...), explode("\n", $text)));
    }
}
