-- schemac:allow drop-column

-- hazard: drop-column: column orders.quantity is dropped
ALTER TABLE `orders`
  DROP CONSTRAINT `orders_total`,
  DROP INDEX `orders_total_idx`,
  DROP COLUMN `quantity`,
  LOCK=NONE;
