CREATE TABLE "appeal_document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"appeal_id" uuid NOT NULL,
	"title" text NOT NULL,
	"digest" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "appeal_document_once" UNIQUE("appeal_id","digest"),
	CONSTRAINT "appeal_document_digest_form" CHECK ("appeal_document"."digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "appeal_document_type_known" CHECK ("appeal_document"."media_type" in ('application/pdf', 'image/jpeg')),
	CONSTRAINT "appeal_document_size_in_bounds" CHECK ("appeal_document"."bytes" between 1 and 20000000)
);
--> statement-breakpoint
ALTER TABLE "appeal_document" ADD CONSTRAINT "appeal_document_appeal_id_appeal_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TRIGGER "appeal_document_append_only" BEFORE UPDATE OR DELETE ON "appeal_document" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
do $comments$
begin
  comment on table "appeal_document" is '申诉附件 / Papers and photographs that a provider hands in with its appeal; append-only';
  comment on column "appeal_document"."id" is 'UUIDv7 made by the application';
  comment on column "appeal_document"."appeal_id" is '申诉 / the appeal';
  comment on column "appeal_document"."title" is 'name of the file as the provider called it';
  comment on column "appeal_document"."digest" is 'SHA-256 of the stored bytes, their key in the store';
  comment on column "appeal_document"."media_type" is 'what the bytes are, found by reading them';
  comment on column "appeal_document"."bytes" is 'size of the stored bytes';
  comment on column "appeal_document"."added_by" is 'who handed it in';
  comment on column "appeal_document"."added_at" is 'when';
end
$comments$;
