-- Removes work that is done.
delete from work_items
where id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)));
