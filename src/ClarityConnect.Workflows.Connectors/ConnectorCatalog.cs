using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors;

/// <summary>What the connectors of this assembly add to the toolbox and to the list of connections.</summary>
public static class ConnectorCatalog
{
    /// <summary>The activities and triggers.</summary>
    public static IReadOnlyList<Type> Activities { get; } = Concrete(typeof(Activity));

    /// <summary>The connection types.</summary>
    public static IReadOnlyList<Type> ConnectionTypes { get; } = Concrete(typeof(Connection));

    // By reflection, so that connectors need not know of each other, nor of a list that grows with each of them.
    private static Type[] Concrete(Type kind) =>
        [.. typeof(ConnectorCatalog).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(kind))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];
}
