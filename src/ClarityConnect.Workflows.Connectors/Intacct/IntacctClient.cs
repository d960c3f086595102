using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>
/// A company at Sage Intacct, through the XML gateway or the REST API: signed in once for all calls, and never more calls than the connection
/// allows.
/// </summary>
public sealed class IntacctClient
{
    private readonly IIntacctApi api;

    internal IntacctClient(IIntacctApi api, string userId, bool hasSeveralCurrencies) =>
        (this.api, UserId, HasSeveralCurrencies) = (api, userId, hasSeveralCurrencies);

    /// <summary>The user whom our changes are made by.</summary>
    internal string UserId { get; }

    /// <summary>Whether the company books in several currencies, so that every line has to name one.</summary>
    internal bool HasSeveralCurrencies { get; }

    /// <summary>Signs in, whether or not there is a session.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The entity that the session works in; null for the top level.</returns>
    /// <exception cref="ActivityException">Intacct refused or failed.</exception>
    public async Task<string?> SignInAsync(CancellationToken cancellationToken) => (await IdentifyAsync(cancellationToken)).Entity;

    /// <summary>Reads objects page by page until the last.</summary>
    /// <param name="query">What to read, by the names of the XML gateway.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The objects as field names and texts. Names are as Intacct spells them and found in any case.</returns>
    /// <exception cref="ActivityException">Intacct refused or failed.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(IntacctQuery query, CancellationToken cancellationToken)
    {
        var records = new List<IReadOnlyDictionary<string, string>>();
        await foreach (var row in RowsAsync(query, cancellationToken))
        {
            records.Add(row.Fields);
            if (records.Count == query.MaxRecords)
                break;
        }

        return records;
    }

    internal Task<IntacctIdentity> IdentifyAsync(CancellationToken cancellationToken) => api.SignInAsync(cancellationToken);

    internal IAsyncEnumerable<IntacctRow> RowsAsync(IntacctQuery query, CancellationToken cancellationToken) => api.RowsAsync(query, cancellationToken);

    /// <summary>Reads all rows of a query.</summary>
    internal async Task<List<IntacctRow>> ListAsync(IntacctQuery query, CancellationToken cancellationToken)
    {
        var rows = new List<IntacctRow>();
        await foreach (var row in RowsAsync(query, cancellationToken))
        {
            rows.Add(row);
            if (rows.Count == query.MaxRecords)
                break;
        }

        return rows;
    }

    /// <summary>Sends one write, all of it or nothing.</summary>
    /// <returns>The key of the record.</returns>
    /// <exception cref="ActivityException">
    /// Intacct refused; or <see cref="FailureKind.OutcomeUnknown"/>: it was sent and what became of it is not known.
    /// </exception>
    internal async Task<string> WriteAsync(IntacctWrite write, CancellationToken cancellationToken)
    {
        var outcome = (await api.WriteAsync([write], allOrNothing: true, cancellationToken))[0];
        if (outcome.Failure is not null)
            throw outcome.Failure;
        if (outcome.RecordNo is null && write is { IsRepeatable: false, NamesNoRecord: false })
            throw new ActivityException(FailureKind.OutcomeUnknown, $"Intacct reported that it made the {write.What} but named no record. Look it up before it is sent again.");
        return outcome.RecordNo ?? "";
    }

    /// <summary>Sends several writes of one kind in one request.</summary>
    /// <returns>What became of each, in their order.</returns>
    /// <exception cref="ActivityException">The request as a whole was refused or failed.</exception>
    internal Task<IReadOnlyList<IntacctOutcome>> WriteAllAsync(IReadOnlyList<IntacctWrite> writes, bool allOrNothing, CancellationToken cancellationToken) =>
        api.WriteAsync(writes, allOrNothing, cancellationToken);
}
