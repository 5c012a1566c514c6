DROP VIEW `names`;

DROP VIEW `everybody`;

-- hazard: drop-column: column users.age is dropped
ALTER TABLE `users`
  DROP COLUMN `age`,
  LOCK=NONE;

CREATE VIEW `everybody` AS
select * from users;

CREATE VIEW `names` AS
select name from everybody;
