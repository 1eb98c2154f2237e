<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Programme;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;

/** The published schema and the extension's own validator say the same of every example. */
#[CoversNothing]
final class SchemaTest extends TestCase
{
    private const SCHEMA = self::ROOT . '/docs/programme.schema.json';
    private const PROGRAMMES = self::ROOT . '/tests/data/programmes';

    public function testTheExampleIsRight(): void
    {
        self::assertSame([], Programme::check(self::read(self::PROGRAMME)));
        self::assertTrue(self::fitsSchema(self::PROGRAMME));
    }

    /** @return iterable<string, array{string}> */
    public static function programmes(): iterable
    {
        foreach (glob(self::PROGRAMMES . '/{*,*/*}.json', \GLOB_BRACE) ?: [] as $path) {
            yield substr($path, strlen(self::PROGRAMMES) + 1) => [$path];
        }
    }

    #[DataProvider('programmes')]
    public function testSchemaAndExtensionAgree(string $path): void
    {
        $errors = Programme::check(self::read($path));
        if (basename(dirname($path)) === 'good') {
            self::assertSame([], $errors);
            self::assertTrue(self::fitsSchema($path));

            return;
        }
        self::assertNotSame([], $errors);
        // What refers to another place, rules, time zones and the spelling of numbers no schema can say: those it lets pass.
        [$schema] = explode("\n", self::read(substr($path, 0, -5) . '.expect'));
        self::assertContains($schema, ['schema: accepts', 'schema: refuses']);
        self::assertSame($schema === 'schema: accepts', self::fitsSchema($path));
    }

    /** Every object of a document that has them all is closed, and no value may be of another type: to the schema and to the extension. */
    public function testNeitherLetsPassWhatIsUnknownOrOfAnotherType(): void
    {
        $whole = self::decode(self::read(self::PROGRAMMES . '/good/whole.json'));
        $validator = self::validator();
        $schema = self::read(self::SCHEMA);
        $count = 0;
        foreach (self::spoilt($whole) as $pointer => $document) {
            $json = json_encode($document, \JSON_THROW_ON_ERROR);
            $pointers = array_column(Programme::check($json), 'pointer');
            self::assertContains($pointer, $pointers, $json);
            self::assertFalse($validator->validate(json_decode($json), $schema)->isValid(), "the schema lets pass $pointer");
            $count++;
        }
        self::assertGreaterThan(200, $count);
    }

    /**
     * The document with one more member in an object, and with an array of an array in the place of a value: each with the place that is wrong.
     *
     * @param array<mixed> $value
     *
     * @return iterable<string, array<mixed>>
     */
    private static function spoilt(array $value, string $at = ''): iterable
    {
        if (!array_is_list($value)) {
            yield "$at/zzz" => $value + ['zzz' => 1];
        }
        foreach ($value as $key => $child) {
            if (is_array($child)) {
                foreach (self::spoilt($child, "$at/$key") as $pointer => $spoilt) {
                    yield $pointer => array_replace($value, [$key => $spoilt]);
                }
            } else {
                yield "$at/$key" => array_replace($value, [$key => [[]]]);
            }
        }
    }

    private static function validator(): Validator
    {
        $validator = new Validator();
        // A default is said to people; filled in, it would be a member that other members may forbid.
        $validator->parser()->setOption('allowDefaults', false);

        return $validator;
    }

    private static function fitsSchema(string $path): bool
    {
        try {
            $document = json_decode(self::read($path), false, 128, \JSON_THROW_ON_ERROR);
        } catch (\JsonException) {
            return false;
        }

        return self::validator()->validate($document, self::read(self::SCHEMA))->isValid();
    }
}
