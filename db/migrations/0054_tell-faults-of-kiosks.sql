CREATE TABLE "kiosk_fault" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"code" text NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	"mended_at" timestamp with time zone,
	CONSTRAINT "kiosk_fault_code_known" CHECK ("kiosk_fault"."code" in ('printer_out', 'printer_jam', 'printer_broken', 'reader', 'scanner')),
	CONSTRAINT "kiosk_fault_mended_after_it_began" CHECK ("kiosk_fault"."mended_at" >= "kiosk_fault"."began_at")
);
--> statement-breakpoint
ALTER TABLE "kiosk_fault" ADD CONSTRAINT "kiosk_fault_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "kiosk_fault_open_once" ON "kiosk_fault" USING btree ("device_id","code") WHERE "kiosk_fault"."mended_at" is null;--> statement-breakpoint
do $comments$
begin
  comment on table "kiosk_fault" is '一体机故障 / One occurrence of a fault, of which the people on the spot are told once';
  comment on column "kiosk_fault"."id" is 'UUIDv7; the message that tells of it has the same';
  comment on column "kiosk_fault"."device_id" is 'which kiosk';
  comment on column "kiosk_fault"."code" is 'printer_out, printer_jam, printer_broken, reader or scanner';
  comment on column "kiosk_fault"."began_at" is 'the heartbeat that first said it';
  comment on column "kiosk_fault"."told_at" is 'when a message was written; null where the record names no number that takes one';
  comment on column "kiosk_fault"."mended_at" is 'the heartbeat that said it is mended; null while it lasts';
end
$comments$;
