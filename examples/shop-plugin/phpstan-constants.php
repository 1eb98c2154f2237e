<?php

declare(strict_types=1);

// What WordPress defines while it starts, for phpstan alone.
define('ABSPATH', '/');
