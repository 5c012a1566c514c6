-- schemac:allow drop-table

CREATE TABLE `people` (
  `id` int NOT NULL,
  `name` text NOT NULL,
  PRIMARY KEY (`id`)
);

-- hazard: drop-table: table users is dropped
DROP TABLE `users`;
