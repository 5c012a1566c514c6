-- The data of column orders.quantity does not come back: only its structure does.

-- hazard: add-check: orders must satisfy quantity * price > 0
-- hazard: rewrite-table: orders is written again to look at every row
ALTER TABLE `orders`
  ADD COLUMN `quantity` int,
  ADD CONSTRAINT `orders_total` CHECK (quantity * price > 0),
  ADD KEY `orders_total_idx` (`quantity`, `price`);
