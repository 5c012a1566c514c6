-- hazard: drop-column: column settings.theme is dropped
ALTER TABLE "settings" DROP COLUMN "theme";

-- hazard: drop-column: column settings.label is dropped
ALTER TABLE "settings" DROP COLUMN "label";
