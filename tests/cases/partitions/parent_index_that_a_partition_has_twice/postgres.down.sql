DROP INDEX "every";

-- hazard: block-writes: events_2026 takes no writes while one is built
CREATE INDEX "one" ON "events_2026" ("id");

-- hazard: block-writes: events_2026 takes no writes while two is built
CREATE INDEX "two" ON "events_2026" ("id");
