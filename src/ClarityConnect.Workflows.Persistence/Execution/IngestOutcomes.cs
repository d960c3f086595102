using ClarityConnect.Workflows.Engine.Inbox;

namespace ClarityConnect.Workflows.Persistence.Execution;

/// <summary>What became of messages, by what the statement that stored them answered.</summary>
internal static class IngestOutcomes
{
    public static IReadOnlyList<IngestOutcome> Of(IReadOnlyList<Ingestion> ingestions, IReadOnlyList<(string Id, bool IsRefused)> stored)
    {
        var byId = stored.ToDictionary(message => message.Id, message => message.IsRefused, StringComparer.Ordinal);
        return
        [
            .. ingestions.Select(ingestion => byId.TryGetValue(ingestion.Message.Id, out var isRefused)
                ? isRefused ? IngestOutcome.StartRefused : IngestOutcome.Stored
                : IngestOutcome.Duplicate),
        ];
    }
}
