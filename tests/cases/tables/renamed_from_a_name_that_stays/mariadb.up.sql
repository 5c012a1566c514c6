RENAME TABLE `people` TO `authors`;

CREATE TABLE `people` (
  `id` int NOT NULL,
  `email` varchar(100) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `people_email_key` (`email`)
);
