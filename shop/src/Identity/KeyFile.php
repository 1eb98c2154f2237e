<?php

declare(strict_types=1);

namespace Loyalty\Shop\Identity;

use Loyalty\KeyRing;
use Loyalty\LoyaltyException;

/**
 * Where the shop's keys are: a file whose path stands in the configuration, outside of what the web server shows, and never in the database, which is
 * copied, backed up and read by others. That nobody else can read it is checked each time it is opened.
 */
final readonly class KeyFile
{
    public string $path;

    /**
     * @param string $path Absolute.
     * @param list<string> $documentRoots Folders that the web server shows: the root and the shop's own.
     */
    public function __construct(string $path, array $documentRoots)
    {
        if (!str_starts_with($path, '/') || str_contains($path, "\0") || str_ends_with($path, '/')) {
            throw new IdentityException('the key file\'s path must be the absolute path of a file');
        }
        $folder = realpath(dirname($path));
        if ($folder === false) {
            throw new IdentityException(sprintf('key file %s: its folder is not there, or cannot be entered', $path));
        }
        $this->path = rtrim($folder, '/') . '/' . basename($path);
        // A link inside shows what is outside, and one outside may show what is inside.
        $places = array_filter([self::plain($path), $this->path, realpath($this->path)], is_string(...));
        foreach ($documentRoots as $root) {
            foreach (array_filter([self::plain($root), realpath($root)], is_string(...)) as $shown) {
                foreach ($places as $place) {
                    if ($shown !== '' && str_starts_with($place, rtrim($shown, '/') . '/')) {
                        throw new IdentityException(sprintf('key file %s is below %s, which the web server shows to everybody: move it outside of it', $path, $shown));
                    }
                }
            }
        }
    }

    /**
     * The first place that is configured: a constant, a variable of the environment, a setting, in the host's order.
     *
     * @param list<mixed> $places What is no text, or empty, is not configured.
     * @param list<string> $documentRoots
     */
    public static function configured(array $places, array $documentRoots): self
    {
        foreach ($places as $place) {
            if (is_string($place) && $place !== '') {
                return new self($place, $documentRoots);
            }
        }
        throw new IdentityException('no key file is configured: name an absolute path outside of the document root (constant or variable LOYALTY_KEYS)');
    }

    /** @phpstan-impure Others make files too. */
    public function exists(): bool
    {
        return is_link($this->path) || file_exists($this->path);
    }

    /**
     * @throws IdentityException if there is no file
     * @throws LoyaltyException if others can read it, or it is no key ring
     */
    public function open(): KeyRing
    {
        if (!$this->exists()) {
            throw new IdentityException(sprintf('key file %s is not there: create() makes keys for a new shop, KeyRing::importSealed() opens a backup', $this->path));
        }

        return KeyRing::open($this->path);
    }

    /** New keys, under a shop id drawn at random. Never written over keys that are there, whoever else makes some at the same time. */
    public function create(): KeyRing
    {
        if ($this->exists()) {
            throw $this->taken();
        }
        $keys = KeyRing::create();
        $draft = $this->path . '.' . bin2hex(random_bytes(6));
        $keys->save($draft);
        try {
            // Renaming would replace what came in between.
            if (!@link($draft, $this->path)) {
                throw $this->exists() ? $this->taken() : new IdentityException(sprintf('key file %s cannot be made', $this->path));
            }
        } finally {
            unlink($draft);
        }

        return $keys;
    }

    private function taken(): IdentityException
    {
        return new IdentityException(sprintf('key file %s is there already: keys are not written over, their codes would be lost', $this->path));
    }

    /** As written, without "." and "..": a path is looked at with its links and without. */
    private static function plain(string $path): string
    {
        $names = [];
        foreach (explode('/', $path) as $name) {
            if ($name === '..') {
                array_pop($names);
            } elseif ($name !== '' && $name !== '.') {
                $names[] = $name;
            }
        }

        return $path === '' ? '' : '/' . implode('/', $names);
    }
}
