namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>
/// An activity that writes to this server's own tables, in a way that the same again changes nothing. Where a recorded instance is repeated without its
/// writes it is answered from the record; in a test case, whose tables are its own, it runs.
/// </summary>
internal interface IWritesHere;
