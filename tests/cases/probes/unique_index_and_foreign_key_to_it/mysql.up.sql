-- schemac:allow add-unique
-- schemac:allow add-foreign-key

-- hazard: add-unique: countries (code) must be unique
ALTER TABLE `countries`
  ADD UNIQUE KEY `countries_code_idx` (`code`),
  LOCK=NONE;

-- hazard: add-foreign-key: cities (country) must refer to rows of countries
-- hazard: rewrite-table: cities is written again to look for the parent of every row
ALTER TABLE `cities`
  ADD KEY `cities_country_fkey` (`country`),
  ADD CONSTRAINT `cities_country_fkey` FOREIGN KEY (`country`) REFERENCES `countries` (`code`);
