-- schemac:allow add-check

-- hazard: rewrite-table: orders.twice gets a value of its own in every row
-- hazard: add-check: orders must satisfy total > 0 -- a comment of the check, which is all that YAML leaves of it
-- hazard: rewrite-table: orders is written again to look at every row
-- hazard: add-check: orders must satisfy id > 0 -- never zero
ALTER TABLE `orders`
  ADD COLUMN `twice` int GENERATED ALWAYS AS (total * 2 -- for the report
) STORED,
  ADD CONSTRAINT `orders_total` CHECK (total > 0 -- a comment of the check, which is all that YAML leaves of it
),
  ADD CONSTRAINT `orders_id` CHECK (id > 0 -- never zero
);

CREATE VIEW `big_orders` AS
select id from orders where total > 9 -- big
;

CREATE VIEW `small_orders` AS
select id from orders where total < 3;
