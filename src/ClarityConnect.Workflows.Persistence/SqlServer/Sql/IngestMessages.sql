-- Stores messages, absorbs those whose event is known, and creates the instances that the new ones start. Gives the ids of the new ones.
declare @received table (id nvarchar(200) collate Latin1_General_100_BIN2 primary key);

with sent as (
  select
    *,
    row_number() over (partition by source collate Latin1_General_100_BIN2, event_id collate Latin1_General_100_BIN2 order by id) as repetition
  from openjson(@rows) with (
    id nvarchar(200), source nvarchar(200), event_id nvarchar(200), name nvarchar(200), [key] nvarchar(450), correlation_id nvarchar(200),
    instance_id nvarchar(200), payload varchar(max), received_at datetimeoffset, expires_at datetimeoffset, state smallint)
)
insert into inbox (id, source, event_id, name, [key], correlation_id, instance_id, payload, received_at, expires_at, state)
output inserted.id into @received
select
  id, source, event_id, name, [key], correlation_id, instance_id, convert(varbinary(max), payload, 2), received_at, expires_at, state
from sent
where repetition = 1
  and not exists (
    select 1
    from inbox as known with (updlock, holdlock, rowlock)
    where known.source = sent.source collate Latin1_General_100_BIN2
      and known.event_id = sent.event_id collate Latin1_General_100_BIN2
  );

declare @started table (
  message_id nvarchar(200), id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int,
  correlation_id nvarchar(200), name nvarchar(200), parent_instance_id nvarchar(200), lease_owner nvarchar(200), work_item_id nvarchar(200),
  data varbinary(max), received_at datetimeoffset);

insert into @started
select
  message_id, id, definition_id, definition_version_id, version, correlation_id, name, parent_instance_id, lease_owner, work_item_id,
  convert(varbinary(max), data, 2), received_at
from openjson(@others) with (
  message_id nvarchar(200), id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int,
  correlation_id nvarchar(200), name nvarchar(200), parent_instance_id nvarchar(200), lease_owner nvarchar(200), work_item_id nvarchar(200),
  data varchar(max), received_at datetimeoffset)
where message_id collate Latin1_General_100_BIN2 in (select id from @received);

insert into instances (
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  lease_owner, fence, claims, burst_number)
select
  id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at,
  lease_owner, case when lease_owner is null then 0 else 1 end, case when lease_owner is null then 0 else 1 end, 0
from @started;

insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
select work_item_id, id, 0, received_at, message_id, data from @started;

select id from @received;
