ALTER TABLE "settings"
  ADD COLUMN "theme" json DEFAULT '{"name": "it''s \"dark\"", "a\\b": ["ä", null]}' NOT NULL,
  ADD COLUMN "label" text DEFAULT 'it''s' NOT NULL;
