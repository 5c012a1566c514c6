ALTER TABLE "settings" ADD COLUMN "theme" text NOT NULL DEFAULT '{"name": "it''s \"dark\"", "a\\b": ["ä", null]}';

ALTER TABLE "settings" ADD COLUMN "label" text NOT NULL DEFAULT 'it''s';
