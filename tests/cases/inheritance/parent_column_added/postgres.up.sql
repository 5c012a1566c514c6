ALTER TABLE "animals" ADD COLUMN "age" integer;
