<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Shop\Text\Printable;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;

#[CoversClass(Printable::class)]
final class PrintableTest extends TestCase
{
    /** @return iterable<string, array{string, string}> */
    public static function texts(): iterable
    {
        yield 'plain' => ['Zoë – 7 <b>', 'Zoë – 7 <b>'];
        yield 'an escape' => ["\e[31mred", '\x1B[31mred'];
        yield 'line ends, tab, nul, delete' => ["a\r\n\tb\0\x7f", 'a\x0D\x0A\x09b\x00\x7F'];
        yield 'a control of two bytes' => ["\u{9b}31m\u{80}\u{9f}\u{a0}", "\\x9B31m\\x80\\x9F\u{a0}"];
        yield 'no UTF-8' => ["\x9b31m\xe9", '\x9B31m\xE9'];
    }

    #[DataProvider('texts')]
    public function testControlCharactersAreShownAndNotObeyed(string $text, string $shown): void
    {
        self::assertSame($shown, Printable::line($text));
    }

    public function testLineEndsOfATextOfLinesStay(): void
    {
        self::assertSame("a\n\\x0Db", Printable::lines("a\n\rb"));
    }
}
