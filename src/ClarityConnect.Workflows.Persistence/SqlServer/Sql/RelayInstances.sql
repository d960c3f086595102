-- Marks instances that have due work, no lease and no message on its way, oldest work first, skipping what others are claiming. Gives the oldest
-- due work item of each. A claim removes the mark, so that whatever is due when the lease is free again is relayed again.
declare @due table (
  id nvarchar(200) collate Latin1_General_100_BIN2, work_item_id nvarchar(200) collate Latin1_General_100_BIN2, due_at datetimeoffset);
declare @relayed table (id nvarchar(200) collate Latin1_General_100_BIN2 primary key);

insert into @due (id, work_item_id, due_at)
select top (@limit) instances.id, work_items.id, work_items.due_at
from work_items with (readpast, rowlock, readcommittedlock)
join instances with (updlock, readpast, rowlock, readcommittedlock) on instances.id = work_items.instance_id
where work_items.due_at <= @now and instances.lease_owner is null and instances.relayed_at is null
order by work_items.due_at, work_items.id;

update instances
set relayed_at = @now
output inserted.id into @relayed
where id in (select id from @due) and lease_owner is null and relayed_at is null;

select work_item_id, id
from (
  select work_item_id, id, due_at, row_number() over (partition by id order by due_at, work_item_id) as position
  from @due
  where id in (select id from @relayed)
) as oldest
where position = 1
order by due_at, work_item_id;
