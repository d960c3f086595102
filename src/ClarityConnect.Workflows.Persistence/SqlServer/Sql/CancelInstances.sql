-- Asks running instances to cancel themselves. Gives the ids of those that will. A burst that is being written is waited for.
declare @running table (id nvarchar(200) collate Latin1_General_100_BIN2, work_item_id nvarchar(250), due_at datetimeoffset, data varbinary(max));

insert into @running
select instances.id, request.work_item_id, request.due_at, convert(varbinary(max), request.data, 2)
from openjson(@rows) with (work_item_id nvarchar(250), instance_id nvarchar(200), due_at datetimeoffset, data varchar(max)) as request
join instances with (updlock, rowlock, readcommittedlock) on instances.id = request.instance_id collate Latin1_General_100_BIN2;

insert into work_items (id, instance_id, kind, due_at, data)
select work_item_id, id, 4, due_at, data
from @running as asked
where not exists (
  select 1
  from work_items as known with (updlock, holdlock, rowlock)
  where known.id = asked.work_item_id collate Latin1_General_100_BIN2
);

select id from @running;
