-- Removes what finished instances waited for. Comes before their work items, so that a correlator which claims one is waited for.
delete from bookmarks
where instance_id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)));
