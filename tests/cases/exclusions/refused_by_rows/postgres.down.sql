ALTER TABLE "stays" DROP CONSTRAINT "stays_apart";
