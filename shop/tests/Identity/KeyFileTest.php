<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Identity;

use Loyalty\LoyaltyException;
use Loyalty\Shop\Identity\IdentityException;
use Loyalty\Shop\Identity\KeyFile;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\TestCase;

#[CoversClass(KeyFile::class)]
final class KeyFileTest extends TestCase
{
    private string $folder;
    private string $root;
    private string $path;

    protected function setUp(): void
    {
        $this->folder = (string) realpath(sys_get_temp_dir()) . '/loyalty-' . bin2hex(random_bytes(6));
        $this->root = $this->folder . '/public';
        $this->path = $this->folder . '/keys';
        mkdir($this->root . '/sub', 0700, true);
    }

    protected function tearDown(): void
    {
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($this->folder, \FilesystemIterator::SKIP_DOTS), \RecursiveIteratorIterator::CHILD_FIRST) as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $file->isDir() && !$file->isLink() ? rmdir($file->getPathname()) : unlink($file->getPathname());
        }
        rmdir($this->folder);
    }

    public function testMakesKeysOnceAndOpensThem(): void
    {
        $file = new KeyFile($this->path, [$this->root]);
        self::assertFalse($file->exists());
        try {
            $file->open();
            self::fail('opened');
        } catch (IdentityException $e) {
            self::assertStringEndsWith('is not there: create() makes keys for a new shop, KeyRing::importSealed() opens a backup', $e->getMessage());
        }
        $made = $file->create();
        self::assertTrue($file->exists());
        self::assertSame($made->domain(), $file->open()->domain());
        self::assertMatchesRegularExpression('#\A[0-9A-HJKMNP-TV-Z]{26}/live\z#', $made->domain());
        self::assertSame(0600, fileperms($this->path) & 07777);
        self::assertSame(['.', '..', 'keys', 'public'], scandir($this->folder));
        try {
            $file->create();
            self::fail('there already');
        } catch (IdentityException $e) {
            self::assertStringContainsString('is there already', $e->getMessage());
        }
        self::assertSame($made->domain(), $file->open()->domain());
    }

    public function testOfManyWhoMakeKeysAtOnceOneDoes(): void
    {
        $out = $this->folder . '/out';
        for ($i = 0, $pids = []; $i < 20; ++$i) {
            $pids[] = $pid = pcntl_fork();
            if ($pid === 0) {
                try {
                    file_put_contents($out, (new KeyFile($this->path, []))->create()->domain() . "\n", \FILE_APPEND);
                } catch (IdentityException) {
                }
                posix_kill(posix_getpid(), \SIGKILL);
            }
        }
        foreach ($pids as $pid) {
            pcntl_waitpid($pid, $status);
        }
        self::assertSame((new KeyFile($this->path, []))->open()->domain() . "\n", file_get_contents($out));
        self::assertSame(['.', '..', 'keys', 'out', 'public'], scandir($this->folder));
    }

    public function testWhatTheWebServerShowsIsRefused(): void
    {
        symlink($this->root, $this->folder . '/link');
        symlink($this->folder, $this->root . '/out');
        touch($this->root . '/secret');
        symlink($this->root . '/secret', $this->folder . '/alias');
        foreach ([
            $this->root . '/keys', $this->root . '/sub/keys', $this->root . '/sub/../keys', $this->folder . '/./public//keys', $this->root . '/../public/keys', $this->folder . '/link/keys',
            // The name is shown, wherever the file is.
            $this->root . '/out/keys',
            $this->folder . '/alias',
        ] as $path) {
            $this->refused($path, [$this->folder . '/elsewhere', $this->root], 'which the web server shows');
            $this->refused($path, [$this->root . '/'], 'which the web server shows');
        }
        $this->refused($this->root . '/keys', [$this->folder . '/link'], 'which the web server shows');
        $this->refused($this->path, ['/'], 'which the web server shows');
    }

    public function testBesideTheDocumentRootIsRight(): void
    {
        mkdir($this->folder . '/public2');
        foreach ([$this->path, $this->folder . '/public2/keys', $this->root . '/../keys'] as $path) {
            self::assertFalse((new KeyFile($path, [$this->root, '']))->exists());
        }
    }

    public function testPathsThatAreNone(): void
    {
        foreach (['keys', '', '../keys', 'file:///tmp/keys', 'phar://a/b', "/tmp/a\0b", '/tmp/'] as $path) {
            $this->refused($path, [], 'absolute path');
        }
        $this->refused($this->folder . '/nowhere/keys', [], 'its folder is not there');
    }

    public function testTheFirstPlaceThatIsConfigured(): void
    {
        self::assertSame($this->path, KeyFile::configured([null, false, '', $this->path, '/other'], [])->path);
        $this->expectException(IdentityException::class);
        $this->expectExceptionMessage('no key file is configured');
        KeyFile::configured([null, false, ''], []);
    }

    public function testAFileThatOthersCanReadIsRefused(): void
    {
        $file = new KeyFile($this->path, []);
        $file->create();
        foreach ([0640, 0604, 0660, 0602, 0644] as $mode) {
            chmod($this->path, $mode);
            try {
                $file->open();
                self::fail(sprintf('mode %o', $mode));
            } catch (LoyaltyException $e) {
                self::assertStringContainsString('group or others have access', $e->getMessage());
            }
        }
    }

    public function testALinkThatLeadsNowhereIsNotWrittenThrough(): void
    {
        symlink($this->root . '/shown', $this->path);
        $this->expectException(IdentityException::class);
        (new KeyFile($this->path, [$this->root]))->create();
    }

    /** @param list<string> $roots */
    private function refused(string $path, array $roots, string $why): void
    {
        try {
            new KeyFile($path, $roots);
            self::fail($path);
        } catch (IdentityException $e) {
            self::assertStringContainsString($why, $e->getMessage());
        }
    }
}
