COMMENT ON CONSTRAINT "a" ON "stays" IS NULL;

ALTER INDEX "a" SET ("fillfactor"='70');
ALTER INDEX "a" RESET ("buffering");
