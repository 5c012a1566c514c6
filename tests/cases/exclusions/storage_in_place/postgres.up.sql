COMMENT ON CONSTRAINT "a" ON "stays" IS 'Apart.';

ALTER INDEX "a" SET ("buffering"='off');
ALTER INDEX "a" RESET ("fillfactor");
