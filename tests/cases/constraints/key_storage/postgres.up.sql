ALTER INDEX "users_pkey" SET ("fillfactor"='80');

ALTER INDEX "users_a" SET ("fillfactor"='60', "deduplicate_items"='false');

ALTER INDEX "users_b" RESET ("fillfactor");
