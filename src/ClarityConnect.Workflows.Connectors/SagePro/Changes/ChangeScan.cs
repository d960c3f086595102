using System.Security.Cryptography;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>
/// Finds what changed in tables that say nothing of it: each row's hash is kept beside its key, and a row whose hash is another gets the next number.
/// Rows that are gone are not told.
/// </summary>
internal sealed class ChangeScan(TimeProvider time)
{
    /// <param name="session">An open session without a transaction.</param>
    /// <param name="kind">What is watched.</param>
    /// <param name="rows">All rows as they are now, by key.</param>
    /// <param name="after">The number that was heard of last; null to begin now, with nothing but the present number.</param>
    /// <param name="most">How many changes at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task<ChangeList> RunAsync(
        SageProSession session, string kind, IReadOnlyDictionary<string, JsonElement> rows, long? after, int most, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync("LockChanges", new { kind }, cancellationToken);
        var last = (await session.QueryAsync("ReadChangeHead", new { kind }, row => row.Count(0), cancellationToken))[0];
        var known = new Dictionary<string, (string Hash, long Number)>(StringComparer.Ordinal);
        foreach (var (key, hash, number) in await session.QueryAsync("ReadChanges", new { kind }, row => (row.Text(0) ?? "", row.Text(1) ?? "", row.Count(2)), cancellationToken))
            known[key] = (hash, number);
        var now = time.GetUtcNow();
        foreach (var (key, row) in rows)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(row, SageProJson.Options)));
            if (known.TryGetValue(key, out var seen) && seen.Hash == hash)
                continue;
            known[key] = (hash, ++last);
            await session.ExecuteAsync("NoteChange", new { kind, key, hash, number = last, now }, cancellationToken);
        }

        await session.ExecuteAsync("MoveChangeHead", new { kind, number = last }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        if (after is not { } from)
            return new ChangeList([], last);
        var changes = known
            .Where(entry => entry.Value.Number > from && rows.ContainsKey(entry.Key))
            .OrderBy(entry => entry.Value.Number)
            .Take(most)
            .Select(entry => new SageProChange(entry.Value.Number, entry.Key, rows[entry.Key]))
            .ToList();
        return new ChangeList(changes, changes.Count == most ? changes[^1].Number : last);
    }
}
