namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>A part of a connector that conformance facts are checked for: what all kinds have in common.</summary>
public abstract record ConnectorUnderTest
{
    private protected ConnectorUnderTest()
    {
    }

    /// <summary>The class of the activity or trigger.</summary>
    public required Type Type { get; init; }

    /// <summary>The class of the connection type.</summary>
    public required Type ConnectionType { get; init; }

    /// <summary>The input that names the connection. Default "Connection".</summary>
    public string ConnectionInput { get; init; } = "Connection";

    /// <summary>An object with the other inputs by name, such as <c>new { Email = "ada@shop.example" }</c>. Default: none.</summary>
    public object Inputs { get; init; } = new { };

    /// <summary>What texts of failures call the other system, such as "loyalty program"; every one of them has to contain it, in capital letters or not.</summary>
    public required string SystemName { get; init; }

    /// <summary>Starts a fresh twin; each fact has one of its own.</summary>
    public required Func<CancellationToken, Task<ConnectorTwin>> OpenTwinAsync { get; init; }
}
