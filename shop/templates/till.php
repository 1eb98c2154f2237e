<?php

declare(strict_types=1);

/**
 * @var string $shop
 * @var string $style
 * @var string $script
 * @var string $policy
 * @var string $config
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
<h1><?= $e($shop) ?>: check a code</h1>
<p>Works without a network. Scan the square code with a hand scanner, or type what stands under it.</p>
<form>
<label for="code">Code</label>
<textarea id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="1100" autofocus></textarea>
<button>Check</button>
</form>
<div id="answer" role="status" aria-live="polite"></div>
<noscript><p>This page needs JavaScript.</p></noscript>
</main>
<script type="application/json" id="config"><?= $config ?></script>
<script><?= $script ?></script>
</body>
</html>
