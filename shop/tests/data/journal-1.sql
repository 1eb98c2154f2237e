-- A journal of schema 1 as it was written before programmes were hashed with all terms of their campaigns.
PRAGMA application_id = 1282373985;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migration (version INTEGER NOT NULL PRIMARY KEY);
INSERT INTO migration VALUES(1);
CREATE TABLE event (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT,
                    id TEXT NOT NULL UNIQUE,
                    customer TEXT NULL,
                    type TEXT NOT NULL,
                    happened_at INTEGER NOT NULL,
                    payload TEXT NOT NULL
                ) STRICT;
INSERT INTO event VALUES(1,'test/order/1/1','7','order',1300000000,'{"amount":1000,"condition":"paid","currency":"GBP","lines":[{"amount":1000,"quantity":1,"sku":"A"}],"order":"1","revision":1}');
CREATE TABLE coupon_batch (
                    campaign_number INTEGER NOT NULL,
                    first_serial INTEGER NOT NULL,
                    campaign TEXT NOT NULL,
                    count INTEGER NOT NULL CHECK (count > 0),
                    issued_at INTEGER NOT NULL,
                    programme_hash TEXT NOT NULL REFERENCES programme (hash),
                    key_slot INTEGER NOT NULL,
                    customers TEXT NULL,
                    PRIMARY KEY (campaign_number, first_serial)
                ) STRICT, WITHOUT ROWID;
