<?php

declare(strict_types=1);

use Loyalty\Shop\Replay\Page;

/**
 * @var Page $page
 * @var list<string> $scripts
 */
$f = $page->format;
$e = static fn (string $text): string => htmlspecialchars($text, \ENT_QUOTES | \ENT_SUBSTITUTE | \ENT_HTML5, 'UTF-8');
$n = static fn (int $number): string => $e($f->number($number));
$m = static fn (int $amount): string => $e($f->money($amount));
$open = $scripts === [] ? ' open' : '';
$replay = $page->comparison->replay;
$people = ['hardest' => ['Who would be hit hardest', $page->hardest, $page->hardestMean()], 'gaining' => ['Who would gain most', $page->gaining, $page->gainingMeans()]];
$figures = ['issued' => 'Issued', 'reversed' => 'Taken back', 'spent' => 'Spent', 'expired' => 'Expired', 'owed' => 'Owed at the end'];
$pageTitle = $page->title() . ': changed rules, replayed';
?>
<header>
<div>
<h1><?= $e($page->title()) ?>: changed rules, replayed</h1>
<p>What the whole history would have been: the rules of now beside <?= $e($page->span()) ?> · figures at <?= $e($f->instant($replay->at)) ?></p>
</div>
</header>
<main>
<ul class="cards">
<?php foreach ($page->cards() as $card): ?>
<li><b><?= $e($card['label']) ?></b><strong><?= $e($card['value']) ?></strong><span><?= $e($card['meaning']) ?></span></li>
<?php endforeach ?>
</ul>
<div class="grid">

<?php if ($page->warnings() !== []): ?>
<section class="warnings">
<h2>Is this meant so?</h2>
<p>The changed rules can be saved as they are. Look at these places once more before you do.</p>
<ul>
<?php foreach ($page->warnings() as $warning): ?>
<li><code><?= $e($warning->pointer === '' ? '(document)' : $warning->pointer) ?></code> <b><?= $e($warning->found) ?></b>: <?= $e($warning->expected) ?></li>
<?php endforeach ?>
</ul>
</section>
<?php endif ?>

<section>
<h2>Points by month, side by side</h2>
<p><?= $e($page->movedMeans()) ?></p>
<?php if ($page->months !== []): ?>
<div class="chart panes" id="chart-moved" role="img" aria-label="Bar charts of points issued, spent, expired and owed by month under both sets of rules; the figures are in the table below"></div>
<details<?= $open ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th rowspan="2">Month</th><?php foreach ($figures as $label): ?><th colspan="2" class="n"><?= $label ?></th><?php endforeach ?></tr>
<tr><?php foreach ($figures as $label): ?><th class="n">now</th><th class="n">changed</th><?php endforeach ?></tr></thead>
<tbody>
<?php foreach ($page->months as $month): ?>
<tr><th><?= $e($month['month']) ?></th><?php foreach (array_keys($figures) as $figure): ?><td class="n"><?= $n($month['now'][$figure]) ?></td><td class="n"><?= $n($month['changed'][$figure]) ?></td><?php endforeach ?></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
<?php endif ?>
</section>

