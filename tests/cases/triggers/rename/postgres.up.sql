ALTER TABLE "t" RENAME TO "moved";

ALTER TABLE "moved" RENAME COLUMN "name" TO "title";

ALTER RULE "told_rule" ON "moved" RENAME TO "said_rule";

ALTER TRIGGER "told" ON "moved" RENAME TO "said";

ALTER RULE "old_rule" ON "moved" RENAME TO "new_rule";

ALTER TRIGGER "old" ON "moved" RENAME TO "new";

ALTER TRIGGER "old" ON "v" RENAME TO "new";
