-- The data of table events_rest does not come back: only its structure does.

CREATE TABLE "events_rest" PARTITION OF "events" DEFAULT;
