<?php

declare(strict_types=1);

/**
 * What every page has around its own template.
 *
 * @var string $pageTitle
 * @var string $body
 * @var string $style
 * @var list<string> $scripts
 * @var string $policy
 * @var string $data
 */
$e = static fn (string $text): string => htmlspecialchars($text, \ENT_QUOTES | \ENT_SUBSTITUTE | \ENT_HTML5, 'UTF-8');
?>
<!DOCTYPE html>
<html lang="en" class="no-charts">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="<?= $e($policy) ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title><?= $e($pageTitle) ?></title>
<style><?= $style ?></style>
</head>
<body>
<?= $body ?><?php if ($scripts !== []): ?>
<script type="application/json" id="figures"><?= $data ?></script>
<?php foreach ($scripts as $script): ?>
<script><?= $script ?></script>
<?php endforeach ?>
<?php endif ?>
</body>
</html>
