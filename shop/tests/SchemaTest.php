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

    private static function fitsSchema(string $path): bool
    {
        $validator = new Validator();
        // A default is said to people; filled in, it would be a member that other members may forbid.
        $validator->parser()->setOption('allowDefaults', false);
        try {
            $document = json_decode(self::read($path), false, 128, \JSON_THROW_ON_ERROR);
        } catch (\JsonException) {
            return false;
        }

        return $validator->validate($document, self::read(self::SCHEMA))->isValid();
    }
}
