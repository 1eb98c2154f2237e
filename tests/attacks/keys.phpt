--TEST--
Attacks: the key ring's file, its sealed form, and streams past their end
--EXTENSIONS--
loyalty
sodium
--SKIPIF--
<?php if (PHP_OS_FAMILY === 'Windows') die('skip POSIX modes'); ?>
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{CouponBatch, Coupons, KeyRing, Programme};

$dir = sys_get_temp_dir() . '/loyalty-attack-' . getmypid();
mkdir($dir, 0700);
chdir($dir);
$file = "$dir/ring";
$ring = ring();
$ring->save($file);
$bytes = file_get_contents($file);
$code = (new Coupons($ring))->issue(1, 1);
$open = fn(string $path) => function () use ($path, $dir) {
    try {
        return KeyRing::open($path)->domain();
    } catch (Throwable $e) {
        return str_replace($dir, 'DIR', $e->getMessage());
    }
};
$put = function (string $bytes, int $mode = 0600) use ($dir, $open): callable {
    static $number = 0;
    $path = "$dir/put";
    return function () use ($path, $bytes, $mode, $open) {
        file_put_contents($path, $bytes);
        chmod($path, $mode);
        try {
            return $open($path)();
        } finally {
            unlink($path);
        }
    };
};
attack('ring file: the good one', $open($file));
foreach (['world readable' => 0604, 'group readable' => 0640, 'group writable' => 0620, 'world writable' => 0602, 'executable by others' => 0601, 'all bits' => 0777] as $name => $mode) {
    attack("ring file: $name", $put($bytes, $mode));
}
symlink($file, "$dir/link");
attack('ring file: a symlink to the good one', $open("$dir/link"));
symlink("$dir/loop", "$dir/loop");
symlink('/etc/passwd', "$dir/passwd");
symlink('/dev/zero', "$dir/zero");
attack('ring file: a symlink to itself', $open("$dir/loop"));
attack('ring file: a symlink to a file of the system', fn() => preg_replace('/belongs to user .*|has mode .*/', 'is not ours', $open("$dir/passwd")()));
attack('ring file: a symlink to an endless device', $open("$dir/zero"));
attack('ring file: a directory', $open($dir));
exec('mkfifo ' . escapeshellarg("$dir/fifo"));
attack('ring file: a FIFO, which would block for ever', $open("$dir/fifo"));
attack('ring file: missing, empty name, NUL in the name, a wrapper', $open("$dir/none"), $open(''), $open("$file\0"), $open("php://filter/resource=$file"), $open("compress.zlib://$file"));
attack('ring file: empty, one byte, a page of zeros, 1 MB', $put(''), $put('L'), $put(str_repeat("\0", 4096)), $put(str_repeat('L', 1 << 20)));
attack('ring file: truncated at every length', ...array_map(fn($length) => $put(substr($bytes, 0, $length)), range(0, strlen($bytes) - 1)));
$flips = [];
for ($at = 0; $at < strlen($bytes); $at++) {
    $flipped = $bytes;
    $flipped[$at] = chr(ord($bytes[$at]) ^ 1 << $at % 8);
    $flips[] = $put($flipped);
}
attack('ring file: a bit flipped in every byte', ...$flips);
/* Whoever can write the file has the keys; what he writes must still be a ring. */
$sealed = fn(callable $change) => $put(($body = $change(substr($bytes, 0, -16))) . sodium_crypto_generichash($body, '', 16));
$at = fn(int $place, string $with) => fn(string $body) => substr_replace($body, $with, $place, strlen($with));
$states = 9 + strlen(DOMAIN) + 32;
attack('ring file rewritten: the sum right, an unknown version', $sealed($at(7, "\x03")), $sealed($at(7, "\0")), $sealed($at(7, "\xff")));
attack('ring file rewritten: a domain of 0 and of 255 bytes', $sealed($at(8, "\0")), $sealed($at(8, "\xff")));
attack('ring file rewritten: a domain that is no UTF-8', $sealed($at(9, "\xff\xfe")));
foreach (['every byte 0' => "\0", 'every byte 255' => "\xff"] as $name => $byte) {
    $tries = [];
    for ($place = $states; $place < strlen($bytes) - 16; $place++) {
        $tries[] = fn() => in_array($said = $sealed($at($place, $byte))(), [DOMAIN, 'key ring file DIR/put: these bytes are no key ring, or not all of one'], true) ? 'a ring or none' : $said;
    }
    attack("ring file rewritten: $name behind the head", ...$tries);
}
attack('rollback: an older file brings a retired key back, and only that', function () use ($file, $dir, $code) {
    $newer = KeyRing::open($file);
    $newer->rotate();
    $newer->retire(0);
    $newer->save("$dir/newer");
    $late = (new Coupons($newer))->issue(1, 2);
    return outcome(fn() => (new Coupons(KeyRing::open("$dir/newer")))->verify($code)->serial) . ', ' . outcome(fn() => (new Coupons(KeyRing::open($file)))->verify($code)->serial)
        . ', ' . outcome(fn() => (new Coupons(KeyRing::open($file)))->verify($late)->serial);
});
attack('saved over a symlink: the link stays, and what it names is the ring, whole and private', function () use ($ring, $dir) {
    file_put_contents("$dir/target", 'mine');
    chmod("$dir/target", 0644);
    symlink("$dir/target", "$dir/over");
    $ring->save("$dir/over");
    return [is_link("$dir/over"), KeyRing::open("$dir/over")->domain(), sprintf('%o', fileperms("$dir/target") & 0777)];
});
attack('saved beside: nothing is left behind in the folder', fn() => preg_grep('/^(ring|newer|target|over|link|loop|passwd|zero|fifo|\.+)$/', scandir($dir), PREG_GREP_INVERT));
attack('saved where there is no folder, over a folder, by a wrapper', ...array_map(fn($path) => function () use ($path, $ring, $dir) {
    try {
        $ring->save($path);
        return 'saved';
    } catch (Throwable $e) {
        return str_replace($dir, 'DIR', $e->getMessage());
    }
}, ["$dir/none/ring", $dir, 'php://memory', "$file\0"]));
$full = function (?int $notAfter): KeyRing {
    $ring = ring();
    $ring->retire(1, notAfter: $notAfter);
    for ($i = 2; $i < 8; $i++) {
        $ring->rotate(at: 1_900_000_000);
    }
    return $ring;
};
attack('a slot used again: a second before its codes have run out, then', fn() => $full(2_000_000_000)->rotate(at: 1_999_999_999), fn() => 'slot ' . $full(2_000_000_000)->rotate(at: 2_000_000_000));
attack('a slot used again: retired for ever, a hundred years later', fn() => $full(null)->rotate(at: 5_000_000_000));
attack('retired: the key that signs, a slot that is empty, none, another kind', ...array_map(fn($slot) => fn() => $ring->retire(...$slot), [[0], [5], [8], [-1], [0, 'none'], [1, 'public']]));
$text = $ring->export('a passphrase of ours');
$import = fn(string $text, string $with = 'a passphrase of ours') => fn() => KeyRing::importSealed($text, $with)->domain();
attack('sealed: the right passphrase', $import($text));
attack('sealed: a wrong passphrase, with a NUL behind it', $import($text, 'a passphrase of theirs'), $import($text, "a passphrase of ours\0"));
attack('sealed: altered in the middle', $import(substr_replace($text, $text[120] === 'A' ? 'B' : 'A', 120, 1)));
attack('sealed: empty, only the title, cut, 1 MB', $import(''), $import("LOYALTY KEY RING 1\n"), $import(substr($text, 0, -9)), $import("LOYALTY KEY RING 1\n" . str_repeat('A', 1 << 20)));
attack('sealed: another version in the title, limits in it', $import(str_replace('RING 1', 'RING 9', $text)), $import(str_replace('RING 1', 'RING 1 t=1,m=8', $text)));
attack('sealed: a passphrase that is short, empty, 11 bytes', fn() => $ring->export(''), fn() => $ring->export('short'), fn() => $ring->export('eleven byte'));
attack('sealed twice: two texts', fn() => $text === $ring->export('a passphrase of ours'));
attack('imported: no key, 9 keys, keys of 31 and 33 bytes, a slot that is none', fn() => KeyRing::import(DOMAIN, [], 0), fn() => KeyRing::import(DOMAIN, array_fill(0, 9, MASTER), 0), fn() => KeyRing::import(DOMAIN, [substr(MASTER, 1)], 0),
    fn() => KeyRing::import(DOMAIN, [MASTER . 'x'], 0), fn() => KeyRing::import(DOMAIN, [-1 => MASTER], -1), fn() => KeyRing::import(DOMAIN, [MASTER], 1));
