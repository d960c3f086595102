-- Removes finished instances with everything of theirs, whatever is still open. Gives the ids of those that were there. Their bookmarks, work items
-- and effects went when they finished. A failed child is left: its parent waits for what becomes of it.
declare @gone table (id nvarchar(200) collate Latin1_General_100_BIN2 primary key);

delete from instance_history
output deleted.id into @gone
where id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)))
  and (status <> 5 or parent_instance_id is null);

delete from activity_executions where instance_id in (select id from @gone);

delete from journal where instance_id in (select id from @gone);

delete from payload_references where instance_id in (select id from @gone);

delete from dead_letters where instance_id in (select id from @gone);

delete from inbox where instance_id in (select id from @gone);

select id from @gone;
