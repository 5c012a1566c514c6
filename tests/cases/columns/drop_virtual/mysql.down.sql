-- The data of column users.age does not come back: only its structure does.

ALTER TABLE `users`
  ADD COLUMN `age` int NOT NULL DEFAULT 1,
  ADD COLUMN `double_age` int GENERATED ALWAYS AS (age * 2) VIRTUAL;
