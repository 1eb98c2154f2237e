<?php

declare(strict_types=1);

use Loyalty\Shop\Replay\ForecastPage;

/**
 * @var ForecastPage $page
 * @var string $style
 * @var list<string> $scripts
 * @var string $policy
 * @var string $data
 */
$f = $page->format;
$e = static fn (string $text): string => htmlspecialchars($text, \ENT_QUOTES | \ENT_SUBSTITUTE | \ENT_HTML5, 'UTF-8');
$n = static fn (int $number): string => $e($f->number($number));
?>
<!DOCTYPE html>
<html lang="en" class="no-charts">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="<?= $e($policy) ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title><?= $e($page->programme->name()) ?>: what becomes of the points</title>
<style><?= $style ?></style>
</head>
<body>
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
<?php if ($scripts !== []): ?>
<script type="application/json" id="figures"><?= $data ?></script>
<?php foreach ($scripts as $script): ?>
<script><?= $script ?></script>
<?php endforeach ?>
<?php endif ?>
</body>
</html>
