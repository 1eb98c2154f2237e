<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Shop\Coupon\NamePrefix;
use PHPUnit\Framework\Attributes\DataProvider;

final class NamePrefixTest extends TestCase
{
    /** @return iterable<string, array{string, string, string}> */
    public static function names(): iterable
    {
        $names = [
            'bg' => [
                'Мария' => 'MARIA', 'Ивайло' => 'IVAYLO', 'Юлия' => 'YULIA', 'Жулия' => 'ZHULIA', 'Щерев' => 'SHTEREV', 'Цветелина' => 'TSVETELINA',
                'Ъглен' => 'AGLEN', 'Георги Йорданов' => 'GEORGI', 'ЦВЕТАН' => 'TSVETAN', 'Яна' => 'YANA', 'Красимира' => 'KRASIMIRA', 'Ѝ Петя' => 'PETYA',
            ],
            'ru' => ['Наталья' => 'NATALIA', 'Щукин' => 'SHCHUKIN', 'Алексей' => 'ALEKSEI', 'Юлия' => 'IULIIA', 'Семён' => 'SEMEN'],
            'uk' => ['Ганна' => 'HANNA', 'Ґалина' => 'GALYNA', 'Їжак' => 'YIZHAK', 'Юрій' => 'YURII', 'Згурський' => 'ZGHURSKYI', 'Марія' => 'MARIIA'],
            'sr' => ['Ђорђе' => 'DJORDJE', 'Љиљана' => 'LJILJANA', 'Жељко' => 'ZELJKO', 'Đorđe' => 'DORDE'],
            'mk' => ['Ѓорѓи' => 'GJORGJI', 'Живко' => 'ZHIVKO'],
            'el' => [
                'Ελένη' => 'ELENI', 'ΕΛΕΝΗ' => 'ELENI', 'Γιώργος' => 'GIORGOS', 'Ευαγγελία' => 'EVANGELIA', 'Μπάμπης' => 'BAMPIS', 'Χρήστος' => 'CHRISTOS',
                'Αγγελική' => 'ANGELIKI', 'Παύλος' => 'PAVLOS', 'Ευθύμιος' => 'EFTHYMIOS', 'Ψαράς' => 'PSARAS', 'Μαΐα' => 'MAIA', 'Κωνσταντίνος' => 'KONSTANTINOS',
                'Λουκάς' => 'LOUKAS', 'Θεόδωρος' => 'THEODOROS',
            ],
            'ro' => ['Ștefan' => 'STEFAN', 'Ţuţea' => 'TUTEA', 'Ăna' => 'ANA', 'Ioan Popescu' => 'IOAN', 'Mihăiță' => 'MIHAITA', 'Înaltul' => 'INALTUL'],
            'pl' => ['Łukasz' => 'LUKASZ', 'Żaneta' => 'ZANETA', 'Źdźbło' => 'ZDZBLO', 'Świętosława' => 'SWIETOSLAWA', 'Grażyna' => 'GRAZYNA', 'Ćma' => 'CMA', 'Małgorzata' => 'MALGORZATA'],
            'de' => ['Jürgen' => 'JURGEN', 'Anne-Marie' => 'ANNEMARIE', 'Maximilian-Alexander' => 'MAXIMILIANAL'],
            'en' => [
                "O'Brien" => 'OBRIEN', 'J. R. Smith' => 'SMITH', '  maria  ' => 'MARIA', '' => '', '🙂' => '', '7' => '', 'X' => '', "\xFF\xFE" => '', '---' => '',
                "Mar\u{200B}ia" => 'MARIA', "Zoe\u{308}" => 'ZOE', 'İbrahim' => 'IBRAHIM', 'Øyvind' => 'OYVIND',
            ],
        ];
        foreach ($names as $language => $pairs) {
            foreach ($pairs as $name => $prefix) {
                yield $language . ': ' . (mb_check_encoding((string) $name, 'UTF-8') ? $name : bin2hex((string) $name)) => [$language, (string) $name, $prefix];
            }
        }
    }

    #[DataProvider('names')]
    public function testSpellsANameAsItsOwnerWould(string $language, string $name, string $prefix): void
    {
        self::assertSame($prefix, (new NamePrefix($language))->of($name));
    }

    public function testEveryPrefixIsTwoToTwelveLettersOrNothing(): void
    {
        $seed = random_int(0, PHP_INT_MAX);
        mt_srand($seed);
        $of = new NamePrefix('bg_BG');
        for ($i = 0; $i < 2000; $i++) {
            $name = '';
            for ($n = mt_rand(0, 12); $n > 0; $n--) {
                $name .= mb_chr([mt_rand(32, 0x24F), mt_rand(0x370, 0x52F), mt_rand(0x4E00, 0x9FFF), mt_rand(0x1F300, 0x1F6FF)][mt_rand(0, 3)]);
            }
            self::assertMatchesRegularExpression('/^(|[A-Z]{2,12})$/D', $of->of($name), "seed $seed: $name");
        }
    }
}
