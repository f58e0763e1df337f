ALTER TABLE "payment_line" DROP CONSTRAINT "payment_line_once";--> statement-breakpoint
ALTER TABLE "bank_line" DROP CONSTRAINT "bank_match_known";--> statement-breakpoint
ALTER TABLE "import_batch" DROP CONSTRAINT "import_kind_known";--> statement-breakpoint
ALTER TABLE "bank_line" ALTER COLUMN "simulated" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_line" ADD COLUMN "returned_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_line" ADD COLUMN "suspense_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_line" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "bank_line" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "bank_line" ADD COLUMN "import_row" integer;--> statement-breakpoint
ALTER TABLE "payment_line" ADD COLUMN "follows" uuid;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_import_id_import_batch_id_fk" FOREIGN KEY ("import_id") REFERENCES "import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_follows_payment_line_id_fk" FOREIGN KEY ("follows") REFERENCES "payment_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_line_by_batch" ON "bank_line" USING btree ("batch_no","provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_line_once" ON "payment_line" USING btree ("run_id","provider_id","fund") WHERE "payment_line"."follows" is null;--> statement-breakpoint
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_followed_once" UNIQUE("follows");--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_amounts_not_negative" CHECK (least("bank_line"."amount_fen", "bank_line"."returned_fen", "bank_line"."suspense_fen") >= 0);--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_suspense_within_amount" CHECK ("bank_line"."suspense_fen" <= "bank_line"."amount_fen");--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_return_is_explained" CHECK ("bank_line"."returned_fen" = 0 or "bank_line"."reason" is not null);--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_match_known" CHECK ("bank_line"."match_word" in ('paid', 'partial', 'not_paid', 'error', 'unknown'));--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_kind_known" CHECK ("import_batch"."kind" in ('elders', 'providers', 'workers', 'facilities', 'stops', 'bank', 'claims'));
--> statement-breakpoint
-- What the bank said stays as it was said; a mistake is followed by another line.
CREATE TRIGGER "bank_line_append_only" BEFORE UPDATE OR DELETE ON "bank_line" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Confirmed and returned together never exceed what was ordered; what is paid beyond it is named as suspense.
CREATE FUNCTION "keep_bank_line_within_order"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ordered bigint; settled bigint;
BEGIN
  SELECT p.ordered_fen INTO ordered FROM payment_line p WHERE p.batch_no = new.batch_no AND p.provider_id = new.provider_id FOR UPDATE;
  SELECT sum(b.amount_fen - b.suspense_fen + b.returned_fen) INTO settled FROM bank_line b
   WHERE b.batch_no = new.batch_no AND b.provider_id = new.provider_id;
  IF settled > coalesce(ordered, 0) THEN
    RAISE EXCEPTION 'bank_line_within_order: % of % ordered', settled, ordered
      USING errcode = 'check_violation', constraint = 'bank_line_within_order';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "bank_line_within_order" AFTER INSERT ON "bank_line" FOR EACH ROW EXECUTE FUNCTION "keep_bank_line_within_order"();
--> statement-breakpoint
-- A follow-up pays again exactly what came back of the order it follows, to the same provider and for the same run.
CREATE FUNCTION "pay_again_only_what_came_back"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE followed payment_line; returned bigint;
BEGIN
  IF new.follows IS NULL THEN RETURN new; END IF;
  SELECT * INTO followed FROM payment_line p WHERE p.id = new.follows;
  SELECT coalesce(sum(b.returned_fen), 0) INTO returned FROM bank_line b
   WHERE b.batch_no = followed.batch_no AND b.provider_id = followed.provider_id;
  IF (new.run_id, new.provider_id, new.fund, new.ordered_fen) IS DISTINCT FROM
     (followed.run_id, followed.provider_id, followed.fund, returned) THEN
    RAISE EXCEPTION 'payment_follows_return: % came back', returned USING errcode = 'check_violation', constraint = 'payment_follows_return';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "payment_follows_return" BEFORE INSERT ON "payment_line" FOR EACH ROW EXECUTE FUNCTION "pay_again_only_what_came_back"();
--> statement-breakpoint
do $comments$
begin
  comment on column "payment_line"."follows" is 'the order whose returned money this one pays again; null for the order of the close';
  comment on column "bank_line"."returned_fen" is '退回金额 / fen of the order that the bank will not pay';
  comment on column "bank_line"."suspense_fen" is '挂账金额 / fen that nobody ordered, in suspense until explained';
  comment on column "bank_line"."reason" is '退回原因 / why the bank returned it';
  comment on column "bank_line"."simulated" is '演示数据 when no bank was involved; null for a line of a bank';
  comment on column "bank_line"."import_id" is 'file that said it; null where no file did';
  comment on column "bank_line"."import_row" is 'row of the file';
end
$comments$;
