using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>The workflows that a definition uses as activities, directly or through others, as they are when it is compiled.</summary>
internal sealed class EmbeddedWorkflows
{
    private readonly Dictionary<string, DefinitionVersion> byVersionId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, int Version), DefinitionVersion> byType = [];

    /// <summary>Loads what a definition's unknown activity types may refer to.</summary>
    public static async Task<EmbeddedWorkflows> LoadAsync(
        JsonElement definition,
        ActivityRegistry registry,
        IDefinitionStore store,
        CancellationToken cancellationToken)
    {
        var workflows = new EmbeddedWorkflows();
        IReadOnlyList<DefinitionVersion>? names = null;
        var open = new Queue<JsonElement>([definition]);
        while (open.TryDequeue(out var json))
        {
            foreach (var use in Uses(json, registry).Where(use => workflows.Find(use) is null))
            {
                var found = await ResolveAsync(use, store, async () => names ??= await NamesAsync(store, cancellationToken), cancellationToken);
                if (found is null)
                    continue;
                workflows.byVersionId[found.Id] = found;
                workflows.byType[(use.Type, use.Version)] = found;
                open.Enqueue(Parse(found));
            }
        }

        return workflows;
    }

    /// <summary>The workflow that an activity of an unknown type stands for; null if there is none.</summary>
    public DefinitionVersion? Find(JsonElement activity) => Find(Use.Of(activity));

    public static JsonElement Parse(DefinitionVersion version) => DefinitionJson.Parse(version.Document!);

    private DefinitionVersion? Find(Use use) =>
        use.VersionId is not null && byVersionId.TryGetValue(use.VersionId, out var byId) ? byId : byType.GetValueOrDefault((use.Type, use.Version));

    private static async Task<DefinitionVersion?> ResolveAsync(
        Use use,
        IDefinitionStore store,
        Func<Task<IReadOnlyList<DefinitionVersion>>> names,
        CancellationToken cancellationToken)
    {
        if (use.VersionId is not null && await store.FindAsync(use.VersionId, cancellationToken) is { } exact)
            return exact;
        var sameType = (await names()).Where(version => version.Name is { } name && WorkflowActivityType.Of(name) == use.Type).ToList();
        var chosen = sameType.Find(version => version.Version == use.Version)
            ?? sameType.Find(version => version.IsPublished)
            ?? sameType.MaxBy(version => version.Version);
        if (chosen is not null)
            return await store.FindAsync(chosen.Id, cancellationToken);
        return use.DefinitionId is null
            ? null
            : await store.FindAsync(new DefinitionFilter { DefinitionIds = [use.DefinitionId], IsPublished = true }, cancellationToken)
                ?? await store.FindAsync(new DefinitionFilter { DefinitionIds = [use.DefinitionId], IsLatest = true }, cancellationToken);
    }

    private static async Task<IReadOnlyList<DefinitionVersion>> NamesAsync(IDefinitionStore store, CancellationToken cancellationToken) =>
        (await store.ListAsync(new DefinitionFilter(), cancellationToken)).Items;

    private static IEnumerable<Use> Uses(JsonElement json, ActivityRegistry registry)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return json.EnumerateArray().SelectMany(item => Uses(item, registry));
        if (json.ValueKind != JsonValueKind.Object)
            return [];
        json = MissingActivities.Original(json);
        var inner = json.EnumerateObject().SelectMany(member => Uses(member.Value, registry));
        var isUse = JsonMembers.Text(json, "type") is { } type && JsonMembers.Text(json, "id") is not null
            && !type.Contains('.', StringComparison.Ordinal) && registry.Find(type, null) is null && json.TryGetProperty("version", out _);
        return isUse ? inner.Prepend(Use.Of(json)) : inner;
    }

    private sealed record Use(string Type, int Version, string? VersionId, string? DefinitionId)
    {
        public static Use Of(JsonElement activity) => new(
            JsonMembers.Text(activity, "type") ?? "",
            JsonMembers.Number(activity, "version") ?? 0,
            JsonMembers.Text(activity, "workflowDefinitionVersionId"),
            JsonMembers.Text(activity, "workflowDefinitionId"));
    }
}
