-- Gives bookmarks, which this transaction has locked, to the messages that meet them.
update bookmarks
set claimed_by = met.message_id
from bookmarks
join openjson(@rows) with (bookmark_id nvarchar(200), message_id nvarchar(200)) as met
  on bookmarks.id = met.bookmark_id collate Latin1_General_100_BIN2;
