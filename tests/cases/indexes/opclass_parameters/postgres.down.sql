DROP INDEX "docs_a";

DROP INDEX "docs_b";

-- hazard: block-writes: docs takes no writes while docs_a is built
CREATE INDEX "docs_a" ON "docs" USING "gist" ("words");

-- hazard: block-writes: docs takes no writes while docs_b is built
CREATE INDEX "docs_b" ON "docs" USING "gist" ("words" "tsvector_ops" ("siglen"='64'));
