ALTER TABLE "cities" DROP CONSTRAINT "cities_country_fkey";

DROP INDEX "countries_code_idx";
