namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>Something that the designer uses only where the server says that it has it.</summary>
/// <param name="Namespace">Elsa's own.</param>
/// <param name="Name">The name within it.</param>
/// <param name="DisplayName">The name that people see.</param>
/// <param name="Description">What it does.</param>
internal sealed record InstalledFeature(string Namespace, string Name, string DisplayName, string Description)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<InstalledFeature> All { get; } =
    [
        new("Elsa", "RealTimeWorkflowUpdates", "Live updates", "The viewer of an instance follows it while it runs."),
    ];

    public string FullName => $"{Namespace}.{Name}";

    public static InstalledFeature? Find(string fullName) => All.FirstOrDefault(feature => feature.FullName == fullName);
}
