-- The data of column users.name does not come back: only its structure does.

ALTER TABLE `users`
  ADD COLUMN `name` text,
  LOCK=NONE;

CREATE VIEW `names` AS
select name from users;
