<?php

declare(strict_types=1);

use Loyalty\Shop\Report\Section;

/**
 * One section of the report: words, a chart, its table.
 *
 * @var Section $section
 * @var bool $isHalf
 * @var list<string> $scripts
 * @var \Closure(string): string $e
 * @var \Closure(string): string $words
 */
$isWord = static fn (int $column): bool => $column === 0 || in_array($column, $section->words, true);
?>
<section<?= $isHalf ? ' class="half"' : '' ?>>
<h3><?= $e($section->title) ?></h3>
<p><?= $words($section->says) ?></p>
<?php if ($section->chart !== null): ?>
<div class="chart<?= $section->size === '' ? '' : ' ' . $section->size ?>" id="chart-<?= $e($section->id) ?>" role="img" aria-label="<?= $e($section->title) ?>: a chart; its figures are in the table below"></div>
<?php endif ?>
<?php if ($section->chart !== null): ?><details<?= $scripts === [] ? ' open' : '' ?>>
<summary>The same as a table</summary>
<?php endif ?>
<div class="scroll"><table>
<caption><?= $e($section->title) ?></caption>
<thead><tr><?php foreach ($section->head as $i => $name): ?><th scope="col"<?= $isWord($i) ? '' : ' class="n"' ?>><?= $e($name) ?></th><?php endforeach ?></tr></thead>
<tbody>
<?php foreach ($section->rows as $row): ?>
<tr><?php foreach ($row as $i => $cell): ?><?php if ($i === 0): ?><th scope="row" dir="auto"><?= $e($cell) ?></th><?php else: ?><td<?= $isWord($i) ? '' : ' class="n"' ?>><?= $e($cell) ?></td><?php endif ?><?php endforeach ?></tr>
<?php endforeach ?>
</tbody>
</table></div>
<?php if ($section->chart !== null): ?></details>
<?php endif ?>
</section>
