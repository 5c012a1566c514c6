-- The data of table users does not come back: only its structure does.

CREATE TABLE `users` (
  `id` int NOT NULL,
  `name` text NOT NULL,
  PRIMARY KEY (`id`)
);

-- hazard: drop-table: table people is dropped
DROP TABLE `people`;
