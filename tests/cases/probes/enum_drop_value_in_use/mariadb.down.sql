ALTER TABLE `people`
  MODIFY COLUMN `mood` enum('happy','sad','angry') NOT NULL DEFAULT 'happy',
  LOCK=NONE;
