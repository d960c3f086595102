-- Stores messages, absorbs those whose event is known, and creates the instances that the new ones start. Gives the ids of the new ones and whether
-- an activation strategy refused a start. A child that is refused is created all the same, without the key, and cancelled, so that its parent
-- hears of it; its Start comes first, since that says of what the parent wants to hear.
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
  message_id nvarchar(200) collate Latin1_General_100_BIN2, id nvarchar(200) collate Latin1_General_100_BIN2, definition_id nvarchar(200),
  definition_version_id nvarchar(200), version int, correlation_id nvarchar(200) collate Latin1_General_100_BIN2, name nvarchar(200),
  parent_instance_id nvarchar(200) collate Latin1_General_100_BIN2, lease_owner nvarchar(200), work_item_id nvarchar(200), data varbinary(max),
  received_at datetimeoffset, activation_key nvarchar(450) collate Latin1_General_100_BIN2);

insert into @started
select
  message_id, id, definition_id, definition_version_id, version, correlation_id, name, parent_instance_id, lease_owner, work_item_id,
  convert(varbinary(max), data, 2), received_at, activation_key
from openjson(@others) with (
  message_id nvarchar(200), id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int,
  correlation_id nvarchar(200), name nvarchar(200), parent_instance_id nvarchar(200), lease_owner nvarchar(200), work_item_id nvarchar(200),
  data varchar(max), received_at datetimeoffset, activation_key nvarchar(450))
where message_id collate Latin1_General_100_BIN2 in (select id from @received);

declare @created table (id nvarchar(200) collate Latin1_General_100_BIN2 primary key);

with candidates as (
  select *, row_number() over (partition by activation_key order by id) as place from @started
)
insert into instances (
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  lease_owner, fence, claims, burst_number, activation_key)
output inserted.id into @created
select
  id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at,
  lease_owner, case when lease_owner is null then 0 else 1 end, case when lease_owner is null then 0 else 1 end, 0, activation_key
from candidates
where activation_key is null
  or (
    place = 1
    and not exists (
      select 1 from instances as holder with (updlock, holdlock, rowlock) where holder.activation_key = candidates.activation_key
    )
    and (
      activation_key not like 'c:%'
      or not exists (
        select 1
        from instances as running
        where running.correlation_id = candidates.correlation_id
          and (candidates.parent_instance_id is null or running.id <> candidates.parent_instance_id)
      )
    )
  );

insert into instances (
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  fence, claims, burst_number)
select
  id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at, 0, 0, 0
from @started
where parent_instance_id is not null and id not in (select id from @created);

insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
select work_item_id, id, 0, received_at, message_id, data
from @started
where parent_instance_id is not null or id in (select id from @created);

insert into work_items (id, instance_id, kind, due_at, data)
select
  concat(work_item_id, ':cancel'), id, 4, received_at,
  convert(varbinary(max), '{"reason":"The activation strategy of the workflow does not allow another instance now."}')
from @started
where parent_instance_id is not null and id not in (select id from @created);

select
  received.id,
  cast(
    case
      when exists (select 1 from @started as start where start.message_id = received.id and start.id not in (select id from @created)) then 1
      else 0
    end as bit)
from @received as received;
