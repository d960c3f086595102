-- Gives bookmarks, which this transaction has locked, to the messages that meet them.
update bookmarks
set claimed_by = met.message_id
from unnest($1, $2) as met (bookmark_id, message_id)
where bookmarks.id = met.bookmark_id
