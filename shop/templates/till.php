<?php

declare(strict_types=1);

/**
 * @var string $shop
 * @var string $style
 * @var string $script
 * @var string $policy
 * @var string $config
 * @var string $made
 */
$e = static fn (string $text): string => htmlspecialchars($text, \ENT_QUOTES | \ENT_SUBSTITUTE | \ENT_HTML5, 'UTF-8');
?>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="<?= $e($policy) ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title><?= $e($shop) ?>: check a code</title>
<style><?= $style ?></style>
</head>
<body>
<main>
<h1><?= $e($shop) ?></h1>
<form>
<label for="code">Scan the customer’s code, or paste it</label>
<textarea id="code" name="code" rows="4" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="4096" autofocus></textarea>
<button>Check</button>
</form>
<div id="answer" role="status" aria-live="polite"></div>
<noscript><p>This page needs JavaScript.</p></noscript>
<footer>
<p>Works without a network. It says whether a code is genuine and what it gives; whether it was used before, only the shop can say.</p>
<p>Keys of <?= $e($made) ?>.</p>
</footer>
</main>
<script type="application/json" id="config"><?= $config ?></script>
<script><?= $script ?></script>
</body>
</html>
