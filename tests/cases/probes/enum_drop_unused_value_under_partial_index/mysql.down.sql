-- hazard: rewrite-table: people.mood is written again as enum('happy','sad','angry')
ALTER TABLE `people`
  MODIFY COLUMN `mood` enum('happy','sad','angry') NOT NULL DEFAULT 'happy',
  MODIFY COLUMN `earlier` enum('happy','sad','angry');