INSERT INTO coupon_batch VALUES(1,0,'winback',2,1323475200,'739f1521355e797f475e6540652b6dc9b680d448b71e5c744b10a48f8169312a',0,NULL);
INSERT INTO coupon_batch VALUES(1,2,'winback',2,1323475200,'739f1521355e797f475e6540652b6dc9b680d448b71e5c744b10a48f8169312a',0,'["12347","Мария"]');
INSERT INTO coupon_batch VALUES(1,4,'winback',1,1323475200,'c387f6c83d772aabbbc7d784d71df2c1d5948827eb15a7b6eccb082c001c1654',1,NULL);
INSERT INTO coupon_batch VALUES(3,0,'free_delivery',1,1323475200,'739f1521355e797f475e6540652b6dc9b680d448b71e5c744b10a48f8169312a',0,NULL);
CREATE TABLE programme (
                    hash TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
INSERT INTO programme VALUES('739f1521355e797f475e6540652b6dc9b680d448b71e5c744b10a48f8169312a','{"$schema":"../docs/programme.schema.json","name":"Example rewards","currency":"GBP","timezone":"Europe/London","version":1,"valid_from":"2010-12-01","points":{"earn":[{"key":"per_pound","kind":"rate","points":1,"per":100},{"key":"large_order","kind":"steps","steps":[{"from":25000,"points":25},{"from":50000,"points":75},{"from":100000,"points":200}]},{"key":"welcome","kind":"first_order","points":100}],"rounding":"down","award_on":"paid","pending_days":14,"expiry":{"months":6,"round_up_to":"month"},"worth":{"points":100,"amount":100},"spend":{"minimum":500,"step":100,"maximum_share":5000},"arrears":"negative"},"tiers":{"by":"spend","window":{"months":12},"levels":[{"key":"bronze","name":"Bronze","from":0,"earn_percent":10000,"colour":"#a97142"},{"key":"silver","name":"Silver","from":100000,"earn_percent":12500,"colour":"#8e9aa6"},{"key":"gold","name":"Gold","from":500000,"earn_percent":15000,"colour":"#c9a227"}]},"segments":[{"key":"new","name":"New customers","rule":"orders = 1 and first_order >= 60 days ago"},{"key":"returning","name":"Came back at least once","rule":"orders >= 2"},{"key":"regulars","name":"Regular buyers","rule":"orders >= 4 and last_order >= 90 days ago"},{"key":"at_risk","name":"Regular buyers who stay away","rule":"orders >= 3 and last_order < 90 days ago and last_order >= 240 days ago"},{"key":"lost","name":"Not seen for long","rule":"last_order < 240 days ago"},{"key":"loyal","name":"With us for over six months, and still buying","rule":"first_order < 6 months ago and last_order >= 6 months ago"},{"key":"big_spenders","name":"Big spenders","rule":"spent >= 5000 or average_order >= 1000"}],"campaigns":[{"number":1,"key":"winback","name":"We miss you: 10 % off","length":20,"discount":{"kind":"percent","basis_points":1000},"minimum_order":10000,"maximum_discount":5000,"valid_for":{"days":30},"uses_per_code":1},{"number":2,"key":"welcome_back","name":"20 pounds off your second order","length":20,"discount":{"kind":"fixed","amount":2000},"minimum_order":15000,"valid_for":{"days":60}},{"number":3,"key":"free_delivery","name":"Free delivery","length":16,"discount":{"kind":"free_shipping"},"valid_until":"2012-06-30","combinable":true},{"number":4,"key":"double_up","name":"500 points on top","discount":{"kind":"points","points":500},"minimum_order":30000,"sale_items":false,"valid_for":{"months":3}}]}');
INSERT INTO programme VALUES('c387f6c83d772aabbbc7d784d71df2c1d5948827eb15a7b6eccb082c001c1654','{"name":"Example rewards","currency":"GBP","timezone":"Europe/London","version":2,"valid_from":"2010-12-01","points":{"earn":[{"key":"per_pound","kind":"rate","points":1,"per":100},{"key":"large_order","kind":"steps","steps":[{"from":25000,"points":25},{"from":50000,"points":75},{"from":100000,"points":200}]},{"key":"welcome","kind":"first_order","points":100}],"rounding":"down","award_on":"paid","pending_days":14,"expiry":{"months":6,"round_up_to":"month"},"worth":{"points":100,"amount":100},"spend":{"minimum":500,"step":100,"maximum_share":5000},"arrears":"negative"},"tiers":{"by":"spend","window":{"months":12},"levels":[{"key":"bronze","name":"Bronze","from":0,"earn_percent":10000,"colour":"#a97142"},{"key":"silver","name":"Silver","from":100000,"earn_percent":12500,"colour":"#8e9aa6"},{"key":"gold","name":"Gold","from":500000,"earn_percent":15000,"colour":"#c9a227"}]},"segments":[{"key":"new","name":"New customers","rule":"orders = 1 and first_order >= 60 days ago"},{"key":"returning","name":"Came back at least once","rule":"orders >= 2"},{"key":"regulars","name":"Regular buyers","rule":"orders >= 4 and last_order >= 90 days ago"},{"key":"at_risk","name":"Regular buyers who stay away","rule":"orders >= 3 and last_order < 90 days ago and last_order >= 240 days ago"},{"key":"lost","name":"Not seen for long","rule":"last_order < 240 days ago"},{"key":"loyal","name":"With us for over six months, and still buying","rule":"first_order < 6 months ago and last_order >= 6 months ago"},{"key":"big_spenders","name":"Big spenders","rule":"spent >= 5000 or average_order >= 1000"}],"campaigns":[{"number":1,"key":"winback","name":"We miss you: 10 % off","length":20,"discount":{"kind":"percent","basis_points":1000},"minimum_order":10000,"maximum_discount":5000,"valid_for":{"days":60},"uses_per_code":1},{"number":2,"key":"welcome_back","name":"20 pounds off your second order","length":20,"discount":{"kind":"fixed","amount":2000},"minimum_order":15000,"valid_for":{"days":60}},{"number":3,"key":"delivery","name":"Free delivery","length":16,"discount":{"kind":"free_shipping"},"valid_until":"2012-06-30","combinable":true},{"number":4,"key":"double_up","name":"500 points on top","discount":{"kind":"points","points":500},"minimum_order":30000,"sale_items":false,"valid_for":{"months":3}}]}');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('event',1);
CREATE INDEX event_customer ON event (customer, happened_at) WHERE customer IS NOT NULL;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
                    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
                    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
COMMIT;
