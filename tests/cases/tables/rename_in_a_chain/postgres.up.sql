ALTER TABLE "b" RENAME TO "c";

ALTER TABLE "a" RENAME TO "b";

ALTER TABLE "c" RENAME CONSTRAINT "b_pkey" TO "c_pkey";

ALTER TABLE "c" RENAME CONSTRAINT "b_a_id_fkey" TO "c_a_id_fkey";

ALTER TABLE "b" RENAME CONSTRAINT "a_pkey" TO "b_pkey";
