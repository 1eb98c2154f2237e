--TEST--
KeyRing: a file is written whole and private, and read only if it is
--EXTENSIONS--
loyalty
--SKIPIF--
<?php if (PHP_OS_FAMILY === 'Windows') die('skip POSIX modes'); ?>
--FILE--
<?php
use Loyalty\{Coupons, KeyRing};

$dir = sys_get_temp_dir() . '/loyalty-' . bin2hex(random_bytes(8));
mkdir($dir, 0700);
chdir($dir);
$file = "$dir/ring.key";
$ring = KeyRing::import('shop.example/live', [str_repeat('a', 32), str_repeat('b', 32), str_repeat('c', 32)], 1);
$ring->retire(2);
$code = (new Coupons($ring))->issue(17, 123456);

umask(0777);
$ring->save($file);
umask(022);
clearstatcache();
printf("%o %s\n", fileperms($file) & 07777, implode(' ', scandir($dir)));
$open = KeyRing::open($file);
echo $open->domain(), ' ', json_encode($open->slots()), ' ', (new Coupons($open))->verify($code)->serial, "\n";
$open->rotate();
$open->save('ring.key'); // relative, over the old one
echo json_encode(KeyRing::open('./ring.key')->slots()), ' ', implode(' ', scandir($dir)), "\n";

$bytes = file_get_contents($file);
$put = function (string $name, string $bytes, int $mode = 0600): string {
    file_put_contents($name, $bytes);
    chmod($name, $mode);
    return $name;
};
mkdir('folder', 0700);
foreach ([
    fn() => KeyRing::open($put('a', $bytes, 0640)),
    fn() => KeyRing::open($put('b', $bytes, 0604)),
    fn() => KeyRing::open($put('c', $bytes, 0620)),
    fn() => KeyRing::open($put('d', $bytes, 0601)),
    fn() => KeyRing::open($put('e', substr($bytes, 0, -1))),
    fn() => KeyRing::open($put('f', $bytes . 'x')),
    fn() => KeyRing::open($put('g', $bytes ^ str_repeat("\0", 40) . "\1" . str_repeat("\0", strlen($bytes) - 41))),
    fn() => KeyRing::open($put('h', '')),
    fn() => KeyRing::open($put('i', str_repeat('x', 100000))),
    fn() => KeyRing::open('missing'),
    fn() => KeyRing::open('folder'),
    fn() => KeyRing::open(''),
    fn() => KeyRing::open("ring.key\0.txt"),
    fn() => KeyRing::open("file://$file"),
    fn() => KeyRing::open('data:text/plain,x'),
    fn() => $ring->save('missing/ring.key'),
    fn() => $ring->save('folder'),
    fn() => $ring->save('php://memory'),
    fn() => $ring->save(''),
] as $misuse) {
    try {
        $misuse();
        echo "no error\n";
    } catch (Throwable $e) {
        echo get_class($e), ' ', $e->getCode(), ': ', str_replace($dir, 'DIR', $e->getMessage()), "\n";
    }
}
echo implode(' ', scandir($dir)), "\n";
// Root may read another's file, and still does not: only the shop's own user knows who else it lets in.
$foreign = $put('a', $bytes);
if (@chown($foreign, 65534) && fileowner($foreign) !== fileowner($file)) {
    try {
        KeyRing::open($foreign);
        echo "no error\n";
    } catch (Throwable $e) {
        echo str_replace($dir, 'DIR', $e->getMessage()), "\n";
    }
} else {
    echo "key ring file DIR/a belongs to user 65534, but user 0 runs this\n"; // only root can make one
}
?>
--CLEAN--
<?php
foreach (glob(sys_get_temp_dir() . '/loyalty-*/ring.key') as $file) {
    array_map(fn($name) => is_dir($name) ? rmdir($name) : unlink($name), glob(dirname($file) . '/*'));
    rmdir(dirname($file));
}
?>
--EXPECT--
600 . .. ring.key
shop.example/live ["verify","active","retired"] 123456
["verify","verify","retired","active"] . .. ring.key
Loyalty\LoyaltyException 90: key ring file DIR/a has mode 0640: group or others have access, it must be 0600
Loyalty\LoyaltyException 90: key ring file DIR/b has mode 0604: group or others have access, it must be 0600
Loyalty\LoyaltyException 90: key ring file DIR/c has mode 0620: group or others have access, it must be 0600
Loyalty\LoyaltyException 90: key ring file DIR/d has mode 0601: group or others have access, it must be 0600
Loyalty\LoyaltyException 90: key ring file DIR/e: these bytes are no key ring, or not all of one
Loyalty\LoyaltyException 90: key ring file DIR/f: these bytes are no key ring, or not all of one
Loyalty\LoyaltyException 90: key ring file DIR/g: these bytes are no key ring, or not all of one
Loyalty\LoyaltyException 90: key ring file DIR/h: these bytes are no key ring, or not all of one
Loyalty\LoyaltyException 90: key ring file DIR/i: these bytes are no key ring, or not all of one
Loyalty\LoyaltyException 90: key ring file DIR/missing: No such file or directory
Loyalty\LoyaltyException 90: key ring file DIR/folder: not a plain file
ValueError 0: Loyalty\KeyRing::open(): Argument #1 ($path) must not be empty
ValueError 0: Loyalty\KeyRing::open(): Argument #1 ($path) must not contain any null bytes
Loyalty\LoyaltyException 90: key ring file DIR/file:DIR/ring.key: No such file or directory
Loyalty\LoyaltyException 90: key ring file DIR/data:text/plain,x: No such file or directory
Loyalty\LoyaltyException 90: key ring file DIR/missing/ring.key: No such file or directory
Loyalty\LoyaltyException 90: key ring file DIR/folder: Is a directory
Loyalty\LoyaltyException 90: key ring file DIR/php:/memory: No such file or directory
ValueError 0: Loyalty\KeyRing::save(): Argument #1 ($path) must not be empty
. .. a b c d e f folder g h i ring.key
key ring file DIR/a belongs to user 65534, but user 0 runs this
