using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>A poll.</summary>
internal sealed class PollProbe(PollingTriggerUnderTest subject) : Probe(subject)
{
    public override bool ChangesThings => false;

    /// <summary>Where polls begin.</summary>
    public JsonElement? Cursor { get; set; }

    public override async Task<Seen> RunAsync(object fields, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        using var connected = new Connected(Subject.ConnectionType, fields, subject.Time, timeout);
        var texts = new List<(string, string)>();
        Exception? failure = null;
        try
        {
            var result = await new SinglePoll(new GivenInputs(Subject, Subject.Inputs), connected, Cursor, subject.Time).PollAsync(cancellationToken);
            texts.Add(("the cursor", WorkflowJson.ToElement(result.Cursor).GetRawText()));
            texts.AddRange(result.Events.Select(found => ("an event", $"{found.Id} {found.CorrelationId} {WorkflowJson.ToElement(found.Payload).GetRawText()}")));
        }
        catch (Exception thrown) when (thrown is not ConformanceException)
        {
            failure = thrown;
        }

        texts.AddRange(ActivityProbe.Common(connected));
        return new Seen(failure, texts, connected.Secrets);
    }

    /// <summary>Polls from the cursor with a new object of the trigger and a new client, as another node would.</summary>
    /// <returns>The events' ids in order, and the cursor as it is stored.</returns>
    public async Task<(IReadOnlyList<string> Ids, JsonElement? Cursor)> PollAsync(object fields, CancellationToken cancellationToken)
    {
        using var connected = new Connected(Subject.ConnectionType, fields, subject.Time);
        var result = await new SinglePoll(new GivenInputs(Subject, Subject.Inputs), connected, Cursor, subject.Time).PollAsync(cancellationToken);
        JsonElement? next = result.Cursor is null ? Cursor : JsonDocument.Parse(JsonSerializer.Serialize(result.Cursor, result.Cursor.GetType(), WorkflowJson.Options)).RootElement;
        return ([.. result.Events.Select(found => found.Id)], next);
    }
}
