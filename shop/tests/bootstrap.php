<?php

declare(strict_types=1);

if (!extension_loaded('loyalty')) {
    fwrite(\STDERR, "the loyalty extension is not loaded: php -d extension=…/loyalty.so vendor/bin/phpunit\n");
    exit(2);
}

require __DIR__ . '/../vendor/autoload.php';