attack('imported: domains of 0 and 256 bytes, of broken UTF-8', fn() => KeyRing::import('', [MASTER], 0), fn() => KeyRing::import(str_repeat('d', 256), [MASTER], 0), fn() => KeyRing::import("\xff", [MASTER], 0));

$programme = Programme::fromArray(['name' => 'S', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2020-01-01', 'campaigns' => [['number' => 1, 'key' => 'a', 'name' => 'A', 'discount' => ['kind' => 'free_shipping']]]]);
$maker = new Coupons($ring, $programme);
$batch = $maker->newBatch('a', 3, 1700000000);
$stream = $maker->issueMany($batch);
$past = function (string $what) use ($maker, $batch) {
    $stream = $maker->issueMany($batch);
    foreach ($stream as $ignored) {
    }
    return $stream->$what();
};
attack('iterator past its end: current(), key(), valid(), count()', fn() => $past('current'), fn() => $past('key'), fn() => $past('valid'), fn() => $past('count'));
attack('iterator past its end: next() a thousand times', function () use ($maker, $batch) {
    $stream = $maker->issueMany($batch);
    for ($i = 0; $i < 1000; $i++) {
        $stream->next();
    }
    return [$stream->valid(), count($stream)];
});
attack('iterator in two loops at once', function () use ($stream) {
    $seen = [];
    foreach ($stream as $outer) {
        foreach ($stream as $inner) {
            $seen[] = $inner;
        }
    }
    return count($seen);
});
attack('iterator whose makers are gone', function () use ($batch) {
    $stream = (new Coupons(ring(), Programme::fromArray(['name' => 'S', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2020-01-01',
        'campaigns' => [['number' => 1, 'key' => 'a', 'name' => 'A', 'discount' => ['kind' => 'free_shipping']]]])))->issueMany($batch);
    gc_collect_cycles();
    return count(iterator_to_array($stream));
});
attack('iterator whose key is retired under way', function () use ($programme) {
    $ring = ring();
    $maker = new Coupons($ring, $programme);
    $stream = $maker->issueMany($maker->newBatch('a', 3, 1700000000));
    $stream->rewind();
    $ring->rotate();
    $ring->retire(0);
    $stream->next();
    return $stream->current();
});
attack('parts of a batch that it has not', ...array_map(fn($part) => fn() => count($maker->issueMany($batch, ...$part)), [[-1], [4], [3], [0, 4], [0, -1], [2, 2], [PHP_INT_MAX, 1], [1, PHP_INT_MAX]]));
exec('rm -r ' . escapeshellarg($dir));
?>
--EXPECT--
ring file: the good one … shop.example/live
ring file: world readable … key ring file DIR/put has mode 0604: group or others have access, it must be 0600
ring file: group readable … key ring file DIR/put has mode 0640: group or others have access, it must be 0600
ring file: group writable … key ring file DIR/put has mode 0620: group or others have access, it must be 0600
ring file: world writable … key ring file DIR/put has mode 0602: group or others have access, it must be 0600
ring file: executable by others … key ring file DIR/put has mode 0601: group or others have access, it must be 0600
ring file: all bits … key ring file DIR/put has mode 0777: group or others have access, it must be 0600
ring file: a symlink to the good one … shop.example/live
ring file: a symlink to itself … key ring file DIR/loop: no such name
ring file: a symlink to a file of the system … key ring file /etc/passwd is not ours
ring file: a symlink to an endless device … key ring file /dev/zero: not a plain file
ring file: a directory … key ring file DIR: not a plain file
ring file: a FIFO, which would block for ever … key ring file DIR/fifo: not a plain file
ring file: missing, empty name, NUL in the name, a wrapper … Loyalty\KeyRing::open(): Argument #1 ($path) must not be empty (1), Loyalty\KeyRing::open(): Argument #1 ($path) must not contain any null bytes (1), key ring file DIR/compress.zlib:DIR/ring: No such file or directory (1), key ring file DIR/none: No such file or directory (1), key ring file DIR/php:/filter/resource=DIR/ring: No such file or directory (1)
ring file: empty, one byte, a page of zeros, 1 MB … key ring file DIR/put: these bytes are no key ring, or not all of one (4)
ring file: truncated at every length … key ring file DIR/put: these bytes are no key ring, or not all of one (994)
ring file: a bit flipped in every byte … key ring file DIR/put: these bytes are no key ring, or not all of one (994)
ring file rewritten: the sum right, an unknown version … key ring file DIR/put: these bytes are no key ring, or not all of one (3)
ring file rewritten: a domain of 0 and of 255 bytes … key ring file DIR/put: these bytes are no key ring, or not all of one (2)
ring file rewritten: a domain that is no UTF-8 … key ring file DIR/put: these bytes are no key ring, or not all of one
ring file rewritten: every byte 0 behind the head … a ring or none (920)
ring file rewritten: every byte 255 behind the head … a ring or none (920)
rollback: an older file brings a retired key back, and only that … KEY_RETIRED, 1, UNKNOWN_KEY
saved over a symlink: the link stays, and what it names is the ring, whole and private … [true,"shop.example/live","600"]
saved beside: nothing is left behind in the folder … []
saved where there is no folder, over a folder, by a wrapper … Loyalty\KeyRing::save(): Argument #1 ($path) must not contain any null bytes (1), key ring file DIR/none/ring: No such file or directory (1), key ring file DIR/php:/memory: No such file or directory (1), key ring file DIR: Is a directory (1)
a slot used again: a second before its codes have run out, then … Loyalty\LoyaltyException: every slot of the key ring holds a key (1), slot 1 (1)
a slot used again: retired for ever, a hundred years later … Loyalty\LoyaltyException: every slot of the key ring holds a key
retired: the key that signs, a slot that is empty, none, another kind … ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign (3), ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be between 0 and 7 (2), ValueError: Loyalty\KeyRing::retire(): Argument #2 ($kind) must be "short", "public" or "shared" (1)
sealed: the right passphrase … shop.example/live
sealed: a wrong passphrase, with a NUL behind it … Loyalty\LoyaltyException: the sealed key ring does not open (2)
sealed: altered in the middle … Loyalty\LoyaltyException: the sealed key ring does not open
sealed: empty, only the title, cut, 1 MB … Loyalty\LoyaltyException: the sealed key ring does not open (1), Loyalty\LoyaltyException: this text is no sealed key ring, or not all of one (3)
sealed: another version in the title, limits in it … Loyalty\LoyaltyException: this text is no sealed key ring, or not all of one (2)
sealed: a passphrase that is short, empty, 11 bytes … ValueError: Loyalty\KeyRing::export(): Argument #1 ($passphrase) must have at least 12 bytes (3)
sealed twice: two texts … false
imported: no key, 9 keys, keys of 31 and 33 bytes, a slot that is none … ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must be keys of 32 bytes by slot, 0 to 7 (4), ValueError: Loyalty\KeyRing::import(): Argument #3 ($issuing) must be the slot of one of the keys (2)
imported: domains of 0 and 256 bytes, of broken UTF-8 … ValueError: Loyalty\KeyRing::import(): Argument #1 ($domain) must be 1 to 255 bytes of UTF-8 (3)
iterator past its end: current(), key(), valid(), count() … 3 (1), Error: Loyalty\CouponStream is at its end (2), false (1)
iterator past its end: next() a thousand times … [false,3]
iterator in two loops at once … 3
iterator whose makers are gone … 3
iterator whose key is retired under way … Loyalty\LoyaltyException: the key of slot 0, which signed this batch, is not in the ring any more
parts of a batch that it has not … 0 (1), ValueError: Loyalty\Coupons::issueMany(): Argument #2 ($from) must be between 0 and 3 (3), ValueError: Loyalty\Coupons::issueMany(): Argument #3 ($count) must be between 0 and 1 (1), ValueError: Loyalty\Coupons::issueMany(): Argument #3 ($count) must be between 0 and 2 (1), ValueError: Loyalty\Coupons::issueMany(): Argument #3 ($count) must be between 0 and 3 (2)
