using System.Runtime.CompilerServices;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Calls the XML gateway: one session for all calls, renewed when it is about to end or was ended.</summary>
internal sealed class XmlGateway(IntacctTransport transport, IntacctLogin login, Uri endpoint, bool allowAnyHost, CallLimits limits, TimeProvider time) : IIntacctApi
{
    // Long enough for the slowest call to be finished before the session ends.
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    private readonly SharedSignIn<IntacctSession> session = new(session => session.EndsAt - time.GetUtcNow() > RenewBefore);
    private long reads;

    public async Task<IntacctIdentity> SignInAsync(CancellationToken cancellationToken) =>
        new(login.UserId, login.CompanyId, (await GetSessionAsync(stale: session.Current, cancellationToken)).LocationId);

    public async Task<IReadOnlyList<IntacctOutcome>> WriteAsync(IReadOnlyList<IntacctWrite> writes, bool allOrNothing, CancellationToken cancellationToken)
    {
        if (writes.FirstOrDefault(write => write.Key.Length is < 1 or > 256) is { } wrong)
            throw new ActivityException(FailureKind.InvalidData, $"The key '{wrong.Key}' has {wrong.Key.Length} characters; Intacct takes 1 to 256.");
        var once = !writes[0].IsRepeatable;
        var controlId = writes.Count == 1 ? writes[0].Key : $"batch-{WriteKey.Hash(string.Join('\n', writes.Select(write => write.Key)))[..32]}";
        var results = await CallAsync(
            controlId, [.. writes.Select(write => (write.Key, write.Function))], changesSomething: once, allOrNothing, cancellationToken);
        return [.. results.Select(result => new IntacctOutcome(result.CreatedKey, result.Failure) { IsRolledBack = result.IsRolledBack })];
    }

    public async IAsyncEnumerable<IntacctRow> RowsAsync(IntacctQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ;)
        {
            var controlId = $"query-{Interlocked.Increment(ref reads)}";
            var results = await CallAsync(controlId, [(controlId, query.ToFunction(offset))], changesSomething: false, allOrNothing: false, cancellationToken);
            var result = results[0].Failure is { } failure ? throw failure : results[0];
            var rows = result.Rows;
            foreach (var row in rows)
                yield return IntacctRow.From(row);
            offset += rows.Count;
            if (rows.Count == 0 || result.Remaining is null or <= 0)
                yield break;
        }
    }

    private async Task<IReadOnlyList<IntacctResult>> CallAsync(
        string controlId, IReadOnlyList<(string ControlId, XElement Function)> functions, bool changesSomething, bool allOrNothing, CancellationToken cancellationToken)
    {
        var current = await GetSessionAsync(stale: null, cancellationToken);
        try
        {
            return await CallAsync(current, controlId, functions, changesSomething, allOrNothing, cancellationToken);
        }
        catch (ActivityException exception) when (IntacctFailure.IsInvalidSession(exception))
        {
            // The session was ended over there, before anything was executed: sign in anew and send it once more.
            current = await GetSessionAsync(stale: current, cancellationToken);
            return await CallAsync(current, controlId, functions, changesSomething, allOrNothing, cancellationToken);
        }
    }

    private Task<IReadOnlyList<IntacctResult>> CallAsync(
        IntacctSession current, string controlId, IReadOnlyList<(string ControlId, XElement Function)> functions, bool changesSomething, bool allOrNothing, CancellationToken cancellationToken)
    {
        var document = IntacctEnvelope.Request(login, IntacctEnvelope.Session(current.SessionId), controlId, functions, once: changesSomething, allOrNothing);
        return limits.RunAsync(
            async () =>
            {
                var answer = await transport.PostAsync(current.Endpoint, document, changesSomething, cancellationToken);
                var (results, endsAt) = IntacctResponse.ReadAll(answer, functions.Count, changesSomething);
                if (endsAt is not null)
                    current.EndsAt = endsAt.Value;
                return results;
            },
            cancellationToken);
    }

    private Task<IntacctSession> GetSessionAsync(IntacctSession? stale, CancellationToken cancellationToken) =>
        session.GetAsync(stale, BeginSessionAsync, cancellationToken);

    private Task<IntacctSession> BeginSessionAsync(CancellationToken cancellationToken)
    {
        const string ControlId = "sign-in";
        var document = IntacctEnvelope.Request(
            login, IntacctEnvelope.Login(login), ControlId, [(ControlId, IntacctEnvelope.GetSession(login))], once: false, allOrNothing: false);
        return limits.RunAsync(
            async () =>
            {
                var answer = await transport.PostAsync(endpoint, document, changesSomething: false, cancellationToken);
                var (result, endsAt) = IntacctResponse.Read(answer, changesSomething: false);
                var api = IntacctXml.Child(result.Data, "api");
                var sessionId = IntacctXml.Text(api, "sessionid")
                    ?? throw IntacctFailure.Unreadable(answer, "it has no session id", changesSomething: false);
                var address = IntacctEndpoint.Read(IntacctXml.Text(api, "endpoint"), endpoint, allowAnyHost);
                return new IntacctSession(sessionId, address, IntacctXml.Text(api, "locationid")) { EndsAt = endsAt ?? DateTimeOffset.MaxValue };
            },
            cancellationToken);
    }
}
