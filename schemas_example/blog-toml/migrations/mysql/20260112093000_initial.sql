CREATE TABLE `authors` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `email` varchar(254) NOT NULL,
  `name` text NOT NULL,
  `homepage` text,
  `created_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (`id`),
  UNIQUE KEY `authors_email_key` (`email`)
);

CREATE TABLE `posts` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `author_id` bigint NOT NULL,
  `headline` varchar(120) NOT NULL,
  `body` text NOT NULL DEFAULT (''),
  `status` enum('draft','published') NOT NULL DEFAULT 'draft',
  `rating` decimal(3,2),
  `created_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (`id`),
  KEY `posts_author_id_idx` (`author_id`),
  CONSTRAINT `posts_rating_check` CHECK (rating between 0 and 5),
  CONSTRAINT `posts_author_id_fkey` FOREIGN KEY (`author_id`) REFERENCES `authors` (`id`) ON DELETE CASCADE
);
