DROP ROLE made_early;

-- hazard: drop-raw: raw grown is dropped
DROP ROLE grown;

CREATE ROLE made_late;

CREATE ROLE other;
