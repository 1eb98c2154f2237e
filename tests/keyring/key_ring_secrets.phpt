--TEST--
KeyRing: no dump, cast, export, serialisation or trace shows a key
--EXTENSIONS--
loyalty
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
--FILE--
<?php
use Loyalty\{Coupons, KeyRing};

$key = str_repeat('SECRET--', 4);
$ring = KeyRing::import('shop', [$key], 0, $key, $key);
$coupons = new Coupons($ring);

ob_start();
foreach ([$ring, $coupons] as $object) {
    var_dump($object, (array) $object, get_object_vars($object), get_mangled_object_vars($object));
    print_r($object);
    var_export($object);
    debug_zval_dump($object);
    echo json_encode($object);
    foreach ($object as $name => $value) {
        var_dump($name, $value);
    }
    echo new ReflectionObject($object);
    var_dump((fn() => get_object_vars($this))->call($object), gc_status() !== []);
    try {
        serialize($object);
    } catch (Exception $e) {
        echo $e;
    }
}
foreach ([
    fn() => KeyRing::import('', [$key], 0),
    fn() => KeyRing::import('shop', [$key], 5),
    fn() => KeyRing::import('shop', [$key, $key . $key], 0),
    fn() => KeyRing::import('shop', [$key], []),
    fn() => KeyRing::import('shop', [$key], 0, $key . $key, $key),
    fn() => KeyRing::import('shop', [$key], 0, $key, $key . $key),
    fn() => KeyRing::import('shop', [$key], 0, $key, [$key]),
    fn() => $ring->export('SECRET--'),
    fn() => KeyRing::importSealed('LOYALTY KEY RING 1', $key),
    fn() => KeyRing::importSealed("LOYALTY KEY RING 1\n" . base64_encode(str_repeat('x', 60)), $key),
    fn() => $ring->retire(0),
    fn() => clone $ring,
    fn() => unserialize('O:15:"Loyalty\KeyRing":1:{s:3:"key";s:32:"' . $key . '";}'),
] as $misuse) {
    try {
        $misuse();
        echo 'no error';
    } catch (Throwable $e) {
        echo $e, print_r($e->getTrace()[0]['args'] ?? [], true);
    }
}
echo json_encode([$ring->slots(), $ring->tokenKeys(), $ring->publicKeys(), $ring->pseudonym('x'), $ring->domain()]);
$seen = ob_get_clean();
var_dump(str_contains($seen, 'no error'), str_contains($seen, 'SensitiveParameterValue'));
var_dump(str_contains(str_replace('s:32:"' . $key, '', $seen), 'SECRET'), str_contains($seen, bin2hex('SECRET')));
// What seals a ring does not show it.
$sealed = $ring->export('a passphrase of mine');
$raw = base64_decode(substr($sealed, strlen("LOYALTY KEY RING 1\n")));
var_dump(str_contains($raw, 'SECRET'), str_contains($raw, 'LTYKEYS'), str_contains($sealed, bin2hex('SECRET')));
?>
--EXPECT--
bool(false)
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
