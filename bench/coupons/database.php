<?php

/** The databases of the ledger's cases: the servers of shop/tests, as durable as their defaults are. */

declare(strict_types=1);

use Loyalty\Shop\Tests\Support\Galera;
use Loyalty\Shop\Tests\Support\MariaDb;
use Loyalty\Shop\Tests\Support\PostgreSql;
use Loyalty\Shop\Tests\Support\SqliteFile;

require __DIR__ . '/../../shop/vendor/autoload.php';

putenv('LOYALTY_LEDGER_DURABLE=1');

const DATABASES = ['sqlite' => SqliteFile::class, 'mariadb' => MariaDb::class, 'postgresql' => PostgreSql::class, 'galera' => Galera::class];
