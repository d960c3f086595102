using System.Security.Cryptography;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>
/// Finds what changed in tables that say nothing of it: each row's hash is kept beside its key, and a row whose hash is another gets the next number.
/// Rows that are gone are not told. What was delivered from here is recognised once, in the change that it makes: when a person brings a row back later to
/// what it was, that is a change of its own.
/// </summary>
internal sealed class ChangeScan(TimeProvider time)
{
    /// <param name="session">An open session without a transaction.</param>
    /// <param name="kind">What is watched.</param>
    /// <param name="read">Reads all rows as they are now, by key.</param>
    /// <param name="own">Reads what was delivered from here and not yet seen; null where nothing is delivered.</param>
    /// <param name="essence">What of a row counts as a change; null for all of it.</param>
    /// <param name="after">The number that was heard of last; null to begin now, with nothing but the present number.</param>
    /// <param name="most">How many changes at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task<ChangeList> RunAsync(
        SageProSession session,
        string kind,
        Func<Task<Dictionary<string, JsonElement>>> read,
        Func<Task<List<OwnWrite>>>? own,
        Func<JsonElement, JsonElement>? essence,
        long? after,
        int most,
        CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync("LockChanges", new { kind }, cancellationToken);
        // Twice, because the rows are read in between: what is posted after them cannot be missed in them.
        var postedBefore = own is null ? [] : (await own()).Where(write => write.IsPosted).Select(write => write.Reference).ToHashSet(StringComparer.Ordinal);
        var rows = await read();
        var writes = own is null ? [] : await own();
        var last = (await session.QueryAsync("ReadChangeHead", new { kind }, row => row.Count(0), cancellationToken))[0];
        var known = new Dictionary<string, (string Hash, long Number)>(StringComparer.Ordinal);
        foreach (var (key, hash, number) in await session.QueryAsync("ReadChanges", new { kind }, row => (row.Text(0) ?? "", row.Text(1) ?? "", row.Count(2)), cancellationToken))
            known[key] = (hash, number);
        var (now, before) = (time.GetUtcNow(), last);
        foreach (var (key, row) in rows)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(essence?.Invoke(row) ?? row, SageProJson.Options)));
            if (known.TryGetValue(key, out var seen) && seen.Hash == hash)
                continue;
            known[key] = (hash, ++last);
            await session.ExecuteAsync("NoteChange", new { kind, key, hash, number = last, now }, cancellationToken);
        }

        foreach (var write in writes)
        {
            var key = write.Key ?? rows.FirstOrDefault(row => write.Fits(row.Value)).Key;
            var fits = key is not null && rows.TryGetValue(key, out var row) && write.Fits(row);
            if (!fits && !postedBefore.Contains(write.Reference))
                continue;
            var number = fits && known[key!].Number > before ? known[key!].Number : 0;
            await session.ExecuteAsync("NoteChange", new { kind = OwnWrite.KindOf(kind), key = write.Reference, hash = "", number, now }, cancellationToken);
        }

        await session.ExecuteAsync("MoveChangeHead", new { kind, number = last }, cancellationToken);
        var numbers = after is null || own is null
            ? []
            : await session.QueryAsync("ReadOwnChanges", new { kind = OwnWrite.KindOf(kind), after = after.Value }, row => row.Count(0), cancellationToken);
        await session.CommitAsync(cancellationToken);
        if (after is not { } from)
            return new ChangeList([], last);
        var ours = numbers.ToHashSet();
        var changes = known
            .Where(entry => entry.Value.Number > from && rows.ContainsKey(entry.Key))
            .OrderBy(entry => entry.Value.Number)
            .Take(most)
            .Select(entry => new SageProChange(entry.Value.Number, entry.Key, rows[entry.Key], ours.Contains(entry.Value.Number)))
            .ToList();
        return new ChangeList(changes, changes.Count == most ? changes[^1].Number : last);
    }
}
