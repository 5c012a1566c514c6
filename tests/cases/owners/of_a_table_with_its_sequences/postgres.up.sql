ALTER TABLE "items" OWNER TO "second_owner";
