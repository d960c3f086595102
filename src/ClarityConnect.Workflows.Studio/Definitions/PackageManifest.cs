namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>What is in a package of definitions, and what they need besides. Connections are named without their fields.</summary>
/// <param name="Definitions">The definitions with their files.</param>
/// <param name="Connections">The connections that they name.</param>
/// <param name="MappingTables">The mapping tables that they name.</param>
/// <param name="MissingDefinitions">Ids of definitions that they run and that were not there to be exported.</param>
/// <param name="DecidedWhenRun">Inputs whose expressions name something more.</param>
internal sealed record PackageManifest(
    IReadOnlyList<PackagedDefinition> Definitions,
    IReadOnlyList<PackagedConnection> Connections,
    IReadOnlyList<PackagedTable> MappingTables,
    IReadOnlyList<string> MissingDefinitions,
    IReadOnlyList<PackagedExpression> DecidedWhenRun)
{
    public string Format { get; } = "ClarityConnect.Workflows package 1";
}
