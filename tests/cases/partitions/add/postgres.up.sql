CREATE TABLE "events_rest" PARTITION OF "events" DEFAULT;
