-- hazard: rewrite-table: items.amount is written again as integer
ALTER TABLE "items" ALTER COLUMN "amount" TYPE integer USING case when amount = 'abc' then 0 else cast(amount as integer) end;
