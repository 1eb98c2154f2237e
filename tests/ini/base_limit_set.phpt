--TEST--
loyalty.base_limit: set at start
--EXTENSIONS--
loyalty
--INI--
loyalty.base_limit=64M
--FILE--
<?php
var_dump(ini_get('loyalty.base_limit'));
--EXPECT--
string(3) "64M"
