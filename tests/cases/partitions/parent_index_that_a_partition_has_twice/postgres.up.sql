DROP INDEX "one";

-- hazard: block-writes: events takes no writes while every is built
CREATE INDEX "every" ON "events" ("id");
