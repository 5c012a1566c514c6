CREATE SCHEMA "warehouse";
COMMENT ON SCHEMA "warehouse" IS 'What lies where.';

CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- schemac:no-transaction
ALTER TYPE "shop"."order_status" ADD VALUE IF NOT EXISTS 'shipped' BEFORE 'cancelled';

ALTER SEQUENCE "shop"."sku_seq" START WITH 100000 INCREMENT BY 10 NO MINVALUE NO MAXVALUE CACHE 50 NO CYCLE;

CREATE TABLE "warehouse"."places" (
  "site" text NOT NULL,
  "shelf" smallint NOT NULL,
  "description" text,
  CONSTRAINT "places_pkey" PRIMARY KEY ("site", "shelf")
);

CREATE TABLE "warehouse"."stock" (
  "product_id" bigint NOT NULL,
  "site" text NOT NULL,
  "shelf" smallint NOT NULL,
  "quantity" integer DEFAULT 0 NOT NULL,
  CONSTRAINT "stock_pkey" PRIMARY KEY ("product_id", "site", "shelf"),
  CONSTRAINT "stock_quantity_check" CHECK (quantity >= 0),
  CONSTRAINT "stock_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "shop"."products" ON DELETE CASCADE,
  CONSTRAINT "stock_place_fkey" FOREIGN KEY ("site", "shelf") REFERENCES "warehouse"."places" ON UPDATE CASCADE
);

CREATE TABLE "warehouse"."movements" (
  "at" timestamptz DEFAULT now() NOT NULL,
  "product_id" bigint NOT NULL,
  "quantity" integer NOT NULL,
  CONSTRAINT "movements_quantity_check" CHECK (quantity <> 0)
) PARTITION BY RANGE ("at");

COMMENT ON TABLE "warehouse"."movements" IS 'What came in, and what went out.';

CREATE TABLE "warehouse"."movements_2026" PARTITION OF "warehouse"."movements" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE "warehouse"."movements_rest" PARTITION OF "warehouse"."movements" DEFAULT;

-- hazard: rewrite-table: products.price_with_vat gets a value of its own in every row
ALTER TABLE "shop"."products" ADD COLUMN "price_with_vat" numeric(14,2) GENERATED ALWAYS AS (price * (1 + vat_percent / 100)) STORED NOT NULL;

ALTER TABLE "shop"."purchases" ADD COLUMN "shipped_at" timestamptz;

ALTER TABLE "shop"."purchases" ADD COLUMN "note" text DEFAULT '' NOT NULL;

COMMENT ON COLUMN "shop"."purchases"."note" IS 'Seen by the customer.';

-- hazard: rewrite-table: purchase_lines.total gets a value of its own in every row
ALTER TABLE "shop"."purchase_lines" ADD COLUMN "total" numeric(14,2) GENERATED ALWAYS AS (quantity * unit_price) STORED NOT NULL;

CREATE INDEX "products_words_idx" ON "shop"."products" USING "gin" ((to_tsvector('shop.words', name)));

CREATE INDEX "products_name_idx" ON "shop"."products" USING "gin" ("name" "gin_trgm_ops");

CREATE INDEX "products_on_sale_idx" ON "shop"."products" ("category_id", "price" DESC) INCLUDE ("name") WHERE discontinued_at is null;

CREATE INDEX "customers_name_idx" ON "shop"."customers" ((lower(full_name)));

CREATE INDEX "purchases_open_idx" ON "shop"."purchases" ("created_at" DESC) WHERE status in ('pending', 'paid');

CREATE VIEW "shop"."open_purchases" WITH (security_invoker=true) AS
select p.id, p.status, c.full_name, p.created_at
from shop.purchases p
join shop.customers c on c.id = p.customer_id
where p.status in ('pending', 'paid');
COMMENT ON VIEW "shop"."open_purchases" IS 'What has to be packed.';

CREATE VIEW "shop"."best_sellers" AS
select pr.id, pr.name, sum(l.quantity) as sold
from shop.products pr
join shop.purchase_lines l on l.product_id = pr.id
group by pr.id, pr.name
order by sold desc;

CREATE MATERIALIZED VIEW "shop"."daily_sales" AS
select p.paid_at::date as day, sum(l.total) as total
from shop.purchases p
join shop.purchase_lines l on l.purchase_id = p.id
where p.paid_at is not null
group by 1;

CREATE UNIQUE INDEX "daily_sales_key" ON "shop"."daily_sales" ("day");
