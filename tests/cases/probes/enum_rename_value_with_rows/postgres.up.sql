ALTER TYPE "status" RENAME VALUE 'publshed' TO 'published';
