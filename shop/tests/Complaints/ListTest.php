<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Complaints;

use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversNothing;

/** docs/complaints.md names tests that there are, and each complaint once. */
#[CoversNothing]
final class ListTest extends TestCase
{
    /** Without a test of their own, with the reason in the list. */
    private const NOT_SHOWN = [16, 17, 22, 24];

    public function testEachTestThatIsNamedExists(): void
    {
        $count = 0;
        foreach (self::rows() as $number => $cell) {
            preg_match_all('~`((?:shop/)?tests/[^`:]+)(?:::(\w+))?`~', $cell, $found, \PREG_SET_ORDER);
            self::assertSame(!in_array($number, self::NOT_SHOWN, true), $found !== [], "complaint $number");
            foreach ($found as $name) {
                $file = self::ROOT . '/' . $name[1];
                self::assertFileExists($file);
                if (isset($name[2])) {
                    self::assertStringContainsString("public function $name[2](", self::read($file), $name[1]);
                }
                ++$count;
            }
        }
        self::assertGreaterThan(40, $count);
    }

    public function testEachComplaintIsInTheListAndEachNamedTestToo(): void
    {
        self::assertSame(range(1, 27), array_keys(self::rows()));
        preg_match_all('/function (testComplaint(\d\d)\w+)\(/', self::read(__DIR__ . '/ComplaintsTest.php'), $found, \PREG_SET_ORDER);
        self::assertNotEmpty($found);
        foreach ($found as [, $name, $number]) {
            self::assertStringContainsString($name, self::rows()[(int) $number] ?? '');
        }
    }

    /** @return array<int, string> The last cell by number. */
    private static function rows(): array
    {
        preg_match_all('/^\| (\d+) \|[^|]+\|([^|]+)\|$/m', self::read(self::ROOT . '/docs/complaints.md'), $found, \PREG_SET_ORDER);
        $rows = [];
        foreach ($found as [, $number, $cell]) {
            $rows[(int) $number] = $cell;
        }

        return $rows;
    }
}
