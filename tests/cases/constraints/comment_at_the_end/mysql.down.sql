DROP VIEW `small_orders`;

DROP VIEW `big_orders`;

ALTER TABLE `orders`
  DROP CONSTRAINT `orders_total`,
  DROP CONSTRAINT `orders_id`,
  DROP COLUMN `twice`,
  LOCK=NONE;
