using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>Starts a workflow for each parcel that comes.</summary>
[Activity("Test.Parcels", "Parcels")]
public sealed class ParcelCame : PollingTrigger
{
    /// <summary>The account.</summary>
    [Input(ConnectionType = typeof(ParcelConnection))]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<ParcelClient>(Connection);
        var since = context.GetCursor<DateTimeOffset?>() ?? DateTimeOffset.UnixEpoch;
        List<Parcel>? found;
        try
        {
            found = await client.AskAsync<List<Parcel>>(HttpMethod.Get, $"parcels?since={Uri.EscapeDataString(since.ToString("O"))}", null, cancellationToken);
        }
        catch (ActivityException) when (client.Flaw == Flaw.MovesOnAfterFailures)
        {
            return new PollResult([], context.Time.GetUtcNow());
        }

        found ??= [];
        if (client.Flaw == Flaw.MissesTheSameMoment)
            found.RemoveAll(parcel => parcel.At <= since);
        return new PollResult(
            [.. found.Select(parcel => new TriggerEvent(client.Flaw == Flaw.MakesUpIds ? Guid.NewGuid().ToString() : parcel.Number, parcel))],
            found.Count > 0 ? found[^1].At : null);
    }
}
