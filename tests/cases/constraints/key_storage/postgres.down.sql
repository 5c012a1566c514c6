ALTER INDEX "users_pkey" SET ("fillfactor"='70');

ALTER INDEX "users_a" RESET ("fillfactor", "deduplicate_items");

ALTER INDEX "users_b" SET ("fillfactor"='70');
