<?php

declare(strict_types=1);

use Loyalty\Shop\Report\Page;
use Loyalty\Shop\Report\Section;

/**
 * @var Page $page
 * @var list<string> $scripts
 */
$f = $page->format;
$e = static fn (string $text): string => htmlspecialchars($text, \ENT_QUOTES | \ENT_SUBSTITUTE | \ENT_HTML5, 'UTF-8');
$n = static fn (int $number): string => $e($f->number($number));
// A number and its sign stay on one line.
$words = static fn (string $text): string => str_replace(' %', "\u{a0}%", $e($text));
$m = static fn (int $amount): string => $e($f->money($amount));
$groupCustomers = array_sum(array_column($page->groups, 'customers'));
$groupAmount = array_sum(array_column($page->groups, 'amount'));
$emptyGroups = count(array_filter($page->groups, static fn (array $group): bool => $group['customers'] === 0));
$tierCustomers = array_sum(array_column($page->tiers, 'customers'));
$cells = [];
foreach ($page->heatmap as $cell) {
    $cells[$cell['frequency']][$cell['recency']] = $cell;
}
$pageTitle = $page->title() . ': loyalty report';
?>
<header>
<div>
<h1><?= $e($page->title()) ?></h1>
<p>Loyalty report · <?= $e($page->period()) ?> · figures at <?= $e($f->instant($page->figures->at)) ?></p>
<nav aria-label="Chapters"><a href="#now">Customers now</a><?php foreach ($page->chapters() as $chapter): ?><a href="#<?= $e($chapter['id']) ?>"><?= $e($chapter['title']) ?></a><?php endforeach ?><a href="#programme">Sales and points</a></nav>
</div>
</header>
<main>
<?php if ($page->months === []): ?>
<section class="missing"><h3>Nothing is recorded yet</h3><p>Import past orders, or let the shop’s plugin write them as they come: this page fills by itself. Each chapter says what it needs.</p></section>
<?php else: ?>
<ul class="cards">
<?php foreach ($page->cards() as $card): ?>
<li><b><?= $e($card['label']) ?></b><strong><?= $e($card['value']) ?></strong><span><?= $e($card['meaning']) ?></span></li>
<?php endforeach ?>
</ul>
<?php endif ?>
<h2 class="chapter" id="now">Your customers now</h2>
<div class="grid">

<?php if ($groupCustomers === 0): ?>
<section class="missing">
<h3>What would show more here</h3>
<dl><div><dt>Who buys lately, and who often</dt><dd>Orders of known customers are needed: this then shows the groups that they make, and what to do with each.</dd></div></dl>
</section>
<?php else: ?>
<section class="half">
<h3>Who buys lately, and who often</h3>
<p><?= $words($page->meaning->heatmap($page->groups, $groupCustomers)) ?></p>
<div class="chart tall" id="chart-rfm" role="img" aria-label="Heat map of customers by recency and frequency; its figures are in the table below"></div>
<details<?= $scripts === [] ? ' open' : '' ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">How often ↓ · how lately →</th><?php for ($r = 1; $r <= $page->bins; ++$r): ?><th scope="col" class="n"><?= $r ?></th><?php endfor ?></tr></thead>
<tbody>
<?php for ($q = $page->bins; $q >= 1; --$q): ?>
<tr><th scope="row"><?= $q ?></th><?php for ($r = 1; $r <= $page->bins; ++$r): ?><td class="n" title="<?= $m($cells[$q][$r]['amount'] ?? 0) ?>"><?= $n($cells[$q][$r]['customers'] ?? 0) ?></td><?php endfor ?></tr>
<?php endfor ?>
</tbody>
</table></div>
</details>
</section>

