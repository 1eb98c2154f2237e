--TEST--
KeyRing: a forked child verifies, changes and ends with a ring of its own
--EXTENSIONS--
loyalty
pcntl
--FILE--
<?php
use Loyalty\{Coupons, CouponTerms, DiscountKind, KeyRing};

$ring = KeyRing::create('shop.example/live');
$coupons = new Coupons($ring);
$code = $coupons->issue(1, 7);
$token = $coupons->token(1, 8, new CouponTerms(DiscountKind::FreeShipping));

for ($child = 0; $child < 3; $child++) {
    $pid = pcntl_fork();
    if ($pid === 0) {
        // What was derived before and what is derived only now, then a change that stays in the child.
        $right = $coupons->verify($code)->serial === 7 && $coupons->verify($token)->serial === 8
            && $coupons->verify($coupons->issue(1, 9, 12))->serial === 9;
        $ring->rotate();
        $ring->retire(0);
        $right = $right && $ring->slots() === [0 => 'retired', 1 => 'active'];
        if ($child === 1) {
            unset($coupons, $ring); // wiped in the child at once, not at its end
            $right = $right && KeyRing::create()->slots() === ['active'];
        }
        exit($right ? 40 + $child : 1);
    }
    pcntl_waitpid($pid, $status);
    echo pcntl_wifexited($status) ? pcntl_wexitstatus($status) : 'killed', ' ', json_encode($ring->slots()), ' ',
        $coupons->verify($code)->serial, ' ', $coupons->verify($token)->serial, "\n";
}
// Children draw from the system, not from a copied state.
$ids = [];
for ($child = 0; $child < 4; $child++) {
    [$read, $write] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    if (pcntl_fork() === 0) {
        fwrite($write, KeyRing::create()->domain());
        exit;
    }
    fclose($write);
    $ids[] = stream_get_contents($read);
    pcntl_wait($status);
}
var_dump(count(array_unique($ids)), preg_match('~^[0-9A-HJKMNP-TV-Z]{26}/live$~', $ids[0]));
unset($coupons, $ring);
echo "done\n";
?>
--EXPECT--
40 ["active"] 7 8
41 ["active"] 7 8
42 ["active"] 7 8
int(4)
int(1)
done
