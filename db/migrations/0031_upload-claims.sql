CREATE TABLE "claim_upload_row" (
	"import_id" uuid NOT NULL,
	"row_no" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"street_id" integer,
	"month" date NOT NULL,
	"cells" jsonb NOT NULL,
	"asked" jsonb,
	"visit_no" text,
	"asked_fen" bigint,
	"result" text NOT NULL,
	"code" text,
	"failures" jsonb NOT NULL,
	"pended_until" date,
	"line_id" uuid,
	"matched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "claim_upload_row_import_id_row_no_pk" PRIMARY KEY("import_id","row_no"),
	CONSTRAINT "claim_upload_result_known" CHECK ("claim_upload_row"."result" in ('matched', 'changed', 'unchanged', 'pended', 'refused')),
	CONSTRAINT "claim_upload_line_or_reason" CHECK (("claim_upload_row"."result" in ('matched', 'changed', 'unchanged')) = ("claim_upload_row"."line_id" is not null) and ("claim_upload_row"."line_id" is not null or "claim_upload_row"."code" is not null)),
	CONSTRAINT "claim_upload_pended_has_day" CHECK (("claim_upload_row"."result" = 'pended') = ("claim_upload_row"."pended_until" is not null))
);
--> statement-breakpoint
ALTER TABLE "claim_line" ADD COLUMN "quantity" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "provider_id" uuid;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "month" date;--> statement-breakpoint
ALTER TABLE "claim_upload_row" ADD CONSTRAINT "claim_upload_row_import_id_import_batch_id_fk" FOREIGN KEY ("import_id") REFERENCES "import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_upload_row" ADD CONSTRAINT "claim_upload_row_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_upload_row" ADD CONSTRAINT "claim_upload_row_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_upload_row" ADD CONSTRAINT "claim_upload_row_line_id_claim_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "claim_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_upload_row_by_month" ON "claim_upload_row" USING btree ("provider_id","month");--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_line" ADD CONSTRAINT "claim_quantity_positive" CHECK ("claim_line"."quantity" >= 1);--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_claims_of_provider" CHECK (("import_batch"."kind" = 'claims') = ("import_batch"."provider_id" is not null) and ("import_batch"."kind" = 'claims') = ("import_batch"."month" is not null));
--> statement-breakpoint
-- A row stays as it came; only what became of it changes, while it waits for its visit.
CREATE FUNCTION "keep_claim_upload_row"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  outcome text[] := '{visit_no,result,code,failures,pended_until,line_id,matched_at}';
BEGIN
  IF to_jsonb(new) - outcome <> to_jsonb(old) - outcome OR old.result <> 'pended' THEN
    RAISE EXCEPTION 'claim_upload_row_is_kept: % of % cannot change', old.row_no, old.import_id
      USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "claim_upload_row_is_kept" BEFORE UPDATE ON "claim_upload_row" FOR EACH ROW EXECUTE FUNCTION "keep_claim_upload_row"();
--> statement-breakpoint
CREATE TRIGGER "claim_upload_row_is_never_deleted" BEFORE DELETE ON "claim_upload_row" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on column "claim_line"."quantity" is '次数 / visits that the line asks for; what is more than the one visit is cut';
  comment on column "import_batch"."provider_id" is '服务机构 / the provider that sent its claims; null for an office''s file';
  comment on column "import_batch"."month" is '服务月份 / whose claims the file holds; null for other files';
  comment on table "claim_upload_row" is '申报明细行 / One row of a provider''s claim file as it came, and what became of it';
  comment on column "claim_upload_row"."import_id" is 'the file';
  comment on column "claim_upload_row"."row_no" is 'row as a spreadsheet counts it, from 1';
  comment on column "claim_upload_row"."provider_id" is '服务机构 / who sent it';
  comment on column "claim_upload_row"."street_id" is '街道 / of the elder that the row names; null when nobody is on file';
  comment on column "claim_upload_row"."month" is '服务月份 / month of the claim';
  comment on column "claim_upload_row"."cells" is 'the cells under the known headers, as text; other columns are not kept';
  comment on column "claim_upload_row"."asked" is 'what the cells say, amounts in fen as text; null when they could not be read';
  comment on column "claim_upload_row"."visit_no" is '上门单号 / the provider''s visit that the row was matched with';
  comment on column "claim_upload_row"."asked_fen" is '申报 / asked, in fen; null when the row could not be read';
  comment on column "claim_upload_row"."result" is 'matched, changed or unchanged: a line of the claim; pended or refused: none';
  comment on column "claim_upload_row"."code" is 'why it is no line, or is paid less than asked; null when it is paid as asked';
  comment on column "claim_upload_row"."failures" is 'every check that failed, in order';
  comment on column "claim_upload_row"."pended_until" is 'last day on which the visit may still be verified';
  comment on column "claim_upload_row"."line_id" is '申报明细 / the line of the claim';
  comment on column "claim_upload_row"."matched_at" is 'when this came of it';
end
$comments$;
