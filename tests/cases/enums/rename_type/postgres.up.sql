ALTER TYPE "mood" RENAME TO "feeling";

DROP VIEW "good_people";

COMMENT ON TYPE "feeling" IS 'How they feel.';

CREATE VIEW "good_people" AS
select id from people where mood = 'good';
