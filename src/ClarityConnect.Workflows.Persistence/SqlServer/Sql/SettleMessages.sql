-- Notes what became of messages.
update inbox
set state = settled.state
from inbox
join openjson(@rows) with (id nvarchar(200), state smallint) as settled on inbox.id = settled.id collate Latin1_General_100_BIN2;
