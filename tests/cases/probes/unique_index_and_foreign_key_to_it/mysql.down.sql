ALTER TABLE `cities` DROP FOREIGN KEY `cities_country_fkey`;

ALTER TABLE `countries`
  DROP INDEX `countries_code_idx`,
  LOCK=NONE;

ALTER TABLE `cities`
  DROP INDEX `cities_country_fkey`,
  LOCK=NONE;
