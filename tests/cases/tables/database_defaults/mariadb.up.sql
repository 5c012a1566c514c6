ALTER DATABASE DEFAULT COLLATE=utf8mb4_unicode_ci;

-- hazard: rewrite-table: things is written again in another charset or order
ALTER TABLE `things` DEFAULT COLLATE=utf8mb4_unicode_ci,
  MODIFY COLUMN `name` varchar(20);

-- hazard: rewrite-table: own is written again in another charset or order
SET @schemac_statement = concat('ALTER TABLE `own` DEFAULT COLLATE=', @@collation_database, ',\n  MODIFY COLUMN `name` varchar(20) NOT NULL');
PREPARE schemac_statement FROM @schemac_statement;
EXECUTE schemac_statement;
DEALLOCATE PREPARE schemac_statement;
