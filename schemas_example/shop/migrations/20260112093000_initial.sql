SET check_function_bodies = off;

CREATE SCHEMA "shop";
COMMENT ON SCHEMA "shop" IS 'Catalogue, customers and orders.';

CREATE SCHEMA "audit";
COMMENT ON SCHEMA "audit" IS 'Who changed what, and when.';

CREATE EXTENSION IF NOT EXISTS "citext";

CREATE TYPE "shop"."order_status" AS ENUM ('pending', 'paid', 'cancelled');

CREATE DOMAIN "shop"."money_amount" AS numeric(12,2)
  CONSTRAINT "money_amount_not_negative" CHECK (value >= 0);

CREATE DOMAIN "shop"."country_code" AS char(2)
  CONSTRAINT "country_code_check" CHECK (value ~ '^[A-Z]{2}$');

CREATE SEQUENCE "shop"."sku_seq" START WITH 100000 INCREMENT BY 10 CACHE 20;

CREATE FUNCTION "audit"."record_change"() RETURNS "trigger"
LANGUAGE "plpgsql"
SECURITY DEFINER
AS $$begin
  insert into audit.changes (table_name, before, after)
  values (tg_table_name, to_jsonb(old), to_jsonb(new));
  return null;
end
$$;
COMMENT ON FUNCTION "audit"."record_change"() IS 'What the watched tables call.';

CREATE FUNCTION "shop"."touch"() RETURNS "trigger"
LANGUAGE "plpgsql"
AS $$begin
  new.updated_at := now();
  return new;
end
$$;

CREATE TABLE "audit"."changes" (
  "at" timestamptz DEFAULT clock_timestamp() NOT NULL,
  "by" name DEFAULT current_user NOT NULL,
  "table_name" text NOT NULL,
  "before" jsonb,
  "after" jsonb
);

COMMENT ON TABLE "audit"."changes" IS 'One row for each change of a watched table.';

CREATE TABLE "shop"."categories" (
  "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  "parent_id" integer,
  "name" text NOT NULL,
  CONSTRAINT "categories_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "categories_parent_name_key" UNIQUE NULLS NOT DISTINCT ("parent_id", "name"),
  CONSTRAINT "categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "shop"."categories"
);

CREATE TABLE "shop"."products" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "sku" text DEFAULT 'P' || nextval('shop.sku_seq') NOT NULL,
  "category_id" integer NOT NULL,
  "name" text NOT NULL,
  "description" text DEFAULT '' NOT NULL,
  "price" "shop"."money_amount" DEFAULT 0 NOT NULL,
  "vat_percent" numeric(4,2) DEFAULT 25 NOT NULL,
  "attributes" jsonb DEFAULT '{}' NOT NULL,
  "cover_id" bigint,
  "discontinued_at" timestamptz,
  "created_at" timestamptz DEFAULT now() NOT NULL,
  "updated_at" timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT "products_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "products_sku_key" UNIQUE ("sku"),
  CONSTRAINT "products_vat_percent_check" CHECK (vat_percent between 0 and 99),
  CONSTRAINT "products_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "shop"."categories" ON DELETE RESTRICT
);

COMMENT ON TABLE "shop"."products" IS 'What is for sale, and what was.';

CREATE TABLE "shop"."product_images" (
  "product_id" bigint NOT NULL,
  "id" bigint NOT NULL,
  "url" text NOT NULL,
  "position" smallint DEFAULT 0 NOT NULL,
  CONSTRAINT "product_images_pkey" PRIMARY KEY ("product_id", "id"),
  CONSTRAINT "product_images_position_key" UNIQUE ("product_id", "position") DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT "product_images_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "shop"."products" ON DELETE CASCADE
);

CREATE TABLE "shop"."customers" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "email" "citext" NOT NULL,
  "full_name" text NOT NULL,
  "fax" text,
  "country" "shop"."country_code" NOT NULL,
  "created_at" timestamptz DEFAULT now() NOT NULL,
  "updated_at" timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT "customers_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "customers_email_key" UNIQUE ("email"),
  CONSTRAINT "customers_email_check" CHECK (email like '%_@_%')
);

CREATE TABLE "shop"."coupons" (
  "code" text NOT NULL,
  "percent" smallint NOT NULL,
  CONSTRAINT "coupons_pkey" PRIMARY KEY ("code"),
  CONSTRAINT "coupons_percent_check" CHECK (percent between 1 and 100)
);

CREATE TABLE "shop"."purchases" (
  "id" bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000) NOT NULL,
  "customer_id" bigint NOT NULL,
  "status" "shop"."order_status" DEFAULT 'pending' NOT NULL,
  "paid_at" timestamptz,
  "created_at" timestamptz DEFAULT now() NOT NULL,
  "updated_at" timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT "purchases_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "purchases_paid_has_date" CHECK (status <> 'paid' or paid_at is not null),
  CONSTRAINT "purchases_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "shop"."customers"
);

CREATE TABLE "shop"."purchase_lines" (
  "purchase_id" bigint NOT NULL,
  "line" smallint NOT NULL,
  "product_id" bigint NOT NULL,
  "quantity" integer NOT NULL,
  "unit_price" "shop"."money_amount" NOT NULL,
  CONSTRAINT "purchase_lines_pkey" PRIMARY KEY ("purchase_id", "line"),
  CONSTRAINT "purchase_lines_quantity_check" CHECK (quantity > 0),
  CONSTRAINT "purchase_lines_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "shop"."purchases" ON DELETE CASCADE,
  CONSTRAINT "purchase_lines_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "shop"."products"
);

ALTER TABLE "shop"."products" ADD CONSTRAINT "products_cover_fkey" FOREIGN KEY ("id", "cover_id") REFERENCES "shop"."product_images" DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "changes_at_idx" ON "audit"."changes" USING "brin" ("at");

CREATE INDEX "categories_parent_id_idx" ON "shop"."categories" ("parent_id");

CREATE INDEX "products_category_id_idx" ON "shop"."products" ("category_id");

CREATE INDEX "products_attributes_idx" ON "shop"."products" USING "gin" ("attributes" "jsonb_path_ops");

CREATE TRIGGER "record_change"
AFTER INSERT OR UPDATE OR DELETE ON "shop"."products"
FOR EACH ROW
EXECUTE FUNCTION "audit"."record_change"();

CREATE TRIGGER "touch"
BEFORE UPDATE ON "shop"."products"
FOR EACH ROW
WHEN (old.* is distinct from new.*)
EXECUTE FUNCTION "shop"."touch"();

CREATE TRIGGER "touch"
BEFORE UPDATE ON "shop"."customers"
FOR EACH ROW
WHEN (old.* is distinct from new.*)
EXECUTE FUNCTION "shop"."touch"();

CREATE INDEX "purchases_customer_id_idx" ON "shop"."purchases" ("customer_id");

CREATE TRIGGER "touch"
BEFORE UPDATE ON "shop"."purchases"
FOR EACH ROW
WHEN (old.* is distinct from new.*)
EXECUTE FUNCTION "shop"."touch"();

CREATE INDEX "purchase_lines_product_id_idx" ON "shop"."purchase_lines" ("product_id");

create text search configuration shop.words (copy = english);

RESET check_function_bodies;
