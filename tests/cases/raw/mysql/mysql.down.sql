-- hazard: drop-raw: raw other is dropped
DROP ROLE other;

DROP ROLE made_late;

CREATE ROLE made_early;

CREATE ROLE grown;
