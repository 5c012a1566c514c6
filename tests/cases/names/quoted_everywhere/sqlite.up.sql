PRAGMA foreign_keys = OFF;

ALTER TABLE "User Accounts" RENAME TO "User's ""Accounts""";

ALTER TABLE "User's ""Accounts""" RENAME COLUMN "say ""hi""" TO "say ""ho""";

DROP INDEX "Lower Hi";
CREATE INDEX "Lower Ho" ON "User's ""Accounts""" (lower("say ""ho"""));

DROP INDEX "by order";
CREATE INDEX "User's ""Accounts""_order_idx" ON "User's ""Accounts""" ("order");

-- User's "Accounts" is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "User's ""Accounts""_new" (
  "Id" int NOT NULL,
  "say ""ho""" text NOT NULL DEFAULT 'it''s new',
  "order" int,
  "Mood" text NOT NULL DEFAULT 'so "so"',
  "größe" bigint NOT NULL DEFAULT 1,
  "new column" text,
  PRIMARY KEY ("Id"),
  UNIQUE ("new column"),
  CONSTRAINT "Größe > 0" CHECK ("größe" > 0),
  CHECK ("Mood" IN ('it''s good', 'so "so"', 'bäd', 'new''s'))
);
INSERT INTO "User's ""Accounts""_new" ("rowid", "Id", "say ""ho""", "order", "Mood", "größe")
  SELECT rowid, "Id", "say ""ho""", "order", "Mood", "größe" FROM "User's ""Accounts""";
DROP TABLE "User's ""Accounts""";
ALTER TABLE "User's ""Accounts""_new" RENAME TO "User's ""Accounts""";
CREATE INDEX "User's ""Accounts""_order_idx" ON "User's ""Accounts""" ("order");
CREATE INDEX "Lower Ho" ON "User's ""Accounts""" (lower("say ""ho"""));
PRAGMA legacy_alter_table = OFF;

-- select is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "select_new" (
  "from" int NOT NULL,
  "user id" int,
  "to" text NOT NULL DEFAULT 'x',
  PRIMARY KEY ("from"),
  FOREIGN KEY ("user id") REFERENCES "User's ""Accounts""" ON DELETE SET NULL
);
INSERT INTO "select_new" ("rowid", "from", "user id")
  SELECT rowid, "from", "user id" FROM "select";
DROP TABLE "select";
ALTER TABLE "select_new" RENAME TO "select";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
