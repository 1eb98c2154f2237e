<?php

/** What is asked, for all subjects in PHP; cases.py has the same for the others. */

declare(strict_types=1);

const AT = 1_735_682_400; // 2024-12-31 23:00 in Berlin: the end of the generated windows
/** One string set, one date, one null test, one number, one flag. */
const RULE = 'tier in ("silver", "gold") and last_order >= 2024-07-01 and birthday is null and orders >= 3 and consent_email';
/** The first instant of 2024-07-01 in Berlin. */
const SINCE = 1_719_784_800;
const WINDOW = 'sum(gross, category = "7", last 180 days) > 50';
const KEY = '4711';
/** Parameters near those that people.py drew with, in weeks. */
const MODEL = ['r' => 0.606, 'alpha' => 11.0, 'a' => 0.834, 'b' => 2.463];