<?php if ($page->months !== []): ?>
<section<?= $page->flows !== [] ? ' class="half"' : '' ?>>
<h2>What you would owe</h2>
<p><?= $e($page->liabilityMeans()) ?></p>
<div class="chart" id="chart-liability" role="img" aria-label="Line chart of the liability at the end of each month under both sets of rules; the figures are in the table below"></div>
<details<?= $open ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th>Month</th><th class="n">Now</th><th class="n">Changed</th></tr></thead>
<tbody>
<?php foreach ($page->months as $month): ?>
<tr><th><?= $e($month['month']) ?></th><td class="n"><?= $m($month['now']['liability']) ?></td><td class="n"><?= $m($month['changed']['liability']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
</section>
<?php endif ?>

<?php if ($page->flows !== []): ?>
<section<?= $page->months !== [] ? ' class="half"' : '' ?>>
<h2>Who changes tier</h2>
<p><?= $e($page->tiersMean()) ?></p>
<div class="chart" id="chart-tiers" role="img" aria-label="Flows of customers from their tiers of now to those under the changed rules; the figures are in the table below"></div>
<details<?= $open ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th>Now</th><th>Changed</th><th class="n">Customers</th></tr></thead>
<tbody>
<?php foreach ($page->flows as $flow): ?>
<tr><th><?= $e($flow['now']) ?></th><td><?= $e($flow['changed']) ?><?= match ($flow['move']) { 'up' => ' ↑', 'down' => ' ↓', default => '' } ?></td><td class="n"><?= $n($flow['customers']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
</section>
<?php endif ?>

<?php foreach ($people as $list => [$title, $persons, $means]): ?>
<section<?= ($page->hardest === []) === ($page->gaining === []) ? ' class="half"' : '' ?>>
<h2><?= $title ?></h2>
<p><?= $e($means) ?></p>
<?php if ($persons !== []): ?>
<div class="chart rows" id="chart-<?= $list ?>" data-rows="<?= count($persons) ?>" role="img" aria-label="<?= $title ?>: bar chart of points by customer; the figures are in the table below"></div>
<details<?= $open ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th>Customer</th><th class="n">Now</th><th class="n">Changed</th><th class="n">Difference</th><th>Tier</th></tr></thead>
<tbody>
<?php foreach ($persons as $person): ?>
<tr><th><?= $e($person['key']) ?></th><td class="n"><?= $n($person['now']) ?></td><td class="n"><?= $n($person['changed']) ?></td><td class="n"><?= $e($page->signed($person['difference'])) ?></td><td><?= $e($person['tierNow'] === $person['tierChanged'] ? $person['tierNow'] : $person['tierNow'] . ' → ' . $person['tierChanged']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
<?php endif ?>
</section>
<?php endforeach ?>

<section>
<h2>What each rule costs</h2>
<p><?= $e($page->rulesMean()) ?></p>
<?php if ($page->rules !== []): ?>
<div class="chart rows" id="chart-rules" data-rows="<?= 2 * count($page->rules) ?>" role="img" aria-label="Bar chart of points given by each rule under both sets of rules; the figures are in the table below"></div>
<details<?= $open ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th>Rule</th><th class="n">Now</th><th class="n">Changed</th><th class="n">Difference</th></tr></thead>
<tbody>
<?php foreach ($page->rules as $rule): ?>
<tr><th><?= $e($rule['name']) ?></th><td class="n"><?= $n($rule['now']) ?></td><td class="n"><?= $n($rule['changed']) ?></td><td class="n"><?= $e($page->signed($rule['changed'] - $rule['now'])) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
<?php endif ?>
</section>

<section>
<h2>What becomes of the points that are owed</h2>
<p><?= $e($page->outlook->means()) ?></p>
<?php if (!$page->outlook->isEmpty()): ?>
<div class="chart tall" id="chart-forecast" role="img" aria-label="Chart of points that will expire and of what is left by month under both sets of rules; the figures are in the table below"></div>
<details<?= $open ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th rowspan="2">Month</th><th colspan="2" class="n">End if nobody spends</th><th colspan="2" class="n">Likely to go unused</th><th colspan="2" class="n">Left at the end</th></tr>
<tr><?php for ($i = 0; $i < 3; ++$i): ?><th class="n">now</th><th class="n">changed</th><?php endfor ?></tr></thead>
<tbody>
<?php foreach ($page->outlook->months as $month): ?>
<tr><th><?= $e($month['month']) ?></th><?php foreach (['due', 'expected', 'owed'] as $figure): ?><td class="n"><?= $n($month['now'][$figure]) ?></td><td class="n"><?= $month['changed'] === null ? '–' : $n($month['changed'][$figure]) ?></td><?php endforeach ?></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
<?php endif ?>
</section>

</div>
</main>
<footer>
<p>Customers did what they did: who would have come more often under other rules is not in these figures. <?= $n($page->comparison->events) ?> events, <?= $e($page->comparison->nowAt()->timezone()) ?>, <?= $e($page->comparison->nowAt()->currency()) ?>. This file holds customers’ numbers: mind to whom you send it.</p>
<p>Rules of now <code><?= $e($page->comparison->now->hash()) ?></code>, changed rules <code><?= $e($page->comparison->changed->hash()) ?></code>, result <code><?= $e($replay->hash) ?></code></p>
</footer>
