-- schemac:allow drop-sequence

RENAME TABLE `old_name` TO `new_name`;

ALTER SEQUENCE `a` MINVALUE 2 MAXVALUE 1000 INCREMENT BY 3 CACHE 10 START WITH 6 CYCLE;

ALTER SEQUENCE `b` CACHE 5;

-- hazard: drop-sequence: sequence gone is dropped
DROP SEQUENCE `gone`;
