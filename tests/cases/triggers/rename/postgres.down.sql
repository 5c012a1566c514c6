ALTER TABLE "moved" RENAME TO "t";

ALTER TABLE "t" RENAME COLUMN "title" TO "name";

ALTER TRIGGER "new" ON "v" RENAME TO "old";

ALTER TRIGGER "new" ON "t" RENAME TO "old";

ALTER RULE "new_rule" ON "t" RENAME TO "old_rule";

ALTER TRIGGER "said" ON "t" RENAME TO "told";

ALTER RULE "said_rule" ON "t" RENAME TO "told_rule";
