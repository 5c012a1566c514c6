ALTER TRIGGER "all" ON "t" RENAME TO "gone";

DROP TRIGGER "once" ON "t";
