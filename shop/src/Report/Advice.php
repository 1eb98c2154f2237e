<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

use Loyalty\RfmTable;

/** What a shop owner does about each group of our own RFM table. */
final class Advice
{
    private const TEXTS = [
        'Best customers' => 'Thank them by name, give them new goods first and a top tier. They need no discount.',
        'Frequent small buyers' => 'Offer sets and a bonus from a higher order value: they come often, their baskets can grow.',
        'Big spenders' => 'Offer service instead of discounts: advice, reservation, delivery on a day of their choice. Give a reason to come more often.',
        'New customers' => 'Thank them for the first order, show what points do, and send a code for the second one within a month.',
        'Becoming regulars' => 'Tell them how far the next tier is. One more order makes a habit.',
        'Regulars to remind' => 'Remind them of their points and of what they usually buy, before they look elsewhere.',
        'Occasional buyers' => 'Write about what they bought before; a bonus for an order this month does more than a general discount.',
        'One-time buyers' => 'Ask how the first order was, and give one reason for a second: a code that ends soon.',
        'Best customers leaving' => 'Write personally and now, with the best offer you have: nobody is worth more to win back.',
        'Regulars leaving' => 'Ask what went wrong, and send a code that is theirs alone.',
        'Big spenders leaving' => 'Call or write in person: they bought for much, seldom, and not lately. Offer service, then a code.',
        'Cooling off' => 'One friendly reminder with their points and the day on which these end.',
        'Lost' => 'One last offer; then write at the holidays only, and spend the money on the other groups.',
    ];

    public static function for(string $group): string
    {
        return self::TEXTS[$group] ?? '';
    }

    /** @return list<string> Groups of the table that have no advice: none, as a test says. */
    public static function missing(): array
    {
        return array_values(array_diff(RfmTable::Total->segments(), array_keys(self::TEXTS)));
    }
}
