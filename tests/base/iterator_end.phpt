--TEST--
CustomerSet, RfmScores: an iterator that is at its end has no member, however often it is asked
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{CustomerBase, Rfm};

function ask(Iterator $iterator, string ...$calls): void
{
    foreach ($calls as $call) {
        try {
            $value = $iterator->$call();
            if ($call === 'current') {
                echo is_object($value) ? $value->key : $value, "\n";
            }
        } catch (Error $e) {
            echo get_class($e), ': ', $e->getMessage(), "\n";
        }
    }
    var_dump($iterator->valid());
}

$base = new CustomerBase(programme());
$base->append([order(1, 'anna', '2011-03-13', 100)]);
$base->fold(1400000000);
$scores = Rfm::quantiles()->score($base, 1400000000);

ask($base->select('orders > 5')->getIterator(), 'current');
ask($base->all()->getIterator(), 'rewind', 'current', 'next', 'current', 'next', 'next', 'current', 'rewind', 'current');
ask($scores->getIterator(), 'rewind', 'current', 'next', 'next', 'current');
ask(unserialize(serialize($base->all()))->getIterator(), 'rewind', 'next', 'current');
?>
--EXPECT--
Error: Loyalty\CustomerSet is at its end
bool(false)
anna
Error: Loyalty\CustomerSet is at its end
Error: Loyalty\CustomerSet is at its end
anna
bool(true)
anna
Error: Loyalty\RfmScores is at its end
bool(false)
Error: Loyalty\CustomerSet is at its end
bool(false)
