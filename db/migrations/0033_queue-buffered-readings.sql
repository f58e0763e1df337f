CREATE TABLE "device_inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"channel" text NOT NULL,
	"delivery_key" text NOT NULL,
	"messages" jsonb NOT NULL,
	CONSTRAINT "device_inbox_deliveryKey_unique" UNIQUE("delivery_key"),
	CONSTRAINT "device_inbox_channel_known" CHECK ("device_inbox"."channel" in ('https', 'mqtt'))
);
--> statement-breakpoint
CREATE INDEX "device_inbox_in_order" ON "device_inbox" USING btree ("received_at");--> statement-breakpoint
do $comments$
begin
  comment on table "device_inbox" is '待入库读数 / Buffered readings that were acknowledged and wait to be taken in';
  comment on column "device_inbox"."id" is 'UUIDv7';
  comment on column "device_inbox"."received_at" is 'when the server had them';
  comment on column "device_inbox"."channel" is 'https or mqtt';
  comment on column "device_inbox"."delivery_key" is 'names the delivery; sent again it is the same row';
  comment on column "device_inbox"."messages" is 'the messages as their mapping read them';
end
$comments$;
