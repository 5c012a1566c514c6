PRAGMA foreign_keys = OFF;

ALTER TABLE "User's ""Accounts""" RENAME TO "User Accounts";

ALTER TABLE "User Accounts" RENAME COLUMN "say ""ho""" TO "say ""hi""";

DROP INDEX "User's ""Accounts""_order_idx";
CREATE INDEX "by order" ON "User Accounts" ("order");

DROP INDEX "Lower Ho";
CREATE INDEX "Lower Hi" ON "User Accounts" (lower("say ""hi"""));

-- hazard: drop-column: column User Accounts.new column is dropped
-- hazard: drop-enum-value: User Accounts.Mood loses new's
-- User Accounts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "User Accounts_new" (
  "Id" int NOT NULL,
  "say ""hi""" text NOT NULL DEFAULT 'it''s',
  "order" int,
  "Mood" text NOT NULL DEFAULT 'it''s good',
  "größe" int NOT NULL DEFAULT 1,
  PRIMARY KEY ("Id"),
  CONSTRAINT "Größe > 0" CHECK ("größe" > 0),
  CHECK ("Mood" IN ('it''s good', 'so "so"', 'bäd'))
);
INSERT INTO "User Accounts_new" ("rowid", "Id", "say ""hi""", "order", "Mood", "größe")
  SELECT rowid, "Id", "say ""hi""", "order", "Mood", "größe" FROM "User Accounts";
DROP TABLE "User Accounts";
ALTER TABLE "User Accounts_new" RENAME TO "User Accounts";
CREATE INDEX "by order" ON "User Accounts" ("order");
CREATE INDEX "Lower Hi" ON "User Accounts" (lower("say ""hi"""));
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-column: column select.to is dropped
-- hazard: set-not-null: select.user id may hold NULL
-- select is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "select_new" (
  "from" int NOT NULL,
  "user id" int NOT NULL,
  PRIMARY KEY ("from"),
  FOREIGN KEY ("user id") REFERENCES "User Accounts" ON DELETE CASCADE
);
INSERT INTO "select_new" ("rowid", "from", "user id")
  SELECT rowid, "from", "user id" FROM "select";
DROP TABLE "select";
ALTER TABLE "select_new" RENAME TO "select";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
