-- Removes the effects of finished instances.
delete from effects
where instance_id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)));
