using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>A message to store, with the instances that it is already known to start.</summary>
/// <param name="Message">The message.</param>
/// <param name="Starts">The instances to create with it, in the same transaction; none if the correlator is to look.</param>
/// <param name="IsSettled">Whether nothing else can match it: it is stored as consumed and the correlator leaves it alone.</param>
public sealed record Ingestion(InboxMessage Message, IReadOnlyList<NewInstance> Starts, bool IsSettled);
