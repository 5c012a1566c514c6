ALTER TABLE "cats" DROP CONSTRAINT "cats_pkey";

ALTER TABLE "cats" INHERIT "animals";

ALTER TABLE "cats" ADD CONSTRAINT "cats_pkey" PRIMARY KEY ("id");
