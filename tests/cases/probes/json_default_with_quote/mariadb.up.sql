ALTER TABLE `settings`
  ADD COLUMN `theme` json NOT NULL DEFAULT '{"name": "it''s \\"dark\\"", "a\\\\b": ["ä", null]}',
  ADD COLUMN `label` text NOT NULL DEFAULT 'it''s',
  LOCK=NONE;
