-- Keeps other transactions from linking records until this one ends: groups that two of them merge would else fall apart.
declare @answer int;
exec @answer = sp_getapplock @Resource = 'clarity cross_references', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
if @answer < 0 throw 50001, 'Other links of records took longer than a minute.', 1;
