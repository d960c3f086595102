-- Removes what was left to do for finished instances.
delete from work_items
where instance_id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)));
