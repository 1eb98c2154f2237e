--TEST--
loyalty.base_limit: its default, and who may set it
--EXTENSIONS--
loyalty
--FILE--
<?php
var_dump(ini_get('loyalty.base_limit'), ini_set('loyalty.base_limit', '1M'), ini_get('loyalty.base_limit'));
print_r(ini_get_all('loyalty'));
--EXPECT--
string(2) "2G"
bool(false)
string(2) "2G"
Array
(
    [loyalty.base_limit] => Array
        (
            [global_value] => 2G
            [local_value] => 2G
            [access] => 6
        )

)
