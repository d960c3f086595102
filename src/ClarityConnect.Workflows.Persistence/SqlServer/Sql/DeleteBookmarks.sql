-- Removes bookmarks that are met or given up.
delete from bookmarks
where id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)));
