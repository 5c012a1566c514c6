-- hazard: drop-table: table words_a is dropped
DROP TABLE "words_a";

-- hazard: drop-table: table words is dropped
DROP TABLE "words";

-- hazard: drop-table: table users_1 is dropped
DROP TABLE "users_1";

-- hazard: drop-table: table users_0 is dropped
DROP TABLE "users_0";

-- hazard: drop-table: table users is dropped
DROP TABLE "users";

-- hazard: drop-table: table events_rest is dropped
DROP TABLE "events_rest";

-- hazard: drop-table: table events_2027_rest is dropped
DROP TABLE "events_2027_rest";

-- hazard: drop-table: table events_2027_a is dropped
DROP TABLE "events_2027_a";

-- hazard: drop-table: table events_2027 is dropped
DROP TABLE "events_2027";

-- hazard: drop-table: table events_2026 is dropped
DROP TABLE "events_2026";

-- hazard: drop-table: table events is dropped
DROP TABLE "events";
