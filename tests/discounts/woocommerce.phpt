--TEST--
Discounts: what WooCommerce 11.0.1 took off 1,269 random carts, to the minor unit
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/woocommerce.inc';

/* Other seeds of the same shop: WOOCOMMERCE_CASES names a file. */
woocommerce_compare(getenv('WOOCOMMERCE_CASES') ?: __DIR__ . '/../data/discounts/woocommerce.jsonl');
?>
--EXPECT--
1550 cases, 1269 applicable, 114 more with individual use: 0 differ, 6572 figures equal
5004 discounts of lines recomputed from their steps
