namespace ClarityConnect.Workflows.Server.Api;

/// <summary>How to repeat a run.</summary>
/// <param name="FromStep">The number of the step from which on activities run anew; what came before is answered from the record. Null for all.</param>
/// <param name="FromActivityId">The same by activity: its first step. Ignored if <paramref name="FromStep"/> is given.</param>
/// <param name="Writes">"stubbed" (the default): no write is made, each is answered from the record; "live": writes from that step on are made.</param>
internal sealed record RerunRequest(int? FromStep, string? FromActivityId, string? Writes);
