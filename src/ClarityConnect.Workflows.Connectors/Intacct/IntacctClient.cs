using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>
/// Calls Sage Intacct's XML gateway: one session for all calls, renewed when it is about to end or was ended, and never more calls at once
/// than the connection allows.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Semaphores whose wait handles are never asked for hold nothing to release; the client lives as long as its connection.")]
public sealed class IntacctClient
{
    // Long enough for the slowest call to be finished before the session ends.
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    private readonly IntacctTransport transport;
    private readonly IntacctLogin login;
    private readonly Uri endpoint;
    private readonly bool allowAnyHost;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim calls;
    private readonly SemaphoreSlim signIn = new(1, 1);
    private volatile IntacctSession? session;
    private long reads;

    internal IntacctClient(IntacctTransport transport, IntacctLogin login, Uri endpoint, bool allowAnyHost, int maxConcurrency, TimeProvider time)
    {
        (this.transport, this.login, this.endpoint, this.allowAnyHost, this.time) = (transport, login, endpoint, allowAnyHost, time);
        calls = new SemaphoreSlim(maxConcurrency, maxConcurrency);
    }

    /// <summary>Signs in, whether or not there is a session.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The entity that the session works in; null for the top level.</returns>
    /// <exception cref="ActivityException">Intacct refused or failed.</exception>
    public async Task<string?> SignInAsync(CancellationToken cancellationToken) =>
        (await GetSessionAsync(stale: session, cancellationToken)).LocationId;

    /// <summary>Creates one object, all of it or nothing.</summary>
    /// <param name="record">The object, such as a GLBATCH with its entries.</param>
    /// <param name="key">
    /// A key of the business event. Intacct does not execute the same key twice; what it answers then is not documented, so look the record up.
    /// </param>
    /// <param name="cancellationToken">Cancelled when the caller gives up; what was sent by then has to be looked up.</param>
    /// <returns>The record number.</returns>
    /// <exception cref="ActivityException">
    /// Intacct refused; or <see cref="FailureKind.OutcomeUnknown"/>: it was sent and what became of it is not known.
    /// </exception>
    public async Task<string> CreateAsync(XElement record, string key, CancellationToken cancellationToken)
    {
        var result = await CallAsync(new XElement("create", record), key, changesSomething: true, cancellationToken);
        return result.CreatedKey ?? throw new ActivityException(
            FailureKind.OutcomeUnknown,
            $"Intacct reported that it created the {record.Name.LocalName} but named no record. Look it up before it is sent again.");
    }

    /// <summary>Reads objects page by page until the last.</summary>
    /// <param name="query">What to read.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The objects as field names and texts. Names are as Intacct spells them and found in any case.</returns>
    /// <exception cref="ActivityException">Intacct refused or failed.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(IntacctQuery query, CancellationToken cancellationToken)
    {
        var records = new List<IReadOnlyDictionary<string, string>>();
        await foreach (var row in RowsAsync(query, cancellationToken))
        {
            var record = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var field in row.Elements())
                record[field.Name.LocalName] = field.Value;
            records.Add(record);
            if (records.Count == query.MaxRecords)
                break;
        }

        return records;
    }

    internal async IAsyncEnumerable<XElement> RowsAsync(IntacctQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ;)
        {
            var controlId = $"query-{Interlocked.Increment(ref reads)}";
            var result = await CallAsync(query.ToFunction(offset), controlId, changesSomething: false, cancellationToken);
            var rows = result.Rows;
            foreach (var row in rows)
                yield return row;
            offset += rows.Count;
            if (rows.Count == 0 || result.Remaining is null or <= 0)
                yield break;
        }
    }

    private async Task<IntacctResult> CallAsync(XElement function, string controlId, bool changesSomething, CancellationToken cancellationToken)
    {
        if (controlId.Length is < 1 or > 256)
            throw new ActivityException(FailureKind.InvalidData, $"The key '{controlId}' has {controlId.Length} characters; Intacct takes 1 to 256.");
        var current = await GetSessionAsync(stale: null, cancellationToken);
        try
        {
            return await CallAsync(current, function, controlId, changesSomething, cancellationToken);
        }
        catch (ActivityException exception) when (IntacctFailure.IsInvalidSession(exception))
        {
            // The session was ended over there, before anything was executed: sign in anew and send it once more.
            current = await GetSessionAsync(stale: current, cancellationToken);
            return await CallAsync(current, function, controlId, changesSomething, cancellationToken);
        }
    }

    private async Task<IntacctResult> CallAsync(
        IntacctSession current, XElement function, string controlId, bool changesSomething, CancellationToken cancellationToken)
    {
        var document = IntacctEnvelope.Request(login, IntacctEnvelope.Session(current.SessionId), controlId, function, changesSomething);
        await calls.WaitAsync(cancellationToken);
        try
        {
            var answer = await transport.PostAsync(current.Endpoint, document, changesSomething, cancellationToken);
            var (result, endsAt) = IntacctResponse.Read(answer, changesSomething);
            if (endsAt is not null)
                current.EndsAt = endsAt.Value;
            return result;
        }
        finally
        {
            calls.Release();
        }
    }

    /// <summary>Gives the session, or begins one: however many calls need one at the same time, only one of them signs in.</summary>
    private async Task<IntacctSession> GetSessionAsync(IntacctSession? stale, CancellationToken cancellationToken)
    {
        if (Usable(session, stale) is { } known)
            return known;
        await signIn.WaitAsync(cancellationToken);
        try
        {
            if (Usable(session, stale) is { } signedInMeanwhile)
                return signedInMeanwhile;
            session = null;
            return session = await BeginSessionAsync(cancellationToken);
        }
        finally
        {
            signIn.Release();
        }
    }

    private IntacctSession? Usable(IntacctSession? candidate, IntacctSession? stale) =>
        candidate is not null && !ReferenceEquals(candidate, stale) && candidate.EndsAt - time.GetUtcNow() > RenewBefore ? candidate : null;

    private async Task<IntacctSession> BeginSessionAsync(CancellationToken cancellationToken)
    {
        var document = IntacctEnvelope.Request(login, IntacctEnvelope.Login(login), "sign-in", IntacctEnvelope.GetSession(login), changesSomething: false);
        await calls.WaitAsync(cancellationToken);
        try
        {
            var answer = await transport.PostAsync(endpoint, document, changesSomething: false, cancellationToken);
            var (result, endsAt) = IntacctResponse.Read(answer, changesSomething: false);
            var api = IntacctXml.Child(result.Data, "api");
            var sessionId = IntacctXml.Text(api, "sessionid")
                ?? throw IntacctFailure.Unreadable(answer, "it has no session id", changesSomething: false);
            var address = IntacctEndpoint.Read(IntacctXml.Text(api, "endpoint"), endpoint, allowAnyHost);
            return new IntacctSession(sessionId, address, IntacctXml.Text(api, "locationid")) { EndsAt = endsAt ?? DateTimeOffset.MaxValue };
        }
        finally
        {
            calls.Release();
        }
    }
}
