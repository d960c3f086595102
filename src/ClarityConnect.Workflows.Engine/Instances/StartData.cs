using ClarityConnect.Workflows.Engine.Recovery;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>What the work item that begins an instance says beside the message's payload.</summary>
/// <param name="Trigger">The trigger activity that started it; null for none.</param>
/// <param name="Rerun">Which instance it repeats; null for none.</param>
internal sealed record StartData(string? Trigger, Rerun? Rerun);
