DROP TRIGGER "full" ON "t";

DROP TRIGGER "Quoted ""name"" WHEN (1)" ON "t";

DROP TRIGGER "transition" ON "t";

DROP TRIGGER "emptied" ON "t";

DROP TRIGGER "built_in" ON "t";

DROP TRIGGER "checked" ON "t";

DROP TRIGGER "checked_at_once" ON "t";

DROP TRIGGER "disabled" ON "t";

DROP TRIGGER "instead" ON "v";

DROP TRIGGER "after_all" ON "v";

CREATE TRIGGER "gone"
BEFORE INSERT ON "t"
FOR EACH ROW
EXECUTE FUNCTION "touch"();
COMMENT ON TRIGGER "gone" ON "t" IS 'Goes';
