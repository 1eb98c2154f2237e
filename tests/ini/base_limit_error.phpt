--TEST--
loyalty.base_limit: a negative limit is not taken
--EXTENSIONS--
loyalty
--INI--
loyalty.base_limit=-1
--FILE--
<?php
var_dump(ini_get('loyalty.base_limit'));
--EXPECT--
string(2) "2G"
