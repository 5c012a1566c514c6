-- schemac:allow add-unique
-- schemac:allow add-foreign-key

-- hazard: add-unique: countries (code) must be unique
-- hazard: block-writes: countries takes no writes while countries_code_idx is built
CREATE UNIQUE INDEX "countries_code_idx" ON "countries" ("code");

-- hazard: add-foreign-key: cities (country) must refer to rows of countries
ALTER TABLE "cities" ADD CONSTRAINT "cities_country_fkey" FOREIGN KEY ("country") REFERENCES "countries" ("code");
