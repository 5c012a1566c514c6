-- hazard: rewrite-table: settings.theme gets a value of its own in every row
-- hazard: rewrite-table: settings.label gets a value of its own in every row
ALTER TABLE `settings`
  ADD COLUMN `theme` json NOT NULL DEFAULT ('{"name": "it''s \\"dark\\"", "a\\\\b": ["ä", null]}'),
  ADD COLUMN `label` text NOT NULL DEFAULT ('it''s');
