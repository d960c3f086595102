using System.Security.Cryptography;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Engine.Snapshots;

/// <summary>Reads the snapshot of an exported instance, and refuses what could not go on.</summary>
internal static class SnapshotReader
{
    private static readonly string[] ExecutionStatuses = ["Running", "Completed", "Canceled", "Faulted"];
    private static readonly JsonDocumentOptions Tolerant = new() { MaxDepth = 1024 };

    /// <exception cref="SnapshotRefusedException">The file is no exported instance, or one that was at work.</exception>
    public static InstanceSnapshot Read(string file)
    {
        try
        {
            var text = CardDataMasker.Mask(file.TrimStart('\uFEFF'));
            var snapshot = Parse(text);
            // What is stored under a content hash is looked for by it: a value that was masked or written anew has another one now.
            var moved = snapshot.Payloads.Select(payload => (From: payload.Hash, To: Hash(payload))).Where(payload => payload.From != payload.To).ToList();
            foreach (var (from, to) in moved)
                text = text.Replace(from, to, StringComparison.Ordinal);
            if (moved.Count > 0)
                snapshot = Parse(text);
            Check(snapshot);
            return Owned(snapshot);
        }
        catch (JsonException exception)
        {
            throw new SnapshotRefusedException($"It cannot be read: {exception.Message}");
        }
    }

    private static InstanceSnapshot Parse(string text)
    {
        using var document = JsonDocument.Parse(text, Tolerant);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("workflowState", out _))
            throw new SnapshotRefusedException("It is no exported instance: it has no 'workflowState'.");
        if (!root.TryGetProperty("snapshot", out var snapshot) || snapshot.ValueKind != JsonValueKind.Object)
        {
            throw new SnapshotRefusedException(
                "It has no 'snapshot', without which an instance cannot go on: another product exported it, or somebody who may only read. Export it as an Operator.");
        }

        return snapshot.Deserialize<InstanceSnapshot>(SnapshotJson.Options)!;
    }

    private static string Hash(Payload payload) => payload.Hash.Length == 64
        ? Convert.ToHexStringLower(SHA256.HashData(payload.Content.Span))
        : throw new SnapshotRefusedException($"A value stands under '{payload.Hash}', which is no content hash.");

    private static void Check(InstanceSnapshot snapshot)
    {
        var row = snapshot.Instance;
        if (snapshot.Format != 1)
            throw new SnapshotRefusedException($"Its snapshot has the format {snapshot.Format}, which this version does not know; it knows 1.");
        if (string.IsNullOrWhiteSpace(row.Id))
            throw new SnapshotRefusedException("Its instance has no id.");
        if (row.Status == InstanceStatus.Executing || snapshot.WorkItems.Any(IsUnderWay))
            throw new SnapshotRefusedException($"The instance '{row.Id}' was at work when it was exported, so the file is no whole state. Export it again when it waits or has finished.");
        if (row.Status == InstanceStatus.Pending || snapshot.Checkpoint is not { IsEmpty: false } || snapshot.BurstNumber < 1)
            throw new SnapshotRefusedException($"The instance '{row.Id}' had not begun when it was exported. Start the workflow anew instead.");
        if ((row.Status == InstanceStatus.Suspended) == row.FinishedAt.HasValue)
            throw new SnapshotRefusedException($"The instance '{row.Id}' is said to be {row.Status} and its finish is '{row.FinishedAt:O}'; both cannot be true.");
        if (snapshot.Executions.Any(execution => !ExecutionStatuses.Contains(execution.Status) || (execution.CompletedAt is not null && execution.CompletedSequence is null)))
            throw new SnapshotRefusedException("An execution of an activity has a status that there is not, or an end without a place in the journal.");
    }

    /// <summary>Whether work was caused by a message, which the file does not hold.</summary>
    private static bool IsUnderWay(WorkItem item) => item.Kind is WorkItemKind.Start or WorkItemKind.Resume || item.InboxMessageId is not null;

    /// <summary>All rows are the instance's, whatever the file says.</summary>
    private static InstanceSnapshot Owned(InstanceSnapshot snapshot)
    {
        var id = snapshot.Instance.Id;
        return snapshot with
        {
            Bookmarks = [.. snapshot.Bookmarks.Select(bookmark => bookmark with { InstanceId = id })],
            WorkItems = [.. snapshot.WorkItems.Select(item => item with { InstanceId = id, Payload = null })],
            Effects = [.. snapshot.Effects.Select(effect => effect with { InstanceId = id })],
            DeadLetters = [.. snapshot.DeadLetters.Select(letter => letter with { InstanceId = id })],
            Executions = [.. snapshot.Executions.Select(execution => execution with { InstanceId = id })],
            Journal = [.. snapshot.Journal.Select(entry => entry with { InstanceId = id })],
        };
    }
}
