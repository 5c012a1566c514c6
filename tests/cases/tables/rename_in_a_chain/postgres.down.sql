ALTER TABLE "b" RENAME TO "a";

ALTER TABLE "c" RENAME TO "b";

ALTER TABLE "a" RENAME CONSTRAINT "b_pkey" TO "a_pkey";

ALTER TABLE "b" RENAME CONSTRAINT "c_a_id_fkey" TO "b_a_id_fkey";

ALTER TABLE "b" RENAME CONSTRAINT "c_pkey" TO "b_pkey";
