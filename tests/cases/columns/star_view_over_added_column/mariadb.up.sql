DROP VIEW `names`;

DROP VIEW `everybody`;

ALTER TABLE `users`
  ADD COLUMN `age` int NOT NULL DEFAULT 3,
  LOCK=NONE;

CREATE VIEW `everybody` AS
select * from users;

CREATE VIEW `names` AS
select name from everybody;