<section class="half">
<h3>Groups of customers</h3>
<p><?= $words($page->meaning->groups($page->groups)) ?></p>
<div class="chart tall" id="chart-groups" role="img" aria-label="Bar chart of groups by share of customers and of money; its figures are in the table below"></div>
<details<?= $scripts === [] ? ' open' : '' ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">Group</th><th scope="col" class="n">Customers</th><th scope="col" class="n">Share</th><th scope="col" class="n">Orders</th><th scope="col" class="n">Spent</th><th scope="col" class="n">Share</th></tr></thead>
<tbody>
<?php foreach ($page->groups as $group): ?>
<tr><th scope="row"><?= $e($group['name']) ?></th><td class="n"><?= $n($group['customers']) ?></td><td class="n"><?= $e($f->share($group['customers'], $groupCustomers)) ?></td><td class="n"><?= $n($group['purchases']) ?></td><td class="n"><?= $m($group['amount']) ?></td><td class="n"><?= $e($f->share($group['amount'], $groupAmount)) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
</section>

<section>
<h3>What to do with each group</h3>
<p>Groups come from three scores of 1 to <?= $page->bins ?>: how lately, how often and for how much somebody bought. Every customer with an order is in exactly one.<?= $emptyGroups === 0 ? '' : ($emptyGroups === 1 ? ' One group is empty and left out.' : " $emptyGroups groups are empty and left out.") ?></p>
<div class="scroll"><table class="stack">
<thead><tr><th scope="col">Group</th><th scope="col" class="n">Customers</th><th scope="col" class="n">Spent</th><th scope="col">What to do</th></tr></thead>
<tbody>
<?php foreach ($page->groups as $group): if ($group['customers'] === 0) { continue; } ?>
<tr><td class="name"><?= $e($group['name']) ?></td><td class="n" data-label="customers"><?= $n($group['customers']) ?></td><td class="n" data-label="spent"><?= $m($group['amount']) ?></td><td class="wide"><?= $e($group['advice']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</section>
<?php endif ?>

<?php if ($page->atRiskRule !== null && $page->atRiskCount > 0): ?>
<section>
<h3>Customers at risk</h3>
<p><?= $page->atRiskCount === 1 ? '1 customer fits' : $n($page->atRiskCount) . ' customers fit' ?> the rule <code><?= $e($page->atRiskRule) ?></code>. <?= count($page->atRisk) < $page->atRiskCount ? 'The ' . count($page->atRisk) . ' who spent most:' : '' ?></p>
<div class="scroll"><table class="stack">
<thead><tr><th scope="col">Customer</th><th scope="col" class="n">Spent</th><th scope="col" class="n">Orders</th><th scope="col" class="n">Last order</th><th scope="col" class="n">Points</th><th scope="col" class="n">Tier</th></tr></thead>
<tbody>
<?php foreach ($page->atRisk as $person): ?>
<tr><td class="name" dir="auto"><?= $e($person['key']) ?></td><td class="n" data-label="spent"><?= $m($person['spent']) ?></td><td class="n" data-label="orders"><?= $n($person['orders']) ?></td><td class="n" data-label="last order"><?= $person['last'] === null ? '–' : $e($f->day($person['last'])) ?></td><td class="n" data-label="points"><?= $n($person['points']) ?></td><td class="n pair" data-label="tier"><?= $e($person['tier']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</section>
<?php endif ?>

<?php if ($page->segments !== []) {
    $section = $page->namedSegments();
    $isHalf = false;
    require __DIR__ . '/section.php';
} ?>
</div>
<?php foreach ($page->chapters() as $chapter): ?>
<h2 class="chapter" id="<?= $e($chapter['id']) ?>"><?= $e($chapter['title']) ?></h2>
<div class="grid">
<?php
$shown = array_values(array_filter($chapter['sections'], static fn (Section $section): bool => !$section->isEmpty()));
$isPaired = false;
foreach ($shown as $i => $section) {
    // A half without another beside it takes the whole width.
    $isHalf = $section->isHalf() && ($isPaired || ($shown[$i + 1] ?? null)?->isHalf() === true);
    $isPaired = $isHalf && !$isPaired;
    require __DIR__ . '/section.php';
}
$missing = array_filter($chapter['sections'], static fn (Section $section): bool => $section->isEmpty());
?>
<?php if ($missing !== []): ?>
<section class="missing">
<h3>What would show more here</h3>
<dl>
<?php foreach ($missing as $section): ?>
<div><dt><?= $e($section->title) ?></dt><dd><?= $words($section->says) ?></dd></div>
<?php endforeach ?>
</dl>
</section>
<?php endif ?>
</div>
<?php endforeach ?>
<h2 class="chapter" id="programme">Sales and points</h2>
<div class="grid">

<?php if ($page->months === []): ?>
<section class="missing">
<h3>What would show more here</h3>
<dl><div><dt>Orders, points and tiers by month</dt><dd>Orders are needed, of known customers or of buyers without a name.</dd></div></dl>
</section>
<?php else: ?>
<section>
<h3>Orders and revenue by month</h3>
<p><?= $words($page->meaning->orders($page->months)) ?></p>
<div class="chart" id="chart-orders" role="img" aria-label="Chart of revenue, returns and orders by month; its figures are in the table below"></div>
<details<?= $scripts === [] ? ' open' : '' ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">Month</th><th scope="col" class="n">Orders</th><th scope="col" class="n">Buyers</th><th scope="col" class="n">Revenue</th><th scope="col" class="n">Returned</th><th scope="col" class="n">Orders without a name</th><th scope="col" class="n">Their revenue</th></tr></thead>
<tbody>
<?php foreach ($page->months as $month): ?>
<tr><th scope="row"><?= $e($f->month($month['month'])) ?></th><td class="n"><?= $n($month['orders']) ?></td><td class="n"><?= $n($month['buyers']) ?></td><td class="n"><?= $m($month['amount']) ?></td><td class="n"><?= $m($month['refunded']) ?></td><td class="n"><?= $n($month['anonymous_orders']) ?></td><td class="n"><?= $m($month['anonymous_amount']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
</section>

<section>
<h3>Points by month</h3>
<p><?= $words($page->meaning->points($page->figures->points())) ?></p>
<div class="chart tall" id="chart-points" role="img" aria-label="Chart of points issued, reversed, expired, spent and owed by month; its figures are in the table below"></div>
<details<?= $scripts === [] ? ' open' : '' ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">Month</th><th scope="col" class="n">Issued</th><th scope="col" class="n">Put in</th><th scope="col" class="n">Reversed</th><th scope="col" class="n">Expired</th><th scope="col" class="n">Spent</th><th scope="col" class="n">Taken out</th><th scope="col" class="n">Owed at the end</th></tr></thead>
<tbody>
<?php foreach ($page->months as $month): ?>
<tr><th scope="row"><?= $e($f->month($month['month'])) ?></th><td class="n"><?= $n($month['earned']) ?></td><td class="n"><?= $n($month['in']) ?></td><td class="n"><?= $n($month['reversed']) ?></td><td class="n"><?= $n($month['expired']) ?></td><td class="n"><?= $n($month['spent']) ?></td><td class="n"><?= $n($month['out']) ?></td><td class="n"><?= $n($month['owed']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
</section>

<?php endif ?>
<?php if ($tierCustomers > 0): ?>
<section>
<h3>Tiers</h3>
<p><?= $words($page->meaning->tiers($page->tiers)) ?></p>
<div class="chart low" id="chart-tiers" role="img" aria-label="Ring chart of customers by tier; its figures are in the table below"></div>
<details<?= $scripts === [] ? ' open' : '' ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">Tier</th><th scope="col" class="n">Customers</th><th scope="col" class="n">Share</th></tr></thead>
<tbody>
<?php foreach ($page->tiers as $tier): ?>
<tr><th scope="row"><?php if (preg_match('/^#[0-9a-f]{6}$/iD', $tier['colour']) === 1): ?><span class="dot" style="background: <?= $e($tier['colour']) ?>"></span><?php endif ?><?= $e($tier['name']) ?></th><td class="n"><?= $n($tier['customers']) ?></td><td class="n"><?= $e($f->share($tier['customers'], $tierCustomers)) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
</section>
<?php endif ?>

</div>
</main>
<footer>
<p>Programme version <?= $n($page->figures->programme->version()) ?>, <?= $e($page->figures->programme->timezone()) ?>, <?= $e($page->figures->programme->currency()) ?>. This file holds customers’ numbers: mind to whom you send it.</p>
<p>Made under the rules with the hash <code><?= $e($page->figures->programme->hash()) ?></code></p>
</footer>
