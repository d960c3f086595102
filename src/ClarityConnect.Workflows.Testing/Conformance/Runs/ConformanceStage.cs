using ClarityConnect.Workflows.Testing.Conformance.Lines;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>A twin, and the line to it.</summary>
internal sealed class ConformanceStage : IAsyncDisposable
{
    private ConformanceStage(ConnectorTwin twin, FaultyLine line) => (Twin, Line) = (twin, line);

    public ConnectorTwin Twin { get; }

    public FaultyLine Line { get; }

    public object Fields => Twin.FieldsAt(Line.Address);

    public static async Task<ConformanceStage> OpenAsync(ConnectorUnderTest subject, CancellationToken cancellationToken)
    {
        var twin = await subject.OpenTwinAsync(cancellationToken);
        return new ConformanceStage(twin, await FaultyLine.OpenAsync(twin.Address, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await Twin.DisposeAsync();
    }
}
