--TEST--
phpinfo() names our version and both of libsodium's
--EXTENSIONS--
loyalty
--FILE--
<?php
ob_start();
phpinfo(INFO_MODULES);
preg_match_all('/^(loyalty|libsodium|loyalty\.base_limit)[a-z ]*=> .*$/m', strstr(ob_get_clean(), "\nloyalty\n"), $lines);
echo implode("\n", array_slice($lines[0], 0, 5)), "\n";
echo phpversion('loyalty'), "\n";
--EXPECTF--
loyalty support => enabled
loyalty version => %d.%d.%s
libsodium headers version => %d.%d.%d
libsodium library version => %d.%d.%d
loyalty.base_limit => 2G => 2G
%d.%d.%s
