<?php

declare(strict_types=1);

use Loyalty\Shop\Replay\ForecastPage;

/**
 * @var ForecastPage $page
 * @var list<string> $scripts
 */
$f = $page->format;
$e = static fn (string $text): string => htmlspecialchars($text, \ENT_QUOTES | \ENT_SUBSTITUTE | \ENT_HTML5, 'UTF-8');
$n = static fn (int $number): string => $e($f->number($number));
$pageTitle = $page->programme->name() . ': what becomes of the points';
?>
<header>
<div>
<h1><?= $e($page->programme->name()) ?>: what becomes of the points</h1>
<p>If nobody earned or spent any more · figures at <?= $e($f->instant($page->at)) ?></p>
</div>
</header>
<main>
<ul class="cards">
<?php foreach ($page->cards() as $card): ?>
<li><b><?= $e($card['label']) ?></b><strong><?= $e($card['value']) ?></strong><span><?= $e($card['meaning']) ?></span></li>
<?php endforeach ?>
</ul>
<div class="grid">
<section>
<h2>Points owed, month by month</h2>
<p><?= $e($page->outlook->means()) ?></p>
<?php if (!$page->outlook->isEmpty()): ?>
<div class="chart tall" id="chart-forecast" role="img" aria-label="Chart of points that will expire and of what is left by month; the figures are in the table below"></div>
<details<?= $scripts === [] ? ' open' : '' ?>>
<summary>The same as a table</summary>
<div class="scroll"><table>
<thead><tr><th>Month</th><th class="n">End if nobody spends</th><th class="n">Likely to go unused</th><th class="n">Left at the end</th></tr></thead>
<tbody>
<?php foreach ($page->outlook->months as $month): ?>
<tr><th><?= $e($month['month']) ?></th><td class="n"><?= $n($month['now']['due']) ?></td><td class="n"><?= $n($month['now']['expected']) ?></td><td class="n"><?= $n($month['now']['owed']) ?></td></tr>
<?php endforeach ?>
</tbody>
</table></div>
</details>
<?php endif ?>
</section>
</div>
</main>
<footer>
<p>Programme version <?= $n($page->programme->version()) ?>, <?= $e($page->programme->timezone()) ?>, <?= $e($page->programme->currency()) ?>, hash <code><?= $e($page->programme->hash()) ?></code></p>
</footer>
